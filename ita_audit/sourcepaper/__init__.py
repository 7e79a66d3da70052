"""
Read a municipality's own report on its integrity measures: plan, results, order, assignment.

`source` and `markup` turn bytes into lines and rows with their places, `tables` gives columns their
roles, `measures`, `orders` and `assigned` read the parts, `artefacts` names what conversion did.
What contradicts what is not told here (`consistency`).
"""

from ita_audit.sourcepaper.read import read_paper
from ita_audit.sourcepaper.records import Paper, Place

__all__ = ["Paper", "Place", "read_paper"]
