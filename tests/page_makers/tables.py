"""Lists laid out as tables, one markup a maker."""

from __future__ import annotations

from tests.page_makers import chrome
from tests.page_makers.evidence import monthly
from tests.page_makers.kit import Kit, link, links, page

WANTS = {
    1: "แสดงแผนผังโครงสร้างการแบ่งส่วนราชการ ประกอบด้วยตำแหน่งที่สำคัญ",
    2: "แสดงรายชื่อ รูปถ่าย ตำแหน่ง และช่องทางการติดต่อของผู้บริหารแต่ละคน",
    4: "แสดงแผนที่มีระยะมากกว่า 1 ปี มียุทธศาสตร์ เป้าหมาย ตัวชี้วัด",
    12: "แสดงความก้าวหน้าการดำเนินงานตามแผนในข้อ O11 อย่างน้อย 6 เดือน",
    21: "แสดงงานที่ซื้อหรือจ้าง วงเงิน วิธี รายชื่อผู้เสนอราคา เป็นรายเดือน",
    28: "แสดงช่องทางออนไลน์ แยกต่างหากจากช่องทางร้องเรียนทั่วไป ตามแนวปฏิบัติในข้อ O27",
    35: "แสดงผลการดำเนินการตามมาตรการในข้อ O34 โดยมีข้อมูลการประเมินความเสี่ยงการทุจริต",
    37: "แสดงความก้าวหน้าตามแผนปฏิบัติการป้องกันการทุจริตในข้อ O36",
}


@page("001-raw-address-column-2566", 2566, "เทศบาลตำบลผาแสงดาว", "www.phasaengdao.example")
def raw_address_column(kit: Kit) -> str:
    """Four columns; the address itself is printed as link text in the column for remarks."""
    kit.note = "addresses printed as text; a few are not links (optional); wants name other items"
    rows = []
    for item in kit.items:
        full = [(f"http://{kit.host}/{href}", "") for href, _ in item.links]
        item.links = full
        shown = "<br>\n".join(link(href, href, target="_blank") for href, _ in full)
        if item.number in (9, 30):
            bare = f"https://www.facebook.com/invented.{item.number}"
            shown += f"<br>{bare}"
            kit.optional[f"O{item.number}"] = [bare]
        want = WANTS.get(item.number, f"แสดง{item.title}")
        rows.append(
            f"<tr>\n<td align='center'>O{item.number}</td>\n<td>{item.title}</td>\n<td>○ {want}</td>\n<td>{shown}</td>\n</tr>"
        )
    body = (
        f"<h3>แบบตรวจการเปิดเผยข้อมูลสาธารณะ (OIT) ประจำปีงบประมาณ พ.ศ. {kit.year}</h3>"
        "<table class='table table-bordered'><thead><tr><th>ข้อ</th><th>ข้อมูล</th><th>รายละเอียด</th><th>หมายเหตุ</th></tr></thead>"
        f"<tbody>{''.join(rows)}</tbody></table>"
    )
    return chrome.bootstrap(kit, body)


@page(
    "002-rowspan-months-2566", 2566, "องค์การบริหารส่วนตำบลหนองปลาเงิน", "www.nongplangoen.example", style="query"
)
def rowspan(kit: Kit) -> str:
    """The sub-indicator spans its items, the item spans one row for each document."""
    kit.note = "indicator and item cells with rowspan; O21 spans twelve rows"
    kit[21].links = monthly(kit)
    rows = []
    for sub, sub_title, items in kit.groups():
        height = sum(max(1, len(item.links)) for item in items)
        first = f'<td rowspan="{height}" class="v">ตัวชี้วัดย่อย {sub}<br>{sub_title}</td>'
        for item in items:
            span = max(1, len(item.links))
            head = f'<td rowspan="{span}">O{item.number}</td><td rowspan="{span}">{item.title}</td>'
            for href, text in item.links:
                rows.append(
                    f'<tr>{first}{head}<td>{text}</td><td><a href="{href}"><img src="img/pdf.png" alt="pdf"></a></td></tr>'
                )
                first = head = ""
    body = f'<h2>OIT ปี {kit.year}</h2><table border="1" width="100%">{"".join(rows)}</table>'
    return chrome.bootstrap(kit, body, version=4)


