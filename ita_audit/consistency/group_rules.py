"""Rules that hold the working group against the assignment of items to units."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ita_audit.consistency.records import Observation, Spot, at, observe, spot
from ita_audit.model import AssignmentRow, Checklist, Concern
from ita_audit.sourcepaper.orders import office_of
from ita_audit.sourcepaper.records import Order, Paper, Person
from ita_audit.thai import squash

_HEADS = re.compile(r"^(?:ผู้อำนวยการ|ผอ\.?|หัวหน้า)\s*((?:กอง|สำนัก(?!งานเทศบาล)|ส่วน|หน่วย)[ก-๎ ]{2,60})$")
_SECTION_HEAD = re.compile(r"^หัวหน้า(ฝ่าย[ก-๎ ]{2,40})$")
_INDEPENDENT = "ตรวจสอบภายใน"
_EVERY_UNIT = re.compile(r"ทุก(?:ส่วนราชการ|กอง|หน่วยงาน|สำนัก)")
_WHOLE = 0.8


def _group(paper: Paper) -> Order | None:
    return max((o for o in paper.orders if o.members), key=lambda o: len(o.members), default=None)


def _rows(paper: Paper) -> Sequence[AssignmentRow]:
    return paper.assignment.rows if paper.assignment else ()


def unit_of(person: Person) -> str:
    """The division that a member heads; '' when the office names none."""
    match = _HEADS.match(office_of(person.position))
    return match[1].strip() if match else ""


def _core(unit: str) -> str:
    return re.sub(r"^(?:กอง|สำนัก|ส่วน|หน่วย|งาน|ฝ่าย|กลุ่มงาน)", "", squash(unit)) or squash(unit)


def _row_spot(paper: Paper, row: AssignmentRow) -> Spot:
    return at(paper.assignment_places[row.item], f"{row.raw_item} {row.title} {row.section} {row.division}")


def _heading(paper: Paper) -> list[Spot]:
    return [spot(paper.assignment_heading)] if paper.assignment_heading else []


def group_unit_without_item(paper: Paper) -> Iterator[Observation]:
    """A unit whose head sits in the working group answers for some item, as every unit provides data."""
    group, rows = _group(paper), _rows(paper)
    if not group or not rows:
        return
    owners = [squash(f"{row.division}{row.section}") for row in rows]
    claims = [spot(cell) for cell in paper.prose if _EVERY_UNIT.search(cell.text) and "รับผิดชอบ" in cell.text]
    for person in group.members:
        unit = unit_of(person)
        if not unit or _INDEPENDENT in unit:
            continue
        core = _core(unit)
        if any(
            core in owner or ((o := _core(row.division)) and o in core)
            for owner, row in zip(owners, rows, strict=True)
        ):
            continue
        yield observe(
            "group_unit_without_item", Concern.CONTRADICTION if claims else Concern.MISSING,
            [at(person.place, person.position), *_heading(paper), _row_spot(paper, rows[0]), *claims],
            f"{unit}อยู่ในคณะทำงาน แต่ไม่มีข้อใดในตารางมอบหมายเป็นของหน่วยงานนี้"
            + (" ทั้งที่เอกสารระบุว่าทุกส่วนราชการรับผิดชอบ" if claims else ""),
            "A unit sits in the working group and owns no item",
        )  # fmt: skip


def owner_outside_group(paper: Paper) -> Iterator[Observation]:
    """A division that answers for items is represented in the working group."""
    group, rows = _group(paper), _rows(paper)
    if not group or not rows:
        return
    offices = [squash(person.position) for person in group.members]
    said: set[str] = set()
    for row in rows:
        division = row.division or ("" if row.section.startswith(("งาน", "ฝ่าย", "กลุ่ม")) else row.section)
        core = _core(division)
        if not division or core in said or _represented(core, offices):
            continue
        said.add(core)
        same = [r for r in rows if _core(r.division or r.section) == core]
        yield observe(
            "owner_outside_group", Concern.QUERY if _INDEPENDENT in core else Concern.CONTRADICTION,
            [_row_spot(paper, same[0]), *(_row_spot(paper, r) for r in same[1:3]),
             at(group.members[0].place, "บัญชีรายชื่อคณะทำงาน")],
            f"{division} เป็นเจ้าของ {len(same)} ข้อ แต่ไม่มีผู้แทนในคณะทำงาน",
            f"{len(same)} items belong to a unit that is not in the working group",
        )  # fmt: skip


def _represented(core: str, offices: Sequence[str]) -> bool:
    if core.startswith("ปลัด"):
        return any("ปลัด" in office for office in offices)
    heads = [re.sub(r"^(?:ผู้อำนวยการ|ผอ|หัวหน้า)(?:กอง|สำนัก|ส่วน|หน่วย)?", "", office) for office in offices]
    return any(
        core in office or (len(head) >= 4 and head in core)
        for office, head in zip(offices, heads, strict=True)
    )


def item_without_owner(paper: Paper, checklist: Checklist) -> Iterator[Observation]:
    """Every item of the year's checklist has one unit that answers for it."""
    rows, table = _rows(paper), paper.assignment
    if not table or len(rows) < _WHOLE * len(checklist.items):
        return
    blank = {row.item for row in rows if not row.section and not row.division}
    given = {row.item: row for row in rows}
    clashing = {item for item, _, _ in paper.owners_clash}
    for item in checklist.items:
        if item.code in given and item.code not in blank:
            continue
        if item.code in clashing:
            continue
        near = [given.get(f"O{item.number + step}") for step in (-1, 0, 1)]
        spots = [_row_spot(paper, row) for row in near if row]
        words = "ช่องผู้รับผิดชอบว่าง" if item.code in blank else "ไม่มีในตารางมอบหมาย"
        yield observe(
            "item_without_owner", Concern.MISSING, [*spots, *_heading(paper)],
            f"ข้อ {item.code} {item.title} {words}", f"Item {item.code} has no owner",
        )  # fmt: skip


def item_given_twice(paper: Paper) -> Iterator[Observation]:
    """One item, one unit that answers for it."""
    for item, first, second in paper.owners_clash:
        yield observe(
            "item_given_twice", Concern.CONTRADICTION, [spot(first), spot(second)],
            f"ข้อ {item} มอบหมายให้มากกว่าหนึ่งหน่วยงาน", f"Item {item} is given to two units",
        )  # fmt: skip


def section_head_unlinked(paper: Paper) -> Iterator[Observation]:
    """Heads of ฝ่าย sit in the group; the table must say which ฝ่าย a section belongs to, or no person follows."""
    group, rows = _group(paper), _rows(paper)
    if not group or not rows or any("ฝ่าย" in f"{row.section}{row.division}" for row in rows):
        return
    heads = [(p, m[1]) for p in group.members if (m := _SECTION_HEAD.match(office_of(p.position)))]
    if not heads or not any(row.section for row in rows):
        return
    cores = [_core(name) for _, name in heads]
    same = [row for row in rows if row.section and _core(row.section) in cores]
    yield observe(
        "section_head_unlinked", Concern.QUERY,
        [*(at(p.place, p.position) for p, _ in heads), *(_row_spot(paper, row) for row in same[:2] or rows[:1])],
        "ตารางมอบหมายระบุเพียงงานและสำนัก/กอง ไม่บอกว่างานใดขึ้นกับฝ่ายใด จึงสืบถึงตัวผู้รับผิดชอบไม่ได้",
        "The table names sections, not which head's group they belong to: no person follows from it",
    )  # fmt: skip


RULES: Sequence = (group_unit_without_item, owner_outside_group, item_given_twice, section_head_unlinked)
