"""
Read out of one answer what the rules ask of it, so that its bytes can be let go.

A sighting is small whatever the answer was: the text of a page is bounded, a document is named by
its first bytes. Hostile markup costs a bounded time.
"""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

from ita_audit.linkcheck.kinds import kind_of
from ita_audit.model import Response
from ita_audit.pages.charset import decode, shallow
from ita_audit.thai import compose, fold_digits, tidy

MAX_HTML = 300_000
MAX_TEXT = 20_000
_SCRIPTS = 20_000
_BARE = 60
"""A page with less text than this, and no more than one link, has nothing to show."""
_SKIP = ["script", "style", "template", "noscript", "head", "textarea", "select", "svg"]
INLINE = re.compile(
    r"</?(?:a|abbr|b|bdi|bdo|big|cite|code|em|font|i|label|mark|nobr|q|s|small|span|strike|strong|sub|sup|tt|u|wbr)"
    r"(?:\s[^<>]*)?>",
    re.I,
)
if TYPE_CHECKING:
    from ita_audit.linkcheck.frames import Frame

_END = "\x1f"
_OTHER = re.compile(r"<[^<>]*>|<!--.*?-->", re.S)
_FIELD = re.compile("<(?:input|select|textarea)")
_MEDIA_TAG = re.compile("<(?:i(?:mg|frame|mage)|frame|object|embed|video|audio|canvas|svg|applet)")
_MEDIA = "img, iframe, frame, object, embed, video, audio, canvas, svg, applet"
_SHOWN = (
    "body a[href], body img[src], iframe[src], frame[src], embed[src], object[data], video[src], source[src]"
)
_AROUND = "a, nav, header, footer, menu, h1, .foot, .footer, #footer, .menu, #menu, .navbar, .copyright"
_MAX_THINGS = 2_000
_NOTE = 4_096
"""A text without markup that is no longer than this may be a notice; a longer one is a document."""
_CODE = re.compile(r"status|code|error", re.I)
_MISSING = re.compile(
    r"(?:^|[\s_-])(?:error|page|err|is|body)?[-_ ]?404(?:$|[\s_-])|not-?found|page-?missing", re.I
)
_ALERT = re.compile(r"alert\s*\(\s*([\"'`])(.{1,300}?)\1\s*\)", re.S)
_GOES = re.compile(
    r"(?:window|document|self|top|parent)?\.?\blocation(?:\.href)?\s*(?:=|\.(?:replace|assign)\s*\()\s*"
    r"([\"'`])([^\"'`<>]{1,2000})\1",
)
_NUMBER = re.compile("[0-9]+")
_SETTLED = re.compile("[ -/:-@\\[-~\u0e01-\u0e4f]*")
"""Thai, small Latin letters and signs: what `folded` leaves as it is."""
_BACK = re.compile(r"history\.(?:back|go)\s*\(|window\.close\s*\(")
_REFRESH = re.compile(r"^\s*([0-9]+)(?:\.[0-9]*)?\s*[;,]\s*(?:url\s*=\s*)?[\"']?([^\"']+)", re.I)


@dataclass(frozen=True, slots=True)
class Page:
    """
    What a web page says and does.

    `lines` is its visible text, `things` the addresses of its pictures, frames and links, `plain`
    the characters outside links, menus, heads and feet, `title` and `heads` what it says it is; `password`, `scripts` and
    `media` tell what stands in it; `missing` that its own markup calls it an error page; `alert`
    what a script says at once; `goes` where it sends its reader without a click, after `wait_s`
    seconds ('back' for where the reader came from).
    """

    title: str = ""
    heads: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    things: frozenset[str] = frozenset()
    plain: int = 0
    password: bool = False
    fields: int = 0
    scripts: bool = False
    media: bool = False
    missing: bool = False
    actions: tuple[str, ...] = ()
    alert: str = ""
    goes: str = ""
    wait_s: int = 0

    @property
    def text(self) -> str:
        """The visible text, a line per block."""
        return "\n".join(self.lines)


