"""Rows → tables whose columns have roles: the plan, the results, the assignment; in any syntax."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ita_audit.sourcepaper.columns import column_numbers
from ita_audit.sourcepaper.markup import clean
from ita_audit.sourcepaper.records import Cell, Place, Row
from ita_audit.thai import squash

_ROLES = (
    ("item", r"ข้อ|ข้อที่|รหัส|รหัสข้อ|oit|ตัวชี้วัดoit|item|code"),
    ("follow_up", r".*(?:ติดตาม).*"),
    ("result", r"(?:สรุป)?ผล(?:การ|ที่(?!คาด)|ลัพธ์(?!ที่คาด)|สำเร็จ|$).*|.*ผลการดำเนิน(?:การ|งาน).*"),
    ("follow_up", r".*รายงานผล.*|การรายงาน.*"),
    ("evidence", r"(?:หลักฐาน|เอกสาร(?:อ้างอิง|ประกอบ|หลักฐาน)).*"),
    ("period", r"(?:ระยะเวลา|กำหนดเวลา|ห้วงเวลา|ช่วงเวลา|กำหนดการ|เวลา|ปฏิทิน|วันเดือนปี).*"),
    ("owner", r"(?:หน่วยงาน)?(?:ผู้|ที่)?รับผิดชอบ.*|หน่วยงาน.*|ส่วนราชการ.*|เจ้าของเรื่อง.*|ผู้ดำเนินการ"),
    ("step", r"(?:วิธี|ขั้นตอน|กิจกรรม|แนวทางการ|แนวทางปฏิบัติ|การดำเนิน|โครงการ|รายละเอียดการ).*"),
    ("measure", r"(?:ชื่อ)?มาตรการ.*|แนวทาง.*"),
    ("title", r"ข้อมูล|รายการ|หัวข้อ.*|ชื่อข้อ.*|ประเด็น.*"),
    ("number", r"ลำดับ.*|ที่|no"),
    ("section", r"งาน|กลุ่มงาน|งานที่รับผิดชอบ|ฝ่ายหรืองาน|ฝ่ายงาน"),
    ("division", r"กอง|สำนักกอง|สำนักหรือกอง|สังกัด"),
    ("person", r"ชื่อ(?:สกุล|นามสกุล|และสกุล)?"),
    ("position", r"ตำแหน่ง.*"),
)
_KEY = re.compile(
    r"^[-•*\s]*(มาตรการ(?:\s*/\s*แนวทาง)?(?:\s*ที่\s*[0-9๐-๙]{1,2})?|วิธีการ(?:ดำเนินการ|ดำเนินงาน)?|ขั้นตอน(?:\s*/\s*วิธีการ)?"
    r"(?:การดำเนินการ|การดำเนินงาน)?|(?:หน่วยงาน)?(?:ผู้)?รับผิดชอบ|ระยะเวลา(?:ดำเนินการ|ดำเนินงาน)?|การติดตาม(?:ผล|ประเมินผล)?"
    r"|ผลการ(?:ดำเนินการ|ดำเนินงาน))\s*[::]\s*(.*)$",
    re.S,
)
_GOES_ON = re.compile(r"^\s*(?:[-•❖(]\s*)?(?:[0-9๐-๙]{1,2}[.)]|[-•❖])")
_FURNITURE = re.compile(r"^[\s\-–—]*(?:หน้า(?:ที่)?\s*)?[0-9๐-๙]{0,3}[\s\-–—]*$")


@dataclass(slots=True)
class Table:
    """Rows of one table by role; `kind` is plan, results, both, assignment or other."""

    kind: str
    heading: Place
    heading_text: str
    rows: list[dict[str, Cell]] = field(default_factory=list)
    source: list[int] = field(default_factory=list)
    """Index among the paper's items, of each row"""
    header: int = -1
    used: list[int] = field(default_factory=list)
    """Indices of all lines that the table takes up, when they are more than heading and rows"""

    @property
    def lines(self) -> set[int]:
        """Indices among the paper's items of every line of the table."""
        return {i for i in (self.header, *self.source, *self.used) if i >= 0}


def role_of(cell: Cell) -> str | None:
    """The role that a heading cell gives its column; None when it is no heading."""
    words = squash(cell.text)
    if not words or len(words) > 45:
        return None
    return next((role for role, pattern in _ROLES if re.fullmatch(pattern, words)), None)


def header_of(row: Row) -> list[str | None] | None:
    """Read a heading row: the role of each column; None when the row is not one."""
    roles = [role_of(cell) for cell in row.cells]
    known = {role for role in roles if role}
    filled = sum(1 for cell in row.cells if cell.text)
    if len(known) * 2 < filled or len(known) < 2:
        return None
    if ("measure" in known or "step" in known) and known & {"owner", "period", "follow_up", "result"}:
        return roles
    if "item" in known and known & {"title", "owner", "section", "division"}:
        return roles
    if known & {"person", "position"} and known & {"number", "position", "owner"}:
        return roles
    return None


def _kind(roles: Sequence[str | None]) -> str:
    known = set(roles)
    if "measure" in known or "step" in known:
        if "result" in known:
            return "both" if "follow_up" in known else "results"
        return "plan"
    return "assignment" if "item" in known else "other"


