"""How well a text reads, 0 … 1: a gate against broken text, never a judgement of what it says."""

from __future__ import annotations

import re

SEEN = 20_000
ENOUGH = 40
"""Thai or Latin-1 letters below which spelling says nothing."""
_UPPER = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
_LOOSE = re.compile(f"(?:^|[\\s A-Za-z0-9๐-๙เแโใไ])[{_UPPER}]", re.M)
_STACKED = re.compile("[\u0e31\u0e34-\u0e39]{2}|[\u0e48-\u0e4c]{2}|[\u0e48-\u0e4b][\u0e31\u0e34-\u0e39]")
_LEADING_ALONE = re.compile("[เแโใไ](?![ก-ฮ])")
_NO_LETTER = re.compile("[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f]")
"""Replacement, private-use and control letters: none of them belongs in a text."""
_THAI = re.compile("[ก-ฺเ-๎]")
_ABOVE_BELOW = re.compile("[\u0e31\u0e34-\u0e39\u0e47-\u0e4c]")
_LATIN_1 = re.compile(
    "[\u0080-\u00b6\u00b8-\u00ff\u0152\u0153\u0160\u0161\u0178\u0192\u02c6\u02dc\u20ac\u2122]"
)
_UTF_8_AS_THAI = re.compile("เ[ธน][^\\s]")
_MIXED = re.compile("[ก-๎](?:[a-z]|[|!\\\\~^{}<>=_*#@$]+)(?=[ก-๎])")
_FEW_MARKS = 0.10
"""Share of Thai letters that are marks above or below, at least; ordinary text has some 0.2."""


def quality(text: str) -> float:
    """
    Say how well a text reads.

    Looks for letters no text has (replacement, private use, control), Thai bytes read as Latin
    letters, Thai marks that stand on nothing or pile up, vowels without a consonant, Thai with hardly
    any vowel (lost marks), and Latin signs inside Thai words (a wrong glyph map, OCR noise).

    Returns:
        1.0 for clean or empty text; below 0.5 the text is too broken to be judged.
    """
    seen = text[:SEEN]
    letters = len("".join(seen.split()))
    if not letters:
        return 1.0
    bad = len(_NO_LETTER.findall(seen))
    thai = len(_THAI.findall(seen))
    latin_1 = len(_LATIN_1.findall(seen))
    if latin_1 >= ENOUGH and latin_1 > 0.3 * letters:
        bad += latin_1
    bad += 3 * len(_UTF_8_AS_THAI.findall(seen)) if _is_utf_8_as_thai(seen, thai) else 0
    share = 4 * bad / letters
    if thai >= ENOUGH:
        share += _misspelt(seen, thai)
    return round(max(0.0, 1 - share), 3)


def _misspelt(text: str, thai: int) -> float:
    wrong = sum(len(rule.findall(text)) for rule in (_LOOSE, _STACKED, _LEADING_ALONE, _MIXED))
    marks = len(_ABOVE_BELOW.findall(text)) / thai
    lost = max(0.0, _FEW_MARKS - marks) if thai >= 3 * ENOUGH else 0.0
    return 8 * wrong / thai + 7 * lost


def _is_utf_8_as_thai(text: str, thai: int) -> bool:
    return thai >= ENOUGH and 3 * len(_UTF_8_AS_THAI.findall(text)) > 0.5 * thai
