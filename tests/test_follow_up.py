"""Follow-up: words close nothing, evidence does; the log keeps every entry and shows every change."""

from __future__ import annotations

import dataclasses
import json
import multiprocessing
from datetime import date, timedelta

import pytest

from ita_audit.drift import Drift
from ita_audit.errors import JournalError
from ita_audit.finding_log import FindingLog
from ita_audit.follow_up import ThisLook, follow_up
from ita_audit.following import case_finding_log, follow, note_look
from ita_audit.model import (
    Change,
    Elements,
    FindingNote,
    FollowState,
    Found,
    Ladder,
    LookFindings,
    Note,
    Opens,
    Part,
    Period,
    Reads,
    Step,
)
from ita_audit.observation import observe
from ita_audit.thai import thai_date
from tests.test_findings import CLEAR, drafted, judged, verdict_of
from tests.test_report import copy_case

LOOKS = ("20230401T000000Z", "20230408T000000Z", "20230415T000000Z")
BROKEN = (Found.YES, Opens.BROKEN, Reads.NOT_REACHED, Period.NOT_REACHED, Elements.NOT_REACHED)
LOST = (Found.YES, Opens.CANNOT_TELL, Reads.NOT_REACHED, Period.NOT_REACHED, Elements.NOT_REACHED)
WRONG_YEAR = (Found.YES, Opens.YES, Reads.YES, Period.WRONG_YEAR, Elements.ALL)


def look(answers, look_id=LOOKS[2], *, drift=(), as_of=date(2023, 4, 20), judgements=None):
    findings = drafted({"O11": verdict_of("O11", answers)}, judgements=judgements).findings
    ladder = Ladder("O11", *(Step(answer, "", ("E-O11-01",)) for answer in answers))
    return ThisLook(look_id, as_of, findings, {"O11": ladder}, judgements or {}, drift)


KEY = look(BROKEN).findings[0].key
STOOD = LookFindings(LOOKS[0], {KEY: ("O11",)})


def note(kind, look_id=LOOKS[0], **more):
    return FindingNote(
        1,
        kind,
        KEY,
        "ข้อความ",
        "ก",
        "2023-04-02T00:00:00Z",
        look_id=look_id,
        items=("O11",),
        code="F-0401",
        **more,
    )


def state_of(now, earlier=(), notes=()):
    return next(one for one in follow_up(now, earlier, notes) if one.key == KEY)


@pytest.mark.parametrize(
    ("now", "earlier", "notes", "state"),
    [
        (look(BROKEN), (), (), FollowState.OPEN),
        (look(BROKEN), (), (note(Note.CAUSE),), FollowState.OPEN),
        (look(BROKEN), (), (note(Note.RESPONSE),), FollowState.ANSWERED),
        (look(BROKEN), (STOOD,), (note(Note.ACTION, due=date(2023, 5, 1)),), FollowState.ANSWERED),
        (look(CLEAR), (STOOD,), (), FollowState.CLOSED),
        (look(WRONG_YEAR), (STOOD,), (), FollowState.CLOSED),
        (look(LOST), (STOOD,), (), FollowState.OPEN),
        (look(LOST), (STOOD,), (note(Note.RESPONSE),), FollowState.ANSWERED),
        (look(CLEAR, drift=(Drift("O11", Change.NO_OBSERVATION, "u", "", ""),)), (STOOD,), (), FollowState.OPEN),
        (look(BROKEN), (STOOD, LookFindings(LOOKS[1], {})), (), FollowState.REOPENED),
        (look(BROKEN), (STOOD, LookFindings(LOOKS[1], {"x": ("O11",)})), (), FollowState.OPEN),
        (look(BROKEN), (STOOD, LookFindings(LOOKS[1], {})), (note(Note.RESPONSE),), FollowState.REOPENED),
        (look(BROKEN), (STOOD, LookFindings(LOOKS[1], {})), (note(Note.RESPONSE, LOOKS[2]),), FollowState.ANSWERED),
        (look(BROKEN), (), (note(Note.ACCEPTED, until=date(2023, 9, 30)),), FollowState.ACCEPTED),
        (look(BROKEN), (), (note(Note.ACCEPTED, until=date(2023, 4, 19)),), FollowState.OPEN),
        (look(CLEAR), (STOOD,), (note(Note.ACCEPTED, until=date(2023, 9, 30)),), FollowState.CLOSED),
    ],
    ids=["open", "a cause is no answer", "answered", "action agreed", "closed", "closed at its rung, another found",
         "not seen closes nothing", "answered and not seen", "no observation closes nothing", "reopened",
         "another cause is not closed", "an answer before it came back", "answered after it came back",
         "risk accepted", "acceptance expired", "closed although accepted"],
)  # fmt: skip
def test_state(now, earlier, notes, state):
    assert state_of(now, earlier, notes).state is state


def test_a_closed_finding_names_the_look_the_change_and_the_evidence():
    drift = (Drift("O11", Change.FIXED, "u", "broken", "ok"),)
    one = state_of(look(CLEAR, drift=drift), (STOOD,))

    assert LOOKS[2] in one.reason_th
    assert Change.FIXED.th in one.reason_th
    assert one.evidence == ("E-O11-01",)


