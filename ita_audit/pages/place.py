"""Give each item its region of the page, and the region's links to the item."""

from __future__ import annotations

import re

from ita_audit.model import Checklist, Link, PageItem, PageLinks
from ita_audit.pages.anchors import Anchor, find_anchors, is_section, other_scheme, read_label, settle
from ita_audit.pages.lines import Layout, RawLink, as_link, lay_out, usable
from ita_audit.thai import fold_digits

_RULE = {"tr": "row", "li": "list_item", "details": "panel", "dd": "definition", "dt": "definition"}
_YEAR = re.compile(r"(?:ITA|OIT|ปี|พ\.?ศ\.?|ประจำปี)[^0-9]{0,40}(25[5-8][0-9])", re.I)
_FEW = 3


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
    layout = lay_out(html, url=url, content_type=content_type)
    anchors = _asked_year(settle(find_anchors(layout, checklist), layout), layout, checklist)
    numbers = {anchor.number for anchor in anchors}
    year = checklist.fiscal_year if checklist else None
    scheme = checklist.scheme if checklist else "unknown"
    refusal = _refusal(layout, numbers, checklist)
    if refusal:
        return PageLinks(url, year, scheme, {}, _rest(layout, set(), url), *refusal,
                         needs_scripts=_needs_scripts(layout), notes=tuple(layout.notes))  # fmt: skip
    regions = _regions(anchors, layout, checklist)
    items: dict[str, PageItem] = {}
    placed: set[int] = set()
    for anchor, region, rule in regions:
        code = f"O{anchor.number}"
        links = [(i, raw) for i, raw in enumerate(layout.links) if region[0] <= raw.line < region[1]]
        placed |= {i for i, _ in links}
        entry = _entry(anchor, [raw for _, raw in links], layout, region, rule, url)
        items[code] = _merged(items[code], entry) if code in items else entry
    ordered = {code: items[code] for code in sorted(items, key=lambda code: int(code[1:]))}
    return PageLinks(url, year, scheme, ordered, _rest(layout, placed, url),
                     needs_scripts=False, notes=tuple(layout.notes))  # fmt: skip


def _refusal(layout: Layout, numbers: set[int], checklist: Checklist | None) -> tuple[str, str] | None:
    if other_scheme(layout) >= _FEW and other_scheme(layout) > len(numbers):
        return "other_scheme", "หน้านี้เป็นรายการของแบบประเมินอื่น (MOIT, EB หรือ LPA) ไม่ใช่ OIT"
    least = max(_FEW, len(checklist.items) // 10) if checklist else _FEW
    if len(numbers) < least:
        if _needs_scripts(layout):
            return "needs_scripts", "หน้านี้แสดงรายการด้วยสคริปต์เท่านั้น อ่านจากไฟล์หน้าเว็บไม่ได้"
        return "no_list", "ไม่พบรายการ OIT ในหน้านี้ ตรวจว่าเป็นหน้า ITA ของปีที่ตรวจ"
    return None


def _needs_scripts(layout: Layout) -> bool:
    """A page with scripts, and hardly a word or link of its own."""
    words = sum(len(line.text) for line in layout.lines)
    return layout.scripts > 0 and words < 400 and len(layout.links) < 5


def _asked_year(anchors: list[Anchor], layout: Layout, checklist: Checklist | None) -> list[Anchor]:
    """Where several years' lists stand on one page, keep the one that was asked for."""
    if checklist is None:
        return anchors
    marks = [
        (index, int(match[1]))
        for index, line in enumerate(layout.lines)
        if len(line.text) < 120
        and (line.heading or layout.blocks[line.block].tag in ("button", "a"))
        and not read_label(line.text)
        and (match := _YEAR.search(fold_digits(line.text)))
    ]
    year_of: dict[int, int | None] = {}
    for anchor in anchors:
        before = [year for index, year in marks if index <= anchor.line]
        year_of[anchor.line] = before[-1] if before else None
    if checklist.fiscal_year not in year_of.values() or len(set(year_of.values())) < 2:
        return anchors
    right = {a.number for a in anchors if year_of[a.line] == checklist.fiscal_year}
    return [a for a in anchors if year_of[a.line] == checklist.fiscal_year or a.number not in right]


def _regions(
    anchors: list[Anchor], layout: Layout, checklist: Checklist | None
) -> list[tuple[Anchor, tuple[int, int], str]]:
    """
    From the item's own block (the largest that holds no other item) to the next item's block, or
    to the end of the block around both, or to the next section heading.
    """
    merged = _adjacent(anchors)
    lines = [anchor.line for anchor in merged]
    own = [_own_block(anchor.line, lines, layout) for anchor in merged]
    found = []
    for index, anchor in enumerate(merged):
        block = layout.blocks[own[index]] if own[index] is not None else None
        start = min(block.start, anchor.line) if block else anchor.line
        around = layout.blocks[block.parent] if block and block.parent >= 0 else None
        end = around.end if around else len(layout.lines)
        if index + 1 < len(merged):
            following = layout.blocks[own[index + 1]] if own[index + 1] is not None else None
            nearest = following.start if following else lines[index + 1]
            end = min(end, max(nearest, anchor.line + 1))
        for line in range(anchor.line + 1, end):
            if is_section(layout.lines[line].text, checklist) and (block is None or line >= block.end):
                end = line
                break
        found.append((anchor, (start, end), _RULE.get(block.tag, "card") if block else "heading"))
    return found


def _adjacent(anchors: list[Anchor]) -> list[Anchor]:
    """Lines of one item that follow each other are one anchor: label, title, repeated link text."""
    merged: list[Anchor] = []
    for anchor in anchors:
        if merged and merged[-1].number == anchor.number:
            continue
        merged.append(anchor)
    return merged


def _own_block(line: int, lines: list[int], layout: Layout) -> int | None:
    """The largest block around a line that no other item's line is in; None when there is none."""
    block = layout.lines[line].block
    others = [other for other in lines if other != line]
    best = None
    while block >= 0:
        here = layout.blocks[block]
        if any(here.start <= other < here.end for other in others):
            break
        best, block = block, here.parent
    if best is not None and block < 0 and others:
        return layout.lines[line].block
    return best


def _entry(
    anchor: Anchor, raws: list[RawLink], layout: Layout, region: tuple[int, int], rule: str, url: str
) -> PageItem:
    code = f"O{anchor.number}"
    links: dict[str, Link] = {}
    for raw in raws:
        if usable(raw.href):
            link = as_link(raw, layout, rule, item=code, page_url=url)
            links.setdefault(link.href, link)
    texts = [layout.lines[i].text for i in range(anchor.line, region[1])]
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
    if page.refused:
        document["refused"] = {"why": page.refused, "message_th": page.refused_th}
    return document
