"""What is judged: verdicts, judgements, shares of units."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ita_audit.model.labels import EntryKind, Label, Outcome, Rung, Standing


@dataclass(frozen=True, slots=True)
class Verdict:
    """
    What the rules conclude on one item: outcome, the rule and rung that decided, next action.

    `answer` is the answer at that rung; None when every rung is clear. `action_th` is what is next, by
    whom it may be; `unit_th` what of it the unit does, '' when only the auditor can go on.
    """

    item: str
    outcome: Outcome
    standing: Standing
    rule: str
    rung: Rung | None
    reason_th: str
    action_th: str
    evidence: tuple[str, ...] = ()
    answer: Label | None = None
    unit_th: str = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """
    One entry of the journal: what a person concluded, why, and the digests it saw.

    Entries of another kind than *judgement* carry the outcome *untested*; those on the whole case
    (sign-off, reopening) have no item. `until` is the last day (ISO) of an exception, else empty.
    """

    seq: int
    item: str
    outcome: Outcome
    reason: str
    by: str
    role: str
    at: str
    saw: Mapping[str, str]
    digest: str
    previous: str
    kind: EntryKind = EntryKind.JUDGEMENT
    until: str = ""


@dataclass(frozen=True, slots=True)
class UnitLoad:
    """One unit's share: items, points at stake, and standing counts."""

    division: str
    section: str
    items: tuple[str, ...]
    points: float
    ready: int
    problem: int
    cannot_tell: int
    points_problem: float

    @property
    def name(self) -> str:
        """The unit as it is named everywhere: section before division."""
        return " ".join(filter(None, (self.section, self.division)))


@dataclass(frozen=True, slots=True)
class Headline:
    """The three machine numbers, and beside them how many the auditor has concluded."""

    ready: int
    problem: int
    cannot_tell: int
    concluded: int
    total: int = field(default=0)
