"""Periods of texts labelled by somebody who had not seen the grammar: the bars of the audit hold."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ita_audit.questions import answer_questions

GOLD = Path(__file__).parent / "data" / "period_texts.jsonl"
UNDECIDED = "cannot_tell"


@pytest.fixture(scope="module")
def told():
    """(gold verdict, told verdict, the text with what else a competent auditor could say) per question."""
    rows = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    answers = answer_questions(
        [{"id": r["id"], "text": r["text"], "kind": r["kind"], "ask": list(r["verdicts"])} for r in rows],
        base=GOLD.parent,
    )
    return [
        (gold, answer["verdicts"][key], {**row, "accept": row.get("accept", {}).get(key, [])})
        for row, answer in zip(rows, answers, strict=True)
        for key, gold in row["verdicts"].items()
    ]


def test_decisions_are_right(told):
    decided = [(gold, said) for gold, said, _ in told if said != UNDECIDED]
    wanted = [(gold, said) for gold, said, _ in told if gold != UNDECIDED]
    right = sum(gold == said for gold, said in wanted)
    precision, recall = right / len(decided), right / len(wanted)

    assert 2 * precision * recall / (precision + recall) >= 0.95
    assert sum(said == UNDECIDED for _, said in wanted) / len(wanted) <= 0.10


def test_a_wrong_year_is_not_accepted(told):
    wrong = [said for gold, said, _ in told if gold == "wrong_year"]

    assert sum(said == "match" for said in wrong) / len(wrong) <= 0.01


def test_a_damaged_text_gets_no_confident_verdict(told):
    damaged = [(said, row) for _, said, row in told if row.get("damaged")]

    assert damaged
    assert all(said == UNDECIDED or said in row["accept"] for said, row in damaged)
