"""What lies beside the question: ladder, links, quotations with their page, periods, picture; all escaped."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Sequence
from html import escape

from ita_audit.coverage import owner_label
from ita_audit.model import ElementAnswer, Observed, Rung
from ita_audit.observation import Audit
from ita_audit.personal import mask_person
from ita_audit.tables.table import Cell, cell_html, mark, safe, when
from ita_audit.thai import thai_date

_ROWS = 12
_SHORT = 14
_PNG, _MAX_PICTURE = b"\x89PNG\r\n\x1a\n", 2_000_000


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
        _table(
            "องค์ประกอบและข้อความที่พบ | Elements",
            ("องค์ประกอบ", "พบ", "ข้อความ หรือที่ควรดู", "ที่"),
            [_element(answer) for answer in audit.ladders[code].element_answers],
        ),
        _table("ช่วงเวลาในเอกสาร | Periods", ("ข้อความ", "ครอบคลุม", "ที่"), _periods(seen)),
        _table("ข้อสังเกต | Remarks", ("เรื่อง", "ข้อสังเกต", "หลักฐาน"), _remarks(audit, code)),
        _pictures(seen),
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
    long = isinstance(cell, str) and len(cell) > _SHORT
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


def _element(answer: ElementAnswer) -> tuple:
    words = f"“{answer.quote}”" if answer.quote else answer.look_th if not answer.seen else ""
    said = f"{words} (ข้อความว่าไม่มี)" if answer.nil else words
    return answer.name, mark(answer.answer), said, _place(answer.evidence, answer.page)


def _place(ref: str, page: int | None) -> str:
    return f"{ref} หน้า {page}" if ref and page else ref


def _periods(seen: Iterable[Observed]) -> list[tuple]:
    return [
        (
            f"“{mask_person(said.text)}”",
            f"{thai_date(said.start)} – {thai_date(said.end)}",
            _place(one.ref, said.page),
        )
        for one in seen
        if one.period
        for said in one.period.statements
    ]


def _remarks(audit: Audit, code: str) -> list[tuple]:
    refs = {seen.ref for seen in audit.evidence_of(code)}
    return [
        (one.kind.th, one.reason_th, ", ".join(one.evidence))
        for one in audit.remarks
        if refs.intersection(one.evidence)
    ]


def _pictures(seen: Iterable[Observed]) -> str:
    """The first page of a document, where a picture of it was made."""
    for one in seen:
        data = getattr(one, "page_picture", b"") or b""
        if data.startswith(_PNG) and len(data) <= _MAX_PICTURE:
            shown = base64.b64encode(data).decode("ascii")
            alt = escape(f"หน้าแรกของ {one.ref}", quote=True)
            return f'<h4>หน้าแรก | First page</h4><img alt="{alt}" src="data:image/png;base64,{shown}">'
    return ""
