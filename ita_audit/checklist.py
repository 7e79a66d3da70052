"""
Read one year's checklist and what its structure says about points.

The items, their rules and the doubts about them are data (data/checklists); nothing here knows a
year, an item or a weight.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path

from ita_audit.engagement import project_root
from ita_audit.errors import ChecklistError
from ita_audit.model import Checklist, Element, Item, Kind, YearRule

OIT_POINTS = 40
"""Points of the total ITA score that rest on OIT (the instrument's weight, domain rule)."""

COLUMNS = (
    "number", "title_th", "indicator", "indicator_title_th", "sub_indicator", "sub_indicator_title_th",
    "kind", "year_rule", "nil_accepted", "minimum", "minimum_unit", "elements", "agrees_with", "aliases",
    "source", "confidence_requirement", "confidence_year", "note",
)  # fmt: skip


def checklist_file(fiscal_year: int, scheme: str = "oit") -> Path:
    """Name the file that holds a year's checklist."""
    return project_root() / "data" / "checklists" / f"{scheme}-{fiscal_year}.csv"


def load_checklist(fiscal_year: int, scheme: str = "oit") -> Checklist:
    """
    Read the checklist of one (fiscal year, scheme).

    Raises:
        ChecklistError: The file is absent (the message names the file to add) or does not add up.
    """
    path = checklist_file(fiscal_year, scheme)
    if not path.is_file():
        raise ChecklistError(
            f"no checklist for fiscal year {fiscal_year}, scheme {scheme}: add {path.name} to data/checklists/",
            hint_th=(
                f"ยังไม่มีแบบตรวจของปีงบประมาณ {fiscal_year} ให้เพิ่มไฟล์ data/checklists/{path.name} "
                "ตามคอลัมน์ใน data/checklists/README.md"
            ),
        )
    return read_checklist(path, fiscal_year, scheme)


def read_checklist(path: Path, fiscal_year: int, scheme: str) -> Checklist:
    """Read and check one checklist file; see `load_checklist`."""
    data = path.read_bytes()
    table = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    missing = [name for name in COLUMNS if name not in (table.fieldnames or ())]
    if missing:
        raise _error(path, 1, f"columns {', '.join(COLUMNS)}", f"none of {', '.join(missing)}")
    items = tuple(_item(path, row, line) for line, row in enumerate(table, 2))
    _check_numbers(path, items)
    return Checklist(
        fiscal_year=fiscal_year,
        scheme=scheme,
        items=items,
        sha256=hashlib.sha256(data).hexdigest(),
        file=path.name,
    )


def points_at_stake(checklist: Checklist) -> dict[str, float]:
    """
    Compute the ITA points lost when one item alone fails, from the checklist's structure.

    An item is all or nothing; a sub-indicator is the mean of its items, an indicator the mean of
    its sub-indicators, OIT the mean of its indicators times 40 points (domain rule, reproduced
    from published scores). This is exposure, never a predicted score.

    Returns:
        Item code to points; they add up to 40.
    """
    subs: dict[str, list[str]] = {}
    indicators: dict[str, set[str]] = {}
    for item in checklist.items:
        subs.setdefault(item.sub_indicator, []).append(item.code)
        indicators.setdefault(item.indicator, set()).add(item.sub_indicator)
    return {
        item.code: float(
            Fraction(
                OIT_POINTS,
                len(indicators) * len(indicators[item.indicator]) * len(subs[item.sub_indicator]),
            )
        )
        for item in checklist.items
    }


def _item(path: Path, row: Mapping[str, str], line: int) -> Item:
    try:
        return Item(
            number=int(row["number"]),
            title=row["title_th"].strip(),
            indicator=row["indicator"],
            indicator_title=row["indicator_title_th"],
            sub_indicator=row["sub_indicator"],
            sub_indicator_title=row["sub_indicator_title_th"],
            kind=Kind(row["kind"]),
            year_rule=YearRule(row["year_rule"]),
            nil_accepted={"yes": True, "no": False}[row["nil_accepted"]],
            minimum=int(row["minimum"]),
            minimum_unit=row["minimum_unit"],
            elements=_elements(row["elements"]),
            agrees_with=row["agrees_with"] or None,
            aliases=tuple(part.strip() for part in row["aliases"].split("/") if part.strip()),
            source=row["source"],
            confidence=f"{row['confidence_requirement']}/{row['confidence_year']}",
        )
    except (KeyError, ValueError, TypeError) as error:
        raise _error(path, line, "values as data/checklists/README.md lists them", error) from error


def _elements(text: str) -> tuple[Element, ...]:
    found = []
    for part in filter(None, (part.strip() for part in text.split("|"))):
        name, equals, phrases = part.partition("=")
        if not equals or not phrases.strip():
            raise ValueError(f"element {part!r} is not name=phrase/phrase")
        found.append(Element(name.strip(), tuple(p.strip() for p in phrases.split("/") if p.strip())))
    return tuple(found)


def _check_numbers(path: Path, items: tuple[Item, ...]) -> None:
    codes = {item.code for item in items}
    for line, item in enumerate(items, 2):
        if item.number != line - 1:
            raise _error(path, line, f"item number {line - 1}", item.number)
        if item.agrees_with and item.agrees_with not in codes:
            raise _error(path, line, "agrees_with to name an item of this list", item.agrees_with)
    if not items:
        raise _error(path, 2, "at least one item", "none")


def _error(path: Path, line: int, expected: str, got: object) -> ChecklistError:
    return ChecklistError(
        f"{path.name}, row {line}: expected {expected}, got {got}",
        hint_th=f"แก้แถวที่ {line} ของไฟล์ {path.name} (ดูความหมายของคอลัมน์ใน data/checklists/README.md)",
    )
