"""
Derive everything the working papers show from what is given, captured and judged.

Offline and repeatable: the same case folder gives the same Audit on every machine. Nothing here
opens an address or writes a file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from ita_audit.assignment import load_working_group, require_assignment
from ita_audit.checklist import load_checklist, points_at_stake
from ita_audit.coverage import by_unit
from ita_audit.desk import Desk, Progress
from ita_audit.engagement import Engagement, open_engagement
from ita_audit.errors import EvidenceError, JournalError
from ita_audit.evidence import load_looks, verify_looks
from ita_audit.findings import Draft, draft_findings
from ita_audit.journal import Journal, changes_th, in_force, item_digests
from ita_audit.model import (
    AssignmentTable,
    Checklist,
    Finding,
    Headline,
    Item,
    Judgement,
    Ladder,
    Link,
    LookInfo,
    NoFinding,
    Observed,
    Outcome,
    PageLinks,
    Search,
    Standing,
    UnitLoad,
    Verdict,
)
from ita_audit.own_paper import OwnPaper, load_own_paper, seen_by
from ita_audit.trail import load_submitted


@dataclass(frozen=True)
class Audit:
    """All that is known of a case at its last look; the tables of every working paper come from it."""

    case: Engagement
    checklist: Checklist
    assignment: AssignmentTable
    points: Mapping[str, float]
    page: PageLinks | None
    search: Search
    submitted: tuple[Link, ...]
    looks: tuple[LookInfo, ...]
    register: tuple[Mapping[str, str], ...]
    observed: tuple[Observed, ...]
    ladders: Mapping[str, Ladder]
    verdicts: Mapping[str, Verdict]
    units: tuple[UnitLoad, ...]
    judgements: tuple[Judgement, ...]
    own_paper: OwnPaper | None = None

    def item(self, code: str) -> Item:
        """The checklist item of a code."""
        return self.checklist[code]

    def evidence_of(self, code: str) -> tuple[Observed, ...]:
        """What was observed for an item, in the order of the page."""
        return tuple(seen for seen in self.observed if seen.item == code)

    def require_look(self) -> None:
        """
        Refuse what says that the website was looked at, where it was not.

        Raises:
            EvidenceError: The case has no finished look.
        """
        if not self.looks:
            raise EvidenceError(
                f"{self.case.name}: expected a finished look, got none",
                hint_th=f"ยังไม่ได้ตรวจเว็บไซต์ ให้ตรวจก่อนด้วยคำสั่ง ita-audit look {self.case.name}",
            )

    @property
    def at_stake(self) -> float:
        """Points of the items in which a problem was found, over all units; exposure, never a predicted score."""
        return sum(load.points_problem for load in self.units)

    @cached_property
    def latest(self) -> Mapping[str, Judgement]:
        """The judgement in force per item as of the case's date: withdrawn and expired ones do not count."""
        return in_force(self.judgements, self.case.as_of)

    def changes_th(self, code: str) -> list[str]:
        """What changed since the judgement in force on an item was written, in Thai; nothing if none did."""
        entry = self.latest.get(code)
        return changes_th(entry, self.digests(code)) if entry else []

    @cached_property
    def in_force(self) -> Mapping[str, Judgement]:
        """The judgements that still hold: those whose evidence, checklist and rules did not change."""
        return {
            code: entry
            for code, entry in self.latest.items()
            if code in self.verdicts and not self.changes_th(code)
        }

    @cached_property
    def draft(self) -> Draft:
        """The findings of this look with the source of every sentence."""
        return draft_findings(
            self.verdicts,
            checklist=self.checklist,
            assignment=self.assignment,
            observed=self.observed,
            points=self.points,
            page=self.page,
            search=self.search,
            judgements=self.in_force,
            remarks={code: ladder.remarks for code, ladder in self.ladders.items()},
        )

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings of this look, first things first."""
        return self.draft.findings

    @property
    def personal_findings(self) -> tuple[Finding, ...]:
        """Findings on published personal data, which stand beside those of the verdicts."""
        return self.draft.personal

    @property
    def all_findings(self) -> tuple[Finding, ...]:
        """Every finding of this look: on personal data, then first things first."""
        return (*self.personal_findings, *self.findings)

    @property
    def without_finding(self) -> tuple[NoFinding, ...]:
        """The items that are not passed and are in no finding, with the reason."""
        return self.draft.without

    @property
    def headline(self) -> Headline:
        """Ready, problem, cannot tell; and how many the auditor has concluded (stale ones not counted)."""
        count = {standing: 0 for standing in Standing}
        for verdict in self.verdicts.values():
            count[verdict.standing] += 1
        open_ = {Outcome.UNTESTED, Outcome.CANT_TELL}
        concluded = sum(
            entry.outcome not in open_ and code in self.verdicts and not self.changes_th(code)
            for code, entry in self.latest.items()
        )
        return Headline(
            ready=count[Standing.READY],
            problem=count[Standing.PROBLEM],
            cannot_tell=count[Standing.CANNOT_TELL],
            concluded=concluded,
            total=len(self.verdicts),
        )

    def digests(self, code: str) -> dict[str, str]:
        """
        What a judgement on an item rests on.

        Returns:
            SHA-256 by name: `checklist` (the item's own row), `page` (what the ITA page says of the
            item), `rules` (the answers of the ladder and the verdict), and one `evidence <address>`
            for each address.
        """
        return item_digests(
            self.checklist,
            code,
            page=self.page.items.get(code) if self.page else None,
            observed=self.evidence_of(code),
            ladder=self.ladders[code],
            verdict=self.verdicts[code],
        )


def observe(case: Engagement | str | Path | None = None, *, progress: Progress | None = None) -> Audit:
    """
    Derive the audit of a case from its folder.

    Args:
        case: An open case, a folder, a name; None takes ITA_AUDIT_CASE, else the demo.

        progress: Called with (documents read, documents to read).

    Raises:
        AuditError: The given files cannot be used, or the evidence or the journal does not verify.
    """
    case = case if isinstance(case, Engagement) else open_engagement(case)
    checklist = load_checklist(case.fiscal_year, case.scheme)
    assignment = given_assignment(case, checklist)
    _verified(case)
    captures = load_looks(case.evidence)
    submitted = load_submitted(case.input / "links.csv", checklist)
    points = points_at_stake(checklist)
    desk = Desk(case, checklist, captures, submitted)
    observed = desk.observe(progress)
    ladders = desk.ladders(observed)
    verdicts = desk.verdicts(ladders, observed)
    return Audit(
        case=case,
        checklist=checklist,
        assignment=assignment,
        points=points,
        page=desk.page,
        search=desk.search,
        submitted=submitted,
        looks=tuple(capture.info for capture in captures),
        register=tuple(captures[-1].rows) if captures else (),
        observed=observed,
        ladders=ladders,
        verdicts=verdicts,
        units=by_unit(verdicts, assignment, points),
        judgements=_verified_journal(case),
        own_paper=_own_paper(case, checklist, desk),
    )


def _own_paper(case: Engagement, checklist: Checklist, desk: Desk) -> OwnPaper | None:
    """The municipality's own report, with what the last look saw of what it says."""
    own = load_own_paper(case.input, checklist)
    if own is None:
        return None
    pages = [desk.answer(url) for url in (case.site, case.ita_page)]
    addresses, claims = seen_by(own, desk.check, [page for page in pages if page is not None])
    return replace(own, addresses=addresses, claims=claims)


