"""
Climb the five rungs for one item: found, opens, reads, period, elements.

Every answer carries its reason in Thai and the evidence it rests on; nothing is concluded here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ita_audit.elements import MONTH, check_elements
from ita_audit.linkcheck import opens_rung
from ita_audit.model import (
    Checklist,
    Elements,
    Found,
    Item,
    Kind,
    Ladder,
    LinkStatus,
    Observed,
    Opens,
    PageItem,
    PageLinks,
    Period,
    PeriodReading,
    Reads,
    Rung,
    Search,
    Step,
    YearRule,
)
from ita_audit.periods import judge_list
from ita_audit.thai import squash
from ita_audit.verdicts.found import found_step

_WORST_OPENS = (
    Opens.BROKEN, Opens.SOFT_404, Opens.LOGIN_WALL, Opens.UNSAFE, Opens.UNSUPPORTED, Opens.UNREACHABLE,
    Opens.CANNOT_TELL, Opens.CERTIFICATE, Opens.YES,
)  # fmt: skip
_WORST_READS = (
    Reads.WRONG_TYPE, Reads.EMPTY, Reads.DAMAGED, Reads.ENCRYPTED, Reads.CANNOT_TELL, Reads.SCANNED, Reads.YES,
)  # fmt: skip
_TELLING = 12
"""Letters from which a name found in a document tells whose document it is; shorter ones stand anywhere."""
_LACKING = (Elements.SOME, Elements.CANNOT_TELL)
"""Answers that say what was not seen: they rest on all that was read, not only on where something was."""
_BY_STATUS = {LinkStatus.EMPTY: Reads.EMPTY, LinkStatus.WRONG_TYPE: Reads.WRONG_TYPE}
_BY_STATUS |= {LinkStatus.UNREADABLE: Reads.DAMAGED}
NOT_REACHED = {
    Rung.OPENS: Step(Opens.NOT_REACHED),
    Rung.READS: Step(Reads.NOT_REACHED),
    Rung.PERIOD: Step(Period.NOT_REACHED),
    Rung.ELEMENTS: Step(Elements.NOT_REACHED),
}


def climb(
    item: Item,
    entry: PageItem | None,
    observed: Sequence[Observed],
    *,
    fiscal_year: int,
    page: PageLinks | None,
    duplicates: Mapping[str, tuple[str, ...]] | None = None,
    checklist: Checklist | None = None,
    search: Search | None = None,
    partner_observed: Sequence[Observed] = (),
    looked: bool = True,
) -> Ladder:
    """
    Climb the ladder for one item.

    Args:
        item: The checklist line.

        entry: What the ITA page gives for it; None when the page does not list it.

        observed: Its links and the files behind them.

        fiscal_year: The assessed year.

        page: The ITA page as read; None when it could not be opened.

        duplicates: Payload digest → items that share it.

        checklist: All items, to tell whose document a shared one is.

        search: How the site was searched for what the ITA page does not list.

        partner_observed: What was observed for the item that this one must speak of.

        looked: Whether a finished look stands behind this; without one nothing was opened.
    """
    found = found_step(item, entry, observed, page, search, looked=looked)
    if found.answer is Found.YES and not observed:
        return _stated(item, entry, found, fiscal_year)
    if found.answer in (Found.NO, Found.CANNOT_TELL):
        return Ladder(item.code, found, *NOT_REACHED.values())
    opens = _opens([seen for seen in observed if not seen.parent])
    if opens.answer not in (Opens.YES, Opens.CERTIFICATE):
        rest = (NOT_REACHED[Rung.READS], NOT_REACHED[Rung.PERIOD], NOT_REACHED[Rung.ELEMENTS])
        return Ladder(item.code, found, opens, *rest)
    evidence = _carriers(item, observed)
    reads = _reads(evidence)
    if reads.answer not in (Reads.YES, Reads.SCANNED):
        return Ladder(item.code, found, opens, reads, NOT_REACHED[Rung.PERIOD], NOT_REACHED[Rung.ELEMENTS])
    period = _period(item, evidence, fiscal_year)
    partner = checklist[item.agrees_with] if checklist and item.agrees_with else None
    answer, reason, answers = check_elements(
        item,
        evidence,
        fiscal_year=fiscal_year,
        partner=partner,
        partner_observed=_carriers(partner, partner_observed) if partner else (),
    )
    refs = [seen.ref for seen in observed if seen.reading] if answer in _LACKING else []
    refs += [a.evidence for a in answers if a.evidence]
    elements = Step(answer, reason, tuple(dict.fromkeys(refs)))
    shared = _not_its_own(item, evidence, duplicates or {}, checklist)
    return Ladder(item.code, found, opens, reads, period, shared or elements, answers)


def _stated(item: Item, entry: PageItem, found: Step, fiscal_year: int) -> Ladder:
    """A published statement that there is none: the words on the page are the evidence."""
    from ita_audit.model import TextPart
    from ita_audit.periods import judge_period, read_period

    reading = read_period((TextPart("page", entry.statement, 1),))
    period, reason = judge_period(reading, item.year_rule, fiscal_year)
    return Ladder(
        item.code,
        found,
        Step(Opens.YES, "ข้อความอยู่ในหน้า ITA"),
        Step(Reads.YES, "ข้อความอยู่ในหน้า ITA"),
        Step(period, reason),
        Step(Elements.ALL, "แถลงว่าไม่มี ซึ่งข้อนี้รับเป็นหลักฐาน"),
    )


def _opens(direct: Sequence[Observed]) -> Step:
    """The worst of the item's links: one broken link among several is a problem, and is named."""
    rungs = {seen.ref: opens_rung(seen.check.status) for seen in direct}
    worst = min(rungs.values(), key=_WORST_OPENS.index)
    refs = tuple(ref for ref, rung in rungs.items() if rung is worst)
    first = next(seen for seen in direct if seen.ref == refs[0])
    if worst is Opens.YES:
        return Step(Opens.YES, f"เปิดได้ทั้ง {len(direct)} ลิงก์", refs)
    return Step(worst, f"{len(refs)} จาก {len(direct)} ลิงก์: {first.check.reason}", refs)


