"""What a payload is by its first bytes, and what its name or declared type promises it to be."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

_MAGIC = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"), (b"\x89PNG", "image"), (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"), (b"II*\x00", "image"), (b"MM\x00*", "image"), (b"{\\rtf", "rtf"),
    (b"Rar!", "rar"), (b"7z\xbc\xaf", "7z"), (b"\x1f\x8b", "gzip"), (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"), (b"PK\x07\x08", "zip"),
)  # fmt: skip
_STARTS = tuple(magic for magic, _ in _MAGIC)
_BLANK = b"\x00\xef\xbb\xbf \t\r\n\f"
_PAGE = re.compile(
    rb"<(?:!doctype|html|head|body|title|meta|script|table|div|p|h[1-6]|center|frameset|!--)\b", re.I
)
_CONTROL = bytes(byte for byte in range(32) if byte not in b"\t\r\n\f\x1b")
_OFFICE = ("zip", "ole")
_BY_SUFFIX = {
    "pdf": ("pdf",), "docx": _OFFICE, "xlsx": _OFFICE, "pptx": _OFFICE, "odt": _OFFICE, "ods": _OFFICE,
    "doc": ("ole", "zip", "rtf"), "xls": ("ole", "zip"), "ppt": ("ole", "zip"), "zip": ("zip",),
    "rar": ("rar",), "7z": ("7z",), "rtf": ("rtf",), "csv": ("text",), "txt": ("text",),
    "jpg": ("image",), "jpeg": ("image",), "png": ("image",), "gif": ("image",), "webp": ("image",),
    "bmp": ("image",), "tif": ("image",), "tiff": ("image",),
}  # fmt: skip
_BY_TYPE = (
    ("application/pdf", ("pdf",)),
    ("application/vnd.openxmlformats", _OFFICE),
    ("application/msword", ("ole", "zip", "rtf")),
    ("application/vnd.ms-excel", ("ole", "zip", "text")),
    ("application/zip", ("zip",)),
    ("image/svg", ()),
    ("image/", ("image",)),
)
NAMES = {
    "html": "หน้าเว็บ", "pdf": "PDF", "zip": "ไฟล์ ZIP หรือเอกสารสำนักงาน", "ole": "เอกสารสำนักงานรุ่นเก่า", "image": "ภาพ",
    "rtf": "RTF", "rar": "RAR", "7z": "7z", "gzip": "gzip", "text": "ข้อความ", "binary": "ข้อมูลที่ไม่รู้จักชนิด",
}  # fmt: skip


def kind_of(content: bytes, content_type: str = "") -> str:
    """
    Name a payload by its bytes.

    Returns:
        'html', 'pdf', 'zip', 'ole', 'image', 'rtf', 'rar', '7z', 'gzip', 'text', 'binary'; '' for
        nothing but white space. The declared type decides only between page and plain text.
    """
    start = content[:4096]
    if not start.strip(_BLANK) and not content[:65_536].strip(_BLANK):
        return "" if not content.strip(_BLANK) else "text"
    if b"%PDF-" in start[:1024]:
        return "pdf"
    if start.startswith(_STARTS):
        return next(kind for magic, kind in _MAGIC if start.startswith(magic))
    if start[8:12] == b"WEBP" or (start.startswith(b"BM") and start[6:10] == b"\x00\x00\x00\x00"):
        return "image"
    return _text_kind(start, content_type.lower())


def _text_kind(start: bytes, declared: str) -> str:
    wide = "utf-16-be" if start.startswith(b"\xfe\xff") or "utf-16be" in declared else "utf-16-le"
    if start.startswith((b"\xff\xfe", b"\xfe\xff")) or "utf-16" in declared:
        start = start.decode(wide, "ignore").lstrip("\ufeff").encode()
    if b"\x00" in start or len(start) - len(start.translate(None, _CONTROL)) > len(start) / 50:
        return "binary"
    head = start.lstrip(b"\xef\xbb\xbf \t\r\n\f")
    if _PAGE.match(head) or b"<html" in head.lower()[:1024]:
        return "html"
    if "html" in declared and not head.startswith((b"{", b"[")):
        return "html"
    return "text"


def suffix_of(url: str, disposition: str = "") -> str:
    """The ending of the name a browser would save under, lower case without dot; '' without one."""
    name = re.search(r"filename\*?\s*=\s*(?:[\w-]+'[^']*')?\"?([^\";]+)", disposition, re.I)
    try:
        path = name[1] if name else urlsplit(url).path
    except ValueError:
        return ""
    last = unquote(path).rstrip(" .").rsplit("/", 1)[-1].lower()
    return last.rsplit(".", 1)[-1] if "." in last else ""


def promised(url: str, disposition: str, content_type: str) -> tuple[str, tuple[str, ...]]:
    """
    What the name, else the declared type, promises.

    Returns:
        The name of the promise and the kinds that keep it; ('', ()) when nothing is promised.
    """
    suffix = suffix_of(url, disposition)
    if suffix in _BY_SUFFIX:
        return f".{suffix}", _BY_SUFFIX[suffix]
    for prefix, kinds in _BY_TYPE:
        if content_type.startswith(prefix):
            return content_type, kinds
    return "", ()
