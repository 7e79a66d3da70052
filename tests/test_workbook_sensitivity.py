"""
A changed fact shows in exactly the cells that speak of it, in every paper that should show it.

One fact is changed in a copy of the demo case, its evidence kept anew by the evidence's own writer;
then the cells of all papers run in a fresh kernel and are compared with their stored outputs.
"""

from __future__ import annotations

import dataclasses
import json
import os
import re
import shutil
import sys
from datetime import datetime
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from ita_audit.comparison import drift_of
from ita_audit.demo_site.pdf import text_pdf
from ita_audit.engagement import CASE_VARIABLE, open_engagement, project_root
from ita_audit.evidence import load_looks, open_look, verify_looks
from ita_audit.model import Kind, Period, Standing, YearRule
from ita_audit.observation import observe
from ita_audit.report import export_html, run_papers
from ita_audit.report.papers import clean
from ita_audit.spot import draw
from ita_audit.tables import concentration_sentence
from ita_audit.thai import fold_digits

PAPERS = sorted((project_root() / "notebooks").glob("*.ipynb"))


# ------------------------------------------------------------------ a copy with one fact changed


@pytest.fixture
def case(tmp_path, demo_case):
    folder = tmp_path / "case"
    shutil.copytree(demo_case.folder, folder, ignore=shutil.ignore_patterns("report", "notebooks"))
    return open_engagement(folder)


