"""Structures of a contact page: telephone, e-mail, postal address, map, service hours, accounts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ita_audit.elements.words import around, pattern

Place = tuple[int, int]
"""A line's number and the letter of it where a structure stands, both from 0."""

_NUMBER = re.compile(r"(?<![\d/.,-])(?:\+? ?66|0)[\d ().-]{6,16}\d(?!\d)")
_FAX = pattern(r"(?:โทรสาร|แฟกซ์|fax)[^0-9\n]{0,12}$")
_MAIL = re.compile(
    r"(?<![a-z0-9._%+-])[a-z0-9][a-z0-9._%+-]{0,63} ?(?:@|\[at\]|\(at\)) ?(?:[a-z0-9-]{1,40}\.){1,4}[a-z]{2,12}"
)
_SAMPLE_MAIL = re.compile(
    r"^(?:example|xxx+|your[a-z.]{0,10}|name|user|username|aaa|abc|test) ?@|@ ?example\.(?:com|org)"
)
_PLACES = tuple(
    pattern(raw)
    for raw in (
        r"หมู่ ?(?:ที่|บ้าน)|ม\. ?\d",
        r"ถนน ?[ก-ฮ]|ถ\. ?[ก-ฮเแโใไ]|ซอย",
        r"ตำบล|(?<![ก-ๆ])ต\. ?[ก-ฮเแโใไ]|แขวง",
        r"อำเภอ|(?<![ก-ๆ])อ\. ?[ก-ฮเแโใไ]|เขต[ก-ฮ]{3}",
        r"จังหวัด|(?<![ก-ๆ])จ\. ?[ก-ฮเแโใไ]|กรุงเทพ|กทม",
    )
)
_HOUSE = pattern(
    r"(?:เลขที่|บ้านเลขที่|ที่อยู่|ที่ตั้ง) ?:? ?\d|(?<!\d)\d{1,4}(?:/\d{1,4})? (?:หมู่|ม\.|ถนน|ถ\.|ซอย|ต\.|ตำบล)|หมู่ ?(?:ที่ ?)?\d|ม\. ?\d|(?<!\d)[1-9]\d{4}(?!\d)"
)
_MAP = pattern(
    r"(?:maps\.app\.goo|goo\.gl/maps|google\.[a-z.]{2,8}/maps|maps\.google|openstreetmap|google ?map)"
    r"|แผนที่[^\n]{0,30}(?:ตั้ง|สำนักงาน|เดินทาง|ตำแหน่ง|พิกัด|เทศบาล|หน่วยงาน|อาคาร|องค์การ|อบต)"
    r"|(?:พิกัด|ละติจูด|latitude|gps)[^\n]{0,30}\d{1,2}\.\d{2,}"
    r"|(?<!\d)(?:[5-9]|1\d|20)\.\d{4,} ?, ?(?:9[7-9]|10[0-5])\.\d{3,}"
    r"|(?:ที่ตั้ง|การเดินทาง|ดู)[^\n]{0,20}แผนที่"
)  # fmt: skip
_HOURS = pattern(r"(?<!\d)\d{1,2}[.:]\d{2} ?(?:น\.?)? ?(?:-|ถึง|จนถึง) ?\d{1,2}[.:]\d{2}")
_SOCIAL = pattern(
    r"(?:facebook|fb|instagram|tiktok|youtube|twitter|line|lin)\.(?:com|me|ee|be)/?[a-z0-9@_./?=%-]{0,80}"
    r"|(?:facebook|เฟซบุ๊ก|เฟสบุ๊ค|เฟสบุค|(?<![a-z])line|(?<!ออน)ไลน์|youtube|ยูทูบ|ยูทูป|instagram|tiktok|ติ๊กต็อก|twitter|ทวิตเตอร์(?:/x)?|fanpage|แฟนเพจ|เพจ)"
    r" ?(?:id|oa|official|page|fanpage|official account)? ?[:@=\"“-] ?[@a-z0-9ก-ฮเแโใไ]"
)  # fmt: skip


def phone(lines: Sequence[str]) -> list[Place]:
    """A telephone number that can be dialled: 9 or 10 digits that begin with 0; a fax is none."""
    found = []
    for number, line in enumerate(lines):
        for hit in _NUMBER.finditer(line):
            digits = re.sub(r"\D", "", hit[0])
            digits = "0" + digits[2:] if digits.startswith("66") else digits
            right = 9 <= len(digits) <= 10 and digits[1] != "0"
            if right and not _FAX.search(line[max(0, hit.start() - 24) : hit.start()]):
                found.append((number, hit.start()))
    return found


def e_mail(lines: Sequence[str]) -> list[Place]:
    """An e-mail address of a domain; one that only shows the form is none."""
    return [
        (number, hit.start())
        for number, line in enumerate(lines)
        for hit in _MAIL.finditer(line)
        if not _SAMPLE_MAIL.search(hit[0])
    ]


def postal_address(lines: Sequence[str]) -> list[Place]:
    """A postal address: two kinds of place names and a house, village or post-code number nearby."""
    found = []
    for number, line in enumerate(lines):
        if not any(kind.search(line) for kind in _PLACES):
            continue
        here = around(lines, number, 0, 2)
        if sum(bool(kind.search(here)) for kind in _PLACES) >= 2 and _HOUSE.search(here):
            found.append((number, 0))
    return found


def location_map(lines: Sequence[str]) -> list[Place]:
    """A map of the place: an address of a map service, coordinates, or a map of where the office is."""
    return _each(_MAP, lines)


def service_hours(lines: Sequence[str]) -> list[Place]:
    """Opening hours: two times of day with a dash."""
    return _each(_HOURS, lines)


def social_account(lines: Sequence[str]) -> list[Place]:
    """An account on a social network: an address, or a network with the account's name."""
    return _each(_SOCIAL, lines)


def _each(wanted: re.Pattern[str], lines: Sequence[str]) -> list[Place]:
    return [(number, hit.start()) for number, line in enumerate(lines) for hit in wanted.finditer(line)]
