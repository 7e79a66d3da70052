"""
Draft findings in five parts: one per common cause, every sentence traceable to a field.

`kinds` is the data, `causes` groups items and gives codes that stay, `sources` says what a field's
words are, `parts` writes the sentences, `private` does so for personal data, `draft` puts findings together. Pure; nothing here predicts a
score, and a cause is a question until a person answers.
"""

from ita_audit.findings.draft import Draft, draft_findings
from ita_audit.findings.kinds import KINDS, FindingKind
from ita_audit.findings.parts import BY_AUDITOR, WAITING, asked_of_unit
from ita_audit.findings.private import is_personal
from ita_audit.findings.sources import Sources

__all__ = [
    "BY_AUDITOR",
    "KINDS",
    "WAITING",
    "Draft",
    "FindingKind",
    "Sources",
    "asked_of_unit",
    "draft_findings",
    "is_personal",
]
