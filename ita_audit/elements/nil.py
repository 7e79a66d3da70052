"""Statements that there is none, told from sentences that only look like one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ita_audit.elements.contact import Place
from ita_audit.elements.words import pattern, term

_NONE = pattern(
    r"ไม่มี|ไม่พบ|ไม่ปรากฏ|ไม่ได้รับ|ไม่เคยมี|ไม่ได้มี|ไม่ใช้|ไม่ต้อง|ไม่เข้า|(?<![\d.,/])0 ?(?:เรื่อง|กรณี|ราย(?!การ)|รายการ|ชิ้น|ครั้ง)|ศูนย์เรื่อง"
)
_DENIED = pattern(
    r"(?:มิใช่|ไม่ใช่|หาก|ถ้า|กรณี(?:ที่)?|เมื่อ|เพื่อ(?:ให้)?|ควร|ต้องการให้|มุ่ง|ว่ามีหรือ|มีหรือ|ตัวอย่าง|เช่น|แม้)[^\n]{0,12}$"
)
_QUALIFIED = pattern(
    r"^[^\n]{0,24}?(?:ค้าง|ที่ยัง|เพิ่มเติม|เพิ่มขึ้น|ซ้ำ|เกินกำหนด|ล่าช้า|ร้ายแรง|ที่ไม่|ที่ต้อง|นอกเหนือ|ที่ดำเนินการไม่|ที่อยู่ระหว่าง"
    r"|ที่เกิน|อื่น|รุนแรง|ใหม่|ข้อมูล|ระบบ|ช่องทาง|ผู้รับผิดชอบ|การเปิดเผย|การรวบรวม|การจัดเก็บ|การบันทึก|สถิติ|รายงาน)"
)
_REST = pattern(r"^[^\n]{0,40}?(?:แต่(?:มี|ได้)|ยกเว้น|นอกจาก|มากกว่า)")
_HEADED = pattern(r"(?::|-|\||คือ|ได้แก่|=)? ?ไม่มี(?:ปัญหา|อุปสรรค|ข้อเสนอแนะ)?[ .)]{0,3}(?:$|[|/)]|ข้อเสนอ|ปัญหา)")


def nil_statements(lines: Sequence[str], topics: Sequence[str]) -> list[Place]:
    """
    Where a text says that there is none of the topics.

    A condition ("if there are none"), a qualified none ("none left over", "no further ones") and
    the lack of data itself ("no statistics") are no such statement.

    Args:
        lines: Lines in plain spelling.

        topics: Words of which one must stand within 50 letters behind the "none", or just before it.

    Returns:
        Line and letter of each statement.
    """
    wanted = [term(topic) for topic in topics]
    found = []
    for number, line in enumerate(lines):
        for hit in _NONE.finditer(line):
            behind, before = line[hit.end() : hit.end() + 50], line[max(0, hit.start() - 40) : hit.start()]
            if _DENIED.search(before[-16:]) or _REST.search(behind):
                continue
            at = min((behind.find(topic) + len(topic) for topic in wanted if topic in behind), default=-1)
            if at < 0:
                stated = any(topic in before for topic in wanted) and _alone(line, hit)
            else:
                stated = not _QUALIFIED.search(behind[:at] + behind[at : at + 24])
            if stated:
                found.append((number, hit.start()))
    return found


def _alone(line: str, hit: re.Match[str]) -> bool:
    """The "none" answers a heading before it: nothing else follows it in its cell."""
    return "0" in hit[0] or bool(_HEADED.match(line, hit.start()))
