"""Attached orders: number, date, subject, members with position and role, duties, who signed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ita_audit.sourcepaper.records import Cell, Order, Person, Place, Row
from ita_audit.sourcepaper.written import NUMBER, TITLE, days_in, number_of
from ita_audit.thai import fold_digits, tidy

_HEADING = re.compile(r"^คำสั่ง\s*\S")
_SIGNED = re.compile(r"^(?:สั่ง|ประกาศ)\s*ณ\s*วันที่")
_DUTIES = re.compile(r"ให้(?:คณะ|มี|ผู้).{0,60}(?:หน้าที่|อำนาจ)|^(?:โดย)?มี(?:อำนาจ)?หน้าที่|^อำนาจหน้าที่")
_ROLE = (
    r"(?:ที่ปรึกษา|(?:รอง)?ประธาน|(?:ผู้ช่วย)?เลขานุการ|คณะ(?:อนุ)?กรรมการ|คณะทำงาน|(?:อนุ)?กรรมการ|ผู้ประสานงาน|หัวหน้าคณะ)"
    r"[ก-๙]{0,24}(?:\s?(?:และ|/)\s?(?:ผู้ช่วย)?เลขานุการ[ก-๙]{0,16})?"
)
_ROLE_CELL = re.compile(rf"(?:เป็น\s*)?({_ROLE})")
_ROLE_LAST = re.compile(rf"\s(?:เป็น\s*)?({_ROLE})$")
_NUMBER = re.compile(r"^\(?[0-9]{1,2}(?:\.[0-9]{1,2})?\s*[.)]*\s*")
_NAME = re.compile(rf"^({TITLE}\s*[^\s()]{{2,40}}\s+(?!ตำแหน่ง)[^\s()]{{2,40}})(?:\s+|$)")
_SIGNATURE = re.compile(
    rf"^(?:\(?ลงชื่อ\)?[\s.…]*)?\(\s*({TITLE}[^()]{{3,80}})\)|^({TITLE}\s*\S{{2,40}}\s+\S{{2,40}})$"
)
_ACTING = re.compile(r"ปฏิบัติหน้าที่|รักษาราชการแทน|ปฏิบัติราชการแทน|รักษาการ")
_HEAD_LINES, _AFTER_SIGNING, _LONGEST, _MOST = 6, 10, 400, 20


def read_orders(items: Sequence[Cell | Row], stops: Sequence[int]) -> tuple[Order, ...]:
    """
    Read the orders attached to a paper.

    Args:
        items: Its lines and rows.

        stops: Indices at which other tables begin; no order reaches beyond them.
    """
    starts = [i for i in range(len(items)) if _starts(items, i)][:_MOST]
    orders = []
    for position, start in enumerate(starts):
        limit = min([s for s in (*starts[position + 1 :], *stops) if s > start], default=len(items))
        orders.append(_read(items, start, min(limit, start + _LONGEST)))
    return tuple(orders)


def _starts(items: Sequence[Cell | Row], index: int) -> bool:
    item = items[index]
    if isinstance(item, Row) or not _HEADING.match(item.text) or len(item.text) > 110:
        return False
    near = [c for c in items[index : index + _HEAD_LINES] if isinstance(c, Cell)]
    if NUMBER.search(fold_digits(item.text)):
        return len(item.text) < 80 and any(c.text.startswith("เรื่อง") for c in near)
    return any(re.match(r"(?:ที่|เลขที่)\s*[:.]?\s*[0-9Oo]*\s*/", fold_digits(c.text)) for c in near[1:])


def _lines(items: Sequence[Cell | Row], start: int, end: int) -> list[tuple[int, Cell]]:
    return [(i, items[i]) for i in range(start, end) if isinstance(items[i], Cell) and items[i].text]


def _read(items: Sequence[Cell | Row], start: int, limit: int) -> Order:
    lines = _lines(items, start, limit)
    head = lines[: _HEAD_LINES + 1]
    numbered = next(((c, m) for _, c in head if (m := NUMBER.search(fold_digits(c.text)))), None)
    number, raw_number, number_place = "", "", None
    if numbered:
        cell, match = numbered
        number, raw_number = number_of(match[1], match[2]), tidy(cell.text[match.start(1) : match.end(2)])
        number_place = cell.place
    dated = next(((i, c) for i, c in lines if _SIGNED.match(c.text)), None)
    days = list(days_in(dated[1].text)) if dated else []
    end = dated[0] if dated else limit
    signed, last = _signed(items, end + 1, min(limit, end + 1 + _AFTER_SIGNING)) if dated else ((), limit - 1)
    members, duties = _body(items, start, end)
    return Order(
        heading=items[start],
        number=number,
        raw_number=raw_number,
        number_place=number_place,
        day=days[0][1] if days else None,
        raw_day=days[0][0] if days else "",
        day_place=dated[1].place if dated else None,
        subject=_subject(head),
        members=members,
        duties=duties,
        signed=signed,
        last=last if signed else end if dated else limit - 1,
    )


def _subject(head: Sequence[tuple[int, Cell]]) -> Cell | None:
    for position, (_, cell) in enumerate(head):
        if cell.text.startswith("เรื่อง"):
            words = cell.text.removeprefix("เรื่อง").strip()
            after = head[position + 1][1].text if position + 1 < len(head) else ""
            if not words and after:
                return Cell(after, after, head[position + 1][1].place)
            if after and len(after) < 60 and not re.match(r"ตาม|ด้วย|เพื่อ|อาศัย|โดย|[-.\s]*$|[0-9๐-๙]", after):
                words = f"{words} {after}"
            return Cell(cell.raw, words, cell.place)
    return None


def _body(items: Sequence[Cell | Row], start: int, end: int) -> tuple[tuple[Person, ...], tuple[Cell, ...]]:
    members: list[Person] = []
    duties: list[Cell] = []
    in_duties = False
    for index in range(start + 1, end):
        item = items[index]
        if isinstance(item, Row):
            words, place = [tidy(cell.text) for cell in item.cells if cell.text], item.place
        else:
            words, place = [tidy(item.text)], item.place
            if members and _DUTIES.search(item.text):
                in_duties = True
                continue
        if in_duties and len(words) == 1:
            if _NUMBER.match(fold_digits(words[0].lstrip("-• "))):
                duties.append(Cell(words[0], words[0].lstrip("-• "), place))
            continue
        person = _member(words, place)
        if person:
            members.append(person)
            in_duties = False
    return tuple(members), tuple(duties)


def _member(words: list[str], place: Place) -> Person | None:
    """One member of a list, from the cells of a row or from a whole line."""
    if not words or sum(map(len, words)) > 180:
        return None
    if len(words) == 1:
        found = _ROLE_LAST.search(words[0])
        if not found or not _NUMBER.match(fold_digits(words[0].lstrip("-• "))):
            return None
        words = [
            words[0].lstrip("-• ")[: found.start() - (len(words[0]) - len(words[0].lstrip("-• ")))],
            found[1],
        ]
    at = next((i for i in range(len(words) - 1, 0, -1) if _ROLE_CELL.fullmatch(words[i])), None)
    if at is None:
        return None
    role = _ROLE_CELL.fullmatch(words[at])[1]
    rest = [_NUMBER.sub("", fold_digits(word), count=1) for word in words[:at]]
    name, position = "", ""
    for word in filter(None, rest):
        match = _NAME.match(word)
        if match and not name:
            name, word = tidy(match[1]), word[match.end() :]
        word = re.sub(r"^ตำแหน่ง\s*[::]?\s*", "", word.strip())
        if word and not position:
            position = word
    if not position or len(position) > 110:
        return None
    return Person(name, tidy(position), place, place, role)


def _signed(items: Sequence[Cell | Row], start: int, end: int) -> tuple[tuple[Person, ...], int]:
    """The signature after the date: a name in brackets, its office on the next line or two."""
    found = signatures([(i, c) for i, c in _lines(items, start, end)])
    return tuple(person for person, _ in found[:1]), (found[0][1] if found else start - 1)


def signatures(lines: Sequence[tuple[int, Cell]]) -> list[tuple[Person, int]]:
    """Find signature blocks: (person, index of the last line of the block)."""
    found = []
    for position, (index, cell) in enumerate(lines):
        match = _SIGNATURE.match(cell.text)
        if not match:
            continue
        office, last, place = "", index, cell.place
        for after, following in lines[position + 1 : position + 3]:
            if _SIGNATURE.match(following.text) or len(following.text) > 90 or _SIGNED.match(following.text):
                break
            if office and not _ACTING.search(office[-20:]):
                break
            place = place if office else following.place
            office, last = f"{office} {following.text}".strip(), after
        found.append((Person(tidy(match[1] or match[2]), tidy(office), cell.place, place), last))
    return found


def office_of(position: str) -> str:
    """The office that a person holds, without the one in whose place they act."""
    return tidy(_ACTING.split(position)[0].removeprefix("ตำแหน่ง"))


def subject_body(text: str) -> str:
    """The kind of body that words appoint: คณะกรรมการ, คณะทำงาน …; '' for none."""
    match = re.search(r"(?:แต่งตั้ง|จัดตั้ง|ตั้ง)\s*(คณะอนุกรรมการ|คณะกรรมการ|คณะทำงาน)", text)
    return match[1] if match else ""
