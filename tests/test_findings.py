"""Findings: one per common cause, every word from a field, nothing lost, codes that stay."""

from __future__ import annotations

import dataclasses
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ita_audit.checklist import load_checklist, points_at_stake
from ita_audit.coverage import NOBODY
from ita_audit.findings import KINDS, draft_findings
from ita_audit.model import (
    AssignmentRow,
    AssignmentTable,
    Elements,
    Found,
    Judgement,
    Kind,
    Ladder,
    Link,
    LinkCheck,
    LinkStatus,
    Observed,
    Opens,
    Outcome,
    Part,
    Period,
    Priority,
    Reads,
    Remark,
    RemarkKind,
    Rung,
    Search,
    Standing,
    Step,
)
from ita_audit.verdicts import RULES, judge, with_remarks

CHECKLIST = load_checklist(2566)
POINTS = points_at_stake(CHECKLIST)
CODES = [item.code for item in CHECKLIST.items]
ANSWERS = (Found, Opens, Reads, Period, Elements)
UNITS = [("งานหนึ่ง", "กองหนึ่ง"), ("งานสอง", "กองสอง"), ("", "กองสาม"), ("", "")]
HOSTILE = "<script>alert(1)</script>{{7*7}}{code}\u202egpj.exe=HYPERLINK(1)"


def observed(code, host="www.town.example", status=LinkStatus.BROKEN, http_status=404, number=1):
    url = f"http://{host}/{code}"
    check = LinkCheck(url, url, status, "ตอบ 404", http_status, (), "", 0, "", 1, 1, "2023-04-20T01:02:03Z")
    return Observed(f"E-{code}-{number:02d}", code, Link(url, url, HOSTILE, "row", item=code), check)


def table(owner_of=lambda code: UNITS[0]):
    rows = tuple(
        AssignmentRow(code, code, code, *owner_of(code), n)
        for n, code in enumerate(CODES, 1)
        if owner_of(code)
    )
    return AssignmentTable(2566, rows)


def climbed(code, answers, ref=None):
    """A ladder as a climb leaves it: what stands above an answer that is not clear is not reached."""
    evidence = (ref,) if ref else ()
    return Ladder(code, *(Step(answer, f"เหตุผลของ {code} {HOSTILE}", evidence) for answer in answers))


def verdict_of(code, answers, ref=None, looks=2):
    return judge(climbed(code, answers, ref), CHECKLIST[code], looks=looks)


def judged(code, outcome, seq=1):
    return Judgement(seq, code, outcome, "อ่านแล้ว", "ก", "preparer", "2023-04-21T00:00:00Z", {}, "", "")


def drafted(verdicts, seen=(), assignment=None, **more):
    return draft_findings(
        verdicts, checklist=CHECKLIST, assignment=assignment or table(), observed=seen, points=POINTS, **more
    )


CLEAR = (Found.YES, Opens.YES, Reads.YES, Period.MATCH, Elements.ALL)
any_answers = st.tuples(*(st.sampled_from(list(answers)) for answers in ANSWERS))
any_case = st.fixed_dictionaries(
    {
        "answers": st.lists(any_answers, min_size=43, max_size=43),
        "hosts": st.lists(st.sampled_from(["a.example", "b.example", ""]), min_size=43, max_size=43),
        "owners": st.lists(st.sampled_from([*UNITS, None]), min_size=43, max_size=43),
        "judged": st.lists(st.sampled_from([None, *Outcome]), min_size=43, max_size=43),
        "search": st.sampled_from([None, Search(), Search(own_list=True), Search(gaps=("หน้าหนึ่งเปิดไม่ได้",))]),
    }
)


def case_of(drawn):
    seen = [
        observed(code, host, http_status=None)
        for code, host in zip(CODES, drawn["hosts"], strict=True)
        if host
    ]
    refs = {s.item: s.ref for s in seen}
    verdicts = {
        code: verdict_of(code, answers, refs.get(code))
        for code, answers in zip(CODES, drawn["answers"], strict=True)
    }
    owners = dict(zip(CODES, drawn["owners"], strict=True))
    judgements = {
        code: judged(code, outcome)
        for code, outcome in zip(CODES, drawn["judged"], strict=True)
        if outcome is not None
    }
    draft = drafted(verdicts, seen, table(owners.get), search=drawn["search"], judgements=judgements)
    return verdicts, judgements, draft


