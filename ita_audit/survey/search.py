"""
Search a site for the items of a checklist: the ITA page first, then its branch, menus, site map.

A pure function of captured answers: the look asks it what to open next, the desk asks it again
offline and gets the same links, the same candidates and the same trace.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from ita_audit.model import Candidate, Checklist, PageItem, PageLinks, Response, Search, Visit, Visited, Way
from ita_audit.survey.candidates import candidates_of, sitemap_links, sitemap_urls, words_tried
from ita_audit.survey.claims import Ground
from ita_audit.survey.entries import ClickPath, codes_of, key_of, mark_of, with_path
from ita_audit.survey.finds import find_items
from ita_audit.survey.paging import next_pages
from ita_audit.survey.seen import SeenPage
from ita_audit.survey.signs import branch_year
from ita_audit.survey.splash import way_in
from ita_audit.survey.steps import Step, map_steps, own_steps, section_steps, year_steps
from ita_audit.survey.walk import Walk
from ita_audit.trail import is_html

OWN_LIST = 0.8
"""The share of items from which the ITA page is the municipality's own list, and silence on it speaks."""
_MENU, _DOORS = 0.5, 5


@dataclass(frozen=True, slots=True)
class Survey:
    """What a site gives for every item, how it was searched, and which addresses to open next."""

    page: PageLinks | None
    search: Search
    wanted: tuple[str, ...]


def survey(
    answers: Mapping[str, Response],
    checklist: Checklist,
    *,
    site: str,
    ita_page: str,
    max_pages: int,
) -> Survey:
    """
    Survey a site from what was captured of it.

    Args:
        answers: Address to its best captured answer.

        checklist: The year's items; only this fiscal year's branches are followed.

        site: The home page.

        ita_page: The page that the auditor pointed at; may be the home page.

        max_pages: At most so many further pages are opened.

    Returns:
        Links per item with their click paths, the search behind them, and what to open next;
        nothing more is wanted when all items are found or the pages are exhausted.
    """
    return _Survey(Walk(answers, checklist, site, max_pages), site, ita_page).run()


