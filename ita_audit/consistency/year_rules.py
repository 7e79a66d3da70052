"""Rules on years and dates: one fiscal year throughout, nothing reported before it was planned."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ita_audit.consistency.records import Observation, Spot, at, observe, spot
from ita_audit.model import Concern
from ita_audit.sourcepaper.orders import subject_body
from ita_audit.sourcepaper.records import Measure, Paper, Place, Result, Span
from ita_audit.sourcepaper.written import MONTH, days_in, spans_in, years_in
from ita_audit.thai import fiscal_span, fiscal_year, fold_digits, thai_date, tidy

_ABOUT_OTHERS = re.compile(r"ผลการประเมิน|ผลคะแนน|พระราช|พ\.ร\.บ|ระเบียบ|กฎหมาย|ประกาศสำนักงาน|ปีที่ผ่านมา")
_PAPERWORK = re.compile(r"รายงาน|บันทึก|ลง\s*วันที่")
_EXTERNAL = re.compile(r"ตามหนังสือ|หนังสือ(?:จังหวัด|อำเภอ|สำนักงาน|กรม|ด่วน|กระทรวง)|ป\.ป\.ช|อ้างถึง")
_LAST_YEAR = re.compile(r"ผลการประเมิน|ผลคะแนน|คะแนน|วิเคราะห์|ถอดบทเรียน|ปีที่ผ่านมา|ปีก่อน")
_SCORED = re.compile(r"[^ ]{0,40}\s?(?:ได้|พบว่า|มี)[^\n]{0,20}คะแนน")
_MONTH_BEFORE = re.compile(rf"{MONTH}\s*$")
_MONTH_SAID = re.compile(r"(?:เดือน|เมื่อ|ในช่วง|ระหว่าง)\s*$")
_DOCUMENT_DATE = re.compile(r"ลง\s*วันที่\s*$")
_PLAN_SPAN = re.compile(r"(25\d\d)\s*[-–—]\s*(25\d\d)")
_PHASE, _LONG_PLAN = 5, 15


@dataclass(frozen=True, slots=True)
class YearGroup:
    """A part of the paper that says its year: each spot with the years it names."""

    part: str
    said: tuple[tuple[Spot, frozenset[int]], ...]

    @property
    def years(self) -> set[int]:
        """Every year that the part names."""
        return set().union(*(years for _, years in self.said)) if self.said else set()


def _order_of(place: Place) -> tuple[int, int]:
    return place.page or 0, place.line


def year_groups(paper: Paper) -> list[YearGroup]:
    """The parts that must agree on the fiscal year: cover, words before the results, order, periods."""
    groups = [("cover", [(spot(cell), _years(cell.text)) for cell in paper.cover])]
    if paper.results:
        head = _order_of(paper.results.heading)
        start = _order_of(paper.plan.heading) if paper.plan and paper.plan is not paper.results else (0, 0)
        lead = [c for c in paper.prose if start < _order_of(c.place) < head and c not in paper.cover]
        groups.append(("results", [(spot(cell), _years(cell.text)) for cell in lead[-4:]]))
    subjects = [order.subject for order in paper.orders if order.subject]
    groups.append(("order", [(spot(cell), _years(cell.text)) for cell in subjects]))
    periods = [c for m in (paper.plan.measures if paper.plan else ()) for c in m.periods]
    groups.append(("periods", [(spot(cell), _fiscal_years(cell.text)) for cell in periods]))
    kept = [YearGroup(part, tuple(pair for pair in said if pair[1])) for part, said in groups]
    return [group for group in kept if group.said]


def _years(text: str) -> frozenset[int]:
    """Years that words say of themselves: not of last year's result, not of a date."""
    kept = set()
    for year, words in years_in(text):
        at_word = tidy(text).find(words)
        before, after = tidy(text)[max(0, at_word - 90) : at_word], tidy(text)[at_word + len(words) :][:40]
        if not (_LAST_YEAR.search(before) or _SCORED.match(after) or _MONTH_BEFORE.search(before)):
            kept.add(year)
    return frozenset(kept)


def _fiscal_years(text: str) -> frozenset[int]:
    years: set[int] = set()
    for span in spans_in(text):
        last = fiscal_year(span.end) if span.end else fiscal_year(span.start)
        years |= set(range(fiscal_year(span.start), min(last, fiscal_year(span.start) + 5) + 1))
    return frozenset(years)


def paper_year(paper: Paper) -> int | None:
    """The fiscal year that most parts of the paper speak of; the body decides when they are even."""
    groups = year_groups(paper)
    votes = Counter(year for group in groups for year in group.years)
    if not votes:
        return None
    body = {year for group in groups if group.part != "cover" for year in group.years}
    return max(votes, key=lambda year: (votes[year], year in body, year))


