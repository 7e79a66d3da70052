"""Lay two pages beside each other: what one has that the other has not, numbers and echoes aside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import parse_qsl, unquote

from ita_audit.linkcheck.addresses import split
from ita_audit.linkcheck.sight import Sighting, folded

SAME_TEXT = 12
"""So many characters may differ between two pages that say the same, a clock or a greeting aside."""


@dataclass(frozen=True)
class Frame:
    """A page as another is compared with: its lines with numbers and its own address folded away."""

    lines: tuple[str, ...]
    things: frozenset[str]
    final_url: str
    password: bool = False

    @cached_property
    def known(self) -> frozenset[str]:
        """The lines, to look one up."""
        return frozenset(self.lines)

    @cached_property
    def size(self) -> int:
        """Characters of text."""
        return sum(map(len, self.lines))


def frame_of(sighting: Sighting) -> Frame:
    """Fold a page for comparison."""
    page = sighting.page
    echoes = _echoes(sighting)
    text = folded("\n".join(page.lines))
    for echo in echoes:
        text = text.replace(folded(echo), "§")
    things = page.things
    if echoes:
        things = frozenset(thing for thing in things if not any(echo in unquote(thing) for echo in echoes))
    return Frame(tuple(text.split("\n")) if text else (), things, sighting.final_url, page.password)


def _echoes(sighting: Sighting) -> list[str]:
    """What a page may repeat of the address it was asked by: path parts and values."""
    parts = split(sighting.asked)
    values = [value for _, value in parse_qsl(parts.query, errors="replace")]
    path = unquote(parts.path)
    telling = {
        piece for piece in (path, *path.split("/"), *values) if len(piece) > 2 and folded(piece) != "#"
    }
    return sorted(telling, key=len, reverse=True)


def own_text(frame: Frame, others: Sequence[Frame]) -> int:
    """How many characters a page has that none of the others has; many for what they do not link to."""
    known = [other.known for other in others]
    text = sum(len(line) for line in frame.lines if not any(line in lines for lines in known))
    own = frame.things
    for other in others:
        own = own - other.things
    return text + 1_000 * len(own)


def same_page(one: Frame, two: Frame) -> bool:
    """Tell whether two pages are one page."""
    if abs(one.size - two.size) > one.size:
        return False
    return own_text(one, [two]) <= SAME_TEXT and own_text(two, [one]) <= SAME_TEXT


def nothing_beyond(frame: Frame, other: Frame) -> bool:
    """Tell whether a page has nothing that the other has not."""
    return bool(frame.size) and own_text(frame, [other]) <= min(SAME_TEXT, frame.size // 5)
