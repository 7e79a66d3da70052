"""
Compose one letter per responsible unit: what exactly it must fix, what would satisfy, by when.

Pure: an audit in, letters out. Together the letters name every item of every finding once; where only
the auditor can go on, the unit is asked for nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ita_audit.coverage import NOBODY, owner_label
from ita_audit.findings import is_personal
from ita_audit.letters.rows import Row, clean, personal_row, row_of, said
from ita_audit.model import Finding, Outcome, Part, Standing
from ita_audit.observation import Audit
from ita_audit.thai import local_time, thai_date, thai_digits

DOTS = "." * 28
ATTACHED_ITEMS, ATTACHED_FORM = "เอกสารแนบ ๑ ตารางข้อที่ต้องแก้ไขของ", "เอกสารแนบ ๒ แบบตอบข้อตรวจพบของ"
PERSONAL = "ข้อมูลส่วนบุคคลที่เผยแพร่ ขอให้ปิดทับหรือถอนไฟล์ทันที"
FIX, CONFIRM = "ข้อที่พบปัญหา ขอให้แก้ไข", "ข้อที่ยังวินิจฉัยไม่ได้ ขอให้ยืนยันหรือชี้แจง"
EYES = "ข้อที่ผู้ตรวจสอบจะตรวจด้วยตา หน่วยงานยังไม่ต้องดำเนินการ"


@dataclass(frozen=True, slots=True)
class Question:
    """One finding's question to the unit: the cause is theirs to tell."""

    code: str
    title: str
    question: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """
    A letter (บันทึกข้อความ); every text is clean of control characters and personal data.

    `fix` holds problems, `confirm` what could not be told, `personal` published personal data, once
    an item, whatever else is found of it; `due` is '' when the case names no
    closing day.
    """

    unit: str
    to: str
    office: str
    subject: str
    day: str
    due: str
    paragraphs: tuple[str, ...]
    fix: tuple[Row, ...]
    confirm: tuple[Row, ...]
    questions: tuple[Question, ...]
    signer: str
    position: str
    demo: bool
    personal: tuple[Row, ...] = ()


def letters_of(audit: Audit) -> tuple[Letter, ...]:
    """
    Compose the letters of a case.

    Returns:
        One letter per unit with something to fix or confirm, in the order of the assignment table;
        items that nobody owns come last, in a letter to the one who assigns them.
    """
    of_unit: dict[str, list[tuple[Finding, str]]] = {}
    for finding in audit.all_findings:
        for code in finding.items:
            of_unit.setdefault(owner_label(audit.assignment, code), []).append((finding, code))
    listed = [owner_label(audit.assignment, row.item) for row in audit.assignment.rows]
    order = [*(unit for unit in dict.fromkeys(listed) if unit != NOBODY), NOBODY]
    return tuple(_letter(audit, unit, of_unit[unit]) for unit in order if unit in of_unit)


def _letter(audit: Audit, unit: str, found: Sequence[tuple[Finding, str]]) -> Letter:
    ordered = sorted(found, key=lambda pair: audit.item(pair[1]).number)
    ranked = [pair for pair in ordered if not is_personal(pair[0].key)]
    private: dict[str, list[Finding]] = {}
    for finding, code in ordered:
        if is_personal(finding.key):
            private.setdefault(code, []).append(finding)
    personal = tuple(personal_row(audit, code, findings) for code, findings in private.items())
    problems = {code for finding, code in ranked if _is_problem(audit, code)}
    rows = {code: row_of(audit, finding, code) for finding, code in ranked}
    fix = tuple(row for code, row in rows.items() if code in problems)
    confirm = tuple(row for code, row in rows.items() if code not in problems)
    case = audit.case
    asked = personal or any(row.asks for row in rows.values())
    subject = "แจ้งข้อที่ต้องแก้ไข" if asked else "แจ้งข้อที่อยู่ระหว่างตรวจสอบ"
    return Letter(
        unit=clean(unit),
        to=_addressee(audit, unit),
        office=clean(f"{case.audit_unit} {case.agency}"),
        subject=f"{subject}ตามแบบ OIT ปีงบประมาณ พ.ศ. {thai_digits(str(case.fiscal_year))}",
        day=thai_digits(thai_date(case.as_of)),
        due=thai_digits(thai_date(case.window_closes)) if case.window_closes else "",
        paragraphs=_paragraphs(audit, fix, confirm, personal),
        fix=fix,
        confirm=confirm,
        questions=_questions([pair for pair in ordered if is_personal(pair[0].key) or rows[pair[1]].asks]),
        signer=clean(case.prepared_by),
        position=clean(case.audit_unit),
        demo=case.demo,
        personal=personal,
    )


