"""One line on standard error that says how far the work is, and at the end what came of it."""

from __future__ import annotations

import sys
import time
from collections import Counter
from typing import TextIO

_SCREEN_S, _LOG_S = 0.2, 10.0
_WIDTH = 24


class Bar:
    """
    A progress bar: redrawn on a screen, a line now and then where nobody looks on.

    Args:
        what: What is counted, Thai and English.

        stream: Where it is shown.
    """

    def __init__(self, what: str, stream: TextIO | None = None) -> None:
        self.what, self.stream = what, stream or sys.stderr
        self.screen = self.stream.isatty()
        self.every = _SCREEN_S if self.screen else _LOG_S
        self.shown = self.started = time.monotonic()
        self.counts: Counter[str] = Counter()

    def step(self, status: str, done: int, found: int) -> None:
        """Count one more and show it when it is time."""
        self.counts[status] += 1
        now = time.monotonic()
        if now - self.shown >= self.every:
            self.shown = now
            self._show(done, found)

    def _show(self, done: int, found: int) -> None:
        full = _WIDTH * done // max(found, 1)
        pace = done / max(time.monotonic() - self.started, 0.001)
        line = f"{self.what} [{'=' * full}{' ' * (_WIDTH - full)}] {done}/{found} · {pace:.1f}/s"
        self.stream.write(f"\r{line}\x1b[K" if self.screen else line + "\n")
        self.stream.flush()

    def end(self) -> None:
        """Say what came of it, most frequent first."""
        total = sum(self.counts.values())
        said = ", ".join(f"{status} {count}" for status, count in self.counts.most_common())
        took = time.monotonic() - self.started
        start = "\r\x1b[K" if self.screen else ""
        self.stream.write(f"{start}{self.what}: {total} ({said}) {took:.1f} s\n")
        self.stream.flush()
