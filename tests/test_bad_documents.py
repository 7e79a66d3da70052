"""Bad documents of many kinds end in a state, in time, under the memory bound, with no request sent."""

from __future__ import annotations

import contextlib
import gzip
import io
import re
import socket
import threading
import time
import zipfile
import zlib
from pathlib import Path

import docx
import pikepdf
import pytest
from PIL import Image

from ita_audit.model import Reads
from ita_audit.reader_child import MEMORY
from ita_audit.sandbox import BesideReader

THAI = re.compile("[ก-ฮ]{2}")


def zipped(members: dict[str, bytes]) -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return sink.getvalue()


def blank_pdf(pages: int = 1, **saving: object) -> bytes:
    document, sink = pikepdf.new(), io.BytesIO()
    for _ in range(pages):
        document.add_blank_page(page_size=(595, 842))
    document.save(sink, **saving)
    return sink.getvalue()


def raw_pdf(*objects: str) -> bytes:
    body = "".join(f"{number} 0 obj\n{text}\nendobj\n" for number, text in enumerate(objects, 1))
    return f"%PDF-1.5\n{body}trailer<</Root 1 0 R>>\n%%EOF".encode("latin-1")


def stream_bomb() -> bytes:
    packed = zlib.compress(b" " * 300_000_000, 9)
    head = raw_pdf("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 1/Kids[3 0 R]>>")
    page = b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>endobj\n"
    stream = b"4 0 obj<</Filter/FlateDecode/Length %d>>stream\n%b\nendstream endobj\n" % (len(packed), packed)
    return head.replace(b"trailer", page + stream + b"trailer")


def word(text: str) -> bytes:
    document, sink = docx.Document(), io.BytesIO()
    document.add_paragraph(text)
    document.save(sink)
    return sink.getvalue()


