"""
Find what a cleaned text says it covers: one small rule per way of saying it.

Rules run in order and each takes its words away, so that "มีนาคม 2566" inside a range is not read
again as a month. A part of a year that names no year waits for the year that stands nearest.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from ita_audit.periods import days, parts
from ita_audit.periods.scan import AND, TO, YEAR4, Said, Scan
from ita_audit.periods.spans import Span, academic, be_year, calendar_year, fiscal

_YEAR = re.compile(r"[0-9]{2}")
_REACH = 220
_OF_EXAM = re.compile(r"(?:ITA|OIT)[\s:(-]{0,3}$")
"""The assessment's own year, as in a menu: `รอบ 6 เดือน` beside it is of no year."""
_LEAST, _MOST = 2550, 2590
"""The Buddhist-Era years in which a document of today can say it stands."""


def statements(text: str) -> list[Said]:
    """All statements of a cleaned text, in the order in which they stand."""
    if not _YEAR.search(text):
        return []
    scan = Scan(text)
    for needs_month, rule in _RULES:
        if not needs_month or scan.months:
            rule(scan)
    _settle(scan)
    return sorted(scan.found, key=lambda said: said.at)


def _settle(scan: Scan) -> None:
    """Give the parts that wait the nearest year; without one they state nothing."""
    years = [
        (s.at, s.end, s.year)
        for s in scan.found
        if s.year is not None and not _OF_EXAM.search(scan.text[max(0, s.at - 12) : s.at])
    ]
    for m, says, make in scan.waiting:
        near = [(max(at - m.end(), m.start() - end, 0), year) for at, end, year in years]
        near = [pair for pair in near if pair[0] <= _REACH]
        if near:
            year = min(near)[1]
            scan.keep(m, make(year), says)


_TERM = re.compile(
    rf"ภาค\s?(?:เรียน|การศึกษา)\s?(?:ที่\s?)?([12])(?:\s?/\s?|\s?(?:ปี\s?การศึกษา|ปี)?\s?(?:พ\.ศ\. )?)({YEAR4})"
)
_ACADEMIC_YEARS = re.compile(
    rf"ปี\s?การ\s?ศึกษา\s?(?:พ\.ศ\. )?({YEAR4}){TO}(?:ปี\s?การ\s?ศึกษา\s?)?(?:พ\.ศ\. )?({YEAR4})"
)
_ACADEMIC = re.compile(rf"ปี\s?การ\s?ศึกษา\s?(?:พ\.ศ\. )?({YEAR4}|[4-9]\d(?!\d))")


def _academic(scan: Scan) -> None:
    def term(m: re.Match) -> Span | None:
        year = be_year(m[2])
        if year is None:
            return None
        ce = year - 543
        return (date(ce, 5, 16), date(ce, 10, 10)) if m[1] == "1" else (date(ce, 11, 1), date(ce + 1, 3, 31))

    def years(m: re.Match) -> Span | None:
        one, two = be_year(m[1]), be_year(m[2])
        return (academic(one)[0], academic(two)[1]) if one and two and one < two <= one + 25 else None

    scan.take(_TERM, term, "academic")
    scan.take(_ACADEMIC_YEARS, years, "academic")
    scan.take(_ACADEMIC, lambda m: academic(be_year(m[1])), "academic")


_YEARS = re.compile(rf"(?<![\d/])({YEAR4}){TO}(?:ปีงบประมาณ |ปี\s?)?(?:พ\.ศ\. |ค\.ศ\. )?({YEAR4})(?!\s?/)")
_YEARS_SHORT = re.compile(
    rf"(?<![\d/])({YEAR4})\s?-\s?([4-9]\d)(?![\d/\-.,])|(?:พ\.ศ\. |ปีงบประมาณ |ปี\s?)([4-9]\d){TO}(?:ปี\s?)?([4-9]\d)(?!\d)"
)

_YEARS_OF_PLAN = re.compile(
    r"(?:แผน(?!ก|ที่)|อัตรากำลัง)[^\d\n\x00]{0,60}(?<![\d/.])([5-7]\d)\s?-\s?([5-7]\d)(?![\d/.])"
)
"""A plan's years in two digits each; local plans run for three to five years."""
_YEARS_COUNTED = re.compile(r"([2-9])\s?ปี[^\n\d\x00]{0,12}(?<!\d)([4-9]\d)\s?-\s?([4-9]\d)(?!\d)")


def _year_ranges(scan: Scan) -> None:
    def read(m: re.Match) -> Span | None:
        given = [group for group in m.groups() if group]
        one, two = be_year(given[0]), be_year(given[1])
        if one is None or two is None or not one < two <= one + 25:
            return None
        return fiscal(one)[0], fiscal(two)[1]

    def counted(m: re.Match) -> Span | None:
        one, two = be_year(m[2]), be_year(m[3])
        return (fiscal(one)[0], fiscal(two)[1]) if two - one + 1 == int(m[1]) else None

    def short_plan(m: re.Match) -> Span | None:
        one, two = be_year(m[1]), be_year(m[2])
        return (fiscal(one)[0], fiscal(two)[1]) if 2 <= two - one <= 4 else None

    scan.take(_YEARS, read, "plan")
    scan.take(_YEARS_COUNTED, counted, "plan")
    scan.take(_YEARS_SHORT, read, "plan")
    scan.take(_YEARS_OF_PLAN, short_plan, "plan")


