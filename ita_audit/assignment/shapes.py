"""Bytes of a file → grids of cells with the line each row stands on; nothing is interpreted here."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from dataclasses import dataclass, field
from datetime import date, time
from html import unescape

from ita_audit.thai import decode_text

LIMIT = 10_000_000
MAX_ROWS = 5_000
MAX_CELL = 2_000


class Unreadable(ValueError):
    """The bytes are no table of any known shape; the text says why, in English."""


@dataclass(slots=True)
class Grid:
    """Rows of cells, the line each row stands on, and what had to be done to read them."""

    rows: list[list[str]] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    notes: list[tuple[int | None, str, str]] = field(default_factory=list)
    """(line, slug, Thai words)"""

    def add(self, line: int, cells: list[str]) -> None:
        """Append a row; cells are cut at MAX_CELL and rows stop at MAX_ROWS, both said."""
        if len(self.rows) >= MAX_ROWS:
            if not any(slug == "too_many_rows" for _, slug, _ in self.notes):
                self.notes.append((line, "too_many_rows", f"อ่านเพียง {MAX_ROWS} แถวแรก ตัดไฟล์ให้สั้นลง"))
            return
        if any(len(cell) > MAX_CELL for cell in cells):
            self.notes.append((line, "over_long_cell", f"เซลล์ยาวเกิน {MAX_CELL} ตัวอักษร อ่านเพียงส่วนต้น"))
        self.rows.append([cell[:MAX_CELL] for cell in cells])
        self.lines.append(line)


def read_grid(data: bytes, name: str) -> Grid:
    """
    Read a file by what its bytes are; a wrong extension is noted.

    Raises:
        Unreadable: Empty, too large, or of no known shape.
    """
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise Unreadable("empty file")
    if len(data) > LIMIT:
        raise Unreadable(f"file of {len(data)} bytes, at most {LIMIT}")
    kind = _kind(data)
    grid = {"zip": _zip, "ole": _spreadsheet, "text": _text}[kind](data)
    expected = {".xlsx": "zip", ".xlsm": "zip", ".docx": "zip", ".ods": "zip", ".xls": "ole"}
    suffix = "." + name.rsplit(".", 1)[-1].lower() if "." in name else ""
    if suffix and expected.get(suffix, "text") != kind:
        grid.notes.append((None, "wrong_extension", f"นามสกุล {suffix} ไม่ตรงกับเนื้อไฟล์ อ่านตามเนื้อไฟล์แล้ว"))
    return grid


def _kind(data: bytes) -> str:
    if data.startswith(b"PK"):
        return "zip"
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return "ole"
    if data.startswith(b"%PDF"):
        raise Unreadable("a PDF is not read as a table; save it as text, DOCX or XLSX")
    return "text"


def _zip(data: bytes) -> Grid:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            if sum(info.file_size for info in archive.infolist()) > 20 * LIMIT:
                raise Unreadable("the file unpacks to too much")
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise Unreadable(f"damaged office file: {error}") from error
    return _docx(data) if "word/document.xml" in names else _spreadsheet(data, names)


def _spreadsheet(data: bytes, names: list[str] | None = None) -> Grid:
    if names and any(name.startswith("xl/") for name in names):
        return _xlsx(data)
    import python_calamine

    grid = Grid()
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        for sheet in book.sheet_names:
            for line, row in enumerate(book.get_sheet_by_name(sheet).to_python(), 1):
                grid.add(line, [_cell(value) for value in row])
        grid.notes.append((None, "formulas_unseen", "ไฟล์ชนิดนี้บอกไม่ได้ว่าช่องใดเป็นสูตร โปรดยืนยันค่า"))
    except Exception as error:  # calamine raises its own kinds for every damaged part
        raise Unreadable(f"damaged spreadsheet: {error}") from error
    return grid


def _xlsx(data: bytes) -> Grid:
    """With openpyxl, which tells formulas and merged cells; calamine tells neither."""
    import openpyxl

    grid = Grid()
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=False, data_only=False)
        for sheet in book.worksheets:
            if sheet.sheet_state != "visible":
                grid.notes.append((None, "hidden_sheet", f"แผ่นงาน {sheet.title} ซ่อนอยู่ ไม่ได้อ่าน"))
                continue
            _fill_merged(sheet, grid)
            last = min(sheet.max_row, MAX_ROWS)
            for line, row in enumerate(sheet.iter_rows(values_only=True, max_row=last, max_col=60), 1):
                grid.add(line, [_cell(value) for value in row])
                if sheet.row_dimensions[line].hidden and any(row):
                    grid.notes.append((line, "hidden_row", f"แถวที่ {line} ซ่อนอยู่ในแผ่นงาน แต่อ่านแล้ว โปรดยืนยัน"))
        if len(book.worksheets) > 1:
            names = ", ".join(sheet.title for sheet in book.worksheets if sheet.sheet_state == "visible")
            grid.notes.append((None, "several_sheets", f"ไฟล์มีหลายแผ่นงาน อ่านแผ่นงาน {names[:100]}"))
    except Exception as error:  # a hostile workbook raises anything from KeyError to RecursionError
        raise Unreadable(f"damaged spreadsheet: {type(error).__name__}: {error}") from error
    return grid


def _fill_merged(sheet: object, grid: Grid) -> None:
    for area in list(sheet.merged_cells.ranges)[:MAX_ROWS]:
        value = sheet.cell(area.min_row, area.min_col).value
        last_row, last_col = min(area.max_row, MAX_ROWS), min(area.max_col, 60)
        sheet.unmerge_cells(str(area))
        if area.min_row == area.max_row:
            continue
        for row in range(area.min_row, last_row + 1):
            for column in range(area.min_col, last_col + 1):
                sheet.cell(row, column).value = value
        grid.notes.append((area.min_row, "merged_cells", f"เซลล์ผสาน {area.coord} เติมค่าให้ทุกแถวแล้ว"))


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, (str, int, float, bool, date, time)):
        return str(value)
    return "=" + (getattr(value, "text", None) or "formula").lstrip(
        "="
    )  # array and table formulas are objects


def _docx(data: bytes) -> Grid:
    import docx

    grid = Grid()
    try:
        document = docx.Document(io.BytesIO(data))
        line = 0
        for table in document.tables:
            for row in table.rows:
                line += 1
                grid.add(line, [cell.text for cell in row.cells])
    except Exception as error:  # python-docx passes on whatever its XML reader raises
        raise Unreadable(f"damaged DOCX: {type(error).__name__}: {error}") from error
    return grid


_SAID = {"utf-8-sig": ("bom", "มี BOM นำหน้าไฟล์ ตัดออกแล้ว")}


def _text(data: bytes) -> Grid:
    text, encoding = decode_text(data)
    if text.count("\x00") + text.count("\ufffd") > len(text) // 10:
        raise Unreadable("binary bytes, not a table")
    grid = (
        _html(text) if re.search(r"<t[rd][\s>]", text[:200_000], re.I) and "\t" not in text else _lines(text)
    )
    if encoding != "utf-8":
        slug, words = _SAID.get(encoding, ("encoding", f"ไฟล์เข้ารหัส {encoding} แปลงเป็น UTF-8 แล้ว"))
        grid.notes.append((None, slug, words))
    return grid


def _html(text: str) -> Grid:
    from selectolax.lexbor import LexborHTMLParser

    grid = Grid()
    for number, row in enumerate(LexborHTMLParser(text).css("tr"), 1):
        cells = [node.text(separator=" ", strip=True) for node in row.css("td, th")]
        line = text.count("\n", 0, max(text.find(cells[0]), 0)) + 1 if cells and cells[0] else number
        grid.add(line, cells)
    return grid


def _lines(text: str) -> Grid:
    """Tab-separated, Markdown, or CSV lines: the separator that most lines share."""
    grid = Grid()
    lines = text.splitlines()
    marks = {mark: sum(line.count(mark) >= 1 for line in lines) for mark in ("\t", "|", ";", ",")}
    if marks["\t"]:
        for number, line in enumerate(lines, 1):
            if "\t" in line:
                grid.add(number, [unescape(cell).strip() for cell in line.split("\t")])
    elif marks["|"] >= 2 and marks["|"] >= marks[","]:
        for number, line in enumerate(lines, 1):
            if "|" in line and not re.fullmatch(r"[\s|:\-]+", line):
                grid.add(number, [cell.strip() for cell in line.strip().strip("|").split("|")])
    else:
        mark = ";" if marks[";"] > marks[","] else ","
        csv.field_size_limit(LIMIT)
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
        try:
            for row in reader:
                grid.add(reader.line_num, row)
        except csv.Error as error:
            raise Unreadable(f"line {reader.line_num}: {error}") from error
    return grid
