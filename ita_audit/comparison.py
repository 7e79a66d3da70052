"""Compare the last two looks of a case, from the evidence alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ita_audit.desk import Desk
from ita_audit.drift import Drift, compare_looks, look_seen
from ita_audit.evidence import Capture, load_looks
from ita_audit.findings import draft_findings
from ita_audit.model import LookFindings, Observed, Reading
from ita_audit.observation import Audit


def drift_of(audit: Audit) -> tuple[Drift, ...]:
    """
    Name what changed between the look before the last and the last.

    Documents that did not change are not read again.

    Returns:
        The changes in order of the item; nothing when there are fewer than two finished looks.
    """
    captures = load_looks(audit.case.evidence)
    if len(captures) < 2:
        return ()
    before = _desk_before(audit, captures)
    old = look_seen(before.observe(None), before.page, look_id=captures[-2].info.look_id)
    new = look_seen(audit.observed, audit.page, look_id=captures[-1].info.look_id)
    return compare_looks(old, new)


def findings_before(audit: Audit) -> tuple[LookFindings, ...]:
    """
    Draft the findings of the look before the last again, from the evidence and without judgements.

    Returns:
        That look's findings; nothing when there is no such look.
    """
    captures = load_looks(audit.case.evidence)
    if len(captures) < 2:
        return ()
    before = _desk_before(audit, captures)
    observed = before.observe(None)
    ladders = before.ladders(observed)
    verdicts = before.verdicts(ladders, observed)
    draft = draft_findings(
        verdicts,
        checklist=audit.checklist,
        assignment=audit.assignment,
        observed=observed,
        points=audit.points,
        page=before.page,
        search=before.search,
        remarks={code: ladder.remarks for code, ladder in ladders.items()},
    )
    items = {finding.key: finding.items for finding in (*draft.personal, *draft.findings)}
    return (LookFindings(captures[-2].info.look_id, items),)


def _desk_before(audit: Audit, captures: Sequence[Capture]) -> _KnownDesk:
    before = _KnownDesk(audit.case, audit.checklist, captures[:-1], audit.submitted)
    before.known = {_key(seen): seen.reading for seen in audit.observed if seen.reading is not None}
    return before


def _key(seen: Observed) -> tuple[str, str]:
    return (seen.check.sha256 or seen.link.url, seen.check.final_url)


class _KnownDesk(Desk):
    """A desk that takes up readings of the same payloads that were made before."""

    known: dict[tuple[str, str], Reading]

    def _readings(
        self, bare: Sequence[Observed], progress: Callable[[int, int], None] | None
    ) -> dict[tuple, Reading]:
        fresh = super()._readings([seen for seen in bare if _key(seen) not in self.known], progress)
        return {**self.known, **fresh}
