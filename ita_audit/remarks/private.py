"""Personal data in what was published: told apart by kind and place, and masked in every quotation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from ita_audit.model import Item, Ladder, Observed, PeriodReading, Remark, RemarkKind, RemarkPlace
from ita_audit.personal import find_personal, hide, hide_piece
from ita_audit.thai import tidy

MAX_TEXT = 60_000
"""Letters of one part that are searched."""
_SHOWN, _AROUND = 5, 30
_PHONES = frozenset(("@phone", "@contact_of_each"))
Found = tuple[RemarkKind, int | None, str]
"""(kind, page, masked words)"""


def personal_data(
    item: Item, observed: Sequence[Observed], known: dict[str, list[Found]]
) -> Iterator[Remark]:
    """
    One remark per kind of personal data in an item's evidence.

    A telephone number is none where the checklist asks for telephone numbers.

    Args:
        item: The item.

        observed: Its evidence.

        known: What was found in a payload, by digest; filled here.
    """
    found: dict[RemarkKind, list[RemarkPlace]] = {}
    for seen in observed:
        for kind, page, words in (*_in_payload(seen, known), *_in_text(seen.link.text, None)):
            found.setdefault(kind, []).append(RemarkPlace(seen.ref, page, words))
    if _asks_for_phones(item):
        found.pop(RemarkKind.MOBILE, None)
    for kind, places in found.items():
        files = len({place.ref for place in places})
        reason = f"{kind.th} {len(places)} แห่ง ใน {files} รายการ ให้หน่วยงานปิดทับหรือถอนไฟล์ แล้วพิจารณาตามกฎหมายคุ้มครองข้อมูลส่วนบุคคล"
        yield Remark(item.code, kind, reason, tuple(dict.fromkeys(places))[:_SHOWN])


def _asks_for_phones(item: Item) -> bool:
    return any(
        _PHONES.intersection(term) for element in item.elements for way in element.shown_by for term in way
    )


def _in_payload(seen: Observed, known: dict[str, list[Found]]) -> list[Found]:
    if seen.reading is None:
        return []
    key = seen.check.sha256 or seen.ref
    if key not in known:
        parts = (part for part in seen.reading.parts if part.where != "label")
        known[key] = [found for part in parts for found in _in_text(part.text[:MAX_TEXT], part.page)]
    return known[key]


def _in_text(text: str, page: int | None) -> list[Found]:
    found = find_personal(text)
    masked = hide(text) if found else ""
    return [(RemarkKind(one.kind), page, _around(masked, *one.span)) for one in found]


def _around(masked: str, start: int, end: int) -> str:
    """The line of a find, or as much of it as stands near, cut at blanks."""
    left = masked.rfind("\n", 0, start) + 1
    right = masked.find("\n", end)
    right = len(masked) if right < 0 else right
    if start - left > _AROUND:
        left = masked.find(" ", start - _AROUND, start) + 1 or start
    if right - end > _AROUND:
        right = max(masked.rfind(" ", end, end + _AROUND), end)
    return masked[left:right].strip()


def without_personal(seen: Observed) -> Observed:
    """The same evidence with personal data masked in the statements of its period."""
    if seen.period is None or seen.reading is None:
        return seen
    wholes = _lines(seen)
    statements = tuple(replace(said, text=_masked(said.text, wholes)) for said in seen.period.statements)
    return replace(seen, period=_with(seen.period, statements))


def _with(period: PeriodReading, statements: tuple) -> PeriodReading:
    return period if statements == period.statements else replace(period, statements=statements)


def mask_quotes(ladder: Ladder, observed: Mapping[str, Observed]) -> Ladder:
    """The same ladder with personal data masked in the quotations of its elements and in its reasons."""
    answers = tuple(
        replace(answer, quote=_masked(answer.quote, _lines(observed[answer.evidence])))
        if answer.quote and answer.evidence in observed
        else replace(answer, quote=hide(answer.quote))
        for answer in ladder.element_answers
    )
    steps = {
        name: replace(step, reason_th=hide(step.reason_th))
        for name in ("found", "opens", "reads", "period", "elements")
        if (step := getattr(ladder, name)).reason_th
    }
    return replace(ladder, element_answers=answers, **steps)


def _lines(seen: Observed) -> list[str]:
    """The lines of a piece of evidence in which there is personal data, as they are quoted."""
    parts = seen.reading.parts if seen.reading else ()
    return [
        tidy(line)
        for part in parts
        if find_personal(part.text[:MAX_TEXT])
        for line in part.text[:MAX_TEXT].splitlines()
        if find_personal(line)
    ]


def _masked(quote: str, wholes: Sequence[str]) -> str:
    for whole in wholes:
        if quote in whole:
            return hide_piece(quote, whole)
    return hide(quote)
