"""A letter as one HTML page: offline, to print on A4, readable by machines and screen readers."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from ita_audit.letters.compose import (
    ATTACHED_FORM,
    ATTACHED_ITEMS,
    CONFIRM,
    DOTS,
    EYES,
    FIX,
    PERSONAL,
    Letter,
    Question,
)
from ita_audit.letters.rows import Row, address, clickable
from ita_audit.report.html import font_css
from ita_audit.thai import thai_digits

POLICY = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:"
_STYLE = """
* { box-sizing: border-box; }
body { margin: 0; background: #eef1f4; color: #111; font: 17px/1.6 "TH Sarabun New", Sarabun, sans-serif; }
main { max-width: 210mm; min-height: 297mm; margin: 0 auto; padding: 15mm 20mm 20mm 30mm; background: #fff; }
.head { display: grid; grid-template-columns: 18mm 1fr 18mm; align-items: center; }
.emblem { width: 15mm; height: 15mm; }
h1 { font-size: 2rem; text-align: center; margin: 0; letter-spacing: .02em; }
h2 { font-size: 1.1rem; margin: 1.1rem 0 .3rem; break-after: avoid; }
.fields { margin: .4rem 0 1rem; }
.fields p { display: flex; gap: .5rem; margin: .1rem 0; align-items: baseline; }
.fields b { font-size: 1.15rem; white-space: nowrap; }
.fields span { flex: 1; border-bottom: 1px dotted #444; overflow-wrap: anywhere; }
p.body { text-indent: 2.5cm; margin: .35rem 0; }
table { border-collapse: collapse; width: 100%; font-size: .88rem; line-height: 1.45; margin: .3rem 0 .8rem; }
caption { text-align: left; font-weight: 700; padding: .2rem 0; }
th, td { border: 1px solid #444; padding: .2rem .35rem; vertical-align: top; text-align: left; overflow-wrap: anywhere; }
thead th { background: #e8edf2; } thead { display: table-header-group; } tr { break-inside: avoid; }
.n { width: 2.4rem; text-align: center; } .item { width: 22%; } .do { width: 19%; } .ex { width: 25%; }
.q { width: 34%; } .yes { width: 15%; } .who { width: 13.5%; } .wide { page: wide; break-before: page; margin-top: 3rem; }
a { color: #0b3d91; } .code { white-space: nowrap; } .small { font-size: .92em; color: #333; }
.sign { margin: 2rem 0 0 45%; text-align: center; break-inside: avoid; } .sign p { margin: .2rem 0; }
.demo { text-align: center; font-weight: 700; border: 1px dashed #5c4800; background: #fff6d6; color: #5c4800; margin: 0 0 .5rem; }
@page { size: A4; margin: 15mm 20mm 18mm 30mm; @bottom-center { content: counter(page, thai) " / " counter(pages, thai); font: 12px Sarabun, sans-serif; } }
@page wide { size: A4 landscape; margin: 20mm; }
@media print { .wide { margin-top: 0; } body { background: #fff; font-size: 14px; } main { padding: 0; max-width: none; min-height: 0; } a { color: inherit; text-decoration: none; } }
"""


def letter_page(letter: Letter) -> str:
    """Lay a letter out as an HTML page; nothing in it is fetched or run."""
    body = "".join(
        (
            '<p class="demo">ข้อมูลสาธิต · หน่วยงานสมมุติ</p>' if letter.demo else "",
            '<div class="head"><div class="emblem"></div><h1>บันทึกข้อความ</h1><div></div></div>',
            _fields(letter),
            f'<h2>{thai_digits("1")}. เรื่องเดิม</h2><p class="body">{escape(letter.paragraphs[0])}</p>',
            f'<h2>{thai_digits("2")}. ข้อเท็จจริง</h2><p class="body">{escape(letter.paragraphs[1])}</p>',
            f'<h2>{thai_digits("3")}. ข้อพิจารณา</h2><p class="body">{escape(letter.paragraphs[2])}</p>',
            '<p class="body">จึงเรียนมาเพื่อโปรดพิจารณาดำเนินการ</p>',
            _sign(letter),
            f'<section class="wide"><h2>{ATTACHED_ITEMS} {escape(letter.unit)}</h2>',
            _table(PERSONAL, letter.personal),
            _table(FIX, letter.fix),
            _table(CONFIRM, [row for row in letter.confirm if row.asks]),
            _table(EYES, [row for row in letter.confirm if not row.asks]),
            "</section>",
            _form(letter) if letter.questions else "",
        )
    )
    return document(f"บันทึกข้อความ {letter.unit}", body, _STYLE)


def document(title: str, body: str, style: str) -> str:
    """One offline page in Thai with the font inside; title and body are given, the body escaped already."""
    return (
        '<!DOCTYPE html>\n<html lang="th">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n<link rel="icon" href="data:,">\n'
        f"<title>{escape(title)}</title>\n<style>{font_css()}{style}</style>\n</head>\n"
        f"<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _fields(letter: Letter) -> str:
    return (
        f'<div class="fields"><p><b>ส่วนราชการ</b><span>{escape(letter.office)}</span></p>'
        f"<p><b>ที่</b><span>&nbsp;</span><b>วันที่</b><span>{escape(letter.day)}</span></p>"
        f"<p><b>เรื่อง</b><span>{escape(letter.subject)}</span></p></div>"
        f"<p><b>เรียน</b>&nbsp; {escape(letter.to)}</p>"
    )


def _table(caption: str, rows: Sequence[Row]) -> str:
    if not rows:
        return ""
    heads = ('<th scope="col" class="n">ที่</th>', '<th scope="col" class="item">ข้อ</th>', '<th scope="col">สิ่งที่พบและลิงก์</th>',
             '<th scope="col" class="do">สิ่งที่ต้องทำ</th>', '<th scope="col" class="ex">ตัวอย่างที่ถือว่าครบ</th>')  # fmt: skip
    body = "\n".join(_row(number, row) for number, row in enumerate(rows, 1))
    return (
        f"<table><caption>{escape(caption)}</caption><thead><tr>{''.join(heads)}</tr></thead>\n"
        f"<tbody>\n{body}\n</tbody></table>"
    )


def _row(number: int, row: Row) -> str:
    links = "".join(f"<br>{anchor(url)}" for url in row.links) or "<br>(ไม่มีลิงก์ให้เปิด)"
    more = thai_digits(f"<br>และอีก {row.more_links} ลิงก์") if row.more_links else ""
    refs = f'<br><span class="small">หลักฐาน {escape(", ".join(row.refs))}</span>' if row.refs else ""
    return (
        f'<tr><td class="n">{thai_digits(str(number))}</td>'
        f'<th scope="row"><span class="code">{row.item}</span> {escape(row.title)}<br>'
        f'<span class="small">{row.code} · {row.stake}</span></th>'
        f"<td>{escape(row.found)}{links}{more}{refs}</td><td>{escape(row.action)}</td><td>{escape(row.example)}</td></tr>"
    )


def anchor(url: str) -> str:
    """An address as text; clickable only where that is safe."""
    shown = escape(address(url))
    if not clickable(url):
        return shown
    return f'<a rel="noreferrer noopener" href="{escape(url, quote=True)}">{shown}</a>'


def _sign(letter: Letter) -> str:
    name = escape(letter.signer or DOTS)
    return f'<div class="sign"><p>(ลงชื่อ) {DOTS}</p><p>({name})</p><p>{escape(letter.position)}</p></div>'


def _form(letter: Letter) -> str:
    head = f'<section class="wide"><h2>{ATTACHED_FORM} {escape(letter.unit)}</h2>'
    return f"{head}{_reply(letter.questions)}</section>"


def _reply(questions: Sequence[Question]) -> str:
    """A form to fill in and send back: the cause is the unit's to tell."""
    names = (
        ("q", "ข้อตรวจพบและคำถาม"),
        ("yes", "ความเห็น"),
        ("why", "สาเหตุและการแก้ไข"),
        ("who", "ผู้รับผิดชอบ"),
        ("who", "กำหนดเสร็จ"),
    )
    heads = "".join(f'<th scope="col" class="{width}">{name}</th>' for width, name in names)
    body = "\n".join(
        f'<tr><th scope="row"><span class="code">{q.code}</span> {escape(q.title)} ({", ".join(q.items)})<br>'
        f'<span class="small">{escape(q.question)}</span></th>'
        "<td>☐ เห็นด้วย<br>☐ ไม่เห็นด้วย</td><td>&nbsp;</td><td>&nbsp;</td><td>&nbsp;</td></tr>"
        for q in questions
    )
    return f"<table><caption>เขียนในช่องว่างแล้วส่งคืน</caption><thead><tr>{heads}</tr></thead>\n<tbody>\n{body}\n</tbody></table>"
