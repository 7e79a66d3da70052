"""
Put right what a crash left behind: torn lines, WARC bytes no line names, looks nobody went on with.

Only what stands after the last whole line is cut off, and a line says how much; damage further
back is not touched here, `verify` names it.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from ita_audit.evidence import register
from ita_audit.evidence.folders import REGISTER, WARC, read_look, save_look
from ita_audit.evidence.warc import DurableFile


@dataclass(frozen=True, slots=True)
class Recovered:
    """The whole rows of a look, and what was cut off behind them."""

    rows: list[dict[str, str]]
    cut: Mapping[str, object] = field(default_factory=dict)


def now_utc() -> str:
    """This moment, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def recover(folder: Path) -> Recovered:
    """Cut a look back to its last line whose WARC records are all there."""
    path, warc = folder / REGISTER, folder / WARC
    data = path.read_bytes()
    rows = register.sound_rows(data.decode("utf-8", "replace"), read_look(folder))
    with warc.open("rb") as file:
        while rows and not _intact(rows[-1], file):
            rows.pop()
    lines, end = len(register.text_of(rows).encode()), register.warc_end(rows)
    with warc.open("rb") as file:
        file.seek(end)
        tail = file.read()
    cut: dict[str, object] = {}
    if len(data) > lines:
        cut["register_bytes"] = len(data) - lines
        _shorten(path, lines)
    if tail:
        cut |= {"warc_bytes": len(tail), "warc_sha256": hashlib.sha256(tail).hexdigest()}
        _shorten(warc, end)
    return Recovered(rows, cut)


def _intact(row: Mapping[str, str], file: BinaryIO) -> bool:
    for record in register.records_of([row]):
        file.seek(record["offset"])
        if hashlib.sha256(file.read(record["length"])).hexdigest() != record["sha256"]:
            return False
    return True


def _shorten(path: Path, length: int) -> None:
    with path.open("r+b") as file:
        file.truncate(length)
        os.fsync(file.fileno())


def head_of(folder: Path) -> str:
    """The end of a look's chain as its lines stand."""
    look = read_look(folder)
    text = (folder / REGISTER).read_bytes().decode("utf-8", "replace")  # a torn tail may end inside a letter
    rows = register.sound_rows(text, look)
    return rows[-1]["chain"] if rows else register.origin(look)


def changed(folder: Path) -> bool:
    """Tell whether lines of a stopped look were changed: no crash does that, and nobody goes on with it."""
    text = (folder / REGISTER).read_bytes().decode("utf-8", "replace")
    return bool(register.whole_rows_after(text, register.sound_rows(text, read_look(folder))))


def settle(folder: Path, *, resumable: bool) -> str:
    """
    Bring look.json into agreement with the register after a crash.

    A look whose register ends as finished or void is that; one that nobody may go on with any more
    is closed as interrupted.

    Returns:
        The state of the look now.
    """
    look = read_look(folder)
    if look["state"] != "running" or changed(folder):
        return look["state"]
    rows = register.sound_rows((folder / REGISTER).read_bytes().decode("utf-8", "replace"), look)
    ended = bool(rows) and rows[-1]["purpose"] == register.END
    if resumable and not (ended and rows[-1]["detail"] != "interrupted"):
        return "running"
    recovered = recover(folder)
    last = rows[-1] if ended else _closing_line(folder, look, recovered)
    close(folder, look, last)
    return last["detail"]


def _closing_line(folder: Path, look: Mapping[str, object], recovered: Recovered) -> dict[str, str]:
    rows, whole = recovered.rows, file_record(folder / WARC)
    cut = f"; cut off: {json.dumps(recovered.cut)}" if recovered.cut else ""
    line = end_line(len(rows), "interrupted", f"not gone on with{cut}", whole)
    row = register.chained(line, rows[-1]["chain"] if rows else register.origin(look))
    file = DurableFile(folder / REGISTER)
    file.append(register.line_of(row).encode())
    file.sync()
    file.close()
    return row


def file_record(path: Path) -> dict[str, object]:
    """Describe a whole WARC file."""
    with path.open("rb") as file:
        sha = hashlib.file_digest(file, "sha256").hexdigest()
    return {"type": "file", "name": path.name, "length": path.stat().st_size, "sha256": sha}


def end_line(seq: int, state: str, reason: str, whole: Mapping[str, object]) -> dict[str, object]:
    """The last line of a look: how it ended, when, and the digest of its whole WARC file."""
    return {
        "seq": seq,
        "purpose": register.END,
        "detail": state,
        "error": reason,
        "observed_at": now_utc(),
        "records": register.records_json([whole]),
    }


def close(folder: Path, look: Mapping[str, object], last: Mapping[str, str]) -> None:
    """Write how a look ended into look.json."""
    ended = {"finished": last["observed_at"], "state": last["detail"], "chain_head": last["chain"]}
    save_look(folder, {**look, **ended})
