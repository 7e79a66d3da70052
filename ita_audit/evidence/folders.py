"""Look folders on disk: how one begins, which is the last, and its look.json, replaced atomically."""

from __future__ import annotations

import hashlib
import json
import os
import platform
import re
import shutil
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from ita_audit.errors import EvidenceError
from ita_audit.evidence import register
from ita_audit.evidence.durable import sync_folder

WARC, REGISTER, LOOK = "capture.warc.gz", "register.csv", "look.json"
UNBORN = ".new"
_STAMP = "%Y%m%dT%H%M%SZ"


def read_look(folder: Path) -> dict:
    """
    Read look.json of a look.

    Raises:
        EvidenceError: It is missing or damaged.
    """
    try:
        look = json.loads((folder / LOOK).read_text(encoding="utf-8"))
        if not isinstance(look, dict):
            raise ValueError("not an object")
        return look
    except (OSError, ValueError) as error:
        raise EvidenceError(
            f"{folder.name}/{LOOK}: expected the look's record, got: {error}",
            hint_th=f"บันทึกรอบตรวจ {folder.name} เสียหาย กู้สำเนาเดิมของโฟลเดอร์ evidence",
        ) from None


def file_digests(folder: Path) -> dict[str, str]:
    """The look's id and the SHA-256 of each of its files by name: what a later look is chained to."""
    files = {path.name: _sha256(path) for path in sorted(folder.iterdir()) if path.is_file()}
    return {"look_id": folder.name, **files}


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def look_folders(looks: Path) -> list[Path]:
    """The look folders of a case, oldest first."""
    return [path.parent for path in sorted(looks.glob(f"*/{LOOK}"))]


def save_look(folder: Path, look: Mapping[str, object]) -> None:
    """Replace look.json so that a crash leaves the old one or the new one."""
    fresh = folder / (LOOK + UNBORN)
    _write(fresh, register.look_text(look))
    fresh.replace(folder / LOOK)
    sync_folder(folder)


def _write(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def sweep(looks: Path) -> None:
    """Remove what a crash left of a look that never began, and of a look.json never put in place."""
    for folder in looks.glob(f".*{UNBORN}"):
        shutil.rmtree(folder, ignore_errors=True)
    for path in looks.glob(f"*/{LOOK}{UNBORN}"):
        path.unlink()


def _name(looks: Path, now: datetime) -> str:
    """Name a look by its time, after every other look even where the clock was put back."""
    taken = {path.name for path in looks.iterdir()}
    last = max((name for name in taken if re.fullmatch(r"\d{8}T\d{6}Z", name)), default="")
    name = now.strftime(_STAMP)
    while name in taken or name <= last:
        at = datetime.strptime(max(name, last), _STAMP) + timedelta(seconds=1)
        name = at.strftime(_STAMP)
    return name


def new_folder(
    looks: Path,
    settings: Mapping[str, object],
    tool: str,
    *,
    previous: str = "",
    before: Mapping[str, str] | None = None,
) -> Path:
    """
    Begin a look: its folder appears whole or not at all.

    Args:
        looks: Folder of all looks.

        settings: What the look is made with; part of the chain.

        tool: Name and version of the program.

        previous: End of the chain of the look before, '' for the first.

        before: Its id and the SHA-256 of each of its files, where all of it verified.
    """
    now = datetime.now(UTC)
    folder = looks / _name(looks, now)
    look = {
        "format": register.FORMAT,
        "look_id": folder.name,
        "started": now.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "finished": None,
        "state": "running",
        "tool": tool,
        "python": platform.python_version(),
        "settings": dict(settings),
        "previous": previous,
        "before": dict(before or {}),
        "chain_head": "",
    }
    unborn = looks / f".{folder.name}{UNBORN}"
    unborn.mkdir(parents=True)
    _write(unborn / REGISTER, register.header_line())
    _write(unborn / WARC, "")
    _write(unborn / LOOK, register.look_text(look))
    sync_folder(unborn)
    unborn.rename(folder)
    sync_folder(looks)
    return folder
