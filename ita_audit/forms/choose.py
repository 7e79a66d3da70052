"""Which items the desk shows: by unit, by the rung where they stop, by what is still to do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ita_audit.coverage import owner_label
from ita_audit.model import Judgement, Rung, Standing
from ita_audit.observation import Audit
from ita_audit.tables.judged import standing_th

OPEN, STALE, DONE = "ยังไม่สรุป | To do", "ล้าสมัย | Stale", "สรุปแล้ว | Done"
CLEAR = "พร้อมอ่านทุกขั้น | Ready"
SHOW = (OPEN, STALE, DONE)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the person asked to see; an empty word asks for all."""

    unit: str = ""
    rung: str = ""
    show: str = ""


def units(audit: Audit) -> list[str]:
    """The units that answer for an item, in the order of the checklist."""
    return list(dict.fromkeys(owner_label(audit.assignment, code) for code in audit.verdicts))


def rungs() -> list[str]:
    """The places where an item may stop, in climbing order; then those that stop nowhere."""
    return [*(f"{rung.th} | {rung.value}" for rung in Rung), CLEAR]


def stop_of(audit: Audit, code: str) -> str:
    """Name the rung at which an item stops, in the words of `rungs`."""
    verdict = audit.verdicts[code]
    if verdict.standing is Standing.READY or verdict.rung is None:
        return CLEAR
    return f"{verdict.rung.th} | {verdict.rung.value}"


def state_of(audit: Audit, entry: Judgement | None) -> str:
    """To do, stale or done; an exception that is over is stale."""
    if entry is None:
        return OPEN
    return STALE if standing_th(audit, entry) else DONE


def chosen(audit: Audit, held: Mapping[str, Judgement], wanted: Wanted) -> list[str]:
    """
    List the codes that fit.

    Args:
        audit: The audit.

        held: The judgement in force per item, exceptions that are over included.

        wanted: What to see.
    """
    return [
        code
        for code in audit.verdicts
        if wanted.unit in ("", owner_label(audit.assignment, code))
        and wanted.rung in ("", stop_of(audit, code))
        and wanted.show in ("", state_of(audit, held.get(code)))
    ]


def next_open(audit: Audit, held: Mapping[str, Judgement], codes: Sequence[str], after: str) -> str | None:
    """Find the next item without a judgement that holds, round the end; None when there is none."""
    start = codes.index(after) + 1 if after in codes else 0
    for code in (*codes[start:], *codes[:start]):
        if code != after and state_of(audit, held.get(code)) is not DONE:
            return code
    return None
