"""Mend what PDFs do to Thai text: clusters told twice."""

from __future__ import annotations

import ctypes
import re

from pypdfium2 import raw

_MARK = re.compile("[\u0e31\u0e33-\u0e3a\u0e47-\u0e4e]")
_NEAR = 8
MAX_CHARACTERS = 60_000


def page_text(layer: object) -> str:
    """
    Text of one PDF page, each cluster once.

    A PDF that gives one /ActualText to several glyph objects makes pdfium repeat the cluster for each;
    an object that repeats a near one with a Thai mark, over the same stretch of the line, is left out.

    Args:
        layer: An open pypdfium2 text page.

    Returns:
        At most MAX_CHARACTERS characters.
    """
    letters = _letters(layer)
    if not _MARK.search(letters):
        return letters  # nothing can be told twice: where each letter stands need not be asked
    kept: list[tuple[str, float, float, float]] = []
    for text, left, right, base in _runs(layer, letters):
        twin = len(text) > 1 and _MARK.search(text) and _is_told(text, left, right, base, kept)
        if twin:
            while kept and not kept[-1][0].strip():
                kept.pop()
            continue
        kept.append((text, left, right, base))
    return "".join(text for text, *_ in kept)


def _is_told(text: str, left: float, right: float, base: float, kept: list) -> bool:
    """A mark's own glyph is narrower than its cluster and may sit an em off; a true repeat is as wide.

    How far counts in letters, not in the run's width: a line set as one object may stand below its like.
    """
    for other, start, end, low in kept[-_NEAR:]:
        if text != other or left > end + 0.5 or start > right + 0.5:
            continue
        wide, off = end - start, abs(base - low)
        letter = min(wide, 2.5 * wide / max(1, len(_MARK.sub("", text))))
        if off < 0.4 * letter or (right - left < 0.8 * wide and off < 2.5 * letter):
            return True
    return False


def _letters(layer: object) -> str:
    codes = (
        raw.FPDFText_GetUnicode(layer.raw, index)
        for index in range(min(raw.FPDFText_CountChars(layer.raw), MAX_CHARACTERS))
    )
    return "".join(
        chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd" for code in codes
    )


def _runs(layer: object, letters: str) -> list[tuple[str, float, float, float]]:
    """Characters joined by the object they come from: (text, left, right, baseline), points."""
    runs: list[list] = []
    last: object = None
    box = [ctypes.c_double() for _ in range(4)]
    left, right, bottom, top = box
    for index, letter in enumerate(letters):
        made = raw.FPDFText_IsGenerated(layer.raw, index) == 1
        owner = None if made else raw.FPDFText_GetTextObject(layer.raw, index)
        key = ctypes.cast(owner, ctypes.c_void_p).value if owner else None
        raw.FPDFText_GetCharBox(layer.raw, index, left, right, bottom, top)
        if runs and key is not None and key == last:
            run = runs[-1]
            run[0].append(letter)
            run[1], run[2] = min(run[1], left.value), max(run[2], right.value)
        else:
            runs.append([[letter], left.value, right.value, bottom.value])
        last = key
    return [("".join(letters), start, end, base) for letters, start, end, base in runs]
