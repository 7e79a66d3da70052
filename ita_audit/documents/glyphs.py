"""Mend what PDFs do to Thai text: clusters told twice."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable
from functools import partial

from pypdfium2 import raw

_MARK = re.compile("[\u0e31\u0e33-\u0e3a\u0e47-\u0e4e]")
_NEAR = 8
_BLANK = 0x20
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
    codes = _codes(layer)
    letters = "".join(map(_letter, codes))
    if not _MARK.search(letters):
        return letters  # nothing can be told twice: where each letter stands need not be asked
    kept: list[_Run] = []
    for run in _runs(layer, codes):
        twin = len(run.text) > 1 and _MARK.search(run.text) and _is_told(run, kept)
        if twin:
            while kept and not kept[-1].text.strip():
                kept.pop()
            continue
        kept.append(run)
    return "".join(run.text for run in kept)


class _Run:
    """Characters joined by the object they come from; where they stand is asked for only when needed."""

    __slots__ = ("_box", "first", "last", "layer", "text")

    def __init__(self, layer: object, text: str, first: int, last: int) -> None:
        self.layer, self.text, self.first, self.last = layer, text, first, last
        self._box: tuple[float, float, float] | None = None

    @property
    def box(self) -> tuple[float, float, float]:
        """Left and right edge, and the first character's baseline, in points."""
        if self._box is None:
            box = left, right, bottom, _ = [ctypes.c_double() for _ in range(4)]
            edges = []
            for index in range(self.first, self.last):
                raw.FPDFText_GetCharBox(self.layer.raw, index, *box)
                edges.append((left.value, right.value, bottom.value))
            self._box = min(e[0] for e in edges), max(e[1] for e in edges), edges[0][2]
        return self._box


def _is_told(run: _Run, kept: list[_Run]) -> bool:
    """A mark's own glyph is narrower than its cluster and may sit an em off; a true repeat is as wide.

    How far counts in letters, not in the run's width: a line set as one object may stand below its like.
    """
    for other in kept[-_NEAR:]:
        if run.text != other.text:
            continue
        (left, right, base), (start, end, low) = run.box, other.box
        if left > end + 0.5 or start > right + 0.5:
            continue
        wide, off = end - start, abs(base - low)
        letter = min(wide, 2.5 * wide / max(1, len(_MARK.sub("", run.text))))
        if off < 0.4 * letter or (right - left < 0.8 * wide and off < 2.5 * letter):
            return True
    return False


def _owner_of(page: object) -> Callable[[int], int | None]:
    """Ask for the object of a character as a bare address: four times as quick as as a pointer object."""
    call = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)(
        ctypes.cast(raw.FPDFText_GetTextObject, ctypes.c_void_p).value
    )
    return partial(call, ctypes.cast(page, ctypes.c_void_p))


def _codes(layer: object) -> list[int]:
    page, code_of = layer.raw, raw.FPDFText_GetUnicode
    return [code_of(page, index) for index in range(min(raw.FPDFText_CountChars(page), MAX_CHARACTERS))]


def _letter(code: int) -> str:
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"


def _runs(layer: object, codes: list[int]) -> list[_Run]:
    """Characters joined by the object they come from."""
    runs: list[_Run] = []
    letters: list[str] = []
    first, last = 0, None
    page = layer.raw
    made, owner_of = raw.FPDFText_IsGenerated, _owner_of(page)
    for index, code in enumerate(codes):
        # pdfium makes only blanks and line ends of its own
        key = None if code <= _BLANK and made(page, index) == 1 else owner_of(index)
        if letters and (key is None or key != last):
            runs.append(_Run(layer, "".join(letters), first, index))
            letters, first = [], index
        letters.append(_letter(code))
        last = key
    if letters:
        runs.append(_Run(layer, "".join(letters), first, len(codes)))
    return runs
