"""Tell the pages that give no OIT link: another assessment's list, a list built by scripts, no list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from ita_audit.checklist import OtherScheme, other_schemes
from ita_audit.model import Checklist
from ita_audit.pages.anchors import Reading
from ita_audit.pages.layout import Layout
from ita_audit.pages.scripted import needs_scripts
from ita_audit.pages.settle import Anchor
from ita_audit.thai import bare

_FEW, _COMPARED, _STRANGE = 3, 8, 0.2
_SPEAKS = re.compile(r"(?<![A-Za-z])(?:OIT|ITA)(?![A-Za-z])|เปิดเผยข้อมูล|คุณธรรมและความโปร่งใส|ตัวชี้วัดย่อย", re.I)
_CLEAR_TITLE = 88.0
_SHORT, _MUCH = 400, 500_000


def refusal(
    layout: Layout, reading: Reading, anchors: Sequence[Anchor], checklist: Checklist | None
) -> tuple[str, str] | None:
    """
    Say why a page is no OIT list.

    Returns:
        (reason code, Thai sentence), or None where it is one.
    """
    other = _other_scheme(layout, len({a.number for a in anchors if a.labelled and not a.doubts}))
    if other:
        return "other_scheme", other.message_th
    if _enough(anchors, checklist, layout) and not _of_something_else(layout, reading, checklist):
        return None
    if needs_scripts(layout):
        return "needs_scripts", "หน้านี้แสดงรายการด้วยสคริปต์เท่านั้น อ่านจากไฟล์หน้าเว็บไม่ได้"
    count = len({anchor.number for anchor in anchors})
    return "no_list", f"ไม่พบรายการ OIT ในหน้านี้ (พบเพียง {count} ข้อ) ตรวจว่าเป็นหน้า ITA ของปีที่ตรวจ"


def _of_something_else(layout: Layout, reading: Reading, checklist: Checklist | None) -> bool:
    """A numbered list whose names are no item's, on a page that never speaks of ITA or OIT: goods, articles."""
    if checklist is not None and (reading.compared < _COMPARED or reading.fit >= _STRANGE):
        return False
    words = [
        layout.title,
        "" if checklist else layout.base,
        *(line.text for line in layout.lines if len(line.text) < _SHORT),
    ]
    return not _SPEAKS.search("\n".join(words))


def _other_scheme(layout: Layout, labelled: int) -> OtherScheme | None:
    """The scheme whose labels outnumber those of OIT on the page, or whose names fill it."""
    text = "\n".join(line.text for line in layout.lines if len(line.text) < _SHORT)[:_MUCH]
    words = bare(text)
    for scheme in _schemes():
        numbers = len(scheme.numbers_in(text))
        if numbers >= _FEW and numbers > labelled:
            return scheme
        if labelled < _FEW and numbers + scheme.names_in(words) > _FEW:
            return scheme
    return None


@lru_cache(maxsize=1)
def _schemes() -> tuple[OtherScheme, ...]:
    return tuple(scheme for scheme in other_schemes() if scheme.refuses)


def _enough(anchors: Sequence[Anchor], checklist: Checklist | None, layout: Layout) -> bool:
    """A few labelled items make a list; titles alone need more, in menus that all sites have still more."""
    labelled = {a.number for a in anchors if a.labelled and (a.titled >= 60 or not checklist)}
    if len(labelled) >= max(_FEW, len(checklist.items) // 10 if checklist else 5):
        return True
    clear = {a.number for a in anchors if a.labelled or a.titled >= _CLEAR_TITLE}
    menu = sum(layout.blocks[layout.lines[a.line].block].nav for a in anchors) * 2 > len(anchors)
    return len(clear) >= max(8 if menu or not checklist else 5, len(checklist.items) // 8 if checklist else 8)
