"""
Find the lines that stand for items: by printed label, by title, by both agreeing.

A label counts with its title: a number against a clear title gives way to it and says so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from ita_audit.model import Checklist, Item
from ita_audit.pages.lines import Layout
from ita_audit.thai import bare as _bare
from ita_audit.thai import fold_digits, squash

_O = "Oo0ОоΟοＯｏ"
_STRONG = re.compile(
    rf"^\W*(?:(?P<row>\d{{1,2}})\s*[.)]?\s*)?(?:(?:ข้อ(?:ที่)?|OIT|รายการ(?:ที่)?)\s*[-.]?\s*|[{_O}]\s*[-–.:]?\s*)"
    r"0*(?P<n>\d{1,2})(?![\d])(?P<rest>.*)$",
    re.S | re.I,
)
_ZERO = re.compile(r"^\W*0(?P<n>\d{2})(?!\d)(?P<rest>.*)$", re.S)
_WEAK = re.compile(r"^\W*(?P<n>\d{1,2})(?![\d])\s*(?:[.):|\-–]\s*|\s+|$)(?P<rest>(?!\d).*)$", re.S)
_RANGE = re.compile(
    rf"[{_O}]?\s*\d{{1,3}}\s*(?:[-–—]|ถึง)\s*[{_O}]\s*\d{{1,3}}|\(\s*[{_O}]?\d+\s*[-–—]\s*[{_O}]?\d+\s*\)"
)
_SECTION = re.compile(r"^\W*(?:(?:ตัวชี้วัด(?:ย่อย)?(?:ที่)?|หมวด(?:ที่)?)\s*)?\d{1,2}\.\d{1,2}(?!\d)")
_OTHER = re.compile(r"\b(?:MOIT|EE?B|LPA)\s*-?\s*\d{1,2}", re.I)
_MAX_LINE = 600
bare = lru_cache(maxsize=8192)(_bare)  # titles are compared with every line of a page
CLEAR, FAIR, POOR = 82.0, 60.0, 40.0


@dataclass(frozen=True, slots=True)
class Anchor:
    """A line that stands for an item, how sure that is, and what was doubtful about it."""

    line: int
    number: int
    score: float
    label: str
    titled: float
    doubts: tuple[str, ...] = ()


def read_label(text: str) -> tuple[int, str, float] | None:
    """
    Read a printed item label at the start of a line.

    Returns:
        (number, the words after it, strength 1 … 3), or None.
    """
    text = fold_digits(text[:_MAX_LINE])
    if _RANGE.search(text[:80]) or _SECTION.match(text):
        return None
    for pattern, strength in ((_ZERO, 2.5), (_STRONG, 3.0), (_WEAK, 1.0)):
        match = pattern.match(text)
        if match and 1 <= int(match["n"]) <= 99:
            return int(match["n"]), match["rest"].strip(" .:)|-–—\t"), strength
    return None


def is_section(text: str, checklist: Checklist | None) -> bool:
    """Tell a section heading (`9.2 การบริหารงาน`, `O19–O22`), which ends the item before it."""
    folded = fold_digits(text[:200])
    if _SECTION.match(folded) or (len(text) < 160 and _RANGE.search(folded)):
        return True
    if checklist is None or len(text) > 80:
        return False
    words = squash(re.sub(r"^\W*\d+\W*", "", folded))
    titles = {squash(i.sub_indicator_title) for i in checklist.items} | {
        squash(i.indicator_title) for i in checklist.items
    }
    return words in titles - {squash(i.title) for i in checklist.items}


def other_scheme(layout: Layout) -> int:
    """Count labels of other schemes (MOIT, EB, LPA): such a page is no OIT list."""
    return len({m.group(0).upper() for line in layout.lines for m in _OTHER.finditer(line.text)})


def title_match(words: str, item: Item) -> float:
    """How well a line's words open with an item's title or one of its other names, 0 … 100."""
    text = bare(words)
    best = 0.0
    for rank, title in enumerate((item.title, *item.aliases)):
        wanted = bare(title)
        if len(wanted) < 2 or not text:
            continue
        if text == wanted:
            score = 100.0
        elif text.startswith(wanted) and len(wanted) >= 6:
            score = 96.0 if len(text) < 2.5 * len(wanted) else 90.0
        else:
            score = (
                max(fuzz.ratio(text[: len(wanted) + 2], wanted), fuzz.ratio(text, wanted))
                if len(text) > 4
                else 0.0
            )
        best = max(best, score - (3.0 if rank else 0.0))
    return best


def find_anchors(layout: Layout, checklist: Checklist | None) -> list[Anchor]:
    """Find candidate lines; a line stands for at most one item."""
    anchors = []
    for index, line in enumerate(layout.lines):
        if not line.text or len(line.text) > _MAX_LINE or is_section(line.text, checklist):
            continue
        label = read_label(line.text)
        words = label[1] if label else line.text
        if label and not words:
            words = _next_words(layout, index)
        anchor = _anchor(index, line.text, label, words, checklist)
        if anchor:
            anchors.append(anchor)
    return anchors


def _next_words(layout: Layout, index: int) -> str:
    """A number badge stands alone: its title is the next line that has words."""
    for line in layout.lines[index + 1 : index + 3]:
        if line.text:
            return "" if read_label(line.text) and not read_label(line.text)[1] else line.text
    return ""


def _anchor(
    index: int, text: str, label: tuple[int, str, float] | None, words: str, checklist: Checklist | None
) -> Anchor | None:
    if checklist is None:
        return Anchor(index, label[0], label[2], text[:40], 0.0) if label and label[2] > 1 else None
    scores = {item.number: title_match(words, item) for item in checklist.items} if len(words) < 300 else {}
    best = max(scores, key=scores.get) if scores else 0
    own = scores.get(label[0], 0.0) if label else 0.0
    if label and own >= FAIR and own >= scores.get(best, 0.0) - 25:
        return Anchor(index, label[0], label[2] + own / 25, text[:60], own)
    if best and scores[best] >= CLEAR:
        doubts = ()
        if label and label[2] > 1 and label[0] != best:
            doubts = (f"misprint:O{label[0]}",)
        strength = 1.0 if label and label[0] == best else 0.0
        return Anchor(index, best, strength + scores[best] / 25 - 0.5, text[:60], scores[best], doubts)
    if label and label[2] > 1 and label[0] in scores and (own >= POOR or len(bare(words)) < 6):
        return Anchor(index, label[0], label[2] + own / 50, text[:60], own)
    if label and label[2] >= 2.5 and label[0] in {item.number for item in checklist.items}:
        return Anchor(index, label[0], label[2] - 1, text[:60], own)
    return None


def settle(anchors: Sequence[Anchor], layout: Layout) -> list[Anchor]:
    """
    Choose between candidates over the whole page.

    Where the list prints labels, an unlabelled title counts only for an item without a label;
    candidates in menus count only where the page has no list of its own.
    """
    main = [a for a in anchors if not layout.blocks[layout.lines[a.line].block].nav]
    if len({a.number for a in main}) * 2 >= len({a.number for a in anchors}):
        anchors = main
    labelled = {a.number for a in anchors if read_label(layout.lines[a.line].text)}
    numbers = {a.number for a in anchors}
    if len(labelled) * 2 >= len(numbers):
        anchors = [a for a in anchors if a.number not in labelled or read_label(layout.lines[a.line].text)]
    anchors = _names_before_links(anchors, layout)
    best: dict[int, float] = {}
    for anchor in anchors:
        best[anchor.number] = max(best.get(anchor.number, 0.0), anchor.score)
    return [a for a in anchors if a.score >= best[a.number] - 2.5]


def _names_before_links(anchors: Sequence[Anchor], layout: Layout) -> list[Anchor]:
    """
    Where an item's name stands on a line of its own, a link that bears the name is evidence.

    Documents are often called after another item (the report of a measure after the measure); such
    a link text opens no region of its own.
    """
    linked = {
        raw.line
        for raw in layout.links
        if raw.line < len(layout.lines) and squash("".join(raw.words)) == squash(layout.lines[raw.line].text)
    }
    named = {a.number for a in anchors if a.line not in linked}
    return [
        a
        for a in anchors
        if a.line not in linked or a.number not in named or read_label(layout.lines[a.line].text)
    ]
