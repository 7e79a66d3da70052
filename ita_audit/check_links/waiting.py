"""What addresses wait for: their host's home page, its answer for a missing page, other pages alike."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from ita_audit.check_links.addresses import Address

if TYPE_CHECKING:
    from ita_audit.linkcheck import Lessons, Sighting
    from ita_audit.model import Response

_HELD = 2_000


class Waiting:
    """Lessons of a run, and who waits for which of them."""

    def __init__(self) -> None:
        self.answers: dict[str, list[Address]] = {}
        self.known: set[str] = set()
        self.aliases: dict[str, str] = {}
        self.probes: dict[str, str] = {}
        self.doubtful: dict[str, list[Address]] = {}
        self.held: list[tuple[str, Address]] = []

    @cached_property
    def lessons(self) -> Lessons:
        """What the answers taught so far; its rules are loaded with the first answer."""
        from ita_audit.linkcheck import Lessons

        return Lessons()

    def learn(self, seen: Sighting) -> list[Address]:
        """Take one answer in; gives those that it decides."""
        before = self.lessons.site.varied
        self.lessons.learn(seen)
        varied = self.lessons.site.varied
        if not self.held or varied is before:
            return []
        decided = [address for template, address in self.held if template in varied]
        self.held = [(template, address) for template, address in self.held if template not in varied]
        return decided

    def knows_enough(self, response: Response) -> bool:
        """Tell whether nothing more can be learnt for or from a page that is fine at a glance."""
        from ita_audit.linkcheck import home_of, origin_of

        url = response.final_url
        home_known = origin_of(url) in self.lessons.site.homes or home_of(url) in self.known
        return home_known and self.lessons.has_seen_enough(response.url)

    def home_for(self, seen: Sighting) -> str | None:
        """Name the home page whose answer is wanted first; None when there is none or it came."""
        home = self.lessons.home_for(seen)
        return None if home in self.known else home

    def probe_for(self, seen: Sighting) -> str | None:
        """Name an address that should not exist whose answer is wanted first."""
        probe = self.lessons.probe_for(seen)
        if probe is not None:
            from ita_audit.linkcheck import origin_of

            self.probes[probe] = origin_of(seen.url)
        return probe

    def for_answer(self, url: str, address: Address) -> None:
        """Let an address wait until another is answered."""
        self.answers.setdefault(url, []).append(address)

    def alias(self, url: str, home: str) -> None:
        """Note that a home page is asked under another spelling."""
        if url != home:
            self.aliases[url] = home

    def give_up(self, home: str) -> None:
        """Note that a home page will teach nothing more."""
        self.known.add(home)

    def for_probes(self, seen: Sighting, address: Address) -> bool:
        """Let an address wait while its host is asked for what does not exist, if that may matter."""
        if not self.probes:
            return False
        from ita_audit.linkcheck import in_doubt, origin_of

        origin = origin_of(seen.url)
        if origin not in self.probes.values() or not in_doubt(seen, self.lessons.site):
            return False
        self.doubtful.setdefault(origin, []).append(address)
        return True

    def hold(self, seen: Sighting, address: Address) -> bool:
        """Keep an address back whose verdict other pages of its kind may change."""
        from ita_audit.linkcheck import template_of, waits_for_others

        if len(self.held) >= _HELD or not waits_for_others(seen, self.lessons.site):
            return False
        self.held.append((template_of(seen.url), address))
        return True

    def take_held(self) -> None:
        """Keep nothing back any more: no other page will come."""
        self.held.clear()

    def answered(self, url: str) -> list[Address]:
        """Give those that waited for an address that is answered now."""
        home = self.aliases.pop(url, url)
        if home in self.answers:
            self.known.add(home)
        waited = self.answers.pop(home, [])
        origin = self.probes.pop(url, None)
        if origin is not None and origin not in self.probes.values():
            waited += self.doubtful.pop(origin, [])
        return waited
