"""Running text: paragraphs, line breaks, headings and lists as editors leave them."""

from __future__ import annotations

from tests.page_makers import chrome
from tests.page_makers.evidence import monthly
from tests.page_makers.kit import Kit, link, page


@page("040-bold-paragraphs-2566", 2566, "เทศบาลตำบลแม่คำเงินยวง", "www.maekhamngoen.example", style="wp")
def bold(kit: Kit) -> str:
    """A bold paragraph names the item, the paragraphs after it are its evidence."""
    kit.note = "bold title paragraphs followed by evidence paragraphs; nil statement under O29"
    out = []
    for sub, title, items in kit.groups():
        out.append(
            f'<p style="text-align: center;"><span style="color: #ff0000;"><strong>{sub} {title}</strong></span></p>'
        )
        for item in items:
            if item.number == 29:
                item.links = []
            out.append(f"<p><strong>O{item.number} {item.title}</strong></p>")
            out += [f"<p>{link(h, t)}</p>" for h, t in item.links] or ["<p>ไม่มีเรื่องร้องเรียนในรอบ 6 เดือน</p>"]
    return chrome.wordpress(
        kit,
        f'<article><h1 class="entry-title">OIT {kit.year}</h1><div class="entry-content">{chr(10).join(out)}</div></article>',
        title=f"OIT {kit.year}",
    )


@page(
    "041-definition-list-2565",
    2565,
    "สถาบันส่งเสริมหัตถกรรมพื้นถิ่น (องค์การมหาชน)",
    "www.hatthakam.example",
    style="path",
)
def definitions(kit: Kit) -> str:
    """Titles in dt, several dd each."""
    kit.note = "definition lists, one for each sub-indicator"
    out = []
    for sub, title, items in kit.groups():
        entries = "".join(
            f"<dt>O{i.number} : {i.title}</dt>" + "".join(f"<dd>{link(h, t)}</dd>" for h, t in i.links)
            for i in items
        )
        out.append(f"<h3>ตัวชี้วัดย่อยที่ {sub} {title}</h3><dl>{entries}</dl>")
    return chrome.bootstrap(kit, f"<h1>ITA {kit.year}</h1>{''.join(out)}")


@page("042-breaks-in-a-cell-2564", 2564, "เทศบาลตำบลนาเรืองรอง", "www.narueangrong.example", style="query")
def one_cell(kit: Kit) -> str:
    """The whole list in one cell, a line break after each item."""
    kit.note = "one td, items separated by br, the link after the title on the same line"
    text = "<br>\n".join(
        f"O{i.number} {i.title} {' / '.join(link(h, 'คลิก') for h, _ in i.links)}" for i in kit.items
    )
    return chrome.tables(
        kit, f"<table><tr><td><font size='2'><b>OIT ปี {kit.year}</b><br><br>\n{text}</font></td></tr></table>"
    )


@page(
    "043-breaks-in-a-paragraph-2566",
    2566,
    "องค์การบริหารส่วนตำบลเนินสะแกงาม",
    "www.noensakae.example",
    style="drive",
)
def one_paragraph(kit: Kit) -> str:
    """One paragraph; title line, then a line for each link, blank line between items."""
    kit.note = "one p, title line then '- link' lines, empty line between items"
    blocks = [
        f"O{i.number} {i.title}<br />" + "".join(f"- {link(h, t)}<br />" for h, t in i.links)
        for i in kit.items
    ]
    return chrome.wordpress(
        kit, f"<p>การเปิดเผยข้อมูลสาธารณะ {kit.year}</p><p>{'<br />'.join(blocks)}</p>", title="OIT"
    )


@page("044-lists-nested-wrongly-2565", 2565, "เทศบาลตำบลหัวทุ่งดอกงิ้ว", "www.huathungngio.example", style="file")
def wrong_lists(kit: Kit) -> str:
    """<ul> inside <p>, <li> never closed, inner lists beside their item."""
    kit.note = "invalid nesting: p > ul, unclosed li, ul directly in ul"
    out = []
    for sub, title, items in kit.groups():
        out.append(f"<p><b>{sub} {title}</b><ul>")
        for item in items:
            inner = "".join(f"<li>{link(h, t)}" for h, t in item.links)
            out.append(
                f"<li>O{item.number} - {item.title}<ul>{inner}</ul>"
                if item.number % 2
                else f"<li>O{item.number} - {item.title}</li><ul>{inner}</ul>"
            )
        out.append("</ul></p>")
    return chrome.bootstrap(kit, f"<h3>ITA {kit.year}</h3>" + "\n".join(out), version=4)


@page("045-headings-2567", 2567, "เทศบาลตำบลบึงกาหลงเวียง", "www.buengkalong.example", style="amp")
def headings(kit: Kit) -> str:
    """h2 indicator, h3 sub-indicator, h4 item, then a sibling list."""
    kit.note = "headings with sibling lists; a note paragraph between heading and list"
    out = ["<h2>ตัวชี้วัดที่ 9 การเปิดเผยข้อมูล</h2>"]
    for sub, title, items in kit.groups():
        if sub == "10.1":
            out.append("<h2>ตัวชี้วัดที่ 10 การป้องกันการทุจริต</h2>")
        out.append(f"<h3>{sub} {title}</h3>")
        for item in items:
            entries = "".join(f"<li>{link(h, t)}</li>" for h, t in item.links)
            out.append(
                f"<h4>O{item.number} {item.title}</h4><p class='note'>ผู้รับผิดชอบ: สำนักปลัด</p><ul>{entries}</ul>"
            )
    return chrome.bootstrap(kit, "\n".join(out))


