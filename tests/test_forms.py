"""The desk without a browser: what is shown beside the question, what is kept, what is refused and said."""

from __future__ import annotations

import dataclasses
import shutil
import time
from datetime import date

import pytest

from ita_audit.checklist import code_in
from ita_audit.custody import case_journal
from ita_audit.engagement import open_engagement
from ita_audit.errors import JournalError
from ita_audit.forms import JudgementForm, judgement_form
from ita_audit.forms.choose import DONE, OPEN, Wanted, chosen, rungs, units
from ita_audit.forms.evidence import evidence_html, question_html
from ita_audit.forms.words import last_day, usual_end
from ita_audit.journal import in_force
from ita_audit.model import Outcome
from ita_audit.observation import observe
from ita_audit.tables import judgement_table, signature_table

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'{{7*7}}\u202e" + "ก" * 40_000


@pytest.fixture
def audit(tmp_path, demo):
    folder = tmp_path / "demo-2566"
    shutil.copytree(demo.case.folder, folder, ignore=shutil.ignore_patterns("report", "working"))
    return dataclasses.replace(demo, case=open_engagement(folder), judgements=())


@pytest.fixture
def form(audit):
    return JudgementForm(audit)


def judge(form, code, outcome=Outcome.PASSED, reason="อ่านแล้ว"):
    form.go(code)
    form.reason.value = reason
    form.outcomes[outcome].click()


def test_every_click_is_on_disk_and_progress_and_the_next_item_follow(form):
    judge(form, "O1")
    judge(form, "O3", Outcome.FAILED)

    assert set(in_force(case_journal(form.audit.case).entries())) == {"O1", "O3"}
    assert "สรุปแล้ว 2 จาก 43 ข้อ" in form.head.value
    form.go("O1")
    form.next.click()
    assert form.code == "O2"
    form.next.click()
    assert form.code == "O4"


def test_undo_brings_the_judgement_before_back_and_keeps_the_words(form):
    judge(form, "O2", Outcome.FAILED, "ไม่ครบ")
    judge(form, "O2", Outcome.PASSED, "แก้แล้ว")
    form.undo.click()

    assert form.held["O2"].outcome is Outcome.FAILED
    assert form.reason.value == "แก้แล้ว"
    assert "<s>" in form.history.value
    assert "ถอนแล้ว" in form.history.value


def test_what_could_not_be_saved_is_said_and_the_text_stays(form, monkeypatch):
    def full(*_args, **_more):
        raise JournalError("disk full", hint_th="ดิสก์เต็ม <b>")

    monkeypatch.setattr(form.journal, "record", full)
    judge(form, "O5", reason="พิมพ์ไว้นาน")

    assert form.reason.value == "พิมพ์ไว้นาน"
    assert "ยังไม่ได้บันทึก" in form.said.value
    assert "ดิสก์เต็ม &lt;b&gt;" in form.said.value
    assert 'role="alert"' in form.said.value


def test_two_desks_open_at_once_see_each_other_before_they_overrule(audit):
    one, two = JudgementForm(audit), JudgementForm(audit)
    judge(one, "O2", Outcome.PASSED)
    two.go("O1")
    one.go("O1")
    judge(one, "O1", Outcome.FAILED)
    two.reason.value = "เห็นต่าง"
    two.outcomes[Outcome.PASSED].click()
    assert "อีกหน้าต่าง" in two.said.value
    assert two.reason.value == "เห็นต่าง"
    two.outcomes[Outcome.PASSED].click()  # now seen, and meant

    assert two.held["O1"].reason == "เห็นต่าง"


def test_an_exception_ends_and_the_item_is_open_again(form):
    form.until.value = "31/5/2566"
    judge(form, "O7", Outcome.INAPPLICABLE, "ไม่มีภารกิจนี้ในปี")
    assert form.held["O7"].until == "2023-05-31"
    later = dataclasses.replace(form.audit.case, as_of=date(2023, 6, 1))
    audit = observe(later)

    assert "O7" not in audit.latest
    again = JudgementForm(audit)
    again.go("O7")
    assert "ข้อยกเว้นสิ้นสุดเมื่อ 31 พฤษภาคม 2566" in again.question.value
    assert "ข้อยกเว้นสิ้นสุด" in judgement_table(audit).rows[0][-1]
    form.until.value = "1/1/2560"
    judge(form, "O8", Outcome.INAPPLICABLE)
    assert "O8" not in form.journal.latest()


@pytest.mark.parametrize(
    ("wanted", "fits"),
    [
        (Wanted(), lambda audit, code: True),
        (Wanted(show=DONE), lambda audit, code: code == "O1"),
        (Wanted(show=OPEN), lambda audit, code: code != "O1"),
        (
            Wanted(rung=rungs()[0]),
            lambda audit, code: audit.verdicts[code].rule in ("not_given", "given_twice"),
        ),
    ],
)
def test_filters_leave_what_they_say(form, wanted, fits):
    judge(form, "O1")
    found = chosen(form.audit, form.held, wanted)

    assert found
    assert all(fits(form.audit, code) for code in found)


