"""Pages that are no list of items: other assessments, news, empty and technical pages."""

from __future__ import annotations

from tests.page_makers import chrome
from tests.page_makers.kit import Kit, link, page, rows_of

MOIT = [
    "หน่วยงานมีการวางระบบโดยการกำหนดมาตรการการเผยแพร่ข้อมูลต่อสาธารณะ", "หน่วยงานมีการเปิดเผยข้อมูลข่าวสารที่เป็นปัจจุบัน",
    "หน่วยงานมีรายงานการวิเคราะห์ผลการจัดซื้อจัดจ้าง", "หน่วยงานมีการวางระบบการจัดหาพัสดุและเผยแพร่แผนการจัดซื้อจัดจ้าง",
    "หน่วยงานมีการสรุปผลการจัดซื้อจัดจ้างรายเดือน", "นโยบายการบริหารทรัพยากรบุคคลของผู้บริหาร",
    "การประเมินผลการปฏิบัติราชการของบุคลากร", "การอบรมให้ความรู้เกี่ยวกับการป้องกันการทุจริต", "แนวปฏิบัติการจัดการเรื่องร้องเรียน",
    "สรุปผลการดำเนินงานเรื่องร้องเรียน", "การเปิดโอกาสให้ผู้มีส่วนได้ส่วนเสียมีส่วนร่วม", "มาตรการป้องกันการรับสินบน",
    "การประเมินความเสี่ยงการทุจริต", "แผนปฏิบัติการป้องกัน ปราบปรามการทุจริต", "รายงานผลตามแผนป้องกันการทุจริต",
    "ประมวลจริยธรรมและจรรยาข้าราชการ",
]  # fmt: skip


def negative(kit: Kit, note: str, kind: str = "other", **optional: list[str]) -> None:
    kit.items, kit.kind, kit.note, kit.numbers = [], kind, note, False
    kit.optional = dict(optional)


def menu_may_count(kit: Kit, foot: bool = True) -> None:
    """Let the site's own menu (and foot) count or not: a few items named on a page that is no list."""
    found = {"O1": "about.php?p=org", "O5": "contact.php", "O7": "news.php", "O8": "board.php"}
    if foot:
        found |= {"O9": f"https://www.facebook.com/invented.page.{len(kit.slug)}", "O10": "privacy.php"}
    for code, href in found.items():
        kit.optional.setdefault(code, []).append(href)


@page("140-health-ministry-list-2566", 2566, "โรงพยาบาลเวียงทองสามัคคี", "www.wiangthonghos.example", fill=False)
def moit(kit: Kit) -> str:
    """The health ministry's list: close names, its own numbers."""
    negative(kit, "MOIT 1 … 16 with sub-numbers and names close to OIT items")
    out = "".join(
        f'<div class="card"><div class="card-header">MOIT {n} {name}</div><div class="card-body"><ul>'
        + "".join(
            f"<li>{link(kit.href('drive'), f'{n}.{k} บันทึกข้อความ{part}')}</li>"
            for k, part in enumerate(("ขออนุมัติเผยแพร่", "รายงานผล"), 1)
        )
        + "</ul></div></div>"
        for n, name in enumerate(MOIT, 1)
    )
    return chrome.bootstrap(kit, f"<h2>MOPH ITA {kit.year}</h2>{out}")


@page(
    "141-evidence-based-list-2564",
    2564,
    "สำนักงานสาธารณสุขอำเภอดอยเวียง",
    "www.sso-doiwiang.example",
    fill=False,
)
def eb(kit: Kit) -> str:
    """The older evidence-based list EB 1 … EB 16 as nested folders."""
    negative(kit, "EB list, one misprinted EEB")
    out = "".join(
        f"<li><span class='folder'>{'EEB' if n == 13 else 'EB'} {n} {name}</span><ul><li>{link(kit.href('file'), f'EB{n}.1 หลักฐาน')}</li></ul></li>"
        for n, name in enumerate(MOIT, 1)
    )
    return chrome.tables(
        kit, f"<h3>การประเมิน ITA {kit.year} หลักฐานเชิงประจักษ์</h3><ul class='filetree'>{out}</ul>"
    )


