"""Written values → values: dates, periods, years, order numbers, addresses and names of persons."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date

from ita_audit.sourcepaper.records import Span
from ita_audit.thai import BUDDHIST_ERA, MONTHS, MONTHS_SHORT, fiscal_span, fold_digits, tidy


def _month_words() -> str:
    words = list(MONTHS)
    for short in MONTHS_SHORT:
        first, second = short.rstrip(".").split(".")
        words += [rf"{first}\.\s?{second}\.?", rf"{first}{second}\."]
    return "|".join(sorted(words, key=len, reverse=True))


MONTH = f"(?:{_month_words()})"
_YEAR = r"(?:(?:พ|ค)\s*\.?\s*ศ\s*\.?\s*|ปี\s*)?(\d{4}|\d{2})(?!\d)"
_DAY = re.compile(rf"(?<!\d)(\d{{1,2}})\s*(?:เดือน\s*)?({MONTH})\s*{_YEAR}")
_SLASHED = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(25\d\d|20\d\d)(?![\d/])")
_DASH = r"\s*(?:-|–|—|ถึง|จนถึง)\s*"
_ONE = rf"(?:(\d{{1,2}})\s*)?({MONTH})(?:\s*{_YEAR})?"
_RANGE = re.compile(rf"{_ONE}{_DASH}(?:สิ้น)?(?:เดือน\s*)?{_ONE}")
_ONWARDS = re.compile(rf"{_ONE}\s*(?:เป็นต้นไป|เป็นต้นมา)")
_MONTH_YEAR = re.compile(_ONE)
_FISCAL = re.compile(r"ปี\s*งบประมาณ\s*(?:พ\s*\.?\s*ศ\s*\.?\s*)?(25\d\d|20\d\d)(?!\d)")
_YEAR_SAID = re.compile(
    r"(?:ปี\s*งบประมาณ|ประจำ\s*ปี|พ\s*\.\s*ศ\s*\.)\s*(?:พ\s*\.?\s*ศ\s*\.?\s*)?(25\d\d|20\d\d)(?!\d)"
)
_ORDER_NO = re.compile(
    r"คำสั่ง(?:(?!คำสั่ง|เรื่อง)[^\d\n]){0,90}?(?:ที่|เลขที่)\s*([0-9Oo]{1,5})\s*/\s*(\d{4}|\d{2})(?!\d)"
)
NUMBER = re.compile(r"ที่\s*[:.]?\s*([0-9Oo]{1,5})\s*/\s*(\d{4}|\d{2})(?!\d)")
_ADDRESS = re.compile(r"(?:https?://|(?<![\w./@])www\.)[^\s<>\"'()\[\]{}|“”]+", re.I)
TITLE = (
    r"(?:นางสาว|น\s?\.\s?ส\s?\.|นาย(?!ก\s*(?:เทศ|องค์|อบ|สมาคม|$|\s|รัฐ)|ช่าง|ทะเบียน|อำเภอ|แพทย์|จ้าง|ตรวจ|ทหาร)"
    r"|นาง(?!สาว)|ว่าที่\s*(?:ร้อย|พัน|ร\.)\s*(?:ตรี|โท|เอก|ต\.|ท\.|อ\.)(?:\s*หญิง)?"
    r"|(?:พัน)?(?:จ่า|จำ)(?:สิบ)?(?:เอก|โท|ตรี)|สิบ(?:เอก|โท|ตรี)|ร้อย(?:ตำรวจ)?(?:เอก|โท|ตรี)"
    r"|พ\.จ\.อ\.|จ\.ส\.อ\.|ส\.อ\.|ส\.ต\.[อทต]\.|จ\.อ\.|ร\.[อทต]\.|ดร\.)"
)
_PERSON = re.compile(rf"({TITLE}\s*[^\s()|/,\d]{{2,40}}(?:\s+(?!ตำแหน่ง|เป็น|และ)[^\s()|/,\d]{{2,40}})?)")


def year_of(digits: str) -> int | None:
    """A Buddhist-Era year from four digits of either era, or from the last two of the Buddhist one."""
    value = int(digits)
    if len(digits) == 2:
        return 2500 + value if 40 <= value <= 99 else None
    if 2400 <= value <= 2700:
        return value
    return value + BUDDHIST_ERA if 1990 <= value <= 2100 else None


def month_of(word: str) -> int:
    """1 … 12 of a month's name as the patterns here find it."""
    bare = re.sub(r"[.\s]", "", word)
    return next(
        n
        for n, (full, short) in enumerate(zip(MONTHS, MONTHS_SHORT, strict=True), 1)
        if bare in (full, short.replace(".", ""))
    )


