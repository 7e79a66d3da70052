"""Run many exchanges at once, few per host: redirects, retries, robots.txt, pace and deadlines."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from importlib.metadata import version

import pycurl

from ita_audit.engagement import LookSettings
from ita_audit.fetch.gate import Gate, Refusal, Target
from ita_audit.fetch.robots import Robots
from ita_audit.fetch.task import Task
from ita_audit.model import Response

_TICK_S = 0.05


class Fetcher:
    """
    Opens addresses under the settings of a case; a context manager.

    Every outgoing request, robots.txt and redirects included, passes the gate. At most
    `concurrency` exchanges run at once, `per_host` of them with one host, `rate` a second start.
    """

    def __init__(self, settings: LookSettings, *, user_agent: str | None = None) -> None:
        contact = f"; contact: {settings.contact}" if settings.contact else ""
        self.settings = settings
        self.user_agent = (
            user_agent or f"ita-audit/{version('ita-audit')} (audit of public disclosure{contact})"
        )
        self.gate = Gate(settings)
        self.robots = Robots(self.user_agent, respect=settings.respect_robots)
        self.multi = pycurl.CurlMulti()
        self.names = ThreadPoolExecutor(max_workers=8)
        self.active: dict[str, int] = {}
        self.next_start: dict[str, float] = {}

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(self, *_: object) -> None:
        self.names.shutdown(wait=False, cancel_futures=True)
        self.multi.close()

    def fetch(self, url: str, purpose: str = "link") -> Response:
        """Open one address."""
        return next(r for r in self.fetch_many([(url, purpose)]) if r.purpose == purpose)

    def fetch_many(self, requests: Iterable[tuple[str, str]]) -> Iterator[Response]:
        """
        Open addresses concurrently and yield each answer as it ends.

        Args:
            requests: (address, purpose) pairs; an address given twice is opened once.

        Yields:
            One Response per address, and one per robots.txt that was read on the way.
        """
        waiting = deque(
            Task(url, purpose, self.settings, self.user_agent) for url, purpose in dict.fromkeys(requests)
        )
        looking: dict[Future[Target], Task] = {}
        running: dict[pycurl.Curl, Task] = {}
        try:
            while waiting or looking or running:
                yield from self._start(waiting, looking, running)
                yield from self._named(waiting, looking)
                self.multi.perform()
                yield from self._ended(waiting, running)
                if running:
                    self.multi.select(_TICK_S)
                elif waiting or looking:
                    time.sleep(0.002 if looking else min(_TICK_S, self._pause(waiting)))
        finally:
            for curl in running:
                self.multi.remove_handle(curl)
                curl.close()
            self.active.clear()

    def _pause(self, waiting: deque[Task]) -> float:
        now = time.monotonic()
        soonest = min(
            max(t.not_before, self.next_start.get(t.host, 0.0) if t.target else 0.0) for t in waiting
        )
        return max(0.001, soonest - now)

    def _start(
        self, waiting: deque[Task], looking: dict[Future, Task], running: dict[pycurl.Curl, Task]
    ) -> Iterator[Response]:
        """Start every waiting task whose turn it is."""
        for _ in range(len(waiting)):
            if len(running) + len(looking) >= self.settings.concurrency:
                return
            task = waiting.popleft()
            try:
                task.prepare()
            except Refusal as refusal:
                yield self._refused(task, refusal)
                continue
            if task.target is None:
                looking[self.names.submit(self.gate.target, task.url)] = task
            elif not self._turn(task):
                waiting.append(task)
            else:
                yield from self._launch(task, waiting, running)

    def _turn(self, task: Task) -> bool:
        now = time.monotonic()
        if now < task.not_before or self.active.get(task.host, 0) >= self.settings.per_host:
            return False
        if task.purpose != "robots" and self.robots.pending(task.target.origin):
            return False
        return now >= self.next_start.get(task.host, 0.0)

    def _launch(
        self, task: Task, waiting: deque[Task], running: dict[pycurl.Curl, Task]
    ) -> Iterator[Response]:
        origin = task.target.origin
        if task.purpose != "robots":
            if self.robots.unknown(origin):
                self.robots.ask(origin)
                robots = Task(f"{origin}/robots.txt", "robots", self.settings, self.user_agent)
                robots.target, robots.robots_of = replace(task.target, url=robots.url), origin
                waiting.appendleft(task)
                task = robots
            elif not self.robots.allows(origin, task.url):
                yield task.failed("robots", "robots.txt ของเว็บไซต์ไม่อนุญาตให้โปรแกรมเปิด")
                return
        self.active[task.host] = self.active.get(task.host, 0) + 1
        self.next_start[task.host] = time.monotonic() + 1 / self.settings.rate
        curl = task.launch()
        running[curl] = task
        self.multi.add_handle(curl)

    def _named(self, waiting: deque[Task], looking: dict[Future, Task]) -> Iterator[Response]:
        """Take up tasks whose host has been resolved and checked."""
        for future in [future for future in looking if future.done()]:
            task = looking.pop(future)
            error = future.exception()
            if error is None:
                task.target = future.result()
                task.wait()
                waiting.appendleft(task)
            elif isinstance(error, Refusal):
                yield self._refused(task, error)
            else:
                yield task.failed("unsupported", str(error))
        for future in [f for f, task in looking.items() if task.overdue()]:
            yield looking.pop(future).failed("timeout", "หาชื่อเครื่องแม่ข่ายไม่เสร็จภายในเวลา")

    def _refused(self, task: Task, refusal: Refusal) -> Response:
        response = task.failed(refusal.error, refusal.detail)
        if task.purpose == "robots":
            self.robots.learn(task.robots_of, response)
        return response

    def _ended(self, waiting: deque[Task], running: dict[pycurl.Curl, Task]) -> Iterator[Response]:
        """Take up exchanges that ended: a redirect or a retry goes on, the rest are answers."""
        _, good, bad = self.multi.info_read()
        for curl, code, message in [(c, 0, "") for c in good] + list(bad):
            task = running.pop(curl)
            self.active[task.host] -= 1
            response = task.ended(code, message)
            self.multi.remove_handle(curl)
            curl.close()
            if response is None:
                task.wait()
                waiting.append(task)
            else:
                if response.purpose == "robots":
                    self.robots.learn(task.robots_of, response)
                yield response
