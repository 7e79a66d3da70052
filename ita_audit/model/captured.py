"""What a look captured: exchanges, responses, and the look itself."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache


@lru_cache(maxsize=64)
def _header_line(name: str) -> re.Pattern[bytes]:
    return re.compile(rb"(?i)[\r\n][ \t]*" + re.escape(name.encode("ascii")) + rb"[ \t]*:([^\r\n]*)")


@lru_cache(maxsize=32)
def _last_value(head: bytes, name: str) -> str:
    """The last value of a header; of an answer under way several parts of the program ask for one."""
    values = _header_line(name).findall(head)
    found = values[-1].strip() if values else b""
    try:
        return found.decode("utf-8")
    except UnicodeDecodeError:
        return found.decode("cp874", "replace")


RENDER, RENDERED = "render", "rendered"
"""Purposes of what a browser asked for to show a page, and of the page as it showed it."""


@dataclass(frozen=True, slots=True)
class Hop:
    """
    One HTTP exchange: one request and the head of its answer, as bytes on the wire.

    `body` is kept of a page that itself leads on (a refresh or a script), because it is the reason
    for the next hop; the body of a redirect is never read, that of the last hop is the Response's.
    """

    url: str
    http_status: int | None
    ip: str | None
    request: bytes
    head: bytes
    observed_at: str
    elapsed_ms: int
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Response:
    """
    One attempt to open one address, redirects included; a failure is a Response too.

    `body` is the payload of the last hop as sent (at most the cap), `content` the same with
    its content coding undone. `error` is None or one of: dns, refused, reset, timeout,
    protocol, cut_short, redirects, too_large, decoding, unsafe, unsupported, robots, no_address,
    unchecked, network_down, tls. `tls` names what is wrong with certificate or encryption, several
    faults parted by commas, although the content was read with less trust.
    `purpose` is home, page, index, link, inner, probe, again, robots, render or rendered.
    """

    url: str
    final_url: str
    http_status: int | None
    hops: tuple[Hop, ...]
    body: bytes
    content: bytes
    error: str | None
    detail: str
    tls: str | None
    ip: str | None
    observed_at: str
    elapsed_ms: int
    attempts: int
    purpose: str = "link"
    truncated: str | None = None
    _sha256: str | None = field(default=None, init=False, repr=False, compare=False)

    @property
    def sha256(self) -> str:
        """SHA-256 of the payload as sent, hex; '' when there was none. Worked out once."""
        if self._sha256 is None:
            found = hashlib.sha256(self.body).hexdigest() if self.body else ""
            object.__setattr__(self, "_sha256", found)
        return self._sha256

    def header(self, name: str) -> str:
        """The last value of a header of the final answer, decoded leniently; '' when absent."""
        return _last_value(self.hops[-1].head, name) if self.hops else ""

    @property
    def content_type(self) -> str:
        """The declared media type without parameters, lower case."""
        return self.header("content-type").split(";")[0].strip().lower()


Fetch = Callable[[str], Response]
"""The one seam to the network: an address in, a Response out; it never raises."""


@dataclass(frozen=True, slots=True)
class LookInfo:
    """One dated pass over the site: when, with which settings and tool, and how it ended."""

    look_id: str
    started: str
    finished: str | None
    state: str
    tool: str
    settings: Mapping[str, object]
    chain_head: str
    folder: str
