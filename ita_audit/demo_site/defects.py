"""The defects a demo site plants: which rung shows each, and which items can carry it."""

from __future__ import annotations

import random
from dataclasses import dataclass

from ita_audit.model import Checklist, Kind, YearRule


@dataclass(frozen=True, slots=True)
class Defect:
    """One planted defect: the item, the rung that must show it, the answer there, and what it is."""

    item: str
    rung: str
    answer: str
    kind: str
    what: str


KINDS: dict[str, tuple[str, str, str]] = {
    "unchanged_pages": ("period", "cannot_tell", "หน้าและไฟล์ของปีก่อนทั้งชุด"),
    "ebook": ("reads", "cannot_tell", "หน้าที่เป็นโปรแกรมแสดง e-book"),
    "four_months": ("elements", "some", "มีสรุปรายเดือนสี่ในหกเดือน"),
    "three_criteria": ("elements", "some", "มีหลักเกณฑ์สามในห้าเรื่อง"),
    "no_time_limit": ("elements", "some", "แนวปฏิบัติไม่ระบุระยะเวลา"),
    "same_document": ("elements", "some", "ใช้เอกสารของข้ออื่น"),
    "cover_against_body": ("period", "mixed", "ปกปีหนึ่ง เนื้อในอีกปีหนึ่ง"),
    "wrong_year_previous": ("period", "wrong_year", "รายงานประจำปีของสองปีก่อน"),
    "wrong_year_half": ("period", "wrong_year", "รายงานรอบหกเดือนของปีก่อน"),
    "wrong_year_current": ("period", "wrong_year", "เอกสารของปีก่อน"),
    "expired_plan": ("period", "wrong_year", "แผนที่สิ้นสุดแล้ว"),
    "blank_form": ("elements", "some", "แบบฟอร์มเปล่าแทนผล"),
    "last_year_file": ("period", "cannot_tell", "ไฟล์ของปีก่อน เปลี่ยนเพียงชื่อลิงก์"),
    "other_document": ("elements", "some", "ชื่อเอกสารเป็นเรื่องของข้ออื่น"),
    "scanned": ("reads", "scanned", "ภาพสแกนไม่มีชั้นข้อความ"),
    "torn": ("reads", "damaged", "ไฟล์ PDF ขาดครึ่ง"),
    "locked": ("reads", "encrypted", "ไฟล์ PDF ติดรหัสผ่าน"),
    "empty": ("reads", "empty", "ไฟล์ว่าง 0 ไบต์"),
    "html_as_pdf": ("reads", "wrong_type", "หน้าเว็บที่ส่งมาเป็น PDF"),
    "not_found": ("opens", "broken", "ตอบ 404"),
    "server_error": ("opens", "broken", "ตอบ 500"),
    "thai_digits_address": ("opens", "broken", "ที่อยู่มีเลขไทย ตอบ 404"),
    "soft_404": ("opens", "soft_404", "ตอบ 200 แต่ไม่พบข้อมูล"),
    "to_home": ("opens", "soft_404", "ส่งกลับหน้าแรก"),
    "login": ("opens", "login_wall", "ต้องเข้าสู่ระบบ"),
    "expired_certificate": ("opens", "certificate", "ใบรับรองหมดอายุ"),
    "slow": ("opens", "unreachable", "ตอบช้าเกินเวลา"),
    "refused": ("opens", "unreachable", "ปฏิเสธการเชื่อมต่อ"),
    "private_address": ("opens", "unsafe", "ที่อยู่ภายในสำนักงาน"),
    "file_address": ("opens", "unsupported", "ที่อยู่ในเครื่อง file:"),
    "missing": ("found", "no", "ไม่มีในหน้า ITA"),
    "dead_toggle": ("found", "no", "มีชื่อ แต่ลิงก์เป็น #"),
    "two_candidates": ("found", "ambiguous", "ให้ไว้สองแห่ง ลิงก์ต่างกัน"),
}
RESERVED = {"O42", "O43", "O29", "O8", "O9", "O28", "O2"}
"""Healthy on purpose: the shared pair, the nil statement, channels, and a page beside the defects."""


_OF_A_YEAR = (YearRule.CURRENT_FY, YearRule.FIRST_HALF, YearRule.PREVIOUS_FY)


def plant(checklist: Checklist, rng: random.Random) -> list[Defect]:
    """Choose an item for every kind of defect; most constrained kinds choose first, one per item."""
    taken: set[str] = set(RESERVED)
    defects = []
    for kind, (rung, answer, what) in KINDS.items():
        able = [i.code for i in checklist.items if i.code not in taken and _able(kind, i)]
        item = rng.choice(able)
        taken.add(item)
        defects.append(Defect(item, rung, answer, kind, what))
    return sorted(defects, key=lambda defect: int(defect.item[1:]))


def _able(kind: str, item: object) -> bool:
    single = item.kind is Kind.DOC and item.code not in ("O21", "O25", "O27", "O40")
    rules = {
        "four_months": item.code == "O21",
        "three_criteria": item.code == "O25",
        "no_time_limit": item.code == "O27",
        "same_document": item.code in ("O14", "O15", "O39"),
        "cover_against_body": single and item.year_rule is YearRule.CURRENT_FY,
        "wrong_year_previous": single and item.year_rule is YearRule.PREVIOUS_FY,
        "wrong_year_half": single and item.year_rule is YearRule.FIRST_HALF,
        "wrong_year_current": single and item.year_rule is YearRule.CURRENT_FY,
        "expired_plan": single and item.year_rule is YearRule.IN_FORCE,
        "unchanged_pages": item.kind is Kind.PAGE and item.year_rule in _OF_A_YEAR,
        "ebook": item.code == "O40",
        "blank_form": single and item.year_rule in (YearRule.FIRST_HALF, YearRule.PREVIOUS_FY),
        "last_year_file": single and item.year_rule in _OF_A_YEAR,
        "other_document": single,
    }
    if kind in rules:
        return rules[kind]
    if kind in ("scanned", "torn", "locked", "empty", "html_as_pdf"):
        return single
    return item.kind in (Kind.DOC, Kind.PAGE) and item.code not in ("O21", "O25", "O27", "O40")
