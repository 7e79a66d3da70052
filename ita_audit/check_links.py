"""
Check a plain list of links without any case: one record per link, in the `check` contract.

The statuses come from `linkcheck`; nothing here decides one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ita_audit.engagement import LookSettings
from ita_audit.fetch import Fetcher
from ita_audit.linkcheck import check_link, site_context
from ita_audit.model import LinkCheck, LinkStatus, Response
from ita_audit.sandbox import read_safely
from ita_audit.trail import is_html, negatives, probes


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
    answers: dict[str, list[Response]] = {}
    with Fetcher(settings) as fetcher:
        _ask(fetcher, [(url, "link") for url in dict.fromkeys(t.url for t in targets)], answers)
        _ask(
            fetcher, [(url, "probe") for url in probes(r for many in answers.values() for r in many)], answers
        )
        again = negatives(r for many in answers.values() for r in many)
        _ask(fetcher, [(url, "again") for url in again], answers)
    site = site_context([r for many in answers.values() for r in many])
    for target in targets:
        found = check_link(target.url, answers.get(target.url, []), site=site)
        yield _record(target, _read(found, answers.get(target.url, [])))


def _ask(fetcher: Fetcher, requests: list[tuple[str, str]], answers: dict[str, list[Response]]) -> None:
    for response in fetcher.fetch_many(requests):
        answers.setdefault(response.url, []).append(response)


def _read(found: LinkCheck, answers: list[Response]) -> LinkCheck:
    """Open the document behind a link that answered: damaged, encrypted and scanned files are said."""
    from dataclasses import replace

    from ita_audit.model import Reads

    said = {
        Reads.SCANNED: LinkStatus.SCANNED,
        Reads.DAMAGED: LinkStatus.UNREADABLE,
        Reads.ENCRYPTED: LinkStatus.UNREADABLE,
        Reads.EMPTY: LinkStatus.EMPTY,
        Reads.WRONG_TYPE: LinkStatus.WRONG_TYPE,
    }
    if found.status not in (LinkStatus.OK, LinkStatus.REDIRECTED) or not answers:
        return found
    last = answers[-1]
    if is_html(last):
        return found
    reading = read_safely([(last.content, last.final_url, last.header("content-type"))])[0]
    status = said.get(reading.state)
    return replace(found, status=status, reason=reading.reason_th) if status else found


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
