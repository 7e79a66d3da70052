"""Take the copies of an item's links out of the evidence, with every time they were seen."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from ita_audit.evidence import Capture, load_looks
from ita_audit.evidence.register import is_answer
from ita_audit.model import Link, LinkCheck, LinkStatus, Observed
from ita_audit.observation import Audit

MOST = 40
"""At most so many links and files of one item are packed; the cover says how many there are."""
_ASIDE = frozenset({"probe", "robots", "render", "rendered"})
_BANGKOK = timedelta(hours=7)
_MAGIC = (
    (b"%PDF", "pdf"),
    (b"\xff\xd8\xff", "jpg"),
    (b"\x89PNG", "png"),
    (b"GIF8", "gif"),
)
_INSIDE = (("word/", "docx"), ("xl/", "xlsx"), ("ppt/", "pptx"))


@dataclass(frozen=True, slots=True)
class Sighting:
    """One time that a link was opened: in which look, when, and what came."""

    look_id: str
    observed_at: str
    http_status: int | None
    error: str
    bytes: int
    sha256: str
    final_url: str


@dataclass(frozen=True, slots=True)
class Exhibit:
    """
    One link of the item and its copy.

    `chosen` is the sighting whose copy is packed: the last good one before the window closed, else
    the last good one; `in_time` tells whether it was before, None when the case names no day.
    `payload` is the content as a visitor gets it, `records` the WARC records of the exchange; both are
    empty where no copy was kept. `page` says that it is the ITA page itself, which names the item
    without a link.
    """

    number: int
    seen: Observed
    submitted: bool
    sightings: tuple[Sighting, ...]
    chosen: Sighting | None
    in_time: bool | None
    payload: bytes
    records: bytes
    page: bool = False

    @property
    def name(self) -> str:
        """What it is called in the pack: a copy only where there is one."""
        return f"สำเนา {self.number}" if self.payload else f"รายการ {self.number} (ไม่มีสำเนา)"

    @property
    def payload_name(self) -> str:
        """A name of ours: nothing from outside chooses it, and no program runs what it names."""
        return f"copy-{self.number:02d}.{safe_ending(self.payload)}" if self.payload else ""

    @property
    def records_name(self) -> str:
        """The name of the file with the records of the exchange."""
        return f"exchange-{self.number:02d}.warc.gz" if self.records else ""


def exhibits_of(audit: Audit, code: str) -> tuple[Exhibit, ...]:
    """
    Lay out the copies of an item's links, files behind them included.

    Args:
        audit: The audit.

        code: The item.

    Returns:
        One exhibit per address in the order of the evidence, at most `MOST`; the ITA page alone where
        it names the item and gives no link.
    """
    captures = load_looks(audit.case.evidence)
    given = {link.url for link in audit.submitted if link.item == code}
    seen = {one.link.url: one for one in reversed(audit.evidence_of(code))}
    wanted = [one for one in audit.evidence_of(code) if seen[one.link.url] is one][:MOST]
    if not wanted and audit.page is not None and code in audit.page.items:
        page = _page_itself(audit.page.url, code)
        rows = sighted(captures, {page.link.url})
        shown = _exhibit(1, page, False, captures, rows, audit.case.window_closes)
        return (replace(shown, page=True),)
    rows = sighted(captures, {one.link.url for one in wanted})
    return tuple(
        _exhibit(number, one, one.link.url in given, captures, rows, audit.case.window_closes)
        for number, one in enumerate(wanted, 1)
    )


def _page_itself(url: str, code: str) -> Observed:
    """The ITA page as what stands for an item that it names without a link."""
    check = LinkCheck(url, url, LinkStatus.UNCHECKED, "", None, (), "", 0, "", 0, 0, "")
    return Observed("", code, Link(url, url, "", "", item=code), check)


def sighted(captures: Sequence[Capture], urls: set[str]) -> dict[str, list[tuple[int, Mapping[str, str]]]]:
    """The register's lines for some addresses, over all looks, oldest first."""
    found: dict[str, list[tuple[int, Mapping[str, str]]]] = {}
    for place, capture in enumerate(captures):
        for row in capture.rows:
            if row["url"] in urls and is_answer(row) and row["purpose"] not in _ASIDE:
                found.setdefault(row["url"], []).append((place, row))
    return found


def _exhibit(
    number: int,
    seen: Observed,
    submitted: bool,
    captures: Sequence[Capture],
    rows: Mapping[str, list[tuple[int, Mapping[str, str]]]],
    closes: date | None,
) -> Exhibit:
    own = rows.get(seen.link.url, [])
    sightings = tuple(_sighting(captures[place], row) for place, row in own)
    at = choose(sightings, closes)
    if at is None:
        return Exhibit(number, seen, submitted, sightings, None, None, b"", b"")
    place, row = own[at]
    in_time = None if closes is None else local_day(sightings[at].observed_at) <= closes
    payload, records = _content(captures[place], row), _records(captures, place, row)
    return Exhibit(number, seen, submitted, sightings, sightings[at], in_time, payload, records)


def _sighting(capture: Capture, row: Mapping[str, str]) -> Sighting:
    return Sighting(
        capture.info.look_id,
        row["observed_at"],
        int(row["http_status"]) if row["http_status"] else None,
        row["error"],
        int(row["bytes"] or 0),
        row["payload_sha256"],
        row["final_url"],
    )


def local_day(stamp: str) -> date:
    """The day in Thailand of a UTC stamp."""
    return (datetime.fromisoformat(stamp.replace("Z", "+00:00")) + _BANGKOK).date()


def choose(sightings: Sequence[Sighting], closes: date | None) -> int | None:
    """The last good sighting before the window closed; else the last good one; else the last."""
    good = [n for n, s in enumerate(sightings) if not s.error and (s.http_status or 999) < 400 and s.sha256]
    early = [n for n in good if closes is not None and local_day(sightings[n].observed_at) <= closes]
    rest = range(len(sightings))
    return next((numbers[-1] for numbers in (early, good, rest) if numbers), None)


def _content(capture: Capture, row: Mapping[str, str]) -> bytes:
    """The content behind a line of the register, its content coding undone."""
    key = (row["url"], row["observed_at"], row["purpose"])
    for response in capture.responses:
        if (response.url, response.observed_at, response.purpose) == key:
            return response.content or response.body
    return b""


def _records(captures: Sequence[Capture], place: int, row: Mapping[str, str]) -> bytes:
    """The WARC records of the exchange as they stand in the evidence, an earlier payload's own record too."""
    capture = captures[place]
    records = json.loads(row["records"])
    parts = [capture.member(record) for record in records]
    if any(record["type"] == "revisit" for record in records):
        for earlier in (capture, *reversed(captures[:place])):
            if own := earlier.own.get(row["payload_sha256"]):
                parts.append(earlier.member(own))
                break
    return b"".join(parts)


def safe_ending(payload: bytes) -> str:
    """An ending by the first bytes; what a click would run (pages, scripts, macros) ends in txt or bin."""
    for magic, ending in _MAGIC:
        if payload.startswith(magic):
            return ending
    if payload.startswith(b"PK\x03\x04"):
        return _office(payload)
    return "bin" if b"\0" in payload[:4096] else "txt"


def _office(payload: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(payload)) as file:
            names = file.namelist()[:2000]
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return "bin"
    if any("vbaproject" in name.lower() or "activex" in name.lower() for name in names):
        return "bin"
    return next((ending for start, ending in _INSIDE if any(n.startswith(start) for n in names)), "bin")
