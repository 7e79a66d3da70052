"""
Check an item's required elements: all seen, some not seen (which), or cannot tell.

An element never makes an item pass; it tells the auditor where to look. Elements are data of the
checklist (`data/checklists/elements.csv`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ita_audit.elements.agree import speaks_of
from ita_audit.elements.match import Page, look_for
from ita_audit.elements.words import as_text
from ita_audit.model import ElementAnswer, Elements, Item, Kind, Observed, Reads
from ita_audit.periods import months_covered
from ita_audit.thai import BUDDHIST_ERA, MONTHS_SHORT

POOR = 0.5
"""Below this text quality nothing is concluded from words that were not seen."""
MONTH, ELEMENT = "month", "element"

Checked = tuple[Elements, str, tuple[ElementAnswer, ...]]


def check_elements(
    item: Item,
    observed: Sequence[Observed],
    *,
    fiscal_year: int,
    partner: Item | None = None,
    partner_observed: Sequence[Observed] = (),
) -> Checked:
    """
    Check the required elements of one item.

    Args:
        item: The checklist line with its elements and countable minimum.

        observed: What was seen for the item, pages and files.

        fiscal_year: The assessed year, for the months of a monthly set.

        partner: The item that this one must speak of (`agrees_with`), when it is to be compared.

        partner_observed: What was seen for the partner.

    Returns:
        The answer, its reason in Thai, and one answer per element.
    """
    if not item.elements and item.minimum_unit != MONTH:
        return Elements.NOT_ASKED, "ยังไม่มีรายการองค์ประกอบของปีนี้", ()
    answers = element_answers(item, observed)
    if partner is not None:
        answers = (*answers, _agreement(item, partner, observed, partner_observed))
    if item.kind is Kind.CHANNEL:
        return _tried_by_eye(answers)
    if not any(seen.reading and seen.reading.text.strip() for seen in observed):
        return Elements.CANNOT_TELL, "ไม่มีข้อความที่อ่านได้", answers
    if item.minimum_unit == MONTH:
        missing = _missing_months(item, observed, fiscal_year)
        if missing:
            return Elements.SOME, f"ขาดเดือน {', '.join(missing)} จากที่ต้องมี {item.minimum} เดือน", answers
    return _concluded(answers)


def _tried_by_eye(answers: Sequence[ElementAnswer]) -> Checked:
    """A channel is tried by a person; one in which nothing that is asked for shows may be none."""
    asked = [answer for answer in answers if answer.required]
    if asked and not any(answer.seen for answer in asked):
        names = ", ".join(answer.name for answer in asked)
        return Elements.CANNOT_TELL, f"เป็นช่องทาง ต้องทดลองดูด้วยตา ยังไม่พบ: {names}", tuple(answers)
    return Elements.NOT_ASKED, "เป็นช่องทาง ต้องทดลองดูด้วยตา ถ้อยคำที่พบเป็นเพียงที่ให้ดู", tuple(answers)


def element_answers(item: Item, observed: Sequence[Observed]) -> tuple[ElementAnswer, ...]:
    """
    Answer every element of an item: seen and where, not seen, or cannot tell.

    What was not seen cannot be told when a file was not read, is scanned or reads poorly.
    """
    pages = [Page.of(as_text(seen), (item.title, *item.aliases)) for seen in observed if seen.reading]
    answers = [look_for(element, pages) for element in item.elements]
    if any(page.lines for page in pages) and fit_to_judge(observed):
        return tuple(answers)
    return tuple(a if a.seen else _unsure(a) for a in answers)


def fit_to_judge(observed: Sequence[Observed]) -> bool:
    """Every file behind the item was read, and its text reads well."""
    readings = [seen.reading for seen in observed if seen.reading]
    return all(r.state is Reads.YES and r.quality >= POOR for r in readings)


def _concluded(answers: Sequence[ElementAnswer]) -> Checked:
    asked = [answer for answer in answers if answer.required and not answer.seen]
    unseen = [answer.name for answer in asked if answer.sure]
    unsure = [answer.name for answer in asked if not answer.sure]
    if unseen:
        return Elements.SOME, f"ไม่พบ: {', '.join(unseen)}", tuple(answers)
    if unsure:
        return Elements.CANNOT_TELL, f"อ่านได้ไม่ครบทุกไฟล์ ยังไม่พบ: {', '.join(unsure)}", tuple(answers)
    return Elements.ALL, "พบองค์ประกอบครบตามถ้อยคำ", tuple(answers)


def _unsure(answer: ElementAnswer) -> ElementAnswer:
    return replace(answer, sure=False)


def _agreement(
    item: Item, partner: Item, own: Sequence[Observed], other: Sequence[Observed]
) -> ElementAnswer:
    years = tuple(
        sorted({y for seen in group if seen.period for y in seen.period.fiscal_years})
        for group in (own, other)
    )
    texts = [as_text(seen) for seen in own], [as_text(seen) for seen in other]
    answer = speaks_of(item, partner, *texts, (years[0], years[1]))
    whole = fit_to_judge([*own, *other])
    answer = answer if answer.seen or whole else _unsure(answer)
    return answer if answer.sure else replace(answer, required=False)


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
