"""
Compare two looks in the words of the audit: fixed, regressed, moved, silently replaced, year rolled over.

Pure: what two looks saw in, changes out. `cosmetic` takes away what changes with every visit
(counters, clocks, session ids), `seen` holds what one look saw of a link, `compare` names changes.
A failed fetch is no observation and never a removal.
"""

from ita_audit.drift.compare import Drift, compare_looks
from ita_audit.drift.seen import LookSeen, Sighting, look_seen

__all__ = ["Drift", "LookSeen", "Sighting", "compare_looks", "look_seen"]
