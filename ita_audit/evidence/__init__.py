"""
Keep what was seen: WARC 1.1 records, a hash-chained register, and looks that resume after a kill.

`records` makes and reads WARC records, `warc` appends them durably, `register` chains the lines
that name them, `writer` keeps a running look, `recover` puts right what a crash left, `reader`
gives the responses back, `verify` checks every byte.
"""

from __future__ import annotations

from ita_audit.lazy import lazily

_NAMES = {
    "reader": "Capture load_looks",
    "verify": "look_heads unfinished verify_looks",
    "warc": "WarcWriter",
    "writer": "LookWriter open_look",
}
__all__, __getattr__ = lazily(__name__, _NAMES)
