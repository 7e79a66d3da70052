"""Titles shortened, renamed, misspelt: pages where the words alone decide."""

from __future__ import annotations

from tests.page_makers import chrome
from tests.page_makers.kit import Kit, link, links, page

LOCAL = """โครงสร้างส่วนราชการ|คณะผู้บริหาร|อำนาจหน้าที่ของเทศบาล|แผนพัฒนาท้องถิ่น|ติดต่อเทศบาล
กฎหมาย ระเบียบ และเทศบัญญัติ|ข่าวประชาสัมพันธ์|กระดานถาม-ตอบ|Facebook เทศบาล|นโยบายความเป็นส่วนตัว (PDPA)
แผนการดำเนินงานประจำปี|รายงานติดตามแผนดำเนินงาน รอบ 6 เดือน|รายงานผลการดำเนินงานประจำปี|คู่มือการปฏิบัติงาน|คู่มือสำหรับประชาชน
สถิติผู้รับบริการ|ผลสำรวจความพึงพอใจ|บริการออนไลน์ (E-Service)|แผนจัดซื้อจัดจ้าง|ประกาศจัดซื้อจัดจ้าง
สขร.1|รายงานผลการจัดซื้อจัดจ้างประจำปี|แผนอัตรากำลัง 3 ปี|การดำเนินการตามนโยบายบริหารทรัพยากรบุคคล|หลักเกณฑ์การบริหารงานบุคคล
รายงานผลการบริหารงานบุคคลประจำปี|แนวปฏิบัติเรื่องร้องเรียนการทุจริต|แจ้งเบาะแสการทุจริต|สถิติเรื่องร้องเรียนการทุจริต|การมีส่วนร่วมของประชาชน
ประกาศงดรับของขวัญ (No Gift Policy)|กิจกรรมสร้างวัฒนธรรม No Gift Policy|รายงานผล No Gift Policy|ประเมินความเสี่ยงการทุจริต|การจัดการความเสี่ยงการทุจริต
แผนปฏิบัติการป้องกันการทุจริตของเทศบาล|รายงานติดตามแผนป้องกันการทุจริต รอบ 6 เดือน|รายงานผลการป้องกันการทุจริตประจำปี|ประมวลจริยธรรมพนักงานส่วนท้องถิ่น|การขับเคลื่อนจริยธรรม
การประเมินจริยธรรมเจ้าหน้าที่|มาตรการส่งเสริมความโปร่งใส|ผลการดำเนินการตามมาตรการส่งเสริมความโปร่งใส"""
SCHOOL = {
    1: "โครงสร้างและอำนาจหน้าที่ของโรงเรียน", 2: "ข้อมูลผู้บริหารสถานศึกษา", 3: "ติดต่อโรงเรียน", 4: "ข่าวประชาสัมพันธ์โรงเรียน",
    5: "แผนพัฒนาคุณภาพการศึกษา", 6: "แผนปฏิบัติการและความก้าวหน้าการใช้งบประมาณ ปีการศึกษา 2567",
    7: "รายงานผลการดำเนินงานประจำปี", 8: "คู่มือการปฏิบัติงานของครูและบุคลากร", 9: "คู่มือนักเรียนและผู้ปกครอง",
    10: "E-Service", 11: "ข้อมูลสถิติการให้บริการ", 12: "รายการจัดซื้อจัดจ้างและความก้าวหน้า",
    13: "รายงานผลการจัดซื้อจัดจ้างประจำปี", 14: "แผนบริหารและพัฒนาบุคลากร", 15: "รายงานผลการพัฒนาบุคลากรประจำปี",
    16: "ประมวลจริยธรรมครูและการขับเคลื่อน", 17: "แนวปฏิบัติการจัดการเรื่องร้องเรียน", 18: "ช่องทางแจ้งเรื่องร้องเรียนการทุจริต",
    19: "ข้อมูลสถิติเรื่องร้องเรียน", 20: "การมีส่วนร่วมของผู้ปกครองและชุมชน", 21: "ประกาศนโยบาย No Gift Policy",
    23: "การประเมินความเสี่ยงการรับสินบน", 25: "แผนป้องกันการทุจริตของโรงเรียน", 27: "มาตรการส่งเสริมคุณธรรมและความโปร่งใส",
    28: "รายงานผลการส่งเสริมคุณธรรมและความโปร่งใส",
}  # fmt: skip


