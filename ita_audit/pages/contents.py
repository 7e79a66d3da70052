"""A page as a whole, without any checklist: its links, its own content's links, text and title."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace

from ita_audit.model import Link
from ita_audit.pages.address import leads
from ita_audit.pages.layout import as_link, usable
from ita_audit.pages.lines import lay_out

MAX_SHARED = 3
"""Given links that a page may share with the list of items; one with more repeats the list, as menus do."""


def page_links(html: bytes, *, url: str, content_type: str = "") -> list[Link]:
    """List every link of a page in order, toggles and empty ones left out."""
    layout = lay_out(html, url=url, content_type=content_type)
    return [as_link(raw, layout, "link", item=None, page_url=url) for raw in layout.links if usable(raw.href)]


def every_link(
    html: bytes, *, url: str, content_type: str = "", notes: list[str] | None = None
) -> list[Link]:
    """
    List every link of a page in order; `notes` is told what was not read.

    One that leads nowhere on the web (nothing, a drive, a share, a script) has its own text as its address.
    """
    layout = lay_out(html, url=url, content_type=content_type)
    if notes is not None:
        notes += layout.notes
    links = [as_link(raw, layout, "link", item=None, page_url=url) for raw in layout.links]
    return [link if leads(link.href, link.url) else replace(link, url=link.href) for link in links]


def main_links(
    html: bytes, *, url: str, other_pages: Sequence[bytes] = (), given: Collection[str] = ()
) -> list[Link]:
    """
    List the links of a page's own content: no navigation, nothing that the other pages have too.

    Args:
        html: The page.

        url: Its address.

        other_pages: Other pages of the site; what they share with this one is menu.

        given: Addresses that are evidence of some item. One that a single other page has too, the
            list it is given in, is content of both, unless the page repeats more than a few of them.
    """
    layout = lay_out(html, url=url)
    elsewhere = Counter(
        address for page in other_pages for address in {link.url for link in page_links(page, url=url)}
    )
    found: dict[str, Link] = {}
    for raw in layout.links:
        line = layout.lines[raw.line] if raw.line < len(layout.lines) else None
        if line is None or layout.blocks[line.block].nav or not usable(raw.href):
            continue
        link = as_link(raw, layout, "inner", item=None, page_url=url)
        if link.url and (not elsewhere[link.url] or (elsewhere[link.url] == 1 and link.url in given)):
            found.setdefault(link.url, link)
    shared = [address for address in found if elsewhere[address]]
    return [link for address, link in found.items() if address not in shared or len(shared) <= MAX_SHARED]


def page_text(html: bytes, content_type: str = "") -> str:
    """The visible text of a page, a line per block."""
    layout = lay_out(html, url="http://page.invalid/", content_type=content_type)
    return "\n".join(line.text for line in layout.lines if line.text)


def page_title(html: bytes, content_type: str = "") -> str:
    """The title and the first top-level headings of a page."""
    layout = lay_out(html, url="http://page.invalid/", content_type=content_type)
    tops = [
        line.text
        for line in layout.lines
        if layout.blocks[line.block].tag in ("h1", "h2") and not layout.blocks[line.block].nav
    ]
    return "\n".join([layout.title, *tops[:2]]).strip()
