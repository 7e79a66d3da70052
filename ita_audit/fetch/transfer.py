"""One HTTP exchange with curl: one hop, one checked address, raw bytes kept, everything capped."""

from __future__ import annotations

import ipaddress
import re
import socket
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import pycurl

from ita_audit.fetch import tls
from ita_audit.fetch.gate import Target
from ita_audit.model import Hop

MAX_HEAD = 64 * 1024
MAX_HEAD_LINES = 100
MAX_INTERIM = 10
MAX_ERROR_BODY = 256 * 1024
"""So much of an error page is read, and for so long: enough to tell a challenge from a sign-in form."""
ERROR_BODY_S = 3.0
TRICKLE_S, TRICKLE_BYTES, TRICKLE_PIECES = 10.0, 100, 8
"""An answer that comes drop by drop for so long, slower than so many bytes a second, never ends."""
REDIRECTS = {301, 302, 303, 307, 308}
_PIECE = 128 * 1024
"""So much of an answer is taken at once, if so much is there."""
_CONNECT = {5, 7, 45}
_ERRORS = {6: "dns", 28: "timeout", 18: "cut_short", 52: "reset", 55: "reset", 56: "reset"}
_BLANK = (b"\r\n", b"\n")
_STATUS = re.compile(rb"HTTP/[\d.]+\s+(\d{3})")
_ASK = (
    "Accept: text/html,application/xhtml+xml,application/pdf,*/*;q=0.8",
    "Accept-Language: th,en;q=0.7", "Accept-Encoding: gzip, identity",
)  # fmt: skip


@lru_cache(maxsize=8)
def _template(user_agent: str) -> pycurl.Curl:
    """A handle with what all exchanges have in common, to be copied."""
    curl = pycurl.Curl()
    for option, value in (
        (pycurl.NOSIGNAL, 1), (pycurl.PROXY, ""), (pycurl.NOPROXY, "*"), (pycurl.NETRC, 0),
        (pycurl.FOLLOWLOCATION, 0), (pycurl.HTTP_VERSION, pycurl.CURL_HTTP_VERSION_1_1), (pycurl.PROTOCOLS, 3),
        (pycurl.HTTP_CONTENT_DECODING, 0), (pycurl.USERAGENT, user_agent), (pycurl.VERBOSE, 1),
        (pycurl.COOKIEFILE, ""), (pycurl.HTTPHEADER, list(_ASK)), (pycurl.BUFFERSIZE, _PIECE),
    ):  # fmt: skip
        curl.setopt(option, value)
    return curl