@page("142-performance-assessment-2566", 2566, "เทศบาลตำบลร่องฟองใต้", "www.rongfongtai.example", fill=False)
def lpa(kit: Kit) -> str:
    """The local performance assessment: its items share subjects with OIT."""
    negative(kit, "LPA list with names near O4, O19, O26; numbers 1 … 12")
    names = [
        "การจัดทำแผนพัฒนาท้องถิ่น",
        "การจัดทำแผนการดำเนินงาน",
        "การติดตามและประเมินผลแผนพัฒนา",
        "การบริหารงานบุคคล",
        "การจัดทำแผนอัตรากำลัง 3 ปี",
        "กิจการสภา",
        "การจัดเก็บรายได้",
        "แผนการจัดซื้อจัดจ้าง",
        "การจัดทำงบประมาณ",
        "การพัสดุ",
        "การบริการสาธารณะ",
        "ธรรมาภิบาล",
    ]
    rows = "".join(
        f"<tr><td>{n}</td><td>{name}</td><td>{link(kit.href('query'), 'เอกสารประกอบ')}</td></tr>"
        for n, name in enumerate(names, 1)
    )
    return chrome.bootstrap(
        kit,
        f"<h2>การประเมินประสิทธิภาพขององค์กรปกครองส่วนท้องถิ่น (LPA) ประจำปี {kit.year}</h2><table class='table'><tr><th>ตัวชี้วัดที่</th><th>ประเด็น</th><th>ไฟล์</th></tr>{rows}</table>",
    )


@page("143-news-2566", 2566, "เทศบาลตำบลห้วยแก้วหนองดู่", "www.huaikaeonongdu.example", fill=False)
def news(kit: Kit) -> str:
    """A news page; a few headlines speak of plans, procurement and gifts."""
    negative(kit, "single news posts are no list; the menu of the site is optional", "none")
    menu_may_count(kit)
    heads = [
        "เทศบาลจัดประชุมประชาคมจัดทำแผนพัฒนาท้องถิ่น",
        "ประกาศแผนการจัดซื้อจัดจ้างรถบรรทุกน้ำ",
        "นายกมอบนโยบายงดรับของขวัญช่วงปีใหม่",
        "อบรมการป้องกันการทุจริตแก่พนักงาน",
        "ประชุมสภาสมัยสามัญ",
        "โครงการจังหวัดเคลื่อนที่",
        "ฉีดวัคซีนพิษสุนัขบ้า",
    ]
    out = "".join(
        f"<div class='row mb-3'><div class='col-3'><img src='n{n}.jpg' alt=''></div><div class='col-9'><h5>{link(kit.href('query'), head)}</h5><small>{n + 3} ก.พ. 2566 | อ่าน {n * 43} ครั้ง</small></div></div>"
        for n, head in enumerate(heads)
    )
    return chrome.bootstrap(kit, f"<h2>ข่าวกิจกรรม</h2>{out}", title="ข่าว")


@page(
    "144-under-construction-2566", 2566, "องค์การบริหารส่วนตำบลดงมูลเหล็กน้อย", "www.dongmunlek.example", fill=False
)
def empty(kit: Kit) -> str:
    """A page that says it will be filled later."""
    negative(kit, "heading of the list, then nothing", "none")
    return f"<!DOCTYPE html><html lang='th'><head><meta charset='utf-8'><title>OIT 2566 | {kit.agency}</title></head><body><h1>การเปิดเผยข้อมูลสาธารณะ OIT ปี 2566</h1><p>อยู่ระหว่างปรับปรุงข้อมูล</p><p><a href='/'>กลับหน้าหลัก</a></p></body></html>"


