"""Patterns of real ITA pages, each as a whole invented list: where the number, the name and the links stand."""

from __future__ import annotations

import pytest

from ita_audit.checklist import load_checklist
from ita_audit.pages import read_page
from ita_audit.thai import thai_digits

CHECKLIST = load_checklist(2566)
ITEMS = CHECKLIST.items
URL = "http://www.town.example/oit/index.php"
MENU = '<div class="navbar"><a href="/home">หน้าแรก</a><a href="/contact">ติดต่อเรา</a></div>'
FOOT = '<footer><a href="/privacy">นโยบายเว็บไซต์</a></footer>'


def sections():
    """(heading, items) in the order of the list."""
    groups = {}
    for item in ITEMS:
        groups.setdefault(f"{item.sub_indicator} {item.sub_indicator_title}", []).append(item)
    return groups.items()


def by_item(draw, head="", between=lambda name: f"<h3>ตัวชี้วัดย่อยที่ {name}</h3>"):
    return head + "".join(between(name) + "".join(draw(i) for i in items) for name, items in sections())


def a(i, text="คลิกลิงค์ข้อมูล", k=""):
    return f'<a href="f/{i.number}{k}.pdf">{text}</a>'


def restarting():
    out = ""
    for name, items in sections():
        rows = "".join(
            f"<tr><td>{n:02d}</td><td>{i.title}</td><td>{a(i)}</td></tr>" for n, i in enumerate(items, 1)
        )
        out += f'<div class="panel"><button>{name}</button><table>{rows}</table></div>'
    return out


def next_neighbour(i):
    """A document called after the next item: the report of a measure after the measure."""
    return ITEMS[i.number % len(ITEMS)].title


