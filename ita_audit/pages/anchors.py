"""
Find the lines that may stand for items: what each line's label, title and neighbours speak for.

A line may speak for several items; which one it is, is settled over the whole page (`settle`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ita_audit.model import Checklist
from ita_audit.pages.labels import (
    BEHIND,
    FILE,
    STRONG,
    WEAK,
    WEIGHT,
    ZERO,
    Label,
    is_named_section,
    is_range,
    number_in_address,
    range_labels,
    read_labels,
    section_number,
)
from ita_audit.pages.layout import Layout
from ita_audit.pages.titles import CLEAR, FAIR, TitleIndex, title_index
from ita_audit.thai import bare, fold_digits, squash

_MAX_LINE = 600
_WORDY = 300
_FEW, _SOME, _BRIEF = 8, 0.3, 24
_NUMBERS = {"9.1", "9.2", "9.3", "9.4", "9.5", "10.1", "10.2"}
_PLAIN = 90.0
_SURE, _CLOSE, _EXACT = 78.0, 10.0, 95.0
"""From this score on words without any label may stand for an item, if no other item is much nearer."""


@dataclass(frozen=True, slots=True)
class Option:
    """One item that a line may stand for: how much speaks for it and what is doubtful about it."""

    number: int
    weight: float
    titled: float
    labelled: bool
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line that may stand for an item, with its options and whether it stands in navigation."""

    line: int
    text: str
    options: tuple[Option, ...]
    nav: bool = False
    together: bool = False


@dataclass(slots=True)
class Reading:
    """What the labels and titles of a page say, before anything is settled."""

    candidates: list[Candidate] = field(default_factory=list)
    sections: set[int] = field(default_factory=set)
    strong: set[int] = field(default_factory=set)
    agreed: int = 0
    compared: int = 0

    @property
    def fit(self) -> float:
        """The share of labelled lines whose words are their own item's title; 1 when none has words."""
        return self.agreed / self.compared if self.compared else 1.0


def section_titles(checklist: Checklist) -> set[str]:
    """The names of indicators and sub-indicators that are no item's name, squashed."""
    titles = {squash(i.sub_indicator_title) for i in checklist.items}
    titles |= {squash(i.indicator_title) for i in checklist.items}
    return titles - {squash(i.title) for i in checklist.items} - {""}


def read_anchors(layout: Layout, checklist: Checklist | None) -> Reading:
    """
    Read what every line of a page may stand for.

    Args:
        layout: The page laid out.

        checklist: The year's items; None reads printed labels alone.
    """
    reading = Reading()
    lines = [line.text for line in layout.lines]
    labels = [read_labels(text) if 0 < len(text) <= _MAX_LINE else () for text in lines]
    front = {x.number for found in labels for x in found if x.kind in (STRONG, ZERO)}
    labels = [tuple(x for x in found if x.kind != BEHIND or x.number not in front) for found in labels]
    reading.strong = {x.number for found in labels for x in found if x.kind != WEAK}
    index = title_index(checklist) if checklist else None
    if len(reading.strong) >= _FEW:
        _read_ranges(lines, labels, reading.strong)
    trusted: set[tuple[int, int]] = set()
    if len(reading.strong) < _FEW:
        trusted = _counted(labels, lines, index)
        for line, label in () if trusted else _in_addresses(layout).items():
            labels[line] = (label,)
    known = {item.number for item in checklist.items} if checklist else set(range(1, 100))
    sections = section_titles(checklist) if checklist else set()
    numbers = {item.sub_indicator for item in checklist.items} if checklist else _NUMBERS
    missing = _without_label(checklist, reading.strong)
    for at, text in enumerate(lines):
        if not (text or labels[at]) or len(text) > _MAX_LINE:
            continue
        if not labels[at] and _opens_section(text, sections, numbers):
            reading.sections.add(at)
            continue
        found = tuple(x for x in labels[at] if x.number in known)
        words = [_words_of(x, lines, labels, at) for x in found]
        options = [
            option
            for label, said in zip(found, words, strict=True)
            for option in _labelled(label, said, index, reading, (at, label.number) in trusted)
        ]
        if not any(option.labelled for option in options):
            options += _titled(text, index, missing)
        if options:
            nav = layout.blocks[layout.lines[at].block].nav
            reading.candidates.append(Candidate(at, text, tuple(_best(options)), nav, len(found) > 1))
    return reading


def _opens_section(text: str, sections: set[str], numbers: set[str]) -> bool:
    """Tell a section heading (`9.2 การบริหารงาน`, `O19–O22`), which ends the item before it."""
    folded = fold_digits(text[:200])
    if is_named_section(folded) or section_number(folded) in numbers:
        return True
    if len(text) < 160 and is_range(folded):
        return True
    return len(text) <= 80 and squash(re.sub(r"^\W*\d+\W*", "", folded)) in sections


def _words_of(label: Label, lines: Sequence[str], labels: Sequence, index: int) -> tuple[str, ...]:
    """
    The words that may name a label's item: behind it, before it, and the lines below (a number
    badge stands alone, or with a status) or above.
    """
    said = tuple(words for words in (label.words, label.before) if len(bare(words)) >= 2)
    around = []
    for other in [*range(index + 1, min(index + 4, len(lines))), index - 1]:
        if not 0 <= other < len(lines) or not lines[other] or (said and other < index):
            continue
        if labels[other] and labels[other][0].kind != WEAK:
            if other > index:
                break
            continue
        around.append(lines[other])
    return (*said, *dict.fromkeys(around)) or ("",)


