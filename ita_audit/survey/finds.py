"""
What one visited page gives: the items whose links stand on it, and names that were refused.

A menu or site map gives a link only by the link's own words. A page of a list (a sub-indicator, a
category, a year's page) gives links by the row, card or heading they stand in as well.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from ita_audit.model import Link, PageItem, PageLinks, Refusal
from ita_audit.survey.entries import LISTED_TWICE, key_of, mark_of
from ita_audit.survey.seen import Seen, SeenPage
from ita_audit.survey.signs import is_file, only_a_year, speaks_of_ita, year_fit, years_named
from ita_audit.survey.titles import LABEL, NEAR, NUMBER, OTHER_NAME, TITLE, Named, TitleBook
from ita_audit.thai import squash

ROW, MENU_YEAR = "row_of_list", "year_in_menu"
_RANK = {TITLE: 0, LABEL: 0, MENU_YEAR: 1, NEAR: 1, NUMBER: 2, ROW: 3, OTHER_NAME: 4}
_OFF_YEAR = 10
_SHARED = 3
"""From so many items on, a link in every row is the page template's, not evidence."""


@dataclass(frozen=True, slots=True)
class Ground:
    """
    What is known of a page before it is read: a list or a menu, its year, what the template repeats.

    `template` holds links as (key, words) and `template_lines` squashed lines of the home page;
    `ways` holds the keys of the list's own pages and of pages visited before it.
    """

    is_list: bool
    year: int | None = None
    template: frozenset[tuple[str, str]] = frozenset()
    template_lines: frozenset[str] = frozenset()
    ways: frozenset[str] = frozenset()

    def repeats(self, link: Link) -> bool:
        """Tell a link that belongs to the site's frame and not to this list."""
        return self.is_list and (mark_of(link) in self.template or key_of(link.url) in self.ways)


