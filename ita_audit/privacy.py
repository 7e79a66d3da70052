"""
Mask personal data in text that is printed: identity numbers, mobile telephones, e-mail addresses.

Evidence itself is never changed, and addresses of links are printed as they are: they are the point.
"""

from __future__ import annotations

import re

from ita_audit.thai import fold_digits

_IDENTITY = re.compile(r"(?<!\d)\d(?:[ \-]?\d){12}(?!\d)")
_MOBILE = re.compile(r"(?<!\d)(?:\+?66[ \-.]?|0)[689](?:[ \-.]?\d){8}(?!\d)")
_MAIL = re.compile(r"[A-Za-z0-9._%+\-]{1,64}@(?=[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)+)")
IDENTITY_TH, MOBILE_TH, MAIL_TH = "[ปิดเลขประจำตัว]", "[ปิดหมายเลขโทรศัพท์มือถือ]", "[ปิดชื่อ]@"


def mask(text: str) -> str:
    """
    Mask personal data in a text.

    An identity number counts only when its check digit is right; Thai digits are read as well.
    Telephones of offices stay, as they are published on purpose.
    """
    text = _replaced(text, _IDENTITY, IDENTITY_TH, _checks)
    text = _replaced(text, _MOBILE, MOBILE_TH, lambda _: True)
    return _MAIL.sub(MAIL_TH, text)


def _replaced(text: str, pattern: re.Pattern[str], sign: str, counts: object) -> str:
    folded = fold_digits(text)
    if len(folded) != len(text):
        return text
    kept, at = [], 0
    for match in pattern.finditer(folded):
        if counts(match[0]):
            kept += [text[at : match.start()], sign]
            at = match.end()
    return "".join([*kept, text[at:]])


def _checks(number: str) -> bool:
    """The check digit of a Thai identity number."""
    digits = [int(ch) for ch in number if ch.isdigit()]
    whole = sum(digit * weight for digit, weight in zip(digits, range(13, 1, -1), strict=False))
    return (11 - whole % 11) % 10 == digits[12]
