"""What a unit reads: its own part only, in Thai, in Thai digits; and nothing before the website was looked at."""

from __future__ import annotations

import dataclasses
import re
import shutil

import pytest
from typer.testing import CliRunner

from ita_audit.checklist import load_checklist
from ita_audit.cli.app import app
from ita_audit.errors import EvidenceError
from ita_audit.findings import WAITING
from ita_audit.letters import letters_of, letters_table, write_letters
from ita_audit.letters.page import letter_page
from ita_audit.letters.rows import said
from ita_audit.letters.word import letter_word
from ita_audit.linkcheck.reasons import BY_ERROR, TLS
from ita_audit.model import Elements, Found, Opens, Outcome, Part, Period, Reads, RemarkKind, Standing
from ita_audit.observation import observe
from ita_audit.reply import save_reply
from ita_audit.report.papers import notebooks_folder
from ita_audit.tables import unit_actions
from ita_audit.verdicts import action, plain_reason, unit_action
from tests.test_findings import ANSWERS, CLEAR, drafted, judged, table, verdict_of

EYES_ONLY = (Found.CANNOT_TELL, Opens.CANNOT_TELL, Reads.CANNOT_TELL, Elements.CANNOT_TELL)
ASCII_DIGIT = re.compile(r"[0-9]")


@pytest.fixture
def unseen(tmp_path):
    """The demo's given files without any look."""
    case = tmp_path / "unseen"
    shutil.copytree(notebooks_folder().parent / "data" / "cases" / "demo" / "input", case / "input")
    shutil.copy(notebooks_folder().parent / "data" / "cases" / "demo" / "engagement.toml", case)
    return case


def test_nothing_is_handed_over_before_a_look(unseen, tmp_path):
    audit = observe(unseen)
    for make in (
        lambda: write_letters(audit, tmp_path / "l"),
        lambda: save_reply(audit, "O10", tmp_path / "r"),
    ):
        with pytest.raises(EvidenceError) as error:
            make()
        assert "ยังไม่ได้ตรวจเว็บไซต์" in error.value.hint_th
        assert "ita-audit look unseen" in error.value.hint_th
    assert not (tmp_path / "l").exists()
    assert not (tmp_path / "r").exists()
    assert letters_table(audit).rows == []
    for command in (["letters", str(unseen)], ["reply", str(unseen), "O10"]):
        result = CliRunner().invoke(app, command)
        assert isinstance(result.exception, EvidenceError)


def test_before_a_look_the_reason_says_so(unseen):
    (unseen / "input" / "links.csv").write_text(
        "item,url\nO10,http://www.buengsathit.example/a\n", encoding="utf-8"
    )
    audit = observe(unseen)
    assert audit.evidence_of("O10")
    reasons = {verdict.reason_th for verdict in audit.verdicts.values()}
    assert len(reasons) == 1
    assert "ยังไม่ได้ตรวจเว็บไซต์" in reasons.pop()
    assert "เปิดหน้า ITA ไม่ได้" not in "".join(finding.condition_th for finding in audit.findings)


@pytest.mark.parametrize("answer", [one for answers in (*ANSWERS, RemarkKind) for one in answers], ids=str)
def test_the_units_part_never_sends_the_unit_to_do_the_auditors_work(answer):
    theirs = unit_action(answer)
    assert "ผู้ตรวจสอบ" not in theirs
    assert theirs in action(answer)
    assert (answer in EYES_ONLY) <= (theirs == "")


def test_every_problem_leaves_the_unit_something_to_do():
    checklist = load_checklist(2566)
    for rung, answers in zip(range(5), ANSWERS, strict=True):
        for answer in answers:
            for code in ("O11", "O21"):
                given = [*CLEAR]
                given[rung] = answer
                verdict = verdict_of(checklist[code].code, given)
                assert verdict.unit_th or verdict.standing is not Standing.PROBLEM


