"""Rarer ways once more in another dress, so that no way is known from one page only."""

from __future__ import annotations

from urllib.parse import quote

from tests.page_makers import chrome
from tests.page_makers.kit import Kit, link, links, page


@page("112-terms-are-links-2567", 2567, "เทศบาลตำบลผาเวียงโอบ", "www.phawiangop.example", style="path")
def terms(kit: Kit) -> str:
    """Definition list in Bootstrap columns: the term is the link, the definition only explains."""
    kit.note = "one dl for the whole page; dd explains in words of the next item; further files in dd"
    out = []
    for n, item in enumerate(kit.items):
        first, *more = item.links
        after = kit.items[(n + 1) % len(kit.items)].title
        out.append(
            f'<dt class="col-sm-4"><a href="{first[0]}">{item.number}. {item.title}</a></dt><dd class="col-sm-8">เผยแพร่พร้อม{after}<br>{links(more)}</dd>'
        )
    return chrome.bootstrap(kit, f'<h2>OIT {kit.year}</h2><dl class="row">{"".join(out)}</dl>')


@page(
    "113-viewer-frames-in-rows-2566", 2566, "โรงเรียนเทศบาลสี่แยกดอกรัก", "www.siyaekdokrak.example", style="old"
)
def viewers(kit: Kit) -> str:
    """A viewer frame in each row, some rows with a plain link besides."""
    kit.note = "src is a viewer's address with the file in it; written as in the page"
    rows = []
    for n, item in enumerate(kit.items):
        src = f"https://docs.google.example/viewer?embedded=true&url={quote(item.href, safe='')}"
        item.links = [(src, ""), (kit.href("file"), "ดาวน์โหลดไฟล์")] if n % 3 == 0 else [(src, "")]
        plain = links(item.links[1:])
        rows.append(
            f"<tr><td colspan='2' class='h'>O{item.number} {item.title}</td></tr><tr><td><iframe src='{src}' frameborder='0'></iframe></td><td>{plain}</td></tr>"
        )
    return chrome.tables(kit, f"<h3>OIT {kit.year}</h3><table class='viewer'>{''.join(rows)}</table>")


@page(
    "114-summary-with-badge-2566", 2566, "การประปาชุมชนเมืองจำลอง", "www.prapachamlong.example", style="drive"
)
def badges(kit: Kit) -> str:
    """<details> cards: a bare number in a badge, the name in another span, a table of files inside."""
    kit.note = "details in a grid, files in a small numbered table"
    out = []
    for item in kit.items:
        rows = "".join(
            f"<tr><td>{k}</td><td>{text}</td><td>{link(href, 'เปิด')}</td></tr>"
            for k, (href, text) in enumerate(item.links, 1)
        )
        out.append(
            f"<details class='rounded-lg'><summary class='flex'><span class='badge'>{item.number}</span><span>{item.title}</span></summary><table><tr><th>ที่</th><th>เอกสาร</th><th></th></tr>{rows}</table></details>"
        )
    return chrome.react(kit, f"<h1>OIT {kit.year}</h1><div class='grid'>{''.join(out)}</div>")


@page("115-clickable-rows-2567", 2567, "เทศบาลตำบลนาปังผาเขียว", "www.napangphakhiao.example", style="query")
def clickable(kit: Kit) -> str:
    """Table rows that open by a script reading data-href, with pointer cursor."""
    kit.note = "tr data-href; a few rows also have a plain link"
    rows = []
    for n, item in enumerate(kit.items):
        item.links = item.links[:1]
        cell = ""
        if n % 8 == 2:
            extra = (kit.href("file"), "ฉบับเต็ม")
            item.links = [*item.links, extra]
            cell = link(*extra)
        rows.append(
            f'<tr class="clickable-row" data-href="{item.href.replace("&", "&amp;")}"><td>O{item.number}</td><td>{item.title}</td><td>{cell}</td></tr>'
        )
    return chrome.bootstrap(
        kit, f'<h2>OIT {kit.year}</h2><table class="table table-hover">{"".join(rows)}</table>', version=4
    )


