"""
The journal: append-only judgements in SQLite, hash-chained, durable before a click is answered.

A correction is a new entry. Reading never creates or changes a file.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from ita_audit.errors import JournalError
from ita_audit.model import Judgement, Outcome

_SCHEMA = """
CREATE TABLE IF NOT EXISTS judgement (
  seq INTEGER PRIMARY KEY, item TEXT NOT NULL, outcome TEXT NOT NULL, reason TEXT NOT NULL,
  by TEXT NOT NULL, role TEXT NOT NULL, at TEXT NOT NULL, saw TEXT NOT NULL,
  previous TEXT NOT NULL, digest TEXT NOT NULL);
CREATE TRIGGER IF NOT EXISTS no_update BEFORE UPDATE ON judgement
  BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER IF NOT EXISTS no_delete BEFORE DELETE ON judgement
  BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
"""
_WAIT_S = 10.0
_COLUMNS = "seq, item, outcome, reason, by, role, at, saw, previous, digest"


def now_utc() -> str:
    """The time of a click, to the second, in UTC."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class Journal:
    """The judgements of one case."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def record(
        self,
        item: str,
        outcome: Outcome,
        reason: str,
        *,
        by: str,
        role: str = "preparer",
        saw: Mapping[str, str] | None = None,
        at: str | None = None,
    ) -> Judgement:
        """
        Append one judgement; it is on disk when this returns.

        Args:
            item: Item code.

            outcome: What the person concludes.

            reason: In the person's words; needed for every outcome but *untested*.

            by: Who.

            role: preparer or reviewer.

            saw: Digests of evidence, checklist and rules that the judgement rests on.

            at: UTC time; None takes the clock.

        Raises:
            JournalError: Nobody signs, no reason is given, or the entry could not be kept.
        """
        _check_signed(item, outcome, reason, by)
        try:
            with self._writing() as database:
                last = database.execute(
                    "SELECT seq, digest FROM judgement ORDER BY seq DESC LIMIT 1"
                ).fetchone()
                seq, previous = (last[0] + 1, last[1]) if last else (1, "")
                row = (
                    seq,
                    item,
                    outcome.value,
                    reason,
                    by,
                    role,
                    at or now_utc(),
                    _plain(saw or {}),
                    previous,
                )
                entry = (*row, _digest(row))
                database.execute(f"INSERT INTO judgement ({_COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?,?)", entry)
        except (sqlite3.Error, OSError) as error:
            raise JournalError(
                f"{self.path.name}: the judgement on {item} was not saved: {error}",
                hint_th=f"ยังไม่ได้บันทึกข้อ {item} ตรวจพื้นที่ว่างของดิสก์แล้วกดบันทึกอีกครั้ง",
            ) from error
        return _judgement(entry)

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(self.path, timeout=_WAIT_S, isolation_level=None)) as database:
            database.execute("PRAGMA journal_mode=WAL")
            database.execute("PRAGMA synchronous=FULL")
            database.execute("BEGIN IMMEDIATE")
            try:
                for statement in _SCHEMA.split(";\nCREATE"):
                    sql = statement if statement.lstrip().startswith("CREATE") else "CREATE" + statement
                    database.execute(sql)
                yield database
                database.execute("COMMIT")
            except BaseException:
                database.execute("ROLLBACK")
                raise

    def entries(self) -> list[Judgement]:
        """All judgements, oldest first; none when there is no journal yet."""
        if not self.path.is_file():
            return []
        uri = f"{self.path.resolve().as_uri()}?mode=ro"
        if not self.path.with_name(self.path.name + "-wal").exists():
            uri += "&immutable=1"  # nobody writes: leave no -wal or -shm behind
        try:
            with closing(sqlite3.connect(uri, uri=True, timeout=_WAIT_S)) as database:
                rows = database.execute(f"SELECT {_COLUMNS} FROM {_table(database)} ORDER BY seq").fetchall()
        except sqlite3.Error as error:
            raise JournalError(
                f"{self.path.name}: expected a journal, got: {error}",
                hint_th="ไฟล์บันทึกผลเสียหาย กู้สำเนาเดิมของ working/journal.sqlite",
            ) from error
        return [_judgement(row) for row in rows]

    def latest(self) -> dict[str, Judgement]:
        """The judgement in force per item."""
        return {entry.item: entry for entry in self.entries()}

    def heads(self) -> list[str]:
        """The digest after each entry, oldest first: every end that the chain has had."""
        return [entry.digest for entry in self.entries()]

    def verify(self, head: str | None = None) -> list[str]:
        """
        Name every entry that was changed, removed, added or moved.

        Args:
            head: End of the chain as printed in a report; the journal may have grown since.

        Returns:
            One sentence per problem; nothing when all is as it was written.
        """
        try:
            return [*self._broken(), *self._cut(head)]
        except (JournalError, ValueError, TypeError) as error:
            return [f"{self.path.name}: not as it was written: {error}"]

    def _broken(self) -> Iterator[str]:
        previous = ""
        for number, entry in enumerate(self.entries(), 1):
            row = (
                entry.seq, entry.item, entry.outcome.value, entry.reason, entry.by, entry.role, entry.at,
                _plain(entry.saw), entry.previous,
            )  # fmt: skip
            if entry.seq != number or entry.previous != previous or _digest(row) != entry.digest:
                yield f"{self.path.name}, entry {entry.seq}: does not fit the chain"
            previous = entry.digest

    def _cut(self, head: str | None) -> Iterator[str]:
        if head and head not in self.heads():
            yield f"{self.path.name}: no entry ends at the printed head {head[:16]}…"


def _table(database: sqlite3.Connection) -> str:
    """Name the table; in a file from someone else the name may stand for a query that never ends."""
    kind = database.execute("SELECT type FROM sqlite_master WHERE name = 'judgement'").fetchone()
    if kind != ("table",):
        raise sqlite3.DatabaseError("no table of judgements in it")
    return "judgement"


def _check_signed(item: str, outcome: Outcome, reason: str, by: str) -> None:
    if not by.strip() or (not reason.strip() and outcome is not Outcome.UNTESTED):
        raise JournalError(
            f"{item}: expected a name and a reason, got by={by!r}, reason={reason!r}",
            hint_th="ระบุชื่อผู้บันทึกและเหตุผลก่อนบันทึก",
        )


def stale(judgement: Judgement, saw_now: Mapping[str, str]) -> list[str]:
    """Name what changed since a judgement was written: evidence, checklist, verdict."""
    return [name for name, digest in judgement.saw.items() if saw_now.get(name) != digest]


def _plain(saw: Mapping[str, str]) -> str:
    return json.dumps(dict(saw), sort_keys=True, ensure_ascii=False)


def _digest(row: tuple) -> str:
    return hashlib.sha256(json.dumps(row, ensure_ascii=False).encode()).hexdigest()


def _judgement(row: tuple) -> Judgement:
    seq, item, outcome, reason, by, role, at, saw, previous, digest = row
    return Judgement(seq, item, Outcome(outcome), reason, by, role, at, json.loads(saw), digest, previous)
