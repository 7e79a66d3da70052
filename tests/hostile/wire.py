"""A raw HTTP server of threads: every byte it sends is chosen, and so is every pause and every reset."""

from __future__ import annotations

import contextlib
import socket
import ssl
import struct
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass
class Request:
    """One request as it came."""

    method: str
    target: str
    headers: dict[str, str]
    number: int
    connection: int

    @property
    def host(self) -> str:
        return self.headers.get("host", "").split(":")[0].lower()

    @property
    def path(self) -> str:
        return self.target.partition("?")[0]

    @property
    def query(self) -> str:
        return self.target.partition("?")[2]


class Wire:
    """The server's end of one connection."""

    def __init__(self, sock: socket.socket, stopping: threading.Event) -> None:
        self.sock, self.stopping, self.sent = sock, stopping, 0

    def send(self, *pieces: bytes, pause: float = 0.0) -> None:
        """Send pieces, waiting after each; ends quietly when the client has gone."""
        for piece in pieces:
            self.sock.sendall(piece)
            self.sent += len(piece)
            if pause and self.stopping.wait(pause):
                raise OSError("stopping")

    def wait(self, seconds: float) -> None:
        if self.stopping.wait(seconds):
            raise OSError("stopping")

    def forever(self, piece: bytes, pause: float = 0.0, most: int = 1 << 32) -> None:
        """Send one piece again and again until the client has had enough."""
        sent = 0
        while sent < most:
            self.send(piece, pause=pause)
            sent += len(piece)

    def reset(self) -> None:
        """End with a TCP reset."""
        self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.sock.close()


Answer = Callable[[Wire, Request], bool | None]
"""Sends one answer; True keeps the connection open for another request."""


@dataclass
class Site:
    """What one host name answers: exact targets, else `other`; robots.txt is missing unless given."""

    answers: dict[str, Answer] = field(default_factory=dict)
    other: Answer | None = None
    asked: Counter = field(default_factory=Counter)
    authorised: int = 0


class Server:
    """Serves sites on loopback ports until it is closed."""

    def __init__(self) -> None:
        self.sites: dict[str, Site] = {}
        self.stopping = threading.Event()
        self.listening: list[socket.socket] = []
        self.lock = threading.Lock()
        self.number = self.connections = 0

    def site(self, host: str) -> Site:
        return self.sites.setdefault(host, Site())

    def listen(self, handler: Callable | None = None, context: ssl.SSLContext | None = None) -> int:
        """Open a port; with a context it speaks TLS. Returns the port."""
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", 0))
        listener.listen(512)
        self.listening.append(listener)
        handler = handler or self._converse
        threading.Thread(target=self._accept, args=(listener, handler, context), daemon=True).start()
        return listener.getsockname()[1]

    def close(self) -> None:
        self.stopping.set()
        for listener in self.listening:
            with contextlib.suppress(OSError):
                listener.shutdown(socket.SHUT_RDWR)
            listener.close()

    def _accept(self, listener: socket.socket, handler: Callable, context: ssl.SSLContext | None) -> None:
        while not self.stopping.is_set():
            try:
                sock, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=self._run, args=(sock, handler, context), daemon=True).start()

    def _run(self, sock: socket.socket, handler: Callable, context: ssl.SSLContext | None) -> None:
        with contextlib.suppress(OSError, ValueError):
            sock.settimeout(60)
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            if context:
                sock = context.wrap_socket(sock, server_side=True)
            handler(Wire(sock, self.stopping))
        with contextlib.suppress(OSError):
            sock.close()

    def _converse(self, wire: Wire) -> None:
        with self.lock:
            self.connections += 1
            connection = self.connections
        buffer = b""
        while True:
            while b"\r\n\r\n" not in buffer:
                piece = wire.sock.recv(65_536)
                if not piece:
                    return
                buffer += piece
            head, _, buffer = buffer.partition(b"\r\n\r\n")
            if not self._answer(wire, self._request(head, connection)):
                return

    def _request(self, head: bytes, connection: int) -> Request:
        first, *lines = head.decode("latin-1").split("\r\n")
        method, target, _ = first.split(" ", 2)
        headers = {
            name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)
        }
        with self.lock:
            self.number += 1
            return Request(method, target, headers, self.number, connection)

    def _answer(self, wire: Wire, request: Request) -> bool | None:
        site = self.sites.get(request.host)
        if site is None:
            return reply(b"no such site", 421)(wire, request)
        with self.lock:
            site.asked[request.target] += 1
            site.authorised += "authorization" in request.headers
        known = request.target if request.target in site.answers or site.other else request.path
        answer = site.answers.get(known)
        if answer is None and request.path == "/robots.txt":
            answer = MISSING
        return (answer or site.other or MISSING)(wire, request)


