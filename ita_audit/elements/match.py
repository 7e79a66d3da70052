"""Look for one element in one file: ways, terms, what must stand near, what voids a sentence."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from ita_audit.elements.contact import Place
from ita_audit.elements.nil import nil_statements
from ita_audit.elements.structures import PICTURES, SIGNS, STRUCTURES
from ita_audit.elements.words import Text, around, pattern, plain, quote, term
from ita_audit.model import Element, ElementAnswer

NEAR_LINES, NEAR_LETTERS = 4, 160
"""How far a nearby word may stand: lines before and behind, letters in a line longer than these."""
WRAPPED = 6
"""Letters from which a phrase is looked for across a line's end."""
_PUT_OFF = pattern(
    r"ไม่ได้(?:ระบุ|กำหนด|แสดง|จัดทำ|แนบ|เผยแพร่|จัดกิจกรรม|มีการจัด|รายงาน|วิเคราะห์)|ไม่(?:ระบุ|แสดง|มีข้อมูล|พบข้อมูล|พบไฟล์|มีรายละเอียด|มีการระบุ)"
    r"|ยังไม่(?:ได้|มีการ|แล้ว)?(?:จัดทำ|กำหนด|ระบุ|มีข้อมูล|เปิด|ประกาศ|เผยแพร่|รวบรวม|สรุป|สำรวจ|ประเมิน|แต่งตั้ง|จัด|แนบ|วิเคราะห์|รายงาน|มีผล|มี)"
    r"|(?:อยู่(?:ใน)?ระหว่าง|กำลัง|รอ)(?:การ|ดำเนินการ)?(?:จัดทำ|จัดหา|รวบรวม|ปรับปรุง|พัฒนา|ทบทวน|สำรวจ|ข้อมูล|ลงนาม|อนุมัติ|เผยแพร่|สรุป|ตรวจสอบข้อมูล|อัปเดต|ยกร่าง|เสนอ)"
    r"|(?:กำหนด|จะ|เตรียม)[^\n]{0,50}(?:ภายหลัง|ต่อไป|ปีหน้า|ปีถัดไป|โอกาสหน้า)|เร็ว ?ๆ ?นี้|ด้วยจะมี|จะได้(?:ดำเนิน|พิจารณา|จัด)"
    r"|ปิดปรับปรุง|(?:ดู(?:ได้)?(?:จาก|ที่|ใน)|ตาม)(?:เอกสารแนบ|ภาคผนวก|ไฟล์แนบ)(?!\d)|coming soon|under construction|not found|ลิงก์เสีย|หน้าว่าง"
    r"|ฟอร์มเปล่า|แบบเปล่า|\((?:ให้|โปรด)[^)\n]{0,24}(?:เติม|กรอก)\)"
)  # fmt: skip
_CONTENTS = re.compile(r"(?:\.{5,}|…{2,}|_{5,}) ?\d{1,3}$")
_BLANK = re.compile(r"^[^\n|]{0,60}?(?::|=| -) ?(?:[-.…_]{1,120}|n/?a)?$")
_FURNITURE = pattern(
    r"^(?:หน้าแรก|หน้าหลัก|home) ?[|>»/]|ผู้เข้าชม|เข้าชม ?\d|สงวนลิขสิทธิ์|ลิขสิทธิ์ของ|copyright|แผนผังเว็บไซต์|พิมพ์หน้านี้|จำนวนดาวน์โหลด|ดาวน์โหลด(?:แล้ว)? ?\d"
    r"|^เมนู ?:|^#|^หน้า(?:ที่)? ?\d{1,4}$|ถูกใจ ?\d|แชร์ ?\d"
)  # fmt: skip
_OF_THE_PAGE = (
    "@phone",
    "@e_mail",
    "@postal_address",
    "@location_map",
    "@social_account",
    "@form",
    "@ask_place",
    "@own_text",
)
"""Structures that also count in the furniture of a web page."""
_HEADING = pattern(
    r"^(?:\(?\d{1,2}(?:\.\d{1,2})?[.)] ?)?(?:ปัญหา|อุปสรรค|ข้อเสนอ|ข้อจำกัด|ลงนาม|ลงชื่อ|ผู้รายงาน|ผู้จัดทำ|แนวทางแก้|ภาคผนวก|หน้า ?\d|\(สำเนา|ผู้เข้าชม|สงวน|วันจันทร์)"
)
_BARE_HEADING = pattern(
    r"^(?:\(?\d{1,2}(?:\.\d{1,2})?[.)] ?)?(?:ปัญหา|อุปสรรค|ข้อเสนอ|ข้อจำกัด|แนวทางแก้)[ก-ๆ /]{0,30}[ :-]{0,3}$"
)
_TITLE = pattern(
    r"^(?:-? ?\d{1,2} ?-? ?)?(?:สรุป)?(?:รายงาน|บันทึกข้อความ|เรื่อง|คู่มือ|การประเมิน|ประกาศนโยบาย|(?:fraud |hr |anti)|[a-z -]{8,40}report)"
)
_SENTENCE = pattern(r"^(?:ขอ(?:ประกาศ|แสดง|ให้|ความร่วม|เชิญ)|จะ|และ|เพื่อ|โดยที่|ซึ่ง|ทั้งนี้)")
"""How a line begins that goes on with a sentence."""
_SAYS = pattern(r": ?[^\n]{8,}|\d[\d,]{2,}\.?\d{0,2} ?บาท|\d ?(?:คน|ราย|%|ครั้ง|รายการ)|ร้อยละ ?\d")
TITLE_SHARE = 0.35
"""What an item's name must be of a line for it to be a title; a sentence may begin with the name too."""
TITLE_LINES = 8
"""Lines at a file's start among which its title stands."""


