"""Rules for parts of a year: quarters, half-years and rounds, months and lists of them."""

from __future__ import annotations

import re
from itertools import pairwise

from ita_audit.periods.canon import MONTH
from ita_audit.periods.noise import BLOT
from ita_audit.periods.scan import AND, ON, TO, YEAR, YEAR4, Relative, Scan
from ita_audit.periods.spans import (
    Span,
    be_year,
    calendar_year,
    month_number,
    month_of_fiscal,
    months_between,
    part_of_fiscal,
)

_MONTH_RANGE = re.compile(rf"({MONTH})\s?({YEAR})?{TO}(?:{ON})({MONTH})\s?({YEAR})")
_MONTH_RANGE_BARE = re.compile(rf"({MONTH}){TO}(?:เดือน\s?)?({MONTH})")


def month_ranges(scan: Scan) -> None:
    """From one month to another; the first may leave its year to the second."""

    def read(m: re.Match) -> Span | None:
        last = be_year(m[4])
        if last is None or (not m[2] and "ปีงบประมาณ" in m[4]):
            return None
        one, two = month_number(m[1]), month_number(m[3])
        first = be_year(m[2]) if m[2] else (last if one <= two else last - 1)
        return months_between(first, one, last, two) if first else None

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


_Q = r"(?:ไตร\s?มาส\s?(?:ที่\s?)?|(?<![A-Za-z0-9])(?:quarter\s?|Q)\s?)"
_QUARTERS = re.compile(
    rf"{_Q}([1-4])(?!\d)(?:(?:{TO}|{AND}|\s)(?:{_Q})?([1-4])(?!\d)(?!\s?/))?(?:\s?/\s?({YEAR4}|[4-9]\d(?!\d)))?",
    re.I,
)


def quarters(scan: Scan) -> None:
    """Fiscal quarters, one or several."""

    def read(m: re.Match) -> Relative | None:
        first, last = int(m[1]), int(m[2] or m[1])
        given = be_year(m[3]) if m[3] else None

        def make(year: int) -> Span | None:
            if last < first:
                return None
            return part_of_fiscal(given or year, 3 * first - 2, 3 * (last - first + 1))

        if given:
            scan.keep(m, make(given), "part")
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
_ANY_PART = re.compile(r"[2369กามง]\s?เดือน|ครึ่ง|[269][\s\-_]?m|half|h[12]", re.I)
"""What every one of the parts holds: the end of a number with months, a half, or their English."""
_ROUND = re.compile(
    rf"(?:รอบ(?:การประเมิน|ประเมิน|การรายงาน)?|งวด)\s?(?:ที่\s?)?([12])\s?(?:/\s?({YEAR4}|[4-9]\d(?!\d)))?(?![\d/])(?!\s?(?:เดือน|ปี(?!งบ)|\())"
)
_ROUND_BESIDE = re.compile(r"(?:รอบ(?:การประเมิน|ประเมิน|การรายงาน)?|งวด|ครั้ง)\s?(?:ที่\s?)?[12]\s?(?=\()")


def parts(scan: Scan) -> None:
    """Half-years, rounds, three, nine and twelve months."""
    scan.rest = _ROUND_BESIDE.sub(lambda m: BLOT * len(m[0]), scan.rest)
    for pattern, first, count in _PARTS if _ANY_PART.search(scan.rest) else ():
        scan.later(pattern, lambda _, f=first, c=count: lambda year: part_of_fiscal(year, f, c), "part")

    def rounds(m: re.Match) -> Relative | None:
        first = 1 if m[1] == "1" else 7
        given = be_year(m[2]) if m[2] else None
        if given:
            scan.keep(m, part_of_fiscal(given, first, 6), "part")
            return None
        return lambda year: part_of_fiscal(year, first, 6)

    scan.later(_ROUND, rounds, "part")


_LIST = re.compile(rf"{MONTH}(?:\s?(?:{YEAR}))?(?:(?:{AND}|\s)(?:เดือน\s?)?{MONTH}(?:\s?(?:{YEAR}))?)+")
_ONE = re.compile(rf"({MONTH})(?:\s?({YEAR}))?")


def month_lists(scan: Scan) -> None:
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
            scan.keep(m, months_between(year, number, year, number), "month")
        return True

    scan.each(_LIST, one)


_RUN = re.compile(
    rf"(?:เดือน\s?)?{MONTH}(?:(?:{AND}|\s?[|/]\s?|\s)(?:พ\.ศ\. {YEAR4}\s)?{MONTH}(?!\s?(?:{YEAR}))){{5,}}"
)


def month_runs(scan: Scan) -> None:
    """The heads of a table's month columns: six names or more, one after the other."""

    def one(m: re.Match) -> bool:
        numbers = [month_number(name) for name in re.findall(MONTH, m[0])]
        if any(after != before % 12 + 1 for before, after in pairwise(numbers)):
            return False
        first, last, given = numbers[0], numbers[-1], re.search(YEAR4, m[0])
        if given:
            year = be_year(given[0])
            return scan.keep(m, months_between(year - (first > last), first, year, last), "range")

        def make(year: int) -> Span | None:
            if (first, last) == (1, 12):
                return calendar_year(year)
            start, end = month_of_fiscal(year, first)[0], month_of_fiscal(year, last)[1]
            return (start, end) if start <= end else None

        scan.waiting.append((m, "range", make))
        return True

    scan.each(_RUN, one)


_FREE = r"(?:(?<!\d)(?<!\d )|(?<=\d{4})|(?<=\d{4}\s))"
_MONTH = re.compile(rf"{_FREE}({MONTH})\s?({YEAR})")
_MONTH_BARE = re.compile(rf"{_FREE}(?:ประจำ|รอบ|ของ)?\s?เดือน\s?({MONTH})")
_MONTH_LOOSE = re.compile(rf"{_FREE}({MONTH})(?=\s?\(?ปีงบประมาณ )")
_MONTH_OF = re.compile(r"(?<![A-Za-z])M(1[0-2]|0?[1-9])(?![\dA-Za-z])")
_MONTH_NUMBER = re.compile(rf"เดือน\s?(?:ที่\s?)?(1[0-2]|0?[1-9])\s?[/\-]\s?({YEAR4})")


def months(scan: Scan) -> None:
    """One month, with its year or of the fiscal year beside it."""

    def read(m: re.Match) -> Span | None:
        year, number = be_year(m[2]), month_number(m[1])
        if "ปีงบประมาณ" in m[2]:
            return None
        return months_between(year, number, year, number) if year else None

    def numbered(m: re.Match) -> Span | None:
        year, number = be_year(m[2]), int(m[1])
        return months_between(year, number, year, number) if year else None

    def bare(m: re.Match) -> Relative:
        return lambda year: month_of_fiscal(year, month_number(m[1]))

    scan.later(_MONTH_OF, lambda m: lambda year: month_of_fiscal(year, int(m[1])), "month")
    scan.take(_MONTH_NUMBER, numbered, "month")
    if not scan.months:
        return
    scan.take(_MONTH, read, "month")
    scan.later(_MONTH_BARE, bare, "month")
    scan.later(_MONTH_LOOSE, bare, "month")
