"""Draw one page of a PDF as a small grey picture, to be shown beside what was read in it."""

from __future__ import annotations

import io

import pypdfium2 as pdfium
from PIL import Image

WIDTH, MAX_HEIGHT = 600, 1_200
_SHADES = 8
_TO_SHADE = bytes(value * _SHADES // 256 for value in range(256))
_PALETTE = [tone for shade in range(_SHADES) for tone in (shade * 255 // (_SHADES - 1),) * 3]
LARGEST = 4


def page_picture(data: bytes, page: int = 1, times: int = 1) -> bytes:
    """
    Draw a page.

    Args:
        data: A PDF's bytes.

        page: Page number from 1.

        times: How many times larger in both directions, at most 4: title words want 3.

    Returns:
        PNG of at most 600 × 1,200 pixels (times `times`) in 8 greys; empty bytes when the page cannot be drawn.
        The same bytes give the same picture with the same versions of pdfium and Pillow.
    """
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError:
        return b""
    try:
        if not 1 <= page <= len(document):
            return b""
        sheet = document[page - 1]
        width, height = sheet.get_size()
        if width <= 0 or height <= 0:
            return b""
        scale = min(WIDTH / width, MAX_HEIGHT / height) * max(1, min(times, LARGEST))
        drawn = sheet.render(scale=scale, grayscale=True).to_pil().convert("L")
    except (pdfium.PdfiumError, ValueError, MemoryError):
        return b""
    finally:
        document.close()
    greys = Image.frombytes("P", drawn.size, drawn.tobytes().translate(_TO_SHADE))
    greys.putpalette(_PALETTE)
    sink = io.BytesIO()
    greys.save(sink, "PNG", bits=4, compress_level=9)
    return sink.getvalue()
