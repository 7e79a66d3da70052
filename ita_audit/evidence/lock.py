"""One look per case at a time: a lock the operating system drops when its process dies."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path

from ita_audit.errors import LookError


class CaseLock:
    """Hold `looks/.lock`; a second look of the same case is refused by name."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.path = folder / "look.lock"
        self.file = self.path.open("a+b")
        try:
            _lock(self.file.fileno())
        except OSError:
            self.file.seek(0)
            owner = self.file.read(40).decode("ascii", "replace").strip()
            self.file.close()
            raise LookError(
                f"{folder}: another look of this case runs (process {owner or 'unknown'})",
                hint_th="มีรอบตรวจของแฟ้มงานนี้กำลังทำงานอยู่ รอให้เสร็จหรือปิดหน้าต่างนั้นก่อน",
            ) from None
        self.file.truncate(0)
        self.file.write(str(os.getpid()).encode())
        self.file.flush()

    def release(self) -> None:
        """Let the next look in."""
        with contextlib.suppress(OSError):
            self.file.close()
            self.path.unlink()


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        os.lseek(descriptor, 1000, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
