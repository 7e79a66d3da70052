"""
The words of the audit: items, links, responses, rungs, verdicts, findings.

Nothing here opens a file, a socket or a clock; every other module speaks in these records.
"""

from __future__ import annotations

from ita_audit.lazy import lazily

_NAMES = {
    "captured": "Fetch Hop LookInfo RENDER RENDERED Response",
    "given": "AssignmentRow AssignmentTable Checklist Element Item TableProblem",
    "findings": "Ease Finding FindingNote FollowState FollowUp LookFindings NoFinding Note Part Priority Sentence",
    "judged": "Headline Judgement UnitLoad Verdict",
    "labels": "Change Concern Elements EntryKind Found Kind Label LinkStatus Opens Outcome Period Reads Refusal Role Rung Seen Severity Standing Visited Way YearRule",
    "observed": "ElementAnswer Ladder Link LinkCheck Observed PageItem PageLinks PeriodReading PeriodStatement Reading Step TextPart",
    "remarked": "Remark RemarkKind RemarkPlace",
    "searched": "Candidate Search Visit",
}
__all__, __getattr__ = lazily(__name__, _NAMES)
