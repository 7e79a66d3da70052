"""Rules for days: ranges of them, single ones, as-of, signed, from one on."""

from __future__ import annotations

import re
from datetime import timedelta

from ita_audit.periods.canon import MONTH
from ita_audit.periods.scan import ON, TO, YEAR, YEAR4, Relative, Scan
from ita_audit.periods.spans import (
    FOREVER,
    Span,
    be_year,
    calendar_year,
    day,
    fiscal,
    month_number,
    month_of_fiscal,
    months_between,
)
from ita_audit.periods.sparing import sparing

_DATE_RANGE = re.compile(rf"(\d{{1,2}})\s?({MONTH})\s?({YEAR})?{TO}{ON}(\d{{1,2}})\s?({MONTH})\s?({YEAR})")
_DATE_RANGE_BARE = re.compile(rf"(\d{{1,2}})\s?({MONTH})\s?{TO}{ON}(\d{{1,2}})\s?({MONTH})(?!\s?\d)")


def date_ranges(scan: Scan) -> None:
    """From one day to another; the first may leave its year to the second."""

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


_YEAR_ENDED = re.compile(
    rf"(?:ปี|ระยะเวลา(?:การ)?ดำเนินงาน|รอบระยะเวลาบัญชี)\s?(?:ที่)?สิ้นสุด\s?(?:ณ\s?)?(?:วันที่\s?)?(30|31)\s?(?:เดือน\s?)?(กันยายน|ธันวาคม)\s?({YEAR})"
)


def years_ended(scan: Scan) -> None:
    """`สำหรับปีสิ้นสุดวันที่ 30 กันยายน 2567`: the twelve months before and with that day."""

    def read(m: re.Match) -> Span | None:
        year = be_year(m[3])
        if year is None:
            return None
        ends = {("30", "กันยายน"): fiscal, ("31", "ธันวาคม"): calendar_year}.get((m[1], m[2]))
        return ends(year) if ends else None

    scan.take(_YEAR_ENDED, read, "range")


_DAY_RANGE = re.compile(
    rf"(?<!\d)(\d{{1,2}})\s?(?:-|ถึง|และ|,)\s?(?:วันที่\s?)?(\d{{1,2}})\s?(?:เดือน\s?)?({MONTH})\s?({YEAR})"
)


def day_ranges(scan: Scan) -> None:
    """`5 - 7 มกราคม 2566`: the days of an event."""

    def read(m: re.Match) -> Span | None:
        year = be_year(m[4])
        start, end = (day(m[1], m[3], year), day(m[2], m[3], year)) if year else (None, None)
        return (start, end) if start and end and start <= end else None

    scan.take(_DAY_RANGE, read, "day")


_ONWARDS = re.compile(
    rf"(?:(?<!\d)(\d{{1,2}})\s?)?(?:เดือน\s?)?({MONTH})\s?({YEAR})\s?(?:เป็น\s?ต้น\s?ไป|เป็นต้นมา|onwards?)(?:\s?(?:มี)?กำหนด\s?(?:เวลา\s?)?(?:ไม่เกิน\s?)?(\d{{1,3}})\s?วัน)?"
)
_ONWARDS_YEAR = re.compile(rf"(ปีงบประมาณ |ปี\s?|พ\.ศ\. )(?:พ\.ศ\. )?({YEAR4})\s?เป็น\s?ต้น\s?ไป")
_FROM_NOW = re.compile(
    r"(?:ตั้งแต่)?(?:บัดนี้|วันที่ประกาศ|วันประกาศ|วันถัดจากวันประกาศ|วันที่ลงนาม|วันลงนาม)[^\n\x00]{0,20}?เป็น\s?ต้น\s?ไป"
)


def onwards(scan: Scan) -> None:
    """From a day or year on: without an end, or for a number of days that stands with it."""

    def read(m: re.Match) -> Span | None:
        year = be_year(m[3])
        start = day(m[1] or "1", m[2], year) if year else None
        if start is None:
            return None
        return start, start + timedelta(days=int(m[4]) - 1) if m[4] and int(m[4]) else FOREVER

    scan.take(sparing(_ONWARDS, "ต้น", "onward"), read, "onwards")
    scan.take(_ONWARDS_YEAR, lambda m: (fiscal(be_year(m[2]))[0], FOREVER), "onwards")


_DATE = rf"(\d{{1,2}})\s?(?:เดือน\s?)?({MONTH})\s?({YEAR})"
_AS_OF = re.compile(
    rf"(?:ข้อมูล|สถานะ|ยอด)?\s?(?:ณ\s?(?:วันที่\s?|สิ้น\s?(?:วันที่\s?)?|วัน\s?)?|(?:ข้อมูล|สิ้นสุด|จน)ถึง(?:วันที่)?\s?|as of ){_DATE}",
    re.I,
)
_AS_OF_MONTH = re.compile(rf"ณ\s?(?:สิ้น)?\s?เดือน\s?({MONTH})\s?({YEAR})")
_SIGNED = re.compile(
    rf"(?:ลง\s?วันที่|ลว\.?|สั่ง\s?ณ\s?(?:วันที่)?|ประกาศ\s?ณ\s?(?:วันที่)?|ประกาศ\s?เมื่อ(?:วันที่)?|ให้ไว้\s?ณ\s?(?:วันที่)?|ลงนาม(?:เมื่อ)?(?:วันที่)?|ลงชื่อ)\s?(?:วันที่\s?)?{_DATE}"
)


def _date_of(m: re.Match, first: int = 1) -> Span | None:
    year = be_year(m[first + 2])
    one = day(m[first], m[first + 1], year) if year else None
    return (one, one) if one else None


def signed(scan: Scan) -> None:
    """The day on which a text was signed or announced."""
    scan.take(_SIGNED, _date_of, "signed")


def as_of(scan: Scan) -> None:
    """The day up to which figures stand."""
    scan.take(_AS_OF, _date_of, "as_of")

    def month(m: re.Match) -> Span | None:
        year, number = be_year(m[2]), month_number(m[1])
        span = months_between(year, number, year, number) if year else None
        return (span[1], span[1]) if span else None

    scan.take(_AS_OF_MONTH, month, "as_of")


_DAY = re.compile(rf"(?<![\d.])(?<!\d )(\d{{1,2}})\s?(?:เดือน\s?)?({MONTH})\s?({YEAR})")


def days(scan: Scan) -> None:
    """One day."""
    scan.take(_DAY, _date_of, "day")


def goes_on(text: str) -> bool:
    """Whether a text says that it holds from its own date on."""
    return bool(_FROM_NOW.search(text))
