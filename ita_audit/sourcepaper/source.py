"""Bytes of a paper → its lines and rows: text, Markdown, HTML, DOCX, XLSX, and PDF through `documents`."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import replace

from ita_audit.assignment.shapes import Unreadable, read_grid
from ita_audit.documents import read_document
from ita_audit.errors import SourcePaperError
from ita_audit.model import Reading, Reads
from ita_audit.sourcepaper.markup import MAX_LINES, cell_of, read_markup
from ita_audit.sourcepaper.records import Cell, Place, Row
from ita_audit.thai import decode_text

MAX_BYTES = 10_000_000
MAX_UNPACKED = 40_000_000
_FULL = 0.6
_NUMBERED = re.compile(r"^\s*(?:[0-9๐-๙]{1,2}\s*[.)]|[Oo0๐]\s?-?\s?[0-9๐-๙]{1,2}\s)")
_BEGINS = re.compile(
    r"^\s*(?:[-•❖(]|[0-9๐-๙]{1,2}\s*[.)]|[Oo0๐]\s?-?\s?[0-9๐-๙]{1,2}\s|[^:]{2,30}\s?:|คำสั่ง|ที่\s|เรื่อง|สั่ง\s?ณ"
    r"|ให้|โดย|มีหน้าที่|ทั้งนี้|รายงาน|ตามที่|การมอบหมาย|ตาราง|ข้อ\s)"
)
ReadDocument = Callable[..., Reading]
Items = tuple[list[Cell | Row], list[str], bool]
"""(lines and rows, Thai notes, does it have pages)"""


def read_source(data: bytes, name: str, *, read: ReadDocument = read_document) -> Items:
    """
    Read a paper into lines and rows of cells.

    Args:
        data: Its bytes; what they are decides, the name only speaks in errors.

        name: Name of the file.

        read: Reads a PDF into text parts with pages; give a bounded one for files from outside.

    Raises:
        SourcePaperError: Empty, too large, damaged, or of a kind that holds no text.
    """
    if len(data) > MAX_BYTES:
        raise _refused(name, f"at most {MAX_BYTES} bytes", f"{len(data)} bytes", "ตัดเอกสารให้เล็กลง")
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise _refused(name, "a paper with text", "an empty file", "ตรวจว่าไฟล์ถูกต้องแล้ววางใหม่")
    if data.startswith(b"PK"):
        return _office(data, name)
    if b"%PDF-" in data[:1024] or data.startswith(
        (b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff", b"{\\rtf")
    ):
        return _pages(read(data, url=name), name)
    text, encoding = decode_text(data)
    if text.count("\x00") + text.count("\ufffd") > len(text) // 10:
        raise _refused(name, "text", "binary bytes", "บันทึกเป็นข้อความ UTF-8, DOCX, PDF หรือ HTML แล้ววางใหม่")
    items, notes = read_markup(text.lstrip("\ufeff"))
    if encoding not in ("utf-8", "utf-8-sig"):
        notes.append(f"ไฟล์เข้ารหัส {encoding} แปลงเป็น UTF-8 แล้ว")
    return items, notes, False


def _refused(name: str, expected: str, got: str, hint: str) -> SourcePaperError:
    return SourcePaperError(
        f"{name}: expected {expected}, got {got}", hint_th=f"อ่านเอกสาร {name} ไม่ได้ {hint}"
    )


def _pages(reading: Reading, name: str) -> Items:
    parts = [part for part in reading.parts if part.where != "filename" and part.text.strip()]
    if reading.state is not Reads.YES or not parts:
        got = f"{reading.kind}: {reading.state.value}"
        raise _refused(name, "a document with text", got, reading.reason_th or "ไม่มีข้อความให้อ่าน")
    items: list[Cell | Row] = []
    for part in parts:
        items += [_on_page(item, part.page) for item in read_markup(part.text)[0]]
    items = _unwrapped(items)
    notes = []
    last = max((part.page or 1) for part in parts)
    if reading.pages and reading.pages > last:
        notes.append(f"อ่านเพียง {last} หน้าแรกจาก {reading.pages} หน้า ส่วนที่เหลือต้องอ่านด้วยตา")
    return items[:MAX_LINES], notes, True


def _unwrapped(items: Sequence[Cell | Row]) -> list[Cell | Row]:
    """Numbered lines of a page that ran over its edge, put together again; both stay in `raw`."""
    full = _FULL * max((len(item.text) for item in items if isinstance(item, Cell)), default=0)
    joined: list[Cell | Row] = []
    before = 0
    for item in items:
        last = joined[-1] if joined else None
        goes_on = isinstance(item, Cell) and isinstance(last, Cell) and before >= full
        if goes_on and _NUMBERED.match(last.text) and not _BEGINS.match(item.text):
            joined[-1] = replace(last, raw=f"{last.raw}\n{item.raw}", text=f"{last.text} {item.text}")
        else:
            joined.append(item)
        before = len(item.text) if isinstance(item, Cell) else 0
    return joined


def _on_page(item: Cell | Row, page: int | None) -> Cell | Row:
    if isinstance(item, Row):
        cells = tuple(Cell(c.raw, c.text, Place(c.place.line, page)) for c in item.cells)
        return Row(cells, Place(item.place.line, page), item.syntax)
    return Cell(item.raw, item.text, Place(item.place.line, page))


def _office(data: bytes, name: str) -> Items:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            if sum(info.file_size for info in archive.infolist()) > MAX_UNPACKED or len(names) > 5_000:
                raise _refused(name, "a document", "a file that unpacks to too much", "ตรวจไฟล์ก่อนเปิด")
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise _refused(name, "an office document", str(error), "ไฟล์เสียหาย บันทึกใหม่แล้ววางแทน") from error
    if "word/document.xml" in names:
        return _docx(data, name)
    try:
        grid = read_grid(data, name)
    except Unreadable as error:
        raise _refused(name, "DOCX or XLSX", str(error), "บันทึกใหม่เป็น DOCX, XLSX หรือ PDF") from error
    rows: list[Cell | Row] = []
    for line, cells in zip(grid.lines, grid.rows, strict=True):
        filled = [cell for cell in cells if cell.strip()]
        place = Place(line)
        if len(filled) == 1 and cells and cells[0].strip():
            rows.append(cell_of(filled[0], place))
        elif filled:
            rows.append(Row(tuple(cell_of(cell, place) for cell in cells), place, "sheet"))
    return rows, [words for _, _, words in grid.notes], False


def _docx(data: bytes, name: str) -> Items:
    """Paragraphs and table rows in the order of the document; a block or a row counts as a line."""
    import docx
    from docx.table import Table

    items: list[Cell | Row] = []
    line = 0
    try:
        for block in docx.Document(io.BytesIO(data)).iter_inner_content():
            if isinstance(block, Table):
                seen: dict[object, Cell] = {}
                for row in block.rows:
                    if len(items) > MAX_LINES:
                        break
                    line += 1
                    items.append(_docx_row(row, Place(line), seen))
            else:
                line += 1
                items += _docx_lines(block.text, Place(line))
            if len(items) > MAX_LINES:
                return items, [f"อ่านเพียง {MAX_LINES} บรรทัดแรก"], False
    except Exception as error:  # python-docx passes on whatever its XML reader raises
        raise _refused(name, "a DOCX", type(error).__name__, "ไฟล์ DOCX เสียหาย บันทึกใหม่แล้ววางแทน") from error
    return items, [], False


def _docx_lines(text: str, place: Place) -> list[Cell | Row]:
    if "\t" in text.strip():
        return [Row(tuple(cell_of(part, place) for part in text.split("\t")), place, "tab")]
    return [cell_of(part, place) for part in text.split("\n") if part.strip()]


def _docx_row(row: object, place: Place, seen: dict[object, Cell]) -> Row:
    """One Cell object for a cell that spans columns or rows, so that it is told from a repeated one."""
    for cell in row.cells[:30]:
        seen.setdefault(cell._tc, cell_of(cell.text, place))
    return Row(tuple(seen[cell._tc] for cell in row.cells[:30]), place, "docx")
