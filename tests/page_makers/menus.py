"""Items spread over menus, site maps and home pages: clear names count, vague neighbours may."""

from __future__ import annotations

from tests.page_makers.kit import Kit, link, page

# (address, text, item it is evidence for or "", True where a reader might or might not count it)
Entry = tuple[str, str, str, bool]


def settle(kit: Kit, entries: list[Entry]) -> None:
    kit.kind, kit.numbers = "menu", False
    for href, _, code, doubtful in entries:
        if code:
            (kit.optional if doubtful else kit.extra).setdefault(code, []).append(href)


ABOUT: list[Entry] = [
    ("/about/history", "ประวัติความเป็นมา", "", False),
    ("/about/logo", "ตราสัญลักษณ์และคำขวัญ", "", False),
    ("/about/general", "สภาพทั่วไปและข้อมูลพื้นฐาน", "", False),
    ("/about/structure", "โครงสร้างส่วนราชการ", "O1", False),
    ("/about/power", "อำนาจหน้าที่", "O3", False),
    ("/about/vision", "วิสัยทัศน์ พันธกิจ", "O4", True),
]
PEOPLE: list[Entry] = [
    ("/staff/board", "คณะผู้บริหาร", "O2", False),
    ("/staff/council", "สมาชิกสภาเทศบาล", "", False),
    ("/staff/heads", "หัวหน้าส่วนราชการ", "O2", True),
    ("/staff/palad", "สำนักปลัดเทศบาล", "", False),
    ("/staff/klang", "กองคลัง", "", False),
    ("/staff/chang", "กองช่าง", "", False),
]
PLANS: list[Entry] = [
    ("/plan/dev", "แผนพัฒนาท้องถิ่น", "O4", False),
    ("/plan/action", "แผนการดำเนินงานประจำปี", "O11", False),
    ("/plan/half", "รายงานการกำกับติดตามการดำเนินงาน รอบ 6 เดือน", "O12", False),
    ("/plan/law", "เทศบัญญัติงบประมาณรายจ่ายประจำปี", "O11", True),
    ("/plan/result", "รายงานผลการดำเนินงานประจำปี", "O13", False),
    ("/plan/hr", "นโยบายการบริหารทรัพยากรบุคคล", "O23", False),
    ("/plan/force", "แผนอัตรากำลัง 3 ปี", "O23", True),
    ("/plan/anti", "แผนปฏิบัติการป้องกันการทุจริต", "O36", False),
    ("/plan/disaster", "แผนป้องกันและบรรเทาสาธารณภัย", "", False),
]
BUY: list[Entry] = [
    ("/buy/plan", "แผนการจัดซื้อจัดจ้าง", "O19", False),
    ("/buy/news", "ประกาศจัดซื้อจัดจ้าง", "O20", False),
    ("/buy/price", "ประกาศราคากลาง", "O20", True),
    ("/buy/month", "สรุปผลการจัดซื้อจัดจ้างรายเดือน (สขร.1)", "O21", False),
    ("/buy/year", "รายงานผลการจัดซื้อจัดจ้างประจำปี", "O22", False),
]
SERVICE: list[Entry] = [
    ("/serve/manual", "คู่มือสำหรับประชาชน", "O15", False),
    ("/serve/work", "คู่มือการปฏิบัติงาน", "O14", False),
    ("/serve/eservice", "E-Service", "O18", False),
    ("/serve/stat", "สถิติการให้บริการ", "O16", False),
    ("/serve/satisfy", "ผลสำรวจความพึงพอใจการให้บริการ", "O17", False),
    ("/serve/complain", "ร้องเรียนร้องทุกข์", "O28", True),
    ("/serve/corrupt", "แจ้งเรื่องร้องเรียนการทุจริต", "O28", False),
    ("/serve/download", "ดาวน์โหลดแบบฟอร์ม", "", False),
]
TALK: list[Entry] = [
    ("/news", "ข่าวประชาสัมพันธ์", "O7", False),
    ("/news/activity", "ข่าวกิจกรรม", "O7", True),
    ("/board", "กระดานถาม-ตอบ", "O8", False),
    ("/contact", "ติดต่อเรา", "O5", False),
    ("https://www.facebook.com/invented.menu", "Facebook", "O9", True),
]


@page("120-drop-down-menus-2566", 2566, "เทศบาลตำบลแม่สอยดาวเหนือ", "www.maesoidao.example", fill=False)
def drop_downs(kit: Kit) -> str:
    """The items are spread over the drop-down menus of the site; there is no list."""
    kit.note = "mega menu; menu heads are '#'; slider, counter and news as decoys"
    groups = [
        ("ข้อมูลหน่วยงาน", ABOUT),
        ("บุคลากร", PEOPLE),
        ("แผนและรายงาน", PLANS),
        ("การจัดซื้อจัดจ้าง", BUY),
        ("บริการประชาชน", SERVICE),
        ("ข่าวและการติดต่อ", TALK),
    ]
    settle(kit, [entry for _, entries in groups for entry in entries])
    bar = "".join(
        f'<li class="dropdown"><a href="#" class="dropdown-toggle" data-toggle="dropdown">{name} <span class="caret"></span></a><ul class="dropdown-menu">'
        + "".join(f"<li>{link(href, text)}</li>" for href, text, _, _ in entries)
        + "</ul></li>"
        for name, entries in groups
    )
    news = "".join(
        f'<div class="thumbnail"><img src="p{n}.jpg" alt=""><p>กิจกรรมจิตอาสา ครั้งที่ {n}</p><a href="/read/{n}90">อ่านต่อ</a></div>'
        for n in range(1, 7)
    )
    return f'<!DOCTYPE html><html lang="th"><head><meta charset="utf-8"><title>{kit.agency}</title></head><body><nav class="navbar"><ul class="nav navbar-nav"><li><a href="/">หน้าหลัก</a></li>{bar}</ul></nav><div class="slider"><a href="/ads/1"><img src="s1.jpg" alt="ยินดีต้อนรับ"></a></div><div class="row">{news}</div><footer>{kit.agency} อำเภอในนิทาน</footer></body></html>'


