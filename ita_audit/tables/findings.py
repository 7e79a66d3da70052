"""Findings and what became of them: the list, the five parts, where words come from, the follow-up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from html import escape

from ita_audit.coverage import NOBODY
from ita_audit.follow_up import is_accepted
from ita_audit.following import follow, latest_notes
from ita_audit.model import Finding, FindingNote, FollowState, Note, Part, Priority, Standing
from ita_audit.observation import Audit
from ita_audit.tables.table import AuditTable, Block, Cell, mark, refer, safe
from ita_audit.thai import local_time, thai_date

_WRITTEN = {Part.CAUSE: Note.CAUSE, Part.EFFECT: Note.EFFECT, Part.RECOMMENDATION: Note.RECOMMENDATION}
_SIGN = {
    FollowState.OPEN: ("✗", "bad"),
    FollowState.REOPENED: ("✗", "bad"),
    FollowState.ANSWERED: ("?", "doubt"),
    FollowState.ACCEPTED: ("!", "doubt"),
    FollowState.CLOSED: ("✓", "good"),
}
_FIRST = {Priority.FIRST: "bad", Priority.NEXT: "doubt", Priority.LATER: "blank"}
_MORE = 3000


def findings_table(audit: Audit) -> AuditTable:
    """The findings, first things first: by points at stake and by how easily they are put right."""
    rows = [
        (
            code_link(finding),
            _priority(finding.priority),
            finding.title_th,
            ", ".join(finding.items),
            ", ".join(finding.units) or NOBODY,
            mark(finding.standing),
            finding.ease,
            f"{finding.exposure:.2f}",
        )
        for finding in audit.all_findings
    ]
    columns = ("รหัส", "ลำดับการแก้", "ข้อตรวจพบ", "ข้อ", "หน่วยงาน", "ผล", "ความยากง่าย", "คะแนนที่เสี่ยง")
    return AuditTable(columns, rows, "ข้อตรวจพบเรียงตามลำดับที่ควรแก้", name="findings")


def _priority(priority: Priority) -> Cell:
    return Cell(priority.th, f'<span class="mark {_FIRST[priority]}">{escape(priority.th)}</span>')


def code_link(finding: Finding) -> Cell:
    """The code of a finding; a click leads to its five parts on the same page."""
    return Cell(finding.code, f'<a class="code" href="#{finding.code}">{finding.code}</a>')


def finding_cards(audit: Audit) -> Block:
    """Draft findings in five parts; cause is a question until a person answers."""
    notes = latest_notes(audit)
    html = "\n".join(
        _card(finding, notes.get(finding.key, {}), audit.case.as_of) for finding in audit.all_findings
    )
    return Block(f'<div class="findings">{html}</div>', f"ร่างข้อตรวจพบ {len(audit.all_findings)} เรื่อง")


def _card(finding: Finding, notes: Mapping[Note, FindingNote], day: date) -> str:
    body = "".join(
        f"<dt>{escape(part.th)}</dt><dd>{_words(finding, part, notes.get(_WRITTEN.get(part)))}</dd>"
        for part in Part
    )
    written = "<br>".join(_followed(notes, day))
    body += f"<dt>การติดตาม</dt><dd>{written}</dd>" if written else ""
    refs = f'<p class="meta">หลักฐาน: {refer(finding.evidence).html}</p>' if finding.evidence else ""
    draft = "" if finding.standing is Standing.PROBLEM else f" · {finding.standing.th}"
    units = ", ".join(finding.units) or NOBODY
    return (
        f'<article class="finding"><h3 id="{finding.code}">{finding.code} {safe(finding.title_th)}</h3>'
        f'<p class="meta">{escape(finding.priority.th)} · หน่วยงาน: {safe(units)} · ข้อ {", ".join(finding.items)} '
        f"· คะแนนที่เสี่ยง {finding.exposure:.2f}{escape(draft)}</p><dl>{body}</dl>{refs}</article>"
    )


def _followed(notes: Mapping[Note, FindingNote], day: date) -> Iterator[str]:
    """What people answered, agreed and accepted, a line each; nothing where nobody wrote."""
    accepted, action = notes.get(Note.ACCEPTED), notes.get(Note.ACTION)
    held = is_accepted(notes, day)
    if response := notes.get(Note.RESPONSE):
        yield f"<b>{escape(Note.RESPONSE.th)}</b> {safe(_said(response), _MORE)}"
    if action is not None:
        unit = f"{action.unit}: " if action.unit else ""
        late = action.due is not None and action.due < day and not held
        due = _due(action, late=late)
        told = (
            f" กำหนดเสร็จ {due.html if isinstance(due, Cell) else escape(due)}" if due else " ไม่ระบุกำหนดเสร็จ"
        )
        yield f"<b>{escape(Note.ACTION.th)}</b> {safe(unit + action.text, _MORE)}{told} ({safe(action.by)})"
    if accepted is not None and accepted.until is not None:
        name, until = escape(FollowState.ACCEPTED.th), escape(thai_date(accepted.until))
        end = f"ถึง {until}" if held else f"สิ้นสุดแล้วเมื่อ {until}"
        yield f"<b>{name}</b> {safe(accepted.text, _MORE)} ({safe(accepted.by)}) {end}"


def _words(finding: Finding, part: Part, written: FindingNote | None) -> str:
    """A part as drafted; where a person wrote, their words first and the draft below, never lost."""
    draft = safe(finding.text(part), _MORE)
    if written is None:
        return draft + (" <em>(ร่าง)</em>" if part is Part.RECOMMENDATION else "")
    signed = f"{written.by} {local_time(written.at)}"
    return f'{safe(written.text, _MORE)} <small>({safe(signed)})</small><br><small class="draft">ร่างเดิม: {draft}</small>'


def no_finding_table(audit: Audit) -> AuditTable:
    """Items that no person has passed and that are in no finding of a verdict, with the reason."""
    private: dict[str, list[str]] = {}
    for finding in audit.personal_findings:
        for code in finding.items:
            private.setdefault(code, []).append(finding.code)
    rows = []
    for one in audit.without_finding:
        besides = f" แต่เผยแพร่ข้อมูลส่วนบุคคล: {', '.join(private[one.item])}" if one.item in private else ""
        rows.append((one.item, audit.item(one.item).title, one.reason_th + besides))
    return AuditTable(
        ("ข้อ", "ชื่อ", "เหตุที่ไม่มีข้อตรวจพบ"), rows, "ข้อที่ยังไม่สรุปว่าผ่านและไม่มีข้อตรวจพบ", name="no_finding"
    )


def finding_sources_table(audit: Audit) -> AuditTable:
    """Every sentence of the findings with the fields it is made of and where to look."""
    rows = [
        (
            finding.code,
            sentence.part,
            sentence.text,
            ", ".join(path for path, _ in sentence.fields),
            ", ".join(sentence.refs),
        )
        for finding in audit.all_findings
        for sentence in finding.sentences
    ]
    columns = ("รหัส", "ส่วน", "ประโยค", "มาจากข้อมูล", "ดูที่")
    return AuditTable(columns, rows, "ที่มาของทุกประโยค", name="finding_sources")


def follow_up_table(audit: Audit) -> AuditTable:
    """What became of each finding: answers, agreed action, due date, and what evidence says."""
    rows = []
    for one in follow(audit):
        sign, tone = _SIGN[one.state]
        state = Cell(one.state.th, f'<span class="mark {tone}">{sign} {escape(one.state.th)}</span>')
        action, response = one.notes.get(Note.ACTION), one.notes.get(Note.RESPONSE)
        rows.append(
            (
                one.code,
                one.title_th,
                ", ".join(one.items),
                (action.unit if action else "") or ", ".join(one.units),
                state,
                _said(response),
                action.text if action else "",
                _due(action, late=one.overdue),
                one.reason_th,
            )
        )
    columns = ("รหัส", "ข้อตรวจพบ", "ข้อ", "หน่วยงาน", "สถานะ", "คำชี้แจง", "การแก้ไขที่ตกลง", "กำหนดเสร็จ", "เหตุผล")
    return AuditTable(columns, rows, "การติดตามข้อตรวจพบ", name="follow_up")


def _said(response: FindingNote | None) -> str:
    if response is None:
        return ""
    agreed = {True: "เห็นด้วย: ", False: "ไม่เห็นด้วย: ", None: ""}[response.agrees]
    return f"{agreed}{response.text} ({response.by})"


def _due(action: FindingNote | None, *, late: bool) -> Cell | str:
    if action is None or action.due is None:
        return ""
    day = thai_date(action.due)
    return Cell(f"{day} เลยกำหนด", f"<strong>{escape(day)} เลยกำหนด</strong>") if late else day
