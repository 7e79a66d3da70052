"""Read web pages and plain text as documents: main content apart from menus."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser

from ita_audit.documents.signs import signs_of
from ita_audit.documents.viewers import viewer_at, viewer_in
from ita_audit.model import Reading, Reads, TextPart
from ita_audit.pages.charset import decode
from ita_audit.pages.lines import lay_out
from ita_audit.pages.scripted import NEEDS_SCRIPTS_TH, needs_scripts

MAX_TEXT = 100_000


def read_html(data: bytes, content_type: str = "", url: str = "") -> Reading:
    """
    Read a page: its headings, then the text outside navigation; the title tag is not trusted first.

    Returns:
        Its text and the signs of its markup; *cannot tell* when the content stands in a viewer of
        files or e-books, or only scripts would show it.
    """
    layout = lay_out(data, url="http://page.invalid/", content_type=content_type)
    parts, size, images = [], 0, data.lower().count(b"<img")
    for line in layout.lines:
        block = layout.blocks[line.block]
        if not line.text or block.nav or size > MAX_TEXT:
            continue
        size += len(line.text)
        parts.append(TextPart("heading" if block.tag in ("h1", "h2", "h3") else "page", line.text, 1))
    tree = LexborHTMLParser(layout.source)
    kind, reason = viewer_at(url)
    if not kind:
        kind, reason = viewer_in(tree, sum(len(part.text) for part in parts))
    if kind:
        return Reading(kind, Reads.CANNOT_TELL, reason, None, tuple(parts), signs=signs_of(tree, url))
    if not parts and needs_scripts(layout):
        return Reading("html", Reads.CANNOT_TELL, NEEDS_SCRIPTS_TH)
    if not parts and not images:
        return Reading("html", Reads.EMPTY, "หน้าเว็บไม่มีเนื้อหา")
    if layout.title:
        parts.append(TextPart("meta", layout.title))
    return Reading("html", Reads.YES, "", 1, tuple(parts), images=images, signs=signs_of(tree, url))


def read_text(data: bytes) -> Reading:
    """Read plain text or CSV."""
    text = decode(data)[:MAX_TEXT]
    if not text.strip():
        return Reading("text", Reads.EMPTY, "ไฟล์ว่าง")
    return Reading("text", Reads.YES, "", 1, (TextPart("page", text, 1),))