@dataclass
class Page:
    """One file laid out for looking: its lines in plain spelling, and the structures found so far."""

    text: Text
    lines: tuple[str, ...] = ()
    flat: str = ""
    titles: frozenset[int] = frozenset()
    found: dict[str, list[Place]] = field(default_factory=dict)
    voids: dict[tuple[int, int, bool], bool] = field(default_factory=dict)

    @classmethod
    def of(cls, text: Text, names: Sequence[str] = ()) -> Page:
        """Lay a text out; `names` are the titles that its item goes by."""
        lines = text.plain
        wanted = [plain(name) for name in names if len(name) >= 10]
        titles = frozenset(n for n, line in enumerate(lines) if _is_title(n, line, wanted))
        return cls(text, lines, "".join(lines), titles)

    def places(self, name: str) -> list[Place]:
        """Where a term stands in order, kept once found; whether each counts is asked of `counts`."""
        if name not in self.found:
            places = STRUCTURES[name](self.lines) if name in STRUCTURES else self._words(term(name))
            self.found[name] = sorted(places)
        return self.found[name]

    def counts(self, name: str, place: Place) -> bool:
        """Whether a place counts; sentences that put off or hold nothing do not."""
        key = (*place, name in _OF_THE_PAGE)
        if key not in self.voids:
            self.voids[key] = void(self.lines, *place, of_the_page=key[2])
        return not self.voids[key]

    def _words(self, words: str) -> list[Place]:
        places = [(n, line.find(words)) for n, line in enumerate(self.lines) if words in line]
        if not places and len(words) >= WRAPPED and words in self.flat:
            return [self._place_of(self.flat.find(words))]
        return places

    def _place_of(self, at: int) -> Place:
        for number, line in enumerate(self.lines):
            if at < len(line):
                return (number, at)
            at -= len(line)
        return (0, 0)


def void(lines: Sequence[str], number: int, at: int, *, of_the_page: bool = False) -> bool:
    """A line of contents, furniture of a page, a heading nothing answers, a sentence that puts off."""
    line = lines[number]
    if _CONTENTS.search(line) or (not of_the_page and _FURNITURE.search(line)):
        return True
    if "ไมมี" not in line and _BLANK.match(line) and line.endswith(("-", ".", "…", "_", "n/a", "=", ":")):
        below = lines[number + 1] if number + 1 < len(lines) else ""
        return not line.endswith(":") or not below or bool(_HEADING.match(below))
    if _alone(lines, number):
        return True
    return bool(_PUT_OFF.search(line[max(0, at - 60) : at + 90]))


