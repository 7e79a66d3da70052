"""The journal's table in SQLite: append-only, twelve columns, an entry at the end of the chain."""

from __future__ import annotations

import dataclasses
import sqlite3
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from ita_audit.journal.entries import as_row, digest_of, from_row
from ita_audit.model import EntryKind, Judgement, Outcome

_SCHEMA = (
    """CREATE TABLE IF NOT EXISTS judgement (
  seq INTEGER PRIMARY KEY, item TEXT NOT NULL, outcome TEXT NOT NULL, reason TEXT NOT NULL,
  by TEXT NOT NULL, role TEXT NOT NULL, at TEXT NOT NULL, saw TEXT NOT NULL,
  previous TEXT NOT NULL, digest TEXT NOT NULL,
  kind TEXT NOT NULL DEFAULT 'judgement', until TEXT NOT NULL DEFAULT '')""",
    """CREATE TRIGGER IF NOT EXISTS no_update BEFORE UPDATE ON judgement
  BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END""",
    """CREATE TRIGGER IF NOT EXISTS no_delete BEFORE DELETE ON judgement
  BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END""",
)
_LATER = {"kind": "'judgement'", "until": "''"}
"""Columns that a journal of an older version does not have, and what stands for them."""
_COLUMNS = "seq, item, outcome, reason, by, role, at, saw, previous, digest"


def now_utc() -> str:
    """The time of a click, to the second, in UTC."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class Writer:
    """One transaction: the entries that stand, and the one that is added."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self.database, self.entries = database, rows_of(database)

    def append(
        self,
        *,
        by: str,
        role: str,
        item: str = "",
        outcome: Outcome = Outcome.UNTESTED,
        reason: str = "",
        at: str | None = None,
        saw: Mapping[str, str] | None = None,
        kind: EntryKind = EntryKind.JUDGEMENT,
        until: str = "",
    ) -> Judgement:
        """Add one entry at the end of the chain."""
        last: Sequence[Judgement] = self.entries[-1:]
        seq, previous = (last[0].seq + 1, last[0].digest) if last else (1, "")
        entry = Judgement(
            seq, item, outcome, reason, by, role, at or now_utc(), dict(saw or {}), "", previous, kind, until
        )
        entry = dataclasses.replace(entry, digest=digest_of(entry))
        marks = ",".join("?" * 12)
        self.database.execute(
            f"INSERT INTO judgement ({_COLUMNS}, kind, until) VALUES ({marks})", as_row(entry)
        )
        return entry


def prepare(database: sqlite3.Connection) -> None:
    """Make the table, or give one of an older version its later columns."""
    for statement in _SCHEMA:
        database.execute(statement)
    for name in _missing(database):
        database.execute(f"ALTER TABLE judgement ADD COLUMN {name} TEXT NOT NULL DEFAULT {_LATER[name]}")


def _missing(database: sqlite3.Connection) -> list[str]:
    have = {row[1] for row in database.execute("PRAGMA table_info(judgement)")}
    return [name for name in _LATER if name not in have]


def rows_of(database: sqlite3.Connection) -> list[Judgement]:
    """Read the table; in a file from someone else the name may stand for a query that never ends."""
    kind = database.execute("SELECT type FROM sqlite_master WHERE name = 'judgement'").fetchone()
    if kind is None and not database.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        return []  # made, and killed before the first entry was kept
    if kind != ("table",):
        raise sqlite3.DatabaseError("no table of judgements in it")
    missing = _missing(database)
    later = ", ".join(_LATER[name] if name in missing else name for name in _LATER)
    rows = database.execute(f"SELECT {_COLUMNS}, {later} FROM judgement ORDER BY seq").fetchall()
    return [from_row(row) for row in rows]
