"""
Match a line's words with the titles of a checklist: normalised, fuzzy, bounded in time.

Common pieces of three letters choose the few titles that are compared in full, so that a page of
thousands of lines stays cheap.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache

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
_GRAM = 3
_TRIED = 10


class TitleIndex:
    """The titles and other names of one checklist, ready to be compared with lines."""

    def __init__(self, checklist: Checklist) -> None:
        self.titles: list[tuple[str, int, int]] = []
        self.exact: dict[str, tuple[int, float]] = {}
        self.own: dict[int, list[tuple[str, int]]] = {}
        for item in checklist.items:
            for rank, title in enumerate((item.title, *item.aliases)):
                wanted = plain(title)
                if len(wanted) >= 2:
                    self.titles.append((wanted, item.number, rank))
                    self.own.setdefault(item.number, []).append((wanted, rank))
                    self.exact.setdefault(wanted, (item.number, 100.0 if rank == 0 else 98.0))
        self.postings: dict[str, list[int]] = {}
        for index, (wanted, _, _) in enumerate(self.titles):
            for gram in _grams(wanted):
                self.postings.setdefault(gram, []).append(index)
        common = max(12, len(self.titles) // 4)
        self.postings = {g: p for g, p in self.postings.items() if len(p) <= common}
        self.match = lru_cache(maxsize=8192)(self._match)

    def _match(self, words: str) -> Mapping[int, float]:
        """
        Score the items that a line's words may name.

        Returns:
            Item number to score 0 … 100, best first; items below 40 are left out.
        """
        text = plain(words)
        if len(text) < 2:
            return {}
        scores: dict[int, float] = {}
        hit = self.exact.get(text)
        if hit:
            scores[hit[0]] = hit[1]
        for index in self._near(text):
            wanted, number, rank = self.titles[index]
            score = _compare(text, wanted) - (2.0 if rank else 0.0)
            if score >= POOR and score > scores.get(number, 0.0):
                scores[number] = score
        return dict(sorted(scores.items(), key=lambda pair: -pair[1]))

    def is_own(self, words: str, number: int) -> float:
        """The score of one item alone; cheaper than `match` where a label names the item."""
        text = plain(words)
        if len(text) < 2:
            return 0.0
        return max(
            (_compare(text, title) - (2.0 if rank else 0.0) for title, rank in self.own.get(number, ())),
            default=0.0,
        )

    def _near(self, text: str) -> list[int]:
        head = text[:_LONG]
        hits: Counter[int] = Counter()
        for gram in _grams(head):
            hits.update(self.postings.get(gram, ()))
        length = max(1, len(head) - _GRAM + 1)
        ranked = sorted(
            ((count / max(1, min(length, len(self.titles[i][0]) - _GRAM + 1)), count, i)
             for i, count in hits.items()),
            reverse=True,
        )  # fmt: skip
        return [index for share, _, index in ranked[: 4 * _TRIED] if share >= 0.25][:_TRIED]


def plain(words: str) -> str:
    """Reduce words to what is compared: no years, file endings, spaces, marks or punctuation."""
    folded = fold_digits(words[: 2 * _LONG])
    return bare(_TAIL.sub(" ", _YEAR.sub(" ", folded)).replace("ปีงบประมาณ", "ปี"))


def _grams(text: str) -> set[str]:
    return {text[i : i + _GRAM] for i in range(len(text) - _GRAM + 1)} or {text}


def _compare(text: str, wanted: str) -> float:
    """How well a line opens with a title, whole, with more behind it, shortened or misspelt."""
    if text == wanted:
        return 100.0
    small, long = len(wanted), len(text)
    if text.startswith(wanted):
        rest = text[small:]
        if small < 9:
            return 90.0 if _is_agency(rest) else (70.0 if long > 2 * small else 78.0)
        return 96.0 if len(rest) <= max(10, small) else 91.0
    if wanted.startswith(text) and long >= 12:
        return 70.0 + 22.0 * long / small
    best = fuzz.ratio(text, wanted)
    if long > small:
        best = max(best, fuzz.ratio(text[: small + 2], wanted) - 1.0)
    if small >= 12 and wanted in text:
        best = max(best, 80.0 if text.find(wanted) <= 12 else 72.0)
    elif 10 <= long < small and text in wanted:
        best = max(best, 62.0 + 30.0 * long / small)
    return best - _unlike(text, wanted)


def _unlike(text: str, wanted: str) -> float:
    """What sets near titles apart: the form of the paper, the half-year, the monthly set."""
    penalty = 0.0
    one, two = _form(text), _form(wanted)
    if one and two and one != two:
        penalty += 12.0
    if (_HALF in text) != (_HALF in wanted):
        penalty += 12.0
    if (_MONTHLY in text) != (_MONTHLY in wanted):
        penalty += 6.0
    return penalty


def _form(text: str) -> str:
    return next((form for form in _FORMS if text.startswith(form)), "")


_AGENCIES = tuple(
    bare(word)
    for word in (
        "ของ", "เทศบาล", "องค์การบริหาร", "อบต", "อบจ", "โรงเรียน", "วิทยาลัย", "สถานศึกษา", "สถานี", "มหาวิทยาลัย",
        "โรงพยาบาล", "สำนักงาน", "หน่วยงาน", "องค์กร", "ส่วนราชการ", "สถาบัน", "กรม", "ประจำปี", "หน่วย",
    )
)  # fmt: skip


def _is_agency(rest: str) -> bool:
    return rest.startswith(_AGENCIES)


@lru_cache(maxsize=32)
def title_index(checklist: Checklist) -> TitleIndex:
    """The index of a checklist, made once."""
    return TitleIndex(checklist)


def title_match(words: str, item: Item) -> float:
    """How well a line's words open with one item's title or one of its other names, 0 … 100."""
    text = plain(words)
    scores = [
        _compare(text, plain(title)) - (2.0 if rank else 0.0)
        for rank, title in enumerate((item.title, *item.aliases))
        if len(plain(title)) >= 2 and text
    ]
    return max(scores, default=0.0)
