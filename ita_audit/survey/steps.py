"""Which links of a visited page lead on: to the asked year, a sub-indicator, the ITA page, a site map."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ita_audit.model import Checklist, Way
from ita_audit.survey.entries import ClickPath, key_of
from ita_audit.survey.seen import Seen
from ita_audit.survey.signs import (
    branch_year,
    is_file,
    is_side_door,
    is_site_map,
    says_nothing,
    speaks_of_ita,
    years_named,
)
from ita_audit.survey.titles import TITLE, TitleBook
from ita_audit.trail import same_site


@dataclass(frozen=True, slots=True)
class Step:
    """A page to open: its address, why, how a visitor clicks to it, and the year its label gives."""

    url: str
    way: Way
    level: int
    path: ClickPath
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Aim:
    """What is searched for: the items not found yet, on which site, of which checklist."""

    book: TitleBook
    missing: frozenset[str]
    site: str

    @property
    def checklist(self) -> Checklist:
        """The checklist of the case."""
        return self.book.checklist

    @property
    def sections(self) -> frozenset[str]:
        """The sub-indicators that have a missing item."""
        return frozenset(i.sub_indicator for i in self.checklist.items if i.code in self.missing)


Pages = Sequence[tuple[Seen, int | None]]


def year_steps(links: Iterable[Seen], aim: Aim, path: ClickPath, level: int) -> list[Step]:
    """The links labelled with the asked year of the assessment, and those of the assessment without a year."""
    return _years(_pages(links, aim), path, level)


def section_steps(links: Iterable[Seen], aim: Aim, path: ClickPath, level: int) -> list[Step]:
    """The links that name a sub-indicator which has a missing item; the asked year's first."""
    return _sections(_pages(links, aim), aim, path, level)


def own_steps(links: Iterable[Seen], aim: Aim, path: ClickPath, level: int) -> list[Step]:
    """
    All that leads on from a page of the ITA branch, menus left out by the caller.

    Labels of the asked year and sub-indicators first, links that name nothing last.
    """
    pages = _pages(links, aim)
    years = _years(pages, path, level)
    ready = [step for step in years if step.year] + _sections(pages, aim, path, level)
    ready += [step for step in years if not step.year]
    ready += [
        _step(seen, Way.YEAR, level, path, year)
        for seen, year in pages
        if year and years_named(seen.link.text)
    ]
    ready += [
        _step(seen, Way.UNNAMED, level, path, year) for seen, year in pages if says_nothing(seen.link.text)
    ]
    once: dict[str, Step] = {}
    for step in ready:
        once.setdefault(key_of(step.url), step)
    return list(once.values())


def _years(pages: Pages, path: ClickPath, level: int) -> list[Step]:
    found = []
    for seen, year in pages:
        dated = years_named(seen.link.text) and any(map(speaks_of_ita, seen.above))
        if dated or speaks_of_ita(seen.link.text):
            found.append(_step(seen, Way.YEAR if year else Way.ITA, level, path, year))
    return _labelled_first(found)


def _sections(pages: Pages, aim: Aim, path: ClickPath, level: int) -> list[Step]:
    wanted = aim.sections
    return _labelled_first(
        [
            _step(seen, Way.SECTION, level, path, year)
            for seen, year in pages
            if aim.book.sections.named(seen.link.text) & wanted
        ]
    )


def map_steps(links: Iterable[Seen], aim: Aim, path: ClickPath) -> list[Step]:
    """The links to the site's map."""
    return [
        _step(seen, Way.SITE_MAP, 1, path, None)
        for seen, _ in _pages(links, aim)
        if is_site_map(seen.link.text)
    ]


def _pages(links: Iterable[Seen], aim: Aim) -> Pages:
    """Links to pages of the same site that no other year's label stands over and that are no item's."""
    asked, found = aim.checklist.fiscal_year, []
    for seen in links:
        url = seen.link.url
        if not url.startswith(("http:", "https:")) or not same_site(url, aim.site):
            continue
        year = branch_year((seen.link.text, *seen.above), asked)
        if year not in (None, asked) or is_file(url) or is_side_door(url):
            continue
        named = aim.book.names(seen.link.text)
        if not named or (named.rule == TITLE and aim.book.section_too(seen.link.text)):
            found.append((seen, year))
    return found


def _labelled_first(steps: list[Step]) -> list[Step]:
    return sorted(steps, key=lambda step: step.year is None)


def _step(seen: Seen, way: Way, level: int, path: ClickPath, year: int | None) -> Step:
    url = seen.link.url.partition("#")[0]
    return Step(url, way, level, (*path, (url, seen.link.text)), year)
