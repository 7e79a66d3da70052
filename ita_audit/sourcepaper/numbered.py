"""Split a cell that holds numbered things in a row: `๑. … ๒. …`, `1) …`, `1.1 …`, `ขั้นตอนที่ 1 …`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ita_audit.thai import fold_digits

_MARK = re.compile(
    r"(?<![^\s(])\(?(?:(?P<up>\d{1,2})\.(?P<low>\d{1,2})\.?\)?(?=\s)|(?P<one>\d{1,2})\s*[.)](?!\d)"
    r"|(?:ขั้น(?:ตอน)?|มาตรการ|ข้อ)ที่\s*(?P<named>\d{1,2})(?!\d)\s*[:.)]?)\s*(?=\S)"
)
_JUMP = 3
"""Numbers may skip this many: a step that was left out does not swallow the next one."""


def split_numbered(
    text: str, *, after: int = 0, within: int | None = None
) -> Iterator[tuple[int | None, str]]:
    """
    Split a text at its ascending numbers.

    Args:
        text: Words of a cell.

        after: The last number of the cell that this one continues; 0 when it starts anew.

        within: Number of the measure, for numbers of two levels (`2.1`).

    Yields:
        (number, words) of each part; number None for words before the first number.
    """
    folded = fold_digits(text)
    last, begin, number = after, 0, None
    for match in _MARK.finditer(folded):
        if match["low"] and match["up"] != str(within):
            continue
        value = int(match["low"] or match["one"] or match["named"])
        fresh = number is None and after == 0 and value == 1
        if not (fresh or last < value <= last + _JUMP):
            continue
        lead = text[begin : match.start()].strip()
        if lead or number is not None:
            yield number, lead
        last, begin, number = value, match.end(), value
    rest = text[begin:].strip()
    if rest or number is not None:
        yield number, rest


def lead_number(text: str) -> tuple[int | None, str]:
    """The number that a name begins with, and the name: `๑. การเสริมสร้าง` → (1, …)."""
    match = _MARK.match(fold_digits(text))
    if not match or match["low"]:
        return None, text
    return int(match["one"] or match["named"]), text[match.end() :].strip()
