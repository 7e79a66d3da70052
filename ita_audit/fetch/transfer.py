"""One HTTP exchange with curl: one hop, one checked address, raw bytes kept, everything capped."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime

import certifi
import pycurl

from ita_audit.fetch.gate import Target
from ita_audit.model import Hop

MAX_HEAD = 64 * 1024
MAX_HEAD_LINES = 100
MAX_INTERIM = 10
REDIRECTS = {301, 302, 303, 307, 308}
_CONNECT, _TLS = {5, 7, 45}, {35, 51, 53, 54, 58, 59, 60, 64, 66, 77, 80, 82, 83, 90, 91}
_ERRORS = {6: "dns", 28: "timeout", 18: "cut_short", 52: "reset", 55: "reset", 56: "reset"}
# X509_V_ERR_* of OpenSSL's verify result → the name in a report.
_VERIFY = {
    9: "not_yet_valid", 10: "expired", 18: "self_signed", 19: "untrusted", 20: "incomplete_chain",
    21: "incomplete_chain", 23: "revoked", 26: "wrong_purpose", 62: "wrong_host", 64: "wrong_host",
    66: "weak_key", 67: "weak_key", 68: "weak_key",
}  # fmt: skip


@dataclass(slots=True)
class Transfer:
    """The state of one exchange; `finish` turns it into a Hop and what became of it."""

    target: Target
    user_agent: str
    deadline_s: float
    max_bytes: int
    ca_file: str = ""
    trust: str = "verified"
    head: bytearray = field(default_factory=bytearray)
    body: bytearray = field(default_factory=bytearray)
    sent: bytearray = field(default_factory=bytearray)
    stop: str | None = None
    interim: int = 0
    started: datetime | None = None
    curl: pycurl.Curl | None = None

    def start(self) -> pycurl.Curl:
        """Make the curl handle for this exchange."""
        curl = self.curl = pycurl.Curl()
        target = self.target
        curl.setopt(pycurl.URL, target.url.encode("ascii", "strict"))
        host = f"[{target.connect_host}]" if ":" in target.connect_host else target.connect_host
        name = f"[{target.host}]" if ":" in target.host else target.host
        curl.setopt(pycurl.CONNECT_TO, [f"{name}:{target.port}:{host}:{target.connect_port}"])
        for option, value in (
            (pycurl.PROXY, ""), (pycurl.NOPROXY, "*"), (pycurl.NETRC, 0), (pycurl.FOLLOWLOCATION, 0),
            (pycurl.HTTP_VERSION, pycurl.CURL_HTTP_VERSION_1_1), (pycurl.NOSIGNAL, 1),
            (pycurl.HTTP_CONTENT_DECODING, 0), (pycurl.USERAGENT, self.user_agent),
            (pycurl.TIMEOUT_MS, max(1, int(self.deadline_s * 1000))), (pycurl.VERBOSE, 1),
            (pycurl.CAINFO, self.ca_file or certifi.where()), (pycurl.PROTOCOLS, 3), (pycurl.FORBID_REUSE, 0),
            (pycurl.HTTPHEADER, [
                "Accept: text/html,application/xhtml+xml,application/pdf,*/*;q=0.8",
                "Accept-Language: th,en;q=0.7", "Accept-Encoding: gzip, identity",
            ]),
        ):  # fmt: skip
            curl.setopt(option, value)
        curl.setopt(pycurl.HEADERFUNCTION, self._header)
        curl.setopt(pycurl.WRITEFUNCTION, self._write)
        curl.setopt(pycurl.DEBUGFUNCTION, self._debug)
        if self.trust != "verified":
            # The content is read without trust only after the verdict on the certificate is known.
            curl.setopt(pycurl.SSL_VERIFYPEER, 0)
            curl.setopt(pycurl.SSL_VERIFYHOST, 0)
            curl.setopt(pycurl.SSLVERSION, pycurl.SSLVERSION_TLSv1_0)
            curl.setopt(pycurl.SSL_CIPHER_LIST, "DEFAULT:@SECLEVEL=0")
        self.started = datetime.now(UTC)
        return curl

    def _debug(self, kind: int, data: bytes) -> None:
        if kind == pycurl.INFOTYPE_HEADER_OUT and len(self.sent) < MAX_HEAD:
            self.sent += data

    def _header(self, line: bytes) -> int | None:
        if line.startswith(b"HTTP/") and self.head and self.status and 100 <= self.status < 200:
            self.interim += 1
            self.head.clear()
        self.head += line
        lines = self.head.count(b"\n")
        if len(self.head) > MAX_HEAD or lines > MAX_HEAD_LINES or self.interim > MAX_INTERIM:
            self.stop = "protocol"
            return -1
        return None

    def _write(self, data: bytes) -> int | None:
        if self.status in REDIRECTS and self.location is not None:
            self.stop = "redirect"
            return -1
        declared = re.search(rb"(?im)^content-length:\s*(\d+)", bytes(self.head))
        if len(self.body) + len(data) > self.max_bytes or (
            declared and int(declared[1][:18]) > self.max_bytes
        ):
            self.stop = "too_large"
            return -1
        self.body += data
        return None

    @property
    def status(self) -> int | None:
        """The status code of the head received so far."""
        match = re.match(rb"HTTP/[\d.]+\s+(\d{3})", bytes(self.head[:32]))
        return int(match[1]) if match else None

    @property
    def location(self) -> str | None:
        """The redirect target as sent, bytes outside ASCII percent-encoded as browsers do."""
        match = re.search(rb"(?im)^location:[ \t]*([^\r\n]*)", bytes(self.head))
        if not match:
            return None
        return "".join(chr(b) if b < 128 else f"%{b:02X}" for b in match[1].strip())

    def header(self, name: str) -> str:
        """The last value of a header, '' when absent."""
        values = re.findall(rb"(?im)^" + name.encode() + rb":[ \t]*([^\r\n]*)", bytes(self.head))
        return values[-1].decode("latin-1").strip() if values else ""

    def failure(self, code: int, message: str) -> tuple[str, str]:
        """Name curl's error code in our words: (error, detail)."""
        if self.stop == "redirect":
            return "", ""
        if self.stop:
            return self.stop, message
        if code in _TLS:
            verdict = self.curl.getinfo(pycurl.SSL_VERIFYRESULT)
            if code in (51, 60):
                return "tls", _VERIFY.get(verdict, "wrong_host" if verdict == 0 else "untrusted")
            return "tls", "old_protocol"
        if code in _CONNECT:
            refused = self.curl.getinfo(pycurl.OS_ERRNO) in (0, 61, 111, 10061)
            return ("refused" if refused else "reset"), message
        return _ERRORS.get(code, "protocol"), message

    def hop(self) -> Hop:
        """What this exchange was, as evidence."""
        info = self.curl.getinfo
        return Hop(
            url=self.target.url,
            http_status=self.status,
            ip=info(pycurl.PRIMARY_IP) or None,
            request=bytes(self.sent),
            head=bytes(self.head),
            observed_at=self.started.strftime("%Y-%m-%dT%H:%M:%SZ"),
            elapsed_ms=int(info(pycurl.TOTAL_TIME) * 1000),
        )
