"""What stands for the evidence: the digest to print, the canaries, and what each proof proves."""

from __future__ import annotations

from html import escape

from ita_audit.canary import judge_canaries
from ita_audit.canary.cases import CASES
from ita_audit.custody import custody_head, custody_statement
from ita_audit.evidence import load_looks
from ita_audit.observation import Audit
from ita_audit.tables.table import AuditTable, Block


def custody_head_line(audit: Audit) -> Block:
    """The one digest to print in the report: it stands for every look and every judgement."""
    text = f"ปลายสายโซ่ของแฟ้มงาน (SHA-256): {custody_head(audit.case)}"
    return Block(f'<p class="meta">{escape(text)}</p>', text)


def custody_table() -> AuditTable:
    """What each proof proves, and what it does not."""
    rows = [row[:3] for row in custody_statement()]
    return AuditTable(("สิ่งที่ใช้พิสูจน์", "พิสูจน์ว่า", "ไม่พิสูจน์"), rows, "หลักฐานพิสูจน์อะไรได้และไม่ได้", name="custody")


def canary_sentence(audit: Audit) -> Block:
    """How the canaries of the last look fared, judged again from the evidence."""
    captures = load_looks(audit.case.evidence)
    seen = captures[-1].canaries if captures else []
    if not seen:
        text = "รอบตรวจล่าสุดไม่มีกรณีทดสอบที่รู้คำตอบ (เก็บด้วยโปรแกรมรุ่นก่อน)"
    elif failed := judge_canaries(seen):
        text = f"กรณีทดสอบที่รู้คำตอบ {len(CASES)} กรณี ตอบผิด {len(failed)}: {failed[0]}"
    else:
        text = f"กรณีทดสอบที่รู้คำตอบ {len(CASES)} กรณี ผ่านเส้นทางเดียวกันในรอบตรวจล่าสุด ตอบถูกครบ"
    return Block(f"<p>{escape(text)}</p>", text)
