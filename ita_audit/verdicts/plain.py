"""A reason for readers who are no engineers: what libraries said in English is left out, the Thai stays."""

from __future__ import annotations

import re

from ita_audit.linkcheck.reasons import BY_ERROR, TLS

_THAI = "\u0e01-\u0e5b"
_OURS = "|".join(sorted({re.escape(words) for _, words in BY_ERROR.values()}, key=len, reverse=True))
_SAID = re.compile(
    rf"({_OURS}|เสียหาย|เปิดไม่ได้|อ่านไม่ได้|อ่านไฟล์ไม่ได้)"
    rf"(?:\s*\((?:[^(){_THAI}]|\([^(){_THAI}]*\))*(?:\)|$)|:\s[^{_THAI}·]*[A-Za-z][^{_THAI}·]*$)"
)
_TLS = {words: words.partition(" (")[0] for words in TLS.values()}


def plain_reason(text: str) -> str:
    """
    Leave out of a reason what a library said.

    Args:
        text: A reason of a check, a reader or a verdict.

    Returns:
        The same without English behind our own words for a failure; quotations, names and addresses stay.
    """
    for words, thai in _TLS.items():
        text = text.replace(words, thai)
    return _SAID.sub(r"\1", text)