@page("070-local-names-2566", 2566, "เทศบาลตำบลบ้านโฮ่งดอกคำ", "www.banhongdokkham.example", style="path")
def local_names(kit: Kit) -> str:
    """No numbers; the names a municipality uses, each name the link itself."""
    kit.numbers = False
    kit.note = "LGO names of the items without any number"
    names = LOCAL.replace("\n", "|").split("|")
    for item, name in zip(kit.items, names, strict=True):
        item.links = [(item.href, name)]
    columns = [kit.items[n : n + 11] for n in range(0, 43, 11)]
    body = "".join(
        f"<div class='w3-quarter'><ul class='w3-ul'>{''.join(f'<li>{links(i.links)}</li>' for i in column)}</ul></div>"
        for column in columns
    )
    return chrome.bootstrap(
        kit, f"<h2>ITA ปี {kit.year} การเปิดเผยข้อมูลสาธารณะ</h2><div class='w3-row'>{body}</div>", version=4
    )


@page("071-school-names-2568", 2568, "โรงเรียนบ้านทุ่งดอกเกล็ด", "www.thungdokklet.example", style="drive")
def school(kit: Kit) -> str:
    """A school's short names in coloured boxes, some items not listed."""
    kit.numbers = False
    kit.note = "school wording, 25 of 28 items, an icon link to the same file precedes each name"
    kit.items = [item for item in kit.items if item.number in SCHOOL]
    out = []
    for item in kit.items:
        item.links = item.links[:1]
        out.append(
            f'<div class="box"><a href="{item.href}"><img src="img/folder.svg" alt=""></a><a href="{item.href}"><b>{SCHOOL[item.number]}</b></a></div>'
        )
    return chrome.react(
        kit, f"<h2>ITA Online สถานศึกษา ปีงบประมาณ พ.ศ. {kit.year}</h2><div class='boxes'>{''.join(out)}</div>"
    )


def misspell(title: str, n: int) -> str:
    title = (
        title.replace("กฎ", "กฏ")
        .replace("มาตรฐาน", "มาตราฐาน")
        .replace("E-Service", "E–Service")
        .replace("ต่าง ๆ ", "ต่างๆ")
    )
    if n % 5 == 0:
        title = title.replace("ำ", "\u0e4d\u0e32")
    if n % 5 == 1:
        title = title.translate({0x0E48: None, 0x0E49: None})
    if n % 5 == 2:
        title = title.replace("แ", "เเ")
    if n % 5 == 3:
        title = title.replace("ประจำปี", "ประจำปีฯ").replace("การ", "การ\u200b")
    return title if n % 5 != 4 else title.replace("และ", " และ ").replace("หรือ", "/")


@page("072-misspelt-titles-2566", 2566, "เทศบาลตำบลหนองผือทอง", "www.nongphuethong.example")
def misspelt(kit: Kit) -> str:
    """Titles with the errors of typing and of copied PDF text; every second number is missing."""
    kit.note = "กฏ, nikhahit + aa, lost tone marks, two sara e, zero width space, ฯ; odd items without number"
    out = []
    for n, item in enumerate(kit.items):
        label = f"O{item.number} " if n % 2 else ""
        out.append(
            f'<div class="media"><img class="mr-3" src="img/dot.png" alt=""><div class="media-body"><h6 class="mt-0">{label}{misspell(item.title, n)}</h6>{links(item.links)}</div></div>'
        )
    return chrome.bootstrap(kit, f"<h2>OIT {kit.year}</h2>{''.join(out)}", version=4)


