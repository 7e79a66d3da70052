"""Working papers are thin, in order, bilingual and quiet."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

PAPERS = sorted((Path(__file__).resolve().parent.parent / "notebooks").glob("*.ipynb"))


def load(path):
    return json.loads(path.read_text(encoding="utf-8"))


def code_cells(path):
    return [cell for cell in load(path)["cells"] if cell["cell_type"] == "code"]


def source(cell):
    return "".join(cell["source"])


def test_there_are_ten_working_papers():
    assert [path.name[:2] for path in PAPERS] == [f"{n:02d}" for n in range(10)]


@pytest.mark.parametrize("path", PAPERS, ids=lambda p: p.name)
class TestPaper:
    def test_the_title_bears_the_number_and_both_languages(self, path):
        title = source(load(path)["cells"][0])
        assert title.startswith(f"# WP-{path.name[:2]} · ")
        assert "**คำถาม**" in title
        assert "**Question**" in title
        assert " | " in title.splitlines()[0]

    def test_code_cells_are_short_and_define_nothing(self, path):
        for cell in code_cells(path)[1:]:
            assert len(source(cell).splitlines()) <= 12
        for cell in code_cells(path):
            assert not re.search(r"^\s*(def|class|for|while|%|!)\b", source(cell), re.M)

    def test_cells_ran_once_from_the_top(self, path):
        counts = [cell["execution_count"] for cell in code_cells(path)]
        assert counts == list(range(1, len(counts) + 1))

    def test_each_cell_has_one_output_and_says_nothing_on_the_side(self, path):
        for cell in code_cells(path)[1:]:
            live = "nbval-skip" in cell["metadata"].get("tags", [])
            assert len(cell["outputs"]) == (0 if live else 1)
            assert all(out["output_type"] == "execute_result" for out in cell["outputs"])

    def test_every_code_cell_after_the_first_is_introduced(self, path):
        kinds = [cell["cell_type"] for cell in load(path)["cells"]]
        assert all(kinds[i - 1] == "markdown" for i, kind in enumerate(kinds) if kind == "code")

    def test_prose_has_no_digits_but_in_references(self, path):
        for cell in load(path)["cells"]:
            if cell["cell_type"] == "markdown":
                words = re.sub(r"WP-\d\d|^##? [\d.]+|`[^`]*`", "", source(cell), flags=re.M)
                assert not re.search(r"[0-9๐-๙]", words), source(cell)[:80]

    def test_no_output_names_a_machine(self, path):
        text = json.dumps([cell["outputs"] for cell in code_cells(path)], ensure_ascii=False)
        assert not re.search(
            r"/home/|/root/|/tmp/|[A-Z]:\\\\\\\\|0x[0-9a-f]{8}", text.replace("file:///C:", "")
        )


def test_exactly_one_cell_is_live_and_no_output_is_ignored():
    tags = [tag for path in PAPERS for cell in code_cells(path) for tag in cell["metadata"].get("tags", [])]
    assert tags.count("nbval-skip") == 1
    assert tags.count("nbval-ignore-output") == 0


@pytest.mark.parametrize("path", PAPERS, ids=lambda p: p.name)
def test_every_paper_carries_the_fields_of_a_working_paper(path):
    """Internal audit practice: agency, year, index, objective, criteria, scope, source, marks, people."""
    faces = [
        "".join(out["data"].get("text/html", "")) for cell in code_cells(path)[1:2] for out in cell["outputs"]
    ]
    for field in (
        "หน่วยรับตรวจ",
        "ปีงบประมาณ",
        "ดัชนี",
        "วัตถุประสงค์",
        "เกณฑ์",
        "ขอบเขต",
        "แหล่งข้อมูล",
        "เครื่องหมาย",
        "ผู้จัดทำ / ผู้สอบทาน",
    ):
        assert field in faces[0], field
    assert f"WP-{path.name[:2]}" in faces[0]
    assert any("สรุป | Conclusion" in source(cell) for cell in load(path)["cells"])