PATTERNS = {
    "number badge, then name, then button in nested boxes": lambda: by_item(
        lambda i: (
            f"<div><div><span>O{i.number}</span></div><div><h4>{i.title}</h4><p>แสดงข้อมูลของปี</p></div>"
            f"<div>{a(i, 'เปิดหลักฐาน')}</div></div>"
        )
    ),
    "the link column stands before the name": lambda: (
        "<table>"
        + "".join(f"<tr><td>{a(i, 'เปิด')}</td><td>O{i.number}</td><td>{i.title}</td></tr>" for i in ITEMS)
        + "</table>"
    ),
    "a title row, then a row with its links": lambda: (
        "<table>"
        + "".join(
            f"<tr><th colspan=2>O{i.number} {i.title}</th></tr><tr><td>เอกสาร</td><td>{a(i)}</td></tr>"
            for i in ITEMS
        )
        + "</table>"
    ),
    "bold paragraphs followed by evidence paragraphs": lambda: by_item(
        lambda i: f"<p><b>O{i.number} {i.title}</b></p><p>- {a(i)}</p><p>- {a(i, 'ไฟล์ที่ 2', 'b')}</p>"
    ),
    "one paragraph, lines broken with br": lambda: (
        "<p>" + "<br>".join(f"O{i.number} {i.title} {a(i, 'ดาวน์โหลด')}" for i in ITEMS) + "</p>"
    ),
    "br, the links on the next line": lambda: (
        "<td>" + "<br>".join(f"O{i.number}. {i.title}<br>&nbsp;{a(i, 'เอกสาร')}" for i in ITEMS) + "</td>"
    ),
    "definition list": lambda: (
        "<dl>" + "".join(f"<dt>ข้อ {i.number} {i.title}</dt><dd>{a(i)}</dd>" for i in ITEMS) + "</dl>"
    ),
    "lists nested in paragraphs and never closed": lambda: by_item(
        lambda i: f"<p><ul><li>O{i.number} {i.title}<ul><li>{a(i)}<li>{a(i, 'ภาคผนวก', 'b')}</ul></ul>"
    ),
    "details and summary": lambda: by_item(
        lambda i: f"<details><summary>OIT {i.number} : {i.title}</summary><p>{a(i)}</p></details>"
    ),
    "the whole card is the link": lambda: by_item(
        lambda i: f'<a href="f/{i.number}.pdf"><div>O{i.number}</div><div>{i.title}</div></a>'
    ),
    "numbers that restart in each panel": restarting,
    "numbers in aria-label": lambda: (
        "<ul>"
        + "".join(
            f'<li><a href="f/{i.number}.pdf" aria-label="O{i.number}">{i.title}</a></li>' for i in ITEMS
        )
        + "</ul>"
    ),
    "numbers in the alternative text of pictures": lambda: (
        "<div>"
        + "".join(
            f'<div><a href="f/{i.number}.pdf"><img src="b.png" alt="O{i.number} {i.title}"></a></div>'
            for i in ITEMS
        )
        + "</div>"
    ),
    "numbers only in the names of pictures": lambda: "".join(
        f'<a href="f/{i.number}.pdf"><img src="/img/banner/B-O{i.number}.jpg"></a>' for i in ITEMS
    ),
    "numbers only in the address": lambda: "".join(
        f'<li><a href="/ITA/2566/0{i.number:02d}">ดูเอกสารหลักฐาน</a></li>' for i in ITEMS
    ),
    "no number at all, one line of links": lambda: by_item(
        lambda i: f'<a href="f/{i.number}.pdf">{i.title}</a>'
    ),
    "Thai digits": lambda: by_item(lambda i: f"<li>O{thai_digits(str(i.number))} {i.title} {a(i)}</li>"),
    "zero for O up to 12, then O": lambda: by_item(
        lambda i: f"<p>{'0' if i.number < 13 else 'O'}{i.number} - {i.title} {a(i)}</p>"
    ),
    "row number glued to the label": lambda: (
        "<table>"
        + "".join(f"<tr><td>{i.number}O{i.number}</td><td>{i.title}</td><td>{a(i)}</td></tr>" for i in ITEMS)
        + "</table>"
    ),
    "label behind the name": lambda: by_item(lambda i: f"<li>{i.title} (O{i.number}) {a(i)}</li>"),
    "documents called after the next item": lambda: (
        "<table>"
        + "".join(
            f"<tr><td>O{i.number}</td><td>{i.title}</td><td><ul><li>{a(i, next_neighbour(i))}</li></ul></td></tr>"
            for i in ITEMS
        )
        + "</table>"
    ),
    "a table of contents before the list": lambda: (
        "<ul>"
        + "".join(f'<li><a href="#o{i.number}">O{i.number} {i.title}</a></li>' for i in ITEMS)
        + "</ul>"
        + by_item(lambda i: f'<h4 id="o{i.number}">O{i.number} {i.title}</h4><p>{a(i)}</p>')
    ),
    "a dialog that stands at the end of the page": lambda: (
        "".join(
            f'<div><button data-bs-target="#m{i.number}">O{i.number} {i.title}</button></div>' for i in ITEMS
        )
        + "".join(f'<div id="m{i.number}"><p>{a(i)}</p></div>' for i in ITEMS)
    ),
    "a handler instead of an address": lambda: by_item(
        lambda i: f"<p>O{i.number} {i.title} <span onclick=\"window.open('f/{i.number}.pdf')\">เปิด</span></p>"
    ),
    "an embedded document": lambda: by_item(
        lambda i: f'<div><h4>O{i.number} {i.title}</h4><iframe src="f/{i.number}.pdf"></iframe></div>'
    ),
}


def first_files(page):
    return {code: entry.links[0].href if entry.links else None for code, entry in page.items.items()}


def read(body):
    html = f"<html><head><title>OIT 2566</title></head><body>{MENU}<main>{body}</main>{FOOT}</body></html>"
    return read_page(html.encode(), url=URL, checklist=CHECKLIST)


