"""Nothing is lost when a look is killed, and nothing in an open case changes unnoticed."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys

import pytest

from benchmarks.kills import CONCURRENCY, HOST, _Site, make_case, run
from ita_audit.canary.cases import CASES
from ita_audit.custody import _head, _stood, custody_head, custody_statement, verify_case
from ita_audit.engagement import open_engagement
from ita_audit.evidence import load_looks, open_look, verify_looks
from ita_audit.finding_log import FindingLog
from ita_audit.journal import Journal
from ita_audit.model import Note, Outcome
from tests.test_evidence import ANSWERS

LIMITED = """
import resource, sys
from ita_audit.cli import main
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), resource.RLIM_INFINITY))
sys.argv = ["ita-audit", "look", sys.argv[2]]
main()
"""


def test_ten_kills_lose_nothing_and_ask_again_only_what_was_in_flight(tmp_path, demo_case):
    done = run(tmp_path / "case", demo_case.folder, kills=10, seed=7)

    assert done.kills == 10
    assert (done.lost, done.problems, done.state) == (0, (), "finished")
    assert done.asked_again <= CONCURRENCY * done.kills


@pytest.mark.skipif(sys.platform == "win32", reason="the system has no limit of a file's size")
def test_a_real_look_on_a_full_disk_says_so_and_goes_on(tmp_path, demo_case):
    site = _Site()
    case = make_case(tmp_path / "case", demo_case.folder, site.server_port)
    command = [sys.executable, "-c", LIMITED]
    full = subprocess.run([*command, "60000", str(case)], capture_output=True, timeout=60, check=False)
    kept = {
        row["url"] for c in load_looks(case / "evidence", states=("interrupted", "running")) for row in c.rows
    }
    problems = verify_looks(case / "evidence")
    asked = dict(site.asked)
    whole = subprocess.run([*command, "100000000", str(case)], capture_output=True, timeout=60, check=False)
    site.shutdown()
    site.server_close()

    assert full.returncode == 1
    assert "ดิสก์เต็ม" in full.stderr.decode()
    assert b"Traceback" not in full.stderr
    assert problems == []
    assert 10 < len(kept) < 200
    assert whole.returncode == 0, whole.stderr.decode()[-500:]
    once = [path for path in site.asked if path.startswith("/doc/") and f"http://{HOST}{path}" in kept]
    assert [path for path in once if asked[path] < site.asked[path]] == []
    assert verify_looks(case / "evidence") == []
    assert len(load_looks(case / "evidence")) == 1


def judged(folder, count=6):
    journal = Journal(folder / "journal.sqlite")
    for number in range(count):
        journal.record(
            f"O{number + 1}", Outcome.PASSED, f"อ่านแล้ว {number}", by="ผู้ตรวจ", saw={"evidence": "ab" * 32}
        )
    return journal


@pytest.fixture
def case(tmp_path, demo_case):
    folder = tmp_path / "case"
    shutil.copytree(demo_case.folder / "input", folder / "input")
    shutil.copyfile(demo_case.folder / "engagement.toml", folder / "engagement.toml")
    opened = open_engagement(folder)
    look(opened)
    judged(opened.working)
    return opened


def look(case, answers=ANSWERS):
    writer = open_look(case.evidence, {"site": case.site}, tool="t")
    for response in answers:
        writer.add(response)
    return writer.finish("finished")


def plain(journal):
    return [
        tuple(map(str, (e.seq, e.item, e.outcome, e.reason, e.by, e.role, e.at, dict(e.saw))))
        for e in journal.entries()
    ]


def test_no_byte_of_the_journal_changes_an_entry_unnoticed(tmp_path):
    journal = judged(tmp_path)
    with sqlite3.connect(journal.path) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    whole, before = journal.path.read_bytes(), plain(journal)
    missed = []
    for place in range(0, len(whole), 5):
        changed = bytearray(whole)
        changed[place] ^= 1 << (place % 8)
        journal.path.write_bytes(changed)
        if not journal.verify() and plain(journal) != before:
            missed.append(place)

    assert missed == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE judgement SET outcome = 'failed' WHERE seq = 3",
        "UPDATE judgement SET at = '2020-01-01T00:00:00Z' WHERE seq = 1",
        "UPDATE judgement SET saw = '{}' WHERE seq = 6",
        "UPDATE judgement SET outcome = 'nonsense' WHERE seq = 2",
        "DELETE FROM judgement WHERE seq = 1",
        "DELETE FROM judgement WHERE seq = 4",
        "DELETE FROM judgement WHERE seq = 6",
        "DELETE FROM judgement",
        "UPDATE judgement SET seq = -seq; UPDATE judgement SET seq = 7 + seq",
        "INSERT INTO judgement SELECT 7, item, outcome, reason, by, role, at, saw, previous, digest, kind, until FROM judgement WHERE seq = 6",
        "INSERT INTO judgement SELECT 0, item, outcome, reason, by, role, at, saw, '', digest, kind, until FROM judgement WHERE seq = 1",
        "DROP TABLE judgement",
    ],
)
def test_every_change_of_the_journal_is_noticed_against_the_printed_head(tmp_path, statement):
    journal = judged(tmp_path)
    head = journal.heads()[-1]
    with sqlite3.connect(journal.path) as database:
        database.executescript(f"DROP TRIGGER no_update; DROP TRIGGER no_delete; {statement}")
    database.close()

    assert journal.verify(head)


def test_a_journal_that_grew_still_has_the_printed_head(tmp_path):
    journal = judged(tmp_path)
    head = journal.heads()[-1]
    journal.record("O9", Outcome.FAILED, "ไม่ครบ", by="ผู้ตรวจ")

    assert journal.verify(head) == []


def test_a_head_printed_once_stands_while_the_case_grows(case):
    printed = custody_head(case)
    assert verify_case(case, printed) == []

    look(case, ANSWERS[:2])
    Journal(case.working / "journal.sqlite").record("O9", Outcome.FAILED, "ไม่ครบ", by="ผู้ตรวจ")

    assert custody_head(case) != printed
    assert verify_case(case, printed) == []
    assert verify_case(case, custody_head(case)) == []
    assert verify_case(case, load_looks(case.evidence)[0].info.chain_head) == []


def test_the_heads_that_are_compared_are_all_that_a_case_can_have_had():
    looks, ends, notes = ["a" * 64, "b" * 64], ["", "c" * 64], ["", "d" * 64, "e" * 64]

    assert sorted(_stood(looks, ends, notes)) == sorted(
        _head(looks[:n], end, note) for n in range(3) for end in ends for note in notes
    )


def test_the_printed_head_stands_for_what_was_written_about_findings(case):
    before = custody_head(case)
    log = FindingLog(case.working / "findings.jsonl")
    log.add(None, Note.CAUSE, "ย้ายเครื่องแม่ข่าย", by="ก")
    printed = custody_head(case)
    log.add(None, Note.RESPONSE, "แก้แล้ว", by="ข")

    assert len({before, printed, custody_head(case)}) == 3
    assert [verify_case(case, head) for head in (before, printed, custody_head(case))] == [[], [], []]
    log.path.unlink()
    assert verify_case(case) == []  # consistent in itself: only the printed head tells
    assert len(verify_case(case, printed)) == 1
    assert verify_case(case, before) == []


@pytest.mark.parametrize(
    "what", ["a look written anew", "the last judgement gone", "the journal gone", "a look gone"]
)
def test_what_was_written_anew_does_not_reach_the_printed_head(case, what):
    look(case)
    printed = custody_head(case)
    journal = case.working / "journal.sqlite"
    if what == "a look written anew":
        shutil.rmtree(case.evidence)
        look(case)
        look(case)
    elif what == "a look gone":
        shutil.rmtree(load_looks(case.evidence)[-1].folder)
    elif what == "the journal gone":
        journal.unlink()
    else:
        with sqlite3.connect(journal) as database:
            database.executescript("DROP TRIGGER no_delete; DELETE FROM judgement WHERE seq = 6")
        database.close()

    assert verify_case(case) == []  # consistent in itself: only the printed head tells
    assert len(verify_case(case, printed)) == 1


def test_the_statement_says_of_every_proof_what_it_does_not_prove():
    rows = custody_statement()

    assert len(rows) == 4
    assert all(len(row) == 4 and all(row) and "not" in row[3] and "ไม่" in row[2] for row in rows)


def test_the_tables_of_custody_say_what_the_program_knows(demo):
    from ita_audit.tables.custody import canary_sentence, custody_head_line, custody_table

    assert len(custody_table().rows) == 4
    assert custody_head(demo.case) in repr(custody_head_line(demo))
    assert f"{len(CASES)} กรณี" in repr(canary_sentence(demo))
    assert "ตอบถูกครบ" in repr(canary_sentence(demo))


def test_reading_evidence_and_judging_canaries_loads_no_http_library():
    """The working papers run where loading it is refused."""
    code = "import sys, ita_audit.tables.custody, ita_audit.tables.drift; sys.exit('pycurl' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], timeout=60, check=False).returncode == 0
