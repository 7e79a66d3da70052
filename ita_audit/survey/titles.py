"""
Which item a link's words name: its title, nearly its title, another of its names, its number.

Strict on purpose: on a menu or a site map every link stands near the next, and a name that is only
alike is a candidate for a person, not a link.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Levenshtein

from ita_audit.model import Checklist
from ita_audit.pages.labels import WEAK, read_label
from ita_audit.survey.signs import DATE, Sections
from ita_audit.thai import bare, fold_digits, tidy

TITLE, NEAR, LABEL, OTHER_NAME, NUMBER = "title", "near_title", "label", "other_name", "number"
SHORT, MORE = "short_title", "title_and_more"
NEAR_ENOUGH, MARGIN, SUPPORT, WORDING, ALIKE = 92.0, 3.0, 60.0, 60.0, 45.0
"""
Likeness (0 … 100) of a near title, its lead over the next item, what a label needs beside it, from
which another name is a wording of the title, and from which words are shown as a candidate.
"""

_LONGEST, _SHORT, _LONG = 220, 10, 14
_BETTER_PART, _MORE = 0.6, 0.5
_YEAR = r"(?:พ\.?\s?ศ\.?|ค\.?\s?ศ\.?)?\s*\(?(?<!\d)(?:25[0-9]\d|20[0-4]\d)(?:\s*[-–—/]\s*(?:\d{4}|\d{2}))?(?!\d)\)?"
_SCHEME = re.compile(
    rf"^\W*(?:\[?(?:ITA|OIT)\]?\W*(?:ประจำ)?(?:ปี)?\s*(?:งบประมาณ)?\s*{_YEAR}|\[?ITA\]?(?![A-Za-z0-9]))[\s:|/>\])–—-]*",
    re.I,
)
_BARE_YEAR = re.compile(_YEAR)
_YEAR_PHRASE = re.compile(rf"\(?(?:ประจำ)?(?:ปี)?\s*(?:งบประมาณ)?\s*{_YEAR}\)?")
_TAIL = re.compile(r"(?:\.(?:pdf|docx?|xlsx?|zip)|[\[(](?:pdf|docx?|xlsx?)[\])])\s*$", re.I)
_DATED = re.compile(rf"\(?(?:ประจำ)?(?:เดือน|วันที่)?\s*{DATE}\)?")
_AGENCY = re.compile(
    r"(?<=.)\s*(?:ของ)?\s*(?:เทศบาล|องค์การบริหารส่วน|อบต\.?|อบจ\.?|สำนักงาน|หน่วยงาน$|ส่วนราชการ$).*$"
)
_DIGIT = re.compile(r"\d")
_YEARLY = "ประจำปี"


@dataclass(frozen=True, slots=True)
class Named:
    """The item that words name, how alike they are (0 … 100), and by what."""

    code: str
    score: float
    rule: str


class TitleBook:
    """The names of one checklist's items, ready for many comparisons."""

    def __init__(self, checklist: Checklist) -> None:
        self.checklist = checklist
        self.items = {item.code: item for item in checklist.items}
        self.by_number = {item.number: item for item in checklist.items}
        self.sections = Sections(checklist)
        self.section_titles = {title for _, *titles in self.sections.titles for title in titles}
        self.own: dict[str, list[str]] = {item.code: [] for item in checklist.items}
        self.exact: dict[str, set[tuple[str, str]]] = {}
        self.opening: dict[str, list[tuple[str, str]]] = {}
        for item in checklist.items:
            for rank, title in enumerate((item.title, *item.aliases)):
                for form in _forms(title):
                    if not (rank and form in self.section_titles):
                        self._add(item.code, form, _kind(title, item.title) if rank else TITLE)
        self.whole = {bare(item.title): item.code for item in checklist.items}
        self.titles = [(form, item.code) for item in checklist.items for form in _forms(item.title)]
        self.names = lru_cache(maxsize=65536)(self._names)

    def _add(self, code: str, form: str, rule: str) -> None:
        self.exact.setdefault(form, set()).add((code, rule))
        self.own[code].append(form)
        self.opening.setdefault(form[:_LONG], []).append((form, code))

    def _names(self, text: str) -> Named | None:
        """The item that words name for certain; None when they name none, or two alike."""
        text = tidy(fold_digits(text[: 2 * _LONGEST]))
        if not text or len(text) > _LONGEST:
            return None
        text = _SCHEME.sub("", text) or text
        label = read_label(text)
        number, words = (label.number, label.words) if label else (0, text)
        given = self._titled(words) or (self._titled(text) if label else None)
        if given and given.rule != OTHER_NAME:
            return given
        item = self.by_number.get(number)
        if item and label.kind != WEAK:
            if not words:
                return Named(item.code, 100.0, NUMBER)
            own = self.likeness(words, [item.code]).get(item.code, 0.0)
            if own >= SUPPORT and (not given or given.code == item.code):
                return Named(item.code, own, LABEL)
        return given

    def _titled(self, words: str) -> Named | None:
        variants = _variants(words)
        named = [self.exact[variant] for variant in variants if variant in self.exact]
        for rule in (TITLE, NEAR, OTHER_NAME) if named else ():
            for names in named:
                codes = {code for code, by in names if by == rule}
                if len(codes) == 1:
                    return Named(codes.pop(), 100.0, rule)
        if self.sections.named(words):
            return None
        return self._near(words, variants) or self._part(variants)

    def _near(self, words: str, variants: tuple[str, ...]) -> Named | None:
        """A title with a letter or two amiss and every digit right, clearly ahead of every other."""
        forms = [form for form, _ in self.titles]
        close = (
            self.titles[hit[2]]
            for variant in variants
            if (hit := process.extractOne(variant, forms, scorer=fuzz.ratio, score_cutoff=NEAR_ENOUGH))
            and _slip(variant, hit[0])
        )
        _, code = next(close, ("", ""))
        if not code:
            return None
        ranked = self.likeness(words, self.items)
        rival = max((score for other, score in ranked.items() if other != code), default=0.0)
        return Named(code, ranked[code], NEAR) if ranked[code] - rival >= MARGIN else None

    def _part(self, variants: tuple[str, ...]) -> Named | None:
        """The better part of one title and of no other name, or a whole long title with a few words more."""
        for words in variants:
            alike = self.opening.get(words[:_LONG], ()) if len(words) >= _LONG else ()
            opens = {(code, form) for form, code in alike if form.startswith(words)}
            if len({code for code, _ in opens}) == 1:
                code, form = max(opens, key=lambda pair: len(pair[1]))
                if form in self.whole and len(words) >= _BETTER_PART * len(form):
                    return Named(code, round(100.0 * len(words) / len(form), 1), SHORT)
            held = [
                (len(form), code)
                for form, code in alike
                if form in self.whole and words.startswith(form) and len(words) <= (2 - _MORE) * len(form)
            ]
            if held:
                length, code = max(held)
                return Named(code, round(100.0 * length / len(words), 1), MORE)
        return None

    def likeness(self, words: str, codes: Iterable[str]) -> dict[str, float]:
        """How alike words are to the nearest name of each of some items: code to 0 … 100."""
        found: dict[str, float] = {}
        variants = _variants(words[: 2 * _LONGEST])
        for code in codes:
            scores = [
                hit[1]
                for variant in variants
                if (hit := process.extractOne(variant, self.own[code], scorer=fuzz.ratio, score_cutoff=ALIKE))
            ]
            if scores:
                found[code] = max(scores)
        return found

    def section_too(self, words: str) -> bool:
        """Tell words that are an item's title and a sub-indicator's as well."""
        return not self.section_titles.isdisjoint(_variants(words))


