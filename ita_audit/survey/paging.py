"""Find the further pages of the same list: page/2, ?page=2, &start=20, rel=next, `หน้า 2`, `ถัดไป`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import parse_qsl, urlencode, urlsplit

from ita_audit.model import Link, Response
from ita_audit.pages.layout import resolve
from ita_audit.thai import fold_digits, tidy

_IN_PATH = re.compile(
    r"/(?:page|paged|p|หน้า|%E0%B8%AB%E0%B8%99%E0%B9%89%E0%B8%B2)[/_-]?(\d{1,4})(?=/|\.\w+$|$)", re.I
)
_KEYS = frozenset(
    re.findall(
        r"\w+",
        "page paged pg p pageno page_no pagenum page_num pagenumber start limitstart offset from pn cpage",
    )
)
_WORDS = re.compile(
    r"(?:หน้า(?:ที่)?|page)?\s*\d{1,3}|(?:หน้า)?(?:ถัดไป|ต่อไป|สุดท้าย)|next(?:\s*page)?|older(?:\s*posts?)?|last|[»›>→]{1,2}",
    re.I,
)
_ARROWS = " »›>→«‹<←"
_TAG = re.compile(rb"<(?:a|link)\b[^<>]{0,1000}>", re.I)
_NEXT = re.compile(rb"\brel\s*=\s*(?:\"[^\"]*\bnext\b[^\"]*\"|'[^']*\bnext\b[^']*'|next\b)", re.I)
_HREF = re.compile(rb"\bhref\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", re.I)


def next_pages(response: Response, links: Iterable[Link]) -> list[tuple[str, str]]:
    """
    List the further pages of the list that a page shows a part of.

    Args:
        response: The captured page.

        links: Its links.

    Returns:
        (address, words) in order of page number, each address once; the first page is none of them.
    """
    here = _part_of(response.final_url)
    found: dict[str, tuple[int, str]] = {}
    for link in links:
        if "?" not in link.url and not _IN_PATH.search(link.url):
            continue
        part = _part_of(link.url)
        if part[0] != here[0] or part[1] in (None, here[1]) or not _beyond(part[1]):
            continue
        # A query's `page` may be a document's number as well: there the words must say that it pages.
        named = _WORDS.fullmatch(fold_digits(tidy(link.text)).strip(_ARROWS) or link.text)
        if named or _IN_PATH.search(urlsplit(link.url).path):
            found.setdefault(link.url.partition("#")[0], (part[1], link.text))
    for url in _declared(response):
        number = _part_of(url)[1]
        if _part_of(url)[0] == here[0] and number is not None and number != here[1]:
            found.setdefault(url.partition("#")[0], (number, "ถัดไป"))
    return [(url, words) for url, (_, words) in sorted(found.items(), key=lambda pair: pair[1][0])]


def parts_of_list(url: str, urls: Iterable[str]) -> list[str]:
    """Choose the addresses that are parts of the same list: equal but for the number of the page."""
    here = _part_of(url)[0]
    path = here.partition("?")[0].partition("/")[2]
    return [other for other in urls if path in other and _part_of(other)[0] == here]


def _beyond(number: int) -> bool:
    """Page 0 and page 1 are the list's first page under another address."""
    return number > 1


def _part_of(url: str) -> tuple[str, int | None]:
    """Split an address into the list it belongs to and the number of its page (None: not numbered)."""
    parts = urlsplit(url)
    number: int | None = None
    path = parts.path
    match = _IN_PATH.search(path)
    if match:
        number, path = int(match[1]), path[: match.start()] + path[match.end() :]
    kept = []
    for key, value in parse_qsl(parts.query, keep_blank_values=True, errors="replace"):
        if key.lower() in _KEYS and re.fullmatch(r"\d{1,6}", value):
            number = int(value)
        else:
            kept.append((key, value))
    host = (parts.hostname or "").lower().removeprefix("www.")
    return f"{host}:{parts.port or ''}{path.rstrip('/')}?{urlencode(sorted(kept))}", number


def _declared(response: Response) -> list[str]:
    """The addresses of rel=next, in the head or on a link."""
    found = []
    for tag in _TAG.findall(response.content[:1_000_000]):
        href = _HREF.search(tag) if _NEXT.search(tag) else None
        if href:
            written = next(group for group in href.groups() if group is not None)
            found.append(
                resolve(written.decode("utf-8", "replace").replace("&amp;", "&"), response.final_url)
            )
    return [url for url in found[:5] if url]
