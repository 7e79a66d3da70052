"""Serve the canaries on loopback: a few ports, good and bad manners, and a log of who asked when."""

from __future__ import annotations

import contextlib
import socket
import socketserver
import ssl
import struct
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

HTML = "text/html; charset=utf-8"
DRIP_S = 12.0
SLOW_S = 0.4


@dataclass(frozen=True, slots=True)
class Reply:
    """
    What one address answers.

    `manner` is plain, chunked, until_close, short (fewer bytes than announced), endless, drip,
    garbage, reset, early (an interim answer first), fat_head or slow. `first` is what the first
    request gets instead.
    """

    body: bytes = b""
    status: str = "200 OK"
    content_type: str = HTML
    headers: tuple[str, ...] = ()
    manner: str = "plain"
    first: Reply | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as the server saw it: when it came, when it was done (monotonic seconds)."""

    host: str
    path: str
    came: float
    done: float
    head: str


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is no news."""


class CanarySite:
    """
    The canaries' hosts, served while the context is open.

    Args:
        replies: Answers by (host, path with query).

        secure: Hosts on TLS, each with the fault of its certificate: '' none, expired, unknown.

        dead: Hosts whose port refuses.

    `connect_to` is the permission for exactly these targets, `ca_file` knows the one authority,
    `log` is what was asked.
    """

    def __init__(
        self, replies: Mapping[tuple[str, str], Reply], *, secure: Mapping[str, str], dead: tuple[str, ...]
    ) -> None:
        self.replies, self.secure, self.dead = replies, secure, dead
        self.connect_to: dict[str, str] = {}
        self.log: list[Asked] = []
        self.ca_file = ""
        self._stop = threading.Event()
        self._close = contextlib.ExitStack()

    def __enter__(self) -> CanarySite:
        try:
            for host in dict.fromkeys(host for host, _ in self.replies if host not in self.secure):
                self.connect_to[f"{host}:80"] = self._serve()
            folder = Path(self._close.enter_context(tempfile.TemporaryDirectory()))
            authority = _Authority()
            self.ca_file = str(folder / "ca.pem")
            Path(self.ca_file).write_bytes(authority.pem)
            for host, fault in self.secure.items():
                context = authority.context(host, fault, folder)
                self.connect_to[f"{host}:443"] = self._serve(context)
            closed = self._close.enter_context(socket.socket())
            closed.bind(("127.0.0.1", 0))  # bound, never listening: the system refuses every connection
            for host in self.dead:
                self.connect_to[f"{host}:80"] = f"127.0.0.1:{closed.getsockname()[1]}"
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._close.close()

    def _serve(self, context: ssl.SSLContext | None = None) -> str:
        site = self

        class Handler(socketserver.BaseRequestHandler):
            def handle(self) -> None:
                with contextlib.suppress(OSError):
                    site._answer(self.request)

        server = _Server(("127.0.0.1", 0), Handler)
        if context:
            server.socket = context.wrap_socket(
                server.socket, server_side=True, do_handshake_on_connect=False
            )
        self._close.callback(server.server_close)
        self._close.callback(server.shutdown)
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        return f"127.0.0.1:{server.server_address[1]}"

    def _answer(self, connection: socket.socket) -> None:
        connection.settimeout(15)
        came = time.monotonic()
        asked = b""
        while b"\r\n\r\n" not in asked and len(asked) < 65_536:
            piece = connection.recv(4096)
            if not piece:
                return
            asked += piece
        lines = asked.decode("latin-1").split("\r\n")
        path = lines[0].split(" ")[1]
        host = next((line[5:].strip() for line in lines if line.lower().startswith("host:")), "").split(":")[
            0
        ]
        seen = sum(one.host == host and one.path == path for one in self.log)
        reply = self.replies.get((host, path)) or self.replies.get((host, path.partition("?")[0] + "?*"))
        reply = reply or Reply(b"", "404 Not Found")
        if reply.first and not seen:
            reply = reply.first
        self.log.append(Asked(host, path, came, came, "\n".join(lines)))
        place = len(self.log) - 1
        if reply.manner == "slow":
            self._stop.wait(SLOW_S)
        # Before the answer leaves: who gets it may come back before this thread runs again.
        self.log[place] = replace(self.log[place], done=time.monotonic())
        _MANNERS.get(reply.manner, _plain)(connection, reply, self._stop)


