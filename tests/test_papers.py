"""Copies of the working papers inside a case: what a person wrote in them is never overwritten."""

from __future__ import annotations

import shutil

import nbformat
import pytest

from ita_audit.engagement import project_root
from ita_audit.errors import PaperError
from ita_audit.new_case import create_case
from ita_audit.report import copy_papers, render_report, run_papers

PAPER = "08_spot_check.ipynb"


@pytest.fixture
def case(tmp_path, demo_case):
    folder = tmp_path / "case"
    shutil.copytree(demo_case.folder, folder, ignore=shutil.ignore_patterns("report", "notebooks"))
    return folder


def words(path):
    return [cell.source for cell in nbformat.read(path, as_version=4).cells]


def write_in(path, text):
    notebook = nbformat.read(path, as_version=4)
    notebook.cells.append(nbformat.v4.new_markdown_cell(text))
    nbformat.write(notebook, path)


def test_what_the_auditor_wrote_in_a_copy_stays_and_reaches_the_report(case):
    copies = {path.name: path for path in copy_papers(case)}
    write_in(copies[PAPER], "ทำซ้ำด้วยมือแล้ว ตรงกัน")
    write_in(copies["09_report.ipynb"], "ความเห็นของนายกเทศมนตรี รับทราบ")
    page = render_report(case).read_text(encoding="utf-8")
    copy_papers(case)

    assert "ทำซ้ำด้วยมือแล้ว ตรงกัน" in words(copies[PAPER])
    assert "ความเห็นของนายกเทศมนตรี รับทราบ" in page


def test_a_copy_that_only_the_program_made_follows_the_project(case):
    (copy,) = copy_papers(case, names=(PAPER,))
    notebook = nbformat.read(copy, as_version=4)
    notebook.cells = notebook.cells[:2]  # as an older version of the program would have written it
    notebook.metadata["ita_audit_sha256"] = _digest(notebook)
    nbformat.write(notebook, copy)
    copy_papers(case)

    assert words(copy) == words(project_root() / "notebooks" / PAPER)


def _digest(notebook):
    from ita_audit.report.papers import _words

    return _words(notebook)


def test_another_case_starts_without_the_outputs_of_the_demo(tmp_path):
    folder = create_case(tmp_path / "town", agency="x", site="http://www.other.example/", year=2566)
    for path in copy_papers(folder):
        cells = nbformat.read(path, as_version=4).cells
        assert not [cell for cell in cells if cell.cell_type == "code" and cell.outputs]


def test_a_paper_that_fails_names_itself_and_keeps_the_other_files_out_of_it(case):
    (copy,) = copy_papers(case, names=(PAPER,))
    (copy.parent / "my_notes.ipynb").write_text("not a notebook", encoding="utf-8")
    notebook = nbformat.read(copy, as_version=4)
    notebook.cells[1].source = "raise ValueError('หยุดตรงนี้')"
    nbformat.write(notebook, copy)

    with pytest.raises(PaperError, match=r"08_spot_check\.ipynb: ValueError"):
        run_papers(case, papers=[copy])