@dataclass(frozen=True)
class Sighting:
    """One answer without its bytes: everything a rule may ask."""

    url: str
    final_url: str
    http_status: int | None
    error: str | None
    detail: str
    tls: str | None
    hops: tuple[tuple[str, int | None], ...]
    content_type: str
    disposition: str
    content_range: str
    bytes: int
    sha256: str
    attempts: int
    elapsed_ms: int
    observed_at: str
    purpose: str
    truncated: str | None
    kind: str
    start: bytes
    page: Page | None = None

    @cached_property
    def frame(self) -> Frame:
        """The page folded for comparison."""
        from ita_audit.linkcheck.frames import frame_of

        return frame_of(self)

    @property
    def moved(self) -> bool:
        """Tell whether the answer stands at another address than the one asked."""
        return len(self.hops) > 1

    @property
    def asked(self) -> str:
        """The address asked, as a browser writes it."""
        return self.hops[0][0] if self.hops else self.url


def see(response: Response | Sighting) -> Sighting:
    """Read one answer; a sighting is given back as it is."""
    if isinstance(response, Sighting):
        return response
    declared = response.header("content-type")
    kind = kind_of(response.content, declared)
    readable = kind in ("html", "text") and response.error in (None, "cut_short", "timeout")
    return Sighting(
        url=response.url,
        final_url=response.final_url,
        http_status=response.http_status,
        error=response.error,
        detail=response.detail,
        tls=response.tls,
        hops=tuple((hop.url, hop.http_status) for hop in response.hops),
        content_type=declared.split(";")[0].strip().lower(),
        disposition=response.header("content-disposition"),
        content_range=response.header("content-range"),
        bytes=len(response.body),
        sha256=response.sha256,
        attempts=response.attempts,
        elapsed_ms=response.elapsed_ms,
        observed_at=response.observed_at,
        purpose=response.purpose,
        truncated=response.truncated,
        kind=kind,
        start=response.content[:4096],
        page=(read_sight if kind == "html" else _read_note)(response.content, declared) if readable else None,
    )


def read_sight(content: bytes, content_type: str = "") -> Page:
    """Read a page's text and signs; never fails, whatever the bytes are."""
    text = shallow(decode(content[:MAX_HTML], content_type), [])
    low = text.lower()  # a search for a tag that the text does not name is spared
    tree = LexborHTMLParser(text)
    if tree.body is None and tree.head is None:
        return Page()
    title = tree.css_first("title")
    scripts = tree.css("script")[:200] if "<script" in low else ()
    spoken = "\n".join(node.text() or "" for node in scripts)[:_SCRIPTS]
    refresh, wait = _refresh(tree) if "http-equiv" in low else ("", 0)
    fields, forms = bool(_FIELD.search(low)), tree.css("form")[:20] if "<form" in low else []
    alert = _ALERT.search(spoken)
    page = {
        "title": tidy(title.text())[:300] if title else "",
        "password": fields and tree.css_first('input[type="password" i]') is not None,
        "fields": len(tree.css("input:not([type=hidden]), select, textarea")[:500]) if fields else 0,
        "scripts": any(node.attributes.get("src") for node in scripts) or len(spoken) > 500,
        "things": _things(tree),
        "media": bool(_MEDIA_TAG.search(low)) and tree.css_first(_MEDIA) is not None,
        "missing": _says_missing(tree, low),
        "actions": tuple((form.attributes.get("action") or "")[:500] for form in forms),
        "alert": tidy(alert[2].replace("\\n", " ")) if alert else "",
    }
    tree.strip_tags(_SKIP)
    heads = tuple(tidy(node.text())[:300] for node in tree.css("h1, h2")[:3])
    lines = _lines(tree)
    page["plain"] = _plain(tree)
    bare = sum(map(len, lines)) <= _BARE and len(page["things"]) <= 1
    goes = refresh or (_script_goes(spoken) if bare else "")
    return Page(heads=heads, lines=lines, goes=goes, wait_s=wait, **page)


