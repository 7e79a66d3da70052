"""The head of one answer as it comes in: its status, the length it declares, where it leads."""

from __future__ import annotations

import re
import time

MAX_HEAD = 64 * 1024
MAX_HEAD_LINES = 100
MAX_INTERIM = 10
TOO_LONG = "ส่วนหัวของคำตอบยาวผิดปกติ"
_BLANK = (b"\r\n", b"\n")
_STATUS = re.compile(rb"HTTP/[\d.]+\s+(\d{3})")


class Head:
    """
    The head received so far.

    Interim answers (1xx) are counted and let go. `begun` is when the answer began to come, 0.0 before
    and after an interim one: the real one may take its time.
    """

    __slots__ = ("begun", "bytes", "code", "interim", "lines")

    def __init__(self) -> None:
        self.bytes = bytearray()
        self.code: int | None = None
        self.begun = 0.0
        self.lines = self.interim = 0

    def take(self, line: bytes) -> bool:
        """Add a line; tells whether it needs a look: it may end the head, or be too much."""
        if not self.begun:
            self._begin()
        self.bytes += line
        self.lines += 1
        return len(line) <= 2 or self.lines > MAX_HEAD_LINES or len(self.bytes) > MAX_HEAD

    def _begin(self) -> None:
        if self.bytes:
            self.interim += 1
            self.bytes.clear()
            self.code, self.lines = None, 0
        self.begun = time.monotonic()

    def fault(self) -> str:
        """Say in Thai what is wrong with the head, '' when nothing is."""
        if self.lines > MAX_HEAD_LINES or len(self.bytes) > MAX_HEAD:
            return TOO_LONG
        return "ตอบคั่น (1xx) ไม่จบ" if self.interim > MAX_INTERIM else ""

    def ends(self, line: bytes) -> bool:
        """Tell whether the answer's own head ends with this line, not that of an interim answer."""
        if line not in _BLANK:
            return False
        if 100 <= (self.status or 0) < 200:
            self.begun = 0.0
            return False
        return True

    @property
    def status(self) -> int | None:
        """The status code, None until there is one."""
        if self.code is None and self.bytes:
            match = _STATUS.match(self.bytes)
            self.code = int(match[1]) if match else None
        return self.code

    def value(self, name: bytes, *, first: bool = False) -> bytes:
        """
        The last value of a header, or the first; b'' when absent.

        Args:
            name: In lower case.

            first: The first one instead.
        """
        low, mark = self.bytes.lower(), b"\n%b:" % name  # the status line comes before all headers
        at = low.find(mark) if first else low.rfind(mark)
        if at < 0:
            return b""
        end = low.find(b"\n", at + 1)
        return bytes(self.bytes[at + len(mark) : end if end > 0 else None]).partition(b"\r")[0].strip()

    def text(self, name: bytes) -> str:
        """The last value of a header as text; '' when absent."""
        return self.value(name).decode("latin-1")

    def length(self) -> int | None:
        """The payload's length as declared; None without one, or where chunks count."""
        value = self.value(b"content-length")
        if not value.isdigit():
            return None
        chunked = b"chunked" in self.bytes.lower() and b"chunked" in self.value(b"transfer-encoding").lower()
        return None if chunked else int(value[:18])

    def location(self) -> str:
        """The redirect target as sent, bytes outside ASCII percent-encoded as browsers do; '' without one."""
        return "".join(chr(b) if b < 128 else f"%{b:02X}" for b in self.value(b"location", first=True))
