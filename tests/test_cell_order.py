"""Cells run twice or in any order: no traceback, the same store, and in Thai which cell is needed first."""

from __future__ import annotations

import hashlib
import random
import shutil

import nbformat
import pytest

from ita_audit.cell_order import hint_for
from ita_audit.custody import case_journal
from ita_audit.engagement import CASE_VARIABLE, open_engagement
from ita_audit.model import Outcome
from ita_audit.report.papers import notebooks_folder

PAPERS = sorted(notebooks_folder().glob("*.ipynb"))
SEED = 2566
NEEDED = "สั่งเซลล์แรกของกระดาษทำการนี้ก่อน"
EXTENSION = ["--IPKernelApp.extensions=ita_audit.cell_order"]
"""As etc/ipython/ipython_kernel_config.py of the project's environment says."""


@pytest.fixture
def case(tmp_path, demo_case, monkeypatch):
    folder = tmp_path / "case"
    shutil.copytree(demo_case.folder, folder, ignore=shutil.ignore_patterns("report", "working"))
    monkeypatch.setenv(CASE_VARIABLE, str(folder))
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    case_journal(open_engagement(folder)).record("O1", Outcome.PASSED, "อ่านแล้ว", by="ก")
    return folder


def store(folder):
    kept = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in kept}


FORGET = "get_ipython().run_line_magic('reset', '-f')"
"""Between two orders every name is forgotten, as after a restart, and the kernel need not start anew."""


def run_cells(path, orders):
    """Run the cells of one paper in one kernel, all names forgotten between orders; return what was said amiss."""
    from nbclient import NotebookClient

    notebook = nbformat.read(path, as_version=4)
    code = [
        c for c in notebook.cells if c.cell_type == "code" and "nbval-skip" not in c.metadata.get("tags", [])
    ]
    notebook.cells = []
    for order in orders:
        cells = [nbformat.v4.new_code_cell(code[n].source) for n in order(len(code))]
        notebook.cells += [nbformat.v4.new_code_cell(FORGET), *cells]
    client = NotebookClient(
        notebook, kernel_name="python3", timeout=120, allow_errors=True, extra_arguments=EXTENSION
    )
    client.execute()
    return [out for cell in notebook.cells for out in cell.outputs if out.output_type in ("error", "stream")]


def shuffled(seed):
    return lambda count: random.Random(seed).sample(range(count), count)


def first_cell_last(count):
    return [*random.Random(SEED).sample(range(1, count), count - 1), 0]


def twice(count):
    return [*range(count), *range(count)]


@pytest.mark.parametrize("path", PAPERS[4:6], ids=lambda path: path.name)
def test_all_cells_twice_say_nothing_amiss_and_change_nothing(path, case):
    before = store(case)

    assert run_cells(path, [twice]) == []
    assert store(case) == before


@pytest.mark.parametrize("path", [*PAPERS[4:6], PAPERS[8]], ids=lambda path: path.name)
def test_cells_in_a_random_order_say_which_one_they_need(path, case):
    """All ten papers in 50 orders each: `python -m benchmarks.cell_orders`."""
    before = store(case)
    said = run_cells(path, [shuffled(SEED), first_cell_last])

    assert [out for out in said if out.output_type == "error"] == []
    assert all(NEEDED in out.text for out in said)
    assert said
    assert store(case) == before


def test_a_name_of_the_working_papers_is_explained_and_another_is_not():
    assert "เซลล์แรก" in hint_for("audit")
    assert "เซลล์แรก" in hint_for("ita")
    assert "ladder_table" in hint_for("ladder_table")
    assert hint_for("numpy") == ""
