"""A municipality's own paper in any shape: read whole, every cell with its place, nothing mended silently."""

from __future__ import annotations

import csv
import io
import json
import random
import re
import time

import docx
import openpyxl
import pytest
from typer.testing import CliRunner

from ita_audit.checklist import load_checklist
from ita_audit.cli.app import app
from ita_audit.consistency import check_paper, paper_document
from ita_audit.demo_site.pdf import text_pdf
from ita_audit.engagement import project_root
from ita_audit.errors import SourcePaperError
from ita_audit.sourcepaper import read_paper
from ita_audit.sourcepaper.numbered import split_numbered
from ita_audit.sourcepaper.written import addresses_in, days_in, orders_cited, persons_in, spans_in, years_in
from ita_audit.thai import fold_digits
from tests.paper_maker import SYNTAXES, Look, make_look, make_paper, render

CHECKLIST = load_checklist(2566)
CASE = project_root() / "data" / "cases" / "sanmaket-2566" / "input"
PUBLISHED = (CASE / "paper.txt").read_text(encoding="utf-8")


def read(text, name="paper.txt"):
    return read_paper(text if isinstance(text, bytes) else text.encode("utf-8"), name, CHECKLIST)


@pytest.fixture(scope="module")
def published():
    return read(PUBLISHED)


def test_the_published_paper_is_read_whole(published):
    """Three measures with all their steps, nine positions, the order, forty-three assignments."""
    order = published.orders[0]

    assert [[s.number for s in m.steps] for m in published.plan.measures] == [[1, 2], [1, 2, 3], [1, 2, 3]]
    assert [[s.number for s in m.steps] for m in published.results.measures] == [[1, 2], [1, 2, 3], [1, 2, 3]]
    assert [[r.step for r in m.results] for m in published.results.measures] == [[1, 2], [1, 2, 3], [None]]
    assert (order.number, order.raw_number, order.day.isoformat()) == ("152/2566", "๑๕๒ /๒๕๖๖", "2023-01-30")
    assert [p.position for p in order.members] == [
        "นายกเทศมนตรี", "ปลัดเทศบาล", "ผู้อำนวยการกองคลัง", "ผู้อำนวยการกองช่าง", "ผู้อำนวยการกองการศึกษา",
        "หัวหน้าสำนักปลัด", "หัวหน้าฝ่ายอำนวยการ", "หัวหน้าฝ่ายบริหารทั่วไป", "นิติกร",
    ]  # fmt: skip
    assert [row.item for row in published.assignment.rows] == [f"O{n}" for n in range(1, 44)]
    assert (published.assignment.rows[25].raw_item, published.assignment.rows[25].source_line) == ("026", 128)


def test_every_address_is_read_as_printed_and_folded(published):
    rows = [line.split(",") for line in (CASE / "addresses.csv").read_text(encoding="utf-8").splitlines()[1:]]

    assert [(a.raw, a.folded, str(a.place.line)) for a in published.addresses] == [
        tuple(row[:3]) for row in rows
    ]


def test_a_cell_keeps_what_stood_there_beside_what_was_read(published):
    step = published.results.measures[1].steps[2]
    result = published.results.measures[1].results[1]

    assert (step.cell.place.line, step.number) == (45, 3)
    assert [part.place.line for part in result.fragments] == [43, 45]
    assert "<ul" in published.lines[[line.place.line for line in published.lines].index(43)].cells[4].raw
    assert "<ul" not in result.text


