"""What stands beside the ladders as tables: remarks, what elements were seen or not, pictures of first pages."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from ita_audit.model import ElementAnswer, Reads, RemarkKind, RemarkPlace, Seen
from ita_audit.model.codes import Place, worded
from ita_audit.observation import Audit
from ita_audit.pictures import register_of, verify_pictures
from ita_audit.tables.table import AuditTable, Block, Cell, mark, refer, safe

_LOOK = "ดูด้วยตา"


def remarks_table(audit: Audit) -> AuditTable:
    """What was noticed beside the ladders, item by item, each with the places it rests on."""
    rows = [
        (code, remark.kind.th, remark.reason_th, places_cell(remark.places), _effect(remark.kind))
        for code, ladder in audit.ladders.items()
        for remark in ladder.remarks
    ]
    columns = ("ข้อ", "ข้อสังเกต", "เหตุผล", "ที่", "ต่อผลของข้อ")
    return AuditTable(columns, rows, "ข้อสังเกตรายข้อนอกบันได", name="remarks")


def _effect(kind: RemarkKind) -> Cell:
    words = "? ต้องดู" if kind.rung else "– ไม่กระทบ"
    return Cell(words, f'<span class="code">{words}</span>')


def places_cell(places: Sequence[RemarkPlace]) -> Cell:
    """The places of a remark, each on a line of its own: evidence, page, and what stands there."""
    lines = [refer([place.ref]).html * bool(place.ref) + safe(_beside(place)) for place in places]
    return Cell("; ".join(place.ref + _beside(place) for place in places), "<br>".join(lines))


def _beside(place: RemarkPlace) -> str:
    """What follows a reference: its page and the words there."""
    page = f" หน้า {place.page}" if place.ref and place.page else ""
    return f"{page}: {place.words}" if place.ref and place.words else page + place.words


def elements_table(audit: Audit) -> AuditTable:
    """Required elements that were not seen, or of which it cannot be told, with where to look."""
    rows = [
        (code, answer.name, mark(answer.answer), seen_words(answer), _files(audit, code))
        for code, ladder in audit.ladders.items()
        for answer in ladder.element_answers
        if answer.required and answer.answer is not Seen.YES
    ]
    columns = ("ข้อ", "องค์ประกอบ", "พบ", "ที่ให้ดู", "หลักฐาน")
    return AuditTable(columns, rows, "องค์ประกอบที่ยังไม่พบหรือยังบอกไม่ได้", name="elements")


def seen_words(answer: ElementAnswer) -> str:
    """What was seen, quoted with the part it stands in; else where a person must look."""
    if answer.seen:
        place = f" ({worded(Place, answer.place)})" if answer.place else ""
        nil = " แถลงว่าไม่มี ซึ่งรับได้" if answer.nil else ""
        return f"“{answer.quote}”{place}{nil}" if answer.quote else f"เห็นจากโครงสร้างของหน้า{nil}"
    if answer.answer is Seen.NO:
        return " ".join(filter(None, ("ไม่พบถ้อยคำในส่วนที่อ่านได้", answer.look_th)))
    return answer.look_th or f"มีส่วนที่อ่านไม่ได้ {_LOOK}"


def _files(audit: Audit, code: str) -> Cell:
    """The evidence to look into: what could not be read first, else all that was read."""
    seen = [one for one in audit.evidence_of(code) if one.reading]
    unread = [one.ref for one in seen if one.reading.state is not Reads.YES]
    return refer((unread or [one.ref for one in seen])[:3])


def pictures_sentence(audit: Audit) -> Block:
    """How many first pages are kept as pictures, and whether all are as drawn."""
    lines, problems = register_of(audit.case.evidence), verify_pictures(audit.case.evidence)
    drawn = [line for line in lines if line.picture_sha256]
    size = sum(line.bytes for line in drawn)
    text = f"ภาพหน้าแรก {len(drawn)} ภาพ จาก PDF {len(lines)} ไฟล์ รวม {size:,} ไบต์ "
    text += f"พบปัญหา {len(problems)} เรื่อง: {problems[0]}" if problems else "ทุกภาพตรงทะเบียนภาพ"
    return Block(f"<p>{escape(text)}</p>", text)
