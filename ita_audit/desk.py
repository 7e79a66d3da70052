"""
The captured answers of a case laid out: each item's evidence picked up, checked and read.

Offline: nothing here opens an address; documents are read in the sandbox.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from ita_audit.engagement import Engagement
from ita_audit.evidence import Capture
from ita_audit.linkcheck import SiteContext, best_answer, check_link, opens_rung, see, site_context
from ita_audit.model import (
    Checklist,
    Item,
    Ladder,
    Link,
    LinkCheck,
    LinkStatus,
    Observed,
    Opens,
    PageLinks,
    Reading,
    Response,
    TextPart,
    Verdict,
)
from ita_audit.periods import read_period
from ita_audit.remarks import PREVIOUS_FILE, find_remarks, load_previous, mask_quotes, without_personal
from ita_audit.sandbox import Job, read_each
from ita_audit.shown import as_shown, not_shown, shown_pages, told
from ita_audit.survey import Survey, survey
from ita_audit.trail import MENU_PAGES, best_answers, has_inner, inner_links, is_html, links_of
from ita_audit.verdicts import LOOKS_NEEDED, climb, judge, with_remarks

Progress = Callable[[int, int], None]


class Desk:
    """The captured answers of a case laid out so that each item's evidence can be picked up."""

    def __init__(
        self,
        case: Engagement,
        checklist: Checklist,
        captures: Sequence[Capture],
        submitted: tuple[Link, ...],
    ) -> None:
        self.case, self.checklist, self.captures = case, checklist, captures
        self.last = captures[-1] if captures else None
        seen = as_shown(self.last.responses) if self.last else []
        self.answers = _by_address(seen)
        self.sights = {url: [see(r) for r in answers] for url, answers in self.answers.items()}
        self.site: SiteContext = site_context(s for many in self.sights.values() for s in many)
        found = self._survey(seen)
        self.page, self.search = self._told(found.page), found.search
        self.links = links_of(self.page, submitted)
        self.menus = [r for r in seen if is_html(r)][:MENU_PAGES]
        self._looks: dict[int, tuple[Mapping[str, list[Response]], SiteContext]] = {}

    def _told(self, page: PageLinks | None) -> PageLinks | None:
        """Say of the ITA page what only scripts would show, and why no browser showed it."""
        captured, url = self.last.responses if self.last else (), self.case.ita_page
        return told(
            page,
            self.answer(url),
            rendered=url in shown_pages(captured),
            why=not_shown(captured).get(url, ""),
        )

    def _survey(self, seen: Sequence[Response]) -> Survey:
        """Search the captured pages as the look did, under the cap that the look kept to."""
        cap = self.last.info.settings.get("max_pages") if self.last else None
        return survey(
            best_answers(seen),
            self.checklist,
            site=self.case.site,
            ita_page=self.case.ita_page,
            max_pages=cap if isinstance(cap, int) else self.case.look.max_pages,
        )

    def answer(self, url: str) -> Response | None:
        """The answer of the last look that speaks for an address; None when it was not asked."""
        answers = self.answers.get(url)
        return answers[best_answer(self.sights[url], site=self.site)] if answers else None

    def check(self, url: str) -> LinkCheck:
        """Check one address from what the last look saw of it."""
        return check_link(url, self.sights.get(url, []), site=self.site)

    def _agreeing(self, url: str) -> int:
        """Count the latest looks in a row, as many as a conclusion needs, that could not reach an address."""
        for back in range(min(len(self.captures), LOOKS_NEEDED)):
            answers, site = self._look(back)
            seen = answers.get(url)
            if not seen or opens_rung(check_link(url, seen, site=site).status) is not Opens.UNREACHABLE:
                return back
        return min(len(self.captures), LOOKS_NEEDED)

    def _look(self, back: int) -> tuple[Mapping[str, list[Response]], SiteContext]:
        """The answers by address and the site as a look saw it, 0 the last; read when asked for."""
        if back == 0:
            return self.answers, self.site
        if back not in self._looks:
            seen = as_shown(self.captures[-1 - back].responses)
            self._looks[back] = (_by_address(seen), site_context(seen))
        return self._looks[back]

    def observe(self, progress: Progress | None) -> tuple[Observed, ...]:
        """Lay out every link and the files behind it; read each payload once, its periods while others are read."""
        seen = [one for item in self.checklist.items for one in self._of(item)]
        jobs: dict[tuple[str, str], Job] = {}
        places: dict[tuple[str, str], list[int]] = {}
        for place, one in enumerate(seen):
            response = self.answer(one.link.url)
            if response is not None and _opened(one.check) and response.content:
                key = (one.check.sha256 or one.link.url, one.check.final_url)
                jobs[key] = (response.content, response.final_url, response.header("content-type"))
                places.setdefault(key, []).append(place)
        wanted = list(jobs)
        for number, reading in read_each(list(jobs.values()), progress=progress):
            for place in places[wanted[number]]:
                seen[place] = self._read(seen[place], reading)
        return tuple(seen)

    def _of(self, item: Item) -> list[Observed]:
        look_id = self.last.info.look_id if self.last else ""
        seen: list[Observed] = []
        for number, link in enumerate(self.links.get(item.code, ()), 1):
            ref = f"E-{item.code}-{number:02d}"
            seen.append(Observed(ref, item.code, link, self.check(link.url), look_id=look_id))
            if has_inner(item.kind) and _opened(seen[-1].check):
                seen += self._behind(item, link, ref, look_id)
        return seen

    def _behind(self, item: Item, link: Link, ref: str, look_id: str) -> list[Observed]:
        behind = inner_links(
            self.answer(link.url),
            site=self.case.site,
            others=self.menus,
            given=self.links,
            limit=self.case.look.inner_links,
        )
        direct = {given.url for given in self.links.get(item.code, ())}
        files = [
            inner
            for inner in behind
            if inner.url not in direct and not is_html(self.answer(inner.url)) and inner.url in self.answers
        ]
        return [
            Observed(
                f"{ref}.{n}",
                item.code,
                replace(inner, path=(*link.path, (inner.url, inner.text)) if link.path else ()),
                self.check(inner.url),
                look_id=look_id,
                parent=ref,
            )
            for n, inner in enumerate(files, 1)
        ]

    def _read(self, seen: Observed, reading: Reading) -> Observed:
        label = (TextPart("label", seen.link.text),) if seen.link.text else ()
        period = read_period((*reading.parts, *label))
        return without_personal(replace(seen, reading=reading, period=period))

    def ladders(self, observed: Sequence[Observed]) -> dict[str, Ladder]:
        """Climb the five rungs for every item of the checklist, with what is noticed beside them."""
        by_item: dict[str, list[Observed]] = {}
        payloads: dict[str, list[str]] = {}
        for seen in observed:
            by_item.setdefault(seen.item, []).append(seen)
            if seen.check.sha256 and seen.reading is not None and seen.reading.kind != "html":
                payloads.setdefault(seen.check.sha256, []).append(seen.item)
        shared = {sha: tuple(dict.fromkeys(items)) for sha, items in payloads.items() if len(set(items)) > 1}
        by_ref = {seen.ref: seen for seen in observed}
        before = load_previous(self.case.input / PREVIOUS_FILE)
        remarks = find_remarks(self.checklist, observed, before=before)
        climbed = {
            item.code: climb(
                item,
                self.page.items.get(item.code) if self.page else None,
                by_item.get(item.code, []),
                fiscal_year=self.case.fiscal_year,
                page=self.page,
                duplicates=shared,
                checklist=self.checklist,
                search=self.search,
                partner_observed=by_item.get(item.agrees_with or "", []),
                looked=self.last is not None,
            )
            for item in self.checklist.items
        }
        return {
            code: with_remarks(mask_quotes(ladder, by_ref), remarks.get(code, ()))
            for code, ladder in climbed.items()
        }

    def verdicts(self, ladders: Mapping[str, Ladder], observed: Sequence[Observed]) -> dict[str, Verdict]:
        """Conclude every item, knowing how many looks agree on what was unreachable."""
        return {
            code: judge(ladder, self.checklist[code], looks=self.looks_agreeing(observed, code))
            for code, ladder in ladders.items()
        }

    def looks_agreeing(self, observed: Sequence[Observed], code: str) -> int:
        """Count the looks in a row in which what an item's links could not reach was unreachable."""
        lost = [s for s in observed if s.item == code and opens_rung(s.check.status) is Opens.UNREACHABLE]
        return min((self._agreeing(seen.link.url) for seen in lost), default=0)


def _by_address(seen: Sequence[Response]) -> dict[str, list[Response]]:
    answers: dict[str, list[Response]] = {}
    for response in seen:
        answers.setdefault(response.url, []).append(response)
    return answers


def _opened(check: LinkCheck) -> bool:
    return opens_rung(check.status) in (Opens.YES, Opens.CERTIFICATE) and check.status is not LinkStatus.EMPTY