@lru_cache(maxsize=64)
def stamp(seconds: int) -> str:
    """Write a time as seconds of UTC, ISO 8601."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(seconds))


@lru_cache(maxsize=64)
def _header_line(name: str) -> re.Pattern[bytes]:
    return re.compile(rb"(?im)^" + name.encode() + rb":[ \t]*([^\r\n]*)")


@dataclass(slots=True, eq=False, repr=False)
class Transfer:
    """The state of one exchange: what came, what was sent, and why it was stopped if it was."""

    target: Target
    user_agent: str
    deadline_s: float
    max_bytes: int
    ca_file: str = ""
    trust: str = tls.VERIFIED
    cookies: Sequence[bytes] = ()
    reuse: bool = False
    head: bytearray = field(default_factory=bytearray)
    body: list[bytes] = field(default_factory=list)
    taken: int = 0
    most: int = 0
    sent: bytearray = field(default_factory=bytearray)
    stop: str | None = None
    why: str = ""
    code: int | None = None
    begun: float = 0.0
    ending: float = 0.0
    interim: int = 0
    lines: int = 0
    trailing: int = 0
    headed: float = 0.0
    length: int | None = None
    received: int = 0
    excess: bytes = b""
    protocol: str = ""
    started: int = 0
    curl: pycurl.Curl | None = None

    def start(self) -> pycurl.Curl:
        """Make the curl handle for this exchange."""
        curl = self.curl = _template(self.user_agent).duphandle()
        target, setopt = self.target, curl.setopt
        self.most = self.max_bytes
        setopt(pycurl.URL, target.url.encode("ascii", "strict"))
        setopt(*_where(target))
        setopt(pycurl.TIMEOUT_MS, max(1, int(self.deadline_s * 1000)))
        setopt(pycurl.HEADERFUNCTION, self._header)
        setopt(pycurl.WRITEFUNCTION, self._write)
        setopt(pycurl.DEBUGFUNCTION, self._debug)
        setopt(pycurl.OPENSOCKETFUNCTION, self._open)
        if not self.reuse or target.scheme != "http":
            setopt(pycurl.FORBID_REUSE, 1)
        for cookie in self.cookies:
            setopt(pycurl.COOKIELIST, cookie)
        if target.scheme == "https":
            tls.apply_trust(curl, self.trust, self.ca_file)
        self.started = int(time.time())
        return curl

    def stalls(self, now: float) -> bool:
        """Tell whether the answer takes too long to be read on; the exchange then ends as it is."""
        if self.headed and (self.status or 0) >= 400 and now - self.headed > ERROR_BODY_S:
            self._stop("enough")
        elif self._trickles(now):
            self._stop("timeout", f"ส่งมาทีละน้อย ช้ากว่า {TRICKLE_BYTES} ไบต์ต่อวินาที")
        return bool(self.stop)

    def _open(self, purpose: int, address: tuple) -> socket.socket | int:
        """Open a socket to the checked address, and to no other, whatever curl makes of the name."""
        host, port = address[3][0], address[3][1]
        checked = map(ipaddress.ip_address, (self.target.connect_host, *self.target.others))
        if ipaddress.ip_address(host) not in checked or port != self.target.connect_port:
            self.stop, self.why = "unsafe", f"{host}:{port}"
            return pycurl.SOCKET_BAD
        return socket.socket(address[0], address[1], address[2])

    def _debug(self, kind: int, data: bytes) -> None:
        if kind == pycurl.INFOTYPE_HEADER_OUT and len(self.sent) < MAX_HEAD:
            self.sent += data
        elif kind == pycurl.INFOTYPE_DATA_IN:
            self._count(data)
        elif kind == pycurl.INFOTYPE_TEXT and data.startswith(b"SSL connection using "):
            self.protocol = data.split()[3].decode("ascii", "replace")

    def _count(self, data: bytes) -> None:
        """Note what came after the end that Content-Length declares."""
        self.received += len(data)
        over = 0 if self.length is None else self.received - self.length
        if over > 0 and len(self.excess) < 1024:
            self.excess += data[-min(len(data), over) :][:1024]

    def _header(self, line: bytes) -> int | None:
        if self.headed:
            self.trailing += len(line)  # after the body: capped, and no part of the head
            self.ending = self.ending or time.monotonic()
        else:
            if line.startswith(b"HTTP/") and self.head and 100 <= (self.status or 0) < 200:
                self.interim += 1
                self.head.clear()
                self.code, self.lines = None, 0
            self.head += line
            self.lines += 1
            self.begun = self.begun or time.monotonic()
        if self.lines > MAX_HEAD_LINES or len(self.head) + self.trailing > MAX_HEAD:
            return self._stop("protocol", "ส่วนหัวของคำตอบยาวผิดปกติ")
        if self.interim > MAX_INTERIM:
            return self._stop("protocol", "ตอบคั่น (1xx) ไม่จบ")
        if not self.headed and line in _BLANK:
            if 100 <= (self.status or 0) < 200:
                self.begun = 0.0  # an interim answer: the real one may take its time
                return None
            self.headed = time.monotonic()
            return self._judge_head()
        return None

    def _judge_head(self) -> int | None:
        """Stop where the head alone decides: the body of a redirect is never read."""
        status, self.length = self.status or 0, self._declared()
        self.most = min(self.max_bytes, MAX_ERROR_BODY) if status >= 400 else self.max_bytes
        if status in REDIRECTS and self.location and self.length != 0:
            return self._stop("redirect")
        if 200 <= status < 300 and (self.length or 0) > self.max_bytes:
            return self._stop("too_large", f"ประกาศว่ายาว {self.length} ไบต์")
        return None

    def _write(self, data: bytes) -> int | None:
        taken = self.taken + len(data)
        if taken > self.most:
            if taken > MAX_ERROR_BODY and (self.status or 0) >= 400:
                return self._stop("enough")
            return self._stop("too_large", f"ยาวเกิน {self.max_bytes} ไบต์")
        self.body.append(data)
        self.taken = taken
        return None

    def _trickles(self, now: float) -> bool:
        """Tell whether the answer comes in so small drops that it is not meant to end."""
        if not self.headed or self.ending:
            since = self.ending or self.begun
            return bool(since) and now - since > TRICKLE_S
        waited = now - self.headed
        return waited > TRICKLE_S and len(self.body) >= TRICKLE_PIECES and self.taken < TRICKLE_BYTES * waited

    def _stop(self, error: str, why: str = "") -> int:
        self.stop, self.why = error, why
        return -1

    @property
    def status(self) -> int | None:
        """The status code of the head received so far."""
        if self.code is None and self.head:
            match = _STATUS.match(self.head)
            self.code = int(match[1]) if match else None
        return self.code

    def _declared(self) -> int | None:
        """The payload's length as the head declares it; None without one, or where chunks count."""
        value = self.header("content-length")
        if (
            not value.isascii()
            or not value.isdigit()
            or "chunked" in self.header("transfer-encoding").lower()
        ):
            return None
        return int(value[:18])

    @property
    def location(self) -> str | None:
        """The redirect target as sent, bytes outside ASCII percent-encoded as browsers do."""
        values = self._values("location")
        return "".join(chr(b) if b < 128 else f"%{b:02X}" for b in values[0]) if values else None

    def _values(self, name: str) -> list[bytes]:
        return [value.strip() for value in _header_line(name).findall(self.head)]

    def header(self, name: str) -> str:
        """The last value of a header, '' when absent."""
        values = self._values(name)
        return values[-1].decode("latin-1") if values else ""

    def jar(self) -> list[bytes]:
        """The cookies in force after this exchange, for the next hop of the same link."""
        return list(self.curl.getinfo_raw(pycurl.INFO_COOKIELIST))

    def outcome(self, code: int, message: str) -> tuple[str, str]:
        """Name how the exchange ended, from curl's code: (error, detail), both '' when well."""
        if self.stop in ("redirect", "enough"):
            return "", ""
        if self.stop:
            return self.stop, self.why or message
        if not code:
            if self.excess.strip() and (self.status or 0) < 300:
                return "protocol", "เนื้อหายาวกว่าที่ประกาศไว้ ส่วนที่เกินไม่ใช่ของคำตอบนี้"
            return "", ""
        if code in tls.CERTIFICATE or code in tls.HANDSHAKE:
            return "tls", tls.fault_of(code, message, self.curl.getinfo(pycurl.SSL_VERIFYRESULT))
        if code in _CONNECT:
            refused = self.curl.getinfo(pycurl.OS_ERRNO) in (0, 61, 111, 10061)
            return ("refused" if refused else "reset"), message
        error = _ERRORS.get(code, "protocol")
        return ("cut_short" if error == "reset" and self.headed else error), message

    def faults(self) -> list[str]:
        """What is wrong with the certificate or encryption of an exchange that took place."""
        if self.target.scheme != "https":
            return []
        chain = self.curl.getinfo_raw(pycurl.INFO_CERTINFO)
        found = tls.faults_trusted(chain, self.protocol)
        return found if self.trust == tls.VERIFIED else found + tls.faults_hidden(chain, self.target.host)

    def hop(self) -> Hop:
        """What this exchange was, as evidence."""
        info = self.curl.getinfo
        return Hop(
            url=self.target.url,
            http_status=self.status,
            ip=info(pycurl.PRIMARY_IP) or None,
            request=bytes(self.sent),
            head=bytes(self.head),
            observed_at=stamp(self.started),
            elapsed_ms=int(info(pycurl.TOTAL_TIME) * 1000),
        )


def _where(target: Target) -> tuple[int, list[str]]:
    """
    Tell curl where to connect: whatever host the address names, to what was checked.

    Several addresses of a name are given as its answers, so that curl takes the one that answers.
    """
    hosts = [f"[{a}]" if ":" in a else a for a in (target.connect_host, *target.others)]
    if len(hosts) > 1 and not target.host.endswith("."):
        return pycurl.RESOLVE, [f"{target.host}:{target.port}:{','.join(hosts)}"]
    return pycurl.CONNECT_TO, [f"::{hosts[0]}:{target.connect_port}"]