def _alone(lines: Sequence[str], number: int) -> bool:
    """A heading of its own line with another heading, or nothing, below it."""
    line = lines[number]
    if "ไมมี" in line or not _BARE_HEADING.match(line):
        return False
    below = lines[number + 1] if number + 1 < len(lines) else ""
    return not below or bool(_HEADING.match(below))


def _is_title(number: int, line: str, names: Sequence[str]) -> bool:
    """A file's title: near its start or bearing the item's name at its start, and saying nothing more."""
    if len(line) > 220 or _SAYS.search(line) or _SENTENCE.match(line):
        return False
    named = any(-1 < line.find(name) <= 24 and len(name) >= TITLE_SHARE * len(line) for name in names)
    return named or (number < TITLE_LINES and bool(_TITLE.match(line)))


def look_for(element: Element, pages: Sequence[Page]) -> ElementAnswer:
    """
    Look for one element in all files of an item; the first that shows it is quoted.

    Returns:
        Seen with file, page, place and quotation, or not seen.
    """
    for page in pages:
        for way in element.shown_by:
            place = _shown(element, way, page)
            if place is not None:
                return _seen(element, page, place)
        if element.nil:
            places = nil_statements(page.lines, element.nil)
            if places:
                return _seen(element, page, places[0], nil=True)
    return ElementAnswer(
        element.name, False, key=element.key, required=element.required, look_th=element.look_th
    )


def _shown(element: Element, way: tuple[tuple[str, ...], ...], page: Page) -> Place | None:
    """Where the first term of a way stands, when the others stand in the same file."""
    first, others = way[0], way[1:]
    if not all(_any(names, page) for names in others):
        return None
    lines, places = set(), set()
    for place, name in sorted((at, word) for word in first for at in page.places(word)):
        if page.counts(name, place) and _holds(element, page, place):
            lines.add(place[0])
            places.add(place)
            if len(lines) >= element.minimum or len(places) >= element.minimum > 1:
                return min(places)
    if element.minimum == 1 and _by_sign(first, page):
        return (0, 0)
    return None


def _any(names: tuple[str, ...], page: Page) -> bool:
    stands = any(page.counts(name, place) for name in names for place in page.places(name))
    return stands or _by_sign(names, page)


def _by_sign(names: tuple[str, ...], page: Page) -> bool:
    signs = any(SIGNS.get(word) in page.text.signs for word in names if word in SIGNS)
    return signs or (page.text.images > 0 and any(word in PICTURES for word in names))


def _holds(element: Element, page: Page, place: Place) -> bool:
    number, at = place
    line = page.lines[number]
    here = line[max(0, at - NEAR_LETTERS) : at + NEAR_LETTERS]
    if "@title" in element.without and number in page.titles:
        return False
    if any(term(word) in here for word in element.without if word != "@title"):
        return False
    if not element.near:
        return True
    beside = around(page.lines, number, NEAR_LINES, NEAR_LINES)
    for word in element.near:
        if word.startswith("@"):
            places = page.places(word)
            start = bisect_left(places, (number - NEAR_LINES, 0))
            end = bisect_left(places, (number + NEAR_LINES + 1, 0))
            if any(page.counts(word, near) for near in places[start:end]):
                return True
        elif term(word) in beside:
            return True
    return False


def _seen(element: Element, page: Page, place: Place, *, nil: bool = False) -> ElementAnswer:
    number, at = place
    line = page.text.lines[number] if page.text.lines else None
    return ElementAnswer(
        element.name,
        True,
        quote(line, at) if line else "",
        page.text.ref,
        key=element.key,
        page=line.page if line else None,
        place=line.place if line else "",
        nil=nil,
        required=element.required,
        look_th=element.look_th,
    )
