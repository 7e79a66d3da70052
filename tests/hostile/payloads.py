"""Documents, healthy and not, and streams that explode."""

from __future__ import annotations

import gzip
import io
import struct
import zipfile
import zlib
from functools import cache

from ita_audit.demo_site.office import docx_file, xlsx_file
from ita_audit.demo_site.pdf import image_pdf, locked_pdf, text_pdf, torn_pdf

LINES = ["แผนปฏิบัติการ ประจำปีงบประมาณ พ.ศ. 2566", "เทศบาลตำบลตัวอย่าง", "รายละเอียดของแผนตามหัวข้อที่กำหนด"] * 3
PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
    b"\x00\x00\x00\rIDATx\x9cc\xf8\xff\xff?\x00\x05\xfe\x02\xfe\xa75\x81\x84\x00\x00\x00\x00IEND\xaeB`\x82"
)
NOISE = bytes((n * 7919 + n * n * 31) % 256 for n in range(5000))


@cache
def document(kind: str) -> bytes:
    """A document by name; made once."""
    makers = {
        "pdf": lambda: text_pdf(LINES),
        "docx": lambda: docx_file(LINES),
        "xlsx": lambda: xlsx_file(LINES),
        "zip": lambda: zipped({"รายงาน.txt": b"text", "b.txt": b"more"}),
        "scan": lambda: image_pdf(3),
        "torn": lambda: torn_pdf(LINES * 6),
        "locked": lambda: locked_pdf(LINES),
        "blank": lambda: text_pdf([]),
        "garbage.pdf": lambda: b"%PDF-1.7\n" + NOISE,
        "zeros.pdf": lambda: b"%PDF-1.4\n" + bytes(4000),
        "torn.docx": lambda: docx_file(LINES)[:4000],
        "torn.xlsx": lambda: xlsx_file(LINES)[:-700],
        "bomb.docx": lambda: zipped({"word/document.xml": bytes(260_000_000)}),
        "locked.xlsx": locked_office,
        "big.pdf": lambda: text_pdf(LINES) + b"\n%" + NOISE * 1600,
    }
    return makers[kind]()


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def locked_office() -> bytes:
    """An OLE file as office programs write for a workbook behind a password."""
    sector = 512
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    header += bytes(6) + struct.pack("<IIIIIIIII", 0, 1, 1, 0, 0x1000, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<I", 0) + b"\xff\xff\xff\xff" * 108
    table = struct.pack("<III", 0xFFFFFFFD, 0xFFFFFFFE, 0xFFFFFFFE) + b"\xff\xff\xff\xff" * 125
    names = [("Root Entry", 5), ("EncryptionInfo", 2), ("EncryptedPackage", 2), ("", 0)]
    directory = b"".join(_entry(name, kind) for name, kind in names)
    return header[:sector].ljust(sector, b"\0") + table + directory + NOISE[:sector]


def _entry(name: str, kind: int) -> bytes:
    wide = name.encode("utf-16-le")
    size = len(wide) + 2 if name else 0
    entry = wide.ljust(64, b"\0") + struct.pack("<HBB", size, kind, 1) + b"\xff" * 12 + bytes(36)
    return entry + struct.pack("<IQ", 2 if kind == 2 else 0xFFFFFFFE, 512 if kind == 2 else 0)


@cache
def bomb(wrap: str, size: int = 1 << 28) -> bytes:
    """So many zeros in one stream: gzip, deflate, or gzip in gzip."""
    if wrap == "nested":
        return gzip.compress(bomb("gzip", size), 9)
    maker = zlib.compressobj(9, zlib.DEFLATED, {"gzip": 31, "deflate": 15}[wrap])
    block, parts = bytes(1 << 20), []
    for _ in range(size >> 20):
        parts.append(maker.compress(block))
    return b"".join(parts) + maker.flush()


def raw_deflate(data: bytes) -> bytes:
    maker = zlib.compressobj(9, zlib.DEFLATED, -15)
    return maker.compress(data) + maker.flush()


def chunked(*pieces: bytes, trailer: bytes = b"\r\n") -> bytes:
    body = b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces)
    return body + b"0\r\n" + trailer
