"""Structures of a document: chart, photo, steps, questions and answers, forms, signatures, laws, units."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ita_audit.elements.contact import Place, e_mail, phone
from ita_audit.elements.words import across, around, pattern

_CHART = pattern(
    r"แผนผัง(?:โครงสร้าง|การแบ่ง|องค์กร|ส่วน|การบริหาร|$| ?\()|แผนภูมิ|ผังโครงสร้าง|ผังองค์กร|ผังการบริหาร|(?:organi[sz]ation(?:al)?|org) ?(?:chart|structure)"
)
_STRUCTURE = pattern(r"โครงสร้าง(?:การแบ่งส่วน|ส่วนราชการ|องค์กร|การบริหาร|หน่วยงาน)")
_UNIT = pattern(
    r"สำนักปลัด|สำนักงานปลัด|สำนักคลัง|สำนักช่าง|กองคลัง|กองช่าง|กองการ[ก-ฮ]{3}|กองสาธารณสุข|กองสวัสดิการ|กองยุทธศาสตร์|กองวิชาการ"
    r"|กองการประปา|กองส่งเสริม|กองทะเบียน|หน่วยตรวจสอบ(?:ภายใน)?|(?:กลุ่มงาน|ฝ่าย|กอง|สำนัก)(?!งาน|ประจำ|การเมือง|ราชการ|ที่|และ|ต่าง|ภายใน|ทะเบียนท้องถิ่น)[ก-ฮเแโใไ][ก-ๆ]{3,24}"
)
_HEAD = r"(?:นายก|ปลัด|รองนายก|รองปลัด|ผู้อำนวยการ|อธิบดี|เลขาธิการ|ผู้ว่า|คณบดี|อธิการบดี|หัวหน้าส่วนราชการ|ประธาน|กำนัน|ผู้บริหารสูงสุด)"
_MAN = r"(?:นาย(?!ก ?(?:เทศ|องค|อบต|เมือง|สภา|รัฐ|สมาคม|กิ่ง|[^ก-ๆ]|$))|นาง(?:สาว)?)"
_RANK = r"(?:น\.ส\.|ว่าที่|ดร\.|พล(?:ตรี|โท|เอก|ตำรวจ|เรือ|อากาศ)|พัน(?:ตรี|โท|เอก|ตำรวจ|จ่า)|ร้อย(?:ตรี|โท|เอก|ตำรวจ)|สิบ(?:ตรี|โท|เอก)|จ่า(?:ตรี|โท|เอก|สิบ)|[สพร]\.[ตทอ]\.|ผศ\.|รศ\.|ศ\.|mr\.|mrs\.|ms\.)"
_TITLE = rf"(?:{_MAN}|{_RANK})"
_PERSON = pattern(
    rf"{_MAN} ?[ก-ฮเแโใไ][^\d\n():,|]{{3,50}}|(?<![ก-ๆ]){_RANK} ?[ก-ฮเแโใไa-z][^\d\n():,|]{{3,50}}"
)
_HEAD_WORD = pattern(_HEAD)
_SIGNED = pattern(
    rf"{_TITLE} ?[ก-ฮเแโใไ][^\d\n()]{{3,80}}ลงนาม|\( ?{_TITLE}[^)\n.…_]{{3,60}}\)|(?:ลงชื่อ|ลงนาม(?:โดย)?|signed)[ :.…_]{{0,40}}{_TITLE} ?[ก-ฮเแโใไ]|\( ?ชื่อ[^)\n]{{1,20}}\)"
)
_PHOTO = pattern(
    r"ภาพถ่าย|รูปถ่าย|รูปภาพ|ภาพ(?:กิจกรรม|ประกอบ|บรรยากาศ|ผู้บริหาร|นายก|การ)|\[(?:รูป|ภาพ|image|photo)|ภาพที่ ?\d|\.(?:jpe?g|png)"
)
_NO_PHOTO = pattern(
    r"ไม่มี(?:รูป|ภาพ)|รอ(?:รูป|ภาพ)|(?:รูป|ภาพ)[^\n]{0,12}(?:ไม่มี|ภายหลัง)|no image|ยังไม่มี(?:รูป|ภาพ)"
)
_STEP = pattern(r"(?:ขั้นตอน|ขั้น|step) ?(?:ที่)? ?(?:\d{1,2}|หนึ่ง|สอง|สาม|แรก)")
_ITEM = re.compile(r"^(?:\(?\d{1,2}(?:\.\d{1,2}){0,2}[.)]|\d{1,2} |[-•➢✓*] ?|[ก-ฮ]\))")
_INLINE = re.compile(r"(?:^|[ :(])\(?([1-9]|[ก-ค])[.)] ?(?=[ก-ฮเแโใไa-z])")
_STEPS_HEAD = pattern(
    r"ขั้นตอน|วิธีการ|วิธีปฏิบัติ|วิธีดำเนิน|กระบวนการ|การดำเนินการ|การปฏิบัติงาน|แนวปฏิบัติ|วิธี|flow|โดย ?\(ก\)|รับผิดชอบ"
)
_ARROW = re.compile(r"(?: > |→|➔|⇒|->|=>|>>|➜|►|↓)")
_TRAIL = pattern(r"^(?:หน้าแรก|หน้าหลัก|home|เมนู)")
_THEN = pattern(r"จากนั้น|แล้วจึง|ลำดับถัดไป|ต่อจากนั้น|หลังจากนั้น|เมื่อ[^\n]{3,60}แล้ว(?:ให้)?|สุดท้าย|เสร็จแล้ว")
_ASK = pattern(
    r"^(?:ถาม|คำถาม|ผู้ถาม|q|question|กระทู้|หัวข้อกระทู้|ผู้ตั้งกระทู้)(?:ที่)? ?\d{0,3} ?[:.)]|(?:^|\s)(?:ถาม|q) ?:"
)
_REPLY = pattern(
    r"(?:^|[\s|])(?:ตอบ|คำตอบ|ผู้ตอบ|a|answer|เจ้าหน้าที่ตอบ|admin|แอดมิน|ตอบโดย)(?:กลับ)?(?:ที่)? ?\d{0,3} ?[:.)]|(?:เจ้าหน้าที่|เทศบาล|อบต|แอดมิน|admin|หน่วยงาน|ผู้ดูแล)[^\n]{0,16}(?:ตอบกลับ|ตอบแล้ว|ตอบเมื่อ|ตอบคำถาม|ได้ตอบ|ตอบ ?:|จะติดต่อกลับ)|ตอบกลับ(?:แล้ว|เมื่อ|โดย|ภายใน)|ตอบกระทู้|(?<!\d)[1-9]\d{0,2} ?คำตอบ|ได้รับคำตอบ|(?:จะ|คอย)ตอบ(?:คำถาม|ข้อ|กลับ|ให้|ท่าน)|(?:^|[\s>])เจ้าหน้าที่ ?: ?[ก-ฮเแโใไ]"
)
_BOARD = pattern(
    r"ตั้งกระทู้|กระดาน(?:ถาม|สนทนา|ข่าว)|เว็บบอร์ด|web ?board|ถาม ?- ?ตอบ|q ?& ?a|live ?chat|chat ?bot|แชทบอท|แชต|แชท|กล่องข้อความ|messenger|inbox|ส่งคำถาม|สอบถามออนไลน์|สนทนา|ถามตอบ|พิมพ์คำถาม"
)
_ASK_ACT = pattern(
    r"ตั้งกระทู้|ตั้งคำถาม|ส่งคำถาม|พิมพ์(?:คำถาม|ข้อความ)|ฝากคำถาม|ถามคำถาม|โพสต์คำถาม|กล่อง(?:ข้อความ|ถาม|คำถาม)|ช่องถาม|live ?chat|chat ?bot|แชทบอท|แชตบอต|แชท|แชต|inbox|messenger"
    r"|สอบถาม(?:ออนไลน์|ผ่าน|ได้ที่ช่อง)|เขียนคำถาม|กรอกคำถาม|ถามได้|ฝากข้อความ|(?:พูด)?คุยกับ(?:เรา|เจ้าหน้าที่)|ถามเจ้าหน้าที่|(?:กระดาน|เว็บบอร์ด|web ?board)[^\n]{0,60}(?:\[|ตั้ง|ถาม|โพสต์|สนทนา)|\[[^\]\n]{0,16}(?:ถาม|กระทู้|ส่ง)|(?:แสดง)?ความคิดเห็น ?:? ?\[|\[(?:ข้อความ|โพสต์|comment)\]"
)
_CLOSED = pattern(
    r"(?:กระดาน|เว็บบอร์ด|web ?board|ระบบ|แชท|chat)[^\n]{0,40}(?:ปิด(?:รับ|ปรับปรุง|การ|ให้บริการ|ชั่วคราว)|ไม่สามารถ)"
)
_UNANSWERED = pattern(r"(?:ไม่|(?<![\d.,:-])0(?![\d.:-]))[^\n]{0,12}(?:ตอบ|คำตอบ)|ตอบ ?: ?(?:-|$)|ไม่สามารถตอบ")
_FIELD = pattern(
    r"\[(?:ส่ง|ปุ่ม|ช่อง|submit|form|แบบฟอร์ม)|ปุ่ม ?[\"“:]?(?:ส่ง|ยืนยัน)|กดส่ง|คลิก(?:ที่นี่)?เพื่อ(?:ส่ง|แจ้ง|ร้อง|ยื่น|ถาม|สอบถาม|เข้า)|(?:กรอก|ระบุ)(?:แบบฟอร์ม|รายละเอียด|ข้อมูล|ข้อความ|หัวข้อ)|แบบฟอร์ม(?:ออนไลน์|แจ้ง|ร้องเรียน|รับ|ส่ง|ยื่น|อิเล็กทรอนิกส์)|google ?form|forms\.gle|ส่งข้อความ|ส่งเรื่อง|แนบไฟล์|แนบหลักฐาน|captcha|ยื่นคำขอ|ยื่นคำร้องออนไลน์|ลงทะเบียน"
)
_ONLINE = pattern(
    r"ออนไลน์|online|e-?service|อิเล็กทรอนิกส์|ผ่าน(?:ทาง)?(?:เว็บไซต์|ระบบ|line|ไลน์|แอป)|https?://|แอปพลิเคชัน|application|one stop"
)
_LAW = pattern(
    r"(?:พระราชบัญญัติ|พ\. ?ร\. ?บ\.|พระราชกฤษฎีกา|พระราชกำหนด|กฎกระทรวง|ระเบียบ|เทศบัญญัติ|ข้อบัญญัติ|ประกาศ(?:กระทรวง|คณะกรรมการ|ก\.)|ข้อบังคับ|รัฐธรรมนูญ|คำสั่ง)[^\n]{2,120}?(?:25\d\d|24\d\d)"
)
_SERVICE = pattern(
    r"(?:ยื่น|ขอ|แจ้ง|จอง|ชำระ|ลงทะเบียน|ร้อง|นัด|จดทะเบียน|ยืม)[^\n]{0,80}?(?:ออนไลน์|online|อินเทอร์เน็ต|ผ่าน(?:ทาง)?(?:ระบบ|เว็บ|แอป|line|ไลน์)|ทางเว็บ|อิเล็กทรอนิกส์)"
    r"|(?:ออนไลน์|online|e-?service|อิเล็กทรอนิกส์)[^\n]{0,60}?(?:ยื่น|ขออนุญาต|ขอรับ|แจ้ง|จอง|ชำระ|ลงทะเบียน|จดทะเบียน|คำร้อง|คำขอ)"
)
_SECTION = pattern(r"มาตรา ?\d{1,3}")
_LINKED_LAW = pattern(r"(?:พระราชบัญญัติ|พ\. ?ร\. ?บ\.)[^\n]{0,100}(?:ฉบับเต็ม|ทั้งฉบับ)")
_BLANK_MARK = re.compile(r"\.{6,}|…{2,}|_{5,}|□|☐|\( {1,4}\)|❑|⬜")
_FORM_WORD = pattern(r"แบบสอบถาม|แบบสำรวจ|แบบประเมิน|คำชี้แจง|โปรดทำเครื่องหมาย|กรุณาทำเครื่องหมาย|ทำเครื่องหมาย")


def chart(lines: Sequence[str]) -> list[Place]:
    """A chart by its name, or the structure of the units with two of them below it."""
    found = _each(_CHART, lines)
    for number, hit in _each(_STRUCTURE, lines):
        units = {unit[0] for unit in _UNIT.finditer(around(lines, number, 0, 25))}
        if len(units) >= 3:
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
    return [(n, at) for n, at in across(_SIGNED, lines) if _HEAD_WORD.search(around(lines, n, 1, 3))]


def steps(lines: Sequence[str]) -> list[Place]:
    """What is done in which order: numbered steps, a numbered list below its heading, arrows, "then"."""
    named = _each(_STEP, lines)
    if len(named) >= 2:
        return named
    for number, line in enumerate(lines):
        if len(_ARROW.findall(line)) >= 2 and not _TRAIL.match(line):
            return [(number, 0)]
        if not _STEPS_HEAD.search(line):
            continue
        listed = sum(bool(_ITEM.match(below)) for below in lines[number + 1 : number + 16])
        inline = {hit[1] for hit in _INLINE.finditer(around(lines, number, 0, 1))}
        then = len(_THEN.findall(around(lines, number, 0, 6)))
        if listed >= 2 or {"1", "2"} <= inline or {"ก", "ข"} <= inline or then >= 2:
            return [(number, 0)]
    return []


def question_and_answer(lines: Sequence[str]) -> list[Place]:
    """A question of somebody and a reply to it, or the agency's word that it replies there."""
    asked = _each(_ASK, lines) or _each(_BOARD, lines)
    found = [(n, at) for n, at in _each(_REPLY, lines) if not _UNANSWERED.search(lines[n])]
    return found if asked else []


