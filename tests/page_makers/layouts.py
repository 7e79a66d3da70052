"""Layouts in which item and link are not neighbours, or the label comes last."""

from __future__ import annotations

from tests.page_makers import chrome
from tests.page_makers.kit import Item, Kit, link, links, page


def batches(items: list[Item], size: int) -> list[list[Item]]:
    return [items[n : n + size] for n in range(0, len(items), size)]


@page("210-icons-above-captions-2566", 2566, "เทศบาลตำบลศรีดอนคำมูล", "www.sidonkhammun.example", style="query")
def icon_rows(kit: Kit) -> str:
    """A row of linked pictures, below it a row of captions: paired by column."""
    kit.note = "table grid: four icons in one row, their captions in the next"
    rows = []
    for batch in batches(kit.items, 4):
        for item in batch:
            item.links = item.links[:1]
        rows.append(
            "<tr>"
            + "".join(
                f'<td align="center"><a href="{i.href}"><img src="i/{kit.rng.randrange(999)}.gif" border="0"></a></td>'
                for i in batch
            )
            + "</tr>"
        )
        rows.append(
            "<tr>" + "".join(f'<td align="center">O{i.number}<br>{i.title}</td>' for i in batch) + "</tr>"
        )
    return chrome.tables(
        kit, f"<h3>ITA {kit.year}</h3><table width='100%' cellpadding='6'>{''.join(rows)}</table>"
    )


@page("211-parallel-cells-2565", 2565, "เทศบาลตำบลปงสนุกเหนือ", "www.pongsanuk.example", style="old")
def parallel(kit: Kit) -> str:
    """One row for each sub-indicator: names line by line in one cell, links line by line in the next."""
    kit.note = "the n-th line of the link cell belongs to the n-th line of the name cell; one line is a dash"
    rows = []
    for sub, title, items in kit.groups():
        for item in items:
            item.links = [] if item.number == 31 else item.links[:1]
        names = "<br>".join(f"O{i.number} {i.title}" for i in items)
        cells = "<br>".join(links([(i.href, "คลิก")]) if i.links else "-" for i in items)
        rows.append(
            f"<tr valign='top'><td>{sub} {title}</td><td nowrap>{names}</td><td nowrap>{cells}</td></tr>"
        )
    return chrome.tables(kit, f"<h3>OIT {kit.year}</h3><table border=1>{''.join(rows)}</table>")


@page("212-label-after-the-name-2566", 2566, "เทศบาลตำบลทุ่งผึ้งหลวงวัง", "www.thungphueng.example", style="path")
def label_last(kit: Kit) -> str:
    """Names first, labels behind in brackets, some inside the link, some outside."""
    kit.note = "'ชื่อ (O1)'; on odd lines the link ends before the bracket"
    out = []
    for item in kit.items:
        item.links = item.links[:1]
        out.append(
            f"<li>{link(item.href, item.title)} (O{item.number})</li>"
            if item.number % 2
            else f"<li>{link(item.href, f'{item.title} (O{item.number})')}</li>"
        )
    return chrome.bootstrap(kit, f"<h2>OIT {kit.year}</h2><ul>{''.join(out)}</ul>")


@page("213-code-in-the-card-foot-2568", 2568, "เทศบาลตำบลบวกค้างคำใส", "www.buakkhang.example", style="drive")
def card_foot(kit: Kit) -> str:
    """Cards: name, links, and only at the bottom the code of the item."""
    kit.note = "code comes after the links: 'รหัสตัวชี้วัด O12'"
    cards = "".join(
        f'<div class="col"><div class="card"><div class="card-body"><h6>{i.title}</h6>{links(i.links, " ", class_="card-link")}</div><div class="card-footer text-end">รหัสตัวชี้วัด O{i.number}</div></div></div>'
        for i in kit.items
    )
    return chrome.bootstrap(kit, f'<h2>OIT ปี {kit.year}</h2><div class="row row-cols-3">{cards}</div>')


@page("214-descending-2567", 2567, "เทศบาลตำบลห้วยลานสันติ", "www.huailansanti.example", style="amp")
def descending(kit: Kit) -> str:
    """The newest entry on top: the list runs from the last item to the first."""
    kit.note = "descending order, separated by rules"
    kit.items.reverse()
    out = "<hr>".join(
        f"<div class='entry'><strong>O{i.number} {i.title}</strong><br>{links(i.links)}</div>"
        for i in kit.items
    )
    return chrome.tables(kit, f"<h3>ITA {kit.year}</h3>{out}")