def with_member(data: bytes, name: str, content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {info.filename: archive.read(info) for info in archive.infolist()}
    return zipped(members | {name: content})


def entity(url: str) -> bytes:
    return f'<!DOCTYPE a [<!ENTITY x SYSTEM "{url}">]><a>&x;</a>'.encode()


def laughs() -> bytes:
    grown = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    return f'<!DOCTYPE a [<!ENTITY a0 "ha">{grown}]><a>&a11;</a>'.encode()


def picture_bomb() -> bytes:
    sink = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(sink, "PNG")
    return sink.getvalue()


PDF = blank_pdf(3)
WORD = word("ข้อความ")
CATALOG = "<</Type/Catalog/Pages 2 0 R>>"


def pdf_with(content: bytes, resources: str = "", packed: bool = True, extra: bytes = b"") -> bytes:
    """A PDF of one page whose content stream is given."""
    body = zlib.compress(content, 9) if packed else content
    coded = "/Filter/FlateDecode" if packed else ""
    head = raw_pdf("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 1/Kids[3 0 R]>>")
    page = f"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Resources<<{resources}>>/Contents 4 0 R>>endobj\n"
    stream = f"4 0 obj<<{coded}/Length {len(body)}>>stream\n".encode() + body + b"\nendstream endobj\n"
    return head.replace(b"trailer", page.encode() + stream + extra + b"trailer")


def stream_object(number: int, entries: str, body: bytes) -> bytes:
    return f"{number} 0 obj<<{entries}/Length {len(body)}>>stream\n".encode() + body + b"\nendstream endobj\n"


def image_bomb_pdf() -> bytes:
    packed = zlib.compress(bytes(250_000_000), 9)
    entries = "/Type/XObject/Subtype/Image/Width 50000/Height 40000/ColorSpace/DeviceGray/BitsPerComponent 1/Filter/FlateDecode"
    return pdf_with(
        b"99 0 0 99 0 0 cm /I Do", "/XObject<</I 5 0 R>>", extra=stream_object(5, entries, packed)
    )


def form_cycle_pdf() -> bytes:
    entries = "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F 5 0 R>>>>"
    return pdf_with(b"/F Do", "/XObject<</F 5 0 R>>", extra=stream_object(5, entries, b"/F Do /F Do"))


def twice_packed_pdf() -> bytes:
    packed = zlib.compress(zlib.compress(b" " * 300_000_000, 9), 9)
    base = pdf_with(b"", packed=False)
    return base.replace(
        b"<</Length 0>>stream\n\n",
        b"<</Filter[/FlateDecode/FlateDecode]/Length %d>>stream\n%b\n" % (len(packed), packed),
    )


def sheet(cells: str, dimension: str = "A1", strings: bytes | None = None) -> bytes:
    """An XLSX of one sheet with these cells; shared strings when given."""
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    members: dict[str, bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"/>'.encode(),
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{rel}/officeDocument" Target="xl/workbook.xml"/></Relationships>'.encode(),
        "xl/workbook.xml": f'<workbook {main} xmlns:r="{rel}"><sheets><sheet name="s" sheetId="1" r:id="r1"/></sheets></workbook>'.encode(),
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{rel}/worksheet" Target="worksheets/s.xml"/><Relationship Id="r2" Type="{rel}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'.encode(),
        "xl/worksheets/s.xml": f'<worksheet {main}><dimension ref="{dimension}"/><sheetData>{cells}</sheetData></worksheet>'.encode(),
    }
    return zipped(members | ({"xl/sharedStrings.xml": strings} if strings else {}))


CELL = '<row r="1"><c r="A1"><v>7</v></c></row>'
FAR = '<row r="1"><c r="A1"><v>7</v></c></row><row r="1000000"><c r="NTP1000000"><v>7</v></c></row>'
STRINGS = (
    b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    + b"<si><t>a</t></si>" * 9_000_000
    + b"</sst>"
)


def locked_zip() -> bytes:
    data = bytearray(zipped({"a.txt": b"secret"}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def outside_template(url: str) -> bytes:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
    rels = f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="{kind}" TargetMode="External" Target="{url}"/></Relationships>'
    return with_member(WORD, "word/_rels/settings.xml.rels", rels.encode())


ODT_TYPE = {"mimetype": b"application/vnd.oasis.opendocument.text"}


def cases(url: str) -> dict[str, tuple[bytes, str, tuple[Reads, ...]]]:
    """Name → (bytes, file name, states that are right)."""
    made = {
        "zero bytes": (b"", "a.pdf", (Reads.EMPTY,)),
        "blanks": (b" \n\t" * 99, "a.pdf", (Reads.EMPTY,)),
        "html as pdf": (b"<!doctype html><html><p>x</html>", "a.pdf", (Reads.WRONG_TYPE,)),
        "pdf as html": (PDF, "a.html", (Reads.EMPTY,)),
        "pdf as docx": (PDF, "a.docx", (Reads.EMPTY, Reads.WRONG_TYPE)),
        "zip as docx": (zipped({"a.txt": b"x"}), "a.docx", (Reads.WRONG_TYPE,)),
        "blank pdf": (PDF, "a.pdf", (Reads.EMPTY,)),
        "junk before": (b"x" * 500 + PDF, "a.pdf", (Reads.EMPTY, Reads.DAMAGED)),
        "junk after": (PDF + b"\x00" * 9999, "a.pdf", (Reads.EMPTY, Reads.DAMAGED)),
        "locked pdf": (
            blank_pdf(encryption=pikepdf.Encryption(user="a", owner="b")),
            "a.pdf",
            (Reads.ENCRYPTED,),
        ),
        "owner lock": (blank_pdf(encryption=pikepdf.Encryption(user="", owner="b")), "a.pdf", (Reads.EMPTY,)),
        "corrupt xref": (PDF.replace(b"xref", b"xxxx"), "a.pdf", (Reads.EMPTY,)),
        "page cycle": (raw_pdf(CATALOG, "<</Type/Pages/Count 9/Kids[2 0 R]>>"), "a.pdf", (Reads.DAMAGED,)),
        "parents cycle": (
            raw_pdf(CATALOG, "<</Type/Pages/Count 2/Kids[3 0 R]>>", "<</Type/Pages/Count 2/Kids[2 0 R]>>"),
            "a.pdf",
            (Reads.DAMAGED,),
        ),
        "no pages": (raw_pdf(CATALOG, "<</Type/Pages/Count 0/Kids[]>>"), "a.pdf", (Reads.DAMAGED,)),
        "false count": (
            raw_pdf(CATALOG, "<</Type/Pages/Count 999999999/Kids[]>>"),
            "a.pdf",
            (Reads.DAMAGED,),
        ),
        "script": (
            raw_pdf(
                f"<</Type/Catalog/Pages 2 0 R/OpenAction<</S/URI/URI({url})>>>>",
                "<</Type/Pages/Count 1/Kids[3 0 R]>>",
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
            ),
            "a.pdf",
            (Reads.EMPTY,),
        ),
        "deep arrays": (raw_pdf(CATALOG, "[" * 100_000), "a.pdf", (Reads.DAMAGED,)),
        "stream bomb": (stream_bomb(), "a.pdf", (Reads.EMPTY,)),
        "100,000 pages": (blank_pdf(100_000), "a.pdf", (Reads.EMPTY,)),
        "huge page": (PDF.replace(b"595 842", b"9999999 9999999"), "a.pdf", (Reads.EMPTY, Reads.DAMAGED)),
        "picture bomb": (picture_bomb(), "a.png", (Reads.SCANNED,)),
        "zip bomb": (zipped({"a": bytes(250_000_000)}), "a.zip", (Reads.DAMAGED,)),
        "many members": (zipped({str(n): b"" for n in range(3_000)}), "a.zip", (Reads.DAMAGED,)),
        "zip in zip": (zipped({"b.zip": zipped({"c.zip": zipped({"d": b"x"})})}), "a.zip", (Reads.YES,)),
        "zip slip": (zipped({"../../../x.txt": b"x"}), "a.zip", (Reads.YES,)),
        "empty zip": (zipped({}), "a.zip", (Reads.EMPTY,)),
        "docx outside entity": (
            with_member(WORD, "word/document.xml", entity(url)),
            "a.docx",
            (Reads.DAMAGED,),
        ),
        "docx laughs": (with_member(WORD, "word/document.xml", laughs()), "a.docx", (Reads.DAMAGED,)),
        "docx deep": (with_member(WORD, "word/document.xml", b"<a>" * 200_000), "a.docx", (Reads.DAMAGED,)),
        "docx without parts": (zipped({"word/document.xml": b"<a/>"}), "a.docx", (Reads.DAMAGED,)),
        "xlsx outside entity": (zipped({"xl/workbook.xml": entity(url)}), "a.xlsx", (Reads.DAMAGED,)),
        "xlsx laughs": (zipped({"xl/workbook.xml": laughs()}), "a.xlsx", (Reads.DAMAGED,)),
        "odt outside entity": (zipped(ODT_TYPE | {"content.xml": entity(url)}), "a.odt", (Reads.EMPTY,)),
        "odt laughs": (zipped(ODT_TYPE | {"content.xml": laughs()}), "a.odt", (Reads.DAMAGED,)),
        "ods outside entity": (zipped({"content.xml": entity(url)}), "a.ods", (Reads.DAMAGED,)),
        "ods laughs": (zipped({"content.xml": laughs()}), "a.ods", (Reads.DAMAGED,)),
        "epub laughs": (zipped({"META-INF/container.xml": laughs()}), "a.epub", (Reads.DAMAGED,)),
        "epub climbs": (
            zipped(
                {
                    "META-INF/container.xml": b'<c><rootfile full-path="../../../etc/passwd"/></c>',
                    "mimetype": b"application/epub+zip",
                }
            ),
            "a.epub",
            (Reads.DAMAGED,),
        ),
        "docx outside template": (outside_template(url), "a.docx", (Reads.YES,)),
        "image bomb in pdf": (image_bomb_pdf(), "a.pdf", (Reads.SCANNED,)),
        "form in itself": (form_cycle_pdf(), "a.pdf", (Reads.EMPTY, Reads.CANNOT_TELL)),
        "packed twice": (twice_packed_pdf(), "a.pdf", (Reads.EMPTY,)),
        "millions of strokes": (
            pdf_with(b"0 0 m 9 9 l S " * 3_000_000),
            "a.pdf",
            (Reads.EMPTY, Reads.CANNOT_TELL),
        ),
        "pdf and zip": (PDF + zipped({"a.txt": b"x"}), "a.pdf", (Reads.EMPTY,)),
        "zip after picture": (b"\x89PNG\r\n\x1a\n" + zipped({"a": b"x"}), "a.png", (Reads.SCANNED,)),
        "cells far apart": (sheet(FAR), "a.xlsx", (Reads.CANNOT_TELL,)),
        "a million rows declared": (sheet(CELL, "A1:NTP1000000"), "a.xlsx", (Reads.YES,)),
        "shared strings bomb": (sheet(CELL, strings=STRINGS), "a.xlsx", (Reads.YES, Reads.CANNOT_TELL)),
        "locked zip": (locked_zip(), "a.zip", (Reads.ENCRYPTED,)),
        "locked word": (
            b"\xd0\xcf\x11\xe0" + bytes(999) + "EncryptedPackage".encode("utf-16-le"),
            "a.docx",
            (Reads.ENCRYPTED,),
        ),
        "cut xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 600, "a.xls", (Reads.CANNOT_TELL,)),
        "hwp": (b"HWP Document File V3.00 \x1a", "a.hwp", (Reads.CANNOT_TELL,)),
        "hwp 5": (
            b"\xd0\xcf\x11\xe0" + bytes(999) + b"HWP Document File" + bytes(99),
            "a.hwp",
            (Reads.CANNOT_TELL,),
        ),
        "empty rtf": (b"{\\rtf1 }", "a.rtf", (Reads.EMPTY,)),
        "deep rtf": (b"{" * 2_000_000 + b"\\rtf", "a.rtf", (Reads.YES, Reads.EMPTY)),
        "rtf bomb": (b"{\\rtf1 " + b"\\'a1" * 1_000_000, "a.rtf", (Reads.YES,)),
        "html of one long line": (b"<html><p>" + b"a" * 30_000_000, "a.html", (Reads.YES,)),
        "html of entities": (b"<html><p>" + b"&amp;" * 3_000_000, "a.html", (Reads.YES,)),
        "text without lines": ("ก".encode() * 9_000_000, "a.csv", (Reads.YES,)),
        "doc": (b"\xd0\xcf\x11\xe0" + bytes(5_000), "a.doc", (Reads.CANNOT_TELL,)),
        "rar": (b"Rar!\x1a\x07" + bytes(99), "a.rar", (Reads.CANNOT_TELL,)),
        "7z": (b"7z\xbc\xaf\x27\x1c" + bytes(99), "a.7z", (Reads.CANNOT_TELL,)),
        "gzip": (gzip.compress(bytes(9_000)), "a.gz", (Reads.CANNOT_TELL,)),
        "binary": (bytes(range(256)) * 99, "a.bin", (Reads.CANNOT_TELL,)),
        "deep html": (b"<html>" + b"<div>" * 100_000, "a.html", (Reads.EMPTY,)),
    }
    for share in (5, 30, 60, 90):
        made[f"pdf cut at {share} %"] = (PDF[: len(PDF) * share // 100], "a.pdf", (Reads.DAMAGED,))
        made[f"docx cut at {share} %"] = (WORD[: len(WORD) * share // 100], "a.docx", (Reads.DAMAGED,))
    return made


def peak(process: int) -> int:
    """Most memory that a running process ever held, in bytes; 0 when it has gone or the system does not say."""
    with contextlib.suppress(OSError):
        told = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{process}/status").read_text())
        return int(told[1]) * 1024 if told else 0
    return 0


@pytest.fixture(scope="module")
def read():
    """Every case read by one reader; a listening port says whether anything called out."""
    calls: list[object] = []
    peaks: dict[int, int] = {}
    done = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as server, BesideReader(wall_s=12.0) as reader:

        def listen() -> None:
            try:
                while True:
                    calls.append(server.accept()[1])
            except OSError:
                return

        def weigh() -> None:
            while not done.wait(0.02):
                for child in tuple(reader.alive):
                    number = child.process.pid
                    peaks[number] = max(peaks.get(number, 0), peak(number))

        for watch in (listen, weigh):
            threading.Thread(target=watch, daemon=True).start()
        made = cases(f"http://127.0.0.1:{server.getsockname()[1]}/")
        found = {}
        for name, (data, file_name, right) in made.items():
            began = time.monotonic()
            found[name] = (reader.read(data, file_name, ""), time.monotonic() - began, right)
        done.set()
    return found, calls, peaks


def test_each_bad_document_ends_in_its_state_with_a_thai_reason(read):
    found, *_ = read
    assert len(found) >= 46
    wrong = {n: (r.state.name, r.reason_th) for n, (r, _, right) in found.items() if r.state not in right}
    assert not wrong
    silent = [n for n, (r, *_) in found.items() if r.state is not Reads.YES and not THAI.search(r.reason_th)]
    assert not silent


def test_no_bad_document_takes_thirty_seconds_or_calls_out(read):
    found, calls, _ = read
    assert {name: seconds for name, (_, seconds, _) in found.items() if seconds >= 30} == {}
    assert not calls


@pytest.mark.skipif(
    not Path("/proc/self/status").exists(), reason="the system does not tell a process's peak"
)
def test_no_child_grew_past_its_bound(read):
    *_, peaks = read
    assert len(peaks) > 1, "a document that breaks its child has it replaced"
    assert 100_000_000 < max(peaks.values()) < MEMORY
