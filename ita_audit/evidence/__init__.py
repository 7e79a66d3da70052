"""
Keep what was seen: WARC 1.1 records, a hash-chained register, and looks that resume after a kill.

`records` makes and reads WARC records, `register` chains the lines that name them, `writer` keeps
a running look, `reader` gives the responses back and verifies every byte.
"""

from ita_audit.evidence.reader import Capture, load_looks, verify_looks
from ita_audit.evidence.writer import LookWriter, open_look

__all__ = ["Capture", "LookWriter", "load_looks", "open_look", "verify_looks"]