def fiscal_year_differs(paper: Paper) -> Iterator[Observation]:
    """Cover, measures, results and order speak of one fiscal year (O43 asks for the assessed year)."""
    groups, year = year_groups(paper), paper_year(paper)
    odd = [(s, years) for g in groups for s, years in g.said if g.part != "periods" and year not in years]
    odd += [(g.said[0][0], g.years) for g in groups if g.part == "periods" and year not in g.years]
    agreeing = [next(s for s, years in g.said if year in years) for g in groups if year in g.years]
    if not odd or not agreeing:
        return
    others = ", ".join(str(y) for y in sorted({y for _, years in odd for y in years}))
    yield observe(
        "fiscal_year_differs", Concern.CONTRADICTION, [*(s for s, _ in odd), *agreeing],
        f"ส่วนหนึ่งของเอกสารระบุปีงบประมาณ {others} แต่ส่วนอื่นเป็นปี {year} เสี่ยงถูกตัดสินว่าเป็นเอกสารผิดปี",
        f"Parts of the paper say fiscal year {others}, others {year}",
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Event:
    """A dated happening of a result."""

    words: str
    first: date
    last: date
    place: Place
    context: str


def events_of(result: Result) -> list[Event]:
    """Days, and months said to be months, on which a result says that something was done."""
    found: list[Event] = []
    for part in result.fragments:
        spans = [s for s in spans_in(part.text) if s.end and "งบประมาณ" not in s.raw]
        spans += [Span(raw, day, day) for raw, day, _ in days_in(part.text) if day and "/" in raw]
        for span in spans:
            text = tidy(part.text)
            before = text[max(0, text.find(span.raw) - 60) : max(text.find(span.raw), 0)]
            if _ABOUT_OTHERS.search(before[-40:]) or _EXTERNAL.search(before):
                continue
            if span.start != span.end and not _MONTH_SAID.search(before):
                continue
            found.append(Event(span.raw, span.start, span.end, part.place, before[-60:]))
    return found


def period_of(paper: Paper, measure: Measure, result: Result) -> tuple[Span, Spot] | None:
    """The earliest period in which a result was due: its step's, its measure's, or the plan's."""
    step = next((s for s in measure.steps if s.number == result.step), None)
    planned = [m for m in (paper.plan.measures if paper.plan else ()) if m.number == measure.number]
    cells = [step.period] if step and step.period else list(measure.periods)
    for cell in [*cells, *(c for m in planned for c in m.periods)]:
        spans = spans_in(cell.text)
        if spans:
            return min(spans, key=lambda s: s.start), spot(cell)
    return None


def _dated_results(paper: Paper) -> Iterator[tuple[Measure, Result, Event]]:
    for measure in paper.results.measures if paper.results else ():
        for result in measure.results:
            for event in events_of(result):
                yield measure, result, event


def result_before_measure(paper: Paper) -> Iterator[Observation]:
    """What a measure brought about does not happen before the measure begins."""
    for measure, result, event in _dated_results(paper):
        due = period_of(paper, measure, result)
        if not due or event.last >= due[0].start or _is_order_date(event, result, paper):
            continue
        planned = [
            c
            for m in (paper.plan.measures if paper.plan else ())
            if m.number == measure.number
            for c in m.periods
        ]
        spots = [at(event.place, f"{event.context}{event.words}"), due[1], *(spot(c) for c in planned[:1])]
        yield observe(
            "result_before_measure", Concern.CONTRADICTION, spots,
            f"ผลลงวันที่ {thai_date(event.first)} ก่อนมาตรการเริ่ม ({due[0].raw})",
            f"A result of {event.first} lies before its measure begins ({due[0].start})",
        )  # fmt: skip


def _is_order_date(event: Event, result: Result, paper: Paper) -> bool:
    """The date under which the attached order is cited: an order may be made before its measure begins."""
    if not _DOCUMENT_DATE.search(event.context):
        return False
    attached = {order.number for order in paper.orders}
    cited = [cite for cite in result.cites if cite.kind == "order"]
    appoints = not attached and bool(cited) and any(subject_body(cite.subject) for cite in cited)
    return (
        appoints
        or any(cite.read in attached for cite in cited)
        or event.first in {o.day for o in paper.orders}
    )


def result_before_order(paper: Paper) -> Iterator[Observation]:
    """What the working group did does not happen before the order that appoints it."""
    orders = [order for order in paper.orders if order.day]
    if not orders:
        return
    order = min(orders, key=lambda o: o.day)
    for _, _, event in _dated_results(paper):
        if event.last < order.day and event.first == event.last and not _DOCUMENT_DATE.search(event.context):
            yield observe(
                "result_before_order", Concern.CONTRADICTION,
                [at(event.place, f"{event.context}{event.words}"), at(order.day_place, f"สั่ง ณ วันที่ {order.raw_day}")],
                f"ผลลงวันที่ {thai_date(event.first)} ก่อนคำสั่งแต่งตั้งคณะ ({thai_date(order.day)})",
                f"A result of {event.first} lies before the order of {order.day}",
            )  # fmt: skip


def result_before_fiscal_year(paper: Paper) -> Iterator[Observation]:
    """What is reported for a fiscal year happens in it, not before (O43: results of the assessed year)."""
    year = paper_year(paper)
    if not year:
        return
    groups = [g for g in year_groups(paper) if year in g.years and g.part != "periods"] or year_groups(paper)
    said = [next((s for s, years in g.said if year in years), g.said[0][0]) for g in groups]
    for _, _, event in _dated_results(paper):
        if event.last < fiscal_span(year)[0]:
            yield observe(
                "result_before_fiscal_year", Concern.CONTRADICTION,
                [at(event.place, f"{event.context}{event.words}"), *said],
                f"ผลลงวันที่ {thai_date(event.first)} อยู่ในปีงบประมาณ {fiscal_year(event.last)} ก่อนปีงบประมาณ {year} ของเอกสาร",
                f"A result of {event.first} lies before fiscal year {year}",
            )  # fmt: skip


def result_after_period(paper: Paper) -> Iterator[Observation]:
    """A result dated after its measure's period has ended asks why it came late; it may be in order."""
    for measure, result, event in _dated_results(paper):
        step = next((s for s in measure.steps if s.number == result.step), None)
        cells = [step.period] if step and step.period else list(measure.periods)
        ends = [s.end for cell in cells for s in spans_in(cell.text)]
        if ends and all(end and event.first > end for end in ends) and not _PAPERWORK.search(event.context):
            yield observe(
                "result_after_period", Concern.QUERY,
                [at(event.place, f"{event.context}{event.words}"), spot(cells[0])],
                f"ผลลงวันที่ {thai_date(event.first)} หลังระยะเวลาของมาตรการ ให้สอบถามเหตุผล",
                f"A result of {event.first} lies after its measure's period",
            )  # fmt: skip


def impossible_date(paper: Paper) -> Iterator[Observation]:
    """A day that no calendar has is misprinted or misread."""
    texts: list[tuple[str, Place]] = [
        (part.text, part.place)
        for measure in (paper.results.measures if paper.results else ())
        for result in measure.results
        for part in result.fragments
    ]
    texts += [(order.raw_day, order.day_place) for order in paper.orders if order.day_place]
    for text, place in texts:
        for raw, day, _ in days_in(text):
            if day is None:
                yield observe(
                    "impossible_date", Concern.QUERY, [at(place, raw)],
                    f"ไม่มีวันที่ {tidy(raw)} ในปฏิทิน ให้ตรวจกับต้นฉบับ", f"No calendar has {tidy(raw)}",
                )  # fmt: skip


def target_outside_phase(paper: Paper) -> Iterator[Observation]:
    """
    A target of the first phase of a long national plan is quoted for a year beyond that phase.

    National plans of this kind run in phases of five years (master plans under the national strategy).
    """
    for item in paper.lines:
        text = fold_digits(getattr(item, "text", ""))
        plan = _PLAN_SPAN.search(text)
        at_phase = text.find("ระยะแรก")
        if not plan or at_phase < 0 or int(plan[2]) - int(plan[1]) < _LONG_PLAN:
            continue
        year = next((int(y) for y in re.findall(r"25\d\d", text[at_phase : at_phase + 160])), None)
        if year and year >= int(plan[1]) + _PHASE:
            yield observe(
                "target_outside_phase", Concern.QUERY, [at(item.place, item.text[max(0, at_phase - 40) : at_phase + 120])],
                f"อ้างเป้าหมายระยะแรกของแผน {plan[1]}-{plan[2]} แต่ระบุปี {year} ซึ่งพ้นระยะห้าปีแรก ให้สอบทานกับแผน",
                f"A first-phase target of the plan {plan[1]}-{plan[2]} is quoted for {year}",
            )  # fmt: skip


RULES: Sequence = (
    fiscal_year_differs, result_before_measure, result_before_order, result_before_fiscal_year, result_after_period,
    impossible_date, target_outside_phase,
)  # fmt: skip
