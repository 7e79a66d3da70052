"""Table rows → measures with their steps, promises and results; rows broken over pages are joined."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ita_audit.sourcepaper.cites import cites_of
from ita_audit.sourcepaper.numbered import lead_number, split_numbered
from ita_audit.sourcepaper.records import Artefact, Cell, Measure, MeasureTable, Place, Result, Step
from ita_audit.sourcepaper.tables import Table
from ita_audit.sourcepaper.written import spans_in
from ita_audit.thai import squash, tidy

_NOTHING = re.compile(r"[\s\-–—.…]*")
_BULLET = re.compile(r"^\s*[-•▪●◦*❖➢✓]\s*")


@dataclass(slots=True)
class _Draft:
    """A measure while its rows come in."""

    number: int
    name: Cell
    numbered: bool = False
    steps: list[Step] = field(default_factory=list)
    owners: list[Cell] = field(default_factory=list)
    periods: list[Cell] = field(default_factory=list)
    promises: list[Cell] = field(default_factory=list)
    results: list[tuple[int | None, list[Cell]]] = field(default_factory=list)
    empty: list[tuple[str, Cell]] = field(default_factory=list)
    split_steps: bool = False
    split_results: bool = False
    rows: int = 0


def is_empty(cell: Cell | None) -> bool:
    """Tell a cell with nothing in it, a dash included."""
    return cell is None or bool(_NOTHING.fullmatch(cell.text))


def read_measures(tables: Sequence[Table], artefacts: list[Artefact]) -> MeasureTable | None:
    """
    Read the measures of the tables of one kind, in order; parts of a table broken over pages join.

    Returns:
        None when no measure was found.
    """
    drafts: list[_Draft] = []
    before: dict[str, Cell] = {}
    fills = _fills(tables)
    for table in tables:
        for row in table.rows:
            draft = _open(row, before, drafts, artefacts)
            _take(draft, row, before)
            before = row
    drafts = [draft for draft in drafts if draft.steps or draft.results or draft.name.text]
    if not drafts:
        return None
    roles = set().union(*(row.keys() for table in tables for row in table.rows))
    measures = tuple(_finish(draft, fills) for draft in drafts)
    return MeasureTable(
        tables[0].heading, tables[0].heading_text, measures, "result" in roles, "follow_up" in roles
    )


def _fills(tables: Sequence[Table]) -> dict[str, bool]:
    """Does this table write owner and period in every row, or once for the rows of a measure?"""
    fills = {}
    for role in ("owner", "period"):
        follow = [
            row.get(role)
            for table in tables
            for row in table.rows
            if is_empty(row.get("measure")) and not is_empty(row.get("step"))
        ]
        filled = sum(not is_empty(cell) for cell in follow)
        fills[role] = bool(filled) and filled * 2 >= len(follow)
    return fills


def _open(
    row: dict[str, Cell], before: dict[str, Cell], drafts: list[_Draft], artefacts: list[Artefact]
) -> _Draft:
    """The measure that a row belongs to: a new one when its first cell names one."""
    name = row.get("measure")
    if drafts and (is_empty(name) or _same(name, before.get("measure"))):
        if is_empty(name):
            words = "แถวต่อจากแถวก่อนหน้า (ช่องมาตรการว่าง) อ่านรวมเป็นมาตรการเดียวกัน"
            place = next((cell.place for cell in row.values() if cell.text), Place(0))
            raw = " | ".join(tidy(cell.text)[:40] for cell in row.values() if cell.text)
            artefacts.append(Artefact("continuation_row", place, raw[:120], f"#{drafts[-1].number}", words))
        return drafts[-1]
    name = name or Cell("", "", next(iter(row.values())).place)
    number, words = lead_number(name.text)
    if drafts and drafts[-1].numbered and number is None:
        last = drafts[-1]
        last.name = replace(last.name, text=f"{last.name.text} {tidy(words)}")
        return last
    if drafts and number is not None and number == drafts[-1].number and _alike(words, drafts[-1].name.text):
        return drafts[-1]
    drafts.append(
        _Draft(number or len(drafts) + 1, replace(name, text=tidy(words)), numbered=number is not None)
    )
    return drafts[-1]


def _alike(left: str, right: str) -> bool:
    return squash(left) == squash(right)


def _same(cell: Cell | None, other: Cell | None) -> bool:
    """One cell that spans rows, or the same words repeated under each other."""
    return (
        cell is not None and other is not None and bool(cell.text) and squash(cell.text) == squash(other.text)
    )


def _take(draft: _Draft, row: dict[str, Cell], before: dict[str, Cell]) -> None:
    first = draft.rows == 0
    draft.rows += 1
    fresh = _steps(draft, row, before, first)
    for role, kept in (("owner", draft.owners), ("period", draft.periods)):
        cell = row.get(role)
        if not is_empty(cell):
            if cell is not before.get(role) or first:
                kept.append(cell)
        elif fresh or first:
            place = fresh[0].cell.place if fresh else draft.name.place
            draft.empty.append((role, cell or Cell("", "", place)))
    promise = row.get("follow_up")
    if not is_empty(promise) and (first or not _same(promise, before.get("follow_up"))):
        parts = list(split_numbered(promise.text, after=0))
        draft.promises += [Cell(text, tidy(text), promise.place_of(text)) for _, text in parts if text]
    _results(draft, row, before, fresh, first)


def _steps(draft: _Draft, row: dict[str, Cell], before: dict[str, Cell], first: bool) -> list[Step]:
    cell = row.get("step")
    if is_empty(cell) or (not first and _same(cell, before.get("step"))):
        return []
    last = draft.steps[-1].number if draft.steps else 0
    parts = _parts(cell.text, last if draft.split_steps else 0, draft.number)
    fresh: list[Step] = []
    for number, text in parts:
        if number is None and draft.split_steps and not first and draft.steps:
            old = draft.steps[-1]
            draft.steps[-1] = replace(old, cell=replace(old.cell, text=tidy(f"{old.cell.text} {text}")))
            continue
        draft.split_steps = draft.split_steps or number is not None
        number = number or (draft.steps[-1].number + 1 if draft.steps else 1)
        step = Step(draft.number, number, Cell(text, tidy(text), cell.place_of(text)), None, None, draft.rows)
        draft.steps.append(step)
        fresh.append(step)
    return _owned(draft, row, fresh)


def _owned(draft: _Draft, row: dict[str, Cell], fresh: list[Step]) -> list[Step]:
    """Give new steps the owner and period of their row; as many periods as steps are one for each."""
    owner = None if is_empty(row.get("owner")) else row["owner"]
    period = None if is_empty(row.get("period")) else row["period"]
    spans = spans_in(period.text) if period else []
    for index, step in enumerate(fresh):
        own = period
        if period and len(spans) == len(fresh) > 1:
            own = replace(period, text=spans[index].raw)
        fresh[index] = draft.steps[draft.steps.index(step)] = replace(step, owner=owner, period=own)
    return fresh


def _parts(text: str, after: int, within: int) -> list[tuple[int | None, str]]:
    parts = list(split_numbered(text, after=after, within=within))
    if len(parts) >= 2 and parts[0][0] is None and after == 0:
        parts = [(parts[1][0], f"{parts[0][1]} {parts[1][1]}"), *parts[2:]]
    if len(parts) == 1 and parts[0][0] is None:
        lines = [line for line in text.split("\n") if line.strip()]
        if len(lines) > 1 and all(_BULLET.match(line) for line in lines):
            return [(None, _BULLET.sub("", line)) for line in lines]
    return parts


def _results(
    draft: _Draft, row: dict[str, Cell], before: dict[str, Cell], fresh: list[Step], first: bool
) -> None:
    cell = row.get("result")
    proof = row.get("evidence")
    if is_empty(cell) and is_empty(proof):
        if fresh and cell is not None:
            draft.empty.append(("result", replace(cell, place=fresh[0].cell.place)))
        return
    if (
        not first
        and _same(cell, before.get("result"))
        and _same(proof, before.get("evidence")) == (proof is not None)
    ):
        return
    cell = cell if not is_empty(cell) else proof
    last = next((number for number, _ in reversed(draft.results) if number), 0) if not first else 0
    last = last if draft.split_results else 0
    for number, text in _aligned(cell.text, fresh, last, draft):
        piece = Cell(text, text, cell.place_of(text))
        if number == -1 and draft.results:
            draft.results[-1][1].append(piece)
        else:
            draft.results.append((None if number == -1 else number, [piece]))
    if proof is not None and proof is not cell and not is_empty(proof):
        draft.results[-1][1].append(proof)


def _aligned(text: str, fresh: list[Step], last: int, draft: _Draft) -> Iterator[tuple[int | None, str]]:
    """Say which step each part of a result cell is put against; -1 continues the result before it."""
    parts = list(split_numbered(text, after=last, within=draft.number))
    numbered = [number for number, _ in parts if number]
    goes_on = bool(numbered and numbered[0] == fresh[0].number and last) if fresh else False
    if len(fresh) == 1 and not goes_on and numbered != [fresh[0].number]:
        yield fresh[0].number, text
        return
    if numbered:
        draft.split_results = True
        for number, words in parts:
            yield (-1 if number is None else number), words
        return
    if not fresh:
        yield -1, text
        return
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) == len(fresh):
        for step, line in zip(fresh, lines, strict=True):
            yield step.number, line
        return
    yield None, text


def _finish(draft: _Draft, fills: dict[str, bool]) -> Measure:
    steps = tuple(_inherit(step, draft, fills) for step in draft.steps)
    results = tuple(
        Result(draft.number, number, tuple(parts), cites_of(parts))
        for number, parts in draft.results
        if any(part.text.strip() for part in parts)
    )
    return Measure(
        draft.number, draft.name, steps, tuple(draft.owners), tuple(draft.periods), tuple(draft.promises),
        results, tuple(draft.empty),
    )  # fmt: skip


def _inherit(step: Step, draft: _Draft, fills: dict[str, bool]) -> Step:
    """What stands once for a measure stands for its later rows too; what is given step by step does not."""
    owner, period = step.owner, step.period
    if owner is None and len({squash(cell.text) for cell in draft.owners}) == 1 and not fills["owner"]:
        owner = draft.owners[0]
    if period is None and draft.periods and not fills["period"]:
        spans = [span for cell in draft.periods for span in spans_in(cell.text)]
        if len(spans) <= 1 and len(draft.periods) == 1:
            period = draft.periods[0]
    return replace(step, owner=owner, period=period)
