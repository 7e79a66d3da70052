"""
The kinds of findings as data: which rule and answer make one, its title, ease, question and clause.

A number is printed in codes (F-0401 is kind 4): it is never given to another kind.
"""

from __future__ import annotations

from dataclasses import dataclass

from ita_audit.model import Ease, Elements, Found, Label, Opens, Period, Reads, RemarkKind

_FROM_SITE = "OIT พิจารณาจากเว็บไซต์หลักของหน่วยงานในมุมมองของประชาชนทั่วไป"
_WHOLE = "ข้อหนึ่งได้หรือไม่ได้ทั้งข้อ ขาดองค์ประกอบที่กำหนดเท่ากับไม่ได้ทั้งข้อ"
_PERIOD = "เอกสารต้องครอบคลุมช่วงเวลาที่ข้อนั้นขอ ไม่ใช่เพียงเผยแพร่ในช่วงเวลานั้น"
_NOT_HERE = "มีเอกสารอยู่แล้วแต่ยังไม่เผยแพร่ หรือยังไม่ได้จัดทำ เพราะเหตุใด"
_SINCE = "ลิงก์เปิดไม่ได้ตั้งแต่เมื่อใด ใครดูแลเว็บไซต์ส่วนนี้"
_GONE = "หน้านี้เคยมีเนื้อหาของข้อนี้หรือไม่ ย้ายหรือถอนไปที่ใด และใครดูแลเว็บไซต์ส่วนนี้"
_ON_DISK = "เอกสารที่ลิงก์นี้ชี้อยู่ที่ใด เผยแพร่บนเว็บไซต์แล้วหรือยัง และใครเป็นผู้ใส่ลิงก์"
_MADE = "ไฟล์ถูกจัดทำและตรวจก่อนเผยแพร่อย่างไร"
_CYCLE = "เอกสารของปีที่ขอมีหรือไม่ ใครกำหนดรอบการปรับปรุง"
_LACKING = "ส่วนที่ขาดอยู่ที่ใด หรือยังไม่ได้จัดทำเพราะเหตุใด"
_WHICH = "เอกสารใดเป็นหลักฐานที่ตั้งใจให้ใช้กับข้อนี้ และใครตรวจก่อนใส่ลิงก์"
_FILLED = "ผลที่กรอกแล้วมีหรือไม่ เหตุใดจึงเผยแพร่แบบฟอร์มที่ยังไม่กรอก"
_OWN = "เอกสารต้องมีสาระตามที่ข้อนั้นขอ ชื่อลิงก์อย่างเดียวไม่ใช่เนื้อหา"
_PRIVATE = ("ข้อมูลที่เผยแพร่ต่อสาธารณะต้องไม่มีข้อมูลส่วนบุคคลเกินความจำเป็น (พระราชบัญญัติคุ้มครองข้อมูลส่วนบุคคล พ.ศ. 2562 และ"
            "พระราชบัญญัติข้อมูลข่าวสารของราชการ พ.ศ. 2540 มาตรา 24)")  # fmt: skip
_SLIPPED = "เหตุใดข้อมูลส่วนบุคคลจึงอยู่ในสิ่งที่เผยแพร่ ใครตรวจก่อนเผยแพร่ และมีในไฟล์อื่นอีกหรือไม่"
_COVER = "ปิดทับข้อมูลส่วนบุคคลหรือถอนไฟล์ทันที แล้วเผยแพร่ฉบับที่ปิดทับแล้วแทน"
PERSONAL = "publishes_personal"
"""The rule of kinds on published personal data: they stand beside the verdict of an item."""
JUDGED = "judged_failed"
"""The kind of an item that only the auditor found to fail."""


@dataclass(frozen=True, slots=True)
class FindingKind:
    """
    One kind of finding.

    `of_host` kinds have one cause per host, whoever owns the items. `clause_th` is what is expected
    of every item, `question_th` what the unit is asked about the cause, `action_th` what is proposed
    where no verdict proposes it.
    """

    number: int
    rule: str
    answer: Label | None
    title_th: str
    ease: Ease
    question_th: str
    clause_th: str
    of_host: bool = False
    action_th: str = ""

    @property
    def name(self) -> str:
        """The stable name of the kind: rule, and answer where there is one."""
        return f"{self.rule}.{self.answer.value}" if self.answer else self.rule


