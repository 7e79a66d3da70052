"""How far a case has come: what is missing is named with its remedy, and nothing needs to be observed."""

from __future__ import annotations

import json
import shutil

import pytest

from ita_audit.case_state import case_steps
from ita_audit.engagement import open_engagement
from ita_audit.journal import Journal
from ita_audit.model import Outcome
from ita_audit.new_case import create_case


@pytest.fixture
def case(tmp_path, demo_case):
    folder = tmp_path / "case"
    shutil.copytree(demo_case.folder, folder, ignore=shutil.ignore_patterns("report", "notebooks"))
    return open_engagement(folder)


def test_a_new_case_says_what_to_put_where_and_which_command_comes_next(tmp_path):
    folder = create_case(tmp_path / "town", agency="เทศบาล", site="http://www.other.example/", year=2566)
    table, look, judged, people = case_steps(folder)

    assert not any(step.done for step in (table, look, judged, people))
    assert table.state_th == "อ่านได้ 43 จาก 43 ข้อ ไม่มีผู้รับผิดชอบ 43 ข้อ"
    assert "assignment.csv" in table.next_th
    assert look.next_th == f"สั่ง ita-audit run {folder}"
    assert judged.state_th == "0 จาก 43 ข้อ"
    assert "engagement.toml" in people.next_th


def test_a_case_without_a_table_is_said_with_where_to_put_one(case):
    case.assignment_file.unlink()
    table = case_steps(case)[0]

    assert not table.done
    assert "input" in table.next_th


def test_a_table_that_is_refused_is_said_with_its_remedy_and_stops_nothing(case):
    case.assignment_file.write_text("ข้อ,ผู้รับผิดชอบ\nO99,กองคลัง\n", encoding="utf-8")
    table = case_steps(case)[0]

    assert not table.done
    assert table.next_th


def test_a_look_that_was_stopped_goes_on_with_the_same_command(case):
    path = max((case.evidence / "looks").glob("*/look.json"))
    look = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(look | {"state": "running", "finished": None}), encoding="utf-8")
    step = case_steps(case)[1]

    assert not step.done
    assert look["look_id"] in step.state_th


def test_conclusions_are_counted_once_per_item_and_a_doubt_is_none(case):
    journal = Journal(case.working / "journal.sqlite")
    for code, outcome in (("O1", Outcome.PASSED), ("O1", Outcome.FAILED), ("O2", Outcome.CANT_TELL)):
        journal.record(code, outcome, "เห็นแล้ว", by="ผู้ตรวจสอบ", saw={}, at="2026-11-25T03:00:00Z")

    assert case_steps(case)[2].state_th == "1 จาก 43 ข้อ"
