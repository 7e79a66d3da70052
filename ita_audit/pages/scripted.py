"""
Tell a page whose list shows only with scripts, and a page that shows only a part of its list.

Two independent signs, never one: a place in the markup where the list would stand and does not
(`holes`), and a reason in the scripts or in the page's own words. A page with scripts and content
of its own has the second and not the first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

from ita_audit.pages.charset import decode, shallow
from ita_audit.pages.holes import LISTED_NAME, MAX_BYTES, Hole, Outline, outline
from ita_audit.pages.layout import Layout, usable
from ita_audit.thai import fold_digits, tidy

SMALL_WORDS, SMALL_LINKS = 400, 5
SOME_WORDS, SOME_LINKS = 2_500, 40
LISTED = 5
"""A page that prints so many item labels and gives so many links has its list."""
NEEDS_SCRIPTS_TH = "หน้านี้แสดงรายการด้วยสคริปต์เท่านั้น"

_APP_SOURCE = re.compile(
    r"/_next/|/_nuxt/|/_app/|/static/js/|/assets/index[.-]|(?:^|[/.-])(?:react(?:-dom)?|vue|petite-vue|angular|ember|"
    r"preact|svelte|knockout|alpine(?:js)?|handlebars|mustache|backbone|htmx|flutter\w*|main\.dart)(?=[.@/_-]|$)|"
    r"(?:^|/)(?:main|app|bundle|runtime|chunk|vendors?|polyfills?|build|client|index)(?:[.~_-][\w.~-]*)?\.m?js",
    re.I,
)
_APP_CODE = re.compile(
    r"\bcreateApp\(|new Vue\(|ReactDOM\b|\bcreateRoot\(|\bhydrateRoot\(|angular\.module\(|Alpine\.data\(|"
    r"ko\.applyBindings|Handlebars\.compile|Mustache\.render|\bimport\(|__NEXT_DATA__|__NUXT__|webpack(?:Jsonp|Chunk)|_\.template\("
)
_LIBRARY = re.compile(
    r"(?:^|[.-])(?:jquery|bootstrap|popper|fontawesome|font-awesome|all\.min|gtag|gtm|analytics|swiper|owl|aos|wow|"
    r"slick|lightbox|fancybox|magnific|modernizr|moment|lodash|sdk|recaptcha|addtoany|sharethis|adsbygoogle|stat|"
    r"truehits|histats|easing|isotope|waypoints|counterup|element\.js|respond|html5shiv|wp-embed|wp-emoji)(?![a-z])",
    re.I,
)
_SPEAKS = re.compile(r"java\s?script|จาวาสคริปต์|จาวาสคริปท์", re.I)
_ASKS = re.compile(r"enable|require|need|turn on|run this|works? without|support|เปิด|ต้อง|รองรับ", re.I)
_FOR_ELSE = re.compile(r"comment|disqus|ความคิดเห็น|captcha|chat|map|แผนที่|analytics|cookies to continue", re.I)
_REQUESTS = re.compile(
    r"\bfetch\s*\(|XMLHttpRequest|\baxios\b|(?:\$|jQuery)\.(?:ajax|get|post|getJSON)\b|\.load\(\s*['\"`]|"
    r"google\.script\.run|\bajax\s*:|\bd3\.(?:json|csv)\(|Papa\.parse|onSnapshot\(|getDocs\(|new EventSource\(|\bimport\("
)
_WRITES = re.compile(
    r"(?:inner|outer)HTML|insertAdjacentHTML|\bappend(?:Child|To)?\s*\(|\bprepend\s*\(|replaceChildren|\.html\s*\(|"
    r"createElement\s*\(|insertRow\s*\(|document\.write|DataTable\s*\(|bootstrapTable\s*\(|new Tabulator|\.load\(\s*['\"`]|"
    r"(?<!location)\.href\s*=[^=]|(?:attr|setAttribute)\(\s*['\"]href|textContent\s*="
)
_LOOPS = re.compile(r"\.forEach\s*\(|\.map\s*\(|\bfor\s*\(|\$\.each\s*\(|\bwhile\s*\(")
_MARKUP = re.compile(r"<(?:a|tr|li)\b", re.I)
_ADDRESSES = re.compile(
    r"['\"](?:https?:)?/[^'\"\s]{3,300}['\"]|['\"][^'\"\s]{1,300}\.(?:pdf|docx?|xlsx?)['\"]", re.I
)
_DATA = re.compile(r"id\s*=\s*['\"]?(__NEXT_DATA__|__NUXT_DATA__)|(?:window\.)?(\w{2,40})\s*=\s*[\[{]")
_COUNTED = (
    re.compile(
        r"(\d{1,4})\s*(?:to|ถึง|[-–])\s*(\d{1,4})\s*(?:of|จาก(?:ทั้งหมด)?|/)\s*(?:ทั้งหมด\s*)?(\d{1,5})", re.I
    ),
    re.compile(r"()(?:หน้า(?:ที่)?|page)\s*(\d{1,4})\s*(?:/|of|จาก(?:ทั้งหมด)?)\s*(\d{1,4})", re.I),
)
_QUOTES = ("'", '"', "`")
_BEFORE = (*_QUOTES, "#", "[")
_DOTTED = ("'.", '".', "`.", " .")
_MORE = re.compile(
    r"(?:โหลด|แสดง|ดู)(?:ข้อมูล|รายการ)?เพิ่ม(?:เติม)?|(?:load|show|view) more(?: items| results)?", re.I
)


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign: its kind and how the page writes it."""

    kind: str
    quote: str


