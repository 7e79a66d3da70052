"""The pieces of the audit report: cover, headline, units, findings, items, evidence, sign-off."""

from __future__ import annotations

from html import escape
from importlib.metadata import version

from ita_audit.checklist import ELEMENTS_FILE, OIT_POINTS
from ita_audit.coverage import by_division, owner_label
from ita_audit.findings import asked_of_unit
from ita_audit.journal import in_force
from ita_audit.model import Role, Standing, UnitLoad
from ita_audit.model.codes import FetchError, Purpose, worded
from ita_audit.observation import Audit
from ita_audit.tables.judged import judged_cell, signature_table
from ita_audit.tables.table import (
    PAPER_STYLE,
    AuditTable,
    Block,
    anchor,
    digest,
    link,
    mark,
    plain,
    refer,
    safe,
    unit_cell,
    when,
)
from ita_audit.thai import local_time, thai_date
from ita_audit.verdicts import plain_reason

_DEMO = '<div class="demo-banner">ข้อมูลสาธิต · หน่วยงานสมมุติ</div>'
"""Said at the top; the template repeats it on every page that is printed."""
_LOOKS_SHOWN = 10
_DOTS = "................................"
_READERS = ("selectolax", "pypdfium2", "pikepdf", "python-calamine", "python-docx", "rapidfuzz", "nbconvert")


def headline_sentence(audit: Audit) -> Block:
    """The headline in one sentence; every number comes from the audit."""
    h = audit.headline
    text = (
        f"{audit.case.agency} ปีงบประมาณ {audit.case.fiscal_year}: จาก {h.total} ข้อ พร้อมอ่าน {h.ready} "
        f"พบปัญหา {h.problem} ยังวินิจฉัยไม่ได้ {h.cannot_tell} · ผู้ตรวจสอบสรุปแล้ว {h.concluded} ข้อ "
        f"· คะแนนที่เสี่ยง {audit.at_stake:.2f} จาก {OIT_POINTS}"
    )
    return Block(f'<p class="headline">{escape(text)}</p>', text)


def cover(audit: Audit) -> Block:
    """Title, who, when; and that it is made up when it is."""
    case, look = audit.case, audit.looks[-1] if audit.looks else None
    seen = local_time(look.started) if look else "ยังไม่มีรอบตรวจ"
    html = (
        f'{PAPER_STYLE}{_DEMO if case.demo else ""}<div class="cover"><p class="unit">{escape(case.audit_unit)}</p>'
        f"<h1>รายงานผลการตรวจสอบการเปิดเผยข้อมูลสาธารณะ (OIT)</h1>"
        f'<p class="agency">{safe(case.agency)} ปีงบประมาณ พ.ศ. {case.fiscal_year}</p>'
        f'<p class="told">{_told(audit)}</p>'
        f"<p>ณ วันที่ {thai_date(case.as_of)} · ตรวจเว็บไซต์ {seen} · ผู้จัดทำ {safe(case.prepared_by or '........')}</p>"
        f'<p class="en">Internal audit of published OIT items, {escape(case.agency_en)}, '
        f"fiscal year B.E. {case.fiscal_year}</p></div>"
    )
    return Block(html, f"รายงานผลการตรวจสอบ {case.agency} {case.fiscal_year}")


def _told(audit: Audit) -> str:
    """The headline on the first screen: sign, number and words of each group."""
    h = audit.headline
    parts = (
        (mark(Standing.READY), h.ready),
        (mark(Standing.PROBLEM), h.problem),
        (mark(Standing.CANNOT_TELL), h.cannot_tell),
    )
    groups = " ".join(f'<span class="code">{cell.html} <b>{number}</b></span>' for cell, number in parts)
    return f"จาก {h.total} ข้อ {groups} · คะแนนที่เสี่ยง <b>{audit.at_stake:.2f}</b> จาก {OIT_POINTS}"


def headline_cards(audit: Audit) -> Block:
    """The three machine numbers, beside them what the auditor has concluded."""
    h = audit.headline
    cards = (
        ("good", "✓", h.ready, "พร้อมให้ผู้ตรวจสอบอ่าน"),
        ("bad", "✗", h.problem, "พบปัญหา"),
        ("doubt", "?", h.cannot_tell, "ยังวินิจฉัยไม่ได้"),
        ("plain", "✎", h.concluded, f"ผู้ตรวจสอบสรุปแล้ว จาก {h.total} ข้อ"),
        ("plain", "△", f"{audit.at_stake:.2f}", f"คะแนนที่เสี่ยง จาก {OIT_POINTS}"),
    )
    body = "".join(
        f'<div class="card {tone}"><span class="sign" aria-hidden="true">{sign}</span>'
        f'<span class="big">{number}</span><span class="what">{escape(what)}</span></div>'
        for tone, sign, number, what in cards
    )
    return Block(f'<div class="cards">{body}</div>', headline_sentence(audit).text)


