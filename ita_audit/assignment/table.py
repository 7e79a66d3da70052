"""
Put an assignment table together from its grid, and say everything that was guessed.

Refused (rows empty): unknown item code, two owners for one item, a formula, a broken or empty
file. Everything else is read with problems (the `assignment` contract).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from ita_audit.assignment.labels import is_formula, read_label, settle_spelling, split_glued, split_unit
from ita_audit.assignment.refusals import Found, looks_like_code, two_owners, unknown_codes
from ita_audit.assignment.shapes import Grid, Unreadable, read_grid
from ita_audit.errors import AssignmentError
from ita_audit.model import AssignmentRow, AssignmentTable, Checklist, Severity, TableProblem
from ita_audit.thai import similarity, squash, tidy

_HEADINGS = {
    "item": ("ข้อ", "ข้อที่", "รหัส", "รหัสข้อ", "item", "code", "oit", "ตัวชี้วัด"),
    "title": ("ข้อมูล", "รายการ", "ชื่อข้อ", "หัวข้อ", "ชื่อตัวชี้วัด", "title", "รายละเอียด", "ประเด็น"),
    "owner": ("ผู้รับผิดชอบ", "หน่วยงานที่รับผิดชอบ", "หน่วยงานผู้รับผิดชอบ", "หน่วยงานรับผิดชอบ", "owner", "หน่วยงาน"),
    "section": ("งาน", "ฝ่ายหรืองาน", "section", "กลุ่มงาน", "งานที่รับผิดชอบ"),
    "division": ("กอง", "สำนักหรือกอง", "สำนักกอง", "ส่วนราชการ", "division", "สังกัด"),
    "line": ("source_line", "บรรทัด", "line"),
}
_TOTAL = re.compile(r"^(รวม|ทั้งหมด|total|หมายเหตุ)", re.I)
_KNOWN = {squash(word): role for role, words in _HEADINGS.items() for word in words}
_SAME_TITLE = 60
"""Titles less alike than this (0 … 100) are not one item's."""
_NOTES = {
    "thai_digits": "รหัสข้อใช้เลขไทย อ่านเป็นเลขอารบิกแล้ว",
    "zero_for_o": "รหัสข้อใช้เลขศูนย์แทนตัวอักษร O อ่านเป็น O แล้ว โปรดยืนยันกับต้นฉบับ",
    "no_letter": "รหัสข้อไม่มีตัวอักษร O อ่านเป็นหมายเลขข้อแล้ว โปรดยืนยัน",
    "look_alike_letter": "รหัสข้อใช้อักษรหน้าตาคล้าย O จากภาษาอื่น อ่านเป็น O แล้ว",
    "spelling": "รูปแบบรหัสข้อต่างจาก O1 อ่านเป็นหมายเลขข้อแล้ว",
}


def load_assignment(path: Path, checklist: Checklist) -> AssignmentTable:
    """
    Read and check an assignment table.

    Args:
        path: CSV, TSV, text, Markdown, HTML, XLSX, XLS, ODS or DOCX; recognised by its bytes.

        checklist: The year's items; every code must be one of them.

    Returns:
        Rows in item order with problems; or `refused` with no rows and the reasons.
    """
    try:
        with path.open("rb") as file:
            grid = read_grid(file.read(10_000_001), path.name)
    except OSError as error:
        return _refused(
            checklist, None, "unreadable_file", None, f"เปิดไฟล์ {path.name} ไม่ได้: {error.strerror}"
        )
    except Unreadable as error:
        slug = "empty_file" if "empty" in str(error) else "broken_file"
        remedy = f"ไฟล์ {path.name} อ่านไม่ได้ ({error}) บันทึกใหม่เป็น CSV UTF-8 หรือ XLSX แล้ววางแทน"
        return _refused(checklist, None, slug, None, remedy)
    return assemble_assignment(grid, checklist, path.name)


def require_assignment(path: Path, checklist: Checklist) -> AssignmentTable:
    """
    Read an assignment table that an audit is to rest on; see `load_assignment`.

    Raises:
        AssignmentError: The table was refused; names the first row, the reason and the remedy.
    """
    table = load_assignment(path, checklist)
    if table.refused:
        reasons = [problem for problem in table.problems if problem.severity is Severity.ERROR]
        first, more = reasons[0], len(reasons) - 1
        where = f", row {first.line}" if first.line else ""
        raise AssignmentError(
            f"{path.name}{where}: expected a table that can be used, got: {first.problem}"
            + (f", and {more} more" if more else ""),
            hint_th=first.remedy_th
            + (f" (และอีก {more} เรื่อง สั่ง ita-audit assignment เพื่อดูทั้งหมด)" if more else ""),
        )
    return table


