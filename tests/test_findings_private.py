"""Published personal data: a finding of its own, told once to its unit, and in nobody's way."""

from __future__ import annotations

import dataclasses
import re
from datetime import date

import pytest

from ita_audit.findings import KINDS, is_personal
from ita_audit.follow_up import ThisLook, follow_up
from ita_audit.letters import letters_of
from ita_audit.letters.page import letter_page
from ita_audit.model import (
    FollowState,
    LookFindings,
    Outcome,
    Part,
    Period,
    Priority,
    Reads,
    Remark,
    RemarkKind,
    RemarkPlace,
    Standing,
)
from ita_audit.tables import cover_memo, finding_cards, findings_table, first_table, no_finding_table
from ita_audit.verdicts import with_remarks
from tests.test_findings import CLEAR, climbed, drafted, judged, observed, table, verdict_of

KINDS_OF_DATA = [kind for kind in RemarkKind if kind.personal]
SECRET = "1101700230708"


def remark(code, kind, page=3):
    return Remark(code, kind, "เหตุผล", (RemarkPlace(f"E-{code}-01", page, SECRET),))


def look(verdicts, kinds, **more):
    remarks = {code: tuple(remark(code, kind) for kind in own) for code, own in kinds.items()}
    return drafted(verdicts, [observed(code) for code in verdicts], table(), remarks=remarks, **more)


def test_each_kind_of_personal_data_has_a_kind_of_finding():
    assert {kind.answer for kind in KINDS if is_personal(f"{kind.name}|")} == set(KINDS_OF_DATA)


@pytest.mark.parametrize("kind", KINDS_OF_DATA, ids=str)
def test_it_cites_item_evidence_and_page_and_never_the_data(kind):
    draft = look({"O20": verdict_of("O20", CLEAR)}, {"O20": [kind]})
    (finding,) = draft.personal
    whole = "".join(sentence.text for sentence in finding.sentences)

    assert "O20: " + kind.th in finding.condition_th
    assert "E-O20-01 หน้า 3" in finding.condition_th
    assert SECRET not in whole + repr(finding)
    assert (finding.exposure, finding.priority, finding.standing) == (0.0, Priority.FIRST, Standing.PROBLEM)
    assert {sentence.part for sentence in finding.sentences} == set(Part)
    for sentence in finding.sentences:
        assert sentence.fields
        assert all(
            words == draft.sources.words(path) and words in sentence.text for path, words in sentence.fields
        )


def test_items_of_one_unit_with_one_kind_of_data_are_one_finding():
    verdicts = {code: verdict_of(code, CLEAR) for code in ("O20", "O21")}
    draft = look(verdicts, {"O20": KINDS_OF_DATA, "O21": KINDS_OF_DATA[:1]})

    assert [finding.items for finding in draft.personal] == [("O20", "O21"), ("O20",), ("O20",)]
    assert len({finding.code for finding in draft.personal}) == 3


@pytest.mark.parametrize("outcome", [None, *Outcome], ids=str)
def test_the_verdict_and_its_finding_stay_as_they_are(outcome):
    verdicts = {
        "O20": verdict_of("O20", CLEAR),
        "O11": verdict_of("O11", (*CLEAR[:3], Period.WRONG_YEAR, CLEAR[4]), "E-O11-01"),
    }
    entries = {code: judged(code, outcome) for code in verdicts} if outcome else {}
    with_, without = (
        look(verdicts, {code: kinds for code in verdicts}, judgements=entries)
        for kinds in (KINDS_OF_DATA, ())
    )

    assert (with_.findings, with_.without) == (without.findings, without.without)
    assert (len(with_.personal), without.personal) == (3, ())
    ladder = with_remarks(climbed("O20", CLEAR), [remark("O20", kind) for kind in KINDS_OF_DATA])
    assert all(a is b for a, b in zip((ladder.found.answer, ladder.period.answer, ladder.elements.answer),
                                      (CLEAR[0], CLEAR[3], CLEAR[4]), strict=True))  # fmt: skip


