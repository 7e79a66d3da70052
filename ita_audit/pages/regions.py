"""
Give each item its region of the page: the lines whose links are its evidence.

A region is the item's own block and what follows it up to the next item; where every item of the
list holds its links inside its own block, nothing after that block belongs to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ita_audit.pages.layout import Layout, usable
from ita_audit.pages.settle import Anchor

_RULE = {
    "tr": "row", "td": "row", "li": "list_item", "details": "panel", "dd": "definition", "dt": "definition",
    "dl": "definition", "a": "link",
}  # fmt: skip
_CONTAINED, _BY_LINE, _FEW_LINKS = 0.8, 0.7, 3
_SMALL = ("tr", "article")


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
    by_line = _named_by_links(anchors, layout)
    merged = list(anchors) if by_line else _merge(anchors)
    lines = sorted({anchor.line for anchor in merged})
    own = {line: _own_block(index, lines, layout) for index, line in enumerate(lines)}
    spans = {line: _span(index, lines, own, layout, sections) for index, line in enumerate(lines)}
    if by_line:
        spans = {line: _own_line(line, own[line], layout) for line in lines}
    elif _contained(lines, own, spans, layout):
        for line in lines:
            block = layout.blocks[own[line]] if own[line] is not None else None
            if block and (line == lines[-1] or _given(block.start, block.end, layout)):
                end = max(block.end, _rows_end(line, layout), _repeats_end(line, lines, anchors, layout))
                spans[line] = (min(block.start, line), max(line + 1, min(end, spans[line][1])))
    return [Region(a, *spans[a.line], _rule(own[a.line], layout)) for a in merged]


def _named_by_links(anchors: Sequence[Anchor], layout: Layout) -> bool:
    """Tell a menu or a list without labels whose names are the links themselves."""
    linked = sum(_given(a.line, a.line + 1, layout) for a in anchors)
    labelled = sum(a.labelled for a in anchors)
    return linked >= _BY_LINE * len(anchors) and labelled * 2 < len(anchors)


def _own_line(line: int, own: int | None, layout: Layout) -> tuple[int, int]:
    """The line alone, or its table row or card where that holds but a few links."""
    block = layout.blocks[own] if own is not None else None
    while block is not None and block.tag not in _SMALL and block.parent >= 0:
        block = layout.blocks[block.parent] if layout.blocks[block.parent].start >= block.start else None
    if block is None or block.tag not in _SMALL or not block.start <= line < block.end:
        return line, line + 1
    few = len(layout.links_between(block.start, block.end)) <= _FEW_LINKS
    return (block.start, block.end) if few else (line, line + 1)


def _given(start: int, end: int, layout: Layout) -> bool:
    return any(usable(layout.links[i].href) for i in layout.links_between(start, end))


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
    around = block.parent if block else layout.lines[line].block
    end = layout.blocks[around].end if around >= 0 else len(layout.lines)
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
    inside = outside = 0
    for line in lines[:-1]:
        block = layout.blocks[own[line]] if own[line] is not None else None
        beyond = _given(block.end if block else line, spans[line][1], layout)
        inside += block is not None and _given(block.start, block.end, layout) and not beyond
        outside += beyond
    return len(lines) > _FEW_LINKS and inside >= _CONTAINED * (inside + outside)


def _repeats_end(line: int, lines: Sequence[int], anchors: Sequence[Anchor], layout: Layout) -> int:
    """Where the block ends of the last line that repeats an item right after its first: `O8 … (ต่อ)`."""
    following = next((x for x in lines if x > line), len(layout.lines))
    last = max((a.line for a in anchors if line < a.line < following), default=line)
    block, end = layout.lines[last].block, 0
    while (
        last > line
        and block >= 0
        and layout.blocks[block].start > line
        and layout.blocks[block].end <= following
    ):
        block, end = layout.blocks[block].parent, layout.blocks[block].end
    return end


def _rows_end(line: int, layout: Layout) -> int:
    """Where the rows end that a label's cell spans (`rowspan`); 0 when it spans one."""
    cell = layout.lines[line].block
    while cell >= 0 and layout.blocks[cell].tag not in ("td", "th"):
        cell = layout.blocks[cell].parent
    if cell < 0 or layout.blocks[cell].rows < 2:
        return 0
    row = layout.blocks[cell].parent
    rows = [b for b in layout.blocks[row:] if b.tag == "tr" and b.parent == layout.blocks[row].parent]
    return rows[min(layout.blocks[cell].rows, len(rows)) - 1].end if rows else 0


def _rule(block: int | None, layout: Layout) -> str:
    if block is None:
        return "heading"
    while block >= 0:
        rule = _RULE.get(layout.blocks[block].tag)
        if rule:
            return rule
        block = layout.blocks[block].parent if layout.blocks[block].tag in ("p", "span", "h5", "h6") else -1
    return "card"
