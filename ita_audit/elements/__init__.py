"""
Look for an item's required elements in what was read: seen and where, not seen, or cannot tell.

`words` spells a text for looking, `contact`, `figures` and `shapes` find structures, `nil` finds
statements that there is none, `match` looks for one element, `agree` compares a report with its
plan, `check` answers for the item. What to look for is data of the checklist.
"""

from ita_audit.elements.check import ELEMENT, MONTH, POOR, check_elements, element_answers
from ita_audit.elements.structures import STRUCTURES, find

__all__ = ["ELEMENT", "MONTH", "POOR", "STRUCTURES", "check_elements", "element_answers", "find"]
