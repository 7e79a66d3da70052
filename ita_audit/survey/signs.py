"""
What the words of a link speak of: a fiscal year, the ITA page, a sub-indicator, a site map, nothing.

Signs lead the search to a page; they never make a link an item's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import urlsplit

from ita_audit.model import Checklist, Item, YearRule
from ita_audit.thai import BUDDHIST_ERA, MONTHS, MONTHS_SHORT, bare, fold_digits, tidy

_MONTH = "|".join(re.escape(name) for name in (*MONTHS, *MONTHS_SHORT))
DATE = (
    rf"(?:(?:\d{{1,2}}\s*)?(?:{_MONTH})\s*(?:พ\.?\s?ศ\.?\s*)?(?:\d{{4}}|\d{{2}}(?!\d))"
    r"|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}[/.-]\d{1,2}[/.-]\d{1,2})"
)
"""A date or a month of a year, as a pattern; it names no year of the assessment."""

_DATE = re.compile(DATE)
_FOUR = re.compile(r"(?<!\d)(25[5-9]\d|20[1-4]\d)(?:\s*[-–—/]\s*(25[5-9]\d|20[1-4]\d|\d{2})(?!\d))?(?!\d)")
_TWO = re.compile(
    r"(?:ปี|งบประมาณ|พ\.?\s?ศ\.?|(?<![A-Za-z])(?:ITA|OIT))\s*(?:พ\.?\s?ศ\.?)?\s*([5-7]\d)(?!\d)", re.I
)
_SCHEME = re.compile(
    r"(?<![A-Za-z])(?:ITA|OIT)(?![A-Za-z])|การเปิดเผยข้อมูล(?!ส่วนบุคคล)|ประเมินคุณธรรมและความโปร่งใส"
    r"|Integrity\s+(?:and|&)\s+Transparency",
    re.I,
)
_SECTION = re.compile(r"^\W*(?:ตัวชี้วัด(?:ย่อย)?(?:ที่)?\s*)?(\d{1,2}\.\d{1,2})(?![\d.])")
_INDICATOR = re.compile(r"ตัวชี้วัด(?:หลัก)?(?:ที่)?\s*(\d{1,2})(?![.\d])")
_RANGE = re.compile(
    r"(?<![A-Za-z0-9])(?:[Oo0]|OIT|ข้อ)\s*0*(\d{1,2})\s*(?:[-–—]|ถึง)\s*(?:[Oo0]|OIT)?\s*0*(\d{1,2})(?!\d)"
)
_EMPTY = re.compile(
    r"[\W\d_]*(?:คลิก(?:ที่นี่|เพื่อดู\S*|ดู\S*)?|ดู(?:ข้อมูล|รายละเอียด|เพิ่มเติม|ทั้งหมด|เอกสาร)?|อ่าน(?:ต่อ|เพิ่มเติม)|เพิ่มเติม"
    r"|(?:รายละเอียด|ข้อมูล)(?:เพิ่มเติม)?|ลิงก์|read\s*more|more|click(?:\s*here)?|view|link)?[\W\d_]*",
    re.I,
)
_SITE_MAP = re.compile(r"(?:แผนผัง|ผัง)\s*(?:ของ)?\s*(?:เว็บ|ไซต์)|site\s*[-_]?\s*map", re.I)
_FILE = re.compile(
    r"\.(?:pdf|docx?|xlsx?|pptx?|csv|zip|rar|7z|jpe?g|png|gif|webp|svg|mp[34]|avi|mov|odt|ods|txt|rtf)$", re.I
)
_SIDE_DOOR = re.compile(
    r"/(?:login|logout|signin|register|wp-admin|wp-login|admin|feed|author|tag|print|cart)(?:[/.?]|$)"
    r"|[?&](?:replytocom|share|print|action|add-to-cart)=",
    re.I,
)
_YEAR_ONLY = re.compile(
    r"\W*(?:ประจำ)?(?:ปี)?\s*(?:งบประมาณ)?\s*(?:พ\.?\s?ศ\.?|ค\.?\s?ศ\.?)?\s*(?:\d{4}|\d{2})(?:\s*[-–—/]\s*\d{2,4})?\W*"
)
_LONGEST = 300


@lru_cache(maxsize=65536)
def years_named(text: str) -> frozenset[int]:
    """
    The years, in B.E., that words name; a date is none, a range is all of its years.

    `ITA 2023` names 2566; `ปี 66` and `๒๕๖๖` do too.
    """
    text = _DATE.sub(" ", fold_digits(text[:_LONGEST]))
    years = {2500 + int(two) for two in _TWO.findall(text)}
    for first, last in _FOUR.findall(text):
        start = _buddhist(int(first))
        end = _buddhist(int(last)) if len(last) == 4 else start // 100 * 100 + int(last) if last else start
        years |= set(range(start, end + 1)) if start <= end <= start + 10 else {start}
    return frozenset(years)


def _buddhist(year: int) -> int:
    return year if year > 2400 else year + BUDDHIST_ERA


def branch_year(labels: Iterable[str], asked: int) -> int | None:
    """The year of a branch by its nearest label that names one: the asked year, another, or None."""
    for words in labels:
        years = years_named(words)
        if years:
            return asked if asked in years else max(years)
    return None


def scheme_year(text: str) -> int | None:
    """The one year that words give to the ITA assessment itself: `ITA 2566 - โครงสร้าง` gives 2566."""
    match = _SCHEME.search(text[:_LONGEST])
    years = years_named(text[match.start() : match.end() + 30]) if match else ()
    return next(iter(years)) if len(years) == 1 else None


def only_a_year(text: str) -> bool:
    """Tell words that are a year and nothing else: `ปีงบประมาณ พ.ศ. 2566`."""
    return bool(years_named(text)) and bool(_YEAR_ONLY.fullmatch(fold_digits(tidy(text))))


def speaks_of_ita(text: str) -> bool:
    """Tell words that name the assessment or its disclosure page."""
    return bool(_SCHEME.search(text[:_LONGEST]))


def says_nothing(text: str) -> bool:
    """Tell words that name nothing: `คลิกที่นี่`, `อ่านต่อ`, a number, an image without words."""
    return bool(_EMPTY.fullmatch(fold_digits(tidy(text[:_LONGEST]))))


def is_site_map(text: str) -> bool:
    """Tell a link to the site's map."""
    return len(text) < 60 and bool(_SITE_MAP.search(text))