def _carriers(item: Item, observed: Sequence[Observed]) -> list[Observed]:
    """
    What carries the content: a page whose files were opened gives way to those files, unless the
    page itself is what the item asks for.
    """
    parents = {seen.parent for seen in observed if seen.parent}
    if item.kind in (Kind.PAGE, Kind.LIST, Kind.CHANNEL):
        return [seen for seen in observed if not seen.parent] + [s for s in observed if s.parent]
    return [seen for seen in observed if seen.ref not in parents]


def _reads(evidence: Sequence[Observed]) -> Step:
    states: dict[str, Reads] = {}
    reasons: dict[str, str] = {}
    for seen in evidence:
        by_status = _BY_STATUS.get(seen.check.status)
        if by_status is not None and not (seen.reading and seen.reading.state is Reads.ENCRYPTED):
            states[seen.ref], reasons[seen.ref] = by_status, seen.check.reason
        elif seen.reading is not None:
            states[seen.ref], reasons[seen.ref] = seen.reading.state, seen.reading.reason_th
        else:
            states[seen.ref], reasons[seen.ref] = Reads.CANNOT_TELL, seen.check.reason
    worst = min(states.values(), key=_WORST_READS.index)
    refs = tuple(ref for ref, state in states.items() if state is worst)
    if worst is Reads.YES:
        return Step(worst, f"อ่านได้ {len(refs)} รายการ", refs)
    return Step(worst, f"{len(refs)} จาก {len(states)} รายการ: {reasons[refs[0]]}", refs)


def _period(item: Item, evidence: Sequence[Observed], fiscal_year: int) -> Step:
    if item.year_rule is YearRule.UNDATED:
        return Step(Period.NOT_ASKED, "ข้อนี้ไม่กำหนดปี")
    said = [(seen.ref, seen.period) for seen in evidence if seen.period and _speaks(seen)]
    readings: list[PeriodReading] = [period for _, period in said]
    if item.minimum_unit == MONTH and any(reading.covered for reading in readings):
        return _monthly(readings, [ref for ref, _ in said], fiscal_year)
    answer, reason = judge_list(readings, item.year_rule, fiscal_year)
    return Step(answer, reason, tuple(ref for ref, _ in said))


def _speaks(seen: Observed) -> bool:
    """A file without a text layer says nothing of its period; its name alone decides nothing."""
    return seen.reading is not None and seen.reading.state is Reads.YES


def _monthly(readings: Sequence[PeriodReading], refs: Sequence[str], fiscal_year: int) -> Step:
    """A monthly set: the year is right when any month of it lies in the half-year; gaps are elements."""
    answer, reason = judge_list(readings, YearRule.FIRST_HALF, fiscal_year)
    if answer is Period.CANNOT_TELL:
        return Step(Period.MATCH, "ทุกไฟล์อยู่ในหกเดือนแรก (ความครบของเดือนดูที่ขั้นองค์ประกอบ)", tuple(refs))
    return Step(answer, reason, tuple(refs))


def _not_its_own(
    item: Item,
    evidence: Sequence[Observed],
    duplicates: Mapping[str, tuple[str, ...]],
    checklist: Checklist | None,
) -> Step | None:
    """
    The same file under two items that are no pair: said at the item whose name the file does not
    bear. Items that must speak of each other may share a document.
    """
    files = [seen for seen in evidence if seen.reading and seen.reading.kind != "html"]
    if not files or checklist is None:
        return None
    for seen in files:
        others = [c for c in duplicates.get(seen.check.sha256, ()) if c != item.code]
        strangers = [c for c in others if not item.pairs_with(checklist[c])]
        if strangers and not _bears(item, seen) and len(files) == 1:
            names = ", ".join(strangers)
            return Step(Elements.SOME, f"เป็นไฟล์เดียวกับข้อ {names} และเนื้อหาไม่ใช่ชื่อข้อนี้", (seen.ref,))
    return None


def _bears(item: Item, seen: Observed) -> bool:
    words = squash(seen.reading.text[:1500])
    return any(
        squash(title) in words for title in (item.title, *item.aliases) if len(squash(title)) >= _TELLING
    )
