"""No judgement is lost or left doubtful, exactly what changed turns stale, and signatures say what they cover."""

from __future__ import annotations

import copy
import dataclasses
import random
import sqlite3
import subprocess
import sys
from datetime import date

import pytest

from benchmarks.judgement_kills import judge_under_kills
from ita_audit.errors import JournalError
from ita_audit.journal import Journal, case_state, changes_th, in_force, sign_offs, stale
from ita_audit.model import EntryKind, Outcome, Role
from ita_audit.observation import observe

SEED = 20230420


@pytest.fixture
def journal(tmp_path):
    return Journal(tmp_path / "journal.sqlite")


def write(journal, item="O1", outcome=Outcome.PASSED, **more):
    return journal.record(item, outcome, "อ่านแล้ว", by="ผู้ตรวจ", **more)


def test_under_kills_every_judgement_is_kept_or_reported_unsaved(tmp_path):
    """The full count (1,000 judgements, 50 kills) is `python -m benchmarks.judgement_kills`."""
    done = judge_under_kills(tmp_path, judgements=120, kills=6, seed=SEED)

    assert done.kills == 6
    assert (done.lost, done.problems) == (0, ())
    assert done.kept >= 120


FULL = """
import resource, sys
from pathlib import Path
from ita_audit.errors import JournalError
from ita_audit.journal import Journal
from ita_audit.model import Outcome
resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))
journal = Journal(Path(sys.argv[1]))
for n in range(400):
    try:
        journal.record(f"O{n % 43 + 1}", Outcome.FAILED, f"เหตุผล {n} " * 20, by="ก")
        print("kept", n, flush=True)
    except JournalError as error:
        assert "ยังไม่ได้บันทึก" in error.hint_th
        print("refused", n, flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="the system has no limit of a file's size")
def test_on_a_full_disk_what_was_said_saved_is_there_and_the_rest_is_said(tmp_path, journal):
    child = subprocess.run([sys.executable, "-c", FULL, str(journal.path)], capture_output=True, timeout=120)
    said = [line.split() for line in child.stdout.decode().splitlines()]
    kept = {int(n) for word, n in said if word == "kept"}

    assert child.returncode == 0, child.stderr.decode()[-500:]
    assert len(said) == 400
    assert 0 < len(kept) < 400
    there = {int(entry.reason.split()[1]) for entry in journal.entries()}
    assert there == kept
    assert journal.verify() == []
    write(journal)  # the disk has space again
    assert len(journal.entries()) == len(kept) + 1


def test_a_journal_of_an_older_version_is_read_and_carried_on(journal):
    write(journal)
    with sqlite3.connect(journal.path) as database:  # as version 0.1.0 made it
        database.executescript(
            "DROP TRIGGER no_update; DROP TRIGGER no_delete;"
            "ALTER TABLE judgement DROP COLUMN kind; ALTER TABLE judgement DROP COLUMN until;"
        )
    database.close()
    assert journal.verify() == []
    write(journal, "O2", Outcome.INAPPLICABLE, until="2023-09-30")

    assert [entry.until for entry in journal.entries()] == ["", "2023-09-30"]
    assert journal.verify() == []


@pytest.mark.parametrize(
    "column", ["kind = 'withdrawal'", "until = '2030-01-01'", "reason = 'x'", "by = 'ข'"]
)
def test_a_changed_entry_is_found_whatever_was_changed(journal, column):
    write(journal)
    write(journal, "O2", Outcome.INAPPLICABLE, until="2023-09-30")
    write(journal, "O3")
    with sqlite3.connect(journal.path) as database:
        database.executescript(f"DROP TRIGGER no_update; UPDATE judgement SET {column} WHERE seq = 2")
    database.close()

    assert journal.verify() == ["journal.sqlite, entry 2: does not fit the chain"]


def test_a_file_that_was_made_and_nothing_written_is_an_empty_journal(journal):
    database = sqlite3.connect(journal.path)
    database.execute("PRAGMA journal_mode=WAL")
    database.close()

    assert journal.entries() == []
    assert write(journal).seq == 1


def test_undo_is_a_new_entry_and_brings_back_what_was_before(journal):
    first = write(journal)
    second = write(journal, outcome=Outcome.FAILED)
    journal.withdraw(second, by="ผู้ตรวจ")
    assert journal.latest() == {"O1": first}
    journal.withdraw(first, by="ผู้ตรวจ")

    assert journal.latest() == {}
    assert [entry.kind.value for entry in journal.entries()] == ["judgement"] * 2 + ["withdrawal"] * 2
    with pytest.raises(JournalError):
        journal.withdraw(first, by="ผู้ตรวจ")


def test_of_two_desks_the_later_one_is_told_instead_of_overruling_unseen(journal):
    seen = write(journal)
    write(journal, outcome=Outcome.FAILED, over=seen.digest)
    with pytest.raises(JournalError) as refused:
        write(journal, over=seen.digest)

    assert "อีกหน้าต่าง" in refused.value.hint_th
    assert len(journal.entries()) == 2


def test_an_exception_has_an_end_and_expires_back(journal):
    write(journal, outcome=Outcome.FAILED)
    exception = write(journal, outcome=Outcome.INAPPLICABLE, until="2023-09-30")

    assert in_force(journal.entries(), date(2023, 9, 30)) == {"O1": exception}
    assert in_force(journal.entries(), date(2023, 10, 1)) == {}
    for outcome, until in (
        (Outcome.INAPPLICABLE, ""),
        (Outcome.INAPPLICABLE, "2023-9-30"),
        (Outcome.PASSED, "2023-09-30"),
    ):
        with pytest.raises(JournalError):
            write(journal, outcome=outcome, until=until)


STATE = {"evidence": "e1", "checklist": "c1"}


def signed(journal, **changed):
    entries = journal.entries()
    return sign_offs(entries, case_state(entries, **(STATE | changed)))


def test_preparer_and_reviewer_sign_apart_and_what_comes_later_makes_it_stale(journal):
    write(journal)
    with pytest.raises(JournalError, match="reviewer signs"):
        journal.sign(Role.REVIEWER, by="ข", **STATE)
    journal.sign(Role.PREPARER, by="ก", **STATE)
    with pytest.raises(JournalError, match="reviewer is the preparer"):
        journal.sign(Role.REVIEWER, by="ก ", **STATE)
    journal.sign(Role.REVIEWER, by="ข", note="เห็นด้วย", **STATE)
    assert {role: one.stands for role, one in signed(journal).items()} == {"preparer": True, "reviewer": True}

    assert signed(journal, evidence="e2")["reviewer"].changed_th == ("หลักฐานของแฟ้มงาน เปลี่ยน",)
    later = write(journal, "O2")
    assert signed(journal)["preparer"].changed_th == ("ผลที่บันทึกไว้ เปลี่ยน",)
    journal.withdraw(later, by="ก")  # the state that was signed is the state again
    assert signed(journal)["preparer"].stands
    assert journal.verify() == []


def test_reopening_needs_a_reason_and_leaves_a_trace(journal):
    write(journal)
    with pytest.raises(JournalError):
        journal.reopen(by="ก", reason="ยังไม่ได้ลงนาม")
    journal.sign(Role.PREPARER, by="ก", **STATE)
    with pytest.raises(JournalError):
        journal.reopen(by="ก", reason=" ")
    journal.reopen(by="ก", reason="หน่วยงานส่งหลักฐานเพิ่ม")

    assert signed(journal) == {}
    assert [entry.kind for entry in journal.entries()][1:] == [EntryKind.SIGN_OFF, EntryKind.REOPENING]


def test_a_signature_is_refused_when_a_judgement_came_between(journal):
    write(journal)
    seen = case_state(journal.entries(), **STATE)["judgements"]
    write(journal, "O2")
    with pytest.raises(JournalError, match="meanwhile"):
        journal.sign(Role.PREPARER, by="ก", state=seen, **STATE)


def test_observing_a_case_whose_journal_was_changed_says_so(tmp_path, demo_case):
    case = dataclasses.replace(demo_case, folder=tmp_path)
    for name in ("input", "evidence"):
        (tmp_path / name).symlink_to(demo_case.folder / name)
    journal = Journal(case.working / "journal.sqlite")
    write(journal)
    with sqlite3.connect(journal.path) as database:
        database.executescript("DROP TRIGGER no_update; UPDATE judgement SET outcome = 'failed'")
    database.close()

    with pytest.raises(JournalError, match="entry 1") as stopped:
        observe(case)
    assert "สมุดบันทึกผล" in stopped.value.hint_th


# Exact staleness: 200 changes of the demo case, each in a place whose dependents are known beforehand.


def change_checklist_row(audit, code, rng):
    item = dataclasses.replace(audit.checklist[code], title=audit.checklist[code].title + "ฯ")
    items = tuple(item if one.code == code else one for one in audit.checklist.items)
    return dataclasses.replace(audit, checklist=dataclasses.replace(audit.checklist, items=items)), {code}


def change_payload(audit, code, rng):
    """One byte of one stored answer: every item that points at the address depends on it."""
    address = rng.choice([seen.link.url for seen in audit.observed if seen.link.url])
    other = "".join(rng.choices("0123456789abcdef", k=64))

    def touched(seen):
        return dataclasses.replace(seen, check=dataclasses.replace(seen.check, sha256=other))

    observed = tuple(touched(seen) if seen.link.url == address else seen for seen in audit.observed)
    return _with(audit, observed=observed), {seen.item for seen in audit.observed if seen.link.url == address}


def change_label(audit, code, rng):
    items = {**audit.page.items}
    code = rng.choice(sorted(items))
    items[code] = dataclasses.replace(items[code], label=items[code].label + " ใหม่")
    return _with(audit, page=dataclasses.replace(audit.page, items=items)), {code}


def change_verdict(audit, code, rng):
    verdicts = {**audit.verdicts, code: dataclasses.replace(audit.verdicts[code], rule="another_rule")}
    return _with(audit, verdicts=verdicts), {code}


def remove_evidence(audit, code, rng):
    gone = rng.choice(audit.observed)
    same = [seen for seen in audit.observed if (seen.item, seen.link.url) == (gone.item, gone.link.url)]
    return _with(audit, observed=tuple(seen for seen in audit.observed if seen not in same)), {gone.item}


def change_nothing(audit, code, rng):
    """A later look at the same content, in another order: nothing that a judgement rests on."""
    observed = [
        dataclasses.replace(
            seen,
            ref=f"E-{seen.item}-{n:03d}",
            look_id="20991231T000000Z",
            check=dataclasses.replace(
                seen.check, observed_at="2099-12-31T00:00:00Z", elapsed_ms=n, attempts=9
            ),
        )
        for n, seen in enumerate(audit.observed)
    ]
    rng.shuffle(observed)
    return _with(audit, observed=tuple(observed)), set()


def _with(audit, **changed):
    other = copy.copy(audit)
    for name, value in changed.items():
        object.__setattr__(other, name, value)
    return other


def test_of_200_random_changes_exactly_the_dependent_judgements_turn_stale(tmp_path, demo):
    journal, rng = Journal(tmp_path / "journal.sqlite"), random.Random(SEED)
    for code in demo.verdicts:
        write(journal, code, saw=demo.digests(code))
    held = journal.latest()
    changes = [
        change_checklist_row, change_payload, change_label, change_verdict, remove_evidence, change_nothing,
    ]  # fmt: skip
    wrong = []
    for number in range(200):
        audit, expected = rng.choice(changes)(demo, rng.choice(sorted(demo.verdicts)), rng)
        found = {code for code, entry in held.items() if stale(entry, audit.digests(code))}
        wrong += [(number, found, expected)] if found != expected else []
        assert all(changes_th(held[code], audit.digests(code)) for code in found)

    assert wrong == []


def test_why_is_told_by_name(demo):
    code = next(code for code in demo.verdicts if len(demo.evidence_of(code)) > 1)
    seen = demo.evidence_of(code)
    entry = _judged(demo, code)
    gone = _with(demo, observed=tuple(one for one in demo.observed if one is not seen[0]))

    assert changes_th(entry, gone.digests(code)) == [f"หลักฐาน {seen[0].link.url} หายไป"]
    assert changes_th(_judged(gone, code), demo.digests(code)) == [f"หลักฐาน {seen[0].link.url} เพิ่มมา"]


def _judged(audit, code):
    from ita_audit.model import Judgement

    return Judgement(1, code, Outcome.PASSED, "ร", "ก", "preparer", "", audit.digests(code), "", "")
