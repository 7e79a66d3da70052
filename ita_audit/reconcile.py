"""
Reconcile three sources per item: the checklist, the links submitted in ITAS, the page's own links.

Pure: records in, records out. What a difference means for the item is the auditor's to say: at
clarification the assessors look again at the links originally submitted.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from ita_audit.model import Checklist, Link, PageLinks
from ita_audit.thai import fold_digits


@dataclass(frozen=True, slots=True)
class ThreeWay:
    """One item: addresses only submitted, only on the page, and in both."""

    item: str
    only_submitted: tuple[str, ...]
    only_found: tuple[str, ...]
    both: tuple[str, ...]

    @property
    def agrees(self) -> bool:
        """Tell whether what was submitted is what the page gives, and there is something."""
        return bool(self.both) and not self.only_submitted and not self.only_found


def reconcile(
    checklist: Checklist, submitted: Iterable[Link], page: PageLinks | None
) -> tuple[ThreeWay, ...]:
    """Compare, item by item in the order of the checklist; addresses are equal as people mean them."""
    given: dict[str, dict[str, str]] = {}
    for link in submitted:
        given.setdefault(link.item or "", {}).setdefault(same_address_key(link.url), link.url)
    return tuple(_item(item.code, given.get(item.code, {}), page) for item in checklist.items)


def _item(code: str, given: dict[str, str], page: PageLinks | None) -> ThreeWay:
    entry = page.items.get(code) if page else None
    found = {same_address_key(link.url): link.url for link in (entry.links if entry else ())}
    return ThreeWay(
        code,
        tuple(url for key, url in given.items() if key not in found),
        tuple(url for key, url in found.items() if key not in given),
        tuple(url for key, url in found.items() if key in given),
    )


def same_address_key(url: str) -> str:
    """Two addresses with one key lead to the same place: `www.`, http or https, Thai digits, escapes aside."""
    text = fold_digits(unicodedata.normalize("NFC", unquote(url.strip())))
    try:
        parts = urlsplit(text)
        port = f":{parts.port}" if parts.port and parts.port not in (80, 443) else ""
    except ValueError:  # not an address at all: equal only to itself
        return text
    host = (parts.hostname or "").removeprefix("www.")
    query = f"?{parts.query}" if parts.query else ""
    return f"{host}{port}{parts.path.rstrip('/')}{query}"
