"""The commands that hand things over and take answers back."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest
from typer.testing import CliRunner

from ita_audit.checklist import load_checklist
from ita_audit.cli.app import app
from ita_audit.custody import verify_case
from ita_audit.engagement import open_engagement
from ita_audit.errors import AuditError, ChecklistError, EngagementError, LinkTableError
from ita_audit.following import case_finding_log, follow
from ita_audit.model import FollowState, Note
from ita_audit.observation import observe
from ita_audit.trail import load_submitted
from tests.test_report import copy_case


@pytest.fixture
def case(demo_case, tmp_path):
    return copy_case(demo_case, tmp_path)


def run(*words):
    return CliRunner().invoke(app, [str(word) for word in words])


def test_letters_and_packs_lie_in_the_report_folder(case):
    told = run("letters", case.folder)
    packed = run("reply", case.folder, "o10", "O21", "--zip")

    assert (told.exit_code, packed.exit_code) == (0, 0)
    assert (case.report / "letters" / "letter-01.docx").is_file()
    assert [p.name for p in sorted((case.report / "reply").iterdir())] == ["reply-O10.zip", "reply-O21.zip"]


def test_a_note_is_kept_with_the_look_it_was_written_at_and_seals_with_the_case(case):
    audit = observe(case)
    code = audit.findings[0].code
    told = run(
        "note", case.folder, code, "action", "อัปโหลดใหม่", "--by", "ก", "--due", "2023-04-30", "--unit", "งาน"
    )
    entries = case_finding_log(case).entries()

    assert told.exit_code == 0
    assert [entry.kind for entry in entries] == [Note.SEEN, Note.ACTION]
    assert entries[1].look_id == audit.looks[-1].look_id
    states = {one.code: one.state for one in follow(observe(case))}
    assert states[code] is FollowState.ANSWERED
    assert verify_case(case) == []
    path = case_finding_log(case).path
    path.write_text(path.read_text(encoding="utf-8").replace("อัปโหลดใหม่", "ไม่ต้องแก้"), encoding="utf-8")
    assert verify_case(case) == ["findings.jsonl, entry 2: does not fit the chain"]


@pytest.mark.parametrize("words", ["30/4/2566", "๓๐/๔/๒๕๖๖", "2566-04-30", "2023-04-30", "30-4-2023"])
def test_a_day_of_either_era_is_the_day_that_is_meant(case, words):
    """A Buddhist-Era year is no year of ours: an accepted risk would never end."""
    code = observe(case).findings[0].code
    told = run("note", case.folder, code, "accepted", "รับได้", "--by", "ก", "--until", words)

    assert told.exit_code == 0
    assert case_finding_log(case).entries()[-1].until == date(2023, 4, 30)


@pytest.mark.parametrize("words", ["30/13/2566", "พรุ่งนี้", "30/4/66"])
def test_what_is_no_day_is_wrong_usage_said_in_thai(case, words):
    told = run("note", case.folder, "F-0401", "action", "x", "--by", "ก", "--due", words)

    assert told.exit_code == 2
    assert "วัน/เดือน/ปี" in told.output
    assert not case_finding_log(case).path.exists()


def test_days_of_a_case_may_be_written_in_either_era(case):
    path = case.folder / "engagement.toml"
    text = path.read_text(encoding="utf-8")
    day = f"as_of = {case.as_of}"
    assert day in text
    closes = f"{day.replace(str(case.as_of.year), str(case.as_of.year + 543))}\nwindow_closes = 2566-04-30"
    path.write_text(text.replace(day, closes).replace("\nwindow_closes = 2023", "\n# "), encoding="utf-8")
    opened = open_engagement(case.folder)

    assert (opened.as_of, opened.window_closes) == (case.as_of, date(2023, 4, 30))
    path.write_text(path.read_text("utf-8").replace("= 2566-04-30", '= "30/4/2566"'), encoding="utf-8")
    with pytest.raises(EngagementError, match="window_closes"):
        open_engagement(case.folder)


@pytest.mark.parametrize(
    "words",
    [("F-9999", "cause", "x", "--by", "ก"), ("{code}", "accepted", "x", "--by", "ก"), ("{code}", "cause", " ", "--by", "ก")],
    ids=["no such finding", "risk without an end", "no words"],
)  # fmt: skip
def test_what_cannot_be_kept_is_refused_with_a_remedy(case, words):
    code = observe(case).findings[0].code
    told = run("note", case.folder, *(word.format(code=code) for word in words))

    assert isinstance(told.exception, AuditError)
    assert told.exception.hint_th
    assert not case_finding_log(case).path.exists()


def test_a_wrong_kind_is_wrong_usage(case):
    assert run("note", case.folder, "F-0401", "wish", "x", "--by", "ก").exit_code == 2


@pytest.mark.parametrize("words", ["o11", "11", "O๑๑", "O011"])
def test_an_item_may_be_named_as_people_write_it(words, tmp_path):
    page = tmp_path / "a.html"
    page.write_text("<h1>แผนการใช้จ่ายงบประมาณ ประจำปีงบประมาณ พ.ศ. 2566</h1>", encoding="utf-8")
    assert run("period", page, "--item", words).stdout.startswith("match")


@pytest.mark.parametrize("words", ["O99", "x", "0"])
def test_an_item_that_the_year_has_not_is_refused_with_a_remedy(words, tmp_path):
    page = tmp_path / "a.html"
    page.write_text("<h1>แผน</h1>", encoding="utf-8")
    told = run("period", page, "--item", words)

    assert isinstance(told.exception, ChecklistError)
    assert "O1 ถึง O43" in told.exception.hint_th


def test_a_table_of_links_saved_by_thai_excel_is_read(case):
    url = f"{case.site.rstrip('/')}/แผน.pdf"
    (case.input / "links.csv").write_bytes(f"item,url,text\n11,{url},แผนงบประมาณ\n".encode("cp874"))
    (link,) = load_submitted(case.input / "links.csv", load_checklist(2566))

    assert (link.item, link.url, link.text) == ("O11", url, "แผนงบประมาณ")
    (case.input / "links.csv").write_bytes(b"item,url\nO99,x\n")
    with pytest.raises(LinkTableError, match="row 2"):
        load_submitted(case.input / "links.csv", load_checklist(2566))


@pytest.mark.parametrize(
    "words", [("period", "--year", "abc"), ("check", "--rate", "x"), ("wish",)], ids=lambda words: words[0]
)
def test_wrong_usage_is_said_in_thai_too(words):
    command = [sys.executable, "-c", "from ita_audit.cli import main; main()", *words]
    told = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)

    assert told.returncode == 2
    assert "ดูวิธีใช้ด้วย --help" in told.stderr
