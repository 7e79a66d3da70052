"""
Conclude what rules may conclude: a problem, or a doubt; never *passed*.

Every rule is one small function; the first that speaks decides, and its name is printed beside the
outcome. A clear ladder is ready for the auditor's reading.
"""

from __future__ import annotations

from ita_audit.elements import ELEMENT, MONTH
from ita_audit.model import (
    Elements,
    Found,
    Item,
    Label,
    Ladder,
    Opens,
    Outcome,
    Period,
    Reads,
    RemarkKind,
    Rung,
    Standing,
    Verdict,
)
from ita_audit.verdicts.remarked import doubt_of

LOOKS_NEEDED = 2
"""Looks in a row that must agree before *unreachable* is a problem."""


def judge(ladder: Ladder, item: Item, *, looks: int = 2) -> Verdict:
    """
    Conclude one item from its ladder.

    Args:
        ladder: The five answers.

        item: The checklist line.

        looks: Looks in a row in which what could not be reached was unreachable; one look alone
            is no proof.
    """
    for rule in RULES:
        said = rule(ladder, item, looks)
        if said:
            outcome, rung = said
            standing = Standing.PROBLEM if outcome is Outcome.FAILED else Standing.CANNOT_TELL
            step = ladder.step(rung)
            remark = doubt_of(ladder) if rule is remarked else None
            answer, reason = (remark.kind, remark.reason_th) if remark else (step.answer, step.reason_th)
            return Verdict(
                item.code,
                outcome,
                standing,
                rule.__name__,
                rung,
                reason,
                action(answer),
                remark.evidence if remark else step.evidence,
                answer,
                unit_action(answer),
            )
    return Verdict(
        item.code,
        Outcome.CANT_TELL,
        Standing.READY,
        "ready_for_reading",
        None,
        "ทุกขั้นไม่พบข้อขัดข้อง พร้อมให้ผู้ตรวจสอบอ่านและสรุป",
        "ผู้ตรวจสอบอ่านเอกสารแล้วบันทึกผล",
        ladder.found.evidence,
    )


Said = tuple[Outcome, Rung] | None


def not_given(ladder: Ladder, item: Item, looks: int) -> Said:
    """An item without link or accepted statement is not disclosed (OIT: judged from the main site)."""
    return (Outcome.FAILED, Rung.FOUND) if ladder.found.answer is Found.NO else None


def given_twice(ladder: Ladder, item: Item, looks: int) -> Said:
    """Several candidates: a person chooses, the tool shows why it cannot."""
    doubtful = ladder.found.answer in (Found.AMBIGUOUS, Found.CANNOT_TELL)
    return (Outcome.CANT_TELL, Rung.FOUND) if doubtful else None


def does_not_open(ladder: Ladder, item: Item, looks: int) -> Said:
    """A link that the public cannot open is no disclosure."""
    bad = (Opens.BROKEN, Opens.SOFT_404, Opens.LOGIN_WALL, Opens.UNSAFE, Opens.UNSUPPORTED)
    return (Outcome.FAILED, Rung.OPENS) if ladder.opens.answer in bad else None


def cannot_be_reached(ladder: Ladder, item: Item, looks: int) -> Said:
    """Unreachable is a problem only after two looks; before that it cannot be told."""
    if ladder.opens.answer is Opens.UNREACHABLE:
        return (Outcome.FAILED if looks >= LOOKS_NEEDED else Outcome.CANT_TELL), Rung.OPENS
    return (Outcome.CANT_TELL, Rung.OPENS) if ladder.opens.answer is Opens.CANNOT_TELL else None


def is_no_document(ladder: Ladder, item: Item, looks: int) -> Said:
    """Empty, damaged, locked, or not what it says it is."""
    bad = (Reads.EMPTY, Reads.DAMAGED, Reads.ENCRYPTED, Reads.WRONG_TYPE)
    return (Outcome.FAILED, Rung.READS) if ladder.reads.answer in bad else None


