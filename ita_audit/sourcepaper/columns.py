"""Columns kept apart by blanks: which column each cell of a row with empty cells stands in."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from ita_audit.sourcepaper.records import Cell, Row

_NEAR = 6
_SLACK = 2


def column_numbers(items: Sequence[Cell | Row], index: int, row: Row, head: Row) -> list[int] | None:
    """
    Tell the columns of a row that has fewer cells than its heading.

    Args:
        items: Lines and rows of the paper.

        index: Where the row stands among them.

        row: The row; the `raw` of its cells keeps the blanks before them.

        head: The heading row.

    Returns:
        One column for each cell, or None when they cannot be told apart.
    """
    width = len(head.cells)
    around = [item for item in items[max(0, index - _NEAR) : index + _NEAR + 1] if isinstance(item, Row)]
    full = [item for item in around if item.syntax == "spaces" and len(item.cells) == width]
    for shown in (False, True):
        starts = _starts(row, shown=shown)
        for other in (head, *full):
            edges = _starts(other, shown=shown)
            columns = [next((i for i, e in enumerate(edges) if abs(e - at) <= _SLACK), -1) for at in starts]
            if -1 not in columns and len(set(columns)) == len(columns):
                return columns
    return _by_gaps(row, head)


def _starts(row: Row, *, shown: bool) -> list[int]:
    """Where each cell begins: in characters, or in columns as they are shown (marks take none)."""
    starts, at = [], 0
    for cell in row.cells:
        blanks = len(cell.raw) - len(cell.raw.lstrip())
        starts.append(at + blanks)
        at += _shown(cell.raw) if shown else len(cell.raw)
    return starts


def _shown(text: str) -> int:
    return sum(unicodedata.category(ch) not in ("Mn", "Cf") for ch in text)


def _gaps(row: Row) -> list[int]:
    return [len(cell.raw) - len(cell.raw.lstrip()) for cell in row.cells]


def _by_gaps(row: Row, head: Row) -> list[int] | None:
    """Cells joined by a fixed number of blanks: twice as many mean an empty cell between."""
    between = [gap for gap in _gaps(head)[1:] if gap]
    if not between:
        return None
    unit, columns, column = min(between), [], -1
    for index, gap in enumerate(_gaps(row)):
        column += gap // unit + (1 if index == 0 else 0)
        columns.append(column)
    if columns[-1] >= len(head.cells) or len(set(columns)) != len(columns):
        return None
    return columns
