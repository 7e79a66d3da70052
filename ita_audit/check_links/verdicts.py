"""
Give each address its verdict as soon as nothing more can change it.

An address waits for what may: its host's home page, how the host answers for a missing page, other
pages of its kind, a second look at a failure, the reading of its document.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ita_audit.check_links.addresses import Address
from ita_audit.fetch.spelling import same_address
from ita_audit.linkcheck.addresses import home_of, origin_of, template_of
from ita_audit.linkcheck.glance import check_of, fine_at_a_glance
from ita_audit.linkcheck.lessons import Lessons
from ita_audit.linkcheck.rules import judge
from ita_audit.linkcheck.sight import Sighting, see
from ita_audit.linkcheck.soft404 import in_doubt, waits_for_others
from ita_audit.model.labels import LinkStatus

if TYPE_CHECKING:
    from ita_audit.check_links.run import CheckRun
    from ita_audit.model import Response

_HELD = 2_000
_GOOD = (LinkStatus.OK, LinkStatus.REDIRECTED)


class Verdicts:
    """
    What the answers of a run taught, who waits for which lesson, and what came of it.

    Args:
        run: Opens what is asked for and takes the verdicts.
    """

    def __init__(self, run: CheckRun) -> None:
        self.run = run
        self.lessons = Lessons()
        self.homes: dict[str, list[Address]] = {}
        self.spelled: dict[str, str] = {}
        self.known_homes: set[str] = set()
        self.probes: dict[str, str] = {}
        self.doubtful: dict[str, list[Address]] = {}
        self.held: list[tuple[str, Address]] = []

    def learn(self, response: Response) -> None:
        """Take in one answer: learn from it, and go on with whom it concerns."""
        address = self.run.by_url.get(response.url)
        if address is not None and response.purpose == "link" and self._is_fine(response):
            self.run.finish(address, check_of(response))
        else:
            self._read(response, address)
        for other in self._answered(response.url):
            self.advance(other)

    def _is_fine(self, response: Response) -> bool:
        """Tell at a glance, where nothing more can be learnt for or from a page."""
        origin = origin_of(response.final_url)
        if origin not in self.lessons.site.homes and home_of(response.final_url) not in self.known_homes:
            return False
        return self.lessons.has_seen_enough(response.url) and fine_at_a_glance(response, self.lessons.site)

    def _read(self, response: Response, address: Address | None) -> None:
        seen = see(response)
        before = self.lessons.site.varied
        self.lessons.learn(seen)
        if address is not None:
            plain = seen if seen.purpose in ("link", "again") else replace(seen, purpose="link")
            address.saw(plain, response)
            address.idle = response.purpose == "page" and not address.lines
            if not address.idle:
                self.advance(address)
        varied = self.lessons.site.varied
        if self.held and varied is not before:
            decided = [one for template, one in self.held if template in varied]
            self.held = [pair for pair in self.held if pair[0] not in varied]
            for one in decided:
                self.advance(one)

    def advance(self, address: Address, *, last: bool = False) -> None:
        """Give an address its verdict, or let it wait for what may change it; the last time it must not."""
        if not last and self._waits_for_lessons(address):
            return
        run = self.run
        found, again = judge(address.url, address.sightings, site=self.lessons.site)
        seen = address.sightings[-1] if address.sightings else None
        good = found.status in _GOOD
        if good and not last and self._hold(seen, address):
            return
        if again and address.lines:
            run.fetcher.submit(address.url, "again", delay_s=run.fetcher.settings.spacing_s)
        elif good and address.document:
            run.desk.read(address, found)
        elif seen and run.outage.is_ours(seen):
            run.stop_for_outage()
        else:
            run.finish(address, found, keep=not again)

    def hold_no_more(self) -> None:
        """Keep nothing back any more: no other answer will come."""
        for waiting in (self.held, self.homes, self.doubtful, self.probes):
            waiting.clear()

    def _waits_for_lessons(self, address: Address) -> bool:
        """Ask what would tell more of an address's host, and let it wait for the answer."""
        seen = address.sightings[-1]
        home = self.lessons.home_for(seen)
        if home and home not in self.known_homes and same_address(home) != address.key:
            asked = self.run.ask_home(home)
            if asked is not None:
                self.spelled[asked] = home
                self.homes.setdefault(home, []).append(address)
                return True
            self.known_homes.add(home)
        probe = self.lessons.probe_for(seen)
        if probe is not None:
            self.probes[probe] = origin_of(seen.url)
            self.run.fetcher.submit(probe, "probe", first=True)
        return bool(self.probes) and self._doubts(seen, address)

    def _doubts(self, seen: Sighting, address: Address) -> bool:
        """Let an address wait while its host is asked for what does not exist, if that may matter."""
        origin = origin_of(seen.url)
        if origin not in self.probes.values() or not in_doubt(seen, self.lessons.site):
            return False
        self.doubtful.setdefault(origin, []).append(address)
        return True

    def _hold(self, seen: Sighting, address: Address) -> bool:
        """Keep an address back whose verdict other pages of its kind may change."""
        if len(self.held) >= _HELD or not waits_for_others(seen, self.lessons.site):
            return False
        self.held.append((template_of(seen.url), address))
        return True

    def _answered(self, url: str) -> list[Address]:
        """Give those that waited for an address that is answered now."""
        home = self.spelled.pop(url, None)
        waited = []
        if home is not None:
            self.known_homes.add(home)
            waited = self.homes.pop(home, [])
        origin = self.probes.pop(url, None) if self.probes else None
        if origin is not None and origin not in self.probes.values():
            waited += self.doubtful.pop(origin, [])
        return waited