def test_the_demo_tells_it_in_findings_letter_and_memo_once(demo):
    told = {(code, f.key.partition("|")[0]) for f in demo.personal_findings for code in f.items}
    noticed = {
        (code, f"publishes_personal.{r.kind.value}")
        for code, ladder in demo.ladders.items()
        for r in ladder.remarks
        if r.kind.personal
    }
    assert noticed
    assert told == noticed
    codes = {finding.code for finding in demo.personal_findings}
    for shown in (findings_table, finding_cards, first_table, cover_memo):
        assert re.search("|".join(codes), shown(demo)._repr_html_())
    letters = letters_of(demo)
    rows = [(row.item, letter.unit) for letter in letters for row in letter.personal]
    assert rows == [(code, f.units[0]) for f in demo.personal_findings[:1] for code in f.items]
    for letter in letters:
        page = letter_page(letter)
        assert ("ปิดทับ" in page) is bool(letter.personal)
        assert all(page.count(f'<span class="small">{row.code} ') == 1 for row in letter.personal)
    reasons = {row[0]: row[2] for row in no_finding_table(demo).rows}
    assert all(code not in reasons or "F-30" in reasons[code] for code, _ in noticed)


def test_a_unit_with_nothing_else_is_written_to(demo):
    passed = tuple(judged(code, Outcome.PASSED) for code in demo.verdicts)
    (letter,) = letters_of(dataclasses.replace(demo, judgements=passed))
    assert (letter.fix, letter.confirm) == ((), ())
    assert [row.points for row in letter.personal] == [0.0]
    assert "ข้อมูลส่วนบุคคล" in letter.paragraphs[1]


@pytest.mark.parametrize(
    ("reads", "kinds", "state"),
    [
        (Reads.YES, [], FollowState.CLOSED),
        (Reads.YES, KINDS_OF_DATA[1:], FollowState.CLOSED),
        (Reads.YES, KINDS_OF_DATA[:1], FollowState.OPEN),
        (Reads.SCANNED, [], FollowState.OPEN),
        (Reads.NOT_REACHED, [], FollowState.OPEN),
    ],
    ids=["covered", "other data left", "still there", "an image", "not read"],
)
def test_only_a_document_that_was_read_closes_it(reads, kinds, state):
    before = look({"O20": verdict_of("O20", CLEAR)}, {"O20": KINDS_OF_DATA[:1]})
    key = before.personal[0].key
    ladder = with_remarks(
        climbed("O20", (*CLEAR[:2], reads, *CLEAR[3:])), [remark("O20", kind) for kind in kinds]
    )
    left = [f for f in look({"O20": verdict_of("O20", CLEAR)}, {"O20": kinds}).personal]
    now = ThisLook("b", date(2023, 4, 20), left, {"O20": ladder}, {"O20": judged("O20", Outcome.PASSED)})
    followed = {one.key: one.state for one in follow_up(now, [LookFindings("a", {key: ("O20",)})], [])}

    assert followed[key] is state


def test_personal_data_does_not_keep_a_finding_of_a_verdict_from_coming_back():
    broken = drafted({"O20": verdict_of("O20", (*CLEAR[:3], Period.WRONG_YEAR, CLEAR[4]))}).findings
    private = look({"O20": verdict_of("O20", CLEAR)}, {"O20": KINDS_OF_DATA[:1]}).personal
    key = broken[0].key
    earlier = [LookFindings("a", {key: ("O20",)}), LookFindings("b", {private[0].key: ("O20",)})]
    now = ThisLook("c", date(2023, 4, 20), [*private, *broken], {}, {})
    states = {one.key: one.state for one in follow_up(now, earlier, [])}

    assert states == {key: FollowState.REOPENED, private[0].key: FollowState.OPEN}
