"""Have documents read beside the network's work, and hold the network back when they pile up."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING

from ita_audit.check_links.addresses import Address

if TYPE_CHECKING:
    from concurrent.futures import Future

    from ita_audit.model import LinkCheck
    from ita_audit.sandbox import BesideReader

PILE = 24_000_000
"""So many bytes of documents may wait to be read before no more are asked for."""


class DocumentDesk:
    """
    Documents under way to their readings.

    Args:
        rope: Gives what to call from another thread when one was read.
    """

    def __init__(self, rope: Callable[[], Callable[[], None]]) -> None:
        self.rope = rope
        self.reader: BesideReader | None = None
        self.queue: deque[tuple[Address, LinkCheck, Future]] = deque()
        self.bytes = 0
        self.finished: deque[int] = deque()

    def is_full(self) -> bool:
        """Tell whether no more documents should come; those that were read, taken up or not, make room."""
        while self.finished:
            self.bytes -= self.finished.popleft()
        return self.bytes > PILE

    def expect(self) -> None:
        """Have a reader load its libraries while the first documents are under way."""
        self._reader().warm_up()

    def _reader(self) -> BesideReader:
        if self.reader is None:
            from ita_audit.sandbox import BesideReader

            self.reader = BesideReader()
        return self.reader

    def read(self, address: Address, found: LinkCheck) -> None:
        """Queue the document of an address whose verdict it may change."""
        size = len(address.document[0])
        future = self._reader().submit(*address.document)
        address.document = None
        ring = self.rope()
        self.bytes += size
        future.add_done_callback(lambda _: self._was_read(size, ring))
        self.queue.append((address, found, future))

    def _was_read(self, size: int, ring: Callable[[], None]) -> None:
        """Note room, in the reader's thread; the network is woken only where it may wait for that."""
        self.finished.append(size)
        if self.bytes > PILE:
            ring()

    def read_ones(self) -> list[tuple[Address, LinkCheck]]:
        """Give the addresses whose documents were read, with their verdicts."""
        ready = []
        if not self.queue:
            return ready
        from ita_audit.linkcheck import with_reading

        while self.queue and self.queue[0][2].done():
            address, found, future = self.queue.popleft()
            ready.append((address, with_reading(found, future.result())))
        return ready

    def waits(self) -> bool:
        """Tell whether documents are being read."""
        return bool(self.queue)

    def wait(self) -> None:
        """Return when the next document was read."""
        self.queue[0][2].exception()

    def close(self) -> None:
        """Stop reading."""
        if self.reader is not None:
            self.reader.__exit__()
