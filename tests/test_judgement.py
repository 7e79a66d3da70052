"""Elements, ladder, verdicts, units, findings and the journal keep their promises."""

from __future__ import annotations

import dataclasses
import multiprocessing
import sqlite3

import pytest

from ita_audit.checklist import load_checklist, points_at_stake
from ita_audit.coverage import NOBODY, by_division, by_unit
from ita_audit.errors import JournalError
from ita_audit.journal import Journal, stale
from ita_audit.model import (
    AssignmentRow,
    AssignmentTable,
    Elements,
    Found,
    Ladder,
    Opens,
    Outcome,
    Period,
    Reads,
    Rung,
    Standing,
    Step,
)
from ita_audit.verdicts import RULES, judge

CHECKLIST = load_checklist(2566)
CLEAR = Ladder(
    "O11", Step(Found.YES), Step(Opens.YES), Step(Reads.YES), Step(Period.MATCH), Step(Elements.ALL)
)


def ladder(**answers):
    return dataclasses.replace(CLEAR, **{rung: Step(answer, "เหตุผล") for rung, answer in answers.items()})


@pytest.mark.parametrize(
    ("changed", "outcome", "rule"),
    [
        ({}, Outcome.CANT_TELL, "ready_for_reading"),
        ({"found": Found.NO}, Outcome.FAILED, "not_given"),
        ({"found": Found.AMBIGUOUS}, Outcome.CANT_TELL, "given_twice"),
        ({"opens": Opens.BROKEN}, Outcome.FAILED, "does_not_open"),
        ({"opens": Opens.SOFT_404}, Outcome.FAILED, "does_not_open"),
        ({"opens": Opens.CERTIFICATE}, Outcome.FAILED, "certificate_problem"),
        ({"opens": Opens.CANNOT_TELL}, Outcome.CANT_TELL, "cannot_be_reached"),
        ({"reads": Reads.DAMAGED}, Outcome.FAILED, "is_no_document"),
        ({"reads": Reads.SCANNED}, Outcome.CANT_TELL, "needs_eyes"),
        ({"period": Period.WRONG_YEAR}, Outcome.FAILED, "covers_another_year"),
        ({"period": Period.MIXED}, Outcome.CANT_TELL, "period_in_doubt"),
        ({"elements": Elements.SOME}, Outcome.CANT_TELL, "elements_in_doubt"),
    ],
)
def test_the_first_rule_that_speaks_decides(changed, outcome, rule):
    verdict = judge(ladder(**changed), CHECKLIST["O11"])
    assert (verdict.outcome, verdict.rule) == (outcome, rule)


def test_unreachable_is_a_problem_only_after_two_looks():
    """A site that is down on the day is not evidence of non-disclosure."""
    down = ladder(opens=Opens.UNREACHABLE)

    assert judge(down, CHECKLIST["O11"], looks=1).outcome is Outcome.CANT_TELL
    assert judge(down, CHECKLIST["O11"], looks=2).outcome is Outcome.FAILED


def test_missing_months_fail_and_missing_words_only_raise_a_doubt():
    some = ladder(elements=Elements.SOME)

    assert judge(some, CHECKLIST["O21"]).outcome is Outcome.FAILED
    assert judge(some, CHECKLIST["O11"]).outcome is Outcome.CANT_TELL


def test_no_rule_ever_passes_an_item():
    for answers in Found, Opens, Reads, Period, Elements:
        for answer in answers:
            changed = ladder(**{answers.__name__.lower(): answer})
            assert judge(changed, CHECKLIST["O11"]).outcome is not Outcome.PASSED
    assert len({rule.__name__ for rule in RULES}) == len(RULES)


def table(owner):
    rows = [AssignmentRow(i.code, i.code, i.title, *owner(i.number), i.number) for i in CHECKLIST.items]
    return AssignmentTable(2566, tuple(row for row in rows if row.item != "O5"), other_units=("กองช่าง",))


