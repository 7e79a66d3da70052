"""Assignment tables in any shape: read with everything said, or refused with the row and the remedy."""

from __future__ import annotations

import io
import json
import random

import openpyxl
import pytest
from openpyxl.worksheet.formula import ArrayFormula
from typer.testing import CliRunner

from ita_audit.assignment import assignment_document, load_assignment
from ita_audit.assignment.labels import owners_of, read_label, split_glued, split_unit
from ita_audit.checklist import load_checklist
from ita_audit.cli.app import app
from ita_audit.engagement import project_root

CHECKLIST = load_checklist(2566)
PUBLISHED = project_root() / "data" / "cases" / "sanmaket-2566" / "input" / "assignment.csv"


def rows(unit="งานบริหารทั่วไป สำนักปลัด"):
    return [(item.code, item.title, unit) for item in CHECKLIST.items]


def text_of(table, separator=","):
    lines = [("ข้อ", "ข้อมูล", "ผู้รับผิดชอบ"), *table]
    return "\n".join(separator.join(line) for line in lines)


def read(tmp_path, data, name="table.csv"):
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))
    return load_assignment(path, CHECKLIST)


def workbook(change=lambda book, sheet: None):
    """The bytes of a workbook that holds the table, after `change`."""
    book = openpyxl.Workbook()
    sheet = book.active
    for row in [("ข้อ", "ข้อมูล", "ผู้รับผิดชอบ"), *rows()]:
        sheet.append(row)
    change(book, sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def slugs(table):
    return {problem.problem for problem in table.problems}


def test_the_published_table_is_read_whole_and_no_change_goes_unsaid():
    table = load_assignment(PUBLISHED, CHECKLIST)
    count = {}
    for row in table.rows:
        count[row.section] = count.get(row.section, 0) + 1

    assert count == {
        "งานบริหารทั่วไป": 14, "งานวิเคราะห์นโยบายและแผน": 4, "งานพัสดุ": 4, "งานการเจ้าหน้าที่": 4, "งานนิติการ": 17,
    }  # fmt: skip
    assert [row.item for row in table.rows] == [f"O{n}" for n in range(1, 44)]
    assert table.rows[0].raw_item == "O๑"
    assert table.rows[25].raw_item == "026"
    said = [p.item for p in table.problems if p.problem in ("thai_digits", "zero_for_o")]
    assert sorted(said, key=lambda c: int(c[1:])) == [f"O{n}" for n in range(1, 44)]


def test_a_missing_item_is_named_and_the_rest_is_read(tmp_path):
    table = read(tmp_path, text_of([r for r in rows() if r[0] != "O17"]))

    missing = [p for p in table.problems if p.problem == "missing_item"]
    assert (len(table.rows), [p.item for p in missing]) == (42, ["O17"])
    assert "O17" in missing[0].remedy_th


def test_an_identical_duplicate_is_a_warning_and_two_owners_are_refused(tmp_path):
    twice = read(tmp_path, text_of([*rows(), rows()[4]]))
    clash = read(tmp_path, text_of([*rows(), ("O5", "ข้อมูลการติดต่อ", "งานพัสดุ กองคลัง")]))

    assert (len(twice.rows), slugs(twice)) == (43, {"identical_duplicate"})
    assert (clash.refused, clash.rows, slugs(clash)) == (True, (), {"two_owners"})
    assert clash.problems[0].line == 45
    assert "O5" in clash.problems[0].remedy_th


@pytest.mark.parametrize(
    ("data", "name", "slug"),
    [
        (text_of([*rows(), ("O44", "ข้อใหม่", "งานพัสดุ กองคลัง")]), "a.csv", "unknown_item"),
        (text_of([*rows(), ("P5", "ข้อใหม่", "งานพัสดุ กองคลัง")]), "a.csv", "unknown_item"),
        (text_of([*rows(), ("O5ก", "ข้อย่อย", "งานพัสดุ กองคลัง")]), "a.csv", "unknown_item"),
        (text_of([("O1", "โครงสร้าง", "=1+1"), *rows()[1:]]), "a.csv", "formula"),
        (text_of([("O1", "โครงสร้าง", "=งานพัสดุ!A1"), *rows()[1:]]), "a.csv", "formula"),
        (text_of([("O1", "โครงสร้าง", "@SUM(A1)"), *rows()[1:]]), "a.csv", "formula"),
        (workbook(lambda book, sheet: sheet.__setitem__("C3", "=A1")), "a.xlsx", "formula"),
        (workbook(lambda book, sheet: sheet.__setitem__("C3", ArrayFormula("C3", "=A1"))), "a.xlsx", "formula"),
        (text_of([("O1", "โครงสร้าง", "งานนิติการ สำนักปลัด / งานพัสดุ กองคลัง"), *rows()[1:]]), "a.csv", "two_owners"),
        ("", "a.csv", "empty_file"),
        (b"\x00\x01\x02\x03" * 400, "a.csv", "broken_file"),
        (b"PK\x03\x04 not really", "a.xlsx", "broken_file"),
        ("ไม่มีตารางในไฟล์นี้", "a.csv", "no_table"),
    ],
    ids=[
        "unknown number", "unknown letter", "unknown part", "formula", "formula on a Thai sheet", "call", "formula cell",
        "array formula", "two owners in one cell", "empty", "binary", "broken xlsx", "no table",
    ],
)  # fmt: skip
def test_what_cannot_be_trusted_is_refused_with_a_remedy(tmp_path, data, name, slug):
    table = read(tmp_path, data, name)
    document = assignment_document(table)
    told = CliRunner().invoke(app, ["assignment", str(tmp_path / name), "--year", "2566", "--json"])

    assert (table.refused, document["rows"]) == (True, [])
    assert slug in slugs(table)
    assert all(p["remedy_th"] for p in document["problems"])
    assert (told.exit_code, json.loads(told.stdout)) == (1, document)


@pytest.mark.parametrize(
    ("data", "name", "slug", "count"),
    [
        (text_of(rows()[1:]), "a.csv", "missing_item", 42),
        (text_of([*rows(), rows()[4]]), "a.csv", "identical_duplicate", 43),
        (text_of(rows()).encode("utf-8-sig"), "a.csv", "bom", 43),
        (text_of(rows()).encode("cp874"), "a.csv", "encoding", 43),
        (workbook(lambda book, sheet: sheet.merge_cells("C2:C9")), "a.xlsx", "merged_cells", 43),
        (workbook(), "a.csv", "wrong_extension", 43),
        (text_of([("O1", "โ" * 200_000, "งานพัสดุ กองคลัง"), *rows()[1:]]), "a.csv", "over_long_cell", 43),
        ("\n".join(",".join(row) for row in rows()), "a.csv", "no_heading", 43),
        (workbook(lambda book, sheet: setattr(sheet.row_dimensions[5], "hidden", True)), "a.xlsx", "hidden_row", 43),
    ],
    ids=["missing", "duplicate", "bom", "windows-874", "merged", "extension", "over-long", "no heading", "hidden row"],
)  # fmt: skip
def test_what_can_be_read_is_read_with_exit_0_and_everything_said(tmp_path, data, name, slug, count):
    (tmp_path / name).write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))
    told = CliRunner().invoke(app, ["assignment", str(tmp_path / name), "--year", "2566", "--json"])
    document = json.loads(told.stdout)

    assert (told.exit_code, len(document["rows"])) == (0, count)
    assert slug in {problem["problem"] for problem in document["problems"]}
    assert all(problem["remedy_th"] for problem in document["problems"])


