"""A welcome page before the home page: one picture, one link `เข้าสู่เว็บไซต์`, or a page that moves on by itself."""

from __future__ import annotations

import re
from html import unescape

from ita_audit.model import Response
from ita_audit.pages.layout import resolve
from ita_audit.survey.entries import key_of
from ita_audit.survey.seen import SeenPage
from ita_audit.survey.signs import is_file, is_side_door, says_nothing
from ita_audit.trail import same_site

_FEW, _BARE = 12, 4
"""A welcome page has so few links; with fewer still, one without words is the way in."""

_ENTER = re.compile(
    r"เข้า(?:สู่|ชม)?\s*(?:หน้า(?:หลัก|แรก)|เว็บ|ไซต์)|หน้าหลัก|enter(?:\s+(?:the\s+)?(?:web)?site)?\W*$", re.I
)
_REFRESH = re.compile(
    rb"<meta\b[^<>]{0,200}http-equiv\s*=\s*[\"']?refresh[^<>]{0,200}?url\s*=\s*[\"']?([^\"'<>\s]{1,500})",
    re.I,
)


def way_in(response: Response, page: SeenPage, site: str) -> tuple[str, str] | None:
    """
    Find the way from a welcome page to the home page proper.

    Returns:
        (address, words clicked), or None when the page is no welcome page.
    """
    here = key_of(response.final_url)
    moved = _REFRESH.search(response.content[:20_000])
    if moved:
        url = resolve(unescape(moved[1].decode("utf-8", "replace")), response.final_url)
        return (url, "") if url and same_site(url, site) and key_of(url) != here else None
    doors = [
        seen.link
        for seen in page.links
        if same_site(seen.link.url, site)
        and key_of(seen.link.url) != here
        and not is_file(seen.link.url)
        and not is_side_door(seen.link.url)
    ]
    if len(page.links) > _FEW:
        return None
    named = [link for link in doors if _ENTER.search(link.text)]
    plain = [link for link in doors if says_nothing(link.text)] if len(page.links) <= _BARE else []
    return next(((link.url.partition("#")[0], link.text) for link in (*named, *plain)), None)
