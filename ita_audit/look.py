"""
Make one look (รอบตรวจ): a dated pass over the site into the evidence, polite and resumable.

The only module that puts the network and the evidence together; what the bytes mean is not its
business, only which address comes next (`trail`, `survey`) and which page needs a browser (`shown`).
"""

from __future__ import annotations

import dataclasses
import hashlib
import time
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

from ita_audit.checklist import load_checklist
from ita_audit.engagement import Engagement, LookSettings
from ita_audit.errors import LookError
from ita_audit.evidence import LookWriter, open_look
from ita_audit.fetch import Fetcher, network_is_down
from ita_audit.fetch.network import OutageWatch
from ita_audit.fetch.tls import read_roots
from ita_audit.linkcheck import Sighting, see
from ita_audit.model import RENDER, RENDERED, Checklist, Link, LookInfo, PageLinks, Response
from ita_audit.own_paper import addresses_of, load_own_paper
from ita_audit.pictures import Progress, keep_pictures
from ita_audit.render import as_response, missing_extra, not_rendered, render
from ita_audit.shown import MAX_RENDERED, as_shown, to_render
from ita_audit.survey import survey
from ita_audit.trail import (
    MENU_PAGES,
    best_answers,
    has_inner,
    inner_links,
    is_html,
    links_of,
    load_submitted,
    negatives,
    probes,
)

"""Told after each answer: the stage, how many are done, how many there are."""

_READ = {"home", "page", "index", "link"}
"""Purposes of pages that are read for what they list."""


def look(
    case: Engagement, *, settings: LookSettings | None = None, progress: Progress | None = None
) -> LookInfo:
    """
    Pass once over the site of a case and keep everything that was seen.

    A look that was stopped goes on where it stopped: what is captured is not fetched again.

    Args:
        case: The case whose evidence grows.

        settings: Pace and permissions; None takes those of engagement.toml.

        progress: Called after each answer with (stage, done, total).

    Raises:
        LookError: Another look of this case runs, nothing more can be written, or the look is void
            because a canary failed or this machine's own network is down (it is then kept apart;
            earlier looks stay as they are).
    """
    from ita_audit.canary import CanaryWatch

    settings = settings or case.look
    checklist = load_checklist(case.fiscal_year, case.scheme)
    submitted = load_submitted(case.input / "links.csv", checklist)
    own = load_own_paper(case.input, checklist)
    recorded = {"site": case.site, "ita_page": case.ita_page, **recorded_settings(settings)}
    writer = open_look(case.evidence, recorded, tool=f"ita-audit {version('ita-audit')}")
    try:
        with Fetcher(settings) as fetcher:
            walk = _Walk(case, settings, fetcher, writer, progress or (lambda *_: None))
            canaries = CanaryWatch(settings)
            walk.run(checklist, submitted, addresses_of(own.paper) if own else ())
        failed = canaries.call_in(writer.add)
    except BaseException:
        writer.finish("interrupted")
        raise
    if network_is_down(settings, walk.responses):
        writer.finish("void", "own network down")
        raise LookError(
            f"{case.name}: own network down: no control host and no host of the case answered",
            hint_th=(
                "เครือข่ายของเครื่องนี้ใช้งานไม่ได้ รอบตรวจนี้เป็นโมฆะและไม่นำไปสรุปผล "
                "ตรวจสายหรือ Wi-Fi แล้วสั่งตรวจใหม่ หลักฐานรอบก่อนหน้ายังอยู่ครบ"
            ),
        )
    if failed:
        writer.finish("void", "; ".join(failed)[:2000])
        raise LookError(
            f"{case.name}: {len(failed)} canaries failed, first: {failed[0]}",
            hint_th=(
                "โปรแกรมตอบผิดกับกรณีที่รู้คำตอบแล้ว รอบตรวจนี้เป็นโมฆะและไม่นำไปสรุปผล "
                "แจ้งผู้ดูแลโปรแกรมพร้อมข้อความนี้ หลักฐานรอบก่อนหน้ายังอยู่ครบ"
            ),
        )
    return _finished(case, writer, walk)


