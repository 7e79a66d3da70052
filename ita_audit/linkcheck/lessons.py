"""Learn answer by answer what `site_context` learns from all: for runs too long to keep their answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ita_audit.linkcheck.addresses import at_home, home_of, origin_of, probe_for, template_of
from ita_audit.linkcheck.frames import SAME_TEXT, Frame, own_text
from ita_audit.linkcheck.sight import Sighting
from ita_audit.linkcheck.site import SiteContext, is_page
from ita_audit.linkcheck.soft404 import in_doubt

TEMPLATES_PER_HOST = 50
"""Templates of one host that are asked for an address that should not exist."""
_OF_TEMPLATE, _IN_ALL, _FRAMES = 4, 2_000, 20
"""So many pages are remembered of each template and in all, and so many frames of each host."""


class Lessons:
    """
    What the answers so far taught; `site` is a new SiteContext whenever something was learnt.

    Of each template some pages are remembered, enough to tell whether its pages differ, so that a
    run of any length needs no more memory.
    """

    def __init__(self) -> None:
        self.site = SiteContext()
        self.pages: dict[str, list[Sighting]] = {}
        self.remembered = 0
        self.asked: dict[str, set[str]] = {}

    def learn(self, sighting: Sighting) -> None:
        """Take one answer in."""
        site, page = self.site, is_page(sighting)
        if page and (sighting.purpose == "home" or at_home(sighting.final_url)):
            homes = _with(site.homes, origin_of(sighting.final_url), sighting.frame)
            if homes is not site.homes:
                self.site = site = replace(site, homes=homes)
        if sighting.purpose == "probe" and sighting.url != home_of(sighting.url):
            self._learn_missing(sighting, page=page)
        elif page and sighting.purpose not in ("home", "page"):
            self._learn_page(sighting)

    def _learn_missing(self, sighting: Sighting, *, page: bool) -> None:
        site, template = self.site, template_of(sighting.url)
        honest = site.honest | {template} if sighting.http_status in (404, 410) else site.honest
        missing = site.missing
        for place in (origin_of(sighting.url), template) if page else ():
            missing = _with(missing, place, sighting.frame)
        self.site = replace(site, missing=missing, probed=site.probed | {template}, honest=honest)
        for other in self.pages.pop(template, ()) if page else ():
            self._compare(other, template)

    def _learn_page(self, sighting: Sighting) -> None:
        """Remember a page until it is known how its template answers for a missing one, then compare."""
        template = template_of(sighting.url)
        if template in self.site.missing:
            self._compare(sighting, template)
        elif template not in self.site.probed and self.remembered < _IN_ALL:
            pages = self.pages.setdefault(template, [])
            if len(pages) < _OF_TEMPLATE:
                self.remembered += 1
                pages.append(sighting)

    def _compare(self, page: Sighting, template: str) -> None:
        site = self.site
        if template not in site.varied and own_text(page.frame, site.missing[template]) > 4 * SAME_TEXT:
            self.site = replace(site, varied=site.varied | {template})

    def has_seen_enough(self, url: str) -> bool:
        """Tell whether one more page of an address's template would be remembered by nobody."""
        template = template_of(url)
        known = template in self.site.probed and template not in self.site.missing
        return known or self.remembered >= _IN_ALL or len(self.pages.get(template, ())) >= _OF_TEMPLATE

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


def _with(
    frames: Mapping[str, tuple[Frame, ...]], place: str, frame: Frame
) -> Mapping[str, tuple[Frame, ...]]:
    known = frames.get(place, ())
    if len(known) >= _FRAMES or any(one.lines == frame.lines and one == frame for one in known):
        return frames
    return {**frames, place: (*known, frame)}
