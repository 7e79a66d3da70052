"""Decode a page: BOM, strict UTF-8, the declared label if the bytes agree, then Thai bytes; bound it."""

from __future__ import annotations

import re

_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_THAI = {"tis-620", "tis620", "windows-874", "cp874", "iso-8859-11", "x-windows-874"}
_LABEL = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)", re.I)


def decode(html: bytes, content_type: str = "") -> str:
    """Decode HTML bytes as a browser would, trusting bytes over labels; never fails."""
    for mark, name in _BOMS:
        if html.startswith(mark):
            return html[len(mark) :].decode(name.removesuffix("-sig"), "replace")
    try:
        return html.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start >= len(html) - 3:
            return html.decode("utf-8", "ignore")
    label = _declared(html, content_type)
    thai = sum(0xA1 <= byte <= 0xFB for byte in html[:200_000])
    valid = html.decode("utf-8", "ignore")
    if len(valid.encode()) > len(html) * 0.98 and label not in _THAI:
        return html.decode("utf-8", "replace")
    if label in _THAI or thai > len(html[:200_000]) * 0.02:
        return html.decode("cp874", "replace")
    from resiliparse.parse.encoding import detect_encoding

    try:
        return html.decode(detect_encoding(html) or "utf-8", "replace")
    except LookupError:
        return html.decode("utf-8", "replace")


def _declared(html: bytes, content_type: str) -> str:
    match = _LABEL.search(content_type.encode("ascii", "replace")) or _LABEL.search(html[:2048])
    return match[1].decode("ascii").lower() if match else ""


MAX_OPEN = 10_000
_TAG = re.compile(
    r"<(/?)(div|span|ul|ol|dl|table|section|article|nav|main|header|footer|aside|details|summary|form|font|b|i"
    r"|center|blockquote|dialog|address|pre|fieldset|figure|figcaption|menu|dir|listing|hgroup|search|optgroup"
    r"|rb|rt|rp)\b",
    re.I,
)


def shallow(text: str, notes: list[str]) -> str:
    """
    Cut a page where its tags nest deeper than any real page: a parser's time grows with the square.

    Only tags whose end tag is required count, so that unclosed list items and cells do not.
    """
    if text.count("<") <= MAX_OPEN:
        return text
    depth = 0
    for tag in _TAG.finditer(text):
        depth += -1 if tag[1] else 1
        if depth > MAX_OPEN:
            notes.append(f"หน้าซ้อนลึกเกิน {MAX_OPEN} ชั้น อ่านเพียงส่วนก่อนหน้านั้น")
            return text[: tag.start()]
        depth = max(depth, 0)
    return text