def needs_scripts(page: Layout | bytes | str, content_type: str = "") -> bool:
    """
    Tell whether a page's list shows only with scripts.

    Args:
        page: The page laid out, its bytes, or its text.

        content_type: The header of that name, for the charset of bytes.
    """
    return bool(script_signs(page, content_type))


def script_signs(page: Layout | bytes | str, content_type: str = "") -> tuple[Sign, ...]:
    """
    Name the two signs by which a page's list shows only with scripts.

    Returns:
        (the place that stands empty, the reason), or nothing when either is lacking.
    """
    found = outline(_source(page), content_type)
    if len(found.labels) >= LISTED and found.links >= LISTED:
        return ()
    reasons = _Reasons(
        [(code, sign) for code in found.inline if (sign := _fills(code))],
        _written(found.inline),
        _application(found) or _noscript(found.noscript),
        _own_source(found.sources),
    )
    for hole in found.holes:
        cause = _cause(hole, found, reasons) if _open_for(hole, found) else None
        if cause:
            return Sign(hole.kind, hole.quote), cause
    return ()


def _source(page: Layout | bytes | str) -> bytes | str:
    return page.source if isinstance(page, Layout) else page


def _open_for(hole: Hole, found: Outline) -> bool:
    """Content of the page's own speaks against a hole, less where the page is about ITA or OIT."""
    if hole.kind == "cells" or (found.words < SMALL_WORDS and found.links < SMALL_LINKS):
        return True
    return found.about and found.words < SOME_WORDS and found.links <= SOME_LINKS


@dataclass(frozen=True, slots=True)
class _Reasons:
    """What a page's scripts and words offer as the reason of a hole."""

    filling: Sequence[tuple[str, Sign]]
    written: Sign | None
    general: Sign | None
    own: Sign | None


def _cause(hole: Hole, found: Outline, reasons: _Reasons) -> Sign | None:
    """The reason that goes with a kind of hole, the most telling first."""
    if hole.kind == "written":
        return reasons.written
    if hole.kind in ("list", "box", "cells"):
        named = next((sign for code, sign in reasons.filling if _names(code, hole)), None)
        if named or hole.kind == "cells":
            return named
    if hole.kind == "box":
        listed = found.about and any(LISTED_NAME.search(name) for name in hole.names)
        return reasons.general if listed else None
    if reasons.general:
        return reasons.general
    if reasons.filling and hole.kind in ("mount", "template", "loading"):
        return reasons.filling[0][1]
    return reasons.own if hole.kind in ("mount", "template") or found.about else None


def _names(code: str, hole: Hole) -> bool:
    """Tell whether a script names a hole: as an id, a selector, or by the common start of many ids."""
    names = set(hole.names)
    if hole.kind == "cells":
        names |= {re.sub(r"\d+$", "", name) for name in names}
        names |= {re.sub(r"-(\w)", lambda m: m[1].upper(), name[5:]) for name in names if name[:5] == "data-"}
    return any(_quoted(code, name) for name in names if name)


