"""
Write the five parts of a finding, sentence by sentence, each with the fields it is made of.

Criteria and condition come from fields; effect is points at stake by the structure of the score,
never a prediction; cause is a question; the recommendation is a proposal that a person may rewrite.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ita_audit.findings.causes import Cause
from ita_audit.findings.kinds import JUDGED
from ita_audit.findings.sources import ALL, MONTH, Sources, say
from ita_audit.model import Found, Outcome, Part, Sentence, Standing, Verdict
from ita_audit.thai import local_time

BY_AUDITOR = "แก้ตามที่ผู้ตรวจสอบพบ"
WAITING = "ผู้ตรวจสอบจะตรวจด้วยตา หน่วยงานยังไม่ต้องดำเนินการ"
_SHOWN = 24
_SEARCH_PAPER, _CHECKLIST_PAPER, _DESK_PAPER, _LOAD_PAPER = "WP-02", "WP-01", "WP-04", "WP-05"


def sentences_of(cause: Cause, items: Sequence[str], sources: Sources) -> tuple[Sentence, ...]:
    """
    Write a finding.

    Args:
        cause: Its common cause.

        items: Its items, in order.

        sources: Where every word comes from.

    Returns:
        The sentences in order of the parts; each names its fields and what to look at.
    """
    return (
        *_criteria(cause, items, sources),
        *_condition(cause, items, sources),
        _cause(cause, sources),
        _effect(items, sources),
        *_recommendation(cause, items, sources),
    )


def _criteria(cause: Cause, items: Sequence[str], sources: Sources) -> Iterator[Sentence]:
    kind = f"kinds/{cause.kind.name}/clause_th"
    yield say(Part.CRITERIA, "{clause}", sources, (_CHECKLIST_PAPER,), clause=kind)
    for code in items:
        item, base = sources.checklist[code], f"checklist/{code}"
        template = (
            "{code} {title} (ตัวชี้วัดย่อย {number} {sub}): แบบตรวจ OIT ปีงบประมาณ {year} ขอ{kind} ช่วงเวลา: {rule}"
        )
        paths = {"code": f"{base}/code", "title": f"{base}/title", "number": f"{base}/sub_indicator",
                 "sub": f"{base}/sub_indicator_title", "year": "checklist/fiscal_year",
                 "kind": f"{base}/kind", "rule": f"{base}/year_rule"}  # fmt: skip
        if item.elements:
            template += " องค์ประกอบ: {elements}"
            paths["elements"] = f"{base}/elements"
        if item.minimum > 1:
            template += " อย่างน้อย {minimum} " + ("เดือน" if item.minimum_unit == MONTH else "ส่วน")
            paths["minimum"] = f"{base}/minimum"
        template += " (ที่มา: {source})"
        yield say(Part.CRITERIA, template, sources, (_CHECKLIST_PAPER,), **paths, source=f"{base}/source")


def _condition(cause: Cause, items: Sequence[str], sources: Sources) -> Iterator[Sentence]:
    for code in items:
        if cause.kind.rule == JUDGED:
            base = f"judgements/{code}"
            yield say(Part.CONDITION, "{code}: {reason} (ผู้ตรวจสอบ: {by})", sources, (_DESK_PAPER,),
                       code=f"checklist/{code}/code", reason=f"{base}/reason", by=f"{base}/by")  # fmt: skip
        else:
            yield _seen(code, sources)
    if cause.kind.answer is Found.NO and sources.search.pages_read:
        yield say(Part.CONDITION, "ค้นหน้า ITA และหน้าที่เกี่ยวข้องของเว็บไซต์ที่อ่านได้รวม {pages} หน้า",
                   sources, (_SEARCH_PAPER,), pages="search/pages_read")  # fmt: skip


def _seen(code: str, sources: Sources) -> Sentence:
    """What was seen for one item: the reason, the evidence, and when it was last seen."""
    verdict = sources.verdicts[code]
    refs = tuple(dict.fromkeys(ref for ref in verdict.evidence if ref in sources.observed))
    shown = ", ".join(refs[:_SHOWN]) + (f" และอีก {len(refs) - _SHOWN}" if len(refs) > _SHOWN else "")
    template = "{code}: {reason} [" + (shown or _SEARCH_PAPER).replace("{", "{{").replace("}", "}}") + "]"
    paths = {"code": f"checklist/{code}/code", "reason": f"verdicts/{code}/reason_th"}
    if last := _last_seen(verdict, sources):
        template += " ตรวจเมื่อ {when}"
        paths["when"] = f"observed/{last}/check/observed_at"
    return say(Part.CONDITION, template, sources, refs or (_SEARCH_PAPER,), **paths)


def _last_seen(verdict: Verdict, sources: Sources) -> str:
    """The piece of evidence seen last; '' when nothing was seen."""
    stamps = {
        ref: sources.observed[ref].check.observed_at for ref in verdict.evidence if ref in sources.observed
    }
    stamps = {ref: stamp for ref, stamp in stamps.items() if local_time(stamp)}
    return max(stamps, key=lambda ref: stamps[ref], default="")


def _cause(cause: Cause, sources: Sources) -> Sentence:
    question = f"kinds/{cause.kind.name}/question_th"
    return say(Part.CAUSE, "ให้หน่วยงานชี้แจง: {question}", sources, (_DESK_PAPER,), question=question)


def _effect(items: Sequence[str], sources: Sources) -> Sentence:
    paths = {f"p{n}": f"points/{code}" for n, code in enumerate(items)}
    each = " · ".join(f"{code} {{p{n}}}" for n, code in enumerate(items))
    template = (
        "หากข้อเหล่านี้ไม่ผ่าน มีคะแนนที่เสี่ยง {all} จาก {whole} คะแนนของ OIT ตามโครงสร้างคะแนน (" + each + ") "
        "ไม่ใช่การทำนายผลประเมิน ผลกระทบอื่นให้ผู้ตรวจสอบพิจารณา"
    )
    whole = f"points/{ALL}"
    return say(
        Part.EFFECT, template, sources, (_LOAD_PAPER,), all="points/" + "+".join(items), whole=whole, **paths
    )


def _recommendation(cause: Cause, items: Sequence[str], sources: Sources) -> Iterator[Sentence]:
    """One sentence per unit and what it is to do, with the unit's items; the auditor's own work is not its."""
    groups: dict[tuple[str, str], list[str]] = {}
    for code in items:
        groups.setdefault((sources.words(f"owner/{code}"), asked_of_unit(code, sources)), []).append(code)
    for (_, action), codes in groups.items():
        first = f"owner/{codes[0]}"
        end = " (" + ", ".join(codes) + ")"
        if action in (BY_AUDITOR, WAITING):
            yield say(Part.RECOMMENDATION, f"{{unit}}: {action}{end}", sources, (_DESK_PAPER,), unit=first)
        else:
            yield say(Part.RECOMMENDATION, "{unit}: {action}" + end, sources, (_DESK_PAPER,), unit=first,
                      action=f"verdicts/{codes[0]}/unit_th")  # fmt: skip


def asked_of_unit(code: str, sources: Sources) -> str:
    """What the unit is asked to do about an item, or that it has nothing to do yet."""
    verdict, judged = sources.verdicts[code], sources.judgements.get(code)
    failed = judged is not None and judged.outcome is Outcome.FAILED
    if failed and verdict.standing is not Standing.PROBLEM:
        return BY_AUDITOR
    return sources.words(f"verdicts/{code}/unit_th") or WAITING
