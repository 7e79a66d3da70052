"""What changed since the look before, with the unit that answers for it."""

from __future__ import annotations

from ita_audit.comparison import drift_of
from ita_audit.coverage import owner_label
from ita_audit.model import Change, LinkStatus
from ita_audit.model.codes import worded
from ita_audit.observation import Audit
from ita_audit.tables.table import AuditTable, Cell, link, safe, unit_cell

_SIGN = {
    Change.FIXED: "✓",
    Change.REGRESSED: "✗",
    Change.REPLACED: "!",
    Change.YEAR_ROLLED: "!",
    Change.NO_OBSERVATION: "?",
}
_TONE = {"✓": "good", "✗": "bad", "!": "bad", "?": "doubt"}


def drift_table(audit: Audit) -> AuditTable:
    """What changed between the last two looks, item by item; nothing for counters and clocks."""
    looks = audit.looks[-2:]
    names = " กับ ".join(info.look_id for info in looks) if len(looks) == 2 else "ยังมีไม่ถึงสองรอบตรวจ"
    rows = [
        (
            d.item,
            _mark(d.change),
            unit_cell(owner_label(audit.assignment, d.item)),
            link(d.url),
            worded(LinkStatus, d.before),
            worded(LinkStatus, d.after),
            d.note_th,
        )
        for d in drift_of(audit)
    ]
    columns = ("ข้อ", "การเปลี่ยนแปลง", "หน่วยงาน", "ที่อยู่", "เดิม", "ใหม่", "หมายเหตุ")
    return AuditTable(columns, rows, f"การเปลี่ยนแปลงระหว่างรอบตรวจ {names}", name="drift")


def _mark(change: Change) -> Cell:
    sign = _SIGN.get(change, "·")
    tone = _TONE.get(sign, "blank")
    return Cell(change.th, f'<span class="mark {tone}">{sign} {safe(change.th)}</span>')
