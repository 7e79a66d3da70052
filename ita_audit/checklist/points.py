"""Points at stake, from the structure of a checklist alone."""

from __future__ import annotations

from fractions import Fraction

from ita_audit.model import Checklist

OIT_POINTS = 40
"""Points of the total ITA score that rest on OIT (the instrument's weight, domain rule)."""


def points_at_stake(checklist: Checklist) -> dict[str, float]:
    """
    Compute the ITA points lost when one item alone fails, from the checklist's structure.

    An item is all or nothing; a sub-indicator is the mean of its items, an indicator the mean of
    its sub-indicators, OIT the mean of its indicators times 40 points (domain rule, reproduced
    from published scores). This is exposure, never a predicted score.

    Returns:
        Item code to points; they add up to 40.
    """
    subs: dict[str, list[str]] = {}
    indicators: dict[str, set[str]] = {}
    for item in checklist.items:
        subs.setdefault(item.sub_indicator, []).append(item.code)
        indicators.setdefault(item.indicator, set()).add(item.sub_indicator)
    return {
        item.code: float(
            Fraction(
                OIT_POINTS,
                len(indicators) * len(indicators[item.indicator]) * len(subs[item.sub_indicator]),
            )
        )
        for item in checklist.items
    }
