"""
Look for an item's required elements in what was read: seen and where, or not seen.

An element never makes an item pass; it tells the auditor where to look. Elements, counts and
phrases are data of the checklist.
"""

from __future__ import annotations

from collections.abc import Sequence

from ita_audit.model import Element, ElementAnswer, Elements, Item, Kind, Observed, Reads
from ita_audit.periods import months_covered
from ita_audit.thai import BUDDHIST_ERA, MONTHS_SHORT, bare, tidy

POOR = 0.5
"""Below this text quality nothing is concluded from words that were not seen."""
MONTH, ELEMENT = "month", "element"


def check_elements(
    item: Item, observed: Sequence[Observed], *, fiscal_year: int
) -> tuple[Elements, str, tuple[ElementAnswer, ...]]:
    """
    Check the required elements of one item.

    Args:
        item: The checklist line with its elements and countable minimum.

        observed: What was seen for the item, pages and files.

        fiscal_year: The assessed year, for the months of a monthly set.

    Returns:
        The answer, its reason in Thai, and one answer per element.
    """
    if item.kind is Kind.CHANNEL or (not item.elements and item.minimum_unit != MONTH):
        return Elements.NOT_ASKED, "ข้อนี้ไม่มีถ้อยคำที่ตรวจด้วยโปรแกรมได้", ()
    texts = [(seen.ref, seen.reading.text) for seen in observed if seen.reading and seen.reading.text.strip()]
    if not texts:
        return Elements.CANNOT_TELL, "ไม่มีข้อความที่อ่านได้", ()
    answers = tuple(_look_for(element, texts) for element in item.elements)
    if item.minimum_unit == MONTH:
        missing = _missing_months(item, observed, fiscal_year)
        if missing:
            return Elements.SOME, f"ขาดเดือน {', '.join(missing)} จากที่ต้องมี {item.minimum} เดือน", answers
    unseen = [answer.name for answer in answers if not answer.seen]
    if not unseen:
        return Elements.ALL, "พบองค์ประกอบครบตามถ้อยคำ", answers
    if not _fit_to_judge(observed):
        return Elements.CANNOT_TELL, f"อ่านได้ไม่ครบทุกไฟล์ ยังไม่พบ: {', '.join(unseen)}", answers
    return Elements.SOME, f"ไม่พบ: {', '.join(unseen)}", answers


def _look_for(element: Element, texts: Sequence[tuple[str, str]]) -> ElementAnswer:
    for ref, text in texts:
        for line in text.split("\n"):
            words = bare(line)
            if any(bare(phrase) and bare(phrase) in words for phrase in element.phrases):
                return ElementAnswer(element.name, True, _quote(line, element), ref)
    for ref, text in texts:  # a phrase may be broken over two lines
        words = bare(text)
        if any(len(bare(phrase)) >= 6 and bare(phrase) in words for phrase in element.phrases):
            return ElementAnswer(element.name, True, "", ref)
    return ElementAnswer(element.name, False)


def _quote(line: str, element: Element) -> str:
    words = tidy(line)
    at = max((words.find(phrase) for phrase in element.phrases), default=-1)
    start = max(0, at - 40)
    return words[start : start + 120]


def _missing_months(item: Item, observed: Sequence[Observed], fiscal_year: int) -> list[str]:
    found = months_covered([seen.period for seen in observed if seen.period], fiscal_year)
    if len(found) >= item.minimum:
        return []
    first = fiscal_year - BUDDHIST_ERA - 1
    wanted = [(first, 10), (first, 11), (first, 12), (first + 1, 1), (first + 1, 2), (first + 1, 3)]
    return [
        f"{MONTHS_SHORT[month - 1]} {year + BUDDHIST_ERA}"
        for year, month in wanted
        if (year, month) not in found
    ]


def _fit_to_judge(observed: Sequence[Observed]) -> bool:
    readings = [seen.reading for seen in observed if seen.reading]
    return all(r.state is Reads.YES and r.quality >= POOR for r in readings)
