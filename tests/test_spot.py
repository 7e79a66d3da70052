"""The spot check: everybody draws the same sample, answers are kept, and the error rate says what it can."""

from __future__ import annotations

import shutil
from types import SimpleNamespace

import pytest

from ita_audit.engagement import open_engagement
from ita_audit.errors import JournalError
from ita_audit.journal import Journal
from ita_audit.model import Outcome, Standing
from ita_audit.observation import observe
from ita_audit.spot import Redone, draw, error_rate
from ita_audit.spot_desk import SpotForm
from ita_audit.tables import spot_check_sentence, spot_check_table
from ita_audit.tables.spot import spot_checked

CODES = [f"O{n}" for n in range(1, 44)]


def answers(right, wrong):
    return [Redone("O1", Standing.READY, None, agrees) for agrees in [True] * right + [False] * wrong]


@pytest.fixture
def audit(tmp_path, demo_case):
    folder = tmp_path / "case"
    shutil.copytree(demo_case.folder, folder, ignore=shutil.ignore_patterns("report", "notebooks"))
    return observe(open_engagement(folder))


def test_the_sample_follows_from_the_evidence_alone():
    told = {code: SimpleNamespace(standing=Standing.READY) for code in CODES}
    one, other = draw(told, "a" * 64), draw(told, "b" * 64)

    assert one == draw(told, "a" * 64)
    assert one != other
    assert len(set(one)) == 8
    assert list(one) == sorted(one, key=CODES.index)


def test_only_what_the_tool_told_is_drawn_and_its_answer_is_hidden_until_then(audit):
    sample = {one.item: one.standing for one in spot_checked(audit)}
    shown = spot_check_table(audit).frame["ผลของโปรแกรม"]

    assert len(sample) == 8
    assert Standing.CANNOT_TELL not in sample.values()
    assert set(shown) == {"แสดงเมื่อทำซ้ำแล้ว"}
    SpotForm(audit).journal.spot_check(
        min(sample), Outcome.FAILED, "ไม่พบ", by="ก", sample=audit.looks[-1].chain_head
    )
    told = spot_check_table(audit).frame.set_index("ข้อ")["ผลของโปรแกรม"]
    assert told[min(sample)] == sample[min(sample)].th


@pytest.mark.parametrize(
    ("right", "wrong", "low", "high"), [(10, 0, 0.0, 0.2775), (8, 2, 0.0567, 0.5098), (0, 4, 0.5101, 1.0)]
)
def test_the_bounds_are_wilsons(right, wrong, low, high):
    """Figures of the formula worked out by hand for these shares."""
    rate = error_rate(answers(right, wrong))

    assert (rate.compared, rate.wrong) == (right + wrong, wrong)
    assert (rate.low, rate.high) == (pytest.approx(low, abs=2e-4), pytest.approx(high, abs=2e-4))


def test_nothing_compared_says_nothing(audit):
    assert error_rate([]).high == 1.0
    assert "ยังไม่ทราบอัตราผิด" in spot_check_sentence(audit).text


def test_what_a_person_found_is_kept_and_compared_and_is_no_judgement(audit):
    form, head = SpotForm(audit), audit.looks[-1].chain_head
    for code in draw(audit.verdicts, head):
        standing = audit.verdicts[code].standing
        found = Outcome.FAILED if standing is Standing.PROBLEM else Outcome.PASSED
        form.item.value, form.by.value, form.reason.value = code, "ผู้ทำซ้ำ", "เปิดดูด้วยมือ"
        form.buttons[[Outcome.PASSED, Outcome.FAILED, Outcome.CANT_TELL].index(found)].click()
    told = [
        row[7]
        for row in spot_check_table(audit).rows
        if audit.verdicts[row[0]].standing is not Standing.CANNOT_TELL
    ]

    assert told == ["ตรงกัน"] * len(told)
    assert "ต่างจากโปรแกรม 0 ข้อ" in spot_check_sentence(audit).text
    assert observe(audit.case).headline.concluded == 0


def test_a_difference_raises_the_rate_and_an_entry_of_another_sample_does_not_count(audit):
    journal, head = Journal(audit.case.working / "journal.sqlite"), audit.looks[-1].chain_head
    code = next(c for c in draw(audit.verdicts, head) if audit.verdicts[c].standing is Standing.PROBLEM)
    journal.spot_check(code, Outcome.PASSED, "เปิดได้ตามปกติ", by="ผู้ทำซ้ำ", sample="0" * 64)
    assert "ยังไม่ทราบอัตราผิด" in spot_check_sentence(audit).text
    journal.spot_check(code, Outcome.PASSED, "เปิดได้ตามปกติ", by="ผู้ทำซ้ำ", sample=head)

    assert "ต่างจากโปรแกรม 1 ข้อ" in spot_check_sentence(audit).text


def test_nobody_and_no_reason_is_refused_and_the_words_stay(audit):
    form = SpotForm(audit)
    form.by.value, form.reason.value = "", "เห็นแล้ว"
    form.buttons[0].click()

    assert "ยังไม่ได้บันทึก" in form.said.value
    assert form.reason.value == "เห็นแล้ว"
    with pytest.raises(JournalError):
        form.journal.spot_check("O1", Outcome.PASSED, "", by="ก", sample="x")
