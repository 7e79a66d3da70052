"""Title words of scans: found where Tesseract is installed, bounded, and never a year."""

from __future__ import annotations

import io
import os
import stat
import time

import pytest
from PIL import Image, ImageDraw

from ita_audit import ocr
from ita_audit.checklist import load_checklist
from ita_audit.demo_site import pdf
from ita_audit.documents import page_picture, read_document
from ita_audit.elements import element_answers
from ita_audit.model import Reading, Reads, TextPart, YearRule
from ita_audit.periods import judge_period, read_period
from ita_audit.sandbox import BesideReader
from tests.element_scores import observed

PICTURE = b"\x89PNG not looked at"
SCAN = Reading("pdf", Reads.SCANNED, "เป็นภาพสแกน", 1, images=1)
PRINTS = "cat >/dev/null; printf 'แผนการจัดซื้อจัดจ้าง\\nประจำปีงบประมาณ พ.ศ. ๒๕๖๖\\n~ -\\n2566\\n'"
pytestmark = pytest.mark.skipif(os.name == "nt", reason="the stand-in program is a shell script")


@pytest.fixture
def program(tmp_path, monkeypatch):
    """Put a stand-in for Tesseract on PATH; its languages and what it does are given."""

    def put(does: str, languages: str = "eng tha") -> str:
        path = tmp_path / "tesseract"
        lists = f"printf 'List of languages\\n%s\\n' {languages}"
        path.write_text(f'#!/bin/sh\nif [ "$1" = --list-langs ]; then {lists}; exit 0; fi\n{does}\n', "utf-8")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}/usr/bin{os.pathsep}/bin")
        ocr._reads_thai.cache_clear()
        return str(path)

    return put


def test_words_of_the_title_come_without_any_digit(program):
    program(PRINTS)

    assert ocr.title_words(PICTURE) == ("แผนการจัดซื้อจัดจ้าง", "ประจำปีงบประมาณ พ.ศ. #")


def test_a_scan_with_title_words_stays_a_scan_whose_period_cannot_be_told(program):
    program(PRINTS)
    reading = ocr.with_title_words(SCAN, PICTURE)

    assert reading.state is Reads.SCANNED
    assert [part.where for part in reading.parts] == [ocr.PLACE]
    for parts in (reading.parts, (TextPart(ocr.PLACE, "แผน ปีงบประมาณ 2566", 1),)):
        answer, _ = judge_period(read_period(parts), YearRule.CURRENT_FY, 2566)
        assert answer.value == "cannot_tell"


def test_title_words_show_no_element(program):
    program("cat >/dev/null; printf 'โทรศัพท์ สำนักปลัด กองคลัง กองช่าง แผนผังโครงสร้าง\\n'")
    reading = ocr.with_title_words(SCAN, PICTURE)
    seen = observed("", item="O1", parts=reading.parts, state=reading.state)

    assert reading.parts
    assert not any(answer.seen for answer in element_answers(load_checklist(2566)["O1"], [seen]))


def test_a_document_that_was_read_gets_no_words_from_its_picture(program):
    program(PRINTS)
    read = Reading("pdf", Reads.YES, "", 1, (TextPart("page", "แผน", 1),))

    assert ocr.with_title_words(read, PICTURE) is read


def test_without_tesseract_or_without_thai_nothing_is_read(program, monkeypatch):
    program(PRINTS, languages="eng osd")
    assert ocr.find_tesseract() is None
    assert ocr.with_title_words(SCAN, PICTURE) is SCAN

    monkeypatch.setenv("PATH", "/nowhere")
    assert ocr.find_tesseract() is None
    assert ocr.title_words(PICTURE) == ()


def test_a_program_that_hangs_or_fails_or_floods_is_bounded(program):
    started = time.monotonic()
    assert ocr.title_words(PICTURE, program=program("exec sleep 60"), wall_s=1) == ()
    assert time.monotonic() - started < 10
    assert ocr.title_words(PICTURE, program=program("echo กขคง; exit 3")) == ()
    flood = ocr.title_words(PICTURE, program=program("cat >/dev/null; yes กขคง | head -100000"))
    assert len(flood) == ocr.TITLE_LINES


@pytest.mark.parametrize("picture", [b"", b"x" * (ocr.MAX_PICTURE + 1)], ids=["none", "too large"])
def test_a_picture_that_is_none_or_too_large_is_not_tried(program, tmp_path, picture):
    tried = tmp_path / "tried"

    assert ocr.title_words(picture, program=program(f"touch {tried}; echo กขคง")) == ()
    assert not tried.exists()


def test_a_page_is_drawn_larger_for_its_words():
    data = pdf.image_pdf(3)
    with BesideReader() as reader:
        small, large = reader.picture(data), reader.picture(data, times=3)

    widths = [Image.open(io.BytesIO(png)).size[0] for png in (small, large)]
    assert widths[1] == 3 * widths[0]
    assert small == page_picture(data)
    assert Image.open(io.BytesIO(page_picture(data, 1, 99))).size[0] == 4 * widths[0]


@pytest.mark.skipif(ocr.find_tesseract() is None, reason="no Tesseract with Thai on this machine")
def test_the_installed_tesseract_reads_the_words_of_a_scan():
    sheet = Image.new("L", (900, 300), 255)
    small = Image.new("L", (300, 60), 255)
    ImageDraw.Draw(small).text((10, 20), "ANNUAL PROCUREMENT PLAN 2566", fill=0)
    sheet.paste(small.resize((900, 180), Image.LANCZOS), (0, 40))
    sink = io.BytesIO()
    sheet.save(sink, "PDF")
    reading = read_document(sink.getvalue(), url="scan.pdf")

    words = ocr.with_title_words(reading, page_picture(sink.getvalue(), 1, 3)).parts[-1]

    assert reading.state is Reads.SCANNED
    assert words.where == ocr.PLACE
    assert "PLAN" in words.text.upper()
    assert not any(ch.isdigit() for ch in words.text)
