"""What lies beside the question: ladder, links, quotations with their page, periods, picture; all escaped."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Sequence
from html import escape

from ita_audit.coverage import owner_label
from ita_audit.model import ElementAnswer, Observed, Rung
from ita_audit.model.codes import Place, worded
from ita_audit.observation import Audit
from ita_audit.personal import find_personal
from ita_audit.pictures import picture_of, words_of
from ita_audit.tables.remarks import places_cell, seen_words
from ita_audit.tables.table import Cell, cell_html, mark, safe, when
from ita_audit.thai import thai_date, tidy

_ROWS = 12
_OCR = "ถ้อยคำบนภาพที่โปรแกรมเดาจากตัวพิมพ์ (ตัวเลขถูกตัดออก ไม่ใช้วินิจฉัย) | Words guessed from the picture:"
_SHORT = 14


def question_html(audit: Audit, code: str) -> str:
    """The item, what it asks for, who answers, and what the rules say of it."""
    item, verdict = audit.item(code), audit.verdicts[code]
    facts = (
        owner_label(audit.assignment, code),
        f"ปีที่ขอ: {item.year_rule.th}",
        f"ชนิด: {item.kind.th}",
        f"{audit.points[code]:.2f} คะแนน",
    )
    told = " · ".join(f"<span class='fact'>{safe(fact)}</span>" for fact in facts)
    return (
        f"<h3>{code} {safe(item.title)}</h3><p class='facts'>{told}</p>"
        f"<p>ผลของกฎ | Rules: {mark(verdict.standing).html} {safe(verdict.reason_th, 800)}</p>"
    )


def evidence_html(audit: Audit, code: str) -> str:
    """Everything observed for one item, as headed tables."""
    seen = audit.evidence_of(code)
    parts = (
        _table("บันไดห้าขั้น | Ladder", ("ขั้น", "ผล", "เหตุผล"), _rungs(audit, code)),
        _table("ลิงก์ | Links", ("หลักฐาน", "เปิดดู", "ผล", "เห็นเมื่อ"), _links(seen)),
        _table("ข้อสังเกต | Remarks", ("ข้อสังเกต", "เหตุผล", "ที่"), _remarks(audit, code)),
        _table(
            "องค์ประกอบและข้อความที่พบ | Elements",
            ("องค์ประกอบ", "พบ", "ข้อความ หรือที่ให้ดู", "ที่"),
            [_element(answer) for answer in audit.ladders[code].element_answers],
        ),
        _table("ช่วงเวลาในเอกสาร | Periods", ("ข้อความ", "ครอบคลุม", "ที่", "ส่วน"), _periods(seen)),
        _picture(audit, seen),
    )
    return "".join(parts)


def _table(caption: str, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    if not rows:
        return f"<h4>{escape(caption)}</h4><p class='none'>ไม่มี | none</p>"
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in columns)
    lines = ["<tr>" + "".join(_cell(cell) for cell in row) + "</tr>" for row in rows]
    first = f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(lines[:_ROWS])}</tbody></table>"
    more = lines[_ROWS:]
    rest = (
        f"<details><summary>อีก {len(more)} รายการ | more</summary><table><thead><tr>{head}</tr></thead>"
        f"<tbody>{''.join(more)}</tbody></table></details>"
        if more
        else ""
    )
    return f"<h4>{escape(caption)}</h4>{first}{rest}"


def _cell(cell: object) -> str:
    """One cell; only short words of one kind stay on one line."""
    words = cell.text if isinstance(cell, Cell) and "<br>" in cell.html else cell
    long = isinstance(words, str) and len(words) > _SHORT
    return f"<td{' class=words' if long else ''}>{cell_html(cell)}</td>"


def _rungs(audit: Audit, code: str) -> list[tuple]:
    ladder = audit.ladders[code]
    return [(rung.th, mark(ladder.step(rung).answer), ladder.step(rung).reason_th) for rung in Rung]


def _links(seen: Iterable[Observed]) -> list[tuple]:
    return [(one.ref, _open(one), mark(one.check.status), when(one.check.observed_at)) for one in seen]


def _open(one: Observed) -> Cell:
    """A link that opens beside the desk and tells the site nothing; only http and https are links."""
    url, words = one.link.url or one.link.href, safe(one.link.text or one.link.url or one.link.href, 120)
    if not url.startswith(("http://", "https://")):
        return Cell(url, f"{words} <span class='url'>{safe(url, 120)}</span>")
    href = escape(url, quote=True)
    return Cell(
        url,
        f'<a target="_blank" rel="noreferrer noopener" href="{href}">{words}</a> '
        f"<span class='url'>{safe(url, 120)}</span>",
    )


def _remarks(audit: Audit, code: str) -> list[tuple]:
    return [
        (remark.kind.th, remark.reason_th, places_cell(remark.places))
        for remark in audit.ladders[code].remarks
    ]


def _element(answer: ElementAnswer) -> tuple:
    return answer.name, mark(answer.answer), seen_words(answer), _place(answer.evidence, answer.page)


def _place(ref: str, page: int | None) -> str:
    return f"{ref} หน้า {page}" if ref and page else ref


def _periods(seen: Iterable[Observed]) -> list[tuple]:
    return [
        (
            f"“{said.text}”",
            f"{thai_date(said.start)} – {thai_date(said.end)}",
            _place(one.ref, said.page),
            worded(Place, said.where),
        )
        for one in seen
        if one.period
        for said in one.period.statements
    ]


def _picture(audit: Audit, seen: Sequence[Observed]) -> str:
    """The first page of the first document that has a picture; without one, what keeps it away is said."""
    heading = "<h4>หน้าแรก | First page</h4>"
    for one in seen:
        data = picture_of(audit.case.evidence, one.check.sha256) if one.check.sha256 else b""
        if not data:
            continue
        if _is_private(one):
            return (
                f"{heading}<p class='none'>หน้าแรกของ {safe(one.ref)} มีข้อมูลส่วนบุคคล จึงไม่แสดงภาพ | withheld</p>"
            )
        shown = base64.b64encode(data).decode("ascii")
        alt = escape(_in_words(one), quote=True)
        title = words_of(audit.case.evidence, one.check.sha256)
        words = f"<p>{_OCR} “{safe(title)}”</p>" if title else ""
        return f'{heading}<img alt="{alt}" src="data:image/png;base64,{shown}">{words}'
    return ""


def _is_private(one: Observed) -> bool:
    """Tell a document whose first page shows personal data, as far as it has a text."""
    parts = one.reading.parts if one.reading else ()
    return any(find_personal(part.text) for part in parts if (part.page or 1) == 1)


def _in_words(one: Observed) -> str:
    """What the picture shows, for who cannot see it: the document, its pages, and its first words."""
    reading = one.reading
    first = (
        next((tidy(part.text) for part in reading.parts if part.page == 1 and part.text.strip()), "")
        if reading
        else ""
    )
    pages = f" จาก {reading.pages} หน้า" if reading and reading.pages else ""
    said = f" ขึ้นต้นว่า “{first[:160]}”" if first else " ไม่มีข้อความที่อ่านได้ ต้องดูด้วยตา"
    return f"ภาพหน้า 1{pages} ของหลักฐาน {one.ref}{said}"
