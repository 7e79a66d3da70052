"""
Find the places of a page where a list would stand and does not: what only a script could fill.

One walk without recursion under caps below those of `lines`; nothing is run. A hole alone says nothing:
`scripted` asks for a reason beside it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser

from ita_audit.pages.charset import decode, shallow
from ita_audit.pages.layout import usable
from ita_audit.thai import fold_digits, tidy

MAX_BYTES, MAX_NODES, MAX_DEPTH, MAX_CODE, MAX_HOLES = 3_000_000, 60_000, 2_000, 300_000, 200
LIST_TAGS = frozenset(["ul", "ol", "dl", "tbody", "table"])
_BOX_TAGS = frozenset(["div", "section", "article", "main"])
_CELL_TAGS = frozenset(["td", "dd", "li", "span", "div", "p", "a", "ul", "ol"])
_SOLID = frozenset(
    ["img", "iframe", "video", "audio", "canvas", "object", "embed", "input", "select", "button", "textarea"]
)
_SKIP = frozenset(["style", "svg", "head", "object", "math"])
_ASIDE_TAGS = frozenset(["nav", "header", "footer", "aside", "form", "dialog"])
_ASIDE = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|menu|sidebar|footer|header|breadcrumb|topbar|pagination|pager|carousel|slider|"
    r"swiper|slick|indicators|dropdown|suggest\w*|autocomplete|calendar|counter|visitors?|toasts?|modal|"
    r"comments?|disqus|chat\w*|messenger|weather|social|shares?|maps?|cookies?|consent|captcha|recaptcha|"
    r"translate|fb|ads?|banners?|search|login|tooltip|popup|lightbox|gallery|news|related|latest|recent|"
    r"popular|tags?|rss|feed|events?|activit\w+|albums?|photos?|videos?|poll|vote|stats?|statistics?|online)"
    r"(?:$|[\s_-])",
    re.I,
)
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_MOUNT = re.compile(
    r"^(?:__next|__nuxt|___gatsby|svelte|application|(?:\w+-)?(?:app|root)|(?:app|root)-\w+)$", re.I
)
_ELEMENT = re.compile(
    r"^(?!.*(?:icon|player|messenger|chat|widget|viewer|captcha))[a-z][a-z0-9]*(?:-[a-z0-9]+)+$"
)
LISTED_NAME = re.compile(
    r"(?:^|[\s_-])(?:lists?|items?|results?|data|rows?|cards?|accordion|ita|oit|table)(?:$|[\s_-])", re.I
)
_LOADING = re.compile(
    r"\W*(?:กำลัง(?:โหลด|ดาวน์โหลด|ประมวลผล|เรียก|ดึง|เตรียม).{0,40}|(?:โปรด|กรุณา)?รอสักครู่.{0,20}|loading\b.{0,30}|"
    r"please wait\b.{0,20})",
    re.I,
)
_WAITS = re.compile(
    r"(?:^|[\s_-])(?:skeleton|placeholder-(?:glow|wave)|shimmer|spinner-(?:border|grow))(?:$|[\s_-])", re.I
)
_TEMPLATE = re.compile(r"\{\{[^{}]{1,200}\}\}|\{%[^{}]{1,200}%\}|<%[^%]{1,200}%>")
_REPEATS = frozenset(["v-for", "ng-repeat", "data-ng-repeat", "x-for", "*ngfor", "ngfor", "v-html", "x-html"])
_LABEL = re.compile(r"\W*(?:[Oo]\s*[-.]?\s*|ข้อ(?:ที่)?\s*|OIT\s*)0*(\d{1,2})(?!\d)")
_ABOUT = re.compile(r"(?<![A-Za-z])(?:ITA|OIT)(?![A-Za-z])|การเปิดเผยข้อมูล|คุณธรรมและความโปร่งใส|ตัวชี้วัด")
_TOGGLE = re.compile(r"data-(?:bs-|toggle|target|parent|dismiss|aos|wow)")
_STRINGS = re.compile(r"<(?:a|tr|li|td)\b", re.I)


@dataclass(frozen=True, slots=True)
class Hole:
    """
    A place that stands empty: its kind, the names a script would find it by, how it is written.

    `kind` is body, mount, list, box, template, loading, cells or written.
    """

    kind: str
    names: tuple[str, ...]
    quote: str


@dataclass(slots=True)
class Outline:
    """
    What a page has and lacks: holes; characters and usable links outside menus; its scripts.

    `labels` are the item numbers it prints, `about` tells that it speaks of ITA or OIT.
    """

    holes: list[Hole] = field(default_factory=list)
    words: int = 0
    links: int = 0
    labels: set[int] = field(default_factory=set)
    about: bool = False
    inline: list[str] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    modules: bool = False
    noscript: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Open:
    """An element being walked: what was seen inside it so far."""

    tag: str
    attributes: Mapping[str, str | None]
    aside: bool
    words: int = 0
    links: int = 0
    solid: bool = False
    cells: int = 0
    started: bool = False


def outline(page: bytes | str, content_type: str = "") -> Outline:
    """Walk a page once and note what it has and lacks; never fails, whatever the bytes are."""
    text = page if isinstance(page, str) else decode(page[:MAX_BYTES], content_type)
    tree = LexborHTMLParser(shallow(text[:MAX_BYTES], []))
    found = Outline()
    title = tree.css_first("title")
    found.about = bool(title and _ABOUT.search(tidy(title.text())[:300]))
    for node in tree.css("head script, head noscript"):
        _code(node, found) if node.tag == "script" else found.noscript.append((node.text() or "")[:500])
    if tree.body is not None:
        _Walk(found).walk(tree.body)
    return found


def _code(node: object, found: Outline) -> str:
    """Keep one script: its address, or its text; returns the text of code that would run."""
    kind = (node.attributes.get("type") or "").lower()
    source = node.attributes.get("src")
    found.modules = found.modules or kind == "module"
    if source:
        found.sources.append(source[:500])
        return ""
    code = (node.text() or "")[:MAX_CODE]
    if "template" in kind or "handlebars" in kind or "mustache" in kind:
        if _TEMPLATE.search(code) or _STRINGS.search(code):
            found.holes.append(Hole("template", (), f"<script type={kind[:40]}>"))
        return ""
    if kind in ("", "module", "text/babel", "text/jsx") or "javascript" in kind:
        if sum(map(len, found.inline)) < MAX_CODE:
            found.inline.append(code)
        return code
    return ""


class _Walk:
    """Enters and leaves every element once; what is inside counts for all that are around it."""

    def __init__(self, found: Outline) -> None:
        self.found = found
        self.open: list[_Open] = [_Open("", {}, False)]
        self.cells: list[str] = []
        self.seen_text = False

    def walk(self, body: object) -> None:
        """Visit every node under the caps, then say what the whole body is."""
        stack: list[tuple[object, bool]] = [(body, False)]
        count = 0
        while stack and count < MAX_NODES:
            node, leaving = stack.pop()
            if leaving:
                self._leave()
                continue
            count += 1
            tag = node.tag
            if tag == "-text":
                self._text(node.text_content or "")
            elif tag == "script":
                self._script(node)
            elif tag == "noscript":
                self.found.noscript.append((node.text() or "")[:500])
            elif tag and not tag.startswith("-") and tag not in _SKIP:
                self._enter(tag, node.attributes)
                stack.append((node, True))
                if len(self.open) <= MAX_DEPTH:
                    child, children = node.child, []
                    while child is not None:
                        children.append((child, False))
                        child = child.next
                    stack.extend(reversed(children))
        if not self.seen_text and not self.open[0].solid and not self.open[0].links:
            self._hole("body", (), "<body>")
        if len(self.cells) >= 5:
            self._hole("cells", tuple(dict.fromkeys(self.cells))[:60], f"{len(self.cells)} ช่องว่าง")

    def _hole(self, kind: str, names: tuple[str, ...], quote: str) -> None:
        if len(self.found.holes) < MAX_HOLES:
            self.found.holes.append(Hole(kind, tuple(name for name in names if name), quote[:120]))

    def _text(self, text: str) -> None:
        text = text.strip()
        if not text:
            return
        here = self.open[-1]
        if _TEMPLATE.search(text[:2000]):
            here.solid = True
            if not here.aside:
                self._hole("template", (), tidy(text[:80]))
            return
        if len(text) < 80 and _LOADING.fullmatch(text):
            if self.seen_text and not here.aside:
                self._hole("loading", (), tidy(text))
            return
        self.seen_text = True
        here.words += len(text)
        if here.aside:
            return
        self.found.words += len(text)
        if len(text) < 300:
            self.found.about = self.found.about or bool(_ABOUT.search(text))
            label = _LABEL.match(fold_digits(text[:20]))
            if label:
                self.found.labels.add(int(label[1]))

    def _script(self, node: object) -> None:
        code = _code(node, self.found)
        here = self.open[-1]
        if "document.write" in code and _STRINGS.search(code) and not here.aside:
            self._hole("written", (), "document.write(…)")

    def _enter(self, tag: str, attributes: Mapping[str, str | None]) -> None:
        name = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
        aside = self.open[-1].aside or tag in _ASIDE_TAGS or attributes.get("role") == "navigation"
        if not aside and len(name) > 1 and tag not in ("body", "main"):
            aside = bool(_ASIDE.search(_CAMEL.sub("-", name[:300])))
        here = _Open(tag, attributes, aside, started=self.seen_text, solid=tag in _SOLID)
        self.open.append(here)
        if aside:
            return
        repeats = next((key for key in attributes if key.lower() in _REPEATS), "")
        bound = attributes.get("data-bind") or ""
        if repeats or "foreach" in bound:
            here.solid = True
            self._hole("template", (), f"<{tag} {repeats or 'data-bind'}>")
        if here.started and (_WAITS.search(name) or attributes.get("aria-busy") == "true"):
            self._hole("loading", (), f"<{tag} class={name.strip()[:60]}>")

    def _leave(self) -> None:
        here = self.open.pop()
        link = here.tag in ("a", "area") and usable(here.attributes.get("href") or "")
        around = self.open[-1]
        around.words += here.words
        around.links += here.links + link
        around.solid = around.solid or here.solid
        around.cells += here.cells + (here.tag == "td")
        if here.aside or here.tag == "body":
            return
        self.found.links += link
        if here.tag == "table":
            self._judge_table(here)
        else:
            self._judge(here)
        self._cell(here, usable_link=bool(link))

    def _judge_table(self, here: _Open) -> None:
        """A table with headings at most: its rows come from elsewhere."""
        name = here.attributes.get("id") or ""
        if name and not here.cells and not here.links:
            self._hole("list", (name,), f"<table id={name[:60]}>")

    def _judge(self, here: _Open) -> None:
        """An element that stands empty, and what it is for by its name."""
        if here.words or here.links or here.solid:
            return
        name = here.attributes.get("id") or ""
        classes = here.attributes.get("class") or ""
        data = [key for key in here.attributes if key.startswith("data-")]
        quote = f"<{here.tag} id={name[:50]} class={classes[:50]}>"
        if here.tag in LIST_TAGS:
            table = next((o.attributes.get("id") or "" for o in reversed(self.open) if o.tag == "table"), "")
            names = (name, table if here.tag == "tbody" else "", *(classes.split()[:2] if not name else ()))
            if any(names) or data:
                self._hole("list", names, quote)
        elif (name and _MOUNT.match(name)) or (_ELEMENT.match(here.tag)):
            self._hole("mount", (name, here.tag if "-" in here.tag else ""), quote)
        elif here.tag in _BOX_TAGS and (name or LISTED_NAME.search(classes)):
            self._hole("box", (name, *(classes.split()[:2] if not name else ())), quote)

    def _cell(self, here: _Open, *, usable_link: bool) -> None:
        """A named cell that stands empty, or a named link that leads nowhere yet."""
        nowhere = here.tag == "a" and not usable_link
        if here.tag not in _CELL_TAGS or here.solid or not (nowhere or not (here.words or here.links)):
            return
        data = [key for key in here.attributes if key.startswith("data-") and not _TOGGLE.match(key)]
        name = here.attributes.get("id") or (data[0] if data else "")
        if name and not (nowhere and len(here.attributes.get("href") or "") > 1):
            self.cells.append(name)
