"""Remarks on the documents themselves: found, placed, never with the personal data in them."""

from __future__ import annotations

import zipfile
from dataclasses import replace

import pytest

from ita_audit.elements.words import QUOTE, Line, quote
from ita_audit.forms.evidence import evidence_html
from ita_audit.model import (
    Link,
    LinkCheck,
    LinkStatus,
    Observed,
    PeriodReading,
    PeriodStatement,
    Reading,
    Reads,
    TextPart,
)
from ita_audit.model.codes import Remarkable
from ita_audit.remarks import remarks
from ita_audit.tables import period_table, remark_table
from ita_audit.tables.export import save_xlsx

PERSON = "1101700230708"
"""An invented number whose check digit fits."""
LONG = "รายงานผลการดำเนินงานตามแผนปฏิบัติการของเทศบาล เรื่องที่หนึ่งถึงเรื่องที่ห้า " * 8


def seen(item, text, *, number=1, sha="", kind="pdf", page=1):
    url = f"https://town.example/{item}-{number}.pdf"
    check = LinkCheck(
        url, url, LinkStatus.OK, "", 200, (), "application/pdf", 9, sha or f"{item}{number}", 1, 1, ""
    )
    reading = Reading(kind, Reads.YES, "", 2, (TextPart("page", text, page),))
    return Observed(f"E-{item}-{number:02d}", item, Link(url, url, item, "row", item), check, reading)


@pytest.fixture(scope="module")
def checklist(demo):
    return demo.checklist


def kinds(observed, checklist):
    return [(one.kind, one.evidence) for one in remarks(observed, checklist)]


def test_personal_data_is_placed_and_counted_and_not_repeated(checklist):
    text = f"ผู้ร้อง {PERSON} โทร 081-234-5678 บ้านเลขที่ 12/3 หมู่ที่ 4"
    (one,) = remarks([seen("O30", text, page=7)], checklist)
    assert (one.kind, one.item, one.evidence) == (Remarkable.PERSONAL, "O30", ("E-O30-01",))
    for word in ("เลขประจำตัวประชาชน 1 แห่ง (หน้า 7)", "โทรศัพท์", "ที่อยู่บ้าน"):
        assert word in one.reason_th
    assert PERSON not in one.reason_th
    assert "5678" not in one.reason_th


@pytest.mark.parametrize(
    "text",
    [
        PERSON[:-1] + str((int(PERSON[-1]) + 1) % 10),
        "ติดต่อสำนักงานเทศบาล โทร 081-234-5678",
        "โครงการเลขที่ " + PERSON,
    ],
)
def test_other_numbers_are_no_personal_data(checklist, text):
    assert not remarks([seen("O30", text)], checklist)


def test_one_document_under_two_items_is_remarked_unless_they_are_a_pair(checklist):
    pair = next((item.code, item.agrees_with) for item in checklist.items if item.agrees_with)
    assert not remarks([seen(code, LONG, sha="x") for code in pair], checklist)
    twice = [seen("O1", LONG, sha="x"), seen("O30", LONG, sha="x")]
    assert kinds(twice, checklist) == [(Remarkable.SAME, ("E-O1-01", "E-O30-01"))]
    nearly = [seen("O1", LONG + "ก"), seen("O30", LONG)]
    assert kinds(nearly, checklist) == [(Remarkable.SAME, ("E-O1-01", "E-O30-01"))]
    assert not remarks([seen("O1", LONG + "ปี 2566"), seen("O30", LONG + "ปี 2565")], checklist)
    assert not remarks([seen("O1", LONG, sha="x"), seen("O1", LONG, number=2, sha="x")], checklist)


def test_a_web_page_that_serves_two_items_is_no_document_of_both(checklist):
    assert not remarks([seen(code, LONG, sha="x", kind="html") for code in ("O1", "O30")], checklist)


def test_a_form_that_nobody_filled_in(checklist):
    blank = "ชื่อ ............................ วันที่ ................ ผลการดำเนินงาน ............................"
    assert kinds([seen("O28", blank)], checklist) == [(Remarkable.BLANK, ("E-O28-01",))]
    assert not remarks([seen("O28", LONG + "ลงชื่อ ........")], checklist)


def test_what_is_shown_masks_the_person(demo, tmp_path):
    """Desk, tables and workbook of a case with invented personal data name the place, never the number."""
    text = f"ประจำปี 2565 ของ {PERSON}"
    said = PeriodStatement(demo.case.as_of, demo.case.as_of, text, "year", "page", 1)
    some = next(code for code, ladder in demo.ladders.items() if ladder.period.answer.value == "wrong_year")
    observed = tuple(
        replace(
            one,
            reading=Reading("pdf", Reads.YES, "", 1, (TextPart("page", text, 1),)),
            period=PeriodReading((), (), (said,)),
        )
        if one.item == some
        else one
        for one in demo.observed
    )
    case = replace(demo, observed=observed)
    shown = [
        evidence_html(case, some),
        *(table(case)._repr_html_() for table in (remark_table, period_table)),
    ]
    with zipfile.ZipFile(save_xlsx(case, tmp_path / "tables.xlsx")) as book:
        shown += [book.read(name).decode() for name in book.namelist()]
    assert "เผยแพร่ข้อมูลส่วนบุคคล" in shown[0]
    assert "เผยแพร่ข้อมูลส่วนบุคคล" in shown[1]
    assert "×" * 13 in shown[2]
    assert PERSON not in "".join(shown)


def test_a_quotation_masks_the_person_and_keeps_its_length():
    whole = f"โทรศัพท์ 053-711-111 เลขประจำตัว {PERSON} " + "ก" * QUOTE
    for text in (whole[:60], whole):
        line = Line(text, text, *([None] * (len(Line.__slots__) - 2)))
        assert PERSON not in quote(line, 0)
        assert len(quote(line, 0)) == min(len(text), QUOTE)
        assert "053-711-111" in quote(line, 0)
