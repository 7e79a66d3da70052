"""
Check a plain list of links without any case: one record per link, in the `check` contract.

The statuses come from `linkcheck`; nothing here decides one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass

from ita_audit.engagement import LookSettings
from ita_audit.fetch import Fetcher
from ita_audit.linkcheck import Sighting, check_link, see, site_context, with_reading
from ita_audit.model import LinkCheck, Reading
from ita_audit.sandbox import BesideReader
from ita_audit.trail import negatives, probes


@dataclass(frozen=True, slots=True)
class CheckTarget:
    """One link to check: as written, absolute, its text, and its item where known."""

    href: str
    url: str
    text: str = ""
    item: str | None = None


def check_targets(targets: Sequence[CheckTarget], settings: LookSettings) -> Iterator[dict]:
    """
    Open every target once, look at failures again, probe each host, and yield one record each.

    Yields:
        Records of the `check` contract, in the order of the targets.
    """
    answers: dict[str, list[Sighting]] = {}
    readings: dict[str, Future[Reading]] = {}
    with Fetcher(settings) as fetcher, BesideReader() as reader:
        _ask(
            fetcher,
            reader,
            [(url, "link") for url in dict.fromkeys(t.url for t in targets)],
            answers,
            readings,
        )
        for _ in range(2):
            _ask(fetcher, reader, [(url, "probe") for url in probes(_all(answers))], answers, readings)
        _ask(fetcher, reader, [(url, "again") for url in negatives(_all(answers))], answers, readings)
        site = site_context(_all(answers))
        for target in targets:
            found = check_link(target.url, answers.get(target.url, []), site=site)
            reading = readings.get(found.sha256 + found.final_url)
            yield _record(target, with_reading(found, reading.result()) if reading else found)


def _all(answers: dict[str, list[Sighting]]) -> list[Sighting]:
    return [sighting for many in answers.values() for sighting in many]


def _ask(
    fetcher: Fetcher,
    reader: BesideReader,
    requests: list[tuple[str, str]],
    answers: dict[str, list[Sighting]],
    readings: dict[str, Future[Reading]],
) -> None:
    """Open addresses; what they answer is let go as soon as it is seen and given to the reader."""
    for response in fetcher.fetch_many(requests):
        seen = see(response)
        answers.setdefault(response.url, []).append(seen)
        if seen.kind not in ("", "html") and not seen.error and (seen.http_status or 0) < 300:
            key = seen.sha256 + seen.final_url
            if key not in readings:
                readings[key] = reader.submit(response.content, seen.final_url, seen.content_type)


def _record(target: CheckTarget, found: LinkCheck) -> dict:
    record = {
        "href": target.href,
        "text": target.text,
        "url": found.url,
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
    return record | ({"item": target.item} if target.item else {})