def _verified(case: Engagement) -> None:
    problems = verify_looks(case.evidence)
    if problems:
        raise EvidenceError(
            f"{case.name}: {len(problems)} problems in the evidence, first: {problems[0]}",
            hint_th="หลักฐานไม่ตรงกับทะเบียน ห้ามสรุปผลจากแฟ้มนี้ ให้กู้สำเนาเดิมหรือตรวจรอบใหม่",
        )


def _verified_journal(case: Engagement) -> tuple[Judgement, ...]:
    journal = Journal(case.working / "journal.sqlite")
    problems = journal.verify()
    if problems:
        raise JournalError(
            f"{case.name}: {len(problems)} problems in the journal, first: {problems[0]}",
            hint_th="สมุดบันทึกผลไม่ตรงกับที่บันทึกไว้ ห้ามสรุปผลจากแฟ้มนี้ ให้กู้สำเนาเดิมของ working/journal.sqlite",
        )
    return tuple(journal.entries())


def given_assignment(case: Engagement, checklist: Checklist) -> AssignmentTable:
    """
    Read who answers for which item, units of the working group without an item included.

    Raises:
        AssignmentError: The table was refused; the audit does not go on without owners.
    """
    table = require_assignment(case.assignment_file, checklist)
    group = case.input / "working_group.csv"
    return load_working_group(group, table) if group.is_file() else table
