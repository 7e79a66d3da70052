"""What content systems and component libraries put around the same list."""

from __future__ import annotations

from tests.page_makers import chrome
from tests.page_makers.kit import Kit, link, links, page


@page("200-gutenberg-files-2567", 2567, "เทศบาลตำบลแม่แจ่มฟ้าหลวงใน", "www.maechaemnai.example", style="wp")
def gutenberg(kit: Kit) -> str:
    """Block editor: heading blocks, file blocks whose name and download button share an address."""
    kit.note = "each file has two links with one address; every fourth item uses a button block"
    out = []
    for n, item in enumerate(kit.items):
        out.append(f'<h3 class="wp-block-heading" id="h-o{n}">O{item.number} {item.title}</h3>')
        for k, (href, text) in enumerate(item.links):
            if n % 4 == 1:
                out.append(
                    f'<div class="wp-block-buttons is-layout-flex"><div class="wp-block-button"><a class="wp-block-button__link" href="{href}">{text}</a></div></div>'
                )
            else:
                out.append(
                    f'<div class="wp-block-file"><a id="wp-block-file--media-{n}-{k}" href="{href}">{text}</a><a href="{href}" class="wp-block-file__button" download>ดาวน์โหลด</a></div>'
                )
        out.append('<div style="height:20px" aria-hidden="true" class="wp-block-spacer"></div>')
    return chrome.wordpress(
        kit,
        f'<h1 class="entry-title">OIT {kit.year}</h1><div class="entry-content">{"".join(out)}</div>',
        title=f"OIT {kit.year}",
    )


@page("201-page-builder-panels-2566", 2566, "เทศบาลเมืองแสนทองดอย", "www.saenthongdoi.example", style="wp")
def panels(kit: Kit) -> str:
    """Accordion of a page builder: each panel's title is an anchor into the page itself."""
    kit.note = (
        "panel titles link to #1590…; sub-indicator tabs above; text-only panels say nothing was received"
    )
    tabs = "".join(
        f'<li class="vc_tta-tab"><a href="#t{n}"><span class="vc_tta-title-text">{sub}</span></a></li>'
        for n, (sub, _, _) in enumerate(kit.groups())
    )
    out = []
    for n, item in enumerate(kit.items):
        if item.number in (29, 33):
            item.links = []
        body = (
            "".join(f"<p>{link(h, t)}</p>" for h, t in item.links)
            or "<p>ในรอบ 6 เดือนไม่มีผู้ร้องเรียนและไม่มีการรับของขวัญ</p>"
        )
        out.append(
            f'<div class="vc_tta-panel" id="{1590 + n}"><div class="vc_tta-panel-heading"><h4 class="vc_tta-panel-title"><a href="#{1590 + n}" data-vc-accordion=""><span class="vc_tta-title-text">O{item.number} {item.title}</span><i class="vc_tta-controls-icon"></i></a></h4></div>'
            f'<div class="vc_tta-panel-body"><div class="wpb_text_column"><div class="wpb_wrapper">{body}</div></div></div></div>'
        )
    return chrome.wordpress(
        kit,
        f'<h1>ITA {kit.year}</h1><ul class="vc_tta-tabs-list">{tabs}</ul><div class="vc_tta-panels">{"".join(out)}</div>',
        title=f"ITA {kit.year}",
    )


@page(
    "202-article-table-with-hits-2565",
    2565,
    "องค์การบริหารส่วนตำบลบ้านเหล่าก้างปลา",
    "www.banlaokangpla.example",
    style="path",
)
def hits(kit: Kit) -> str:
    """Joomla's list of articles: title link, author, number of hits; ten pages of links below."""
    kit.note = "hits are bare numbers between 1 and 43; title links only"
    rows = "".join(
        f'<tr class="cat-list-row{n % 2}"><td headers="categorylist_header_title" class="list-title"><a href="{i.href}">O{i.number} {i.title}</a></td><td headers="categorylist_header_author">เขียนโดย ผู้ดูแล</td><td headers="categorylist_header_hits"><span class="badge badge-info">{(n * 7) % 43 + 1}</span></td></tr>'
        for n, i in enumerate(kit.items)
    )
    for item in kit.items:
        item.links = item.links[:1]
    head = "<tr><th><a href=\"#\" onclick=\"Joomla.tableOrdering('a.title','asc','');return false;\">ชื่อ</a></th><th>ผู้เขียน</th><th>ฮิต</th></tr>"
    pager = "".join(f'<li><a class="pagenav" href="/ita?start={n * 10}">{n}</a></li>' for n in range(2, 9))
    return chrome.bootstrap(
        kit,
        f'<h2>ITA {kit.year}</h2><table class="category table"><thead>{head}</thead><tbody>{rows}</tbody></table><ul class="pagination">{pager}</ul>',
        version=4,
    )


