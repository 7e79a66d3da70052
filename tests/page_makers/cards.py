"""Cards, tiles, accordions and other boxes of today's frameworks."""

from __future__ import annotations

from tests.page_makers import chrome
from tests.page_makers.kit import Kit, link, links, page


@page("020-accordion-restart-2567", 2567, "เทศบาลตำบลป่าก่อดำน้อย", "www.pakodamnoi.example", style="wp")
def accordion_restart(kit: Kit) -> str:
    """Numbers begin again at 1 in each panel: only the titles tell the item."""
    kit.note = "numbers restart in every accordion panel"
    panels = []
    for n, (sub, title, items) in enumerate(kit.groups(), 1):
        entries = "".join(
            f"<li class='list-group-item'><p>{k}. {item.title}</p>{links(item.links, ' ', class_='badge bg-info')}</li>"
            for k, item in enumerate(items, 1)
        )
        panels.append(
            f'<div class="accordion-item"><h2 class="accordion-header"><button class="accordion-button collapsed" data-bs-toggle="collapse" data-bs-target="#c{n}">ตัวชี้วัดย่อยที่ {sub} {title}</button></h2>'
            f'<div id="c{n}" class="accordion-collapse collapse"><div class="accordion-body"><ul class="list-group">{entries}</ul></div></div></div>'
        )
    return chrome.bootstrap(kit, f'<h1>ITA {kit.year}</h1><div class="accordion">{"".join(panels)}</div>')


@page("021-cards-badge-2566", 2566, "เทศบาลตำบลลำน้ำเพชรใส", "www.lamnamphet.example", style="query")
def cards(kit: Kit) -> str:
    """Bootstrap cards with a number badge in the header and one button for each document."""
    kit.note = "badge holds a bare number; counters '3 ไฟล์' look like numbers"
    out = []
    for item in kit.items:
        buttons = "\n".join(
            f'<a href="{href}" class="btn btn-outline-primary btn-sm">{text}</a>' for href, text in item.links
        )
        out.append(
            f'<div class="col-md-4"><div class="card h-100">\n<div class="card-header d-flex"><span class="badge rounded-pill bg-success">{item.number}</span>'
            f'<span class="ms-auto small">{len(item.links)} ไฟล์</span></div>\n<div class="card-body"><h5 class="card-title">{item.title}</h5>'
            f'<p class="card-text text-muted">ปรับปรุงเมื่อ {item.number % 28 + 1} มี.ค. 2566</p></div>\n<div class="card-footer">{buttons}</div></div></div>'
        )
    return chrome.bootstrap(kit, f'<h2>OIT {kit.year}</h2><div class="row g-3">{"".join(out)}</div>')


@page("022-react-divs-2568", 2568, "องค์การบริหารส่วนจังหวัดเวียงสวรรค์", "www.wiangsawan.example", style="drive")
def react_divs(kit: Kit) -> str:
    """One line of nested divs; number, name and documents in sibling divs."""
    kit.note = "one-line React markup, 'O' and number in separate spans"
    out = []
    for sub, title, items in kit.groups():
        inner = "".join(
            '<div class="rounded-xl border p-4"><div class="flex gap-3"><div class="h-10 w-10 rounded-full"><span>O</span>'
            f'<span>{i.number}</span></div><div class="flex-1"><div class="font-semibold">{i.title}</div>'
            f'<div class="text-xs">{kit.agency}</div></div></div><div class="mt-3 space-y-1">'
            + "".join(
                f'<div><a class="underline" href="{h}" target="_blank" rel="noreferrer">{t}</a></div>'
                for h, t in i.links
            )
            + "</div></div>"
            for i in items
        )
        out.append(
            f'<section><div class="text-lg">{sub} {title}</div><div class="grid gap-4">{inner}</div></section>'
        )
    return chrome.react(
        kit, f'<h1 class="text-3xl">ITA {kit.year}</h1>{"".join(out)}', title=f"ITA {kit.year}"
    )


@page("023-aria-label-2567", 2567, "เทศบาลนครรุ่งอรุณ", "www.rungarunnakhon.example", style="path")
def aria(kit: Kit) -> str:
    """Tiles whose visible text is one word; number and name stand in aria-label."""
    kit.note = "the visible text of every link is 'เปิด'; aria-label has number and name"
    tiles = "".join(
        "".join(
            f'<li class="tile"><a href="{href}" aria-label="O{i.number} {i.title}"><svg aria-hidden="true" width="24" height="24"></svg><span>เปิด</span></a></li>'
            for href, _ in i.links
        )
        for i in kit.items
    )
    return chrome.react(
        kit, f'<h1>ศูนย์ข้อมูล OIT ปี {kit.year}</h1><ul class="tiles grid grid-cols-6">{tiles}</ul>'
    )


@page("024-image-alt-2566", 2566, "เทศบาลตำบลเกาะแก้วฟ้าใส", "www.kohkaeofasai.example", style="query")
def image_alt(kit: Kit) -> str:
    """Button images in a grid; the item stands in their alt text."""
    kit.note = "links are images with alt 'O5 …'; every file is called btn_xx.png"
    cells = []
    for item in kit.items:
        item.links = item.links[:1]
        cells.append(
            f'<div class="col-6 col-md-3"><a href="{item.href}"><img class="img-fluid" src="images/btn_{kit.rng.randrange(900)}.png" alt="O{item.number} {item.title}"></a></div>'
        )
    return chrome.bootstrap(
        kit, f'<div class="row">{"".join(cells)}</div>', title=f"OIT {kit.year}", version=4
    )


