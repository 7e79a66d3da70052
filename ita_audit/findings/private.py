"""
Findings on published personal data: beside the verdict of an item, with no points, first to act on.

They cite item, evidence and page, never the data. What a person concluded of the item does not end one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ita_audit.coverage import owner_label
from ita_audit.findings.causes import UNIT, Cause
from ita_audit.findings.kinds import PERSONAL, kind_of
from ita_audit.findings.sources import ALL, Sources, say
from ita_audit.model import AssignmentTable, Finding, Part, Priority, Remark, Sentence, Standing

_DESK_PAPER, _LOAD_PAPER = "WP-04", "WP-05"


def is_personal(key: str) -> bool:
    """Tell the key of a finding on personal data."""
    return key.startswith(f"{PERSONAL}.")


def personal_of(remarks: Mapping[str, Sequence[Remark]]) -> dict[str, dict[str, Remark]]:
    """The remarks on personal data: item → kind → remark."""
    found = {code: {r.kind.name: r for r in own if r.kind.personal} for code, own in remarks.items()}
    return {code: kinds for code, kinds in found.items() if kinds}


def personal_causes(
    personal: Mapping[str, Mapping[str, Remark]], assignment: AssignmentTable
) -> dict[Cause, list[str]]:
    """Group items by the kind of data and the unit that answers for them."""
    causes: dict[Cause, list[str]] = {}
    for code, kinds in personal.items():
        for remark in kinds.values():
            cause = Cause(kind_of(PERSONAL, remark.kind), UNIT, owner_label(assignment, code))
            causes.setdefault(cause, []).append(code)
    return causes


def personal_finding(code: str, cause: Cause, items: Sequence[str], sources: Sources) -> Finding:
    """Draft one finding: a problem, first to act on, with nothing at stake of the score."""
    remarks = [sources.personal[item][cause.kind.answer.name] for item in items]
    evidence = dict.fromkeys(ref for remark in remarks for ref in remark.evidence if ref in sources.observed)
    return Finding(
        code=code,
        key=cause.key,
        title_th=cause.kind.title_th,
        rung=None,
        standing=Standing.PROBLEM,
        items=tuple(items),
        units=(cause.place,),
        sentences=tuple(_sentences(cause, items, sources)),
        exposure=0.0,
        ease=cause.kind.ease,
        priority=Priority.FIRST,
        evidence=tuple(evidence),
    )


def _sentences(cause: Cause, items: Sequence[str], sources: Sources) -> Iterator[Sentence]:
    kind, desk = f"kinds/{cause.kind.name}", (_DESK_PAPER,)
    yield say(Part.CRITERIA, "{clause}", sources, desk, clause=f"{kind}/clause_th")
    for item in items:
        base = f"personal/{item}/{cause.kind.answer.name}"
        refs = sources.personal[item][cause.kind.answer.name].evidence
        yield say(Part.CONDITION, "{code}: {what} อย่างน้อยที่ {places} (ไม่แสดงข้อมูลนั้นในรายงาน)", sources, refs or desk,
                  code=f"checklist/{item}/code", what=f"{base}/kind", places=f"{base}/places")  # fmt: skip
    yield say(Part.CAUSE, "ให้หน่วยงานชี้แจง: {question}", sources, desk, question=f"{kind}/question_th")
    yield say(Part.EFFECT, "ไม่ใช่ข้อให้คะแนนของ OIT มีคะแนนที่เสี่ยง 0.00 จาก {whole} (ไม่ใช่การทำนายผลประเมิน) "
              "ผลต่อเจ้าของข้อมูลและตามกฎหมายคุ้มครองข้อมูลส่วนบุคคลให้ผู้ตรวจสอบพิจารณา", sources, (_LOAD_PAPER,),
              whole=f"points/{ALL}")  # fmt: skip
    template = "{unit}: {action} (" + ", ".join(items) + ")"
    yield say(
        Part.RECOMMENDATION, template, sources, desk, unit=f"owner/{items[0]}", action=f"{kind}/action_th"
    )
