"""Bad documents of many kinds end in a state, in time, under the memory bound, with no request sent."""

from __future__ import annotations

import gzip
import io
import socket
import threading
import time
import zipfile
import zlib

import docx
import pikepdf
import pytest
from PIL import Image

from ita_audit.model import Reads
from ita_audit.sandbox import read_safely

BAD = (Reads.DAMAGED, Reads.CANNOT_TELL, Reads.EMPTY, Reads.ENCRYPTED, Reads.SCANNED, Reads.WRONG_TYPE)


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
        "corrupt xref": (PDF.replace(b"xref", b"xxxx"), "a.pdf", BAD),
        "page cycle": (raw_pdf(CATALOG, "<</Type/Pages/Count 9/Kids[2 0 R]>>"), "a.pdf", BAD),
        "parents cycle": (
            raw_pdf(CATALOG, "<</Type/Pages/Count 2/Kids[3 0 R]>>", "<</Type/Pages/Count 2/Kids[2 0 R]>>"),
            "a.pdf",
            BAD,
        ),
        "no pages": (raw_pdf(CATALOG, "<</Type/Pages/Count 0/Kids[]>>"), "a.pdf", BAD),
        "false count": (raw_pdf(CATALOG, "<</Type/Pages/Count 999999999/Kids[]>>"), "a.pdf", BAD),
        "script": (
            raw_pdf(
                f"<</Type/Catalog/Pages 2 0 R/OpenAction<</S/URI/URI({url})>>>>",
                "<</Type/Pages/Count 1/Kids[3 0 R]>>",
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
            ),
            "a.pdf",
            BAD,
        ),
        "deep arrays": (raw_pdf(CATALOG, "[" * 100_000), "a.pdf", BAD),
        "stream bomb": (stream_bomb(), "a.pdf", BAD),
        "100,000 pages": (blank_pdf(100_000), "a.pdf", (Reads.EMPTY,)),
        "huge page": (PDF.replace(b"595 842", b"9999999 9999999"), "a.pdf", (Reads.EMPTY, Reads.DAMAGED)),
        "picture bomb": (picture_bomb(), "a.png", (Reads.SCANNED,)),
        "zip bomb": (zipped({"a": bytes(250_000_000)}), "a.zip", (Reads.DAMAGED,)),
        "many members": (zipped({str(n): b"" for n in range(3_000)}), "a.zip", (Reads.DAMAGED,)),
        "zip in zip": (zipped({"b.zip": zipped({"c.zip": zipped({"d": b"x"})})}), "a.zip", (Reads.YES,)),
        "zip slip": (zipped({"../../../x.txt": b"x"}), "a.zip", (Reads.YES,)),
        "empty zip": (zipped({}), "a.zip", (Reads.EMPTY,)),
        "docx outside entity": (with_member(WORD, "word/document.xml", entity(url)), "a.docx", BAD),
        "docx laughs": (with_member(WORD, "word/document.xml", laughs()), "a.docx", BAD),
        "docx deep": (with_member(WORD, "word/document.xml", b"<a>" * 200_000), "a.docx", BAD),
        "docx without parts": (zipped({"word/document.xml": b"<a/>"}), "a.docx", (Reads.DAMAGED,)),
        "xlsx outside entity": (zipped({"xl/workbook.xml": entity(url)}), "a.xlsx", BAD),
        "xlsx laughs": (zipped({"xl/workbook.xml": laughs()}), "a.xlsx", BAD),
        "odt outside entity": (zipped({"content.xml": entity(url)}), "a.odt", BAD),
        "odt laughs": (zipped({"content.xml": laughs()}), "a.odt", BAD),
        "rtf": (b"{\\rtf1 x}", "a.rtf", (Reads.CANNOT_TELL,)),
        "doc": (b"\xd0\xcf\x11\xe0" + bytes(5_000), "a.doc", (Reads.CANNOT_TELL,)),
        "rar": (b"Rar!\x1a\x07" + bytes(99), "a.rar", (Reads.CANNOT_TELL,)),
        "7z": (b"7z\xbc\xaf\x27\x1c" + bytes(99), "a.7z", (Reads.CANNOT_TELL,)),
        "gzip": (gzip.compress(bytes(9_000)), "a.gz", (Reads.CANNOT_TELL,)),
        "binary": (bytes(range(256)) * 99, "a.bin", (Reads.CANNOT_TELL,)),
        "deep html": (b"<html>" + b"<div>" * 100_000, "a.html", BAD),
    }
    for share in (5, 30, 60, 90):
        made[f"pdf cut at {share} %"] = (PDF[: len(PDF) * share // 100], "a.pdf", BAD)
        made[f"docx cut at {share} %"] = (WORD[: len(WORD) * share // 100], "a.docx", BAD)
    return made


@pytest.fixture(scope="module")
def read():
    """Every case read in one run of the sandbox; a listening port says whether anything called out."""
    calls: list[object] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def listen() -> None:
            try:
                while True:
                    calls.append(server.accept()[1])
            except OSError:
                return

        threading.Thread(target=listen, daemon=True).start()
        made = cases(f"http://127.0.0.1:{server.getsockname()[1]}/")
        found = {}
        for name, (data, file_name, right) in made.items():
            began = time.monotonic()
            (reading,) = read_safely([(data, file_name, "")])
            found[name] = (reading, time.monotonic() - began, right)
    return found, calls


def test_each_bad_document_ends_in_its_state_in_time(read):
    found, calls = read
    assert len(found) >= 46
    wrong = {n: (r.state.name, r.reason_th) for n, (r, _, right) in found.items() if r.state not in right}
    assert not wrong
    assert max(seconds for _, seconds, _ in found.values()) < 31
    assert not calls