def test_units_and_rungs_share_out_all_items(form):
    for options, name in ((units(form.audit), "unit"), (rungs(), "rung")):
        parts = [chosen(form.audit, {}, Wanted(**{name: one})) for one in options]
        assert sorted(code for part in parts for code in part) == sorted(form.audit.verdicts)


def test_filters_move_to_an_item_that_is_left_and_clear_again(form):
    form.rung.value = rungs()[3]
    assert form.audit.verdicts[form.code].rung is not None
    assert form.code in form.codes
    form.forward.click()
    assert form.code in form.codes
    form.clear.click()
    assert len(form.codes) == 43


def test_evidence_lies_beside_the_question_with_its_page(form, planted):
    code = planted["expired_plan"]
    form.go(code)
    shown = form.evidence.value

    assert 'rel="noreferrer noopener"' in shown
    assert 'target="_blank"' in shown
    assert "(พ.ศ. 2561 - 2565)”" in shown
    assert f"E-{code}-01 หน้า 1" in shown
    assert shown.count("<h4>") == 6
    assert form.audit.verdicts[code].reason_th[:30] in form.question.value


def test_text_from_outside_stays_text_and_short(audit):
    seen = audit.evidence_of("O4")[0]
    hostile = dataclasses.replace(
        seen,
        link=dataclasses.replace(seen.link, text=HOSTILE, url=f"https://a.example/{HOSTILE}"),
        period=None,
    )
    other = dataclasses.replace(audit, observed=(hostile,))
    shown = evidence_html(other, "O4") + question_html(other, "O4")

    assert "<script" not in shown
    assert "<img" not in shown
    assert "\u202e" not in shown.split("href=")[0]
    assert 'href="javascript' not in shown


def test_last_year_of_the_same_site_stands_beside(audit):
    before = audit.case.folder.parent / "demo-2565"
    shutil.copytree(audit.case.folder, before, ignore=shutil.ignore_patterns("evidence", "working"))
    toml = before / "engagement.toml"
    toml.write_text(
        toml.read_text(encoding="utf-8").replace("fiscal_year = 2566", "fiscal_year = 2565"), encoding="utf-8"
    )
    case_journal(open_engagement(before)).record("O1", Outcome.FAILED, "ปีก่อนไม่มีแผนผัง", by="ก")
    form = JudgementForm(audit)
    form.go("O1")

    assert "ปีก่อนไม่มีแผนผัง" in form.history.value
    assert "ปี 2565 ข้อ O1" in form.history.value


def test_signatures_need_a_note_while_items_are_open_and_lock_until_reopened(form):
    judge(form, "O1")
    form.signing.by.value = "ก"
    form.signing.prepare.click()
    assert "ยังมี 42 ข้อ" in form.signing.said.value
    form.signing.note.value = "ระหว่างทาง"
    form.signing.prepare.click()
    assert "ครอบคลุมผลปัจจุบัน" in form.signing.state.value
    judge(form, "O2")
    assert "เปิดใหม่" in form.said.value
    assert "O2" not in form.journal.latest()
    form.signing.note.value = "หน่วยงานส่งเพิ่ม"
    form.signing.open.click()
    judge(form, "O2")

    assert "O2" in form.journal.latest()
    assert [row[-1] for row in signature_table(form.audit).rows] == ["ยังไม่ลงนาม"] * 2


def test_an_item_opens_in_a_fifth_of_a_second(form):
    took = []
    for code in form.audit.verdicts:
        began = time.perf_counter()
        form.go(code)
        took.append(time.perf_counter() - began)

    assert sorted(took)[-3] < 0.2


def test_the_text_face_is_the_same_on_every_machine(audit):
    assert repr(judgement_form(audit)) == "โต๊ะวินิจฉัย | The auditor's desk"


@pytest.mark.parametrize(
    ("text", "code"), [("O4 แผน", "O4"), ("o04", "O4"), ("๑๒", "O12"), ("44", None), ("", None)]
)
def test_an_item_is_named_as_people_type_it(form, text, code):
    assert code_in(text, form.audit.verdicts) == code


def test_days_are_read_as_people_write_them():
    as_of = date(2023, 4, 20)

    assert (
        last_day("30/9/2566", as_of)
        == last_day("๓๐-๙-๒๕๖๖", as_of)
        == last_day("2023-09-30", as_of)
        == "2023-09-30"
    )
    assert last_day(usual_end(as_of), as_of) == "2023-09-30"
    for wrong in ("31/2/2566", "พรุ่งนี้", "19/4/2566", ""):
        with pytest.raises(JournalError):
            last_day(wrong, as_of)
