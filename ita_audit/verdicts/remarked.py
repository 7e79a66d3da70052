"""Let a remark make a clear rung doubtful; a rung that is not clear stays as it is, and none becomes clear."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ita_audit.model import Elements, Ladder, Period, Remark, Rung, Step

_DOUBTFUL = {Rung.PERIOD: Period.CANNOT_TELL, Rung.ELEMENTS: Elements.CANNOT_TELL}
_CLEAR = frozenset({Period.MATCH, Elements.ALL, Elements.NOT_ASKED})


def doubt_of(ladder: Ladder) -> Remark | None:
    """The first remark of a ladder that raises a doubt; None when none does."""
    return next((remark for remark in ladder.remarks if remark.kind.rung is not None), None)


def with_remarks(ladder: Ladder, remarks: Sequence[Remark]) -> Ladder:
    """
    Put remarks beside a ladder.

    Args:
        ladder: The five answers.

        remarks: What was noticed about the item.

    Returns:
        The ladder with its remarks; a rung that a remark speaks against and that was clear is
        *cannot tell*, with the remark's reason and evidence.
    """
    steps: dict[str, Step] = {}
    for remark in remarks:
        rung = remark.kind.rung
        if rung in _DOUBTFUL and ladder.step(rung).answer in _CLEAR and rung.value not in steps:
            steps[rung.value] = Step(_DOUBTFUL[rung], remark.reason_th, remark.evidence)
    return replace(ladder, remarks=tuple(remarks), **steps)
