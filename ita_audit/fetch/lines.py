"""The lines in front of sites: who waits where, for what, and whose turn comes when."""

from __future__ import annotations

import heapq
from collections import deque

from ita_audit.fetch.spelling import site_of
from ita_audit.fetch.task import Task

Request = tuple[str, str, str]
"""Address as asked, as parsed, and what it is for: a task that nobody has begun."""


class Site:
    """The line in front of one origin."""

    __slots__ = ("line", "scheduled")

    def __init__(self) -> None:
        self.line: deque[Task | Request] = deque()
        self.scheduled = False


class Lines:
    """Lines by origin; a site with a line is scheduled for a time, or waits for something by name."""

    def __init__(self) -> None:
        self.sites: dict[str, Site] = {}
        self.due: list[tuple[float, int, Site]] = []
        self.later: list[tuple[float, int, Task | Request]] = []
        self.waiting: dict[str, deque[Site]] = {}
        self.number = 0

    def join(self, entry: Task | Request, *, first: bool = False) -> None:
        """Put an entry at the end of its site's line, or in front of it."""
        origin = site_of(entry[1] if isinstance(entry, tuple) else entry.url)
        site = self.sites.get(origin)
        if site is None:
            site = self.sites[origin] = Site()
        (site.line.appendleft if first else site.line.append)(entry)
        self.schedule(site, 0.0)

    def join_later(self, entry: Task | Request, at: float) -> None:
        """Put an entry in front of its site's line at a time."""
        self.number += 1
        heapq.heappush(self.later, (at, self.number, entry))

    def schedule(self, site: Site, at: float) -> None:
        """Serve a site at a time, unless it is scheduled already."""
        if not site.scheduled:
            site.scheduled = True
            self.number += 1
            heapq.heappush(self.due, (at, self.number, site))

    def wait_for(self, name: str, site: Site, entry: Task) -> None:
        """Let an entry go on waiting in front of its line until `name` is released."""
        site.line.appendleft(entry)
        self.waiting.setdefault(name, deque()).append(site)

    def release(self, name: str, *, all_of_them: bool = True) -> None:
        """Serve the sites that wait for a name, or the first of them."""
        if name not in self.waiting:
            return
        sites = self.waiting[name]
        while sites:
            site = sites.popleft()
            if site.line:
                self.schedule(site, 0.0)
                if not all_of_them:
                    return
        del self.waiting[name]

    def release_all(self) -> None:
        """Let every site look again whether what it waits for is still in the way."""
        for name in list(self.waiting):
            self.release(name)

    def next_site(self, now: float) -> Site | None:
        """Take the site whose turn it is; None when it is nobody's."""
        while self.later and self.later[0][0] <= now:
            self.join(heapq.heappop(self.later)[2], first=True)
        while self.due and self.due[0][0] <= now:
            site = heapq.heappop(self.due)[2]
            site.scheduled = False
            if site.line:
                return site
        return None

    def next_turn(self, *, starting: bool) -> float:
        """When the next turn comes; with `starting` false only entries that join later count."""
        soonest = self.later[0][0] if self.later else float("inf")
        return min(soonest, self.due[0][0]) if self.due and starting else soonest
