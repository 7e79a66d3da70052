"""Several fiscal years on one page; only the asked one counts."""

from __future__ import annotations

from tests.page_makers import chrome
from tests.page_makers.evidence import fill
from tests.page_makers.kit import Item, Kit, link, links, page


def other_year(kit: Kit, year: int) -> list[Item]:
    """Items of another year's list on the same site."""
    other = Kit(f"{kit.slug}-{year}", year, "oit", kit.agency, kit.host, kit.style)
    fill(other, several=0.2)
    return other.items


def entries(items: list[Item]) -> str:
    return "".join(f"<li><span>O{i.number} {i.title}</span> {links(i.links, ' ')}</li>" for i in items)


@page("080-year-tabs-2566", 2566, "เทศบาลตำบลปากน้ำเงินสอง", "www.paknamngoen.example", style="file")
def tabs(kit: Kit) -> str:
    """Tabs for three years, each with its own list and numbering."""
    kit.note = "tab panes of 2565, 2566, 2567; the tab names are in the links of the tab bar"
    lists = {2565: other_year(kit, 2565), 2566: kit.items, 2567: other_year(kit, 2567)}
    bar = "".join(
        f'<li class="nav-item"><a class="nav-link" data-toggle="tab" href="#y{y}">ปี {y}</a></li>'
        for y in lists
    )
    panes = "".join(
        f'<div class="tab-pane" id="y{y}" role="tabpanel"><ul>{entries(items)}</ul></div>'
        for y, items in lists.items()
    )
    return chrome.bootstrap(
        kit,
        f'<h2>ITA</h2><ul class="nav nav-tabs">{bar}</ul><div class="tab-content">{panes}</div>',
        version=4,
        title="ITA",
    )


@page("081-year-headings-2568", 2568, "เทศบาลตำบลภูเขียวน้อยใหม่", "www.phukhiaonoi.example", style="drive")
def newest_first(kit: Kit) -> str:
    """Two lists one under the other, newest first, each under a heading with its year."""
    kit.note = "h2 'ปีงบประมาณ 2568' then h2 'ปีงบประมาณ 2567'"
    older = other_year(kit, 2567)
    out = []
    for year, items in ((2568, kit.items), (2567, older)):
        rows = "".join(
            f"<tr><td>O{i.number}</td><td>{i.title}</td><td>{links(i.links)}</td></tr>" for i in items
        )
        out.append(f"<h2>การเปิดเผยข้อมูลสาธารณะ ปีงบประมาณ {year}</h2><table class='table'>{rows}</table>")
    return chrome.bootstrap(kit, "".join(out), title="ITA")


@page(
    "082-common-era-headings-2566", 2566, "เทศบาลตำบลสันทรายมูลทอง", "www.sansaimunthong.example", style="query"
)
def common_era(kit: Kit) -> str:
    """Lists headed ITA 2022 and ITA 2023, as menus of some sites name them."""
    kit.note = "years in CE: ITA 2022 is FY2565, ITA 2023 is FY2566"
    older = other_year(kit, 2565)
    body = f"<h3>ITA 2022</h3><ul>{entries(older)}</ul><h3>ITA 2023</h3><ul>{entries(kit.items)}</ul>"
    return chrome.bootstrap(kit, body, title="ITA", version=4)


@page(
    "083-past-years-in-the-side-2567",
    2567,
    "องค์การบริหารส่วนตำบลดอยเวียงแก้ว",
    "www.doiwiangkaeo.example",
    style="wp",
)
def side_years(kit: Kit) -> str:
    """A side column of past years, evidence named by past years, a slug of another year."""
    kit.note = "sidebar with ITA 2563 … 2568; files under /ita-2566/; evidence texts name 2565, 2566, 2567"
    for n, item in enumerate(kit.items):
        item.links = [
            (f"https://{kit.host}/ita-2566/{h.rsplit('/', 1)[-1]}", f"{t} ({2565 + n % 3})")
            for h, t in item.links
        ]
    body = "".join(f"<h4>O{i.number}) {i.title}</h4><p>{links(i.links)}</p>" for i in kit.items)
    return chrome.wordpress(kit, f"<h1>OIT 2567</h1>{body}", title="OIT 2567")


@page("084-year-columns-2566", 2566, "เทศบาลตำบลวังเหนือพนมเปา", "www.wangnuea.example", style="amp")
def year_columns(kit: Kit) -> str:
    """One row for each item, a column of links for each year."""
    kit.note = "columns 2565, 2566, 2567: gold is the asked year's column, the others are optional"
    rows = []
    for item in kit.items:
        item.links = item.links[:1]
        before, after = kit.href(), kit.href()
        kit.optional[f"O{item.number}"] = [before, after]
        cells = "".join(f"<td>{link(href, 'ดู')}</td>" for href in (before, item.href, after))
        rows.append(f"<tr><td>O{item.number}</td><td>{item.title}</td>{cells}</tr>")
    head = "<tr><th>ข้อ</th><th>รายการ</th><th>ปี 2565</th><th>ปี 2566</th><th>ปี 2567</th></tr>"
    return chrome.bootstrap(
        kit, f"<h2>ITA</h2><table class='table'>{head}{''.join(rows)}</table>", title="ITA"
    )
