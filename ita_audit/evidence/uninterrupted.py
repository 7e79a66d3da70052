"""Hold Ctrl-C back while a record and the line that names it are written: both are there, or neither."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Iterator


@contextlib.contextmanager
def uninterrupted() -> Iterator[None]:
    """Let what is inside finish; an interrupt that came meanwhile is delivered right after it."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    held: list[tuple] = []
    before = signal.signal(signal.SIGINT, lambda *caught: held.append(caught))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before if before is not None else signal.SIG_DFL)
        if held and callable(before):
            before(*held[0])
