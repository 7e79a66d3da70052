"""The form of WP-07: a person answers, agrees an action or rewrites a part; each click is saved at once."""

from __future__ import annotations

from html import escape

import ipywidgets as widgets

from ita_audit.errors import JournalError
from ita_audit.faced import FacedBox
from ita_audit.following import latest_notes, write_note
from ita_audit.model import Finding, Note, Part
from ita_audit.observation import Audit
from ita_audit.tables.table import safe

_KINDS = [note for note in Note if note is not Note.SEEN]
_DRAFTED = {Note.CAUSE: Part.CAUSE, Note.EFFECT: Part.EFFECT, Note.RECOMMENDATION: Part.RECOMMENDATION}
_AGREES = (("ไม่ระบุ", None), ("เห็นด้วย", True), ("ไม่เห็นด้วย", False))


class FindingForm:
    """
    One finding and one kind of entry at a time.

    Saving appends to `working/findings.jsonl` before the form answers; the next cell reads it back.
    What was written before stays: an entry never replaces another.
    """

    def __init__(self, audit: Audit) -> None:
        self.audit = audit
        wide = {"layout": widgets.Layout(width="98%"), "style": {"description_width": "9em"}}
        codes = [(f"{f.code} {f.title_th[:80]} ({', '.join(f.items)})", f.code) for f in audit.all_findings]
        self.finding = widgets.Dropdown(options=codes, description="ข้อตรวจพบ", **wide)
        self.kind = widgets.Dropdown(
            options=[(note.th, note.value) for note in _KINDS], description="บันทึกเรื่อง", **wide
        )
        self.text = widgets.Textarea(description="ข้อความ", **wide)
        self.by = widgets.Text(value=audit.case.prepared_by, description="ผู้บันทึก", **wide)
        self.unit = widgets.Text(description="หน่วยงาน", **wide)
        self.agrees = widgets.Dropdown(options=_AGREES, description="ความเห็น", **wide)
        self.due = widgets.DatePicker(description="กำหนดเสร็จ", style={"description_width": "9em"})
        self.until = widgets.DatePicker(description="ยอมรับถึงวันที่", style={"description_width": "9em"})
        self.draft, self.said = widgets.HTML(), widgets.HTML()
        self.button = widgets.Button(description="บันทึก", tooltip="บันทึกข้อความนี้ต่อท้าย")
        self.button.on_click(lambda _: self.save())
        for field in (self.finding, self.kind):
            field.observe(lambda _: self.show(), names="value")
        self.box = FacedBox(
            [self.finding, self.kind, self.draft, self.text, self.by, self.unit, self.agrees, self.due,
             self.until, self.button, self.said],
            face="แบบบันทึกข้อตรวจพบ | What a person says of a finding",
        )  # fmt: skip
        self.show()

    def chosen(self) -> Finding | None:
        """The finding chosen; None when the look has none."""
        return next((f for f in self.audit.all_findings if f.code == self.finding.value), None)

    def show(self) -> None:
        """Show the draft that the words would replace, and what stands written; only fitting fields."""
        finding, kind = self.chosen(), Note(self.kind.value)
        for field, kinds in ((self.due, (Note.ACTION,)), (self.until, (Note.ACCEPTED,)), (self.agrees, (Note.RESPONSE,)),
                             (self.unit, (Note.ACTION, Note.RESPONSE))):  # fmt: skip
            field.layout.display = None if kind in kinds else "none"
        if finding is None:
            self.draft.value = "รอบตรวจนี้ไม่มีข้อตรวจพบ"
            return
        part = _DRAFTED.get(kind)
        draft = f"<b>ร่าง</b> {safe(finding.text(part), 2000)}<br>" if part else ""
        last = latest_notes(self.audit).get(finding.key, {}).get(kind)
        written = f"<b>บันทึกไว้</b> {safe(last.text, 2000)} ({escape(last.by)})" if last else ""
        self.draft.value = draft + written

    def save(self) -> None:
        """Save one entry; a refusal is said and nothing typed is lost."""
        finding, kind = self.chosen(), Note(self.kind.value)
        if finding is None:
            return
        try:
            note = write_note(
                self.audit, finding, kind, self.text.value, by=self.by.value, unit=self.unit.value,
                due=self.due.value if kind is Note.ACTION else None,
                until=self.until.value if kind is Note.ACCEPTED else None,
                agrees=self.agrees.value if kind is Note.RESPONSE else None,
            )  # fmt: skip
        except JournalError as error:
            self.said.value = f"<b>ยังไม่ได้บันทึก</b> {escape(error.hint_th)}"
            return
        self.text.value = ""
        self.said.value = f"บันทึก {escape(kind.th)} ของ {finding.code} แล้ว (ลำดับที่ {note.seq})"
        self.show()


def finding_form(audit: Audit) -> widgets.VBox:
    """The form of WP-07."""
    return FindingForm(audit).box
