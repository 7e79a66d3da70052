"""Read PDFs: text of the first pages, page count, and which of five states the file is in."""

from __future__ import annotations

import io
import re

import pypdfium2 as pdfium

from ita_audit.documents.glyphs import page_text
from ita_audit.model import Reading, Reads, TextPart
from ita_audit.thai import compose

TEXT_PAGES = 5
FEW = 20
"""A page with an image and fewer characters than this has no text layer worth the name."""


def read_pdf(data: bytes) -> Reading:
    """
    Read a PDF's first pages.

    Returns:
        state YES; SCANNED when pages are images without text; ENCRYPTED; EMPTY when nothing is on
        the pages; DAMAGED when it opens only after repair, or not at all.
    """
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        return _refused(data, str(error))
    try:
        if len(document) == 0:
            return _refused(data, "no pages")
        return _pages(document)
    except pdfium.PdfiumError as error:
        return Reading("pdf", Reads.DAMAGED, f"ไฟล์ PDF เสียหาย: {error}")
    finally:
        document.close()


def _pages(document: pdfium.PdfDocument) -> Reading:
    parts, characters, images = [], 0, 0
    for number in range(min(len(document), TEXT_PAGES)):
        page = document[number]
        text = _text(page)
        characters += len(re.sub(r"\s", "", text))
        images += sum(1 for _ in page.get_objects(filter=[pdfium.raw.FPDF_PAGEOBJ_IMAGE], max_depth=2))
        parts.append(TextPart("page", text, number + 1))
    if characters < FEW:
        if images:
            return Reading(
                "pdf", Reads.SCANNED, "เป็นภาพสแกน ไม่มีชั้นข้อความ ต้องอ่านด้วยตา", len(document), images=images
            )
        return Reading("pdf", Reads.EMPTY, "ไฟล์ PDF ไม่มีเนื้อหาในหน้าแรก ๆ", len(document))
    return Reading("pdf", Reads.YES, "", len(document), tuple(parts), images=images)


def _text(page: pdfium.PdfPage) -> str:
    layer = page.get_textpage()
    try:
        text = page_text(layer)
    finally:
        layer.close()
    text = compose(text.replace("\r\n", "\n").replace("\r", "\n"))
    # pdfium puts a blank after SARA AM before a consonant (the glyph is two glyphs wide).
    return re.sub("ำ (?=[ก-ฮ])", "ำ", text)


def _refused(data: bytes, why: str) -> Reading:
    """Ask a second reader before believing the first: stale messages, and files that can be mended."""
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(data)) as opened:
            pages = len(opened.pages)
            if pages == 0:
                return Reading("pdf", Reads.EMPTY, "ไฟล์ PDF ไม่มีหน้า", 0)
            mended = io.BytesIO()
            opened.save(mended)
    except pikepdf.PasswordError:
        return Reading("pdf", Reads.ENCRYPTED, "ไฟล์ PDF ติดรหัสผ่าน")
    except Exception as error:  # qpdf raises many kinds on hostile files; each means the same here
        return Reading("pdf", Reads.DAMAGED, f"ไฟล์ PDF เสียหาย เปิดไม่ได้ ({type(error).__name__}; {why})"[:200])
    try:
        document = pdfium.PdfDocument(mended.getvalue())
        reading = _pages(document)
        document.close()
    except pdfium.PdfiumError:
        return Reading("pdf", Reads.DAMAGED, "ไฟล์ PDF เสียหาย เปิดไม่ได้")
    return Reading("pdf", Reads.DAMAGED, "ไฟล์ PDF เสียหาย เปิดได้หลังซ่อมเท่านั้น", reading.pages, reading.parts)
