"""
One item's ladder, and what rules may conclude from it.

`found` answers the first rung, `ladder` all five, `remarked` what stands beside it, `rules` concludes, `plain` words reasons for everyone; only a person writes *passed*.
"""

from ita_audit.verdicts.ladder import climb
from ita_audit.verdicts.plain import plain_reason
from ita_audit.verdicts.remarked import with_remarks
from ita_audit.verdicts.rules import LOOKS_NEEDED, RULES, action, is_clear, judge, unit_action

__all__ = [
    "LOOKS_NEEDED",
    "RULES",
    "action",
    "climb",
    "is_clear",
    "judge",
    "plain_reason",
    "unit_action",
    "with_remarks",
]
