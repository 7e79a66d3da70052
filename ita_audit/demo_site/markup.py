"""The ways real ITA pages write a list: tables, accordions, nested lists, cards, headings, definitions."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape

from ita_audit.thai import thai_digits

STYLES = ("table", "accordion", "nested", "cards", "headings", "definitions")


@dataclass(slots=True)
class Listed:
    """One entry of the ITA page: label as printed, title, links (href, text), or a statement."""

    label: str
    title: str
    links: list[tuple[str, str]] = field(default_factory=list)
    statement: str = ""


def label_of(number: int, rng: random.Random) -> str:
    """Print an item number the way some page somewhere does; '' leaves only the title."""
    forms = [
        f"O{number}",
        f"O{thai_digits(str(number))}",
        f"O-{number}",
        f"o {number}",
        f"O{number} :",
        f"ข้อ {number}",
    ]
    if number >= 10:
        forms += [f"0{number}", f"0{number}"]
    return "" if rng.random() < 0.1 else rng.choice(forms)


def block(style: str, entries: Sequence[Listed], heading: str) -> str:
    """One section of the page in one style."""
    body = _STYLES[style](entries)
    return f"<section><h3>{escape(heading)}</h3>\n{body}\n</section>\n"


def _links(entry: Listed, joint: str = "<br>") -> str:
    if entry.statement:
        return f"<span>{escape(entry.statement)}</span>"
    return joint.join(f'<a href="{escape(href)}">{escape(text)}</a>' for href, text in entry.links)


def _table(entries: Sequence[Listed]) -> str:
    rows = "".join(
        f"<tr><td>{escape(e.label)}</td><td>{escape(e.title)}</td><td>{_links(e)}</td></tr>\n"
        for e in entries
    )
    return f"<table><thead><tr><th>ข้อ</th><th>ข้อมูล</th><th>ลิงก์อ้างอิง</th></tr></thead><tbody>{rows}</tbody></table>"


def _accordion(entries: Sequence[Listed]) -> str:
    return "".join(
        f"<details><summary>{escape(e.label)} {escape(e.title)}</summary><div class='panel'>{_links(e)}</div></details>\n"
        for e in entries
    )


def _nested(entries: Sequence[Listed]) -> str:
    """Lists nested the wrong way round and never closed: a `ul` directly in a `ul`."""
    rows = "".join(
        f"<li>{escape(e.label)} {escape(e.title)}<ul><li>{_links(e, '<li>')}</ul>\n" for e in entries
    )
    return f"<ul>{rows}</ul>"


def _cards(entries: Sequence[Listed]) -> str:
    cards = "".join(
        f"<div class='card'><div class='badge'>{escape(e.label)}</div><h4>{escape(e.title)}</h4>"
        f"<p>{_links(e, ' ')}</p></div>\n"
        for e in entries
    )
    return f"<div class='grid'>{cards}</div>"


def _headings(entries: Sequence[Listed]) -> str:
    return "".join(
        f"<p><strong>{escape(e.label)} {escape(e.title)}</strong></p>\n<p>{_links(e)}</p>\n" for e in entries
    )


def _definitions(entries: Sequence[Listed]) -> str:
    rows = "".join(
        f"<dt>{escape(e.label)} {escape(e.title)}</dt><dd>{_links(e, '</dd><dd>')}</dd>\n" for e in entries
    )
    return f"<dl>{rows}</dl>"


_STYLES = {
    "table": _table,
    "accordion": _accordion,
    "nested": _nested,
    "cards": _cards,
    "headings": _headings,
    "definitions": _definitions,
}


def page(title: str, body: str, *, agency: str, menu: str) -> str:
    """A page in the site's template; every page says that it is made up."""
    return f"""<!DOCTYPE html>
<html lang="th"><head><meta charset="utf-8"><title>{escape(title)} - {escape(agency)}</title></head>
<body><header><p class="banner">ข้อมูลสาธิต หน่วยงานสมมุติ</p><a href="/index/">{escape(agency)}</a></header>
{menu}
<main><h2>{escape(title)}</h2>
{body}
</main>
<footer><p>ข้อมูลสาธิต {escape(agency)} โทร 02-000-0000</p></footer></body></html>
"""


MENU = """<nav><ul><li><a href="/index/">หน้าแรก</a><li><a href="#">ข้อมูลพื้นฐาน</a><ul>
<li><a href="/index/content/?id=1">โครงสร้าง</a><li><a href="/index/content/?id=2">ข้อมูลผู้บริหาร</a></ul>
<li><a href="/index/content/?id=7">ข่าวประชาสัมพันธ์</a>
<li><a href="/index/index.php?page=ita2023">การเปิดเผยข้อมูลสาธารณะ (ITA)</a>
<li><a href="javascript:void(0)">เมนู</a></ul></nav>"""


def menu_without(numbers: Sequence[int]) -> str:
    """The site's menu; an item that the site does not give stands in no menu either."""
    menu = MENU
    for number in numbers:
        menu = re.sub(rf'<li><a href="/index/content/\?id={number}">[^<]*</a>', "", menu)
    return menu
