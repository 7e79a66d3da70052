"""Structures of a document: chart, photo, steps, questions and answers, forms, signatures, laws, units."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ita_audit.elements.contact import Place
from ita_audit.elements.words import around, pattern

_CHART = pattern(
    r"แผนผัง|แผนภูมิ|ผังโครงสร้าง|(?:organi[sz]ation(?:al)?|org) ?(?:chart|structure)"
    r"|โครงสร้าง(?:การแบ่ง|ส่วน|องค์กร|การบริหาร|หน่วยงาน|ของ|เทศบาล|อบต|ภายใน|กรม|สำนัก|อัตรา|หน้าที่)"
)
_UNIT = pattern(
    r"สำนักปลัด|สำนักงานปลัด|สำนักคลัง|สำนักช่าง|กองคลัง|กองช่าง|กองการ[ก-ฮ]{3}|กองสาธารณสุข|กองสวัสดิการ|กองยุทธศาสตร์|กองวิชาการ"
    r"|กองการประปา|กองส่งเสริม|กองทะเบียน|หน่วยตรวจสอบ(?:ภายใน)?|(?:กลุ่ม|ฝ่าย|กอง|สำนัก|ส่วน|งาน)(?:งาน)?[ก-ฮเแโใไ][ก-๎]{3,24}"
)
_HEAD = r"(?:นายก|ปลัด|รองนายก|รองปลัด|ผู้อำนวยการ|อธิบดี|เลขาธิการ|ผู้ว่า|คณบดี|อธิการบดี|หัวหน้าส่วนราชการ|ประธาน|กำนัน|ผู้บริหารสูงสุด)"
_TITLE = r"(?:นาย|นาง(?:สาว)?|น\.ส\.|ว่าที่|ดร\.|พล|พัน|ร้อย|สิบ|จ่า|ส\.ต\.|พ\.|ร\.|ศ\.|ผศ|รศ|mr\.|mrs\.|ms\.)"
_PERSON = pattern(
    rf"(?<![ก-๎]){_TITLE} ?(?!ก)[ก-ฮเแโใไa-z][^\d\n():,]{{3,50}}|{_TITLE}[ก-ฮเแโใไ][^\d\n():,]{{3,40}}"
)
_HEAD_WORD = pattern(_HEAD)
_SIGNED = pattern(
    rf"\( ?{_TITLE}[^)\n.…_]{{3,60}}\)|(?:ลงชื่อ|ลงนาม(?:โดย)?|signed)[ :.…_]{{0,40}}{_TITLE} ?[ก-ฮเแโใไ]|\( ?ชื่อ[^)\n]{{1,20}}\)"
)
_PHOTO = pattern(
    r"ภาพถ่าย|รูปถ่าย|รูปภาพ|ภาพ(?:กิจกรรม|ประกอบ|บรรยากาศ|ผู้บริหาร|นายก|การ)|\[(?:รูป|ภาพ|image|photo)|ภาพที่ ?\d|\.(?:jpe?g|png)"
)
_NO_PHOTO = pattern(
    r"ไม่มี(?:รูป|ภาพ)|รอ(?:รูป|ภาพ)|(?:รูป|ภาพ)[^\n]{0,12}(?:ไม่มี|ภายหลัง)|no image|ยังไม่มี(?:รูป|ภาพ)"
)
_STEP = pattern(r"(?:ขั้นตอน|ขั้น|step) ?(?:ที่)? ?(?:\d{1,2}|หนึ่ง|สอง|สาม|แรก)")
_ITEM = re.compile(r"^(?:\(?\d{1,2}(?:\.\d{1,2}){0,2}[.)]|\d{1,2} |[-•➢✓*] ?|[ก-ฮ]\))")
_INLINE = re.compile(r"(?:^|[ :(])\(?(\d)[.)] ?(?=[ก-ฮเแโใไa-z])")
_STEPS_HEAD = pattern(r"ขั้นตอน|วิธีการ|วิธีปฏิบัติ|วิธีดำเนิน|กระบวนการ|การดำเนินการ|การปฏิบัติงาน|แนวปฏิบัติ|วิธี")
_ARROW = re.compile(r"(?:→|➔|⇒|->|=>|>>|➜|►|↓)")
_THEN = pattern(r"จากนั้น|แล้วจึง|ลำดับถัดไป|ต่อจากนั้น|หลังจากนั้น|เมื่อ[^\n]{3,60}แล้ว(?:ให้)?|สุดท้าย|เสร็จแล้ว")
_ASK = pattern(
    r"^(?:ถาม|คำถาม|ผู้ถาม|q|question|กระทู้|หัวข้อกระทู้|ผู้ตั้งกระทู้)(?:ที่)? ?\d{0,3} ?[:.)]|(?:^|\s)(?:ถาม|q) ?:"
)
_REPLY = pattern(
    r"(?:^|[\s|])(?:ตอบ|คำตอบ|ผู้ตอบ|a|answer|เจ้าหน้าที่ตอบ|admin|แอดมิน|ตอบโดย)(?:กลับ)?(?:ที่)? ?\d{0,3} ?[:.)]|(?:เจ้าหน้าที่|เทศบาล|แอดมิน|admin|หน่วยงาน|ผู้ดูแล)[^\n]{0,16}(?:ตอบกลับ|ตอบแล้ว|ตอบคำถาม|ได้ตอบ|ตอบ ?:)|ตอบกลับ(?:แล้ว|เมื่อ|โดย)"
)
_BOARD = pattern(
    r"ตั้งกระทู้|กระดาน(?:ถาม|สนทนา|ข่าว)|เว็บบอร์ด|web ?board|ถาม ?- ?ตอบ|q ?& ?a|live ?chat|chat ?bot|แชทบอท|แชต|แชท|กล่องข้อความ|messenger|inbox|ส่งคำถาม|สอบถามออนไลน์|สนทนา|ถามตอบ|พิมพ์คำถาม"
)
_FIELD = pattern(
    r"\[(?:ส่ง|ปุ่ม|ช่อง|submit|form|แบบฟอร์ม)|ปุ่ม ?[\"“:]?(?:ส่ง|ยืนยัน)|กดส่ง|คลิก(?:ที่นี่)?เพื่อ(?:ส่ง|แจ้ง|ร้อง|ยื่น|ถาม|สอบถาม|เข้า)|(?:กรอก|ระบุ)(?:แบบฟอร์ม|รายละเอียด|ข้อมูล|ข้อความ|หัวข้อ)|แบบฟอร์ม(?:ออนไลน์|แจ้ง|ร้องเรียน|รับ|ส่ง|ยื่น|อิเล็กทรอนิกส์)|google ?form|forms\.gle|ส่งข้อความ|ส่งเรื่อง|แนบไฟล์|แนบหลักฐาน|captcha|ยื่นคำขอ|ยื่นคำร้องออนไลน์|ลงทะเบียน"
)
_ONLINE = pattern(
    r"ออนไลน์|online|e-?service|อิเล็กทรอนิกส์|ผ่าน(?:ทาง)?(?:เว็บไซต์|ระบบ|line|ไลน์|แอป)|https?://|แอปพลิเคชัน|application|one stop"
)
_LAW = pattern(
    r"(?:พระราชบัญญัติ|พ\. ?ร\. ?บ\.|พระราชกฤษฎีกา|พระราชกำหนด|กฎกระทรวง|ระเบียบ|เทศบัญญัติ|ข้อบัญญัติ|ประกาศ(?:กระทรวง|คณะกรรมการ|ก\.)|ข้อบังคับ|รัฐธรรมนูญ|คำสั่ง)[^\n]{2,120}?(?:25\d\d|24\d\d)"
)
_SECTION = pattern(r"มาตรา ?\d{1,3}")
_BLANK_MARK = re.compile(r"\.{6,}|…{2,}|_{5,}|□|☐|\( {1,4}\)|❑|⬜")
_FORM_WORD = pattern(r"แบบสอบถาม|แบบสำรวจ|แบบประเมิน|คำชี้แจง|โปรดทำเครื่องหมาย|กรุณาทำเครื่องหมาย|ทำเครื่องหมาย")


def chart(lines: Sequence[str]) -> list[Place]:
    """Words of an organisation chart, with at least two units below them or on the same line."""
    found = []
    for number, hit in _each(_CHART, lines):
        units = {unit[0] for unit in _UNIT.finditer(around(lines, number, 2, 25))}
        if len(units) >= 2:
            found.append((number, hit))
    return found


def units(lines: Sequence[str]) -> list[Place]:
    """Names of internal units, two at least."""
    places = _each(_UNIT, lines)
    names = {lines[number][at : at + 10] for number, at in places}
    return places if len(names) >= 2 else []


def person(lines: Sequence[str]) -> list[Place]:
    """A person's name with its title."""
    return _each(_PERSON, lines)


