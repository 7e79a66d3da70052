"""Compare verdicts with the assignment table: by item, section, division, and points at stake."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from ita_audit.model import AssignmentRow, AssignmentTable, Standing, UnitLoad, Verdict

NOBODY = "ไม่มีผู้รับผิดชอบ"


def by_unit(
    verdicts: Mapping[str, Verdict], assignment: AssignmentTable, points: Mapping[str, float]
) -> tuple[UnitLoad, ...]:
    """
    Add up each section's share, then units that own no item.

    Returns:
        One UnitLoad per (division, section), heaviest in points first; items nobody owns stand
        under their own heading, so that the sums always equal the totals.
    """
    loads = _loads(verdicts, assignment, points, lambda row: (row.division, row.section))
    idle = tuple(UnitLoad(unit, "", (), 0.0, 0, 0, 0, 0.0) for unit in assignment.other_units)
    return (*loads, *idle)


def by_division(
    verdicts: Mapping[str, Verdict], assignment: AssignmentTable, points: Mapping[str, float]
) -> tuple[UnitLoad, ...]:
    """Add up each division's share; see `by_unit`."""
    return _loads(verdicts, assignment, points, lambda row: (row.division or row.section, ""))


def _loads(
    verdicts: Mapping[str, Verdict],
    assignment: AssignmentTable,
    points: Mapping[str, float],
    unit_of: Callable[[AssignmentRow], tuple[str, str]],
) -> tuple[UnitLoad, ...]:
    units: dict[tuple[str, str], list[str]] = {}
    for code in verdicts:
        row = assignment.owner(code)
        owned = row is not None and (row.division or row.section)
        units.setdefault(unit_of(row) if owned else (NOBODY, ""), []).append(code)
    loads = [_load(unit, codes, verdicts, points) for unit, codes in units.items()]
    return tuple(sorted(loads, key=lambda load: (-load.points, load.division, load.section)))


def _load(
    unit: tuple[str, str],
    codes: Iterable[str],
    verdicts: Mapping[str, Verdict],
    points: Mapping[str, float],
) -> UnitLoad:
    codes = tuple(codes)
    count = {standing: sum(verdicts[code].standing is standing for code in codes) for standing in Standing}
    at_stake = [points[code] for code in codes if verdicts[code].standing is Standing.PROBLEM]
    return UnitLoad(
        division=unit[0],
        section=unit[1],
        items=codes,
        points=round(sum(points[code] for code in codes), 6),
        ready=count[Standing.READY],
        problem=count[Standing.PROBLEM],
        cannot_tell=count[Standing.CANNOT_TELL],
        points_problem=round(sum(at_stake), 6),
    )


MOST = 0.8
"""The share of what is at stake that `concentration` looks for."""


def concentration(units: Iterable[UnitLoad]) -> tuple[tuple[str, ...], float]:
    """
    Find the fewest units that together hold most of the points at stake.

    Returns:
        Their names, heaviest first, and their share of all points at stake (0..1); nothing when no
        point is at stake.
    """
    heavy = sorted((u for u in units if u.points_problem), key=lambda u: (-u.points_problem, u.name))
    total, held, names = sum(u.points_problem for u in heavy), 0.0, []
    for unit in heavy:
        if held >= MOST * total:
            break
        held += unit.points_problem
        names.append(unit.name)
    return tuple(names), held / total if total else 0.0


def owner_label(assignment: AssignmentTable, code: str) -> str:
    """The unit that answers for an item, section before division."""
    row = assignment.owner(code)
    words = " ".join(part for part in (row.section, row.division) if part) if row else ""
    return words or NOBODY