def _head(reply: Reply, *more: str) -> bytes:
    lines = [f"HTTP/1.1 {reply.status}", *reply.headers, f"Content-Type: {reply.content_type}", *more]
    return ("\r\n".join([*lines, "Connection: close"]) + "\r\n\r\n").encode("utf-8")


def _plain(connection: socket.socket, reply: Reply, _: threading.Event) -> None:
    connection.sendall(_head(reply, f"Content-Length: {len(reply.body)}") + reply.body)


def _chunked(connection: socket.socket, reply: Reply, _: threading.Event) -> None:
    chunks = b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in _pieces(reply.body, 500))
    connection.sendall(_head(reply, "Transfer-Encoding: chunked") + chunks + b"0\r\n\r\n")


def _until_close(connection: socket.socket, reply: Reply, _: threading.Event) -> None:
    connection.sendall(_head(reply) + reply.body)


def _short(connection: socket.socket, reply: Reply, _: threading.Event) -> None:
    connection.sendall(
        _head(reply, f"Content-Length: {len(reply.body)}") + reply.body[: len(reply.body) // 2]
    )


def _endless(connection: socket.socket, reply: Reply, stop: threading.Event) -> None:
    connection.sendall(_head(reply))
    for _ in range(4000):
        if stop.is_set():
            return
        connection.sendall(b"<p>0123456789</p>" * 1000)


def _drip(connection: socket.socket, reply: Reply, stop: threading.Event) -> None:
    connection.sendall(_head(reply, "Content-Length: 30000"))
    ends = time.monotonic() + DRIP_S
    while time.monotonic() < ends and not stop.wait(0.1):
        connection.sendall(b".")


def _garbage(connection: socket.socket, _: Reply, __: threading.Event) -> None:
    connection.sendall(b"\x15\x03\x01 no such protocol\r\n\r\n")


def _reset(connection: socket.socket, _: Reply, __: threading.Event) -> None:
    raw = connection
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    raw.close()


def _early(connection: socket.socket, reply: Reply, stop: threading.Event) -> None:
    connection.sendall(b"HTTP/1.1 103 Early Hints\r\nLink: </style.css>; rel=preload\r\n\r\n")
    _plain(connection, reply, stop)


def _fat_head(connection: socket.socket, reply: Reply, _: threading.Event) -> None:
    lines = "".join(f"X-Filler-{n}: {'x' * 900}\r\n" for n in range(200))
    connection.sendall(f"HTTP/1.1 200 OK\r\n{lines}Content-Length: 2\r\n\r\nok".encode())


_MANNERS = {
    "chunked": _chunked,
    "until_close": _until_close,
    "short": _short,
    "endless": _endless,
    "drip": _drip,
    "garbage": _garbage,
    "reset": _reset,
    "early": _early,
    "fat_head": _fat_head,
}


def _pieces(data: bytes, size: int) -> Iterator[bytes]:
    for start in range(0, len(data), size):
        yield data[start : start + size]


class _Authority:
    """A certificate authority that lives as long as the canaries."""

    def __init__(self) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "canary authority")])
        self.pem = self._certificate(self.name, self.key, years=(-1, 1), authority=True)

    def context(self, host: str, fault: str, folder: Path) -> ssl.SSLContext:
        """A server context for a host whose certificate has one fault."""
        issuer = _Authority() if fault == "unknown" else self
        key = ec.generate_private_key(ec.SECP256R1())
        named = "other.invalid" if fault == "wrong_host" else host
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, named)])
        pem = issuer._certificate(subject, key, years=(-3, -2) if fault == "expired" else (-1, 1))
        secret = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        path = folder / f"{host}.pem"
        path.write_bytes(secret + pem)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(path)
        return context

    def _certificate(
        self,
        subject: x509.Name,
        key: ec.EllipticCurvePrivateKey,
        *,
        years: tuple[int, int],
        authority: bool = False,
    ) -> bytes:
        now = datetime.now(UTC)
        name = subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value
        builder = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(self.name)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now + timedelta(days=365 * years[0]))
            .not_valid_after(now + timedelta(days=365 * years[1]))
            .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        )
        if not authority:
            builder = builder.add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        signed = builder.sign(self.key, hashes.SHA256())
        return signed.public_bytes(serialization.Encoding.PEM)