def kept_anew(case, monkeypatch, change):
    """Write the last look again, each answer through `change`, at the times it was seen."""
    last = load_looks(case.evidence)[-1]
    look, responses, canaries = last.look, last.responses, last.canaries
    shutil.rmtree(last.folder)
    clock = [look["started"]]

    class Then(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime.fromisoformat(clock[0])

    for name, module in list(sys.modules.items()):
        if name.startswith("ita_audit.evidence") and getattr(module, "datetime", None) is datetime:
            monkeypatch.setattr(module, "datetime", Then)
    writer = open_look(case.evidence, look["settings"], tool=look["tool"], resume=False)
    for response in responses:
        writer.add(change(response))
    for canary in canaries:
        writer.add(canary)
    clock[0] = look["finished"]
    writer.finish("finished")
    assert load_looks(case.evidence)[-1].look["look_id"] == look["look_id"]
    assert verify_looks(case.evidence) == []


def alone(audit, *, rule=None):
    """An item that is ready and given by one link of its own, under a year rule or a channel's."""
    seen = {code: audit.evidence_of(code) for code in audit.verdicts}
    shared = [observed.link.url for pieces in seen.values() for observed in pieces]
    return next(
        pieces[0]
        for code, pieces in seen.items()
        if audit.verdicts[code].standing is Standing.READY
        and shared.count(pieces[0].link.url if pieces else "") == 1
        and (
            (len(pieces) == 1 and audit.item(code).kind is Kind.CHANNEL)
            if rule is None
            else audit.item(code).year_rule is rule and audit.ladders[code].period.answer is Period.MATCH
        )
    )


def change_status(case, demo, monkeypatch):
    """One channel answers 404 instead of 200, in every answer of the last look."""
    url = alone(demo).link.url

    def change(response):
        if response.url != url:
            return response
        hop = response.hops[-1]
        head = re.sub(rb"^(HTTP/\S+) 200 [^\r\n]*", rb"\1 404 Not Found", hop.head)
        assert head != hop.head
        hop = dataclasses.replace(hop, http_status=404, head=head)
        return dataclasses.replace(response, http_status=404, hops=(*response.hops[:-1], hop))

    kept_anew(case, monkeypatch, change)


def change_year(case, demo, monkeypatch):
    """Every document of one item speaks of the year before; all else in it stays."""
    item = alone(demo, rule=YearRule.CURRENT_FY).item
    pieces = {seen.link.url: seen for seen in demo.evidence_of(item) if seen.reading}
    year = demo.case.fiscal_year

    def change(response):
        if response.url not in pieces or response.error:
            return response
        words = "\n".join(part.text for part in pieces[response.url].reading.parts)
        older = re.sub("|".join((str(year), str(year - 1))), lambda m: str(int(m[0]) - 2), fold_digits(words))
        head = re.sub(rb"(?i)(content-type:)[^\r\n]*", rb"\1 application/pdf", response.hops[-1].head)
        hops = (*response.hops[:-1], dataclasses.replace(response.hops[-1], head=head))
        body = text_pdf(older.splitlines())
        return dataclasses.replace(response, body=body, content=body, hops=hops)

    kept_anew(case, monkeypatch, change)


def change_owner(case, demo, monkeypatch):
    """One item of the spot check with a problem, as it was in the look before, goes to the unit of another row."""
    drawn, moved = draw(demo.verdicts, demo.looks[-1].chain_head), {drift.item for drift in drift_of(demo)}
    item = next(
        code for code in drawn if demo.verdicts[code].standing is Standing.PROBLEM and code not in moved
    )
    path = case.assignment_file
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    number = next(n for n, row in enumerate(demo.assignment.rows, 1) if row.item == item)
    own = lines[number].split(",")[2]
    other = next(line.split(",")[2] for line in lines[1:] if line.split(",")[2] != own)
    lines[number] = lines[number].replace(own, other)
    path.write_text("".join(lines), encoding="utf-8")


# ------------------------------------------------------------------ what must differ, cell by cell

HEADLINE = {
    ("00", "headline_sentence(audit)"),
    ("07", "headline_sentence(audit)"),
    ("09", "headline_cards(audit)"),
    ("09", "cover(audit)"),
    ("09", "cover_memo(audit)"),
}
MATRIX = {("04", "coverage_matrix(audit)"), ("04", "ladder_table(audit)"), ("09", "coverage_matrix(audit)")}
UNITS = {
    (wp, f"{name}(audit)") for wp in ("05", "09") for name in ("unit_table", "unit_chart", "points_chart")
} | {("05", "coverage_form(audit)")}
TO_DO = {("05", "unit_actions(audit)"), ("09", "unit_actions(audit)")}
FINDINGS = {
    ("07", "findings_table(audit)"),
    ("07", "finding_cards(audit)"),
    ("07", "follow_up_table(audit)"),
    ("07", "letters_table(audit)"),
    ("07", "finding_sources_table(audit)"),
    ("09", "finding_cards(audit)"),
    ("09", "item_table(audit)"),
}
EVIDENCE = {("06", "evidence_table(audit)"), ("06", "register_table(audit)"), ("09", "evidence_table(audit)")}
# The chain's end is a digest of all that was captured: it shows, and it draws the sample.
CHAIN = {
    ("00", "looks_table(audit)"),
    ("05", "drift_table(audit)"),
    ("06", "looks_table(audit)"),
    ("09", "custody_head_line(audit)"),
    ("09", "verify_table(audit)"),
    ("09", "versions_table(audit)"),
}
READY = {("07", "no_finding_table(audit)")}
SAMPLE = {("08", "spot_check_table(audit)")}
ANSWER = HEADLINE | MATRIX | UNITS | TO_DO | FINDINGS | EVIDENCE | CHAIN | READY | SAMPLE
CHANGES = {
    "a captured status": (
        change_status,
        ANSWER | {("03", "check_table(audit)"), ("03", "problem_links_table(audit)")},
    ),
    "a document's year": (change_year, ANSWER | {("04", "period_table(audit)")}),
    "a row of the assignment": (
        change_owner,
        UNITS | TO_DO | FINDINGS | SAMPLE | {("01", "assignment_table(audit)")},
    ),
}


def run_all(folder: Path) -> dict[tuple[str, str], list]:
    """Run the cells of all papers in one fresh kernel on a case; (paper, source) → outputs."""
    cells, names = [], []
    for path in PAPERS:
        for cell in nbformat.read(path, as_version=4).cells:
            if cell.cell_type != "code" or "nbval-skip" in cell.metadata.get("tags", []):
                continue
            source = cell.source
            if cells:  # each paper opens the case for itself; here once is enough
                source = re.sub(r"(?m)^audit = (ita\.)?observe\(\)$", "", source)
            names.append(named(path, cell))
            cells.append(nbformat.v4.new_code_cell(source))
    notebook = nbformat.v4.new_notebook(cells=cells)
    client = NotebookClient(notebook, kernel_name="python3", timeout=120, startup_timeout=60)
    client.execute(env={**os.environ, CASE_VARIABLE: str(folder), "PYTHONPATH": os.pathsep.join(sys.path)})
    clean(notebook)
    return {name: shown(cell) for name, cell in zip(names, notebook.cells, strict=True)}


def named(path: Path, cell) -> tuple[str, str]:
    """A cell by its paper and its call, whichever way the paper imports the package."""
    return path.name[:2], cell.source.removeprefix("ita.")


def shown(cell) -> list:
    return [output.get("data", output) for output in cell.outputs]


def stored() -> dict[tuple[str, str], list]:
    return {
        named(path, cell): shown(cell)
        for path in PAPERS
        for cell in nbformat.read(path, as_version=4).cells
        if cell.cell_type == "code" and "nbval-skip" not in cell.metadata.get("tags", [])
    }


@pytest.mark.parametrize("what", CHANGES)
def test_a_changed_fact_fails_exactly_the_cells_that_show_it(what, case, demo, monkeypatch):
    change, expected = CHANGES[what]
    change(case, demo, monkeypatch)
    shares = [concentration_sentence(audit).text for audit in (observe(case.folder), demo)]
    if shares[0] != shares[1]:  # few units hold most of what is at stake: which, depends on the item drawn
        expected = expected | {("09", "concentration_sentence(audit)")}
    now, before = run_all(case.folder), stored()

    assert now.keys() == before.keys()
    assert {name for name in before if now[name] != before[name]} == expected


def test_two_runs_give_the_same_bytes(case):
    """Every paper in its own fresh kernel on a copy, and the report: as stored, to the byte."""
    for path in run_papers(case.folder):
        again = nbformat.read(path, as_version=4)
        first = nbformat.read(project_root() / "notebooks" / path.name, as_version=4)
        assert json.dumps(again.cells, sort_keys=True) == json.dumps(first.cells, sort_keys=True), path.name
    assert export_html(again) == export_html(first)  # the last paper is the report