# The twenty artefacts of conversion: kind, one line where it must be named.
ARTEFACTS = {
    "B3 blank line inside the table": ("table_broken", 127),
    "B4 digits of both kinds in titles": ("mixed_digits", 139),
    "B5 Thai digits in an address": ("address_thai_digits", 45),
    "B6 Thai digits in another": ("address_thai_digits", 45),
    "B7 tags never closed": ("html_tags", 43),
    "B8 paragraphs in some cells": ("html_tags", 46),
    "B9 row split over a page": ("continuation_row", 45),
    "B10 broken Markdown heading": ("broken_table_row", 61),
    "B11 catch-word": ("catch_word", 73),
    "B12 scribble read as digits": ("scribble", 91),
    "B13 blank inside a name": ("wrapped_name", 32),
    "B14 bold marks over two lines": ("bold_marks", 12),
    "B15 three table syntaxes": ("mixed_syntax", 31),
    "B16 spacing of the year": ("year_spacing", 39),
    "B17 year of the common era": ("ce_year", 45),
    "B18 English words in a menu": ("latin_words", 45),
    "B19 address without scheme": ("address_without_scheme", 85),
    "B20 repetition mark without blanks": ("unspaced_mark", 121),
}


@pytest.mark.parametrize("artefact", ARTEFACTS)
def test_every_artefact_is_named_with_its_line(published, artefact):
    kind, line = ARTEFACTS[artefact]

    assert line in {a.place.line for a in published.artefacts if a.kind == kind}


def test_labels_with_thai_digits_and_zero_for_o_are_said(published):
    """B1 and B2: twenty-five labels in Thai digits, eighteen with a zero for the O; each is said."""
    said = [p.problem for p in published.assignment.problems]

    assert (said.count("thai_digits"), said.count("zero_for_o")) == (25, 18)


def test_lines_written_under_a_key_keep_their_own_places():
    text = "\n".join((
        "มาตรการที่ 1 : การสื่อสาร", "ขั้นตอน :", "1. แต่งตั้งคณะทำงาน", "2. เผยแพร่บนเว็บไซต์", "ผู้รับผิดชอบ : กองคลัง",
        "ระยะเวลา : ม.ค. 2566", "ผลการดำเนินการ :", "1. คำสั่งที่ 7/2566", "2. เผยแพร่แล้ววันที่ 9 มกราคม 2566",
    ))  # fmt: skip
    (measure,) = read(text).results.measures

    assert [s.cell.place.line for s in measure.steps] == [3, 4]
    assert [r.place.line for r in measure.results] == [8, 9]


def test_a_row_broken_over_a_page_joins_its_first_half(published):
    claims = {claim.kind: claim for claim in published.claims}

    assert [a.place.line for a in claims["qr_eit"].addresses] == [45]
    assert claims["qr_eit"].place.line == 43


@pytest.mark.parametrize("syntax", SYNTAXES)
@pytest.mark.parametrize("layout", ["packed", "once", "each", "rowspan"])
def test_one_paper_is_read_alike_in_every_syntax(syntax, layout):
    model = make_paper(random.Random(8))
    look = Look("thai", syntax, syntax, layout, "markdown", "tab", "O", "{}. ", False, True)
    paper = read(render(model, look))
    steps = [[s.text for s in m.steps] for m in model.measures]

    for table in (paper.plan, paper.results):
        assert [[fold_digits(s.cell.text) for s in m.steps] for m in table.measures] == steps
        assert all(step.owner and step.period for m in table.measures for step in m.steps)
    assert [p.position for p in paper.orders[0].members] == [m[1] for m in model.members]


def _docx_bytes(model):
    """The paper as a Word file: paragraphs, and real tables in their places."""
    document = docx.Document()
    table = None
    look = Look("thai", "tab", "tab", "once", "tab", "tab", "O", "{}. ", False, True)
    for line in render(model, look).split("\n"):
        cells = line.split("\t")
        if len(cells) == 1:
            table = None
            document.add_paragraph(line)
            continue
        if table is None:
            table = document.add_table(rows=0, cols=len(cells))
        for cell, words in zip(table.add_row().cells, cells, strict=True):
            cell.text = words
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_a_word_file_is_read_in_the_order_of_its_blocks():
    model = make_paper(random.Random(11))
    paper = read(_docx_bytes(model), "paper.docx")

    assert [len(m.steps) for m in paper.results.measures] == [len(m.steps) for m in model.reported]
    assert len(paper.assignment.rows) == 43
    assert check_paper(paper, CHECKLIST) == ()
    model.cover_year -= 1
    spoilt = check_paper(read(_docx_bytes(model), "paper.docx"), CHECKLIST)
    assert [o.rule for o in spoilt] == ["fiscal_year_differs"]


