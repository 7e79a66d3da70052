"""Patterns that are tried only on a text that holds a word they cannot do without: same answers, less time."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sparing:
    """
    A pattern and words of which every match holds at least one.

    Args:
        pattern: What is looked for.

        words: In folded case; a text without any of them is not searched.

        folds: Whether a word has letters with case.
    """

    pattern: re.Pattern[str]
    words: tuple[str, ...]
    folds: bool = False

    def worth(self, text: str) -> bool:
        """Whether a match is possible at all."""
        folded = text.casefold() if self.folds else text
        return any(word in folded for word in self.words)

    def sub(self, make: str | Callable[[re.Match[str]], str], text: str) -> str:
        """Replace every match, as `re.Pattern.sub` does."""
        return self.pattern.sub(make, text) if self.worth(text) else text


Rule = re.Pattern[str] | Sparing


def sparing(pattern: re.Pattern[str], *words: str) -> Sparing:
    """Name the words that a pattern cannot do without."""
    return Sparing(pattern, words, any(word.upper() != word for word in words))