def _finished(case: Engagement, writer: LookWriter, walk: _Walk) -> LookInfo:
    """Close the look, then draw the first pages of what it brought; a look is whole without them."""
    info = writer.finish("finished")
    keep_pictures(case.evidence, walk.responses, progress=walk.progress)
    return info


def recorded_settings(settings: LookSettings) -> dict[str, object]:
    """The settings as a look keeps them; a file of trusted roots by its name and SHA-256, not its place."""
    kept = {
        key: list(value) if isinstance(value, tuple) else value
        for key, value in dataclasses.asdict(settings).items()
    }
    if settings.ca_file:
        digest = hashlib.sha256(read_roots(settings.ca_file)).hexdigest()
        kept["ca_file"] = f"{Path(settings.ca_file).name} sha256:{digest}"
    return kept


def is_script(response: Response) -> bool:
    """Tell a script or style that a browser asked for: other pages of the look are given the same."""
    return not response.error and response.content_type.endswith(("javascript", "css"))


class _Walk:
    """The waves of one look; each wave asks the trail what the answers so far lead to."""

    def __init__(
        self,
        case: Engagement,
        settings: LookSettings,
        fetcher: Fetcher,
        writer: LookWriter,
        progress: Progress,
    ) -> None:
        self.case, self.settings = case, settings
        self.fetcher, self.writer, self.progress = fetcher, writer, progress
        captured = [r for answers in writer.done.values() for r in answers]
        self.responses = as_shown(captured)
        self.seen = [see(response) for response in self.responses]
        self.last = {response.url: response for response in self.responses}
        # A page that waits for the extra is tried again when the look goes on.
        self.tried = {r.url for r in captured if r.purpose == RENDERED and r.error != "unchecked"}
        self.kept = {r.url: r for r in captured if r.purpose == RENDER and is_script(r)}
        self.outage = OutageWatch(settings)
        for response in captured:
            fetcher.robots.recall(response)

    def run(self, checklist: Checklist, submitted: tuple[Link, ...], told: tuple[str, ...] = ()) -> None:
        """
        Home and ITA page, what they lead to, what the agency's own report names, and negatives once more.

        Where the second observation opens a page that had failed, what it leads to is followed too.
        """
        self.wave("หน้าแรกและหน้า ITA | start pages", self.start_pages())
        if network_is_down(self.settings, self.responses):
            return
        self.follow(checklist, submitted)
        self.wave(
            "ที่อยู่ในรายงานของหน่วยงาน | addresses of its own report",
            [(url, "link") for url in told[: self.settings.max_links]],
        )
        again = negatives(self.seen)
        if again:
            time.sleep(self.settings.spacing_s)
            self.wave("เปิดซ้ำที่ไม่สำเร็จ | second observation", [(url, "again") for url in again])
        if set(again) - set(negatives(self.seen)):
            self.follow(checklist, submitted)

    def follow(self, checklist: Checklist, submitted: tuple[Link, ...]) -> None:
        """Index pages until nothing more is wanted, then links, files behind pages, probes."""
        links = links_of(self.gather(checklist), submitted)
        self.wave("ลิงก์ของแต่ละข้อ | links", self.direct(links))
        self.wave("ไฟล์ในหน้ารวม | files behind pages", self.inner(links, checklist))
        for _ in range(2):
            self.wave("หน้าเทียบ | probes", [(url, "probe") for url in probes(self.seen)])

    def gather(self, checklist: Checklist) -> PageLinks | None:
        """Open the pages that the survey wants, wave by wave; returns the links of every item."""
        while True:
            found = survey(
                best_answers(self.responses),
                checklist,
                site=self.case.site,
                ita_page=self.case.ita_page,
                max_pages=self.settings.max_pages,
            )
            if not found.wanted:
                return found.page
            before = len(self.responses)
            self.wave("หน้ารวม เมนู แผนผัง | index pages", [(url, "index") for url in found.wanted])
            if len(self.responses) == before:
                return found.page

    def wave(self, stage: str, requests: Iterable[tuple[str, str]]) -> None:
        """Open what is not captured yet; every answer is durable before the next is told."""
        todo, seen, requests = [], set(), list(requests)
        for url, purpose in requests:
            if (url, purpose) not in seen and not self.captured(url, purpose):
                seen.add((url, purpose))
                todo.append((url, purpose))
        if todo:
            self.progress(stage, 0, len(todo))
        for done, response in enumerate(self.fetcher.fetch_many(todo), 1):
            seen = see(response)
            self.stop_if_down(response, seen)
            self.writer.add(response)
            self.responses.append(response)
            self.seen.append(seen)
            self.last[response.url] = response
            self.progress(stage, done, len(todo))
        if self.settings.render is not False and any(purpose in _READ for _, purpose in requests):
            self.render_pages()

    def stop_if_down(self, response: Response, seen: Sighting) -> None:
        """
        Stop when this machine's own network died on the way: its silence is nobody's defect.

        Raises:
            LookError: It did; the look can be gone on with, and this answer is asked for again.
        """
        self.outage.note(response)
        if self.outage.answered and self.outage.is_ours(seen):
            raise LookError(
                f"own network down: it answered before, and now nothing does, last {response.url}",
                hint_th="เครือข่ายของเครื่องนี้หลุดระหว่างตรวจ รอบตรวจหยุดไว้ก่อน ตรวจสายหรือ Wi-Fi แล้วสั่งซ้ำเพื่อทำต่อ",
            )

    def render_pages(self) -> None:
        """Show pages that only scripts fill in a browser, each once, behind the same gate and pace."""
        read = [r for r in self.responses if r.purpose in _READ]
        todo = [page for page in to_render(read, site=self.case.site) if page.url not in self.tried]
        todo = todo[: max(0, MAX_RENDERED - len(self.tried))]
        missing = missing_extra() if todo else None
        stage = "หน้าที่แสดงด้วยสคริปต์ | pages by script"
        for done, page in enumerate(todo, 1):
            self.tried.add(page.url)
            if missing:
                self.writer.add(not_rendered(page, missing))
                continue
            rendered = render(page, self.settings, fetcher=self.fetcher, kept=self.kept)
            for response in (*rendered.responses, shown := as_response(rendered)):
                self.writer.add(response)
            self.responses = as_shown([*self.responses, shown])
            self.seen = [see(response) for response in self.responses]
            self.progress(stage, done, len(todo))
        self.last = {response.url: response for response in self.responses}

    def captured(self, url: str, purpose: str) -> bool:
        """Tell whether this look already has an answer for this address and purpose."""
        if purpose == "again":
            return any(r.url == url and r.purpose == "again" for r in self.responses)
        return url in self.last

    def start_pages(self) -> list[tuple[str, str]]:
        """The home page and the ITA page."""
        return [(self.case.site, "home"), (self.case.ita_page, "page")]

    def direct(self, links: dict[str, tuple[Link, ...]]) -> list[tuple[str, str]]:
        """Every address given for an item, at most `max_links` of them."""
        urls = [link.url for given in links.values() for link in given if link.url]
        return [(url, "link") for url in dict.fromkeys(urls)][: self.settings.max_links]

    def inner(self, links: dict[str, tuple[Link, ...]], checklist: Checklist) -> list[tuple[str, str]]:
        """What the pages behind the links offer, one level deep, inside the same site."""
        kinds = {item.code: item.kind for item in checklist.items}
        others = [r for r in self.responses if is_html(r)][:MENU_PAGES]
        found: list[str] = []
        for code, given in links.items():
            for link in given if has_inner(kinds[code]) else ():
                found += [
                    inner.url
                    for inner in inner_links(
                        self.last.get(link.url),
                        site=self.case.site,
                        others=others,
                        given=links,
                        limit=self.settings.inner_links,
                    )
                ]
        return [(url, "inner") for url in dict.fromkeys(found)][: self.settings.max_links]