def test_a_workbook_is_read_by_rows():
    model = make_paper(random.Random(12))
    look = Look("arabic", "tab", "tab", "each", "tab", "tab", "O", "{}. ", False, False)
    book = openpyxl.Workbook()
    for line in render(model, look).split("\n"):
        book.active.append(line.split("\t"))
    out = io.BytesIO()
    book.save(out)
    paper = read(out.getvalue(), "paper.xlsx")

    assert [len(m.steps) for m in paper.plan.measures] == [len(m.steps) for m in model.measures]
    assert check_paper(paper, CHECKLIST) == ()


def test_a_web_page_is_read_with_the_lines_of_its_source():
    model = make_paper(random.Random(13))
    look = Look("thai", "html", "html", "rowspan", "html", "html", "O", "{}. ", False, True)
    lines = render(model, look).split("\n")
    page = ["<!doctype html><html><head><style>p{}</style></head><body>", *(x if x.startswith(("<t", "</t")) else f"<p>{x}</p>" for x in lines), "</body></html>"]  # fmt: skip
    paper = read("\n".join(page), "paper.html")
    number = next(i for i, line in enumerate(page, 1) if re.search(r">ที่ [๐-๙]", line))

    assert check_paper(paper, CHECKLIST) == ()
    assert paper.orders[0].number_place.line == number


def test_a_pdf_gives_page_and_line():
    model = make_paper(random.Random(14))
    look = Look("arabic", "tab", "tab", "each", "numbered", "plain", "O", "{}. ", False, True)
    lines = [line for line in render(model, look).split("\n") if "\t" not in line]
    paper = read(text_pdf(lines), "paper.pdf")

    assert paper.paged
    assert paper.orders[0].number == f"{model.number}/{model.day.year + 543}"
    assert paper.orders[0].number_place.page >= 1
    assert len({place.page for place in paper.assignment_places.values()}) > 1


@pytest.mark.parametrize("seed", range(6))
def test_a_pdf_of_which_the_end_was_not_read_misses_nothing(seed):
    """Lines wrapped at the edge are joined; what may stand on unread pages is not called missing."""
    look = Look("arabic", "keyed", "keyed", "packed", "plain", "plain", "O", "{}. ", False, True)
    paper = read(text_pdf(render(make_paper(random.Random(seed)), look).split("\n")), "paper.pdf")

    assert paper.results.measures
    assert [o.rule for o in check_paper(paper, CHECKLIST)] == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("คำสั่งเทศบาลที่ ๑๔๒/๒๕๖๖ เรื่อง", "142/2566"),
        ("คำสั่งเทศบาลตำบลตัวอย่าง ที่ 152 /2566", "152/2566"),
        ("ตามคำสั่งที่ ๐๔๕/๖๖", "45/2566"),
        ("คำสั่ง อบต. ที่ 1O2/2566", "102/2566"),
    ],
)
def test_order_numbers_fold(text, number):
    assert [read for _, read, _, _ in orders_cited(text)] == [number]


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("ม.ค. ๒๕๖๖ – เม.ย. ๒๕๖๖", [("2023-01-01", "2023-04-30")]),
        ("ต.ค. - ธ.ค. 2565", [("2022-10-01", "2022-12-31")]),
        ("พ.ย. - ก.พ. 2566", [("2022-11-01", "2023-02-28")]),
        ("ม.ค. ๒๕๖๖ เป็นต้นไป", [("2023-01-01", None)]),
        ("ตลอดปีงบประมาณ พ.ศ. 2566", [("2022-10-01", "2023-09-30")]),
        ("ม.ค. ๒๕๖๖ – เม.ย. ๒๕๖๖ ม.ค. ๒๕๖๖ – เม.ย. ๒๕๖๖", [("2023-01-01", "2023-04-30")] * 2),
        ("มีนาคม 2023", [("2023-03-01", "2023-03-31")]),
        ("ตามความเหมาะสม", []),
    ],
)
def test_periods_of_a_cell(text, spans):
    found = [(s.start.isoformat(), s.end.isoformat() if s.end else None) for s in spans_in(text)]

    assert found == spans


