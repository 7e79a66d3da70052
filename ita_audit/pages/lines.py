"""
Lay markup out as lines of text inside nested blocks, every link on its line.

Hostile pages are bounded in bytes, nodes, depth and links; what was cut off is said.
"""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser

from ita_audit.pages.charset import decode, shallow
from ita_audit.pages.layout import Block, Layout, Line, RawLink, resolve, usable
from ita_audit.pages.script_links import address_in, script_links
from ita_audit.thai import tidy

MAX_BYTES, MAX_NODES, MAX_LINKS, MAX_DEPTH = 10_000_000, 400_000, 20_000, 2_000
_BLOCK = frozenset(
    re.findall(
        r"\w+",
        "address article aside blockquote body button center dd details dialog div dl dt fieldset figcaption "
        "figure footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol option p pre section select "
        "summary table tbody td tfoot th thead tr ul",
    )
)
_SKIP = frozenset(["script", "style", "template", "noscript", "svg", "head", "textarea"])
_FRAMES = {"iframe": "src", "frame": "src", "embed": "src", "object": "data"}
_NAV = frozenset(["nav", "aside"])
_OF_PAGE, _CONTENT = ("header", "footer"), ("article", "main", "section")
_HEADING = frozenset(["h1", "h2", "h3", "h4", "h5", "h6", "summary", "dt", "caption", "th", "legend"])
_PART = re.compile(
    r"\b(?:card|panel|modal|box|post|entry|widget|item|accordion)[_-]+(?:header|footer|nav|menu)\b", re.I
)
_NAMES_ITEM = re.compile(r"(?:\b[Oo0]|OIT|ข้อ(?:ที่)?)\s*[-.]?\s*[0-9๐-๙]{1,2}(?![0-9๐-๙])")
_INLINE = frozenset(["span", "b", "strong", "font", "em", "i", "small", "label", "u", "mark"])
_SAID = re.compile(r"[^\W_]")
_MENU = re.compile(r"(?:^|[\s_-])(?:nav|navbar|menu|sidebar|footer|breadcrumb|topbar)(?:$|[\s_-])", re.I)


def lay_out(html: bytes, *, url: str, content_type: str = "") -> Layout:
    """Parse and lay out a page; never fails, whatever the bytes are."""
    layout = Layout(base=url)
    if len(html) > MAX_BYTES:
        layout.notes.append(f"อ่านเพียง {MAX_BYTES} ไบต์แรก จาก {len(html)} ไบต์")
        html = html[:MAX_BYTES]
    layout.source = shallow(decode(html, content_type), layout.notes)
    tree = LexborHTMLParser(layout.source)
    title = tree.css_first("title")
    layout.title = tidy(title.text()) if title else ""
    base = tree.css_first("base[href]")
    if base:
        layout.base = resolve(base.attributes.get("href") or "", url) or url
    layout.scripts = len(tree.css("script"))
    if tree.body is not None:
        _Walker(layout).walk(tree.body)
    layout.link_lines = [raw.line for raw in layout.links]
    return layout


