"""Frames between two programs on a pipe: a length of eight bytes, and that many bytes."""

from __future__ import annotations

import contextlib
import struct
from typing import BinaryIO

_HELD = 1 << 20
"""So many bytes a pipe may hold between the two."""


def widen(pipe: BinaryIO) -> None:
    """Let a pipe hold more at a time, where the system can: fewer turns between the two programs."""
    with contextlib.suppress(ImportError, AttributeError, OSError):
        import fcntl

        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _HELD)


def write_frame(pipe: BinaryIO, data: bytes) -> None:
    """Send one frame: its length, then its bytes."""
    pipe.write(struct.pack(">Q", len(data)))
    pipe.write(data)
    pipe.flush()


def read_frame(pipe: BinaryIO) -> bytes | None:
    """Take in one frame; None when the other side ended or broke off."""
    try:
        head = pipe.read(8)
        if len(head) < 8:
            return None
        (size,) = struct.unpack(">Q", head)
        data = pipe.read(size)
    except (OSError, ValueError):
        return None
    return data if len(data) == size else None
