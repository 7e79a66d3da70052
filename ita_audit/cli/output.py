"""Where command output goes: JSON on standard output alone, or JSON lines into a file."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO


def print_json(document: object) -> None:
    """Print one JSON document on standard output."""
    print(json.dumps(document, ensure_ascii=False, indent=1))


@contextmanager
def lines_to(path: str) -> Iterator[TextIO]:
    """Open a file for JSON lines; `-` is standard output."""
    if path == "-":
        yield sys.stdout
    else:
        with Path(path).open("w", encoding="utf-8", newline="\n") as file:
            yield file


def write_lines(path: str, records: Iterable[object]) -> None:
    """Write records as JSON lines, each flushed so that a stop loses nothing."""
    with lines_to(path) as file:
        for record in records:
            print(json.dumps(record, ensure_ascii=False), file=file, flush=True)


def read_bytes(path: str, *, limit: int = 200_000_000) -> bytes:
    """Read a file, or standard input for `-`, at most `limit` bytes."""
    if path == "-":
        return sys.stdin.buffer.read(limit)
    with Path(path).open("rb") as file:
        return file.read(limit)
