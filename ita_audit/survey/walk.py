"""
Walk the captured pages of one look from the home page and the ITA page, two levels deep.

Pure: what was captured decides which pages are read and which address should be opened next; the
look asks before each wave, the desk asks again years later and walks the same way.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache

from ita_audit.model import Checklist, Link, PageItem, PageLinks, Response, Visit, Visited, Way
from ita_audit.pages import read_page
from ita_audit.survey.claims import Ground, Refused
from ita_audit.survey.entries import clicked, joined, key_of, line_mark, mark_of, with_path
from ita_audit.survey.finds import DOUBTFUL, Finds, find_items
from ita_audit.survey.paging import next_pages, parts_of_list
from ita_audit.survey.seen import MAX_BYTES, Seen, SeenPage, see
from ita_audit.survey.signs import branch_year, year_fit
from ita_audit.survey.steps import Aim, ClickPath, Step, own_steps
from ita_audit.survey.titles import LABEL, NEAR, TITLE, title_book
from ita_audit.trail import is_html, same_site

LEVELS = 2
OUTSIDE = "not_on_ita_page"
PAGE_TITLE = "page_title"
_GONE = (404, 410)
_LISTS = (Way.ITA, Way.YEAR, Way.SECTION, Way.PAGING, Way.UNNAMED)
_PIECES = re.compile(r"\s[|–—»:-]\s|[|»]")


class Walk:
    """The state of one search: what was visited, found, refused, and what should be opened next."""

    def __init__(
        self, answers: Mapping[str, Response], checklist: Checklist, site: str, max_pages: int
    ) -> None:
        self.answers = {key_of(url): response for url, response in answers.items()}
        self.checklist, self.site, self.max_pages = checklist, site, max_pages
        self.book = title_book(checklist)
        self.visits: list[Visit] = []
        self.found: dict[str, PageItem] = {}
        self.named: dict[str, PageItem] = {}
        self.later: dict[str, PageItem] = {}
        self.refused: list[Refused] = []
        self.pool: list[tuple[Link, ClickPath]] = []
        self.wanted: list[str] = []
        self.keys: set[str] = set()
        self.marks: set[tuple[str, str]] = set()
        self.template: frozenset[tuple[str, str]] = frozenset()
        self.template_lines: frozenset[str] = frozenset()
        self.level_of: dict[str, int] = {}
        self.opened = self.cut = self.partial = 0

    @property
    def missing(self) -> frozenset[str]:
        """The items that have no link yet and that the ITA page's own list does not settle."""
        return frozenset(item.code for item in self.checklist.items if item.code not in self.found)

    @property
    def aim(self) -> Aim:
        """What the next steps are chosen for."""
        return Aim(self.book, self.missing, self.site)

    # ------------------------------------------------------------ pages

    def response(self, url: str) -> Response | None:
        """The captured answer of an address, by whatever spelling it was asked."""
        return self.answers.get(key_of(url))

    def start(self, step: Step) -> SeenPage | None:
        """See the home page or the ITA page; they are opened by every look and count for no cap."""
        self.keys.add(key_of(step.url))
        response = self.response(step.url)
        state, page = self._state(response)
        self._note(step, state, response, page)
        return page

    def learn_template(self, page: SeenPage) -> None:
        """Take the home page's links and lines as what every page of the site repeats."""
        self.template = frozenset(mark_of(seen.link) for seen in page.links)
        self.template_lines = frozenset(line_mark(line) for line in page.lines)

    def own_links(self, page: SeenPage, taken: Iterable[PageItem] = ()) -> list[Seen]:
        """The links of a page that are neither the site's menu nor given to an item."""
        placed = {key_of(link.url) for entry in taken for link in entry.links}
        return [
            seen
            for seen in page.links
            if mark_of(seen.link) not in self.template and key_of(seen.link.url) not in placed
        ]

    def visit(self, step: Step) -> SeenPage | None:
        """See a further page and take what it gives; None when it is known, capped, closed or not captured."""
        key = key_of(step.url)
        if key in self.keys:
            return None
        if self.opened >= self.max_pages:
            self.cut += 1
            return None
        self.keys.add(key)
        self.opened += 1
        response = self.response(step.url)
        if response is None:
            self.wanted.append(step.url)
        state, page = self._state(response)
        asked = self.checklist.fiscal_year
        if page is not None and step.way in _LISTS and self._year(step, page) not in (None, asked):
            state, page = Visited.OTHER_YEAR, None
        if page is not None:
            final = key_of(response.final_url)
            if final != key and final in self.keys:
                state, page = Visited.SAME_PAGE, None
            self.keys.add(final)
        if page is not None and step.way is not Way.HOME:
            self._read(step, page, response)
        self._note(step, state, response, page)
        return page

    def _state(self, response: Response | None) -> tuple[Visited, SeenPage | None]:
        if response is None:
            return Visited.NOT_OPENED, None
        if response.error or (response.http_status or 0) >= 400:
            gone = not response.error and response.http_status in _GONE
            return (Visited.GONE if gone else Visited.FAILED), None
        if not is_html(response) or not same_site(response.final_url, self.site):
            return Visited.NOT_A_PAGE, None
        page = see(response)
        return (Visited.SCRIPTS, None) if page.scripts else (Visited.READ, page)

    def _year(self, step: Step, page: SeenPage) -> int | None:
        """The year of a page: that of its label, else the one that its heading or title names."""
        titles = [title for title in page.titles if not self.book.names(title)]
        return step.year or branch_year(titles, self.checklist.fiscal_year)

    def listed(self, response: Response, *, most: int | None = MAX_BYTES) -> PageLinks:
        """A captured page as the list reader reads it, at most so many bytes of it."""
        kind = response.header("content-type")
        return _listed(response.content[:most], response.final_url, self.checklist, kind)

    def _note(self, step: Step, state: Visited, response: Response | None, page: SeenPage | None) -> None:
        status = response.http_status if response else None
        links = len(page.links) if page else 0
        self.visits.append(Visit(step.url, step.way, step.level, step.path, state, status, links))
        if page is not None:
            self.partial += page.cut
            self.pool += [(seen.link, step.path) for seen in page.links]
            self.marks |= {mark_of(seen.link) for seen in page.links}

    # ------------------------------------------------------------ finds

    def _read(self, step: Step, page: SeenPage, response: Response) -> None:
        parts = parts_of_list(response.final_url, (seen.link.url for seen in page.links))
        ground = Ground(
            is_list=step.way in _LISTS,
            year=self._year(step, page),
            titles=(*page.titles, *(words for _, words in step.path)),
            template=self.template,
            template_lines=self.template_lines,
            ways=frozenset({*map(key_of, parts), *self.keys}),
            before=frozenset(self.marks),
        )
        listed = self.listed(response) if ground.is_list else None
        finds = find_items(page, ground, self.book, listed)
        if step.way is Way.UNNAMED and len(finds.items) < 2:
            finds = self._titled(step, page) or finds
        self.take(finds, step)

    def _titled(self, step: Step, page: SeenPage) -> Finds | None:
        """A page that bears an item's title, behind a link that names nothing, is the item's page."""
        for title in page.titles:
            for piece in (title, *_PIECES.split(title)):
                named = self.book.names(piece)
                if named and named.rule in (TITLE, LABEL, NEAR):
                    item, words = self.book.items[named.code], step.path[-1][1]
                    if year_fit(piece, item, self.checklist.fiscal_year) > 1 and not step.year:
                        return None
                    above = step.path[-2][0] if len(step.path) > 1 else ""
                    link = Link(step.url, step.url, words, PAGE_TITLE, item.code, above, "search", step.path)
                    return Finds({item.code: PageItem(item.code, piece[:60], (link,))})
        return None

    def take(self, finds: Finds, step: Step, *, outside: bool = False) -> None:
        """Keep what a page gives for items still missing; the first page that gives an item has it."""
        level = step.level if step.way in _LISTS else -1
        for code, entry in finds.items.items():
            entry = with_path(entry, step.path, OUTSIDE if outside else "")
            if any(doubt.startswith(DOUBTFUL) for doubt in entry.doubts):
                self.later.setdefault(code, entry)
            elif code in self.missing:
                self.found[code], self.level_of[code] = entry, level
            elif self.level_of.get(code, -1) == level >= 0:
                self.found[code] = joined(self.found[code], entry, self.book.items[code])
        for code, entry in finds.named.items():
            self.named.setdefault(code, entry)
        self.refused += [(code, clicked(link, step.path), why) for code, link, why in finds.refused]

    def lead_in(self, old: ClickPath, new: ClickPath) -> None:
        """Put the way from the home page before every path that began at the ITA page."""

        def led(path: ClickPath) -> ClickPath:
            return (*new, *path[len(old) :]) if path[: len(old)] == old else path

        for code, entry in self.found.items():
            links = tuple(replace(link, path=led(link.path)) for link in entry.links)
            self.found[code] = replace(entry, links=links)
        self.visits = [replace(visit, path=led(visit.path)) for visit in self.visits]
        self.pool = [(link, led(path)) for link, path in self.pool]

    # ------------------------------------------------------------ levels

    def follow(self, steps: list[Step], *, levels: int = LEVELS) -> None:
        """
        Open pages level by level: first those labelled with the asked year, then the others.

        Stops where a page has no answer yet, and as soon as no item is missing.
        """
        for labelled in (True, False):
            level = [step for step in steps if bool(step.year) is labelled]
            for _ in range(levels):
                if not self.missing or self.wanted:
                    return
                level = self._level(level)

    def _level(self, steps: list[Step]) -> list[Step]:
        queue, onward = deque(steps), []
        while queue and self.missing:
            step = queue.popleft()
            page = self.visit(step)
            if page is None:
                continue
            queue.extend(self.paging(step, page))
            onward += own_steps(
                self.own_links(page, self.found.values()), self.aim, step.path, step.level + 1
            )
        return onward

    def look_in(self, steps: Iterable[Step]) -> None:
        """Open pages for what links to the ITA page, whether an item is missing or not."""
        for step in steps:
            self.visit(step)

    def open_map(self, url: str) -> None:
        """Ask for a sitemap.xml: it is no page of the site and is read for candidates only."""
        if key_of(url) in self.keys or self.opened >= self.max_pages:
            return
        self.keys.add(key_of(url))
        self.opened += 1
        response = self.response(url)
        if response is None:
            self.wanted.append(url)
        state = Visited.NOT_OPENED if response is None else self._state(response)[0]
        if state is Visited.NOT_A_PAGE and b"<loc>" in response.content[:5_000]:
            state = Visited.READ
        self._note(Step(url, Way.SITE_MAP, 1, ()), state, response, None)

    def paging(self, step: Step, page: SeenPage) -> list[Step]:
        """The next pages of the list that a page shows a part of."""
        response = self.response(step.url)
        if response is None or step.way is Way.SITE_MAP:
            return []
        return [
            Step(url, Way.PAGING, step.level, (*step.path, (url, words)), step.year)
            for url, words in next_pages(response, [seen.link for seen in page.links])
            if key_of(url) not in self.keys
        ]


@lru_cache(maxsize=64)
def _listed(html: bytes, url: str, checklist: Checklist, content_type: str) -> PageLinks:
    """Read a list once: a look asks again before every wave."""
    return read_page(html, url=url, checklist=checklist, content_type=content_type)