def assignment_document(table: AssignmentTable) -> dict:
    """Lay a table out as the JSON of the `assignment` contract."""
    return {
        "fiscal_year": table.fiscal_year,
        "rows": [{name: getattr(row, name) for name in row.__dataclass_fields__} for row in table.rows],
        "problems": [
            {
                "line": problem.line,
                "problem": problem.problem,
                "item": problem.item,
                "severity": problem.severity.value,
                "remedy_th": problem.remedy_th,
            }
            for problem in table.problems
        ],
    }


def load_working_group(path: Path, table: AssignmentTable) -> AssignmentTable:
    """
    Add the units that sit in the working group but own no item: column `unit`, blank allowed.

    Raises:
        AssignmentError: The file has no column `unit`.
    """
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file)
        if "unit" not in (rows.fieldnames or ()):
            raise AssignmentError(
                f"{path.name}, row 1: expected a column unit, got {rows.fieldnames}",
                hint_th=f"เพิ่มคอลัมน์ unit ในไฟล์ {path.name}",
            )
        units = list(dict.fromkeys(tidy(row["unit"] or "") for row in rows))
    owners = {squash(name) for row in table.rows for name in (row.division, row.section)}
    return replace(table, other_units=tuple(u for u in units if u and squash(u) not in owners))


def _refused(
    checklist: Checklist, line: int | None, slug: str, item: str | None, remedy: str
) -> AssignmentTable:
    problem = TableProblem(line, slug, item, Severity.ERROR, remedy)
    return AssignmentTable(checklist.fiscal_year, (), (problem,), refused=True)


def assemble_assignment(grid: Grid, checklist: Checklist, name: str) -> AssignmentTable:
    """Put a table together from cells that somebody else has read; answers as `load_assignment`."""
    problems = [TableProblem(line, slug, None, Severity.NOTE, words) for line, slug, words in grid.notes]
    for line, row in zip(grid.lines, grid.rows, strict=True):
        bad = next((cell for cell in row if is_formula(cell)), None)
        if bad is not None:
            return _refused(
                checklist, line, "formula", None, f"แถวที่ {line} มีสูตร {bad[:40]!r} ให้วางเป็นค่าแทนสูตรแล้วบันทึกใหม่"
            )
    found = _rows(grid, checklist, problems)
    if not found:
        remedy = f"ไม่พบรหัสข้อ O1 … ในไฟล์ {name} ตรวจว่ามีคอลัมน์รหัสข้อและผู้รับผิดชอบ"
        return _refused(checklist, None, "no_table", None, remedy)
    refusal = unknown_codes(found, checklist) or two_owners(found)
    if refusal:
        return AssignmentTable(checklist.fiscal_year, (), (*problems, *refusal), refused=True)
    return _settled(found, checklist, problems)


def _columns(row: Sequence[str]) -> dict[str, int] | None:
    """Read a heading row: which column holds what; None when it is not one."""
    roles: dict[str, int] = {}
    for index, cell in enumerate(row):
        role = _KNOWN.get(squash(cell))
        if role and role not in roles:
            roles[role] = index
    return roles if "item" in roles and len(roles) >= 2 else None


def _rows(grid: Grid, checklist: Checklist, problems: list[TableProblem]) -> list[Found]:
    columns: dict[str, int] | None = None
    found: list[Found] = []
    for line, row in zip(grid.lines, grid.rows, strict=True):
        cells = [tidy(cell) for cell in row]
        heading = _columns(cells)
        if heading:
            columns = heading
            continue
        entry = _entry(cells, line, columns, problems)
        if entry:
            found.append(entry)
        elif any(cells) and found:
            slug = "total_row" if _TOTAL.match(next(c for c in cells if c)) else "stray_row"
            words = f"แถวที่ {line} ไม่มีรหัสข้อ ข้ามไป: {' | '.join(filter(None, cells))[:60]}"
            problems.append(TableProblem(line, slug, None, Severity.NOTE, words))
        elif any(cells):
            words = f"แถวที่ {line} อยู่ก่อนตาราง ข้ามไป"
            problems.append(TableProblem(line, "title_row", None, Severity.NOTE, words))
    if found and columns is None:
        words = "ไม่พบหัวตารางที่รู้จัก อ่านตามลำดับคอลัมน์ รหัสข้อ ชื่อข้อ ผู้รับผิดชอบ โปรดยืนยัน"
        problems.append(TableProblem(None, "no_heading", None, Severity.NOTE, words))
    return _only_table(found, checklist, problems)