def office_holder(lines: Sequence[str]) -> list[Place]:
    """A person's name and, within two lines, the office of a head of the agency."""
    return [(n, at) for n, at in _each(_PERSON, lines) if _HEAD_WORD.search(around(lines, n, 2, 2))]


def photo(lines: Sequence[str]) -> list[Place]:
    """Words that stand under or for a picture; what says that there is none is no picture."""
    return [(n, at) for n, at in _each(_PHOTO, lines) if not _NO_PHOTO.search(lines[n])]


def signature(lines: Sequence[str]) -> list[Place]:
    """A name in a signature block with the office of a head within three lines; dots alone are none."""
    return [(n, at) for n, at in _each(_SIGNED, lines) if _HEAD_WORD.search(around(lines, n, 1, 3))]


def steps(lines: Sequence[str]) -> list[Place]:
    """What is done in which order: numbered steps, a numbered list below its heading, arrows, "then"."""
    named = _each(_STEP, lines)
    if len(named) >= 2:
        return named
    for number, line in enumerate(lines):
        if len(_ARROW.findall(line)) >= 2:
            return [(number, 0)]
        if not _STEPS_HEAD.search(line):
            continue
        listed = sum(bool(_ITEM.match(below)) for below in lines[number + 1 : number + 16])
        inline = {int(hit[1]) for hit in _INLINE.finditer(around(lines, number, 0, 1))}
        then = len(_THEN.findall(around(lines, number, 0, 6)))
        if listed >= 2 or {1, 2} <= inline or then >= 2:
            return [(number, 0)]
    return []


