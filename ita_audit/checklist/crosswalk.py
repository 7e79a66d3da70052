"""How the items of one year relate to those of another: the same label means different things."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ita_audit.checklist.read import checklist_folder, read_rows

MOVE_COLUMNS = ("fiscal_year", "item", "to_year", "to_items", "change", "confidence", "note")
CHANGES = frozenset({"same", "renamed", "merged", "split", "only_here", "only_there"})


@dataclass(frozen=True, slots=True)
class Move:
    """
    One line of the cross-walk of the national form: an item of a year, and its items of `to_year`.

    `change`: same name · renamed · merged (several items of `to_year`) · split (one of several that
    share an item of `to_year`) · only_here (no counterpart) · only_there (`item` is empty: an item
    of `to_year` that this year lacks).
    """

    fiscal_year: int
    item: str
    to_year: int
    to_items: tuple[str, ...]
    change: str
    confidence: str
    note: str


def crosswalk(folder: Path | None = None) -> tuple[Move, ...]:
    """
    Every line of data/checklists/crosswalk.csv.

    Raises:
        ChecklistError: The file is absent or a row does not add up.
    """
    return read_rows((folder or checklist_folder()) / "crosswalk.csv", MOVE_COLUMNS, _move)


def counterparts(item: str, from_year: int, to_year: int, folder: Path | None = None) -> tuple[str, ...]:
    """
    The items of another year that ask for what an item asks for.

    Years that the file relates only through a third year are walked through it.

    Args:
        item: A code (`O12`) of `from_year`.

        from_year: Its fiscal year (B.E.).

        to_year: The fiscal year (B.E.) to translate into.

        folder: Where the file lies; data/checklists when not given.

    Returns:
        Codes in the order of their numbers; empty where the year has no counterpart, or where
        the file does not relate the years.
    """
    moves = crosswalk(folder)
    middle = {move.to_year for move in moves}
    if from_year == to_year:
        return (item,)
    found = _step({item}, from_year, to_year, moves)
    for year in sorted(middle - {from_year, to_year}):
        found |= _step(_step({item}, from_year, year, moves), year, to_year, moves)
    return tuple(sorted(found, key=lambda code: int(code[1:])))


def _step(items: set[str], from_year: int, to_year: int, moves: tuple[Move, ...]) -> set[str]:
    found: set[str] = set()
    for move in moves:
        if (move.fiscal_year, move.to_year) == (from_year, to_year) and move.item in items:
            found |= set(move.to_items)
        elif (move.to_year, move.fiscal_year) == (from_year, to_year) and items & set(move.to_items):
            found |= {move.item} - {""}
    return found


def _move(row: dict[str, str]) -> Move:
    move = Move(
        fiscal_year=int(row["fiscal_year"]),
        item=row["item"],
        to_year=int(row["to_year"]),
        to_items=tuple(row["to_items"].split()),
        change=row["change"],
        confidence=row["confidence"],
        note=row["note"],
    )
    if move.change not in CHANGES or not (move.item or move.to_items):
        raise ValueError(
            f"change {move.change!r} is none of {', '.join(sorted(CHANGES))}, or the row is empty"
        )
    return move
