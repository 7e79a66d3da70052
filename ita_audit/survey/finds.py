"""
What one visited page gives: the items whose links stand on it, and names that were refused.

A menu or site map gives a link only by the link's own words. A page of a list (a sub-indicator, a
category, a year's page) gives links by the row, card or heading they stand in as well.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from ita_audit.model import Item, Link, PageItem, PageLinks, Refusal
from ita_audit.survey.entries import LISTED_TWICE, is_set, key_of, line_mark, mark_of
from ita_audit.survey.seen import Seen, SeenPage
from ita_audit.survey.signs import is_file, only_a_year, scheme_year, speaks_of_ita, year_fit, years_named
from ita_audit.survey.titles import LABEL, MORE, NEAR, NUMBER, OTHER_NAME, SHORT, TITLE, Named, TitleBook

ROW, MENU_YEAR = "row_of_list", "year_in_menu"
_RANK = {TITLE: 0, LABEL: 0, MENU_YEAR: 1, NEAR: 1, NUMBER: 2, SHORT: 2, MORE: 2, ROW: 3, OTHER_NAME: 4}
_OFF_YEAR = 10
_SHARED = 3
"""From so many items on, a link in every row is the page template's, not evidence."""


@dataclass(frozen=True, slots=True)
class Ground:
    """
    What is known of a page before it is read: a list or a menu, its year, what the template repeats.

    `template` holds links as (key, words), `template_lines` the beginnings of the home page's lines;
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
    finds = Finds()
    claims = _claims(page, ground, book, finds)
    by_item: dict[str, list[_Claim]] = {}
    for claim in claims:
        by_item.setdefault(claim.code, []).append(claim)
    for code, own in by_item.items():
        finds.items[code] = _entry(book.checklist[code], own)
    if ground.is_list:
        _fill(finds, ground, book, read, trusted)
        _name(finds, page, ground, book)
    return finds


def _claims(page: SeenPage, ground: Ground, book: TitleBook, finds: Finds) -> list[_Claim]:
    here = [seen for seen in page.links if not ground.repeats(seen.link)]
    said = [(seen, *_said(seen, ground, book)) for seen in here]
    linked = {text.code for _, text, row in said if text and (not row or row[0].code == text.code)}
    rowed = {row[0].code for _, text, row in said if row and not text}
    claims = []
    for seen, text, row in said:
        other = text and row and text.code != row[0].code
        if other and row[0].code not in linked and text.code in rowed | linked:
            text = None  # a document named after another item, in its own item's row
        if text:
            claim = _judged(seen, text, seen.link.text, ground, book, finds)
        elif row and (not ground.is_list or len(linked | rowed) > 1):
            rule = ROW if ground.is_list else MENU_YEAR
            claim = _judged(seen, replace(row[0], rule=rule), row[1], ground, book, finds)
        else:
            claim = None
        claims += [claim] if claim else []
    return _without_template(claims)


Row = tuple[Named, str] | None


def _said(seen: Seen, ground: Ground, book: TitleBook) -> tuple[Named | None, Row]:
    """The item that a link's own words name; the one that a label above it names, with the label."""
    text = book.names(seen.link.text)
    if not ground.is_list:
        text = None if text and text.rule == NUMBER else text
        return text, None if text else _year_child(seen, book)
    rows = ((book.names(label), label) for label in (() if seen.nav else seen.above))
    return text, next(((row, label) for row, label in rows if row and row.rule != OTHER_NAME), None)


def _year_child(seen: Seen, book: TitleBook) -> Row:
    """A menu entry that is a year, under an entry that is an item: `แผนดำเนินงาน › ปี 2566`."""
    if not seen.above or not only_a_year(seen.link.text):
        return None
    named = book.names(seen.above[0])
    return (named, seen.link.text) if named and named.rule in (TITLE, LABEL, NEAR) else None


def _judged(
    seen: Seen, named: Named, words: str, ground: Ground, book: TitleBook, finds: Finds
) -> _Claim | None:
    """Take a claim, put it behind others, or refuse it, by the years in its words and around it."""
    asked = book.checklist.fiscal_year
    fit = year_fit(words, book.checklist[named.code], asked)
    branch = next((label for label in seen.above if _is_branch(label, book)), "")
    strange = branch and asked not in years_named(branch)
    stray = strange and (ground.year is None or speaks_of_ita(branch))
    if stray or (fit > 1 and (ground.year != asked or scheme_year(words))):
        finds.refused.append((named.code, seen.link, Refusal.OTHER_YEAR))
        return None
    link = replace(seen.link, rule=named.rule, item=named.code, source="search")
    return _Claim(named.code, link, named.rule, _RANK[named.rule] + fit * _OFF_YEAR)


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


def _entry(item: Item, claims: list[_Claim]) -> PageItem:
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
        doubts.append(f"other_name:{kept[0].link.text[:60]}")
    return PageItem(item.code, kept[0].link.text[:60], tuple(links.values()), "", tuple(doubts))


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
            and len(shared[key_of(link.url)]) < _SHARED
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
    named = book.names(line) if line_mark(line) not in ground.template_lines else None
    return named.code if named and named.rule in (TITLE, LABEL, NEAR) else ""
