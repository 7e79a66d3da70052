"""What the rules say: one observation each, with every place that it rests on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ita_audit.model import Concern
from ita_audit.sourcepaper.records import Cell, Place
from ita_audit.thai import tidy

_EXCERPT = 160


@dataclass(frozen=True, slots=True)
class Spot:
    """A place and the words that stand there."""

    place: Place
    text: str


@dataclass(frozen=True, slots=True)
class Observation:
    """One observation: the rule's name, how it is meant, where, and what in both languages."""

    rule: str
    concern: Concern
    spots: tuple[Spot, ...]
    message_th: str
    message_en: str


def spot(cell: Cell, text: str = "") -> Spot:
    """The place of a cell with its words, or with those of them that matter."""
    return Spot(cell.place, tidy(text or cell.text)[:_EXCERPT])


def at(place: Place, text: str) -> Spot:
    """A place with words."""
    return Spot(place, tidy(text)[:_EXCERPT])


def observe(
    rule: str, concern: Concern, spots: Iterable[Spot], message_th: str, message_en: str
) -> Observation:
    """An observation with its places in the order of the paper, each once."""
    kept = sorted(dict.fromkeys(spots), key=lambda s: (s.place.page or 0, s.place.line))
    return Observation(rule, concern, tuple(kept), message_th, message_en)