def test_words_alone_never_close():
    """Whatever people write, a finding that this look still has is not closed."""
    notes = [note(kind, until=date(2023, 9, 30)) for kind in Note]
    assert state_of(look(BROKEN), (STOOD,), notes).state is not FollowState.CLOSED


def test_a_finding_of_the_auditor_closes_when_the_auditor_passes_the_item():
    from ita_audit.model import Outcome

    failed = {"O11": judged("O11", Outcome.FAILED)}
    key = look(CLEAR, judgements=failed).findings[0].key
    stood = LookFindings(LOOKS[0], {key: ("O11",)})
    passed = {"O11": judged("O11", Outcome.PASSED)}

    still = follow_up(look(CLEAR), (stood,), ())[0]
    closed = follow_up(look(CLEAR, judgements=passed), (stood,), ())[0]
    assert (still.state, closed.state) == (FollowState.OPEN, FollowState.CLOSED)


def test_an_action_past_its_day_is_overdue_until_evidence_closes_it():
    action = (note(Note.ACTION, due=date(2023, 4, 19)),)
    assert state_of(look(BROKEN), (STOOD,), action).overdue
    assert not state_of(look(CLEAR), (STOOD,), action).overdue
    assert not state_of(look(BROKEN, as_of=date(2023, 4, 19)), (STOOD,), action).overdue


def test_the_log_remembers_looks_that_are_recorded():
    seen = FindingNote(
        1, Note.SEEN, "", "", "ita-audit", "2023-04-01T00:00:00Z", look_id=LOOKS[0], seen={KEY: ("O11",)}
    )
    gone = dataclasses.replace(seen, look_id=LOOKS[1], seen={})

    assert state_of(look(CLEAR), (), (seen,)).state is FollowState.CLOSED
    assert state_of(look(BROKEN), (), (seen, gone)).state is FollowState.REOPENED


def finding_of(demo):
    return demo.findings[0]


def test_the_log_keeps_what_was_written_and_the_draft_it_replaces(demo, tmp_path):
    log, finding = FindingLog(tmp_path / "w" / "findings.jsonl"), finding_of(demo)
    log.add(finding, Note.RECOMMENDATION, "ร่างใหม่", by="ก", look_id=LOOKS[0])
    log.add(finding, Note.RECOMMENDATION, "แก้อีกครั้ง", by="ก", look_id=LOOKS[0])
    log.add(finding, Note.ACTION, "อัปโหลดใหม่", by="ก", unit="งาน", due=date(2023, 5, 1))

    first, second, third = log.entries()
    assert [first.text, second.text] == ["ร่างใหม่", "แก้อีกครั้ง"]
    assert first.draft == finding.text(Part.RECOMMENDATION)
    assert (first.key, first.code, first.items) == (finding.key, finding.code, finding.items)
    assert (third.due, third.unit) == (date(2023, 5, 1), "งาน")
    assert log.verify() == []


@pytest.mark.parametrize(
    ("kind", "text", "by", "until"),
    [(Note.CAUSE, "ก", " ", None), (Note.CAUSE, " ", "ก", None), (Note.ACCEPTED, "ก", "ก", None),
     (Note.CAUSE, "ก" * 20_001, "ก", None)],
    ids=["nobody", "no words", "no end", "too long"],
)  # fmt: skip
def test_what_is_not_signed_said_or_dated_is_refused(demo, tmp_path, kind, text, by, until):
    log = FindingLog(tmp_path / "findings.jsonl")
    with pytest.raises(JournalError):
        log.add(finding_of(demo), kind, text, by=by, until=until)
    assert log.entries() == []


@pytest.mark.parametrize("harm", ["change", "remove", "swap", "add"])
def test_the_log_shows_every_entry_that_was_changed_removed_moved_or_added(demo, tmp_path, harm):
    log = FindingLog(tmp_path / "findings.jsonl")
    for n in range(4):
        log.add(finding_of(demo), Note.CAUSE, f"เหตุ {n}", by="ก")
    lines = log.path.read_text(encoding="utf-8").splitlines(keepends=True)
    if harm == "change":
        lines[1] = lines[1].replace("เหตุ 1", "เหตุ 9")
    elif harm == "remove":
        del lines[1]
    elif harm == "swap":
        lines[1], lines[2] = lines[2], lines[1]
    else:
        lines.insert(1, lines[1])
    log.path.write_text("".join(lines), encoding="utf-8")

    assert log.verify()


def test_a_line_cut_short_by_a_crash_is_put_aside_and_the_rest_holds(demo, tmp_path):
    log = FindingLog(tmp_path / "findings.jsonl")
    log.add(finding_of(demo), Note.CAUSE, "หนึ่ง", by="ก")
    whole = log.path.read_bytes()
    log.path.write_bytes(whole + whole[:40])

    assert [entry.text for entry in log.entries()] == ["หนึ่ง"]
    log.add(finding_of(demo), Note.CAUSE, "สอง", by="ก")
    assert [entry.text for entry in log.entries()] == ["หนึ่ง", "สอง"]
    assert log.verify() == []


