"""
Run the document readers in a bounded child process: time, memory, and no way out but its answers.

One child serves many documents; a document that breaks it is named, the child is replaced, and the
rest goes on. Frames are a length and that many bytes; answers are JSON, never pickles.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import struct
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import BinaryIO

from ita_audit.model import Reading, Reads, TextPart

MEMORY = 1 << 30
WALL_S = 30.0
CPU_S = 600
_IN_MEMORY = 1 << 20
_SERVE = "import sys; sys.path.insert(0, sys.argv[1]); from ita_audit.sandbox import serve; serve()"
"""The child reads with this very code, whatever else is installed under its name."""
NOT_READ = Reading("unknown", Reads.CANNOT_TELL, "อ่านไฟล์นี้ไม่สำเร็จในขีดจำกัดเวลาและหน่วยความจำ ต้องเปิดดูด้วยตา")
Job = tuple[bytes, str, str]
"""(bytes, address or name, Content-Type)"""


def read_safely(
    jobs: Sequence[Job], *, progress: Callable[[int, int], None] | None = None, wall_s: float = WALL_S
) -> list[Reading]:
    """
    Read documents in a bounded child.

    Args:
        jobs: (bytes, address, content type) of each.

        progress: Called with (done, total).

        wall_s: Seconds one document may take.

    Returns:
        One Reading per job in order; a crash or a time-out is a Reading that says so.
    """
    readings: list[Reading] = []
    child: _Child | None = None
    try:
        for number, job in enumerate(jobs, 1):
            child = child or _Child()
            reading = child.ask(job, wall_s)
            if reading is None:
                child.kill()
                child = None
                reading = NOT_READ
            readings.append(reading)
            if progress:
                progress(number, len(jobs))
    finally:
        if child:
            child.kill()
    return readings


class BesideReader:
    """
    Reads documents beside other work: one bounded child, fed by a thread; a context manager.

    Documents wait on disk, so that a long queue costs no memory.
    """

    def __init__(self, *, wall_s: float = WALL_S) -> None:
        self.wall_s = wall_s
        self.child: _Child | None = None
        self.thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="reader")

    def __enter__(self) -> BesideReader:
        return self

    def __exit__(self, *_: object) -> None:
        self.thread.shutdown(wait=False, cancel_futures=True)
        if self.child:
            self.child.kill()

    def submit(self, data: bytes, url: str, content_type: str) -> Future[Reading]:
        """Queue one document; its Reading comes when it is done, a crash or a time-out included."""
        waiting = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 (closed when read)
        waiting.write(data)
        return self.thread.submit(self._read, waiting, url, content_type)

    def _read(self, waiting: tempfile.SpooledTemporaryFile, url: str, content_type: str) -> Reading:
        with waiting:
            waiting.seek(0)
            data = waiting.read()
        self.child = self.child or _Child()
        reading = self.child.ask((data, url, content_type), self.wall_s)
        if reading is None:
            self.child.kill()
            self.child = None
        return reading or NOT_READ


class _Child:
    """One reader process and its two pipes."""

    def __init__(self) -> None:
        kept = {
            k: v for k, v in os.environ.items() if k in ("PATH", "SYSTEMROOT", "PYTHONPATH", "TEMP", "TMP")
        }
        self.process = subprocess.Popen(
            [sys.executable, "-I", "-c", _SERVE, str(Path(__file__).resolve().parent.parent)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**kept, "PYTHONUTF8": "1"},
        )
        self.answers: queue.Queue[bytes | None] = queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            frame = _read_frame(self.process.stdout)
            self.answers.put(frame)
            if frame is None:
                return

    def ask(self, job: Job, wall_s: float) -> Reading | None:
        """Send one document and wait; None when the child died or took too long."""
        data, url, content_type = job
        try:
            for frame in (json.dumps([url, content_type]).encode(), data):
                _write_frame(self.process.stdin, frame)
            answer = self.answers.get(timeout=wall_s)
        except (queue.Empty, OSError):
            return None
        return _reading(json.loads(answer)) if answer else None

    def kill(self) -> None:
        """End the child and close its pipes."""
        self.process.kill()
        for pipe in (self.process.stdin, self.process.stdout):
            with contextlib.suppress(OSError):
                pipe.close()
        self.process.wait()


def _write_frame(pipe: BinaryIO, data: bytes) -> None:
    pipe.write(struct.pack(">Q", len(data)))
    pipe.write(data)
    pipe.flush()


def _read_frame(pipe: BinaryIO) -> bytes | None:
    try:
        head = pipe.read(8)
        if len(head) < 8:
            return None
        (size,) = struct.unpack(">Q", head)
        data = pipe.read(size)
    except (OSError, ValueError):
        return None
    return data if len(data) == size else None


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
    )


def _document(reading: Reading) -> dict:
    return {
        "kind": reading.kind,
        "state": reading.state.value,
        "reason_th": reading.reason_th,
        "pages": reading.pages,
        "parts": [[part.where, part.text, part.page] for part in reading.parts],
        "quality": reading.quality,
        "files": [list(pair) for pair in reading.files],
        "images": reading.images,
    }


def serve() -> None:
    """Be the child: read frames from standard input until it ends, answer on standard output."""
    _bound()
    from ita_audit.documents import read_document

    source, sink = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 (a chatty library must not spoil frames)
    while (head := _read_frame(source)) is not None:
        url, content_type = json.loads(head)
        data = _read_frame(source)
        if data is None:
            return
        try:
            reading = read_document(data, url=url, content_type=content_type)
        except Exception as error:  # whatever a parser raises on a hostile file is a result
            reading = Reading("unknown", Reads.DAMAGED, f"อ่านไฟล์ไม่ได้ ({type(error).__name__})")
        _write_frame(sink, json.dumps(_document(reading)).encode())


def _bound() -> None:
    """Bound memory and processor time where the system can; sockets are refused everywhere."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_S, CPU_S))
    except (ImportError, ValueError, OSError):
        pass

    def refuse(event: str, args: tuple) -> None:
        if event in ("socket.connect", "socket.getaddrinfo", "subprocess.Popen", "os.system"):
            raise RuntimeError(f"{event} is refused in a document reader")

    sys.addaudithook(refuse)
