"""Codes that records carry as text are shown to people in Thai, everywhere."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import ita_audit
from ita_audit import tables
from ita_audit.model import Label
from ita_audit.model.codes import (
    Confidence,
    Doubt,
    FetchError,
    LinkRule,
    Place,
    Purpose,
    TableNote,
    worded,
)
from ita_audit.tables.table import AuditTable, plain

PACKAGE = Path(ita_audit.__file__).parent
SHOWN = [
    tables.assignment_problems, tables.assignment_table, tables.check_table, tables.checklist_table,
    tables.candidates_table, tables.drift_table, tables.evidence_table, tables.finding_sources_table,
    tables.findings_table, tables.follow_up_table, tables.item_table, tables.judgement_table, tables.ladder_table,
    tables.links_table, tables.no_finding_table, tables.page_table, tables.paths_table, tables.period_table,
    tables.problem_links_table, tables.register_table, tables.trace_table, tables.unit_actions, tables.unit_table,
]  # fmt: skip


@pytest.mark.parametrize("make", SHOWN, ids=lambda make: make.__name__)
def test_no_cell_of_a_table_is_a_bare_code(demo, make):
    table = make(demo)
    assert isinstance(table, AuditTable)
    known = {
        member.value
        for codes in (Doubt, LinkRule, TableNote, Purpose, FetchError, Confidence, Place)
        for member in codes
    }
    for row in table.rows:
        for cell in row:
            words = plain(cell)
            if make is tables.finding_sources_table and cell is row[3]:
                continue  # the paths of fields are meant to be codes
            assert words not in known, words
            assert not set(re.split(r"[ ,/()]+", words)) & {code for code in known if "_" in code}, words


@pytest.mark.parametrize(
    "codes", [LinkRule, Doubt, TableNote, Place, Purpose, FetchError, Confidence], ids=lambda c: c.__name__
)
def test_every_code_has_a_thai_wording_of_its_own(codes: type[Label]):
    said = [member.th for member in codes]
    assert len(set(said)) == len(said)
    assert all(re.search("[ก-๙]", words) or words == "robots.txt" for words in said)


def test_a_code_keeps_what_follows_it_and_an_unknown_one_is_shown():
    assert worded(Doubt, "other_name:<b>ชื่อ") == "พบด้วยชื่อเรียกอื่น: <b>ชื่อ"
    assert worded(Doubt, "listed_twice") == "มีสองแห่งด้วยลิงก์ต่างกัน"
    assert worded(LinkRule, "something_new") == "something_new"


def test_the_notes_of_assignment_tables_are_all_worded():
    """Every slug that the readers of tables give is one of the set."""
    used = {
        node.args[1].value
        for path in (PACKAGE / "assignment").glob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", "") in ("TableProblem", "say")
        and len(node.args) > 1
        and isinstance(node.args[1], ast.Constant)
    }
    notes = set(re.findall(r"notes\.append\(\((?:None|line|area\.min_row), \"([a-z_]+)\"",
                           "".join(p.read_text("utf-8") for p in (PACKAGE / "assignment").glob("*.py"))))  # fmt: skip
    assert used
    assert notes
    assert used | notes <= {member.value for member in TableNote}


def test_the_rules_of_links_and_doubts_are_all_worded():
    from ita_audit.pages import regions
    from ita_audit.survey import claims, entries, finds, titles, walk

    rules = {*regions._RULE.values(), "heading", "card", claims.ROW, claims.MENU_YEAR, walk.PAGE_TITLE}
    rules |= {
        titles.TITLE,
        titles.NEAR,
        titles.LABEL,
        titles.OTHER_NAME,
        titles.NUMBER,
        titles.SHORT,
        titles.MORE,
    }
    assert rules <= {member.value for member in LinkRule}
    assert {*finds.DOUBTFUL, entries.LISTED_TWICE, walk.OUTSIDE} <= {member.value for member in Doubt}


def test_the_purposes_and_errors_of_a_register_are_all_worded(demo):
    assert {row["purpose"] for row in demo.register} <= {member.value for member in Purpose}
    assert {row["error"] for row in demo.register} - {""} <= {member.value for member in FetchError}


def test_no_public_name_is_hidden_by_a_module_of_the_same_name():
    """A module that is loaded takes the place of a name of the package that is spelled like it."""
    modules = {path.stem for path in PACKAGE.glob("*.py")} | {p.name for p in PACKAGE.iterdir() if p.is_dir()}
    hidden = {name for name, where in ita_audit._WHERE.items() if name in modules}
    assert not hidden
