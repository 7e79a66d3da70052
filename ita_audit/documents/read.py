"""
Choose the reader by what the bytes are; the name and the declared type only promise.

Each reader's libraries are loaded when the first file of its kind comes: most looks meet few kinds.
"""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import unquote, urlsplit

from ita_audit.documents import pdf
from ita_audit.documents.quality import quality
from ita_audit.model import Reading, Reads, TextPart
from ita_audit.thai import tidy

_MAGIC = (
    (b"\xd0\xcf\x11\xe0", "ole"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"RIFF", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"{\\rtf", "rtf"),
    (b"Rar!", "rar"),
    (b"7z\xbc\xaf", "7z"),
    (b"\x1f\x8b", "gzip"),
    (b"HWP Document File", "hwp"),
)
_NAMED = {
    "hwp": "เอกสารฮันกึล (HWP)",
    "rar": "ไฟล์บีบอัด RAR",
    "7z": "ไฟล์บีบอัด 7z",
    "gzip": "ไฟล์บีบอัด GZ",
    "binary": "ไฟล์ที่ไม่รู้จักชนิด",
}
_LOCKED = "EncryptedPackage".encode("utf-16-le")
"""The stream in which office programs keep a document behind a password (MS-OFFCRYPTO §2.3.4)."""
_HWP = b"HWP Document File"
_PROMISES = {"pdf": "pdf", "docx": "office", "xlsx": "office", "doc": "ole", "xls": "ole"}


def read_document(data: bytes, *, url: str, content_type: str = "") -> Reading:
    """
    Read a document of any kind.

    Args:
        data: Its bytes.

        url: Its address or name; the last part is read as a file name.

        content_type: The Content-Type header.

    Returns:
        Kind, state, text parts and counts; a file that cannot be read is a state, not an error.
    """
    name = filename_of(url)
    kind = sniff(data)
    promised = _promise(name, content_type)
    if not data or data.isspace():
        return Reading(kind, Reads.EMPTY, "ไฟล์ว่าง ไม่มีเนื้อหา")
    if promised == "pdf" and kind == "html":
        return Reading(kind, Reads.WRONG_TYPE, "ระบุว่าเป็น PDF แต่เนื้อไฟล์เป็นหน้าเว็บ")
    reading = _read(kind, data, content_type, url)
    if promised == "office" and kind == "zip" and reading.state is Reads.YES:
        return Reading(kind, Reads.WRONG_TYPE, "ระบุว่าเป็นเอกสารสำนักงาน แต่เนื้อไฟล์เป็น ZIP ของอย่างอื่น")
    parts = (*reading.parts, TextPart("filename", name)) if name else reading.parts
    return replace(reading, parts=parts, quality=quality(reading.text))


def filename_of(url: str) -> str:
    """The file name in an address: the last part of its path if it has an ending."""
    name = unquote(urlsplit(url).path or url).rsplit("/", 1)[-1]
    return (
        tidy(name) if re.search(r"\.[A-Za-z0-9]{2,5}$", name) and not name.endswith((".php", ".aspx")) else ""
    )


def _promise(name: str, content_type: str) -> str:
    if "pdf" in content_type.lower():
        return "pdf"
    return _PROMISES.get(name.rsplit(".", 1)[-1].lower(), "") if "." in name else ""


def sniff(data: bytes) -> str:
    """Name a kind by the bytes: pdf, docx, xlsx, odf, odt, epub, zip, hwp, ole, image, rtf, html, text."""
    start = data[:1024]
    if b"%PDF-" in start:
        return "pdf"
    if data.startswith(b"PK"):
        from ita_audit.documents.packed import zip_kind

        return zip_kind(data)
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    head = start.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html", b"<head", b"<body")) or b"<html" in head:
        return "html"
    if b"\x00" in start:
        return "binary"
    return "html" if re.match(rb"<(?:div|p|table|h\d|meta|title|a|ul|section)\b", head) else "text"


def _read(kind: str, data: bytes, content_type: str, url: str = "") -> Reading:
    if kind == "pdf":
        return pdf.read_pdf(data)
    if kind in ("docx", "xlsx", "odf", "odt", "epub", "zip"):
        from ita_audit.documents.packed import read_packed

        return read_packed(kind, data, _member)
    if kind in ("html", "text"):
        from ita_audit.documents import web

        return web.read_html(data, content_type, url) if kind == "html" else web.read_text(data)
    if kind == "image":
        return Reading("image", Reads.SCANNED, "เป็นภาพ ต้องอ่านด้วยตา", 1, images=1)
    if kind == "ole" and _LOCKED in data:
        return Reading("ole", Reads.ENCRYPTED, "ไฟล์ติดรหัสผ่าน")
    if kind == "rtf":
        from ita_audit.documents.flow import read_rtf

        return read_rtf(data)
    if kind == "ole" and _HWP in data:
        kind = "hwp"
    if kind == "ole":
        from ita_audit.documents.office import read_old_spreadsheet

        return read_old_spreadsheet(data)
    return Reading(kind, Reads.CANNOT_TELL, f"{_NAMED[kind]} โปรแกรมนี้อ่านไม่ได้ ต้องเปิดดูด้วยตา")


def _member(data: bytes) -> tuple[TextPart, ...]:
    """Text of a member of an archive, read by its own kind; an archive within is only named."""
    kind = sniff(data)
    return () if kind == "zip" else _read(kind, data, "").parts