def test_written_values():
    assert [day.isoformat() for _, day, _ in days_in("วันที่ ๑๙ สิงหาคม พ.ศ. ๒๕๖๕ และ 5/2/2566")] == [
        "2022-08-19",
        "2023-02-05",
    ]
    assert [day for _, day, _ in days_in("31 กุมภาพันธ์ 2566")] == [None]
    assert [year for year, _ in years_in("ประจำปีงบประมาณพ.ศ. ๒๕๖๖ ITA ๒๐๒๓ และประจำปี ๒๕๖๕")] == [2566, 2565]
    assert addresses_in("(www.town.go.th) https://x.go.th/?a=๑") == [
        ("www.town.go.th", "http://www.town.go.th"), ("https://x.go.th/?a=๑", "https://x.go.th/?a=1"),
    ]  # fmt: skip
    assert persons_in("นายกเทศมนตรี นายช่างโยธา นายสมชาย ใจดี ตำแหน่ง") == ["นายสมชาย ใจดี"]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("๑. ก ๒. ข ๓. ค", [(1, "ก"), (2, "ข"), (3, "ค")]),
        ("1) ก 3) ค", [(1, "ก"), (3, "ค")]),
        ("1. ร้อยละ 92.5 ของ 2566 2. ข", [(1, "ร้อยละ 92.5 ของ 2566"), (2, "ข")]),
        ("ไม่มีเลข", [(None, "ไม่มีเลข")]),
        ("2.1 ก 2.2 ข", [(1, "ก"), (2, "ข")]),
    ],
)
def test_numbered_cells_are_split_at_ascending_numbers(text, parts):
    assert list(split_numbered(text, within=2)) == parts


HOSTILE = {
    "a million lines": "บรรทัด\n" * 1_000_000,
    "a million blank lines": "\n" * 1_000_000 + "คำ",
    "rows without end": "ก\tข\n" * 900_000,
    "one line of nine megabytes": "ก" * 3_000_000,
    "tables in tables": "<table><tr><td>" * 200_000,
    "scripts left open": "<script>" * 500_000,
    "spanning cells": "<table>" + "<tr><td rowspan=500 colspan=30>x</td>" * 100_000 + "</table>",
    "orders without end": "คำสั่งเทศบาลตำบลก\nที่ 1/2566\nเรื่อง แต่งตั้งคณะทำงาน\n" * 13_000,
    "one item given away again and again": "O1\tโครงสร้าง\tงานก กองคลัง\nO1\tโครงสร้าง\tงานข กองช่าง\n" * 20_000,
    "numbers without end": "1. " * 1_000_000,
    "an endless address": "https://" + "a" * 9_000_000,
}


@pytest.mark.parametrize("attack", HOSTILE)
def test_a_hostile_paper_is_bounded(attack):
    """A few seconds at most, whatever the bytes; what was left out is said where lines were cut."""
    begun = time.process_time()
    paper = read(HOSTILE[attack].encode("utf-8")[:10_000_000])
    check_paper(paper, CHECKLIST)

    assert time.process_time() - begun < 10
    assert len(paper.lines) <= 20_000


@pytest.mark.parametrize(
    "data", [b"", b"\x00" * 500, b"PK\x03\x04broken", b"%PDF-1.4 broken", b"\x89PNG\r\n\x1a\n", b"x" * 10_000_001],
    ids=["empty", "zeros", "zip", "pdf", "picture", "too large"],
)  # fmt: skip
def test_what_holds_no_text_is_refused_with_a_remedy(data):
    with pytest.raises(SourcePaperError) as refused:
        read(data, "paper.bin")

    assert "paper.bin" in refused.value.message
    assert refused.value.hint_th


