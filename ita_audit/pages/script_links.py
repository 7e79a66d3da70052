"""
Find addresses inside scripts of a static page: handlers, `javascript:` links, inline tables.

They are read as text, never run, and are marked as such (rule `script`): a person without scripts
cannot follow them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

_FILE = r"[^'\"\s<>\\]+\.(?:pdf|docx?|xlsx?|pptx?|zip|rar|jpe?g|png|html?|php|aspx?)(?:\?[^'\"\s<>\\]*)?"
_ADDRESS = rf"(?:https?:)?//[^'\"\s<>\\]+|/[^'\"\s<>\\/][^'\"\s<>\\]*|{_FILE}"
_GOES = re.compile(
    r"(?:window\.open|(?:window\.|document\.|self\.|top\.)?location(?:\.href|\.assign|\.replace)?)"
    r"\s*(?:=|\()\s*['\"]([^'\"]+)['\"]"
)
_CALLED = re.compile(rf"[\w$.]+\(\s*['\"]({_ADDRESS})['\"]", re.I)
_KEYED = re.compile(rf"['\"]?[Oo]0*(\d{{1,2}})['\"]?\s*:\s*\[?\s*['\"]({_ADDRESS})['\"]", re.I)
_QUOTED = re.compile(rf"['\"]((?:https?://[^'\"\s<>\\]+)|{_FILE})['\"]", re.I)
_CODE = re.compile(r"\.(?:js|mjs|css|json|woff2?|ttf|svg|map)(?:\?|$)", re.I)
_MAX_SCRIPT, _MAX_FOUND = 200_000, 500
_DATA = ("data-href", "data-url", "data-link", "data-file", "data-src-pdf")


def address_in(attributes: Mapping[str, str | None]) -> str:
    """The address that clicking an element opens by script; '' when there is none."""
    if not attributes:
        return ""
    for name in _DATA:
        value = (attributes.get(name) or "").strip()
        if value and not value.startswith(("#", "javascript:", "{")):
            return value
    href = (attributes.get("href") or "").strip()
    for code in (
        attributes.get("onclick") or "",
        href[11:] if href.lower().startswith("javascript:") else "",
    ):
        found = _GOES.search(code[:5000]) or _CALLED.search(code[:5000])
        if found and found[1].strip() not in ("", "#", "/"):
            return found[1].strip()
    return ""


def script_links(code: str) -> Iterator[tuple[int | None, str]]:
    """
    Yield the addresses an inline script names, with the item number where it is their key.

    Yields:
        (number or None, address), each address once; code, styles and fonts left out.
    """
    seen: set[str] = set()
    code = code[:_MAX_SCRIPT]
    keyed = ((int(m[1]), m[2]) for m in _KEYED.finditer(code))
    plain = ((None, m[1]) for m in _QUOTED.finditer(code))
    for found in (keyed, plain):
        for number, address in found:
            if address not in seen and not _CODE.search(address) and len(seen) < _MAX_FOUND:
                seen.add(address)
                yield number, address
