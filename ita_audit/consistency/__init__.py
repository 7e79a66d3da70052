"""
Hold a municipality's own paper against itself: named rules, each citing every place it rests on.

Contradiction, missing, weak evidence, query, formality are told apart; artefacts of printing and
conversion are the reader's business (`sourcepaper`) and never an observation here.
"""

from ita_audit.consistency.check import check_paper
from ita_audit.consistency.document import mask_names, paper_document
from ita_audit.consistency.records import Observation, Spot

__all__ = ["Observation", "Spot", "check_paper", "mask_names", "paper_document"]
