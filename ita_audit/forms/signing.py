"""Preparer and reviewer sign apart; opening anew needs a reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import ipywidgets as widgets

from ita_audit.custody import evidence_head, signing_state
from ita_audit.errors import AuditError, JournalError
from ita_audit.forms.layout import button, field, half, row, said_html
from ita_audit.journal import Journal, SignOff, in_force, sign_offs
from ita_audit.model import Judgement, Role
from ita_audit.observation import Audit
from ita_audit.tables.judged import standing_th
from ita_audit.tables.table import safe
from ita_audit.thai import local_time


class SigningRow:
    """The lower edge of the desk: who signed, and the buttons for it."""

    def __init__(self, audit: Audit, journal: Journal, after: Callable[[], None]) -> None:
        self.audit, self.journal, self.after = audit, journal, after
        self.evidence = evidence_head(audit.case)
        self.state, self.said = widgets.HTML(), widgets.HTML()
        self.by = field("ผู้ลงนาม | Signer", "ชื่อผู้ลงนาม")
        self.note = field("หมายเหตุ | Note", "ต้องมีเมื่อยังสรุปไม่ครบ หรือเมื่อเปิดใหม่")
        self.prepare = button(
            "ผู้จัดทำลงนาม | Sign as preparer", "ลงนามในผลทุกข้อ ณ ตอนนี้", lambda: self.sign(Role.PREPARER)
        )
        self.review = button(
            "ผู้สอบทานลงนาม | Sign as reviewer", "ลงนามในผลที่ผู้จัดทำลงนามแล้ว", lambda: self.sign(Role.REVIEWER)
        )
        self.open = button("เปิดใหม่ | Reopen", "ยกเลิกการลงนาม โดยเหตุผลถูกเก็บไว้", self.reopen)
        self.box = widgets.VBox(
            [
                self.state,
                row(half(self.by, share="40%"), half(self.note, share="60%")),
                row(self.prepare, self.review, self.open),
                self.said,
            ],
            layout=widgets.Layout(width="100%"),
        )

    def _signed(self, entries: Sequence[Judgement]) -> dict[str, SignOff]:
        return sign_offs(entries, signing_state(self.audit.case, entries, self.audit.checklist.sha256))

    def tell(self, entries: Sequence[Judgement]) -> None:
        """Say who signed, and what a signature does not cover any more."""
        self.entries, signed = entries, self._signed(entries)
        self.state.value = "<h4>การลงนาม | Signatures</h4><p>" + " · ".join(
            f"<b>{role.th}</b>: {_words(signed.get(role.value))}" for role in Role
        )

    def require_open(self, entries: Sequence[Judgement]) -> None:
        """
        Refuse a change of what is signed, until the case is opened anew.

        Raises:
            JournalError: A signature covers the case as it is.
        """
        if any(one.stands for one in self._signed(entries).values()):
            raise JournalError("the case is signed", hint_th="ลงนามแล้ว กด “เปิดใหม่” พร้อมเหตุผลก่อนแก้ผล")

    def sign(self, role: Role) -> None:
        """Sign as preparer or reviewer; what is not finished asks for a note."""
        self._do(lambda: self._sign(role), f"{role.th}ลงนามแล้ว | signed")

    def _sign(self, role: Role) -> None:
        held, audit = in_force(self.entries), self.audit
        open_ = sum(code not in held or bool(standing_th(audit, held[code])) for code in audit.verdicts)
        if open_ and not self.note.value.strip():
            raise JournalError(
                f"{open_} items without a judgement that holds",
                hint_th=f"ยังมี {open_} ข้อที่ยังไม่สรุปหรือล้าสมัย ระบุเหตุผลในช่องหมายเหตุก่อนลงนาม",
            )
        seen = signing_state(audit.case, self.entries, audit.checklist.sha256)
        if seen["evidence"] != self.evidence:
            raise JournalError(
                "another look was made meanwhile", hint_th="มีรอบตรวจใหม่ สั่งกระดาษทำการใหม่จากบนสุดก่อนลงนาม"
            )
        self.journal.sign(
            role, by=self.by.value, note=self.note.value, state=seen["judgements"],
            evidence=seen["evidence"], checklist=seen["checklist"],
        )  # fmt: skip

    def reopen(self) -> None:
        """End the signatures; the reason is kept."""
        self._do(
            lambda: self.journal.reopen(by=self.by.value, reason=self.note.value), "เปิดใหม่แล้ว | reopened"
        )

    def _do(self, what: Callable[[], object], words: str) -> None:
        try:
            what()
        except AuditError as error:
            self.said.value = said_html(
                f"<b>ยังไม่ได้บันทึก | Not saved</b> {safe(error.hint_th or error.message)}", "no"
            )
        else:
            self.note.value = ""
            self.after()
            self.said.value = said_html(words)
        self.by.focus()


def _words(signed: SignOff | None) -> str:
    if signed is None:
        return "ยังไม่ลงนาม | not signed"
    entry, why = signed.entry, "; ".join(signed.changed_th)
    state = (
        f"<span class='mark bad'>ล้าสมัย</span> {safe(why)}"
        if why
        else "<span class='mark good'>✓ ครอบคลุมผลปัจจุบัน</span>"
    )
    return f"{safe(entry.by)} {safe(local_time(entry.at))} {state}"
