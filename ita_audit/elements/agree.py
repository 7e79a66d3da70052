"""
Does a report speak of the plan it reports on (O12 of O11, O24 of O23 …)?

By the names of projects and measures that both have, by the plan's own name, and by their years.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from ita_audit.elements.words import Text, pattern, plain, quote
from ita_audit.model import ElementAnswer, Item

AGREES = "agrees"
"""Key of the answer about the item that another must speak of."""
MAX_NAMES, NAME, ALIKE = 200, (8, 48), 88
_NAME = pattern(
    r"(?:โครงการ|กิจกรรม|มาตรการ|ความเสี่ยง|หลักสูตร|แผนงาน|ประเด็น|เหตุการณ์)[ :]{0,3}(?:ที่ ?\d{1,2}[ :.]{0,3})?([^\n|,;:()]{6,90})"
)
_TAIL = pattern(r"(?:งบประมาณ|จำนวน|ประจำปี|ดำเนินการ|ร้อยละ|เบิกจ่าย|ระดับ|ระยะเวลา|ไตรมาส|ปีงบ|พ\. ?ศ|\d).*$")
_COMMON = pattern(
    r"^(?:และ|หรือ|ตาม|การ(?:ทุจริต|ดำเนินงาน|ดำเนินการ)|ที่|ของ|ประจำ|การจัดการ|ป้องกันการทุจริต|ส่งเสริมคุณธรรม|การบริหาร)?[ก-ๆ]{0,6}$"
)


def speaks_of(
    item: Item,
    partner: Item,
    own: Sequence[Text],
    other: Sequence[Text],
    years: tuple[Sequence[int], Sequence[int]],
) -> ElementAnswer:
    """
    Answer whether an item's evidence speaks of its partner's.

    Args:
        item: The item that reports.

        partner: The item it must speak of (`agrees_with`).

        own: What was read for the item.

        other: What was read for the partner; empty when nothing could be read.

        years: Fiscal years (BE) that each covers; empty when not told.

    Returns:
        Seen with the shared name, not seen when the plan's names are known and none is there, and
        cannot tell when one of the two was not read or names nothing.
    """
    name = f"สอดคล้องกับ {partner.code}"
    unsure = ElementAnswer(
        name, False, key=AGREES, sure=False, look_th=f"เทียบกับเอกสารของ {partner.code} ด้วยตา"
    )
    if not _words(own) or not _words(other):
        return unsure
    if years[0] and years[1] and not set(years[0]) & set(years[1]):
        said = f"ปี {_list(years[0])} แต่ {partner.code} ปี {_list(years[1])}"
        return ElementAnswer(name, False, said, key=AGREES, look_th=f"เทียบปีกับ {partner.code}")
    wanted = names_in(other)
    hit = _shared(wanted, own) or ("" if wanted else _titled(partner, own))
    if hit:
        ref, line = hit
        return ElementAnswer(name, True, line, ref, key=AGREES)
    if wanted and names_in(own):
        return ElementAnswer(name, False, key=AGREES, look_th=f"ไม่มีชื่อโครงการหรือมาตรการตรงกับ {partner.code}")
    return unsure


def names_in(texts: Sequence[Text]) -> tuple[str, ...]:
    """Names of projects, activities and measures in plain spelling, without what every plan says."""
    found: dict[str, None] = {}
    for text in texts:
        for line in text.lines:
            for hit in _NAME.finditer(line.plain):
                name = _TAIL.sub("", hit[1]).strip(" .-\"'“”")[: NAME[1]]
                if len(name) >= NAME[0] and not _COMMON.match(name):
                    found[name] = None
            if len(found) >= MAX_NAMES:
                return tuple(found)
    return tuple(found)


def _shared(wanted: Sequence[str], own: Sequence[Text]) -> tuple[str, str] | None:
    """A line of the report with one of the names; names spelt a little differently count too."""
    alike = [
        mine
        for mine in names_in(own)
        if len(mine) >= 14 and any(len(name) >= 14 and fuzz.ratio(name, mine) >= ALIKE for name in wanted)
    ]
    for text in own:
        for line in text.lines:
            for name in (*wanted, *alike[:1]):
                if name in line.plain:
                    return text.ref, quote(line, line.plain.find(name))
    return None


def _titled(partner: Item, own: Sequence[Text]) -> tuple[str, str] | None:
    titles = [plain(title) for title in (partner.title, *partner.aliases)]
    titles = [title for title in titles if len(title) >= 12]
    for text in own:
        for line in text.lines:
            for title in titles:
                if title in line.plain:
                    return text.ref, quote(line, line.plain.find(title))
    return None


def _words(texts: Sequence[Text]) -> bool:
    return any(text.lines for text in texts)


def _list(years: Sequence[int]) -> str:
    return re.sub(r"[\[\]]", "", str(sorted(years)))
