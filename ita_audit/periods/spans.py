"""Written Thai dates → days of the common era; years in the Buddhist Era, two digits included."""

from __future__ import annotations

import calendar
import re
from datetime import date

from ita_audit.thai import BUDDHIST_ERA, MONTHS

Span = tuple[date, date]
FOREVER = date(9999, 12, 31)


def month_number(name: str) -> int:
    """1 … 12 of a month's full Thai name."""
    return MONTHS.index(name) + 1


def be_year(text: str) -> int | None:
    """A Buddhist-Era year from four digits of either era, or the last two of the Buddhist one."""
    match = re.search(r"\d{4}|\d\d", text)
    if not match:
        return None
    value = int(match[0])
    if len(match[0]) == 2:
        return 2500 + value if 40 <= value <= 99 else None
    if 2400 <= value <= 2700:
        return value
    return value + BUDDHIST_ERA if 1990 <= value <= 2100 else None


def fiscal(year: int) -> Span:
    """1 October to 30 September of a fiscal year in the Buddhist Era."""
    ce = year - BUDDHIST_ERA
    return date(ce - 1, 10, 1), date(ce, 9, 30)


def calendar_year(year: int) -> Span:
    """January to December of a Buddhist-Era year."""
    return date(year - BUDDHIST_ERA, 1, 1), date(year - BUDDHIST_ERA, 12, 31)


def academic(year: int | None) -> Span | None:
    """16 May to 15 May: the school year of a Buddhist-Era year."""
    return (date(year - BUDDHIST_ERA, 5, 16), date(year - BUDDHIST_ERA + 1, 5, 15)) if year else None


def months_between(first_year: int, first: int, last_year: int, last: int) -> Span | None:
    """First day of a month to the last day of another; None when they run backwards."""
    start = date(first_year - BUDDHIST_ERA, first, 1)
    ce = last_year - BUDDHIST_ERA
    end = date(ce, last, calendar.monthrange(ce, last)[1])
    return (start, end) if start <= end else None


def month_of_fiscal(year: int, month: int) -> Span:
    """The month of a fiscal year: December of 2566 is December 2565."""
    calendar_year = year - 1 if month >= 10 else year
    return months_between(calendar_year, month, calendar_year, month)


def part_of_fiscal(year: int, first: int, count: int) -> Span:
    """`count` months of a fiscal year from its month number `first` (1 = October)."""
    start = (first - 1 + 9) % 12 + 1
    end = (first - 1 + count - 1 + 9) % 12 + 1
    return month_of_fiscal(year, start)[0], month_of_fiscal(year, end)[1]


def day(day_number: str, month: str, year: int) -> date | None:
    """One day; None when the calendar has none such."""
    try:
        return date(year - BUDDHIST_ERA, month_number(month), int(day_number))
    except ValueError:
        return None