def run(*arguments):
    return CliRunner().invoke(app, ["paper", *map(str, arguments)])


def test_the_command_prints_the_contract():
    done = run(CASE / "paper.txt", "--json")
    document = json.loads(done.stdout)

    assert done.exit_code == 0
    assert (len(document["assignment"]), document["order"]["number"], document["order"]["date"]) == (
        43,
        "152/2566",
        "2023-01-30",
    )
    assert document["order"]["raw"] == {"number": "๑๕๒ /๒๕๖๖", "date": "๓๐ มกราคม พ.ศ. ๒๕๖๖"}
    assert len(document["measures"]) == 8
    assert document["results"][0]["cites"] == ["142/2566"]
    assert "2022-08-19" in document["results"][1]["cites"]
    assert all(place["text"] for o in document["observations"] for place in o["places"])


def test_the_command_masks_names_and_prints_a_table():
    plain, masked = (
        run(CASE / "paper.txt", "--json").stdout,
        run(CASE / "paper.txt", "--json", "--mask-names").stdout,
    )
    table = run(CASE / "paper.txt")

    assert "อรุณรัตน์" in plain
    assert "อรุณรัตน์" not in masked
    assert table.exit_code == 0
    assert "[ขัดแย้งกัน]" in table.stdout
    assert "บรรทัด 42" in table.stdout


def test_the_command_refuses_a_year_that_is_no_number():
    assert run(CASE / "paper.txt", "--year", "x").exit_code == 2


def test_the_year_of_the_paper_chooses_the_checklist(tmp_path):
    """Without --year the paper's own year decides which checklist its assignment is read by."""
    rng = random.Random(3)
    model = make_paper(rng)
    path = tmp_path / "paper.md"
    path.write_text(render(model, make_look(rng)), encoding="utf-8")

    assert json.loads(run(path, "--json").stdout)["fiscal_year"] == model.year


def _table(name):
    with (CASE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_tables_of_the_case_are_what_stands_in_its_paper(published):
    """measures, follow-ups, results and order as tables, each with its line in paper.txt."""
    document = paper_document(published, ())
    measures = [(str(m["measure"]), str(m["step"]), m["text"], m["responsible"], m["period"], str(m["line"])) for m in document["measures"]]  # fmt: skip
    results = [(str(r["measure"]), str(r["step"] or ""), " | ".join(r["cites"]), " ".join(map(str, r["lines"]))) for r in document["results"]]  # fmt: skip
    promises = [
        (str(m.number), c.text, str(c.place.line)) for m in published.plan.measures for c in m.follow_ups
    ]
    order, (row,) = published.orders[0], _table("order.csv")

    assert measures == [tuple(r[c] for c in ("measure", "step", "text", "responsible", "period", "source_line")) for r in _table("measures.csv")]  # fmt: skip
    assert results == [
        tuple(r[c] for c in ("measure", "step", "cites", "source_lines")) for r in _table("results.csv")
    ]
    assert promises == [tuple(r.values()) for r in _table("follow_ups.csv")]
    assert (row["number"], row["number_line"]) == (order.number, str(order.number_place.line))
    assert (row["date"], row["date_line"]) == (order.day.isoformat(), str(order.day_place.line))
    group = [(r["position"], r["role"], int(r["source_line"])) for r in _table("working_group.csv")]
    assert group == [(p.position, p.role, p.place.line) for p in order.members]


def test_a_written_line_stands_where_the_tables_say(published):
    """The places are those of the file itself, not of the reader's counting."""
    lines = PUBLISHED.split("\n")

    for row in _table("measures.csv"):
        assert row["text"][:30].replace(" ", "") in lines[int(row["source_line"]) - 1].replace(" ", "")
    for row in _table("addresses.csv"):
        assert row["raw"] in lines[int(row["source_line"]) - 1]