@pytest.mark.parametrize(
    ("answers", "outcome", "told"),
    [
        ((*CLEAR[:2], Reads.CANNOT_TELL, *CLEAR[3:]), None, WAITING),
        ((*CLEAR[:2], Reads.SCANNED, *CLEAR[3:]), None, "เผยแพร่ไฟล์ที่ค้นคำได้"),
        ((*CLEAR[:3], Period.CANNOT_TELL, CLEAR[4]), None, "ระบุปีงบประมาณในเอกสารให้ชัด"),
        ((*CLEAR[:2], Reads.CANNOT_TELL, *CLEAR[3:]), Outcome.FAILED, "แก้ตามที่ผู้ตรวจสอบพบ"),
    ],
    ids=["only the auditor", "both", "both, period", "the auditor looked and failed it"],
)
def test_a_recommendation_holds_the_units_part(answers, outcome, told):
    judgements = {"O11": judged("O11", outcome)} if outcome else {}
    draft = drafted({"O11": verdict_of("O11", answers)}, assignment=table(), judgements=judgements)
    assert draft.findings[0].recommendation_th == f"งานหนึ่ง กองหนึ่ง: {told} (O11)"


def test_a_letter_asks_for_nothing_where_only_the_auditor_can_go_on(demo):
    rows = [(letter, row) for letter in letters_of(demo) for row in letter.confirm if not row.asks]
    assert rows
    for letter, row in rows:
        assert row.action == WAITING
        assert row.item not in [code for q in letter.questions for code in q.items]
    for letter in letters_of(demo):
        for row in (*letter.personal, *letter.fix, *letter.confirm):
            assert "ผู้ตรวจสอบเปิด" not in row.action
            assert not row.asks or "ผู้ตรวจสอบ" not in row.action
    assert "ผู้ตรวจสอบเปิด" not in "".join(f.recommendation_th for f in demo.findings)
    assert "ผู้ตรวจสอบเปิด" not in "".join(row[4] for row in unit_actions(demo).rows)


def test_a_letter_with_nothing_to_ask_for_says_so_and_brings_no_form(demo):
    eyes = {
        c: dataclasses.replace(v, unit_th="", standing=Standing.CANNOT_TELL) if v.rung else v
        for c, v in demo.verdicts.items()
    }
    bare = {code: dataclasses.replace(ladder, remarks=()) for code, ladder in demo.ladders.items()}
    letters = letters_of(dataclasses.replace(demo, verdicts=eyes, ladders=bare))
    assert letters
    for letter in letters:
        assert letter.questions == ()
        assert "ยังไม่ต้องดำเนินการ" in letter.paragraphs[2]
        assert "ต้องแก้ไข" not in letter.subject
        assert "แบบตอบ" not in letter_page(letter)
        assert letter_word(letter, demo.case.as_of)


def test_what_is_missing_rests_on_all_that_was_read(demo):
    lacking = [c for c, v in demo.verdicts.items() if v.answer is Elements.SOME and v.rule != "remarked"]
    assert "O21" in lacking
    for code in lacking:
        read = {seen.ref for seen in demo.evidence_of(code) if seen.reading}
        assert read <= set(demo.verdicts[code].evidence)
        finding = next(f for f in demo.findings if code in f.items)
        line = next(
            s for s in finding.sentences if s.part is Part.CONDITION and s.text.startswith(f"{code}:")
        )
        assert read <= set(line.refs)
        row = next(r for letter in letters_of(demo) for r in (*letter.fix, *letter.confirm) if r.item == code)
        assert read <= set(row.refs)
        assert {s.link.url for s in demo.evidence_of(code) if s.reading} <= set(row.links)
    assert len([seen for seen in demo.evidence_of("O21") if seen.reading]) > 2


def test_a_cause_question_fits_what_was_found(demo):
    for rule in ("does_not_open.soft_404", "does_not_open.unsupported"):
        asked = [f.cause_th for f in demo.findings if f.key.startswith(rule)]
        assert asked
        assert not [question for question in asked if "เปิดไม่ได้ตั้งแต่เมื่อใด" in question]


ENGLISH = (
    "Failed to connect to old.town.example:80 after 4 ms: Could not connect (to) server",
    "x" * 40,
    "PdfError; no",
)


