"""
Read printed item labels: O1, O-1, OIT 1, ข้อ 1, 01, O๑๒, 4O4, O1โครงสร้าง, (O1) behind a title.

A label is a reading, not yet an item: whether the number stands for one is settled over the page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote

from ita_audit.thai import fold_digits

_O = "Oo0ОоΟοＯｏ"
_WORD = r"(?:ข้อ(?:ที่)?|OIT|รายการ(?:ที่)?|ประเด็น(?:ที่)?)"
_STRONG = re.compile(
    rf"^\W*(?:(?P<row>\d{{1,2}})\s*[.)]?\s*)?(?:{_WORD}\s*[-.:]?\s*[{_O}]?|[{_O}]\s*[-–.:]?)\s*"
    rf"0*(?P<n>\d{{1,2}})(?![\d])(?P<rest>.*)$",
    re.S | re.I,
)
_ZERO = re.compile(r"^\W*0(?P<n>\d{2})(?!\d)(?P<rest>.*)$", re.S)
_WEAK = re.compile(r"^\W*(?P<n>\d{1,2})(?![\d])(?:\s*[.):|\-–]\s*(?!\d)|\s+|$)(?P<rest>.*)$", re.S)
_TOKEN = re.compile(
    r"(?<![A-Za-z0-9_/?&=#%.])(?:OIT\s*[-.:]?\s*)?[OoОΟＯ]\s*[-–.]?\s*0*(?P<n>\d{1,2})(?![0-9A-Za-z_%])(?!\.\d)"
)
_NUMBERED = rf"(?:OIT\s*)?[{_O}]\s*[-.]?\s*\d{{1,3}}"
_RANGE = re.compile(
    rf"{_NUMBERED}\s*(?:[-–—~]|ถึง|to)\s*(?:[{_O}]\s*[-.]?\s*)?\d{{1,3}}(?!\d)"
    rf"|\(\s*[{_O}]?\d+\s*[-–—]\s*[{_O}]?\d+\s*\)|ข้อ\s*\d+\s*(?:[-–—]|ถึง)\s*\d+",
    re.I,
)
_SERIES = re.compile(
    rf"^\W*{_NUMBERED}(?:\s*(?:,|/|&|และ|กับ)\s*(?:OIT\s*)?[{_O}]?\s*[-.]?\s*\d{{1,3}}(?!\d))+", re.I
)
_SECTION = re.compile(
    r"^\W*(?:(?:ตัวชี้วัด(?:ย่อย)?|หมวด|ส่วน|ประเด็น(?:การประเมิน)?(?:ย่อย)?)\s*(?:ที่)?\s*)?\d{1,2}\.\d{1,2}(?!\d)"
    r"|^\W*(?:ตัวชี้วัด(?:ย่อย)?|หมวด)\s*(?:ที่)?\s*\d{1,2}(?!\d)"
)
_OPENS_RANGE = re.compile(
    rf"^\W*(?:OIT\s*)?[{_O}]\s*-?\s*0*(?P<a>\d{{1,2}})\s*(?:[-–—~]|ถึง)\s*(?:OIT\s*)?[{_O}]?\s*-?\s*0*(?P<b>\d{{1,2}})(?!\d)",
    re.I,
)
_NAMED = re.compile(r"^\W*(?:ตัวชี้วัด(?:ย่อย)?|หมวด|ส่วน|ประเด็น(?:การประเมิน)?(?:ย่อย)?)\s*(?:ที่)?\s*\d")
_MAX_LINE, _MAX_RANGE = 600, 6

_IN_IMAGE = re.compile(r"(?:^|[^A-Za-z0-9])(?:OIT|O)[-_ ]?0*(?P<n>\d{1,2})(?=\.[a-z]{3,4}\b)", re.I)
_IN_ADDRESS = re.compile(
    r"^(?:(?:[A-Za-z]*[-_])?(?:OIT|O)[-_]?0*(?P<n>\d{1,2})(?![0-9A-Za-z])|0(?P<z>\d{2})$)", re.I
)

_CIRCLED = {
    **{0x2460 + n: f"{n + 1} " for n in range(20)},
    **{0x3251 + n: f"{n + 21} " for n in range(15)},
    **{0x32B1 + n: f"{n + 36} " for n in range(15)},
}
STRONG, ZERO, BEHIND, WEAK, FILE = "strong", "zero", "behind", "weak", "file"
WEIGHT = {STRONG: 2.0, ZERO: 1.7, BEHIND: 1.5, WEAK: 0.35, FILE: 1.2}
"""How much a label of each kind speaks for its number, beside a full title's 2.0."""


