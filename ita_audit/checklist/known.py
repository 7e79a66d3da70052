"""All checklists at hand, read once and again only when a file changes."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from ita_audit.checklist.read import checklist_folder, read_checklist
from ita_audit.model import Checklist

_NAME = re.compile(r"([a-z][a-z0-9-]*)-(\d{4})\.csv")


def known_checklists(folder: Path | None = None) -> tuple[Checklist, ...]:
    """
    Every checklist of the folder, one per (fiscal year, scheme), oldest first, `oit` before others.

    Args:
        folder: Where to look; the project's data/checklists when not given.

    Raises:
        ChecklistError: A file does not add up (the message names file and row).
    """
    found = []
    for path in (folder or checklist_folder()).glob("*.csv"):
        name = _NAME.fullmatch(path.name)
        if name:
            seen = path.stat()
            found.append((int(name[2]), name[1] != "oit", name[1], path, seen.st_mtime_ns, seen.st_size))
    return tuple(
        _once(path, year, scheme, changed, size) for year, _, scheme, path, changed, size in sorted(found)
    )


@lru_cache(maxsize=64)
def _once(path: Path, fiscal_year: int, scheme: str, changed: int, size: int) -> Checklist:
    """Read one file; `changed` (ns) and `size` (bytes) make an edited file a new reading."""
    return read_checklist(path, fiscal_year, scheme)
