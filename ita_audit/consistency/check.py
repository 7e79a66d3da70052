"""Run every rule over a paper, in a fixed order; nothing is decided here."""

from __future__ import annotations

from ita_audit.consistency import core_rules, group_rules, order_rules, plan_rules, proof_rules, year_rules
from ita_audit.consistency.records import Observation
from ita_audit.model import Checklist
from ita_audit.sourcepaper.records import Paper

RULES = (
    order_rules.order_number_differs,
    order_rules.order_date_differs,
    order_rules.order_year_differs,
    order_rules.order_incomplete,
    order_rules.attachment_missing,
    order_rules.person_name_differs,
    order_rules.body_named_differently,
    order_rules.agency_differs,
    *year_rules.RULES,
    *plan_rules.RULES,
    *proof_rules.RULES,
    *group_rules.RULES,
    *core_rules.RULES,
)
_NEED_THE_END = {"attachment_missing", "item_without_owner", "report_unsigned", "group_unit_without_item",
                 "measure_not_reported", "step_not_reported", "step_without_result", "promised_report_not_cited",
                 "order_incomplete", "analysis_absent", "one_paper_two_items"}  # fmt: skip
"""Rules that say what is not there: they are silent when the end of the paper was not read."""


def check_paper(paper: Paper, checklist: Checklist) -> tuple[Observation, ...]:
    """
    Find what contradicts what in a paper.

    Args:
        paper: As `read_paper` gives it.

        checklist: The year's items, for those that nobody answers for.

    Returns:
        Observations by rule, each with all its places; empty for a paper that agrees with itself.
    """
    found = [observation for rule in RULES for observation in rule(paper)]
    found += group_rules.item_without_owner(paper, checklist)
    if not paper.whole:
        found = [observation for observation in found if observation.rule not in _NEED_THE_END]
    return tuple(dict.fromkeys(found))