@page("025-banner-files-2566", 2566, "เทศบาลตำบลหนองแสงทองใต้", "www.nongsaengtai.example", style="query")
def banners(kit: Kit) -> str:
    """Banners without alt: only their file names (o16.jpg) carry the number."""
    kit.numbers = False
    kit.note = "the number is in the banner's picture only; the file names give it"
    out = []
    for item in kit.items:
        item.links = item.links[:1]
        out.append(
            f'<div class="banner"><a href="{item.href}"><img src="images/ita2566/o{item.number}.jpg" width="320" border="0"></a></div>'
        )
    return chrome.bootstrap(kit, f"<h1>การเปิดเผยข้อมูลสาธารณะ (OIT) {kit.year}</h1>{''.join(out)}", version=4)


@page("026-card-is-link-2566", 2566, "เทศบาลตำบลศรีวิลัยพัฒนาราม", "www.siwilairam.example", style="path")
def card_is_link(kit: Kit) -> str:
    """The link wraps the whole card: number, title, description, date."""
    kit.note = "block link around headings and paragraphs; the description names another item"
    out = []
    for n, item in enumerate(kit.items):
        item.links = item.links[:1]
        other = kit.items[(n + 7) % len(kit.items)].title
        out.append(
            f'<a class="card-link" href="{item.href}"><div class="card"><div class="no">{item.number:02d}</div><h3>{item.title}</h3>'
            f"<p>ดูประกอบกับ{other} ของหน่วยงาน</p><small>12/01/2566</small></div></a>"
        )
    return chrome.bootstrap(kit, f'<h1>OIT {kit.year}</h1><div class="cards">{"".join(out)}</div>')


@page("027-details-2568", 2568, "เทศบาลตำบลช่องลมเย็น", "www.chonglomyen.example", style="wp")
def details(kit: Kit) -> str:
    """One <details> for each item, links in it; the sections are <details> too."""
    kit.note = "details in details; summary of a section gives a range"
    out = []
    for sub, title, items in kit.groups():
        inner = "\n".join(
            f"<details><summary>O{i.number}. {i.title}</summary><ul>{''.join(f'<li>{link(h, t)}</li>' for h, t in i.links)}</ul></details>"
            for i in items
        )
        out.append(
            f"<details open><summary><strong>{sub} {title} (O{items[0].number}–O{items[-1].number})</strong></summary>\n{inner}\n</details>"
        )
    return chrome.wordpress(kit, f"<h1>ITA ปีงบประมาณ {kit.year}</h1>{''.join(out)}", title=f"ITA {kit.year}")


@page("028-elementor-toggle-2568", 2568, "เทศบาลเมืองสายธารทิพย์", "www.saitharnthip.example", style="wp")
def elementor(kit: Kit) -> str:
    """Elementor toggles: the title's own link has no href, the content follows in a sibling."""
    kit.note = "toggle titles are links without address; content in role=region siblings"
    out = []
    for n, item in enumerate(kit.items):
        ident = 2140 + n
        content = "".join(f"<p>{link(h, t, target='_blank', rel='noopener')}</p>" for h, t in item.links)
        out.append(
            f'<div class="elementor-toggle-item"><div id="elementor-tab-title-{ident}" class="elementor-tab-title" data-tab="{n + 1}" role="button" aria-controls="elementor-tab-content-{ident}">'
            '<span class="elementor-toggle-icon" aria-hidden="true"><i class="fas fa-caret-right"></i></span>'
            f'<a class="elementor-toggle-title" tabindex="0">O{item.number} {item.title}</a></div>'
            f'<div id="elementor-tab-content-{ident}" class="elementor-tab-content elementor-clearfix" data-tab="{n + 1}" role="region">{content}</div></div>'
        )
    body = f'<div class="elementor elementor-1193"><section class="elementor-section"><div class="elementor-widget-container"><h2 class="elementor-heading-title">OIT {kit.year}</h2></div></section><div class="elementor-toggle">{"".join(out)}</div></div>'
    return chrome.wordpress(kit, body, title=f"OIT {kit.year}")


@page("029-data-href-2568", 2568, "เทศบาลตำบลห้วยข้าวก่ำหอม", "www.huaikhaokam.example", style="file")
def data_href(kit: Kit) -> str:
    """Buttons carry the address in data-href; a script opens it."""
    kit.note = "button data-href instead of links"
    rows = "".join(
        f'<div class="row-item"><span class="code">O{i.number}</span><span class="name">{i.title}</span>'
        + "".join(
            f'<button type="button" class="open" data-href="{h}">เปิดเอกสาร</button>' for h, _ in i.links
        )
        + "</div>"
        for i in kit.items
    )
    return chrome.bootstrap(kit, f"<h1>OIT {kit.year}</h1>{rows}<script src='js/open.js'></script>")


@page("030-image-map-2566", 2566, "องค์การบริหารส่วนตำบลพนาสณฑ์", "www.phanason.example", style="old")
def image_map(kit: Kit) -> str:
    """One picture of the whole list with an area for each item."""
    kit.note = "area map, items in alt; one area without address"
    areas = []
    for n, item in enumerate(kit.items):
        item.links = item.links[:1] if item.number != 18 else [("#", "")]
        areas.append(
            f'<area shape="rect" coords="20,{n * 24},480,{n * 24 + 22}" href="{item.href}" alt="O{item.number} {item.title}">'
        )
    body = f'<p>คลิกที่หัวข้อในภาพ</p><img src="images/oit-2566.png" usemap="#oit" alt="OIT 2566"><map name="oit">{"".join(areas)}</map>'
    return chrome.tables(kit, body)
