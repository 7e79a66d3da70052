"""
Find what a cleaned text says it covers: one small rule per way of saying it.

Rules run in order and each takes its words away, so that "มีนาคม 2566" inside a range is not read
again as a month. A part of a year that names no year waits for the year that stands nearest.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from ita_audit.periods.canon import MONTH
from ita_audit.periods.noise import BLOT, blot
from ita_audit.periods.spans import (
    FOREVER,
    Span,
    academic,
    be_year,
    calendar_year,
    day,
    fiscal,
    month_number,
    month_of_fiscal,
    months,
    part_of_fiscal,
)

_Y4 = r"(?:2[45]\d\d|20\d\d)(?![\d])"
_Y = rf"(?:ปีงบประมาณ |ปี\s?)?(?:พ\.ศ\. |ค\.ศ\. )?(?:{_Y4}|'?[4-9]\d(?![\d,]|\.\d))"
TO = r"\s?(?:-|ถึง(?:สิ้น)?|จนถึง|to)\s?"
_ON = r"(?:วันที่\s?|สิ้น\s?|เดือน\s?)*"
AND = r"\s?(?:,|และ|กับ|&|\+|\x00)\s?"
_REACH = 220
_LEAST, _MOST = 2550, 2590


@dataclass(frozen=True, slots=True)
class Said:
    """One statement: its days, what kind it is, where it stands in the text, and its words."""

    span: Span
    says: str
    at: int
    end: int
    words: str
    year: int | None = None
    whole: bool = True


Relative = Callable[[int], Span | None]


class Scan:
    """A text being read; what a rule has used is blotted out for the rules after it."""

    def __init__(self, text: str) -> None:
        self.text, self.rest = text, blot(text)
        self.found: list[Said] = []
        self.waiting: list[tuple[re.Match, str, Relative]] = []

    def take(self, pattern: re.Pattern, read: Callable[[re.Match], Span | None], says: str) -> None:
        """Read every match; None leaves the words for later rules."""
        self._each(pattern, lambda m: self._keep(m, read(m), says))

    def later(self, pattern: re.Pattern, relative: Callable[[re.Match], Relative | None], says: str) -> None:
        """Take parts of a year that does not stand in the match."""

        def one(m: re.Match) -> bool:
            make = relative(m)
            if make is not None:
                self.waiting.append((m, says, make))
            return make is not None

        self._each(pattern, one)

    def _keep(self, m: re.Match, span: Span | None, says: str, year: int | None = None) -> bool:
        if span is None:
            return False
        self.found.append(Said(span, says, m.start(), m.end(), self.text[m.start() : m.end()].strip(), year))
        return True

    def _each(self, pattern: re.Pattern, one: Callable[[re.Match], bool]) -> None:
        self.rest = pattern.sub(lambda m: BLOT * len(m[0]) if one(m) else m[0], self.rest)


def statements(text: str) -> list[Said]:
    """All statements of a cleaned text, in the order in which they stand."""
    scan = Scan(text)
    for rule in (_date_ranges, _day_ranges, _month_ranges, _academic, _onwards, _signed, _as_of, _quarters, _parts,
                 _days, _month_lists, _months, _year_ranges, _fiscal_years, _bare_years):  # fmt: skip
        rule(scan)
    _settle(scan)
    return sorted(scan.found, key=lambda said: said.at)


def _settle(scan: Scan) -> None:
    """Give the parts that wait the nearest year; without one they state nothing."""
    years = [(s.at, s.end, s.year) for s in scan.found if s.year is not None]
    for m, says, make in scan.waiting:
        near = [(max(at - m.end(), m.start() - end, 0), year) for at, end, year in years]
        near = [pair for pair in near if pair[0] <= _REACH]
        if near:
            year = min(near)[1]
            scan._keep(m, make(year), says)
    for number, said in enumerate(scan.found):
        if said.year is not None and said.says == "plan":
            scan.found[number] = replace(said, year=None)


_DATE_RANGE = re.compile(rf"(\d{{1,2}})\s?({MONTH})\s?({_Y})?{TO}{_ON}(\d{{1,2}})\s?({MONTH})\s?({_Y})")
_DATE_RANGE_BARE = re.compile(rf"(\d{{1,2}})\s?({MONTH})\s?{TO}{_ON}(\d{{1,2}})\s?({MONTH})(?!\s?\d)")


def _date_ranges(scan: Scan) -> None:
    def read(m: re.Match) -> Span | None:
        last = be_year(m[6])
        if last is None:
            return None
        first = be_year(m[3]) if m[3] else None
        if first is None:
            first = last if month_number(m[2]) <= month_number(m[5]) else last - 1
        start, end = day(m[1], m[2], first), day(m[4], m[5], last)
        return (start, end) if start and end and start <= end else None

    def bare(m: re.Match) -> Relative | None:
        def make(year: int) -> Span | None:
            one, two = month_of_fiscal(year, month_number(m[2])), month_of_fiscal(year, month_number(m[4]))
            start, end = day(m[1], m[2], one[0].year + 543), day(m[3], m[4], two[0].year + 543)
            return (start, end) if start and end and start <= end else None

        return make

    scan.take(_DATE_RANGE, read, "range")
    scan.later(_DATE_RANGE_BARE, bare, "range")


_DAY_RANGE = re.compile(rf"(?<!\d)(\d{{1,2}})\s?(?:-|ถึง|และ|,)\s?(?:วันที่\s?)?(\d{{1,2}})\s?(?:เดือน\s?)?({MONTH})\s?({_Y})")


def _day_ranges(scan: Scan) -> None:
    def read(m: re.Match) -> Span | None:
        year = be_year(m[4])
        start, end = (day(m[1], m[3], year), day(m[2], m[3], year)) if year else (None, None)
        return (start, end) if start and end and start <= end else None

    scan.take(_DAY_RANGE, read, "day")


_MONTH_RANGE = re.compile(rf"({MONTH})\s?({_Y})?{TO}(?:{_ON})({MONTH})\s?({_Y})")
_MONTH_RANGE_BARE = re.compile(rf"({MONTH}){TO}(?:เดือน\s?)?({MONTH})")


def _month_ranges(scan: Scan) -> None:
    def read(m: re.Match) -> Span | None:
        last = be_year(m[4])
        if last is None or (not m[2] and "ปีงบประมาณ" in m[4]):
            return None
        one, two = month_number(m[1]), month_number(m[3])
        first = be_year(m[2]) if m[2] else (last if one <= two else last - 1)
        return months(first, one, last, two) if first else None

    def bare(m: re.Match) -> Relative:
        def make(year: int) -> Span | None:
            start = month_of_fiscal(year, month_number(m[1]))[0]
            end = month_of_fiscal(year, month_number(m[2]))[1]
            if month_number(m[1]) == 1 and month_number(m[2]) == 12:
                return calendar_year(year)
            return (start, end) if start <= end else None

        return make

    scan.take(_MONTH_RANGE, read, "range")
    scan.later(_MONTH_RANGE_BARE, bare, "range")


_TERM = re.compile(rf"ภาค\s?(?:เรียน|การศึกษา)\s?(?:ที่\s?)?([12])(?:\s?/\s?|\s?(?:ปี\s?การศึกษา|ปี)?\s?(?:พ\.ศ\. )?)({_Y4})")
_ACADEMIC = re.compile(rf"ปี\s?การ\s?ศึกษา\s?(?:พ\.ศ\. )?({_Y4}|[4-9]\d(?!\d))")


def _academic(scan: Scan) -> None:
    def term(m: re.Match) -> Span | None:
        year = be_year(m[2])
        if year is None:
            return None
        ce = year - 543
        return (date(ce, 5, 16), date(ce, 10, 10)) if m[1] == "1" else (date(ce, 11, 1), date(ce + 1, 3, 31))

    scan.take(_TERM, term, "academic")
    scan.take(_ACADEMIC, lambda m: academic(be_year(m[1])), "academic")


_ONWARDS = re.compile(rf"(?:(?<!\d)(\d{{1,2}})\s?)?(?:เดือน\s?)?({MONTH})\s?({_Y})\s?(?:เป็น\s?ต้น\s?ไป|เป็นต้นมา|onwards?)")
_ONWARDS_YEAR = re.compile(rf"(ปีงบประมาณ |ปี\s?|พ\.ศ\. )(?:พ\.ศ\. )?({_Y4})\s?เป็น\s?ต้น\s?ไป")
_FROM_NOW = re.compile(r"(?:ตั้งแต่)?(?:บัดนี้|วันที่ประกาศ|วันประกาศ|วันถัดจากวันประกาศ|วันที่ลงนาม|วันลงนาม)[^\n\x00]{0,20}?เป็น\s?ต้น\s?ไป")


def _onwards(scan: Scan) -> None:
    def read(m: re.Match) -> Span | None:
        year = be_year(m[3])
        start = day(m[1] or "1", m[2], year) if year else None
        return (start, FOREVER) if start else None

    scan.take(_ONWARDS, read, "onwards")
    scan.take(_ONWARDS_YEAR, lambda m: (fiscal(be_year(m[2]))[0], FOREVER), "onwards")


_DATE = rf"(\d{{1,2}})\s?(?:เดือน\s?)?({MONTH})\s?({_Y})"
_AS_OF = re.compile(rf"(?:ข้อมูล|สถานะ|ยอด)?\s?(?:ณ\s?(?:วันที่\s?|สิ้น\s?(?:วันที่\s?)?|วัน\s?)?|(?:ข้อมูล|สิ้นสุด|จน)ถึง(?:วันที่)?\s?|as of ){_DATE}", re.I)
_AS_OF_MONTH = re.compile(rf"ณ\s?(?:สิ้น)?\s?เดือน\s?({MONTH})\s?({_Y})")
_SIGNED = re.compile(
    rf"(?:ลง\s?วันที่|ลว\.?|สั่ง\s?ณ\s?(?:วันที่)?|ประกาศ\s?ณ\s?(?:วันที่)?|ประกาศ\s?เมื่อ(?:วันที่)?|ให้ไว้\s?ณ\s?(?:วันที่)?|ลงนาม(?:เมื่อ)?(?:วันที่)?|ลงชื่อ)\s?(?:วันที่\s?)?{_DATE}"
)


def _date_of(m: re.Match, first: int = 1) -> Span | None:
    year = be_year(m[first + 2])
    one = day(m[first], m[first + 1], year) if year else None
    return (one, one) if one else None


def _signed(scan: Scan) -> None:
    scan.take(_SIGNED, _date_of, "signed")


def _as_of(scan: Scan) -> None:
    scan.take(_AS_OF, _date_of, "as_of")

    def month(m: re.Match) -> Span | None:
        year, number = be_year(m[2]), month_number(m[1])
        span = months(year, number, year, number) if year else None
        return (span[1], span[1]) if span else None

    scan.take(_AS_OF_MONTH, month, "as_of")


_Q = r"(?:ไตร\s?มาส\s?(?:ที่\s?)?|(?<![A-Za-z0-9])(?:quarter\s?|Q)\s?)"
_QUARTERS = re.compile(rf"{_Q}([1-4])(?!\d)(?:(?:{TO}|{AND}|\s)(?:{_Q})?([1-4])(?!\d)(?!\s?/))?(?:\s?/\s?({_Y4}|[4-9]\d(?!\d)))?", re.I)


def _quarters(scan: Scan) -> None:
    def read(m: re.Match) -> Relative | None:
        first, last = int(m[1]), int(m[2] or m[1])
        given = be_year(m[3]) if m[3] else None

        def make(year: int) -> Span | None:
            if last < first:
                return None
            return part_of_fiscal(given or year, 3 * first - 2, 3 * (last - first + 1))

        if given:
            scan._keep(m, make(given), "part")
            return None
        return make

    scan.later(_QUARTERS, read, "part")


_PARTS = tuple(
    (re.compile(pattern, re.I), first, count)
    for pattern, first, count in (
        (r"(?:รอบ\s?)?(?<!\d)(?:6|หก)\s?เดือน\s?\(?\s?(?:หลัง|ครึ่งปีหลัง|ที่\s?(?:2|สอง)|สุดท้าย)\)?|(?:ครึ่ง\s?ปี|ครึ่ง)\s?หลัง|6 months? 2|second half|(?<![a-z])H2(?![a-z0-9])"
         r"|(?:รอบ|ครั้ง|งวด)\s?ที่\s?2\s?(?:\(?\s?(?:รอบ\s?)?6\s?เดือน(?:หลัง)?\)?)", 7, 6),
        (r"(?:รอบ\s?)?(?:ระยะ(?:เวลา)?\s?)?(?<!\d)(?:6|หก)\s?เดือน(?:\s?แรก)?|(?:ครึ่ง\s?ปี|ครึ่ง)\s?แรก|(?<![a-z0-9])6[\s\-_]?m(?:onths?)?(?![a-z0-9])|first half|(?<![a-z])H1(?![a-z0-9])", 1, 6),
        (r"(?:รอบ\s?)?(?<!\d)(?:9|เก้า)\s?เดือน(?:\s?แรก)?|(?<![a-z0-9])9[\s\-_]?m(?:onths?)?(?![a-z0-9])", 1, 9),
        (r"(?:รอบ\s?)?(?<!\d)(?:3|สาม)\s?เดือน(?:\s?แรก)", 1, 3),
        (r"(?:รอบ\s?)(?:3|สาม)\s?เดือน", 1, 3),
        (r"(?:รอบ\s?)?(?<!\d)(?:12|สิบสอง)\s?เดือน|(?<![a-z0-9])12[\s\-_]?m(?:onths?)?(?![a-z0-9])", 1, 12),
    )
)  # fmt: skip
_ROUND = re.compile(rf"(?:รอบ(?:การประเมิน|ประเมิน|การรายงาน)?|งวด)\s?(?:ที่\s?)?([12])\s?(?:/\s?({_Y4}|[4-9]\d(?!\d)))?(?![\d/])(?!\s?(?:เดือน|ปี(?!งบ)|\())")
_ROUND_BESIDE = re.compile(r"(?:รอบ(?:การประเมิน|ประเมิน|การรายงาน)?|งวด|ครั้ง)\s?(?:ที่\s?)?[12]\s?(?=\()")


def _parts(scan: Scan) -> None:
    scan.rest = _ROUND_BESIDE.sub(lambda m: BLOT * len(m[0]), scan.rest)
    for pattern, first, count in _PARTS:
        scan.later(pattern, lambda _, f=first, c=count: lambda year: part_of_fiscal(year, f, c), "part")

    def rounds(m: re.Match) -> Relative | None:
        first = 1 if m[1] == "1" else 7
        given = be_year(m[2]) if m[2] else None
        if given:
            scan._keep(m, part_of_fiscal(given, first, 6), "part")
            return None
        return lambda year: part_of_fiscal(year, first, 6)

    scan.later(_ROUND, rounds, "part")


_LIST = re.compile(rf"{MONTH}(?:\s?(?:{_Y}))?(?:(?:{AND}|\s)(?:เดือน\s?)?{MONTH}(?:\s?(?:{_Y}))?)+")
_ONE = re.compile(rf"({MONTH})(?:\s?({_Y}))?")


def _month_lists(scan: Scan) -> None:
    """`ตุลาคม พฤศจิกายน และธันวาคม 2565`: a month without a year has that of the next one with it."""

    def one(m: re.Match) -> bool:
        year, kept = None, []
        for name, said in reversed(_ONE.findall(m[0])):
            number = month_number(name)
            if said:
                if "ปีงบประมาณ" in said:
                    return False
                year = be_year(said)
            elif year is not None and kept and number > kept[-1][1]:
                year -= 1
            if year is None:
                return False
            kept.append((year, number))
        for year, number in reversed(kept):
            scan._keep(m, months(year, number, year, number), "month")
        return True

    scan._each(_LIST, one)


_MONTH = re.compile(rf"(?<!\d)(?<!\d\s)({MONTH})\s?({_Y})")
_MONTH_BARE = re.compile(rf"(?<!\d)(?<!\d\s)(?:ประจำ|รอบ|ของ)?\s?เดือน\s?({MONTH})")
_MONTH_LOOSE = re.compile(rf"(?<!\d)(?<!\d\s)({MONTH})(?=\s?\(?ปีงบประมาณ )")
_MONTH_OF = re.compile(r"(?<![A-Za-z])M(1[0-2]|0?[1-9])(?![\dA-Za-z])")
_MONTH_NUMBER = re.compile(rf"เดือน\s?(?:ที่\s?)?(1[0-2]|0?[1-9])\s?[/\-]\s?({_Y4})")


def _months(scan: Scan) -> None:
    def read(m: re.Match) -> Span | None:
        year, number = be_year(m[2]), month_number(m[1])
        if "ปีงบประมาณ" in m[2]:
            return None
        return months(year, number, year, number) if year else None

    def numbered(m: re.Match) -> Span | None:
        year, number = be_year(m[2]), int(m[1])
        return months(year, number, year, number) if year else None

    def bare(m: re.Match) -> Relative:
        return lambda year: month_of_fiscal(year, month_number(m[1]))

    scan.later(_MONTH_OF, lambda m: lambda year: month_of_fiscal(year, int(m[1])), "month")
    scan.take(_MONTH_NUMBER, numbered, "month")
    scan.take(_MONTH, read, "month")
    scan.later(_MONTH_BARE, bare, "month")
    scan.later(_MONTH_LOOSE, bare, "month")


_YEARS = re.compile(rf"(?<![\d/])({_Y4}){TO}(?:ปีงบประมาณ |ปี\s?)?(?:พ\.ศ\. |ค\.ศ\. )?({_Y4})(?!\s?/)")
_YEARS_SHORT = re.compile(rf"(?<![\d/])({_Y4})\s?-\s?([4-9]\d)(?![\d/\-.,])|(?:พ\.ศ\. |ปีงบประมาณ |ปี\s?)([4-9]\d){TO}(?:ปี\s?)?([4-9]\d)(?!\d)")


def _year_ranges(scan: Scan) -> None:
    def read(m: re.Match) -> Span | None:
        given = [group for group in m.groups() if group]
        one, two = be_year(given[0]), be_year(given[1])
        if one is None or two is None or not one < two <= one + 25:
            return None
        return fiscal(one)[0], fiscal(two)[1]

    scan.take(_YEARS, read, "plan")
    scan.take(_YEARS_SHORT, read, "plan")


_FISCAL = re.compile(rf"ปีงบประมาณ (?:พ\.ศ\. |ค\.ศ\. )?({_Y4}|[4-9]\d(?!\d))")
_MORE = re.compile(rf"(?<=\x00)({AND})(?:ปีงบประมาณ |ปี\s?)?(?:พ\.ศ\. )?({_Y4})(?!\s?[-/]\s?\d)")


def _year(scan: Scan, pattern: re.Pattern, says: str, make: Callable[[int], Span], group: int = 1) -> None:
    def one(m: re.Match) -> bool:
        year = be_year(m[group])
        if year is None or not _LEAST <= year <= _MOST:
            return False
        return scan._keep(m, make(year), says, year)

    scan._each(pattern, one)


def _fiscal_years(scan: Scan) -> None:
    _year(scan, _FISCAL, "fiscal_year", fiscal)
    for _ in range(3):
        _year(scan, _MORE, "fiscal_year", fiscal, 2)


_DAY = re.compile(rf"(?<![\d.])(?<!\d )(\d{{1,2}})\s?(?:เดือน\s?)?({MONTH})\s?({_Y})")


def _days(scan: Scan) -> None:
    scan.take(_DAY, _date_of, "day")


_CALENDAR = re.compile(r"ภาษี|สมัย\s?(?:สามัญ|วิสามัญ|ที่|ประชุม)|ประชุมสภา|สภาเทศบาล[^\n]{0,30}สมัย|ปี\s?ปฏิทิน|calendar", re.I)
_CALENDAR_YEAR = re.compile(rf"(?:ปี\s?ปฏิทิน|ปี\s?ภาษี|calendar year)\s?(?:พ\.ศ\. )?({_Y4}|[4-9]\d(?!\d))", re.I)
_BARE = re.compile(rf"(?:ประจำ\s?ปี|ปี|พ\.ศ\.|ค\.ศ\.|(?<![ก-๎])งบ(?:ประมาณ)?(?:รายจ่าย)?(?=\s?2)|งบประมาณ(?=\s?2))\s?(?:พ\.ศ\. |ค\.ศ\. )?({_Y4}|[4-9]\d(?![\d,]|\.\d))")
_NAKED = re.compile(r"(?<![\dA-Za-z/.,])(?<!-)(25[4-8]\d|20[12]\d)(?![\d,/]|\.\d|-\d|\s?[-/]\s?\d)(?!\s?(?:บาท|คน|ราย|ครั้ง))")


def _bare_years(scan: Scan) -> None:
    """`ประจำปี 2566`: the fiscal year, the normal reading; taxes and council sessions the calendar year."""
    _year(scan, _CALENDAR_YEAR, "calendar", calendar_year)
    marks = [m.start() for m in _CALENDAR.finditer(scan.text)]

    def one(m: re.Match, says: str) -> bool:
        year = be_year(m[1])
        if year is None or not _LEAST <= year <= _MOST:
            return False
        near = any(0 <= m.start() - at <= 80 for at in marks)
        return scan._keep(m, calendar_year(year) if near else fiscal(year), "calendar" if near else says, year)

    scan._each(_BARE, lambda m: one(m, "year"))
    for _ in range(3):
        _year(scan, _MORE, "year", fiscal, 2)
    scan._each(_NAKED, lambda m: one(m, "naked"))


def goes_on(text: str) -> bool:
    """Whether a text says that it holds from its own date on."""
    return bool(_FROM_NOW.search(text))
