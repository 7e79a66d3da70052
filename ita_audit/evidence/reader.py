"""Give captured responses back exactly as they were added, and verify every byte of every look."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path

from ita_audit.errors import EvidenceError
from ita_audit.evidence import register
from ita_audit.evidence.records import block_of
from ita_audit.fetch.decode import Undecodable, decode
from ita_audit.model import Hop, LookInfo, Response

WARC, REGISTER, LOOK = "capture.warc.gz", "register.csv", "look.json"


class Capture:
    """One look on disk."""

    def __init__(self, folder: Path, rows: Sequence[Mapping[str, str]] | None = None) -> None:
        self.folder = folder
        self._given = rows
        self.earlier: Mapping[str, bytes] = {}

    @cached_property
    def look(self) -> dict:
        """look.json as read."""
        try:
            return json.loads((self.folder / LOOK).read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise EvidenceError(
                f"{self.folder.name}/{LOOK}: expected the look's record, got: {error}",
                hint_th=f"บันทึกรอบตรวจ {self.folder.name} เสียหาย กู้สำเนาเดิมของโฟลเดอร์ evidence",
            ) from None

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
        """The register's rows, start and end rows included."""
        if self._given is not None:
            return list(self._given)
        return register.read_rows((self.folder / REGISTER).read_bytes().decode("utf-8"))

    @cached_property
    def warc(self) -> bytes:
        """The bytes of the WARC file."""
        return (self.folder / WARC).read_bytes()

    def member(self, record: Mapping[str, object]) -> bytes:
        """One record's gzip member."""
        return self.warc[record["offset"] : record["offset"] + record["length"]]

    @cached_property
    def responses(self) -> list[Response]:
        """The answers of this look, in the order they were added."""
        return [
            self._response(row) for row in self.rows if row["purpose"] not in (register.START, register.END)
        ]

    def _response(self, row: Mapping[str, str]) -> Response:
        records = json.loads(row["records"])
        hops, body = [], b""
        for answer, request in zip(records[::2], records[1::2], strict=False):
            block = block_of(self.member(answer))
            head, body = block[: answer["head"]], block[answer["head"] :]
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
            if answer["type"] == "revisit":
                body = self.payload(row["payload_sha256"])
        if records and records[0]["type"] == "conversion":
            body = block_of(self.member(records[0]))
        return _rebuilt(row, tuple(hops), body)

    @cached_property
    def _own(self) -> dict[str, bytes]:
        found = {}
        for row in self.rows:
            answers = [r for r in json.loads(row["records"]) if r["type"] in ("response", "revisit")]
            if row["payload_sha256"] and answers and answers[-1]["type"] == "response":
                found[row["payload_sha256"]] = block_of(self.member(answers[-1]))[answers[-1]["head"] :]
        return found

    def payload(self, sha: str) -> bytes:
        """Find a payload that was kept once, in this look or an earlier one."""
        if sha in self._own:
            return self._own[sha]
        if sha in self.earlier:
            return self.earlier[sha]
        for other in sorted(self.folder.parent.glob(f"*/{LOOK}"), reverse=True):
            if other.parent.name < self.folder.name and sha in Capture(other.parent)._own:
                return Capture(other.parent)._own[sha]
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
        return _with_content(response, b"")
    if not coding or response.error:
        return response
    try:
        return _with_content(response, decode(body, coding))
    except Undecodable:
        return _with_content(response, b"")


def _with_content(response: Response, content: bytes) -> Response:
    from dataclasses import replace

    return replace(response, content=content)


def load_looks(evidence: Path, *, states: Sequence[str] = ("finished",)) -> list[Capture]:
    """
    Load the looks of a case, oldest first.

    Args:
        evidence: The case's evidence folder.

        states: Which looks count; void and interrupted ones are left out unless named.
    """
    looks = [Capture(path.parent) for path in sorted((evidence / "looks").glob(f"*/{LOOK}"))]
    chosen = [capture for capture in looks if capture.look["state"] in states]
    payloads: dict[str, bytes] = {}
    for capture in chosen:
        capture.earlier = payloads
        if len(chosen) > 1:
            payloads = {**payloads, **capture._own}
    return chosen


def verify_looks(evidence: Path) -> list[str]:
    """
    Check every register line, record and byte of every look.

    Returns:
        One sentence per problem, naming look, line or record; nothing when all is as captured.
    """
    problems: list[str] = []
    for path in sorted((evidence / "looks").glob(f"*/{LOOK}")):
        problems += _verify(Capture(path.parent))
    return problems


def _verify(capture: Capture) -> list[str]:
    name = capture.folder.name
    try:
        look = capture.look
        text = (capture.folder / REGISTER).read_bytes().decode("utf-8")
        rows = register.read_rows(text)
        problems = [f"{name}: look.json names {look['look_id']}"] if look["look_id"] != name else []
        if text != register.header_line() + "".join(register.line_of(row) for row in rows):
            problems.append(f"{name}/{REGISTER}: bytes that are no complete line of the register")
        problems += _verify_chain(capture, look, rows) + _verify_records(capture, rows)
    except (EvidenceError, OSError, KeyError, TypeError, ValueError) as error:
        return [f"{name}: not as it was captured: {error}"]
    return problems


def _verify_chain(
    capture: Capture, look: Mapping[str, object], rows: Sequence[Mapping[str, str]]
) -> list[str]:
    name, problems, chain = capture.folder.name, [], register.origin(look)
    for number, row in enumerate(rows, 2):
        if register.link(row, chain) != row["chain"]:
            problems.append(f"{name}/{REGISTER}, row {number}: the chain is broken here")
        chain = row["chain"]
    if look["state"] == "running":
        return problems
    ended = rows[-1] if rows else {"detail": "", "observed_at": ""}
    closing = (look["chain_head"], look["state"], look["finished"])
    if closing != (chain, ended["detail"], ended["observed_at"]):
        problems.append(f"{name}/{LOOK}: chain head, state or end differs from the register's end")
    return problems


def _verify_records(capture: Capture, rows: Sequence[Mapping[str, str]]) -> list[str]:
    name, problems, end = capture.folder.name, [], 0
    for row in rows:
        for record in json.loads(row["records"]):
            if record["offset"] != end:
                problems.append(f"{name}/{WARC}: record at {record['offset']}, expected at {end}")
            end = record["offset"] + record["length"]
            if hashlib.sha256(capture.member(record)).hexdigest() != record["sha256"]:
                problems.append(
                    f"{name}/{WARC}, record at {record['offset']}: bytes differ from the register"
                )
    if len(capture.warc) != end:
        problems.append(f"{name}/{WARC}: {len(capture.warc)} bytes, the register accounts for {end}")
    return problems
