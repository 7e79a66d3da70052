"""
Find what a line of text says it covers: one small rule per way of saying it.

Rules run in order and each takes its words away, so that "มีนาคม 2566" inside a range is not read
again as a month. Years of laws, numbers of orders and dates of signing are taken away first.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from ita_audit.periods.spans import (
    FOREVER,
    MONTH,
    YEAR,
    Span,
    be_year,
    day,
    fiscal,
    month_number,
    month_of_fiscal,
    months,
    part_of_fiscal,
)  # fmt: skip
from ita_audit.thai import BUDDHIST_ERA, compose, fold_digits

DASH = r"\s*(?:-|–|—|ถึง|จนถึง|to)\s*"
_FISCAL = r"(?:ปี\s*งบประมาณ|ปีงบ(?:ฯ|ประมาณ)?|งบประมาณ\s*ปี|FY)\s*(?:ประจำปี\s*)?(?:พ\s*\.?\s*ศ\s*\.?\s*)?"


@dataclass(frozen=True, slots=True)
class Said:
    """One statement of a line: the days, what kind of statement, and its words."""

    span: Span
    says: str
    words: str


@dataclass(slots=True)
class _Line:
    text: str
    rest: str
    year: int | None = None

    def take(self, pattern: str, read: Callable[[re.Match], Span | None], says: str) -> list[Said]:
        found = []

        def one(match: re.Match) -> str:
            span = read(match)
            if span is None:
                return match[0]
            found.append(Said(span, says, match[0].strip()))
            return " ⟦⟧ "

        self.rest = re.sub(pattern, one, self.rest, flags=re.I)
        return found


_LAW = re.compile(
    r"(?:พระราชบัญญัติ|พระราชกฤษฎีกา|พ\s*\.?\s*ร\s*\.?\s*[บฎ]\s*\.?|รัฐธรรมนูญ|ประมวลกฎหมาย|กฎกระทรวง|กฎหมาย"
    r"|ระเบียบ|ข้อบังคับ|มติคณะรัฐมนตรี|ประมวลจริยธรรม"
    r"|หลักเกณฑ์กระทรวง|ว่าด้วย)(?!\s*งบประมาณรายจ่าย)(?:(?!ปีงบประมาณ|ประจำปี|\d{4}).){0,140}?"
    r"(?:พ\s*\.?\s*ศ\s*\.?|พุทธศักราช)?\s*(?:2[45]\d\d)(?!\d)(?!\s*[-–]\s*25)"
)
_AMENDED = re.compile(
    r"(?:แก้ไขเพิ่มเติม|\(?ฉบับที่\s*\d+\)?)(?:(?!ประจำปี)[^\d\n]){0,40}\(?(?:ฉบับที่\s*\d+\)?)?\s*พ\s*\.?\s*ศ\s*\.?\s*25\d\d"
)
_NUMBERED = re.compile(r"(?:\d+\s*/\s*(?:25\d\d|20\d\d|\d\d)(?!\d))|(?:ครั้งที่|ฉบับที่|สมัยที่|ว)\s*\d+(?:/\d+)?")
_ISSUED = re.compile(
    rf"(?:ลงวันที่|สั่ง\s*ณ\s*วันที่|ประกาศ\s*ณ\s*วันที่|ให้ไว้\s*ณ\s*วันที่|เผยแพร่(?:เมื่อ)?|อัปเดต|อัพเดท|พิมพ์เมื่อ|รายงาน\s*ณ\s*วันที่|จัดทำเมื่อ|วันที่จัดทำ)"
    rf"\s*(?:วันที่)?\s*\d{{1,2}}\s*(?:เดือน)?\s*{MONTH}\s*{YEAR}"
)
_ISO = re.compile(r"(?<!\d)(?:19|20|24|25)\d\d-\d\d(?:-\d\d)?(?!\d)")
_MONEY = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\s*(?:บาท|หน้า|KB|MB|คน|ราย(?!งาน))", re.I)
_VAGUE = re.compile(r"ปีงบประมาณที่ผ่านมา|ย้อนหลัง\s*1\s*ปี")


def clean(text: str) -> str:
    """One spelling of a text for the rules: composed, digits folded, blanks single, lines kept."""
    text = fold_digits(compose(text)).replace("ประจาปี", "ประจำปี").replace("ดาเนิน", "ดำเนิน")
    return re.sub(r"[^\S\n]+", " ", text)


def statements(line: str) -> list[Said]:
    """Find what one cleaned line says it covers, most telling first."""
    rest = line
    for pattern in (_AMENDED, _LAW, _ISSUED, _NUMBERED, _ISO, _MONEY, _VAGUE):
        rest = pattern.sub(" ⟦⟧ ", rest)
    state = _Line(line, rest)
    years = re.findall(_FISCAL + r"((?:25|20)\d\d|\d\d)(?!\d)", rest, re.I)
    state.year = be_year(years[0]) if years else None
    found: list[Said] = []
    for rule in (_date_ranges, _month_ranges, _academic, _year_ranges, _onwards, _as_of, _parts, _months, _fiscal_years,
                 _days, _bare_years):  # fmt: skip
        found += rule(state)
    return found


def _date_ranges(line: _Line) -> list[Said]:
    pattern = rf"(\d{{1,2}})\s*({MONTH})\s*({YEAR})?{DASH}(?:วันที่\s*)?(\d{{1,2}})\s*({MONTH})\s*({YEAR})"

    def read(m: re.Match) -> Span | None:
        end_year = be_year(m[6])
        if end_year is None:
            return None
        first = be_year(m[3]) if m[3] else None
        if first is None:
            first = end_year if month_number(m[2]) <= month_number(m[5]) else end_year - 1
        start, end = day(m[1], m[2], first), day(m[4], m[5], end_year)
        return (start, end) if start and end and start <= end else None

    return line.take(pattern, read, "range")


def _month_ranges(line: _Line) -> list[Said]:
    pattern = rf"({MONTH})\s*({YEAR})?{DASH}(?:เดือน\s*)?({MONTH})\s*({YEAR})"

    def read(m: re.Match) -> Span | None:
        last = be_year(m[4])
        if last is None:
            return None
        one, two = month_number(m[1]), month_number(m[3])
        first = be_year(m[2]) if m[2] else (last if one <= two else last - 1)
        return months(first, one, last, two) if first else None

    found = line.take(pattern, read, "range")
    if line.year and not found:
        found = line.take(
            rf"(?:\d{{1,2}}\s*)?({MONTH}){DASH}(?:\d{{1,2}}\s*)?({MONTH})",
            lambda m: (month_of_fiscal(line.year, month_number(m[1]))[0],
                       month_of_fiscal(line.year, month_number(m[2]))[1]),
            "range",
        )  # fmt: skip
    return found


def _academic(line: _Line) -> list[Said]:
    def read(m: re.Match) -> Span | None:
        year = be_year(m[1])
        return (date(year - BUDDHIST_ERA, 5, 16), date(year - BUDDHIST_ERA + 1, 5, 15)) if year else None

    return line.take(r"ปี\s*การศึกษา\s*(?:พ\s*\.?\s*ศ\s*\.?\s*)?((?:25|20)\d\d)", read, "academic")


def _year_ranges(line: _Line) -> list[Said]:
    def read(m: re.Match) -> Span | None:
        one, two = be_year(m[1]), be_year(m[2])
        if one is None or two is None or not one < two <= one + 25:
            return None
        return fiscal(one)[0], fiscal(two)[1]

    four = line.take(
        rf"(?<!\d)((?:25|20)\d\d){DASH}(?:พ\s*\.?\s*ศ\s*\.?\s*)?((?:25|20)\d\d)(?!\d)", read, "plan"
    )
    return four + line.take(rf"(?:พ\.ศ\.|ปี|งบประมาณ)\s*(\d\d){DASH}(\d\d)(?!\d)", read, "plan")


def _onwards(line: _Line) -> list[Said]:
    def read(m: re.Match) -> Span | None:
        year = be_year(m[3])
        if year is None:
            return None
        start = day(m[1] or "1", m[2], year)
        return (start, FOREVER) if start else None

    return line.take(
        rf"(?:ตั้งแต่\s*(?:วันที่)?\s*)?(\d{{1,2}})?\s*({MONTH})\s*({YEAR})\s*เป็นต้นไป", read, "onwards"
    )


def _as_of(line: _Line) -> list[Said]:
    def read(m: re.Match) -> Span | None:
        year = be_year(m[3])
        last = day(m[1], m[2], year) if year else None
        if last is None:
            return None
        if line.year and fiscal(line.year)[0] <= last <= fiscal(line.year)[1]:
            return fiscal(line.year)[0], last
        return None if line.year else (last, last)

    return line.take(rf"(?:ข้อมูล\s*)?ณ\s*(?:วันที่\s*)?(\d{{1,2}})\s*({MONTH})\s*({YEAR})", read, "as_of")


def _parts(line: _Line) -> list[Said]:
    """Half-years and quarters need the fiscal year of their line, else a bare year beside them."""
    year = line.year or _any_year(line.rest)
    if year is None:
        return []
    second = r"\s*(?:\(?\s*(?:หลัง|ครึ่งปีหลัง|ที่\s*2|\(?เมษายน))"
    rules = (
        (rf"(?:รอบ\s*)?(?:6|หก)\s*เดือน{second}|ครึ่งปีหลัง", 7, 6),
        (r"(?:รอบ\s*)?(?:6|หก)\s*เดือน(?:แรก)?|ครึ่งปีแรก|(?<![a-z0-9])6\s*m(?:onths?)?(?![a-z0-9])", 1, 6),
        (r"(?:รอบ\s*)?9\s*เดือน", 1, 9),
        (r"(?:รอบ\s*)?12\s*เดือน", 1, 12),
    )
    found = []
    for pattern, first, count in rules:
        found += line.take(pattern, lambda _, f=first, c=count: part_of_fiscal(year, f, c), "part")
    found += line.take(
        r"(?:ไตรมาส\s*(?:ที่)?\s*|(?<![a-z0-9])Q)([1-4])(?!\d)",
        lambda m: part_of_fiscal(year, 3 * int(m[1]) - 2, 3),
        "part",
    )
    return found


def _any_year(text: str) -> int | None:
    match = re.search(r"(?<!\d)(?:25[4-9]\d|20[12]\d)(?!\d)", text)
    return be_year(match[0]) if match else None


def _months(line: _Line) -> list[Said]:
    def read(m: re.Match) -> Span | None:
        number = month_number(m[1])
        year = be_year(m[2]) if m[2] else None
        if year is None:
            return month_of_fiscal(line.year, number) if line.year and not m[2] else None
        return months(year, number, year, number)

    found = line.take(
        rf"(?<!\d)(?<!\d\s)(?<!เดือน\s\d)(?:ประจำ|รอบ|ใน)?\s*เดือน\s*({MONTH})(?:\s*({YEAR}))?", read, "month"
    )
    return found + line.take(rf"(?<![\d\s])(?<!\d\s)\s*({MONTH})\s*({YEAR})", read, "month")


def _fiscal_years(line: _Line) -> list[Said]:
    def read(m: re.Match) -> Span | None:
        year = be_year(m[1])
        return fiscal(year) if year else None

    return line.take(_FISCAL + r"((?:25|20)\d\d|\d\d)(?!\d)", read, "fiscal_year")


def _days(line: _Line) -> list[Said]:
    def read(m: re.Match) -> Span | None:
        year = be_year(m[3])
        one = day(m[1], m[2], year) if year else None
        return (one, one) if one else None

    return line.take(rf"(?<!\d)(\d{{1,2}})\s*(?:เดือน)?\s*({MONTH})\s*({YEAR})", read, "day")


_CALENDAR = re.compile(r"ภาษี|สมัย(?:สามัญ|วิสามัญ|ที่|ประชุม|\s)|ปีปฏิทิน|ปี\s*ภาษี")


def _bare_years(line: _Line) -> list[Said]:
    """`ประจำปี 2566`: the fiscal year, the normal reading; taxes and council sessions the calendar year."""
    kept_calendar = bool(_CALENDAR.search(line.text))

    def read(m: re.Match) -> Span | None:
        year = be_year(m[1])
        if year is None or not 2540 <= year <= 2600:
            return None
        if kept_calendar:
            return date(year - BUDDHIST_ERA, 1, 1), date(year - BUDDHIST_ERA, 12, 31)
        return fiscal(year)

    return line.take(
        r"(?:ประจำ\s*ปี|ปี|พ\s*\.?\s*ศ\s*\.?|พุทธศักราช)\s*(?:พ\s*\.?\s*ศ\s*\.?\s*)?((?:25|20)\d\d|\d\d)(?!\d)",
        read,
        "year",
    )
