"""
The exception tree: raised for a problem of the *workbook*, never for one of the municipality.

    AuditError
    ├── EngagementError   the case folder or its engagement.toml cannot be used
    ├── ChecklistError    no checklist, or a checklist that does not add up
    ├── AssignmentError   an assignment table that was refused
    ├── LinkTableError    a submitted-links table that was refused
    ├── SourcePaperError  a municipality's own paper that cannot be read
    ├── EvidenceError     captured bytes or their register do not agree
    ├── JournalError      a judgement that could not be kept
    ├── LookError         a look that could not be made (another one runs, own network down)
    ├── PaperError        a working paper that stopped before its end
    └── MissingExtra      a part that needs an optional package
"""

from __future__ import annotations


class AuditError(Exception):
    """
    A problem of the workbook, with the remedy in Thai.

    Args:
        message: `file, row: expected X, got Y` in English.

        hint_th: What the auditor should do, in Thai.
    """

    def __init__(self, message: str, *, hint_th: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint_th = hint_th

    def __str__(self) -> str:
        return f"{self.hint_th}\n{self.message}" if self.hint_th else self.message

    def _render_traceback_(self) -> list[str]:
        """Show an auditor two lines in a notebook, not forty."""
        return [line for line in (self.hint_th, f"{type(self).__name__}: {self.message}") if line]


class EngagementError(AuditError):
    """The case folder or its engagement.toml cannot be used."""


class ChecklistError(AuditError):
    """No checklist for the year, or one that does not add up."""


class AssignmentError(AuditError):
    """An assignment table that was refused."""


class LinkTableError(AuditError):
    """A submitted-links table that was refused."""


class SourcePaperError(AuditError):
    """A municipality's own paper that cannot be read."""


class EvidenceError(AuditError):
    """Captured bytes and their register do not agree."""


class JournalError(AuditError):
    """A judgement that could not be kept."""


class LookError(AuditError):
    """A look that could not be made."""


class PaperError(AuditError):
    """A working paper that stopped before its end."""


class MissingExtra(AuditError):
    """A part that needs an optional package."""
