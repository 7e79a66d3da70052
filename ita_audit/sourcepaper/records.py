"""What a municipality's own paper says, each word with its place; nothing is judged here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ita_audit.model import AssignmentTable


@dataclass(frozen=True, slots=True)
class Place:
    """Where words stand: 1-based line of a text (block of a DOCX, row of a sheet), page in a PDF."""

    line: int
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """
    A cell or a line: `raw` as in the source, `text` as read (tags gone, pieces on lines).

    `lines` holds the place of each line of `text` where they stand on lines of their own.
    """

    raw: str
    text: str
    place: Place
    lines: tuple[Place, ...] = ()

    def place_of(self, words: str) -> Place:
        """Where some of its words stand."""
        at = self.text.find(words[:60]) if self.lines and words else -1
        return self.lines[min(self.text.count("\n", 0, at), len(self.lines) - 1)] if at >= 0 else self.place


@dataclass(frozen=True, slots=True)
class Row:
    """A row of some table; `syntax` is tab, markdown, html, spaces, sheet, docx or keyed."""

    cells: tuple[Cell, ...]
    place: Place
    syntax: str


@dataclass(frozen=True, slots=True)
class Artefact:
    """Something that printing or conversion did to the text: never a contradiction."""

    kind: str
    place: Place
    raw: str
    read: str
    message_th: str


@dataclass(frozen=True, slots=True)
class Span:
    """A written period: its words, first day and last day (None: onwards)."""

    raw: str
    start: date
    end: date | None


@dataclass(frozen=True, slots=True)
class Cite:
    """Evidence that a result cites: kind is order, date or address; `read` is the folded value."""

    kind: str
    raw: str
    read: str
    place: Place
    subject: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a measure with the owner and period cells that stand for it, if any."""

    measure: int
    number: int
    cell: Cell
    owner: Cell | None
    period: Cell | None
    row: int


@dataclass(frozen=True, slots=True)
class Result:
    """One reported result: the step it is put against (None when the paper does not say)."""

    measure: int
    step: int | None
    fragments: tuple[Cell, ...]
    cites: tuple[Cite, ...]

    @property
    def text(self) -> str:
        """The words, fragments of a broken row joined."""
        return " ".join(part.text.replace("\n", " ") for part in self.fragments)

    @property
    def place(self) -> Place:
        """Where the result begins."""
        return self.fragments[0].place


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure of one table: its name, steps, promised follow-ups and reported results."""

    number: int
    name: Cell
    steps: tuple[Step, ...]
    owners: tuple[Cell, ...]
    periods: tuple[Cell, ...]
    follow_ups: tuple[Cell, ...]
    results: tuple[Result, ...]
    empty: tuple[tuple[str, Cell], ...]
    """Cells that stand empty where a value is due: (role, the cell)"""


@dataclass(frozen=True, slots=True)
class MeasureTable:
    """The plan table or the results table."""

    heading: Place
    heading_text: str
    measures: tuple[Measure, ...]
    has_results: bool
    has_follow_ups: bool


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody named with an office; `name` leaves the program only where a finding needs it."""

    name: str
    position: str
    place: Place
    position_place: Place
    role: str = ""


@dataclass(frozen=True, slots=True)
class Order:
    """An attached order: number folded, date in the common era, members, duties, who signed."""

    heading: Cell
    number: str
    raw_number: str
    number_place: Place | None
    day: date | None
    raw_day: str
    day_place: Place | None
    subject: Cell | None
    members: tuple[Person, ...]
    duties: tuple[Cell, ...]
    signed: tuple[Person, ...]
    last: int
    """Index of its last line among the paper's lines"""


@dataclass(frozen=True, slots=True)
class Address:
    """An address as printed and with its digits folded; the folded one is a reading."""

    raw: str
    folded: str
    place: Place


@dataclass(frozen=True, slots=True)
class Claim:
    """Something the paper says of the website, to be held against the look."""

    kind: str
    text: str
    place: Place
    addresses: tuple[Address, ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """A municipality's own paper, as read."""

    lines: tuple[Cell | Row, ...]
    prose: tuple[Cell, ...]
    """Lines of the report part that stand outside the four tables and outside orders"""
    cover: tuple[Cell, ...]
    plan: MeasureTable | None
    results: MeasureTable | None
    orders: tuple[Order, ...]
    signed: tuple[Person, ...]
    assignment: AssignmentTable | None
    assignment_heading: Cell | None
    assignment_places: Mapping[str, Place]
    owners_clash: tuple[tuple[str, Cell, Cell], ...]
    addresses: tuple[Address, ...]
    claims: tuple[Claim, ...]
    artefacts: tuple[Artefact, ...]
    agency: str = ""
    paged: bool = False
    whole: bool = True
    """False when the end of the paper was not read: nothing may then be called missing from it"""
    notes_th: tuple[str, ...] = ()
