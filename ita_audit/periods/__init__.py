"""
Tell which period a document *covers*, apart from the dates it merely mentions.

`spans` turns written dates into days, `statements` finds what a text says it covers, `reading`
weighs the statements of a document, `judge` compares them with an item's year rule. It abstains
rather than guesses.
"""

from ita_audit.periods.judge import judge_list, judge_period, months_covered, period_document
from ita_audit.periods.reading import read_period

__all__ = ["judge_list", "judge_period", "months_covered", "period_document", "read_period"]
