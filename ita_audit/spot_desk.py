"""The form of WP-08: what a person found who did an item again; each click is saved at once."""

from __future__ import annotations

import ipywidgets as widgets

from ita_audit.errors import JournalError
from ita_audit.faced import FacedBox
from ita_audit.journal import Journal
from ita_audit.model import Outcome
from ita_audit.observation import Audit
from ita_audit.spot import draw

_CHOICES = (Outcome.PASSED, Outcome.FAILED, Outcome.CANT_TELL)


class SpotForm:
    """
    One item of the sample at a time.

    Saving appends to the journal before the form answers; the table of the next cell reads it back.
    The tool's own answer is not shown here, so that it does not lead the person who does it again.
    """

    def __init__(self, audit: Audit) -> None:
        self.audit = audit
        self.journal = Journal(audit.case.working / "journal.sqlite")
        self.head = audit.looks[-1].chain_head if audit.looks else ""
        wide = {"layout": widgets.Layout(width="98%"), "style": {"description_width": "9em"}}
        codes = [(f"{code} {audit.item(code).title}", code) for code in draw(audit.verdicts, self.head)]
        self.item = widgets.Dropdown(options=codes, description="ข้อ", **wide)
        self.by = widgets.Text(value=audit.case.reviewed_by, description="ผู้ทำซ้ำ", **wide)
        self.reason = widgets.Textarea(description="เห็นอะไร", placeholder="เปิดหน้าใด เห็นเอกสารใด ปีใด", **wide)
        self.said = widgets.HTML()
        self.buttons = [self._button(outcome) for outcome in _CHOICES]
        self.box = FacedBox(
            [self.item, self.by, self.reason, widgets.HBox(self.buttons), self.said],
            face="แบบบันทึกผลทำซ้ำ | What was found by hand",
        )

    def _button(self, outcome: Outcome) -> widgets.Button:
        button = widgets.Button(
            description=outcome.th, tooltip=f"บันทึกว่าทำซ้ำแล้ว {outcome.th}", layout=widgets.Layout(width="auto")
        )
        button.on_click(lambda _: self.save(outcome))
        return button

    def save(self, outcome: Outcome) -> None:
        """Save what was found; a refusal is said and the words stay."""
        code = self.item.value
        try:
            self.journal.spot_check(code, outcome, self.reason.value, by=self.by.value, sample=self.head)
        except JournalError as error:
            self.said.value = f"<b>ยังไม่ได้บันทึก</b> {error.hint_th}"
            return
        self.said.value = f"บันทึกผลทำซ้ำข้อ {code} แล้ว รันเซลล์ถัดไปเพื่อดูอัตราผิด"
        self.reason.value = ""


def spot_check_form(audit: Audit) -> FacedBox:
    """The form of WP-08."""
    return SpotForm(audit).box
