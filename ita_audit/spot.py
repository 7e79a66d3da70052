"""
The spot check: which items a person does again by hand, and what the answers say of the tool.

The sample follows from the evidence, so that nobody chooses it and everybody draws the same. The
interval is Wilson's for a share (Wilson 1927), at 95 %.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ita_audit.model import EntryKind, Judgement, Outcome, Standing, Verdict

SIZE = 8
_Z = 1.96
_MEANS = {Standing.READY: Outcome.PASSED, Standing.PROBLEM: Outcome.FAILED}
"""What a person concludes when the tool was right; where the tool could not tell it cannot be wrong."""


@dataclass(frozen=True, slots=True)
class Redone:
    """One item of the sample: what the tool said, what the person found, and whether they agree."""

    item: str
    standing: Standing
    entry: Judgement | None
    agrees: bool | None


@dataclass(frozen=True, slots=True)
class ErrorRate:
    """Items compared and items that differ; the bounds (0 … 1) of the share that differs, at 95 %."""

    compared: int
    wrong: int
    low: float
    high: float


def draw(verdicts: Mapping[str, Verdict], head: str, size: int = SIZE) -> tuple[str, ...]:
    """
    Draw the sample of a look from the items of which the tool told something; elsewhere it cannot be wrong.

    Args:
        verdicts: What the tool said, in the order of the checklist.

        head: End of the look's chain, which decides the sample.

        size: How many.

    Returns:
        Item codes in the order of the checklist.
    """
    codes = [code for code, verdict in verdicts.items() if verdict.standing in _MEANS]
    drawn = set(sorted(codes, key=lambda code: hashlib.sha256(f"{head}{code}".encode()).hexdigest())[:size])
    return tuple(code for code in codes if code in drawn)


def redone(
    sample: Sequence[str], verdicts: Mapping[str, Verdict], entries: Iterable[Judgement], head: str
) -> tuple[Redone, ...]:
    """
    Lay the sample beside what persons found; an entry of another sample does not count.

    Args:
        sample: As `draw` gives it.

        verdicts: What the tool said.

        entries: The journal, oldest first; the last entry of an item counts.

        head: End of the look's chain.
    """
    last = {e.item: e for e in entries if e.kind is EntryKind.SPOT_CHECK and e.saw.get("sample") == head}
    return tuple(_compared(code, verdicts[code].standing, last.get(code)) for code in sample)


def _compared(code: str, standing: Standing, entry: Judgement | None) -> Redone:
    meant = _MEANS.get(standing)
    told = entry is not None and entry.outcome in (Outcome.PASSED, Outcome.FAILED)
    return Redone(code, standing, entry, entry.outcome is meant if told and meant else None)


def error_rate(found: Iterable[Redone]) -> ErrorRate:
    """How often the tool and a person differ, with the bounds of what the whole may be."""
    answers = [one.agrees for one in found if one.agrees is not None]
    n, wrong = len(answers), sum(not agrees for agrees in answers)
    if not n:
        return ErrorRate(0, 0, 0.0, 1.0)
    share, z2 = wrong / n, _Z * _Z
    middle = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = _Z * math.sqrt(share * (1 - share) / n + z2 / (4 * n * n)) / (1 + z2 / n)
    return ErrorRate(n, wrong, max(0.0, middle - half), min(1.0, middle + half))
