"""The assignment table inside a paper, read by `assignment` whatever syntax its rows have."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from ita_audit.assignment import assemble_assignment
from ita_audit.assignment.labels import read_label, split_glued
from ita_audit.assignment.shapes import Grid
from ita_audit.model import AssignmentTable, Checklist, TableProblem
from ita_audit.sourcepaper.records import Cell, Place, Row
from ita_audit.sourcepaper.tables import Table
from ita_audit.thai import tidy

_PLAIN = re.compile(
    r"^\s*(?P<label>[Oo0๐ОоΟο]\s?-?\s?[0-9๐-๙]{1,2})[\s.:)\-–]+(?P<title>\S.*?)\s+"
    r"(?P<owner>(?:งาน|ฝ่าย|กลุ่ม|กอง|สำนัก|ส่วน|หน่วย)\S*(?:\s+(?:งาน|กอง|สำนัก|ส่วน|ฝ่าย|หน่วย)\S*)*)\s*$"
)
_FEW = 5
_TRIES, _MOST, _LONGEST = 3, 60, 1_000


@dataclass(frozen=True, slots=True)
class Assigned:
    """The table, its heading, where each item's row stands, and items given to two units."""

    table: AssignmentTable | None
    heading: Cell | None
    places: dict[str, Place]
    clashes: tuple[tuple[str, Cell, Cell], ...]


def read_assigned(
    items: Sequence[Cell | Row],
    tables: Sequence[Table],
    taken: Collection[int],
    checklist: Checklist,
    name: str,
) -> Assigned:
    """
    Read the assignment of items to units.

    Args:
        items: Lines and rows of the paper.

        tables: Its tables; those of kind assignment are read whole, headings included.

        taken: Indices that belong to other tables or to orders.

        checklist: The year's items.

        name: Name of the file, for what is said about it.
    """
    rows = _rows(items, tables, taken)
    if not rows:
        return Assigned(None, None, {}, ())
    clashes: list[tuple[str, Cell, Cell]] = []
    for _ in range(_TRIES):
        table = assemble_assignment(_grid(rows), checklist, name)
        found = [p for p in table.problems if p.problem == "two_owners" and (p.line or 0) - 1 in rows]
        if not found:
            break
        clashes += [_clash(problem, rows, items) for problem in found[:_MOST]]
        for problem in found:
            rows.pop(problem.line - 1, None)
    first = min(rows, default=0)
    heading = _whole(items[first])
    places = {row.item: items[row.source_line - 1].place for row in table.rows}
    return Assigned(_placed(table, items), heading, places, tuple(clashes))


def _rows(
    items: Sequence[Cell | Row], tables: Sequence[Table], taken: Collection[int]
) -> dict[int, list[str]]:
    whole = {i for t in tables if t.kind == "assignment" for i in (t.header, *t.source)}
    rows: dict[int, list[str]] = {}
    for index, item in enumerate(items):
        if isinstance(item, Row) and (index in whole or (index not in taken and _labelled(item))):
            rows[index] = [tidy(cell.text) for cell in item.cells]
    plain = {}
    for index, item in enumerate(items):
        if index not in taken and index not in rows:
            words = tidy(item.text if isinstance(item, Cell) else " ".join(c.text for c in item.cells))
            match = _PLAIN.match(words) if len(words) < 400 else None
            if match:
                plain[index] = [match["label"], match["title"], match["owner"]]
    if len(plain) >= _FEW or (plain and rows):
        rows |= plain
    return dict(sorted(rows.items())[:_LONGEST])


def _labelled(row: Row) -> bool:
    for cell in row.cells[:3]:
        number, notes = read_label(cell.text)
        if (number is not None and "no_letter" not in notes) or split_glued(cell.text):
            return True
    return False


def _grid(rows: dict[int, list[str]]) -> Grid:
    grid = Grid()
    for index, cells in rows.items():
        grid.add(index + 1, list(cells))
    return grid


def _clash(
    problem: TableProblem, rows: dict[int, list[str]], items: Sequence[Cell | Row]
) -> tuple[str, Cell, Cell]:
    number = int(problem.item[1:])
    at = problem.line - 1
    same = [i for i, cells in rows.items() if any(read_label(cell)[0] == number for cell in cells[:3])]
    other = next((i for i in same if i != at), at)
    return problem.item, _whole(items[other]), _whole(items[at])


def _whole(item: Cell | Row) -> Cell:
    if isinstance(item, Cell):
        return item
    words = " | ".join(tidy(cell.text) for cell in item.cells if cell.text)
    return Cell(words, words, item.place)


def _placed(table: AssignmentTable, items: Sequence[Cell | Row]) -> AssignmentTable:
    """Turn positions in the paper into the lines (and pages) that a reader counts."""

    def where(index: int) -> Place:
        return items[index - 1].place if 0 < index <= len(items) else Place(index)

    def words(match: re.Match) -> str:
        place = where(int(match[1]))
        return f"บรรทัดที่ {place.line}" + (f" หน้า {place.page}" if place.page else "")

    rows = tuple(replace(row, source_line=where(row.source_line).line) for row in table.rows)
    problems = tuple(
        replace(
            p,
            line=where(p.line).line if p.line else None,
            remedy_th=re.sub(r"แถวที่ (\d+)", words, p.remedy_th),
        )
        for p in table.problems
    )
    return replace(table, rows=rows, problems=problems)
