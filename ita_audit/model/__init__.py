"""
The words of the audit: items, links, responses, rungs, verdicts, findings.

Nothing here opens a file, a socket or a clock; every other module speaks in these records.
"""

from __future__ import annotations

from importlib import import_module

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
_WHERE = {name: module for module, names in _NAMES.items() for name in names.split()}
__all__ = sorted(_WHERE)


def __getattr__(name: str) -> object:
    """Load a public name from its module when it is first asked for."""
    if name not in _WHERE:
        raise AttributeError(f"module 'ita_audit.model' has no attribute {name!r}")
    found = getattr(import_module(f"ita_audit.model.{_WHERE[name]}"), name)
    globals()[name] = found
    return found
