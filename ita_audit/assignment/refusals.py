"""What makes a table be refused: a code that the checklist does not know, two owners for one item."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ita_audit.assignment.labels import owners_of
from ita_audit.model import Checklist, Severity, TableProblem
from ita_audit.thai import squash


@dataclass(slots=True)
class Found:
    """One row that assigns an item, as it was read; `number` is None when the code is no label."""

    number: int | None
    raw: str
    title: str
    section: str
    division: str
    line: int

    @property
    def owner(self) -> str:
        """Section and division as one comparable word; '' when the row names nobody."""
        return squash(self.section + self.division)


def looks_like_code(raw: str) -> bool:
    """Tell a cell that stands where a code belongs and has the form of one: `P5`, `OO12`, `O5ก`."""
    return bool(re.fullmatch(r"[A-Za-zก-ฮОоΟο]{1,3}[-. ]?[0-9๐-๙]{1,4}[A-Za-zก-ฮ]?", raw.strip()))


def unknown_codes(found: Sequence[Found], checklist: Checklist) -> list[TableProblem]:
    """Name every row whose code is not one of the checklist's."""
    known = {item.number for item in checklist.items}
    return [
        TableProblem(
            entry.line,
            "unknown_item",
            f"O{entry.number}" if entry.number is not None else None,
            Severity.ERROR,
            f"แถวที่ {entry.line}: ไม่มีข้อ {entry.raw} ในแบบตรวจปี {checklist.fiscal_year} "
            f"(มี O1 ถึง O{len(known)}) แก้รหัสข้อหรือเลือกแบบตรวจปีที่ถูกต้อง",
        )
        for entry in found
        if entry.number not in known
    ]


def two_owners(found: Sequence[Found]) -> list[TableProblem]:
    """Name every item that two rows, or two units in one cell, answer for."""
    first: dict[int | None, Found] = {}
    clashes = []
    for entry in found:
        named = owners_of(entry.section, entry.division)
        if len(named) > 1:
            clashes.append(_clash(entry, " และ ".join(named)))
        if not entry.owner:
            continue
        other = first.setdefault(entry.number, entry)
        if other.owner != entry.owner:
            both = " และ ".join(f"{e.section} {e.division} (แถวที่ {e.line})" for e in (other, entry))
            clashes.append(_clash(entry, both))
    return clashes


def _clash(entry: Found, both: str) -> TableProblem:
    words = f"แถวที่ {entry.line}: ข้อ O{entry.number} มีผู้รับผิดชอบสองหน่วยงาน: {both} ให้เหลือหน่วยงานเดียว"
    return TableProblem(entry.line, "two_owners", f"O{entry.number}", Severity.ERROR, words)
