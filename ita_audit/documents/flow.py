"""Read flowing text out of ODT, EPUB and RTF: XML is read without entities, RTF by its plain words."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile

from lxml import etree

from ita_audit.documents import web
from ita_audit.model import Reading, Reads, TextPart

MAX_PARTS, MAX_CHAPTERS, MAX_XML = 3_000, 5, 50_000_000
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_ROW = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}table-row"
_TOKEN = re.compile(
    r"\\'([0-9a-fA-F]{2})|\\u(-?\d{1,6}) ?|\\([a-zA-Z]+)(-?\d+)? ?|\\(.)|([{}])|([^\\{}\r\n]+)|[\r\n]+", re.S
)
_HIDDEN = frozenset(("fonttbl", "colortbl", "stylesheet", "info", "pict", "object", "themedata", "datastore"))
_BREAKS = frozenset(("par", "line", "row", "page", "sect"))


def read_odt(data: bytes) -> Reading:
    """Read an ODT: its headings, paragraphs and table rows in order."""
    try:
        root = _xml(_member(data, "content.xml"))
    except (etree.XMLSyntaxError, KeyError, ValueError, OSError, zipfile.BadZipFile) as error:
        return Reading("odt", Reads.DAMAGED, f"ไฟล์ ODT เสียหาย ({type(error).__name__})")
    parts: list[TextPart] = []
    for node in root.iter(f"{_TEXT}h", f"{_TEXT}p", _ROW):
        if len(parts) >= MAX_PARTS:
            break
        if node.tag == _ROW:
            cells = ("".join(cell.itertext()).strip() for cell in node)
            where, text = "table", " ".join(cell for cell in cells if cell)
        else:
            in_row = any(up.tag == _ROW for up in node.iterancestors())
            where = "heading" if node.tag.endswith("}h") else "page"
            text = "" if in_row else "".join(node.itertext())
        if text.strip():
            parts.append(TextPart(where, text, 1))
    if not parts:
        return Reading("odt", Reads.EMPTY, "ไฟล์ ODT ไม่มีข้อความ")
    return Reading("odt", Reads.YES, "", None, tuple(parts))


def read_epub(data: bytes) -> Reading:
    """Read an EPUB: the first chapters in the order of its spine; pages counts chapters."""
    try:
        rootfile = _xml(_member(data, "META-INF/container.xml")).find(".//{*}rootfile")
        where = rootfile.get("full-path", "") if rootfile is not None else ""
        package = _xml(_member(data, where))
        addresses = {item.get("id"): item.get("href", "") for item in package.iter("{*}item")}
        spine = [addresses.get(ref.get("idref"), "") for ref in package.iter("{*}itemref")]
        parts: list[TextPart] = []
        for number, href in enumerate(spine[:MAX_CHAPTERS], 1):
            chapter = web.read_html(_member(data, posixpath.join(posixpath.dirname(where), href)))
            parts += [TextPart(part.where, part.text, number) for part in chapter.parts]
    except (etree.XMLSyntaxError, KeyError, ValueError, OSError, zipfile.BadZipFile) as error:
        return Reading("epub", Reads.DAMAGED, f"ไฟล์ EPUB เสียหาย ({type(error).__name__})")
    if not parts:
        return Reading("epub", Reads.EMPTY, "ไฟล์ EPUB ไม่มีข้อความ", len(spine))
    return Reading("epub", Reads.YES, "", len(spine), tuple(parts))


def read_rtf(data: bytes) -> Reading:
    """Read an RTF's plain words; fonts, styles, pictures and formulas are left out."""
    text = rtf_text(data[:MAX_XML].decode("latin-1"))[: web.MAX_TEXT]
    if not text.strip():
        return Reading("rtf", Reads.EMPTY, "ไฟล์ RTF ไม่มีข้อความ")
    return Reading("rtf", Reads.YES, "", None, (TextPart("page", text, 1),))


def rtf_text(source: str) -> str:
    """Words of an RTF; its bytes are Thai (cp874), which Thai Word writes even where it declares cp1252."""
    out: list[str] = []
    raw = bytearray()
    hidden = depth = 0
    spare, after_code = 1, 0
    for byte, code, word, number, sign, brace, plain in _TOKEN.findall(source):
        if after_code and (byte or plain):
            byte, plain, after_code = "", plain[after_code:], 0
        if byte and not hidden:
            raw.append(int(byte, 16))
            continue
        if raw:
            out.append(raw.decode("cp874", "replace"))
            raw.clear()
        if brace:
            depth += 1 if brace == "{" else -1
            hidden = 0 if depth < hidden else hidden
        elif not hidden and (word in _HIDDEN or sign == "*"):
            hidden = depth
        elif word == "uc":
            spare = int(number or 1)
        elif not hidden:
            after_code = spare if code else 0
            out.append(_said(code, word, sign, plain))
    return "".join(out) + raw.decode("cp874", "replace")


def _said(code: str, word: str, sign: str, plain: str) -> str:
    if code:
        letter = int(code) % 65_536
        return chr(letter) if not 0xD800 <= letter < 0xE000 else "\ufffd"
    if word:
        return "\n" if word in _BREAKS else " " if word in ("tab", "cell") else ""
    if sign:
        return " " if sign == "~" else sign if sign in "\\{}" else ""
    return plain


def _member(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if archive.getinfo(name).file_size > MAX_XML:
            raise ValueError("member too large")
        return archive.read(name)


def _xml(data: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(data, parser)
