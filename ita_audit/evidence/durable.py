"""
Files that only grow, and bytes that are durable before they are named.

A write that fails leaves the file as long as it was: what was kept stays readable.
"""

from __future__ import annotations

import contextlib
import os
from collections import deque
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from ita_audit.evidence.records import Bytes

_MANY = hasattr(os, "writev")
_PIECES = 512
"""So many pieces are written in one call; Linux and macOS take 1,024."""


class DurableFile:
    """A file that only grows; each `append` is whole or did not happen, `sync` makes it durable."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.file = path.open("ab", buffering=0)
        self.end = self.file.tell()

    def append(self, *pieces: Bytes) -> int:
        """
        Add bytes at the end, pieces after one another.

        Returns:
            The offset at which they start.

        Raises:
            OSError: They did not fit; the file is as it was.
        """
        offset = self.end
        try:
            self._write(pieces)
        except OSError:
            self.back_to(offset)
            raise
        self.end += sum(map(len, pieces))
        return offset

    def _write(self, pieces: Sequence[Bytes]) -> None:
        rest = deque(memoryview(piece) for piece in pieces if piece)
        while rest:
            done = self.take(list(islice(rest, _PIECES)))
            while rest and done >= len(rest[0]):
                done -= len(rest.popleft())
            if done:
                rest[0] = rest[0][done:]

    def take(self, pieces: Sequence[Bytes]) -> int:
        """Write as much as the system takes in one call, which is one turn for other threads; gives the bytes."""
        return os.writev(self.file.fileno(), pieces) if _MANY else self.file.write(pieces[0])

    def back_to(self, end: int) -> None:
        """Take back everything appended after a place: what follows it cannot be kept whole."""
        self.end = end
        with contextlib.suppress(OSError):
            os.ftruncate(self.file.fileno(), end)

    def sync(self) -> None:
        """Return when the bytes are on the disk."""
        os.fsync(self.file.fileno())

    def close(self) -> None:
        """Close the file."""
        self.file.close()


def sync_folder(folder: Path) -> None:
    """Make new names in a folder durable, where the system can."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