@page("003-same-link-text-2565", 2565, "เทศบาลตำบลทุ่งเอื้องคำ", "www.thungueangkham.example", style="old")
def same_text(kit: Kit) -> str:
    """Every link reads the same; only the row tells which item it is for."""
    kit.note = "identical link text in all rows; heading rows repeat names of items"
    rows = []
    for sub, title, items in kit.groups():
        rows.append(f'<tr class="head"><td colspan="3"><b>ตัวชี้วัดย่อยที่ {sub} {title}</b></td></tr>')
        if sub == "9.3":
            rows.append('<tr><td colspan="3">แผนการใช้จ่ายงบประมาณประจำปี</td></tr>')
        for item in items:
            cell = links([(href, "คลิกลิงค์ข้อมูล") for href, _ in item.links])
            rows.append(
                f'<tr><td class="c">ข้อ O{item.number}</td><td>{item.title}</td><td class="c">{cell}</td></tr>'
            )
    body = (
        f"<center><font size='4'>ข้อมูลการเปิดเผยสาธารณะ OIT ปีงบประมาณ {kit.year}</font></center>"
        f"<table border='1' cellpadding='4'><tr><th>ข้อ</th><th>ข้อมูล</th><th>ลิงค์อ้างอิง</th></tr>{''.join(rows)}</table>"
    )
    return chrome.tables(kit, body)


@page("004-unclosed-cells-2564", 2564, "เทศบาลตำบลบ้านกลางนา", "www.banklangna.example", style="query")
def unclosed(kit: Kit) -> str:
    """Old editor: upper-case tags, FONT, no closing TD or TR."""
    kit.note = "unclosed TD and TR, FONT inside, nbsp for indentation"
    rows = "\n".join(
        f'<TR><TD ALIGN=center><FONT FACE="MS Sans Serif" SIZE=2>O{i.number}</FONT><TD>&nbsp;&nbsp;<FONT COLOR="#000080">{i.title}</FONT>'
        f"<TD>{links(i.links)}"
        for i in kit.items
    )
    body = f"<P ALIGN=center><B>การเปิดเผยข้อมูลสาธารณะ ITA {kit.year}</B></P>\n<TABLE BORDER=1 WIDTH=98%>\n{rows}\n</TABLE>"
    return chrome.tables(kit, body)


@page("005-no-charset-cp874-2564", 2564, "เทศบาลตำบลวังแก้วมณี", "www.wangkaeomani.example", style="thai")
def cp874(kit: Kit) -> str:
    """Windows-874 bytes and nothing that says so; Thai letters in the addresses too."""
    kit.encoding = "cp874"
    kit.note = "cp874 without charset; href with Thai letters"
    rows = []
    for n, item in enumerate(kit.items):
        colour = "#FFFFFF" if n % 2 else "#F0F0F0"
        cells = "".join(f'<LI><A HREF="{href}">{text}</A>' for href, text in item.links)
        rows.append(
            f'<TR BGCOLOR="{colour}"><TD WIDTH="8%" NOWRAP>{item.number}.</TD><TD WIDTH="45%">{item.title}</TD><TD><UL>{cells}</UL></TD></TR>'
        )
    body = f"<H3>OIT {kit.year}</H3><TABLE WIDTH='100%'>{''.join(rows)}</TABLE>"
    return chrome.tables(kit, body, charset="")


@page("006-link-column-first-2567", 2567, "เทศบาลเมืองนาวาทอง", "www.nawathong.example", style="drive")
def link_first(kit: Kit) -> str:
    """The column of links stands before number and name."""
    kit.note = "link icon precedes the name of its item"
    rows = []
    for item in kit.items:
        icons = " ".join(
            f'<a class="btn btn-sm" href="{href}" target="_blank" title="เปิด"><i class="fa fa-file-pdf-o"></i></a>'
            for href, _ in item.links
        )
        rows.append(f"<tr><td>{icons}</td><td><b>O{item.number}</b></td><td>{item.title}</td></tr>")
    head = "<tr><th>ไฟล์</th><th>รหัส</th><th>รายการ</th></tr>"
    return chrome.bootstrap(
        kit, f"<table class='table table-striped'>{head}{''.join(rows)}</table>", version=4
    )


