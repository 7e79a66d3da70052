"""The spot check of WP-08: the sample with what a person found, and what it says of the headline."""

from __future__ import annotations

import math
from html import escape

from ita_audit.coverage import owner_label
from ita_audit.journal import Journal
from ita_audit.model import Standing
from ita_audit.observation import Audit
from ita_audit.spot import Redone, draw, error_rate, redone
from ita_audit.tables.table import AuditTable, Block, mark

_HIDDEN = "แสดงเมื่อทำซ้ำแล้ว"
_AGREES = {True: "ตรงกัน", False: "ต่างกัน", None: ""}


def spot_checked(audit: Audit) -> tuple[Redone, ...]:
    """The sample of the last look with what persons found so far."""
    head = audit.looks[-1].chain_head if audit.looks else ""
    entries = Journal(audit.case.working / "journal.sqlite").entries()  # a form may have just written there
    return redone(draw(audit.verdicts, head), audit.verdicts, entries, head)


def spot_check_table(audit: Audit) -> AuditTable:
    """
    A sample for re-doing by hand, drawn from the look's chain head: the same for everyone.

    What the tool said is shown once an item was done again, so that it does not lead.
    """
    rows = [
        (
            one.item,
            audit.item(one.item).title,
            mark(one.standing) if one.entry else _HIDDEN,
            owner_label(audit.assignment, one.item),
            mark(one.entry.outcome) if one.entry else "",
            one.entry.reason if one.entry else "",
            one.entry.by if one.entry else "",
            _AGREES[one.agrees],
        )
        for one in spot_checked(audit)
    ]
    columns = ("ข้อ", "ชื่อ", "ผลของโปรแกรม", "หน่วยงาน", "ผลทำซ้ำด้วยมือ", "เห็นอะไร", "ผู้ทำซ้ำ", "เทียบ")
    return AuditTable(columns, rows, "ตัวอย่างสำหรับทำซ้ำด้วยมือ", name="spot_check")


def spot_check_sentence(audit: Audit) -> Block:
    """The tool's error rate in the sample, and what it means for the headline."""
    rate = error_rate(spot_checked(audit))
    decided = sum(verdict.standing is not Standing.CANNOT_TELL for verdict in audit.verdicts.values())
    if not rate.compared:
        text = "ยังไม่มีผลทำซ้ำด้วยมือที่เทียบได้ จึงยังไม่ทราบอัตราผิดของโปรแกรม"
    else:
        text = (
            f"ทำซ้ำและเทียบได้ {rate.compared} ข้อ ต่างจากโปรแกรม {rate.wrong} ข้อ อัตราผิดอยู่ระหว่าง "
            f"{rate.low:.0%} ถึง {rate.high:.0%} (ความเชื่อมั่น 95%) หมายความว่าในข้อที่โปรแกรมตัดสิน {decided} ข้อ "
            f"อาจผิดได้ถึง {math.ceil(rate.high * decided)} ข้อ"
        )
    return Block(f"<p>{escape(text)}</p>", text)
