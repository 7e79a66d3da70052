"""
The words of the audit: items, links, responses, rungs, verdicts, findings.

Nothing here opens a file, a socket or a clock; every other module speaks in these records.
"""

from ita_audit.model.captured import Fetch, Hop, LookInfo, Response
from ita_audit.model.given import AssignmentRow, AssignmentTable, Checklist, Element, Item, TableProblem
from ita_audit.model.judged import Finding, Headline, Judgement, UnitLoad, Verdict
from ita_audit.model.labels import (
    Change,
    Elements,
    Found,
    Kind,
    Label,
    LinkStatus,
    Opens,
    Outcome,
    Period,
    Reads,
    Rung,
    Severity,
    Standing,
    YearRule,
)
from ita_audit.model.observed import (
    ElementAnswer,
    Ladder,
    Link,
    LinkCheck,
    Observed,
    PageItem,
    PageLinks,
    PeriodReading,
    PeriodStatement,
    Reading,
    Step,
    TextPart,
)

__all__ = [
    "AssignmentRow",
    "AssignmentTable",
    "Change",
    "Checklist",
    "Element",
    "ElementAnswer",
    "Elements",
    "Fetch",
    "Finding",
    "Found",
    "Headline",
    "Hop",
    "Item",
    "Judgement",
    "Kind",
    "Label",
    "Ladder",
    "Link",
    "LinkCheck",
    "LinkStatus",
    "LookInfo",
    "Observed",
    "Opens",
    "Outcome",
    "PageItem",
    "PageLinks",
    "Period",
    "PeriodReading",
    "PeriodStatement",
    "Reading",
    "Reads",
    "Response",
    "Rung",
    "Severity",
    "Standing",
    "Step",
    "TableProblem",
    "TextPart",
    "UnitLoad",
    "Verdict",
    "YearRule",
]