def question_and_answer(lines: Sequence[str]) -> list[Place]:
    """A question of somebody and a reply to it."""
    asked = _each(_ASK, lines) or _each(_BOARD, lines)
    return _each(_REPLY, lines) if asked else []


def ask_place(lines: Sequence[str]) -> list[Place]:
    """A place where a visitor can ask: board, chat, question box."""
    return _each(_BOARD, lines)


def form(lines: Sequence[str]) -> list[Place]:
    """Something to fill in and send."""
    return _each(_FIELD, lines)


def online(lines: Sequence[str]) -> list[Place]:
    """Something done over the web."""
    return _each(_ONLINE, lines)


def law(lines: Sequence[str]) -> list[Place]:
    """A law named with its year."""
    return _each(_LAW, lines)


def whole_law(lines: Sequence[str]) -> list[Place]:
    """A statute pasted whole: many numbered sections, most at the start of a line."""
    places = [(n, at) for n, at in _each(_SECTION, lines) if at <= 2]
    return places if len(places) >= 5 else []


def own_duties(lines: Sequence[str]) -> list[Place]:
    """The agency's duties in its own text: words of duty, and no statute pasted whole."""
    return [] if whole_law(lines) else _each(_DUTY, lines)


def results(lines: Sequence[str]) -> list[Place]:
    """Words of a survey's result; a blank questionnaire has marks to fill in and no figures."""
    blanks = sum(len(_BLANK_MARK.findall(line)) for line in lines)
    asks = any(_FORM_WORD.search(line) for line in lines)
    return [] if asks and blanks >= 3 else _each(_RESULT, lines)


_DUTY = pattern(r"อำนาจหน้าที่|หน้าที่และอำนาจ|มีหน้าที่|ภารกิจ|มีอำนาจ|รับผิดชอบ")
_RESULT = pattern(
    r"ผลการสำรวจ|ผลการประเมิน|ผู้ตอบแบบ|ร้อยละ|ค่าเฉลี่ย|สรุปผล|x̄|s\.d\.|ระดับความพึงพอใจ|ความพึงพอใจ[^\n]{0,30}ระดับ(?:มาก|ดี)"
)


def _each(wanted: re.Pattern[str], lines: Sequence[str]) -> list[Place]:
    return [(number, hit.start()) for number, line in enumerate(lines) for hit in wanted.finditer(line)]