@settings(max_examples=60)
@given(any_case)
def test_every_item_that_is_not_passed_is_in_exactly_one_finding_or_has_a_reason(drawn):
    verdicts, judgements, draft = case_of(drawn)
    found = [code for finding in draft.findings for code in finding.items]
    without = {entry.item: entry.reason_th for entry in draft.without}
    passed = {code for code, entry in judgements.items() if entry.outcome is Outcome.PASSED}

    assert sorted([*found, *without, *passed]) == sorted(verdicts)
    assert all(reason.strip() for reason in without.values())


@settings(max_examples=40)
@given(any_case)
def test_every_sentence_is_traceable_to_fields_that_say_so(drawn):
    _, _, draft = case_of(drawn)
    for finding in draft.findings:
        assert {sentence.part for sentence in finding.sentences} == set(Part)
        for sentence in finding.sentences:
            assert sentence.fields
            assert sentence.refs
            for path, words in sentence.fields:
                assert words == draft.sources.words(path)
                assert words in sentence.text


@settings(max_examples=40)
@given(any_case)
def test_every_reference_of_a_finding_resolves(drawn):
    _, _, draft = case_of(drawn)
    known = set(draft.sources.observed) | {f"WP-{n:02d}" for n in range(10)}
    for finding in draft.findings:
        for sentence in finding.sentences:
            assert set(sentence.refs) <= known
            assert set(re.findall(r"(?:E-O\d+-\d+|WP-\d\d)", sentence.text)) <= known
    assert len({finding.code for finding in draft.findings}) == len(draft.findings)


@settings(max_examples=40)
@given(any_case, st.integers(0, 42))
def test_a_finding_keeps_key_and_code_when_another_item_is_put_right(drawn, place):
    """Identity between looks: what else was found gives a finding no other name."""
    _, _, before = case_of(drawn)
    drawn = {**drawn, "answers": [*drawn["answers"]], "judged": [None] * 43}
    drawn["answers"][place] = CLEAR
    _, _, after = case_of({**drawn})
    codes = {finding.key: finding.code for finding in before.findings}

    assert all(codes.get(finding.key, finding.code) == finding.code for finding in after.findings)


def test_every_conclusion_of_the_rules_has_a_kind_with_a_number_of_its_own():
    known = {(kind.rule, kind.answer) for kind in KINDS}
    made = set()
    for rung, answers in zip(Rung, ANSWERS, strict=True):
        for answer in answers:
            for code in ("O11", "O21"):
                ladder = dataclasses.replace(climbed(code, CLEAR), **{rung.value: Step(answer, "เหตุผล")})
                verdict = judge(ladder, CHECKLIST[code])
                if verdict.standing is not Standing.READY:
                    made.add((verdict.rule, verdict.answer))
    for kind in (kind for kind in RemarkKind if kind.rung):
        verdict = judge(with_remarks(climbed("O11", CLEAR), [Remark("O11", kind, "เหตุผล")]), CHECKLIST["O11"])
        made.add((verdict.rule, verdict.answer))

    assert {rule for rule, _ in made} == {rule.__name__ for rule in RULES}
    assert made <= known
    assert len({kind.number for kind in KINDS}) == len(KINDS)


def test_a_dead_host_is_one_finding_over_many_items_and_units():
    dead = (Found.YES, Opens.UNREACHABLE, Reads.NOT_REACHED, Period.NOT_REACHED, Elements.NOT_REACHED)
    seen = [observed(code, "old.town.example", LinkStatus.UNREACHABLE, None) for code in CODES[:17]]
    verdicts = {
        code: verdict_of(code, dead if code in CODES[:17] else CLEAR, f"E-{code}-01") for code in CODES
    }
    draft = drafted(verdicts, seen, table(lambda code: UNITS[int(code[1:]) % 3]))

    (finding,) = draft.findings
    assert (len(finding.items), len(finding.units)) == (17, 3)
    assert "old.town.example" in finding.title_th
    assert finding.exposure == pytest.approx(sum(POINTS[code] for code in CODES[:17]))


