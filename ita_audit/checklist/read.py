"""Read one checklist file, and the other tables beside it, row by row."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from ita_audit.checklist.elements import ELEMENT_COLUMNS, ELEMENTS_FILE, Key, element_of
from ita_audit.engagement import project_root
from ita_audit.errors import ChecklistError
from ita_audit.model import Checklist, Element, Item, Kind, YearRule

COLUMNS = (
    "number", "title_th", "indicator", "indicator_title_th", "sub_indicator", "sub_indicator_title_th",
    "kind", "year_rule", "nil_accepted", "minimum", "minimum_unit", "agrees_with", "aliases",
    "source", "confidence_requirement", "confidence_year", "note",
)  # fmt: skip


Row = TypeVar("Row")


def checklist_folder() -> Path:
    """The folder of the checklists and the tables beside them."""
    return project_root() / "data" / "checklists"


def checklist_file(fiscal_year: int, scheme: str = "oit") -> Path:
    """Name the file that holds a year's checklist."""
    return checklist_folder() / f"{scheme}-{fiscal_year}.csv"


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
    items = _parse(path, data, COLUMNS, _item)
    _check_numbers(path, items)
    elements, elements_sha256 = _elements(path.parent / ELEMENTS_FILE, scheme, fiscal_year)
    unknown = sorted(set(elements) - {item.code for item in items})
    if unknown:
        raise _error(path.parent / ELEMENTS_FILE, None, f"items of {path.name}", ", ".join(unknown))
    return Checklist(
        fiscal_year=fiscal_year,
        scheme=scheme,
        items=tuple(replace(item, elements=elements.get(item.code, ())) for item in items),
        elements_sha256=elements_sha256,
        sha256=hashlib.sha256(data).hexdigest(),
        file=path.name,
    )


def _elements(path: Path, scheme: str, fiscal_year: int) -> tuple[dict[str, tuple[Element, ...]], str]:
    """The elements of a list by item code, and the digest of their file; nothing without the file."""
    if not path.is_file():
        return {}, ""
    seen = path.stat()
    rows, sha256 = _all_elements(path, seen.st_mtime_ns, seen.st_size)
    found: dict[str, list[Element]] = {}
    for (of_scheme, of_year, code), element in rows:
        if (of_scheme, of_year) == (scheme, fiscal_year):
            found.setdefault(code, []).append(element)
    return {code: tuple(elements) for code, elements in found.items()}, sha256


@lru_cache(maxsize=8)
def _all_elements(path: Path, changed: int, size: int) -> tuple[tuple[tuple[Key, Element], ...], str]:
    """Every row of the file; `changed` (ns) and `size` (bytes) make an edited file a new reading."""
    data = path.read_bytes()
    return _parse(path, data, ELEMENT_COLUMNS, element_of), hashlib.sha256(data).hexdigest()


def read_rows(path: Path, columns: tuple[str, ...], make: Callable[[dict[str, str]], Row]) -> tuple[Row, ...]:
    """
    Read a UTF-8 table with a header, each row through `make`.

    Args:
        path: The file.

        columns: Columns that must be there; others are left alone.

        make: A row's cells to a record; its ValueError or KeyError is reported with the row.

    Raises:
        ChecklistError: The file is absent, a column is missing, or a row does not add up.
    """
    if not path.is_file():
        raise ChecklistError(
            f"{path.name} is missing in {path.parent.name}/",
            hint_th=f"ไม่พบไฟล์ {path.name} ใน data/checklists/",
        )
    return _parse(path, path.read_bytes(), columns, make)


def _parse(
    path: Path, data: bytes, columns: tuple[str, ...], make: Callable[[dict[str, str]], Row]
) -> tuple[Row, ...]:
    try:
        table = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))
        missing = [name for name in columns if name not in (table.fieldnames or ())]
    except UnicodeDecodeError as error:
        raise _error(path, 1, "UTF-8 text", error) from error
    if missing:
        raise _error(path, 1, f"columns {', '.join(columns)}", f"none of {', '.join(missing)}")
    rows = []
    for line, row in enumerate(table, 2):
        try:
            rows.append(make(row))
        except (KeyError, ValueError, TypeError, AttributeError) as error:
            raise _error(path, line, "values as data/checklists/README.md lists them", error) from error
    return tuple(rows)


def _item(row: Mapping[str, str]) -> Item:
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
        agrees_with=row["agrees_with"] or None,
        aliases=tuple(part.strip() for part in row["aliases"].split("/") if part.strip()),
        source=row["source"],
        confidence=f"{row['confidence_requirement']}/{row['confidence_year']}",
    )


def _check_numbers(path: Path, items: tuple[Item, ...]) -> None:
    codes = {item.code for item in items}
    for line, item in enumerate(items, 2):
        if item.number != line - 1:
            raise _error(path, line, f"item number {line - 1}", item.number)
        if item.agrees_with and item.agrees_with not in codes:
            raise _error(path, line, "agrees_with to name an item of this list", item.agrees_with)
    if not items:
        raise _error(path, 2, "at least one item", "none")


def _error(path: Path, line: int | None, expected: str, got: object) -> ChecklistError:
    return ChecklistError(
        f"{path.name}, row {line or '?'}: expected {expected}, got {got}",
        hint_th=f"แก้แถวที่ {line or '?'} ของไฟล์ {path.name} (ดูความหมายของคอลัมน์ใน data/checklists/README.md)",
    )
