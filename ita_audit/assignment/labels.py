"""Item labels and unit names as municipalities write them; every change of spelling is named."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rapidfuzz import fuzz

from ita_audit.thai import compose, fold_digits, squash, tidy

# Letters that stand in for the O of a label: Latin, zero, Thai zero, Cyrillic, Greek.
_O = "Oo0๐ОоΟοｏＯ"
_LABEL = re.compile(
    rf"^\s*(?:(?:ข้อ(?:ที่)?|รายการ(?:ที่)?|OIT)\s*)?(?P<o>[{_O}])?\s*[-.:–—]?\s*(?P<n>[0-9๐-๙０-９]{{1,3}})\s*[.):]?\s*$",
    re.IGNORECASE,
)
_GLUED = re.compile(
    rf"^\s*(?P<o>[{_O}])\s*[-.:–—]?\s*(?P<n>[0-9๐-๙]{{1,2}})(?![0-9๐-๙])\s*[.:)\-–—]?\s*(?P<rest>(?:[^0-9๐-๙]*?[A-Za-zก-ฮ]){{2}}.*)$",
    re.S,
)
_DIVISION = re.compile(r"(?<![ก-๙])((?:สำนัก|กอง|ส่วน(?!ราชการ)|หน่วย)[ก-๙]{2,}[ก-๙\s]*)$")
_ALIKE = 88
_JOINED = re.compile(r"\s*[/,;+&]\s*|\s*(?:และ|กับ)\s*(?=กอง|สำนัก)")
# What a spreadsheet would run: =…, and +, - or @ before a call, a command or a sum.
_FORMULA = re.compile(r"\s*(?:[=＝]\s*[^\s=＝]|[+\-@＋－＠]\s*(?:[A-Za-z_.]+\s*[(|!]|\d+\s*[-+*/]\s*\d))")


def read_label(text: str) -> tuple[int | None, tuple[str, ...]]:
    """
    Read an item label.

    Returns:
        The item number, or None when this is no label; and slugs naming what was normalised:
        thai_digits, zero_for_o, no_letter, look_alike_letter, spelling.
    """
    raw = tidy(text)
    match = _LABEL.match(raw)
    if not match:
        return None, ()
    letter, digits = match["o"], match["n"]
    notes: list[str] = []
    if digits != fold_digits(digits):
        notes.append("thai_digits")
    digits = fold_digits(digits)
    if letter in ("0", "๐"):
        notes.append("zero_for_o")
    elif letter is None:
        if len(digits) == 3 and digits[0] == "0":
            notes.append("zero_for_o")
        else:
            notes.append("no_letter")
    elif letter not in ("O", "o"):
        notes.append("look_alike_letter")
    elif letter == "o" or not re.fullmatch(r"O[0-9๐-๙]{1,2}", raw):
        notes.append("spelling")
    return int(digits), tuple(notes)


def split_glued(text: str) -> tuple[str, str] | None:
    """Split a cell that holds label and title together (`O1โครงสร้าง`); None when it does not."""
    match = _GLUED.match(tidy(text))
    return (match["o"] + match["n"], match["rest"].strip()) if match else None


def split_unit(text: str) -> tuple[str, str]:
    """
    Split `งาน… สำนัก/กอง…` of one cell into section and division.

    Returns:
        (section, division); a cell with only one of them leaves the other ''.
    """
    words = tidy(text)
    match = _DIVISION.search(words)
    if not match:
        return words, ""
    return words[: match.start()].strip(" /,-–"), tidy(match[1])


def settle_spelling(names: Iterable[str]) -> dict[str, str]:
    """
    Bring spellings of one unit together: the one most often written wins.

    Returns:
        Each name that was changed → the name it was read as. Names that differ by spaces or
        marks only, or by a letter or two, are one unit; anything farther apart stays apart.
    """
    counts: dict[str, int] = {}
    for name in names:
        if name:
            counts[name] = counts.get(name, 0) + 1
    ranked = sorted(counts, key=lambda name: (-counts[name], name))
    settled: dict[str, str] = {}
    kept: list[str] = []
    for name in ranked:
        near = next((other for other in kept if _alike(name, other)), None)
        if near is None:
            kept.append(name)
        else:
            settled[name] = near
    return settled


def _alike(left: str, right: str) -> bool:
    one, two = squash(left), squash(right)
    if one == two:
        return True
    if re.sub(r"\D", "", one) != re.sub(r"\D", "", two):
        return False
    return abs(len(one) - len(two)) <= 2 and min(len(one), len(two)) >= 6 and fuzz.ratio(one, two) >= _ALIKE


def owners_of(section: str, division: str) -> tuple[str, ...]:
    """
    Tell the units that one row names when it names several on one level; () when it names one.

    A section stands inside a division, so one of each is one owner; two divisions, or two sections
    with a mark between them, are two owners.
    """
    words = tidy(f"{section} {division}")
    names = _JOINED.split(words)
    sections = dict.fromkeys(name for name in names if name.startswith("งาน"))
    divisions = dict.fromkeys(
        part for name in names for part in name.split() if re.match(r"กอง(?!ทุน)|สำนัก(?!งาน)", part)
    )
    several = len({squash(name) for name in divisions}) > 1 or len({squash(name) for name in sections}) > 1
    return tuple(names if len(names) > 1 else divisions) if several else ()


def is_formula(text: str) -> bool:
    """Tell a spreadsheet formula: such a table is refused, its value cannot be trusted."""
    return bool(_FORMULA.match(compose(text)))
