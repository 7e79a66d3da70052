"""Rules that hold the plan against the results: same steps, owners and periods, none of them empty."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ita_audit.consistency.records import Observation, Spot, at, observe, spot
from ita_audit.model import Concern
from ita_audit.sourcepaper.records import Cell, Measure, MeasureTable, Paper, Step
from ita_audit.sourcepaper.written import spans_in
from ita_audit.thai import similarity, squash

_ALIKE, _SAME_NUMBER = 62, 45
_GENERIC = re.compile(r"(?:ของ)?(?:เทศบาล(?:ตำบล|เมือง|นคร)?|องค์การบริหารส่วนตำบล|อบต)$")


def pair_measures(paper: Paper) -> list[tuple[Measure, Measure]]:
    """Measures of the plan with the same measures of the results table."""
    if not paper.plan or not paper.results or paper.plan is paper.results:
        return []
    left = list(paper.results.measures)
    pairs = []
    for planned in paper.plan.measures:
        named = max(left, key=lambda m: similarity(m.name.text, planned.name.text), default=None)
        numbered = next((m for m in left if m.number == planned.number), None)
        likely = named if named and similarity(named.name.text, planned.name.text) >= _ALIKE else numbered
        if likely and (
            likely is not numbered
            or similarity(likely.name.text, planned.name.text) >= _SAME_NUMBER
            or not likely.name.text
        ):
            pairs.append((planned, likely))
            left.remove(likely)
    return pairs


def pair_steps(planned: Measure, reported: Measure) -> tuple[list[tuple[Step, Step]], list[Step], list[Step]]:
    """Steps that stand in both tables, only in the plan, only in the results; most alike first."""
    scored = sorted(
        ((similarity(a.cell.text, b.cell.text), a, b) for a in planned.steps for b in reported.steps),
        key=lambda triple: (-triple[0], triple[1].number != triple[2].number, triple[1].number),
    )
    pairs: list[tuple[Step, Step]] = []
    for score, a, b in scored:
        free = all(a is not x and b is not y for x, y in pairs)
        if free and (score >= _ALIKE or (score >= _SAME_NUMBER and a.number == b.number)):
            pairs.append((a, b))
    only_a = [a for a in planned.steps if all(a is not x for x, _ in pairs)]
    only_b = [b for b in reported.steps if all(b is not y for _, y in pairs)]
    return sorted(pairs, key=lambda p: p[0].number), only_a, only_b


def measure_not_reported(paper: Paper) -> Iterator[Observation]:
    """Every planned measure is reported on, and nothing is reported that was not planned."""
    pairs = pair_measures(paper)
    if not pairs:
        return
    for table, other, th in (
        (paper.plan, paper.results, "มาตรการนี้มีในแผน แต่ไม่มีในตารางผล"),
        (paper.results, paper.plan, "มาตรการนี้มีในตารางผล แต่ไม่มีในแผน"),
    ):
        for measure in table.measures:
            if all(measure is not one for pair in pairs for one in pair) and measure.name.text:
                yield observe(
                    "measure_not_reported", Concern.MISSING,
                    [spot(measure.name), at(other.heading, other.heading_text)],
                    f"{th}: {measure.name.text[:80]}", "A measure stands in only one of plan and results",
                )  # fmt: skip


def step_not_reported(paper: Paper) -> Iterator[Observation]:
    """Every planned step stands in the results table, and every reported step was planned."""
    for planned, reported in pair_measures(paper):
        _, missing, extra = pair_steps(planned, reported)
        for step in missing:
            yield observe(
                "step_not_reported", Concern.MISSING, [spot(step.cell), spot(_anchor(reported))],
                f"ขั้นตอน {planned.number}.{step.number} มีในแผน แต่ไม่มีในตารางผล",
                f"Step {planned.number}.{step.number} of the plan is not in the results table",
            )  # fmt: skip
        for step in extra:
            yield observe(
                "step_not_planned", Concern.MISSING, [spot(step.cell), spot(_anchor(planned))],
                f"ขั้นตอน {reported.number}.{step.number} มีในตารางผล แต่ไม่มีในแผน",
                f"Step {reported.number}.{step.number} of the results table is not in the plan",
            )  # fmt: skip


def _anchor(measure: Measure) -> Cell:
    if measure.name.text:
        return measure.name
    return measure.steps[0].cell if measure.steps else measure.name


def owner_name(text: str, agency: str) -> str:
    """A unit's name as it is compared: spaces, and the municipality's own name behind it, gone."""
    words = squash(text)
    local = squash(agency)
    if local and words != local:
        words = words.replace(local, "")
    return _GENERIC.sub("", words)


def owner_differs(paper: Paper) -> Iterator[Observation]:
    """Plan and results name one responsible unit for a step (wrapped names compare without spaces)."""
    said: set[tuple[Spot, Spot]] = set()
    for planned, reported in pair_measures(paper):
        for a, b in pair_steps(planned, reported)[0]:
            if not a.owner or not b.owner:
                continue
            one, two = owner_name(a.owner.text, paper.agency), owner_name(b.owner.text, paper.agency)
            key = (spot(a.owner), spot(b.owner))
            if one in two or two in one or key in said:
                continue
            said.add(key)
            yield observe(
                "owner_differs", Concern.CONTRADICTION, key,
                f"ผู้รับผิดชอบในแผน ({a.owner.text}) ไม่ตรงกับในตารางผล ({b.owner.text})".replace("\n", " "),
                "Plan and results name different owners for one step",
            )  # fmt: skip


def period_differs(paper: Paper) -> Iterator[Observation]:
    """Plan and results give one period for a step."""
    said: set[tuple[Spot, Spot]] = set()
    for planned, reported in pair_measures(paper):
        for a, b in pair_steps(planned, reported)[0]:
            if not a.period or not b.period:
                continue
            one = {(s.start, s.end) for s in spans_in(a.period.text)}
            two = {(s.start, s.end) for s in spans_in(b.period.text)}
            key = (spot(a.period), spot(b.period))
            if not one or not two or one <= two or two <= one or key in said:
                continue
            said.add(key)
            yield observe(
                "period_differs", Concern.CONTRADICTION, key,
                f"ระยะเวลาในแผน ({a.period.text}) ไม่ตรงกับในตารางผล ({b.period.text})".replace("\n", " "),
                "Plan and results give different periods for one step",
            )  # fmt: skip


def _tables(paper: Paper) -> Sequence[MeasureTable]:
    return [t for t in dict.fromkeys((paper.plan, paper.results)) if t]


def owner_or_period_empty(paper: Paper) -> Iterator[Observation]:
    """Every step has an owner and a period: in its row, or once for its measure."""
    pairs = pair_measures(paper)
    for table in _tables(paper):
        has = {
            "owner": any(m.owners for m in table.measures),
            "period": any(m.periods for m in table.measures),
        }
        for measure in table.measures:
            other = next((o for pair in pairs if measure in pair for o in pair if o is not measure), None)
            lacking: dict[tuple[str, ...], list[Step]] = {}
            for step in measure.steps:
                cells = (("owner", step.owner), ("period", step.period))
                roles = tuple(role for role, cell in cells if cell is None and has[role])
                lacking.setdefault(roles, []).append(step)
            for roles, steps in lacking.items():
                if roles:
                    yield _empty(measure, steps, roles, other)


def _empty(
    measure: Measure, steps: Sequence[Step], roles: Sequence[str], other: Measure | None
) -> Observation:
    blank = [role for role, cell in measure.empty if cell.place == steps[0].cell.place and role != "result"]
    words = {"owner": "ผู้รับผิดชอบ", "period": "ระยะเวลา"}
    named = "และ".join(words[role] for role in dict.fromkeys([*roles, *blank]))
    spots = [*(spot(step.cell) for step in steps), spot(_anchor(measure))]
    spots += [spot(cell) for cell in (*measure.periods[:1], *measure.owners[:1])]
    if other:
        there = {"owner": other.owners[:1], "period": other.periods[:1]}
        spots += [spot(cell) for role in roles for cell in there[role]]
    numbers = ", ".join(f"{measure.number}.{step.number}" for step in steps)
    return observe(
        "owner_or_period_empty", Concern.MISSING, spots,
        f"ขั้นตอน {numbers} ช่อง{named}ว่าง และอ่านจากแถวของมาตรการไม่ได้",
        f"Steps {numbers} have an empty owner or period",
    )  # fmt: skip


def periods_fewer_than_steps(paper: Paper) -> Iterator[Observation]:
    """Several periods in the cells of one measure are one for each step, or nobody knows whose they are."""
    for table in _tables(paper):
        for measure in table.measures:
            spans = [span for cell in measure.periods for span in spans_in(cell.text)]
            alone = len(measure.periods) == 1 and len(spans) > 1
            steps = len(measure.steps)
            if alone and len(spans) != steps > 1:
                yield observe(
                    "periods_fewer_than_steps", Concern.QUERY,
                    [spot(measure.periods[0]), *(spot(step.cell) for step in measure.steps)],
                    f"มาตรการ {measure.number} ระบุระยะเวลา {len(spans)} ช่วง แต่มี {steps} ขั้นตอน ไม่ทราบว่าช่วงใดเป็นของขั้นตอนใด",
                    f"Measure {measure.number} gives {len(spans)} periods for {steps} steps",
                )  # fmt: skip


RULES: Sequence = (
    measure_not_reported, step_not_reported, owner_differs, period_differs, owner_or_period_empty,
    periods_fewer_than_steps,
)  # fmt: skip
