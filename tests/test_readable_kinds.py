"""Office and e-book kinds give their words; text too broken to be judged is said to be so."""

from __future__ import annotations

import io
import re
import zipfile

import docx
import openpyxl
import pytest

from ita_audit.demo_site import pdf
from ita_audit.documents import page_picture, read_document
from ita_audit.documents.quality import quality
from ita_audit.model import Reads
from ita_audit.sandbox import BesideReader

LINE = "รายงานผลการดำเนินการป้องกันการทุจริต ปีงบประมาณ พ.ศ. 2567 ของเทศบาลตัวอย่าง ผู้รับผิดชอบคือสำนักปลัด "
ODF = 'xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:t="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:b="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'


def zipped(members: dict[str, bytes | str]) -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return sink.getvalue()


def odt(body: str) -> bytes:
    content = f"<o:document-content {ODF}><o:body><o:text>{body}</o:text></o:body></o:document-content>"
    return zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


def epub(chapter: str) -> bytes:
    container = '<container><rootfiles><rootfile full-path="E/p.opf"/></rootfiles></container>'
    package = '<p><manifest><item id="a" href="a.xhtml"/></manifest><spine><itemref idref="a"/></spine></p>'
    return zipped({"META-INF/container.xml": container, "E/p.opf": package, "E/a.xhtml": chapter})


def rtf(text: str) -> bytes:
    coded = "".join(f"\\'{byte:02x}" if byte > 127 else chr(byte) for byte in text.encode("cp874"))
    return f"{{\\rtf1\\ansi\\ansicpg874{{\\fonttbl{{\\f0 Hidden Font;}}}}\\f0 {coded}\\par end}}".encode(
        "ascii"
    )


def test_an_odt_gives_headings_paragraphs_and_rows_once():
    row = "<b:table><b:table-row><b:table-cell><t:p>ก</t:p></b:table-cell><b:table-cell><t:p>ข</t:p></b:table-cell></b:table-row></b:table>"
    reading = read_document(odt(f"<t:h>หัว</t:h><t:p>เนื้อ</t:p>{row}"), url="")
    assert [(p.where, p.text) for p in reading.parts] == [
        ("heading", "หัว"),
        ("page", "เนื้อ"),
        ("table", "ก ข"),
    ]
    assert (reading.kind, reading.state) == ("odt", Reads.YES)


def test_an_epub_gives_its_chapters():
    reading = read_document(epub("<html><body><h1>แผน ปี 2567</h1><p>ข้อความ</p></body></html>"), url="a.epub")
    assert (reading.kind, reading.state, reading.pages) == ("epub", Reads.YES, 1)
    assert "แผน ปี 2567" in reading.text


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (rtf("ปีงบประมาณ ๒๕๖๗"), "ปีงบประมาณ ๒๕๖๗\nend"),
        (b"{\\rtf1\\uc1 \\u3611?\\u3637?\\'3f 2567}", "ปี? 2567"),
        (b"{\\rtf1{\\*\\generator Riched;}shown{\\pict 0102ff}}", "shown"),
        (b"{\\rtf1 a\\{b\\}c}", "a{b}c"),
    ],
)
def test_an_rtf_gives_its_words_and_no_fonts(data, words):
    reading = read_document(data, url="")
    assert (reading.kind, reading.state) == ("rtf", Reads.YES)
    assert reading.text.strip() == words


def test_the_page_header_of_a_docx_is_read():
    document, sink = docx.Document(), io.BytesIO()
    document.sections[0].header.paragraphs[0].text = "ประจำปีงบประมาณ 2567"
    document.add_paragraph("เนื้อหา")
    document.save(sink)
    assert "ประจำปีงบประมาณ 2567" in read_document(sink.getvalue(), url="").text


def test_a_whole_number_in_a_cell_is_read_as_it_is_shown():
    book, sink = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["ปีงบประมาณ", 2567, 12.5, "๒๕๖๗"])
    book.save(sink)
    assert "ปีงบประมาณ 2567 12.5 ๒๕๖๗" in read_document(sink.getvalue(), url="").text


MARKS = "[\u0e31\u0e34-\u0e39\u0e47-\u0e4c]"
BROKEN = {
    "thai bytes as latin": lambda text: text.encode("cp874").decode("latin-1"),
    "utf-8 as latin": lambda text: text.encode().decode("latin-1"),
    "utf-8 as windows latin": lambda text: text.encode().decode("cp1252", "replace"),
    "utf-8 as thai": lambda text: text.encode().decode("cp874", "replace"),
    "marks lost": lambda text: re.sub(MARKS, "", text),
    "marks come loose": lambda text: re.sub(f"({MARKS})", r" \1", text),
    "wrong glyph map": lambda text: text.translate(str.maketrans("กรนมงดตป", "$x|b#q@z")),
    "replacement": lambda text: re.sub("[กรน]", "\ufffd", text),
    "private glyphs": lambda text: re.sub("[กรน]", "\ue123", text),
    "marks piled up": lambda text: re.sub(f"({MARKS})", "\\1\u0e34\u0e37", text),
}


@pytest.mark.parametrize("harm", BROKEN)
def test_broken_text_is_said_to_be_broken(harm):
    assert quality(BROKEN[harm](LINE * 3)) < 0.5


@pytest.mark.parametrize(
    "text",
    [
        "",
        LINE * 3,
        "ชื่อ …………………………… ตำแหน่ง ……………………………" * 4,
        "Plain English report of 2024, with prices in £ and naïve café words." * 4,
        "ปี2567 ITA แผนITAของอบต. งบประมาณ1,234.50บาท ที่ว่าการ อ.เมือง" * 4,
        "ลำดับ 1 2 3 4 5 6 7 8 9 10 11 12",
        "สถลมารค กรมธนารักษ์ พนมสวรรค์ พรบ ทต อบต กทม ครม สขร นตก" * 2,
    ],
)
def test_sound_text_is_not_said_to_be_broken(text):
    assert quality(text) >= 0.8


def test_a_picture_through_the_sandbox_is_the_picture_without_it():
    made = pdf.text_pdf([LINE])
    with BesideReader() as reader:
        assert reader.picture(made) == page_picture(made)
        assert reader.picture(made, 2) == reader.picture(b"<html>") == b""
        assert reader.submit(made, "a.pdf", "").result().state is Reads.YES
