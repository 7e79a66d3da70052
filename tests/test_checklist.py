"""The year's checklist: complete, ordered, and its points computed from structure."""

from __future__ import annotations

import pytest

from ita_audit.checklist import checklist_file, load_checklist, points_at_stake, read_checklist
from ita_audit.errors import ChecklistError
from ita_audit.model import YearRule


@pytest.fixture(scope="module")
def checklist():
    return load_checklist(2566)


def test_fiscal_year_2566_has_43_items_in_order(checklist):
    assert [item.code for item in checklist.items] == [f"O{n}" for n in range(1, 44)]


def test_points_follow_from_the_structure_and_add_up_to_forty(checklist):
    points = points_at_stake(checklist)

    assert sum(points.values()) == pytest.approx(40, abs=1e-9)
    assert {c: points[c] for c in ("O1", "O11", "O19", "O23", "O27", "O31", "O43")} == {
        "O1": 0.4, "O11": 0.5, "O19": 1.0, "O23": 1.0, "O27": 1.0, "O31": 1.25, "O43": 2.0,
    }  # fmt: skip


def test_cross_item_rules_and_minimum_counts(checklist):
    assert {i.code: i.agrees_with for i in checklist.items if i.agrees_with} == {
        "O12": "O11", "O24": "O23", "O28": "O27", "O35": "O34", "O37": "O36", "O43": "O42",
    }  # fmt: skip
    assert {i.code: i.minimum for i in checklist.items if i.minimum > 1} == {"O21": 6, "O25": 5, "O40": 3}
    assert len(checklist["O25"].elements) == 5
    assert len(checklist["O40"].elements) == 3
    assert {i.code for i in checklist.items if i.nil_accepted} == {"O19", "O29"}


def test_the_annual_results_ask_for_the_year_before(checklist):
    previous = {i.code for i in checklist.items if i.year_rule is YearRule.PREVIOUS_FY}

    assert previous == {"O13", "O17", "O22", "O26", "O38"}


def test_every_item_has_source_and_confidence_and_o33_is_marked_uncertain(checklist):
    allowed = {"sourced", "memory", "uncertain"}
    assert all(item.source for item in checklist.items)
    assert all(set(item.confidence.split("/")) <= allowed for item in checklist.items)
    assert checklist["O33"].confidence == "uncertain/uncertain"


def test_a_year_without_checklist_names_the_file_to_add():
    with pytest.raises(ChecklistError, match=r"oit-2599\.csv") as caught:
        load_checklist(2599)

    assert "oit-2599.csv" in caught.value.hint_th


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda lines: lines[:10] + lines[11:], "row 11: expected item number 10"),
        (lambda lines: [*lines[:5], lines[4], *lines[5:]], "row 6: expected item number 5"),
        (
            lambda lines: [line.replace(",undated,", ",sometimes,") for line in lines],
            "row 2: expected values",
        ),
        (lambda lines: [lines[0].replace("year_rule", "rule"), *lines[1:]], "row 1: expected columns"),
        (lambda lines: [line.replace(",O11,", ",O99,") for line in lines], "row 13: expected agrees_with"),
    ],
    ids=["item missing", "item twice", "unknown rule", "column missing", "unknown partner"],
)
def test_a_broken_checklist_names_file_and_row(tmp_path, change, said):
    lines = checklist_file(2566).read_text(encoding="utf-8").splitlines()
    path = tmp_path / "oit-2566.csv"
    path.write_text("\n".join(change(lines)), encoding="utf-8")

    with pytest.raises(ChecklistError, match=said):
        read_checklist(path, 2566, "oit")
