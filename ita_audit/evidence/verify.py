"""Check every byte of every look against its chained register, and the chains against a printed end."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

from ita_audit.errors import EvidenceError
from ita_audit.evidence import lock, register
from ita_audit.evidence.folders import LOOK, REGISTER, UNBORN, WARC, file_digests, look_folders, read_look
from ita_audit.evidence.reader import Capture
from ita_audit.evidence.recover import head_of

_FILES = {WARC, REGISTER, LOOK}
_CLOSED = ("finished", "void")
_ENDED = (*_CLOSED, "interrupted")


def verify_looks(evidence: Path) -> list[str]:
    """
    Check every register line, record and byte of every look.

    A look names the SHA-256 of each file of the look before it; so the last look is read line by
    line, and an older one only where its files are not those that the look after it names.
    The tail of a look that is still running, or was killed and may go on, is no problem: going on
    with it cuts the tail off and says so.

    Returns:
        One sentence per problem, naming look, line or record; nothing when all is as captured.
    """
    found: list[list[str]] = []
    folders = _folders(evidence / "looks")
    expected: Mapping[str, str] = {}
    for number in reversed(range(len(folders))):
        folder, problems = folders[number], []
        if not (folder.is_dir() and (folder / LOOK).is_file()):
            found.append([f"{folder.name}: in the evidence, but no look"])
            continue
        before = next((f for f in reversed(folders[:number]) if (f / LOOK).is_file()), None)
        if not expected or file_digests(folder) != expected:
            problems = _verify(folder, before)
            if expected and not problems:
                problems = [f"{folder.name}: not the bytes that the look after it was chained to"]
        found.append(problems)
        expected = {} if problems else _digests_before(folder)
    return [problem for problems in reversed(found) for problem in problems]


def _folders(looks: Path) -> list[Path]:
    paths = sorted(path for path in looks.glob("*") if path.name != lock.NAME)
    return [path for path in paths if not path.name.startswith(".")]


def _digests_before(folder: Path) -> Mapping[str, str]:
    before = read_look(folder).get("before")
    return before if isinstance(before, dict) else {}


def chained_to(last: Path, looks: Path) -> tuple[str, dict[str, str]]:
    """
    What a new look is chained to: the end of the last look's chain, and its files where all is sound.

    Args:
        last: The last look.

        looks: The folder of all looks.
    """
    closed = read_look(last)["state"] in _ENDED
    sound = closed and not verify_looks(looks.parent)
    return head_of(last), file_digests(last) if sound else {}


def _verify(folder: Path, before: Path | None) -> list[str]:
    name = folder.name
    try:
        look = read_look(folder)
        data = (folder / REGISTER).read_bytes()
        rows = _rows(look, data)
        found = [*_files(folder, look), *_look_itself(folder, look, before), *_lines(name, look, data, rows)]
        return [*found, *_chain(name, look, rows), *_records(folder, look, rows)]
    except (EvidenceError, OSError, KeyError, TypeError, ValueError, AttributeError) as error:
        return [f"{name}: not as it was captured: {error}"]


def _rows(look: Mapping[str, object], data: bytes) -> list[dict[str, str]]:
    if look["state"] == "running":
        return register.sound_rows(data.decode("utf-8", "replace"), look)
    return register.read_rows(data.decode("utf-8"))


def _files(folder: Path, look: Mapping[str, object]) -> Iterator[str]:
    passing = {LOOK + UNBORN} if look["state"] == "running" else set()
    for path in sorted(folder.iterdir()):
        if path.name not in _FILES | passing:
            yield f"{folder.name}/{path.name}: not a file of this look"


def _look_itself(folder: Path, look: Mapping[str, object], before: Path | None) -> Iterator[str]:
    if look["look_id"] != folder.name:
        yield f"{folder.name}: look.json names {look['look_id']}"
    if (folder / LOOK).read_bytes().decode("utf-8") != register.look_text(look):
        yield f"{folder.name}/{LOOK}: not as the program writes it"
    if look.get("format", 1) == 1:
        return
    head = head_of(before) if before else ""
    if look["previous"] != head:
        yield f"{folder.name}: the look before it is not the one it was chained to"


def _lines(
    name: str, look: Mapping[str, object], data: bytes, rows: Sequence[Mapping[str, str]]
) -> Iterator[str]:
    text = register.text_of(rows).encode()
    if look["state"] == "running" and data.startswith(text):
        if register.whole_rows_after(data.decode("utf-8", "replace"), rows):
            yield f"{name}/{REGISTER}, row {len(rows) + 2}: the chain is broken here"
    elif data != text:
        yield f"{name}/{REGISTER}: bytes that are no complete line of the register"


def _chain(name: str, look: Mapping[str, object], rows: Sequence[Mapping[str, str]]) -> Iterator[str]:
    chain = register.origin(look)
    for number, row in enumerate(rows):
        if register.link(row, chain) != row["chain"] or row["seq"] != str(number):
            yield f"{name}/{REGISTER}, row {number + 2}: the chain is broken here"
        chain = row["chain"]
    ended = rows[-1] if rows and rows[-1]["purpose"] == register.END else None
    if look["state"] == "running":
        closing: tuple = ("", None)
        if (look["chain_head"], look["finished"]) != closing or (ended and ended["detail"] in _CLOSED):
            yield f"{name}/{LOOK}: says running, its register does not"
        return
    said = (look["chain_head"], look["state"], look["finished"])
    if ended is None or said != (chain, ended["detail"], ended["observed_at"]):
        yield f"{name}/{LOOK}: chain head, state or end differs from the register's end"


def _records(folder: Path, look: Mapping[str, object], rows: Sequence[Mapping[str, str]]) -> Iterator[str]:
    name, end, whole = folder.name, 0, hashlib.sha256()
    with (folder / WARC).open("rb") as file:
        for row in rows:
            for record in json.loads(row["records"]):
                if record["type"] == "file":
                    if (record["length"], record["sha256"]) != (end, whole.hexdigest()):
                        yield f"{name}/{WARC}: the file differs from the register at {end} bytes"
                    continue
                if record["offset"] != end:
                    yield f"{name}/{WARC}: record at {record['offset']}, expected at {end}"
                end = record["offset"] + record["length"]
                if not _same(file, record, whole):
                    yield f"{name}/{WARC}, record at {record['offset']}: bytes differ from the register"
    size = (folder / WARC).stat().st_size
    if size < end or (size > end and look["state"] != "running"):
        yield f"{name}/{WARC}: {size} bytes, the register accounts for {end}"


def _same(file: BinaryIO, record: Mapping[str, object], whole: hashlib._Hash) -> bool:
    file.seek(record["offset"])
    data = file.read(record["length"])
    whole.update(data)
    return hashlib.sha256(data).hexdigest() == record["sha256"]


def unfinished(evidence: Path) -> list[str]:
    """Name the looks that are running or were stopped and not gone on with: they count for nothing yet."""
    looks = [read_look(folder) for folder in look_folders(evidence / "looks")]
    return [look["look_id"] for look in looks if look["state"] in ("running", "interrupted")]


def look_heads(evidence: Path) -> list[str]:
    """
    Digest each closed look as a whole, oldest first: its record with the end of its chain in it.

    What is printed of them stands for every byte of these looks.
    """
    folders = look_folders(evidence / "looks")
    closed = [folder for folder in folders if Capture(folder).look["state"] in _CLOSED]
    return [hashlib.sha256((folder / LOOK).read_bytes()).hexdigest() for folder in closed]
