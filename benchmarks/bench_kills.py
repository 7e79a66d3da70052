"""Thirty `kill -9` during one look of 200 links: the bar is nothing lost, nothing damaged."""

from __future__ import annotations

import tempfile
from pathlib import Path

from benchmarks.kills import CONCURRENCY, run
from ita_audit.engagement import case_folder

KILLS = 30


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        done = run(Path(folder) / "case", case_folder("demo"), kills=KILLS, seed=2566)
    print(
        f"{done.kills} kills of a look of 200 links: {done.lost} results lost, {done.asked_again} asked again "
        f"(at most {CONCURRENCY * done.kills} in flight), {len(done.problems)} problems, {done.state}, {done.seconds:.0f} s"
    )
    for problem in done.problems[:5]:
        print(problem)


if __name__ == "__main__":
    main()