def head(status: int = 200, *lines: str, version: str = "HTTP/1.1") -> bytes:
    """The head of an answer; characters beyond Latin-1 go out as UTF-8 bytes."""
    text = "\r\n".join([f"{version} {status} Answer", *lines, "", ""])
    return text.encode("utf-8")


def reply(
    body: bytes | str = b"", status: int = 200, kind: str = "text/html; charset=utf-8", *lines: str
) -> Answer:
    """An ordinary answer."""
    data = body.encode() if isinstance(body, str) else body
    typed = (f"Content-Type: {kind}",) if kind else ()

    def send(wire: Wire, request: Request) -> bool:
        wire.send(
            head(status, *typed, *lines, f"Content-Length: {len(data)}")
            + (b"" if request.method == "HEAD" else data)
        )
        return True

    return send


def raw(*pieces: bytes, pause: float = 0.0, last: float = 0.0) -> Answer:
    """Exactly these bytes, then the end of the connection."""

    def send(wire: Wire, _: Request) -> None:
        wire.send(*pieces, pause=pause)
        wire.wait(last)

    return send


def redirect(location: str, status: int = 302, body: bytes = b"moved", *lines: str) -> Answer:
    return reply(body, status, "text/html", f"Location: {location}", *lines)


def endless(start: bytes, piece: bytes, pause: float = 0.0) -> Answer:
    """A start, then the same piece for ever."""

    def send(wire: Wire, _: Request) -> None:
        wire.send(start)
        wire.forever(piece, pause)

    return send


def first_time(bad: Answer, good: Answer) -> Answer:
    """Fails once, then is well."""
    seen: set[str] = set()

    def send(wire: Wire, request: Request) -> bool | None:
        if request.target not in seen:
            seen.add(request.target)
            return bad(wire, request)
        return good(wire, request)

    return send


def reset(wire: Wire, _: Request) -> None:
    wire.reset()


def silent(wire: Wire, _: Request) -> None:
    wire.wait(60)


MISSING = reply("<html><title>404 Not Found</title><h1>Not Found</h1></html>", 404)


class Canaries:
    """Sockets that nobody may reach; they count who does."""

    def __init__(self, addresses: list[tuple[str, int]]) -> None:
        self.hits: list[tuple[str, int]] = []
        self.listening: list[socket.socket] = []
        for address in addresses:
            family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET
            listener = socket.socket(family)
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                listener.bind(address)
            except OSError:
                listener.close()
                continue
            listener.listen(64)
            self.listening.append(listener)
            threading.Thread(target=self._count, args=(listener,), daemon=True).start()

    @property
    def addresses(self) -> list[tuple[str, int]]:
        return [listener.getsockname()[:2] for listener in self.listening]

    def _count(self, listener: socket.socket) -> None:
        while True:
            try:
                sock, _ = listener.accept()
            except OSError:
                return
            self.hits.append(listener.getsockname()[:2])
            sock.close()

    def close(self) -> None:
        time.sleep(0.05)
        for listener in self.listening:
            with contextlib.suppress(OSError):
                listener.shutdown(socket.SHUT_RDWR)
            listener.close()
