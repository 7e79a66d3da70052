"""Small documents made by hand for the canaries: Thai text, an image only, torn, and web pages."""

from __future__ import annotations

import zlib
from html import escape


def page(title: str, *lines: str, head: str = "") -> bytes:
    """A web page in one template: its title, and one paragraph a line."""
    body = "".join(f"<p>{escape(line)}</p>" for line in lines)
    return (
        f'<!DOCTYPE html><html lang="th"><head><meta charset="utf-8"><title>{escape(title)}</title></head>'
        f"<body><nav><a href='/'>หน้าแรก</a> <a href='/content/?id=1'>ข่าว</a></nav>{head}"
        f"<main><h1>{escape(title)}</h1>{body}</main><footer>เว็บทดสอบของโปรแกรมตรวจ</footer></body></html>"
    ).encode()


def text_pdf(*lines: str) -> bytes:
    """A one-page PDF with a text layer; letters are named, not drawn, so it needs no font file."""
    letters = sorted({letter for line in lines for letter in line})
    code = {letter: number for number, letter in enumerate(letters, 1)}
    pairs = "\n".join(f"<{code[ch]:04X}> <{ord(ch):04X}>" for ch in letters)
    names = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /C def /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <FFFF> endcodespacerange\n{len(letters)} beginbfchar\n{pairs}\nendbfchar\n"
        "endcmap end end"
    )
    shown = "\n".join(f"<{''.join(f'{code[ch]:04X}' for ch in line)}> Tj T*" for line in lines)
    return _file(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 4 0 R>>>>/Contents 7 0 R>>",
        b"<</Type/Font/Subtype/Type0/BaseFont/Helvetica/Encoding/Identity-H/DescendantFonts[5 0 R]/ToUnicode 6 0 R>>",
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/Helvetica/DW 600/FontDescriptor 8 0 R"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>",
        _stream(names.encode("ascii")),
        _stream(f"BT /F 12 Tf 40 780 Td 20 TL\n{shown}\nET".encode("ascii")),
        b"<</Type/FontDescriptor/FontName/Helvetica/Flags 32/FontBBox[0 -200 1000 900]/ItalicAngle 0"
        b"/Ascent 800/Descent -200/CapHeight 700/StemV 80>>",
    )


def scan_pdf() -> bytes:
    """A PDF whose only page is one picture."""
    rows = bytes((x * y) % 251 for y in range(100) for x in range(9))
    kind = b"/Type/XObject/Subtype/Image/Width 72/Height 100/BitsPerComponent 1/ColorSpace/DeviceGray"
    return _file(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</I 4 0 R>>>>/Contents 5 0 R>>",
        _stream(rows, kind),
        _stream(b"q 595 0 0 842 0 0 cm /I Do Q"),
    )


def _stream(data: bytes, extra: bytes = b"") -> bytes:
    packed = zlib.compress(data, 9)
    return b"<</Length %d/Filter/FlateDecode%s>>\nstream\n%s\nendstream" % (len(packed), extra, packed)


def _file(*objects: bytes) -> bytes:
    out, offsets = bytearray(b"%PDF-1.5\n"), []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)
