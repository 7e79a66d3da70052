"""
What is noticed beside an item's ladder: likeness across items and years, names that do not fit, personal data.

Pure: what was observed in, remarks out. A remark may make a clear rung doubtful; none makes an item pass.
"""

from ita_audit.remarks.find import find_remarks
from ita_audit.remarks.previous import (
    PREVIOUS_FILE,
    Previous,
    load_previous,
    previous_of,
    previous_rows,
    save_previous,
)
from ita_audit.remarks.private import mask_quotes, without_personal

__all__ = [
    "PREVIOUS_FILE",
    "Previous",
    "find_remarks",
    "load_previous",
    "mask_quotes",
    "previous_of",
    "previous_rows",
    "save_previous",
    "without_personal",
]
