"""
One run over a list of links: open, learn, judge, and give each its record as soon as nothing more
can change it.

An address waits for what may change its verdict: its host's home page, how the host answers for a
missing page, a second look at a failure, the reading of a document. Only what waits is in memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from ita_audit.check_links.addresses import Address, Emitter, core_of, record_of, stopped_record
from ita_audit.check_links.onwards import Onwards
from ita_audit.check_links.reading import DocumentDesk
from ita_audit.check_links.spool import Backlog, Known, short
from ita_audit.check_links.targets import CheckTarget
from ita_audit.fetch import Fetcher
from ita_audit.fetch.network import OutageWatch
from ita_audit.fetch.spelling import same_address, site_of, spelled
from ita_audit.model import Response

if TYPE_CHECKING:
    from ita_audit.check_links.verdicts import Verdicts
    from ita_audit.model import LinkCheck

WINDOW = 10_000
"""So many links at most are under way or wait for one before them."""
_AT_A_TIME = 50
_EARLY = 40
"""So many answers may come before what gives verdicts is loaded: a busy run has no quiet moment for it."""
_BETWEEN = 8
_AHEAD = 32
"""So many answers may have come that nobody has looked at."""
_DOCUMENTS = (".pdf", ".docx", ".xlsx", ".xls", ".doc", ".zip")
"""An address with such an end promises a document; `linkcheck.kinds` knows more, and is not loaded yet."""
STOPPED = "หยุดก่อนเปิดหรือก่อนรู้ผล"
NETWORK_DOWN = "เครือข่ายของเครื่องที่ตรวจใช้งานไม่ได้"
_LATER = (
    "selectolax.lexbor", "ita_audit.pages.all_links", "ita_audit.pages.address", "ita_audit.linkcheck.kinds",
    "ita_audit.linkcheck.sight", "ita_audit.linkcheck.site", "ita_audit.model.labels", "ita_audit.model.observed",
    "ita_audit.linkcheck.soft404", "ita_audit.linkcheck.signin", "ita_audit.linkcheck.lessons",
    "ita_audit.linkcheck.rules", "ita_audit.linkcheck.glance", "ita_audit.linkcheck.onward",
)  # fmt: skip
"""Loaded in small pieces while the first answers are under way."""


class CheckRun:
    """
    A run; a context manager.

    Args:
        targets: What to check; read as the work goes on.

        fetcher: What opens addresses; start pages are in its line.

        onwards: Which pages give further links: a start page, or a whole site; None for none.

        keep: Given every answer, robots.txt and second looks included.

        ordered: Records come in the order of the targets.
    """

    def __init__(
        self,
        targets: Iterable[CheckTarget],
        fetcher: Fetcher,
        *,
        onwards: Onwards | None = None,
        keep: Callable[[Response], object] | None = None,
        ordered: bool = True,
    ) -> None:
        self.targets = iter(targets)
        self.fetcher, self.keep = fetcher, keep
        self.onwards = onwards or Onwards()
        self.backlog, self.known = Backlog(), Known()
        self.open: dict[str, Address] = {}
        self.by_url: dict[str, Address] = {}
        self.out = Emitter(ordered=ordered)
        self.stopped, self.expects = "", False
        self.desk = DocumentDesk(fetcher.pump.bell_rope)
        fetcher.paused, fetcher.ahead = self.desk.is_full, _AHEAD
        self.outage = OutageWatch(fetcher.settings)
        self.verdicts: Verdicts | None = None
        self.early: list[Response] = []
        self.homes: set[str] = set()
        fetcher.chores.extend(partial(import_module, name) for name in _LATER)
        fetcher.chores.append(self._load)

    def __enter__(self) -> CheckRun:
        return self

    def __exit__(self, *_: object) -> None:
        self.desk.close()

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

    def stop_for_outage(self) -> None:
        """End because this machine's own network is down."""
        self.stop(NETWORK_DOWN)

    def _load(self) -> None:
        """Load what gives verdicts, unless it is, and take up what came before that."""
        if self.verdicts is not None:
            return
        from ita_audit.check_links.verdicts import Verdicts

        self.verdicts = Verdicts(self)
        for number, response in enumerate(self.early, 1):  # in order: a home page comes before its links
            self.verdicts.learn(response)
            if number % _BETWEEN == 0:
                self.fetcher.press_on()
        self.early.clear()

    def records(self) -> Iterator[dict]:
        """Yield a record for each link; after a stop those that are left come as unchecked."""
        for url in self.onwards.start:
            key, parsed = spelled(url)
            self.open[key] = self.by_url[url] = Address(key, url, short(key))
            if parsed:
                self.ask_home(f"{site_of(parsed)}/")  # its links will want it; now it costs no time
        while not self.stopped:
            if self._feed():
                self.fetcher.chores.append(self._feed_on)
            for response in self.fetcher.answers():
                self._take(response)
                if self.desk.queue:
                    self._read()
                self._feed()
                yield from self.out.ready()
                if self.stopped:
                    break
            while self.fetcher.chores:
                self.fetcher.chores.popleft()()
            self._read()
            more = self.stopped or self._more()
            yield from self.out.ready()
            if not more:
                break
        yield from self._rest()

    def _more(self) -> bool:
        """When the network has nothing to do: wait for documents, then judge what waited for others."""
        if self.fetcher.open:
            return True
        if self.desk.waits():
            self.desk.wait()
            return True
        self.verdicts.hold_no_more()
        for address in [one for one in self.open.values() if not one.idle]:
            self.verdicts.advance(address, last=True)
        return bool(self.fetcher.open or self.desk.waits() or self._feed())

    def _feed(self) -> bool:
        """Take up some targets, if there is room for them; True when there was one."""
        for number in range(_AT_A_TIME):
            target = self._next() if self.out.asked - self.out.given < WINDOW else None
            if target is None:
                return number > 0
            self._line(target)
        return True

    def _feed_on(self) -> None:
        """Take up all that there is room for, a few at a time between other chores."""
        if self._feed():
            self.fetcher.chores.append(self._feed_on)

    def _next(self) -> CheckTarget | None:
        return next(self.targets, None) or self.backlog.take()

    def _line(self, target: CheckTarget) -> None:
        number = self.out.number()
        key, parsed = spelled(target.url)
        address = self.open.get(key)
        if address is None:
            name = short(key)
            known = self.known.get(name)
            if known is not None:
                self.out.put(number, record_of(target, known))
                return
            address = self._open(target.url, "link", key, name, parsed=parsed)
            if not self.expects and target.url.lower().endswith(_DOCUMENTS):
                self.expects = True
                self.fetcher.chores.appendleft(self.desk.expect)
        address.lines.append((number, target))
        if address.idle:
            address.idle = False
            self.verdicts.advance(address)

    def _open(self, url: str, purpose: str, key: str, name: bytes, *, parsed: str | None = None) -> Address:
        """Open an address that is not under way."""
        address = self.open[key] = self.by_url[url] = Address(key, url, name)
        self.fetcher.submit(url, purpose, first=purpose == "probe", parsed=parsed)
        return address

    def _take(self, response: Response) -> None:
        """Take in one answer: keep it, learn from it, and go on with whom it concerns."""
        if self.keep:
            self.keep(response)
        self.outage.note(response)
        if response.purpose == "robots":
            return
        for number, target in enumerate(self.onwards.links(response), 1):
            self.backlog.add(target)
            if number == self.fetcher.settings.concurrency:  # these leave before the rest is read
                self._feed()
                self.fetcher.press_on()
        if self.verdicts:
            self.verdicts.learn(response)
        else:
            self.early.append(response)
            if len(self.early) >= _EARLY:
                self._load()

    def ask_home(self, home: str) -> str | None:
        """See to it that a home page is asked; the spelling under which it is, None when it was before."""
        key = same_address(home)
        under_way = self.open.get(key)
        if under_way is None and key not in self.homes:
            under_way = self._open(home, "probe", key, short(key))
        self.homes.add(key)
        return under_way.url if under_way and not under_way.sightings else None

    def finish(self, address: Address, found: LinkCheck, *, keep: bool = True) -> None:
        """Give all links of an address their record."""
        del self.open[address.key], self.by_url[address.url]
        core = core_of(found)
        if keep:
            self.known.put(address.name, core)
        for number, target in address.lines:
            self.out.put(number, record_of(target, core))

    def _read(self) -> None:
        for address, found in self.desk.read_ones():
            self.finish(address, found)

    def _rest(self) -> Iterator[dict]:
        """Say of every link without a verdict that it was not checked, and why."""
        for address in self.open.values():
            for number, target in address.lines:
                self.out.put(number, stopped_record(target, self.stopped or STOPPED))
        self.open.clear()
        yield from self.out.ready()
        while (target := self._next()) is not None:
            known = self.known.get(short(same_address(target.url)))
            yield record_of(target, known) if known else stopped_record(target, self.stopped)
