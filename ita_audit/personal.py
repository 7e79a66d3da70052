"""
Find personal data in published text, and mask it wherever we print it.

A number is a home only where a person is meant. With บ้านเลขที่ before it and a village after it, it is
one. Without, a house number with a village is a home where a person (นาย, นาง, ผู้ร้อง, ราษฎร, ชื่อ …) is
named before it on its line and no place of an office or of works (เทศบาล, ที่ตั้ง, โรงเรียน, ถนน …) after
that person; where an identity number or a private mobile stands on its line and no such place before it;
or after the field ที่อยู่, unless an office or its way of contact (line telephone, fax, e-mail) stands near.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from urllib.parse import unquote

_HIDDEN = "\u200b"
_PLAIN = str.maketrans(
    dict(zip("๐๑๒๓๔๕๖๗๘๙", "0123456789", strict=True))
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-")
    | dict.fromkeys("\u00a0\u2007\u2009\u202f", " ")
    | dict.fromkeys("\u200c\u200d\u2060\ufeff\u00ad", _HIDDEN)
)
"""Digits, dashes and blanks in plain spelling, letter for letter; what is not seen becomes one letter."""
_APART = r"(?<![\da-zA-Z].)(?:(?<!\d[.,/-].)|(?<=\d{9},.))(?<![a-zA-Z][.,/-].)(?<![ก-๎]-.)"
"""Looks behind the first sign of a number, which stands before it in the pattern: the search is quicker so."""
_ID = re.compile(
    rf"[1-8]{_APART}(?:(?:[ \-]?\d){{12}}|\.\d{{4}}\.\d{{5}}\.\d\d\.\d)(?![\da-zA-Z]|/(?!25\d\d(?!\d))[\da-zA-Z]|[.-]\d|,\d(?!\d{{8}}))"
)
_MOBILE = re.compile(
    rf"[06+(]{_APART}(?:(?:(?<=0)|(?<=6)6[ \-]?|(?<=\+)66[ \-]?)[689](?:[ \-]?\d){{8}}|(?<=0)[689]\d\.\d{{3}}\.\d{{4}}"
    r"|(?<=\()0[689]\d\)[ \-]?\d{3}[ \-]?\d{4})(?![\da-zA-Z/]|[.-]\d|,\d(?!\d{8}))"
)
_ADDRESS = re.compile(r"(?:://|www\.)[^\s<>\"]{1,4000}")
_FILE_NAME = re.compile(
    r"(?:\.{0,2}/|[^\s<>\"]{1,400}?\.[a-zA-Z][a-zA-Z0-9]{1,4}(?:[?#]|\Z))[^\s<>\"]{0,2000}\Z"
)
_IN_ADDRESS = re.compile(
    r"(?:(?<=%[\da-fA-F]{2})|(?<![\da-zA-Z%]))(?:(?P<id>[1-8]\d{12}(?![\da-zA-Z])"
    r"|[1-8]([-_.])\d{4}\2\d{5}\2\d\d\2\d(?![\da-zA-Z]))"
    r"|(?<!\d[.-])(?:(?:\+66|0)[689]\d{8}|0[689]\d([-_.])\d{3}\3\d{4})(?![\da-zA-Z]|[.-]\d))"
)
_TIME_LIKE = re.compile(r"1[4-8]\d{11}\Z")
_HOME = re.compile(r"(?:บ้านเลขที่|อยู่บ้านเลขที่)\s*(\d{1,4}(?:/\d{1,4})?)\s*(?:,\s*)?(?:หมู่(?:ที่)?|ม\.)\s*(\d{1,2})")
_HOUSE = re.compile(
    r"(\d(?<![\da-zA-Z].)(?<!\d[.,/-].)(?<!2(?=[45]\d\d(?![\d/])))\d{0,3}(?:/(?!25\d\d)\d{1,4})?)[ ,]{0,4}"
    r"(?:หมู่ {0,2}(?:ที่)?|ม\.) {0,2}(\d{1,2})(?!\d|[.,/]\d)"
)
_MEASURED = re.compile(
    r"(?:กว้าง|ยาว|ระยะทาง|ระยะ|สูง|หนา|ลึก|ขนาด|จำนวน|อายุ|ราคา|กม\.?|ปี|พ\.ศ\.|วันที่|คำสั่งที่|ครั้งที่|ลำดับ(?:ที่)?|ข้อ(?:ที่)?"
    r"|ที่ดิน|โฉนด(?:เลขที่|ที่)?|ระวาง|โครงการ)[ :.]{0,3}\Z"
)
_METRES = re.compile(r"\d{1,4} {0,3}ม\. +\d{1,2}")
_NUMBERED = ("เลขที่", "ที่อยู่")
_FIELD = re.compile(
    r"ที่อยู่(?P<own>ปัจจุบัน|(?:ที่)?ติดต่อได้|ตามทะเบียนบ้าน|(?:ของ)?ผู้(?:ร้อง|ยื่น|แจ้ง)\S{0,12})?[ :.…]{0,40}(?:บ้าน)?(?:เลขที่)?[ :.…]{0,9}\Z"
)
_MAIL = re.compile(r"[A-Za-z0-9._%+\-]{1,64}(?=@[A-Za-z0-9\-]+\.[A-Za-z0-9])")
_NAMED_SO = r"(?<!ตำบล...)(?<!อำเภอ...)(?<![ตอ]\....)(?<!บ้าน...)"
_PERSON = re.compile(
    rf"นาย{_NAMED_SO}(?!ก(?:เทศ|องค์|อบ|รัฐ|สภา|สมา|เมือง|เหล่า|[.\s])|อำเภอ|ทะเบียน|จ้าง|แพทย์|ช่าง|ทหาร|ทุน)|นาง{_NAMED_SO}"
    r"|น\.ส\.|ด\.[ชญ]\.|เด็กชาย|เด็กหญิง|คุณ(?<!ขอบ...)(?<!พระ...)(?!ภาพ|ธรรม|สมบัติ|วุฒิ|ลักษณะ|ค่า|ประโยชน์|ูปการ)"
    r"|ผู้ร้อง|ผู้ยื่น|ราษฎร|อยู่บ้าน|ชื่อ(?!โครงการ|หน่วยงาน|เรื่อง|งาน|ถนน|สถาน|หมู่บ้าน|บ้าน|ตำบล|ชุมชน|กิจกรรม|แผน|เสียง)"
)
"""A title, a part in a matter, or the field of a name; no office (นายกเทศมนตรี), place (ตำบลนาง…) or way (สายบ้านนาย…)."""
_SEAT = re.compile(
    r"ส(?:ำ|ํา)นัก(?:งาน|ปลัด)|เทศบาล(?<!พนักงาน......)(?<!ปลัด......)(?<!ลูกจ้าง......)|ที่ท(?:ำ|ํา)การ|ที่ตั้ง|ตั้งอยู่|ศูนย์|โรงเรียน|วิทยาลัย"
    r"|โรงพยาบาล|รพ\.|สถานี|วัด(?<!จังหวัด)(?!ถุ|ผล)|อบ[ตจ](?<!นายก...)(?<!นายก ...)(?<!ปลัด...)(?<!ปลัด ...)|องค์การ|หน่วยงาน"
    r"|บริษัท|ห้าง|หจก|ร้าน|สหกรณ์|ธนาคาร|อาคาร"
)
_WORKS = re.compile(r"ถนน|ซอย|ก่อสร้าง|ซ่อม|ปรับปรุง|ขุดลอก|โครงการ")
_REACHED = re.compile(r"โทรสาร|แฟกซ์|อีเมล|เว็บไซต์|สารบรรณ|fax|@|(?<!\d)0[ -]?[2-57](?:[ -]?\d){6}", re.I)
_OFFICE = re.compile(r"สายด่วน|สำนักงาน|ศูนย์|กอง|ฝ่าย|เทศบาล|อบต|สายตรง|call ?center|hotline", re.I)
_NOT_A_PERSON = re.compile(r"ผู้เสียภาษี|โครงการ|โฉนด|นิติบุคคล|tax ?id|e-?gp", re.I)
_CARD = re.compile(r"บัตรประชาชน|ประจ(?:ำ|ํา)ตัวประชาชน|citizen|id_?card|\bcid\b", re.I)
_PAPER = re.compile(r"(?:สัญญา|คำสั่ง|ประกาศ|ใบสั่ง(?:ซื้อ|จ้าง)|หนังสือ)\s{0,3}(?:เลข)?(?:ที่)?[\s:]{0,3}\Z")
_YEAR_FOLLOWS = re.compile(r"/25\d\d")
_NUMBERED_FILE = re.compile(r"[a-zA-Z](?<!tel)(?<!phone)(?<!mobile)[_-]\Z", re.I)
_CALENDAR = "1 2 3 4 5 "
_DIGIT = re.compile(r"\d")
_BEFORE, _LINE, _NEAR, _ADDRESS_LENGTH = 40, 120, 300, 2400


@dataclass(frozen=True, slots=True)
class Personal:
    """One find: its kind (national_id, mobile, home), its span in the text, and what may be printed."""

    kind: str
    span: tuple[int, int]
    masked: str


def find_personal(text: str) -> tuple[Personal, ...]:
    """
    Find national IDs that pass their checksum, mobile phones outside an office's contact, and homes.

    In a web address or the name of a file a number counts that stands apart from letters and digits; one
    that reads as a time in milliseconds (it begins with 14 to 18) only beside words for an identity card.

    Returns:
        Finds in order of place, none overlapping; spans are offsets into `text` as given.
    """
    if not _DIGIT.search(text):
        return ()
    plain, places = _plainly(text)
    spans = _numbers(plain)
    spans += _homes(plain, sorted(start for _, (start, _) in spans))
    found: list[Personal] = []
    end = 0
    for kind, span in sorted(spans, key=lambda pair: pair[1]):
        if span[0] >= end:
            end = span[1]
            start, last = (places[span[0]], places[end - 1] + 1) if places else span
            found.append(Personal(kind, (start, last), _DIGIT.sub("×", text[start:last])))
    return tuple(found)


def hide(text: str) -> str:
    """The text with every digit of personal data replaced by ×, in web addresses too; its length stays."""
    parts, after = [], 0
    for found in find_personal(text):
        parts += [text[after : found.span[0]], found.masked]
        after = found.span[1]
    return "".join((*parts, text[after:])) if parts else text


def mask(text: str) -> str:
    """
    The text with every digit of personal data, and the name in an e-mail address, replaced by ×.

    Its length does not change.
    """
    return _MAIL.sub(lambda match: "×" * len(match[0]), hide(text))


def hide_piece(piece: str, whole: str) -> str:
    """A piece of a text with what is personal data in the whole masked, even where the cut parted it."""
    start = whole.find(piece)
    return hide(whole)[start : start + len(piece)] if piece and start >= 0 else hide(piece)


def _plainly(text: str) -> tuple[str, list[int]]:
    """The text in plain spelling without letters that are not seen; the place of each, where some were left out."""
    plain = text.translate(_PLAIN)
    if _HIDDEN not in plain:
        return plain, []
    places = [place for place, ch in enumerate(plain) if ch != _HIDDEN]
    return plain.replace(_HIDDEN, ""), places


def _numbers(plain: str) -> list[tuple[str, tuple[int, int]]]:
    """Identity numbers and mobiles: in addresses by the rules for those, elsewhere by those for text."""
    named = [m.span() for m in _ADDRESS.finditer(plain)] if "://" in plain or "www." in plain else []
    if not named and len(plain) <= _ADDRESS_LENGTH and _FILE_NAME.match(plain):
        named = [(0, len(plain))]
    spans = [
        ("national_id" if m["id"] else "mobile", m.span())
        for start, end in named
        for m in _IN_ADDRESS.finditer(plain, start, end)
        if (_is_id_in_address(m, plain[start:end], plain) if m["id"] else _is_mobile(m, plain))
    ]
    written = [("national_id", m.span()) for m in _ID.finditer(plain) if _is_id(m, plain)]
    written += [("mobile", m.span()) for m in _MOBILE.finditer(plain) if _is_mobile(m, plain)]
    return spans + _outside(sorted(written, key=lambda pair: pair[1]), named)


def _outside(
    spans: list[tuple[str, tuple[int, int]]], named: list[tuple[int, int]]
) -> list[tuple[str, tuple[int, int]]]:
    """The spans that begin in no address; both in order of place."""
    kept, at = [], 0
    for kind, span in spans:
        while at < len(named) and named[at][1] <= span[0]:
            at += 1
        if at == len(named) or span[0] < named[at][0]:
            kept.append((kind, span))
    return kept


def _before(match: re.Match[str], plain: str, most: int = _BEFORE) -> str:
    return plain[max(0, match.start() - most) : match.start()].rsplit("\n", 1)[-1]


def _checks(number: str) -> bool:
    digits = [int(ch) for ch in number if ch.isdigit()]
    total = sum(digit * weight for digit, weight in zip(digits[:12], range(13, 1, -1), strict=True))
    return (11 - total % 11) % 10 == digits[12]


def _is_id(match: re.Match[str], plain: str) -> bool:
    if match[0].startswith(_CALENDAR) or not _checks(match[0]):
        return False
    before = _before(match, plain)
    if _YEAR_FOLLOWS.match(plain, match.end()) and _PAPER.search(before):
        return False
    return bool(_CARD.search(before)) or not _NOT_A_PERSON.search(before)


def _is_id_in_address(match: re.Match[str], address: str, plain: str) -> bool:
    if not _checks(match[0]):
        return False
    words = f"{_before(match, plain)} {unquote(address)}"
    if _CARD.search(words):
        return True
    return not _TIME_LIKE.match(match[0]) and not _NOT_A_PERSON.search(words)


def _is_mobile(match: re.Match[str], plain: str) -> bool:
    before = _before(match, plain)
    if _OFFICE.search(before) or _NUMBERED_FILE.search(before):
        return False
    if before.endswith(".") and not _PERSON.search(before):
        return False
    asked = before.rfind("ติดต่อ")
    return asked < 0 or bool(_PERSON.search(before, asked))


def _homes(plain: str, starts: list[int]) -> list[tuple[str, tuple[int, int]]]:
    """Homes, with the word for one and without; `starts` are the places of the other finds."""
    found = list(_HOME.finditer(plain)) if "เลขที่" in plain else []
    if "หมู่" in plain or "ม." in plain:
        found += [m for m in _HOUSE.finditer(plain) if _is_home(m, plain, starts)]
    return [("home", (m.start(1), m.end(2))) for m in found]


def _is_home(match: re.Match[str], plain: str, starts: list[int]) -> bool:
    """Tell a house number with a village that is a person's home; `starts` are the places of other finds."""
    before = _before(match, plain, _LINE)
    if _MEASURED.search(before) or (
        _METRES.fullmatch(match[0]) and not before.rstrip(" :.").endswith(_NUMBERED)
    ):
        return False
    field = _FIELD.search(before) if "ที่อยู่" in before else None
    person = _last(_PERSON, before)
    if person >= 0:
        return not _SEAT.search(before, person) and bool(field or not _WORKS.search(before, person))
    at = bisect_left(starts, plain.rfind("\n", 0, match.start()) + 1)
    beside = at < len(starts) and "\n" not in plain[match.end() : starts[at]]
    if not (field or beside) or _SEAT.search(before) or (not field and _WORKS.search(before)):
        return False
    return beside or bool(field and field["own"]) or not _of_an_office(match, plain)


def _last(words: re.Pattern[str], text: str) -> int:
    return max((match.start() for match in words.finditer(text)), default=-1)


def _of_an_office(match: re.Match[str], plain: str) -> bool:
    """Tell a field whose two lines before name an office last, or which stands near a way to reach an office."""
    above = "\n".join(plain[max(0, match.start() - _NEAR) : match.start()].split("\n")[-3:])
    below = "\n".join(plain[match.end() : match.end() + _NEAR].split("\n")[:3])
    person, office = _last(_PERSON, above), _last(_SEAT, above)
    if person >= 0 or office >= 0:
        return office > person
    return bool(_REACHED.search(above + below) or _SEAT.search(below))
