"""What follows from the entries: the judgement in force, what is stale and why, whose signature stands."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from ita_audit.model import EntryKind, Judgement

EVIDENCE = "evidence "
"""What a judgement saw of one address is named by this word and the address."""
_NAMES_TH = {
    "checklist": "ข้อกำหนดของข้อนี้ในแบบตรวจ",
    "page": "สิ่งที่หน้า ITA แสดงในข้อนี้",
    "rules": "ผลของกฎ",
    "judgements": "ผลที่บันทึกไว้",
    "evidence": "หลักฐานของแฟ้มงาน",
}


def in_force(entries: Iterable[Judgement], as_of: date | None = None) -> dict[str, Judgement]:
    """
    Find the judgement in force per item: the last one that was not withdrawn.

    Args:
        entries: The journal, oldest first.

        as_of: An exception that ended before this day is over, and the item is open again; None
            lets exceptions stand.
    """
    kept: dict[str, list[Judgement]] = {}
    for entry in entries:
        if entry.kind is EntryKind.JUDGEMENT:
            kept.setdefault(entry.item, []).append(entry)
        elif entry.kind is EntryKind.WITHDRAWAL:
            gone = entry.saw.get("judgement")
            kept[entry.item] = [one for one in kept.get(entry.item, []) if one.digest != gone]
    last = {item: stack[-1] for item, stack in kept.items() if stack}
    return {item: entry for item, entry in last.items() if as_of is None or not expired(entry, as_of)}


def expired(entry: Judgement, as_of: date) -> bool:
    """Tell whether an exception ended before a day."""
    return bool(entry.until) and date.fromisoformat(entry.until) < as_of


def stale(judgement: Judgement, saw_now: Mapping[str, str]) -> list[str]:
    """
    Name what changed since a judgement was written.

    Args:
        judgement: An entry; one that recorded no digests rests on nothing and is never stale.

        saw_now: The digests that it would see now.

    Returns:
        Names of digests that differ, are gone or are new, in alphabetical order.
    """
    if not judgement.saw:
        return []
    names = sorted({*judgement.saw, *saw_now})
    return [name for name in names if judgement.saw.get(name) != saw_now.get(name)]


def changes_th(judgement: Judgement, saw_now: Mapping[str, str]) -> list[str]:
    """Say in Thai what changed since a judgement was written, one phrase each; nothing when nothing did."""
    return [_change_th(name, judgement.saw, saw_now) for name in stale(judgement, saw_now)]


def _change_th(name: str, before: Mapping[str, str], now: Mapping[str, str]) -> str:
    what = f"หลักฐาน {name.removeprefix(EVIDENCE)}" if name.startswith(EVIDENCE) else _NAMES_TH.get(name, name)
    if name not in before:
        return f"{what} เพิ่มมา"
    return f"{what} เปลี่ยน" if name in now else f"{what} หายไป"


def case_state(entries: Iterable[Judgement], *, evidence: str, checklist: str) -> dict[str, str]:
    """
    Make the digests that a signature stands on.

    Args:
        entries: The journal, oldest first.

        evidence: One digest of all closed looks.

        checklist: Digest of the checklist.

    Returns:
        `judgements` (of every item in force), `evidence`, `checklist`: SHA-256 in hex.
    """
    held = {item: entry.digest for item, entry in sorted(in_force(entries).items())}
    judgements = hashlib.sha256(json.dumps(held, sort_keys=True).encode()).hexdigest()
    return {"judgements": judgements, "evidence": evidence, "checklist": checklist}


@dataclass(frozen=True, slots=True)
class SignOff:
    """A signature that was not reopened; `changed_th` says what it no longer covers."""

    entry: Judgement
    changed_th: tuple[str, ...]

    @property
    def stands(self) -> bool:
        """Does it cover the case as it is now?"""
        return not self.changed_th


def sign_offs(entries: Iterable[Judgement], state: Mapping[str, str]) -> dict[str, SignOff]:
    """
    Find the last signature of each role since the case was last opened anew.

    Args:
        entries: The journal, oldest first.

        state: What `case_state` says now.

    Returns:
        By role (preparer, reviewer).
    """
    signed: dict[str, Judgement] = {}
    for entry in entries:
        if entry.kind is EntryKind.REOPENING:
            signed.clear()
        elif entry.kind is EntryKind.SIGN_OFF:
            signed[entry.role] = entry
    return {
        role: SignOff(entry, tuple(changes_th(entry, {**state, **_also(entry)})))
        for role, entry in signed.items()
    }


def _also(entry: Judgement) -> dict[str, str]:
    """What a reviewer's signature names besides the state: the signature reviewed, which cannot change."""
    return {"signed": entry.saw["signed"]} if "signed" in entry.saw else {}
