"""The judgement form: a person chooses, gives a reason, and every click is saved at once."""

from __future__ import annotations

import ipywidgets as widgets

from ita_audit.errors import JournalError
from ita_audit.journal import Journal, now_utc
from ita_audit.model import Outcome
from ita_audit.observation import Audit

_CHOICES = (Outcome.PASSED, Outcome.FAILED, Outcome.CANT_TELL, Outcome.INAPPLICABLE)


class JudgementForm:
    """
    One item at a time: choose an outcome, write why, save.

    Saving appends to `working/journal.sqlite` before the form answers; the next cell reads it back.
    """

    def __init__(self, audit: Audit) -> None:
        self.audit = audit
        self.journal = Journal(audit.case.working / "journal.sqlite")
        wide = {"layout": widgets.Layout(width="98%"), "style": {"description_width": "8em"}}
        codes = [(f"{code} {audit.item(code).title}", code) for code in audit.verdicts]
        self.item = widgets.Dropdown(options=codes, description="ข้อ", **wide)
        self.by = widgets.Text(value=audit.case.prepared_by, description="ผู้บันทึก", **wide)
        self.reason = widgets.Textarea(description="เหตุผล", placeholder="เห็นอะไร ที่หลักฐานใด จึงสรุปเช่นนี้", **wide)
        self.machine = widgets.HTML()
        self.said = widgets.HTML()
        self.buttons = [self._button(outcome) for outcome in _CHOICES]
        self.next = widgets.Button(description="ข้อถัดไปที่ยังไม่สรุป", layout=widgets.Layout(width="auto"))
        self.next.on_click(lambda _: self.go_next())
        self.item.observe(lambda _: self.show(), names="value")
        self.box = widgets.VBox(
            [
                self.item,
                self.machine,
                self.by,
                self.reason,
                widgets.HBox([*self.buttons, self.next]),
                self.said,
            ]
        )
        self.show()

    def _button(self, outcome: Outcome) -> widgets.Button:
        button = widgets.Button(
            description=outcome.th, tooltip=f"บันทึกว่า {outcome.th}", layout=widgets.Layout(width="auto")
        )
        button.on_click(lambda _: self.save(outcome))
        return button

    def show(self) -> None:
        """Show what the rules say of the chosen item, and the judgement in force."""
        from html import escape

        verdict = self.audit.verdicts[self.item.value]
        last = self.journal.latest().get(self.item.value)
        judged = (
            f"<br>บันทึกไว้: {escape(last.outcome.th)}: {escape(last.reason)} ({escape(last.by)})"
            if last
            else ""
        )
        self.machine.value = f"<b>{escape(verdict.standing.th)}</b>: {escape(verdict.reason_th)}{judged}"

    def save(self, outcome: Outcome) -> None:
        """Save one judgement; a refusal is said and nothing is lost."""
        code = self.item.value
        try:
            self.journal.record(
                code, outcome, self.reason.value, by=self.by.value, saw=self.audit.digests(code), at=now_utc()
            )
        except JournalError as error:
            self.said.value = f"<b>ยังไม่ได้บันทึก</b> {error.hint_th}"
            return
        done = len(self.journal.latest())
        self.said.value = f"บันทึกข้อ {code} ว่า {outcome.th} แล้ว ({done} จาก {len(self.audit.verdicts)} ข้อ)"
        self.reason.value = ""
        self.show()

    def go_next(self) -> None:
        """Move to the next item without a judgement."""
        judged = self.journal.latest()
        codes = list(self.audit.verdicts)
        start = codes.index(self.item.value) + 1
        for code in (*codes[start:], *codes[:start]):
            if code not in judged:
                self.item.value = code
                return


def judgement_form(audit: Audit) -> widgets.VBox:
    """The form of WP-04."""
    return JudgementForm(audit).box