@page(
    "073-section-names-and-ranges-2565",
    2565,
    "เทศบาลตำบลแม่ลานคำปัน",
    "www.maelankhampan.example",
    style="query",
)
def ranges(kit: Kit) -> str:
    """Section headings carry ranges, item names and links of their own."""
    kit.note = "headings '9.3 … (O18–O24)' with 'ดูทั้งหมด' links; headings repeat names of items"
    repeat = {
        "9.3": "แผนการใช้จ่ายงบประมาณประจำปี",
        "9.5": "การจัดการเรื่องร้องเรียนการทุจริต",
        "10.1": "แผนป้องกันการทุจริต",
    }
    out = []
    for sub, title, items in kit.groups():
        href = f"ita.php?section={sub}"
        out.append(
            f"<div class='section'><h3>{sub} {title} (O{items[0].number}–O{items[-1].number})</h3><a class='all' href='{href}'>ดูทั้งหมด</a></div>"
        )
        if sub in repeat:
            out.append(f"<h4 class='topic'>{repeat[sub]}</h4>")
        for item in items:
            out.append(
                f"<div class='entry'><div class='name'>O{item.number} {item.title}</div><div class='files'>{links(item.links, ' ')}</div></div>"
            )
    return chrome.bootstrap(kit, f"<h2>ITA {kit.year} (O1 - O43)</h2>{''.join(out)}")


@page("074-name-is-link-with-year-2567", 2567, "เทศบาลตำบลศาลาดินลาน", "www.saladinlan.example", style="wp")
def name_is_link(kit: Kit) -> str:
    """Each line is a link: title with year and revision, some two lines for one item; no numbers."""
    kit.numbers = False
    kit.note = "titles followed by years; some items in two lines (draft and corrected)"
    lines = []
    for n, item in enumerate(kit.items):
        item.links = item.links[:1]
        texts = [f"{item.title} ประจำปีงบประมาณ พ.ศ. {kit.year - (n % 3 == 0)}"]
        if n % 9 == 4:
            item.links = [*item.links, (kit.href(), "")]
            texts.append(f"{item.title} (ฉบับแก้ไข) พ.ศ. {kit.year}")
        lines += [link(href, text) for (href, _), text in zip(item.links, texts, strict=True)]
    body = "<br />\n".join(f"&#8211; {line}" for line in lines)
    return chrome.wordpress(
        kit, f"<h1>การประเมิน ITA {kit.year}</h1><p>{body}</p>", title=f"ITA {kit.year}", year_links=False
    )


CROSS = {12: 11, 14: 15, 24: 23, 28: 27, 33: 31, 35: 34, 37: 36, 38: 36, 40: 39, 43: 42}


@page(
    "075-cross-references-2566", 2566, "เทศบาลตำบลสันกำแพงเพชร", "www.sankamphaengphet.example", style="query"
)
def cross(kit: Kit) -> str:
    """Under some items the first document bears another item's full name, even its number."""
    kit.note = "evidence named like O11 stands under O12 and so on; it belongs to the item it stands under"
    out = []
    for item in kit.items:
        if item.number in CROSS:
            other = kit[CROSS[item.number]]
            name = f"{other.title} (ตามข้อ O{other.number})" if item.number % 2 else other.title
            item.links = [(kit.href(), name), *item.links]
        files = "".join(f"<li class='file'>{link(h, t)}</li>" for h, t in item.links)
        out.append(
            f"<div class='oit-item'><div class='oit-head'>O{item.number} {item.title}</div><ul class='oit-files'>{files}</ul></div>"
        )
    return chrome.bootstrap(kit, f"<h2>OIT {kit.year}</h2>{''.join(out)}")


@page(
    "076-two-columns-of-names-2569",
    2569,
    "สำนักงานหอจดหมายเหตุล้านคำ (องค์การมหาชน)",
    "www.lankham-archives.example",
    style="path",
)
def renamed(kit: Kit) -> str:
    """Official name and the office's own name side by side, the link on the second; numbers as O01."""
    kit.note = "two names an item; labels O01 … O26; the office's own names are unlike the official ones"
    own = [
        "ผังองค์กร",
        "ผู้อำนวยการและรอง",
        "ที่ตั้งและสอบถาม",
        "สารหอจดหมายเหตุ",
        "แผนวิสาหกิจ",
        "งบประมาณของเรา",
        "สมุดปกขาว",
    ]
    rows = []
    for n, item in enumerate(kit.items):
        item.links = [(item.href, own[n] if n < len(own) else f"ชุดเอกสารที่ {n * 3 % 17 + 1}")]
        rows.append(
            f"<div class='tr'><div class='td'>O{item.number:02d}</div><div class='td'>{item.title}</div><div class='td'>{links(item.links)}</div></div>"
        )
    return chrome.react(kit, f"<h2>OIT {kit.year}</h2><div class='tbl'>{''.join(rows)}</div>")
