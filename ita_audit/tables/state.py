"""The table that opens WP-00: how far the case has come and what to do next."""

from __future__ import annotations

from pathlib import Path

from ita_audit.case_state import case_steps
from ita_audit.engagement import Engagement
from ita_audit.tables.table import AuditTable


def case_state_table(case: Engagement | str | Path | None = None) -> AuditTable:
    """
    How far a case has come; works also where something is still missing.

    Args:
        case: An open case, a folder, a name; None takes ITA_AUDIT_CASE, else the demo.

    Raises:
        AuditError: The case or its checklist cannot be opened.
    """
    rows = [
        (step.name_th, "✓" if step.done else "ต้องทำต่อ", step.state_th, step.next_th)
        for step in case_steps(case)
    ]
    return AuditTable(("ขั้นตอน", "สถานะ", "มีแล้ว", "ต้องทำต่อ"), rows, "แฟ้มงานนี้ถึงขั้นใด", name="case_state")
