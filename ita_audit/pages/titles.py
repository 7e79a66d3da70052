"""
Match a line's words with the titles of a checklist: normalised, fuzzy, bounded in time.

The few items whose names share rare pieces of three letters with a line are compared in full, so
that a page of thousands of lines stays cheap.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import log

from rapidfuzz import fuzz

from ita_audit.model import Checklist, Item
from ita_audit.thai import bare, fold_digits

CLEAR, FAIR, POOR = 82.0, 60.0, 40.0
"""Scores from which words are clearly, fairly or hardly a title (0 … 100)."""

_YEAR = re.compile(
    r"(?:พ\.?\s*ศ\.?|ค\.?\s*ศ\.?)?\s*(?<!\d)(?:2[45]\d\d|20[0-4]\d)(?!\d)(?:\s*[-–/]\s*(?:2[45]\d\d|\d\d))?"
)
_TAIL = re.compile(
    r"\.(?:pdf|docx?|xlsx?|zip|jpe?g|png)\b|\(\s*\)|ดาวน์โหลด|คลิก(?:ที่นี่)?|รายละเอียดเพิ่มเติม|ไฟล์แนบ", re.I
)
_FORMS = tuple(bare(word) for word in (
    "รายงาน", "แผน", "นโยบาย", "คู่มือ", "มาตรฐาน", "ประกาศ", "สรุป", "หลักเกณฑ์", "มาตรการ", "แนวปฏิบัติ", "ช่องทาง",
    "ข้อมูล", "ประมวล", "สถิติ", "การ",
))  # fmt: skip
_HALF, _MONTHLY = bare("6 เดือน"), bare("รายเดือน")
_LONG = 200
_GRAM, _TRIED, _PART = 3, 5, 11


@dataclass(frozen=True, slots=True)
class Title:
    """One title or other name, reduced to what is compared, with what sets it apart."""

    text: str
    number: int
    rank: int
    form: str
    half: bool
    monthly: bool


def _title(text: str, number: int, rank: int) -> Title:
    return Title(text, number, rank, _form(text), _HALF in text, _MONTHLY in text)


class TitleIndex:
    """The titles and other names of some items, ready to be compared with lines."""

    def __init__(self, items: Iterable[Item]) -> None:
        named = [
            (plain(name), item.number, rank)
            for item in items
            for rank, name in enumerate((item.title, *item.aliases))
        ]
        self.titles = [_title(*entry) for entry in named if len(entry[0]) >= 2]
        self.exact: dict[str, tuple[int, float]] = {}
        self.own: dict[int, list[Title]] = {}
        for title in self.titles:
            self.exact.setdefault(title.text, (title.number, 98.0 if title.rank else 100.0))
            self.own.setdefault(title.number, []).append(title)
        holders: dict[str, set[int]] = {}
        for title in self.titles:
            for gram in _grams(title.text):
                holders.setdefault(gram, set()).add(title.number)
        self.grams = {
            gram: (log(1 + len(self.own) / len(numbers)), tuple(numbers)) for gram, numbers in holders.items()
        }
        self.match = lru_cache(maxsize=8192)(self._match)

    def _match(self, words: str) -> Mapping[int, float]:
        """
        Score the items that a line's words may name.

        Returns:
            Item number to score 0 … 100, best first; items below 40 are left out.
        """
        said = _title(plain(words), 0, 0)
        if len(said.text) < 2:
            return {}
        scores: dict[int, float] = {}
        hit = self.exact.get(said.text)
        if hit:
            scores[hit[0]] = hit[1]
        for number in self._near(said.text):
            score = max(_compare(said, title) for title in self.own[number])
            if score >= POOR and score > scores.get(number, 0.0):
                scores[number] = score
        return dict(sorted(scores.items(), key=lambda pair: -pair[1]))

    def own_score(self, words: str, number: int) -> float:
        """The score of one item alone; cheaper than `match` where a label names the item."""
        said = _title(plain(words), 0, 0)
        if len(said.text) < 2:
            return 0.0
        return max((_compare(said, title) for title in self.own.get(number, ())), default=0.0)

    def _near(self, text: str) -> list[int]:
        """The few items whose names share the most, and the rarest, pieces with a text."""
        shared: dict[int, float] = {}
        for gram in _grams(text[:_LONG]):
            weight, numbers = self.grams.get(gram, (0.0, ()))
            for number in numbers:
                shared[number] = shared.get(number, 0.0) + weight
        return sorted(shared, key=shared.get, reverse=True)[:_TRIED]


def _grams(text: str) -> set[str]:
    return {text[i : i + _GRAM] for i in range(len(text) - _GRAM + 1)} or {text}


def plain(words: str) -> str:
    """Reduce words to what is compared: no years, file endings, spaces, marks or punctuation."""
    folded = fold_digits(words[: 2 * _LONG])
    return bare(_TAIL.sub(" ", _YEAR.sub(" ", folded)).replace("ปีงบประมาณ", "ปี"))


def _compare(said: Title, title: Title) -> float:
    """How well a line opens with a title, whole, with more behind it, shortened or misspelt."""
    return _alike(said.text, title.text) - _unlike(said, title) - (2.0 if title.rank else 0.0)


def _alike(text: str, wanted: str) -> float:
    if text == wanted:
        return 100.0
    small, long = len(wanted), len(text)
    if text.startswith(wanted):
        rest = text[small:]
        if rest.startswith(_FILLERS) or len(rest) <= 3:
            return 96.0 if len(rest) <= max(10, small) else 91.0
        return 70.0 if small < 9 else 75.0 if small < 16 else 82.0 if small < 28 else 91.0
    if wanted.startswith(text) and long >= _PART:
        return 70.0 + 22.0 * long / small
    best = fuzz.ratio(text, wanted)
    if long > small:
        best = max(best, fuzz.ratio(text[: small + 2], wanted) - 1.0)
    if small >= _PART and wanted in text:
        best = max(best, 80.0 if text.find(wanted) <= 12 else 72.0)
    elif _PART <= long < small and text in wanted:
        best = max(best, 62.0 + 30.0 * long / small)
    return best


def _unlike(said: Title, title: Title) -> float:
    """What sets near titles apart: the form of the paper, the half-year, the monthly set."""
    if said.text.startswith(title.text):
        return 0.0
    penalty = 12.0 if said.form and title.form and said.form != title.form else 0.0
    return penalty + 12.0 * (said.half != title.half) + 6.0 * (said.monthly != title.monthly)


def _form(text: str) -> str:
    return next((form for form in _FORMS if text.startswith(form)), "")


_FILLERS = tuple(
    bare(word)
    for word in (
        "ของ", "แห่ง", "เทศบาล", "องค์การบริหาร", "อบต", "อบจ", "โรงเรียน", "วิทยาลัย", "สถานศึกษา", "สถานี",
        "มหาวิทยาลัย", "โรงพยาบาล", "สำนักงาน", "หน่วยงาน", "องค์กร", "ส่วนราชการ", "สถาบัน", "กรม", "ประจำ", "ปี",
        "พ.ศ.", "รอบ", "ไตรมาส", "ครั้งที่", "ฉบับ", "แสดง", "คลิก", "ตาม", "และประพฤติมิชอบ", "เพิ่มเติม", "ดู",
        "หมายถึง", "ประกอบด้วย", "ได้แก่", "เช่น", "oit", "ita",
    )
)  # fmt: skip
"""What may follow a title without making it another: whose, which year, what it means."""


@lru_cache(maxsize=32)
def title_index(checklist: Checklist) -> TitleIndex:
    """The index of a checklist, made once."""
    return TitleIndex(checklist.items)


def title_match(words: str, item: Item) -> float:
    """How well a line's words open with one item's title or one of its other names, 0 … 100."""
    return TitleIndex([item]).own_score(words, item.number)