@page("215-alphabetical-2566", 2566, "เทศบาลตำบลโป่งผาลาดงาม", "www.pongphalat.example", style="file")
def alphabetical(kit: Kit) -> str:
    """Sorted by title, without numbers: order says nothing."""
    kit.numbers = False
    kit.note = "titles in alphabetical order, letters of the alphabet as headings"
    kit.items.sort(key=lambda item: item.title.lstrip("เแโใไ"))
    out, letter = [], ""
    for item in kit.items:
        first = item.title.lstrip("เแโใไ")[0]
        if first != letter:
            letter = first
            out.append(f"<h4>{letter}</h4>")
        out.append(f"<p>{item.title} {links(item.links, ' | ')}</p>")
    return chrome.bootstrap(kit, f"<h2>เอกสาร OIT {kit.year} เรียงตามตัวอักษร</h2>{''.join(out)}")


@page(
    "216-levels-of-elements-2566",
    2566,
    "เทศบาลเมืองเวียงสารภีทอง",
    "www.wiangsaraphithong.example",
    style="drive",
)
def levels(kit: Kit) -> str:
    """Four levels: indicator, sub-indicator, item, required element; elements are numbered from 1."""
    kit.note = "elements '1. …' '2. …' under every item, named in words of other items"
    words = ["ข้อมูลการติดต่อ", "แผนดำเนินงาน", "โครงสร้าง", "รายงานผล", "กฎหมายที่เกี่ยวข้อง"]
    out = []
    for sub, title, items in kit.groups():
        inner = []
        for n, item in enumerate(items):
            parts = "".join(
                f"<li>{k}. {words[(n + k) % 5]} <a href='{h}'>{t}</a></li>"
                for k, (h, t) in enumerate(item.links, 1)
            )
            inner.append(
                f"<li class='lv3'><div>O{item.number} {item.title}</div><ul class='lv4'>{parts}</ul></li>"
            )
        out.append(f"<li class='lv2'><div>{sub} {title}</div><ul>{''.join(inner)}</ul></li>")
    return chrome.bootstrap(
        kit, f"<ul class='lv1'><li><div>OIT {kit.year}</div><ul>{''.join(out)}</ul></li></ul>"
    )


@page("217-three-link-columns-2568", 2568, "วิทยาลัยชุมชนเวียงจำลอง", "www.wiangchamlong.example", style="query")
def three_columns(kit: Kit) -> str:
    """Columns for web page, PDF and office file; a dash where there is none."""
    kit.note = "three columns of links, dashes between"
    rows = []
    for n, item in enumerate(kit.items):
        found = [
            (kit.href(("path", "file", "amp")[k]), kind)
            for k, kind in enumerate(("เว็บ", "PDF", "DOCX"))
            if (n + k) % 3 or k == 1
        ]
        item.links = found
        kinds = dict((kind, href) for href, kind in found)
        cells = "".join(
            f"<td>{link(kinds[k], k) if k in kinds else '-'}</td>" for k in ("เว็บ", "PDF", "DOCX")
        )
        rows.append(f"<tr><td>O{item.number}</td><td>{item.title}</td>{cells}</tr>")
    return chrome.bootstrap(
        kit,
        f"<h2>OIT {kit.year}</h2><table><tr><th>ข้อ</th><th>ชื่อ</th><th>เว็บไซต์</th><th>PDF</th><th>Word</th></tr>{''.join(rows)}</table>",
    )


@page(
    "218-statements-between-2566",
    2566,
    "องค์การบริหารส่วนตำบลหนองหล่มเงิน",
    "www.nonglomngoen.example",
    style="path",
)
def statements(kit: Kit) -> str:
    """Many items carry only words: none, a dash, 'as in O11'."""
    kit.note = (
        "text-only items must not borrow a neighbour's link; 'ใช้ข้อมูลเดียวกับ O…' makes that link optional"
    )
    words = ["ไม่มีการดำเนินการในรอบปี", "-", "ไม่มี", "อยู่ระหว่างดำเนินการ"]
    out = []
    for n, item in enumerate(kit.items):
        shown = links(item.links, ", ")
        if n % 3 == 1:
            item.links = []
            shown = words[n % 4]
            if n % 9 == 4:
                before = kit.items[n - 1]
                shown = f"ใช้ข้อมูลเดียวกับ O{before.number}"
                kit.optional[f"O{item.number}"] = [href for href, _ in before.links]
        out.append(
            f"<tr><td>O{item.number} {item.title}</td></tr><tr><td>{shown}</td></tr>"
            if n % 2
            else f"<tr><td>O{item.number} {item.title} : {shown}</td></tr>"
        )
    return chrome.bootstrap(
        kit, f"<h2>OIT {kit.year}</h2><table class='table'>{''.join(out)}</table>", version=4
    )
