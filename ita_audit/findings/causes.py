"""
Group items by their common cause, and give each cause a code that stays from look to look.

A cause is a kind and a place: a host, the ITA page as a whole, or the unit that answers. Key and code
follow from what is given and from the cause, never from what else was found; only two hosts of one
kind that fall on one number move apart.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from ita_audit.coverage import NOBODY, owner_label
from ita_audit.findings.kinds import JUDGED, FindingKind, kind_of
from ita_audit.model import (
    AssignmentTable,
    Found,
    Judgement,
    NoFinding,
    Observed,
    Opens,
    Outcome,
    PageLinks,
    Search,
    Standing,
    Verdict,
)
from ita_audit.verdicts import plain_reason

HOST, PAGE, UNIT = "host", "page", "unit"
_SETTLED = (Outcome.PASSED, Outcome.INAPPLICABLE)


@dataclass(frozen=True, slots=True)
class Cause:
    """A kind at a place."""

    kind: FindingKind
    where: str
    place: str

    @property
    def key(self) -> str:
        """The identity of the finding between looks."""
        return f"{self.kind.name}|{self.where}|{self.place}"


@dataclass(frozen=True, slots=True)
class Ground:
    """What causes are told from: owners, evidence, the ITA page, the search, judgements in force."""

    assignment: AssignmentTable
    observed: Sequence[Observed]
    page: PageLinks | None
    search: Search | None
    judgements: Mapping[str, Judgement]


def sort_out(
    verdicts: Mapping[str, Verdict], ground: Ground
) -> tuple[dict[Cause, list[str]], tuple[NoFinding, ...]]:
    """
    Put every item that is not passed into exactly one cause, or say why it is in none.

    Returns:
        The items of each cause, and the others that no person has passed, with the reason.
    """
    causes: dict[Cause, list[str]] = {}
    without: list[NoFinding] = []
    for code, verdict in verdicts.items():
        judged = ground.judgements.get(code)
        if judged is not None and judged.outcome in _SETTLED:
            if judged.outcome is not Outcome.PASSED:
                without.append(NoFinding(code, f"{judged.outcome.th}: {judged.reason} ({judged.by})"))
        elif verdict.standing is not Standing.READY:
            causes.setdefault(_cause(verdict, ground), []).append(code)
        elif judged is not None and judged.outcome is Outcome.FAILED:
            owner = owner_label(ground.assignment, code)
            causes.setdefault(Cause(kind_of(JUDGED, None), UNIT, owner), []).append(code)
        else:
            said = f" ผู้ตรวจสอบบันทึก: {judged.outcome.th} ({judged.reason})" if judged else ""
            without.append(NoFinding(code, plain_reason(verdict.reason_th) + said))
    return causes, tuple(without)


def _cause(verdict: Verdict, ground: Ground) -> Cause:
    kind = kind_of(verdict.rule, verdict.answer)
    if kind.of_host and (host := _host(verdict, ground.observed)):
        return Cause(kind, HOST, host)
    if verdict.answer is Found.CANNOT_TELL and _as_a_whole(ground):
        return Cause(kind, PAGE, "")
    return Cause(kind, UNIT, owner_label(ground.assignment, verdict.item))


def _host(verdict: Verdict, observed: Sequence[Observed]) -> str:
    """
    The one host behind a verdict's evidence; '' when there are several or none.

    A host that answers for other links is not what keeps this one from being reached.
    """
    hosts = {_host_of(seen) for seen in observed if seen.ref in verdict.evidence}
    host = hosts.pop() if len(hosts) == 1 else ""
    if verdict.answer is not Opens.UNREACHABLE:
        return host
    answers = any(_host_of(seen) == host and seen.check.http_status for seen in observed)
    return "" if answers else host


def _host_of(seen: Observed) -> str:
    try:
        return urlsplit(seen.check.final_url or seen.check.url).hostname or ""
    except ValueError:
        return ""


def _as_a_whole(ground: Ground) -> bool:
    """Tell whether what is not known is not known of the page or site as a whole."""
    page, search = ground.page, ground.search
    if page is None or page.refused or page.needs_scripts:
        return True
    return search is not None and not search.own_list


def codes_of(causes: Sequence[Cause], assignment: AssignmentTable) -> dict[Cause, str]:
    """
    Give each cause its code: F-, the kind's number, the place's number.

    Returns:
        Place 00 is the ITA page; a unit has its place in the assignment table, which is given and
        does not change; nobody and hosts have the numbers above.
    """
    labels = [owner_label(assignment, row.item) for row in assignment.rows]
    units = [unit for unit in dict.fromkeys(labels) if unit != NOBODY]
    half = 50 if len(units) < 50 else 10 ** len(str(2 * len(units))) // 2
    width = len(str(2 * half - 1))
    codes: dict[Cause, str] = {}
    for cause in sorted(causes, key=lambda cause: cause.key):
        if cause.where == HOST:
            number = half + 1 + int(hashlib.sha256(cause.place.encode()).hexdigest(), 16) % (half - 1)
        elif cause.where == PAGE:
            number = 0
        else:
            number = units.index(cause.place) + 1 if cause.place in units else half
        while (code := f"F-{cause.kind.number:02d}{number:0{width}d}") in codes.values():
            number += 1
        codes[cause] = code
    return codes