def _slip(words: str, title: str) -> bool:
    """Tell a slip of the pen: few letters differ, no digit does."""
    if len(title) < _SHORT or _DIGIT.findall(words) != _DIGIT.findall(title):
        return False
    most = 2 if len(title) < 2 * _LONG else 3
    return Levenshtein.distance(words, title, score_cutoff=most) <= most


def _kind(name: str, title: str) -> str:
    """Another wording of the title, or a name of its own that only a person can take for the item's."""
    return NEAR if fuzz.ratio(bare(name), bare(title)) >= WORDING else OTHER_NAME


@lru_cache(maxsize=8)
def title_book(checklist: Checklist) -> TitleBook:
    """The book of a checklist, made once."""
    return TitleBook(checklist)


@lru_cache(maxsize=4096)
def _forms(title: str) -> tuple[str, ...]:
    """The spellings a title is compared in: whole, and without its closing words for *yearly*."""
    whole, short = bare(title), bare(title.replace(_YEARLY, ""))
    return (whole, short) if len(short) >= _SHORT and short != whole else (whole,)


def _variants(words: str) -> tuple[str, ...]:
    """What a link's words may be without year, file ending and agency; the fullest first."""
    words = _TAIL.sub("", words)
    words = _DATED.sub(" ", words)
    kept = [words, _BARE_YEAR.sub(" ", words), _YEAR_PHRASE.sub(" ", words)]
    kept += [_AGENCY.sub("", text) for text in kept]
    return tuple(dict.fromkeys(filter(None, map(bare, kept))))
