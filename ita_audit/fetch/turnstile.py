"""
One pace for all processes of this machine: two runs at once ask a server no more than one would.

A file per address holds the next start; a lock per slot is held during each exchange, and the
operating system drops it when a process dies. Where files cannot be locked every run keeps to its
own pace.
"""

from __future__ import annotations

import contextlib
import os
import struct
import sys
from pathlib import Path

_POLL_S = 0.05
_SANE_S = 120.0
_NEXT = struct.Struct("<d")


def shared_folder() -> Path | None:
    """The folder that the processes of this person share; None when there is no safe one."""
    import tempfile

    owner = os.getuid() if hasattr(os, "getuid") else ""
    folder = Path(tempfile.gettempdir()) / f"ita-audit-pace-{owner}"
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        own = not folder.is_symlink() and (owner == "" or folder.stat().st_uid == owner)
    except OSError:
        return None
    return folder if own else None


class Turnstile:
    """
    The limits of each address, shared through files in one folder.

    Args:
        folder: Where the files are; every process must name the same one.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.times: dict[str, int] = {}
        self.slots: dict[str, list[int]] = {}

    def claim(self, address: str, per_host: int, interval: float, now: float) -> float:
        """
        Take a slot and the next start of an address.

        Args:
            address: IP address.

            per_host: Slots there are.

            interval: Seconds between two starts.

            now: Seconds of the monotonic clock, which the processes of a machine share.

        Returns:
            0.0 when taken, else the seconds until it may be asked again.
        """
        try:
            slot = self._slot(address, per_host)
            if slot is None:
                return _POLL_S
            wait = self._start(address, interval, now)
        except OSError:
            return 0.0
        if wait:
            os.close(slot)
            return min(wait, _SANE_S)
        self.slots.setdefault(address, []).append(slot)
        return 0.0

    def release(self, address: str) -> None:
        """Give one slot of an address back."""
        if self.slots.get(address):
            os.close(self.slots[address].pop())

    def close(self) -> None:
        """Give everything back."""
        for descriptor in [fd for many in self.slots.values() for fd in many] + list(self.times.values()):
            with contextlib.suppress(OSError):
                os.close(descriptor)
        self.slots.clear()
        self.times.clear()

    def _open(self, address: str, ending: str) -> int:
        import hashlib

        name = hashlib.sha256(address.encode()).hexdigest()[:24]
        return os.open(self.folder / f"{name}.{ending}", os.O_RDWR | os.O_CREAT, 0o600)

    def _slot(self, address: str, per_host: int) -> int | None:
        for number in range(per_host):
            descriptor = self._open(address, str(number))
            try:
                _lock(descriptor, wait=False)
            except OSError:
                os.close(descriptor)
                continue
            return descriptor
        return None

    def _start(self, address: str, interval: float, now: float) -> float:
        if address not in self.times:
            self.times[address] = self._open(address, "next")
        descriptor = self.times[address]
        _lock(descriptor, wait=True)
        try:
            os.lseek(descriptor, 0, os.SEEK_SET)
            raw = os.read(descriptor, _NEXT.size)
            start = _NEXT.unpack(raw)[0] if len(raw) == _NEXT.size else 0.0
            if now < start < now + _SANE_S:  # a later time is left from before a restart
                return start - now
            os.lseek(descriptor, 0, os.SEEK_SET)
            os.write(descriptor, _NEXT.pack(now + interval))
            return 0.0
        finally:
            _unlock(descriptor)


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int, *, wait: bool) -> None:
        os.lseek(descriptor, 1000, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)

    def _unlock(descriptor: int) -> None:
        os.lseek(descriptor, 1000, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _lock(descriptor: int, *, wait: bool) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))

    def _unlock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)
