"""
Run many exchanges at once, few per host: redirects, retries, robots.txt, pace and deadlines.

Requests wait in line at their site. A site is served when its address may be asked again (`pace`),
its name is known (`names`) and its robots.txt is read (`robots`); curl moves the bytes (`pump`).
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import replace

import pycurl

from ita_audit import __version__
from ita_audit.fetch.batch import Batch
from ita_audit.fetch.gate import Gate, Refusal, parse
from ita_audit.fetch.lines import Lines, Request, Site
from ita_audit.fetch.names import Names, NotYet
from ita_audit.fetch.pace import LIMITING, pace_of
from ita_audit.fetch.pump import Pump
from ita_audit.fetch.robots import MAX_BYTES, Robots, Says
from ita_audit.fetch.stock import Stock
from ita_audit.fetch.task import Task
from ita_audit.model import Response
from ita_audit.model.settings import LookSettings

_LONGEST_WAIT_S = 1.0
_CHORE_EVERY = 8
"""A chore is done every so many turns even where answers keep coming."""


class Fetcher(Batch):
    """
    Opens addresses under the settings of a case; a context manager.

    Every outgoing request, robots.txt and redirects included, passes the gate. At most
    `concurrency` exchanges run at once, `per_host` of them with one address, `rate` a second start.

    Args:
        settings: Pace, caps and permissions.

        user_agent: What requests say they are; None says what they are, with the case's contact.
    """

    def __init__(self, settings: LookSettings, *, user_agent: str | None = None) -> None:
        contact = f"; contact: {settings.contact}" if settings.contact else ""
        self.settings = settings
        self.user_agent = user_agent or f"ita-audit/{__version__} (audit of public disclosure{contact})"
        self.robots_settings = replace(settings, max_bytes=min(settings.max_bytes, MAX_BYTES))
        self.pump = Pump(2 * settings.concurrency)
        self.gate = Gate(settings)
        self.names = self.gate.resolver = Names(self.gate.resolver, settings.deadline_s, self.pump.bell_rope)
        self.robots = Robots(self.user_agent, respect=settings.respect_robots)
        self.pace = pace_of(settings)
        self.stock = Stock(settings.concurrency)
        self.paused: Callable[[], bool] = bool
        self.chores: deque[Callable[[], object]] = deque()
        self.tick: Callable[[], object] = bool
        self.looked = 0.0
        self.ahead = 0
        self._clear()

    def _clear(self) -> None:
        self.lines = Lines()
        self.running: dict[pycurl.Curl, Task] = {}
        self.ended: deque[tuple[Task, int, str]] = deque()
        self.out: deque[Response] = deque()
        self.open = 0

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(self, *_: object) -> None:
        self.drop()
        self.pace.close()
        self.pump.close()

    def submit(
        self,
        url: str,
        purpose: str = "link",
        *,
        delay_s: float = 0.0,
        first: bool = False,
        parsed: str | None = None,
    ) -> None:
        """
        Put one address in line.

        Args:
            url: Any address; one that may not be opened is answered like the others.

            purpose: What for; comes back in the Response.

            delay_s: Not before so many seconds from now.

            first: Before all others of its site.

            parsed: The address as `parse` gave it, where the caller has it.
        """
        self.open += 1
        try:
            request = (url, parsed or parse(url), purpose)
        except Refusal as refusal:
            task = Task(url, purpose, self.settings, self.user_agent)
            self._answer(task, task.failed(refusal.error, refusal.detail))
            return
        if delay_s > 0:
            self.lines.join_later(request, time.monotonic() + delay_s)
        else:
            self.lines.join(request, first=first)

    def answers(self) -> Iterator[Response]:
        """
        Yield each answer as it ends until nothing is in line; more may be put in line meanwhile.

        Requests leave before answers are handed out, so that the network works while the caller does.
        `chores` are done one by one while there is nothing but waiting, and now and then when there
        is never; `tick` is called at every turn, at least once a second.
        """
        turns = 0
        while self.open or self.out:
            turns += 1
            self.tick()
            busy = self.out or self.ended or self.chores
            self.press_on(0.0 if busy else None)
            if self.chores and (turns % _CHORE_EVERY == 0 or not (self.ended or self.out)):
                self.chores.popleft()()
            if self.ended and not self.out:
                self._conclude(*self.ended.popleft())
            if self.out:
                yield self.out.popleft()

    def press_on(self, wait_s: float | None = 0.0) -> None:
        """Start what may start and let curl work, waiting at most `wait_s`; None for as long as need be."""
        self._start_due()
        if time.monotonic() >= self.looked + _LONGEST_WAIT_S:
            self._end_stalled()
        self.pump.turn(self._until_next() if wait_s is None else wait_s, self._ended)
        for host in self.names.answered():
            self.lines.release(host)

    def _ended(self, curl: pycurl.Curl, code: int, message: str) -> None:
        self._free(curl, code, message)
        self._start_due()

    def drop(self) -> None:
        """Forget everything in line and under way."""
        for curl, task in self.running.items():
            self.pump.remove(curl)
            curl.close()
            self.pace.release(task.target)
        for task, *_ in self.ended:
            task.transfer.close()
        self.stock.close()
        self._clear()

    def _task(self, entry: Task | Request) -> Task:
        if not isinstance(entry, tuple):
            return entry
        asked, url, purpose = entry
        settings = self.robots_settings if purpose == "robots" else self.settings
        task = Task(asked, purpose, settings, self.user_agent)
        task.url = url
        return task

    def _may_start(self) -> bool:
        """
        Tell whether there is room: what came and was not handed out takes room as well.

        So a program that dies loses no more than was in flight; `ahead` lets so many come early.
        """
        most, running = self.settings.concurrency, len(self.running)
        if running >= most:
            return False
        unseen = len(self.ended) + len(self.out) - self.ahead
        return (unseen <= 0 or running < most - unseen) and not self.paused()

    def _until_next(self) -> float:
        """Seconds until something may start by itself; what runs ends a wait earlier."""
        turn = self.lines.next_turn(starting=self._may_start())
        return min(_LONGEST_WAIT_S, max(0.0, turn - time.monotonic()))

    def _start_due(self) -> None:
        """Serve every site whose turn it is; when nothing runs, nobody waits for an end that never comes."""
        for _ in range(2):
            while self._may_start() and (site := self.lines.next_site(time.monotonic())):
                self._serve(site)
            if self.running or not self.lines.waiting:
                return
            self.lines.release_all()

    def _serve(self, site: Site) -> None:
        """Start the first request in line, or find out why it cannot start and when to try again."""
        task = self._task(site.line.popleft())
        try:
            task.target = task.target or self.gate.target(task.url)
        except NotYet as unknown:
            self.lines.wait_for(unknown.host, site, task)
            return
        except Refusal as refusal:
            self._answer(task, task.failed(refusal.error, refusal.detail))
        else:
            says = self.robots.says(task.target.origin, task.url) if task.purpose != "robots" else Says.YES
            if says is Says.PENDING:
                self.lines.wait_for(task.target.origin, site, task)
                return
            if says is Says.UNKNOWN:
                task = self._robots_first(task, site)
            if says is Says.NO:
                self._answer(task, task.failed("robots", "robots.txt ของเว็บไซต์ไม่อนุญาตให้โปรแกรมเปิด"))
            elif not self._start(task, site):
                return
        if site.line:
            self.lines.schedule(site, 0.0)

    def _robots_first(self, task: Task, site: Site) -> Task:
        """Ask robots.txt of a site, and let what was to be asked wait for it."""
        origin = task.target.origin
        self.robots.ask(origin)
        site.line.appendleft(task)
        self.open += 1
        url = f"{origin}/robots.txt"
        first = self._task((url, parse(url), "robots"))
        first.robots_of, first.target = origin, task.target
        return first

    def _start(self, task: Task, site: Site) -> bool:
        """Start one exchange; False when its address is busy and the site waits for its turn."""
        now = time.monotonic()
        wait = self.pace.claim(task.target, now)
        if wait == 0.0:
            curl = task.launch(now, self.stock)
            self.running[curl] = task
            self.pump.add(curl)
            return True
        if wait is None:
            self.lines.wait_for(task.target.connect_host, site, task)
        else:
            site.line.appendleft(task)
            self.lines.schedule(site, now + wait)
        return False

    def _end_stalled(self) -> None:
        """End the exchanges whose error pages take too long: looked for once a second."""
        now = self.looked = time.monotonic()
        for curl in [curl for curl, task in self.running.items() if task.transfer.stalls(now)]:
            self._free(curl, pycurl.E_ABORTED_BY_CALLBACK, "")

    def _free(self, curl: pycurl.Curl, code: int, message: str) -> None:
        """Give the place of an exchange that ended to the next; what it brought is thought about later."""
        task, now = self.running.pop(curl), time.monotonic()
        self.pump.remove(curl)
        target, transfer = task.target, task.transfer
        self.pace.release(target)
        self.pace.learn(
            target.name,
            now,
            status=transfer.status,
            retry_after=transfer.head.text(b"retry-after") if transfer.status in LIMITING else "",
            silent=code == pycurl.E_OPERATION_TIMEDOUT and not transfer.head.bytes,
        )
        self.lines.release(target.connect_host, all_of_them=False)
        task.wait()
        self.ended.append((task, code, message))

    def _conclude(self, task: Task, code: int, message: str) -> None:
        """Take up an exchange that ended: a redirect or a retry goes on, the rest are answers."""
        response = task.ended(code, message)
        self.stock.give_back(task.transfer, code)
        if response is not None:
            self._answer(task, response)
        elif task.not_before > time.monotonic():
            self.lines.join_later(task, task.not_before)
        else:
            self.lines.join(task, first=True)

    def _answer(self, task: Task, response: Response) -> None:
        self.open -= 1
        self.out.append(response)
        if task.robots_of:
            self.robots.learn(task.robots_of, response)
            self.lines.release(task.robots_of)