@page(
    "007-two-rows-an-item-2566", 2566, "องค์การบริหารส่วนตำบลเขาหินซ้อนเมฆ", "www.khaohinson.example", style="file"
)
def two_rows(kit: Kit) -> str:
    """A row for the title, the row below for its links."""
    kit.note = "title row, then a row of links; two title rows are followed by an empty row"
    rows = []
    for item in kit.items:
        if item.number in (16, 33):
            item.links = []
        body = " , ".join(link(href, text) for href, text in item.links) or "&nbsp;"
        rows.append(
            f'<tr class="topic"><td colspan="2">O{item.number} {item.title}</td></tr>\n'
            f'<tr class="data"><td width="30">&raquo;</td><td>{body}</td></tr>'
        )
    return chrome.tables(
        kit, f'<table width="95%" align="center">{"".join(rows)}</table>', title=f"ITA {kit.year}"
    )


@page("008-shared-cell-2567", 2567, "เทศบาลตำบลสระบัวหลวงใน", "www.sabuanai.example", style="amp")
def shared_cell(kit: Kit) -> str:
    """One cell of links beside two items, and one line that names two items."""
    kit.note = "rowspan on the link cell shares it between two items; O34/O35 share one line"
    kit[11].links = kit[10].links = [*kit[10].links, *kit[11].links]
    kit[28].links = kit[27].links = kit[27].links[:1]
    kit[35].links = kit[34].links = kit[34].links[:1]
    rows = []
    for item in kit.items:
        if item.number == 35:
            continue
        span = ' rowspan="2"' if item.number in (10, 27) else ""
        cell = "" if item.number in (11, 28) else f"<td{span}>{links(item.links)}</td>"
        label, title = f"O{item.number}", item.title
        if item.number == 34:
            label, title = "O34 - O35", f"{item.title} และ{kit[35].title}"
        rows.append(f"<tr><td>{label}</td><td>{title}</td>{cell}</tr>")
    body = f"<h4>ITA ประจำปี {kit.year}</h4><table class='table'>{''.join(rows)}</table>"
    return chrome.bootstrap(kit, body)


@page("009-two-items-a-row-2566", 2566, "เทศบาลตำบลโคกสนสูง", "www.khoksonsung.example", style="path")
def side_by_side(kit: Kit) -> str:
    """Two items side by side in each row."""
    kit.note = "O1 | link | O2 | link in one row"
    rows = []
    for left, right in zip(kit.items[::2], [*kit.items[1::2], None], strict=True):
        cells = ""
        for item in (left, right):
            if item is None:
                cells += "<td>&nbsp;</td><td>&nbsp;</td><td>&nbsp;</td>"
                continue
            cells += f"<td>O{item.number}</td><td>{item.title}</td><td>{links([(h, 'เปิดดู') for h, _ in item.links], ' ')}</td>"
        rows.append(f"<tr>{cells}</tr>")
    return chrome.tables(kit, f"<h3>OIT {kit.year}</h3><table border=1>{''.join(rows)}</table>")


