"""What is tried only where a needed word stands finds the same as what is tried everywhere."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ita_audit.checklist import known_checklists
from ita_audit.elements import STRUCTURES
from ita_audit.periods import canon, noise, parts
from ita_audit.periods.sparing import Sparing

DATA = Path(__file__).parent / "data"
TEXTS = [
    canon.clean(json.loads(line)["text"])
    for name in ("period_texts.jsonl", "element_texts.jsonl")
    for line in (DATA / name).read_text(encoding="utf-8").splitlines()
]
TEXTS += ["คู่มือ ฉบับปรับปรุง พ.ศ. 2565", "Manual revision rev. 2566", "ผลของปีงบประมาณที่ผ่านมา ราย 6 เดือน"]
SPARING = [rule for rule in noise._EARLY if isinstance(rule, Sparing)]


@pytest.mark.parametrize("rule", SPARING, ids=lambda rule: rule.words[0])
def test_no_match_stands_in_a_text_that_is_not_searched(rule):
    matches = [match[0] for text in TEXTS for match in rule.pattern.finditer(text)]

    assert matches
    assert [match for match in matches if not rule.worth(match)] == []


def test_a_part_of_a_year_holds_what_is_looked_for_first():
    matches = [m[0] for text in TEXTS for pattern, *_ in parts._PARTS for m in pattern.finditer(text)]

    assert matches
    assert [match for match in matches if not parts._ANY_PART.search(match)] == []


@pytest.mark.parametrize("written", ["ต.ค.", "ต ค 65", "ต. ค. 2565", "เดือนมี.ค.", "ธค65", "เม.ย. 66"])
def test_a_short_month_holds_its_two_letters(written):
    held = [
        (letters.search(m[0]), pattern)
        for letters, pattern, _ in canon._SHORT
        for m in pattern.finditer(written)
    ]

    assert all(letters for letters, _ in held)


def test_the_case_of_latin_words_does_not_hide_a_match():
    copyright_rule = next(rule for rule in SPARING if "copyright" in rule.words)

    assert copyright_rule.sub("", "COPYRIGHT 2566") == ""
    assert copyright_rule.sub("", "พ.ศ. 2566") == "พ.ศ. 2566"


def test_every_structure_of_every_years_checklist_exists():
    asked = {
        term
        for checklist in known_checklists()
        for item in checklist.items
        for element in item.elements
        for term in (*(t for way in element.shown_by for group in way for t in group), *element.near)
    }

    assert {term for term in asked if term.startswith("@") and len(term) > 1} <= {*STRUCTURES, "@title"}
