"""What was searched when an item is not on the ITA page: pages visited, words tried, candidates refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ita_audit.model.labels import Refusal, Visited, Way
from ita_audit.model.observed import Link


@dataclass(frozen=True, slots=True)
class Visit:
    """
    One page that the search opened or wanted to open.

    `level` counts pages from the ITA page, `path` is the way clicked to it, `items` are the items
    whose links were found on it, `links` is how many links it has.
    """

    url: str
    way: Way
    level: int
    path: tuple[tuple[str, str], ...]
    state: Visited
    http_status: int | None = None
    links: int = 0
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A link that comes near an item's title, 0 … 100, and why it is not taken as the item's."""

    item: str
    link: Link
    score: float
    why: Refusal


@dataclass(frozen=True, slots=True)
class Search:
    """
    The whole search of one look: the proof behind *not found*.

    `own_list` tells that the ITA page itself lists at least half of the items; `located` counts the
    items found anywhere; `gaps` says in Thai what kept the search from being complete.
    """

    visits: tuple[Visit, ...] = ()
    candidates: Mapping[str, tuple[Candidate, ...]] = field(default_factory=dict)
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    own_list: bool = False
    located: int = 0
    asked: int = 0
    gaps: tuple[str, ...] = ()

    @property
    def complete(self) -> bool:
        """Tell whether every page that should be searched was read."""
        return not self.gaps

    @property
    def pages_read(self) -> int:
        """How many pages of the site were read."""
        return sum(visit.state is Visited.READ for visit in self.visits)