@page("046-icon-left-2566", 2566, "เทศบาลตำบลคลองใสสามสาย", "www.khlongsai.example", style="query")
def icon_left(kit: Kit) -> str:
    """On each line the linked icon stands before number and title."""
    kit.note = "link precedes the title on its line; lines separated by br"
    lines = []
    for item in kit.items:
        item.links = item.links[:1]
        lines.append(
            f'<a href="{item.href}" target="_blank"><img src="icons/download.gif" border="0"></a>&nbsp; O{item.number} {item.title}'
        )
    return chrome.tables(kit, f"<div class='content'>ITA {kit.year}<br><br>{'<br>'.join(lines)}</div>")


@page("047-monthly-files-2566", 2566, "เทศบาลตำบลสะพานหินงาม", "www.saphanhin.example", style="drive")
def months(kit: Kit) -> str:
    """Monthly files numbered 1 to 12 under one item, twice (PDF and sheet)."""
    kit.note = "O21 has 24 links whose texts begin with 1. … 12.; O16 has numbered months as well"
    kit[21].links = [*monthly(kit), *[(h, t.replace("สขร.1", "สขร.1 (Excel)")) for h, t in monthly(kit)]]
    kit[16].links = [(h, t.replace("สขร.1", "สถิติ")) for h, t in monthly(kit, count=6)]
    entries = []
    for item in kit.items:
        inner = "".join(f"<li>{link(h, t)}</li>" for h, t in item.links)
        entries.append(
            f"<li><span>O{item.number} {item.title}</span><ol style='list-style:none'>{inner}</ol></li>"
        )
    return chrome.bootstrap(
        kit, f"<h3>OIT {kit.year}</h3><ul class='tree'>{''.join(entries)}</ul>", version=4
    )


@page("048-google-sites-2566", 2566, "โรงเรียนบ้านดอนตูมหวาน", "sites.google.example", style="drive")
def google_sites(kit: Kit) -> str:
    """Very deep divs, headings and buttons in separate sections, addresses through a redirector."""
    kit.note = "google.com/url?q= wraps each address; href as written is the wrapped one"
    deep = '<div class="tyJCtd baZpAe"><div class="hJDwNd-AhqUyc-uQSCkd"><div class="jXK9ad"><div class="jXK9ad-SmKAyb">'
    end = "</div>" * 4
    out = []
    for item in kit.items:
        item.links = [
            (
                f"https://www.google.com/url?q={h.replace(':', '%3A').replace('/', '%2F').replace('?', '%3F').replace('=', '%3D')}&sa=D&sntz=1&usg=AOv{kit.rng.randrange(10**9)}",
                t,
            )
            for h, t in item.links
        ]
        buttons = "".join(
            f'<section class="yaqOZd"><div class="mYVXT"><div class="LS81yb">{deep}<div class="U26fgb L7IXhc htnAL QmpIrf" role="presentation"><a class="FKF6mc TpQm9d QmpIrf" href="{h.replace("&", "&amp;")}" target="_blank" aria-label="{t}"><div class="NsaAfc"><p>{t}</p></div></a></div>{end}</div></div></section>'
            for h, t in item.links
        )
        out.append(
            f'<section class="yaqOZd"><div class="mYVXT"><div class="LS81yb">{deep}<h2 class="zfr3Q duRjpb" dir="ltr"><span class="C9DxTc">O{item.number} </span><span class="C9DxTc">{item.title}</span></h2>{end}</div></div></section>{buttons}'
        )
    nav = "".join(
        f'<li class="VsJjtf"><a class="aJHbb" href="/view/donhwan/{p}">{t}</a></li>'
        for p, t in [
            ("home", "หน้าแรก"),
            ("about", "ข้อมูลโรงเรียน"),
            ("ita-2565", "ITA 2565"),
            ("ita-2566", "ITA 2566"),
        ]
    )
    return f'<!DOCTYPE html><html lang="th"><head><meta charset="utf-8"><title>{kit.agency} - OIT {kit.year}</title></head><body dir="ltr"><div id="atIdViewHeader"><nav><ul>{nav}</ul></nav></div><div role="main" class="UtePc"><h1>OIT {kit.year}</h1>{"".join(out)}</div><footer>รายงานการละเมิด</footer></body></html>'


@page("049-sub-numbered-evidence-2566", 2566, "เทศบาลตำบลหนองเต่าคำ", "www.nongtaokham.example", style="amp")
def sub_numbered(kit: Kit) -> str:
    """Evidence numbered 14.1, 14.2 under item 14, and lettered sub-points without links."""
    kit.note = "labels 'ข้อ 14', evidence '14.1 …'; a sub-number such as 9.3 is also a sub-indicator's"
    out = []
    for item in kit.items:
        item.links = [(href, f"{item.number}.{n} {text}") for n, (href, text) in enumerate(item.links, 1)]
        files = "".join(f"<div style='padding-left:2em'>{link(h, t)}</div>" for h, t in item.links)
        out.append(
            f"<div><b>ข้อ {item.number} {item.title}</b></div><div style='padding-left:2em'>ก) เผยแพร่แล้ว ข) ตรวจทานแล้ว</div>{files}"
        )
    return chrome.tables(kit, f"<h3>แบบตรวจ OIT ปี {kit.year}</h3>{''.join(out)}")
