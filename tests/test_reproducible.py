"""Two fresh clones in different folders, zones, locales, homes and hash seeds give the same bytes."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest

from ita_audit.custody import case_journal
from ita_audit.engagement import open_engagement, project_root
from ita_audit.following import write_note
from ita_audit.model import Note, Outcome, Role
from ita_audit.observation import observe
from ita_audit.render.installed import find_browser

PARTS = ("ita_audit", "notebooks", "data/checklists", "data/cases/demo")
MACHINES = {
    "one": {"TZ": "Asia/Bangkok", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0", "LANGUAGE": "th"},
    "เครื่อง ที่สอง/ลึก": {"TZ": "America/St_Johns", "LC_ALL": "POSIX", "PYTHONHASHSEED": "4242"},
}
COMMAND = ("report", "demo", "--xlsx", "--docx")
PROGRAM = (
    "import os, ita_audit.report; assert ita_audit.report.__file__.startswith(os.environ['PYTHONPATH']);"
    "from ita_audit.cli import main; main()"
)
SCALE = 0.6


def clone(to: Path, working: Path) -> Path:
    """A copy of the project as it stands in git, and the auditor's work on the case."""
    for part in PARTS:
        made = ("report", "working") if "cases" in part else ("__pycache__", ".ipynb_checkpoints")
        shutil.copytree(project_root() / part, to / part, ignore=shutil.ignore_patterns(*made))
    shutil.copytree(working, to / "data" / "cases" / "demo" / "working")
    return to


@pytest.fixture(scope="module")
def worked_on(tmp_path_factory, demo_case):
    """What an auditor did on the case: judgements, a signature, a word about a finding."""
    folder = tmp_path_factory.mktemp("worked") / "demo"
    shutil.copytree(demo_case.folder, folder, ignore=shutil.ignore_patterns("report", "working"))
    audit = observe(open_engagement(folder))
    journal = case_journal(audit.case)
    journal.record("O1", Outcome.PASSED, "อ่านแล้วครบ", by="ก", saw=audit.digests("O1"))
    journal.record("O2", Outcome.FAILED, "ไม่ครบ", by="ก", saw={"page": "0" * 64})
    journal.sign(Role.PREPARER, by="ก", note="ระหว่างทาง", evidence="0" * 64, checklist="0" * 64)
    write_note(audit, audit.findings[0], Note.CAUSE, "ย้ายเครื่องแม่ข่าย", by="ก")
    return audit.case.working


@pytest.fixture(scope="module")
def clones(tmp_path_factory, worked_on):
    """The report folders that the two machines made, side by side."""
    base, started = tmp_path_factory.mktemp("machines"), []
    pdf = ("--pdf",) if find_browser() else ()
    for name, setting in MACHINES.items():
        root, home = clone(base / name / "project", worked_on), base / name / "home"
        home.mkdir()
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("ITA_", "LC_", "LANG", "JUPYTER", "IPYTHON"))}  # fmt: skip
        environment = kept | setting | {"HOME": str(home), "PYTHONPATH": str(root)}
        command = [sys.executable, "-c", PROGRAM, *COMMAND, *pdf]
        started.append((root, subprocess.Popen(
            command, cwd=home, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )))  # fmt: skip
    for _, process in started:
        _, said = process.communicate(timeout=180)
        assert process.returncode == 0, said.decode("utf-8", "replace")[-2000:]
    return [root / "data" / "cases" / "demo" / "report" for root, _ in started]


def digests(folder: Path) -> dict[str, str]:
    made = [path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pdf"]
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in made
    }


def test_report_workbook_tables_and_letters_are_the_same_bytes(clones):
    one, other = map(digests, clones)

    assert {Path(name).suffix for name in one} == {".html", ".xlsx", ".csv", ".docx"}
    assert one == other


def test_what_was_made_tells_of_no_machine(clones):
    for folder in clones:
        for path in (*folder.rglob("*.html"), *folder.rglob("*.csv")):
            text = path.read_text(encoding="utf-8-sig")
            assert str(folder.parents[3]) not in text
            assert "St_Johns" not in text


@pytest.mark.skipif(
    find_browser() is None, reason="no Chromium, Chrome or Edge on this machine to print with"
)
def test_the_printed_report_has_the_same_text_and_the_same_pages(clones):
    faces = []
    for folder in clones:
        document = pypdfium2.PdfDocument(folder / "report.pdf")
        faces.append(
            [
                (
                    page.get_textpage().get_text_bounded(),
                    hashlib.sha256(page.render(scale=SCALE).to_numpy().tobytes()).hexdigest(),
                )
                for page in document
            ]
        )
        document.close()

    assert len(faces[0]) > 10
    signed = [text for text, _ in faces[0] if text.count("........ / ........") == 2]
    assert ["Sign-off" in text for text in signed] == [True], "people sign on the page that says who signed"
    assert faces[0] == faces[1]
