"""
One row of the table of required elements: which item it belongs to, and what shows it.

The cells `shown_by`, `near`, `without` and `nil` are a small language: `/` parts terms of which any
is enough, ` & ` what one file must all have, ` | ` ways of which any is enough; `@name` is a
structure of `ita_audit.elements`, everything else is words.
"""

from __future__ import annotations

from collections.abc import Mapping

from ita_audit.model import Element

ELEMENTS_FILE = "elements.csv"
ELEMENT_COLUMNS = (
    "scheme", "fiscal_year", "item", "element", "name_th", "name_en", "shown_by", "minimum", "near",
    "without", "nil", "required", "source", "confidence", "look_th",
)  # fmt: skip
_SURE = ("sourced", "memory", "uncertain")

Key = tuple[str, int, str]


def element_of(row: Mapping[str, str]) -> tuple[Key, Element]:
    """
    Read one row.

    Returns:
        (scheme, fiscal year, item code) and the element.

    Raises:
        ValueError, KeyError: A cell does not hold what its column promises.
    """
    ways = tuple(
        tuple(terms(term) for term in way.split(" & ")) for way in row["shown_by"].split(" | ") if way.strip()
    )
    if not ways or not all(all(way) for way in ways):
        raise ValueError(f"shown_by {row['shown_by']!r} names nothing that shows the element")
    if row["confidence"] not in _SURE or not row["name_th"].strip():
        raise ValueError(f"element {row['element']!r} has no name or no known confidence")
    element = Element(
        name=row["name_th"].strip(),
        shown_by=ways,
        key=row["element"].strip(),
        name_en=row["name_en"].strip(),
        minimum=int(row["minimum"] or 1),
        near=terms(row["near"]),
        without=terms(row["without"]),
        nil=terms(row["nil"]),
        required={"yes": True, "no": False}[row["required"]],
        source=row["source"],
        confidence=row["confidence"],
        look_th=row["look_th"].strip(),
    )
    return (row["scheme"], int(row["fiscal_year"]), row["item"]), element


def terms(cell: str) -> tuple[str, ...]:
    """The terms of a cell, parted by `/`."""
    return tuple(part.strip() for part in cell.split("/") if part.strip())
