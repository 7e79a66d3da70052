"""A text being read by rules, each taking its words away; and the patterns that the rules share."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from ita_audit.periods.noise import BLOT, blot
from ita_audit.periods.spans import Span
from ita_audit.periods.sparing import Rule
from ita_audit.thai import MONTHS

YEAR4 = r"(?:2[45]\d\d|20\d\d)(?![\d])"
YEAR = rf"(?:ปีงบประมาณ |ปี\s?)?(?:พ\.ศ\. |ค\.ศ\. )?(?:{YEAR4}|'?[4-9]\d(?!,?\d|\.\d))"
TO = r"\s?(?:-|ถึง(?:สิ้น)?|จนถึง|to)\s?"
ON = r"(?:วันที่\s?|สิ้น\s?|เดือน\s?)*"
AND = r"\s?(?:,|และ|กับ|&|\+|\x00)\s?"


@dataclass(frozen=True, slots=True)
class Said:
    """One statement: its days, what kind it is, where it stands in the text, and its words."""

    span: Span
    says: str
    at: int
    end: int
    words: str
    year: int | None = None
    whole: bool = True


Relative = Callable[[int], Span | None]


class Scan:
    """A text being read; what a rule has used is blotted out for the rules after it."""

    def __init__(self, text: str) -> None:
        self.text, self.rest = text, blot(text)
        self.months = any(name in self.rest for name in MONTHS)
        self.found: list[Said] = []
        self.waiting: list[tuple[re.Match, str, Relative]] = []

    def take(self, pattern: Rule, read: Callable[[re.Match], Span | None], says: str) -> None:
        """Read every match; None leaves the words for later rules."""
        self.each(pattern, lambda m: self.keep(m, read(m), says))

    def later(self, pattern: Rule, relative: Callable[[re.Match], Relative | None], says: str) -> None:
        """Take parts of a year that does not stand in the match."""

        def one(m: re.Match) -> bool:
            make = relative(m)
            if make is not None:
                self.waiting.append((m, says, make))
            return make is not None

        self.each(pattern, one)

    def keep(self, m: re.Match, span: Span | None, says: str, year: int | None = None) -> bool:
        """Keep a statement; False when it has no days."""
        if span is None:
            return False
        words = self.text[m.start() : m.end()]
        at = m.start() + len(words) - len(words.lstrip())
        self.found.append(Said(span, says, at, m.end(), words.strip(), year))
        return True

    def each(self, pattern: Rule, one: Callable[[re.Match], bool]) -> None:
        """Blot out every match that `one` uses."""
        self.rest = pattern.sub(lambda m: BLOT * len(m[0]) if one(m) else m[0], self.rest)
