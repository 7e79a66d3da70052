"""
The yearly checklists, what their structure says about points, and how the years relate.

Items, rules, doubts, other schemes and the cross-walk are data (data/checklists); nothing here
knows a year, an item or a weight.
"""

from ita_audit.checklist.crosswalk import Move, counterparts, crosswalk
from ita_audit.checklist.elements import ELEMENTS_FILE
from ita_audit.checklist.known import known_checklists
from ita_audit.checklist.named import code_in, item_named
from ita_audit.checklist.others import OtherScheme, other_schemes
from ita_audit.checklist.points import OIT_POINTS, points_at_stake
from ita_audit.checklist.read import checklist_file, load_checklist, read_checklist

__all__ = [
    "ELEMENTS_FILE",
    "OIT_POINTS",
    "Move",
    "OtherScheme",
    "checklist_file",
    "code_in",
    "counterparts",
    "crosswalk",
    "item_named",
    "known_checklists",
    "load_checklist",
    "other_schemes",
    "points_at_stake",
    "read_checklist",
]
