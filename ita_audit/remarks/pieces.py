"""An item's evidence as remarks look at it: its documents, their words, and whether they bear its name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from ita_audit.model import Item, Kind, Observed, Reads
from ita_audit.thai import squash, tidy

TELLING = 12
"""Letters from which a name found in a document tells whose document it is; shorter ones stand anywhere."""
_SEEN = 1_500
_APART = ("filename", "label", "meta")


def documents(observed: Iterable[Observed]) -> list[Observed]:
    """The files among an item's evidence: everything that was read and is no web page."""
    return [seen for seen in observed if seen.reading and seen.check.sha256 and seen.reading.kind != "html"]


def body(seen: Observed) -> str:
    """The words of a piece of evidence itself, without its name and its link's label."""
    parts = seen.reading.parts if seen.reading else ()
    return "\n".join(part.text for part in parts if part.where not in _APART)


def is_readable(seen: Observed) -> bool:
    """Tell whether the words can be relied on."""
    return bool(seen.reading and seen.reading.state is Reads.YES and seen.reading.quality >= 0.5)


def opening_lines(seen: Observed, limit: int = 6) -> list[str]:
    """The first lines of a document, titles and headings before the rest, as shown."""
    parts = seen.reading.parts if seen.reading else ()
    rank = {"title": 0, "heading": 1}
    first = sorted(
        (part for part in parts if part.where not in _APART and (part.page or 1) == 1),
        key=lambda part: rank.get(part.where, 2),
    )
    lines = (tidy(line) for part in first for line in part.text[:4_000].splitlines())
    return [line for line in lines if len(line) >= 6][:limit]


@lru_cache(maxsize=512)
def telling_names(item: Item) -> tuple[str, ...]:
    """The names of an item, squashed, that are long enough to tell it from any other."""
    return tuple(name for name in map(squash, (item.title, *item.aliases)) if len(name) >= TELLING)


def bears(item: Item, seen: Observed) -> bool:
    """Tell whether a document's opening bears a name of an item."""
    words = squash(body(seen)[:_SEEN])
    return any(name in words for name in telling_names(item))


def asks_for_documents(item: Item) -> bool:
    """Tell an item whose evidence is one document or a set, from pages, lists and channels."""
    return item.kind in (Kind.DOC, Kind.DOCS)


def by_item(observed: Sequence[Observed]) -> dict[str, list[Observed]]:
    """The evidence of each item, in order."""
    found: dict[str, list[Observed]] = {}
    for seen in observed:
        found.setdefault(seen.item, []).append(seen)
    return found
