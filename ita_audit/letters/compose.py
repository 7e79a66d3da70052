"""
Compose one letter per responsible unit: what exactly it must fix, what would satisfy, by when.

Pure: an audit in, letters out. Together the letters name every item of every finding once.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ita_audit.coverage import NOBODY, owner_label
from ita_audit.letters.satisfy import would_satisfy
from ita_audit.model import Finding, Outcome, Part, Standing
from ita_audit.observation import Audit
from ita_audit.personal import hide, mask
from ita_audit.thai import local_time, thai_date, thai_digits, tidy, visible

DOTS = "." * 28
ATTACHED_ITEMS, ATTACHED_FORM = "เอกสารแนบ ๑ ตารางข้อที่ต้องแก้ไขของ", "เอกสารแนบ ๒ แบบตอบข้อตรวจพบของ"
FIX, CONFIRM = "ข้อที่พบปัญหา ขอให้แก้ไข", "ข้อที่ยังวินิจฉัยไม่ได้ ขอให้ยืนยันหรือชี้แจง"
_LINKS, _ADDRESS, _WORDS, _LONGEST_LINK = 3, 300, 900, 2000
_NO_CHARACTER = re.compile("[\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Row:
    """One item that a unit must fix or confirm."""

    item: str
    title: str
    code: str
    found: str
    links: tuple[str, ...]
    more_links: int
    refs: tuple[str, ...]
    action: str
    example: str
    points: float


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

    `fix` holds problems, `confirm` what could not be told; `due` is '' when the case names no
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


def clean(text: str, limit: int = _WORDS) -> str:
    """Text from outside, fit for paper: masked, deceptive characters shown, cut where it would swamp."""
    shown = _NO_CHARACTER.sub("\ufffd", visible(mask(tidy(text[: 4 * limit])))).replace("\t", " ")
    return shown[:limit] + (" …" if len(shown) > limit or len(text) > 4 * limit else "")


def address(url: str) -> str:
    """An address for paper: personal data masked, deceptive characters shown, cut where it would swamp."""
    shown = _NO_CHARACTER.sub(
        "\ufffd", visible(hide(url[:_LONGEST_LINK])[:_ADDRESS].replace("\n", " ").replace("\t", " "))
    )
    return shown + (" …" if len(url) > _ADDRESS else "")


def clickable(url: str) -> bool:
    """Tell an address that may be a link: of the web, not longer than programs take, nothing hidden in it."""
    web = url.startswith(("http://", "https://")) and len(url) <= _LONGEST_LINK
    return web and visible(url) == url and not _NO_CHARACTER.search(url) and not url.count("\n")


def letters_of(audit: Audit) -> tuple[Letter, ...]:
    """
    Compose the letters of a case.

    Returns:
        One letter per unit with something to fix or confirm, in the order of the assignment table;
        items that nobody owns come last, in a letter to the one who assigns them.
    """
    of_unit: dict[str, list[tuple[Finding, str]]] = {}
    for finding in audit.findings:
        for code in finding.items:
            of_unit.setdefault(owner_label(audit.assignment, code), []).append((finding, code))
    listed = [owner_label(audit.assignment, row.item) for row in audit.assignment.rows]
    order = [*(unit for unit in dict.fromkeys(listed) if unit != NOBODY), NOBODY]
    return tuple(_letter(audit, unit, of_unit[unit]) for unit in order if unit in of_unit)


def _letter(audit: Audit, unit: str, found: Sequence[tuple[Finding, str]]) -> Letter:
    ranked = sorted(found, key=lambda pair: audit.item(pair[1]).number)
    problems = {code for finding, code in ranked if _is_problem(audit, code)}
    rows = {code: _row(audit, finding, code) for finding, code in ranked}
    fix = tuple(row for code, row in rows.items() if code in problems)
    confirm = tuple(row for code, row in rows.items() if code not in problems)
    case = audit.case
    return Letter(
        unit=clean(unit),
        to=_addressee(audit, unit),
        office=clean(f"{case.audit_unit} {case.agency}"),
        subject=f"แจ้งข้อที่ต้องแก้ไขตามแบบ OIT ปีงบประมาณ พ.ศ. {thai_digits(str(case.fiscal_year))}",
        day=thai_digits(thai_date(case.as_of)),
        due=thai_digits(thai_date(case.window_closes)) if case.window_closes else "",
        paragraphs=_paragraphs(audit, fix, confirm),
        fix=fix,
        confirm=confirm,
        questions=_questions(ranked),
        signer=clean(case.prepared_by),
        position=clean(case.audit_unit),
        demo=case.demo,
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


def _row(audit: Audit, finding: Finding, code: str) -> Row:
    verdict, judged, item = audit.verdicts[code], audit.in_force.get(code), audit.item(code)
    seen = [s for s in audit.evidence_of(code) if s.ref in verdict.evidence] or list(audit.evidence_of(code))
    urls = list(dict.fromkeys(s.link.url or s.link.href for s in seen))
    by_auditor = verdict.standing is Standing.READY and judged is not None
    return Row(
        item=code,
        title=clean(item.title),
        code=finding.code,
        found=clean(f"ผู้ตรวจสอบพบว่า {judged.reason}" if by_auditor else verdict.reason_th),
        links=tuple(urls[:_LINKS]),
        more_links=max(0, len(urls) - _LINKS),
        refs=tuple(dict.fromkeys(s.ref for s in seen))[:_LINKS],
        action="แก้ตามที่ผู้ตรวจสอบพบ" if by_auditor else clean(verdict.action_th),
        example=clean(would_satisfy(item, audit.case.fiscal_year)),
        points=audit.points[code],
    )


def _questions(found: Sequence[tuple[Finding, str]]) -> tuple[Question, ...]:
    items: dict[str, list[str]] = {}
    for finding, code in found:
        items.setdefault(finding.code, []).append(code)
    findings = {finding.code: finding for finding, _ in found}
    return tuple(
        Question(code, clean(f.title_th), clean(f.text(Part.CAUSE)), tuple(items[code]))
        for code, f in findings.items()
    )


def _paragraphs(audit: Audit, fix: Sequence[Row], confirm: Sequence[Row]) -> tuple[str, ...]:
    """Background, facts, and what is asked: short, so that the memo fits on its page."""
    case, look = audit.case, audit.looks[-1] if audit.looks else None
    day = local_time(look.started).rpartition(" ")[0].rpartition(" ")[0] if look else ""
    seen = f" เมื่อวันที่ {thai_digits(day)}" if day else ""
    whole, at_stake = sum(audit.points.values()), sum(row.points for row in fix)
    problem = (
        f"พบปัญหา {thai_digits(str(len(fix)))} ข้อ (คะแนนที่เสี่ยง {thai_digits(f'{at_stake:.2f}')} จาก "
        f"{thai_digits(f'{whole:.0f}')} ตามโครงสร้างคะแนน ไม่ใช่การทำนายผลประเมิน)"
    )
    asked = f"ขอให้ยืนยัน {thai_digits(str(len(confirm)))} ข้อ"
    said = " และ".join(part for part, rows in ((problem, fix), (asked, confirm)) if rows)
    close = thai_digits(thai_date(case.window_closes)) if case.window_closes else DOTS
    return (
        f"{clean(case.audit_unit)}ได้สอบทานการเปิดเผยข้อมูลสาธารณะ (OIT) ปีงบประมาณ พ.ศ. "
        f"{thai_digits(str(case.fiscal_year))} จากเว็บไซต์ของ{clean(case.agency)} ในมุมมองของประชาชน{seen}",
        f"ข้อที่หน่วยงานของท่านรับผิดชอบ {said} ตามเอกสารแนบ ๑",
        f"ขอให้แก้ไขตามเอกสารแนบ ๑ และส่งแบบตอบตามเอกสารแนบ ๒ ภายในวันที่ {close} "
        "ข้อตรวจพบจะปิดเมื่อรอบตรวจถัดไปพบหลักฐานว่าแก้แล้วเท่านั้น",
    )