def find_tables(items: Sequence[Cell | Row]) -> list[Table]:
    """
    Put rows together under the headings that give their columns a role.

    A blank line, a page number or a repeated heading does not end a table; words do, or a row
    of another width that has no heading of its own.
    """
    tables: list[Table] = []
    open_table: Table | None = None
    roles: list[str | None] = []
    head: Row | None = None
    for index, item in enumerate(items):
        if isinstance(item, Row):
            found = header_of(item)
            if found:
                roles, head = found, item
                text = " | ".join(cell.text.replace("\n", " ") for cell in item.cells if cell.text)
                open_table = Table(_kind(roles), item.place, text, header=index)
                tables.append(open_table)
            elif open_table and head and (row := _fit(items, index, item, head, roles)):
                open_table.rows.append(row)
                open_table.source.append(index)
            else:
                open_table = None
        elif open_table and head and head.syntax == "spaces" and _looks_aligned(item):
            row = _fit(items, index, _as_columns(item), head, roles)
            if row:
                open_table.rows.append(row)
                open_table.source.append(index)
        elif open_table and not _FURNITURE.match(item.text):
            open_table = None
    return tables + _keyed(items)


def _looks_aligned(item: Cell) -> bool:
    return item.raw.startswith("   ") or bool(re.search(r"\S {3,}\S", item.raw))


def _as_columns(item: Cell) -> Row:
    cells, at = [], 0
    for match in re.finditer(r"\S+(?: \S+)*", item.raw):
        cells.append(Cell(item.raw[at : match.end()], clean(match[0]), item.place))
        at = match.end()
    return Row(tuple(cells), item.place, "spaces")


def _fit(
    items: Sequence[Cell | Row], index: int, row: Row, head: Row, roles: Sequence[str | None]
) -> dict[str, Cell] | None:
    """Give the cells of a row their roles; None when the row cannot belong under this heading."""
    cells = row.cells
    while len(cells) > len(head.cells) and not cells[-1].text:
        cells = cells[:-1]
    if row.syntax == "spaces" or head.syntax == "spaces":
        if row.syntax != head.syntax:
            return None
        columns = list(range(len(cells)))
        if len(cells) != len(head.cells):
            columns = column_numbers(items, index, row, head)
        if columns is None or columns[-1] >= len(head.cells):
            return None
        blank = {role: Cell("", "", row.place) for role in roles if role}
        return blank | {roles[c]: cell for c, cell in zip(columns, cells, strict=True) if roles[c]}
    if len(cells) > len(head.cells) or (len(cells) < 2 and len(head.cells) > 2):
        return None
    fitted: dict[str, Cell] = {}
    for role, cell in zip(roles, cells, strict=False):
        if role and role not in fitted:
            fitted[role] = cell
    return fitted if any(cell.text for cell in fitted.values()) else None


@dataclass(slots=True)
class _Keyed:
    """Measures written as `ผู้รับผิดชอบ: …` lines: the one being read, and those read so far."""

    tables: list[Table] = field(default_factory=list)
    row: dict[str, Cell] = field(default_factory=dict)
    role: str = ""
    first: int = 0
    used: list[int] = field(default_factory=list)

    def close(self) -> None:
        row, self.row = self.row, {}
        used, self.used = self.used, []
        if "measure" not in row or len(row) < 3:
            return
        kind = "both" if {"follow_up", "result"} <= set(row) else "results" if "result" in row else "plan"
        if not self.tables or self.tables[-1].kind != kind:
            self.tables.append(Table(kind, row["measure"].place, row["measure"].text[:80]))
        self.tables[-1].rows.append(row)
        self.tables[-1].source.append(self.first)
        self.tables[-1].used += used

    def key(self, match: re.Match, item: Cell, index: int) -> None:
        number = re.search(r"ที่\s*([0-9๐-๙]{1,2})$", match[1])
        key = match[1][: number.start()] if number else match[1]
        self.role = role_of(Cell("", key, item.place)) or ""
        if self.role == "measure":
            self.close()
            self.first = index
        if self.role and (self.row or self.role == "measure"):
            text = f"{number[1]}. {match[2]}" if number and self.role == "measure" else match[2]
            self.row[self.role] = Cell(item.raw, text.strip(), item.place)
            self.used.append(index)

    def wrap(self, item: Cell, index: int) -> None:
        """The rest of a line that the page was too narrow for."""
        self.used.append(index)
        cell = self.row[self.role]
        self.row[self.role] = replace(cell, raw=f"{cell.raw}\n{item.raw}", text=f"{cell.text} {item.text}")

    def more(self, item: Cell, index: int) -> None:
        self.used.append(index)
        cell = self.row[self.role]
        text = f"{cell.text}\n{item.text}".strip()
        lines = (*(cell.lines or ((cell.place,) if cell.text else ())), item.place)
        self.row[self.role] = Cell(f"{cell.raw}\n{item.raw}", text, lines[0], lines)


_WRAPPED = 0.6
"""A line of a page that is this full (of the fullest) goes on in the next line."""


def _keyed(items: Sequence[Cell | Row]) -> list[Table]:
    """`ผู้รับผิดชอบ: …` on lines of their own: each measure is a row, its values may run over lines."""
    state = _Keyed()
    full = _WRAPPED * max((len(c.text) for c in items if isinstance(c, Cell) and c.place.page), default=0)
    before = 0
    for index, item in enumerate(items):
        wrapped = isinstance(item, Cell) and bool(item.place.page) and before >= full
        before = len(item.text) if isinstance(item, Cell) else 0
        match = None if isinstance(item, Row) else _KEY.match(item.text)
        if match:
            state.key(match, item, index)
        elif state.row and state.role and isinstance(item, Cell) and _GOES_ON.match(item.text):
            state.more(item, index)
        elif state.row and state.role and wrapped:
            state.wrap(item, index)
        elif state.row:
            state.close()
    state.close()
    return state.tables
