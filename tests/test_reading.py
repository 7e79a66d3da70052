"""Documents of many kinds, good and bad, and the periods that they cover."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from datetime import date

import pytest

from ita_audit.demo_site import pdf
from ita_audit.demo_site.office import docx_file, xlsx_file
from ita_audit.documents import read_document
from ita_audit.model import Period, PeriodReading, Reads, TextPart, YearRule
from ita_audit.periods import judge_list, judge_period, months_covered, read_period
from ita_audit.pipes import read_frame, write_frame
from ita_audit.questions import answer_questions
from ita_audit.sandbox import BesideReader, read_safely
from ita_audit.thai import compose

LINES = ["รายงานผลการดำเนินการ ประจำปีงบประมาณ พ.ศ. ๒๕๖๕", "น้ำใช้ ผู้ปฏิบัติ กู้ ปี่ ที่นี่ (O1) 1,234.50 บาท"]


def packed(**members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "/"), data)
    return out.getvalue()


BOMB = packed(word__document_xml=b"0" * 250_000_000).replace(b"word/document_xml", b"word/document.xml")


@pytest.mark.parametrize(
    ("data", "name", "kind", "state"),
    [
        (pdf.text_pdf(LINES), "a.pdf", "pdf", Reads.YES),
        (pdf.image_pdf(1), "a.pdf", "pdf", Reads.SCANNED),
        (pdf.torn_pdf(LINES * 20), "a.pdf", "pdf", Reads.DAMAGED),
        (pdf.locked_pdf(LINES), "a.pdf", "pdf", Reads.ENCRYPTED),
        (pdf.text_pdf([]), "a.pdf", "pdf", Reads.EMPTY),
        (b"", "a.pdf", "text", Reads.EMPTY),
        (b"<!doctype html><p>x</p>", "a.pdf", "html", Reads.WRONG_TYPE),
        (b"%PDF-1.4 nothing else", "a.pdf", "pdf", Reads.DAMAGED),
        (docx_file(LINES), "a.docx", "docx", Reads.YES),
        (xlsx_file(LINES), "a.xlsx", "xlsx", Reads.YES),
        (b"<html><nav>x</nav><main>words</main></html>", "index.php", "html", Reads.YES),
        (b"\x89PNG\r\n\x1a\n", "a.png", "image", Reads.SCANNED),
        ("ข้อความ".encode("cp874"), "a.txt", "text", Reads.YES),
        (BOMB, "a.docx", "docx", Reads.DAMAGED),
        (b"PK\x03\x04broken", "a.zip", "zip", Reads.DAMAGED),
        (b"\x00\x01\x02", "a.bin", "binary", Reads.CANNOT_TELL),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_each_file_is_in_one_state(data, name, kind, state):
    reading = read_document(data, url=f"http://a.example/{name}")
    assert (reading.kind, reading.state) == (kind, state)
    assert reading.state is Reads.YES or reading.reason_th


@pytest.mark.parametrize("make", [pdf.text_pdf, docx_file, xlsx_file])
def test_thai_text_comes_out_as_it_went_in(make):
    text = read_document(make(LINES), url="x").text
    assert [line.replace(" ", "") for line in compose(text).split("\n")[:2]] == [
        line.replace(" ", "") for line in LINES
    ]


def test_the_sandbox_reads_on_after_a_reader_died():
    """A child that is killed by its limits is a result; the files after it are read all the same."""
    good = (pdf.text_pdf(LINES), "a.pdf", "")
    readings = read_safely([good, (pdf.text_pdf(LINES * 400), "b.pdf", ""), good], wall_s=0.0)
    assert {reading.state for reading in readings} <= {Reads.CANNOT_TELL, Reads.YES}
    assert len(readings) == 3
    assert [reading.state for reading in read_safely([good, good])] == [Reads.YES, Reads.YES]


def test_a_reader_that_was_started_early_reads_the_first_document():
    with BesideReader() as reader:
        reader.warm_up()
        (early,) = reader.alive
        reader.warm_up()
        assert reader.submit(b"%PDF-1.4 broken", "a.pdf", "").result().state is Reads.DAMAGED
        assert reader.alive == {early}


@pytest.mark.parametrize("padding", [0, 3_000_000])
def test_a_document_that_waits_its_turn_is_read_whole(padding):
    whole = pdf.text_pdf(LINES) + b"\n%" + b"x" * padding
    with BesideReader() as reader:
        reading = reader.submit(whole, "a.pdf", "").result()
    assert reading == read_document(whole, url="a.pdf", content_type="")


def covers(text, where="title"):
    return read_period((TextPart(where, text, 1),)).covered


def fy(year):
    return (date(year - 544, 10, 1), date(year - 543, 9, 30))


@pytest.mark.parametrize("year", [2564, 2567, 2569])
@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("รายงานประจำปีงบประมาณ พ.ศ. {y}", fy),
        ("แผนงาน ปีงบประมาณ{y}", fy),
        ("รายงาน รอบ 6 เดือน ปีงบประมาณ พ.ศ. {y}", lambda y: (fy(y)[0], date(y - 543, 3, 31))),
        ("ผลงาน ปีงบประมาณ {y} รอบ 6 เดือนหลัง", lambda y: (date(y - 543, 4, 1), fy(y)[1])),
        ("ไตรมาสที่ 1 ปีงบประมาณ {y}", lambda y: (fy(y)[0], date(y - 544, 12, 31))),
        ("สขร.1 ประจำเดือนธันวาคม {y}", lambda y: (date(y - 543, 12, 1), date(y - 543, 12, 31))),
        ("สรุปเดือนธันวาคม ปีงบประมาณ {y}", lambda y: (date(y - 544, 12, 1), date(y - 544, 12, 31))),
        ("แผนพัฒนา (พ.ศ. {y} - {z})", lambda y: (fy(y)[0], fy(y + 4)[1])),
        ("ตั้งแต่วันที่ 1 ตุลาคม {x} ถึง 31 มีนาคม {y}", lambda y: (fy(y)[0], date(y - 543, 3, 31))),
        ("สถิติ ม.ค. - ธ.ค. {y}", lambda y: (date(y - 543, 1, 1), date(y - 543, 12, 31))),
        ("แผน ปีการศึกษา {y}", lambda y: (date(y - 543, 5, 16), date(y - 542, 5, 15))),
    ],
)  # fmt: skip
def test_what_a_title_covers(text, span, year):
    said = text.format(y=year, z=year + 4, x=year - 1)
    thai = said.translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))

    assert covers(said) == (span(year),)
    assert covers(thai) == (span(year),)
    assert covers(f"ตามพระราชบัญญัติข้อมูลข่าวสาร พ.ศ. 2540\n{said}\nลงวันที่ 3 มกราคม 2560") == (span(year),)
    assert covers(said.replace(" ", "  ").replace("ำ", "\u0e4d\u0e32")) == (span(year),)


@pytest.mark.parametrize(
    "text",
    [
        "พระราชบัญญัติเทศบาล พ.ศ. 2496 และที่แก้ไขเพิ่มเติม (ฉบับที่ 14) พ.ศ. 2562",
        "คำสั่งที่ 152/2566",
        "รายงานการกำกับติดตาม รอบ 6 เดือน",
        "เอกสารแนบ 3 หน้า 25",
        "",
    ],
)
def test_what_states_no_period_covers_none(text):
    assert covers(text) == ()
    assert (
        judge_period(read_period((TextPart("page", text, 1),)), YearRule.CURRENT_FY, 2566)[0]
        is Period.CANNOT_TELL
    )


@pytest.mark.parametrize(
    ("rule", "text", "answer"),
    [
        (YearRule.CURRENT_FY, "ปีงบประมาณ 2566", Period.MATCH),
        (YearRule.CURRENT_FY, "ปีงบประมาณ 2565", Period.WRONG_YEAR),
        (YearRule.CURRENT_FY, "พ.ศ. 2566 - 2570", Period.CANNOT_TELL),
        (YearRule.PREVIOUS_FY, "ปีงบประมาณ 2565", Period.MATCH),
        (YearRule.PREVIOUS_FY, "ปีงบประมาณ 2566", Period.WRONG_YEAR),
        (YearRule.FIRST_HALF, "ปีงบประมาณ 2566 รอบ 6 เดือน", Period.MATCH),
        (YearRule.FIRST_HALF, "ปีงบประมาณ 2566 รอบ 6 เดือนหลัง", Period.WRONG_YEAR),
        (YearRule.FIRST_HALF, "เดือนตุลาคม 2565", Period.CANNOT_TELL),
        (YearRule.IN_FORCE, "พ.ศ. 2566 - 2570", Period.MATCH),
        (YearRule.IN_FORCE, "พ.ศ. 2561 - 2565", Period.WRONG_YEAR),
        (YearRule.UNDATED, "", Period.NOT_ASKED),
    ],
)
def test_each_year_rule(rule, text, answer):
    assert judge_period(read_period((TextPart("title", text, 1),)), rule, 2566)[0] is answer


def test_cover_against_body_is_mixed_and_says_both():
    parts = [
        TextPart(
            "page",
            "รายงานประจำปีงบประมาณ 2566\nเทศบาล\n\nก\nข\nค\nง\nตาราง ปีงบประมาณ 2563\nรวม ปีงบประมาณ 2563",
            1,
        )
    ]
    answer, reason = judge_period(read_period(parts), YearRule.CURRENT_FY, 2566)

    assert answer is Period.MIXED
    assert "2563" in reason


def test_six_monthly_files_together_make_the_half_year():
    readings = [
        read_period((TextPart("title", f"สรุปผลเดือน{month}", 1),))
        for month in (
            "ตุลาคม 2565",
            "พฤศจิกายน 2565",
            "ธันวาคม 2565",
            "มกราคม 2566",
            "กุมภาพันธ์ 2566",
            "มีนาคม 2566",
        )
    ]
    assert judge_list(readings, YearRule.FIRST_HALF, 2566)[0] is Period.MATCH
    assert judge_list(readings[:4], YearRule.FIRST_HALF, 2566)[0] is Period.CANNOT_TELL
    assert months_covered(readings[1:], 2566) == [(2022, 11), (2022, 12), (2023, 1), (2023, 2), (2023, 3)]
    assert months_covered([PeriodReading((), ())], 2566) == []


def test_questions_are_answered_line_by_line(tmp_path):
    (tmp_path / "a.pdf").write_bytes(pdf.text_pdf(LINES))
    asked = [
        {"id": 1, "text": "ปีงบประมาณ 2567", "kind": "title", "ask": ["current_fy@2567", "previous_fy@2568"]},
        {"id": 2, "file": "a.pdf", "kind": "document", "ask": ["previous_fy@2566"]},
    ]
    answers = list(answer_questions(asked, base=tmp_path))

    assert [answer["verdicts"] for answer in answers] == [
        {"current_fy@2567": "match", "previous_fy@2568": "match"}, {"previous_fy@2566": "match"},
    ]  # fmt: skip
    assert answers[0]["covered"] == [{"start": "2023-10-01", "end": "2024-09-30"}]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("{", "JSON"),
        ("[1]", "JSON object"),
        ('{"id": 1, "kind": "title", "ask": ["current_fy@2566"]}', "neither"),
        ('{"id": 1, "file": "none.pdf", "ask": ["current_fy@2566"]}', "not read"),
        ('{"id": 1, "file": ".", "ask": ["current_fy@2566"]}', "not read"),
        ('{"id": 1, "text": "ปีงบประมาณ 2566", "ask": ["no_rule@2566"]}', "RULE@YEAR"),
        ('{"id": 1, "text": "ปีงบประมาณ 2566", "ask": ["current_fy@now"]}', "RULE@YEAR"),
        ('{"id": 1, "text": "ปีงบประมาณ 2566", "ask": ["current_fy@99999"]}', "RULE@YEAR"),
    ],
)
def test_a_bad_question_is_answered_and_the_rest_goes_on(tmp_path, line, problem):
    good = '{"id": "good", "text": "ปีงบประมาณ 2566", "kind": "title", "ask": ["current_fy@2566"]}'
    first, last = answer_questions([line, good], base=tmp_path)

    assert problem in first["problem"]
    assert set(first["verdicts"].values()) <= {"cannot_tell"}
    assert (last["id"], last["verdicts"]) == ("good", {"current_fy@2566": "match"})


def test_a_file_that_cannot_be_read_says_so_and_covers_nothing(tmp_path):
    (tmp_path / "scan2566.pdf").write_bytes(pdf.image_pdf(1))
    asked = {"id": 1, "file": "scan2566.pdf", "kind": "document", "ask": ["current_fy@2566"]}
    (answer,) = answer_questions([asked], base=tmp_path)

    assert answer["covered"] == []
    assert answer["verdicts"] == {"current_fy@2566": "cannot_tell"}
    assert answer["problem"].startswith("scanned")


def test_a_fault_of_the_reader_itself_is_nobodys_damaged_file():
    """A reader with a bug cannot tell; it does not call the file damaged, which would be a problem of the site."""
    broken = "import ita_audit.reader_child as child; child.read_document = lambda *_, **__: missing; child.serve()"
    asked = io.BytesIO()
    write_frame(asked, json.dumps(["read", "a.pdf", ""]).encode())
    write_frame(asked, pdf.text_pdf(LINES))
    said = subprocess.run(
        [sys.executable, "-c", broken], input=asked.getvalue(), capture_output=True, check=True
    )
    answer = json.loads(read_frame(io.BytesIO(said.stdout)))

    assert answer["state"] == Reads.CANNOT_TELL.value
    assert "NameError" in answer["reason_th"]
