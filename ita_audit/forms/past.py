"""What came before: earlier judgements, the look before the last, the case of the year before."""

from __future__ import annotations

from collections.abc import Iterable

from ita_audit.checklist import counterparts
from ita_audit.comparison import drift_of
from ita_audit.custody import case_journal
from ita_audit.drift import Drift
from ita_audit.engagement import Engagement, open_engagement
from ita_audit.errors import AuditError
from ita_audit.journal import in_force
from ita_audit.model import EntryKind, Judgement
from ita_audit.observation import Audit
from ita_audit.tables.table import safe
from ita_audit.thai import local_time


class Past:
    """The past of one case, read once; what cannot be read is left out."""

    def __init__(self, audit: Audit) -> None:
        self.audit = audit
        self.drift = self._drift()
        self.before, self.before_held = _year_before(audit.case)

    def _drift(self) -> tuple[Drift, ...]:
        try:
            return drift_of(self.audit)
        except AuditError:
            return ()

    def html(self, code: str, entries: Iterable[Judgement]) -> str:
        """Tell the past of one item, newest first; a list in HTML."""
        lines = [*self._judged(code, entries), *self._looks(code), *self._year(code)]
        return f"<ul>{''.join(f'<li>{line}</li>' for line in lines)}</ul>"

    def _judged(self, code: str, entries: Iterable[Judgement]) -> list[str]:
        mine = [entry for entry in entries if entry.item == code]
        gone = {entry.saw.get("judgement") for entry in mine if entry.kind is EntryKind.WITHDRAWAL}
        said = [
            f"{'<s>' if one.digest in gone else ''}<b>{safe(one.outcome.th)}</b> {safe(one.reason, 600)}"
            f"{'</s> (ถอนแล้ว)' if one.digest in gone else ''} "
            f'<span class="who">{safe(one.by)} · {safe(local_time(one.at))}</span>'
            for one in reversed(mine)
            if one.kind is EntryKind.JUDGEMENT
        ]
        return said or ["ยังไม่มีข้อสรุปก่อนหน้า | No earlier judgement"]

    def _looks(self, code: str) -> list[str]:
        mine = [drift for drift in self.drift if drift.item == code]
        if not mine:
            return ["รอบตรวจก่อน: ไม่เปลี่ยน | Last look: no change"] if len(self.audit.looks) > 1 else []
        return [
            f"รอบตรวจก่อน: <b>{safe(d.change.th)}</b> {safe(d.before, 120)} → {safe(d.after, 120)} {safe(d.note_th)}"
            for d in mine
        ]

    def _year(self, code: str) -> list[str]:
        if self.before is None:
            return ["ปีก่อน: ไม่มีแฟ้มงาน | Last year: no case"]
        theirs = counterparts(code, self.audit.case.fiscal_year, self.before.fiscal_year)
        said = [
            f"ปี {self.before.fiscal_year} ข้อ {one}: <b>{safe(self.before_held[one].outcome.th)}</b> "
            f"{safe(self.before_held[one].reason, 600)}"
            for one in theirs
            if one in self.before_held
        ]
        return said or [f"ปี {self.before.fiscal_year}: ยังไม่สรุปข้อนี้ | not judged"]


def _year_before(case: Engagement) -> tuple[Engagement | None, dict[str, Judgement]]:
    """Find beside a case the one of the same site for the year before, and its judgements in force."""
    for path in sorted(case.folder.parent.glob("*/engagement.toml")):
        try:
            other = open_engagement(path.parent)
            if (other.site, other.fiscal_year) == (case.site, case.fiscal_year - 1):
                return other, in_force(case_journal(other).entries())
        except AuditError:
            continue
    return None, {}
