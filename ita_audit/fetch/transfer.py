"""One HTTP exchange with curl: one hop, one checked address, raw bytes kept, everything capped."""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Sequence
from functools import lru_cache

import pycurl

from ita_audit.fetch import tls
from ita_audit.fetch.gate import Target
from ita_audit.fetch.head import MAX_HEAD, TOO_LONG, Head
from ita_audit.model import Hop

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
_TEXT, _DATA_IN, _HEADER_OUT = pycurl.INFOTYPE_TEXT, pycurl.INFOTYPE_DATA_IN, pycurl.INFOTYPE_HEADER_OUT
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


class Transfer:
    """
    What makes one exchange after another with one target: what came, what was sent, why it was stopped.

    Args:
        target: Where the requests go.

        user_agent: What they say they are.

        ca_file: Further roots to trust.

        trust: How much trust the exchange needs.

        reuse: Whether a connection may serve several requests; an encrypted one never does.
    """

    def __init__(
        self,
        target: Target,
        user_agent: str,
        ca_file: str = "",
        trust: str = tls.VERIFIED,
        *,
        reuse: bool = False,
    ) -> None:
        self.target, self.user_agent = target, user_agent
        self.ca_file, self.trust, self.reuse = ca_file, trust, reuse
        self.curl: pycurl.Curl | None = None
        self._clear("", 0)

    def _clear(self, url: str, max_bytes: int) -> None:
        """Forget the exchange before: every state of an exchange is set here and nowhere else first."""
        self.url, self.max_bytes, self.most, self.started = url, max_bytes, max_bytes, int(time.time())
        self.head, self.body, self.taken = Head(), [], 0
        self.sent, self.protocol = b"", ""
        self.stop: str | None = None
        self.why = ""
        self.headed = self.ending = 0.0
        self.trailing = self.received = 0
        self.length: int | None = None
        self.excess = b""

    def start(
        self, url: str, deadline_s: float, max_bytes: int, cookies: Sequence[bytes] = ()
    ) -> pycurl.Curl:
        """
        Begin an exchange.

        Args:
            url: A parsed address of the target.

            deadline_s: Seconds after which it is ended.

            max_bytes: So much of a body is taken.

            cookies: Those in force, as `jar` gave them.
        """
        self._clear(url, max_bytes)
        if self.curl is None:
            self.curl = self._handle()
        curl = self.curl
        curl.setopt(pycurl.URL, url.encode("ascii", "strict"))
        curl.setopt(pycurl.TIMEOUT_MS, max(1, int(deadline_s * 1000)))
        for cookie in cookies:
            curl.setopt(pycurl.COOKIELIST, cookie)
        return curl

    def _handle(self) -> pycurl.Curl:
        """Make a curl handle with all that the exchanges with this target have in common."""
        curl = _template(self.user_agent).duphandle()
        setopt = curl.setopt
        setopt(*_where(self.target))
        setopt(pycurl.HEADERFUNCTION, self._header)
        setopt(pycurl.WRITEFUNCTION, self._write)
        setopt(pycurl.DEBUGFUNCTION, self._debug)
        setopt(pycurl.OPENSOCKETFUNCTION, self._open)
        if not self.reuse or self.target.scheme != "http":
            setopt(pycurl.FORBID_REUSE, 1)
        if self.target.scheme == "https":
            tls.apply_trust(curl, self.trust, self.ca_file)
        return curl

    def let_go(self) -> None:
        """Drop the body that the exchange brought; `start` forgets the rest."""
        self.body = []

    def close(self) -> None:
        """Give the handle back."""
        if self.curl is not None:
            self.curl.close()

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
        if kind == _TEXT:
            if data.startswith(b"SSL connection using "):
                self.protocol = data.split()[3].decode("ascii", "replace")
        elif kind == _DATA_IN:
            self._count(data)
        elif kind == _HEADER_OUT and len(self.sent) < MAX_HEAD:
            self.sent += data

    def _count(self, data: bytes) -> None:
        """Note what came after the end that Content-Length declares."""
        self.received += len(data)
        if self.length is None or self.received <= self.length:
            return
        over = self.received - self.length
        if len(self.excess) < 1024:
            self.excess += data[-min(len(data), over) :][:1024]

    def _header(self, line: bytes) -> int | None:
        if self.headed:
            return self._trailer(line)
        if not self.head.take(line):
            return None
        fault = self.head.fault()
        if fault:
            return self._stop("protocol", fault)
        if self.head.ends(line):
            self.headed = time.monotonic()
            return self._judge_head()
        return None

    def _trailer(self, line: bytes) -> int | None:
        """After the body: capped, and no part of the head."""
        self.trailing += len(line)
        self.ending = self.ending or time.monotonic()
        if len(self.head.bytes) + self.trailing > MAX_HEAD:
            return self._stop("protocol", TOO_LONG)
        return None

    def _judge_head(self) -> int | None:
        """Stop where the head alone decides: the body of a redirect is never read."""
        status, length = self.status or 0, self.head.length()
        self.length = length
        self.most = min(self.max_bytes, MAX_ERROR_BODY) if status >= 400 else self.max_bytes
        if status in REDIRECTS and length != 0 and self.head.location():
            return self._stop("redirect")
        if 200 <= status < 300 and (length or 0) > self.max_bytes:
            return self._stop("too_large", f"ประกาศว่ายาว {length} ไบต์")
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
            since = self.ending or self.head.begun
            return bool(since) and now - since > TRICKLE_S
        waited = now - self.headed
        return waited > TRICKLE_S and len(self.body) >= TRICKLE_PIECES and self.taken < TRICKLE_BYTES * waited

    def _stop(self, error: str, why: str = "") -> int:
        self.stop, self.why = error, why
        return -1

    @property
    def status(self) -> int | None:
        """The status code of the head received so far."""
        return self.head.status

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
            url=self.url,
            http_status=self.status,
            ip=info(pycurl.PRIMARY_IP) or None,
            request=self.sent,
            head=bytes(self.head.bytes),
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