KINDS = (
    FindingKind(1, "not_given", Found.NO, "ไม่พบข้อมูลในหน้า ITA และหน้าอื่นของเว็บไซต์ที่ค้น", Ease.WORK, _NOT_HERE, _FROM_SITE),
    FindingKind(2, "given_twice", Found.AMBIGUOUS, "พบหลักฐานหลายแห่งหรือพบนอกหน้า ITA ต้องให้คนยืนยัน", Ease.EASY,
                "ลิงก์ใดเป็นหลักฐานที่ตั้งใจให้ใช้ และเหตุใดจึงอยู่หลายแห่งหรือไม่อยู่ในหน้า ITA", _FROM_SITE),
    FindingKind(3, "given_twice", Found.CANNOT_TELL, "ยังบอกไม่ได้ว่าเว็บไซต์มีข้อมูลนี้หรือไม่", Ease.HARD,
                "ข้อมูลอยู่ที่ใดของเว็บไซต์ ประชาชนเปิดจากหน้าแรกได้อย่างไร", _FROM_SITE),
    FindingKind(4, "does_not_open", Opens.BROKEN, "ลิงก์เสีย ประชาชนเปิดไม่ได้", Ease.EASY, _SINCE, _FROM_SITE),
    FindingKind(5, "does_not_open", Opens.SOFT_404, "ลิงก์เปิดได้หน้าที่ไม่มีเนื้อหาของข้อนี้", Ease.EASY, _GONE, _FROM_SITE),
    FindingKind(6, "does_not_open", Opens.LOGIN_WALL, "ลิงก์อยู่หลังการเข้าสู่ระบบ", Ease.EASY,
                "เหตุใดเอกสารจึงอยู่ในส่วนที่ต้องเข้าสู่ระบบ", _FROM_SITE),
    FindingKind(7, "does_not_open", Opens.UNSAFE, "ลิงก์ชี้ไปที่อยู่ภายใน ไม่ใช่อินเทอร์เน็ตสาธารณะ", Ease.EASY,
                "ที่อยู่นี้ใช้ภายในหน่วยงานหรือไม่ ที่อยู่สาธารณะคืออะไร", _FROM_SITE),
    FindingKind(8, "does_not_open", Opens.UNSUPPORTED, "ลิงก์ไม่ใช่ลิงก์เว็บ", Ease.EASY, _ON_DISK, _FROM_SITE),
    FindingKind(9, "cannot_be_reached", Opens.UNREACHABLE, "ติดต่อปลายทางของลิงก์ไม่ได้", Ease.HARD,
                "เครื่องแม่ข่ายหยุดให้บริการตั้งแต่เมื่อใด ใครดูแล และจะกลับมาเมื่อใด", _FROM_SITE, of_host=True),
    FindingKind(10, "cannot_be_reached", Opens.CANNOT_TELL, "ยังบอกไม่ได้ว่าประชาชนเปิดได้หรือไม่", Ease.HARD,
                "เครื่องแม่ข่ายปิดกั้นหรือจำกัดการเข้าถึงของผู้ใดบ้าง", _FROM_SITE, of_host=True),
    FindingKind(11, "is_no_document", Reads.EMPTY, "ไฟล์หรือหน้าว่างเปล่า", Ease.EASY, _MADE, _FROM_SITE),
    FindingKind(12, "is_no_document", Reads.DAMAGED, "ไฟล์เสียหาย เปิดอ่านไม่ได้", Ease.EASY, _MADE, _FROM_SITE),
    FindingKind(13, "is_no_document", Reads.ENCRYPTED, "ไฟล์ติดรหัสผ่าน", Ease.EASY, _MADE, _FROM_SITE),
    FindingKind(14, "is_no_document", Reads.WRONG_TYPE, "เนื้อไฟล์ไม่ใช่ชนิดที่ระบุ", Ease.EASY, _MADE, _FROM_SITE),
    FindingKind(15, "covers_another_year", Period.WRONG_YEAR, "เอกสารไม่ใช่ของช่วงเวลาที่ข้อนี้ขอ", Ease.WORK, _CYCLE, _PERIOD),
    FindingKind(16, "lacks_countable_parts", Elements.SOME, "เอกสารไม่ครบจำนวนที่กำหนด", Ease.WORK, _LACKING, _WHOLE),
    FindingKind(17, "certificate_problem", Opens.CERTIFICATE, "ใบรับรองของเว็บไซต์มีปัญหา", Ease.HARD,
                "ใครดูแลใบรับรองของเว็บไซต์ และต่ออายุอย่างไร", _FROM_SITE, of_host=True),
    FindingKind(18, "needs_eyes", Reads.SCANNED, "เป็นภาพสแกน ต้องอ่านด้วยตา", Ease.WORK, _MADE, _FROM_SITE),
    FindingKind(19, "needs_eyes", Reads.CANNOT_TELL, "โปรแกรมเปิดอ่านเนื้อหาไม่ได้ ต้องดูด้วยตา", Ease.WORK, _MADE, _FROM_SITE),
    FindingKind(20, "period_in_doubt", Period.MIXED, "เอกสารระบุช่วงเวลาขัดกันเอง", Ease.WORK, _CYCLE, _PERIOD),
    FindingKind(21, "period_in_doubt", Period.CANNOT_TELL, "เอกสารไม่ระบุช่วงเวลาให้ชัด", Ease.WORK, _CYCLE, _PERIOD),
    FindingKind(22, "elements_in_doubt", Elements.SOME, "ยังไม่พบองค์ประกอบที่กำหนดครบ", Ease.WORK, _LACKING, _WHOLE),
    FindingKind(23, "elements_in_doubt", Elements.CANNOT_TELL, "ยังบอกไม่ได้ว่าองค์ประกอบครบหรือไม่", Ease.WORK, _LACKING, _WHOLE),
    FindingKind(24, JUDGED, None, "ผู้ตรวจสอบอ่านแล้วพบปัญหา", Ease.WORK, _LACKING, _WHOLE),
    FindingKind(25, "remarked", RemarkKind.SAME_FILE, "ใช้เอกสารเดียวกับข้ออื่นโดยไม่ปรากฏชื่อข้อนี้", Ease.EASY, _WHICH, _OWN),
    FindingKind(26, "remarked", RemarkKind.LAST_YEAR, "เอกสารเหมือนที่ใช้ปีก่อน เปลี่ยนเพียงชื่อ", Ease.WORK, _CYCLE, _PERIOD),
    FindingKind(27, "remarked", RemarkKind.UNCHANGED, "หน้าและไฟล์เหมือนปีก่อนทั้งหมด", Ease.WORK, _CYCLE, _PERIOD),
    FindingKind(28, "remarked", RemarkKind.BLANK_FORM, "คล้ายแบบฟอร์มเปล่าแทนผลการดำเนินงาน", Ease.WORK, _FILLED, _OWN),
    FindingKind(29, "remarked", RemarkKind.OTHER_DOCUMENT, "ชื่อเอกสารเป็นเรื่องของข้ออื่น", Ease.EASY, _WHICH, _OWN),
    *(FindingKind(number, PERSONAL, kind, f"{kind.th} ให้ปิดทับหรือถอนไฟล์", Ease.EASY, _SLIPPED, _PRIVATE, action_th=_COVER)
      for number, kind in ((30, RemarkKind.NATIONAL_ID), (31, RemarkKind.MOBILE), (32, RemarkKind.HOME))),
)  # fmt: skip
_BY_ANSWER = {(kind.rule, kind.answer): kind for kind in KINDS}
_OTHER = 99


def kind_of(rule: str, answer: Label | None) -> FindingKind:
    """The kind that a rule and an answer make; one for all that no kind is written for."""
    known = _BY_ANSWER.get((rule, answer))
    title = f"ข้อที่ต้องพิจารณา: {answer.th}" if answer else "ข้อที่ต้องพิจารณา"
    return known or FindingKind(_OTHER, rule, answer, title, Ease.WORK, _LACKING, _FROM_SITE)
