"""
The main job on the demo case beside ten empty notebooks: the bar is at most four times their time.

Both are measured in one run, interleaved, medians. Memory is the peak of any one process.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROUNDS = 3
EMPTY = """
import nbformat
from nbclient import NotebookClient
for _ in range(10):
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("pass")])
    NotebookClient(notebook, kernel_name="python3", startup_timeout=60).execute()
"""


def timed(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - start


def main() -> None:
    program = str(Path(sys.executable).parent / "ita-audit")
    ours, empty = [], []
    for _ in range(ROUNDS):
        empty.append(timed([sys.executable, "-W", "ignore", "-c", EMPTY]))
        ours.append(timed([program, "run", "demo"]))
    a, b = statistics.median(ours), statistics.median(empty)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"run demo {a:.1f} s · ten empty notebooks {b:.1f} s · ratio {a / b:.2f} (bar 4.0)")
    print(f"largest process {peak:.0f} MB (bar 600)")
