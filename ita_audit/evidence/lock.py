"""
One look per case at a time.

The operating system's lock drops when its process dies. Where a file system does not keep such
locks (some network shares), the owner written in the file decides: machine start, process, time.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import time
from pathlib import Path
from typing import BinaryIO

from ita_audit.errors import LookError

NAME = "look.lock"


class CaseLock:
    """Hold `looks/look.lock`; a second look of the same case is refused and told of the first."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.path = folder / NAME
        while True:
            self.file = self.path.open("a+b")
            try:
                _lock(self.file.fileno())
            except OSError:
                self._refuse(_owner(self.file))
            if _same_file(self.file, self.path):
                break
            self.file.close()  # the first look ended between our open and our lock
        owner = _owner(self.file)
        if owner and _alive(owner):
            self._refuse(owner)
        self.taken_over = owner
        self.file.truncate(0)
        self.file.write(json.dumps(_self()).encode())
        self.file.flush()

    def _refuse(self, owner: dict) -> None:
        self.file.close()
        who = f"process {owner.get('pid', 'unknown')}, since {owner.get('since', 'unknown')}"
        raise LookError(
            f"{self.path.parent}: another look of this case runs ({who})",
            hint_th=f"มีรอบตรวจของแฟ้มงานนี้กำลังทำงานอยู่ ({who}) รอให้เสร็จหรือปิดหน้าต่างนั้นก่อน",
        ) from None

    def release(self) -> None:
        """Let the next look in."""
        with contextlib.suppress(OSError, ValueError):
            self.file.truncate(0)
            if os.name != "nt":
                self.path.unlink()
            self.file.close()
            if os.name == "nt":
                self.path.unlink()


def _self() -> dict:
    pid = os.getpid()
    since = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    return {"pid": pid, "boot": _boot(), "start": _start(pid), "since": since}


def _owner(file: BinaryIO) -> dict:
    file.seek(0)
    try:
        owner = json.loads(file.read(1000) or b"{}")
    except ValueError:
        return {}
    return owner if isinstance(owner, dict) else {}


def _alive(owner: dict) -> bool:
    """Tell whether the process that wrote the lock still runs; a dead one's lock is taken over."""
    pid = owner.get("pid")
    if not isinstance(pid, int) or pid == os.getpid() or not _boot() or owner.get("boot") != _boot():
        return False
    return _start(pid) != "" and owner.get("start") == _start(pid)


def _boot() -> str:
    """A name for this start of the machine; '' where the system gives none."""
    with contextlib.suppress(OSError):
        return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    return ""


def _start(pid: int) -> str:
    """When a process started, in ticks since the machine did; '' when none such runs."""
    with contextlib.suppress(OSError, IndexError):
        line = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
        fields = line.rpartition(")")[2].split()
        return "" if fields[0] in "ZX" else fields[19]
    return ""


def _same_file(file: BinaryIO, path: Path) -> bool:
    """Tell whether the name still means the file that was opened."""
    try:
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    except OSError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        os.lseek(descriptor, 100_000, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