def is_file(url: str) -> bool:
    """Tell an address whose ending is that of a file, not of a page."""
    return bool(_FILE.search(urlsplit(url).path))


def is_side_door(url: str) -> bool:
    """Tell addresses that a search keeps out of: logins, feeds, archives by author, actions."""
    return bool(_SIDE_DOOR.search(url))


class Sections:
    """The sub-indicators of one checklist, ready to be looked for in many words."""

    def __init__(self, checklist: Checklist) -> None:
        self.items = checklist.items
        self.subs = {item.sub_indicator: item for item in checklist.items}
        self.titles = [
            (code, bare(item.sub_indicator_title), bare(item.indicator_title))
            for code, item in self.subs.items()
        ]
        self.named = lru_cache(maxsize=65536)(self._named)

    def _named(self, text: str) -> frozenset[str]:
        """
        The sub-indicators that words name: by number, by title, by their indicator or a range of items.

        Returns:
            Codes as `9.1`; nothing when the words name none.
        """
        folded = fold_digits(tidy(text[:_LONGEST]))
        number, indicator, span = _SECTION.match(folded), _INDICATOR.search(folded), _RANGE.search(folded)
        if number and number[1] in self.subs:
            return frozenset({number[1]})
        if indicator:
            return frozenset(code for code, item in self.subs.items() if item.indicator == indicator[1])
        if span:
            low, high = int(span[1]), int(span[2])
            return frozenset(item.sub_indicator for item in self.items if low <= item.number <= high)
        words = bare(folded)
        return frozenset(
            code for code, own, above in self.titles if _covers(words, own) or _covers(words, above)
        )


def _covers(words: str, title: str) -> bool:
    """Words are the title, hold it among few others, or are a good part of it."""
    if len(words) < 8 or not title:
        return words == title != ""
    held = title in words and len(words) <= 2 * len(title)
    return held or (words in title and 5 * len(words) >= 2 * len(title))


def year_fit(text: str, item: Item, fiscal_year: int) -> int:
    """
    Tell how the years in a link's words fit an item of the asked fiscal year.

    A year given to the assessment must be the asked one; else the item's year rule says which year
    its document bears.

    Returns:
        0 they fit or there are none, 1 another link may fit better, 2 they do not.
    """
    given = scheme_year(text)
    if given is not None:
        return 0 if given == fiscal_year else 2
    years = years_named(text)
    if not years:
        return 0
    if item.year_rule is YearRule.UNDATED:
        return int(fiscal_year not in years)
    if item.year_rule is YearRule.IN_FORCE:
        older = len(years) == 1 and max(years) < fiscal_year
        return 0 if fiscal_year in years else 1 if older else 2
    if item.year_rule is YearRule.PREVIOUS_FY and fiscal_year - 1 in years:
        return 0
    late = item.year_rule is YearRule.PREVIOUS_FY
    return int(late) if fiscal_year in years else 2