def _make(year: int | None, month: int, day: int) -> date | None:
    try:
        return date(year - BUDDHIST_ERA, month, day) if year else None
    except ValueError:
        return None


def days_in(text: str) -> Iterator[tuple[str, date | None, int]]:
    """Find full dates: (words as written, day, offset); the day is None when no calendar has it."""
    folded = fold_digits(text)
    for match in _DAY.finditer(folded):
        day = _make(year_of(match[3]), month_of(match[2]), int(match[1]))
        yield text[match.start() : match.end()], day, match.start()
    for match in _SLASHED.finditer(folded):
        day = _make(year_of(match[3]), int(match[2]), int(match[1]))
        yield text[match.start() : match.end()], day, match.start()


def _edge(day: str | None, month: str, year: int | None, *, last: bool) -> date | None:
    if year is None:
        return None
    number = month_of(month)
    if day:
        return _make(year, number, int(day))
    return _make(year, number, calendar.monthrange(year - BUDDHIST_ERA, number)[1] if last else 1)


def spans_in(text: str) -> list[Span]:
    """Find the periods that a cell states, in the order written; words of no known form give none."""
    rest, found = fold_digits(text), []

    def take(pattern: re.Pattern, read: object) -> None:
        nonlocal rest
        for match in list(pattern.finditer(rest)):
            span = read(match)
            if span and span[0] and (span[1] is None or span[0] <= span[1]):
                found.append((match.start(), Span(tidy(text[match.start() : match.end()]), *span)))
                rest = rest[: match.start()] + "\0" * len(match[0]) + rest[match.end() :]

    def ranged(m: re.Match) -> tuple:
        end_year = year_of(m[6]) if m[6] else None
        first = year_of(m[3]) if m[3] else None
        if first is None and end_year:
            first = end_year - (month_of(m[2]) > month_of(m[5]))
        return _edge(m[1], m[2], first, last=False), _edge(m[4], m[5], end_year, last=True) or date.min

    take(_RANGE, ranged)
    take(_ONWARDS, lambda m: (_edge(m[1], m[2], year_of(m[3]) if m[3] else None, last=False), None))
    take(_MONTH_YEAR, lambda m: _both(m) if m[3] else None)
    take(_FISCAL, lambda m: fiscal_span(year_of(m[1])))
    return [span for _, span in sorted(found, key=lambda pair: pair[0])]


def _both(m: re.Match) -> tuple[date | None, date]:
    year = year_of(m[3])
    return _edge(m[1], m[2], year, last=False), _edge(m[1], m[2], year, last=True) or date.min


def years_in(text: str) -> list[tuple[int, str]]:
    """Find years that are said to be years, in the Buddhist Era, with the words as written."""
    folded = fold_digits(text)
    return [(year_of(m[1]), tidy(text[m.start() : m.end()])) for m in _YEAR_SAID.finditer(folded)]


def number_of(digits: str, year: str) -> str:
    """Fold an order number: letter O read as zero, no leading zeros, four digits of year."""
    number = int(re.sub("[Oo]", "0", digits) or "0")
    return f"{number}/{year_of(year) or year}"


def orders_cited(text: str) -> Iterator[tuple[str, str, int, int]]:
    """Find cited order numbers: (as written, folded, start, end)."""
    folded = fold_digits(text)
    for match in _ORDER_NO.finditer(folded):
        raw = text[match.start(1) : match.end(2)]
        yield raw, number_of(match[1], match[2]), match.start(), match.end()


def addresses_in(text: str) -> list[tuple[str, str]]:
    """Find web addresses: (as printed, digits folded and scheme added)."""
    found = []
    for match in _ADDRESS.finditer(text):
        raw = re.sub(r"(?:&(?:lt|gt|quot|nbsp);.*|[.,;:!?*_ฯ]+)$", "", match[0])
        if len(raw) > 5:
            folded = fold_digits(raw).replace("&amp;", "&")
            found.append((raw, folded if "://" in folded else f"http://{folded}"))
    return list(dict.fromkeys(found))


def persons_in(text: str) -> list[str]:
    """Find names of persons that follow a title."""
    return [tidy(match[1]) for match in _PERSON.finditer(text)]


def foreign_letters(text: str) -> str:
    """Letters that are neither Thai nor Latin, each once: another script inside a Thai word."""
    odd = (
        ch
        for ch in text
        if ch.isalpha() and not ("\u0e00" <= ch <= "\u0e7f" or ch.isascii() or ch in "ªº") and ord(ch) > 0x24F
    )
    return "".join(dict.fromkeys(odd))