def _is_problem(audit: Audit, code: str) -> bool:
    judged = audit.in_force.get(code)
    failed = judged is not None and judged.outcome is Outcome.FAILED
    return failed or audit.verdicts[code].standing is Standing.PROBLEM


def _addressee(audit: Audit, unit: str) -> str:
    if unit == NOBODY:
        return "ผู้บริหาร (เพื่อมอบหมายผู้รับผิดชอบข้อที่ยังไม่มีผู้รับผิดชอบ)"
    first = clean(unit)
    return f"ผู้อำนวยการ{first}" if first.startswith("กอง") else f"หัวหน้า{first}"


def _questions(found: Sequence[tuple[Finding, str]]) -> tuple[Question, ...]:
    items: dict[str, list[str]] = {}
    for finding, code in found:
        items.setdefault(finding.code, []).append(code)
    findings = {finding.code: finding for finding, _ in found}
    return tuple(
        Question(code, said(f.title_th), said(f.text(Part.CAUSE)), tuple(items[code]))
        for code, f in findings.items()
    )


def _paragraphs(
    audit: Audit, fix: Sequence[Row], confirm: Sequence[Row], personal: Sequence[Row]
) -> tuple[str, ...]:
    """Background, facts, and what is asked: short, so that the memo fits on its page."""
    case, look = audit.case, audit.looks[-1] if audit.looks else None
    day = local_time(look.started).rpartition(" ")[0].rpartition(" ")[0] if look else ""
    seen = f" เมื่อวันที่ {thai_digits(day)}" if day else ""
    whole, at_stake = sum(audit.points.values()), sum(row.points for row in fix)
    problem = (
        f"พบปัญหา {thai_digits(str(len(fix)))} ข้อ (คะแนนที่เสี่ยง {thai_digits(f'{at_stake:.2f}')} จาก "
        f"{thai_digits(f'{whole:.0f}')} ตามโครงสร้างคะแนน ไม่ใช่การทำนายผลประเมิน)"
    )
    doubts = [row for row in confirm if row.asks]
    waiting = [row for row in (*fix, *confirm) if not row.asks]
    asked = f"ขอให้ยืนยัน {thai_digits(str(len(doubts)))} ข้อ"
    eyes = f"ผู้ตรวจสอบจะตรวจด้วยตา {thai_digits(str(len(waiting)))} ข้อ (ยังไม่ต้องดำเนินการ)"
    covered = f"พบข้อมูลส่วนบุคคลที่เผยแพร่ {thai_digits(str(len(personal)))} ข้อ ต้องปิดทับหรือถอนไฟล์ทันที"
    parts = ((covered, personal), (problem, fix), (asked, doubts), (eyes, waiting))
    told = " และ".join(part for part, rows in parts if rows)
    close = thai_digits(thai_date(case.window_closes)) if case.window_closes else DOTS
    return (
        f"{clean(case.audit_unit)}ได้สอบทานการเปิดเผยข้อมูลสาธารณะ (OIT) ปีงบประมาณ พ.ศ. "
        f"{thai_digits(str(case.fiscal_year))} จากเว็บไซต์ของ{clean(case.agency)} ในมุมมองของประชาชน{seen}",
        f"ข้อที่หน่วยงานของท่านรับผิดชอบ {told} ตามเอกสารแนบ ๑",
        "หน่วยงานของท่านยังไม่ต้องดำเนินการ ผู้ตรวจสอบจะแจ้งผลเมื่อตรวจแล้ว"
        if len(waiting) == len(fix) + len(confirm) and not personal
        else f"ขอให้แก้ไขตามเอกสารแนบ ๑ และส่งแบบตอบตามเอกสารแนบ ๒ ภายในวันที่ {close} "
        "ข้อตรวจพบจะปิดเมื่อรอบตรวจถัดไปพบหลักฐานว่าแก้แล้วเท่านั้น",
    )
