"""Pages of content systems: categories, articles, parts of a list, long pages with contents lists."""

from __future__ import annotations

from tests.page_makers import chrome
from tests.page_makers.kit import Kit, link, links, page

POSTS = ["รับสมัครพนักงานจ้าง ตำแหน่งคนสวน", "ขอเชิญร่วมงานประเพณียี่เป็ง", "แจ้งกำหนดชำระภาษีป้าย", "สรุปผลการแข่งขันกีฬาชุมชน"]


def post(href: str, title: str, n: int) -> str:
    return (
        f'<article id="post-{n}" class="post type-post category-ita"><a class="post-thumbnail" href="{href}"><img src="/wp-content/uploads/t{n}.jpg" alt=""></a>'
        f'<header class="entry-header"><h2 class="entry-title"><a href="{href}" rel="bookmark">{title}</a></h2><div class="entry-meta">12 มีนาคม 2567 โดย admin</div></header>'
        f'<div class="entry-summary"><p>รายละเอียดตามเอกสารแนบ&hellip;</p><a class="more-link" href="{href}">อ่านเพิ่มเติม</a></div></article>'
    )


@page("100-category-2567", 2567, "เทศบาลตำบลทาเหนือสวนดอก", "www.thanueasuandok.example", style="query")
def category(kit: Kit) -> str:
    """A category's posts, newest first: some labelled, some by title only, some about other things."""
    kit.note = "posts O35…O18 mixed with unrelated posts; the page holds the newer half only"
    kit.items = [item for item in kit.items if item.number >= 18]
    out = []
    for n, item in enumerate(reversed(kit.items)):
        item.links = [(f"https://{kit.host}/?p={2300 - n * 7}", "")]
        title = item.title if n % 4 == 2 else f"O{item.number}- {item.title}"
        out.append(post(item.href, title, 2300 - n * 7))
        if n % 5 == 3:
            out.append(post(f"https://{kit.host}/?p={4000 + n}", POSTS[n // 5], 4000 + n))
    pages = "".join(
        f'<a class="page-numbers" href="https://{kit.host}/category/ita/page/{n}/">{n}</a>' for n in (2, 3)
    )
    body = f'<h1 class="page-title">หมวดหมู่: ITA 2567</h1>{"".join(out)}<nav class="pagination"><span class="page-numbers current">1</span>{pages}</nav>'
    return chrome.wordpress(kit, body, title="ITA 2567")


@page("101-first-ten-2566", 2566, "เทศบาลตำบลเวียงพร้าวหอม", "www.wiangphraohom.example", style="file")
def first_ten(kit: Kit) -> str:
    """Only O1 to O10 stand on this page; the next sections are links to other pages."""
    kit.note = "partial list; links to further sections 9.2 … 10.2 are no evidence"
    kit.items = [item for item in kit.items if item.number <= 10]
    cells = "".join(
        f"<tr><th>O{i.number}</th><td>{i.title}<hr>{links(i.links, ' &bull; ')}</td></tr>" for i in kit.items
    )
    more = " ".join(
        f"<a href='ita66_{s.replace('.', '_')}.php'>ตัวชี้วัดย่อย {s}</a>"
        for s in ("9.2", "9.3", "9.4", "9.5", "10.1", "10.2")
    )
    return chrome.bootstrap(
        kit, f"<h2>OIT {kit.year} ข้อมูลพื้นฐาน</h2><table class='table'>{cells}</table><p>{more}</p>"
    )


@page("102-second-page-2566", 2566, "องค์การบริหารส่วนตำบลแม่สุกหลวง", "www.maesukluang.example", style="drive")
def second_page(kit: Kit) -> str:
    """Page 2 of a paged list, O11 to O18, with page numbers as links above and below."""
    kit.note = "pager links 1 2 3 4 look like numbers"
    kit.items = [item for item in kit.items if 11 <= item.number <= 18]
    pager = (
        "<div class='pager'>หน้า "
        + " ".join(f"<a href='ita.php?page={n}'>{n}</a>" for n in range(1, 5))
        + "</div>"
    )
    rows = "".join(
        f"<div class='news'><div class='head'>O{i.number} {i.title}</div><div class='body'>{links(i.links)}</div></div>"
        for i in kit.items
    )
    return chrome.tables(kit, f"<h3>OIT ปี {kit.year}</h3>{pager}{rows}{pager}")


@page("103-alerts-with-fragments-2564", 2564, "เทศบาลตำบลสะเนียนบุญ", "www.sanianbun.example")
def alerts(kit: Kit) -> str:
    """Coloured boxes '013 …' whose links lead into long pages by fragment."""
    kit.note = "zero for O from the first to the last; page.php#part is evidence, # is not"
    out = []
    for sub, title, items in kit.groups():
        out.append(f"<h4 class='text-center'>ตัวชี้วัดย่อยที่ {sub} {title}</h4>")
        for item in items:
            item.links = [
                (
                    f"p{kit.rng.randrange(100)}.php#part{kit.rng.randrange(100)}" if item.number % 6 else "#",
                    "",
                )
            ]
            out.append(
                f"<div class='alert alert-info'><a class='alert-link' href='{item.href}'>0{item.number} {item.title}</a></div>"
            )
    return chrome.bootstrap(kit, f"<h2>ITA {kit.year}</h2>{''.join(out)}", version=4)


@page("104-contents-then-sections-2566", 2566, "เทศบาลตำบลแม่ยาวงาม", "www.maeyaongam.example", style="amp")
def contents(kit: Kit) -> str:
    """A list of contents with anchors inside the page, then a section for each item."""
    kit.note = "in-page anchors are no evidence; each section ends with 'กลับด้านบน'"
    top = "".join(f"<li><a href='#item{i.number}'>O{i.number} {i.title}</a></li>" for i in kit.items)
    rest = "".join(
        f"<section id='item{i.number}'><h3>O{i.number} {i.title}</h3><p>{links(i.links)}</p><p align='right'><a href='#top'>กลับด้านบน</a></p></section>"
        for i in kit.items
    )
    return chrome.bootstrap(kit, f"<a name='top'></a><h2>OIT {kit.year}</h2><ol>{top}</ol>{rest}")


@page("105-flat-positioned-2566", 2566, "เทศบาลตำบลท่าวังตาลเดี่ยว", "thawangtandiao.example", style="drive")
def flat(kit: Kit) -> str:
    """A site builder's page: text and button blocks all siblings, in reading order."""
    kit.note = "flat siblings with generated ids; buttons say 'ดู'"
    out = []
    for n, item in enumerate(kit.items):
        out.append(
            f'<div id="comp-k{n}t" class="wixui-rich-text" data-testid="richTextElement"><p class="font_8"><span>O{item.number}. {item.title}</span></p></div>'
        )
        out += [
            f'<div id="comp-k{n}b{k}" class="wixui-button" aria-disabled="false"><a data-testid="linkElement" href="{h}" target="_blank" aria-label="ดู"><span>ดู</span></a></div>'
            for k, (h, _) in enumerate(item.links)
        ]
    return chrome.react(
        kit, f'<div data-mesh-id="inline-content">{"".join(out)}</div>', title=f"OIT {kit.year}"
    )


@page("106-other-parts-after-the-list-2567", 2567, "เทศบาลเมืองล้อมแรดศรี", "www.lomraetsi.example", style="wp")
def tail(kit: Kit) -> str:
    """Before and after the list: IIT and EIT forms, results, handbook, calendar."""
    kit.note = "surveys, results and handbook belong to no item, not to the last one"
    before = "<p><a href='https://itas.nacc.example/eit/k3x'>แบบวัด EIT (สแกน QR Code)</a> <a href='https://itas.nacc.example/iit/p8'>แบบวัด IIT</a></p><p><a href='files/handbook.pdf'>รายละเอียดการประเมิน ITA 2567 (O1-O35)</a></p>"
    after = "<h3>ผลการประเมิน ITA ย้อนหลัง</h3><ul><li><a href='files/score66.pdf'>ผลคะแนน ITA ปี 2566</a></li><li><a href='files/score65.pdf'>ผลคะแนน ITA ปี 2565</a></li></ul><h3>ปฏิทินการประเมิน</h3><p><a href='files/calendar.pdf'>ปฏิทิน</a></p>"
    cards = "".join(
        f"<div class='card mb-2'><div class='card-body'><strong>O{i.number}</strong> {i.title}<div>{links(i.links, ' ')}</div></div></div>"
        for i in kit.items
    )
    return chrome.bootstrap(kit, f"<h1>ITA {kit.year}</h1>{before}<div id='oit'>{cards}</div>{after}")


@page(
    "107-item-page-with-side-list-2566",
    2566,
    "เทศบาลตำบลแจ้ซ้อนเหนือสุด",
    "www.chaesonnuea.example",
    style="path",
)
def item_page(kit: Kit) -> str:
    """The page of one item: its documents in the middle, the whole list at the side."""
    kit.note = "documents in the middle are O14's; the side list links every item's page"
    documents = kit[14].links = [
        (kit.href("file"), name) for name in ("คู่มืองานทะเบียนราษฎร", "คู่มืองานก่อสร้าง", "คู่มืองานแผนและงบประมาณ")
    ]
    side = []
    for item in kit.items:
        own = (kit.href(), "")
        side.append(
            f'<a class="list-group-item{" active" if item.number == 14 else ""}" href="{own[0]}">O{item.number} {item.title}</a>'
        )
        item.links = [own, *(documents if item.number == 14 else [])]
    main = f"<h2>O14 {kit[14].title}</h2><ul>{''.join(f'<li>{link(h, t)}</li>' for h, t in documents)}</ul>"
    body = f'<div class="row"><div class="col-3"><h5>OIT {kit.year}</h5><div class="list-group">{"".join(side)}</div></div><div class="col-9">{main}</div></div>'
    return chrome.bootstrap(kit, body, title="O14")


@page(
    "108-college-collection-2569",
    2569,
    "วิทยาลัยการอาชีพผาเมืองทอง",
    "www.phamueangthong.example",
    style="drive",
    scheme="vec",
)
def college(kit: Kit) -> str:
    """Material list of a vocational college, its own 23 items."""
    kit.note = "vocational list; icon ligatures ('folder') as text"
    entries = "".join(
        f'<li class="collection-item avatar"><i class="material-icons circle">folder</i><span class="title">O{i.number}</span><p>{i.title}<br><small>งานบริหารทั่วไป</small></p>'
        + "".join(
            f'<a href="{h}" class="secondary-content"><i class="material-icons">grade</i></a>'
            for h, _ in i.links
        )
        + "</li>"
        for i in kit.items
    )
    return chrome.react(
        kit, f'<h4>ITA {kit.year}</h4><ul class="collection">{entries}</ul>', title=f"ITA {kit.year}"
    )


@page(
    "109-national-list-2569", 2569, "องค์การสวนพฤกษศิลป์ (องค์การมหาชน)", "www.phrueksasin.example", style="file"
)
def national(kit: Kit) -> str:
    """Numbered tabs at the left, panes at the right: number and documents are far apart."""
    kit.note = "tab bar 'O1' … 'O26' with in-page targets; panes repeat the title, not the number"
    bar = "".join(
        f'<button class="nav-link" data-bs-target="#p{i.number}" role="tab">O{i.number}</button>'
        for i in kit.items
    )
    panes = "".join(
        f'<div class="tab-pane" id="p{i.number}" role="tabpanel"><h5>{i.title}</h5>{links(i.links)}</div>'
        for i in kit.items
    )
    return chrome.bootstrap(
        kit,
        f'<h2>OIT {kit.year}</h2><div class="d-flex"><div class="nav flex-column" role="tablist">{bar}</div><div class="tab-content">{panes}</div></div>',
    )


@page("110-several-hands-2566", 2566, "เทศบาลตำบลบ้านธิหลวง", "www.banthiluang.example", style="file")
def mixed(kit: Kit) -> str:
    """Each section was made by another person: table, paragraphs, list, boxes, one text block."""
    kit.note = "a different markup and label in each sub-indicator of one page"

    def rows(items):
        return (
            "<table>"
            + "".join(
                f"<tr><td>{i.number}</td><td>{i.title}</td><td>{links(i.links)}</td></tr>" for i in items
            )
            + "</table>"
        )

    def paragraphs(items):
        return "".join(
            f"<p><b>O{i.number} : {i.title}</b></p>" + "".join(f"<p>{link(h, t)}</p>" for h, t in i.links)
            for i in items
        )

    def bullets(items):
        return (
            "<ul>" + "".join(f"<li>ข้อ {i.number}. {i.title} {links(i.links, ' ')}" for i in items) + "</ul>"
        )

    def boxes(items):
        return "".join(
            f"<div class='box'><span>0{i.number}</span><h4>{i.title}</h4>{links(i.links, ' ')}</div>"
            for i in items
        )

    def block(items):
        return "<p>" + "<br>".join(f"o{i.number} {i.title} {links(i.links, ', ')}" for i in items) + "</p>"

    ways = [rows, paragraphs, bullets, boxes, block]
    out = "".join(
        f"<h3>{sub} {title}</h3>{ways[n % 5](items)}" for n, (sub, title, items) in enumerate(kit.groups())
    )
    return chrome.wordpress(kit, f"<h1>OIT {kit.year}</h1>{out}", title=f"OIT {kit.year}")
