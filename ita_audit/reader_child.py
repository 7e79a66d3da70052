"""
Be the bounded child process that reads documents: time, memory, and no way out but its answers.

What most documents need is loaded first; what few need, when the first of them comes. A child lives
with the memory, the time and the doors that `serve` leaves it.
"""

from __future__ import annotations

import json
import os
import sys

from ita_audit.documents import page_picture, read_document
from ita_audit.model import Reading, Reads
from ita_audit.pipes import read_frame, write_frame

MEMORY = 1 << 30
CPU_S = 60
TOO_LARGE = Reading("unknown", Reads.CANNOT_TELL, "ไฟล์นี้ใช้หน่วยความจำเกินที่กำหนด ต้องเปิดดูด้วยตา")
_SOCKETS = ("connect", "getaddrinfo", "gethostbyname", "sendto", "sendmsg", "bind")
_PROGRAMS = ("system", "posix_spawn", "exec", "fork", "forkpty", "spawn", "startfile")
_REFUSED = (
    {f"socket.{call}" for call in _SOCKETS} | {f"os.{call}" for call in _PROGRAMS} | {"subprocess.Popen"}
)
"""Python's audit events by which a program could call out or start another."""


def _document(reading: Reading) -> dict:
    plain = ("kind", "reason_th", "pages", "quality", "images", "signs")
    return {name: getattr(reading, name) for name in plain} | {
        "state": reading.state.value,
        "parts": [[part.where, part.text, part.page] for part in reading.parts],
        "files": [list(pair) for pair in reading.files],
    }


def serve() -> None:
    """Be the child: read frames from standard input until it ends, answer on standard output."""
    _bound()
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 (a chatty library must not spoil frames)
    while (head := read_frame(source)) is not None:
        task, *about = json.loads(head)
        data = read_frame(source)
        if data is None:
            return
        _bound_time()
        try:
            if task == "picture":
                answer = page_picture(data, *about)
            else:
                answer = _packed(read_document(data, url=about[0], content_type=about[1]))
        except MemoryError:
            answer = b"" if task == "picture" else _packed(TOO_LARGE)
        except Exception as error:  # a parser's surprise, or a fault of ours: nobody's file is blamed for it
            why = f"โปรแกรมอ่านไฟล์นี้ไม่สำเร็จ ({type(error).__name__}) ต้องเปิดดูด้วยตา"
            failed = Reading("unknown", Reads.CANNOT_TELL, why)
            answer = b"" if task == "picture" else _packed(failed)
        write_frame(sink, answer)


def _packed(reading: Reading) -> bytes:
    return json.dumps(_document(reading)).encode()


def _bound() -> None:
    """Bound memory and written bytes where the system can; sockets and programs are refused everywhere."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (ImportError, ValueError, OSError):
        pass

    def refuse(event: str, args: tuple) -> None:
        if event in _REFUSED:
            raise RuntimeError(f"{event} is refused in a document reader")

    sys.addaudithook(refuse)


def _bound_time() -> None:
    """Give each document its own processor time, whatever those before it used."""
    try:
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        limit = int(used.ru_utime + used.ru_stime) + CPU_S
        resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.RLIM_INFINITY))
    except (ImportError, ValueError, OSError):
        pass
