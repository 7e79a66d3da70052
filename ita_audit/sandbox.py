"""
Have documents read in bounded child processes (`reader_child`) and take in what they answer.

Each child serves many documents; a document that breaks it is named, the child is replaced, and the
rest goes on. Frames are a length and that many bytes; answers are JSON, never pickles.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from pathlib import Path
from typing import BinaryIO

from ita_audit.model import Reading, Reads, TextPart
from ita_audit.pipes import read_frame, widen, write_frame

WALL_S = 25.0
WORKERS = 2
_IN_MEMORY = 1 << 20
_SERVE = (
    "import sys; sys.path[:] = [sys.argv[1], *sys.path, *sys.argv[2:]]; "
    "from ita_audit.reader_child import serve; serve()"
)
"""
The child reads with this very code, whatever else is installed under its name. Of what is installed it
sees the libraries alone: what else runs at every start of Python (`site`) takes as long as the start.
"""
_LIBRARIES = ("site-packages", "dist-packages")
TOO_LONG = Reading("unknown", Reads.CANNOT_TELL, "อ่านไฟล์นี้ไม่เสร็จในเวลาที่กำหนด ต้องเปิดดูด้วยตา")
CRASHED = Reading("unknown", Reads.CANNOT_TELL, "โปรแกรมอ่านหยุดทำงานกลางคันที่ไฟล์นี้ ต้องเปิดดูด้วยตา")
Job = tuple[bytes, str, str]
"""(bytes, address or name, Content-Type)"""


def read_each(
    jobs: Sequence[Job],
    *,
    progress: Callable[[int, int], None] | None = None,
    wall_s: float = WALL_S,
    workers: int = WORKERS,
) -> Iterator[tuple[int, Reading]]:
    """
    Read documents in bounded children, and give each as soon as it is read.

    Args:
        jobs: (bytes, address, content type) of each.

        progress: Called with (done, total).

        wall_s: Seconds one document may take.

        workers: Children at a time, each with its own bounds.

    Yields:
        (number of the job, its Reading); a crash or a time-out is a Reading that says so.
    """
    with BesideReader(wall_s, workers=max(1, min(workers, len(jobs)))) as reader:
        waiting = {reader.threads.submit(reader.read, *job): number for number, job in enumerate(jobs)}
        for done, future in enumerate(as_completed(waiting), 1):
            yield waiting[future], future.result()
            if progress:
                progress(done, len(jobs))


def read_safely(jobs: Sequence[Job], *, wall_s: float = WALL_S) -> list[Reading]:
    """Read documents in bounded children, `wall_s` seconds each at most: one Reading per job in order."""
    readings = dict(read_each(jobs, wall_s=wall_s))
    return [readings[number] for number in range(len(jobs))]


class BesideReader:
    """
    Reads documents beside other work: bounded children, each fed by a thread; a context manager.

    Args:
        wall_s: Seconds one document may take.

        workers: Children at a time.
    """

    def __init__(self, wall_s: float = WALL_S, *, workers: int = 1) -> None:
        self.wall_s = wall_s
        self.idle: queue.SimpleQueue[_Child] = queue.SimpleQueue()
        self.alive: set[_Child] = set()
        self.threads = ThreadPoolExecutor(max_workers=workers, thread_name_prefix="reader")

    def __enter__(self) -> BesideReader:
        return self

    def __exit__(self, *_: object) -> None:
        self.threads.shutdown(wait=False, cancel_futures=True)
        for child in tuple(self.alive):
            child.kill()

    def submit(self, data: bytes, url: str, content_type: str) -> Future[Reading]:
        """Queue one document; its Reading comes when it is done, a crash or a time-out included."""
        if len(data) <= _IN_MEMORY:
            return self.threads.submit(self.read, data, url, content_type)
        waiting = tempfile.TemporaryFile()  # noqa: SIM115 (closed when read)
        waiting.write(data)
        return self.threads.submit(self._read_spooled, waiting, url, content_type)

    def _read_spooled(self, waiting: BinaryIO, url: str, content_type: str) -> Reading:
        with waiting:
            waiting.seek(0)
            return self.read(waiting.read(), url, content_type)

    def warm_up(self) -> None:
        """Start a child before there is a document for it: it loads its libraries meanwhile."""
        if not self.alive:
            self.idle.put(self._child())

    def _child(self) -> _Child:
        child = _Child()
        self.alive.add(child)
        return child

    def read(self, data: bytes, url: str, content_type: str) -> Reading:
        """Read one document now, in the calling thread's turn."""
        answer = self._ask(["read", url, content_type], data)
        return answer if isinstance(answer, Reading) else _reading(json.loads(answer))

    def picture(self, data: bytes, page: int = 1, times: int = 1) -> bytes:
        """PNG bytes of one page of a PDF, `times` larger; empty when it cannot be drawn."""
        answer = self._ask(["picture", page, times], data)
        return b"" if isinstance(answer, Reading) else answer

    def _ask(self, task: list, data: bytes) -> bytes | Reading:
        try:
            child = self.idle.get_nowait()
        except queue.Empty:
            child = self._child()
        answer = child.ask(task, data, self.wall_s)
        if isinstance(answer, Reading):
            child.kill()
            self.alive.discard(child)
        else:
            self.idle.put(child)
        return answer


class _Child:
    """One reader process and its two pipes."""

    def __init__(self) -> None:
        kept = {
            k: v for k, v in os.environ.items() if k in ("PATH", "SYSTEMROOT", "PYTHONPATH", "TEMP", "TMP")
        }
        self.process = subprocess.Popen(
            _command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**kept, "PYTHONUTF8": "1"},
        )
        widen(self.process.stdin)
        self.answers: queue.Queue[bytes | None] = queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            frame = read_frame(self.process.stdout)
            self.answers.put(frame)
            if frame is None:
                return

    def ask(self, task: list, data: bytes, wall_s: float) -> bytes | Reading:
        """Send one task and wait; the Reading that says so when the child died or took too long."""
        try:
            for frame in (json.dumps(task).encode(), data):
                write_frame(self.process.stdin, frame)
            answer = self.answers.get(timeout=wall_s)
        except queue.Empty:
            return TOO_LONG
        except (OSError, ValueError):
            return CRASHED
        return CRASHED if answer is None else answer

    def kill(self) -> None:
        """End the child and close its pipes."""
        self.process.kill()
        for pipe in (self.process.stdin, self.process.stdout):
            with contextlib.suppress(OSError):
                pipe.close()
        self.process.wait()


def _command() -> list[str]:
    """What starts a child: apart from this user's settings, with the compiled files this program has."""
    kept = ["-X", f"pycache_prefix={sys.pycache_prefix}"] if sys.pycache_prefix else []
    libraries = [path for path in sys.path if path.endswith(_LIBRARIES)]
    code = str(Path(__file__).resolve().parent.parent)
    return [sys.executable, "-I", "-S", *kept, "-c", _SERVE, code, *libraries]


def _reading(document: dict) -> Reading:
    parts = tuple(TextPart(where, text, page) for where, text, page in document["parts"])
    return Reading(
        document["kind"],
        Reads(document["state"]),
        document["reason_th"],
        document["pages"],
        parts,
        document["quality"],
        tuple((name, href) for name, href in document["files"]),
        document["images"],
        tuple(document["signs"]),
    )
