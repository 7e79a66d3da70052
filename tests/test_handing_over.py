"""The commands that hand things over and take answers back."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from ita_audit.cli.app import app
from ita_audit.custody import verify_case
from ita_audit.errors import AuditError
from ita_audit.following import case_finding_log, follow
from ita_audit.model import FollowState, Note
from ita_audit.observation import observe
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
