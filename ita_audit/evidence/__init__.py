"""
Keep what was seen: WARC 1.1 records, a hash-chained register, and looks that resume after a kill.

`records` makes and reads WARC records, `warc` appends them durably, `register` chains the lines
that name them, `writer` keeps a running look, `recover` puts right what a crash left, `reader`
gives the responses back, `verify` checks every byte.
"""

from ita_audit.evidence.reader import Capture, load_looks
from ita_audit.evidence.verify import look_heads, unfinished, verify_looks
from ita_audit.evidence.warc import WarcWriter
from ita_audit.evidence.writer import LookWriter, open_look

__all__ = [
    "Capture",
    "LookWriter",
    "WarcWriter",
    "load_looks",
    "look_heads",
    "open_look",
    "unfinished",
    "verify_looks",
]