def ask_place(lines: Sequence[str]) -> list[Place]:
    """A place where a visitor can ask: board, chat, question box; a list of usual questions or a closed board is none."""
    closed = any(_CLOSED.search(line) for line in lines)
    return [] if closed else _each(_ASK_ACT, lines)


def form(lines: Sequence[str]) -> list[Place]:
    """Something to fill in and send."""
    return _each(_FIELD, lines)


def online(lines: Sequence[str]) -> list[Place]:
    """Something done over the web."""
    return _each(_ONLINE, lines)


def online_service(lines: Sequence[str]) -> list[Place]:
    """A service by name that is asked for over the web."""
    return _each(_SERVICE, lines)


def law(lines: Sequence[str]) -> list[Place]:
    """A law named with its year."""
    return across(_LAW, lines)


def whole_law(lines: Sequence[str]) -> list[Place]:
    """A statute pasted whole or only linked: many numbered sections at the start of lines, or its full text as a file."""
    places = [(n, at) for n, at in _each(_SECTION, lines) if at <= 2]
    return places if len(places) >= 5 else _each(_LINKED_LAW, lines)


def own_text(lines: Sequence[str]) -> list[Place]:
    """The agency's own text: anything but a statute pasted whole."""
    return [] if whole_law(lines) or not lines else [(0, 0)]


