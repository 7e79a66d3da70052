"""Structures of what people did: reports of acts, notices of procurement, outsiders, ethics at work."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ita_audit.elements.contact import Place
from ita_audit.elements.figures import day
from ita_audit.elements.words import around, pattern

_DONE = pattern(
    r"(?<!กำหนด)(?<!คาดว่าจะ)(?<!จะ)แล้วเสร็จ|ดำเนินการแล้ว|ผลการ[^\n]{0,30}?\d ?โครงการ|ดำเนินการเสร็จ|เสร็จสิ้น|เสร็จเรียบร้อย|เรียบร้อยแล้ว|(?:จัด|อบรม|โอน|ปรับปรุง|แต่งตั้ง|เผยแพร่|ประชุม|ทำ|ออก|แก้ไข|บรรจุ|แยกหน้าที่|พัฒนา|จัดตั้ง|ติดตั้ง|สำรวจ)[^\n]{0,40}?(?<!เมื่อ)แล้ว(?! ?(?:ให้|จึง|จะ|แต่|นำ|ส่ง|เสนอ))|บรรลุ|ครบถ้วน"
    r"|(?<!จะ)(?<!ไม)ได้(?:ดำเนินการ|จัด|ออก|ปรับปรุง|แต่งตั้ง|เผยแพร่|ประชุม|กำหนด|อบรม|ติดตั้ง|เปิด|แก้ไข|มอบ)|ดำเนินการ(?:จริง|ได้) ?\d|ผลสำเร็จ ?:|ความคืบหน้า ?: ?[^\n]{6}"
    r"|(?<!ยังไม่)(?:ระหว่าง|กำลัง)ดำเนินการ|ยังไม่(?:ถึงกำหนด|ดำเนินการ)|(?:ความก้าวหน้า|คืบหน้า|ดำเนินการ|แล้ว|คิดเป็น|ผลงาน|สำเร็จ)[^\n]{0,16}?ร้อยละ ?(?:ที่ ?)?\d"
    r"|(?:อบรม|ประชุม|เข้าร่วม|จัด|ผู้เข้า|นักเรียน|พนักงาน|กิจกรรม|โครงการ)[^\n]{0,40}?(?<![\d/.])\d{1,4} ?(?:คน|ครั้ง|ราย|แห่ง|กิจกรรม)|\| ?\d{1,4} ?(?:คน|ครั้ง|ราย|แห่ง)(?: |$|\|)"
)
_NOT_YET = pattern(r"ยังไม่(?:ได้)?(?:ดำเนินการ|ถึงกำหนด)")
_MONEY_SHARE = pattern(r"เบิกจ่าย|ใช้จ่าย|ใช้ไป|ประหยัด")
_DONE_HEAD = pattern(r"\|[^\n]{0,80}(?:ผลการดำเนิน|ผลการปฏิบัติ|การดำเนินการ|ที่ได้ทำ|ที่ได้ดำเนิน|ผลลัพธ์|หลักฐาน)")
_PLAN_HEAD = pattern(r"กำหนด|จะ(?:ทำ|ดำเนิน)|เป้าหมาย|ระยะเวลา")
_AWARD = pattern(
    r"ผู้ชนะ(?! ?(?:เลิศ|(?:การ)?(?:ประกวด(?!ราคา)|แข่งขัน|ร้อง|ประเภท)))|ผู้ได้รับ(?:การ)?คัดเลือก(?! ?(?:เป็น|เข้า|ให้))"
)
_INVITED = pattern(
    r"เชิญชวน(?! ?(?:ร่วม|ปลูก|ประชาชน|ชาว|ท่าน|พี่น้อง|ทำบุญ|บริจาค|สมัคร|ฉีด|เที่ยว|ให้(?:ประชาชน|ร่วม)))|ประกวดราคา(?:ซื้อ|จ้าง|อิเล็กทรอนิกส์)"
    r"|ประกาศประกวดราคา|สอบราคา|ยื่น(?:ข้อเสนอ|ซอง)"
)
_BUTTON = re.compile(r"\[[^\]\n]{1,24}\]")
_COUNTED = pattern(
    r"(?:ผู้เข้าร่วม|ร่วม(?:ประชุม|กิจกรรม|โครงการ|เสนอ)|เข้าร่วม|ผู้เข้าอบรม|ประชาชน|ตัวแทน|ผู้แทน|ผู้เข้าประชุม|เข้าประชุม|กลุ่มเป้าหมาย)[^\n]{0,60}?(?<!\d)\d[\d,]{0,6} ?(?:คน|ราย|ท่าน|ครัวเรือน|ชุมชน|แห่ง|หมู่บ้าน)"
)
_PUBLIC = (
    r"(?:ประชาชน|ชาวบ้าน|ราษฎร|ผู้นำชุมชน|ประธานชุมชน|กำนัน|ผู้ใหญ่บ้าน|อสม|จิตอาสา|กลุ่มอาชีพ|กลุ่มสตรี|กลุ่มแม่บ้าน|ผู้ปกครอง|ผู้ประกอบการ|เกษตรกร|เยาวชน|ผู้สูงอายุ"
    r"|ภาคประชาสังคม|ภาคประชาชน|ผู้มีส่วนได้(?:ส่วน)?เสีย|(?:ผู้แทน|ตัวแทน)(?:ภาค|ประชา|ชุมชน|หมู่บ้าน|ชาว|โรงเรียน|กลุ่ม|องค์กร|ผู้ประกอบการ))"
)
_PUBLIC_WORD = pattern(_PUBLIC)
_PUBLIC_ACTS = pattern(
    rf"{_PUBLIC}[^\n]{{0,40}}?(?:เข้าร่วม|ร่วม(?!มือ)|มาร่วม|เสนอ|แสดงความ|เป็นกรรมการ|(?<!\d)\d[\d,]{{0,5}} ?คน)|ร่วมกับ[^\n]{{0,30}}{_PUBLIC}"
)
_PUBLIC_MEETING = pattern(r"(?:ประชุม|เวที|ประชาคม|กิจกรรม|โครงการ)[^\n]{0,50}ประชาชน(?:ได้)?(?:มีส่วนร่วม|ร่วม)")
_STAFF = pattern(r"พนักงาน|ผู้อำนวยการ|หัวหน้าส่วน|ข้าราชการ|บุคลากร|คณะผู้บริหาร|สมาชิกสภา|ลูกจ้าง")
_HOPED = pattern(r"(?:ควร|ต้องการให้|เพื่อให้|เปิดโอกาสให้|หมายถึง|คือกระบวนการ)[^\n]{0,40}$")
_TEAM = r"(?:คณะทำงาน|คณะกรรมการ|ทีม)"
_ETHICS_TEAM = pattern(
    rf"{_TEAM}[^\n]{{0,50}}(?:จริยธรรม|ให้คำปรึกษา|ให้คำแนะนำ|ที่ปรึกษา|ethic)|ทีมที่ปรึกษา|จริยธรรม[^\n]{{0,30}}{_TEAM}"
)
_TRAINING = pattern(
    r"(?:อบรม|สัมมนา|บรรยาย|กิจกรรม|สอดแทรก|โครงการ|หลักสูตร)[^\n]{0,90}?(?:จริยธรรม|คุณธรรม|ธรรมาภิบาล|สุจริต|ทุจริต|ฟังธรรม|ผลประโยชน์ทับซ้อน|วินัย)"
    r"|(?:จริยธรรม|คุณธรรม)[^\n]{0,60}?(?:อบรม|สัมมนา|บรรยาย|สอดแทรก)"
)


def reported(lines: Sequence[str]) -> list[Place]:
    """What was done, or how far it is: a finished act, a count, a progress, a dated row below a result."""
    found = [
        (n, at) for n, at in _each(_DONE, lines) if not _MONEY_SHARE.search(lines[n][max(0, at - 60) : at])
    ]
    heads = [n for n, line in enumerate(lines) if _DONE_HEAD.search(line) and not _PLAN_HEAD.search(line)]
    rows = {row for head in heads for row in _rows(lines, head)}
    return found + [(n, 0) for n, _ in day(lines) if n in rows] if rows else found


def acted(lines: Sequence[str]) -> list[Place]:
    """What was done; what is said not to be done yet is none, though it is a report of progress."""
    return [(n, at) for n, at in reported(lines) if not _NOT_YET.search(lines[n][max(0, at - 12) : at + 24])]


def award(lines: Sequence[str]) -> list[Place]:
    """A winner of a purchase; the winner of a contest and a button to choose winners are none."""
    return [(n, at) for n, at in _each(_AWARD, lines) if not _is_button(lines[n], at)]


def invited(lines: Sequence[str]) -> list[Place]:
    """An invitation to offer goods or work; one to plant trees and a button are none."""
    return [(n, at) for n, at in _each(_INVITED, lines) if not _is_button(lines[n], at)]


def outsiders(lines: Sequence[str]) -> list[Place]:
    """People from outside who took part: named as such, or counted where no line speaks of staff alone."""
    found = [(n, at) for n, at in _each(_PUBLIC_ACTS, lines) if not _HOPED.search(lines[n][:at])]
    found += _each(_PUBLIC_MEETING, lines)
    for number, at in _each(_COUNTED, lines):
        here = around(lines, number, 1, 1)
        if _PUBLIC_WORD.search(here) or not _STAFF.search(here):
            found.append((number, at))
    return found


def ethics_team(lines: Sequence[str]) -> list[Place]:
    """A team or working group for ethics or advice; a team of another kind is none."""
    return _each(_ETHICS_TEAM, lines)


def ethics_training(lines: Sequence[str]) -> list[Place]:
    """A training or activity whose own words speak of ethics."""
    return _each(_TRAINING, lines)


def _is_button(line: str, at: int) -> bool:
    """Whether a place stands on one of a row of buttons."""
    buttons = list(_BUTTON.finditer(line))
    return len(buttons) >= 3 and any(button.start() < at < button.end() for button in buttons)


def _rows(lines: Sequence[str], head: int) -> range:
    """The rows of a table below its heading: lines that have columns."""
    end = head + 1
    while end < len(lines) and end <= head + 20 and "|" in lines[end]:
        end += 1
    return range(head + 1, end)


def _each(wanted: re.Pattern[str], lines: Sequence[str]) -> list[Place]:
    return [(number, hit.start()) for number, line in enumerate(lines) for hit in wanted.finditer(line)]
