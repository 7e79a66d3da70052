"""What people concluded and signed, read back from the journal each time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ita_audit.custody import case_journal, signing_state
from ita_audit.journal import SignOff, changes_th, expired, in_force, sign_offs
from ita_audit.model import Judgement, Role
from ita_audit.observation import Audit
from ita_audit.tables.table import AuditTable, Cell, mark, safe, when
from ita_audit.thai import thai_date


def judgement_table(audit: Audit) -> AuditTable:
    """What the auditor has concluded up to now; a judgement whose ground changed is marked stale, and why."""
    held = in_force(case_journal(audit.case).entries())
    rows = [
        (
            code,
            mark(entry.outcome),
            entry.reason,
            entry.by,
            when(entry.at),
            "; ".join(standing_th(audit, entry)) or "ปัจจุบัน",
        )
        for code, entry in sorted(held.items(), key=lambda one: int(one[0][1:]))
    ]
    return AuditTable(
        ("ข้อ", "ผล", "เหตุผล", "โดย", "เวลา", "สถานะ"), rows, "ผลที่ผู้ตรวจสอบสรุปแล้ว", name="judgements"
    )


def standing_th(audit: Audit, entry: Judgement) -> list[str]:
    """Say in Thai why a judgement does not hold any more, one phrase each; nothing when it holds."""
    if entry.item not in audit.verdicts:
        return ["ไม่มีข้อนี้ในแบบตรวจ"]
    said = [f"ล้าสมัย: {change}" for change in changes_th(entry, audit.digests(entry.item))]
    if expired(entry, audit.case.as_of):
        said.append(f"ข้อยกเว้นสิ้นสุดเมื่อ {thai_date(date.fromisoformat(entry.until))}")
    return said


def judged_cell(audit: Audit, entry: Judgement | None) -> Cell:
    """What the auditor concluded on an item; a conclusion that no longer holds is marked stale, and why."""
    if entry is None:
        return Cell("ยังไม่สรุป", "ยังไม่สรุป")
    said, why = mark(entry.outcome), "; ".join(standing_th(audit, entry))
    if not why:
        return said
    return Cell(
        f"{said.text} ({why})",
        f'{said.html} <span class="mark doubt">? ล้าสมัย</span> {safe(why.removeprefix("ล้าสมัย: "))}',
    )


def signature_table(audit: Audit) -> AuditTable:
    """Who signed the case as it is now; a signature that something came after says what."""
    entries = case_journal(audit.case).entries()
    signed = sign_offs(entries, signing_state(audit.case, entries, audit.checklist.sha256))
    rows = [_signature(role, signed.get(role.value)) for role in Role]
    return AuditTable(("ในฐานะ", "โดย", "เวลา", "หมายเหตุ", "สถานะ"), rows, "การลงนาม", name="signatures")


def _signature(role: Role, signed: SignOff | None) -> Sequence[object]:
    if signed is None:
        return (role, "", "", "", "ยังไม่ลงนาม")
    state = "ครอบคลุมผลปัจจุบัน" if signed.stands else "ล้าสมัย: " + "; ".join(signed.changed_th)
    return (role, signed.entry.by, when(signed.entry.at), signed.entry.reason, state)