def test_units_add_up_whoever_owns_what():
    points = points_at_stake(CHECKLIST)
    verdicts = {
        i.code: judge(ladder(found=Found.NO) if i.number % 3 == 0 else CLEAR, i) for i in CHECKLIST.items
    }
    shared = table(lambda n: (f"งาน {n % 4}", f"กอง {n % 2}"))
    for loads in (by_unit(verdicts, shared, points), by_division(verdicts, shared, points)):
        assert sum(len(load.items) for load in loads) == 43
        assert sum(load.points for load in loads) == pytest.approx(40)
        assert sum(load.problem for load in loads) == 14
    names = [load.division for load in by_unit(verdicts, shared, points)]
    assert NOBODY in names
    assert "กองช่าง" in names


def test_a_judgement_is_kept_corrected_by_a_new_one_and_verifies(tmp_path):
    journal = Journal(tmp_path / "journal.sqlite")
    journal.record("O1", Outcome.FAILED, "ไม่ครบ", by="ก", saw={"evidence": "1"})
    journal.record("O1", Outcome.PASSED, "แก้แล้ว", by="ก", saw={"evidence": "2"})

    assert [entry.outcome for entry in journal.entries()] == [Outcome.FAILED, Outcome.PASSED]
    assert journal.latest()["O1"].reason == "แก้แล้ว"
    assert journal.verify() == []
    assert stale(journal.latest()["O1"], {"evidence": "3"}) == ["evidence"]


def test_the_journal_refuses_to_change_and_shows_what_was_changed(tmp_path):
    journal = Journal(tmp_path / "journal.sqlite")
    for n in range(3):
        journal.record(f"O{n + 1}", Outcome.FAILED, "เหตุผล", by="ก")
    database = sqlite3.connect(journal.path)
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        database.execute("UPDATE judgement SET outcome = 'passed'")
    database.execute("DROP TRIGGER no_update")
    database.execute("UPDATE judgement SET outcome = 'passed' WHERE seq = 2")
    database.commit()
    database.close()

    assert journal.verify() == ["journal.sqlite, entry 2: does not fit the chain"]


def test_reading_creates_nothing(tmp_path):
    assert Journal(tmp_path / "none.sqlite").entries() == []
    journal = Journal(tmp_path / "journal.sqlite")
    journal.record("O1", Outcome.FAILED, "เหตุผล", by="ก")
    journal.entries()
    assert [path.name for path in tmp_path.iterdir()] == ["journal.sqlite"]


@pytest.mark.parametrize(("by", "reason"), [("", "เหตุผล"), ("ก", "  ")])
def test_nobody_signs_without_name_and_reason(tmp_path, by, reason):
    with pytest.raises(JournalError):
        Journal(tmp_path / "j.sqlite").record("O1", Outcome.PASSED, reason, by=by)


def write_many(path, who):
    for n in range(40):
        Journal(path).record(f"O{n + 1}", Outcome.FAILED, "เหตุผล", by=who)


def test_two_desks_at_once_lose_nothing(tmp_path):
    path = tmp_path / "journal.sqlite"
    context = multiprocessing.get_context("spawn")
    desks = [context.Process(target=write_many, args=(path, who)) for who in ("ก", "ข")]
    for desk in desks:
        desk.start()
    for desk in desks:
        desk.join()

    assert len(Journal(path).entries()) == 80
    assert Journal(path).verify() == []


def test_every_verdict_of_the_demo_has_a_reason_and_an_action(demo):
    for verdict in demo.verdicts.values():
        assert verdict.reason_th
        assert verdict.action_th
        assert (verdict.rung is None) == (verdict.standing is Standing.READY)


def test_findings_have_five_parts_and_never_a_cause(demo):
    for finding in demo.findings:
        assert all((finding.criteria_th, finding.condition_th, finding.effect_th, finding.recommendation_th))
        assert finding.cause_th.startswith("ให้หน่วยงานชี้แจง")
    assert len({f.code for f in demo.findings}) == len(demo.findings)


def test_a_ladder_stops_where_it_stops(demo):
    for ladder_ in demo.ladders.values():
        if ladder_.found.answer is Found.NO:
            assert {str(ladder_.step(rung).answer) for rung in list(Rung)[1:]} == {"not_reached"}
