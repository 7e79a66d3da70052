"""Whole cases: each item in one finding or with a reason, every reference leads somewhere, letters name all once."""

from __future__ import annotations

import dataclasses
import inspect
import random
import re

import pytest

from ita_audit import tables
from ita_audit.coverage import by_unit, owner_label
from ita_audit.letters import letters_of, letters_table
from ita_audit.letters.page import letter_page
from ita_audit.model import Outcome, Standing
from ita_audit.observation import observe
from ita_audit.tables.papers import PAPERS
from ita_audit.verdicts import judge
from tests.test_findings import ANSWERS, CLEAR, climbed, judged, observed

OWN, SEEDED = ("demo", "sanmaket-2566"), range(20)
SHOWN = [
    show
    for name in tables.__all__
    if name.endswith(("table", "cards", "sentence", "memo", "actions", "sign_off", "beside", "cover"))
    and list(inspect.signature(show := getattr(tables, name)).parameters) == ["audit"]
]

OF_THE_EVIDENCE = {"canary_sentence", "drift_table", "follow_up_table"}
"""These read the looks themselves: shown for the two cases as they are, not for those drawn from a seed."""


@pytest.fixture(scope="module")
def bases():
    return {name: observe(name) for name in OWN}


def answered(draw):
    """The answers of one ladder; every third item is clear all the way up."""
    return CLEAR if draw.random() < 1 / 3 else [draw.choice(list(answers)) for answers in ANSWERS]


def seeded(base, seed):
    """The case with other answers, owners, evidence and judgements, drawn from a seed."""
    draw = random.Random(seed)
    codes = list(base.verdicts)
    hosts = ("a.example", "b.example", "c.example")
    seen = [
        observed(code, draw.choice(hosts), number=number)
        for code in codes
        for number in range(1, draw.randint(1, 4))
    ]
    refs = {one.item: one.ref for one in seen}
    ladders = {code: climbed(code, answered(draw), refs.get(code)) for code in codes}
    verdicts = {
        code: judge(ladder, base.checklist[code], looks=draw.randint(1, 2))
        for code, ladder in ladders.items()
    }
    rows = tuple(
        dataclasses.replace(row, section=draw.choice((row.section, "งานอื่น", "")))
        for row in base.assignment.rows
        if draw.random() < 0.9
    )
    assignment = dataclasses.replace(base.assignment, rows=rows)
    judgements = tuple(
        judged(code, draw.choice(list(Outcome)), number)
        for number, code in enumerate(draw.sample(codes, draw.randint(0, 30)), 1)
    )
    return dataclasses.replace(
        base, observed=tuple(seen), ladders=ladders, verdicts=verdicts, assignment=assignment,
        judgements=judgements, units=by_unit(verdicts, assignment, base.points),
    )  # fmt: skip


@pytest.fixture(params=[*OWN, *SEEDED], ids=str)
def audit(request, bases):
    if request.param in OWN:
        return bases[request.param]
    return seeded(bases[OWN[request.param % 2]], request.param)


def test_every_item_that_is_not_passed_is_in_exactly_one_finding_or_has_its_reason(audit):
    found = [code for finding in audit.findings for code in finding.items]
    reasons = {entry.item: entry.reason_th for entry in audit.without_finding}
    passed = {code for code, entry in audit.in_force.items() if entry.outcome is Outcome.PASSED}

    assert sorted([*found, *reasons, *passed]) == sorted(audit.verdicts)
    assert all(reason.strip() for reason in reasons.values())


def test_every_reference_shown_anywhere_resolves(audit, request):
    own = not isinstance(request.node.callspec.params["audit"], int)
    faces = [show for show in SHOWN if own or show.__name__ not in OF_THE_EVIDENCE]
    page = "\n".join(show(audit)._repr_html_() for show in [*faces, letters_table])
    page += "\n".join(letter_page(letter) for letter in letters_of(audit))

    for kind in ("WP", "E", "F") if audit.findings and audit.observed else ():
        assert re.search(rf"\b{kind}-\w", page), f"no reference of kind {kind} is shown at all"
    assert set(re.findall(r"\bWP-\d+", page)) <= {code for code, *_ in PAPERS}
    assert set(re.findall(r"\bE-O\d+-\d+(?:\.\d+)?", page)) <= {seen.ref for seen in audit.observed}
    assert set(re.findall(r"\bF-\d+", page)) <= {finding.code for finding in audit.all_findings}
    assert set(re.findall(r'href="#(E-[^"]+)"', page)) <= set(re.findall(r'id="(E-[^"]+)"', page))


def test_the_letters_together_name_every_problem_once_and_to_its_own_unit(audit):
    letters = letters_of(audit)
    named = [(row.item, letter.unit) for letter in letters for row in (*letter.fix, *letter.confirm)]
    found = {code for finding in audit.findings for code in finding.items}
    failed = {code for code, entry in audit.in_force.items() if entry.outcome is Outcome.FAILED}
    problems = failed | {
        code
        for code, verdict in audit.verdicts.items()
        if verdict.standing is Standing.PROBLEM and code in found
    }

    assert sorted(named) == sorted((code, owner_label(audit.assignment, code)) for code in found)
    assert {row.item for letter in letters for row in letter.fix} == problems


def test_the_seeded_cases_are_unlike_each_other(bases):
    cases = [seeded(bases[OWN[seed % 2]], seed) for seed in SEEDED]

    assert len({tuple(f.code for f in case.findings) for case in cases}) == len(cases)
    assert all(case.findings and case.without_finding for case in cases)
