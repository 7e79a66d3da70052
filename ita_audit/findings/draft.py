"""Draft the findings of a look: one per common cause, coded, ranked, in five parts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ita_audit.coverage import owner_label
from ita_audit.findings.causes import HOST, Cause, Ground, codes_of, sort_out
from ita_audit.findings.kinds import KINDS, FindingKind
from ita_audit.findings.parts import sentences_of
from ita_audit.findings.private import personal_causes, personal_finding, personal_of
from ita_audit.findings.sources import NO_SEARCH, Sources
from ita_audit.model import (
    AssignmentTable,
    Checklist,
    Ease,
    Finding,
    Judgement,
    NoFinding,
    Observed,
    Outcome,
    PageLinks,
    Priority,
    Remark,
    Search,
    Standing,
    Verdict,
)

_HEAVY, _MIDDLE = 0.05, 0.025
"""Shares of all points from which a finding weighs heavily, or in between."""
_RANK = {
    Ease.EASY: (Priority.FIRST, Priority.FIRST, Priority.NEXT),
    Ease.WORK: (Priority.FIRST, Priority.NEXT, Priority.LATER),
    Ease.HARD: (Priority.NEXT, Priority.NEXT, Priority.LATER),
}
"""What comes first: by ease, and by weight (heavy, middle, light)."""
_LATER = {Priority.FIRST: Priority.NEXT, Priority.NEXT: Priority.LATER, Priority.LATER: Priority.LATER}


@dataclass(frozen=True, slots=True)
class Draft:
    """
    The findings of a look, the items without one, and where every word comes from.

    `personal` are findings on published personal data; their items stand in a finding of their own
    besides, or in none.
    """

    findings: tuple[Finding, ...]
    without: tuple[NoFinding, ...]
    sources: Sources
    personal: tuple[Finding, ...] = ()


def draft_findings(
    verdicts: Mapping[str, Verdict],
    *,
    checklist: Checklist,
    assignment: AssignmentTable,
    observed: Sequence[Observed],
    points: Mapping[str, float],
    page: PageLinks | None = None,
    search: Search | None = None,
    judgements: Mapping[str, Judgement] | None = None,
    remarks: Mapping[str, Sequence[Remark]] | None = None,
) -> Draft:
    """
    Draft one finding per common cause.

    Args:
        verdicts: What the rules conclude, per item.

        checklist: The year's items: the criteria.

        assignment: Who answers for which item.

        observed: The evidence.

        points: Points at stake per item.

        page: The ITA page as read; None when it was not.

        search: How the site was searched.

        judgements: What a person concluded and still holds, per item; stale ones left out.

        remarks: What was noticed beside the verdicts, per item.

    Returns:
        The findings, first things first; every item that no person has passed is in exactly one of
        them, or stands in `without` with the reason.
    """
    personal = personal_of(remarks or {})
    private = personal_causes(personal, assignment)
    causes, without = sort_out(verdicts, Ground(assignment, observed, page, search, judgements or {}))
    sources = Sources(
        checklist=checklist,
        verdicts=verdicts,
        observed={seen.ref: seen for seen in observed},
        points=points,
        assignment=assignment,
        judgements=judgements or {},
        search=search or NO_SEARCH,
        kinds=_kinds(causes),
        personal=personal,
    )
    codes = codes_of([*causes, *private], assignment)
    found = [_finding(codes[cause], cause, items, sources) for cause, items in causes.items()]
    order = list(Priority)
    found.sort(key=lambda f: (order.index(f.priority), -f.exposure, checklist[f.items[0]].number, f.code))
    told = [personal_finding(codes[cause], cause, items, sources) for cause, items in private.items()]
    return Draft(tuple(found), without, sources, tuple(sorted(told, key=lambda f: f.code)))


def _kinds(causes: Mapping[Cause, object]) -> dict[str, FindingKind]:
    return {kind.name: kind for kind in (*KINDS, *(cause.kind for cause in causes))}


def _finding(code: str, cause: Cause, items: Sequence[str], sources: Sources) -> Finding:
    verdicts = [sources.verdicts[item] for item in items]
    judged = [sources.judgements.get(item) for item in items]
    failed = any(entry is not None and entry.outcome is Outcome.FAILED for entry in judged)
    problem = failed or any(verdict.standing is Standing.PROBLEM for verdict in verdicts)
    standing = Standing.PROBLEM if problem else Standing.CANNOT_TELL
    exposure = round(sum(sources.points[item] for item in items), 6)
    host = f" (เครื่องแม่ข่าย {cause.place})" if cause.where == HOST else ""
    evidence = dict.fromkeys(ref for v in verdicts for ref in v.evidence if ref in sources.observed)
    return Finding(
        code=code,
        key=cause.key,
        title_th=cause.kind.title_th + host,
        rung=verdicts[0].rung,
        standing=standing,
        items=tuple(items),
        units=tuple(dict.fromkeys(owner_label(sources.assignment, item) for item in items)),
        sentences=sentences_of(cause, items, sources),
        exposure=exposure,
        ease=cause.kind.ease,
        priority=_priority(exposure, sum(sources.points.values()), cause.kind.ease, standing),
        evidence=tuple(evidence),
    )


def _priority(exposure: float, whole: float, ease: Ease, standing: Standing) -> Priority:
    """Points at stake and ease decide; a doubt waits behind a problem of the same weight."""
    share = exposure / whole if whole else 0.0
    weight = 0 if share >= _HEAVY else 1 if share >= _MIDDLE else 2
    rank = _RANK[ease][weight]
    return rank if standing is Standing.PROBLEM else _LATER[rank]
