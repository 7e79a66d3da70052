"""The municipality's own report in the case: beside its plan, against itself, and against the look."""

from __future__ import annotations

import csv
import dataclasses
import re
import shutil

import pytest

from ita_audit.charts import measures_timeline
from ita_audit.checklist import load_checklist
from ita_audit.engagement import open_engagement
from ita_audit.errors import EngagementError
from ita_audit.model import Concern, LinkStatus
from ita_audit.own_paper import addresses_of, load_own_paper
from ita_audit.tables import (
    measures_table,
    paper_addresses_table,
    paper_claims_table,
    paper_observations_table,
)
from ita_audit.tables.own_paper import NONE


def without(demo):
    return dataclasses.replace(demo, own_paper=None)


def test_every_planned_step_stands_beside_its_result(demo):
    rows = measures_table(demo).rows
    plan = demo.own_paper.paper.plan

    assert len(rows) == sum(len(measure.steps) for measure in plan.measures)
    assert {row[6] for row in rows} >= {"ยังไม่มีผล", f"มีผล แต่ {Concern.CONTRADICTION.th}"}
    assert all(row[4] == "ไม่มีผลรายงาน" for row in rows if row[6] == "ยังไม่มีผล")


def test_every_planted_contradiction_of_the_demo_is_in_the_report(demo, demo_case):
    with (demo_case.input / "paper_plants.csv").open(encoding="utf-8", newline="") as file:
        planted = {row["rule"] for row in csv.DictReader(file)}

    assert {one.rule for one in demo.own_paper.observations} >= planted
    assert len(paper_observations_table(demo).rows) == len(demo.own_paper.observations)


def test_observations_come_with_contradictions_first_and_queries_named_as_such(demo):
    order = [list(Concern).index(row[1]) for row in paper_observations_table(demo).rows]

    assert order == sorted(order)


def test_an_address_with_thai_digits_was_tried_both_ways(demo):
    asked = {row["url"] for row in demo.register}
    thai = [seen for seen in demo.own_paper.addresses if seen.address.raw != seen.address.folded]

    assert set(addresses_of(demo.own_paper.paper)) <= asked
    assert any(re.search("[๐-๙]", seen.address.raw) for seen in thai)
    assert not [seen for seen in demo.own_paper.addresses if seen.as_folded.status is LinkStatus.UNCHECKED]
    assert len(paper_addresses_table(demo).rows) == len(demo.own_paper.addresses)


def test_a_claim_is_held_against_the_captured_pages(demo):
    kinds = {seen.claim.kind: seen.shown for seen in demo.own_paper.claims}

    assert kinds["qr_eit"] is False
    assert kinds["menu"] is None
    assert len(paper_claims_table(demo).rows) == len(kinds)


def test_names_are_masked_with_one_switch(demo):
    people = {person.name for order in demo.own_paper.paper.orders for person in order.members}
    plain = paper_observations_table(demo).frame.to_string()
    case = dataclasses.replace(demo.case, mask_names=True)
    table = paper_observations_table(dataclasses.replace(demo, case=case))
    masked = table._repr_html_() + table.frame.to_string()

    assert any(name in plain for name in people)
    assert not [name for name in people if name in masked]


def test_the_time_line_tells_in_words_what_it_draws(demo):
    shown = measures_timeline(demo)

    assert "มาตรการ 1.1" in shown.text
    assert "ปิดรับคำตอบ 30 เมษายน 2566" in shown.text
    assert shown.html.count("<rect") == len(re.findall(r"มาตรการ \d+\.\d+", shown.text))


def test_a_case_without_such_a_report_says_so(demo):
    for table in (measures_table, paper_observations_table):
        assert (table(without(demo)).rows, table(without(demo)).caption) == ([], NONE)
    assert "ไม่มีมาตรการ" in measures_timeline(without(demo)).text


def test_two_reports_are_refused_with_the_remedy(demo_case, tmp_path):
    folder = tmp_path / "case"
    shutil.copytree(
        demo_case.folder, folder, ignore=shutil.ignore_patterns("report", "notebooks", "evidence")
    )
    shutil.copy(folder / "input" / "paper.md", folder / "input" / "paper.txt")
    case = open_engagement(folder)

    with pytest.raises(EngagementError, match="expected one file") as refused:
        load_own_paper(case.input, load_checklist(case.fiscal_year))
    assert "ไฟล์เดียว" in refused.value.hint_th
