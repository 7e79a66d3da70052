"""How numbers are printed, misprinted or left out."""

from __future__ import annotations

from tests.page_makers import chrome
from tests.page_makers.kit import Kit, link, links, page

THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
ZOO = [
    lambda n, t: f"O{n} {t}",
    lambda n, t: f"O-{n} {t}",
    lambda n, t: f"o {n} {t}",
    lambda n, t: f"OIT{n} {t}",
    lambda n, t: f"ข้อ {n} {t}",
    lambda n, t: f"0{n} {t}",
    lambda n, t: f"๐{n} {t}".translate(THAI),
    lambda n, t: f"O{n} {t}".translate(THAI),
    lambda n, t: f"{n}O{n} {t}",
    lambda n, t: f"O{n}{t}",
    lambda n, t: f"O.{n}) {t}",
]


@page("050-label-zoo-2566", 2566, "เทศบาลตำบลตลาดเก้าไร่", "www.talatkaorai.example", style="amp")
def zoo(kit: Kit) -> str:
    """Every entry of the list is numbered in another way, as several typists do."""
    kit.note = "eleven spellings of the label on one page"
    entries = "\n".join(
        f'<div class="list-item">{ZOO[n % len(ZOO)](i.number, i.title)}<span class="float-right">{links(i.links, " | ")}</span></div>'
        for n, i in enumerate(kit.items)
    )
    return chrome.bootstrap(kit, f"<h3>ITA {kit.year}</h3>{entries}", version=4)


@page("051-thai-digits-zero-2566", 2566, "องค์การบริหารส่วนตำบลบ่อน้ำร้อนแดง", "www.bonamrondaeng.example")
def thai_digits(kit: Kit) -> str:
    """Thai zero for O and Thai digits throughout, section ranges too."""
    kit.note = "labels ๐๑ … ๐๔๓, section headings '๙.๑ … (๐๑ - ๐๑๐)'"
    out = []
    for sub, title, items in kit.groups():
        heading = f"{sub} {title} (๐{items[0].number} - ๐{items[-1].number})".translate(THAI)
        out.append(f"<h5>{heading}</h5>")
        for item in items:
            item.links = [(href, text.translate(THAI)) for href, text in item.links]
            label = f"๐{item.number}".translate(THAI)
            out.append(f"<p class='p-2'>{label} {item.title.translate(THAI)}<br>{links(item.links, ' ')}</p>")
    return chrome.bootstrap(kit, "\n".join(out))


@page("052-glued-numbers-2565", 2565, "มหาวิทยาลัยเทคโนโลยีเชียงดาวใต้", "www.chiangdaotai.example", style="path")
def glued(kit: Kit) -> str:
    """Row number and label run together: 4O4, 11O11."""
    kit.note = "row number glued to the label in one text node"
    rows = "".join(
        f"<tr><td>{i.number}O{i.number}</td><td>{i.title}</td><td>{links(i.links)}</td></tr>"
        for i in kit.items
    )
    return chrome.bootstrap(kit, f"<h2>OIT {kit.year}</h2><table><tbody>{rows}</tbody></table>")


@page("053-misprints-2566", 2566, "เทศบาลตำบลหินลาดพัฒนาสุข", "www.hinlatsuk.example", style="query")
def misprints(kit: Kit) -> str:
    """Clear titles under wrong numbers: repeated, swapped, digits lost or turned round."""
    kit.note = "title wins: O16 printed O15, O23/O24 swapped, O31 printed O13, O40 printed O4O, O7 printed O1"
    printed = {16: "O15", 23: "O24", 24: "O23", 31: "O13", 40: "O4O", 7: "O1", 36: "O35"}
    rows = "".join(
        f'<div class="row border"><div class="col-1">{printed.get(i.number, f"O{i.number}")}</div><div class="col-6">{i.title}</div><div class="col">{links(i.links)}</div></div>'
        for i in kit.items
    )
    return chrome.bootstrap(kit, f"<h2>การเปิดเผยข้อมูล ITA {kit.year}</h2>{rows}")


