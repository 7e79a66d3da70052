"""
Which links of one page are claimed for which item: by their own words, or by the row they stand in.

A claim is refused where the years in its words or around it are of another branch, and where the
words are a name of its own that nothing around supports.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ita_audit.model import Link, Refusal
from ita_audit.survey.entries import key_of, mark_of
from ita_audit.survey.seen import Seen, SeenPage
from ita_audit.survey.signs import (
    is_side_door,
    only_a_year,
    scheme_year,
    speaks_of_ita,
    year_fit,
    years_named,
)
from ita_audit.survey.titles import LABEL, MORE, NEAR, NUMBER, OTHER_NAME, SHORT, TITLE, Named, TitleBook

ROW, MENU_YEAR = "row_of_list", "year_in_menu"
OFF_YEAR = 10
"""How far a claim whose year is doubtful stands behind the others."""

SHARED, _LIST = 3, 3
"""
From so many items on, a link in every row is the page template's, not evidence; and from so many on
a page is a list on which another name of an item may be believed.
"""

_RANK = {TITLE: 0, LABEL: 0, MENU_YEAR: 1, NEAR: 1, NUMBER: 2, SHORT: 2, MORE: 2, ROW: 3, OTHER_NAME: 4}
Refused = tuple[str, Link, Refusal]


@dataclass(frozen=True, slots=True)
class Ground:
    """
    What is known of a page before it is read: a list or a menu, its year, what the template repeats.

    `titles` are the page's own and the words clicked to it; `template` holds links as (key, words),
    `template_lines` the beginnings of the home page's lines; `ways` holds the keys of the list's own
    pages and of pages visited before it, `before` the links of those.
    """

    is_list: bool
    year: int | None = None
    titles: tuple[str, ...] = ()
    template: frozenset[tuple[str, str]] = frozenset()
    template_lines: frozenset[str] = frozenset()
    ways: frozenset[str] = frozenset()
    before: frozenset[tuple[str, str]] = frozenset()

    def repeats(self, link: Link) -> bool:
        """Tell a link that belongs to the site's frame and not to this list."""
        return self.is_list and (mark_of(link) in self.template or key_of(link.url) in self.ways)


@dataclass(frozen=True, slots=True)
class Claim:
    """One link claimed for one item by one rule and the words that name it; the lower its rank, the surer."""

    code: str
    link: Link
    rule: str
    rank: int
    words: str


@dataclass(frozen=True, slots=True)
class _Said:
    """A link, the item its own words name, and the one that a label above it names, with the label."""

    seen: Seen
    text: Named | None
    row: Named | None
    label: str = ""


def read_claims(page: SeenPage, ground: Ground, book: TitleBook) -> tuple[list[Claim], list[Refused]]:
    """
    Claim the links of a page for items.

    Returns:
        The claims, and the links whose words name an item but that were refused.
    """
    said = [_said(seen, ground, book) for seen in page.links if not ground.repeats(seen.link)]
    linked = {x.text.code for x in said if x.text and (not x.row or x.row.code == x.text.code)}
    rowed = {x.row.code for x in said if x.row and not x.text}
    sure = rowed | {x.text.code for x in said if x.text and x.text.rule != OTHER_NAME}
    claims: list[Claim] = []
    refused: list[Refused] = []
    for one in said:
        named, words = one.text, one.seen.link.text
        stranger = named and one.row and named.code != one.row.code
        if stranger and one.row.code not in linked and named.code in rowed | linked:
            named = None  # a document named after another item, in its own item's row
        if named is None and one.row and (not ground.is_list or len(linked | rowed) > 1):
            named, words = _by_row(one.row, ground), one.label
        if named is None:
            continue
        believed = named.rule != OTHER_NAME or (ground.is_list and len(sure) >= _LIST and one.text)
        why = _why_not(one.seen, named, words, ground, book)
        if why is None and not believed and not _at_home(one.seen, named, ground, book):
            why = Refusal.OTHER_NAME
        if why is not None:
            refused.append((named.code, one.seen.link, why))
        else:
            claims.append(_claim(one.seen, named, words, book))
    return _without_template(claims, ground), refused


def _said(seen: Seen, ground: Ground, book: TitleBook) -> _Said:
    text = book.names(seen.link.text)
    if not ground.is_list:
        text = None if text and text.rule == NUMBER else text
        row = None if text else _year_child(seen, book)
        return _Said(seen, text, row, seen.link.text)
    aside = seen.nav or is_side_door(seen.link.url)
    for place, label in enumerate(() if aside else seen.above):
        row = book.names(label)
        if row and (row.rule != OTHER_NAME or place == 0):
            return _Said(seen, text, row, label)
    return _Said(seen, text, None)


def _by_row(row: Named, ground: Ground) -> Named:
    return row if row.rule == OTHER_NAME else replace(row, rule=ROW if ground.is_list else MENU_YEAR)


def _year_child(seen: Seen, book: TitleBook) -> Named | None:
    """A menu entry that is a year, under an entry that is an item: `แผนดำเนินงาน › ปี 2566`."""
    if not seen.above or not only_a_year(seen.link.text):
        return None
    named = book.names(seen.above[0])
    return named if named and named.rule in (TITLE, LABEL, NEAR) else None


def _why_not(seen: Seen, named: Named, words: str, ground: Ground, book: TitleBook) -> Refusal | None:
    """Refuse a claim by the years in its words, and by the year of the branch it stands in."""
    asked = book.checklist.fiscal_year
    fit = year_fit(words, book.items[named.code], asked)
    branch = next((label for label in seen.above if _is_branch(label, book)), "")
    strange = branch and asked not in years_named(branch)
    stray = strange and (ground.year is None or speaks_of_ita(branch))
    late = fit > 1 and (ground.year != asked or scheme_year(words))
    return Refusal.OTHER_YEAR if stray or late else None


def _is_branch(label: str, book: TitleBook) -> bool:
    """A label with a year opens that year's branch; an item's title bears its document's year instead."""
    return bool(years_named(label)) and not book.names(label)


def _at_home(seen: Seen, named: Named, ground: Ground, book: TitleBook) -> bool:
    """Tell whether a link stands under its item's own sub-indicator."""
    section = book.items[named.code].sub_indicator
    return any(section in book.sections.named(label) for label in (*seen.above, *ground.titles))


def _claim(seen: Seen, named: Named, words: str, book: TitleBook) -> Claim:
    fit = year_fit(words, book.items[named.code], book.checklist.fiscal_year)
    link = replace(seen.link, rule=named.rule, item=named.code, source="search")
    return Claim(named.code, link, named.rule, _RANK[named.rule] + fit * OFF_YEAR, words)


def _without_template(claims: Sequence[Claim], ground: Ground) -> list[Claim]:
    """Leave out what every row or an earlier page repeats: the author, the category, the way back."""
    items: dict[str, set[str]] = {}
    for claim in claims:
        if claim.rule == ROW:
            items.setdefault(key_of(claim.link.url), set()).add(claim.code)
    return [
        claim
        for claim in claims
        if claim.rule != ROW
        or (len(items[key_of(claim.link.url)]) < SHARED and mark_of(claim.link) not in ground.before)
    ]
