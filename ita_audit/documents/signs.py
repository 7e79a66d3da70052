"""
What markup shows beside words: a form, a map, social accounts, a chat; and what shows another's file.

Pure; nothing is opened. Addresses of frames and links are compared by host, never followed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

MAX_NODES = 5_000
"""Frames, links, fields and scripts of a page that are looked at, of each kind."""
_SOCIAL = re.compile(
    r"(?:^|\.)(?:facebook\.com|fb\.com|fb\.me|youtube\.com|youtu\.be|twitter\.com|x\.com|instagram\.com|"
    r"tiktok\.com|line\.me|lin\.ee|threads\.net)$"
)
_SHARES = re.compile(r"/(?:sharer|share|intent|plugins|embed|watch|tr)(?:[/.?]|$)|/R/(?:msg|share)", re.I)
_MAPS = re.compile(
    r"^(?:maps\.app\.goo\.gl|maps\.google\.[a-z.]{2,6}|(?:[\w-]+\.)?openstreetmap\.org|[\w.-]*\.?longdo\.com)$"
)
_MAP_PATH = re.compile(r"^(?:www\.)?google\.[a-z.]{2,6}/maps|^goo\.gl/maps", re.I)
_CHAT = re.compile(
    r"(?:^|\.)(?:tawk\.to|tidio\.co|tidio\.com|crisp\.chat|zendesk\.com|livechatinc\.com|m\.me|messenger\.com)$"
)
_CHAT_LINE = re.compile(r"^(?:page\.line\.me|lin\.ee|line\.me/(?:R/)?ti/p|line\.me/R/oaMessage)", re.I)
_CHAT_CODE = re.compile(r"customerchat|fb-customerchat|Tawk_API|\$crisp|tidioChatCode", re.I)
_FORMS = re.compile(r"^(?:docs\.google\.com/forms|forms\.office\.com|forms\.gle|form\.jotform\.com)", re.I)
_TYPED = ("text", "email", "tel", "date", "number", "file", "")
_SEARCH = re.compile(r"search|(?:^|[^a-z])(?:q|s|keyword|query)(?:$|[^a-z])|ค้นหา", re.I)


def signs_of(tree: LexborHTMLParser, url: str = "") -> tuple[str, ...]:
    """
    Name what a page's markup shows.

    Args:
        tree: The parsed page.

        url: Its address; a page of a social network is an account of it.

    Returns:
        Any of form, map, social, chat, in this order. Search boxes and sign-in forms are no forms;
        buttons that share a page are no accounts.
    """
    framed, linked = list(_addresses(tree, "iframe", "src")), list(_addresses(tree, "a", "href"))
    found = {
        "form": any(_asks(form) for form in tree.css("form")[:MAX_NODES]) or any(map(_is_form, framed)),
        "map": any(map(_is_map, (*framed, *linked))),
        "social": _is_social(_where(url)) or any(map(_is_social, linked)),
        "chat": any(map(_is_chat, (*framed, *linked))) or _has_chat(tree),
    }
    return tuple(sign for sign, there in found.items() if there)


Where = tuple[str, str]
"""(host without www, host and path)"""


def _addresses(tree: LexborHTMLParser, tag: str, attribute: str) -> Iterator[Where]:
    for node in tree.css(f"{tag}[{attribute}]")[:MAX_NODES]:
        yield _where(node.attributes.get(attribute) or "")


def _where(url: str) -> Where:
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return "", ""
    return host, host + parts.path


def _asks(form: LexborNode) -> bool:
    """Tell a form that a visitor writes something in: a box of text, or two fields, and no password."""
    fields = form.css("input,select,textarea")[:100]
    if any((field.attributes.get("type") or "").lower() == "password" for field in fields):
        return False
    typed = [field for field in fields if _is_typed(field)]
    if any(field.tag == "textarea" for field in typed):
        return True
    named = " ".join(str(field.attributes.get("name") or "") for field in typed)
    return len(typed) >= 2 and not _SEARCH.search(f"{form.attributes.get('role') or ''} {named}")


def _is_typed(field: LexborNode) -> bool:
    kind = (field.attributes.get("type") or "").lower()
    return field.tag != "input" or kind in _TYPED


def _is_form(where: Where) -> bool:
    return bool(_FORMS.search(where[1]))


def _is_map(where: Where) -> bool:
    return bool(_MAPS.search(where[0]) or _MAP_PATH.search(where[1]))


def _is_social(where: Where) -> bool:
    host, path = where
    account = len(path) > len(host) + 1  # the network's own home page is nobody's account
    return account and bool(_SOCIAL.search(host)) and not _SHARES.search(path[len(host) :])


def _is_chat(where: Where) -> bool:
    return bool(_CHAT.search(where[0]) or _CHAT_LINE.search(where[1]))


def _has_chat(tree: LexborHTMLParser) -> bool:
    scripts = tree.css("script")[:MAX_NODES]
    return any(
        _CHAT.search(_where(node.attributes.get("src") or "")[0]) or _CHAT_CODE.search(node.text()[:20_000])
        for node in scripts
    )
