"""Read what is a ZIP inside: office files by their kind, an archive member by member, all under caps."""

from __future__ import annotations

import contextlib
import io
import zipfile
import zlib
from collections.abc import Callable, Sequence
from dataclasses import replace

from ita_audit.documents import office
from ita_audit.model import Reading, Reads, TextPart

MAX_UNPACKED = 200_000_000
MAX_MEMBERS = 2_000
MAX_READ, MAX_MEMBER = 20, 30_000_000
"""Members of an archive that are read, and the bytes one may have."""


def zip_kind(data: bytes) -> str:
    """Name what is a ZIP inside: docx, xlsx, odf, odt, epub, hwp, or zip."""
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


def read_packed(kind: str, data: bytes, member: Callable[[bytes], Sequence[TextPart]]) -> Reading:
    """
    Read what is a ZIP inside.

    Args:
        kind: What `zip_kind` called it.

        data: Its bytes.

        member: Reads one member of an archive of several documents.
    """
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
    if listed.state is not Reads.YES:
        return listed
    return replace(listed, parts=(*listed.parts, *_members(data, member)))


def _office(kind: str, data: bytes) -> Reading:
    if kind == "docx":
        return office.read_docx(data)
    return office.read_spreadsheet(data, "xlsx" if kind == "xlsx" else "ods")


def _members(data: bytes, read: Callable[[bytes], Sequence[TextPart]]) -> list[TextPart]:
    """Text of the first members."""
    parts: list[TextPart] = []
    with zipfile.ZipFile(io.BytesIO(data), metadata_encoding="cp874") as archive:
        for info in [info for info in archive.infolist() if not info.is_dir()][:MAX_READ]:
            if info.file_size > MAX_MEMBER:
                continue
            try:
                member = archive.read(info)
            except (zipfile.BadZipFile, zlib.error, OSError, NotImplementedError, RuntimeError, EOFError):
                continue
            parts.extend(read(member))
    return parts
