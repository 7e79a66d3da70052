"""The desk: choose an item, look at its evidence, say why, click; the click is on disk before it is answered."""

from __future__ import annotations

import ipywidgets as widgets

from ita_audit.checklist import code_in
from ita_audit.custody import case_journal
from ita_audit.errors import AuditError
from ita_audit.forms.choose import DONE, SHOW, STALE, Wanted, chosen, next_open, rungs, state_of, units
from ita_audit.forms.evidence import evidence_html, question_html
from ita_audit.forms.layout import arrange, button, field, said_html
from ita_audit.forms.past import Past
from ita_audit.forms.signing import SigningRow
from ita_audit.forms.words import last_day, usual_end
from ita_audit.journal import in_force
from ita_audit.model import Judgement, Outcome
from ita_audit.observation import Audit
from ita_audit.tables.judged import standing_th
from ita_audit.tables.table import safe, sign

_ENGLISH = {
    Outcome.PASSED: "Pass",
    Outcome.FAILED: "Problem",
    Outcome.CANT_TELL: "Unclear",
    Outcome.INAPPLICABLE: "N/A",
}
_HINT = "พิมพ์เหตุผล แล้วกดผล ระบบบันทึกทันที | Type the reason, then press a result; it is saved at once."


class JudgementForm:
    """
    One item at a time: its evidence beside the question; choose an outcome, write why, save.

    Saving appends to `working/journal.sqlite` before the desk answers; the next cell reads it back.
    After each click the cursor stands in the reason, where no key is a command of JupyterLab.
    """

    def __init__(self, audit: Audit) -> None:
        self.audit, self.journal = audit, case_journal(audit.case)
        self.past = Past(audit)
        self.codes: list[str] = list(audit.verdicts)
        self.code = self.codes[0]
        self.entries: list[Judgement] = []
        self.head, self.question, self.evidence, self.history, self.said = (widgets.HTML() for _ in range(5))
        self._fields()
        self._buttons()
        self.signing = SigningRow(audit, self.journal, self.read)
        self.box = arrange(self)
        for filter_ in (self.unit, self.rung, self.show_only):
            filter_.observe(lambda _: self.narrow(), names="value")
        self.item.observe(lambda change: self.go(change["new"]), names="value")
        self.read()
        self.said.value = said_html(_HINT, "hint")

    def _fields(self) -> None:
        labels = [f"{code} {self.audit.item(code).title}" for code in self.codes]
        self.item = field("ข้อ | Item", "พิมพ์เลขข้อ เช่น O4", options=labels)
        self.unit = field("หน่วยงาน | Unit", "ทุกหน่วยงาน | all", options=units(self.audit))
        self.rung = field("ติดที่ขั้น | Stops at", "ทุกขั้น | all", options=rungs())
        self.show_only = field("แสดง | Show", "ทั้งหมด | all", options=list(SHOW))
        self.by = field("ผู้บันทึก | By", "ชื่อผู้ตรวจสอบ", value=self.audit.case.prepared_by)
        self.until = field(
            "ยกเว้นถึง | Until", "วัน/เดือน/ปี ใช้กับ “ไม่เกี่ยวข้อง”", value=usual_end(self.audit.case.as_of)
        )
        self.reason = widgets.Textarea(
            description="เหตุผล | Reason", placeholder="เห็นอะไร ที่หลักฐานใด จึงสรุปเช่นนี้", rows=5,
            continuous_update=False,  # whole when the field is left, so before any click: never half a reason
            layout=widgets.Layout(width="98%"), style={"description_width": "112px"},
        )  # fmt: skip

    def _buttons(self) -> None:
        self.outcomes = {
            outcome: button(
                f"{sign(outcome)} {outcome.th} | {english}", f"บันทึกข้อนี้ว่า {outcome.th}",
                lambda outcome=outcome: self.save(outcome), outcome.value,
            )
            for outcome, english in _ENGLISH.items()
        }  # fmt: skip
        self.next = button("ข้อถัดไปที่ยังไม่สรุป | Next to do", "ไปข้อถัดไปที่ยังไม่สรุปหรือล้าสมัย", self.go_next)
        self.forward = button("ถัดไป | Next ›", "ไปข้อถัดไปในรายการที่กรอง", lambda: self.step(1))
        self.back = button("‹ ก่อนหน้า | Back", "ไปข้อก่อนหน้าในรายการที่กรอง", lambda: self.step(-1))
        self.undo = button("เลิกทำ | Undo", "ถอนผลล่าสุดของข้อนี้ ผลเดิมกลับมามีผล", self.withdraw)
        self.clear = button("ล้างตัวกรอง | Clear", "แสดงทุกข้อ", self.widen)

    def read(self) -> None:
        """Read the journal again and show the chosen item with what is in force now."""
        self.entries = self.journal.entries()
        self.held = in_force(self.entries)
        self.shown = self.held.get(self.code)
        self.evidence.value = evidence_html(self.audit, self.code)
        self._tell()

    def _tell(self) -> None:
        code, entry = self.code, self.held.get(self.code)
        warn = "; ".join(standing_th(self.audit, entry)) if entry else ""
        now = (
            f"<p>ผู้ตรวจสอบ | Auditor: <b>{safe(entry.outcome.th)}</b> ({safe(entry.by)})</p>" if entry else ""
        )
        notice = f'<p class="warn">{safe(warn, 1200)} ต้องสรุปใหม่ | judge again</p>' if warn else ""
        self.question.value = question_html(self.audit, code) + now + notice
        self.history.value = f"<h4>ที่ผ่านมา | Before</h4>{self.past.html(code, self.entries)}"
        self.head.value = self._progress()
        self.signing.tell(self.entries)
        self.item.value = f"{code} {self.audit.item(code).title}"

    def _progress(self) -> str:
        states = [state_of(self.audit, self.held.get(code)) for code in self.audit.verdicts]
        done, old, all_ = states.count(DONE), states.count(STALE), len(states)
        place = f"{self.codes.index(self.code) + 1}/{len(self.codes)}" if self.code in self.codes else "–"
        return (
            f'<div class="bar" role="status"><b>สรุปแล้ว {done} จาก {all_} ข้อ</b><span>{done} of {all_}'
            f" · ล้าสมัย {old} · รายการที่แสดง {place}</span>"
            f'<div class="track" aria-hidden="true"><div class="fill" style="width:{100 * done // all_}%"></div></div></div>'
        )

    def go(self, text: str) -> None:
        """Open the item that a text names; a text that names none is said."""
        code = code_in(text, self.audit.verdicts)
        if code is None:
            self.said.value = said_html(
                f"ไม่มีข้อ “{safe(text, 40)}” ในแบบตรวจ | no such item" if text else _HINT, "hint"
            )
        elif code != self.code:
            self.code = code
            self.said.value = said_html(_HINT, "hint")
            self.read()

    def step(self, by: int) -> None:
        """Open the item before or after, round the end of what is shown."""
        if self.codes:
            at = self.codes.index(self.code) if self.code in self.codes else (-1 if by > 0 else 0)
            self.go(self.codes[(at + by) % len(self.codes)])
        self.reason.focus()

    def go_next(self) -> None:
        """Open the next item without a judgement that holds."""
        code = next_open(self.audit, self.held, self.codes, self.code)
        if code is None:
            self.said.value = said_html("ไม่มีข้ออื่นที่ต้องสรุปในรายการนี้ | nothing else to do in this list")
        else:
            self.go(code)
        self.reason.focus()

    def narrow(self) -> None:
        """Show only the items that the filters leave; stay on the item if it is among them."""
        wanted = Wanted(self.unit.value, self.rung.value, self.show_only.value)
        self.codes = chosen(self.audit, self.held, wanted)
        if self.codes and self.code not in self.codes:
            self.go(self.codes[0])
        self.head.value = self._progress()
        words = (
            f"พบ {len(self.codes)} ข้อตามตัวกรอง | {len(self.codes)} items"
            if self.codes
            else "ไม่มีข้อตามตัวกรองนี้ | no item"
        )
        self.said.value = said_html(words, "hint")

    def widen(self) -> None:
        """Show all items again."""
        for filter_ in (self.unit, self.rung, self.show_only):
            filter_.value = ""
        self.narrow()
        self.reason.focus()

    def save(self, outcome: Outcome) -> None:
        """Save one judgement; what was refused is said, and the typed text stays."""
        code = self.code
        try:
            self.signing.require_open(self.journal.entries())
            until = (
                last_day(self.until.value, self.audit.case.as_of) if outcome is Outcome.INAPPLICABLE else ""
            )
            self.journal.record(
                code, outcome, self.reason.value, by=self.by.value, saw=self.audit.digests(code), until=until,
                over=self.shown.digest if self.shown else "",
            )  # fmt: skip
        except AuditError as error:
            self._refused(error)
            return
        self.reason.value = ""
        self.read()
        self.said.value = said_html(f"บันทึกข้อ {code} ว่า “{outcome.th}” แล้ว | saved {code}")
        self.reason.focus()

    def withdraw(self) -> None:
        """Undo the judgement in force on this item by a new entry."""
        try:
            if self.shown is None:
                raise AuditError("nothing to undo", hint_th=f"ข้อ {self.code} ยังไม่มีผลให้ถอน")
            self.signing.require_open(self.journal.entries())
            self.journal.withdraw(self.shown, by=self.by.value)
        except AuditError as error:
            self._refused(error)
            return
        self.reason.value = self.reason.value or self.shown.reason
        self.read()
        self.said.value = said_html(f"ถอนผลของข้อ {self.code} แล้ว เหตุผลเดิมอยู่ในช่องเหตุผล | undone")
        self.reason.focus()

    def _refused(self, error: AuditError) -> None:
        try:
            self.read()
        except AuditError as unreadable:
            error = unreadable
        self.said.value = said_html(
            f"<b>ยังไม่ได้บันทึก | Not saved</b> {safe(error.hint_th or error.message)}", "no"
        )
        self.reason.focus()


def judgement_form(audit: Audit) -> widgets.VBox:
    """The desk of WP-04."""
    return JudgementForm(audit).box
