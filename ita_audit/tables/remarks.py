"""The table of remarks on the documents themselves."""

from __future__ import annotations

from ita_audit.observation import Audit
from ita_audit.tables.table import AuditTable, refer


def remark_table(audit: Audit) -> AuditTable:
    """Personal data that was published, one document under two items, blank forms: for the auditor to look at."""
    rows = [(one.item, one.kind.th, one.reason_th, refer(one.evidence)) for one in audit.remarks]
    return AuditTable(
        ("ข้อ", "เรื่อง", "ข้อสังเกต", "หลักฐาน"), rows, "ข้อสังเกตจากเนื้อเอกสาร (ไม่เปลี่ยนผลของกฎ)", name="remarks"
    )
