"""
The link stands for one item and the document's own title is another item's.

It abstains unless the title is plainly another item's and nothing in the opening speaks of this one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz

from ita_audit.model import Checklist, Item, Observed, Remark, RemarkKind, RemarkPlace
from ita_audit.personal import hide
from ita_audit.remarks.pieces import (
    TELLING,
    asks_for_documents,
    bears,
    documents,
    is_readable,
    opening_lines,
    telling_names,
)
from ita_audit.thai import fold_digits, squash

SAME, OTHER = 92.0, 60.0
"""Percent from which a title is another item's name, and below which it has nothing of this item's."""
_TITLE_LINES = 2
_YEARS = re.compile(
    r"\([^()\n]{0,60}(?:\)|$)|(?:ประจำ)?(?:ปีงบประมาณ|ปี|ไตรมาส|รอบ)\s?(?:ที่\s?)?(?:พ\.?\s?ศ\.?)?\s?\d{0,4}(?:\s?[-–]\s?\d{2,4})?(?:\s?เดือน)?"
    r"|พ\.?\s?ศ\.?\s?\d{2,4}|\d{1,4}"
)  # fmt: skip


def other_document(checklist: Checklist, item: Item, observed: Sequence[Observed]) -> Iterator[Remark]:
    """Documents of an item whose own title is the name of another one."""
    files = documents(observed)
    if not asks_for_documents(item) or not telling_names(item) or not all(map(is_readable, files)):
        return
    if any(bears(item, seen) for seen in files):
        return
    for seen in files:
        named = _named(checklist, item, seen)
        if named is not None:
            other, title = named
            label = hide(seen.link.text) or item.title
            reason = (
                f"ลิงก์ “{label[:120]}” อยู่ใต้ข้อ {item.code} {item.title} "
                f"แต่เอกสารชื่อ “{title[:160]}” ตรงกับชื่อข้อ {other.code} {other.title}"
            )
            places = (
                RemarkPlace(seen.ref, None, f"ลิงก์: {label[:120]}"),
                RemarkPlace(seen.ref, 1, title[:160]),
            )
            yield Remark(item.code, RemarkKind.OTHER_DOCUMENT, reason, places)
            return


def _named(checklist: Checklist, item: Item, seen: Observed) -> tuple[Item, str] | None:
    """The other item whose name the document's title is, and that title; None when in doubt."""
    lines = opening_lines(seen)
    own = max((fuzz.ratio(name, _bare(line)) for name in telling_names(item) for line in lines), default=0.0)
    if own >= OTHER:
        return None
    for line in (*lines[:_TITLE_LINES], " ".join(lines[:_TITLE_LINES])):
        title = _bare(line)
        if len(title) < TELLING:
            continue
        scores = {
            other.code: max(
                (fuzz.ratio(name, title) for name in map(_bare, telling_names(other))), default=0.0
            )
            for other in checklist.items
            if other.code != item.code
        }
        best = max(scores, key=lambda code: scores[code])
        if scores[best] >= SAME and not item.pairs_with(checklist[best]):
            return checklist[best], hide(line)
    return None


def _bare(line: str) -> str:
    """A title without its year and what stands in brackets."""
    return squash(_YEARS.sub(" ", fold_digits(line)))
