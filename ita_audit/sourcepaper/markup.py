"""
Text with tables in any syntax → lines and rows of cells, each with its line in the source.

Tabs, Markdown pipes, HTML tables, and columns kept apart by blanks may all stand in one file. What
the cells mean is told elsewhere. Every step is linear in the length of the text.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

from ita_audit.sourcepaper.records import Cell, Place, Row
from ita_audit.thai import compose

MAX_LINES = 20_000
MAX_LINE = 20_000
MAX_CELLS = 30
MAX_SPAN = 500
_DEEPEST, _ALL_CELLS = 30, 100_000
CUT_TH = "อ่านเพียง"
"""How every note begins that says that not all was read."""
_CUT_TH = f"{CUT_TH} {_ALL_CELLS} ช่องแรกของตารางที่ใหญ่ผิดปกติ"
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,15})\b([^<>]{0,1000})>")
_ANY_TAG = re.compile(r"<(?:/?[a-zA-Z][^<>]{0,1000}|!--[^<>]{0,1000}--)>")
_BREAKS = re.compile(r"<(?:/?(?:p|br|li|div|ul|ol|h[1-6]|tr|section|center)\b[^<>]{0,1000})>", re.I)
_TABLE_TAG = re.compile(r"<(/?)(table|tr|td|th)\b([^<>]{0,1000})>", re.I)
_SPAN = re.compile(r"(row|col)span\s*=\s*[\"']?\s*(\d{1,4})", re.I)
_RULE = re.compile(r"[\s|:\-]*-{2,}[\s|:\-]*")
_HASHES = re.compile(r"^#{1,6}\s+")
_BLANKS = re.compile(r"(?:[ \u00a0]{2,})")


def clean(raw: str) -> str:
    """Read a piece of source: tags gone (blocks become lines), entities read, marks composed."""
    text = raw
    if "<" in text:
        text = _ANY_TAG.sub("", _BREAKS.sub("\n", text))
    text = compose(unescape(text) if "&" in text else text).replace("**", "").replace("__", "")
    lines = (re.sub(r"[^\S\n]+", " ", line).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def cell_of(raw: str, place: Place) -> Cell:
    """A cell as in the source and as read."""
    raw = raw[:MAX_LINE]
    return Cell(raw.strip(), clean(raw), place)


def read_markup(text: str) -> tuple[list[Cell | Row], list[str]]:
    """
    Read lines and rows of a text.

    Returns:
        Cells (one a line of text) and Rows in the order of the source; and Thai notes on what was
        not read because the text is too long.
    """
    notes: list[str] = []
    text = _without_scripts(text.replace("\r\n", "\n").replace("\r", "\n"))
    if text.count("\n") > MAX_LINES:
        text = "\n".join(text.split("\n", MAX_LINES)[:MAX_LINES])
        notes.append(f"อ่านเพียง {MAX_LINES} บรรทัดแรก")
    items: list[Cell | Row] = []
    for start, chunk, is_table in _chunks(text):
        if is_table:
            reader = _Chunk(chunk, start)
            items += reader.read()
            notes += [_CUT_TH] if reader.cells > _ALL_CELLS else []
        else:
            for offset, line in enumerate(chunk.split("\n")):
                items += _line(line[:MAX_LINE], Place(start + offset))
        if len(items) > MAX_LINES:
            notes.append(f"อ่านเพียง {MAX_LINES} บรรทัดหรือแถวแรก")
            return items[:MAX_LINES], notes
    return items, notes


def _without_scripts(text: str) -> str:
    """Blank scripts and styles out, their line breaks kept; linear whatever is left open."""
    lower = text.lower()
    for name in ("script", "style"):
        if f"<{name}" not in lower:
            continue
        kept, at = [], 0
        while (start := lower.find(f"<{name}", at)) >= 0:
            end = lower.find(f"</{name}", start)
            end = len(text) if end < 0 else (lower.find(">", end) + 1 or len(text))
            kept += [text[at:start], "\n" * text.count("\n", start, end)]
            at = end
        text = "".join(kept) + text[at:]
        lower = text.lower()
    return text


def _chunks(text: str) -> Iterator[tuple[int, str, bool]]:
    """Cut a text where HTML tables begin and end: (first line, text, is it a table)."""
    ends = [m.start() for m in re.finditer("\n", text)]
    at, depth, begun = 0, 0, 0
    for tag in _TABLE_TAG.finditer(text):
        if tag[2].lower() == "table":
            if not tag[1]:
                if depth == 0:
                    yield bisect.bisect_left(ends, at) + 1, text[at : tag.start()], False
                    begun = tag.start()
                depth += 1
            elif depth:
                depth -= 1
                if depth == 0:
                    yield bisect.bisect_left(ends, begun) + 1, text[begun : tag.end()], True
                    at = tag.end()
    if depth:
        yield bisect.bisect_left(ends, begun) + 1, text[begun:], True
    else:
        yield bisect.bisect_left(ends, at) + 1, text[at:], False


@dataclass(slots=True)
class _Open:
    """A row being read, and the cells of earlier rows that reach down into it."""

    cells: list[Cell] = field(default_factory=list)
    hanging: dict[int, tuple[Cell, int]] = field(default_factory=dict)

    def fill(self) -> None:
        while len(self.cells) in self.hanging and len(self.cells) < MAX_CELLS:
            column = len(self.cells)
            cell, left = self.hanging.pop(column)
            self.cells.append(cell)
            if left > 1:
                self.hanging[column] = (cell, left - 1)

    def add(self, cell: Cell, down: int, across: int) -> None:
        self.fill()
        for _ in range(min(across, MAX_CELLS)):
            if down > 1:
                self.hanging[len(self.cells)] = (cell, down - 1)
            if len(self.cells) < MAX_CELLS:
                self.cells.append(cell)


class _Chunk:
    """Reads the rows of one chunk of HTML: of its innermost tables, for outer ones only lay out."""

    def __init__(self, chunk: str, first: int) -> None:
        self.chunk, self.first = chunk, first
        self.ends = [m.start() for m in re.finditer("\n", chunk)]
        self.rows: list[Cell | Row] = []
        self.stack = [_Open()]
        self.opened: tuple[int, int, int] | None = None
        self.cells = 0

    def place(self, at: int) -> Place:
        return Place(self.first + bisect.bisect_left(self.ends, at))

    def close_cell(self, at: int) -> None:
        if self.opened:
            begin, down, across = self.opened
            body = self.chunk[begin:at]
            lead = len(body) - len(body.lstrip())
            self.stack[-1].add(cell_of(body, self.place(begin + lead)), down, across)
            self.opened = None

    def close_row(self) -> None:
        row = self.stack[-1]
        if row.cells:
            row.fill()
            self.cells += len(row.cells)
            self.rows.append(Row(tuple(row.cells), row.cells[-1].place, "html"))
        row.cells = []

    def table(self, tag: re.Match) -> None:
        if self.opened and not tag[1]:
            begin = self.opened[0]
            self.rows += _text_lines(self.chunk[begin : tag.start()], self.place(begin))
            self.opened = None
        self.close_cell(tag.start())
        self.close_row()
        if not tag[1] and len(self.stack) < _DEEPEST:
            self.stack.append(_Open())
        elif tag[1] and len(self.stack) > 1:
            self.stack.pop()

    def read(self) -> list[Cell | Row]:
        for tag in _TABLE_TAG.finditer(self.chunk):
            if len(self.rows) > MAX_LINES or self.cells > _ALL_CELLS:
                return self.rows
            name = tag[2].lower()
            if name == "table":
                self.table(tag)
                continue
            self.close_cell(tag.start())
            if name == "tr":
                self.close_row()
            elif not tag[1]:
                spans = {kind.lower(): min(int(n), MAX_SPAN) or 1 for kind, n in _SPAN.findall(tag[3])}
                self.opened = (tag.end(), spans.get("row", 1), spans.get("col", 1))
        self.close_cell(len(self.chunk))
        self.close_row()
        return self.rows


def _text_lines(raw: str, place: Place) -> list[Cell]:
    lines = (_HASHES.sub("", line) for line in clean(raw).split("\n"))
    return [Cell(raw.rstrip()[:MAX_LINE], line, place) for line in lines if line]


def _line(line: str, place: Place) -> list[Cell | Row]:
    """One line of a text: a row when it holds tabs, pipes or columns of blanks, else a line of words."""
    if "\t" in line:
        return [Row(_cells(line.split("\t"), place), place, "tab")]
    if line.count("|") >= 2 and not re.search(r"\w\|\w", line):
        body = re.sub(r"^\s*(?:[-*]\s+)?\|?|\|?\s*$", "", line)
        if _RULE.fullmatch(line) or not body.strip(" |"):
            return [Cell(line, "", place)]
        return [Row(_cells(body.split("|"), place), place, "markdown")]
    if len(_BLANKS.split(line.strip())) >= 3 and not line.lstrip().startswith("("):
        return [Row(_columns(line, place), place, "spaces")]
    return list(_text_lines(line, place))


def _cells(parts: list[str], place: Place) -> tuple[Cell, ...]:
    return tuple(cell_of(part, place) for part in parts[:MAX_CELLS])


def _columns(line: str, place: Place) -> tuple[Cell, ...]:
    """Cells kept apart by two blanks or more; `raw` keeps the blanks before it, which tell the column."""
    cells, at = [], 0
    for match in re.finditer(r"\S+(?:[ \u00a0]\S+)*", line):
        cells.append(Cell(line[at : match.end()], clean(match[0]), place))
        at = match.end()
    return tuple(cells[:MAX_CELLS])
