"""
Answer what a browser asks for, through our own gate and pace: the browser itself reaches nothing.

Only GET, only documents, scripts, styles and data, documents only of the page's own site and frame;
everything else is refused and counted. What was fetched is kept as evidence.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from html import escape
from urllib.parse import urldefrag, urlsplit

from ita_audit.engagement import LookSettings
from ita_audit.fetch import Fetcher
from ita_audit.model import RENDER, Response
from ita_audit.trail import same_site

MAX_REQUESTS, MAX_BYTES, MAX_DOM = 200, 20_000_000, 10_000_000
REQUEST_S = 10.0
_BATCH = 4
_KINDS = frozenset(["document", "script", "stylesheet", "xhr", "fetch"])
_SAME = frozenset(["script", "stylesheet"])
_CROSSED = frozenset(["xhr", "fetch", "script"])
# What belongs to one exchange, or would bind the browser beyond this one page.
_DROPPED = frozenset(
    [
        "content-encoding", "content-length", "transfer-encoding", "connection", "keep-alive", "set-cookie",
        "strict-transport-security", "alt-svc", "link", "report-to", "nel", "reporting-endpoints",
        "access-control-allow-origin", "access-control-allow-credentials",
    ]
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rendered:
    """
    One page as a browser showed it.

    `html` is the DOM in UTF-8, at most 10 MB (`truncated` is "length" when cut); `responses` are what
    was fetched for it; `refused` counts by reason what was not. `settled` tells that nothing more
    was happening; `error` is timeout, crashed or failed when there is no DOM, with `detail`.
    """

    url: str
    final_url: str
    html: bytes
    responses: tuple[Response, ...]
    refused: Mapping[str, int]
    requests: int
    bytes: int
    observed_at: str
    elapsed_ms: int
    browser: str = ""
    settled: bool = False
    truncated: str | None = None
    error: str | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """One request of the browser: address, method, resource type, whether the page's own frame asks."""

    url: str
    method: str
    kind: str
    own_frame: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """What the browser is given: status, headers and content; None stands for a refusal."""

    status: int
    headers: dict[str, str]
    content: bytes


