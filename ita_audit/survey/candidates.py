"""
Candidates for items without a link: the nearest names on all that was visited, and why each was refused.

Addresses of a sitemap.xml come in by their last words only; no visitor clicks there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import unescape
from urllib.parse import unquote, urlsplit

from ita_audit.model import Candidate, Item, Link, Refusal, Response
from ita_audit.survey.entries import key_of
from ita_audit.survey.titles import NEAR_ENOUGH, OTHER_NAME, TitleBook
from ita_audit.survey.walk import Walk
from ita_audit.thai import tidy
from ita_audit.trail import same_site

SHOWN = 3
"""So many candidates are kept for an item."""
_POOL, _LOCATIONS, _MAPS = 20_000, 5_000, 5
_LOC = re.compile(rb"<loc>\s*(?:<!\[CDATA\[)?\s*([^<\s]{1,2000}?)\s*(?:\]\]>)?\s*</loc>", re.I)
_DECLARED = re.compile(r"^\s*sitemap\s*:\s*(\S+)", re.I | re.M)
_LEAST = 4


def words_tried(item: Item) -> tuple[str, ...]:
    """The names that were looked for: the label, the title, the other names."""
    return (item.code, item.title, *item.aliases)


def candidates_of(
    walk: Walk, lacking: Sequence[Item], xml: Sequence[Link]
) -> dict[str, tuple[Candidate, ...]]:
    """
    Rank what came near the items without a link.

    Returns:
        Item code to at most three candidates, best first; refused exact names before alike ones.
    """
    codes = {item.code for item in lacking}
    found: dict[str, dict[str, Candidate]] = {code: {} for code in codes}
    for code, link, why in walk.refused:
        if code in codes:
            found[code].setdefault(key_of(link.url), Candidate(code, link, 100.0, why))
    for code, entry in walk.later.items():
        for link in entry.links if code in codes else ():
            found[code].setdefault(key_of(link.url), Candidate(code, link, 100.0, Refusal.OTHER_NAME))
    taken = {key_of(link.url) for entry in walk.found.values() for link in entry.links}
    clicked = [(link, (*path, (link.url, link.text))) for link, path in walk.pool[:_POOL]]
    likeness: dict[str, dict[str, float]] = {}
    for link, path in [*clicked, *((link, ()) for link in xml)] if codes else ():
        key = key_of(link.url)
        if len(link.text) < _LEAST or key in taken:
            continue
        if link.text not in likeness:
            likeness[link.text] = walk.book.likeness(link.text, codes)
        for code, score in likeness[link.text].items():
            if key not in found[code] or found[code][key].score < score:
                shown = Link(link.href, link.url, link.text, "candidate", code, link.page_url, "search", path)
                why = _why(walk.book, shown, code, score)
                found[code][key] = Candidate(code, shown, round(score, 1), why)
    return {
        code: tuple(sorted(near.values(), key=lambda c: (-c.score, len(c.link.path), c.link.url))[:SHOWN])
        for code, near in found.items()
    }


def _why(book: TitleBook, link: Link, code: str, score: float) -> Refusal:
    if not link.path:
        return Refusal.NO_CLICK_PATH
    named = book.names(link.text)
    if score < NEAR_ENOUGH or not named or named.code != code:
        return Refusal.WEAK
    return Refusal.OTHER_NAME if named.rule == OTHER_NAME else Refusal.WITHOUT_LINK


def sitemap_urls(answers: Iterable[Response], site: str) -> list[str]:
    """The maps for search engines: those that robots.txt declares, else the usual place; and their parts."""
    answers = list(answers)
    parts = urlsplit(site)
    declared = [
        url
        for response in answers
        if response.url.endswith("/robots.txt") and not response.error and response.http_status == 200
        for url in _DECLARED.findall(response.content[:100_000].decode("utf-8", "replace"))
    ]
    inner = [link.url for link in _located(answers, b"<sitemapindex")]
    urls = [*(declared or [f"{parts.scheme}://{parts.netloc}/sitemap.xml"]), *inner]
    return [url for url in dict.fromkeys(urls) if same_site(url, site)][:_MAPS]


def sitemap_links(answers: Iterable[Response], site: str) -> list[Link]:
    """The addresses that captured maps list, with the words of their last part."""
    return [link for link in _located(list(answers), b"<urlset") if same_site(link.url, site)][:_LOCATIONS]


def _located(answers: Sequence[Response], mark: bytes) -> list[Link]:
    found = []
    for response in answers:
        if response.error or mark not in response.content[:2_000]:
            continue
        for raw in _LOC.findall(response.content[:3_000_000])[:_LOCATIONS]:
            url = unescape(raw.decode("utf-8", "replace"))
            name = unquote(urlsplit(url).path.rstrip("/").rpartition("/")[2])
            words = tidy(re.sub(r"[-_+]+|\.\w{2,5}$", " ", name))
            found.append(Link(url, url, words, "sitemap", page_url=response.url, source="search"))
    return found