def covers_another_year(ladder: Ladder, item: Item, looks: int) -> Said:
    """A period is stated, and it is not the one the item asks for."""
    return (Outcome.FAILED, Rung.PERIOD) if ladder.period.answer is Period.WRONG_YEAR else None


def lacks_countable_parts(ladder: Ladder, item: Item, looks: int) -> Said:
    """Months or parts that are counted and are not there (minimum counts of the checklist)."""
    counted = item.minimum_unit in (MONTH, ELEMENT) and item.minimum > 1
    return (Outcome.FAILED, Rung.ELEMENTS) if counted and ladder.elements.answer is Elements.SOME else None


def certificate_problem(ladder: Ladder, item: Item, looks: int) -> Said:
    """The content is there, but a citizen's browser warns before showing it."""
    return (Outcome.FAILED, Rung.OPENS) if ladder.opens.answer is Opens.CERTIFICATE else None


def needs_eyes(ladder: Ladder, item: Item, looks: int) -> Said:
    """A scanned image, or content no reader could open: a person looks."""
    eyes = ladder.reads.answer in (Reads.SCANNED, Reads.CANNOT_TELL)
    return (Outcome.CANT_TELL, Rung.READS) if eyes else None


def remarked(ladder: Ladder, item: Item, looks: int) -> Said:
    """Something beside the ladder speaks against what the document seems to be: a person looks."""
    remark = doubt_of(ladder)
    return (Outcome.CANT_TELL, remark.kind.rung) if remark else None


def period_in_doubt(ladder: Ladder, item: Item, looks: int) -> Said:
    """The document contradicts itself, or says nothing of its period."""
    doubt = ladder.period.answer in (Period.MIXED, Period.CANNOT_TELL)
    return (Outcome.CANT_TELL, Rung.PERIOD) if doubt else None


def elements_in_doubt(ladder: Ladder, item: Item, looks: int) -> Said:
    """Words for a required element were not seen; they may be there in other words."""
    doubt = ladder.elements.answer in (Elements.SOME, Elements.CANNOT_TELL)
    return (Outcome.CANT_TELL, Rung.ELEMENTS) if doubt else None


RULES = (
    not_given,
    given_twice,
    does_not_open,
    cannot_be_reached,
    is_no_document,
    covers_another_year,
    lacks_countable_parts,
    certificate_problem,
    needs_eyes,
    remarked,
    period_in_doubt,
    elements_in_doubt,
)