def duties(lines: Sequence[str]) -> list[Place]:
    """Words of duty, and beside them what is to be done."""
    return [(n, at) for n, at in _each(_DUTY, lines) if _TASK.search(around(lines, n, 1, 3))]


def deputy(lines: Sequence[str]) -> list[Place]:
    """A deputy or the clerk by name; a unit of that name is none."""
    return [(n, at) for n, at in _each(_DEPUTY, lines) if _PERSON.search(around(lines, n, 1, 1))]


def contact_of_each(lines: Sequence[str]) -> list[Place]:
    """Telephone or e-mail of every head of the agency who is named; of anybody when no name is read."""
    named = {n for n, _ in office_holder(lines)}
    reached = {n for n, _ in (*phone(lines), *e_mail(lines))}
    return sorted((n, 0) for n in reached) if len(reached) >= len(named) else []


def deed(lines: Sequence[str]) -> list[Place]:
    """What the agency did: somebody of it and an act."""
    return _each(_DEED, lines)


def how_to_complain(lines: Sequence[str]) -> list[Place]:
    """By which way somebody complains."""
    return _each(_COMPLAIN, lines)


def separate_channel(lines: Sequence[str]) -> list[Place]:
    """A channel for corruption alone: said so, or no general complaint anywhere beside it."""
    said = _each(_APART, lines)
    mixed = any(_GENERAL.search(line) for line in lines)
    return said or ([] if mixed else _each(_CORRUPTION, lines))


