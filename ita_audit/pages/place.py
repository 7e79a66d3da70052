"""Read what a page gives for each item: settled lines, their regions, the regions' links."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ita_audit.model import Checklist, Link, PageItem, PageLinks
from ita_audit.pages.anchors import read_anchors
from ita_audit.pages.layout import Layout, RawLink, as_link, usable
from ita_audit.pages.lines import lay_out
from ita_audit.pages.refuse import refusal
from ita_audit.pages.regions import Region, draw_regions
from ita_audit.pages.settle import settle
from ita_audit.pages.years import keep_year

_FEW_SCRIPTED = 10


def read_page(html: bytes, *, url: str, checklist: Checklist | None, content_type: str = "") -> PageLinks:
    """
    Read what a page gives for each item.

    Args:
        html: The page's bytes; bounded, never executed.

        url: Its address, for relative links.

        checklist: The year's items; None reads a list by its printed numbers, scheme `unknown`.

        content_type: The header of that name, for the charset.

    Returns:
        Links per item with the rule that placed each; `refused` when the page is no OIT list.
    """
    return read_layout(lay_out(html, url=url, content_type=content_type), url=url, checklist=checklist)


def read_layout(layout: Layout, *, url: str, checklist: Checklist | None) -> PageLinks:
    """Read a page that is laid out already; see `read_page`."""
    reading = read_anchors(layout, checklist)
    anchors = settle(reading, layout, checklist)
    if checklist:
        anchors = keep_year(anchors, layout, checklist.fiscal_year)
    year = checklist.fiscal_year if checklist else None
    scheme = checklist.scheme if checklist else "unknown"
    refused = refusal(layout, reading, anchors, checklist)
    if refused:
        return PageLinks(url, year, scheme, {}, _rest(layout, set(), url), *refused,
                         needs_scripts=refused[0] == "needs_scripts", notes=tuple(layout.notes))  # fmt: skip
    items: dict[str, PageItem] = {}
    placed: set[int] = set()
    regions = draw_regions(anchors, layout, reading.sections)
    for region in regions:
        indexes = _links_in(region, layout)
        placed |= set(indexes)
        entry = _entry(region, [layout.links[i] for i in indexes], layout, url)
        code = entry.item
        items[code] = _merged(items[code], entry) if code in items else entry
    _add_scripted(items, regions, layout, url)
    ordered = {code: items[code] for code in sorted(items, key=lambda code: int(code[1:]))}
    return PageLinks(url, year, scheme, ordered, _rest(layout, placed, url),
                     needs_scripts=False, notes=tuple(layout.notes))  # fmt: skip


def _add_scripted(items: dict[str, PageItem], regions: Sequence[Region], layout: Layout, url: str) -> None:
    """Give items without a link what scripts name for them: by its key, or by a script in their region."""
    bare = {code for code, entry in items.items() if not entry.links}
    for number, raw in layout.scripted:
        if number is None:
            here = [f"O{r.anchor.number}" for r in regions if r.start <= raw.line < r.end]
        else:
            here = [f"O{number}"]
        for code in here[-1:]:
            if code in bare and len(items[code].links) < _FEW_SCRIPTED:
                link = as_link(raw, layout, "script", item=code, page_url=url)
                items[code] = replace(items[code], links=(*items[code].links, link), statement="")


def _links_in(region: Region, layout: Layout) -> list[int]:
    """The links of a region: on its lines, in what it opens elsewhere on the page, in a cell that spans it."""
    spans = [(region.start, region.end), *_opened(region, layout)]
    found = [i for a, b in spans for i in layout.links_between(a, b)]
    if not _in_menu(region.anchor.line, region, layout):
        found = [i for i in found if not _in_menu(layout.links[i].line, region, layout)]
    if not any(_given(layout.links[i], layout) for i in found):
        found += _spanned(region, layout)
    return found


def _in_menu(line: int, region: Region, layout: Layout) -> bool:
    """Tell a line of the page's navigation; a menu inside the region is the item's own."""
    block = layout.lines[line].block if line < len(layout.lines) else -1
    top = None
    while block >= 0:
        if layout.blocks[block].nav:
            top = layout.blocks[block]
        block = layout.blocks[block].parent
    return top is not None and not (region.start <= top.start and top.end <= region.end)


def _opened(region: Region, layout: Layout) -> list[tuple[int, int]]:
    """Dialogs and panels that stand elsewhere and that this region alone opens."""
    spans = []
    idents = {ident for line, ident in layout.toggles if region.start <= line < region.end}
    for block in layout.blocks if idents else ():
        outside = block.start >= region.end or block.end <= region.start
        if block.ident in idents and outside and block.end - block.start < 200:
            spans.append((block.start, block.end))
    return spans


def _spanned(region: Region, layout: Layout) -> list[int]:
    """The links of a cell of an earlier row that spans down to this one (`rowspan`)."""
    row = layout.lines[region.anchor.line].block
    while row >= 0 and layout.blocks[row].tag != "tr":
        row = layout.blocks[row].parent
    if row < 0:
        return []
    rows = [i for i, b in enumerate(layout.blocks) if b.tag == "tr" and b.parent == layout.blocks[row].parent]
    cells = [
        b
        for b in layout.blocks
        if b.rows > 1
        and b.parent in rows
        and rows.index(b.parent) < rows.index(row) < rows.index(b.parent) + b.rows
    ]
    return [i for cell in cells for i in layout.links_between(cell.start, cell.end)]


def _given(raw: RawLink, layout: Layout) -> bool:
    """Tell a link that leads somewhere: usable, and not a place on this same page."""
    if not usable(raw.href):
        return False
    return "#" not in raw.href or raw.href.partition("#")[0] not in ("", layout.base.partition("#")[0])


def _entry(region: Region, raws: Sequence[RawLink], layout: Layout, url: str) -> PageItem:
    anchor = region.anchor
    code = f"O{anchor.number}"
    links: dict[str, Link] = {}
    for raw in raws:
        if _given(raw, layout):
            link = as_link(raw, layout, region.rule, item=code, page_url=url)
            links.setdefault(link.href, link)
    texts = [layout.lines[i].text for i in range(anchor.line, min(region.end, len(layout.lines)))]
    statement = " ".join(text for text in texts if text) if not links else ""
    return PageItem(code, anchor.label, tuple(links.values()), statement[:2000], anchor.doubts)


def _merged(first: PageItem, second: PageItem) -> PageItem:
    """An item listed twice: different links are a doubt that is shown, never silently resolved."""
    known = {link.url for link in first.links}
    new = [link for link in second.links if link.url not in known]
    doubts = [*first.doubts, *(d for d in second.doubts if d not in first.doubts)]
    if first.links and new:
        doubts.append("listed_twice")
    return PageItem(
        first.item,
        first.label,
        (*first.links, *new),
        first.statement if first.links or not new else second.statement,
        tuple(doubts),
    )


def _rest(layout: Layout, placed: set[int], url: str) -> tuple[Link, ...]:
    return tuple(
        as_link(raw, layout, "unplaced", item=None, page_url=url)
        for index, raw in enumerate(layout.links)
        if index not in placed and usable(raw.href)
    ) + tuple(
        as_link(raw, layout, "script", item=None, page_url=url)
        for number, raw in layout.scripted
        if number is None
    )


def links_document(page: PageLinks, checklist: Checklist | None) -> dict:
    """Lay a page out as the JSON of the `links` contract."""
    codes = [item.code for item in checklist.items] if checklist else list(page.items)
    document = {
        "url": page.url,
        "fiscal_year": page.fiscal_year,
        "scheme": page.scheme,
        "items": {
            code: [
                {"href": link.href, "url": link.url, "text": link.text, "rule": link.rule}
                for link in (page.items[code].links if code in page.items else ())
            ]
            for code in codes
        },
        "unplaced": [{"href": link.href, "text": link.text} for link in page.unplaced],
    }
    if page.notes:
        document["notes"] = list(page.notes)
    if page.refused:
        return refused_document(page, page.refused, page.refused_th, codes)
    return document


def refused_document(page: PageLinks, why: str, message_th: str, codes: Sequence[str] = ()) -> dict:
    """The `links` contract for a page that gives no OIT link: every list empty, and why."""
    return {
        "url": page.url,
        "fiscal_year": page.fiscal_year,
        "scheme": page.scheme,
        "items": {code: [] for code in codes},
        "unplaced": [{"href": link.href, "text": link.text} for link in page.unplaced],
        **({"notes": list(page.notes)} if page.notes else {}),
        "refused": {"why": why, "message_th": message_th},
    }
