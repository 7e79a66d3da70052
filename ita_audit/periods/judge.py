"""Compare covered periods with an item's year rule: match, wrong year, mixed, or cannot tell."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from ita_audit.model import Period, PeriodReading, YearRule
from ita_audit.periods.spans import FOREVER, Span, part_of_fiscal
from ita_audit.thai import fiscal_span, thai_date


def judge_period(reading: PeriodReading, rule: YearRule, fiscal_year: int) -> tuple[Period, str]:
    """
    Judge one document.

    Returns:
        The answer and its reason in Thai. A contradiction whose readings lead to different answers
        is *mixed*; without a stated period the answer is *cannot tell*.
    """
    if rule is YearRule.UNDATED:
        return Period.NOT_ASKED, "ข้อนี้ไม่กำหนดปี"
    if not reading.covered:
        return Period.CANNOT_TELL, "เอกสารไม่ระบุช่วงเวลาที่ครอบคลุม"
    if reading.readings:
        answers = {_answer(spans, rule, fiscal_year) for spans in reading.readings}
        if len(answers) > 1:
            said = " แต่อีกแห่งว่า ".join(_words(spans) for spans in reading.readings)
            return Period.MIXED, f"เอกสารขัดกันเอง: แห่งหนึ่งว่า {said}"
        return _said(answers.pop(), reading, rule, fiscal_year)
    return _said(_answer(reading.covered, rule, fiscal_year), reading, rule, fiscal_year)


def judge_list(readings: Sequence[PeriodReading], rule: YearRule, fiscal_year: int) -> tuple[Period, str]:
    """Judge an item's documents together: the best one decides; halves and months add up."""
    judged = [judge_period(reading, rule, fiscal_year) for reading in readings]
    for wanted in (Period.NOT_ASKED, Period.MATCH, Period.MIXED):
        for answer, reason in judged:
            if answer is wanted:
                return answer, reason
    together = [span for reading in readings if not reading.readings for span in reading.covered]
    if together and _answer(together, rule, fiscal_year) is Period.MATCH:
        return Period.MATCH, f"เอกสารรวมกันครอบคลุม {_words(together)}"
    for wanted in (Period.CANNOT_TELL, Period.WRONG_YEAR):
        for answer, reason in judged:
            if answer is wanted:
                return answer, reason
    return Period.CANNOT_TELL, "ไม่มีเอกสารที่อ่านได้"


def _answer(spans: Sequence[Span], rule: YearRule, fiscal_year: int) -> Period:
    first, last = fiscal_span(fiscal_year)
    if rule is YearRule.IN_FORCE:
        return Period.MATCH if _touches(spans, first, last) else Period.WRONG_YEAR
    if rule is YearRule.CURRENT_FY:
        if any(first <= start and end <= last for start, end in spans):
            return Period.MATCH
        return Period.CANNOT_TELL if _touches(spans, first, last) else Period.WRONG_YEAR
    if rule is YearRule.PREVIOUS_FY:
        first, last = fiscal_span(fiscal_year - 1)
        inside = [(s, e) for s, e in spans if first <= s and e <= last]
    else:
        first, last = part_of_fiscal(fiscal_year, 1, 6)
        inside = list(spans)
    if _fills(inside, first, last):
        return Period.MATCH
    return Period.CANNOT_TELL if _touches(spans, first, last) else Period.WRONG_YEAR


def _touches(spans: Sequence[Span], first: date, last: date) -> bool:
    return any(start <= last and end >= first for start, end in spans)


def _fills(spans: Sequence[Span], first: date, last: date) -> bool:
    reached = first
    for start, end in sorted(spans):
        if start > reached:
            return False
        if end >= last:
            return True
        reached = max(reached, end + timedelta(days=1))
    return False


def _words(spans: Sequence[Span]) -> str:
    said = []
    for start, end in list(spans)[:4]:
        if end == FOREVER:
            said.append(f"{thai_date(start)} เป็นต้นไป")
        elif start == end:
            said.append(thai_date(start))
        else:
            said.append(f"{thai_date(start)} ถึง {thai_date(end)}")
    return ", ".join(said)


def _said(answer: Period, reading: PeriodReading, rule: YearRule, fiscal_year: int) -> tuple[Period, str]:
    words = _words(reading.covered)
    if answer is Period.MATCH:
        return answer, f"ครอบคลุม {words}"
    asked = f"{rule.th} (ปีที่ตรวจ {fiscal_year})"
    if answer is Period.WRONG_YEAR:
        return answer, f"ครอบคลุม {words} แต่ข้อนี้ขอ {asked}"
    return answer, f"ครอบคลุม {words} ยังไม่พอจะสรุปว่าตรงกับ {asked}"


def months_covered(readings: Sequence[PeriodReading], fiscal_year: int) -> list[tuple[int, int]]:
    """
    List the months October to March of a fiscal year that documents cover in full; one that
    contradicts itself covers none.

    Returns:
        (common-era year, month) pairs in order; at most six.
    """
    first, _ = fiscal_span(fiscal_year)
    wanted = [(first.year, 10), (first.year, 11), (first.year, 12)]
    wanted += [(first.year + 1, month) for month in (1, 2, 3)]
    found = []
    for year, month in wanted:
        start = date(year, month, 1)
        end = (date(year + month // 12, month % 12 + 1, 1)) - timedelta(days=1)
        if any(s <= start and end <= e for r in readings if not r.readings for s, e in r.covered):
            found.append((year, month))
    return found


def period_document(
    reading: PeriodReading, *, rule: YearRule = YearRule.CURRENT_FY, fiscal_year: int
) -> dict:
    """Lay a reading out as the JSON of the `period` contract."""
    verdict, _ = judge_period(reading, rule, fiscal_year)
    return {
        "covered": covered_json(reading),
        "fiscal_years": list(reading.fiscal_years),
        "verdict": verdict.value,
        "evidence": [{"text": s.text, "says": s.says} for s in reading.statements],
    }


def covered_json(reading: PeriodReading) -> list[dict[str, str]]:
    """The covered days as ISO dates."""
    return [{"start": start.isoformat(), "end": end.isoformat()} for start, end in reading.covered]
