"""Append-only WARC files: the records of one answer."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ita_audit.evidence.durable import DurableFile
from ita_audit.evidence.records import REVISIT, Bytes, fields_block, make_record, sha256_of
from ita_audit.model import RENDER, RENDERED, Hop, Response

_HTTP = "application/http; msgtype="
_FIELDS = "application/warc-fields"
_STANDARD = "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"


@dataclass(frozen=True, slots=True)
class Kept:
    """Where a payload was kept first: address, date and record id of that record, and its look."""

    url: str
    date: str
    record_id: str = ""
    look_id: str = ""


class WarcWriter:
    """
    Writes answers as WARC 1.1 records into one file.

    Args:
        path: The file; created, or gone on with.

        known: Payloads kept already, by SHA-256; they become revisit records.

        digests: Describe each record by the SHA-256 of its bytes in the file too, for a register.

        look_id: The look that this file belongs to; a later look finds its payloads by that.
    """

    def __init__(
        self,
        path: Path,
        *,
        known: Mapping[str, Kept] | None = None,
        digests: bool = False,
        look_id: str = "",
    ) -> None:
        self.file = DurableFile(path)
        self.look_id = look_id
        self.digests = digests
        self.known: dict[str, Kept] = dict(known or {})
        self.pages: dict[str, str] = {}
        self.info_id = ""

    def open(self, *, tool: str, date: str, settings: Mapping[str, object], part_of: str = "") -> list[dict]:
        """Write the warcinfo record: which program, when, with which settings."""
        fields = (
            ("software", tool),
            ("format", "WARC File Format 1.1"),
            ("conformsTo", _STANDARD),
            ("isPartOf", part_of),
            ("operator", settings.get("contact", "")),
            ("robots", "obey" if settings.get("respect_robots", True) else "ignore"),
            *((f"setting-{name}", value) for name, value in settings.items()),
        )
        block = fields_block(tuple((name, value) for name, value in fields if value != ""))
        named = (("WARC-Filename", self.file.path.name),)
        member, self.info_id = make_record("warcinfo", block, date=date, content_type=_FIELDS, extra=named)
        return [self._append(member, "warcinfo", None, self.info_id)]

    def add(self, response: Response) -> list[dict]:
        """
        Append the records of one answer: answer and request of every hop, or what went wrong.

        Returns:
            One description per record: type, offset, length, sha256, and for answers what the
            reader needs. Nothing is durable before `sync`.
        """
        if response.purpose == RENDERED and response.body:
            return [self._rendered(response)]
        sha = response.sha256
        start, known = self.file.end, self.known.get(sha)
        try:
            records = [
                record
                for number, hop in enumerate(response.hops, 1)
                for record in self._exchange(hop, response, sha if number == len(response.hops) else "")
            ]
            if not response.hops:
                records = [self._failure(response, "")]
        except OSError:
            self.file.back_to(start)
            if known is None:
                self.known.pop(sha, None)
            raise
        self.remember(response.url, response.purpose, records)
        return records

    def remember(self, url: str, purpose: str, records: Sequence[Mapping[str, object]]) -> None:
        """Note the record of an address's last answer: what a browser shows of it refers to it."""
        answers = [record for record in records if record["type"] in ("response", "revisit")]
        if answers and purpose != RENDER:
            self.pages[url] = str(answers[-1].get("id", ""))

    def _rendered(self, response: Response) -> dict:
        """Keep a page as a browser showed it: a version of the page's own record (ISO 28500, conversion)."""
        source = self.pages.get(response.url, "")
        member, record_id = make_record(
            "conversion",
            response.body,
            url=response.final_url,
            date=response.observed_at,
            payload=response.body,
            content_type="text/html; charset=utf-8",
            truncated=response.truncated or "",
            warcinfo=self.info_id,
            extra=(("WARC-Refers-To", source),),
        )
        return self._append(member, "conversion", None, record_id)

    def _exchange(self, hop: Hop, response: Response, sha: str) -> list[dict]:
        final = hop is response.hops[-1]
        if not hop.head:
            return self._headless(hop, response)
        body = response.body if final else hop.body
        earlier = self.known.get(sha) if sha else None
        member, record_id = make_record(
            "revisit" if earlier else "response",
            *((hop.head,) if earlier else (hop.head, body)),
            url=hop.url,
            date=hop.observed_at,
            payload=body,
            payload_sha=sha,
            ip=hop.ip,
            content_type=_HTTP + "response",
            truncated=(response.truncated or "") if final else ("" if hop.body else _redirect_cut(hop.head)),
            warcinfo=self.info_id,
            extra=_refers_to(earlier),
        )
        answer = self._append(member, "revisit" if earlier else "response", hop, record_id)
        if earlier and earlier.look_id:
            answer["of"] = earlier.look_id
        if sha and not earlier:
            self.known[sha] = Kept(hop.url, hop.observed_at, record_id, self.look_id)
        return [answer, self._request(hop, record_id)]

    def _headless(self, hop: Hop, response: Response) -> list[dict]:
        """A request that got no HTTP answer: no response record can hold that, a metadata record does."""
        member, record_id = make_record(
            "metadata",
            _failed(response),
            url=hop.url,
            date=hop.observed_at,
            ip=hop.ip,
            content_type=_FIELDS,
            warcinfo=self.info_id,
        )
        return [self._append(member, "metadata", hop, record_id), self._request(hop, record_id)]

    def _request(self, hop: Hop, answer_id: str) -> dict:
        member, record_id = make_record(
            "request",
            hop.request,
            url=hop.url,
            date=hop.observed_at,
            ip=hop.ip,
            content_type=_HTTP + "request",
            concurrent=answer_id,
            warcinfo=self.info_id,
        )
        return self._append(member, "request", None, record_id)

    def _failure(self, response: Response, concurrent: str) -> dict:
        """An attempt without any exchange is evidence too: a metadata record says what happened."""
        member, record_id = make_record(
            "metadata",
            _failed(response),
            url=response.final_url,
            date=response.observed_at,
            content_type=_FIELDS,
            concurrent=concurrent,
            warcinfo=self.info_id,
        )
        return self._append(member, "metadata", None, record_id)

    def _append(self, member: list[Bytes], kind: str, hop: Hop | None, record_id: str) -> dict:
        record = {
            "type": kind,
            "id": record_id,
            "offset": self.file.append(*member),
            "length": sum(map(len, member)),
            "sha256": sha256_of(member).hex() if self.digests else "",
        }
        if hop is not None:
            record |= {"url": hop.url, "http_status": hop.http_status, "ip": hop.ip}
            record |= {"observed_at": hop.observed_at, "elapsed_ms": hop.elapsed_ms, "head": len(hop.head)}
        return record

    def close(self) -> None:
        """Make everything durable and close the file."""
        self.file.sync()
        self.file.close()


def _failed(response: Response) -> bytes:
    return fields_block(
        (("error", response.error), ("detail", response.detail), ("attempts", response.attempts))
    )


def _refers_to(earlier: Kept | None) -> tuple[tuple[str, str], ...]:
    if earlier is None:
        return ()
    return (
        ("WARC-Profile", REVISIT),
        ("WARC-Refers-To", earlier.record_id),
        ("WARC-Refers-To-Target-URI", earlier.url),
        ("WARC-Refers-To-Date", earlier.date),
    )


def _redirect_cut(head: bytes) -> str:
    """The body of a redirect is never read: over the length we take, unless there was none."""
    return "" if re.search(rb"(?im)^content-length:[ \t]*0+[ \t]*\r?$", head) else "length"
