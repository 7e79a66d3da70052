"""Wait until one of many sockets can be read or written, in curl's own words."""

from __future__ import annotations

import select
import selectors

import pycurl

_SELECTOR = {
    pycurl.POLL_IN: selectors.EVENT_READ,
    pycurl.POLL_OUT: selectors.EVENT_WRITE,
    pycurl.POLL_INOUT: selectors.EVENT_READ | selectors.EVENT_WRITE,
}
_READY = {
    selectors.EVENT_READ: pycurl.CSELECT_IN,
    selectors.EVENT_WRITE: pycurl.CSELECT_OUT,
    selectors.EVENT_READ | selectors.EVENT_WRITE: pycurl.CSELECT_IN | pycurl.CSELECT_OUT,
}


class SelectorWaiter:
    """Waits with what every system has."""

    def __init__(self) -> None:
        self.selector = selectors.DefaultSelector()

    def watch(self, descriptor: int, what: int, *, known: bool) -> None:
        """
        Watch a socket.

        Args:
            descriptor: The socket.

            what: pycurl.POLL_IN, POLL_OUT or POLL_INOUT.

            known: It is being watched already.
        """
        if known:
            self.selector.modify(descriptor, _SELECTOR[what])
        else:
            self.selector.register(descriptor, _SELECTOR[what])

    def forget(self, descriptor: int) -> None:
        """Watch a socket no more."""
        self.selector.unregister(descriptor)

    def wait(self, seconds: float) -> list[tuple[int, int]]:
        """Wait; gives (socket, pycurl.CSELECT_* bits) of those that are ready."""
        return [(key.fd, _READY[events]) for key, events in self.selector.select(seconds)]

    def close(self) -> None:
        """Watch nothing more."""
        self.selector.close()


class EpollWaiter:
    """The same straight on Linux's own: a fifth of the time."""

    def __init__(self) -> None:
        self.epoll = select.epoll()
        self.asks = {
            pycurl.POLL_IN: select.EPOLLIN,
            pycurl.POLL_OUT: select.EPOLLOUT,
            pycurl.POLL_INOUT: select.EPOLLIN | select.EPOLLOUT,
        }
        self.failed = select.EPOLLERR | select.EPOLLHUP
        self.bits = {events: self._bits(events) for events in range(2 * self.failed)}

    def watch(self, descriptor: int, what: int, *, known: bool) -> None:
        """Watch a socket, as SelectorWaiter does."""
        if known:
            self.epoll.modify(descriptor, self.asks[what])
        else:
            self.epoll.register(descriptor, self.asks[what])

    def forget(self, descriptor: int) -> None:
        """Watch a socket no more."""
        try:  # noqa: SIM105 (done for every answer; a context manager costs more than the call)
            self.epoll.unregister(descriptor)
        except OSError:  # closed: the system forgot it by itself
            pass

    def wait(self, seconds: float) -> list[tuple[int, int]]:
        """Wait, as SelectorWaiter does."""
        return [(descriptor, self.bits[events]) for descriptor, events in self.epoll.poll(seconds)]

    def _bits(self, events: int) -> int:
        """What epoll says of a socket, in curl's words."""
        bits = pycurl.CSELECT_IN if events & select.EPOLLIN else 0
        bits |= pycurl.CSELECT_OUT if events & select.EPOLLOUT else 0
        return bits | (pycurl.CSELECT_ERR if events & self.failed else 0)

    def close(self) -> None:
        """Watch nothing more."""
        self.epoll.close()


def waiter() -> EpollWaiter | SelectorWaiter:
    """The quickest way to wait that this system has."""
    return EpollWaiter() if hasattr(select, "epoll") else SelectorWaiter()
