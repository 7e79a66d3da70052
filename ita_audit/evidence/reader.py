"""Give captured responses back exactly as they were added."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from ita_audit.errors import EvidenceError
from ita_audit.evidence import register
from ita_audit.evidence.folders import REGISTER, WARC, look_folders, read_look
from ita_audit.evidence.records import block_of
from ita_audit.fetch.decode import Undecodable, decode
from ita_audit.model import Hop, LookInfo, Response


class Capture:
    """One look on disk."""

    def __init__(self, folder: Path, rows: Sequence[Mapping[str, str]] | None = None) -> None:
        self.folder = folder
        self._given = rows
        self.earlier: Sequence[Capture] | None = None

    @cached_property
    def look(self) -> dict:
        """look.json as read."""
        return read_look(self.folder)

    @property
    def info(self) -> LookInfo:
        """When, with which settings, and how it ended."""
        look = self.look
        return LookInfo(
            look_id=look["look_id"],
            started=look["started"],
            finished=look["finished"],
            state=look["state"],
            tool=look["tool"],
            settings=look["settings"],
            chain_head=look["chain_head"],
            folder=self.folder.name,
        )

    @cached_property
    def rows(self) -> list[dict[str, str]]:
        """The register's rows, lines about the look itself included."""
        if self._given is not None:
            return list(self._given)
        return register.read_rows((self.folder / REGISTER).read_bytes().decode("utf-8"))

    def member(self, record: Mapping[str, object]) -> bytes:
        """One record's gzip member."""
        with (self.folder / WARC).open("rb") as file:
            file.seek(record["offset"])
            return file.read(record["length"])

    @cached_property
    def responses(self) -> list[Response]:
        """The answers of this look, in the order they were added."""
        return [self._response(row) for row in self.rows if register.is_answer(row)]

    @cached_property
    def canaries(self) -> list[Response]:
        """What the canaries of this look answered, in the order they were added."""
        return [self._response(row) for row in self.rows if row["purpose"] == register.CANARY]

    def _response(self, row: Mapping[str, str]) -> Response:
        records = json.loads(row["records"])
        hops, body = [], b""
        for answer, request in zip(records[::2], records[1::2], strict=False):
            block = block_of(self.member(answer))
            head = block[: answer["head"]]
            if answer["type"] == "response":
                body = block[answer["head"] :]
            elif answer["type"] == "revisit":
                body = self.payload(row["payload_sha256"])
            hops.append(
                Hop(
                    answer["url"],
                    answer["http_status"],
                    answer["ip"],
                    block_of(self.member(request)),
                    head,
                    answer["observed_at"],
                    answer["elapsed_ms"],
                )
            )
        if records and records[0]["type"] == "conversion":
            body = block_of(self.member(records[0]))
        return _rebuilt(row, tuple(hops), body if row["payload_sha256"] else b"")

    @cached_property
    def own(self) -> dict[str, dict]:
        """The records of this look that hold a payload, by the payload's SHA-256."""
        found = {}
        for row in self.rows:
            if row["payload_sha256"]:
                answers = [r for r in json.loads(row["records"]) if r["type"] in ("response", "revisit")]
                if answers and answers[-1]["type"] == "response":
                    found[row["payload_sha256"]] = answers[-1]
        return found

    def payload(self, sha: str) -> bytes:
        """
        Find a payload that was kept once, in this look or an earlier one.

        Raises:
            EvidenceError: No look of the case holds it.
        """
        if self.earlier is None:
            folders = [
                folder for folder in look_folders(self.folder.parent) if folder.name < self.folder.name
            ]
            self.earlier = [Capture(folder) for folder in folders]
        for capture in (self, *reversed(self.earlier)):
            if record := capture.own.get(sha):
                return block_of(capture.member(record))[record["head"] :]
        raise EvidenceError(
            f"{self.folder.name}: payload {sha[:16]}… is in no look of this case",
            hint_th="หลักฐานรอบก่อนหายไป กู้โฟลเดอร์ evidence ให้ครบทุกรอบ",
        )

    def response(self, url: str) -> Response | None:
        """The last answer for an address."""
        return next((r for r in reversed(self.responses) if r.url == url), None)


def _rebuilt(row: Mapping[str, str], hops: tuple[Hop, ...], body: bytes) -> Response:
    response = Response(
        url=row["url"],
        final_url=row["final_url"],
        http_status=int(row["http_status"]) if row["http_status"] else None,
        hops=hops,
        body=body,
        content=body,
        error=row["error"] or None,
        detail=row["detail"],
        tls=row["tls"] or None,
        ip=row["ip"] or None,
        observed_at=row["observed_at"],
        elapsed_ms=int(row["elapsed_ms"]),
        attempts=int(row["attempts"]),
        purpose=row["purpose"],
        truncated=row["truncated"] or None,
    )
    coding = response.header("content-encoding")
    if response.error == "decoding":
        return replace(response, content=b"")
    if not coding or response.error:
        return response
    try:
        return replace(response, content=decode(body, coding))
    except Undecodable:
        return replace(response, content=b"")


def load_looks(evidence: Path, *, states: Sequence[str] = ("finished",)) -> list[Capture]:
    """
    Load the looks of a case, oldest first.

    Args:
        evidence: The case's evidence folder.

        states: Which looks count; void and interrupted ones are left out unless named.
    """
    looks = [Capture(folder) for folder in look_folders(evidence / "looks")]
    for number, capture in enumerate(looks):
        capture.earlier = looks[:number]
    return [capture for capture in looks if capture.look["state"] in states]
