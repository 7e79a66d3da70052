"""
Every link of a page, whatever it is for: what a link checker lists.

A page without scripts, handlers and frames is read by its anchors alone, in a hundredth of the time
that laying it out takes; the links are the same (a test holds it).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

from ita_audit.pages.charset import decode, shallow
from ita_audit.thai import tidy

MAX_PLAIN = 2_000_000
_TAGS = re.compile(rb"<(?:script|noscript|template|svg|textarea|i?frame|embed|object|area|math)\b")
_SIGNS = (b"javascript:", b"\x00")
_ACTS = re.compile(rb"[\s\"'/](?:on[a-z]{2,20}|data-(?:href|url|link|file|src-pdf))\s*$")
_BREAKS = frozenset(
    re.findall(
        r"\w+",
        "address article aside blockquote body button center dd details dialog div dl dt fieldset figcaption "
        "figure footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol option p pre section select "
        "summary table tbody td tfoot th thead tr ul br",
    )
)
_PATH = re.compile(r"(?:/[A-Za-z0-9_~-][A-Za-z0-9_.~-]*)+")
"""A path that means the same wherever it stands: nothing in it to resolve or to encode."""
_DIGIT = re.compile("[0-9๐-๙]")


@dataclass(frozen=True, slots=True)
class FoundLink:
    """A link as written, its absolute address (what is written where it leads nowhere), and its words."""

    href: str
    url: str
    text: str


def all_links(
    html: bytes, *, url: str, content_type: str = "", notes: list[str] | None = None
) -> Iterator[FoundLink]:
    """
    List every link of a page: empty, in-page and script links included.

    Args:
        html: The page.

        url: Its address.

        content_type: The Content-Type header.

        notes: Told what was not read of the page.

    Yields:
        Links in the order of the page, as they are read.
    """
    notes = [] if notes is None else notes
    if len(html) <= MAX_PLAIN:
        low = html.lower()
        if _is_plain(low):
            return _anchors(html, url, content_type, notes) if b"<a" in low else iter(())
    return _laid_out(html, url, content_type, notes)


def _is_plain(low: bytes) -> bool:
    """Tell a page whose links are its anchors and nothing else."""
    if _TAGS.search(low):
        return False
    for sign in _SIGNS:
        if sign in low:
            return False
    for before in low.split(b"=")[:-1]:
        name = before[-24:]
        if (b"on" in name or b"data-" in name) and _ACTS.search(name):
            return False
    return True


def _anchors(html: bytes, url: str, content_type: str, notes: list[str]) -> Iterator[FoundLink]:
    from ita_audit.pages.address import leads, resolve

    tree = LexborHTMLParser(shallow(decode(html, content_type), notes))
    base = tree.css_first("base[href]")
    base_url = (resolve(base.attributes.get("href") or "", url) or url) if base else url
    origin = base_url[: base_url.find("/", 8)]
    for node in tree.css("body a[href]"):
        href = node.attributes.get("href") or ""
        if _PATH.fullmatch(href):
            yield FoundLink(href, origin + href, tidy(_words(node))[:500])
            continue
        address = resolve(href, base_url)
        yield FoundLink(href, address if leads(href, address) else href, tidy(_words(node))[:500])


def _words(node: object) -> str:
    """The words of a link as its reader sees them: blocks and breaks part them, pictures say theirs."""
    label = node.attributes.get("aria-label")
    words = [label, " "] if label and _DIGIT.search(label) else []
    child = node.child
    if child is None:
        return "".join(words)
    if child.next is None and child.tag == "-text":
        return "".join([*words, child.text_content or ""])
    stack = [child]
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            words.append(item)
            continue
        if item.next is not None:
            stack.append(item.next)
        if item.tag == "-text":
            words.append(item.text_content or "")
        elif item.tag == "img":
            words.append(item.attributes.get("alt") or "")
        elif item.tag and not item.tag.startswith("-") and item.tag not in ("style", "select", "head"):
            part = item.tag in _BREAKS
            words.append(" " if part else "")
            stack.append(" " if part else "")
            if item.child is not None:
                stack.append(item.child)
    return "".join(words)


def _laid_out(html: bytes, url: str, content_type: str, notes: list[str]) -> Iterator[FoundLink]:
    from ita_audit.pages.contents import every_link

    for link in every_link(html, url=url, content_type=content_type, notes=notes):
        yield FoundLink(link.href, link.url, link.text)
