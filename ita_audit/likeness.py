"""Compare what was read across items and years: the same file twice, last year's file, a blank form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from rapidfuzz import fuzz

from ita_audit.thai import compose, fold_digits

NEAR = 97.0
"""Percent likeness from which two long texts are one text."""
ENOUGH = 200
"""Letters below which texts are too short to be compared."""
BLANK_SHARE = 0.3
MAX_TEXT = 5_000
MAX_ALIKE = 60
"""Texts with the same numbers that are compared with each other; more of them are one form filled in often."""
_DOTS = re.compile(r"[.…_]{4,}")


@dataclass(frozen=True, slots=True)
class Document:
    """One document as evidence: which item and link it stands for, its SHA-256 and its text."""

    item: str
    ref: str
    sha256: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two documents that are one, with both refs; for a blank form both refs are the same."""

    kind: str
    first: str
    second: str
    reason_th: str


def same_under_two_items(documents: Sequence[Document]) -> tuple[Likeness, ...]:
    """Pairs of one file, or of nearly one text, under different items."""
    return tuple(
        Likeness("same_file", a.ref, b.ref, f"{a.item} และ {b.item} ใช้{how}")
        for a, b in _candidates(documents)
        if a.item != b.item and (how := _one(a, b))
    )


def same_as_last_year(now: Sequence[Document], before: Sequence[Document]) -> tuple[Likeness, ...]:
    """
    This year's documents that are last year's, renamed or not, under whatever item they stood.

    Items of two years have other numbers, so that the item does not count; each document of this
    year is told once.
    """
    by_file: dict[str, Document] = {}
    by_numbers: dict[tuple[str, ...], list[Document]] = {}
    for old in before:
        by_file.setdefault(old.sha256, old)
        by_numbers.setdefault(_numbers(old.text), []).append(old)
    found = []
    for new in now:
        alike = by_numbers.get(_numbers(new.text), [])[:MAX_ALIKE]
        same = by_file.get(new.sha256) or next((old for old in alike if _one(new, old)), None)
        if same is not None:
            how = _one(new, same)
            found.append(Likeness("last_year", same.ref, new.ref, f"{new.item}: ปีนี้และปีก่อนใช้{how}"))
    return tuple(found)


def blank_forms(documents: Sequence[Document]) -> tuple[Likeness, ...]:
    """Documents that look like forms nobody filled in: dotted lines take a large share of them."""
    return tuple(
        Likeness("blank_form", d.ref, d.ref, f"{d.item}: คล้ายแบบฟอร์มเปล่า มีเส้นประให้กรอกเป็นส่วนใหญ่")
        for d in documents
        if blank_share(d.text) >= BLANK_SHARE
    )


def blank_share(text: str) -> float:
    """Share 0 … 1 of the text, blanks aside, that is dotted lines to be filled in."""
    seen = len(re.sub(r"\s", "", text))
    return sum(len(run) for run in _DOTS.findall(text)) / seen if seen else 0.0


def _candidates(documents: Iterable[Document]) -> Iterator[tuple[Document, Document]]:
    """Pairs worth comparing: of one file, or of texts with the same numbers; each pair once."""
    groups: dict[object, list[Document]] = {}
    for document in documents:
        groups.setdefault(document.sha256, []).append(document)
        if len(document.text) >= ENOUGH:
            groups.setdefault(_numbers(document.text), []).append(document)
    seen: set[tuple[str, str]] = set()
    for group in groups.values():
        for a, b in combinations(group[:MAX_ALIKE], 2):
            if (a.ref, b.ref) not in seen:
                seen.add((a.ref, b.ref))
                yield a, b


def _one(a: Document, b: Document) -> str:
    if a.sha256 == b.sha256:
        return "ไฟล์เดียวกันทุกไบต์"
    left, right = _squeezed(a.text[:MAX_TEXT]), _squeezed(b.text[:MAX_TEXT])
    if min(len(left), len(right)) < ENOUGH or _numbers(a.text) != _numbers(b.text):
        return ""
    return "ข้อความเกือบเหมือนกันทั้งหมด" if fuzz.ratio(left, right, score_cutoff=NEAR) >= NEAR else ""


@lru_cache(maxsize=4096)
def _squeezed(text: str) -> str:
    return re.sub(r"\s", "", compose(text))


def _numbers(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\d+", fold_digits(_squeezed(text[:MAX_TEXT]))))
