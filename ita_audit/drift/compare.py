"""Name what changed between two looks, link by link: one small rule per class of change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ita_audit.drift.cosmetic import plain_address, plain_label, plain_lines, without_years
from ita_audit.drift.seen import LookSeen, Sighting
from ita_audit.model import Change, LinkStatus

_CAME_BACK = {LinkStatus.UNREACHABLE, LinkStatus.TIMEOUT, LinkStatus.BROKEN}


@dataclass(frozen=True, slots=True)
class Drift:
    """One change of one link between two looks; `before` and `after` are what is compared."""

    item: str
    change: Change
    url: str
    before: str
    after: str
    note_th: str = ""


def compare_looks(old: LookSeen, new: LookSeen) -> tuple[Drift, ...]:
    """
    Compare two looks.

    Args:
        old: The earlier look.

        new: The later look.

    Returns:
        The changes in order of the item; nothing where only counters, clocks or session ids changed.
    """
    codes = dict.fromkeys(s.item for s in (*old.sightings, *new.sightings))
    return tuple(
        drift
        for code in sorted(codes, key=_number)
        for drift in _item(_of(old, code), _of(new, code), old, new)
    )


def _number(code: str) -> tuple[int, str]:
    digits = "".join(ch for ch in code if ch.isdigit())
    return (int(digits or 0), code)


def _of(look: LookSeen, code: str) -> dict[str, Sighting]:
    return {plain_address(s.url): s for s in look.sightings if s.item == code}


def _item(
    olds: Mapping[str, Sighting], news: Mapping[str, Sighting], old: LookSeen, new: LookSeen
) -> Iterator[Drift]:
    gone = [sighting for address, sighting in olds.items() if address not in news]
    came = [sighting for address, sighting in news.items() if address not in olds]
    pairs = _moved_pairs(gone, came) if old.page_observed and new.page_observed else []
    for address, before in olds.items():
        if address in news:
            yield from _same_link(before, news[address])
    for before, after in pairs:
        gone.remove(before)
        came.remove(after)
        yield from _other_link(before, after)
    for sighting in gone:
        yield from _gone(sighting, news, new)
    for sighting in came:
        yield from _came(sighting, olds, old)


def _moved_pairs(gone: Sequence[Sighting], came: Sequence[Sighting]) -> list[tuple[Sighting, Sighting]]:
    """
    Find for links that went the ones that came in their place.

    By equal payload, else by a label that only one of each has (years aside), else when one went and
    one came.
    """
    rest, fresh, pairs = list(gone), list(came), []

    def take(before: Sighting, after: Sighting) -> None:
        rest.remove(before)
        fresh.remove(after)
        pairs.append((before, after))

    for before in gone:
        after = next((s for s in fresh if s.sha256 and s.sha256 == before.sha256), None)
        if after:
            take(before, after)
    for before in tuple(rest):
        twins = [s for s in fresh if _name(s) == _name(before)]
        if _name(before) and len(twins) == 1 and sum(_name(s) == _name(before) for s in rest) == 1:
            take(before, twins[0])
    if len(rest) == len(fresh) == 1 and bool(rest[0].parent) == bool(fresh[0].parent):
        take(rest[0], fresh[0])
    return pairs


def _name(sighting: Sighting) -> str:
    return without_years(plain_label(sighting.label))


def _same_link(before: Sighting, after: Sighting) -> Iterator[Drift]:
    found = _standing(before, after) or _content(before, after)
    if found:
        yield found
    if after.observed and not (found and found.change is Change.NO_OBSERVATION):
        yield from _label(before, after, found)


def _other_link(before: Sighting, after: Sighting) -> Iterator[Drift]:
    found = _standing(before, after)
    if found is None and before.good and after.good:
        note = "" if _same_content(before, after) else "เนื้อหาที่ที่อยู่ใหม่ต่างจากเดิม"
        found = _rolled(before, after) or Drift(
            after.item, Change.MOVED, after.url, before.url, after.url, note
        )
    if found:
        yield found
    yield from _label(before, after, found)


def _standing(before: Sighting, after: Sighting) -> Drift | None:
    """Whether it opens: fixed, regressed, or not seen this time."""
    said = (after.item, after.url, str(before.status), str(after.status))
    if not after.observed:
        return _drift(Change.NO_OBSERVATION, said, f"เปิดไม่สำเร็จในรอบนี้ ({after.status.th}) ไม่นับว่าถอดออก")
    if not before.observed:
        back = after.good and before.status in _CAME_BACK
        return _drift(Change.FIXED, said, "รอบก่อนติดต่อไม่ได้ รอบนี้เปิดได้") if back else None
    if before.good and not after.good:
        return _drift(Change.REGRESSED, said, _why(after))
    if after.good and not before.good:
        return _drift(Change.FIXED, said, _why(before))
    return None


def _why(sighting: Sighting) -> str:
    reads = f", {sighting.reads.th}" if sighting.reads is not None else ""
    return f"{sighting.status.th}{reads}"


def _drift(change: Change, said: tuple[str, str, str, str], note: str) -> Drift:
    item, url, before, after = said
    return Drift(item, change, url, before, after, note)


def _content(before: Sighting, after: Sighting) -> Drift | None:
    """What it holds: another year, another place behind the same link, other content."""
    if not (before.good and after.good) or before.sha256 == after.sha256 != "":
        return _ends_elsewhere(before, after)
    if rolled := _rolled(before, after):
        return rolled
    if _same_content(before, after):
        return _ends_elsewhere(before, after)
    note = "ไฟล์ที่ลิงก์เดิมไม่ใช่ไฟล์เดิม" if _is_document(after) else "เนื้อหาของหน้าเดิมเปลี่ยน"
    if before.lines and before.lines == after.lines:
        note += " (ข้อความเท่าที่อ่านได้เหมือนเดิม)"
    return Drift(after.item, Change.REPLACED, after.url, before.sha256, after.sha256, note)


def _rolled(before: Sighting, after: Sighting) -> Drift | None:
    if not before.years or not after.years or before.years == after.years:
        return None
    old, new = (", ".join(map(str, years)) for years in (before.years, after.years))
    return Drift(after.item, Change.YEAR_ROLLED, after.url, old, new, f"ปีงบประมาณ {old} เป็น {new}")


def _ends_elsewhere(before: Sighting, after: Sighting) -> Drift | None:
    """The same link now leads on to another address."""
    old, new = (plain_address(s.final_url or s.url) for s in (before, after))
    if old == new or not (before.good and after.good) or after.status is not LinkStatus.REDIRECTED:
        return None
    return Drift(after.item, Change.MOVED, after.url, before.final_url, after.final_url, "เว็บไซต์ส่งต่อไปที่อยู่ใหม่")


def _is_document(sighting: Sighting) -> bool:
    return sighting.kind not in ("", "html", "text")


def _same_content(before: Sighting, after: Sighting) -> bool:
    """
    Tell whether two payloads say the same.

    A page may differ in what changes with every visit. A document must have the same text to the
    letter, read to its end, and as many pages and pictures; a scan only the same bytes.
    """
    if before.sha256 == after.sha256:
        return True
    if before.kind != after.kind or not after.kind:
        return False
    if _is_document(after):
        if not before.lines:
            return False
        same = (before.lines, before.pages, before.images) == (after.lines, after.pages, after.images)
        return same and before.whole and after.whole
    return plain_lines(before.lines) == plain_lines(after.lines)


def _label(before: Sighting, after: Sighting, found: Drift | None) -> Iterator[Drift]:
    old, new = plain_label(before.label), plain_label(after.label)
    if found and found.change is Change.YEAR_ROLLED:
        old, new = without_years(old), without_years(new)
    if old != new:
        yield Drift(after.item, Change.LABEL_CHANGED, after.url, before.label, after.label)


def _gone(sighting: Sighting, news: Mapping[str, Sighting], new: LookSeen) -> Iterator[Drift]:
    said = (sighting.item, sighting.url, str(sighting.status), "")
    if not new.page_observed:
        yield _drift(Change.NO_OBSERVATION, said, "อ่านหน้า ITA ไม่ได้ในรอบนี้ ไม่นับว่าถอดออก")
    elif sighting.parent and not _seen(sighting.parent, new.sightings):
        return  # the page it stood behind is reported itself
    elif sighting.good and not any(s.good for s in news.values()):
        yield _drift(Change.REGRESSED, said, "ลิงก์หายไปจากหน้า ITA และข้อนี้ไม่มีหลักฐานอื่น")
    else:
        yield _drift(Change.REMOVED, said, "ลิงก์หายไปจากหน้า")


def _seen(url: str, sightings: Iterable[Sighting]) -> bool:
    return any(plain_address(s.url) == plain_address(url) and s.observed for s in sightings)


def _came(sighting: Sighting, olds: Mapping[str, Sighting], old: LookSeen) -> Iterator[Drift]:
    said = (sighting.item, sighting.url, "", str(sighting.status))
    if not old.page_observed or (sighting.parent and not _seen(sighting.parent, old.sightings)):
        return
    if sighting.good and not any(s.good for s in olds.values()):
        yield _drift(Change.FIXED, said, "เดิมข้อนี้ไม่มีหลักฐานที่ใช้ได้")
    else:
        yield _drift(Change.ADDED, said, "ลิงก์ใหม่")
