"""Small PDFs made by hand: Thai text with an embedded font, images without text, broken ones."""

from __future__ import annotations

import io
import json
import zlib
from functools import cache
from importlib.resources import files

import pikepdf

from ita_audit.demo_site.font import slim

_DATA = files("ita_audit.demo_site") / "data"
_LINES, _TOP, _LEFT, _LEADING, _SIZE, _WIDTH = 30, 780, 56, 24, 14, 483


@cache
def _font() -> tuple[bytes, dict[str, int], list[int]]:
    table = json.loads((_DATA / "sarabun-subset.json").read_text(encoding="utf-8"))
    return (_DATA / "sarabun-subset.ttf").read_bytes(), table["cmap"], table["widths"]


def text_pdf(lines: list[str]) -> bytes:
    """A PDF with a text layer: one line of text per entry, 30 a page."""
    data, cmap, widths = _font()
    lines = [piece for line in lines for piece in _wrapped(line, cmap, widths)]
    used = {ch: number for ch, number in cmap.items() if any(ch in line for line in lines)}
    data = slim(data, used.values())
    pages = [lines[i : i + _LINES] for i in range(0, len(lines), _LINES)] or [[]]
    objects = [
        b"<</Type/Catalog/Pages 2 0 R/Lang(th)>>",
        b"<</Type/Pages/Count %d/Kids[%s]>>"
        % (len(pages), b" ".join(b"%d 0 R" % (8 + 2 * n) for n in range(len(pages)))),
        b"<</Type/Font/Subtype/Type0/BaseFont/Sarabun/Encoding/Identity-H/DescendantFonts[4 0 R]/ToUnicode 7 0 R>>",
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/Sarabun/CIDToGIDMap/Identity/FontDescriptor 5 0 R"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/W[0[%s]]>>"
        % b" ".join(b"%d" % width for width in widths),
        b"<</Type/FontDescriptor/FontName/Sarabun/Flags 4/FontBBox[-500 -400 1500 1200]/ItalicAngle 0"
        b"/Ascent 1100/Descent -300/CapHeight 700/StemV 80/FontFile2 6 0 R>>",
        _stream(data, b"/Length1 %d" % len(data)),
        _stream(_to_unicode(used)),
    ]
    for page in pages:
        number = len(objects) + 2
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents %d 0 R>>"
            % number
        )
        objects.append(_stream(_content(page, cmap)))
    return _file(objects)


def _wrapped(line: str, cmap: dict[str, int], widths: list[int]) -> list[str]:
    """Break a line at blanks where it would run off the page."""
    pieces, now = [], ""
    for word in line.split(" "):
        longer = f"{now} {word}" if now else word
        if now and sum(widths[cmap[ch]] for ch in longer if ch in cmap) * _SIZE / 1000 > _WIDTH:
            pieces.append(now)
            now = word
        else:
            now = longer
    return [*pieces, now]


def _content(lines: list[str], cmap: dict[str, int]) -> bytes:
    out = [b"BT /F1 %d Tf %d %d Td %d TL" % (_SIZE, _LEFT, _TOP, _LEADING)]
    for line in lines:
        codes = "".join(f"{cmap[ch]:04X}" for ch in line if ch in cmap)
        out.append(b"<%s> Tj T*" % codes.encode())
    return b"\n".join([*out, b"ET"])


def _to_unicode(cmap: dict[str, int]) -> bytes:
    pairs = [f"<{gid:04X}> <{ord(ch):04X}>" for ch, gid in cmap.items()]
    chunks = [pairs[i : i + 100] for i in range(0, len(pairs), 100)]
    body = "".join(f"{len(chunk)} beginbfchar\n" + "\n".join(chunk) + "\nendbfchar\n" for chunk in chunks)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /T def /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <FFFF> endcodespacerange\n{body}endcmap end end"
    ).encode()


def image_pdf(seed: int) -> bytes:
    """A scanned page: one image over the whole page, no text."""
    rows = bytearray()
    for y in range(200):
        rows += bytes(0xFF if (y % 9 < 5 or (x * 7 + y * seed) % 5) else 0x81 for x in range(18))
    picture = _stream(
        bytes(rows),
        b"/Type/XObject/Subtype/Image/Width 144/Height 200/BitsPerComponent 1/ColorSpace/DeviceGray",
    )
    return _file(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</I 4 0 R>>>>/Contents 5 0 R>>",
            picture,
            _stream(b"q 595 0 0 842 0 0 cm /I Do Q"),
        ]
    )


def locked_pdf(lines: list[str]) -> bytes:
    """The same document behind a password."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(text_pdf(lines))) as document:
        lock = pikepdf.Encryption(owner="owner", user="secret", R=4, aes=False, metadata=False)
        document.save(out, encryption=lock, deterministic_id=False, static_id=True)
    return out.getvalue()


def torn_pdf(lines: list[str]) -> bytes:
    """The first half of a document: what a broken upload leaves."""
    whole = text_pdf(lines)
    return whole[: len(whole) // 2]


def _stream(data: bytes, extra: bytes = b"") -> bytes:
    packed = zlib.compress(data, 9)
    return b"<</Length %d/Filter/FlateDecode%s>>\nstream\n%s\nendstream" % (len(packed), extra, packed)


def _file(objects: list[bytes]) -> bytes:
    out, offsets = bytearray(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n"), []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)
