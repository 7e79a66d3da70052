"""Compare what was read across items and years: the same file twice, last year's file, a blank form."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz import fuzz

from ita_audit.thai import compose

NEAR = 97.0
"""Percent likeness from which two long texts are one text."""
ENOUGH = 200
"""Letters below which texts are too short to be compared."""
BLANK_SHARE = 0.3
MAX_TEXT = 5_000
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
        for a, b in combinations(documents, 2)
        if a.item != b.item and (how := _one(a, b))
    )


def same_as_last_year(now: Sequence[Document], before: Sequence[Document]) -> tuple[Likeness, ...]:
    """This year's documents that are last year's, renamed or not, item by item."""
    return tuple(
        Likeness("last_year", b.ref, a.ref, f"{a.item}: ปีนี้และปีก่อนใช้{how}")
        for a in now
        for b in before
        if a.item == b.item and (how := _one(a, b))
    )


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


def _one(a: Document, b: Document) -> str:
    if a.sha256 == b.sha256:
        return "ไฟล์เดียวกันทุกไบต์"
    left, right = (re.sub(r"\s", "", compose(d.text[:MAX_TEXT])) for d in (a, b))
    if min(len(left), len(right)) < ENOUGH or re.findall(r"\d+", left) != re.findall(r"\d+", right):
        return ""
    return "ข้อความเกือบเหมือนกันทั้งหมด" if fuzz.ratio(left, right) >= NEAR else ""