@page("010-element-rows-2566", 2566, "องค์การบริหารส่วนตำบลท่าไม้งาม", "www.thamaingam.example", style="file")
def element_rows(kit: Kit) -> str:
    """An item's required elements have rows and links of their own, in words of other items."""
    kit.note = "element rows under O2, O4, O27, O42 name other items; they belong to the row group"
    parts = {
        2: ["ข้อมูลการติดต่อของผู้บริหาร", "รูปถ่ายและตำแหน่ง"],
        4: ["ยุทธศาสตร์การพัฒนา", "แผนดำเนินงานตามยุทธศาสตร์"],
        27: ["ช่องทางการร้องเรียน", "ขั้นตอนการจัดการเรื่องร้องเรียน", "ระยะเวลาดำเนินการ"],
        42: ["การวิเคราะห์ผลการประเมินปีก่อน", "มาตรการและการกำกับติดตาม"],
    }
    rows = []
    for item in kit.items:
        names = parts.get(item.number)
        if names:
            item.links = [(kit.href(), "ดูข้อมูล") for _ in names]
            rows.append(f"<tr class='t'><th>O{item.number}</th><th colspan='2'>{item.title}</th></tr>")
            rows += [
                f"<tr><td></td><td>- {name}</td><td>{link(href, text)}</td></tr>"
                for name, (href, text) in zip(names, item.links, strict=True)
            ]
        else:
            cell = links([(href, "ดูข้อมูล") for href, _ in item.links])
            rows.append(f"<tr class='t'><th>O{item.number}</th><th>{item.title}</th><td>{cell}</td></tr>")
    return chrome.bootstrap(
        kit, f"<h2>ITA {kit.year}</h2><table class='table'>{''.join(rows)}</table>", version=4
    )


@page("011-joomla-nested-tables-2565", 2565, "เทศบาลตำบลดอนกระเจียว", "www.donkrachiao.example", style="file")
def joomla(kit: Kit) -> str:
    """A Joomla article: tables inside tables, one inner table for each sub-indicator."""
    kit.note = "tables nested in tables, print and e-mail icons as decoys, hits counter with numbers"
    inner = []
    for sub, title, items in kit.groups():
        rows = "".join(
            "<tr><td width='60'><span style='color:#0000ff;'>OIT{n}</span></td><td><table width='100%'><tr><td>{t}</td></tr>"
            "<tr><td>{l}</td></tr></table></td></tr>".format(
                n=i.number, t=i.title, l=links(i.links, "<br />", target="_blank")
            )
            for i in items
        )
        inner.append(f"<tr><td><strong>{sub} {title}</strong><table border='0'>{rows}</table></td></tr>")
    body = (
        '<div class="componentheading">ITA</div><table class="contentpaneopen"><tr>'
        f'<td class="contentheading" width="100%">การประเมิน ITA {kit.year}</td>'
        '<td class="buttonheading"><a href="index.php?view=article&amp;id=77&amp;format=pdf"><img src="images/pdf_button.png" alt="PDF"></a></td>'
        '<td class="buttonheading"><a href="index.php?view=article&amp;id=77&amp;print=1"><img src="images/printButton.png" alt="พิมพ์"></a></td></tr></table>'
        f'<table class="contentpaneopen"><tr><td>เขียนโดย Administrator, ฮิต: 1043</td></tr><tr><td><table>{"".join(inner)}</table></td></tr></table>'
    )
    return chrome.tables(kit, body, title="ITA")


@page(
    "012-running-number-column-2566",
    2566,
    "เทศบาลตำบลแม่ข้าวต้มหวาน",
    "www.maekhaotomwan.example",
    style="drive",
)
def running_number(kit: Kit) -> str:
    """A running number that restarts in each section stands before the item's bare number."""
    kit.note = "columns ลำดับ (restarts) and ข้อที่ (bare number), date column with day numbers"
    out = []
    for sub, title, items in kit.groups():
        rows = "".join(
            f"<tr><td>{n}</td><td>{i.number}</td><td>{i.title}</td><td>{links(i.links)}</td><td>{i.number % 27 + 2}/03/66</td></tr>"
            for n, i in enumerate(items, 1)
        )
        head = "<tr><th>ลำดับ</th><th>ข้อที่</th><th>ประเด็นการตรวจ</th><th>ลิงก์</th><th>วันที่</th></tr>"
        out.append(
            f"<h5>{sub} {title}</h5><table class='table table-sm'><thead>{head}</thead><tbody>{rows}</tbody></table>"
        )
    return chrome.bootstrap(kit, f"<h2>OIT {kit.year}</h2>{''.join(out)}", version=4)
