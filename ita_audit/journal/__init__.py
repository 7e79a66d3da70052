"""
The journal: append-only entries in SQLite, hash-chained, durable before a click is answered.

`table` keeps the entries, `store` says what may be written, `entries` how one is spelled and checked, `force` what follows
from them: which judgement is in force, which is stale and why, and which signature still stands.
"""

from ita_audit.journal.entries import MAX_TEXT
from ita_audit.journal.force import (
    SignOff,
    case_state,
    changes_th,
    expired,
    in_force,
    sign_offs,
    stale,
)
from ita_audit.journal.rests import item_digests
from ita_audit.journal.store import Journal
from ita_audit.journal.table import now_utc

__all__ = [
    "MAX_TEXT",
    "Journal",
    "SignOff",
    "case_state",
    "changes_th",
    "expired",
    "in_force",
    "item_digests",
    "now_utc",
    "sign_offs",
    "stale",
]
