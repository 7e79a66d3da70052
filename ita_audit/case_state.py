"""
How far a case has come, and what to do next; also for a case that cannot be observed yet.

Reads names, states and counts only: no document, no page. Nothing is written.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ita_audit.assignment import require_assignment
from ita_audit.checklist import load_checklist
from ita_audit.custody import case_journal, signing_state
from ita_audit.engagement import Engagement, open_engagement, project_root
from ita_audit.errors import AuditError
from ita_audit.evidence.folders import look_folders, read_look
from ita_audit.journal import SignOff, in_force, sign_offs
from ita_audit.model import Outcome, Role
from ita_audit.thai import local_time

FINISHED = "finished"
_OPEN = {Outcome.UNTESTED, Outcome.CANT_TELL}


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the audit: whether it is done, what there is, and what to do next ('' when done)."""

    name_th: str
    done: bool
    state_th: str
    next_th: str = ""


def case_steps(case: Engagement | str | Path | None = None) -> tuple[Step, ...]:
    """
    List the steps of a case in their order; the first that is not done is the next one.

    Args:
        case: An open case, a folder, a name; None takes ITA_AUDIT_CASE, else the demo.

    Raises:
        AuditError: The case or its checklist cannot be opened.
    """
    case = case if isinstance(case, Engagement) else open_engagement(case)
    checklist = load_checklist(case.fiscal_year, case.scheme)
    items = len(checklist.items)
    return (_given(case, items), _looked(case), _judged(case, items), _signed(case, checklist.sha256))


def _given(case: Engagement, items: int) -> Step:
    name = "ตารางมอบหมาย"
    try:
        table = require_assignment(case.assignment_file, load_checklist(case.fiscal_year, case.scheme))
    except AuditError as error:
        return Step(name, False, "ยังใช้ไม่ได้", error.hint_th or error.message)
    state = f"อ่านได้ {len({row.item for row in table.rows})} จาก {items} ข้อ"
    nobody = sum(not (row.section or row.division) for row in table.rows)
    if nobody:
        return Step(
            name, False, f"{state} ไม่มีผู้รับผิดชอบ {nobody} ข้อ", f"กรอกผู้รับผิดชอบใน {case.assignment_file.name}"
        )
    return Step(name, True, state)


def _looked(case: Engagement) -> Step:
    name, command = "รอบตรวจเว็บไซต์", f"ita-audit run {_called(case)}"
    looks = [read_look(folder) for folder in look_folders(case.evidence / "looks")]
    finished = [look for look in looks if look.get("state") == FINISHED]
    if looks and looks[-1].get("state") == "running":
        return Step(name, False, f"รอบ {looks[-1]['look_id']} ยังไม่จบ", f"สั่ง {command} เพื่อทำต่อจากที่หยุดไว้")
    if not finished:
        return Step(name, False, "ยังไม่มีรอบตรวจที่ใช้ได้", f"สั่ง {command}")
    last = local_time(str(finished[-1]["started"]))
    if len(finished) == 1:
        return Step(name, True, f"1 รอบ เมื่อ {last}", "ตรวจซ้ำวันอื่นก่อนสรุปว่าติดต่อไม่ได้")
    return Step(name, True, f"{len(finished)} รอบ ล่าสุดเมื่อ {last}")


def _called(case: Engagement) -> str:
    """How a command names the case: by its name under data/cases, else by its folder."""
    kept = case.folder.parent == (project_root() / "data" / "cases").resolve()
    return case.name if kept and case.folder.name == case.name else str(case.folder)


def _judged(case: Engagement, items: int) -> Step:
    latest = in_force(case_journal(case).entries(), case.as_of)
    done = sum(entry.outcome not in _OPEN for entry in latest.values())
    left = "" if done >= items else "เปิด WP-04 แล้วสรุปทีละข้อ เริ่มจากข้อที่คะแนนเสี่ยงสูง"
    return Step("ข้อสรุปของผู้ตรวจสอบ", done >= items, f"{done} จาก {items} ข้อ", left)


def _signed(case: Engagement, checklist: str) -> Step:
    """Who signed, from the journal; a unit of one person says in engagement.toml why nobody reviews."""
    entries = case_journal(case).entries()
    signed = sign_offs(entries, signing_state(case, entries, checklist))
    alone = bool(case.reviewer_note) and not case.reviewed_by and Role.REVIEWER.value not in signed
    needed = (Role.PREPARER,) if alone else tuple(Role)
    said = [f"{role.th}: {_signature_th(signed.get(role.value))}" for role in needed]
    state = " · ".join([*said, f"{Role.REVIEWER.th}: {case.reviewer_note}"] if alone else said)
    open_ = [role for role in needed if role.value not in signed or not signed[role.value].stands]
    ask = f"{open_[0].th}ลงนามที่ท้ายโต๊ะใน WP-04" if open_ else ""
    if ask and not case.prepared_by:
        ask += " และใส่ชื่อผู้จัดทำใน engagement.toml"
    return Step("ผู้จัดทำและผู้สอบทาน", not open_, state, ask)


def _signature_th(signed: SignOff | None) -> str:
    if signed is None:
        return "ยังไม่ลงนาม"
    words = f"{signed.entry.by} {local_time(signed.entry.at)}"
    return words if signed.stands else f"{words} ล้าสมัย ({'; '.join(signed.changed_th)})"