def _labelled(
    label: Label, said: Sequence[str], index: TitleIndex | None, reading: Reading, trusted: bool
) -> list[Option]:
    """What a labelled line speaks for: its number, and where its words are another item's, that one."""
    weight = 1.6 if trusted and label.kind == WEAK else WEIGHT[label.kind]
    printed = label.kind != WEAK or trusted
    if index is None:
        return [Option(label.number, weight, 0.0, True)] if printed else []
    own, words = _own_words(label, said, index)
    wordy = len(words) >= _WORDY
    scores = {} if wordy or own >= _PLAIN else index.match(words)
    best = next(iter(scores), 0)
    if label.kind in (STRONG, ZERO) and len(bare(words)) >= 6:
        reading.compared += 1
        reading.agreed += own >= FAIR
    nearest = scores.get(best, 0.0)
    if own >= FAIR and (own >= _PLAIN or nearest < _EXACT or own >= nearest - _CLOSE):
        return [Option(label.number, weight + worth(own), own, True)]
    options = []
    plainly = label.kind in (STRONG, ZERO, FILE) or (label.kind == BEHIND and len(words) <= _BRIEF)
    if printed and (len(bare(words)) < 6 or plainly or trusted):
        against = 0.5 if scores and scores[best] >= CLEAR else 0.0
        options.append(Option(label.number, weight - against, own, True))
    if best and scores[best] >= CLEAR:
        doubt = (f"misprint:O{label.number}",) if label.kind != WEAK else ()
        options.append(Option(best, worth(scores[best]) + 0.2, scores[best], label.kind != WEAK, doubt))
    return options


def _own_words(label: Label, said: Sequence[str], index: TitleIndex) -> tuple[float, str]:
    """
    The words that are most the label's own title, and how much.

    Its own words count first; a line nearby (the title under a badge and its status) only when it
    is clearly the title.
    """
    printed = len(bare(label.words)) >= 2 or len(bare(label.before)) >= 2
    best = (0.0, said[0])
    for words in said:
        score = index.own_score(words, label.number) if len(words) < _WORDY else 0.0
        nearby = printed and words not in (label.words, label.before)
        if score > best[0] and (not nearby or (best[0] < FAIR and score >= CLEAR)):
            best = (score, words)
        if best[0] >= _PLAIN:
            break
    return best


def _without_label(checklist: Checklist | None, strong: set[int]) -> TitleIndex | None:
    """The titles that may stand without a label: all, or where a list prints labels those it has none for."""
    if checklist is None:
        return None
    rest = [item for item in checklist.items if item.number not in strong]
    if len(strong) * 2 < len(checklist.items):
        return title_index(checklist)
    return TitleIndex(rest) if rest else None


def _titled(text: str, index: TitleIndex | None, missing: TitleIndex | None) -> list[Option]:
    """What a line without a label speaks for: the one or two items whose titles its words are."""
    if index is None or missing is None or len(text) >= _WORDY:
        return []
    if missing is not index and max(missing.match(text).values(), default=0.0) < _SURE:
        return []
    scores = list(index.match(text).items())[:2]
    least = max(_SURE, scores[0][1] - _CLOSE) if scores else _SURE
    return [Option(n, worth(s) - 0.2, s, False) for n, s in scores if s >= least and n in missing.own]


def worth(score: float) -> float:
    """How much a title's score speaks for its item: nothing below 62, 2.0 when it is the title."""
    return max(0.0, (score - 62.0) / 38.0) * 2.0


def _best(options: Sequence[Option]) -> list[Option]:
    best: dict[int, Option] = {}
    for option in options:
        if option.number not in best or option.weight > best[option.number].weight:
            best[option.number] = option
    return list(best.values())


def _read_ranges(lines: Sequence[str], labels: list, strong: set[int]) -> None:
    """A range whose items stand nowhere else on the page is a line that several items share."""
    for at, text in enumerate(lines):
        shared = range_labels(text) if text and len(text) <= _MAX_LINE else ()
        if shared and not any(label.number in strong for label in shared):
            labels[at] = shared
            strong |= {label.number for label in shared}


def _in_addresses(layout: Layout) -> dict[int, Label]:
    """
    Labels read from names of images and addresses, where they count through the page.

    Returns:
        Line to label; nothing unless at least eight numbers rise from one to the next.
    """
    found: dict[int, Label] = {}
    for raw in layout.links:
        number = number_in_address(raw.image, raw.href)
        if number and raw.line < len(layout.lines) and not layout.blocks[layout.lines[raw.line].block].nav:
            found.setdefault(raw.line, Label(number, layout.lines[raw.line].text, FILE))
    numbers = [label.number for _, label in sorted(found.items())]
    rising = sum(a < b for a, b in pairwise(numbers))
    return found if len(set(numbers)) >= _FEW and rising >= 0.8 * (len(numbers) - 1) else {}


def _counted(
    labels: Sequence[Sequence[Label]], lines: Sequence[str], index: TitleIndex | None
) -> set[tuple[int, int]]:
    """
    Trust bare numbers only where one long run of them counts through the page: 1, 2, 3 … .

    Returns:
        (line, number) of the longest run, when it counts to at least ten, starts at the top, and
        stands with the titles of the checklist here and there.
    """
    weak = [(i, x.number) for i, found in enumerate(labels) for x in found if x.kind in (WEAK, BEHIND)]
    best: dict[int, list[tuple[int, int]]] = {}
    for line, number in weak:
        run = [*best.get(number - 1, []), (line, number)]
        if (number - 1 in best or number <= 2) and len(run) > len(best.get(number, [])):
            best[number] = run
    longest = max(best.values(), key=len, default=[])
    if len(longest) < 10 or longest[0][1] > 2:
        return set()
    if index is None:
        return set(longest)
    own = [_own_words(x, _words_of(x, lines, labels, at), index)[0]
           for at, number in longest for x in labels[at] if x.number == number]  # fmt: skip
    return set(longest) if sum(score >= FAIR for score in own) >= _SOME * len(own) else set()
