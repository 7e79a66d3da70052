"""What is given to the audit: checklist and assignment table."""

from __future__ import annotations

from dataclasses import dataclass

from ita_audit.model.labels import Kind, Severity, YearRule


@dataclass(frozen=True, slots=True)
class Element:
    """
    One required element of an item, and what shows it.

    `shown_by` holds ways, any of which is enough; a way holds terms that one file must all have; a
    term holds words or `@structure` names, any of which is enough. The first term must stand at
    `minimum` places, each near (a few lines) one of `near`, and in a sentence without any of
    `without`. `nil` names topics of which a statement that there is none shows the element. An
    element that is not `required` is looked for and asked of nobody; `look_th` is for the auditor.
    """

    name: str
    shown_by: tuple[tuple[tuple[str, ...], ...], ...]
    key: str = ""
    name_en: str = ""
    minimum: int = 1
    near: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    nil: tuple[str, ...] = ()
    required: bool = True
    source: str = ""
    confidence: str = ""
    look_th: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a year's checklist; `number` orders it, `code` (O1 …) names it."""

    number: int
    title: str
    indicator: str
    indicator_title: str
    sub_indicator: str
    sub_indicator_title: str
    kind: Kind
    year_rule: YearRule
    nil_accepted: bool = False
    minimum: int = 1
    minimum_unit: str = ""
    elements: tuple[Element, ...] = ()
    agrees_with: str | None = None
    aliases: tuple[str, ...] = ()
    source: str = ""
    confidence: str = ""

    @property
    def code(self) -> str:
        """The label of the item as people write it: O1 … O43."""
        return f"O{self.number}"

    def pairs_with(self, other: Item) -> bool:
        """Tell whether one of the two must speak of the other: such items may share a document."""
        return self.agrees_with == other.code or other.agrees_with == self.code


@dataclass(frozen=True, slots=True)
class Checklist:
    """The items of one (fiscal year, scheme), in order, with the digest of the file read."""

    fiscal_year: int
    scheme: str
    items: tuple[Item, ...]
    sha256: str = ""
    file: str = ""
    elements_sha256: str = ""

    def __getitem__(self, code: str) -> Item:
        for item in self.items:
            if item.code == code:
                return item
        raise KeyError(code)


@dataclass(frozen=True, slots=True)
class TableProblem:
    """Something said about a line of a given table, with the remedy in Thai."""

    line: int | None
    problem: str
    item: str | None
    severity: Severity
    remedy_th: str


@dataclass(frozen=True, slots=True)
class AssignmentRow:
    """One item and the unit that answers for it; `raw_item` is the label as published."""

    item: str
    raw_item: str
    title: str
    section: str
    division: str
    source_line: int


@dataclass(frozen=True, slots=True)
class AssignmentTable:
    """An assignment table as read: rows in item order, and everything to be said about it."""

    fiscal_year: int
    rows: tuple[AssignmentRow, ...]
    problems: tuple[TableProblem, ...] = ()
    refused: bool = False
    other_units: tuple[str, ...] = ()

    def owner(self, code: str) -> AssignmentRow | None:
        """The row that assigns an item, if any."""
        return next((row for row in self.rows if row.item == code), None)
