"""Addresses under way, the links that wait for them, and the records they become."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from ita_audit.check_links.targets import CheckTarget

if TYPE_CHECKING:
    from ita_audit.linkcheck import Sighting
    from ita_audit.model import LinkCheck, Response


class Address:
    """
    One address under way: who waits for it, what was seen, the document it gave.

    A start page is `idle` until one of its links leads back to it: until then nobody asks what it is.
    """

    __slots__ = ("document", "idle", "key", "lines", "name", "sightings", "url")

    def __init__(self, key: str, url: str, name: bytes) -> None:
        self.key, self.url, self.name, self.idle = key, url, name, False
        self.lines: list[tuple[int, CheckTarget]] = []
        self.sightings: list[Sighting] = []
        self.document: tuple[bytes, str, str] | None = None

    def saw(self, seen: Sighting, response: Response) -> None:
        """Add what one answer showed; only a document's bytes are kept, until it is read."""
        self.sightings.append(seen)
        opened = not seen.error and (seen.http_status or 0) < 300
        self.document = None
        if opened and seen.kind not in ("", "html"):
            self.document = (response.content, seen.final_url, seen.content_type)


class Emitter:
    """
    Numbers links as they are found and gives their records out.

    Args:
        ordered: In the order of the numbers, else as they come.
    """

    def __init__(self, *, ordered: bool) -> None:
        self.ordered = ordered
        self.asked = self.given = 0
        self.waiting: dict[int, dict] = {}
        self.free: deque[dict] = deque()

    def number(self) -> int:
        """Give the next link its number."""
        self.asked += 1
        return self.asked - 1

    def put(self, number: int, record: dict) -> None:
        """Hand in the record of a link."""
        if self.ordered:
            self.waiting[number] = record
        else:
            self.free.append(record)

    def ready(self) -> Iterator[dict]:
        """Yield what may go out."""
        while self.free:
            self.given += 1
            yield self.free.popleft()
        while self.given in self.waiting:
            self.given += 1
            yield self.waiting.pop(self.given - 1)


def core_of(found: LinkCheck) -> dict:
    """What all links of one address share of their records."""
    return {
        "final_url": found.final_url,
        "status": found.status.value,
        "reason": found.reason,
        "http_status": found.http_status,
        "hops": [{"url": url, "http_status": status} for url, status in found.hops],
        "content_type": found.content_type,
        "bytes": found.bytes,
        "sha256": found.sha256,
        "attempts": found.attempts,
        "elapsed_ms": found.elapsed_ms,
        "observed_at": found.observed_at,
    }


def record_of(target: CheckTarget, core: Mapping[str, object]) -> dict:
    """The record of one link, in the `check` contract."""
    record = {"href": target.href, "text": target.text, "url": target.url, **core}
    return record | ({"item": target.item} if target.item else {})


def stopped_record(target: CheckTarget, why: str) -> dict:
    """The record of a link that has no verdict."""
    from ita_audit.model import LinkCheck, LinkStatus

    nothing = LinkCheck(target.url, target.url, LinkStatus.UNCHECKED, why, None, (), "", 0, "", 0, 0, "", 0)
    return record_of(target, core_of(nothing))
