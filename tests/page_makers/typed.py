"""Broken tags, odd addresses and still other ways to write a label."""

from __future__ import annotations

from tests.page_makers import chrome
from tests.page_makers.kit import Kit, link, links, page

FULL = str.maketrans("O0123456789", "Ｏ０１２３４５６７８９")
ZOO = [
    lambda n, t: f"ตัวชี้วัด O{n} {t}",
    lambda n, t: f"หัวข้อที่ {n} {t}",
    lambda n, t: f"ข้อที่ {n} : {t}",
    lambda n, t: f"OIT-{n:02d} {t}",
    lambda n, t: f"[O{n}] {t}",
    lambda n, t: f"(O{n}) {t}",
    lambda n, t: f"O({n}) {t}",
    lambda n, t: f"O{n}. {t}".translate(FULL),
    lambda n, t: f"ITA-O{n} {t}",
    lambda n, t: f"O #{n} {t}",
    lambda n, t: f"O{n}_{t}",
    lambda n, t: f"\u041e{n} {t}",  # Cyrillic O
]


@page("220-more-labels-2566", 2566, "เทศบาลตำบลแม่ปูคาดอกเสี้ยว", "www.maepukha.example", style="wp")
def zoo(kit: Kit) -> str:
    """Twelve other spellings of the label."""
    kit.note = "brackets, full-width, Cyrillic O, words before the number"
    out = "".join(
        f"<p>{ZOO[n % 12](i.number, i.title)}<br>{links(i.links, ' ')}</p>" for n, i in enumerate(kit.items)
    )
    return chrome.wordpress(kit, f"<h1>OIT {kit.year}</h1>{out}", title=f"OIT {kit.year}")


@page("221-circled-numbers-2567", 2567, "เทศบาลตำบลบ้านปงดอนมูล", "www.banpongdonmun.example", style="file")
def circled(kit: Kit) -> str:
    """Circled figures before the names, in two columns."""
    kit.note = "① … ㉟ as labels"
    signs = [chr(0x2460 + n) for n in range(20)] + [chr(0x3251 + n) for n in range(15)]
    half = len(kit.items) // 2
    columns = "".join(
        f"<div class='col-6'>{''.join(f'<div>{signs[i.number - 1]} {i.title} {links(i.links)}</div>' for i in part)}</div>"
        for part in (kit.items[:half], kit.items[half:])
    )
    return chrome.bootstrap(kit, f"<h2>OIT {kit.year}</h2><div class='row'>{columns}</div>", version=4)


@page("222-section-numbers-2566", 2566, "องค์การบริหารส่วนตำบลสันโค้งหลวง", "www.sankhong.example", style="drive")
def section_numbers(kit: Kit) -> str:
    """1.1, 1.2 … 7.5: the office numbers sections and items itself."""
    kit.numbers = False
    kit.note = "own numbers such as 4.2; only the titles tell"
    out = []
    for s, (_, title, items) in enumerate(kit.groups(), 1):
        out.append(f"<h4>{s}. {title}</h4>")
        out += [f"<p>{s}.{n} {i.title} {links(i.links, ' / ')}</p>" for n, i in enumerate(items, 1)]
    return chrome.bootstrap(kit, f"<h2>การเปิดเผยข้อมูลสาธารณะ (OIT) {kit.year}</h2>{''.join(out)}")


@page("223-broken-tags-2564", 2564, "เทศบาลตำบลยุหว่าคำฟู", "www.yuwakhamfu.example", style="old")
def broken(kit: Kit) -> str:
    """Links never closed, bold closed after the link, paragraphs of open FONT tags."""
    kit.note = "<a> closed by the next <a>, <a><b></a></b>, unclosed font piling up"
    out = []
    for n, item in enumerate(kit.items):
        item.links = item.links[:1]
        href, text = item.href, f"O{item.number} {item.title}"
        out.append(
            [
                f'<p><font color="blue"><a href="{href}">{text}\n',
                f"<p><a href={href}><b>{text}</a></b></p>\n",
                f'<p><font size="2"><a href = "{href}" >{text}</a>\n',
            ][n % 3]
        )
    return chrome.tables(kit, f"<h3>ITA {kit.year}</h3>{''.join(out)}")


