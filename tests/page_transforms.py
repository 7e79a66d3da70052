"""
Other ways to write the same page: each transform keeps what a reader sees and where links lead.

A page is cut into comments, scripts, tags and text; nothing is parsed, so that broken markup stays
broken in the same way.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable
from html import escape, unescape

TOKEN = re.compile(r"<!--.*?-->|<(script|style|title|noscript)\b.*?</\1\s*>|<[^>]*>|[^<]+", re.S | re.I)
START = re.compile(r"<([a-zA-Z][\w:-]*)((?:\s+[^<>]*?)?)(\s*/?)>", re.S)
ATTRIBUTE = re.compile(r"""([^\s"'=<>/]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?""")
ENTITY = re.compile(r"(&[#\w]+;|https?://\S+)")
ANCHOR = re.compile(r"<a\s[^>]*>.*?</a>", re.S | re.I)
MENUS = re.compile(r"<(nav|footer|header)\b.*?</\1>|<td class=\"menu\">.*?</td>", re.S | re.I)
ARABIC, THAI = "0123456789", "๐๑๒๓๔๕๖๗๘๙"
BLOCKS = {
    "div",
    "p",
    "table",
    "tr",
    "td",
    "th",
    "ul",
    "ol",
    "li",
    "section",
    "article",
    "dl",
    "dt",
    "dd",
    "h2",
    "h3",
    "h4",
}

Transform = Callable[[str, random.Random], str]


def tokens(html: str) -> list[str]:
    return [match.group() for match in TOKEN.finditer(html)]


def on_text(html: str, change: Callable[[str], str]) -> str:
    """Change visible text only: no tag, comment, script, entity or printed address."""
    out = []
    for token in tokens(html):
        if not token.startswith("<"):
            token = "".join(p if ENTITY.fullmatch(p) else change(p) for p in ENTITY.split(token))
        out.append(token)
    return "".join(out)


def on_start_tags(html: str, change: Callable[[re.Match[str]], str]) -> str:
    return "".join(START.sub(change, token) if START.fullmatch(token) else token for token in tokens(html))


def attribute_order(html: str, rng: random.Random) -> str:
    """Attributes in another order, all quoted, references written out."""

    def written(name: str, value: str | None) -> str:
        if value is None:
            return name
        bare = value[1:-1] if value[0] in "\"'" else value
        return f'{name}="{escape(unescape(bare))}"'

    def change(tag: re.Match[str]) -> str:
        parts = [written(m[1], m[2]) for m in ATTRIBUTE.finditer(tag[2])]
        rng.shuffle(parts)
        return f"<{' '.join([tag[1], *parts])}{tag[3]}>"

    return on_start_tags(html, change)


def character_references(html: str, rng: random.Random) -> str:
    """A third of the characters as decimal or hexadecimal references."""

    def write(char: str) -> str:
        if char.isspace() or char == "&" or rng.random() > 0.33:
            return char
        return f"&#{ord(char)};" if rng.random() < 0.5 else f"&#x{ord(char):X};"

    return on_text(html, lambda text: "".join(map(write, text)))


def wrappers(html: str, rng: random.Random) -> str:
    """Extra divs around the body and the tables, spans around links, a div in every closed cell."""
    html = re.sub(r"(<body\b[^>]*>)", r'\1<div class="outer"><div><div>', html, flags=re.I)
    html = re.sub(r"</body>", "</div></div></div></body>", html, flags=re.I)
    html = ANCHOR.sub(
        lambda m: f'<span class="w">{m.group()}</span>' if rng.random() < 0.7 else m.group(), html
    )
    html = re.sub(r"(<table\b)", r'<div class="table-responsive">\1', html, flags=re.I)
    html = re.sub(r"</table>", "</table></div>", html, flags=re.I)
    if len(re.findall(r"<td\b", html, re.I)) == len(re.findall(r"</td>", html, re.I)):
        html = re.sub(r"(<td\b[^>]*>)", r"\1<div>", html, flags=re.I)
        html = re.sub(r"</td>", "</div></td>", html, flags=re.I)
    return html


def other_numerals(html: str, rng: random.Random) -> str:
    """Thai digits for Arabic ones and the other way round."""
    return on_text(html, lambda text: text.translate(str.maketrans(ARABIC + THAI, THAI + ARABIC)))


def torn_sara_am(html: str, rng: random.Random) -> str:
    """SARA AM as nikhahit + aa with the tone mark last before aa, as PDF text layers give it."""
    return on_text(html, lambda text: re.sub("([\u0e48-\u0e4b]?)\u0e33", "\u0e4d\\1\u0e32", text))


def decomposed(html: str, rng: random.Random) -> str:
    return on_text(html, lambda text: unicodedata.normalize("NFKD", text))


def upper_case_tags(html: str, rng: random.Random) -> str:
    html = on_start_tags(html, lambda tag: f"<{tag[1].upper()}{tag[2]}{tag[3]}>")
    return re.sub(r"</([a-z]\w*)\s*>", lambda m: f"</{m[1].upper()} >", html)


def white_space(html: str, rng: random.Random) -> str:
    """Line breaks and indentation around block tags; runs of white space become one space."""
    html = on_text(html, lambda text: re.sub(r"[ \t\n]+", " ", text))
    return on_start_tags(html, lambda tag: "\n\t" * (tag[1].lower() in BLOCKS) + tag.group())


def shuffled_menus(html: str, rng: random.Random) -> str:
    """Links of menus, page head and foot trade places; one more menu is added."""
    spans = [range(m.start(), m.end()) for m in MENUS.finditer(html)]
    anchors = [m for m in ANCHOR.finditer(html) if any(m.start() in span for span in spans)]
    order = [m.group() for m in anchors]
    rng.shuffle(order)
    for old, new in sorted(zip(anchors, order, strict=True), key=lambda pair: -pair[0].start()):
        html = html[: old.start()] + new + html[old.end() :]
    added = "".join(
        f'<li><a href="/more/{n}">{t}</a></li>'
        for n, t in enumerate(("ตลาดนัดชุมชน", "สภาพอากาศ", "แหล่งท่องเที่ยว"))
    )
    return re.sub(r"(<body\b[^>]*>)", rf"\1<nav><ul>{added}</ul></nav>", html, flags=re.I)


TRANSFORMS: dict[str, Transform] = {
    f.__name__: f
    for f in (
        attribute_order,
        character_references,
        wrappers,
        other_numerals,
        torn_sara_am,
        decomposed,
        upper_case_tags,
        white_space,
        shuffled_menus,
    )
}


def in_windows_874(html: str) -> bytes | None:
    """Return the page in windows-874, declared in its meta element; None where a character does not fit."""
    html = re.sub(r"charset\s*=\s*[\"']?[\w-]+", "charset=windows-874", html, count=1, flags=re.I)
    try:
        return html.encode("cp874")
    except UnicodeEncodeError:
        return None
