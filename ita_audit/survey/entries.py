"""An item's entry on its way through the search: keys of addresses, click paths, two entries joined."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from ita_audit.model import Item, Kind, Link, PageItem
from ita_audit.survey.titles import LABEL, NEAR, TITLE
from ita_audit.thai import squash

LISTED_TWICE = "listed_twice"
_MARK = 30
ClickPath = tuple[tuple[str, str], ...]


def key_of(url: str) -> str:
    """One key for the spellings of one page: no fragment, scheme, `www.` or closing slash."""
    rest = url.partition("#")[0].partition("://")[2]
    return rest.removeprefix("www.").rstrip("/")


def mark_of(link: Link) -> tuple[str, str]:
    """A link with its words: the same link in every page's menu is the same mark."""
    return _mark(link.url, link.text)


@lru_cache(maxsize=65536)
def _mark(url: str, words: str) -> tuple[str, str]:
    return key_of(url), squash(words)


def line_mark(text: str) -> str:
    """A line's beginning as the list reader keeps it for a label, ready to be compared."""
    return squash(text)[:_MARK]


def codes_of(entries: Iterable[PageItem]) -> tuple[str, ...]:
    """The codes of some entries in order of number."""
    return tuple(sorted((entry.item for entry in entries), key=lambda code: int(code[1:])))


def clicked(link: Link, path: ClickPath) -> Link:
    """A link with the way to it, given the way to its page."""
    return link if link.path else replace(link, path=(*path, (link.url, link.text)))


def with_path(entry: PageItem, path: ClickPath, doubt: str = "") -> PageItem:
    """An item's entry with the click path of each link, and one more doubt."""
    links = tuple(clicked(link, path) for link in entry.links)
    return replace(entry, links=links, doubts=(*entry.doubts, *((doubt,) if doubt else ())))


def is_set(item: Item) -> bool:
    """Tell an item that asks for several documents or a running list: many links are as it should be."""
    return item.minimum > 1 or item.kind in (Kind.DOCS, Kind.LIST)


def joined(first: PageItem, second: PageItem, item: Item) -> PageItem:
    """Two pages of one level that give an item under its very title: both are shown."""
    known = {key_of(link.url) for link in first.links}
    sure = {TITLE, LABEL, NEAR}
    new = [link for link in second.links if link.rule in sure and key_of(link.url) not in known]
    if not new or not any(link.rule in sure for link in first.links):
        return first
    doubts = first.doubts if is_set(item) else tuple(dict.fromkeys((*first.doubts, LISTED_TWICE)))
    return replace(first, links=(*first.links, *new), doubts=doubts)
