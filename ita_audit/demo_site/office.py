"""DOCX and XLSX whose bytes depend on their text alone: no clock inside, none in the ZIP."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime

_MADE = datetime(2023, 1, 9, tzinfo=UTC)


def docx_file(lines: list[str]) -> bytes:
    """A Word document: the first line is its title."""
    import docx

    document = docx.Document()
    document.core_properties.created = document.core_properties.modified = _MADE
    document.add_heading(lines[0], level=1)
    for line in lines[1:]:
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return _without_clock(out.getvalue())


def xlsx_file(lines: list[str]) -> bytes:
    """A workbook: one line per row."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"created": _MADE.replace(tzinfo=None)})
    sheet = book.add_worksheet("ข้อมูล")
    for row, line in enumerate(lines):
        sheet.write_string(row, 0, line)
    book.close()
    return _without_clock(out.getvalue())


def _without_clock(data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            info = zipfile.ZipInfo(name, (2023, 1, 9, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3
            new.writestr(info, old.read(name))
    return out.getvalue()
