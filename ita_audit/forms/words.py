"""What a person types for the last day of an exception."""

from __future__ import annotations

from datetime import date

from ita_audit.errors import JournalError
from ita_audit.thai import BUDDHIST_ERA, fiscal_span, fiscal_year, read_day


def last_day(text: str, as_of: date) -> str:
    """
    Read the last day of an exception.

    Args:
        text: day/month/year, or YYYY-MM-DD; the year of the Buddhist Era or of ours.

        as_of: The case's date: an exception that is already over is refused.

    Returns:
        ISO 8601.

    Raises:
        JournalError: It is no day, or a day that has passed.
    """
    try:
        day = read_day(text)
    except ValueError:
        raise JournalError(
            f"expected a day, got {text[:40]!r}", hint_th="วันสิ้นสุดข้อยกเว้นให้เขียน วัน/เดือน/ปี พ.ศ. เช่น 30/9/2566"
        ) from None
    if day < as_of:
        raise JournalError(
            f"the exception would be over before {as_of}", hint_th="วันสิ้นสุดข้อยกเว้นต้องไม่ก่อนวันที่ของแฟ้มงาน"
        )
    return day.isoformat()


def usual_end(as_of: date) -> str:
    """The end of the fiscal year in which a case stands, as a person would write it."""
    day = fiscal_span(fiscal_year(as_of))[1]
    return f"{day.day}/{day.month}/{day.year + BUDDHIST_ERA}"
