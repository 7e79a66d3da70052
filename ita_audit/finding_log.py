"""
The findings' log of a case: what people wrote about findings, append-only, one JSON line each.

Each line carries the digest of the line before; a correction is a new entry. An entry is on disk when
`add` returns; a line cut short by a crash was never acknowledged and is put aside by the next entry.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import BinaryIO

from ita_audit.errors import JournalError
from ita_audit.journal import now_utc
from ita_audit.model import Finding, FindingNote, Note, Part

NAME = "findings.jsonl"
_WAIT_S, _STEP_S = 10.0, 0.02
_MAX_WORDS = 20_000
_DRAFTED = {Note.CAUSE: Part.CAUSE, Note.EFFECT: Part.EFFECT, Note.RECOMMENDATION: Part.RECOMMENDATION}


class FindingLog:
    """What people wrote about the findings of one case."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def add(
        self,
        finding: Finding | None,
        kind: Note,
        text: str,
        *,
        by: str,
        unit: str = "",
        due: date | None = None,
        until: date | None = None,
        agrees: bool | None = None,
        look_id: str = "",
        seen: Mapping[str, tuple[str, ...]] | None = None,
        at: str | None = None,
    ) -> FindingNote:
        """
        Append one entry; it is on disk when this returns.

        Args:
            finding: What it is about, as it stands; the draft that the words replace is kept with them.

            kind: What sort of entry.

            text: The person's words.

            by: Who.

            unit: The unit that acts or answers.

            due: When the action is due.

            until: When an accepted risk ends.

            agrees: Whether the unit agrees, for a management response.

            look_id: The look that was before the person.

            seen: Findings of a look (key → items), for *seen*.

            at: UTC time; None takes the clock.

        Raises:
            JournalError: Nobody signs, words or date are missing, or the entry could not be kept.
        """
        check_note(kind, text, by, until)
        note = FindingNote(
            seq=0, kind=kind, key=finding.key if finding else "", text=text, by=by.strip(), at=at or now_utc(),
            unit=unit, due=due, until=until, agrees=agrees, code=finding.code if finding else "",
            items=finding.items if finding else (), look_id=look_id,
            draft=finding.text(_DRAFTED[kind]) if finding and kind in _DRAFTED else "", seen=dict(seen or {}),
        )  # fmt: skip
        try:
            with self._alone() as file:
                last = _settled(file)
                note = replace(note, seq=last.seq + 1 if last else 1, previous=last.digest if last else "")
                note = replace(note, digest=_digest(note))
                file.seek(0, os.SEEK_END)
                file.write((json.dumps(_plain(note), ensure_ascii=False, sort_keys=True) + "\n").encode())
                file.flush()
                os.fsync(file.fileno())
        except (OSError, ValueError) as error:
            raise JournalError(
                f"{self.path.name}: the entry was not saved: {error}",
                hint_th="ยังไม่ได้บันทึก ตรวจพื้นที่ว่างของดิสก์และไฟล์ working/findings.jsonl แล้วบันทึกอีกครั้ง",
            ) from error
        return note

    @contextlib.contextmanager
    def _alone(self) -> Iterator[BinaryIO]:
        """Hold the log alone; the operating system lets go when the process dies."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("a+b") as file:
            deadline = time.monotonic() + _WAIT_S
            while not _lock(file):
                if time.monotonic() > deadline:
                    raise OSError("another window holds it")
                time.sleep(_STEP_S)
            try:
                yield file
            finally:
                _unlock(file)

    def entries(self) -> list[FindingNote]:
        """
        All entries, oldest first; none when there is no log yet.

        Raises:
            JournalError: A line is not one of this log.
        """
        if not self.path.is_file():
            return []
        try:
            return [_note(line) for line in _lines(self.path.read_bytes())]
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise JournalError(
                f"{self.path.name}: expected one JSON entry a line, got: {error}",
                hint_th="ไฟล์บันทึกข้อตรวจพบเสียหาย กู้สำเนาเดิมของ working/findings.jsonl",
            ) from error

    def verify(self) -> list[str]:
        """Name every entry that was changed, removed, added or moved; nothing when all is as written."""
        try:
            entries = self.entries()
        except JournalError as error:
            return [error.message]
        problems, previous = [], ""
        for number, note in enumerate(entries, 1):
            if note.seq != number or note.previous != previous or _digest(note) != note.digest:
                problems.append(f"{self.path.name}, entry {number}: does not fit the chain")
            previous = note.digest
        return problems


def check_note(kind: Note, text: str, by: str, until: date | None) -> None:
    """
    Check an entry before it is written.

    Raises:
        JournalError: Nobody signs, or words or date are missing; the hint says which.
    """
    wrong = ""
    if not by.strip():
        wrong = "ระบุชื่อผู้บันทึก"
    elif kind is not Note.SEEN and not text.strip():
        wrong = "เขียนข้อความก่อนบันทึก"
    elif len(text) > _MAX_WORDS:
        wrong = f"ข้อความยาวเกิน {_MAX_WORDS} ตัวอักษร"
    elif kind is Note.ACCEPTED and until is None:
        wrong = "ระบุวันสิ้นสุดของการยอมรับความเสี่ยง"
    if wrong:
        raise JournalError(f"{kind.value}: expected name, words and date, got by={by!r}", hint_th=wrong)


def _lines(data: bytes) -> list[bytes]:
    """The acknowledged lines: what follows the last newline was cut short."""
    return data.split(b"\n")[:-1]


def _settled(file: BinaryIO) -> FindingNote | None:
    """Put a line that was cut short aside, and give the last entry."""
    file.seek(0)
    lines = _lines(file.read())
    file.truncate(sum(len(line) + 1 for line in lines))
    return _note(lines[-1]) if lines else None


def _plain(note: FindingNote) -> dict[str, object]:
    kept = {name: getattr(note, name) for name in FindingNote.__dataclass_fields__}
    kept |= {"kind": note.kind.value, "items": list(note.items)}
    kept["seen"] = {key: list(items) for key, items in note.seen.items()}
    for name in ("due", "until"):
        kept[name] = kept[name].isoformat() if kept[name] else None
    return kept


def _note(line: bytes) -> FindingNote:
    data = json.loads(line.decode("utf-8"))
    data |= {"kind": Note(data["kind"]), "items": tuple(data["items"])}
    data["seen"] = {key: tuple(items) for key, items in data["seen"].items()}
    for name in ("due", "until"):
        data[name] = date.fromisoformat(data[name]) if data[name] else None
    return FindingNote(**data)


def _digest(note: FindingNote) -> str:
    kept = {name: value for name, value in _plain(note).items() if name != "digest"}
    return hashlib.sha256(json.dumps(kept, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


if os.name == "nt":
    import msvcrt

    _FAR = 1 << 40

    def _lock(file: BinaryIO) -> bool:
        try:
            file.seek(_FAR)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _unlock(file: BinaryIO) -> None:
        file.seek(_FAR)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _lock(file: BinaryIO) -> bool:
        try:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

    def _unlock(file: BinaryIO) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_UN)
