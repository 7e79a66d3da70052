"""
`kill -9` at random moments of a look of 200 links, then go on, again and again.

A result that was kept must stay kept, nothing may be asked again but what was in flight, and the
store must be valid each time. The tests run ten kills, `python -m benchmarks kills` thirty.
"""

from __future__ import annotations

import csv
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from ita_audit.evidence import load_looks, verify_looks
from ita_audit.evidence.folders import REGISTER
from ita_audit.evidence.register import read_rows

LINKS, CONCURRENCY, DELAY_S = 200, 8, 0.03
HOST = "www.killed.example"
CHILD = """
import sys
from ita_audit.engagement import open_engagement
from ita_audit.look import look
print(look(open_engagement(sys.argv[1])).state)
"""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it: kills made, kept lines lost, requests beyond the first, damage named, last state."""

    kills: int
    lost: int
    asked_again: int
    problems: tuple[str, ...]
    state: str
    seconds: float


def _answer(path: str) -> tuple[int, str, bytes]:
    if path.startswith("/doc/"):
        return 200, "application/pdf", b"%PDF-1.4\n" + path.encode() * 50
    if path in ("/", "/ita"):
        return 200, "text/html", f"<html><title>{path}</title><p>หน้าของ {path}</p></html>".encode()
    return 404, "text/html", b"<html><title>404</title></html>"


class _Site(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def __init__(self) -> None:
        self.asked: Counter[str] = Counter()
        asked = self.asked

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                asked[self.path] += 1
                time.sleep(DELAY_S)
                status, kind, body = _answer(self.path)
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None: ...

        super().__init__(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()

    def handle_error(self, request: object, client_address: object) -> None: ...


def make_case(folder: Path, demo: Path, port: int) -> Path:
    """A case whose 200 links were submitted, on a site of one loopback port."""
    shutil.copytree(demo / "input", folder / "input")
    with (folder / "input" / "links.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(("item", "url"))
        table.writerows((f"O{n % 43 + 1}", f"http://{HOST}/doc/{n}.pdf") for n in range(LINKS))
    (folder / "engagement.toml").write_text(
        f"""[engagement]
agency = "หน่วยงานสมมุติ"
site = "http://{HOST}/"
ita_page = "http://{HOST}/ita"
fiscal_year = 2566
as_of = 2023-04-20
[look]
concurrency = {CONCURRENCY}
per_host = {CONCURRENCY}
rate = 10000.0
spacing_s = 0.05
[look.connect_to]
"{HOST}:80" = "127.0.0.1:{port}"
""",
        encoding="utf-8",
    )
    return folder


def _start(case: Path) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-c", CHILD, str(case)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ},
    )


def _lines(case: Path) -> list[str]:
    """The chain of every whole line of the look, in order."""
    files = sorted((case / "evidence" / "looks").glob(f"*/{REGISTER}"))
    text = files[-1].read_bytes().decode("utf-8", "replace") if files else ""
    return [row["chain"] for row in read_rows(text)] if text else []


def run(folder: Path, demo: Path, *, kills: int, seed: int = 1) -> Outcome:
    """Kill a look so many times, let it end, and say what came of it."""
    rng, began, site = random.Random(seed), time.monotonic(), _Site()
    case = make_case(folder, demo, site.server_port)
    lost, problems, made = 0, [], 0
    try:
        for number in range(kills):
            child = _start(case)
            goal = min(LINKS - 10, int(LINKS * (number + rng.random()) / (kills + 1)))
            before = sum(site.asked.values())
            while child.poll() is None and sum(site.asked.values()) < max(
                goal, before + 1 + rng.randrange(12)
            ):
                time.sleep(0.002)
            time.sleep(rng.random() * 0.03)
            child.send_signal(signal.SIGKILL)
            child.communicate()
            made += child.returncode == -signal.SIGKILL
            kept = _lines(case)
            problems += verify_looks(case / "evidence")
            lost += _lost_on_resume(case, kept)
        out, err = _start(case).communicate(timeout=120)
        state = out.decode().strip() or err.decode()[-500:]
    finally:
        site.shutdown()
        site.server_close()
    problems += verify_looks(case / "evidence")
    done = {row["url"] for capture in load_looks(case / "evidence") for row in capture.rows}
    lost += sum(f"http://{HOST}/doc/{n}.pdf" not in done for n in range(LINKS))
    again = sum(count - 1 for path, count in site.asked.items() if path.startswith("/doc/"))
    return Outcome(made, lost, again, tuple(problems), state, time.monotonic() - began)


def _lost_on_resume(case: Path, kept: list[str]) -> int:
    """Lines that stood at the kill and do not stand when the look is taken up again."""
    from ita_audit.evidence.recover import recover

    copy = case.parent / "copy"
    shutil.rmtree(copy, ignore_errors=True)
    looks = sorted((case / "evidence" / "looks").glob("*/look.json"))
    if not looks:
        return 0
    shutil.copytree(looks[-1].parent, copy)
    rows = [row["chain"] for row in recover(copy).rows]
    return len(set(kept) - set(rows))
