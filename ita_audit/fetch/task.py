"""One link on its way: its hops, attempts, certificate verdict and the one deadline around them."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace

import pycurl

from ita_audit.fetch import tls
from ita_audit.fetch.decode import CutShort, Explodes, Undecodable, decode
from ita_audit.fetch.gate import Refusal, Target, parse
from ita_audit.fetch.pace import retry_after_s
from ita_audit.fetch.stock import Stock
from ita_audit.fetch.transfer import REDIRECTS, Transfer, stamp
from ita_audit.model import Hop, Response
from ita_audit.model.settings import LookSettings

MAX_REDIRECTS = 10
MAX_ATTEMPTS = 2
AGAIN_SHARE = 0.5
"""A second look waits half as long, and tries once: it confirms what the first one saw."""
REUSE_ABOVE = 1000.0
"""
Starts per second above which a connection serves several requests. Up to it each has its own, so
that bytes a server sends too late or too many are never taken for the answer to the next request.
"""
_TRANSIENT = {429, 502, 503, 504}
_BACKOFF_S = 0.5
_TRUNCATED = {
    "too_large": "length",
    "enough": "length",
    "timeout": "time",
    "cut_short": "disconnect",
    "reset": "disconnect",
}
"""Why a payload is not whole, in the words of WARC-Truncated (ISO 28500 §5.13)."""


class Task:
    """The state of one link between its first request and its Response."""

    target: Target | None = None
    transfer: Transfer | None = None
    attempts = 1
    not_before = longest = spent = 0.0
    began: float | None = None
    trust = tls.VERIFIED
    tls: str | None = None
    cookies: Sequence[bytes] = ()
    robots_of: str | None = None

    def __init__(self, url: str, purpose: str, settings: LookSettings, user_agent: str) -> None:
        self.asked, self.url, self.purpose = url, url, purpose
        self.settings, self.user_agent = settings, user_agent
        self.deadline_s = settings.deadline_s * (AGAIN_SHARE if purpose == "again" else 1)
        self.hops: list[Hop] = []

    @property
    def used(self) -> float:
        """Seconds of this attempt in which the other side was at work; our own queue does not count."""
        return self.spent + (time.monotonic() - self.began if self.began is not None else 0.0)

    def wait(self) -> None:
        """Stop the clock while the task waits for its turn."""
        self.spent, self.began = self.used, None

    def launch(self, now: float, idle: Stock) -> pycurl.Curl:
        """Start the next exchange under what is left of the deadline."""
        if self.began is None:
            self.began = now
        left = self.deadline_s - self.spent - (now - self.began)
        settings = self.settings
        self.transfer = (None if self.cookies else idle.take(self.target)) or Transfer(
            self.target, self.user_agent, settings.ca_file, self.trust, reuse=settings.rate > REUSE_ABOVE
        )
        return self.transfer.start(self.url, max(left, 0.01), settings.max_bytes, self.cookies)

    def ended(self, code: int, message: str) -> Response | None:
        """Take in a finished exchange; None when another one follows."""
        error, detail = self.transfer.outcome(code, message)
        if error == "tls":
            self.tls = tls.joined(self.tls, [detail])
            trust = tls.next_trust(self.trust, detail)
            if trust:
                self.trust = trust
                return None
        else:
            faults = self.transfer.faults()
            if faults:
                self.tls = tls.joined(self.tls, faults)
        hop = self.transfer.hop()
        if hop.request or hop.head:
            self.hops.append(hop)
        status = self.transfer.status
        location = self.transfer.head.location() if not error and status in REDIRECTS else ""
        if location:
            return self._redirect(location)
        if self._again(error, status):
            return None
        response = self._answer(error or None, detail)
        if response.error or status != 200 or not self._may_send_on(response.content):
            return response
        from ita_audit.linkcheck.onward import onward  # loaded while the first answer is under way

        target = onward(response.content, response.header("content-type"), response.header("refresh"))
        if not target:
            return response
        self.hops[-1] = replace(self.hops[-1], body=response.body)
        return self._redirect(target)

    def _may_send_on(self, content: bytes) -> bool:
        """Tell whether a page names what sends its reader on: few do, and only those are read for it."""
        low = content[:65_536].lower()
        return b"location" in low or b"refresh" in low or b"refresh" in self.transfer.head.bytes.lower()

    def _redirect(self, target: str) -> Response | None:
        if len(self.hops) > MAX_REDIRECTS:
            return self._answer("redirects", f"เปลี่ยนทางเกิน {MAX_REDIRECTS} ครั้ง")
        try:
            self.url = parse(target, self.url)
        except Refusal as refusal:
            return self._answer(refusal.error, refusal.detail)
        if any(hop.url == self.url for hop in self.hops[:-2]):
            return self._answer("redirects", "เปลี่ยนทางวนกลับที่เดิม")
        self.cookies = self.transfer.jar()
        self.target, self.trust = None, tls.VERIFIED
        return None

    def _again(self, error: str, status: int | None) -> bool:
        most = MAX_ATTEMPTS if self.purpose != "again" else 1
        if self.attempts >= most or (error != "reset" and (error or status not in _TRANSIENT)):
            return False
        wait = retry_after_s(self.transfer.head.text(b"retry-after")) if not error else None
        wait = _BACKOFF_S if wait is None else wait
        left = self.deadline_s - self.used
        if wait >= left:
            return False
        self.not_before = time.monotonic() + wait
        self.attempts += 1
        self.longest = max(self.longest, self.used)
        self.began, self.spent = None, 0.0
        self.hops.clear()
        self.url, self.target = parse(self.asked), None
        self.trust, self.cookies = tls.VERIFIED, ()
        return True

    def _answer(self, error: str | None, detail: str) -> Response:
        body = b"".join(self.transfer.body)
        content, cut = body, None
        if error is None:
            error, detail, content, cut = _decoded(body, self.transfer.head.text(b"content-encoding"))
        cut = _TRUNCATED.get(error or self.transfer.stop or "", cut) if self.hops else None
        return self._response(error, detail, body, content, cut)

    def failed(self, error: str, detail: str) -> Response:
        """End without another exchange: the gate, robots.txt or the resolver said no."""
        return self._response(error, detail, b"", b"", None)

    def _response(
        self, error: str | None, detail: str, body: bytes, content: bytes, truncated: str | None
    ) -> Response:
        last = self.hops[-1] if self.hops else None
        return Response(
            url=self.asked,
            final_url=self.url,
            http_status=last.http_status if last else None,
            hops=tuple(self.hops),
            body=body,
            content=content,
            error=error,
            detail=detail,
            tls=self.tls,
            ip=last.ip if last else None,
            observed_at=self.hops[0].observed_at if self.hops else stamp(int(time.time())),
            elapsed_ms=int(max(self.longest, self.used) * 1000),
            attempts=self.attempts,
            purpose=self.purpose,
            truncated=truncated,
        )


def _decoded(body: bytes, coding: str) -> tuple[str | None, str, bytes, str | None]:
    """Undo the content codings: (error, detail, content, why it is not whole)."""
    if not coding:
        return None, "", body, None
    try:
        return None, "", decode(body, coding), None
    except CutShort as problem:
        return "decoding", str(problem), b"", "disconnect"
    except Explodes as problem:
        return "too_large", str(problem), b"", None
    except Undecodable as problem:
        return "decoding", str(problem), b"", None