@dataclass(frozen=True, slots=True)
class Label:
    """A number printed at a line, the words behind it (and before it), and how it is printed."""

    number: int
    words: str
    kind: str
    before: str = ""


def read_label(text: str) -> Label | None:
    """Read the first printed item label of a line, None when there is none or it is a range."""
    found = read_labels(text)
    return found[0] if found else None


@lru_cache(maxsize=8192)
def read_labels(text: str) -> tuple[Label, ...]:
    """
    Read every item label that a line prints for itself.

    A series (`O8, O9`) gives one label each, with the same words; a range (`O19–O22`) and a section
    number (`9.2`) give none.
    """
    text = fold_digits(text[:_MAX_LINE].translate(_CIRCLED))
    if is_range(text) or _SECTION.match(text):
        return ()
    series = _SERIES.match(text)
    if series:
        numbers = [int(n) for n in re.findall(r"\d{1,3}", series.group(0))]
        words = _words(text[series.end() :])
        return tuple(Label(n, words, STRONG) for n in dict.fromkeys(numbers) if 1 <= n <= 99)
    for pattern, kind in ((_ZERO, ZERO), (_STRONG, STRONG)):
        match = pattern.match(text)
        if match and 1 <= int(match["n"]) <= 99:
            return (Label(int(match["n"]), _words(match["rest"]), kind),)
    tokens = list(_TOKEN.finditer(text)) if len(text) < 300 else []
    if len({int(t["n"]) for t in tokens}) == 1 and 1 <= int(tokens[0]["n"]) <= 99:
        before, after = _words(text[: tokens[0].start()]), _words(text[tokens[-1].end() :])
        return (Label(int(tokens[0]["n"]), after or before, BEHIND, before),)
    match = _WEAK.match(text)
    if match and 1 <= int(match["n"]) <= 99:
        return (Label(int(match["n"]), _words(match["rest"]), WEAK),)
    return ()


def number_in_address(image: str, href: str) -> int | None:
    """
    Read the item number in the name of an image (`B-O1.jpg`) or in the last part of an address
    (`/ITA/O1`, `/ITA/2568/035`, `o16_01.pdf`): a weak sign, for lists that print none.
    """
    found = _IN_IMAGE.search(unquote(image[-300:]))
    if found:
        return int(found["n"])
    last = unquote(href.partition("?")[0].rstrip("/").rpartition("/")[2])[:80]
    found = _IN_ADDRESS.match(last)
    return int(found["n"] or found["z"]) if found else None


def is_range(text: str) -> bool:
    """Tell a range of items near the start of a line or filling it: `9.3 (O19–O22)`, `ข้อ 1-6`."""
    return bool(_RANGE.search(text[:100]))


def range_labels(text: str) -> tuple[Label, ...]:
    """The items of a range at the start of a line (`O34 - O35 …`), each a label with the same words."""
    folded = fold_digits(text[:_MAX_LINE])
    match = _OPENS_RANGE.match(folded)
    if not match or not 0 < int(match["b"]) - int(match["a"]) <= _MAX_RANGE:
        return ()
    words = _words(folded[match.end() :])
    return tuple(Label(n, words, STRONG) for n in range(int(match["a"]), int(match["b"]) + 1))


def section_number(text: str) -> str:
    """The number with which a line opens as an indicator or chapter does (`9.2`), '' when it does not."""
    match = _SECTION.match(fold_digits(text[:200]))
    return re.sub(r"[^0-9.]", "", match.group(0)) if match else ""


def is_named_section(text: str) -> bool:
    """Tell a line that opens with the words indicator or chapter: `ตัวชี้วัดย่อยที่ 9.2`, `หมวด 1`."""
    return bool(_NAMED.match(fold_digits(text[:200])))


def _words(text: str) -> str:
    return text.strip(" .:)(|-–—\t\u00a0_")
