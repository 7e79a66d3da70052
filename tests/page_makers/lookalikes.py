"""Pages of one item, and pages that number something else."""

from __future__ import annotations

from tests.page_makers import chrome
from tests.page_makers.evidence import monthly
from tests.page_makers.kit import Kit, link, page
from tests.page_makers.negatives import menu_may_count, negative


@page("230-page-of-one-item-2566", 2566, "เทศบาลตำบลแม่โป่งเดื่อ", "www.maepongduea.example")
def one_item(kit: Kit) -> str:
    """Only O21: months as links, neighbours before and after, the way back above."""
    kit.note = "links of the months are O21's; links to the pages of O20 and O22 are optional"
    before, after = kit.href("path"), kit.href("path")
    kit.optional = {"O20": [before], "O22": [after]}
    names = {n: kit[n].title for n in (20, 21, 22)}
    kit.items = [kit[21]]
    kit[21].links = monthly(kit, "file", 6)
    months = "".join(
        f"<tr><td>{n}</td><td>{link(h, t.split('. ', 1)[1])}</td></tr>"
        for n, (h, t) in enumerate(kit[21].links, 1)
    )
    crumbs = "<nav aria-label='breadcrumb'><ol class='breadcrumb'><li><a href='/'>หน้าแรก</a></li><li><a href='/ita'>ITA</a></li><li><a href='/ita/2566'>OIT 2566</a></li><li class='active'>O21</li></ol></nav>"
    foot = f"<p class='nav-links'>&laquo; {link(before, f'O20 {names[20]}')} | {link(after, f'O22 {names[22]}')} &raquo;</p>"
    return chrome.bootstrap(
        kit, f"{crumbs}<h2>O21 {names[21]}</h2><table class='table'>{months}</table>{foot}", title="O21"
    )


@page("231-service-manuals-2566", 2566, "เทศบาลตำบลห้วยทรายขาวมูล", "www.huaisaikhao.example", fill=False)
def manuals(kit: Kit) -> str:
    """Forty-three service manuals, numbered: evidence of one item, not a list of items."""
    negative(kit, "numbers 1 … 43 before names of services", "none")
    kit.optional["O15"] = []
    subjects = [
        "การจดทะเบียนพาณิชย์",
        "การขออนุญาตก่อสร้าง",
        "การรับชำระภาษีป้าย",
        "การขอใช้ประปา",
        "การแจ้งเกิด",
        "การแจ้งตาย",
        "การขอเลขที่บ้าน",
        "การร้องเรียนเหตุเดือดร้อนรำคาญ",
    ]
    rows = []
    for n in range(1, 44):
        href = kit.href("query")
        kit.optional["O15"].append(href)
        rows.append(f"<tr><td>{n}</td><td>{link(href, f'{subjects[n % 8]} (กรณีที่ {n // 8 + 1})')}</td></tr>")
    menu_may_count(kit)
    return chrome.bootstrap(
        kit, f"<h2>คู่มือสำหรับประชาชน</h2><table class='table'>{''.join(rows)}</table>", title="คู่มือสำหรับประชาชน"
    )


@page("232-products-2566", 2566, "ศูนย์จำหน่ายสินค้าชุมชนเวียงเหนือ", "www.otop-wiangnuea.example", fill=False)
def products(kit: Kit) -> str:
    """Products of a community shop with stock codes O1 … O20."""
    negative(kit, "codes O1 … O20 of other things", "none")
    goods = ["ผ้าทอลายดอก", "น้ำพริกตาแดง", "ตะกร้าหวาย", "สบู่สมุนไพร", "กล้วยอบน้ำผึ้ง"]
    cards = "".join(
        f"<div class='col-3'><a href='{kit.href('path')}'><img src='p{n}.jpg' alt='{goods[n % 5]}'></a><p>O{n} {goods[n % 5]} แบบ {n}</p></div>"
        for n in range(1, 21)
    )
    return f"<!DOCTYPE html><html lang='th'><head><meta charset='utf-8'><title>{kit.agency}</title></head><body><h1>สินค้า OTOP</h1><div class='row'>{cards}</div></body></html>"