def unit_table(audit: Audit) -> AuditTable:
    """Each unit's share, units without items included; then each division's, then all."""
    rows = [_load_row(u.name, u) for u in audit.units]
    named = {row[0] for row in rows}
    rows += [
        _load_row(f"รวม {u.division}", u)
        for u in by_division(audit.verdicts, audit.assignment, audit.points)
        if u.division not in named
    ]
    total = [sum(len(u.items) for u in audit.units), f"{sum(u.points for u in audit.units):.2f}"]
    total += [sum(getattr(u, name) for u in audit.units) for name in ("ready", "problem", "cannot_tell")]
    rows.append(("รวมทั้งหมด", *total, f"{audit.at_stake:.2f}"))
    columns = ("หน่วยงาน", "ข้อ", "คะแนน", "พร้อมอ่าน", "พบปัญหา", "ยังวินิจฉัยไม่ได้", "คะแนนที่เสี่ยง")
    return AuditTable(columns, rows, "ภาระและผลตามหน่วยงานรับผิดชอบ", name="units")


def _load_row(name: str, load: UnitLoad) -> tuple:
    points, at_stake = f"{load.points:.2f}", f"{load.points_problem:.2f}"
    return name, len(load.items), points, load.ready, load.problem, load.cannot_tell, at_stake


def unit_actions(audit: Audit) -> AuditTable:
    """What each unit must fix next, heaviest first."""
    rows = []
    for unit in audit.units:
        open_items = [c for c in unit.items if audit.verdicts[c].standing is not Standing.READY]
        for code in sorted(
            open_items, key=lambda c: (audit.verdicts[c].standing is not Standing.PROBLEM, -audit.points[c])
        ):
            verdict = audit.verdicts[code]
            owner = owner_label(audit.assignment, code)
            rows.append((unit_cell(owner), f"{code} {audit.item(code).title}", mark(verdict.standing),
                         plain_reason(verdict.reason_th), asked_of_unit(code, audit.draft.sources), f"{audit.points[code]:.2f}"))  # fmt: skip
    columns = ("หน่วยงาน", "ข้อ", "ผล", "สิ่งที่พบ", "สิ่งที่ต้องทำต่อไป", "คะแนน")
    return AuditTable(columns, rows, "สิ่งที่แต่ละหน่วยงานต้องแก้", name="actions")


def item_table(audit: Audit) -> AuditTable:
    """All items: verdict, reason, unit, links, and the auditor's conclusion."""
    held, rows = in_force(audit.judgements), []
    for code, verdict in audit.verdicts.items():
        refs = refer(seen.ref for seen in audit.evidence_of(code) if not seen.parent)
        rows.append((code, audit.item(code).title, unit_cell(owner_label(audit.assignment, code)), mark(verdict.standing),
                     plain_reason(verdict.reason_th), judged_cell(audit, held.get(code)), refs))  # fmt: skip
    columns = ("ข้อ", "ชื่อ", "หน่วยงาน", "ผลของโปรแกรม", "เหตุผล", "ผู้ตรวจสอบ", "หลักฐาน")
    return AuditTable(columns, rows, "ผลรายข้อ", name="items")


def evidence_table(audit: Audit) -> AuditTable:
    """Each piece of evidence: address, time seen, what came, and the SHA-256 of what came."""
    rows = [
        (
            anchor(s.ref),
            link(s.check.url or s.link.href),
            mark(s.check.status),
            when(s.check.observed_at),
            s.check.http_status or "",
            s.check.bytes,
            digest(s.check.sha256),
        )
        for s in audit.observed
    ]
    columns = ("หลักฐาน", "ที่อยู่", "ผล", "เวลาที่เห็น", "HTTP", "ไบต์", "SHA-256 ของเนื้อหา")
    return AuditTable(columns, rows, "ทะเบียนหลักฐาน", name="evidence")


def register_table(audit: Audit) -> AuditTable:
    """The register of the last look, line by line; the canaries' lines are told of in one sentence."""
    rows = [
        (
            r["seq"],
            worded(Purpose, r["purpose"]),
            r["url"],
            r["http_status"] or worded(FetchError, r["error"]),
            when(r["observed_at"]),
            digest(r["chain"][:16]),
        )
        for r in audit.register
        if r["purpose"] != "canary"
    ]
    columns = ("ลำดับ", "เหตุที่เปิด", "ที่อยู่", "คำตอบ", "เวลา", "สายโซ่")
    return AuditTable(columns, rows, "ทะเบียนของรอบตรวจล่าสุด", name="register")