_FISCAL = re.compile(rf"ปีงบประมาณ (?:พ\.ศ\. |ค\.ศ\. )?({YEAR4}|[4-9]\d(?!\d))")
_FOUR = re.compile(YEAR4)
_MORE = re.compile(rf"(?<=\x00)({AND})(?:ปีงบประมาณ |ปี\s?)?(?:พ\.ศ\. )?({YEAR4})(?!\s?[-/]\s?\d)")


def _year(scan: Scan, pattern: re.Pattern, says: str, make: Callable[[int], Span]) -> None:
    def one(m: re.Match) -> bool:
        year = be_year(m[1])
        if year is None or not _LEAST <= year <= _MOST:
            return False
        return scan.keep(m, make(year), says, year)

    scan.each(pattern, one)


def _fiscal_years(scan: Scan) -> None:
    _year(scan, _FISCAL, "fiscal_year", fiscal)
    _more(scan, "fiscal_year")


def _more(scan: Scan, says: str) -> None:
    """Years listed behind one that was read: `2565, 2566 และ 2567`; blotted money before a year is none."""

    def one(m: re.Match) -> bool:
        year, ends = be_year(m[2]), {said.end for said in scan.found if said.year is not None}
        if year is None or not _LEAST <= year <= _MOST or not ends & set(range(m.start(), m.end(1) + 1)):
            return False
        return scan.keep(m, fiscal(year), says, year)

    for _ in range(3):
        if not _FOUR.search(scan.rest):
            return
        scan.each(_MORE, one)


_CALENDAR = re.compile(
    r"ภาษี|สมัย\s?(?:สามัญ|วิสามัญ|ที่|ประชุม)|ประชุมสภา|สภาเทศบาล[^\n]{0,30}สมัย|ปี\s?ปฏิทิน|calendar", re.I
)
_CALENDAR_YEAR = re.compile(
    rf"(?:ปี\s?ปฏิทิน|ปี\s?ภาษี|calendar year)\s?(?:พ\.ศ\. )?({YEAR4}|[4-9]\d(?!\d))", re.I
)
_BARE = re.compile(
    rf"(?:ประจำ\s?ปี|ปี|พ\.ศ\.|ค\.ศ\.|(?<![ก-๎])งบ(?:ประมาณ)?(?:รายจ่าย)?(?=\s?2)|งบประมาณ(?=\s?2))\s?(?:พ\.ศ\. |ค\.ศ\. )?({YEAR4}|[4-9]\d(?![\d,]|\.\d))"
)
_ENGLISH = re.compile(
    rf"(?<![A-Za-z])(?:annual (?:report|plan|budget)|action plan|(?:in|of|for) (?:the )?year)\s?({YEAR4})",
    re.I,
)
_NAKED = re.compile(
    r"(?<![\dA-Za-z/.,])(?<!-)(25[4-8]\d|20[12]\d)(?![\d,/]|\.\d|-\d|\s?[-/]\s?\d)(?! ?(?:บาท|คน|ราย(?!งาน)|ครั้ง))"
)


def _bare_years(scan: Scan) -> None:
    """`ประจำปี 2566`: the fiscal year, the normal reading; taxes and council sessions the calendar year."""
    _year(scan, _CALENDAR_YEAR, "calendar", calendar_year)
    marks = [m.start() for m in _CALENDAR.finditer(scan.text)]

    def one(m: re.Match, says: str) -> bool:
        year = be_year(m[1])
        if year is None or not _LEAST <= year <= _MOST:
            return False
        near = any(0 <= m.start() - at <= 80 for at in marks)
        return scan.keep(m, calendar_year(year) if near else fiscal(year), "calendar" if near else says, year)

    scan.each(_BARE, lambda m: one(m, "year"))
    scan.each(_ENGLISH, lambda m: one(m, "year"))
    _more(scan, "year")
    scan.each(_NAKED, lambda m: one(m, "naked"))


_RULES: tuple[tuple[bool, Callable[[Scan], None]], ...] = (
    (True, days.date_ranges),
    (True, days.years_ended),
    (True, days.day_ranges),
    (True, parts.month_ranges),
    (False, _academic),
    (False, days.onwards),
    (True, days.signed),
    (True, days.as_of),
    (False, parts.quarters),
    (False, parts.parts),
    (True, days.days),
    (True, parts.month_lists),
    (True, parts.month_runs),
    (False, parts.months),
    (False, _year_ranges),
    (False, _fiscal_years),
    (False, _bare_years),
)
"""The rules in order, and whether they need the name of a month in the text."""