@page("116-own-open-function-2566", 2566, "เทศบาลตำบลฝายแก้วธารา", "www.faikaeothara.example", style="file")
def own_function(kit: Kit) -> str:
    """Links to '#' whose onclick hands the file to the site's own function."""
    kit.note = "href # with onclick=\"showPDF('…', 'title')\""
    out = "".join(
        f"<li>O{i.number} {i.title} "
        + " ".join(
            f"""<a href="#" onclick="showPDF('{h}', 'เอกสาร'); return false">{t}</a>""" for h, t in i.links
        )
        + "</li>"
        for i in kit.items
    )
    return chrome.wordpress(kit, f"<h1>OIT {kit.year}</h1><ul>{out}</ul>", title=f"OIT {kit.year}")


@page(
    "117-number-in-alt-name-below-2565",
    2565,
    "องค์การบริหารส่วนตำบลร่มโพธิ์งาม",
    "www.romphongam.example",
    style="old",
)
def alt_and_caption(kit: Kit) -> str:
    """Figures: the linked picture has the number in its alt, the caption has the name."""
    kit.note = "number in alt, name in figcaption outside the link"
    out = "".join(
        f'<figure><a href="{i.href}"><img src="pic/{kit.rng.randrange(10**5)}.jpg" alt="OIT-{i.number:02d}"></a><figcaption>{i.title}</figcaption></figure>'
        for i in kit.items
    )
    for item in kit.items:
        item.links = item.links[:1]
    return chrome.bootstrap(kit, f"<h2>ITA {kit.year}</h2><div class='gallery'>{out}</div>")


@page("118-number-in-tool-tip-2568", 2568, "เทศบาลตำบลต้นธงสวรรค์", "www.tonthongsawan.example", style="wp")
def tool_tip(kit: Kit) -> str:
    """The visible text of a link is a short name, its tool tip the number."""
    kit.note = "title='O12' on links that read only part of the name"
    out = "".join(
        f'<td><a href="{i.href}" title="O{i.number}">{i.title[:18]}&hellip;</a></td>'
        + ("</tr><tr>" if n % 4 == 3 else "")
        for n, i in enumerate(kit.items)
    )
    for item in kit.items:
        item.links = item.links[:1]
    return chrome.tables(kit, f"<h3>OIT {kit.year}</h3><table cellspacing='8'><tr>{out}</tr></table>")


@page("119-labelled-regions-2566", 2566, "สำนักงานสภาเกษตรกรเมืองสมมติ", "www.kasetsommot.example", style="amp")
def regions(kit: Kit) -> str:
    """Sections named by aria-label alone; inside only cards of documents."""
    kit.note = "section aria-label='O12 …'; no visible number or title, a picture shows it"
    out = "".join(
        f'<section aria-label="O{i.number} {i.title}"><img src="head/{n}.svg" alt=""><ul>{"".join(f"<li>{link(h, t)}</li>" for h, t in i.links)}</ul></section>'
        for n, i in enumerate(kit.items)
    )
    return chrome.react(kit, f"<h1>OIT {kit.year}</h1>{out}")


@page("123-two-picture-maps-2567", 2567, "เทศบาลตำบลหนองป่าครั่งน้อย", "www.nongpakhrang.example", style="path")
def two_maps(kit: Kit) -> str:
    """Two posters with areas; number and name in the areas' title, alt is empty."""
    kit.note = "area title attributes; two maps"
    half = len(kit.items) // 2
    out = []
    for n, items in enumerate((kit.items[:half], kit.items[half:])):
        areas = "".join(
            f"<area shape='circle' coords='{k * 30},40,14' alt='' title='O{i.number} : {i.title}' href='{i.href}' target='_blank'>"
            for k, i in enumerate(items)
        )
        out.append(f"<img src='poster{n}.png' usemap='#m{n}' alt=''><map name='m{n}'>{areas}</map>")
    for item in kit.items:
        item.links = item.links[:1]
    return chrome.bootstrap(kit, f"<h2>OIT {kit.year}</h2>{''.join(out)}", version=4)
