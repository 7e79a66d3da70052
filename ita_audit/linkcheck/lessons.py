"""Learn answer by answer what a look teaches about its sites, and what is still worth asking."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from ita_audit.linkcheck.sight import Sighting, see
from ita_audit.linkcheck.site import (
    SAME_TEXT,
    Frame,
    SiteContext,
    at_home,
    frame_of,
    home_of,
    is_page,
    origin_of,
    own_text,
    probe_for,
    template_of,
)
from ita_audit.linkcheck.soft404 import in_doubt
from ita_audit.model import Response

TEMPLATES_PER_HOST = 30
"""Templates of one host that are asked for an address that should not exist."""
_KEPT_OF_TEMPLATE, _KEPT = 4, 2_000
_FRAMES = 20


class Lessons:
    """
    What the answers so far taught; `site` is a new SiteContext whenever something was learnt.

    Args:
        bounded: Remember only some pages of each template, enough to tell whether its pages
            differ, so that a look of any length needs no more memory.
    """

    def __init__(self, *, bounded: bool = True) -> None:
        self.site = SiteContext()
        self.bounded = bounded
        self.pages: dict[str, dict[str, list[Sighting]]] = {}
        self.kept = 0
        self.asked: dict[str, set[str]] = {}

    def learn(self, sighting: Sighting) -> None:
        """Take one answer in."""
        site, page = self.site, is_page(sighting)
        if page and (sighting.purpose == "home" or at_home(sighting.final_url)):
            homes = _with(site.homes, origin_of(sighting.final_url), sighting, bounded=self.bounded)
            if homes is not site.homes:
                self.site = site = replace(site, homes=homes)
        if sighting.purpose == "probe" and sighting.url != home_of(sighting.url):
            template, origin = frozenset([template_of(sighting.url)]), origin_of(sighting.url)
            honest = site.honest | (template if sighting.http_status in (404, 410) else frozenset())
            missing = _with(site.missing, origin, sighting, bounded=self.bounded) if page else site.missing
            self.site = replace(site, missing=missing, probed=site.probed | template, honest=honest)
            if missing is not site.missing:
                self._vary_again(origin)
        elif page and sighting.purpose not in ("home", "page"):
            self._remember(sighting)

    def _remember(self, sighting: Sighting) -> None:
        """Keep a page until it is known how its host answers for a missing one, and then compare."""
        origin, template = origin_of(sighting.url), template_of(sighting.url)
        pages = self.pages.setdefault(origin, {}).setdefault(template, [])
        if not self.bounded or (len(pages) < _KEPT_OF_TEMPLATE and self.kept < _KEPT):
            self.kept += 1
            pages.append(sighting)
        if origin in self.site.missing and template not in self.site.varied and self._differs(sighting):
            self.site = replace(self.site, varied=self.site.varied | {template})

    def _vary_again(self, origin: str) -> None:
        pages = self.pages.get(origin, {})
        varied = {template for template, some in pages.items() if any(map(self._differs, some))}
        self.site = replace(self.site, varied=(self.site.varied - pages.keys()) | varied)

    def _differs(self, page: Sighting) -> bool:
        return own_text(frame_of(page), self.site.missing[origin_of(page.url)]) > 4 * SAME_TEXT

    def home_for(self, sighting: Sighting) -> str | None:
        """Name the home page that would tell what is this page's own; None when that is known."""
        if sighting.page is None or sighting.error:
            return None
        formed = sighting.http_status == 403 and sighting.page.fields
        if not formed and sighting.http_status != 200:
            return None
        origin = origin_of(sighting.final_url)
        return None if origin in self.site.homes else home_of(sighting.final_url)

    def probe_for(self, sighting: Sighting) -> str | None:
        """Name an address that should not exist, whose answer may change what a page is."""
        if sighting.purpose not in ("link", "inner", "again") or not in_doubt(sighting, self.site):
            return None
        probe, template = probe_for(sighting.url), template_of(sighting.url)
        asked = self.asked.setdefault(origin_of(sighting.url), set())
        if probe is None or template in asked or len(asked) >= TEMPLATES_PER_HOST:
            return None
        asked.add(template)
        return probe


def site_context(answers: Iterable[Response | Sighting]) -> SiteContext:
    """Learn the hosts of a look from all its answers."""
    lessons = Lessons(bounded=False)
    for sighting in map(see, answers):
        lessons.learn(sighting)
    return lessons.site


Frames = Mapping[str, tuple[Frame, ...]]


def _with(frames: Frames, origin: str, sighting: Sighting, *, bounded: bool) -> Frames:
    known, frame = frames.get(origin, ()), frame_of(sighting)
    if frame in known or (bounded and len(known) >= _FRAMES):
        return frames
    return {**frames, origin: (*known, frame)}