@dataclass(slots=True)
class Finds:
    """Items found on a page, items it only names, and links refused although their words name an item."""

    items: dict[str, PageItem] = field(default_factory=dict)
    named: dict[str, PageItem] = field(default_factory=dict)
    refused: list[tuple[str, Link, Refusal]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Claim:
    """One link claimed for one item by one rule."""

    code: str
    link: Link
    rule: str
    rank: int


def find_items(page: SeenPage, ground: Ground, book: TitleBook, read: PageLinks | None = None) -> Finds:
    """
    Find the items that a visited page gives links for.

    Args:
        page: The page as seen.

        ground: What is known of it.

        book: The names of the checklist's items.

        read: The same page as the list reader read it; it fills in what words alone do not give.
    """
    finds = Finds()
    claims = _claims(page, ground, book, finds)
    by_item: dict[str, list[_Claim]] = {}
    for claim in claims:
        by_item.setdefault(claim.code, []).append(claim)
    for code, own in by_item.items():
        finds.items[code] = _entry(code, own)
    if ground.is_list:
        _fill(finds, ground, book, read)
        _name(finds, page, ground, book)
    return finds


def _claims(page: SeenPage, ground: Ground, book: TitleBook, finds: Finds) -> list[_Claim]:
    here = [seen for seen in page.links if not ground.repeats(seen.link)]
    said = [(seen, *_said(seen, ground, book)) for seen in here]
    linked = {text.code for _, text, row in said if text and (not row or row.code == text.code)}
    rowed = {row.code for _, text, row in said if row and not text}
    claims = []
    for seen, text, row in said:
        if text and row and text.code != row.code and row.code not in linked and text.code in rowed | linked:
            text = None  # a document named after another item, in its own item's row
        named = text or (row if ground.is_list and len(linked | rowed) > 1 else None)
        if named is None:
            named = _year_child(seen, ground, book)
        if named is not None:
            rule = named.rule if text else MENU_YEAR if only_a_year(seen.link.text) else ROW
            claim = _judged(seen, named, rule, ground, book, finds)
            claims += [claim] if claim else []
    return _without_template(claims)


def _said(seen: Seen, ground: Ground, book: TitleBook) -> tuple[Named | None, Named | None]:
    """The item that a link's own words name, and the one that the labels above it name."""
    text = book.names(seen.link.text)
    if text and not ground.is_list and text.rule == NUMBER:
        text = None
    rows = (book.names(label) for label in seen.above) if ground.is_list and not seen.nav else ()
    return text, next((row for row in rows if row and row.rule != OTHER_NAME), None)


def _year_child(seen: Seen, ground: Ground, book: TitleBook) -> Named | None:
    """A menu entry that is a year, under an entry that is an item: `แผนดำเนินงาน › ปี 2566`."""
    if ground.is_list or not seen.above or not only_a_year(seen.link.text):
        return None
    named = book.names(seen.above[0])
    return named if named and named.rule in (TITLE, LABEL, NEAR) else None


def _judged(
    seen: Seen, named: Named, rule: str, ground: Ground, book: TitleBook, finds: Finds
) -> _Claim | None:
    """Take a claim, put it behind others, or refuse it, by the years around it."""
    year = book.checklist.fiscal_year
    fit = year_fit(seen.link.text, book.checklist[named.code], year)
    branch = next((label for label in seen.above if _is_branch(label, book)), "")
    strange = branch and year not in years_named(branch)
    if (strange and (ground.year is None or speaks_of_ita(branch))) or (fit > 1 and ground.year != year):
        finds.refused.append((named.code, seen.link, Refusal.OTHER_YEAR))
        return None
    link = replace(seen.link, rule=rule, item=named.code, source="search")
    return _Claim(named.code, link, rule, _RANK[rule] + fit * _OFF_YEAR)


def _is_branch(label: str, book: TitleBook) -> bool:
    """A label with a year opens that year's branch; an item's title bears its document's year instead."""
    return bool(years_named(label)) and not book.names(label)


def _without_template(claims: list[_Claim]) -> list[_Claim]:
    """Leave out what every row repeats: the author, the category, the way back."""
    items: dict[str, set[str]] = {}
    for claim in claims:
        if claim.rule == ROW:
            items.setdefault(key_of(claim.link.url), set()).add(claim.code)
    return [claim for claim in claims if claim.rule != ROW or len(items[key_of(claim.link.url)]) < _SHARED]


def _entry(code: str, claims: list[_Claim]) -> PageItem:
    """
    The links of one item: those of the best rule; where the title is the link, files beside it too.

    Two different addresses under the very title are a doubt that is shown.
    """
    best = min(claim.rank for claim in claims)
    kept = [claim for claim in claims if claim.rank == best]
    if kept[0].rule != ROW:
        kept += [c for c in claims if c.rule == ROW and is_file(c.link.url)]
    links: dict[str, Link] = {}
    for claim in kept:
        links.setdefault(key_of(claim.link.url), claim.link)
    titled = {key_of(claim.link.url) for claim in kept if claim.rule in (TITLE, LABEL, NEAR)}
    doubts = [LISTED_TWICE] if len(titled) > 1 else []
    if kept[0].rule == OTHER_NAME:
        doubts.append(f"other_name:{kept[0].link.text[:60]}")
    return PageItem(code, kept[0].link.text[:60], tuple(links.values()), "", tuple(doubts))


def _fill(finds: Finds, ground: Ground, book: TitleBook, read: PageLinks | None) -> None:
    """Take from the list reader the items that words alone did not give, by the same caution."""
    entries: Mapping[str, PageItem] = read.items if read and not read.refused else {}
    shared: dict[str, set[str]] = {}
    for code, entry in entries.items():
        for link in entry.links:
            shared.setdefault(key_of(link.url), set()).add(code)
    taken = {key_of(link.url) for entry in finds.items.values() for link in entry.links}
    for code, entry in entries.items():
        if code in finds.items or code not in {item.code for item in book.checklist.items}:
            continue
        links = tuple(
            replace(link, source="search")
            for link in entry.links
            if key_of(link.url) not in taken
            and not ground.repeats(link)
            and len(shared[key_of(link.url)]) < _SHARED
            and _may_be(link, code, ground, book)
        )
        if links:
            finds.items[code] = replace(entry, links=links)
        elif not entry.links and squash(entry.label) not in ground.template_lines:
            finds.named[code] = entry


def _may_be(link: Link, code: str, ground: Ground, book: TitleBook) -> bool:
    named = book.names(link.text)
    if named and named.code != code and named.rule in (TITLE, LABEL):
        return False
    year = book.checklist.fiscal_year
    return ground.year == year or year_fit(link.text, book.checklist[code], year) < 2


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
    named = book.names(line) if squash(line) not in ground.template_lines else None
    return named.code if named and named.rule in (TITLE, LABEL, NEAR) else ""
