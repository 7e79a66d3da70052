"""Find all remarks of a case: each rule is one function, and each abstains when it is not sure."""

from __future__ import annotations

from collections.abc import Sequence

from ita_audit.model import Checklist, Observed, Remark, RemarkKind
from ita_audit.remarks.alike import blank_form, last_year, same_file
from ita_audit.remarks.names import other_document
from ita_audit.remarks.pieces import by_item
from ita_audit.remarks.previous import Previous
from ita_audit.remarks.private import Found, personal_data


def find_remarks(
    checklist: Checklist, observed: Sequence[Observed], *, before: Sequence[Previous] = ()
) -> dict[str, tuple[Remark, ...]]:
    """
    Notice what stands beside the ladders of a case.

    Args:
        checklist: The year's items.

        observed: What was observed, of all items.

        before: What last year's audit held.

    Returns:
        Remarks by item, in order of their kinds; items without one are left out.
    """
    items = by_item(observed)
    known: dict[str, list[Found]] = {}
    found: dict[str, list[Remark]] = {}
    for remark in same_file(checklist, items):
        found.setdefault(remark.item, []).append(remark)
    for item in checklist.items:
        pieces = items.get(item.code, [])
        own = [
            *last_year(item, pieces, before),
            *blank_form(item, pieces),
            *other_document(checklist, item, pieces),
            *personal_data(item, pieces, known),
        ]
        if own:
            found.setdefault(item.code, []).extend(own)
    order = list(RemarkKind)
    return {
        code: tuple(sorted(remarks, key=lambda remark: order.index(remark.kind)))
        for code, remarks in found.items()
    }
