"""Evidence that is no plain link: comments, handlers, scripts, frames."""

from __future__ import annotations

from tests.page_makers import chrome
from tests.page_makers.kit import Kit, link, links, page


@page("090-handlers-and-comments-2566", 2566, "เทศบาลตำบลสบเมยเงิน", "www.sopmoeingoen.example", style="file")
def handlers(kit: Kit) -> str:
    """Rows open their file by onclick; last year's links are kept in comments."""
    kit.note = "addresses in onclick count, links in comments do not"
    out = ["<!-- รายการเก่า ปี 2565\n<ul><li><a href='old/o1.pdf'>O1 โครงสร้าง</a></li></ul>\n-->"]
    for n, item in enumerate(kit.items):
        calls = [
            "window.open('{}')",
            "location.href='{}'",
            "window.open(&quot;{}&quot;,&quot;_blank&quot;); return false;",
        ]
        cells = "".join(
            f'<span class="btn" onclick="{calls[n % 3].format(href)}">{text}</span>'
            for href, text in item.links
        )
        old = f"<!-- <a href='old/{item.number + 400}.pdf'>{item.title}</a> -->" if n % 3 == 0 else ""
        out.append(f'<div class="line"><label>O{item.number} {item.title}</label>{old}{cells}</div>')
    return chrome.bootstrap(kit, f"<h2>OIT {kit.year}</h2>{''.join(out)}", version=4)


@page(
    "091-written-by-row-scripts-2567",
    2567,
    "องค์การบริหารส่วนตำบลแพะเมืองแก้ว",
    "www.phaemueangkaeo.example",
    style="query",
)
def row_scripts(kit: Kit) -> str:
    """Each cell's link is written by a one-line script that stands in the cell."""
    kit.note = "document.write in the cell; a browser shows the link in its row"
    rows = []
    for n, item in enumerate(kit.items):
        href = item.href
        item.links = item.links[:1]
        call = (
            f'document.write(\'<a href="{href}" target="_blank">ดาวน์โหลด</a>\');'
            if n % 2
            else f'show_file("{href}", "ดาวน์โหลด");'
        )
        rows.append(f"<tr><td>O{item.number}</td><td>{item.title}</td><td><script>{call}</script></td></tr>")
    script = '<script>function show_file(u,t){document.write("<a href=\'"+u+"\'>"+t+"</a>");}</script>'
    return chrome.tables(kit, f"{script}<h3>OIT {kit.year}</h3><table>{''.join(rows)}</table>")


@page("092-frames-2567", 2567, "เทศบาลตำบลนางเลวใหม่งาม", "www.nanglaeomai.example", style="drive")
def frames(kit: Kit) -> str:
    """Each document is shown in the page: iframe, embed or object under its heading."""
    kit.note = "src of iframe and embed, data of object are the evidence; a video frame at the top is not"
    out = ['<iframe width="560" src="https://www.youtube.example/embed/intro" title="แนะนำหน่วยงาน"></iframe>']
    for n, item in enumerate(kit.items):
        item.links = item.links[:1]
        src = item.href if n % 3 == 0 else f"uploads/doc_{kit.rng.randrange(10**6)}_{n}.pdf"
        item.links = [(src, "")]
        shown = [
            f'<iframe src="{src}" width="100%" height="480" allow="autoplay"></iframe>',
            f'<embed src="{src}" type="application/pdf" width="100%" height="480">',
            f'<object data="{src}" type="application/pdf" width="100%" height="480"><p>เปิดไฟล์ไม่ได้</p></object>',
        ][n % 3]
        out.append(f"<h3>O{item.number} {item.title}</h3>{shown}")
    return chrome.wordpress(kit, f"<h1>OIT {kit.year}</h1>{''.join(out)}", title=f"OIT {kit.year}")


@page("093-script-addresses-2566", 2566, "เทศบาลตำบลปงยางคกหลวง", "www.pongyangkhok.example", style="file")
def script_addresses(kit: Kit) -> str:
    """Half of the links call a script with the file's address."""
    kit.note = "javascript:open_doc('…') is no link; the address in it is optional"
    out = []
    for n, item in enumerate(kit.items):
        shown = links(item.links)
        if n % 2:
            kit.optional[f"O{item.number}"] = [href for href, _ in item.links]
            shown = links([(f"javascript:open_doc('{href}')", text) for href, text in item.links])
            item.links = []
        out.append(f"<tr><td>O{item.number}. {item.title}</td></tr><tr><td>{shown}</td></tr>")
    return chrome.tables(kit, f"<h3>OIT {kit.year}</h3><table>{''.join(out)}</table>")


@page("094-word-export-2565", 2565, "เทศบาลตำบลนาแส่งคำหวาน", "www.nasaengkhamwan.example", style="drive")
def word(kit: Kit) -> str:
    """Saved from a word processor: label torn into spans, round bullets written as the letter o."""
    kit.note = "spans split 'O' and the digits; 'o' bullets before requirement lines"
    out = []
    for item in kit.items:
        digits = "".join(f"<span lang=EN-US style='font-size:16.0pt'>{d}</span>" for d in str(item.number))
        out.append(
            f"<p class=MsoNormal><b><span lang=EN-US>O</span>{digits}<span lang=TH style='font-family:\"TH SarabunPSK\"'>&nbsp;{item.title}</span></b><o:p></o:p></p>"
            f"<p class=MsoListParagraph style='text-indent:-18.0pt'><span style='font-family:\"Courier New\"'>o<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp; </span></span><span lang=TH>แสดงข้อมูลตามที่กำหนด</span></p>"
        )
        out += [f"<p class=MsoNormal><span lang=TH>{link(h, t)}</span></p>" for h, t in item.links]
    return chrome.tables(kit, f"<div class=WordSection1>{''.join(out)}</div>", title=f"OIT {kit.year}")
