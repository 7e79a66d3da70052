"""
Derive everything the working papers show from what is given, captured and judged.

Offline and repeatable: the same case folder gives the same Audit on every machine. Nothing here
opens an address or writes a file.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ita_audit.assignment import load_assignment, load_working_group
from ita_audit.checklist import load_checklist, points_at_stake
from ita_audit.coverage import by_unit
from ita_audit.engagement import Engagement, open_engagement
from ita_audit.errors import EvidenceError
from ita_audit.evidence import Capture, load_looks, verify_looks
from ita_audit.findings import draft_findings
from ita_audit.journal import Journal
from ita_audit.linkcheck import SiteContext, check_link, opens_rung, site_context
from ita_audit.model import (
    AssignmentTable,
    Checklist,
    Finding,
    Headline,
    Item,
    Judgement,
    Ladder,
    Link,
    LinkCheck,
    LinkStatus,
    LookInfo,
    Observed,
    Opens,
    Outcome,
    PageLinks,
    Reading,
    Response,
    Standing,
    TextPart,
    UnitLoad,
    Verdict,
)
from ita_audit.periods import read_period
from ita_audit.sandbox import read_safely
from ita_audit.trail import has_inner, inner_links, is_html, links_of, load_submitted, page_of
from ita_audit.verdicts import climb, judge

MENU_PAGES = 4
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Audit:
    """All that is known of a case at its last look; the tables of every working paper come from it."""

    case: Engagement
    checklist: Checklist
    assignment: AssignmentTable
    points: Mapping[str, float]
    page: PageLinks | None
    submitted: tuple[Link, ...]
    looks: tuple[LookInfo, ...]
    register: tuple[Mapping[str, str], ...]
    observed: tuple[Observed, ...]
    ladders: Mapping[str, Ladder]
    verdicts: Mapping[str, Verdict]
    units: tuple[UnitLoad, ...]
    findings: tuple[Finding, ...]
    judgements: tuple[Judgement, ...]
    problems: tuple[str, ...]

    def item(self, code: str) -> Item:
        """The checklist item of a code."""
        return self.checklist[code]

    def evidence_of(self, code: str) -> tuple[Observed, ...]:
        """What was observed for an item, in the order of the page."""
        return tuple(seen for seen in self.observed if seen.item == code)

    @cached_property
    def latest(self) -> Mapping[str, Judgement]:
        """The judgement in force per item: the last one written."""
        return {entry.item: entry for entry in self.judgements}

    @property
    def headline(self) -> Headline:
        """Ready, problem, cannot tell; and how many the auditor has concluded."""
        count = {standing: 0 for standing in Standing}
        for verdict in self.verdicts.values():
            count[verdict.standing] += 1
        open_ = {Outcome.UNTESTED, Outcome.CANT_TELL}
        concluded = sum(entry.outcome not in open_ for entry in self.latest.values())
        return Headline(
            ready=count[Standing.READY],
            problem=count[Standing.PROBLEM],
            cannot_tell=count[Standing.CANNOT_TELL],
            concluded=concluded,
            total=len(self.verdicts),
        )

    def digests(self, code: str) -> dict[str, str]:
        """What a judgement on an item would rest on: digests of evidence, checklist and rules."""
        seen = "|".join(f"{o.link.url} {o.check.status} {o.check.sha256}" for o in self.evidence_of(code))
        verdict = self.verdicts[code]
        return {
            "checklist": self.checklist.sha256,
            "evidence": hashlib.sha256(seen.encode()).hexdigest(),
            "verdict": f"{verdict.outcome}/{verdict.rule}",
        }


def observe(case: Engagement | str | Path | None = None, *, progress: Progress | None = None) -> Audit:
    """
    Derive the audit of a case from its folder.

    Args:
        case: An open case, a folder, a name; None takes ITA_AUDIT_CASE, else the demo.

        progress: Called with (documents read, documents to read).

    Raises:
        AuditError: The given files cannot be used, or the evidence does not verify.
    """
    case = case if isinstance(case, Engagement) else open_engagement(case)
    checklist = load_checklist(case.fiscal_year, case.scheme)
    assignment = _assignment(case, checklist)
    captures = load_looks(case.evidence)
    problems = tuple(verify_looks(case.evidence))
    if problems:
        raise EvidenceError(
            f"{case.name}: {len(problems)} problems in the evidence, first: {problems[0]}",
            hint_th="หลักฐานไม่ตรงกับทะเบียน ห้ามสรุปผลจากแฟ้มนี้ ให้กู้สำเนาเดิมหรือตรวจรอบใหม่",
        )
    submitted = load_submitted(case.input / "links.csv", checklist)
    points = points_at_stake(checklist)
    desk = _Desk(case, checklist, captures, submitted)
    observed = desk.observe(progress)
    ladders = desk.ladders(observed)
    verdicts = {
        code: judge(ladder, checklist[code], looks=desk.looks_agreeing(observed, code))
        for code, ladder in ladders.items()
    }
    return Audit(
        case=case,
        checklist=checklist,
        assignment=assignment,
        points=points,
        page=desk.page,
        submitted=submitted,
        looks=tuple(capture.info for capture in captures),
        register=tuple(captures[-1].rows) if captures else (),
        observed=observed,
        ladders=ladders,
        verdicts=verdicts,
        units=by_unit(verdicts, assignment, points),
        findings=draft_findings(
            verdicts,
            checklist=checklist,
            assignment=assignment,
            observed=observed,
            points=points,
        ),
        judgements=tuple(Journal(case.working / "journal.sqlite").entries()),
        problems=problems,
    )


def _assignment(case: Engagement, checklist: Checklist) -> AssignmentTable:
    table = load_assignment(case.assignment_file, checklist)
    group = case.input / "working_group.csv"
    if not group.is_file():
        return table
    return load_working_group(group, table)


class _Desk:
    """The captured answers of a case laid out so that each item's evidence can be picked up."""

    def __init__(
        self,
        case: Engagement,
        checklist: Checklist,
        captures: Sequence[Capture],
        submitted: tuple[Link, ...],
    ) -> None:
        self.case, self.checklist, self.captures = case, checklist, captures
        self.last = captures[-1] if captures else None
        self.answers: dict[str, list[Response]] = {}
        for response in self.last.responses if self.last else ():
            self.answers.setdefault(response.url, []).append(response)
        self.site: SiteContext = site_context(self.last.responses if self.last else [])
        self.page = page_of(self.answer(case.ita_page), checklist)
        self.links = links_of(self.page, submitted)
        self.menus = [r for r in (self.last.responses if self.last else ()) if is_html(r)][:MENU_PAGES]
        self.older = [site_context(capture.responses) for capture in captures[:-1]]

    def answer(self, url: str) -> Response | None:
        """The best answer of the last look: the last one that succeeded, else the last one."""
        answers = self.answers.get(url, [])
        good = [r for r in answers if not r.error and (r.http_status or 0) < 400]
        return (good or answers or [None])[-1]

    def check(self, url: str) -> LinkCheck:
        """Check one address from what the last look saw of it."""
        return check_link(url, self.answers.get(url, []), site=self.site)

    def _agreeing(self, url: str) -> int:
        """Count the latest looks in a row in which an address could not be reached."""
        count = 0
        for capture, site in zip(reversed(self.captures), [self.site, *reversed(self.older)], strict=True):
            answers = [r for r in capture.responses if r.url == url]
            if not answers or opens_rung(check_link(url, answers, site=site).status) is not Opens.UNREACHABLE:
                break
            count += 1
        return count

    def observe(self, progress: Progress | None) -> tuple[Observed, ...]:
        """Lay out every link and the files behind it, then read all payloads once each."""
        bare = [seen for item in self.checklist.items for seen in self._of(item)]
        readings = self._readings(bare, progress)
        return tuple(self._read(seen, readings.get(_key(seen))) for seen in bare)

    def _of(self, item: Item) -> list[Observed]:
        look_id = self.last.info.look_id if self.last else ""
        seen: list[Observed] = []
        for number, link in enumerate(self.links.get(item.code, ()), 1):
            ref = f"E-{item.code}-{number:02d}"
            seen.append(Observed(ref, item.code, link, self.check(link.url), look_id=look_id))
            if has_inner(item.kind) and _opened(seen[-1].check):
                seen += self._behind(item, link, ref, look_id)
        return seen

    def _behind(self, item: Item, link: Link, ref: str, look_id: str) -> list[Observed]:
        behind = inner_links(
            self.answer(link.url),
            site=self.case.site,
            others=self.menus,
            limit=self.case.look.inner_links,
        )
        direct = {given.url for given in self.links.get(item.code, ())}
        files = [
            inner
            for inner in behind
            if inner.url not in direct and not is_html(self.answer(inner.url)) and inner.url in self.answers
        ]
        return [
            Observed(f"{ref}.{n}", item.code, inner, self.check(inner.url), look_id=look_id, parent=ref)
            for n, inner in enumerate(files, 1)
        ]

    def _readings(self, bare: Sequence[Observed], progress: Progress | None) -> dict[tuple, Reading]:
        jobs: dict[tuple, tuple[bytes, str, str]] = {}
        for seen in bare:
            response = self.answer(seen.link.url)
            if response is not None and _opened(seen.check) and response.content:
                jobs[_key(seen)] = (response.content, response.final_url, response.header("content-type"))
        return dict(zip(jobs, read_safely(list(jobs.values()), progress=progress), strict=True))

    def _read(self, seen: Observed, reading: Reading | None) -> Observed:
        if reading is None:
            return seen
        label = (TextPart("label", seen.link.text),) if seen.link.text else ()
        period = read_period((*reading.parts, *label))
        return Observed(
            seen.ref, seen.item, seen.link, seen.check, reading, period, seen.look_id, seen.parent
        )

    def ladders(self, observed: Sequence[Observed]) -> dict[str, Ladder]:
        """Climb the five rungs for every item of the checklist."""
        by_item: dict[str, list[Observed]] = {}
        payloads: dict[str, list[str]] = {}
        for seen in observed:
            by_item.setdefault(seen.item, []).append(seen)
            if seen.check.sha256 and seen.reading is not None and seen.reading.kind != "html":
                payloads.setdefault(seen.check.sha256, []).append(seen.item)
        shared = {sha: tuple(dict.fromkeys(items)) for sha, items in payloads.items() if len(set(items)) > 1}
        return {
            item.code: climb(
                item,
                self.page.items.get(item.code) if self.page else None,
                by_item.get(item.code, []),
                fiscal_year=self.case.fiscal_year,
                page=self.page,
                duplicates=shared,
                checklist=self.checklist,
            )
            for item in self.checklist.items
        }

    def looks_agreeing(self, observed: Sequence[Observed], code: str) -> int:
        """Count the looks in a row in which what an item's links could not reach was unreachable."""
        lost = [s for s in observed if s.item == code and opens_rung(s.check.status) is Opens.UNREACHABLE]
        return min((self._agreeing(seen.link.url) for seen in lost), default=0)


def _opened(check: LinkCheck) -> bool:
    return opens_rung(check.status) in (Opens.YES, Opens.CERTIFICATE) and check.status is not LinkStatus.EMPTY


def _key(seen: Observed) -> tuple[str, str]:
    return (seen.check.sha256 or seen.link.url, seen.check.final_url)