@page("203-drupal-rows-2568", 2568, "สำนักงานทรัพยากรเมืองสมมุติ", "www.sapsommut.example", style="file")
def drupal(kit: Kit) -> str:
    """Views rows: title field, body field with the requirement, file field with name and size."""
    kit.note = "file links preceded by an icon, followed by sizes such as (12.4 MB)"
    out = []
    for n, item in enumerate(kit.items):
        files = "".join(
            f'<div class="field__item"><span class="file file--mime-application-pdf"><a href="{h}" type="application/pdf">{t}.pdf</a></span> <span>({n % 40 + 1}.{n % 9} MB)</span></div>'
            for h, t in item.links
        )
        out.append(
            f'<div class="views-row"><div class="views-field views-field-title"><span class="field-content">O{item.number} : {item.title}</span></div><div class="views-field views-field-body"><div class="field-content"><p>ต้องเผยแพร่บนเว็บไซต์หลัก</p></div></div><div class="views-field views-field-field-files"><div class="field-content">{files}</div></div></div>'
        )
    return chrome.react(kit, f'<div class="view-content">{"".join(out)}</div>', title=f"OIT {kit.year}")


@page("204-blog-post-2566", 2566, "โรงเรียนวัดดอยคำหลวง", "watdoikham.blog.example", style="drive")
def blog(kit: Kit) -> str:
    """A blog post: nested spans and b, separate divs for each line, images between."""
    kit.note = "div dir=ltr, each line a div, spans styled by hand; label and title in different spans"
    out = []
    for n, item in enumerate(kit.items):
        out.append(
            f'<div style="text-align: left;"><b><span style="color: #2b00fe;"><span style="font-size: medium;">O{item.number}</span></span></b><span style="font-family: sarabun;"><b> {item.title}</b></span></div>'
        )
        out += [
            f'<div><span style="font-size: small;">&nbsp; &nbsp; &nbsp;<a href="{h}" target="_blank">{t}</a></span></div>'
            for h, t in item.links
        ]
        if n % 10 == 6:
            out.append(
                '<div class="separator"><a href="https://blogger.example/img/b.jpg" imageanchor="1"><img src="https://blogger.example/img/s.jpg" /></a></div><div><br /></div>'
            )
            item.links = [*item.links]
            kit.optional.setdefault(f"O{item.number}", []).append("https://blogger.example/img/b.jpg")
    labels = "".join(
        f'<a href="/search/label/{t}" rel="tag">{t}</a>, ' for t in ("ITA", "ข่าวประชาสัมพันธ์", "จัดซื้อจัดจ้าง")
    )
    return f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>ITA {kit.year}: {kit.agency}</title></head><body><div class="post hentry"><h3 class="post-title"><a href="/2023/03/ita.html">OIT ปี {kit.year}</a></h3><div class="post-body"><div dir="ltr" trbidi="on">{"".join(out)}</div></div><div class="post-footer">ป้ายกำกับ: {labels}</div></div><div class="sidebar"><h2>คลังบทความ</h2><ul><li><a href="/2022/">2565 (12)</a></li><li><a href="/2023/">2566 (31)</a></li></ul></div></body></html>'


@page("205-numbered-icons-2567", 2567, "เทศบาลตำบลเวียงป่าเหมืองใต้", "www.wiangpamueang.example", style="amp")
def icon_names(kit: Kit) -> str:
    """Collapsible list whose icon ligatures are digits in words and figures."""
    kit.note = "icons filter_1, looks_two, exposure_plus_1 are not labels"
    icons = ["filter_1", "looks_two", "looks_3", "filter_9_plus", "exposure_plus_1", "looks_5"]
    entries = "".join(
        f'<li><div class="collapsible-header"><i class="material-icons">{icons[n % 6]}</i>O{i.number} {i.title}<i class="material-icons right">expand_more</i></div><div class="collapsible-body"><span>{links(i.links, "<br>")}</span></div></li>'
        for n, i in enumerate(kit.items)
    )
    return chrome.bootstrap(kit, f'<h4>ITA {kit.year}</h4><ul class="collapsible">{entries}</ul>')