EXTRA_ITEMS: list[Entry] = [
    ("/ita/ethics", "ประมวลจริยธรรมพนักงานส่วนท้องถิ่น", "O39", False),
    ("/ita/gift", "ประกาศเจตนารมณ์นโยบาย No Gift Policy", "O31", False),
    ("/ita/risk", "การประเมินความเสี่ยงการทุจริตประจำปี", "O34", False),
    ("/ita/law", "กฎหมายที่เกี่ยวข้อง", "O6", False),
    ("/ita/pdpa", "นโยบายคุ้มครองข้อมูลส่วนบุคคล", "O10", False),
    ("/ita/joint", "การมีส่วนร่วมของประชาชน", "O30", False),
    ("/ita/internal", "รายงานการควบคุมภายใน", "", False),
]


@page("121-site-map-2566", 2566, "เทศบาลตำบลน้ำริดสวนสน", "www.namritsuanson.example", fill=False)
def site_map(kit: Kit) -> str:
    """The site map: one nested list of everything the site has."""
    kit.note = "nested site map; section links lead to overview pages"
    groups = [
        ("/about", "เกี่ยวกับเทศบาล", ABOUT),
        ("/staff", "บุคลากร", PEOPLE),
        ("/plan", "แผนงาน", PLANS),
        ("/buy", "งานพัสดุ", BUY),
        ("/serve", "บริการ", SERVICE),
        ("/ita", "ความโปร่งใส", EXTRA_ITEMS),
        ("/talk", "สื่อสาร", TALK),
    ]
    settle(kit, [entry for _, _, entries in groups for entry in entries])
    tree = "".join(
        f"<li>{link(href, name)}<ul>{''.join(f'<li>{link(h, t)}</li>' for h, t, _, _ in entries)}</ul></li>"
        for href, name, entries in groups
    )
    return f'<!DOCTYPE html><html lang="th"><head><meta charset="utf-8"><title>แผนผังเว็บไซต์</title></head><body><h1>แผนผังเว็บไซต์</h1><ul id="sitemap">{tree}</ul><p><a href="javascript:history.back()">ย้อนกลับ</a></p></body></html>'


HOME_NEWS: list[Entry] = [
    ("/read/901", "ประกาศผู้ชนะการเสนอราคา จ้างเหมาซ่อมถนน หมู่ 4", "O20", True),
    ("/read/902", "แผนการจัดซื้อจัดจ้าง โครงการขุดลอกลำห้วย", "O19", True),
    ("/read/903", "ขอเชิญประชุมประชาคม ระดับหมู่บ้าน", "O30", True),
    ("/read/904", "ขยายเวลาชำระภาษีที่ดินและสิ่งปลูกสร้าง", "", False),
    ("/read/905", "รับลงทะเบียนเด็กแรกเกิด", "", False),
]


@page("122-home-page-2566", 2566, "องค์การบริหารส่วนตำบลนาแขมสูง", "www.nakhaemsung.example", fill=False)
def home(kit: Kit) -> str:
    """An ordinary home page: side menu of the unit, news boxes, banners, no list of items."""
    kit.note = "side menu gives clear names; single news posts are optional at most"
    menu = [*ABOUT, *PEOPLE[:3], *PLANS[:2], PLANS[5], PLANS[7], *BUY[:4], *SERVICE[:3], *SERVICE[5:7], *TALK]
    settle(kit, [*menu, *HOME_NEWS])
    side = "".join(
        f'<tr><td class="m"><img src="i/arrow.gif"> {link(href, text)}</td></tr>' for href, text, _, _ in menu
    )
    news = "".join(
        f'<tr><td>[{n} ม.ค. 66] {link(href, text)} <img src="i/new.gif"></td></tr>'
        for n, (href, text, _, _) in enumerate(HOME_NEWS, 9)
    )
    weather = '<a href="https://weather.example/"><img src="i/weather.png" alt="พยากรณ์อากาศ"></a>'
    return f'<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>{kit.agency}</title></head><body><table width="980"><tr><td colspan="3"><img src="i/top.jpg"></td></tr><tr><td width="200" valign="top"><table>{side}</table></td><td valign="top"><h3>ข่าวล่าสุด</h3><table>{news}</table></td><td width="180" valign="top">{weather}<p>สถิติผู้เข้าชม 000431</p></td></tr></table></body></html>'