_UNIT: dict[Label, str] = {
    Found.NO: "เผยแพร่ข้อมูลและใส่ลิงก์ของข้อนี้ในหน้า ITA",
    Found.AMBIGUOUS: "ยืนยันว่าลิงก์ใดเป็นหลักฐานของข้อนี้ แล้วใส่ลิงก์นั้นไว้ในหน้า ITA เพียงแห่งเดียว",
    Opens.BROKEN: "แก้ลิงก์ให้ตรงที่อยู่ไฟล์ หรืออัปโหลดไฟล์ใหม่",
    Opens.SOFT_404: "หน้านี้ไม่มีเนื้อหา อัปโหลดเอกสารแล้วแก้ลิงก์",
    Opens.LOGIN_WALL: "ย้ายเอกสารออกจากส่วนที่ต้องเข้าสู่ระบบ",
    Opens.UNSAFE: "เปลี่ยนลิงก์จากที่อยู่ภายในเป็นที่อยู่สาธารณะ",
    Opens.UNSUPPORTED: "เปลี่ยนเป็นลิงก์เว็บ (http หรือ https)",
    Opens.UNREACHABLE: "ตรวจว่าเครื่องแม่ข่ายปลายทางเปิดให้บริการ แล้วทดสอบจากเครือข่ายภายนอก",
    Opens.CERTIFICATE: "ต่ออายุหรือแก้ใบรับรองของเว็บไซต์",
    Reads.EMPTY: "อัปโหลดไฟล์ที่มีเนื้อหาแทน",
    Reads.DAMAGED: "อัปโหลดไฟล์ใหม่ที่เปิดได้สมบูรณ์",
    Reads.ENCRYPTED: "อัปโหลดไฟล์ที่ไม่ติดรหัสผ่าน",
    Reads.WRONG_TYPE: "แก้ให้ไฟล์เป็นชนิดที่ระบุจริง",
    Reads.SCANNED: "เผยแพร่ไฟล์ที่ค้นคำได้",
    Period.WRONG_YEAR: "เผยแพร่เอกสารของปีที่ข้อนี้ขอ",
    Period.MIXED: "ตรวจต้นฉบับว่าเอกสารเป็นของปีใด แล้วแก้ส่วนที่ขัดกัน",
    Period.CANNOT_TELL: "ระบุปีงบประมาณในเอกสารให้ชัด",
    Elements.SOME: "เพิ่มส่วนที่ขาดให้ครบตามองค์ประกอบของข้อ",
    RemarkKind.SAME_FILE: "เผยแพร่เอกสารของข้อนี้เอง",
    RemarkKind.LAST_YEAR: "เผยแพร่เอกสารของปีที่ข้อนี้ขอ",
    RemarkKind.UNCHANGED: "ปรับปรุงหน้าและไฟล์ให้เป็นของปีที่ข้อนี้ขอ",
    RemarkKind.BLANK_FORM: "เผยแพร่ผลที่กรอกแล้ว",
    RemarkKind.OTHER_DOCUMENT: "แก้ลิงก์ให้ตรงเอกสารของข้อนี้",
}
"""What the responsible unit does; an answer that is not here leaves it nothing to do."""
_AUDITOR: dict[Label, str] = {
    Found.CANNOT_TELL: "ผู้ตรวจสอบเปิดหน้า ITA และหน้าที่ค้นไม่ได้ด้วยเบราว์เซอร์แล้วตรวจซ้ำ",
    Opens.CANNOT_TELL: "ผู้ตรวจสอบเปิดดูด้วยเบราว์เซอร์แล้วบันทึกผล",
    Reads.SCANNED: "ผู้ตรวจสอบอ่านภาพสแกน",
    Reads.CANNOT_TELL: "ผู้ตรวจสอบเปิดไฟล์ดูด้วยตา",
    Period.CANNOT_TELL: "ผู้ตรวจสอบอ่านยืนยัน",
    Elements.CANNOT_TELL: "ผู้ตรวจสอบอ่านเทียบองค์ประกอบของข้อ",
    RemarkKind.SAME_FILE: "ผู้ตรวจสอบเปิดเทียบสองข้อ",
    RemarkKind.LAST_YEAR: "ผู้ตรวจสอบเปิดเทียบกับของปีก่อน",
    RemarkKind.UNCHANGED: "ผู้ตรวจสอบเปิดเทียบกับของปีก่อน",
    RemarkKind.BLANK_FORM: "ผู้ตรวจสอบเปิดดูว่าเป็นแบบฟอร์มเปล่าหรือไม่",
    RemarkKind.OTHER_DOCUMENT: "ผู้ตรวจสอบเปิดเทียบชื่อเอกสารกับข้อ",
}
"""What the auditor does before, or instead."""


def action(answer: Label) -> str:
    """What is next for an answer that is not clear: the auditor's part, then the unit's."""
    own, theirs = _AUDITOR.get(answer, ""), _UNIT.get(answer, "")
    if own and theirs:
        return f"{own}; หน่วยงาน{theirs}"
    return own or theirs or "ผู้ตรวจสอบพิจารณา"


def unit_action(answer: Label) -> str:
    """What the responsible unit does about an answer that is not clear; '' when only the auditor can go on."""
    return _UNIT.get(answer, "")


_CLEAR = frozenset(
    {Found.YES, Opens.YES, Reads.YES, Period.MATCH, Period.NOT_ASKED, Elements.ALL, Elements.NOT_ASKED}
)


def is_clear(answer: Label) -> bool:
    """Tell an answer that no rule takes exception to; *not reached* is none."""
    return answer in _CLEAR
