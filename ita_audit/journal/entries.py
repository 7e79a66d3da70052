"""One entry of the journal: what it needs, how it is written down, and its digest."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from ita_audit.errors import JournalError
from ita_audit.model import EntryKind, Judgement, Outcome
from ita_audit.thai import common_era

MAX_TEXT = 20_000
"""Letters of a reason; a longer one is refused and stays where it was typed."""


def check_signed(item: str, outcome: Outcome, reason: str, by: str, until: str) -> None:
    """
    Refuse a judgement without a name, without a reason, or an exception without an end.

    Raises:
        JournalError: Says in Thai what to fill in.
    """
    if not by.strip() or (not reason.strip() and outcome is not Outcome.UNTESTED):
        raise JournalError(
            f"{item}: expected a name and a reason, got by={by!r}, reason={reason[:80]!r}",
            hint_th="ระบุชื่อผู้บันทึกและเหตุผลก่อนบันทึก",
        )
    if len(reason) > MAX_TEXT:
        raise JournalError(
            f"{item}: expected a reason of at most {MAX_TEXT} letters, got {len(reason)}",
            hint_th=f"เหตุผลยาวเกิน {MAX_TEXT} ตัวอักษร ย่อแล้วบันทึกอีกครั้ง",
        )
    if (outcome is Outcome.INAPPLICABLE) != bool(until) or (until and not _is_day(until)):
        raise JournalError(
            f"{item}: expected a last day (YYYY-MM-DD) for an exception and for nothing else, got {until!r}",
            hint_th="ข้อยกเว้น “ไม่เกี่ยวข้อง” ต้องระบุวันสิ้นสุด (ปปปป-ดด-วว ค.ศ.) ผลอื่นไม่ต้องระบุ",
        )


def _is_day(text: str) -> bool:
    try:
        return common_era(date.fromisoformat(text)).isoformat() == text
    except ValueError:
        return False


def plain(saw: Mapping[str, str]) -> str:
    """Write digests with one spelling."""
    return json.dumps(dict(saw), sort_keys=True, ensure_ascii=False)


def digest_of(entry: Judgement) -> str:
    """
    The digest of an entry and, through `previous`, of all before it: SHA-256 in hex.

    What an entry of an older version does not have is left out of its digest.
    """
    row: list[object] = [
        entry.seq, entry.item, entry.outcome.value, entry.reason, entry.by, entry.role, entry.at,
        plain(entry.saw), entry.previous,
    ]  # fmt: skip
    if entry.kind is not EntryKind.JUDGEMENT or entry.until:
        row += [entry.kind.value, entry.until]
    return hashlib.sha256(json.dumps(row, ensure_ascii=False).encode()).hexdigest()


def as_row(entry: Judgement) -> tuple:
    """An entry as the twelve columns of the table."""
    return (
        entry.seq, entry.item, entry.outcome.value, entry.reason, entry.by, entry.role, entry.at,
        plain(entry.saw), entry.previous, entry.digest, entry.kind.value, entry.until,
    )  # fmt: skip


def from_row(row: tuple) -> Judgement:
    """The twelve columns of the table as an entry."""
    seq, item, outcome, reason, by, role, at, saw, previous, digest, kind, until = row
    return Judgement(
        seq, item, Outcome(outcome), reason, by, role, at, json.loads(saw), digest, previous,
        EntryKind(kind), until,
    )  # fmt: skip


def broken(entries: Iterable[Judgement]) -> Iterator[int]:
    """Name the number of every entry that does not fit the chain."""
    previous = ""
    for number, entry in enumerate(entries, 1):
        if entry.seq != number or entry.previous != previous or digest_of(entry) != entry.digest:
            yield entry.seq
        previous = entry.digest
