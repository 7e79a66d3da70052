"""
What became of each finding: open, answered, closed by evidence, reopened, or risk accepted.

Pure: the findings of this look against those of earlier ones, what people wrote, and what changed.
Words close nothing; only a look in which every item of the finding is clear at the finding's rung does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ita_audit.drift import Drift
from ita_audit.findings import KINDS, is_personal
from ita_audit.model import (
    Change,
    Elements,
    Finding,
    FindingNote,
    FollowState,
    FollowUp,
    Found,
    Judgement,
    Ladder,
    LookFindings,
    Note,
    Opens,
    Outcome,
    Period,
    Reads,
    RemarkKind,
    Rung,
)
from ita_audit.thai import thai_date
from ita_audit.verdicts import is_clear

_RUNG = {
    Found: Rung.FOUND,
    Opens: Rung.OPENS,
    Reads: Rung.READS,
    Period: Rung.PERIOD,
    Elements: Rung.ELEMENTS,
}
_KIND = {kind.name: kind for kind in KINDS}
_ANSWERS = (Note.RESPONSE, Note.ACTION)


@dataclass(frozen=True, slots=True)
class ThisLook:
    """What stands at this look: its findings, the ladders behind them, judgements in force, what changed."""

    look_id: str
    as_of: date
    findings: Sequence[Finding]
    ladders: Mapping[str, Ladder]
    judgements: Mapping[str, Judgement]
    drift: Sequence[Drift] = ()


def follow_up(
    now: ThisLook, earlier: Sequence[LookFindings], notes: Sequence[FindingNote]
) -> tuple[FollowUp, ...]:
    """
    Tell what became of every finding that stands now, stood in an earlier look or was written about.

    Args:
        now: This look.

        earlier: Findings of earlier looks, oldest first; those recorded in the log are taken besides.

        notes: The log, oldest first.

    Returns:
        Findings of this look in their order, then those that stand no more, by code.
    """
    history = _history(now, earlier, notes)
    here = {finding.key: finding for finding in now.findings}
    gone = dict.fromkeys(key for look in history for key in look.items if key not in here)
    gone |= dict.fromkeys(note.key for note in notes if note.key and note.key not in here)
    found = [_standing(finding, now, history, _of(notes, finding.key)) for finding in now.findings]
    left = [_left(key, now, history, _of(notes, key)) for key in gone]
    return (*found, *sorted(left, key=lambda one: (one.state is FollowState.CLOSED, one.code, one.key)))


def is_accepted(notes: Mapping[Note, FindingNote], as_of: date) -> bool:
    """Tell whether the risk of a finding is accepted on a day, from the last note of each kind."""
    accepted = notes.get(Note.ACCEPTED)
    return bool(accepted and accepted.until and accepted.until >= as_of)


def _of(notes: Sequence[FindingNote], key: str) -> list[FindingNote]:
    return [note for note in notes if note.key == key]


def _history(
    now: ThisLook, earlier: Sequence[LookFindings], notes: Sequence[FindingNote]
) -> list[LookFindings]:
    """The findings of every look before this one that is known, oldest first."""
    looks = {note.look_id: LookFindings(note.look_id, note.seen) for note in notes if note.kind is Note.SEEN}
    looks |= {look.look_id: look for look in earlier}
    return [looks[look_id] for look_id in sorted(looks) if look_id < now.look_id]


def _last(notes: Sequence[FindingNote]) -> dict[Note, FindingNote]:
    return {note.kind: note for note in notes}


def _standing(
    finding: Finding, now: ThisLook, history: Sequence[LookFindings], notes: Sequence[FindingNote]
) -> FollowUp:
    """A finding of this look: what people said of it since it came, or came back."""
    back = _came_back(finding.key, history, notes)
    last = _last(notes)
    since = {note.kind: note for note in notes if not back or note.look_id > back}
    accepted = last.get(Note.ACCEPTED)
    state, reason = FollowState.OPEN, ""
    if any(kind in since for kind in _ANSWERS):
        state, reason = FollowState.ANSWERED, "รอหลักฐานจากรอบตรวจถัดไป"
    elif back:
        state, reason = FollowState.REOPENED, f"ไม่พบแล้วในรอบตรวจ {back} แต่กลับมาพบในรอบนี้"
    if accepted and is_accepted(last, now.as_of):
        state = FollowState.ACCEPTED
        reason = f"{accepted.text} โดย {accepted.by} ถึง {thai_date(accepted.until)}"
    elif accepted and accepted.until:
        ended = f"การยอมรับความเสี่ยงสิ้นสุดเมื่อ {thai_date(accepted.until)}"
        reason = f"{reason} · {ended}" if reason else ended
    action = last.get(Note.ACTION)
    late = bool(action and action.due and action.due < now.as_of and state is not FollowState.ACCEPTED)
    return FollowUp(
        finding.key, finding.code, finding.title_th, finding.items, finding.units, state, last, reason,
        finding.evidence, late,
    )  # fmt: skip


def _came_back(key: str, history: Sequence[LookFindings], notes: Sequence[FindingNote]) -> str:
    """The last look in which nothing was found of its items after it had stood; '' when there is none."""
    items: set[str] = {item for note in notes for item in note.items}
    items |= {item for look in history for item in look.items.get(key, ())}
    stood = [look.look_id for look in history if key in look.items]
    first = min([*stood, *(note.look_id for note in notes if note.look_id)], default="")
    gone = [
        look.look_id
        for look in history
        if first and look.look_id > first and not items & _found_in(look, key)
    ]
    return max(gone, default="")


def _found_in(look: LookFindings, key: str) -> set[str]:
    """Items with a finding in a look: personal data stands apart, kind by kind, from what verdicts found."""
    if is_personal(key):
        return set(look.items.get(key, ()))
    return {item for other, items in look.items.items() if not is_personal(other) for item in items}


def _left(key: str, now: ThisLook, history: Sequence[LookFindings], notes: Sequence[FindingNote]) -> FollowUp:
    """A finding that this look does not have: closed where evidence says so, else still open."""
    last = _last(notes)
    items = next((look.items[key] for look in reversed(history) if key in look.items), ())
    items = items or next((note.items for note in reversed(notes) if note.items), ())
    clear, why = _cleared(key, items, now)
    state = FollowState.CLOSED if clear else FollowState.OPEN
    if not clear and any(kind in last for kind in _ANSWERS):
        state = FollowState.ANSWERED
    kind = _KIND.get(key.partition("|")[0])
    place = key.rpartition("|")[2]
    action = last.get(Note.ACTION)
    late = bool(action and action.due and action.due < now.as_of and not clear)
    code = next((note.code for note in reversed(notes) if note.code), "")
    refs = tuple(dict.fromkeys(ref for item in items for ref in _refs(item, now) if clear))
    return FollowUp(
        key,
        code,
        f"{kind.title_th if kind else key} ({place})",
        tuple(items),
        (),
        state,
        last,
        why,
        refs,
        late,
    )


def _refs(item: str, now: ThisLook) -> tuple[str, ...]:
    ladder = now.ladders.get(item)
    return ladder.found.evidence if ladder else ()


def _cleared(key: str, items: Sequence[str], now: ThisLook) -> tuple[bool, str]:
    """Tell whether evidence of this look clears every item at the finding's rung, and why or why not."""
    kind = _KIND.get(key.partition("|")[0])
    rung = _RUNG.get(type(kind.answer)) if kind else None
    unseen = {drift.item for drift in now.drift if drift.change is Change.NO_OBSERVATION}
    data = kind.answer if kind and is_personal(key) else None
    clear = [
        item
        for item in items
        if item not in unseen and (_covered(item, data, now) if data else _clear(item, rung, now))
    ]
    open_ = [item for item in items if item not in clear]
    if not items or open_:
        others = {code: f.code for f in now.findings if is_personal(f.key) == bool(data) for code in f.items}
        said = ", ".join(f"{item} ({others[item]})" if item in others else item for item in open_)
        return False, f"รอบนี้ยังไม่มีหลักฐานว่าแก้แล้ว: {said or 'ไม่ทราบข้อ'}"
    changes = [f"{d.item} {d.change.th}" for d in now.drift if d.item in items]
    told = f" ({', '.join(dict.fromkeys(changes))})" if changes else ""
    return True, f"หลักฐานของรอบตรวจ {now.look_id} ผ่านขั้นที่เคยติดแล้ว{told}"


def _clear(item: str, rung: Rung | None, now: ThisLook) -> bool:
    judged = now.judgements.get(item)
    if judged is not None and judged.outcome in (Outcome.PASSED, Outcome.INAPPLICABLE):
        return True
    ladder = now.ladders.get(item)
    return rung is not None and ladder is not None and is_clear(ladder.step(rung).answer)


def _covered(item: str, data: RemarkKind, now: ThisLook) -> bool:
    """Tell whether all of an item was opened and read, and no such personal data was in it."""
    ladder = now.ladders.get(item)
    if ladder is None or ladder.reads.answer is not Reads.YES:
        return False
    return all(remark.kind is not data for remark in ladder.remarks)