def test_a_file_that_is_not_there_and_a_year_without_checklist_are_no_tables(tmp_path):
    told = CliRunner().invoke(app, ["assignment", str(tmp_path / "none.csv"), "--json"])
    assert (told.exit_code, json.loads(told.stdout)["problems"][0]["problem"]) == (1, "unreadable_file")
    assert CliRunner().invoke(app, ["assignment", str(PUBLISHED), "--year", "2571"]).exit_code == 1


def test_every_visible_sheet_is_read_and_hidden_ones_are_named(tmp_path):
    def second(book, sheet):
        sheet.delete_rows(30, 20)
        for row in rows()[28:]:
            book.worksheets[-1].append(row) if len(book.worksheets) > 1 else book.create_sheet().append(row)
        book.create_sheet("เก่า").append(("O1", "โครงสร้าง", "งานพัสดุ กองคลัง"))
        book.worksheets[-1].sheet_state = "hidden"

    table = read(tmp_path, workbook(second), "a.xlsx")

    assert len(table.rows) == 43
    assert slugs(table) == {"several_sheets", "hidden_sheet"}


def test_a_duplicate_without_owner_gives_way_to_the_one_with_an_owner(tmp_path):
    for twice in ([("O5", "ข้อมูลการติดต่อ", ""), *rows()], [*rows(), ("O5", "ข้อมูลการติดต่อ", "")]):
        table = read(tmp_path, text_of(twice))
        assert table.owner("O5").section == "งานบริหารทั่วไป"
        assert slugs(table) == {"identical_duplicate"}


def test_a_bare_number_in_a_lettered_table_counts_only_where_its_item_is_lacking_and_named(tmp_path):
    mixed = [("17", title, unit) if code == "O17" else (code, title, unit) for code, title, unit in rows()]
    table = read(tmp_path, text_of([*mixed, ("3", "ประชุมติดตามผล", "สำนักปลัด")]))

    assert len(table.rows) == 43
    assert {(p.problem, p.item) for p in table.problems} == {("no_letter", "O17"), ("stray_row", None)}


