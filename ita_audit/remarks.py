"""
What an auditor should look at in the documents themselves, whatever the ladder says of them.

A remark never changes a verdict: it names the place and the reason, the auditor concludes. What was
read of a document may be a part of it, so no remark does not mean that there is nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ita_audit.likeness import Document, blank_forms, same_under_two_items
from ita_audit.model import Checklist, Observed
from ita_audit.model.codes import Remarkable
from ita_audit.personal import find_personal

MAX_PAIRS_OF = 300
"""So many documents at most are compared pair by pair; a case with more is compared by its first ones."""
_KINDS = {
    "national_id": "เลขประจำตัวประชาชน",
    "mobile": "หมายเลขโทรศัพท์เคลื่อนที่ของบุคคล",
    "home": "ที่อยู่บ้านของบุคคล",
}


@dataclass(frozen=True, slots=True)
class Remark:
    """One remark: what kind, about which item, on which evidence (one reference, or two), and why, in Thai."""

    kind: Remarkable
    item: str
    evidence: tuple[str, ...]
    reason_th: str


def remarks(observed: Sequence[Observed], checklist: Checklist) -> tuple[Remark, ...]:
    """
    Remark on the documents of a look.

    Args:
        observed: All that was observed, item by item.

        checklist: Which items are pairs that may share a document.

    Returns:
        Remarks in the order of the items; personal data first, as it cannot wait. Nothing of the
        personal data itself is in them.
    """
    read = [seen for seen in observed if seen.reading is not None and seen.reading.text.strip()]
    files = [_document(seen) for seen in read if seen.reading.kind != "html"]
    item_of = {seen.ref: seen.item for seen in read}
    found = _personal(read)
    for like in same_under_two_items(files[:MAX_PAIRS_OF]):
        item, other = item_of[like.first], item_of[like.second]
        if not checklist[item].pairs_with(checklist[other]):
            found.append(Remark(Remarkable.SAME, item, (like.first, like.second), like.reason_th))
    for like in blank_forms(files):
        found.append(Remark(Remarkable.BLANK, item_of[like.first], (like.first,), like.reason_th))
    order = {item.code: number for number, item in enumerate(checklist.items)}
    return tuple(sorted(found, key=lambda one: (one.kind is not Remarkable.PERSONAL, order[one.item])))


def _personal(read: Sequence[Observed]) -> list[Remark]:
    found = []
    for seen in read:
        count: Counter[str] = Counter()
        pages: dict[str, set[int]] = {}
        for part in seen.reading.parts:
            for one in find_personal(part.text):
                count[one.kind] += 1
                pages.setdefault(one.kind, set()).update([part.page] if part.page else [])
        if count:
            said = ", ".join(f"{_KINDS[kind]} {n} แห่ง{_at(pages[kind])}" for kind, n in count.items())
            reason = f"เผยแพร่ข้อมูลส่วนบุคคล: {said} ควรปิดทับก่อนเผยแพร่"
            found.append(Remark(Remarkable.PERSONAL, seen.item, (seen.ref,), reason))
    return found


def _at(pages: set[int]) -> str:
    return f" (หน้า {', '.join(map(str, sorted(pages)[:5]))})" if pages else ""


def _document(seen: Observed) -> Document:
    return Document(seen.item, seen.ref, seen.check.sha256, seen.reading.text)
