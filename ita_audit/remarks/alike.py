"""One document in two places: under two items, from last year, or a form that nobody filled in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ita_audit.likeness import BLANK_SHARE, Document, blank_share, same_as_last_year, same_under_two_items
from ita_audit.model import Checklist, Item, Kind, Observed, Remark, RemarkKind, RemarkPlace, YearRule
from ita_audit.remarks.pieces import bears, body, documents, is_readable, telling_names
from ita_audit.remarks.previous import OPENING, Previous, previous_of, squeezed

_OF_A_YEAR = (YearRule.CURRENT_FY, YearRule.FIRST_HALF, YearRule.PREVIOUS_FY)
"""Rules under which each year needs a document of its own."""
_SHOWN = 6


def same_file(checklist: Checklist, items: Mapping[str, Sequence[Observed]]) -> Iterator[Remark]:
    """
    One document under two items that are no pair, told at the item whose name no document of it bears.

    Where the document bears the names of both items it may well answer both, and nothing is said.
    """
    seen = {one.ref: one for observed in items.values() for one in documents(observed)}
    every = [Document(one.item, ref, one.check.sha256, body(one)) for ref, one in seen.items()]
    found: dict[str, list[tuple[str, str, str]]] = {}
    for like in same_under_two_items(every):
        one, two = seen[like.first].item, seen[like.second].item
        if not checklist[one].pairs_with(checklist[two]):
            found.setdefault(one, []).append((like.first, like.second, like.reason_th))
            found.setdefault(two, []).append((like.second, like.first, like.reason_th))
    for code, pairs in found.items():
        item = checklist[code]
        if not telling_names(item) or any(bears(item, one) for one in documents(items[code])):
            continue
        others = dict.fromkeys(seen[other].item for _, other, _ in pairs)
        titles = ", ".join(f"{other} {checklist[other].title}" for other in others)
        places = [RemarkPlace(ref) for pair in pairs for ref in pair[:2]]
        reason = f"{pairs[0][2]} เอกสารไม่ปรากฏชื่อข้อนี้ และเป็นหลักฐานของข้อ {titles} ด้วย"
        yield Remark(code, RemarkKind.SAME_FILE, reason, tuple(dict.fromkeys(places))[:_SHOWN])


def last_year(item: Item, observed: Sequence[Observed], before: Sequence[Previous]) -> Iterator[Remark]:
    """
    This year's evidence that is last year's: all documents of the item, or page and files together.

    Only for items of which each year needs its own document; a plan in force may stay as it is, and
    a running list may keep what it had.
    """
    if not before or item.year_rule not in _OF_A_YEAR or item.kind not in (Kind.DOC, Kind.DOCS, Kind.PAGE):
        return
    pieces = [seen for seen in observed if seen.reading and seen.check.sha256]
    old = _same_set(pieces, before)
    if len(pieces) > 1 and len(old) == len(pieces):
        reason = f"ทั้ง {len(pieces)} รายการ (หน้าและไฟล์) เหมือนที่ใช้เป็นหลักฐานปีก่อนทุกตัวอักษร"
        yield Remark(item.code, RemarkKind.UNCHANGED, reason, _both(pieces, old))
        return
    files = documents(pieces)
    if item.kind is Kind.PAGE and len(files) < len(pieces):
        return  # the page itself is what the item asks for, and it is not last year's
    now = [
        Document(item.code, seen.ref, seen.check.sha256, squeezed(seen.reading)[:OPENING]) for seen in files
    ]
    kept = [Document(row.item, str(n), row.sha256, row.opening) for n, row in enumerate(before)]
    found = {like.second: before[int(like.first)] for like in same_as_last_year(now, kept)}
    if files and len(found) == len(files):
        was = ", ".join(dict.fromkeys(f"{row.item} ({row.address})" for row in found.values()))
        reason = f"เป็นเอกสารเดียวกับหลักฐานของปีก่อน ข้อ {was}"
        yield Remark(item.code, RemarkKind.LAST_YEAR, reason, _both(files, found))


def _same_set(pieces: Sequence[Observed], before: Sequence[Previous]) -> dict[str, Previous]:
    """Each piece that last year had too, byte for byte or, for a page, word for word; all of one item."""
    best: dict[str, Previous] = {}
    for code in dict.fromkeys(row.item for row in before):
        rows = [row for row in before if row.item == code]
        files = {row.sha256: row for row in rows}
        texts = {row.text_sha256: row for row in rows if row.page == "yes" and row.text_sha256}
        found = {}
        for seen in pieces:
            text = previous_of(code, "", "", seen.reading).text_sha256 if seen.reading.kind == "html" else ""
            row = files.get(seen.check.sha256) or (texts.get(text) if text else None)
            if row is not None:
                found[seen.ref] = row
        best = found if len(found) > len(best) else best
    return best


def _both(pieces: Sequence[Observed], old: Mapping[str, Previous]) -> tuple[RemarkPlace, ...]:
    places: list[RemarkPlace] = []
    for seen in pieces[: _SHOWN // 2]:
        row = old[seen.ref]
        places += [RemarkPlace(seen.ref, 1), RemarkPlace("", None, f"ปีก่อน {row.item}: {row.address}")]
    return tuple(places)


def blank_form(item: Item, observed: Sequence[Observed]) -> Iterator[Remark]:
    """A form with dotted lines where a result is asked for, and no other document that is filled in."""
    files = documents(observed)
    if item.year_rule not in _OF_A_YEAR or not files or not all(map(is_readable, files)):
        return
    shares = {seen.ref: blank_share(body(seen)) for seen in files}
    if all(share >= BLANK_SHARE for share in shares.values()):
        share = round(100 * min(shares.values()))
        reason = f"คล้ายแบบฟอร์มเปล่าแทนผล เส้นประให้กรอกอย่างน้อยร้อยละ {share} ของเอกสาร"
        places = tuple(RemarkPlace(ref, 1, "เส้นประให้กรอก") for ref in list(shares)[:_SHOWN])
        yield Remark(item.code, RemarkKind.BLANK_FORM, reason, places)