class _Walker:
    """Walks the tree without recursion: menus of real pages nest deeper than Python's stack."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.words: list[str] = []
        self.open_blocks: list[int] = []
        self.open_links: list[RawLink] = []
        self.heading = 0
        self.held = 0
        self.linked = False
        self.left = False

    def walk(self, body: object) -> None:
        """Visit every node once, entering and leaving, under the caps."""
        stack: list[tuple[object, bool]] = [(body, False)]
        count = depth = 0
        while stack:
            node, leaving = stack.pop()
            if leaving:
                self._leave(node.tag)
                depth -= 1
                continue
            count += 1
            if count > MAX_NODES:
                self.layout.notes.append(f"อ่านเพียง {MAX_NODES} ส่วนแรกของหน้า ที่เหลือไม่ได้อ่าน")
                break
            tag = node.tag
            if tag == "-text":
                self._text(node.text_content or "")
            elif tag == "script":
                self._script(node)
            elif tag and not tag.startswith("-") and tag not in _SKIP and not _is_icon(node):
                self._enter(node, tag)
                stack.append((node, True))
                depth += 1
                deep = depth > MAX_DEPTH
                if deep and not any("ซ้อนลึก" in note for note in self.layout.notes):
                    self.layout.notes.append(f"หน้าซ้อนลึกเกิน {MAX_DEPTH} ชั้น ส่วนที่ลึกกว่านั้นไม่ได้อ่าน")
                if node.child is not None and not deep:
                    stack.extend((child, False) for child in reversed(_children(node)))
        while self.open_blocks:
            self._close_block()

    def _text(self, text: str) -> None:
        self.left = False
        if text.strip():
            self.words.append(text)
            self.linked = bool(self.open_links) or (self.linked and not _SAID.search(text))
            for link in self.open_links:
                link.words.append(text)
        elif text and self.words:
            self.words.append(" ")

    def _enter(self, node: object, tag: str) -> None:
        attributes = node.attributes
        if tag in _INLINE and self.left:
            self.words.append(" ")
        self.left = False
        if tag in _BLOCK:
            self._flush(opening=True)
            self._open_block(tag, attributes)
        elif tag == "br" and self.open_links:
            self._text(" ")
        elif tag == "br":
            self._flush()
        self._toggle(attributes)
        by_script = address_in(attributes)
        if tag in ("a", "area"):
            href = attributes.get("href")
            scripted = bool(by_script) and not usable(href or "")
            rule = "script" if scripted else ""
            self._link(by_script if scripted else href, attributes, rule, area=tag == "area")
        elif by_script:
            self._link(by_script, attributes, "script")
            self.open_links.pop().words.append(tidy(node.text() or "")[:300])
        elif usable(attributes.get(_FRAMES.get(tag, "")) or ""):
            self._flush()
            self._link(attributes[_FRAMES[tag]], attributes, "frame")
            self.open_links.pop()
            self._flush()
        if tag == "img":
            for link in self.open_links:
                link.image = link.image or (attributes.get("src") or "")
                self.linked = True
            self._text(attributes.get("alt") or "")

    def _script(self, node: object) -> None:
        """Note the addresses an inline script names; it is read, never run."""
        if not node.attributes.get("src"):
            for number, address in script_links(node.text() or ""):
                if len(self.layout.scripted) < MAX_LINKS:
                    line = max(0, len(self.layout.lines) - 1)
                    self.layout.scripted.append((number, RawLink(address, line, "script")))

    def _toggle(self, attributes: dict) -> None:
        """Note what opens another part of this page: `href="#x"`, `data-bs-target`, `aria-controls`."""
        for name in ("data-bs-target", "data-target", "aria-controls", "href"):
            value = attributes.get(name) or ""
            if len(value) > 1 and (value.startswith("#") or name == "aria-controls"):
                self.layout.toggles.append((len(self.layout.lines), value.lstrip("#")))
                return

    def _link(self, href: str | None, attributes: dict, rule: str, *, area: bool = False) -> None:
        last = self.layout.links[-1] if self.layout.links else None
        after_link = self.linked and not self.open_links and last and (last.words or last.href != href)
        if area or after_link:
            self._flush()
        link = RawLink(href or "", len(self.layout.lines), rule)
        self.open_links.append(link)
        if href is None:
            return
        if len(self.layout.links) >= MAX_LINKS:
            if not any("ลิงก์แรก" in note for note in self.layout.notes):
                self.layout.notes.append(f"อ่านเพียง {MAX_LINKS} ลิงก์แรก ที่เหลือไม่ได้อ่าน")
            return
        self.layout.links.append(link)
        self.held += 1
        for label in (attributes.get("aria-label") or "", attributes.get("title") or ""):
            if re.search(r"[0-9๐-๙]", label):
                self._text(label + " ")
                break
        if area:
            self._text((attributes.get("alt") or attributes.get("title") or "") + " ")

    def _leave(self, tag: str) -> None:
        if tag in ("a", "area") and self.open_links:
            self.open_links.pop()
        if tag in _INLINE and self.words and not self.words[-1].endswith(" "):
            self.left = True
        if tag in _BLOCK:
            self._flush()
            self._close_block()

    def _open_block(self, tag: str, attributes: dict) -> None:
        parent = self.open_blocks[-1] if self.open_blocks else -1
        classes = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
        nav = (
            tag in _NAV
            or bool(_MENU.search(_PART.sub("", classes)))
            or attributes.get("role") == "navigation"
        )
        nav = nav or (tag in _OF_PAGE and not self._in_content())
        nav = nav or (parent >= 0 and self.layout.blocks[parent].nav)
        rows = attributes.get("rowspan") or "1"
        self.layout.blocks.append(
            Block(tag, parent, len(self.layout.lines), 0, nav, classes, attributes.get("id") or "",
                  min(int(rows), 100) if rows.isascii() and rows.isdigit() else 1)
        )  # fmt: skip
        self.open_blocks.append(len(self.layout.blocks) - 1)
        self.heading += tag in _HEADING
        if _NAMES_ITEM.search(attributes.get("aria-label") or ""):
            self._text(attributes["aria-label"])
            self._flush()

    def _in_content(self) -> bool:
        """A header or footer inside an article belongs to the article, not to the page."""
        return any(self.layout.blocks[i].tag in _CONTENT for i in self.open_blocks)

    def _close_block(self) -> None:
        index = self.open_blocks.pop()
        block = self.layout.blocks[index]
        block.end = len(self.layout.lines)
        self.heading -= block.tag in _HEADING

    def _flush(self, *, opening: bool = False) -> None:
        """
        End the line; an icon link without words still gets a line of its own, and so does each of
        several links that follow each other with no word between them.

        A link around blocks belongs to the first line inside it, so a block that opens ends no
        empty line.
        """
        text = tidy("".join(self.words))
        if opening and not text:
            return
        if text or self.held:
            block = self.open_blocks[-1] if self.open_blocks else 0
            self.layout.lines.append(Line(text, block, self.heading > 0))
        self.words, self.held, self.linked = [], 0, False
        for link in self.open_links:
            if link.words and not link.words[-1].endswith(" "):
                link.words.append(" ")


def _is_icon(node: object) -> bool:
    """Tell an icon font's element: its text is the icon's name, which nobody sees."""
    return node.tag in ("i", "span") and "material-" in (node.attributes.get("class") or "")


def _children(node: object) -> list:
    children, child = [], node.child
    while child is not None:
        children.append(child)
        child = child.next
    return children