@pytest.mark.parametrize("english", ENGLISH, ids=["of a library", "one word", "of a reader"])
@pytest.mark.parametrize("ours", [words for _, words in BY_ERROR.values()])
def test_a_plain_reason_leaves_out_what_a_library_said(ours, english):
    assert plain_reason(f"1 จาก 1 ลิงก์: {ours} ({english})") == f"1 จาก 1 ลิงก์: {ours}"
    assert plain_reason(f"{ours} ({english}) · ใบรับรองหมดอายุ (expired)") == f"{ours} · ใบรับรองหมดอายุ"
    assert plain_reason(f"{ours} ({english}"[:60]) == ours[:60]


@pytest.mark.parametrize(
    "text",
    [
        "เอกสารชื่อ “รายงาน (No Gift Policy)” ไม่ใช่ของข้อนี้",
        "เป็นเอกสารเดียวกับหลักฐานของปีก่อน ข้อ O19 (http://www.town.example/a?b=1)",
        "ที่อยู่นอกอินเทอร์เน็ตสาธารณะ ไม่ได้เปิด (192.168.1.10 ชี้ไปที่อยู่นอกอินเทอร์เน็ตสาธารณะ: 192.168.1.10)",
        "ไม่ใช่ลิงก์เว็บ (ไม่ใช่ http หรือ https: file:)",
        "ไม่พบ: แนวปฏิบัติ (Dos & Don'ts)",
    ],
)
def test_a_plain_reason_keeps_names_quotations_and_addresses(text):
    assert plain_reason(text) == text


def test_no_english_of_a_library_in_letters_and_conditions(demo):
    raw = [v.reason_th for v in demo.verdicts.values() if v.reason_th != plain_reason(v.reason_th)]
    assert len(raw) >= 3
    words = "".join(finding.condition_th for finding in demo.findings)
    words += "".join(letter_page(letter) for letter in letters_of(demo))
    for sign in (
        "PdfError",
        "Failed to",
        "milliseconds",
        "Could not",
        *(f"({fault.partition(' (')[2]}" for fault in TLS.values()),
    ):
        assert sign not in words


@pytest.mark.parametrize(
    ("text", "paper"),
    [
        ("ครบ 6 เดือน (1 ตุลาคม 2565 ถึง 30 กันยายน 2566)", "ครบ ๖ เดือน (๑ ตุลาคม ๒๕๖๕ ถึง ๓๐ กันยายน ๒๕๖๖)"),
        ("เสี่ยง 1.25 คะแนน", "เสี่ยง ๑.๒๕ คะแนน"),
        ("E-O21-01.3 หน้า 2", "E-O21-01.3 หน้า ๒"),
        ("1 จาก 3 ลิงก์: ตอบ 404", "๑ จาก ๓ ลิงก์: ตอบ 404"),
        ("ดู http://town.example/?id=12 ข้อ 3", "ดู http://town.example/?id=12 ข้อ ๓"),
        ("192.168.1.10 ชี้ไปข้างใน 1 แห่ง", "192.168.1.10 ชี้ไปข้างใน ๑ แห่ง"),
        ("เอกสารชื่อ “แผน 2565” 1 ฉบับ", "เอกสารชื่อ “แผน 2565” ๑ ฉบับ"),
    ],
)
def test_a_letters_own_numbers_are_in_thai_digits(text, paper):
    assert said(text) == paper


def test_no_letter_mixes_digits(demo):
    kept = re.compile(r"“[^”]*”|ตอบ \d{3}|[\x21-\x7e]*[A-Za-z][\x21-\x7e]*|\d+(?:\.\d+){3}")
    for letter in letters_of(demo):
        texts = [letter.subject, letter.day, letter.due, *letter.paragraphs]
        texts += [
            t
            for row in (*letter.personal, *letter.fix, *letter.confirm)
            for t in (row.found, row.action, row.example, row.stake, row.title)
        ]
        texts += [t for question in letter.questions for t in (question.title, question.question)]
        assert not [text for text in texts if ASCII_DIGIT.search(kept.sub("", text))]
