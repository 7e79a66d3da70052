"""Have the SHA-256 of large payloads worked out beside the network's work: it takes as long as receiving them."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ita_audit.model import Response

LARGE = 64_000
"""Bytes from which a digest takes longer than handing the payload to a thread."""
PILE = 16_000_000
"""So many bytes may wait for their digest; what comes then is the caller's own to work out."""


class Digests:
    """
    Answers under way to their digests, in order; each is taken up by the thread that handed it in.

    Args:
        rope: Gives what to call from another thread to end a wait.

        tell: Called from another thread when one is done.
    """

    def __init__(self, rope: Callable[[], Callable[[], None]], tell: Callable[[], None]) -> None:
        self.rope, self.tell = rope, tell
        self.queue: queue.SimpleQueue[Response | None] = queue.SimpleQueue()
        self.done: queue.SimpleQueue[Response] = queue.SimpleQueue()
        self.under_way, self.bytes = 0, 0
        self.thread: threading.Thread | None = None

    def take(self, response: Response) -> bool:
        """Take the answer of a link if its digest is worth the way; it comes back from `ready` or `wait`."""
        size = len(response.body)
        if response.purpose != "link" or size < LARGE or self.bytes + size > PILE:
            return False
        if self.thread is None:
            work = (self.rope(),)
            self.thread = threading.Thread(target=self._work, args=work, name="digests", daemon=True)
            self.thread.start()
        self.under_way += 1
        self.bytes += size
        self.queue.put(response)
        return True

    def ready(self) -> list[Response]:
        """Give the answers that have their digest."""
        return [self.wait() for _ in range(self.done.qsize())]

    def wait(self) -> Response:
        """Give the next answer that has its digest, as soon as it has."""
        response = self.done.get()
        self.under_way -= 1
        self.bytes -= len(response.body)
        return response

    def close(self) -> None:
        """Let the thread end."""
        self.queue.put(None)

    def _work(self, ring: Callable[[], None]) -> None:
        while (response := self.queue.get()) is not None:
            _ = response.sha256  # kept in it
            self.done.put(response)
            self.tell()
            ring()
