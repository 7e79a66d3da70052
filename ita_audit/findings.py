"""
Draft findings in five parts: criteria and condition from fields, cause left to a person.

Items with one cause are one finding (one dead host, many items). Effect is exposure by the scoring
structure, never a predicted score.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from ita_audit.coverage import owner_label
from ita_audit.model import (
    AssignmentTable,
    Checklist,
    Finding,
    Observed,
    Rung,
    Standing,
    Verdict,
)
from ita_audit.thai import local_time

_TITLES = {
    "not_given": "ไม่พบข้อมูลในหน้า ITA",
    "given_twice": "หน้า ITA ให้หลักฐานไว้หลายแห่งหรืออ่านไม่ได้",
    "does_not_open": "ลิงก์ที่ประชาชนเปิดไม่ได้",
    "cannot_be_reached": "ติดต่อเครื่องแม่ข่ายปลายทางไม่ได้หรือยังบอกไม่ได้",
    "is_no_document": "สิ่งที่เปิดได้ไม่ใช่เอกสารที่อ่านได้",
    "covers_another_year": "เอกสารไม่ใช่ของปีที่ข้อนี้ขอ",
    "lacks_countable_parts": "เอกสารไม่ครบจำนวนที่กำหนด",
    "certificate_problem": "ใบรับรองของเว็บไซต์มีปัญหา",
    "needs_eyes": "เป็นภาพหรือไฟล์ที่ต้องอ่านด้วยตา",
    "period_in_doubt": "ช่วงเวลาของเอกสารยังไม่ชัดหรือขัดกันเอง",
    "elements_in_doubt": "ยังไม่พบองค์ประกอบที่กำหนด",
}
_CAUSES = {
    Rung.FOUND: "ให้หน่วยงานชี้แจง: มีเอกสารอยู่แล้วแต่ยังไม่เผยแพร่ หรือยังไม่ได้จัดทำ เพราะเหตุใด",
    Rung.OPENS: "ให้หน่วยงานชี้แจง: ลิงก์เปิดไม่ได้ตั้งแต่เมื่อใด ใครดูแลเว็บไซต์ส่วนนี้",
    Rung.READS: "ให้หน่วยงานชี้แจง: ไฟล์ถูกจัดทำและตรวจก่อนเผยแพร่อย่างไร",
    Rung.PERIOD: "ให้หน่วยงานชี้แจง: เอกสารของปีที่ขอมีหรือไม่ ใครกำหนดรอบการปรับปรุง",
    Rung.ELEMENTS: "ให้หน่วยงานชี้แจง: ส่วนที่ขาดอยู่ที่ใด หรือยังไม่ได้จัดทำเพราะเหตุใด",
}


def draft_findings(
    verdicts: Mapping[str, Verdict],
    *,
    checklist: Checklist,
    assignment: AssignmentTable,
    observed: Sequence[Observed],
    points: Mapping[str, float],
) -> tuple[Finding, ...]:
    """
    Draft one finding per common cause; every item that is not ready is in exactly one.

    Returns:
        Findings by exposure, heaviest first, coded F-01, F-02 …
    """
    groups: dict[tuple, list[Verdict]] = {}
    for verdict in verdicts.values():
        if verdict.standing is not Standing.READY:
            groups.setdefault(_cause(verdict, assignment, observed), []).append(verdict)
    order = sorted(
        groups.items(),
        key=lambda group: (
            group[1][0].standing is not Standing.PROBLEM,
            -sum(points[v.item] for v in group[1]),
            checklist[group[1][0].item].number,
        ),
    )
    return tuple(
        _finding(f"F-{number:02d}", key, members, checklist, assignment, observed, points)
        for number, (key, members) in enumerate(order, 1)
    )


def _cause(verdict: Verdict, assignment: AssignmentTable, observed: Sequence[Observed]) -> tuple:
    """A dead host is one cause whoever owns the items; else rule and responsible unit together."""
    if verdict.rule in ("cannot_be_reached", "certificate_problem"):
        hosts = {
            urlsplit(seen.check.final_url).hostname or "" for seen in observed if seen.ref in verdict.evidence
        }
        if len(hosts) == 1:
            return (verdict.rule, verdict.standing, "host", hosts.pop())
    return (verdict.rule, verdict.standing, "unit", owner_label(assignment, verdict.item))


def _finding(
    code: str,
    key: tuple,
    members: Sequence[Verdict],
    checklist: Checklist,
    assignment: AssignmentTable,
    observed: Sequence[Observed],
    points: Mapping[str, float],
) -> Finding:
    rule, _, kind, where = key
    exposure = sum(points[verdict.item] for verdict in members)
    evidence = tuple(dict.fromkeys(ref for verdict in members for ref in verdict.evidence))
    units = tuple(dict.fromkeys(owner_label(assignment, verdict.item) for verdict in members))
    host = f" (เครื่องแม่ข่าย {where})" if kind == "host" else ""
    return Finding(
        code=code,
        title_th=_TITLES.get(rule, rule) + host,
        items=tuple(verdict.item for verdict in members),
        units=units,
        criteria_th=_criteria(members, checklist),
        condition_th=_condition(members, checklist, observed),
        cause_th=_CAUSES.get(members[0].rung, "ให้หน่วยงานชี้แจงสาเหตุ"),
        effect_th=(
            f"หากข้อเหล่านี้ไม่ผ่าน มีคะแนนที่เสี่ยง {exposure:.2f} จาก 40 คะแนนของ OIT "
            "ตามโครงสร้างคะแนน (ไม่ใช่การทำนายผลประเมิน) ผลกระทบอื่นให้ผู้ตรวจสอบพิจารณา"
        ),
        recommendation_th=" · ".join(dict.fromkeys(verdict.action_th for verdict in members)),
        exposure=round(exposure, 6),
        evidence=evidence,
        common_cause=f"{rule}:{where}",
    )


def _criteria(members: Sequence[Verdict], checklist: Checklist) -> str:
    lines = []
    for verdict in members:
        item = checklist[verdict.item]
        lines.append(f"{item.code} {item.title} (ปีที่ขอ: {item.year_rule.th})")
    return f"แบบตรวจ OIT ปีงบประมาณ {checklist.fiscal_year}: " + "; ".join(lines)


def _condition(members: Sequence[Verdict], checklist: Checklist, observed: Sequence[Observed]) -> str:
    times = {seen.ref: seen.check.observed_at for seen in observed}
    lines = []
    for verdict in members:
        refs = ", ".join(list(dict.fromkeys(verdict.evidence))[:6]) or "ผังหน้า ITA"
        last = max((times.get(ref, "") for ref in verdict.evidence), default="")
        seen = f" ตรวจเมื่อ {local_time(last)}" if last else ""
        lines.append(f"{verdict.item}: {verdict.reason_th} [{refs}]{seen}")
    return "\n".join(lines)
