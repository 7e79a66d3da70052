"""Follow the findings of a case: the pure `follow_up` with the log, the looks and the drift of a folder."""

from __future__ import annotations

from datetime import date

from ita_audit.comparison import drift_of, findings_before
from ita_audit.engagement import Engagement
from ita_audit.finding_log import NAME, FindingLog, check_note
from ita_audit.follow_up import ThisLook, follow_up
from ita_audit.model import Finding, FindingNote, FollowUp, Note
from ita_audit.observation import Audit
from ita_audit.thai import common_era

PROGRAM = "ita-audit"


def case_finding_log(case: Engagement) -> FindingLog:
    """The findings' log of a case."""
    return FindingLog(case.working / NAME)


def follow(audit: Audit) -> tuple[FollowUp, ...]:
    """
    Tell what became of the findings of a case, from its folder alone.

    Earlier looks are known from the log (`note_look`) and from the evidence of the look before the
    last; the time this takes does not grow with the number of looks.
    """
    look_id = audit.looks[-1].look_id if audit.looks else ""
    now = ThisLook(
        look_id, audit.case.as_of, audit.all_findings, audit.ladders, audit.in_force, drift_of(audit)
    )
    return follow_up(now, findings_before(audit), case_finding_log(audit.case).entries())


def latest_notes(audit: Audit) -> dict[str, dict[Note, FindingNote]]:
    """What people wrote last: finding's key → kind → entry."""
    latest: dict[str, dict[Note, FindingNote]] = {}
    for note in case_finding_log(audit.case).entries():
        if note.key:
            latest.setdefault(note.key, {})[note.kind] = note
    return latest


def note_look(audit: Audit) -> FindingNote | None:
    """Record the findings of the last look in the log, once a look; None when it stands there already."""
    log = case_finding_log(audit.case)
    look_id = audit.looks[-1].look_id if audit.looks else ""
    if not look_id or any(note.kind is Note.SEEN and note.look_id == look_id for note in log.entries()):
        return None
    seen = {finding.key: finding.items for finding in audit.all_findings}
    return log.add(None, Note.SEEN, "", by=PROGRAM, look_id=look_id, seen=seen)


def write_note(
    audit: Audit,
    finding: Finding,
    kind: Note,
    text: str,
    *,
    by: str,
    unit: str = "",
    due: date | None = None,
    until: date | None = None,
    agrees: bool | None = None,
) -> FindingNote:
    """
    Write about a finding of the last look, which is recorded first; see `FindingLog.add`.

    Raises:
        JournalError: Nobody signs, words or date are missing, or the entry could not be kept.
    """
    check_note(kind, text, by, until)
    note_look(audit)
    return case_finding_log(audit.case).add(
        finding, kind, text, by=by, unit=unit, agrees=agrees,
        due=common_era(due) if due else None, until=common_era(until) if until else None,
        look_id=audit.looks[-1].look_id if audit.looks else "",
    )  # fmt: skip