def test_a_link_that_does_not_answer_on_a_host_that_does_is_no_dead_host():
    lost = (Found.YES, Opens.UNREACHABLE, Reads.NOT_REACHED, Period.NOT_REACHED, Elements.NOT_REACHED)
    seen = [observed("O1", status=LinkStatus.TIMEOUT, http_status=None), observed("O2", http_status=200)]
    draft = drafted({"O1": verdict_of("O1", lost, "E-O1-01"), "O2": verdict_of("O2", CLEAR)}, seen)

    assert [finding.key for finding in draft.findings] == ["cannot_be_reached.unreachable|unit|งานหนึ่ง กองหนึ่ง"]


def test_a_page_that_could_not_be_read_is_one_finding_for_all():
    unread = (
        Found.CANNOT_TELL,
        Opens.NOT_REACHED,
        Reads.NOT_REACHED,
        Period.NOT_REACHED,
        Elements.NOT_REACHED,
    )
    draft = drafted(
        {code: verdict_of(code, unread) for code in CODES}, assignment=table(lambda c: UNITS[int(c[1:]) % 4])
    )

    (finding,) = draft.findings
    assert (len(finding.items), finding.code) == (43, "F-0300")
    assert NOBODY in finding.units


@pytest.mark.parametrize(
    ("outcome", "answers", "where"),
    [
        (Outcome.PASSED, (Found.NO, *CLEAR[1:]), "nowhere"),
        (Outcome.INAPPLICABLE, (Found.NO, *CLEAR[1:]), "without"),
        (Outcome.FAILED, CLEAR, "finding"),
        (Outcome.CANT_TELL, CLEAR, "without"),
        (Outcome.UNTESTED, (Found.NO, *CLEAR[1:]), "finding"),
    ],
    ids=["passed", "inapplicable", "failed", "cannot tell", "taken back"],
)
def test_what_a_person_concluded_decides_where_an_item_stands(outcome, answers, where):
    draft = drafted({"O1": verdict_of("O1", answers)}, judgements={"O1": judged("O1", outcome)})
    stands = "finding" if draft.findings else "without" if draft.without else "nowhere"

    assert stands == where


def test_easy_and_heavy_comes_first_and_a_doubt_waits(demo):
    order = [list(Priority).index(finding.priority) for finding in demo.findings]
    assert order == sorted(order)
    for finding in demo.findings:
        if finding.standing is not Standing.PROBLEM:
            assert finding.priority is not Priority.FIRST
    broken = verdict_of("O42", (Found.YES, Opens.BROKEN, *CLEAR[2:]))
    light = verdict_of("O1", (Found.YES, Opens.BROKEN, *CLEAR[2:]))
    ranks = [drafted({v.item: v}).findings[0].priority for v in (broken, light)]
    assert ranks == [Priority.FIRST, Priority.NEXT]


def test_not_found_says_what_was_searched(demo):
    texts = [f.condition_th for f in demo.findings if f.key.startswith("not_given")]
    assert texts
    assert all(f"รวม {demo.search.pages_read} หน้า" in text for text in texts)
    assert all("ค้น" in f.title_th for f in demo.findings if f.key.startswith("not_given"))


def test_a_hostile_reason_is_text_and_no_template():
    draft = drafted({"O1": verdict_of("O1", (Found.NO, *CLEAR[1:]))})
    assert "{{7*7}}{code}" in draft.findings[0].condition_th


def test_effect_is_points_at_stake_and_cause_is_a_question(demo):
    for finding in demo.findings:
        assert f"{finding.exposure:.2f} จาก 40.00" in finding.effect_th
        assert "ไม่ใช่การทำนายผลประเมิน" in finding.effect_th
        assert finding.cause_th.startswith("ให้หน่วยงานชี้แจง")
    kinds = {demo.item(code).kind for finding in demo.findings for code in finding.items}
    assert Kind.DOC in kinds