@page(
    "233-articles-of-an-ordinance-2566",
    2566,
    "สภาเทศบาลตำบลเวียงใต้สมมุติ",
    "www.sapha-wiangtai.example",
    fill=False,
)
def ordinance(kit: Kit) -> str:
    """An ordinance, article by article: 'ข้อ 1' … 'ข้อ 24'."""
    negative(kit, "ข้อ n of a text; links to the annexes and to the gazette", "none")
    verbs = [
        "ให้ยกเลิก",
        "ในเทศบัญญัตินี้",
        "ห้ามมิให้ผู้ใด",
        "ให้นายกเทศมนตรีมีอำนาจหน้าที่",
        "ผู้ใดฝ่าฝืน",
        "ให้มีโครงสร้างคณะกรรมการ",
    ]
    text = "".join(
        f"<p>ข้อ {n} {verbs[n % 6]} ตาม{link(kit.href('file'), f'บัญชีท้าย {n}')}</p>" for n in range(1, 25)
    )
    return f"<!DOCTYPE html><html lang='th'><head><meta charset='utf-8'><title>เทศบัญญัติ</title></head><body><h2>เทศบัญญัติ เรื่อง การควบคุมตลาด พ.ศ. 2566</h2>{text}<p><a href='https://gazette.example/66/12'>ราชกิจจานุเบกษา</a></p></body></html>"


@page("234-surveys-only-2567", 2567, "เทศบาลตำบลสันโป่งหอม", "www.sanponghom.example", fill=False)
def surveys(kit: Kit) -> str:
    """The page of the two questionnaires: QR codes, dates, no list."""
    negative(kit, "IIT and EIT links, the assessment named in full", "none")
    menu_may_count(kit)
    return chrome.bootstrap(
        kit,
        "<h2>ขอเชิญตอบแบบสำรวจ ITA ปี 2567</h2><p>แบบวัดการรับรู้ของผู้มีส่วนได้ส่วนเสียภายใน (IIT)</p><a href='https://itas.example/iit/98'><img src='qr1.png' alt='QR IIT'></a><p>แบบวัดการรับรู้ของผู้มีส่วนได้ส่วนเสียภายนอก (EIT)</p><a href='https://itas.example/eit/98'><img src='qr2.png' alt='QR EIT'></a><p>ตั้งแต่บัดนี้ถึง 30 เม.ย. 2567 ส่วนแบบตรวจ OIT หน่วยงานเป็นผู้ตอบ</p>",
    )


@page(
    "235-work-plan-of-the-assessment-2566",
    2566,
    "สำนักปลัดเทศบาลตำบลนาเลียงคำ",
    "www.naliangkham.example",
    fill=False,
)
def work_plan(kit: Kit) -> str:
    """Steps and dates of preparing the assessment, with minutes to download."""
    negative(kit, "numbered steps that name O1-O43, minutes as links", "none")
    steps = [
        "แต่งตั้งคณะทำงาน",
        "ประชุมมอบหมาย O1 - O30",
        "ประชุมมอบหมาย O31 - O43",
        "รวบรวมข้อมูลการเปิดเผย",
        "ตรวจทานข้อมูลบนเว็บไซต์",
        "รายงานผู้บริหาร",
    ]
    rows = "".join(
        f"<tr><td>{n}</td><td>{s}</td><td>{n + 2} ม.ค. 66</td><td>{link(kit.href('file'), 'รายงานการประชุม')}</td></tr>"
        for n, s in enumerate(steps, 1)
    )
    return chrome.tables(kit, f"<h3>แผนการเตรียมรับการประเมิน ITA {kit.year}</h3><table border=1>{rows}</table>")