@page(
    "206-twice-for-small-screens-2568",
    2568,
    "เทศบาลนครสองแควน้ำใส",
    "www.songkhwaenamsai.example",
    style="query",
)
def twice(kit: Kit) -> str:
    """The list stands twice: a table for wide screens, cards for narrow ones."""
    kit.note = "same addresses in both; the cards shorten the titles"
    rows = "".join(
        f"<tr><td>O{i.number}</td><td>{i.title}</td><td>{links(i.links)}</td></tr>" for i in kit.items
    )
    cards = "".join(
        f'<div class="card"><div class="card-header">O{i.number}</div><div class="card-body"><p>{i.title[:14]}…</p>{links(i.links, " ")}</div></div>'
        for i in kit.items
    )
    return chrome.bootstrap(
        kit,
        f'<h2>OIT {kit.year}</h2><div class="d-none d-md-block"><table class="table">{rows}</table></div><div class="d-md-none">{cards}</div>',
    )


@page(
    "207-component-attributes-2569",
    2569,
    "องค์การสื่อสร้างสรรค์ชุมชน (องค์การมหาชน)",
    "www.suesangsan.example",
    style="path",
)
def components(kit: Kit) -> str:
    """Vue output: hashed attributes, empty comments, number from a data attribute shown by CSS."""
    kit.note = "the number is in data-code only (CSS shows it); <!----> between nodes"
    v = "data-v-7ba5bd90"
    out = "".join(
        f'<li {v}="" class="oit-row" data-code="O{i.number}"><!----><span {v}="" class="oit-name">{i.title}</span><!----><span {v}="" class="oit-links">'
        + "".join(
            f'<a {v}="" href="{h}" class="v-btn"><span class="v-btn__content">เปิด<!----></span></a><!---->'
            for h, _ in i.links
        )
        + "</span></li>"
        for i in kit.items
    )
    return chrome.react(
        kit, f'<div {v}="" class="v-application"><h1 {v}="">OIT {kit.year}</h1><ul {v}="">{out}</ul></div>'
    )


@page("208-data-table-2566", 2566, "องค์การบริหารส่วนตำบลไผ่ล้อมดาว", "www.phailomdao.example", style="file")
def data_table(kit: Kit) -> str:
    """Sortable table with state, owner, count of downloads, dates and notes that point elsewhere."""
    kit.note = "note column says 'ดู O5', owner column has links to staff pages (decoys: one address for all)"
    rows = []
    for n, item in enumerate(kit.items):
        see = f"ดู O{(item.number + 4) % 43 + 1}" if n % 6 == 2 else ""
        files = "".join(
            f'<a href="{h}" class="btn btn-xs"><i class="fa fa-download"></i> {t}</a> <small>({n * 3 + k})</small>'
            for k, (h, t) in enumerate(item.links)
        )
        rows.append(
            f'<tr role="row" class="{"odd" if n % 2 else "even"}"><td data-order="{item.number}">O{item.number}</td><td>{item.title}</td><td><span class="label label-success">เผยแพร่</span></td><td>{files}</td><td>{n % 28 + 1}/12/2565</td><td>{see}</td></tr>'
        )
    head = (
        "<tr><th>ข้อ</th><th>รายการ</th><th>สถานะ</th><th>เอกสาร (ครั้ง)</th><th>วันที่</th><th>หมายเหตุ</th></tr>"
    )
    foot = '<div class="dataTables_paginate"><a href="#" class="paginate_button">ก่อนหน้า</a><a href="#" class="paginate_button current">1</a></div>'
    return chrome.bootstrap(
        kit,
        f'<h2>OIT {kit.year}</h2><table id="dt" class="table dataTable"><thead>{head}</thead><tbody>{"".join(rows)}</tbody></table>{foot}',
        version=4,
    )