def test_a_log_that_is_not_one_is_said_and_not_overwritten(demo, tmp_path):
    log = FindingLog(tmp_path / "findings.jsonl")
    log.path.write_text("not a log\n", encoding="utf-8")
    with pytest.raises(JournalError):
        log.add(finding_of(demo), Note.CAUSE, "หนึ่ง", by="ก")
    assert log.path.read_text(encoding="utf-8") == "not a log\n"
    assert log.verify()


def write_many(path, who):
    for n in range(30):
        FindingLog(path).add(None, Note.SEEN, "", by=who, look_id=f"{who}{n}")


def test_two_windows_at_once_lose_nothing(tmp_path):
    path = tmp_path / "findings.jsonl"
    context = multiprocessing.get_context("spawn")
    windows = [context.Process(target=write_many, args=(path, who)) for who in ("ก", "ข")]
    for window in windows:
        window.start()
    for window in windows:
        window.join()

    assert len(FindingLog(path).entries()) == 60
    assert FindingLog(path).verify() == []


def test_reading_creates_nothing(tmp_path):
    assert FindingLog(tmp_path / "none.jsonl").entries() == []
    assert list(tmp_path.iterdir()) == []


def test_a_case_is_followed_from_its_folder(demo_case, tmp_path):
    case = copy_case(demo_case, tmp_path)
    audit = observe(case)
    finding = finding_of(audit)
    case_finding_log(case).add(
        finding, Note.RESPONSE, "จะแก้", by="ก", agrees=True, look_id=audit.looks[-1].look_id
    )

    states = {one.key: one.state for one in follow(audit)}
    assert states.pop(finding.key) is FollowState.ANSWERED
    assert set(states.values()) == {FollowState.OPEN}
    assert note_look(audit) is not None
    assert note_look(audit) is None
    kept = json.loads(case_finding_log(case).path.read_text(encoding="utf-8").splitlines()[-1])
    assert kept["seen"] == {f.key: list(f.items) for f in audit.all_findings}


def test_the_form_saves_on_the_click_and_says_what_is_missing(demo_case, tmp_path):
    from ita_audit.finding_desk import FindingForm
    from ita_audit.tables import finding_cards, follow_up_table

    audit = observe(copy_case(demo_case, tmp_path))
    form = FindingForm(audit)
    form.button.click()
    assert "ยังไม่ได้บันทึก" in form.said.value
    form.kind.value, form.text.value = "recommendation", "ให้ <b>อัปโหลด</b> ใหม่"
    form.button.click()
    form.kind.value, form.text.value, form.due.value = "action", "อัปโหลดใหม่", date(2023, 4, 19)
    form.button.click()

    card = finding_cards(audit)._repr_html_()
    finding = form.chosen()
    assert "ให้ &lt;b&gt;อัปโหลด&lt;/b&gt; ใหม่" in card
    assert finding.text(Part.RECOMMENDATION).split("\n")[0] in card
    row = next(row for row in follow_up_table(audit).rows if row[0] == finding.code)
    assert "เลยกำหนด" in row[7].text
    assert "อัปโหลด" in form.draft.value


def test_a_card_shows_answer_action_and_due_date_and_an_accepted_risk_does_not_lead(demo_case, tmp_path):
    from ita_audit.tables import cover_memo, finding_cards, first_table

    audit = observe(copy_case(demo_case, tmp_path))
    leading = first_table(audit).rows[0][0]
    finding = next(f for f in audit.all_findings if f.code == leading)
    assert "การติดตาม" not in finding_cards(audit)._repr_html_()
    assert leading in cover_memo(audit)._repr_html_()
    log, at = case_finding_log(audit.case), {"look_id": audit.looks[-1].look_id}
    log.add(finding, Note.RESPONSE, "รับทราบ <b>", by="หัวหน้า", agrees=True, **at)
    log.add(finding, Note.ACTION, "จะถอนไฟล์", by="ก", unit="งานพัสดุ", due=date(2023, 4, 19), **at)
    card = finding_cards(audit)._repr_html_()
    for words in ("เห็นด้วย: รับทราบ &lt;b&gt; (หัวหน้า)", "งานพัสดุ: จะถอนไฟล์", "19 เมษายน 2566 เลยกำหนด"):
        assert words in card
    log.add(finding, Note.ACCEPTED, "จำเป็น", by="นายก", until=audit.case.as_of - timedelta(days=1), **at)
    assert "สิ้นสุดแล้วเมื่อ" in finding_cards(audit)._repr_html_()
    assert first_table(audit).rows[0][0] == leading
    log.add(finding, Note.ACCEPTED, "จำเป็น", by="นายก", until=audit.case.as_of, **at)

    card = finding_cards(audit)._repr_html_()
    assert f"ถึง {thai_date(audit.case.as_of)}" in card
    assert "เลยกำหนด" not in card
    assert leading not in [row[0] for row in first_table(audit).rows]
    assert leading not in cover_memo(audit)._repr_html_()
