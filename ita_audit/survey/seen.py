"""
A captured page as a visitor sees it: every link with the labels it stands under, nearest first.

The labels are what a drop-down menu, a nested site map, a table row or a heading says of the links
below it; bounded, whatever the page is.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from ita_audit.model import Link, Response
from ita_audit.pages.layout import Layout, RawLink, as_link, usable
from ita_audit.pages.lines import lay_out
from ita_audit.pages.refuse import needs_scripts
from ita_audit.survey.signs import says_nothing
from ita_audit.thai import squash, tidy

MAX_BYTES, MAX_LINKS, MAX_LINES = 3_000_000, 4_000, 6_000
_LABELS, _DEPTH, _LONGEST, _NEAREST = 8, 60, 220, 40
_ROWS = frozenset(["li", "tr", "details"])
_BOXES = frozenset(
    ["div", "section", "article", "main", "nav", "td", "dl", "fieldset", "header", "footer", "aside", "body"]
)


@dataclass(frozen=True, slots=True)
class Seen:
    """A link, the labels above it from the nearest outwards, and whether it stands in a menu."""

    link: Link
    above: tuple[str, ...]
    nav: bool


@dataclass(frozen=True, slots=True)
class SeenPage:
    """
    A page's links in order, its lines of text, its first heading and title; whether it was cut, and
    whether it shows its content only with scripts.
    """

    links: tuple[Seen, ...]
    lines: tuple[str, ...]
    titles: tuple[str, ...]
    cut: bool
    scripts: bool


def see(response: Response) -> SeenPage:
    """See a captured page; never fails, whatever its bytes are."""
    return _see(response.content[:MAX_BYTES], response.final_url, response.header("content-type"))


@lru_cache(maxsize=64)
def _see(html: bytes, url: str, content_type: str) -> SeenPage:
    layout = lay_out(html, url=url, content_type=content_type)
    raws = [raw for raw in layout.links if usable(raw.href) and raw.line < len(layout.lines)]
    context = _Context(layout, raws)
    links = tuple(context.seen(raw, url) for raw in raws[:MAX_LINKS])
    plain = [x for i, x in enumerate(layout.lines) if x.text and x.heading and i not in context.on_line]
    tops = [x.text for tag in ("h1", "h2") for x in plain if layout.blocks[x.block].tag == tag]
    return SeenPage(
        links=tuple(seen for seen in links if seen.link.url),
        lines=tuple(line.text for line in layout.lines[:MAX_LINES] if line.text),
        titles=tuple(dict.fromkeys([*tops[:1], layout.title])),
        cut=len(raws) > MAX_LINKS or len(layout.lines) > MAX_LINES or bool(layout.notes),
        scripts=needs_scripts(layout),
    )


class _Context:
    """Finds the labels above a link from the blocks around it."""

    def __init__(self, layout: Layout, raws: Iterable[RawLink]) -> None:
        self.layout = layout
        self.on_line: dict[int, int] = {}
        for raw in raws:
            self.on_line[raw.line] = self.on_line.get(raw.line, 0) + 1
        self.heads: dict[int, list[int]] = {}
        for index, line in enumerate(layout.lines):
            if line.text and (line.heading or index not in self.on_line):
                block = self._outermost(index)
                self.heads.setdefault(layout.blocks[block].parent, []).append(index)

    def _outermost(self, index: int) -> int:
        """The largest block that is this line and nothing more: its wrapper, if it has one."""
        block = self.layout.lines[index].block
        while True:
            parent = self.layout.blocks[block].parent
            if parent < 0 or self.layout.blocks[parent].end - self.layout.blocks[parent].start > 1:
                return block
            block = parent

    def seen(self, raw: RawLink, url: str) -> Seen:
        """One link with its labels."""
        layout, line = self.layout, self.layout.lines[raw.line]
        link = as_link(raw, layout, "link", item=None, page_url=url)
        labels = [self._beside(raw.line, link.text)]
        block, steps = line.block, 0
        while block >= 0 and steps < _DEPTH and len(labels) < _LABELS:
            labels += self._labels(block, raw.line)
            block, steps = layout.blocks[block].parent, steps + 1
        own = squash(link.text)
        kept = [text[:_LONGEST] for text in labels if text and squash(text) != own]
        return Seen(link, tuple(dict.fromkeys(kept))[:_LABELS], layout.blocks[line.block].nav)

    def _beside(self, at: int, words: str) -> str:
        """The other words of a line that has one link: `O1 โครงสร้าง [คลิกที่นี่]`."""
        text = self.layout.lines[at].text
        if self.on_line.get(at) != 1 or not words or words not in text:
            return ""
        return tidy(text.replace(words, " ", 1))

    def _labels(self, block: int, at: int) -> list[str]:
        here = self.layout.blocks[block]
        if here.tag in _ROWS:
            return self._row(block, at)
        if here.tag not in _BOXES:
            return []
        heads = self.heads.get(block, [])
        last = bisect_left(heads, at)
        before = [self.layout.lines[i] for i in reversed(heads[max(0, last - _NEAREST) : last])]
        titled = next((line.text for line in before if line.heading), "")
        return [before[0].text, titled] if before else []

    def _row(self, block: int, at: int) -> list[str]:
        """What a row says before the link: a menu entry's own words, the cells to the left."""
        here, lines = self.layout.blocks[block], self.layout.lines
        if here.start >= at:
            return []
        if here.tag == "tr":
            cells = [lines[i].text for i in range(here.start, min(at, here.start + 6))]
            cells = [text for text in cells if not says_nothing(text)]
            return [" ".join(cells[:2]), *reversed(cells)] if cells else []
        head = next((i for i in range(here.start, at) if lines[i].text), at)
        apart = lines[head].block != lines[at].block or head not in self.on_line
        return [lines[head].text] if head < at and apart else []
