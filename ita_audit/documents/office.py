"""Read office files and archives: paragraphs, headings, table rows, and names inside a ZIP."""

from __future__ import annotations

import io
import zipfile

from ita_audit.model import Reading, Reads, TextPart

MAX_PARAGRAPHS, MAX_ROWS, MAX_TEXT = 3_000, 2_000, 60_000
"""Bounds of one document or sheet; 60,000 characters are some twenty pages of text."""


def read_docx(data: bytes) -> Reading:
    """Read a DOCX: its headings, paragraphs and tables."""
    import docx

    try:
        document = docx.Document(io.BytesIO(data))
        parts = [*_headers(document), *_paragraphs(document)]
        for table in document.tables[:50]:
            rows = [" ".join(dict.fromkeys(cell.text for cell in row.cells)) for row in table.rows[:200]]
            parts.append(TextPart("table", "\n".join(rows), 1))
    except Exception as error:  # python-docx passes on whatever its XML reader raises
        return Reading("docx", Reads.DAMAGED, f"ไฟล์ DOCX เสียหาย ({type(error).__name__})")
    if not any(part.text.strip() for part in parts):
        return Reading("docx", Reads.EMPTY, "ไฟล์ DOCX ไม่มีข้อความ")
    return Reading("docx", Reads.YES, "", None, tuple(parts))


def _paragraphs(document: object) -> list[TextPart]:
    """Paragraphs with where they stand; style names are looked up once, python-docx searches for each."""
    names = {style.style_id: (style.name or "").lower() for style in document.styles}
    parts, size = [], 0
    for paragraph in document.paragraphs[:MAX_PARAGRAPHS]:
        if size > MAX_TEXT:
            break
        style = names.get(paragraph._p.style, "")
        where = "title" if style == "title" else "heading" if style.startswith("heading") else "page"
        text = paragraph.text
        size += len(text)
        if text.strip():
            parts.append(TextPart(where, text, 1))
    return parts


def _headers(document: object) -> list[TextPart]:
    """What stands at the top of every page, each text once; the reader of periods trusts it as a page."""
    texts = [line.text for section in document.sections[:20] for line in section.header.paragraphs[:20]]
    return [TextPart("page", text, 1) for text in dict.fromkeys(texts) if text.strip()]


def read_spreadsheet(data: bytes, kind: str = "xlsx") -> Reading:
    """Read a spreadsheet: each sheet's name and rows as text."""
    import python_calamine

    parts = []
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        for number, sheet in enumerate(book.sheet_names[:20], 1):
            rows = book.get_sheet_by_name(sheet).to_python()[:MAX_ROWS]
            lines = [" ".join(_cell(cell) for cell in row if cell not in ("", None)) for row in rows]
            text = "\n".join(line for line in lines if line.strip())[:MAX_TEXT]
            if text:
                parts.append(TextPart("page", text, number))
    except BaseException as error:  # calamine's panics are no Exception
        if isinstance(error, (KeyboardInterrupt, SystemExit)):
            raise
        return Reading(kind, Reads.DAMAGED, f"ไฟล์ตารางคำนวณเสียหายหรืออ่านไม่ได้ ({type(error).__name__})")
    if not parts:
        return Reading(kind, Reads.EMPTY, "ไฟล์ตารางคำนวณไม่มีข้อมูล")
    return Reading(kind, Reads.YES, "", len(parts), tuple(parts))


def _cell(value: object) -> str:
    """A cell as it is shown: spreadsheets keep whole numbers as floats, and 2567.0 is no year."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def read_old_spreadsheet(data: bytes) -> Reading:
    """Read an XLS; an old DOC or another OLE file is named as not readable."""
    reading = read_spreadsheet(data, "xls")
    if reading.state is Reads.DAMAGED:
        return Reading("doc", Reads.CANNOT_TELL, "ไฟล์รูปแบบเก่า (DOC) โปรแกรมนี้อ่านไม่ได้ ต้องเปิดดูด้วยตา")
    return reading


def read_archive(data: bytes) -> Reading:
    """List a ZIP's members; Thai names of old Windows are read as such."""
    with zipfile.ZipFile(io.BytesIO(data), metadata_encoding="cp874") as archive:
        names = [info.filename for info in archive.infolist() if not info.is_dir()]
    if not names:
        return Reading("zip", Reads.EMPTY, "ไฟล์ ZIP ว่าง")
    listing = TextPart("page", "\n".join(names), 1)
    return Reading("zip", Reads.YES, "", len(names), (listing,), files=tuple((name, "") for name in names))
