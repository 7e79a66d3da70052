"""Which units are written to, and about how much."""

from __future__ import annotations

from ita_audit.letters.compose import letters_of
from ita_audit.observation import Audit
from ita_audit.tables.table import AuditTable


def letters_table(audit: Audit) -> AuditTable:
    """The letters: to whom, how many items with personal data, to fix and to confirm, points at stake, by when; none before a look."""
    rows = [
        (
            letter.unit,
            letter.to,
            len(letter.personal),
            len(letter.fix),
            sum(row.asks for row in letter.confirm),
            ", ".join(row.item for row in (*letter.fix, *letter.confirm)) or "ไม่มี",
            f"{sum(row.points for row in letter.fix):.2f}",
            letter.due or "ไม่ระบุ",
        )
        for letter in (letters_of(audit) if audit.looks else ())
    ]
    columns = ("หน่วยงาน", "เรียน", "ข้อมูลส่วนบุคคล", "ต้องแก้", "ขอให้ยืนยัน", "ข้อ", "คะแนนที่เสี่ยง", "ภายในวันที่")
    return AuditTable(columns, rows, "บันทึกข้อความถึงหน่วยงาน", name="letters")
