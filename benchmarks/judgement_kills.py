"""
Two people judge at once and are killed at random: is each judgement kept, or reported unsaved?

    python -m benchmarks.judgement_kills        1,000 judgements, 50 kills
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from ita_audit.journal import Journal

DESK = """
import sys
from pathlib import Path
from ita_audit.errors import JournalError
from ita_audit.journal import Journal
from ita_audit.model import Outcome
who, first, last = sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
journal = Journal(Path(sys.argv[1]))
print("ready", -1, flush=True)
for n in range(first, last):
    try:
        journal.record(f"O{n % 43 + 1}", Outcome.FAILED, f"{who} {n}", by=who)
        print("kept", n, flush=True)
    except JournalError:
        print("unsaved", n, flush=True)
"""


@dataclass(frozen=True)
class Done:
    """`lost`: said to be saved and not there, or there more than once; `kept`: entries of the journal."""

    judgements: int
    kills: int
    kept: int
    unsaved: int
    in_flight: int
    lost: int
    problems: tuple[str, ...]
    seconds: float


class _Desk:
    """One person: starts again after a kill with the first judgement that was not answered."""

    def __init__(self, path: Path, who: str, count: int, out: Path) -> None:
        self.path, self.who, self.count, self.out = path, who, count, out
        self.child: subprocess.Popen | None = None

    def said(self) -> list[tuple[str, int]]:
        text = self.out.read_text(encoding="utf-8") if self.out.exists() else ""
        lines = [line.split() for line in text.split("\n")[:-1]]
        return [(line[0], int(line[1])) for line in lines if len(line) == 2]

    def start(self) -> None:
        first = max((n for _, n in self.said()), default=-1) + 1
        command = [sys.executable, "-c", DESK, str(self.path), self.who, str(first), str(self.count)]
        with self.out.open("ab") as out:
            self.child = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL)

    def working(self) -> bool:
        return self.child is not None and self.child.poll() is None

    def done(self) -> bool:
        return max((n for _, n in self.said()), default=-1) >= self.count - 1


def judge_under_kills(folder: Path, *, judgements: int, kills: int, seed: int) -> Done:
    rng, path, began = random.Random(seed), folder / "journal.sqlite", time.monotonic()
    desks = [_Desk(path, who, judgements // 2, folder / f"{n}.said") for n, who in enumerate("กข")]
    killed, in_flight = 0, 0
    step = judgements / (kills + 1)
    while not all(desk.done() for desk in desks):
        for desk in desks:
            if not desk.working() and not desk.done():
                desk.start()
        answered = sum(word == "kept" for desk in desks for word, _ in desk.said())
        busy = [desk for desk in desks if desk.working() and desk.said()[-1:] != [("ready", -1)]]
        if killed < kills and busy and answered >= step * (killed + 1) - 1:
            time.sleep(rng.random() * 0.02)
            victim = rng.choice(busy)
            victim.child.kill()
            victim.child.wait()
            killed += 1
        time.sleep(0.002)
    for desk in desks:
        desk.child.wait()
    journal = Journal(path)
    there = Counter(entry.reason for entry in journal.entries())
    said = [(word, f"{desk.who} {n}") for desk in desks for word, n in desk.said() if n >= 0]
    kept = {name for word, name in said if word == "kept"}
    unsaved = {name for word, name in said if word == "unsaved"}
    twice = sum(count - 1 for count in there.values())  # committed, killed before the answer, judged again
    in_flight = twice + len(set(there) - kept)
    lost = sum(name not in there for name in kept) + len(set(there) & unsaved) + max(0, twice - killed)
    return Done(
        judgements, killed, sum(there.values()), len(unsaved), in_flight, lost, tuple(journal.verify()),
        round(time.monotonic() - began, 1),
    )  # fmt: skip


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        print(judge_under_kills(Path(folder), judgements=1000, kills=50, seed=20230420))


if __name__ == "__main__":
    main()
