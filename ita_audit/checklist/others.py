"""Lists that look like OIT and are not: their labels, their names, and what to tell the auditor."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ita_audit.checklist.read import checklist_folder, read_rows
from ita_audit.thai import bare, fold_digits

OTHER_COLUMNS = (
    "scheme", "name_th", "name_en", "labels", "first", "last", "refuses", "phrases", "message_th", "message_en",
    "source", "confidence", "note",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class OtherScheme:
    """
    A list of another assessment. `labels` stand before its numbers `first` … `last`; `phrases` are
    names of the scheme or of its items; `refuses` tells a list that a page can consist of (MOIT)
    from one that is only mentioned beside an OIT list (the IIT questionnaire).
    """

    scheme: str
    name_th: str
    name_en: str
    labels: tuple[str, ...]
    first: int
    last: int
    refuses: bool
    phrases: tuple[str, ...]
    message_th: str
    message_en: str
    source: str
    confidence: str

    def numbers_in(self, text: str) -> frozenset[int]:
        """The numbers that stand behind this scheme's labels in a text; Thai digits count."""
        hits = (int(number) for number in _pattern(self.labels).findall(fold_digits(text)))
        return frozenset(number for number in hits if self.first <= number <= self.last)

    def is_named_in(self, text: str) -> bool:
        """Tell whether a text holds one of the scheme's names, blind to spaces and marks."""
        return self.names_in(bare(text)) > 0

    def names_in(self, words: str) -> int:
        """How many of the scheme's names stand in words that `thai.bare` has reduced."""
        return sum(phrase in words for phrase in _bare_phrases(self.phrases))


def other_schemes(folder: Path | None = None) -> tuple[OtherScheme, ...]:
    """
    The lists that must not be read as OIT, from data/checklists/other-schemes.csv.

    Raises:
        ChecklistError: The file is absent or a row does not add up.
    """
    path = (folder or checklist_folder()) / "other-schemes.csv"
    return read_rows(path, OTHER_COLUMNS, _scheme)


def _scheme(row: dict[str, str]) -> OtherScheme:
    found = OtherScheme(
        scheme=row["scheme"],
        name_th=row["name_th"],
        name_en=row["name_en"],
        labels=tuple(part.strip() for part in row["labels"].split("/") if part.strip()),
        first=int(row["first"]),
        last=int(row["last"]),
        refuses={"yes": True, "no": False}[row["refuses"]],
        phrases=tuple(part.strip() for part in row["phrases"].split("/") if part.strip()),
        message_th=row["message_th"],
        message_en=row["message_en"],
        source=row["source"],
        confidence=row["confidence"],
    )
    if not found.labels or not all(bare(phrase) for phrase in found.phrases):
        raise ValueError("a scheme needs a label, and phrases need letters")
    return found


@lru_cache(maxsize=32)
def _bare_phrases(phrases: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(bare(phrase) for phrase in phrases)


@lru_cache(maxsize=32)
def _pattern(labels: tuple[str, ...]) -> re.Pattern[str]:
    words = "|".join(r"\s*".join(re.escape(part) for part in label.split()) for label in labels)
    return re.compile(rf"(?<![A-Za-z0-9])(?:{words})[\s.:\-–(]{{0,3}}0?(\d{{1,2}})(?!\d)", re.I)