def method_table(audit: Audit) -> AuditTable:
    """How it was done, and the permissions that were in force."""
    settings = audit.looks[-1].settings if audit.looks else {}
    mapped = settings.get("connect_to") or {}
    permitted = [f"{k} → {v}" for k, v in sorted(mapped.items())] + list(settings.get("allow") or ())
    rows = [
        ("วิธี", "เปิดหน้า ITA และทุกลิงก์ของแต่ละข้อ เก็บคำขอและคำตอบเป็น WARC แล้วอ่านเอกสารแบบออฟไลน์"),
        ("ผลลบ", "เปิดซ้ำในรอบเดียวกัน และนับ “ติดต่อไม่ได้” เป็นปัญหาเมื่อพบติดกันสองรอบตรวจ"),
        ("จังหวะ", f"พร้อมกันต่อเครื่อง {settings.get('per_host')} · {settings.get('rate')} ครั้งต่อวินาที · "
                   f"สูงสุด {settings.get('deadline_s')} วินาทีต่อลิงก์"),
        ("การอนุญาตที่อยู่ส่วนตัว", ", ".join(permitted) or "ไม่มี"),
        ("ใบรับรองรากที่เพิ่มให้เชื่อ", settings.get("ca_file") or "ไม่มี"),
        ("ผลของโปรแกรม", "โปรแกรมสรุปได้เพียงพบปัญหาหรือยังวินิจฉัยไม่ได้ คำว่าผ่านเขียนโดยผู้ตรวจสอบเท่านั้น"),
    ]  # fmt: skip
    return AuditTable(("เรื่อง", "รายละเอียด"), rows, "วิธีการตรวจสอบ", name="method")


def limits_table(audit: Audit) -> AuditTable:
    """What the result does not say; doubts about the checklist itself included."""
    doubtful = [i.code for i in audit.checklist.items if "uncertain" in i.confidence]
    rows = [
        ("เวลา", "แสดงสิ่งที่เห็นในเวลาที่ตรวจ ไม่พิสูจน์สิ่งก่อนหรือหลังจากนั้น"),
        ("ความจริงของเนื้อหา", "ไม่ได้ตรวจว่าเนื้อหาในเอกสารถูกต้องหรือครบถ้วนตามจริง"),
        ("คะแนน", "คะแนนที่เสี่ยงคำนวณจากโครงสร้าง ไม่ใช่การทำนายผลประเมิน"),
        ("แบบตรวจ", "ข้อที่ถ้อยคำหรือปียังไม่ยืนยันกับคู่มือ: " + (", ".join(doubtful) or "ไม่มี")),
        ("สายโซ่แฮช", "พิสูจน์ว่าหลักฐานไม่ถูกแก้หลังเก็บ ไม่พิสูจน์เวลาและไม่พิสูจน์ว่าเครื่องแม่ข่ายเป็นผู้ส่งแก่ผู้อื่น"),
    ]
    return AuditTable(("เรื่อง", "ข้อจำกัด"), rows, "ข้อจำกัด", name="limits")


def versions_table(audit: Audit) -> AuditTable:
    """What produced the result, and the digests to compare."""
    rows = [
        ("ita-audit", version("ita-audit")),
        (f"แบบตรวจ {audit.checklist.file}", digest(audit.checklist.sha256)),
        (f"องค์ประกอบของข้อ {ELEMENTS_FILE}", digest(audit.checklist.elements_sha256)),
    ]
    rows += [(name, version(name)) for name in _READERS]
    if len(audit.looks) > _LOOKS_SHOWN:
        rows.append((f"รอบตรวจก่อนหน้าอีก {len(audit.looks) - _LOOKS_SHOWN} รอบ", "ดู WP-06"))
    rows += [
        (f"รอบตรวจ {info.look_id} โดย {info.tool}", digest(info.chain_head))
        for info in audit.looks[-_LOOKS_SHOWN:]
    ]
    return AuditTable(("ส่วนประกอบ", "รุ่น / SHA-256"), rows, "รุ่นและค่าแฮชสำหรับตรวจซ้ำ", name="versions")


def sign_off(audit: Audit) -> Block:
    """Who signed the case in the journal and whether that still covers it; below, where people sign on paper."""
    case, table = audit.case, signature_table(audit)
    given = {Role.PREPARER: case.prepared_by, Role.REVIEWER: case.reviewed_by}
    lines = "".join(
        f"<p>ลงชื่อ {_DOTS} {role.th}<br>({safe(name or _DOTS)})<br>วันที่ ........ / ........ / ........</p>"
        for role, name in given.items()
    )
    note = f"<p class='meta'>{safe(case.reviewer_note)}</p>" if case.reviewer_note else ""
    told = "; ".join(f"{plain(row[0])} {row[1]} {row[4]}".replace("  ", " ") for row in table.rows)
    return Block(f'{table._repr_html_()}<div class="signoff">{lines}{note}</div>', f"ลงนาม: {told}")
