"""Where several years' lists stand on one page, keep the one that was asked for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ita_audit.pages.labels import WEAK, read_label
from ita_audit.pages.layout import Layout
from ita_audit.pages.settle import Anchor
from ita_audit.thai import BUDDHIST_ERA, fold_digits, squash

_YEAR = re.compile(r"(?<!\d)(25[5-8]\d|20[1-3]\d)(?!\d)")
_LAW = re.compile(r"พ\.?\s*ร\.?\s*[บฎก]|พระราชบัญญัติ|ระเบียบ|ฉบับที่")
_SAYS_A_YEAR = re.compile(
    r"\d+|oit|ita|ประจำ|ปีงบประมาณ|งบประมาณ|พศ|ปี|การเปิดเผยข้อมูล|สาธารณะ|การประเมิน|คุณธรรมและความโปร่งใส|แบบตรวจ|รายการ|ข้อมูล"
)
_LEAST, _FEW_LETTERS = 3, 6


def keep_year(anchors: Sequence[Anchor], layout: Layout, year: int) -> list[Anchor]:
    """
    Drop the anchors that stand under another year's heading, tab or panel.

    Only where the page has a list of the asked year (at least three items) and, under another
    year, a list of mostly the same items.
    """
    years = [
        _year_of(anchor.line, layout, marks) for marks in [_marks(anchors, layout)] for anchor in anchors
    ]
    items: dict[int | None, set[int]] = {}
    for anchor, found in zip(anchors, years, strict=True):
        items.setdefault(found, set()).add(anchor.number)
    right = items.get(year, set())
    real = {
        found
        for found, numbers in items.items()
        if found and len(numbers) >= _LEAST and len(numbers & right) * 2 >= len(numbers)
    }
    if year not in real or len(real) < 2:
        return list(anchors)
    return [
        anchor
        for anchor, found in zip(anchors, years, strict=True)
        if found == year or (found not in real and anchor.number not in right)
    ]


def years_said(layout: Layout) -> Counter[int]:
    """Count the years that the page's title, headings and short lines name, in B.E."""
    said: Counter[int] = Counter()
    for text, weight in [(layout.title, 3)] + [(x.text, 2 if x.heading else 1) for x in layout.lines]:
        if len(text) < 160 and not _LAW.search(text):
            for found in set(_YEAR.findall(fold_digits(text))):
                said[_buddhist(found)] += weight
    return said


def _buddhist(year: str) -> int:
    return int(year) if int(year) > 2400 else int(year) + BUDDHIST_ERA


def _one_year(text: str) -> int | None:
    found = {_buddhist(year) for year in _YEAR.findall(fold_digits(text))}
    return found.pop() if len(found) == 1 else None


def _marks(anchors: Sequence[Anchor], layout: Layout) -> list[tuple[int, int, int]]:
    """Year marks as (first line, end, year): headings and tabs over several items, panels by their id."""
    taken = {anchor.line for anchor in anchors}
    lines = sorted(taken)
    targets = {block.ident: block for block in layout.blocks if block.ident}
    marks = []
    for index, line in enumerate(layout.lines):
        year = _one_year(line.text) if len(line.text) < 120 else None
        label = read_label(line.text) if year else None
        if year is None or (label and label.kind != WEAK) or index in taken or _LAW.search(line.text):
            continue
        for at, ident in layout.toggles:
            if at == index and ident in targets:
                marks.append((targets[ident].start, targets[ident].end, year))
        tag = layout.blocks[line.block].tag
        if line.heading or tag in ("button", "strong") or _is_heading(line.text):
            marks += _scope(index, year, lines, layout)
    for block in targets.values():
        year = _one_year(block.ident)
        if year is not None and any(block.start <= x < block.end for x in lines):
            marks.append((block.start, block.end, year))
    return marks


def _is_heading(text: str) -> bool:
    """Tell a plain line that says little but a year: `ปีงบประมาณ 2566`, `OIT 2566`."""
    return len(_SAYS_A_YEAR.sub("", squash(text))) <= _FEW_LETTERS


def _scope(line: int, year: int, lines: Sequence[int], layout: Layout) -> list[tuple[int, int, int]]:
    """A heading's year holds to the end of the first block around it that has items, after it only."""
    block = layout.lines[line].block
    while block >= 0:
        here = layout.blocks[block]
        inside = [x for x in lines if here.start <= x < here.end]
        if inside:
            return [(line, here.end, year)] if any(x > line for x in inside) else []
        block = here.parent
    return [(line, len(layout.lines), year)]


def _year_of(line: int, layout: Layout, marks: Sequence[tuple[int, int, int]]) -> int | None:
    """The year of the narrowest mark around a line; of equal ones the last."""
    around = [(start, end, year) for start, end, year in marks if start <= line < end]
    if not around:
        return None
    return max(around, key=lambda mark: (mark[0], -mark[1]))[2]