@pytest.mark.parametrize("draw", PATTERNS.values(), ids=PATTERNS)
def test_each_item_gets_its_own_file_and_no_menu_link(draw):
    page = read(draw())
    wanted = "f/{}.pdf" if "/ITA/2566/0" not in draw() else None

    assert list(page.items) == [f"O{n}" for n in range(1, 44)]
    assert first_files(page) == {
        i.code: wanted.format(i.number) if wanted else f"/ITA/2566/0{i.number:02d}" for i in ITEMS
    }
    assert {len(entry.links) for entry in page.items.values()} <= {1, 2}
    assert not {"/home", "/privacy", "/contact"} & {x.href for e in page.items.values() for x in e.links}


def test_a_misprinted_number_gives_way_to_a_clear_title_and_is_said():
    body = "".join(f"<li>O{15 if i.number == 16 else i.number} {i.title} {a(i)}</li>" for i in ITEMS)
    page = read(f"<ul>{body}</ul>")

    assert first_files(page) == {i.code: f"f/{i.number}.pdf" for i in ITEMS}
    assert page.items["O16"].doubts == ("misprint:O15",)


def test_two_items_share_a_link_when_one_line_or_one_cell_names_both():
    rows = "".join(f"<tr><td>O{i.number}</td><td>{i.title}</td><td>{a(i)}</td></tr>" for i in ITEMS[:40])
    series = "<tr><td>O41, O42</td><td>เอกสารร่วม</td><td><a href='both.pdf'>x</a></td></tr>"
    span = (
        f"<tr><td>O39</td><td>{ITEMS[38].title}</td><td rowspan=2><a href='span.pdf'>x</a></td></tr>"
        f"<tr><td>O40</td><td>{ITEMS[39].title}</td></tr>"
    )
    page = read(f"<table>{rows.split('<tr><td>O39')[0]}{span}{series}</table>")

    assert [first_files(page)[c] for c in ("O38", "O39", "O40", "O41", "O42")] == [
        "f/38.pdf", "span.pdf", "span.pdf", "both.pdf", "both.pdf"
    ]  # fmt: skip


def test_a_section_that_repeats_an_items_name_or_a_range_is_no_item():
    body = by_item(
        lambda i: f"<tr><td>O{i.number}</td><td>{i.title}</td><td>{a(i)}</td></tr>",
        between=lambda name: (
            f"<tr><td colspan=3>ตัวชี้วัดย่อยที่ {name} (O1-O10) <a href='sec.html'>ดูหมวด</a></td></tr>"
            "<tr><td colspan=3><b>แผนการจัดซื้อจัดจ้างหรือแผนการจัดหาพัสดุ</b></td></tr>"
        ),
    )
    page = read(f"<table>{body}</table>")

    assert first_files(page) == {i.code: f"f/{i.number}.pdf" for i in ITEMS}


def test_only_the_asked_year_of_tabs_and_panels_counts():
    def panel(year):
        return "".join(f'<li>O{i.number} {i.title} <a href="{year}/{i.number}.pdf">x</a></li>' for i in ITEMS)

    tabs = "".join(f'<li><a href="#p{n}">ปี {year}</a></li>' for n, year in enumerate((2565, 2566, 2567)))
    panes = "".join(
        f'<div id="p{n}"><ul>{panel(year)}</ul></div>' for n, year in enumerate((2565, 2566, 2567))
    )
    headed = "".join(
        f"<section><h2>OIT ปีงบประมาณ {y}</h2><ul>{panel(y)}</ul></section>" for y in (2567, 2566)
    )

    for body in (f"<ul>{tabs}</ul>{panes}", headed):
        assert first_files(read(body)) == {i.code: f"2566/{i.number}.pdf" for i in ITEMS}


def test_an_inline_table_of_addresses_is_found_and_marked():
    body = "".join(f"<li id=o{i.number}>O{i.number} {i.title}</li>" for i in ITEMS)
    table = ", ".join(f'"O{i.number}": "f/{i.number}.pdf"' for i in ITEMS)
    page = read(f"<ul>{body}</ul><script>var oit = {{{table}}}; load('lib/app.js')</script>")

    assert first_files(page) == {i.code: f"f/{i.number}.pdf" for i in ITEMS}
    assert {x.rule for e in page.items.values() for x in e.links} == {"script"}
