"""Another municipality: its own case, its own table, and nothing done on a table that cannot be used."""

from __future__ import annotations

import csv
import random
import subprocess
import sys

import pytest

from ita_audit.coverage import NOBODY
from ita_audit.engagement import open_engagement
from ita_audit.errors import AssignmentError, EngagementError
from ita_audit.new_case import create_case
from ita_audit.observation import observe
from ita_audit.report import render_report

YEAR_WITHOUT_CHECKLIST = 2571


def command(*words):
    line = [sys.executable, "-c", "from ita_audit.cli import main; main()", *map(str, words)]
    return subprocess.run(line, capture_output=True, text=True, encoding="utf-8", check=False)


def new(folder, *more, year=2566):
    return command(
        "new",
        folder,
        "--agency",
        "เทศบาลตำบลอื่น",
        "--site",
        "http://www.other.example/",
        "--year",
        year,
        *more,
    )


@pytest.fixture
def shuffled(tmp_path, demo_case):
    """The items of the demo case under other units, dealt out anew."""
    with demo_case.assignment_file.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    divisions = ("กองอำนวยการ", "กองการเงิน", "สำนักทดสอบ")
    units = [f"งาน{'กขคงจฉ'[n % 6] * 3} {divisions[n % 3]}" for n in range(len(rows))]
    random.Random(43).shuffle(units)
    path = tmp_path / "table.csv"
    lines = [f"{row['ข้อ']},{row['ข้อมูล']},{unit}" for row, unit in zip(rows, units, strict=True)]
    path.write_text("ข้อ,ข้อมูล,ผู้รับผิดชอบ\n" + "\n".join(lines), encoding="utf-8")
    return path, units


def test_a_report_follows_the_table_of_its_own_case(tmp_path, shuffled, demo):
    table, units = shuffled
    made = new(tmp_path / "town", "--assignment", table)
    audit = observe(tmp_path / "town")
    page = render_report(tmp_path / "town").read_text(encoding="utf-8")

    assert made.returncode == 0, made.stderr
    shown = {f"{load.section} {load.division}": len(load.items) for load in audit.units}
    assert shown == {unit: units.count(unit) for unit in units}
    assert all(unit in page for unit in shown)
    other = {name for load in demo.units for name in (load.section, load.division) if name}
    assert not [name for name in (*other, demo.case.agency, "ข้อมูลสาธิต") if name in page]


def test_a_year_without_checklist_names_the_file_to_add_and_leaves_nothing(tmp_path):
    made = new(tmp_path / "town", year=YEAR_WITHOUT_CHECKLIST)

    assert made.returncode == 1
    assert f"data/checklists/oit-{YEAR_WITHOUT_CHECKLIST}.csv" in made.stderr
    assert "Traceback" not in made.stderr
    assert not (tmp_path / "town").exists()


def test_a_refused_table_makes_no_case_and_names_row_and_remedy(tmp_path):
    table = tmp_path / "two.csv"
    table.write_text("ข้อ,ข้อมูล,ผู้รับผิดชอบ\nO1,โครงสร้าง,งานก กองข\nO1,โครงสร้าง,งานค กองง\n", encoding="utf-8")
    made = new(tmp_path / "town", "--assignment", table)

    assert made.returncode == 1
    assert "แถวที่ 3" in made.stderr
    assert "row 3" in made.stderr
    assert not (tmp_path / "town").exists()


def test_a_case_whose_table_is_refused_is_neither_looked_at_nor_reported(tmp_path):
    folder = create_case(tmp_path / "town", agency="x", site="http://www.other.example/", year=2566)
    (folder / "input" / "assignment.csv").write_text("ข้อ,ข้อมูล,ผู้รับผิดชอบ\nO99,ข้อ,งานก กองข\n", encoding="utf-8")

    with pytest.raises(AssignmentError, match=r"assignment\.csv, row 2"):
        observe(folder)
    for name in ("run", "report"):
        done = command(name, folder)
        assert (done.returncode, "Traceback" in done.stderr) == (1, False)
        assert "O99" in done.stderr
    assert not (folder / "evidence" / "looks").exists()


@pytest.mark.parametrize("site", ["ftp://x.example", "www.x.example", "http://a b", ""])
def test_what_is_no_web_address_makes_no_case(tmp_path, site):
    with pytest.raises(EngagementError):
        create_case(tmp_path / "town", agency="x", site=site, year=2566)
    assert not (tmp_path / "town").exists()


def test_a_new_case_is_polite_and_knows_how_to_notice_its_own_outage(tmp_path):
    folder = create_case(tmp_path / "town", agency="x", site="http://www.other.example/", year=2566)
    look = open_engagement(folder).look
    assert (look.per_host, look.rate, look.deadline_s) == (2, 2.0, 30)
    assert len(look.control_hosts) >= 3


def test_a_new_case_without_a_table_runs_and_shows_every_item_without_owner(tmp_path):
    made = new(tmp_path / "town", "--prepared-by", "ผู้ตรวจ", "--contact", "audit@other.example")
    audit = observe(tmp_path / "town")

    assert made.returncode == 0, made.stderr
    assert "กรอกผู้รับผิดชอบ" in made.stderr
    assert (audit.case.prepared_by, audit.case.look.contact) == ("ผู้ตรวจ", "audit@other.example")
    assert len(audit.verdicts) == len(audit.assignment.rows) == sum(len(load.items) for load in audit.units)
    assert [load.division for load in audit.units] == [NOBODY]
    assert "เทศบาลตำบลอื่น" in render_report(tmp_path / "town").read_text(encoding="utf-8")