@page("145-script-shell-2568", 2568, "เทศบาลนครเชียงดาวเหนือ", "www.cdnorth.example", fill=False)
def shell(kit: Kit) -> str:
    """Only a root element and bundles; the list comes from a service."""
    negative(kit, "client-side application: nothing in the markup", "none")
    return '<!doctype html><html lang="th"><head><meta charset="utf-8"/><title>ITA 2568</title><script type="module" crossorigin src="/assets/index-9f2.js"></script><link rel="stylesheet" href="/assets/index-1c.css"></head><body><noscript>กรุณาเปิดใช้งาน JavaScript</noscript><div id="root"></div></body></html>'


@page("146-law-sections-2566", 2566, "ศูนย์ข้อมูลข่าวสารเทศบาลตำบลป่าแงะ", "www.paengae-info.example", fill=False)
def law(kit: Kit) -> str:
    """Lists of the information act: sections 7 and 9 with numbered paragraphs."""
    negative(
        kit,
        "มาตรา 7(1) … 9(8); names near O1, O3, O5, O11, O14, O21",
        O1=["law/7_1.pdf"],
        O3=["law/7_2.pdf"],
        O5=["law/7_3.pdf"],
        O11=["law/9_3.pdf"],
        O14=["law/9_4.pdf"],
        O21=["law/9_8.pdf"],
    )
    menu_may_count(kit, foot=False)
    names = {
        "7(1)": "โครงสร้างและการจัดองค์กร",
        "7(2)": "สรุปอำนาจหน้าที่ที่สำคัญ",
        "7(3)": "สถานที่ติดต่อเพื่อขอรับข้อมูลข่าวสาร",
        "7(4)": "กฎ มติคณะรัฐมนตรี ข้อบังคับ คำสั่ง",
        "9(1)": "ผลการพิจารณาหรือคำวินิจฉัย",
        "9(2)": "นโยบายหรือการตีความ",
        "9(3)": "แผนงาน โครงการ และงบประมาณรายจ่ายประจำปี",
        "9(4)": "คู่มือหรือคำสั่งเกี่ยวกับวิธีปฏิบัติงาน",
        "9(5)": "สิ่งพิมพ์ที่มีการอ้างอิงถึง",
        "9(6)": "สัญญาสัมปทาน",
        "9(7)": "มติคณะรัฐมนตรี",
        "9(8)": "ผลการพิจารณาการจัดซื้อจัดจ้าง (สขร.1)",
    }
    rows = "".join(
        f"<tr><td>มาตรา {code}</td><td>{link('law/' + code.replace('(', '_').rstrip(')') + '.pdf', name)}</td></tr>"
        for code, name in names.items()
    )
    return chrome.tables(
        kit, f"<h3>ข้อมูลข่าวสารตาม พ.ร.บ. ข้อมูลข่าวสารของราชการ พ.ศ. 2540</h3><table border=1>{rows}</table>"
    )


@page("147-scores-2566", 2566, "เทศบาลเมืองแพร่สวนหลวง", "www.phraesuanluang.example", fill=False)
def scores(kit: Kit) -> str:
    """Results of the assessment: every item with its score, the report for download."""
    negative(kit, "items with scores, no evidence; the report's link is not O43's", "oit")
    kit.numbers = True
    kit.extra = {f"O{row['number']}": [] for row in rows_of(2566)}
    rows = "".join(
        f"<tr><td>O{r['number']}</td><td>{r['title_th']}</td><td>{100 if int(r['number']) % 9 else 0}.00</td></tr>"
        for r in rows_of(2566)
    )
    return chrome.bootstrap(
        kit,
        f"<h2>ผลคะแนน OIT ปี {kit.year}</h2><table class='table'><tr><th>ข้อ</th><th>ประเด็น</th><th>คะแนน</th></tr>{rows}</table><p><a href='files/report66.pdf'>ดาวน์โหลดรายงานผลการประเมิน</a></p>",
    )


