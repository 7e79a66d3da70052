"""What one look saw of every link, in the few facts that two looks are compared by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ita_audit.model import LinkStatus, Observed, PageLinks, Reading, Reads

_TEXT = ("title", "heading", "page", "table", "text")
_PAGES_READ = 5
_UNSEEN = {
    LinkStatus.UNREACHABLE,
    LinkStatus.TIMEOUT,
    LinkStatus.BLOCKED,
    LinkStatus.RATE_LIMITED,
    LinkStatus.ROBOTS,
    LinkStatus.UNCHECKED,
    LinkStatus.TOO_LARGE,
}
_BAD_READS = {Reads.DAMAGED, Reads.ENCRYPTED, Reads.EMPTY, Reads.WRONG_TYPE}


@dataclass(frozen=True, slots=True)
class Sighting:
    """
    One link of one item as one look saw it.

    `lines` is the text as read, `whole` whether that is all of it; `years` are the fiscal years that
    the text says it covers; `parent` is the address of the page behind which it was found.
    """

    item: str
    url: str
    label: str = ""
    status: LinkStatus = LinkStatus.OK
    http_status: int | None = 200
    final_url: str = ""
    sha256: str = ""
    kind: str = ""
    reads: Reads | None = None
    lines: tuple[str, ...] = ()
    whole: bool = True
    pages: int | None = None
    images: int = 0
    years: tuple[int, ...] = ()
    parent: str = ""

    @property
    def observed(self) -> bool:
        """Tell whether the site itself said something: a failed fetch, a block or a 5xx did not."""
        if self.status is LinkStatus.BROKEN:
            return self.http_status is not None and 300 <= self.http_status < 500
        return self.status not in _UNSEEN and (self.http_status or 0) < 500

    @property
    def good(self) -> bool:
        """Tell whether a member of the public gets content that can be used."""
        opens = self.status in (LinkStatus.OK, LinkStatus.REDIRECTED, LinkStatus.SCANNED)
        return opens and self.reads not in _BAD_READS


@dataclass(frozen=True, slots=True)
class LookSeen:
    """What one look saw: whether the ITA page itself could be read, and every link."""

    look_id: str
    page_observed: bool
    sightings: tuple[Sighting, ...]


def look_seen(observed: Sequence[Observed], page: PageLinks | None, *, look_id: str) -> LookSeen:
    """
    Bring what a look observed into the form that is compared.

    Args:
        observed: Every link of every item, files behind pages included.

        page: The ITA page as read; None when it could not be.

        look_id: Which look.
    """
    address = {seen.ref: seen.link.url for seen in observed}
    sightings = [_sighting(seen, address.get(seen.parent, "")) for seen in observed]
    for code, entry in (page.items if page else {}).items():
        if entry.statement and not entry.links:
            sightings.append(Sighting(code, "", entry.label, lines=(entry.statement,), kind="html"))
    return LookSeen(look_id, page is not None and not page.refused, tuple(sightings))


def _sighting(seen: Observed, parent: str) -> Sighting:
    reading, check = seen.reading, seen.check
    return Sighting(
        item=seen.item,
        url=seen.link.url or seen.link.href,
        label=seen.link.text,
        status=check.status,
        http_status=check.http_status,
        final_url=check.final_url,
        sha256=check.sha256,
        kind=reading.kind if reading else "",
        reads=reading.state if reading else None,
        lines=_lines(reading),
        whole=reading is not None and (reading.pages or 0) <= _PAGES_READ,
        pages=reading.pages if reading else None,
        images=reading.images if reading else 0,
        years=_years(seen),
        parent=parent,
    )


def _lines(reading: Reading | None) -> tuple[str, ...]:
    parts = reading.parts if reading else ()
    return tuple(line for part in parts if part.where in _TEXT for line in part.text.split("\n"))


def _years(seen: Observed) -> tuple[int, ...]:
    """The fiscal years a text says it covers; a bare day (often today's) says nothing of a period."""
    if seen.period is None or all(said.says == "day" for said in seen.period.statements):
        return ()
    return seen.period.fiscal_years