def before_during_after(lines: Sequence[str]) -> list[Place]:
    """Before, during and after duty."""
    return across(_ALWAYS, lines)


def risk_event(lines: Sequence[str]) -> list[Place]:
    """What may go wrong, named: a heading of risks with something under or behind it."""
    return _each(_RISK, lines)


def assessed(lines: Sequence[str]) -> list[Place]:
    """Results of an assessment of people: levels or points with figures; a blank form has none."""
    return [(n, at) for n, at in _each(_ASSESSED, lines) if not _BLANK_MARK.search(lines[n])]


def results(lines: Sequence[str]) -> list[Place]:
    """Words of a survey's result; a blank questionnaire has marks to fill in and no figures."""
    blanks = sum(len(_BLANK_MARK.findall(line)) for line in lines)
    asks = any(_FORM_WORD.search(line) for line in lines)
    return [] if asks and blanks >= 3 else _each(_RESULT, lines)


_TASK = pattern(
    r"ดูแล|จัดให้มี|ให้มี|บำรุง|รักษาความ|ป้องกัน(?:โรค|และ)|ส่งเสริมการ(?!ปกครอง)|คุ้มครอง(?!ข้อมูล)|ควบคุม|จัดระบบ|จัดการ(?:ศึกษา|มูลฝอย|ขยะ|น้ำ)|อนุรักษ์|สงเคราะห์"
)
_DEPUTY = pattern(r"รองนายก|รองปลัด|รองผู้อำนวยการ|รองอธิบดี|รองเลขา|(?<!สำนัก)(?<!สำนักงาน)ปลัด")
_DEED = pattern(
    r"(?:นายก|ปลัด|เจ้าหน้าที่|เทศบาล|อบต|องค์การ|กอง|สำนัก|ผู้บริหาร|คณะ|งาน(?:ป้องกัน|พัฒนา|สาธารณสุข))[^\n]{0,90}?"
    r"(?:ลงพื้นที่|นำ(?:คณะ|ทีม|พนักงาน)|จัด(?:กิจกรรม|โครงการ|อบรม|ประชุม|งาน|ทำ|ซ้อม)|มอบ|เปิด(?:งาน|โครงการ|อบรม)|ร่วม|ประชุม|อบรม|รณรงค์|ออกหน่วย|ออกตรวจ|ต้อนรับ|ตรวจ(?:เยี่ยม|งาน|สอบ)"
    r"|เยี่ยม|ปรับปรุง(?:ถนน|ซ่อม|ภูมิ|ไฟ)|ซ่อม|แจก|ขอเชิญ|สำรวจ|ฉีดพ่น|พัฒนา(?:คลอง|พื้นที่)|ดำเนินการ|ทำความสะอาด|เก็บกวาด)"
    r"|\[? ?\d{1,2}/\d{1,2}/\d{2,4} ?\]? ?[^\n]{0,6}[ก-ๆ]{10}"
)
_COMPLAIN = pattern(
    r"(?:แจ้ง(?!ผล)|ร้องเรียน|ยื่น|ร้อง|ส่ง)[^\n]{0,24}?(?:ผ่าน|ได้ที่|ได้ ?(?:\d|หลาย|ทาง)|ทาง(?:ไปรษณีย์|โทรศัพท์|เว็บไซต์|อีเมล|จดหมาย)|ด้วยตนเอง|ด้วยวาจา|เป็นหนังสือ)"
    r"|(?:วิธี(?:การ)?|ช่องทาง)(?:การ|รับ)?(?:ที่บุคคลภายนอก)?(?:แจ้ง|ร้องเรียน|ยื่น|เรื่องร้องเรียน|รับเรื่อง)"
)
_APART = pattern(
    r"แยก(?:จาก|ต่างหาก|เฉพาะ|ออกจาก|ช่องทาง)|เฉพาะ(?:เรื่อง|การ|กรณี|ร้องเรียน)?(?:การ)?(?:ทุจริต|ร้องเรียนการทุจริต|ร้องเรียนทุจริต)|(?:ไม่รับ|ไม่ใช่|ไม่รวม|มิใช่)[^\n]{0,24}(?:ทั่วไป|ร้องทุกข์)|(?:ร้องทุกข์|ทั่วไป)[^\n]{0,24}(?:ใช้|ไปที่|ที่)ช่องทาง(?:อื่น|อีก)"
)
_GENERAL = pattern(r"ทั่วไป|ร้องทุกข์|ไฟดับ|ทุกเรื่อง|ทุกประเภท|รวมทุก|ข้อเสนอแนะ[^\n]{0,10}ร้องเรียน|เรื่องอื่น")
_CORRUPTION = pattern(r"(?:ร้องเรียน|แจ้ง|เบาะแส)[^\n]{0,24}(?:ทุจริต|ประพฤติมิชอบ|โกง)")
_ALWAYS = pattern(r"ก่อน[^\n]{0,30}(?:ขณะ|ระหว่าง)[^\n]{0,30}หลัง")
_RISK = pattern(
    r"(?:เหตุการณ์|ประเด็น)(?:ที่)?(?:มี)?(?:ความ)?เสี่ยง|ความเสี่ยง(?:ที่พบ|ที่ ?\d|ด้าน|เรื่อง|:| ?\|)|risk ?\d ?[:.]|โอกาส(?:เกิด)?(?:การ)?ทุจริต|รูปแบบ(?:พฤติการณ์|การทุจริต)|พฤติการณ์|ความเสี่ยง[^\n]{0,12}: ?[^\n]{4}"
)
_ASSESSED = pattern(
    r"(?:ดีเด่น|ดีมาก|ดี|พอใช้|ผ่าน|ระดับ|คะแนน|ร้อยละ|ค่าเฉลี่ย|ผู้(?:รับการ|ถูก)?ประเมิน)[^\n]{0,24}?(?<![\d/.])\d"
)
_DUTY = pattern(r"อำนาจหน้าที่|หน้าที่และอำนาจ|มีหน้าที่|ภารกิจ|มีอำนาจ|รับผิดชอบ")
_RESULT = pattern(
    r"\d ?%|ผลการสำรวจ|ผลการประเมิน|ผู้ตอบแบบ|ร้อยละ|ค่าเฉลี่ย|สรุปผล|x̄|s\.d\.|ระดับความพึงพอใจ|ความพึงพอใจ[^\n]{0,30}ระดับ(?:มาก|ดี)"
)


def _each(wanted: re.Pattern[str], lines: Sequence[str]) -> list[Place]:
    return [(number, hit.start()) for number, line in enumerate(lines) for hit in wanted.finditer(line)]
