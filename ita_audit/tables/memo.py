"""What a mayor reads first: the covering memo, the matters to act on first, and how to check the report."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from ita_audit.checklist import OIT_POINTS
from ita_audit.coverage import NOBODY, concentration
from ita_audit.custody import custody_head
from ita_audit.findings import is_personal
from ita_audit.follow_up import is_accepted
from ita_audit.following import latest_notes
from ita_audit.model import Finding, Standing
from ita_audit.observation import Audit
from ita_audit.tables.table import AuditTable, Block, digest, safe
from ita_audit.thai import local_time, thai_date

FIRST = 5
"""How many findings fit the one page that an executive reads."""
_BLANK = "................................"


def cover_memo(audit: Audit) -> Block:
    """The memo that hands the report over: who to whom, what was found, and what is asked for."""
    case = audit.case
    head = (
        ("ส่วนราชการ", f"{case.audit_unit} {case.agency}"),
        ("ที่ / วันที่", f"{_BLANK} / {_BLANK}"),
        ("เรื่อง", f"รายงานผลการตรวจสอบการเปิดเผยข้อมูลสาธารณะ (OIT) ปีงบประมาณ พ.ศ. {case.fiscal_year}"),
        ("เรียน", case.addressee),
    )
    lines = "".join(f"<dt>{name}</dt><dd>{safe(value)}</dd>" for name, value in head)
    body = "".join(f"<p>{safe(text, 2000)}</p>" for text in (_scope(audit), _result(audit), _asked(audit)))
    sign = f'<p class="sign-here">ลงชื่อ {_BLANK}<br>({safe(case.prepared_by or _BLANK)})<br>{safe(case.audit_unit)}</p>'
    html = f'<section class="memo" aria-labelledby="memo"><h3 id="memo">บันทึกข้อความ</h3><dl>{lines}</dl>{body}{sign}</section>'
    return Block(html, f"บันทึกข้อความ: {_result(audit)}")


def _scope(audit: Audit) -> str:
    case = audit.case
    seen = f"ตรวจเว็บไซต์ล่าสุดเมื่อ {local_time(audit.looks[-1].started)}" if audit.looks else "ยังไม่ได้เปิดดูเว็บไซต์"
    return (
        f"{case.audit_unit}ได้ตรวจสอบการเปิดเผยข้อมูลสาธารณะของ{case.agency} ตามแบบตรวจ OIT ปีงบประมาณ "
        f"พ.ศ. {case.fiscal_year} จำนวน {len(audit.verdicts)} ข้อ จากเว็บไซต์ {case.site} ณ วันที่ {thai_date(case.as_of)} ({seen})"
    )


def _result(audit: Audit) -> str:
    h = audit.headline
    return (
        f"พร้อมให้ผู้ตรวจสอบอ่าน {h.ready} ข้อ พบปัญหา {h.problem} ข้อ ยังวินิจฉัยไม่ได้ {h.cannot_tell} ข้อ "
        f"ผู้ตรวจสอบสรุปแล้ว {h.concluded} ข้อ ข้อที่พบปัญหามีคะแนนที่เสี่ยงรวม {audit.at_stake:.2f} จาก {OIT_POINTS} คะแนนของ OIT "
        "(ตามโครงสร้างคะแนน ไม่ใช่การทำนายผลประเมิน)"
    )


def _asked(audit: Audit) -> str:
    closes = audit.case.window_closes
    by = f"ก่อนปิดรับคำตอบวันที่ {thai_date(closes)}" if closes else f"ภายในวันที่ {_BLANK}"
    told = first_findings(audit)
    private = ", ".join(finding.code for finding in told if is_personal(finding.key))
    first = ", ".join(f"{f.code} {f.title_th}" for f in [f for f in told if not is_personal(f.key)][:3])
    if private:
        cover = f"การปิดทับหรือถอนข้อมูลส่วนบุคคลที่เผยแพร่ ({private})"
        first = f"{cover} แล้วจึง {first}" if first else cover
    about = f" โดยเริ่มจาก {first}" if first else ""
    return f"จึงเรียนมาเพื่อโปรดพิจารณาสั่งการให้หน่วยงานที่รับผิดชอบแก้ไขและชี้แจงสาเหตุ{by}{about}"


def first_findings(audit: Audit) -> Sequence[Finding]:
    """
    The findings to act on first: published personal data, then those with a problem, by points at stake.

    A finding whose risk is accepted on the case's day is not among them.
    """
    notes, day = latest_notes(audit), audit.case.as_of
    problems = {code for code, verdict in audit.verdicts.items() if verdict.standing is Standing.PROBLEM}
    weighty = [finding for finding in audit.findings if problems.intersection(finding.items)]
    weighty.sort(key=lambda finding: (-finding.exposure, finding.code))
    ranked = (*audit.personal_findings, *weighty)
    return [finding for finding in ranked if not is_accepted(notes.get(finding.key, {}), day)][:FIRST]


def first_table(audit: Audit) -> AuditTable:
    """The findings to act on first, with who acts and what is at stake."""
    rows = [
        (f.code, f.title_th, ", ".join(f.units) or NOBODY, len(f.items), f"{f.exposure:.2f}")
        for f in first_findings(audit)
    ]
    columns = ("ข้อตรวจพบ", "เรื่อง", "หน่วยงาน", "จำนวนข้อ", "คะแนนที่เสี่ยง")
    return AuditTable(columns, rows, "เรื่องที่ควรแก้ก่อน", name="first")


def concentration_sentence(audit: Audit) -> Block:
    """How few units hold how much of what is at stake."""
    units, share = concentration(audit.units)
    idle = sum(not load.items for load in audit.units)
    if not units:
        text = "ไม่มีคะแนนที่เสี่ยงจากข้อที่พบปัญหา"
    else:
        text = f"หน่วยงาน {len(units)} จาก {len(audit.units)} แห่ง ถือ {share:.0%} ของคะแนนที่เสี่ยง: {', '.join(units)}"
    text += f" · หน่วยงานที่ไม่มีข้อรับผิดชอบ {idle} แห่ง" if idle else ""
    return Block(f"<p>{escape(text)}</p>", text)


def verify_table(audit: Audit) -> AuditTable:
    """How anyone checks this report later, without us and without a network."""
    rows = [
        ("แฟ้มงานนี้ไม่ถูกแก้", "ita-audit verify CASE --head", digest(custody_head(audit.case))),
        ("แฟ้มผนึกไม่ถูกแก้ ทุกไบต์", "ita-audit verify CASE.wacz --sha256", "ค่าที่พิมพ์ตอนผนึก (ita-audit seal)"),
        ("ผลทุกข้อทำซ้ำได้จากหลักฐานเดิม", "ita-audit verify CASE.wacz", "ทำผลใหม่ทุกข้อและบอกข้อที่ต่าง"),
        ("รายงานนี้ทำซ้ำได้", "ita-audit report CASE", "ได้ไฟล์ที่มีค่า SHA-256 เดียวกัน"),
        ("ดูหน้าเว็บที่เก็บไว้", "เปิดแฟ้มผนึก .wacz ด้วยโปรแกรมอ่าน WACZ", "เห็นหน้าเว็บตามที่เก็บ"),
    ]  # fmt: skip
    return AuditTable(("ต้องการรู้ว่า", "ทำอย่างไร", "เทียบกับ"), rows, "วิธีตรวจสอบรายงานนี้", name="verify")
