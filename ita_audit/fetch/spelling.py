"""Which spellings are one address: what is opened once although pages write it in several ways."""

from __future__ import annotations

import re

from ita_audit.fetch.gate import Refusal, parse

_ESCAPE = re.compile("%([0-9A-Fa-f]{2})")
_PLAIN = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")


def same_address(url: str) -> str:
    """
    Give one name to all spellings of an address: as a browser reads it, without fragment, escapes
    upper case and only where needed (RFC 3986 §6.2.2). What is no address is its own name.
    """
    return spelled(url)[0]


def spelled(url: str) -> tuple[str, str | None]:
    """The name of an address (`same_address`), and the address as parsed; None when it is none."""
    try:
        href = parse(url)
    except Refusal:
        return url.strip(), None
    return _ESCAPE.sub(_escape, href) if "%" in href else href, href


def _escape(found: re.Match[str]) -> str:
    letter = chr(int(found[1], 16))
    return letter if letter in _PLAIN else found[0].upper()


def site_of(href: str) -> str:
    """Scheme and authority of a parsed address."""
    return href[: href.index("/", 8)]
