"""Title words of scans: found where Tesseract is installed, bounded, and never a year."""

from __future__ import annotations

import hashlib
import io
import os
import stat
import time
from types import SimpleNamespace

import pytest
from PIL import Image, ImageDraw

from ita_audit import ocr
from ita_audit.demo_site import pdf
from ita_audit.documents import page_picture, read_document
from ita_audit.model import Reads
from ita_audit.pictures import keep_pictures, register_of, verify_pictures, words_of
from ita_audit.sandbox import BesideReader

PICTURE = b"\x89PNG not looked at"
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


def test_a_scans_title_words_stand_beside_its_picture_and_are_no_reading(program, tmp_path):
    """Kept in the register of pictures with the tool named; a document with a text has none."""
    program(PRINTS)
    scan, text = pdf.image_pdf(3), pdf.text_pdf(["แผนการจัดซื้อจัดจ้าง ปีงบประมาณ พ.ศ. 2566"] * 20)
    keep_pictures(tmp_path, [SimpleNamespace(body=data, content=data) for data in (scan, text)])
    first, second = register_of(tmp_path)

    assert first.words == "แผนการจัดซื้อจัดจ้าง / ประจำปีงบประมาณ พ.ศ. #"
    assert words_of(tmp_path, hashlib.sha256(scan).hexdigest()) == first.words
    assert (first.drawn_with.endswith("Tesseract"), second.words) == (True, "")
    assert "Tesseract" not in second.drawn_with
    assert [part.where for part in read_document(scan, url="scan.pdf").parts] == ["filename"]
    assert verify_pictures(tmp_path) == []
    register = tmp_path / "pictures" / "register.csv"
    register.write_text(register.read_text("utf-8").replace("แผน", "ผน"), "utf-8")
    assert verify_pictures(tmp_path)


def test_words_of_the_title_come_without_any_digit(program):
    program(PRINTS)

    assert ocr.title_words(PICTURE) == ("แผนการจัดซื้อจัดจ้าง", "ประจำปีงบประมาณ พ.ศ. #")


def test_without_tesseract_or_without_thai_nothing_is_read(program, monkeypatch):
    program(PRINTS, languages="eng osd")
    assert ocr.find_tesseract() is None
    assert ocr.title_words(PICTURE) == ()

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

    words = " ".join(ocr.title_words(page_picture(sink.getvalue(), 1, 3)))

    assert reading.state is Reads.SCANNED
    assert "PLAN" in words.upper()
    assert not any(ch.isdigit() for ch in words)