@pytest.mark.parametrize(
    ("section", "division", "count"),
    [
        ("งานนิติการ", "สำนักปลัด", 0), ("งานวิเคราะห์นโยบายและแผน", "สำนักปลัด", 0), ("งานพัสดุ/กองคลัง", "", 0),
        ("ฝ่ายอำนวยการ / งานนิติการ", "สำนักปลัด", 0), ("", "สำนักปลัด เทศบาลตำบล", 0), ("งานกองทุน", "กองสวัสดิการ", 0),
        ("งานพัสดุ, งานการเงิน", "กองคลัง", 2), ("", "กองคลัง และกองช่าง", 2), ("", "กองคลัง กองช่าง", 2),
    ],
)  # fmt: skip
def test_two_units_of_one_level_in_one_cell_are_two_owners(section, division, count):
    assert len(owners_of(section, division)) == count


@pytest.mark.parametrize(
    ("encode", "slug"),
    [
        (lambda t: t.encode("utf-8-sig"), {"bom"}),
        (lambda t: t.encode("cp874"), {"encoding"}),
        (lambda t: t.encode("utf-16"), {"encoding"}),
    ],
    ids=["bom", "windows-874", "utf-16"],
)
def test_encodings_are_read_and_said(tmp_path, encode, slug):
    table = read(tmp_path, encode(text_of(rows())))

    assert (len(table.rows), slugs(table)) == (43, slug)
    assert table.rows[0].title == "โครงสร้าง"


def test_merged_cells_of_a_workbook_are_filled_and_said(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["ข้อ", "ข้อมูล", "งาน", "กอง"])
    for code, title, _ in rows():
        sheet.append([code, title, "งานนิติการ", "สำนักปลัด"])
    for column in "CD":
        sheet.merge_cells(f"{column}2:{column}20")
    out = io.BytesIO()
    book.save(out)
    table = read(tmp_path, out.getvalue(), "a.xlsx")

    assert len(table.rows) == 43
    assert {(r.section, r.division) for r in table.rows} == {("งานนิติการ", "สำนักปลัด")}
    assert slugs(table) == {"merged_cells"}


@pytest.mark.parametrize("separator", ["\t", " | ", ";"])
def test_other_separators_are_read(tmp_path, separator):
    assert len(read(tmp_path, text_of(rows(), separator), "a.txt").rows) == 43


def test_a_wrong_extension_and_total_rows_are_said(tmp_path):
    table = read(tmp_path, text_of([*rows(), ("", "", ""), ("รวม", "43 ข้อ", "")]), "a.xlsx")
    assert slugs(table) == {"wrong_extension", "total_row"}


def test_a_misspelt_unit_is_brought_together_and_said(tmp_path):
    table = read(tmp_path, text_of([("O1", "โครงสร้าง", "งานบริหารทัวไป สำนักปลัด"), *rows()[1:]]))

    assert {row.section for row in table.rows} == {"งานบริหารทั่วไป"}
    assert slugs(table) == {"unit_spelling"}


def test_a_blank_owner_is_said(tmp_path):
    table = read(tmp_path, text_of([("O1", "โครงสร้าง", ""), *rows()[1:]]))
    assert [(p.problem, p.item) for p in table.problems] == [("blank_owner", "O1")]


@pytest.mark.parametrize(
    ("label", "number"),
    [
        ("O1", 1), ("O๑๒", 12), ("026", 26), ("О7", 7), ("ข้อ 5", 5), ("O-1", 1), ("o 16", 16), ("ｏ3", 3), ("๐๑", 1),
        ("12", 12), ("โครงสร้าง", None), ("", None), ("O1-O6", None), ("02-123-4567", None),
    ],
)  # fmt: skip
def test_labels_are_read_as_people_write_them(label, number):
    assert read_label(label)[0] == number


@pytest.mark.parametrize(
    ("cell", "parts"),
    [
        ("O1โครงสร้าง", ("O1", "โครงสร้าง")), ("O8Q&A", ("O8", "Q&A")), ("O18 E-Service", ("O18", "E-Service")),
        ("O5.1", None), ("O5ก", None), ("โครงสร้าง", None),
    ],
)  # fmt: skip
def test_label_and_title_in_one_cell_are_told_apart(cell, parts):
    assert split_glued(cell) == parts


def test_section_and_division_of_one_cell_are_told_apart():
    assert split_unit("งานพัสดุ กองคลัง") == ("งานพัสดุ", "กองคลัง")
    assert split_unit("สำนักปลัดเทศบาล") == ("", "สำนักปลัดเทศบาล")
    assert split_unit("งานนิติการ") == ("งานนิติการ", "")


def test_any_bytes_end_in_a_table_or_a_refusal(tmp_path):
    """Seeded mutations of the published table: never an exception, never rows without a code."""
    rng, whole = random.Random(2566), PUBLISHED.read_bytes()
    codes = {item.code for item in CHECKLIST.items}
    for _ in range(150):
        data = bytearray(whole)
        for _ in range(rng.randrange(1, 30)):
            data[rng.randrange(len(data))] = rng.randrange(256)
        table = read(tmp_path, bytes(data[: rng.randrange(1, len(data))]))
        assert {row.item for row in table.rows} <= codes
        assert table.rows or table.problems