@page("224-odd-addresses-2566", 2566, "เทศบาลตำบลแม่ก๊าคำเมือง", "www.maekakhammueang.example", style="thai")
def odd(kit: Kit) -> str:
    """Addresses with spaces, line breaks, entities, Thai names, no scheme; a base element."""
    kit.note = "href as written: blanks around and inside, //host, www. without scheme, percent-encoded Thai"
    forms = [
        lambda n: f" เอกสาร ita/แผนผัง {n}.pdf ",
        lambda n: f"\n   files/{n}.pdf\n  ",
        lambda n: f"//cdn.maeka.example/{n}.pdf",
        lambda n: f"www.maeka.example/ita/{n}",
        lambda n: f"/%E0%B8%82%E0%B9%89%E0%B8%AD/{n}.docx",
        lambda n: f"download.php?file=a&amp;id={n}",
        lambda n: f"ftp://ftp.maeka.example/{n}.zip",
    ]
    rows = []
    for n, item in enumerate(kit.items):
        item.links = [(forms[(n + k) % 7](2000 + n * 5 + k), text) for k, (_, text) in enumerate(item.links)]
        shown = "".join(f'<a href="{h}">{t}</a> ' for h, t in item.links)
        item.links = [(h.replace("&amp;", "&"), t) for h, t in item.links]
        rows.append(f"<tr><td>O{item.number}</td><td>{item.title}</td><td>{shown}</td></tr>")
    return chrome.bootstrap(
        kit,
        f"<h2>OIT {kit.year}</h2><table>{''.join(rows)}</table>",
        head='<base href="https://www.maeka.example/site/">',
    )


WANTS = [
    "แสดงข้อมูลครบตามองค์ประกอบ",
    "แสดงแผนผัง ตำแหน่ง และหน้าที่ของแต่ละส่วนงาน",
    "แสดงผลการดำเนินการที่เกิดขึ้นในปีงบประมาณ",
    "แสดงช่องทางที่บุคคลภายนอกใช้ได้จริง",
]


@page("225-requirement-is-link-text-2567", 2567, "เทศบาลตำบลท่าเดื่อมืดกา", "www.thaduea.example", style="query")
def requirement(kit: Kit) -> str:
    """No titles: the number, then a link that reads like the handbook's requirement."""
    kit.note = "only numbers tell; link texts are requirements, alike for many items"
    out = "".join(
        f"<div class='req'><span>O{i.number}</span> "
        + " ".join(
            link(h, f"{WANTS[(n + k) % 4]} อย่างน้อย {n % 5 + 1} รายการ") for k, (h, _) in enumerate(i.links)
        )
        + "</div>"
        for n, i in enumerate(kit.items)
    )
    return chrome.bootstrap(kit, f"<h2>แบบตรวจการเปิดเผยข้อมูลสาธารณะ OIT {kit.year}</h2>{out}")


@page("226-three-instruments-2567", 2567, "เทศบาลตำบลกองแขกสวนลำไย", "www.kongkhaek.example", style="path")
def instruments(kit: Kit) -> str:
    """IIT and EIT questions with codes I1 … and E1 … stand on the page of the OIT list."""
    kit.note = "I1 … I12 and E1 … E9 are questionnaire items, with links of their own"
    iit = "".join(
        f"<li>I{n} {link(kit.href('query'), f'ท่านเห็นว่าหน่วยงานปฏิบัติตามข้อ {n} เพียงใด')}</li>"
        for n in range(1, 13)
    )
    eit = "".join(
        f"<li>E{n} {link(kit.href('query'), f'เจ้าหน้าที่ให้บริการตามขั้นตอนข้อ {n} เพียงใด')}</li>"
        for n in range(1, 10)
    )
    oit = "".join(f"<li>O{i.number} {i.title} {links(i.links, ' ')}</li>" for i in kit.items)
    return chrome.bootstrap(
        kit,
        f"<h1>ITA {kit.year}</h1><h2>IIT</h2><ul>{iit}</ul><h2>EIT</h2><ul>{eit}</ul><h2>OIT</h2><ul>{oit}</ul>",
        version=4,
    )