def _lines(tree: LexborHTMLParser) -> tuple[str, ...]:
    """The visible text, a line per block; a word cut by inline markup stays one word."""
    body = tree.body.html if tree.body is not None else ""
    text = _OTHER.sub(_END, INLINE.sub("", body or ""))
    lines, size = [], 0
    for piece in compose(html.unescape(text)).split(_END):
        line = " ".join(piece.split())
        if line:
            lines.append(line)
            size += len(line)
        if size > MAX_TEXT:
            break
    return tuple(lines)


def _plain(tree: LexborHTMLParser) -> int:
    """Count the characters that are neither link, menu, head nor foot; takes those out of the tree."""
    if tree.body is None:
        return 0
    for node in tree.css(_AROUND)[:_MAX_THINGS]:
        node.decompose()
    return len(tidy(tree.body.text(separator=" ")[:MAX_TEXT])) if tree.body is not None else 0


def _read_note(content: bytes, content_type: str) -> Page | None:
    """Read a short text or JSON answer: what its values say, and whether it gives itself a 404."""
    if len(content) > _NOTE:
        return None
    text = decode(content, content_type)
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return Page(lines=tuple(filter(None, map(tidy, text.splitlines()))))
    pairs, waiting = [], [("", data)]
    while waiting and len(pairs) < _MAX_THINGS:
        key, value = waiting.pop()
        if isinstance(value, dict | list):
            inner = value.items() if isinstance(value, dict) else ((key, one) for one in value)
            waiting.extend(inner)
        else:
            pairs.append((key, str(value)))
    missing = any(value in ("404", "410") and _CODE.search(key) for key, value in pairs)
    return Page(lines=tuple(tidy(value) for _, value in reversed(pairs)), missing=missing)


def _things(tree: LexborHTMLParser) -> frozenset[str]:
    found = []
    for node in tree.css(_SHOWN)[:_MAX_THINGS]:
        for name in ("src", "href", "data"):
            value = (node.attributes.get(name) or "").strip()
            if value and not value.startswith(("#", "javascript:", "data:")):
                found.append(value[:300])
    return frozenset(found)


def _says_missing(tree: LexborHTMLParser, low: str) -> bool:
    if not any(word in low for word in ("404", "410", "not", "missing")):
        return False
    for node in (tree.root, tree.body, tree.css_first("main, #content, #main, .content")):
        if node is not None and node.attributes:
            words = f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}"
            if _MISSING.search(words):
                return True
    status = tree.css_first('meta[name="prerender-status-code" i]')
    return status is not None and (status.attributes.get("content") or "").strip() in ("404", "410")


def _refresh(tree: LexborHTMLParser) -> tuple[str, int]:
    """Where the page's head sends its reader, and after how many seconds."""
    for meta in tree.css('meta[http-equiv="refresh" i]')[:3]:
        goes, wait_s = refresh_of(meta.attributes.get("content") or "")
        if goes:
            return goes, wait_s
    return "", 0


def refresh_of(value: str) -> tuple[str, int]:
    """Read a Refresh header or its copy in a page's head: (address, seconds), ('', 0) when it stays."""
    match = _REFRESH.match(value)
    return (match[2].strip()[:2000], min(int(match[1][:6]), 86_400)) if match else ("", 0)


def _script_goes(spoken: str) -> str:
    """Where a script sends the reader of a page that shows nothing: what else would it be there for."""
    match = _GOES.search(spoken)
    if match:
        return match[2].strip()
    return "back" if _BACK.search(spoken) else ""


def folded(line: str) -> str:
    """A text as two pages are compared by: numbers such as ids, dates and visitor counts aside."""
    return line if _SETTLED.fullmatch(line) else _NUMBER.sub("#", fold_digits(line)).casefold()
