"""What one look teaches about each host: its home page, and how it answers for what is not there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from rapidfuzz import fuzz

from ita_audit.model import Response
from ita_audit.pages import page_text, page_title

NEAR = 95.0
"""Similarity (0 … 100) from which two page texts are one template without content of its own."""
_MAX_TEXT = 20_000


@dataclass(frozen=True, slots=True)
class SiteContext:
    """Page texts by host: the home page, and the answers to addresses that should not exist."""

    home: Mapping[str, str] = field(default_factory=dict)
    missing: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def host_of(url: str) -> str:
    """The host of an address, `www.` or not."""
    return (urlsplit(url).hostname or "").lower().removeprefix("www.")


def site_context(responses: Iterable[Response]) -> SiteContext:
    """Learn the hosts of a look from all its answers."""
    home: dict[str, str] = {}
    missing: dict[str, tuple[str, ...]] = {}
    for response in responses:
        if response.error or response.http_status != 200 or not looks_html(response):
            continue
        host = host_of(response.final_url)
        if response.purpose == "home":
            home[host] = visible_text(response)
        elif response.purpose == "probe":
            missing[host] = (*missing.get(host, ()), visible_text(response))
    return SiteContext(home, missing)


def looks_html(response: Response) -> bool:
    """Tell markup by the first bytes, else by the declared type."""
    start = response.content[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"%pdf", b"pk\x03\x04", b"\xd0\xcf\x11\xe0", b"\xff\xd8", b"\x89png", b"gif8")):
        return False
    return start.startswith((b"<!doctype html", b"<html", b"<head", b"<body")) or (
        "html" in response.content_type and b"<" in start
    )


def visible_text(response: Response) -> str:
    """The visible text of a page, bounded."""
    return page_text(response.content, content_type=response.header("content-type"))[:_MAX_TEXT]


def title_of(response: Response) -> str:
    """The title and first heading of a page."""
    return page_title(response.content, content_type=response.header("content-type"))


def near(left: str, right: str) -> bool:
    """Tell whether two page texts are the same page, digits such as visitor counts aside."""
    one, two = (re.sub(r"[0-9๐-๙]+", "#", text) for text in (left, right))
    if not one or not two or abs(len(one) - len(two)) > 0.1 * max(len(one), len(two)):
        return False
    return fuzz.ratio(one, two) >= NEAR


def probe_for(url: str) -> str | None:
    """
    Make an address of the same template that should not exist.

    A query's numeric value becomes one far away, else the path's last part a name nobody uses.
    None when the address is a bare host.
    """
    parts = urlsplit(url)
    pairs = parse_qsl(parts.query, keep_blank_values=True, errors="replace")
    for index in range(len(pairs) - 1, -1, -1):
        key, value = pairs[index]
        if re.fullmatch(r"[0-9]+", value):
            pairs[index] = (key, f"99{value}7")
            return urlunsplit(parts._replace(query=urlencode(pairs), fragment=""))
    if pairs:
        pairs[-1] = (pairs[-1][0], "ita-audit-no-such-page")
        return urlunsplit(parts._replace(query=urlencode(pairs), fragment=""))
    if not parts.path.strip("/"):
        return None
    folder, _, name = parts.path.rstrip("/").rpartition("/")
    suffix = name[name.rfind(".") :] if "." in name else ""
    return urlunsplit(parts._replace(path=f"{folder}/ita-audit-no-such-page{suffix}", fragment=""))
