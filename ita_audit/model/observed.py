"""What is observed in the captured bytes: links, checks, readings, periods, ladders."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ita_audit.model.labels import Label, LinkStatus, Reads, Rung, Seen

if TYPE_CHECKING:
    from ita_audit.model.remarked import Remark


@dataclass(frozen=True, slots=True)
class Link:
    """
    One link given for an item: `href` as in the page, `url` absolute, `rule` why it is there.

    `path` is the way a visitor clicks to it: (address reached, words clicked), from the home page
    (words empty) to the link itself; empty when it is not known, and it starts at another page
    when no click from the home page was seen.
    """

    href: str
    url: str
    text: str
    rule: str
    item: str | None = None
    page_url: str = ""
    source: str = "page"
    path: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class PageItem:
    """What one page gives for one item: its printed label, links, plain statement and doubts."""

    item: str
    label: str
    links: tuple[Link, ...] = ()
    statement: str = ""
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PageLinks:
    """Links per item of one page; every item of the checklist that the page lists has an entry."""

    url: str
    fiscal_year: int | None
    scheme: str
    items: Mapping[str, PageItem]
    unplaced: tuple[Link, ...] = ()
    refused: str = ""
    refused_th: str = ""
    needs_scripts: bool = False
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LinkCheck:
    """One link's verdict, field for field the `check` contract."""

    url: str
    final_url: str
    status: LinkStatus
    reason: str
    http_status: int | None
    hops: tuple[tuple[str, int | None], ...]
    content_type: str
    bytes: int
    sha256: str
    attempts: int
    elapsed_ms: int
    observed_at: str
    observations: int = 1


@dataclass(frozen=True, slots=True)
class TextPart:
    """A piece of text and where it stands: title, heading, page, table, meta, filename, label."""

    where: str
    text: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """
    What a document reader got out of some bytes; `quality` 0 … 1 says how well text reads.

    `signs` names what markup shows beside words: form, map, social, chat.
    """

    kind: str
    state: Reads
    reason_th: str = ""
    pages: int | None = None
    parts: tuple[TextPart, ...] = ()
    quality: float = 1.0
    files: tuple[tuple[str, str], ...] = ()
    images: int = 0
    signs: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """All text parts, joined by newlines."""
        return "\n".join(part.text for part in self.parts)


@dataclass(frozen=True, slots=True)
class PeriodStatement:
    """One statement of a covered period, with the words that say it and where they stand."""

    start: date
    end: date
    text: str
    says: str
    where: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class PeriodReading:
    """The periods that a text covers; `readings` holds rival readings when they contradict."""

    covered: tuple[tuple[date, date], ...]
    fiscal_years: tuple[int, ...]
    statements: tuple[PeriodStatement, ...] = ()
    readings: tuple[tuple[tuple[date, date], ...], ...] = ()


@dataclass(frozen=True, slots=True)
class ElementAnswer:
    """
    One required element: seen (where, with the quotation), not seen, or cannot tell.

    `evidence` is the reference of the file, `page` its page and `place` the part of it (heading,
    table, page …); `nil` says that a statement "there is none" shows the element; `sure` is False
    when words that were not seen may stand where nothing could be read.
    """

    name: str
    seen: bool
    quote: str = ""
    evidence: str = ""
    key: str = ""
    page: int | None = None
    place: str = ""
    nil: bool = False
    sure: bool = True
    required: bool = True
    look_th: str = ""

    @property
    def answer(self) -> Seen:
        """Seen, not seen, or cannot tell."""
        if self.seen:
            return Seen.YES
        return Seen.NO if self.sure else Seen.CANNOT_TELL


@dataclass(frozen=True, slots=True)
class Observed:
    """One piece of evidence of an item: the link, its check, and what was read behind it."""

    ref: str
    item: str
    link: Link
    check: LinkCheck
    reading: Reading | None = None
    period: PeriodReading | None = None
    look_id: str = ""
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """The answer at one rung, the reason in Thai, and the evidence it rests on."""

    answer: Label
    reason_th: str = ""
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ladder:
    """The five answers for one item, and what was noticed beside them."""

    item: str
    found: Step
    opens: Step
    reads: Step
    period: Step
    elements: Step
    element_answers: tuple[ElementAnswer, ...] = ()
    remarks: tuple[Remark, ...] = ()

    def step(self, rung: Rung) -> Step:
        """The answer at a rung."""
        return getattr(self, rung.value)
