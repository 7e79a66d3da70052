"""What a reported result cites: order numbers, dates, addresses; and what it claims of the website."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ita_audit.sourcepaper.records import Address, Cell, Cite, Claim
from ita_audit.sourcepaper.written import addresses_in, days_in, orders_cited
from ita_audit.thai import tidy

_SUBJECT = re.compile(r"[^\n]{0,60}?เรื่อง\s*([^\n]{4,240})")
_BEFORE = 24
_CLAIMS = (
    ("qr_eit", re.compile(r"QR\s*-?\s*CODE|คิวอาร์", re.I)),
    ("ita_page", re.compile(r"เมนู\s*ITA|หน้า\s*ITA|ITA\s*(?:[0-9๐-๙]{4})", re.I)),
    ("menu", re.compile(r"เมนู|ปรับปรุงหน้าเว็บ|ปรับปรุงเว็บ")),
    ("personnel", re.compile(r"ข้อมูลบุคลากร|ทำเนียบ|ข้อมูลผู้บริหาร")),
    ("up_to_date", re.compile(r"เป็นปัจจุบัน|อัปเดต|อัพเดท|อัพเดต")),
    ("social", re.compile(r"facebook|เฟซบุ๊ก|เฟสบุ๊ค|line\s*official|ไลน์", re.I)),
    ("home_page", re.compile(r"เว็บไซต์|website|หน้าเว็บ", re.I)),
)
_SPLIT = re.compile(r"(?:\n|(?<=\s)(?=[❖➢✓•▪●]\s)|(?<=\s)(?=[-–]\s+[^\s0-9๐-๙]))")


def cites_of(parts: Sequence[Cell]) -> tuple[Cite, ...]:
    """Find what the parts of one result cite, in the order written."""
    found: list[Cite] = []
    for part in parts:
        text = part.text
        for raw, read, _, end in orders_cited(text):
            subject = _SUBJECT.match(text, end)
            found.append(Cite("order", raw, read, part.place, tidy(subject[1]) if subject else ""))
        for raw, day, at in days_in(text):
            context = tidy(text[max(0, at - _BEFORE) : at])
            found.append(Cite("date", tidy(raw), day.isoformat() if day else "", part.place, context, day))
        for raw, folded in addresses_in(text):
            found.append(Cite("address", raw, folded, part.place))
    return tuple(found)


def statements_of(part: Cell) -> list[str]:
    """The statements of a result: its bullets and lines."""
    return [words for piece in _SPLIT.split(part.text) if (words := tidy(piece)).strip("-–❖ ")]


def claims_of(parts: Sequence[Cell], *, about_website: bool) -> list[Claim]:
    """
    Find what the parts of one result claim of the website, to be tested in a look.

    Args:
        parts: The result's fragments, in order.

        about_website: The step or the result is about the website, so that its bullets are too.
    """
    claims: list[Claim] = []
    for part in parts:
        for words in statements_of(part):
            found = tuple(Address(raw, folded, part.place) for raw, folded in addresses_in(words))
            rest = words
            for address in found:
                rest = rest.replace(address.raw, "")
            kind = next((kind for kind, pattern in _CLAIMS if pattern.search(rest)), None)
            bare = not kind and found
            if bare and claims and not claims[-1].addresses:
                last = claims.pop()
                claims.append(Claim(last.kind, last.text, last.place, found))
            elif kind and (about_website or kind != "home_page" or found):
                claims.append(Claim(kind, words, part.place, found))
    return claims
