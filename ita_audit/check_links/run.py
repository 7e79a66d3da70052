"""
One run over a list of links: open, learn, judge, and give each its record as soon as nothing more
can change it.

An address waits for what may change its verdict: its host's home page, how the host answers for a
missing page, a second look at a failure, the reading of a document. Only what waits is in memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from ita_audit.check_links.addresses import Address, Emitter, core_of, record_of, stopped_record
from ita_audit.check_links.onwards import Onwards
from ita_audit.check_links.reading import DocumentDesk
from ita_audit.check_links.spool import Backlog, Known
from ita_audit.check_links.targets import CheckTarget
from ita_audit.check_links.waiting import Waiting
from ita_audit.engagement import LookSettings
from ita_audit.fetch import Fetcher
from ita_audit.fetch.network import OutageWatch
from ita_audit.fetch.spelling import same_address
from ita_audit.linkcheck import judge, see
from ita_audit.model import LinkCheck, LinkStatus, Response

WINDOW = 10_000
"""So many links at most are under way or wait for one before them."""
STOPPED = "หยุดก่อนเปิดหรือก่อนรู้ผล"
NETWORK_DOWN = "เครือข่ายของเครื่องที่ตรวจใช้งานไม่ได้"
_GOOD = (LinkStatus.OK, LinkStatus.REDIRECTED)


class CheckRun:
    """
    A run; a context manager.

    Args:
        targets: What to check; read as the work goes on.

        settings: Pace, caps and permissions.

        onwards: Which pages give further links: a start page, or a whole site; None for none.

        keep: Given every answer, robots.txt and second looks included.

        ordered: Records come in the order of the targets.
    """

    def __init__(
        self,
        targets: Iterable[CheckTarget],
        settings: LookSettings,
        *,
        onwards: Onwards | None = None,
        keep: Callable[[Response], object] | None = None,
        ordered: bool = True,
    ) -> None:
        self.targets = iter(targets)
        self.settings, self.keep = settings, keep
        self.onwards = onwards or Onwards()
        self.backlog, self.known = Backlog(), Known()
        self.open: dict[str, Address] = {}
        self.by_url: dict[str, Address] = {}
        self.out = Emitter(ordered=ordered)
        self.stopped = ""
        self.fetcher = Fetcher(settings)
        self.waiting = Waiting()
        self.desk = DocumentDesk(self.fetcher.pump.bell_rope)
        self.fetcher.paused = self.desk.is_full
        self.outage = OutageWatch(settings)

    def __enter__(self) -> CheckRun:
        self.fetcher.__enter__()
        return self

    def __exit__(self, *exc: object) -> None:
        self.desk.close()
        self.fetcher.__exit__(*exc)

    @property
    def done(self) -> int:
        """Links that have their record."""
        return self.out.given

    @property
    def found(self) -> int:
        """Links found so far, those that still wait on the list aside."""
        return self.out.asked + len(self.backlog)

    def stop(self, why: str = STOPPED) -> None:
        """End as soon as possible; may be called from a signal handler."""
        self.stopped = self.stopped or why
        self.fetcher.pump.bell_rope()()

    def records(self) -> Iterator[dict]:
        """Yield a record for each link; after a stop those that are left come as unchecked."""
        for url in self.onwards.start:
            self._ask(url, "page")
        while not self.stopped:
            self._feed()
            for response in self.fetcher.answers():
                self._take(response)
                self._read()
                self._feed()
                yield from self.out.ready()
                if self.stopped:
                    break
            self._read()
            yield from self.out.ready()
            if not self.stopped and not self._more():
                return
        yield from self._rest()

    def _more(self) -> bool:
        """When the network has nothing to do: wait for documents, then judge what waited for others."""
        if self.desk.waits():
            self.desk.wait()
            return True
        self.waiting.take_held()
        for address in list(self.open.values()):
            self._advance(address, last=True)
        return bool(self.fetcher.open or self.desk.waits() or self._feed())

    def _feed(self) -> bool:
        """Take up as many targets as there is room for; True when there was one."""
        any_taken = False
        while self.out.asked - self.out.given < WINDOW:
            target = self._next()
            if target is None:
                break
            self._line(target)
            any_taken = True
        return any_taken

    def _next(self) -> CheckTarget | None:
        return next(self.targets, None) or self.backlog.take()

    def _line(self, target: CheckTarget) -> None:
        number = self.out.number()
        url = "" if target.href.strip() == "#" else target.url
        key = same_address(url)
        address = self.open.get(key)
        if address is None:
            known = self.known.get(key)
            if known is not None:
                self.out.put(number, record_of(target, known))
                return
            address = self._ask(url, "link", key)
        address.lines.append((number, target))

    def _ask(self, url: str, purpose: str, key: str | None = None, *, first: bool = False) -> Address:
        """Open an address unless it is under way."""
        key = same_address(url) if key is None else key
        address = self.open.get(key)
        if address is None:
            address = self.open[key] = self.by_url[url] = Address(key, url)
            self.fetcher.submit(url, purpose, first=first)
        return address

    def _take(self, response: Response) -> None:
        """Take in one answer: keep it, learn from it, and go on with whom it concerns."""
        if self.keep:
            self.keep(response)
        self.outage.note(response)
        if response.purpose == "robots":
            return
        seen = see(response)
        varied = self.waiting.learn(seen)
        address = self.by_url.get(response.url)
        if address is not None:
            plain = seen if seen.purpose in ("link", "again") else replace(seen, purpose="link")
            address.saw(plain, response)
            for target in self.onwards.links(response):
                self.backlog.add(target)
            self._advance(address)
        for other in (*self.waiting.answered(response.url), *varied):
            self._advance(other)

    def _advance(self, address: Address, *, last: bool = False) -> None:
        """Give an address its verdict, or let it wait for what may change it; the last time it must not."""
        if not last and self._waits_for_lessons(address):
            return
        found, again = judge(address.url, address.sightings, site=self.waiting.lessons.site)
        seen = address.sightings[-1] if address.sightings else None
        if found.status in _GOOD and not last and self.waiting.hold(seen, address):
            return
        if again and address.lines:
            self.fetcher.submit(address.url, "again", delay_s=self.settings.spacing_s)
        elif found.status in _GOOD and address.document:
            self.desk.read(address, found)
        elif seen and self.outage.is_ours(seen):
            self.stop(NETWORK_DOWN)
        else:
            self._finish(address, found, keep=not again)

    def _waits_for_lessons(self, address: Address) -> bool:
        """Ask what would tell more of an address's host, and let it wait for the answer."""
        seen = address.sightings[-1]
        home = self.waiting.home_for(seen)
        if home is not None and same_address(home) != address.key and self._ask_home(home):
            self.waiting.for_answer(home, address)
            return True
        probe = self.waiting.probe_for(seen)
        if probe is not None:
            self.fetcher.submit(probe, "probe", first=True)
        return self.waiting.for_probes(seen, address)

    def _ask_home(self, home: str) -> bool:
        """See to it that a home page is asked; False when it was and taught what it could."""
        key = same_address(home)
        under_way = self.open.get(key)
        if under_way is None and self.known.get(key) is None:
            under_way = self._ask(home, "probe", key, first=True)
        if under_way is None or under_way.sightings:
            self.waiting.give_up(home)
            return False
        self.waiting.alias(under_way.url, home)
        return True

    def _read(self) -> None:
        for address, found in self.desk.read_ones():
            self._finish(address, found)

    def _finish(self, address: Address, found: LinkCheck, *, keep: bool = True) -> None:
        del self.open[address.key], self.by_url[address.url]
        core = core_of(found)
        if keep:
            self.known.put(address.key, core)
        for number, target in address.lines:
            self.out.put(number, record_of(target, core))

    def _rest(self) -> Iterator[dict]:
        """Say of every link without a verdict that it was not checked, and why."""
        for address in self.open.values():
            for number, target in address.lines:
                self.out.put(number, stopped_record(target, self.stopped))
        self.open.clear()
        yield from self.out.ready()
        while (target := self._next()) is not None:
            known = self.known.get(same_address(target.url))
            yield record_of(target, known) if known else stopped_record(target, self.stopped)
