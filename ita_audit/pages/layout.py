"""A page laid out: its lines inside nested blocks, its links as written, and how they resolve."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

from ita_audit.model import Link
from ita_audit.pages.address import resolve as resolve
from ita_audit.pages.address import usable as usable
from ita_audit.thai import tidy


@dataclass(slots=True)
class Block:
    """A block-level element: its tag, parent, and the lines from `start` up to before `end`."""

    tag: str
    parent: int
    start: int
    end: int = 0
    nav: bool = False
    classes: str = ""
    ident: str = ""
    rows: int = 1


@dataclass(slots=True)
class Line:
    """A run of text inside one innermost block."""

    text: str
    block: int
    heading: bool


@dataclass(slots=True)
class RawLink:
    """A link as written and the line it stands on."""

    href: str
    line: int
    rule: str = ""
    words: list[str] = field(default_factory=list)
    image: str = ""


@dataclass(slots=True)
class Layout:
    """
    A page laid out: lines, blocks, links, base address, title, and what was cut off.

    `toggles` are (line, id) of what opens another part of the same page: tabs, accordions, dialogs;
    `scripted` are addresses that inline scripts name, with the item number that is their key;
    `source` is the decoded text, bounded.
    """

    lines: list[Line] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    links: list[RawLink] = field(default_factory=list)
    base: str = ""
    title: str = ""
    notes: list[str] = field(default_factory=list)
    scripts: int = 0
    toggles: list[tuple[int, str]] = field(default_factory=list)
    scripted: list[tuple[int | None, RawLink]] = field(default_factory=list)
    link_lines: list[int] = field(default_factory=list)
    source: str = field(default="", repr=False)

    def links_between(self, start: int, end: int) -> range:
        """The indexes of the links on the lines from `start` up to before `end`."""
        return range(bisect_left(self.link_lines, start), bisect_left(self.link_lines, end))


def as_link(raw: RawLink, layout: Layout, rule: str, *, item: str | None, page_url: str) -> Link:
    """Turn a raw link into a record with its absolute address."""
    text = tidy("".join(raw.words))[:500]
    return Link(
        raw.href,
        resolve(raw.href, layout.base),
        text,
        raw.rule or rule,
        item=item,
        page_url=page_url,
    )
