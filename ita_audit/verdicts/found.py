"""
The first rung: does the site give a link, or an accepted statement, for an item?

*No* needs proof: the ITA page is the municipality's own list and does not give the item, or every
page that should be searched was read and the item is on none.
"""

from __future__ import annotations

from collections.abc import Sequence

from ita_audit.model import Candidate, Found, Item, Observed, PageItem, PageLinks, Refusal, Search, Step, Way
from ita_audit.thai import squash, tidy

_NIL = ("ไม่มี", "ไม่พบเรื่อง", "ไม่ปรากฏ")
_KNOWN = 0.5
"""The share of items that a search must have located before an absence on a spread site is believed."""


def found_step(
    item: Item,
    entry: PageItem | None,
    observed: Sequence[Observed],
    page: PageLinks | None,
    search: Search | None = None,
    *,
    looked: bool = True,
) -> Step:
    """
    Answer the first rung for one item.

    Args:
        item: The checklist line.

        entry: What the site gives for it; None when no page lists it.

        observed: Its links and the files behind them.

        page: The links of the site as read; None when nothing could be read.

        search: How the site was searched; None where only the ITA page was read.

        looked: Whether a finished look stands behind this; without one nothing was opened.
    """
    refs = tuple(seen.ref for seen in observed if not seen.parent)
    if not looked:
        return Step(Found.CANNOT_TELL, "ยังไม่ได้ตรวจเว็บไซต์: แฟ้มงานนี้ยังไม่มีรอบตรวจที่เสร็จสมบูรณ์", refs)
    doubts = entry.doubts if entry else ()
    if refs and "not_on_ita_page" in doubts:
        return Step(Found.AMBIGUOUS, f"หน้า ITA ไม่มีข้อนี้ แต่พบลิงก์ชื่อตรงกันที่ {_clicks(entry)}", refs)
    if refs and any(doubt.startswith("other_name") for doubt in doubts):
        return Step(Found.AMBIGUOUS, f"พบด้วยชื่อเรียกอื่นของข้อนี้ ต้องให้คนยืนยัน: {_clicks(entry)}", refs)
    if "listed_twice" in doubts:
        return Step(Found.AMBIGUOUS, "เว็บไซต์ให้ข้อนี้ไว้สองแห่งด้วยลิงก์ต่างกัน ต้องเลือก", refs)
    if refs:
        return Step(Found.YES, f"พบ {len(refs)} ลิงก์", refs)
    if page is None:
        return Step(Found.CANNOT_TELL, "เปิดหน้า ITA ไม่ได้ในรอบตรวจนี้")
    if page.refused:
        return Step(Found.CANNOT_TELL, page.refused_th + _traced(item, search))
    if entry is not None and item.nil_accepted and _says_none(entry):
        return Step(Found.YES, f"มีข้อความแถลงโดยไม่ต้องมีลิงก์: {tidy(entry.statement)[:160]}")
    if page.needs_scripts:
        return Step(Found.CANNOT_TELL, "หน้านี้แสดงรายการบางส่วนด้วยสคริปต์เท่านั้น ข้อนี้อาจอยู่ในส่วนที่อ่านไม่ได้")
    return _absent(item, entry, search)


def _says_none(entry: PageItem) -> bool:
    return any(squash(word) in squash(entry.statement) for word in _NIL)


def _absent(item: Item, entry: PageItem | None, search: Search | None) -> Step:
    """No link: an own list or a complete search proves it, anything less leaves it open."""
    what = "หน้า ITA มีชื่อข้อนี้ แต่ไม่มีลิงก์ที่ใช้ได้" if entry else "ไม่พบข้อนี้ในหน้า ITA"
    if search is None:
        return Step(Found.NO, what)
    if search.own_list:
        return Step(Found.NO, what + _traced(item, search))
    what = "เว็บไซต์มีชื่อข้อนี้ แต่ไม่มีลิงก์ที่ใช้ได้" if entry else "ไม่พบข้อนี้ในเว็บไซต์"
    if search.gaps:
        return Step(Found.CANNOT_TELL, f"{what} แต่ค้นไม่ครบ: {'; '.join(search.gaps)}{_traced(item, search)}")
    near = search.candidates.get(item.code, ())
    if near and near[0].why is Refusal.OTHER_NAME:
        return Step(Found.CANNOT_TELL, what + _traced(item, search))
    if search.located < _KNOWN * search.asked:
        few = f"พบเพียง {search.located} จาก {search.asked} ข้อ จึงยังสรุปว่าไม่มีไม่ได้"
        return Step(Found.CANNOT_TELL, f"{what} {few}{_traced(item, search)}")
    return Step(Found.NO, what + _traced(item, search))


def _traced(item: Item, search: Search | None) -> str:
    """How many pages were searched, and what came nearest."""
    if search is None:
        return ""
    near = search.candidates.get(item.code, ())
    return f" (ค้น {search.pages_read} หน้า {_nearest(near[0]) if near else 'ไม่มีชื่อใกล้เคียง'})"


def _nearest(candidate: Candidate) -> str:
    words = tidy(candidate.link.text)[:80]
    return f"ใกล้เคียงที่สุด “{words}” {candidate.score:.0f} จาก 100: {candidate.why.th}"


def _clicks(entry: PageItem) -> str:
    path = entry.links[0].path
    return " › ".join(tidy(words)[:60] or Way.HOME.th for _, words in path) or entry.links[0].page_url