def _quoted(code: str, name: str) -> bool:
    """Tell whether a name stands in code as a string, a selector's start or a key of `dataset`."""
    for match in re.finditer(re.escape(name), code):
        before, after = code[max(0, match.start() - 8) : match.start()], code[match.end() : match.end() + 1]
        whole = not (after.isalnum() or after == "_")
        if whole and (before[-1:] in _BEFORE or before[-2:] in _DOTTED or before == "dataset."):
            return True
        if before[-1:] in _QUOTES and after in (*_QUOTES, "$"):
            return True
    return False


def _fills(code: str) -> Sign | None:
    """A script that writes into the page what it asks the server for, or goes through in a loop."""
    wrote, asked = _WRITES.search(code), _REQUESTS.search(code) or _LOOPS.search(code)
    return Sign("fills", f"{asked[0].strip()} … {wrote[0].strip()}") if wrote and asked else None


def _written(codes: Iterable[str]) -> Sign | None:
    for code in codes:
        many = len(_MARKUP.findall(code)) >= 3
        if "document.write" in code and (many or (_MARKUP.search(code) and _LOOPS.search(code))):
            return Sign("writes", "document.write")
    return None


def _application(found: Outline) -> Sign | None:
    for source in found.sources:
        if _APP_SOURCE.search(source.split("?")[0]) and not _library(source):
            return Sign("application", source[:120])
    code = next((m for code in found.inline if (m := _APP_CODE.search(code))), None)
    if code:
        return Sign("application", code[0])
    return Sign("application", "type=module") if found.modules else None


def _noscript(words: Iterable[str]) -> Sign | None:
    for said in words:
        if _SPEAKS.search(said) and _ASKS.search(said) and not _FOR_ELSE.search(said):
            return Sign("noscript", tidy(re.sub(r"<[^>]*>", " ", said))[:120])
    return None


def _own_source(sources: Iterable[str]) -> Sign | None:
    own = next((source for source in sources if not _library(source)), None)
    return Sign("own_script", own[:120]) if own else None


def _library(source: str) -> bool:
    """A script that pages of any kind carry: it builds no list by itself."""
    return bool(_LIBRARY.search(source.split("?")[0].rsplit("/", 1)[-1]))


def embedded_data(page: Layout | bytes | str, content_type: str = "") -> tuple[str, ...]:
    """
    Name the data inside a page's scripts that may hold its list: five addresses or more.

    Returns:
        One `name: count` per script; they are said, never read as links of an item.
    """
    source = _source(page)
    text = source if isinstance(source, str) else decode(source[:MAX_BYTES], content_type)
    found = []
    for node in LexborHTMLParser(shallow(text[:MAX_BYTES], [])).css("script:not([src])")[:200]:
        code = (node.text() or "")[:MAX_BYTES]
        many = len(_ADDRESSES.findall(code))
        if many >= LISTED:
            ident = node.attributes.get("id") or ""
            name = ident or next((m[2] for m in _DATA.finditer(code[:100_000]) if m[2]), "")
            found.append(f"{(name or 'script')[:40]}: {many}")
    return tuple(found)


def shows_part(page: Layout | bytes | str, content_type: str = "") -> bool:
    """
    Tell whether a page says that it shows only a part of its list and goes on by script.

    "1 to 10 of 43", "หน้า 1 จาก 5", a button *ดูเพิ่มเติม* that leads nowhere, page numbers without
    addresses: what is not on such a page may still be on the site.
    """
    source = _source(page)
    text = source if isinstance(source, str) else decode(source[:MAX_BYTES], content_type)
    tree = LexborHTMLParser(shallow(text[:MAX_BYTES], []))
    for node in tree.css("[class*=info], [class*=pagin], [class*=pager], [class*=count], caption, tfoot")[
        :500
    ]:
        said = fold_digits(tidy(node.text()[:2000]))
        if len(said) < 200 and any(int(m[2]) < int(m[3]) for p in _COUNTED for m in p.finditer(said)):
            return True
    pages = 0
    for node in tree.css("button, a, [role=button]")[:20_000]:
        if node.tag == "a" and usable(node.attributes.get("href") or ""):
            continue
        said = tidy((node.text() or "")[:100])
        if _MORE.fullmatch(said):
            return True
        pages += said.isdecimal() and _in_pager(node)
    return pages >= 2


def _in_pager(node: object) -> bool:
    for _ in range(4):
        node = node.parent
        if node is None:
            return False
        if re.search(
            r"pagin|pager", (node.attributes.get("class") or "") + (node.attributes.get("id") or ""), re.I
        ):
            return True
    return False
