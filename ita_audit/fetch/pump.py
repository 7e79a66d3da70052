"""Move bytes of many curl handles at once: curl says which sockets it waits for, we wait for those."""

from __future__ import annotations

import contextlib
import socket
import time
from collections.abc import Callable

import pycurl

from ita_audit.fetch.sockets import waiter

_MIN_CONNECTIONS = 50
_REMOVE, _NONE = pycurl.POLL_REMOVE, pycurl.POLL_NONE
Ended = Callable[[pycurl.Curl, int, str], object]
"""Told of a handle that ended, curl's error number (0 for none), and its message."""


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
        self.waiter = waiter()
        self.watched: set[int] = set()
        self.due: float | None = None
        self.inside = 0
        self.bell: tuple[socket.socket, socket.socket] | None = None

    def add(self, curl: pycurl.Curl) -> None:
        """Start a handle."""
        self.multi.add_handle(curl)
        self.inside += 1

    def remove(self, curl: pycurl.Curl) -> None:
        """Take a handle out, ended or not; its connection stays open if it can."""
        self.multi.remove_handle(curl)
        self.inside -= 1

    def bell_rope(self) -> Callable[[], None]:
        """Give what another thread calls to end a wait."""
        if self.bell is None:
            self.bell = socket.socketpair()
            for end in self.bell:
                end.setblocking(False)
            self.waiter.watch(self.bell[0].fileno(), pycurl.POLL_IN, known=False)
        rope = self.bell[1]

        def ring() -> None:
            with contextlib.suppress(OSError):  # full: it rings already; closed: nobody waits any more
                rope.send(b"!")

        return ring

    def turn(self, wait_s: float, ended: Ended) -> None:
        """
        Wait at most `wait_s` seconds for something to happen and let curl work.

        `ended` is told of each handle that ended at once, so that the next request may leave in its
        place; it takes the handle out.
        """
        if self.due is not None:
            wait_s = min(wait_s, self.due - time.monotonic())
        wait_s = max(wait_s, 0.0)
        ready: list[tuple[int, int]] = []
        if self.watched or self.bell:
            ready = self.waiter.wait(wait_s)
        elif wait_s:
            time.sleep(wait_s)
        for descriptor, bits in ready:
            if descriptor in self.watched:
                self._act(descriptor, bits, ended)
            else:
                self._hush()
        if self.due is not None and self.due <= time.monotonic():
            self.due = None
            self._act(pycurl.SOCKET_TIMEOUT, 0, ended)

    def _act(self, descriptor: int, bits: int, ended: Ended) -> None:
        """Let curl work on a socket; it tells how many handles still run."""
        _, running = self.multi.socket_action(descriptor, bits)
        left = running < self.inside
        while left:
            left, good, bad = self.multi.info_read()
            for curl in good:
                ended(curl, 0, "")
            for failure in bad:
                ended(*failure)

    def _hush(self) -> None:
        """Take up what was rung; a socket that curl closed meanwhile is nobody's any more."""
        with contextlib.suppress(OSError):
            while self.bell and self.bell[0].recv(4096):
                continue

    def _watch(self, what: int, descriptor: int, _multi: object, _data: object) -> None:
        if what == _REMOVE:
            if descriptor in self.watched:
                self.watched.remove(descriptor)
                self.waiter.forget(descriptor)
        elif what != _NONE:
            self.waiter.watch(descriptor, what, known=descriptor in self.watched)
            self.watched.add(descriptor)

    def _alarm(self, after_ms: int) -> None:
        self.due = None if after_ms < 0 else time.monotonic() + after_ms / 1000

    def close(self) -> None:
        """Close every connection."""
        self.multi.setopt(pycurl.M_TIMERFUNCTION, None)
        self.multi.close()
        self.waiter.close()
        for end in self.bell or ():
            end.close()
