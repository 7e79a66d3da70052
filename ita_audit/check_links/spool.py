"""Keep on disk what a long list would fill the memory with: links still to check, and what is known."""

from __future__ import annotations

import json
import marshal
from collections import deque
from hashlib import blake2b
from typing import TYPE_CHECKING, BinaryIO

from ita_audit.check_links.targets import CheckTarget

if TYPE_CHECKING:
    import sqlite3

_IN_MEMORY = 2_000
_CACHE_KIB = 2_000


class Backlog:
    """First in, first out: some targets in memory, the rest in a file that vanishes with the program."""

    def __init__(self) -> None:
        self.near: deque[CheckTarget] = deque()
        self.file: BinaryIO | None = None
        self.far, self.read_at = 0, 0

    def __len__(self) -> int:
        """How many wait."""
        return len(self.near) + self.far

    def add(self, target: CheckTarget) -> None:
        """Put one at the end."""
        if not self.far and len(self.near) < _IN_MEMORY:
            self.near.append(target)
            return
        if self.file is None:
            import tempfile

            self.file = tempfile.TemporaryFile()  # noqa: SIM115 (lives as long as the backlog)
        self.file.seek(0, 2)
        line = json.dumps([target.href, target.url, target.text, target.item])
        self.file.write(line.encode() + b"\n")
        self.far += 1

    def take(self) -> CheckTarget | None:
        """Take the first; None when none waits."""
        if not self.near and self.far:
            self._read()
        return self.near.popleft() if self.near else None

    def _read(self) -> None:
        self.file.seek(self.read_at)
        for _ in range(min(self.far, _IN_MEMORY)):
            self.near.append(CheckTarget(*json.loads(self.file.readline())))
            self.far -= 1
        self.read_at = self.file.tell()
        if not self.far:
            self.file.seek(0)
            self.file.truncate()
            self.read_at = 0


class Known:
    """What is known of each address that is done; most of it in a private file on disk."""

    def __init__(self) -> None:
        self.fresh: dict[bytes, dict] = {}
        self.table: sqlite3.Connection | None = None

    def put(self, name: bytes, record: dict) -> None:
        """Keep the record of an address under its short name."""
        self.fresh[name] = record
        if len(self.fresh) >= _IN_MEMORY:
            self._store()

    def get(self, name: bytes) -> dict | None:
        """Give the record of an address by its short name; None when it is not done."""
        found = self.fresh.get(name)
        if found is None and self.table is not None:
            row = self.table.execute("SELECT record FROM done WHERE address = ?", (name,)).fetchone()
            found = marshal.loads(row[0]) if row else None
        return found

    def _store(self) -> None:
        if self.table is None:
            import sqlite3

            # An empty name is a private file that vanishes with the connection.
            self.table = sqlite3.connect("", isolation_level=None, check_same_thread=False)
            self.table.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
            self.table.execute("PRAGMA synchronous = OFF")
            self.table.execute("PRAGMA journal_mode = OFF")
            self.table.execute("CREATE TABLE done (address BLOB, record BLOB)")
            self.table.execute("CREATE INDEX by_address ON done (address)")
        self.table.execute("BEGIN")
        rows = [(name, marshal.dumps(record)) for name, record in self.fresh.items()]
        self.table.executemany("INSERT INTO done VALUES (?, ?)", rows)
        self.table.execute("COMMIT")
        self.fresh.clear()


def short(key: str) -> bytes:
    """A short name for an address of any length."""
    return blake2b(key.encode("utf-8", "surrogatepass"), digest_size=16).digest()