@page("054-shifted-numbers-2566", 2566, "เทศบาลตำบลโพนแพงพวย", "www.phonphaengphuai.example")
def shifted(kit: Kit) -> str:
    """One item was left out and everything after it numbered one too low."""
    kit.note = "O20 missing, O21…O43 printed as O20…O42; titles are official and decide"
    kit.items = [item for item in kit.items if item.number != 20]
    entries = "".join(
        f"<li><p>O{i.number - (i.number > 20)} {i.title}</p><p>{links(i.links)}</p></li>" for i in kit.items
    )
    return chrome.tables(kit, f"<h3>OIT {kit.year}</h3><ul>{entries}</ul>")


@page("055-label-printed-twice-2567", 2567, "เทศบาลตำบลหนองอ้อยช้าง", "www.nongoichang.example", style="drive")
def twice(kit: Kit) -> str:
    """One item listed in two blocks, and again at the end with a corrected file."""
    kit.note = "O8 in two blocks; O12 again under 'เอกสารเพิ่มเติม'"
    later = [(kit.href(), "ฉบับแก้ไข มิถุนายน")]
    blocks = []
    for item in kit.items:
        blocks.append(f"<fieldset><legend>O{item.number} {item.title}</legend>{links(item.links)}</fieldset>")
        if item.number == 8:
            more = [(kit.href(), "ความก้าวหน้าไตรมาสที่ 2")]
            blocks.append(f"<fieldset><legend>O8 {item.title} (ต่อ)</legend>{links(more)}</fieldset>")
            item.links = [*item.links, *more]
    blocks.append(
        f"<h4>เอกสารเพิ่มเติม</h4><fieldset><legend>O12 {kit[12].title}</legend>{links(later)}</fieldset>"
    )
    kit[12].links = [*kit[12].links, *later]
    return chrome.bootstrap(kit, f"<h2>OIT {kit.year}</h2>{''.join(blocks)}", version=4)


@page("056-file-names-contradict-2566", 2566, "เทศบาลตำบลกุดน้ำใสงาม", "www.kutnamsai.example")
def file_names(kit: Kit) -> str:
    """Addresses carry another list's numbers and another year; the printed label decides."""
    kit.note = "hrefs such as ita-2564/o18_01.pdf under O21"
    out = []
    for item in kit.items:
        wrong = (item.number + 6) % 43 + 1
        item.links = [(f"/ita-2564/o{wrong}_{n:02d}.pdf", text) for n, (_, text) in enumerate(item.links, 1)]
        out.append(f"<p><b>O{item.number} {item.title}</b> {links(item.links, ', ')}</p>")
    return chrome.wordpress(kit, f"<h1>OIT {kit.year}</h1>{''.join(out)}", title=f"OIT {kit.year}")


@page("057-placeholders-2565", 2565, "องค์การบริหารส่วนตำบลยางขี้นกแก้ว", "www.yangkaeo.example", style="path")
def placeholders(kit: Kit) -> str:
    """Most links go nowhere: #, empty, javascript:, no href at all; some are real."""
    kit.note = "placeholders are no evidence; O5's mail address is optional"
    nowhere = ["#", "", "javascript:void(0)", "javascript:;", "#!", "#top"]
    out = []
    for n, item in enumerate(kit.items):
        if n % 4:
            item.links = [(nowhere[n % len(nowhere)], "คลิกเพื่อดูข้อมูล")]
        extra = "<a class='btn'>รอข้อมูล</a>" if n % 7 == 3 else ""
        if item.number == 5:
            extra += " <a href='mailto:saraban@yangkaeo.example'>อีเมล</a>"
            kit.optional["O5"] = ["mailto:saraban@yangkaeo.example"]
        out.append(
            f'<div class="panel panel-default"><div class="panel-heading">O{item.number} {item.title}</div><div class="panel-body">{links(item.links)}{extra}</div></div>'
        )
    return chrome.bootstrap(kit, f"<h2>OIT {kit.year}</h2>{''.join(out)}", version=4)


