"""
Choose the reader by what the bytes are; the name and the declared type only promise.

Each reader's libraries are loaded when the first file of its kind comes: most looks meet few kinds.
"""

from __future__ import annotations

import contextlib
import io
import re
import zipfile
import zlib
from dataclasses import replace
from urllib.parse import unquote, urlsplit

from ita_audit.documents import office, pdf
from ita_audit.documents.quality import quality
from ita_audit.model import Reading, Reads, TextPart
from ita_audit.thai import tidy

MAX_UNPACKED = 200_000_000
MAX_MEMBERS = 2_000
MAX_READ, MAX_MEMBER = 20, 30_000_000
"""Members of an archive that are read, and the bytes one may have."""
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
    reading = _read(kind, data, content_type)
    if promised == "office" and kind == "zip" and reading.state is Reads.YES:
        return Reading(kind, Reads.WRONG_TYPE, "ระบุว่าเป็นเอกสารสำนักงาน แต่เนื้อไฟล์เป็น ZIP ของอย่างอื่น")
    parts = (*reading.parts, TextPart("filename", name)) if name else reading.parts
    clean = quality(reading.text)
    return Reading(
        reading.kind,
        reading.state,
        reading.reason_th,
        reading.pages,
        parts,
        clean,
        reading.files,
        reading.images,
    )


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
        return _zip_kind(data)
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    head = start.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html", b"<head", b"<body")) or b"<html" in head:
        return "html"
    if b"\x00" in start:
        return "binary"
    return "html" if re.match(rb"<(?:div|p|table|h\d|meta|title|a|ul|section)\b", head) else "text"


def _zip_kind(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()[:MAX_MEMBERS]
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return "zip"
    if "word/document.xml" in names:
        return "docx"
    if any(name.startswith("xl/") for name in names):
        return "xlsx"
    if "META-INF/container.xml" in names:
        return "epub"
    if "Contents/content.hpf" in names:
        return "hwp"
    if "content.xml" not in names:
        return "zip"
    with (
        contextlib.suppress(
            zipfile.BadZipFile, zlib.error, ValueError, OSError, KeyError, NotImplementedError
        ),
        zipfile.ZipFile(io.BytesIO(data)) as archive,
        archive.open("mimetype") as said,
    ):
        return "odt" if b"opendocument.text" in said.read(100) else "odf"
    return "odf"


def _read(kind: str, data: bytes, content_type: str) -> Reading:
    if kind == "pdf":
        return pdf.read_pdf(data)
    if kind in ("docx", "xlsx", "odf", "odt", "epub", "zip"):
        return _unpacked(kind, data)
    if kind in ("html", "text"):
        from ita_audit.documents import web

        return web.read_html(data, content_type) if kind == "html" else web.read_text(data)
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
        return office.read_old_spreadsheet(data)
    return Reading(kind, Reads.CANNOT_TELL, f"{_NAMED[kind]} โปรแกรมนี้อ่านไม่ได้ ต้องเปิดดูด้วยตา")


def _unpacked(kind: str, data: bytes) -> Reading:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            if sum(info.file_size for info in infos) > MAX_UNPACKED or len(infos) > MAX_MEMBERS:
                return Reading(kind, Reads.DAMAGED, "ไฟล์ขยายแล้วใหญ่ผิดปกติ ไม่ได้เปิด")
            if any(info.flag_bits & 1 for info in infos):
                return Reading(kind, Reads.ENCRYPTED, "ไฟล์ติดรหัสผ่าน")
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        return Reading(kind, Reads.DAMAGED, f"ไฟล์เสียหาย: {error}")
    if kind in ("docx", "xlsx", "odf"):
        return _office(kind, data)
    if kind in ("odt", "epub"):
        from ita_audit.documents import flow

        return flow.read_odt(data) if kind == "odt" else flow.read_epub(data)
    listed = office.read_archive(data)
    return replace(listed, parts=(*listed.parts, *_members(data))) if listed.state is Reads.YES else listed


def _office(kind: str, data: bytes) -> Reading:
    if kind == "docx":
        return office.read_docx(data)
    return office.read_spreadsheet(data, "xlsx" if kind == "xlsx" else "ods")


def _members(data: bytes) -> list[TextPart]:
    """Text of the first members, each read by its own kind; an archive within is only named."""
    parts: list[TextPart] = []
    with zipfile.ZipFile(io.BytesIO(data), metadata_encoding="cp874") as archive:
        for info in [info for info in archive.infolist() if not info.is_dir()][:MAX_READ]:
            if info.file_size > MAX_MEMBER:
                continue
            try:
                member = archive.read(info)
            except (zipfile.BadZipFile, zlib.error, OSError, NotImplementedError, RuntimeError, EOFError):
                continue
            kind = sniff(member)
            if kind != "zip":
                parts.extend(_read(kind, member, "").parts)
    return parts