class _Survey:
    """The stages of one survey; each runs only while an item is missing and no answer is awaited."""

    def __init__(self, walk: Walk, site: str, ita_page: str) -> None:
        self.walk, self.site, self.ita_page = walk, site, ita_page
        self.one_page = key_of(site) == key_of(ita_page)
        self.base: PageLinks | None = None
        self.own_list = False
        self.home: SeenPage | None = None
        self.page: SeenPage | None = None
        self.root: ClickPath = ((site, ""),)
        self.home_step = Step(site, Way.HOME, 0, self.root)
        self.page_step = self.home_step

    def run(self) -> Survey:
        """Walk the stages and lay out what they gave."""
        walk = self.walk
        self._start()
        if self.base is None or self.base.refused != "other_scheme":
            for stage in (self._branch, self._menu, self._sections, self._site_map, self._xml_map):
                if walk.missing and not walk.wanted:
                    stage()
            if not walk.wanted and not self._reached():
                self._way_in()
        if not self.own_list:
            for code, entry in walk.later.items():
                if code in walk.missing:
                    walk.found[code] = entry
        return Survey(self._page(), self._search(), tuple(dict.fromkeys(walk.wanted)))

    # ------------------------------------------------------------ start

    def _start(self) -> None:
        """See both start pages, and decide whether the ITA page is a list, a part of one, or none."""
        walk = self.walk
        self.home = walk.start(self.home_step)
        self._pass_splash()
        if self.home is not None:
            walk.learn_template(self.home)
        if not self.one_page:
            self.page_step = Step(self.ita_page, Way.ITA, 0, self._path_to_ita())
            self.page = walk.start(self.page_step)
        else:
            self.page, self.page_step = self.home, self.home_step
        response = walk.response(self.ita_page)
        if response is None or not is_html(response):
            return
        self.base = walk.listed(response, most=None)
        parted = self.page is not None and next_pages(response, [seen.link for seen in self.page.links])
        if self.base.refused == "other_scheme":
            return
        if self._is_menu(self.base) or (self.base.refused and self.one_page):
            self.base = replace(self.base, items={}, refused=self.base.refused or "no_list")
        elif parted or self.base.refused or len(self.base.items) < OWN_LIST * len(walk.checklist.items):
            self._take_part(response, trusted=not parted and not self.base.refused)
        else:
            self.own_list = True
            walk.found |= {c: with_path(entry, self.page_step.path) for c, entry in self.base.items.items()}

    def _pass_splash(self) -> None:
        """Click through a welcome page to the home page proper."""
        response = self.walk.response(self.site)
        door = way_in(response, self.home, self.site) if response and self.home else None
        if door is None:
            return
        step = Step(door[0], Way.HOME, 0, (*self.home_step.path, door))
        page = self.walk.visit(step)
        if page is not None:
            self.home, self.home_step = page, step
            self.one_page = self.one_page or key_of(step.url) == key_of(self.ita_page)

    def _take_part(self, response: Response, *, trusted: bool) -> None:
        """A part of a list: a category that goes on on further pages, or too few items for a list."""
        if self.page is None:
            return
        walk = self.walk
        ways = {key_of(url) for url, _ in next_pages(response, [s.link for s in self.page.links])}
        frame = (frozenset(), frozenset()) if self.one_page else (walk.template, walk.template_lines)
        year = branch_year((self.page_step.path[-1][1], *self.page.titles), walk.checklist.fiscal_year)
        ground = Ground(True, year, self.page.titles, *frame, frozenset(ways | walk.keys))
        listed = walk.listed(response, most=None)
        walk.take(find_items(self.page, ground, walk.book, listed, trusted=trusted), self.page_step)
        self.base = replace(self.base, items={})

    def _is_menu(self, page: PageLinks) -> bool:
        """Tell whether what was read as a list is the site's menu: every page of the site has it."""
        if self.page is None:
            return False
        if self.one_page:
            titled = find_items(self.page, Ground(False), self.walk.book).items
            return len(titled) >= _MENU * len(page.items)
        links = [link for entry in page.items.values() for link in entry.links]
        return bool(links) and sum(mark_of(x) in self.walk.template for x in links) >= _MENU * len(links)

    def _path_to_ita(self) -> ClickPath:
        """How a visitor clicks from the home page to the ITA page; the ITA page alone when no link is seen."""
        for seen in self.home.links if self.home else ():
            if key_of(seen.link.url) == key_of(self.ita_page):
                return (*self.home_step.path, (self.ita_page, seen.link.text))
        return ((self.ita_page, ""),)

    # ------------------------------------------------------------ stages

    def _branch(self) -> None:
        """The branch of the ITA page: its next pages, sub-indicators and year pages; the year's menu."""
        walk, steps = self.walk, []
        if self.page is not None and not self.one_page:
            links = walk.own_links(self.page, walk.found.values())
            lead = section_steps if self.own_list else own_steps
            steps += walk.paging(self.page_step, self.page)
            steps += lead(links, walk.aim, self.page_step.path, 1)
        if self.home is not None and not self.own_list:
            steps += year_steps(self.home.links, walk.aim, self.home_step.path, 1 if self.one_page else 0)
        walk.follow(steps)

    def _menu(self) -> None:
        """The words of the home page's own links and menus."""
        if self.home is not None:
            finds = find_items(self.home, Ground(False), self.walk.book)
            self.walk.take(finds, self.home_step, outside=self.own_list)

    def _sections(self) -> None:
        """The pages of sub-indicators that the menus name."""
        if self.home is not None:
            self.walk.follow(section_steps(self.home.links, self.walk.aim, self.home_step.path, 1))

    def _site_map(self) -> None:
        """The site's map, where a page links to one."""
        for page, step in ((self.home, self.home_step), (self.page, self.page_step)):
            if page is not None:
                self.walk.follow(map_steps(page.links, self.walk.aim, step.path), levels=1)

    def _xml_map(self) -> None:
        """The map for search engines: its addresses are candidates only, no visitor clicks there."""
        if not self.own_list:
            for url in sitemap_urls(self.walk.answers.values(), self.site):
                self.walk.open_map(url)

    def _reached(self) -> bool:
        """Tell whether a click path from the home page to the ITA page was seen, or cannot be."""
        return self.one_page or self.home is None or self.page_step.path[:1] == self.root

    def _way_in(self) -> None:
        """No link of the home page leads to the ITA page: look at the pages its ITA entries lead to."""
        steps = year_steps(self.home.links, self.walk.aim, self.home_step.path, 1)
        self.walk.look_in(steps[:_DOORS])
        for link, path in self.walk.pool:
            if key_of(link.url) == key_of(self.ita_page) and path[:1] == self.root:
                self.walk.lead_in(self.page_step.path, (*path, (self.ita_page, link.text)))
                return

    # ------------------------------------------------------------ results

    def _page(self) -> PageLinks | None:
        walk = self.walk
        entries = {**walk.named, **walk.found}
        if self.base is None and not entries:
            return None
        base = self.base or PageLinks(self.ita_page, walk.checklist.fiscal_year, walk.checklist.scheme, {})
        if not entries:
            return base
        ordered = {item.code: entries[item.code] for item in walk.checklist.items if item.code in entries}
        placed = {key_of(link.url) for entry in ordered.values() for link in entry.links}
        rest = tuple(link for link in base.unplaced if key_of(link.url) not in placed)
        return replace(base, items=ordered, unplaced=rest, refused="", refused_th="")

    def _search(self) -> Search:
        walk = self.walk
        entries = {**walk.named, **walk.found}
        lacking = [i for i in walk.checklist.items if not _has_link(entries.get(i.code))]
        near: dict[str, tuple[Candidate, ...]] = {}
        if not walk.wanted:
            near = candidates_of(walk, lacking, sitemap_links(walk.answers.values(), self.site))
        return Search(
            visits=tuple(replace(visit, items=self._items_on(visit)) for visit in walk.visits),
            candidates=near,
            words={item.code: words_tried(item) for item in lacking},
            own_list=self.own_list,
            located=sum(_has_link(entry) for entry in entries.values()),
            asked=len(walk.checklist.items),
            gaps=self._gaps(),
        )

    def _items_on(self, visit: Visit) -> tuple[str, ...]:
        """The items whose links a visitor clicks on this page."""
        here = key_of(visit.url)
        return codes_of(
            entry
            for entry in self.walk.found.values()
            if any(len(link.path) > 1 and key_of(link.path[-2][0]) == here for link in entry.links)
        )

    def _gaps(self) -> tuple[str, ...]:
        walk = self.walk
        starts = {self.site: "หน้าแรก", self.ita_page: "หน้า ITA"}
        closed = {v.url for v in walk.visits if v.state is not Visited.READ}
        gaps = [f"อ่าน{name} ไม่ได้" for url, name in starts.items() if url in closed]
        further = [v for v in walk.visits if v.url not in starts and v.path]
        for state in (Visited.NOT_OPENED, Visited.FAILED, Visited.SCRIPTS):
            count = sum(visit.state is state for visit in further)
            gaps += [f"{state.th} {count} หน้า"] if count else []
        gaps += [f"เปิดได้ไม่เกิน {walk.max_pages} หน้า ยังเหลืออย่างน้อย {walk.cut} หน้า"] if walk.cut else []
        gaps += [f"หน้ายาวเกินจนอ่านไม่หมด {walk.partial} หน้า"] if walk.partial else []
        return tuple(gaps)


def _has_link(entry: PageItem | None) -> bool:
    return bool(entry and entry.links)
