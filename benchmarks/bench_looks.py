"""Deriving a case with 1 and with 200 looks, side by side: the bar is the same time (± 10 %)."""

from __future__ import annotations

import shutil
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median

from ita_audit.engagement import Engagement, open_engagement
from ita_audit.evidence import folders, load_looks, open_look
from ita_audit.report import render_report

LOOKS, RUNS, BAR = 200, 5, 1.10


def _case(folder: Path, looks: int) -> Engagement:
    """The demo case with its last look repeated, each a second after the one before."""
    demo = open_engagement("demo")
    shutil.copytree(demo.folder, folder, ignore=shutil.ignore_patterns("report", "notebooks"))
    case = open_engagement(folder)
    last = load_looks(case.evidence)[-1]
    look, answers, canaries = last.look, last.responses, last.canaries
    shutil.rmtree(case.evidence)
    clock = [datetime.fromisoformat(look["started"])]

    class Then(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:
            clock[0] += timedelta(seconds=1)
            return clock[0]

    real, folders.datetime = folders.datetime, Then
    try:
        for _ in range(looks):
            writer = open_look(case.evidence, look["settings"], tool=look["tool"], resume=False)
            for response in (*answers, *canaries):
                writer.add(response)
            writer.finish("finished")
    finally:
        folders.datetime = real
    return case


def main() -> None:
    with tempfile.TemporaryDirectory() as place:
        cases = [_case(Path(place) / str(looks), looks) for looks in (2, LOOKS)]
        took: list[list[float]] = [[], []]
        for _ in range(RUNS):
            for case, times in zip(cases, took, strict=True):
                began = time.perf_counter()
                render_report(case.folder)
                times.append(time.perf_counter() - began)
    few, many = (median(times) for times in took)
    print(f"report of 2 looks {few:.2f} s, of {LOOKS} looks {many:.2f} s, ratio {many / few:.2f} (bar {BAR})")


if __name__ == "__main__":
    main()
