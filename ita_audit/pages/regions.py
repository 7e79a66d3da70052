"""
Give each item its region of the page: the lines whose links are its evidence.

A region is the item's own block and what follows it up to the next item; where every item of the
list holds its links inside its own block, nothing after that block belongs to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ita_audit.pages.lines import Layout, usable
from ita_audit.pages.settle import Anchor

_RULE = {
    "tr": "row", "td": "row", "li": "list_item", "details": "panel", "dd": "definition", "dt": "definition",
    "dl": "definition", "a": "link",
}  # fmt: skip
_CONTAINED = 0.8


@dataclass(frozen=True, slots=True)
class Region:
    """An anchor with the lines [start, end) that are its own, and the rule that drew them."""

    anchor: Anchor
    start: int
    end: int
    rule: str


def draw_regions(anchors: Sequence[Anchor], layout: Layout, sections: set[int]) -> list[Region]:
    """
    Draw one region per anchor, in the order of the page.

    Args:
        anchors: Settled anchors; lines of one item that follow each other count as one.

        layout: The page laid out.

        sections: Lines that open a section, which ends the item before it.
    """
    merged = _merge(anchors)
    lines = sorted({anchor.line for anchor in merged})
    own = {line: _own_block(index, lines, layout) for index, line in enumerate(lines)}
    spans = {line: _span(index, lines, own, layout, sections) for index, line in enumerate(lines)}
    if _contained(lines, own, spans, layout):
        for line in lines:
            block = layout.blocks[own[line]] if own[line] is not None else None
            if block:
                spans[line] = (min(block.start, line), max(line + 1, min(block.end, spans[line][1])))
    return [Region(a, *spans[a.line], _rule(own[a.line], layout)) for a in merged]


def _merge(anchors: Sequence[Anchor]) -> list[Anchor]:
    """Lines of one item that follow each other are one anchor: label, title, repeated link text."""
    merged: list[Anchor] = []
    for anchor in anchors:
        if merged and merged[-1].number == anchor.number:
            continue
        merged.append(anchor)
    return merged


def _own_block(index: int, lines: Sequence[int], layout: Layout) -> int | None:
    """The largest block around a line that no other item's line is in; None when there is none."""
    line = lines[index]
    block = layout.lines[line].block
    before = lines[index - 1] if index else -1
    after = lines[index + 1] if index + 1 < len(lines) else len(layout.lines) + 1
    best = None
    while block >= 0:
        here = layout.blocks[block]
        if here.start <= before or after < here.end:
            break
        best, block = block, here.parent
    if best is not None and block < 0 and len(lines) > 1:
        return layout.lines[line].block
    return best


def _span(
    index: int, lines: Sequence[int], own: dict[int, int | None], layout: Layout, sections: set[int]
) -> tuple[int, int]:
    """From the own block to the next item's, to the end of the block around, or to a section heading."""
    line = lines[index]
    block = layout.blocks[own[line]] if own[line] is not None else None
    start = min(block.start, line) if block else line
    around = layout.blocks[block.parent] if block and block.parent >= 0 else None
    end = around.end if around else len(layout.lines)
    if index + 1 < len(lines):
        following = own[lines[index + 1]]
        nearest = layout.blocks[following].start if following is not None else lines[index + 1]
        end = min(end, max(min(nearest, lines[index + 1]), line + 1))
    floor = block.end if block else line + 1
    for other in range(line + 1, end):
        if other in sections and other >= floor:
            return start, other
    return start, end


def _contained(
    lines: Sequence[int], own: dict[int, int | None], spans: dict[int, tuple[int, int]], layout: Layout
) -> bool:
    """Tell whether the list keeps each item's links inside the item's own block."""

    def given(start: int, end: int) -> bool:
        return any(usable(layout.links[i].href) for i in layout.links_between(start, end))

    inside = outside = 0
    for line in lines[:-1]:
        block = layout.blocks[own[line]] if own[line] is not None else None
        beyond = given(block.end if block else line, spans[line][1])
        inside += block is not None and given(block.start, block.end) and not beyond
        outside += beyond
    return inside >= 2 and inside >= _CONTAINED * (inside + outside)


def _rule(block: int | None, layout: Layout) -> str:
    if block is None:
        return "heading"
    while block >= 0:
        rule = _RULE.get(layout.blocks[block].tag)
        if rule:
            return rule
        block = layout.blocks[block].parent if layout.blocks[block].tag in ("p", "span", "h5", "h6") else -1
    return "card"