@page("058-ordered-list-2567", 2567, "สำนักงานเขตพื้นที่การศึกษาเวียงพานคำ", "www.wiangphan.example", style="drive")
def ordered(kit: Kit) -> str:
    """<ol> counts for the page: no number is written, each section starts where the last ended."""
    kit.numbers = False
    kit.note = "numbers come from ol/start only; titles official"
    out = []
    for sub, title, items in kit.groups():
        entries = "".join(
            f"<li>{i.title}<ul>{''.join(f'<li>{link(h, t)}</li>' for h, t in i.links)}</ul></li>"
            for i in items
        )
        out.append(f'<p><u>{sub} {title}</u></p><ol start="{items[0].number}">{entries}</ol>')
    return chrome.wordpress(
        kit, f"<h1>OIT {kit.year}</h1>{''.join(out)}", title=f"OIT {kit.year}", year_links=False
    )


ENGLISH = [
    "Structure and Authority", "Executives", "Contact Information", "Public News", "Strategic Plan",
    "Annual Plan, Budget and Progress", "Annual Performance Report", "Staff Manual", "Service Manual", "E-Service",
    "Service Statistics", "Procurement List and Progress", "Annual Procurement Report", "HR Plan", "HR Annual Report",
    "Code of Ethics", "Complaint Handling Guideline", "Complaint Channel", "Complaint Statistics", "Participation",
    "No Gift Policy", "Report on Receipt of Property", "Bribery Risk Assessment", "Risk Management Report",
    "Anti-Corruption Plan", "Anti-Corruption Report", "Integrity Measures", "Integrity Measures Report",
]  # fmt: skip


@page(
    "059-english-titles-2568",
    2568,
    "Institute of Lanna Crafts (Public Organization)",
    "www.lannacrafts.example",
    style="wp",
)
def english(kit: Kit) -> str:
    """The English edition: numbers as usual, titles in English."""
    kit.note = "only the numbers tell; titles are translations"
    out = []
    for item, title in zip(kit.items, ENGLISH, strict=True):
        item.links = [(href, f"Document {n}") for n, (href, _) in enumerate(item.links, 1)]
        out.append(
            f'<div class="grid-row"><div class="cell">O{item.number}</div><div class="cell">{title}</div><div class="cell">{links(item.links, ", ")}</div></div>'
        )
    return chrome.react(
        kit, f"<h1>Open Data Integrity and Transparency Assessment (OIT) {kit.year - 543}</h1>{''.join(out)}"
    )


@page("060-numbers-only-2566", 2566, "เทศบาลตำบลดงหลวงทอง", "www.dongluangthong.example", style="path")
def numbers_only(kit: Kit) -> str:
    """A board of buttons that read O1, O2, … and nothing more."""
    kit.note = "no titles at all; the heading says OIT"
    out = "".join(f'<a class="btn btn-lg btn-warning m-1" href="{i.href}">O{i.number}</a>' for i in kit.items)
    for item in kit.items:
        item.links = item.links[:1]
    return chrome.bootstrap(
        kit, f"<h2>แบบตรวจ OIT ประจำปี {kit.year}</h2><div class='text-center'>{out}</div>"
    )


@page("061-title-attribute-2567", 2567, "เทศบาลตำบลเชิงผาหมอก", "www.choengphamok.example", style="query")
def title_attribute(kit: Kit) -> str:
    """Icons only; number and name show as a tool tip."""
    kit.note = "title attribute on links whose content is an icon"
    out = "".join(
        f'<div class="icon-box"><a href="{i.href}" title="O{i.number} {i.title}" data-toggle="tooltip"><i class="fa fa-folder-open fa-3x"></i></a></div>'
        for i in kit.items
    )
    for item in kit.items:
        item.links = item.links[:1]
    return chrome.bootstrap(kit, f"<h2>OIT {kit.year}</h2><div class='icons'>{out}</div>", version=4)
