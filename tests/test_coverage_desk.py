"""The filters of WP-05: what fits is shown, what does not is not, and print shows every item."""

from __future__ import annotations

import dataclasses
import re

import nbformat
import pytest

from ita_audit.comparison import drift_of
from ita_audit.coverage_desk import (
    BY_POINTS,
    BY_UNIT,
    CHANGED,
    CoverageForm,
    Narrowing,
    coverage_form,
    fitting,
    lines_of,
)
from ita_audit.forms.choose import rungs
from ita_audit.model import Standing
from ita_audit.report import export_html


@pytest.fixture(scope="module")
def form(demo):
    return CoverageForm(demo)


@pytest.fixture(autouse=True)
def _all_shown(form):
    form.widen()


def codes(form):
    return [line.code for line in form.shown()]


def test_every_unit_and_every_section_shows_exactly_its_own_items(form, demo):
    for unit in demo.units:
        form.filters["division"].value, form.filters["section"].value = unit.division, unit.section
        assert set(codes(form)) == set(unit.items), unit.name
        assert f"แสดง {len(unit.items)} จาก 43 ข้อ" in form.said.value


def test_rungs_and_results_part_the_items_among_them(form, demo):
    for name, options in (("stop", rungs()), ("standing", [f"{s.th} | {s.value}" for s in Standing])):
        found = []
        for option in options:
            form.widen()
            form.filters[name].value = option
            found += codes(form)
        assert sorted(found) == sorted(demo.verdicts), name


def test_only_what_changed_is_what_the_comparison_of_looks_names(form, demo):
    form.filters["changed"].value = CHANGED

    assert set(codes(form)) == {drift.item for drift in drift_of(demo)} != set()


def test_points_are_a_floor_and_an_order_and_thai_digits_do(form, demo):
    form.filters["points"].value, form.order.value = "๑.๕", BY_POINTS
    shown = [demo.points[code] for code in codes(form)]

    assert shown == sorted((p for p in demo.points.values() if p >= 1.5), reverse=True)
    form.widen()
    form.order.value = BY_UNIT
    units = [line.unit for line in form.shown()]
    assert units == sorted(units)


def test_points_that_are_no_number_are_said_in_thai_and_the_table_stays(form):
    before = form.table.value
    for wrong in ("มาก", "nan", "1,5"):
        form.filters["points"].value = wrong
        assert 'role="alert"' in form.said.value
        assert "พิมพ์เป็นตัวเลข" in form.said.value
        assert form.table.value == before


def test_a_part_of_a_word_is_enough_and_nothing_found_says_how_to_go_on(form, demo):
    form.filters["section"].value = " พัสดุ "
    assert {line.section for line in form.shown()} == {"งานพัสดุ"}
    form.filters["section"].value, form.order.value = "", "คะแนน"
    points = [line.points for line in form.shown()]
    assert points == sorted(points, reverse=True)
    form.filters["section"].value = "<script>"
    assert codes(form) == []
    assert "ล้างตัวกรอง" in form.said.value
    assert form.table.value == ""


def test_the_sums_of_what_is_shown_are_those_of_the_units(form, demo):
    for unit in demo.units:
        form.filters["division"].value, form.filters["section"].value = unit.division, unit.section
        assert f"คะแนนที่เสี่ยง {unit.points_problem:.2f}" in form.said.value


def test_items_nobody_owns_are_found_under_their_own_heading(demo):
    nobody = dataclasses.replace(demo.assignment, rows=())
    from ita_audit.coverage import NOBODY, by_unit

    lines = lines_of(
        dataclasses.replace(demo, assignment=nobody, units=by_unit(demo.verdicts, nobody, demo.points))
    )
    assert len(fitting(lines, Narrowing(division=NOBODY))) == 43


def test_the_text_face_is_the_same_line_each_time_and_print_shows_every_item(demo):
    one, two = (coverage_form(demo)._repr_mimebundle_() for _ in range(2))
    views = [bundle.pop("application/vnd.jupyter.widget-view+json") for bundle in (one, two)]
    paper = nbformat.v4.new_notebook(
        cells=[
            nbformat.v4.new_code_cell(
                "x",
                outputs=[
                    nbformat.v4.new_output(
                        "execute_result",
                        {**one, "application/vnd.jupyter.widget-view+json": views[0]},
                        execution_count=1,
                    )
                ],
            )
        ]
    )
    page = export_html(paper)

    assert one == two
    assert one["text/plain"] == "ตารางกรองตามหน่วยงาน | Coverage with filters: 43 ข้อ"
    assert set(re.findall(r'class="code">(O\d+)<', page)) == set(demo.verdicts)


def test_every_filter_is_labelled_in_thai_and_none_is_a_list_whose_arrows_the_notebook_takes(form):
    for widget in (*form.filters.values(), form.order, form.clear):
        assert re.search("[ก-๙]", widget.description), widget
    assert {type(filter_).__name__ for filter_ in form.filters.values()} <= {"Combobox", "Text"}
