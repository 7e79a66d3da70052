"""
Where the words of a finding come from: paths of fields, and the words that a field gives.

A path has parts between slashes: `verdicts/O10/reason_th`, `observed/E-O10-01/check/observed_at`,
`points/O1+O2` (added up; `points/*` all), `kinds/does_not_open.broken/title_th`,
`personal/O20/HOME/places` (where personal data stands; never the data).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ita_audit.coverage import owner_label
from ita_audit.findings.kinds import FindingKind
from ita_audit.model import (
    AssignmentTable,
    Checklist,
    Element,
    Judgement,
    Label,
    Observed,
    Part,
    Remark,
    RemarkPlace,
    Search,
    Sentence,
    Verdict,
)
from ita_audit.thai import local_time, tidy
from ita_audit.verdicts import plain_reason

MONTH, ALL = "month", "*"
NO_SEARCH = Search()


@dataclass(frozen=True, slots=True)
class Sources:
    """Everything that a sentence of a finding may be taken from."""

    checklist: Checklist
    verdicts: Mapping[str, Verdict]
    observed: Mapping[str, Observed]
    points: Mapping[str, float]
    assignment: AssignmentTable
    judgements: Mapping[str, Judgement]
    search: Search
    kinds: Mapping[str, FindingKind]
    personal: Mapping[str, Mapping[str, Remark]] = field(default_factory=dict)

    def words(self, path: str) -> str:
        """
        The words that a field gives, as they stand in a sentence.

        Raises:
            KeyError, AttributeError: There is no such field.
        """
        head, *rest = path.split("/")
        if head == "points":
            codes = self.points if rest == [ALL] else rest[0].split("+")
            return f"{sum(self.points[code] for code in codes):.2f}"
        if head == "owner":
            return owner_label(self.assignment, rest[0])
        value = getattr(self, head)
        for name in rest:
            known = isinstance(value, Mapping) or (isinstance(value, Checklist) and not hasattr(value, name))
            value = value[name] if known else getattr(value, name)
        return _worded(value, rest[-1] if rest else head)


def _worded(value: object, name: str) -> str:
    if isinstance(value, Label):
        return value.th
    if name == "observed_at":
        return local_time(str(value))
    if isinstance(value, tuple):
        return ", ".join(dict.fromkeys(map(_part, value)))
    words = tidy(str(value))
    if name == "reason_th":
        return plain_reason(words)
    return words.partition(" | ")[0] if name == "source" else words


def _part(part: object) -> str:
    """One of several: an element by its name, a place by its reference and page, without its words."""
    if isinstance(part, Element):
        return part.name
    if isinstance(part, RemarkPlace):
        return part.ref + (f" หน้า {part.page}" if part.page else " (ไม่มีเลขหน้า)")
    return str(part)


def say(part: Part, template: str, sources: Sources, refs: Sequence[str], **paths: str) -> Sentence:
    """Fill a template with the words of fields; what a field says is never read as a template."""
    words = {name: sources.words(path) for name, path in paths.items()}
    return Sentence(
        part,
        template.format(**words),
        tuple((path, words[name]) for name, path in paths.items() if words[name]),
        tuple(refs),
    )
