"""The demo case end to end: what was planted is reported at its rung, what is healthy is not."""

from __future__ import annotations

import csv
import dataclasses
import random
import shutil

import pytest

from ita_audit.demo_site import DemoSite, build_site
from ita_audit.demo_site.beside import give_previous
from ita_audit.engagement import open_engagement
from ita_audit.look import look
from ita_audit.model import Rung, Standing
from ita_audit.observation import observe

SEEDS = (2566, 1, 77, 2024)


def live(tmp_path, demo_case, seed):
    folder = tmp_path / "demo"
    shutil.copytree(
        demo_case.folder, folder, ignore=shutil.ignore_patterns("evidence", "report", "notebooks")
    )
    case = open_engagement(folder)
    if seed != SEEDS[0]:
        shuffle_units(case.assignment_file, seed)
    with DemoSite(seed) as site:
        give_previous(folder, site.plan.previous)
        settings = dataclasses.replace(case.look, **site.permissions)
        for _ in range(settings.passes):
            look(case, settings=settings)
    return observe(case), site.plan


def shuffle_units(path, seed):
    """Deal the units out anew: who answers for an item changes nothing in what is found there."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    units = [row["ผู้รับผิดชอบ"] for row in rows]
    random.Random(seed).shuffle(units)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(row | {"ผู้รับผิดชอบ": unit} for row, unit in zip(rows, units, strict=True))


def wrong(audit, defects):
    """(defects that are not at their rung, healthy items that are not ready)."""
    missed = [
        (d.item, d.kind, str(audit.ladders[d.item].step(Rung(d.rung)).answer))
        for d in defects
        if audit.ladders[d.item].step(Rung(d.rung)).answer.value != d.answer
    ]
    planted = {d.item for d in defects}
    flagged = [c for c, v in audit.verdicts.items() if c not in planted and v.standing is not Standing.READY]
    return missed, flagged


def remarked(audit):
    """What was noticed beside the ladders: (item, kind)."""
    return {(code, r.kind.value) for code, ladder in audit.ladders.items() for r in ladder.remarks}


@pytest.mark.parametrize("seed", SEEDS)
def test_every_planted_defect_is_found_and_nothing_healthy_is_flagged(tmp_path, demo_case, seed):
    audit, plan = live(tmp_path, demo_case, seed)

    assert len(plan.defects) == 33
    assert wrong(audit, plan.defects) == ([], [])
    assert remarked(audit) == plan.remarks
    owned = {code: f"{u.section} {u.division}" for u in audit.units for code in u.items}
    assert owned == {row.item: f"{row.section} {row.division}" for row in audit.assignment.rows}


def test_a_live_run_and_the_frozen_evidence_give_the_same_43_verdicts(tmp_path, demo_case, demo):
    audit, _ = live(tmp_path, demo_case, 2566)

    def said(a):
        return {c: (v.outcome, v.rule, v.standing) for c, v in a.verdicts.items()}

    assert len(said(demo)) == 43
    assert said(audit) == said(demo)


def test_the_frozen_case_reports_what_its_own_table_of_defects_says(demo, demo_case):
    with (demo_case.input / "defects.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))

    assert len(rows) == 33
    assert {row["rung"] for row in rows} == {rung.value for rung in Rung}
    assert {row["item"]: demo.ladders[row["item"]].step(Rung(row["rung"])).answer.value for row in rows} == {
        row["item"]: row["answer"] for row in rows
    }


def test_the_site_is_the_same_bytes_for_the_same_seed_and_large_enough():
    one, two, other = build_site(5), build_site(5), build_site(6)

    assert {k: a.body for k, a in one.answers.items()} == {k: a.body for k, a in two.answers.items()}
    assert one.answers.keys() != other.answers.keys()
    assert build_site().links >= 150


def test_the_frozen_evidence_is_small_and_verifies(demo_case):
    from ita_audit.evidence import verify_looks

    size = sum(path.stat().st_size for path in demo_case.evidence.rglob("*") if path.is_file())
    assert size < 10_000_000
    assert verify_looks(demo_case.evidence) == []


def test_the_frozen_evidence_names_no_machine(demo):
    """Addresses in evidence are the reserved ones, so nothing depends on a port."""
    hosts = {seen.check.url.split("/")[2] for seen in demo.observed if seen.check.url.startswith("http")}
    assert all(host.endswith(".example") or host == "192.168.1.10" for host in hosts)


def test_totals_of_units_equal_the_headline(demo):
    h = demo.headline
    assert sum(len(u.items) for u in demo.units) == h.total == 43
    assert sum(u.problem for u in demo.units) == h.problem
    assert sum(u.points for u in demo.units) == pytest.approx(40)


def test_units_without_items_are_shown(demo):
    assert {u.division for u in demo.units if not u.items} == {"กองช่าง", "กองการศึกษา"}


def test_every_item_that_is_not_ready_is_in_exactly_one_finding(demo):
    listed = [code for finding in demo.findings for code in finding.items]
    open_items = {c for c, v in demo.verdicts.items() if v.standing is not Standing.READY}
    assert sorted(listed) == sorted(open_items)
    assert all(ref in {s.ref for s in demo.observed} for f in demo.findings for ref in f.evidence)
