"""Measure whole programs: wall time, CPU and peak memory of a process and all its children."""

from __future__ import annotations

import os
import statistics
import subprocess
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_EVERY_S = 0.05


@dataclass(frozen=True, slots=True)
class Used:
    """What one run took: seconds, CPU seconds, MB of memory (0 where the system does not tell)."""

    wall_s: float
    cpu_s: float
    peak_mb: float


def measure(command: Sequence[str], *, limit_s: float = 300.0) -> Used:
    """Run a program to its end, or to `limit_s` seconds; what it prints is thrown away."""
    before, started = os.times(), time.perf_counter()
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "env": _as_installed()}
    with subprocess.Popen(command, **quiet) as process:
        peak = [0.0]
        watcher = threading.Thread(target=_watch, args=(process, peak), daemon=True)
        watcher.start()
        too_long = threading.Timer(limit_s, process.kill)
        too_long.start()
        process.wait()  # with a time-out of its own it would look every 50 ms, and round a short run up to them
        wall = time.perf_counter() - started
        too_long.cancel()
    watcher.join()
    after = os.times()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return Used(wall, cpu, peak[0])


def median(runs: Sequence[Used]) -> Used:
    """The median of each figure."""
    return Used(*(statistics.median(getattr(run, name) for run in runs) for name in Used.__slots__))


def interleaved(commands: Mapping[str, Sequence[str]], rounds: int) -> dict[str, Used]:
    """Run each program once a round, so that a busy moment meets all of them; medians by name."""
    runs: dict[str, list[Used]] = {name: [] for name in commands}
    for command in commands.values():
        measure(command)  # caches warm, Python compiled: as on the second day
    for _ in range(rounds):
        for name, command in commands.items():
            runs[name].append(measure(command))
    return {name: median(used) for name, used in runs.items()}


def _as_installed() -> dict[str, str]:
    """The environment, with Python's compiled files kept as an installed program has them."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {"PYTHONPYCACHEPREFIX": str(Path(tempfile.gettempdir()) / "bench-pycache"), **kept}


def _watch(process: subprocess.Popen, peak: list[float]) -> None:
    while process.poll() is None:
        peak[0] = max(peak[0], sum(_resident_mb(pid) for pid in _tree(process.pid)))
        time.sleep(_EVERY_S)


def _tree(pid: int) -> list[int]:
    found = [pid]
    for one in found:
        try:
            for task in Path(f"/proc/{one}/task").iterdir():
                found += map(int, (task / "children").read_text().split())
        except OSError:
            continue
    return found


def _resident_mb(pid: int) -> float:
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except (OSError, IndexError):
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6