@dataclass(slots=True)
class Supply:
    """
    The one source of a page being rendered.

    `page` is the answer that the look has already: it is not asked for again, and neither are the
    scripts and styles in `kept`, by address, which other pages of the look had.
    """

    page: Response
    settings: LookSettings
    fetcher: Fetcher
    ends: float
    kept: dict[str, Response] = field(default_factory=dict)
    responses: list[Response] = field(default_factory=list)
    refused: dict[str, int] = field(default_factory=dict)
    requests: int = 0
    bytes: int = 0
    pending: int = 0
    last: float = 0.0
    known: dict[str, asyncio.Future] = field(default_factory=dict)
    waiting: list[str] = field(default_factory=list)
    wake: asyncio.Event = field(default_factory=asyncio.Event)

    def refuse(self, reason: str) -> None:
        """Count a request that was not made."""
        self.refused[reason] = self.refused.get(reason, 0) + 1

    async def answer(self, asked: Asked) -> Answer | None:
        """Answer one request of the browser; None when it is refused or could not be fetched."""
        reason = self._refusal(asked)
        if reason:
            self.refuse(reason)
            return None
        url = urldefrag(asked.url).url
        if asked.kind == "document" and url in (
            urldefrag(self.page.final_url).url,
            urldefrag(self.page.url).url,
        ):
            return _given(self.page, asked, self.page)
        if url in self.kept and asked.kind in _SAME:
            return _given(self.kept[url], asked, self.page)
        fresh = url not in self.known
        if fresh and not self._ask(url):
            self.refuse("cap")
            return None
        response = await self._fetched(url, fresh=fresh)
        if response is None or response.error:
            self.refuse(response.error if response else "cap")
            return None
        if asked.kind == "document":
            return self._document(response, asked)
        if asked.kind in _SAME:
            self.kept[url] = response
        return _given(response, asked, self.page)

    def _ask(self, url: str) -> bool:
        """Put an address in the queue, under the caps."""
        if self.requests >= MAX_REQUESTS or self.bytes >= MAX_BYTES or time.monotonic() >= self.ends:
            return False
        self.requests += 1
        self.known[url] = asyncio.get_running_loop().create_future()
        self.waiting.append(url)
        self.wake.set()
        return True

    async def _fetched(self, url: str, *, fresh: bool) -> Response | None:
        """Wait for an address; only what was not known before keeps a page from being quiet."""
        self.pending += fresh
        try:
            return await asyncio.shield(self.known[url])
        finally:
            self.pending -= fresh
            self.last = time.monotonic() if fresh else self.last

    def _refusal(self, asked: Asked) -> str:
        if asked.method != "GET":
            return "method"
        if urlsplit(asked.url).scheme not in ("http", "https"):
            return "scheme"
        if not asked.own_frame:
            return "frame"
        if asked.kind not in _KINDS:
            return asked.kind
        if asked.kind == "document" and not same_site(asked.url, self.page.final_url):
            return "other_site"
        return ""

    def _document(self, response: Response, asked: Asked) -> Answer | None:
        """A page that a script goes on to: one that moved is gone to again under its new address."""
        if not same_site(response.final_url, self.page.final_url):
            self.refuse("other_site")
            return None
        if urldefrag(response.final_url).url == urldefrag(asked.url).url:
            return _given(response, asked, self.page)
        done = asyncio.get_running_loop().create_future()
        done.set_result(response)
        self.known.setdefault(urldefrag(response.final_url).url, done)
        again = f'<meta http-equiv="refresh" content="0;url={escape(response.final_url)}">'
        return Answer(200, {"content-type": "text/html; charset=utf-8"}, again.encode("utf-8"))

    async def work(self) -> None:
        """Fetch what is waiting, a few at a time, until cancelled."""
        while True:
            await self.wake.wait()
            batch, self.waiting = self.waiting[:_BATCH], self.waiting[_BATCH:]
            if not self.waiting:
                self.wake.clear()
            if batch:
                for response in await asyncio.to_thread(self._fetch, batch):
                    self._take(response)
                for url in batch:
                    if not self.known[url].done():
                        self.known[url].set_result(None)

    def _fetch(self, batch: list[str]) -> list[Response]:
        """Open addresses under what is left of time and bytes; runs in a thread of its own."""
        left = max(1, (MAX_BYTES - self.bytes) // len(batch))
        before = self.fetcher.settings
        self.fetcher.settings = replace(
            before,
            deadline_s=min(before.deadline_s, REQUEST_S, max(0.1, self.ends - time.monotonic())),
            max_bytes=min(before.max_bytes, left),
        )
        try:
            return list(self.fetcher.fetch_many([(url, RENDER) for url in batch]))
        finally:
            self.fetcher.settings = before

    def _take(self, response: Response) -> None:
        self.responses.append(response)
        self.bytes += len(response.body)
        if response.purpose == RENDER and response.url in self.known:
            self.known[response.url].set_result(response)


def _given(response: Response, asked: Asked, page: Response) -> Answer:
    """
    What the browser gets of an answer: content decoded, headers that bind only this page.

    Our own request carries no Origin, so a server's answer to one cannot be known: data and scripts
    of other origins are given to the page that asked for them.
    """
    headers = {}
    for line in (response.hops[-1].head if response.hops else b"").splitlines()[1:]:
        name, _, value = line.decode("latin-1").partition(":")
        if name.strip().lower() not in _DROPPED and value.isascii() and name.strip():
            headers[name.strip().lower()] = value.strip()
    if asked.kind in _CROSSED:
        parts = urlsplit(page.final_url)
        headers["access-control-allow-origin"] = f"{parts.scheme}://{parts.netloc}"
        headers["access-control-allow-credentials"] = "true"
    return Answer(response.http_status or 200, headers, response.content)