def _only_table(found: list[Found], checklist: Checklist, problems: list[TableProblem]) -> list[Found]:
    """
    In a whole report other tables number their rows too: when rows with a letter or a leading zero
    make up a table of their own, a bare number counts only for an item that they lack and name.
    """
    bare = [entry for entry in found if re.fullmatch(r"\s*[1-9๑-๙][0-9๐-๙]?\s*[.)]?\s*", entry.raw)]
    lettered = {entry.number for entry in found if entry not in bare}
    if len(lettered) * 2 < len(checklist.items):
        return found
    titles = {item.number: item.title for item in checklist.items if item.number not in lettered}
    others = [e for e in bare if similarity(e.title, titles.get(e.number, "")) < _SAME_TITLE]
    lines = {entry.line for entry in others}
    problems[:] = [p for p in problems if not (p.problem == "no_letter" and p.line in lines)]
    for line in sorted(lines):
        words = f"แถวที่ {line} มีแต่เลขลำดับ ไม่ใช่รหัสข้อของตารางมอบหมาย ข้ามไป"
        problems.append(TableProblem(line, "stray_row", None, Severity.NOTE, words))
    return [entry for entry in found if entry not in others]


def _entry(
    cells: list[str], line: int, columns: dict[str, int] | None, problems: list[TableProblem]
) -> Found | None:
    def at(role: str) -> str:
        index = (columns or {}).get(role)
        return cells[index] if index is not None and index < len(cells) else ""

    position = (columns or {}).get("item")
    if position is None:
        position = next((i for i, c in enumerate(cells[:3]) if read_label(c)[0] or split_glued(c)), None)
    if position is None or position >= len(cells):
        return None
    raw, title = cells[position], at("title")
    number, notes = read_label(raw)
    if number is None:
        glued = split_glued(raw)
        if glued:
            raw, title = glued[0], title or glued[1]
            number, notes = read_label(raw)
            notes = (*notes, "spelling")
    if number is None and not (columns and looks_like_code(raw)):
        return None
    rest = [cell for i, cell in enumerate(cells) if i != position]
    if not columns:
        title = title or (rest[0] if rest else "")
    section, division = _owner(at, rest, columns)
    if number is None and not (title and (section or division)):
        return None
    for note in dict.fromkeys(notes):
        problems.append(TableProblem(line, note, f"O{number}", Severity.NOTE, f"{raw}: {_NOTES[note]}"))
    own = at("line")
    return Found(number, raw, title, section, division, int(own) if own.isdigit() else line)


def _owner(at: object, rest: list[str], columns: dict[str, int] | None) -> tuple[str, str]:
    if columns and ("section" in columns or "division" in columns):
        section, division = at("section"), at("division")
        if section and not division:
            return split_unit(section)
        return section, division
    if columns and "owner" in columns:
        return split_unit(at("owner"))
    units = rest[1:]
    if len(units) >= 2 and units[1]:
        return units[0], units[1]
    return split_unit(units[0]) if units else ("", "")


def _settled(found: list[Found], checklist: Checklist, problems: list[TableProblem]) -> AssignmentTable:
    spelt = settle_spelling([e.section for e in found]) | settle_spelling([e.division for e in found])
    rows: dict[int, AssignmentRow] = {}

    def say(line: int | None, slug: str, code: str, severity: Severity, words: str) -> None:
        problems.append(TableProblem(line, slug, code, severity, words))

    named = {entry.number for entry in found if entry.owner}
    for entry in found:
        code = f"O{entry.number}"
        official = checklist[code].title
        if entry.title and similarity(entry.title, official) < _SAME_TITLE:
            words = f"ชื่อข้อ “{entry.title[:60]}” ต่างจากแบบตรวจ “{official}” ตรวจว่ารหัสข้อถูกต้อง"
            say(entry.line, "title_differs", code, Severity.WARNING, words)
        if entry.number in rows or (entry.number in named and not entry.owner):
            words = f"ข้อ {code} มีมากกว่าหนึ่งแถว ใช้แถวแรกที่ระบุผู้รับผิดชอบ ลบแถวที่ {entry.line}"
            say(entry.line, "identical_duplicate", code, Severity.WARNING, words)
            continue
        for name in (entry.section, entry.division):
            if name in spelt:
                words = f"อ่าน “{name}” เป็น “{spelt[name]}” ตามที่เขียนส่วนใหญ่ในตาราง โปรดยืนยัน"
                say(entry.line, "unit_spelling", code, Severity.WARNING, words)
        section, division = spelt.get(entry.section, entry.section), spelt.get(entry.division, entry.division)
        if not section and not division:
            words = f"ข้อ {code} ไม่ระบุผู้รับผิดชอบ เติมหน่วยงานในแถวที่ {entry.line}"
            say(entry.line, "blank_owner", code, Severity.WARNING, words)
        rows[entry.number] = AssignmentRow(code, entry.raw, entry.title, section, division, entry.line)
    for item in checklist.items:
        if item.number not in rows:
            words = f"ตารางไม่มีข้อ {item.code} {item.title} เพิ่มแถวพร้อมหน่วยงานรับผิดชอบ"
            say(None, "missing_item", item.code, Severity.WARNING, words)
    ordered = tuple(rows[number] for number in sorted(rows))
    return AssignmentTable(checklist.fiscal_year, ordered, tuple(problems))
