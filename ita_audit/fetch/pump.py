"""Move bytes of many curl handles at once: curl says which sockets it waits for, we wait for those."""

from __future__ import annotations

import contextlib
import selectors
import socket
import time
from collections.abc import Callable, Iterator

import pycurl

_FOR_CURL = {
    selectors.EVENT_READ: pycurl.CSELECT_IN,
    selectors.EVENT_WRITE: pycurl.CSELECT_OUT,
    selectors.EVENT_READ | selectors.EVENT_WRITE: pycurl.CSELECT_IN | pycurl.CSELECT_OUT,
}
_EVENTS = {
    pycurl.POLL_IN: selectors.EVENT_READ,
    pycurl.POLL_OUT: selectors.EVENT_WRITE,
    pycurl.POLL_INOUT: selectors.EVENT_READ | selectors.EVENT_WRITE,
}
_MIN_CONNECTIONS = 50
Ended = tuple[pycurl.Curl, int, str]
"""A handle that ended, curl's error number (0 for none), and its message."""


class Pump:
    """
    Runs curl handles until they end; waits without turning round and without busy looks.

    Args:
        connections: Connections kept open for the next request to the same address.
    """

    def __init__(self, connections: int) -> None:
        self.multi = pycurl.CurlMulti()
        self.multi.setopt(pycurl.M_SOCKETFUNCTION, self._watch)
        self.multi.setopt(pycurl.M_TIMERFUNCTION, self._alarm)
        self.multi.setopt(pycurl.M_MAXCONNECTS, max(connections, _MIN_CONNECTIONS))
        self.selector = selectors.DefaultSelector()
        self.watched: dict[int, int] = {}
        self.due: float | None = None
        self.bell: tuple[socket.socket, socket.socket] | None = None

    def add(self, curl: pycurl.Curl) -> None:
        """Start a handle."""
        self.multi.add_handle(curl)

    def remove(self, curl: pycurl.Curl) -> None:
        """Take a handle out, ended or not; its connection stays open if it can."""
        self.multi.remove_handle(curl)

    def bell_rope(self) -> Callable[[], None]:
        """Give what another thread calls to end a wait."""
        if self.bell is None:
            self.bell = socket.socketpair()
            for end in self.bell:
                end.setblocking(False)
            self.selector.register(self.bell[0], selectors.EVENT_READ)
        rope = self.bell[1]

        def ring() -> None:
            with contextlib.suppress(OSError):  # full: it rings already; closed: nobody waits any more
                rope.send(b"!")

        return ring

    def turn(self, wait_s: float) -> Iterator[Ended]:
        """
        Wait at most `wait_s` seconds for something to happen and let curl work.

        Yields:
            Handles that ended, each at once, so that the next request may leave in its place.
        """
        if self.due is not None:
            wait_s = min(wait_s, self.due - time.monotonic())
        wait_s = max(wait_s, 0.0)
        if self.watched or self.bell:
            ready = self.selector.select(wait_s)
        else:
            ready = ()
            if wait_s:
                time.sleep(wait_s)
        action = self.multi.socket_action
        for key, events in ready:
            if self.bell and key.fileobj is self.bell[0]:
                self._hush()
                continue
            action(key.fd, _FOR_CURL[events])
            yield from self._ended()
        if self.due is not None and self.due <= time.monotonic():
            self.due = None
            action(pycurl.SOCKET_TIMEOUT, 0)
            yield from self._ended()

    def _ended(self) -> Iterator[Ended]:
        while True:
            left, good, bad = self.multi.info_read()
            for curl in good:
                yield curl, 0, ""
            yield from bad
            if not left:
                return

    def _hush(self) -> None:
        with contextlib.suppress(OSError):
            while self.bell[0].recv(4096):
                continue

    def _watch(self, what: int, descriptor: int, _multi: object, _data: object) -> None:
        events = _EVENTS.get(what, 0)
        before = self.watched.pop(descriptor, 0)
        if events:
            self.watched[descriptor] = events
        if before and not events:
            self.selector.unregister(descriptor)
        elif before and events != before:
            self.selector.modify(descriptor, events)
        elif events and not before:
            self.selector.register(descriptor, events)

    def _alarm(self, after_ms: int) -> None:
        self.due = None if after_ms < 0 else time.monotonic() + after_ms / 1000

    def close(self) -> None:
        """Close every connection."""
        self.multi.setopt(pycurl.M_TIMERFUNCTION, None)
        self.multi.close()
        self.selector.close()
        for end in self.bell or ():
            end.close()