@page(
    "148-questions-and-answers-2566",
    2566,
    "กลุ่มงานส่งเสริมความโปร่งใสจังหวัดเวียงฟ้า",
    "www.wiangfa-ita.example",
    fill=False,
)
def faq(kit: Kit) -> str:
    """What each item asks for, explained; no evidence at all."""
    negative(kit, "explanations O1 … O43; links to the handbook and a video belong to no item", "other")
    out = "".join(
        f"<div class='faq'><h4>O{r['number']} {r['title_th']} ต้องแสดงอะไรบ้าง</h4><p>ต้องแสดงข้อมูลตามองค์ประกอบที่กำหนด และเชื่อมโยงจากเว็บไซต์หลักของหน่วยงาน</p></div>"
        for r in rows_of(2566)
    )
    return chrome.bootstrap(
        kit,
        f"<h2>คำถามที่พบบ่อยเกี่ยวกับ OIT</h2><p><a href='files/handbook66.pdf'>คู่มือการประเมิน ITA 2566</a></p>{out}<p><a href='https://video.example/ita66'>ชมวิดีโอแนะนำ</a></p>",
        title="FAQ",
    )


@page("149-owners-of-the-items-2566", 2566, "เทศบาลตำบลสันผักหวานเหนือ", "www.sanphakwan.example", fill=False)
def owners(kit: Kit) -> str:
    """The order that gives each item to a unit: numbers and names, no evidence."""
    negative(kit, "assignment table; only the order itself can be downloaded", "oit")
    kit.numbers = True
    kit.extra = {f"O{row['number']}": [] for row in rows_of(2566)}
    units = ["งานบริหารทั่วไป", "งานวิเคราะห์นโยบายและแผน", "กองคลัง", "งานนิติการ"]
    rows = "".join(
        f"<tr><td>O{r['number']}</td><td>{r['title_th']}</td><td>{units[int(r['number']) % 4]}</td></tr>"
        for r in rows_of(2566)
    )
    return chrome.tables(
        kit,
        f"<h3>ตารางมอบหมายผู้รับผิดชอบ OIT {kit.year}</h3><p>ตาม<a href='order/99-2566.pdf'>คำสั่งเทศบาล</a></p><table border=1>{rows}</table>",
    )


@page("150-index-of-years-2566", 2566, "เทศบาลตำบลบุ่งคล้ากลาง", "www.bungkhla.example", fill=False)
def year_index(kit: Kit) -> str:
    """Only a choice of years; the lists are one click further."""
    negative(kit, "ITA 2562 … 2568 as tiles", "none")
    out = "".join(
        f'<div class="col-3"><a class="btn btn-lg btn-info" href="ita.php?y={y}">ITA {y}</a></div>'
        for y in range(2562, 2569)
    )
    menu_may_count(kit)
    return chrome.bootstrap(kit, f"<h2>การประเมินคุณธรรมและความโปร่งใส</h2><div class='row'>{out}</div>")


@page(
    "151-index-of-sub-indicators-2566",
    2566,
    "องค์การบริหารส่วนตำบลบ้านปางแก",
    "www.banpangkae.example",
    fill=False,
)
def sub_index(kit: Kit) -> str:
    """Links to the sub-indicators' pages: their names are near items' names."""
    negative(kit, "9.1 … 10.2 as links; none of them is an item", "none")
    subs = dict.fromkeys((r["sub_indicator"], r["sub_indicator_title_th"]) for r in rows_of(2566))
    out = "".join(f"<li>{link(f'oit/{sub}', f'ตัวชี้วัดย่อยที่ {sub} {title}')}</li>" for sub, title in subs)
    return f"<!DOCTYPE html><html lang='th'><head><meta charset='utf-8'><title>OIT 2566</title></head><body><h1>OIT 2566</h1><ul>{out}</ul></body></html>"
