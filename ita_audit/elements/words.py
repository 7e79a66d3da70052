"""
A text as elements are looked for in it: lines in one spelling, each knowing where it stands.

The spelling (`plain`) folds digits, case, tone marks, SARA AM and the spaces that a PDF puts between
Thai letters, so that a pattern written once finds a word however a file spells it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ita_audit.model import Observed
from ita_audit.personal import hide
from ita_audit.thai import compose, fold_digits, tidy

MAX_TEXT = 400_000
"""Letters of one file that are looked at."""
MAX_LINE, MAX_LINES = 600, 20_000
QUOTE = 120
_MARK = re.compile("[\u0e47-\u0e4c\u0e4e]")
_SPACE = re.compile(r"\s+")
_THAI_GAP = re.compile("(?<=[\u0e01-\u0e4d]) (?=[\u0e01-\u0e4d])")
_DASH = re.compile("[\u2010-\u2015\u2212]")


@dataclass(frozen=True, slots=True)
class Line:
    """One line: as found, in plain spelling, and the file, page and part that it stands in."""

    raw: str
    plain: str
    ref: str
    page: int | None
    place: str

    @property
    def shown(self) -> str:
        """The line as it is shown to people; made only when asked for."""
        return tidy(self.raw)


@dataclass(frozen=True, slots=True)
class Text:
    """All lines of one file, with the signs of its markup and its number of pictures."""

    ref: str
    lines: tuple[Line, ...]
    signs: frozenset[str] = frozenset()
    images: int = 0

    @property
    def plain(self) -> tuple[str, ...]:
        """The lines in plain spelling."""
        return tuple(line.plain for line in self.lines)


def plain(text: str) -> str:
    """Give text the spelling in which elements are looked for; plain text stays as it is."""
    text = fold_digits(compose(text)).casefold().replace("\u0e33", "\u0e32").replace("\u0e0f", "\u0e0e")
    text = _DASH.sub("-", _MARK.sub("", text))
    return _THAI_GAP.sub("", _SPACE.sub(" ", text)).strip()


@lru_cache(maxsize=4_096)
def term(word: str) -> str:
    """A word of the table of elements in plain spelling, kept."""
    return plain(word)


def pattern(raw: str) -> re.Pattern[str]:
    """Compile a pattern written in ordinary Thai for plain text; every repeat in it must be bounded."""
    return re.compile(_MARK.sub("", raw.replace("\u0e33", "\u0e32").replace("\u0e0f", "\u0e0e")))


def as_text(seen: Observed) -> Text:
    """The lines of one piece of evidence, at most `MAX_TEXT` letters; nothing when it was not read."""
    if seen.reading is None:
        return Text(seen.ref, ())
    lines: list[Line] = []
    room = MAX_TEXT
    for part in seen.reading.parts:
        if room <= 0 or part.where == "filename":
            continue
        lines += _lines(part.text[:room], seen.ref, part.page, part.where)
        room -= len(part.text)
    return Text(seen.ref, tuple(lines[:MAX_LINES]), frozenset(seen.reading.signs), seen.reading.images)


def lines_of(text: str, ref: str = "") -> Text:
    """The lines of a bare text, for a file that is nothing but text."""
    return Text(ref, tuple(_lines(text[:MAX_TEXT], ref, None, "page"))[:MAX_LINES])


def _lines(text: str, ref: str, page: int | None, place: str) -> list[Line]:
    found = []
    for raw in text.splitlines():
        for piece in _pieces(raw):
            words = plain(piece)
            if words:
                found.append(Line(piece, words, ref, page, place))
    return found


def _pieces(raw: str) -> Iterable[str]:
    """A very long line in pieces of at most `MAX_LINE` letters, cut at spaces where there are any."""
    while len(raw) > MAX_LINE:
        cut = raw.rfind(" ", MAX_LINE // 2, MAX_LINE)
        cut = cut if cut > 0 else MAX_LINE
        yield raw[:cut]
        raw = raw[cut:]
    yield raw


def quote(line: Line, at: int) -> str:
    """At most `QUOTE` letters of the line as shown, around a place in plain spelling; persons are masked."""
    shown = hide(line.shown)
    if len(shown) <= QUOTE:
        return shown
    middle = int(at * len(line.shown) / max(1, len(line.plain)))
    start = max(0, min(middle - QUOTE // 3, len(line.shown) - QUOTE))
    return shown[start : start + QUOTE]


def around(lines: Sequence[str], index: int, before: int, after: int) -> str:
    """Neighbouring lines in plain spelling, joined by line feeds."""
    return "\n".join(lines[max(0, index - before) : index + after + 1])


def across(wanted: re.Pattern[str], lines: Sequence[str]) -> list[tuple[int, int]]:
    """
    Where a pattern stands: inside lines, and over the end of a line where neither line holds it whole.

    Rows of a table are not joined.

    Returns:
        Line and letter of each match, both from 0.
    """
    found = [(number, hit.start()) for number, line in enumerate(lines) for hit in wanted.finditer(line)]
    held = {number for number, _ in found}
    for number in range(len(lines) - 1):
        one, two = lines[number], lines[number + 1]
        if number in held or number + 1 in held or "|" in one or "|" in two:
            continue
        hit = wanted.search(f"{one} {two}")
        if hit and hit.start() < len(one) < hit.end():
            found.append((number, hit.start()))
    return sorted(found)
