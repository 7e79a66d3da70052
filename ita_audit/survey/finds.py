"""
What one visited page gives: the items whose links stand on it, and names that were refused.

A menu or site map gives a link only by the link's own words. A page of a list (a sub-indicator, a
category, a year's page) gives links by the row, card or heading they stand in as well.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from ita_audit.model import Item, Link, PageItem, PageLinks
from ita_audit.survey.claims import OFF_YEAR, ROW, SHARED, Claim, Ground, Refused, read_claims
from ita_audit.survey.entries import LISTED_TWICE, is_set, key_of, line_mark
from ita_audit.survey.seen import SeenPage
from ita_audit.survey.signs import is_file, scheme_year, year_fit
from ita_audit.survey.titles import LABEL, NEAR, OTHER_NAME, TITLE, TitleBook

_OTHER_NAME, _YEAR_NAMED = "other_name", "year_in_name"
DOUBTFUL = (_OTHER_NAME, _YEAR_NAMED)
"""Doubts with which a link waits until all else was searched: another name, another year in the name."""


@dataclass(slots=True)
class Finds:
    """Items found on a page, items it only names, and links refused although their words name an item."""

    items: dict[str, PageItem] = field(default_factory=dict)
    named: dict[str, PageItem] = field(default_factory=dict)
    refused: list[Refused] = field(default_factory=list)


def find_items(
    page: SeenPage,
    ground: Ground,
    book: TitleBook,
    read: PageLinks | None = None,
    *,
    trusted: bool = False,
) -> Finds:
    """
    Find the items that a visited page gives links for.

    Args:
        page: The page as seen.

        ground: What is known of it.

        book: The names of the checklist's items.

        read: The same page as the list reader read it; it fills in what words alone do not give.

        trusted: The auditor pointed at this very list: a name that is only alike will do.
    """
    claims, refused = read_claims(page, ground, book)
    finds = Finds(refused=refused)
    by_item: dict[str, list[Claim]] = {}
    for claim in claims:
        by_item.setdefault(claim.code, []).append(claim)
    for code, own in by_item.items():
        finds.items[code] = _entry(book.items[code], own)
    if ground.is_list:
        _fill(finds, ground, book, read, trusted)
        _name(finds, page, ground, book)
    return finds


def _entry(item: Item, claims: list[Claim]) -> PageItem:
    """
    The links of one item: those of the best rule; where the title is the link, files beside it too.

    Two different addresses under the very title are a doubt that is shown, unless the item is a set.
    """
    best = min(claim.rank for claim in claims)
    kept = [claim for claim in claims if claim.rank == best]
    if kept[0].rule != ROW:
        kept += [c for c in claims if c.rule == ROW and is_file(c.link.url)]
    links: dict[str, Link] = {}
    for claim in kept:
        links.setdefault(key_of(claim.link.url), claim.link)
    titled = {key_of(claim.link.url) for claim in kept if claim.rule in (TITLE, LABEL, NEAR)}
    doubts = [LISTED_TWICE] if len(titled) > 1 and not is_set(item) else []
    if kept[0].rule == OTHER_NAME:
        doubts.append(f"{_OTHER_NAME}:{kept[0].words[:60]}")
    elif best >= OFF_YEAR:
        doubts.append(f"{_YEAR_NAMED}:{kept[0].words[:60]}")
    return PageItem(item.code, kept[0].words[:60], tuple(links.values()), "", tuple(doubts))


def _fill(finds: Finds, ground: Ground, book: TitleBook, read: PageLinks | None, trusted: bool) -> None:
    """Take from the list reader the items that words alone did not give, by the same caution."""
    entries: Mapping[str, PageItem] = read.items if read and not read.refused else {}
    shared: dict[str, set[str]] = {}
    for code, entry in entries.items():
        for link in entry.links:
            shared.setdefault(key_of(link.url), set()).add(code)
    taken = {key_of(link.url) for entry in finds.items.values() for link in entry.links}
    strange = {code for code, _, _ in finds.refused}
    for code, entry in entries.items():
        menu = line_mark(entry.label) in ground.template_lines
        if menu or code in finds.items or code in strange or not (trusted or _bears(entry, book)):
            continue
        links = tuple(
            replace(link, source="search")
            for link in entry.links
            if key_of(link.url) not in taken
            and not ground.repeats(link)
            and len(shared[key_of(link.url)]) < SHARED
            and _may_be(link, code, ground, book)
        )
        if links:
            finds.items[code] = replace(entry, links=links)
        elif not entry.links:
            finds.named[code] = entry


def _bears(entry: PageItem, book: TitleBook) -> bool:
    """The list reader's line names the item for certain, or prints its number, and is of no other year."""
    named = book.names(entry.label)
    sure = named is not None and named.code == entry.item and named.rule != OTHER_NAME
    return sure and scheme_year(entry.label) in (None, book.checklist.fiscal_year)


def _may_be(link: Link, code: str, ground: Ground, book: TitleBook) -> bool:
    named = book.names(link.text)
    if named and named.code != code and named.rule in (TITLE, LABEL):
        return False
    year = book.checklist.fiscal_year
    return ground.year == year or year_fit(link.text, book.items[code], year) < 2


def _name(finds: Finds, page: SeenPage, ground: Ground, book: TitleBook) -> None:
    """Note the items that a list names without giving a link, with the words that follow the name."""
    named = [(at, _named_by(line, ground, book)) for at, line in enumerate(page.lines)]
    marks = [(at, code) for at, code in named if code]
    for index, (at, code) in enumerate(marks):
        if code in finds.items or code in finds.named:
            continue
        end = min(marks[index + 1][0] if index + 1 < len(marks) else at + 6, at + 6)
        finds.named[code] = PageItem(code, page.lines[at][:60], (), " ".join(page.lines[at:end])[:2000])


def _named_by(line: str, ground: Ground, book: TitleBook) -> str:
    named = book.names(line) if line_mark(line) not in ground.template_lines else None
    return named.code if named and named.rule in (TITLE, LABEL, NEAR) else ""
