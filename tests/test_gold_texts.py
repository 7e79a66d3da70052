"""The gold-labelled texts in tests/data agree with themselves; no program code is judged here."""

import datetime as dt
import json
from collections import Counter
from pathlib import Path

import pytest

DATA = Path(__file__).parent / "data"
RULES = ("current_fy", "previous_fy", "first_half", "in_force")
VERDICTS = {"match", "wrong_year", "mixed", "cannot_tell"}


def lines(name):
    return [json.loads(line) for line in (DATA / name).read_text(encoding="utf-8").splitlines()]


PERIODS = lines("period_texts.jsonl")
ELEMENTS = lines("element_texts.jsonl")
NAMES = json.loads((DATA / "element_names.json").read_text(encoding="utf-8"))


def span(first, last):
    return dt.date(*first), dt.date(*last)


def year(be):
    return span((be - 544, 10, 1), (be - 543, 9, 30))


def fills(spans, window):
    reach = window[0]
    for start, end in sorted(spans):
        if start <= reach <= end:
            reach = min(end, dt.date.max - dt.timedelta(days=1)) + dt.timedelta(days=1)
    return reach > window[1]


def verdict(rule, be, spans):
    """What the table of the label conventions gives for one reading of a text."""
    if not spans:
        return "cannot_tell"
    window = {"previous_fy": year(be - 1), "first_half": span((be - 544, 10, 1), (be - 543, 3, 31))}.get(
        rule, year(be)
    )
    inside = [s for s in spans if s[0] >= window[0] and s[1] <= window[1]]
    touched = any(s[0] <= window[1] and s[1] >= window[0] for s in spans)
    held = {"current_fy": bool(inside), "previous_fy": fills(inside, window), "in_force": touched}
    if held[rule] if rule in held else fills(spans, window):
        return "match"
    return "cannot_tell" if touched else "wrong_year"


def dates(covered):
    return [(dt.date.fromisoformat(c["start"]), dt.date.fromisoformat(c["end"])) for c in covered]


def gold_verdict_follows(row, key):
    """Contradictions may be `mixed`; two readings that cannot be told apart may be `cannot_tell`."""
    rule, _, be = key.partition("@")
    gold, spans = row["verdicts"][key], dates(row["covered"])
    if gold == "mixed":
        return len({verdict(rule, int(be), [s]) for s in spans}) > 1
    readings = [spans, *map(dates, row.get("covered_also", ()))]
    if gold == "cannot_tell" and len({verdict(rule, int(be), r) for r in readings}) > 1:
        return True
    if "disagree" in row["note"]:
        return {verdict(rule, int(be), [s]) for s in spans} == {gold}
    return verdict(rule, int(be), spans) == gold


@pytest.mark.parametrize("row", PERIODS, ids=lambda r: r["id"])
def test_period_label_follows_from_covered(row):
    assert set(row) <= {
        "id",
        "text",
        "kind",
        "source",
        "origin",
        "covered",
        "covered_also",
        "fiscal_years",
        "verdicts",
        "accept",
        "hard",
        "note",
        "damaged",
    }
    assert 1 <= len(row["text"]) <= 1500
    assert row["kind"] in {"title", "page", "label", "filename"}
    assert all(start <= end for start, end in dates(row["covered"]))
    assert {f"{rule}@2566" for rule in RULES} <= set(row["verdicts"])
    assert set(row["verdicts"].values()) <= VERDICTS
    assert [k for k in row["verdicts"] if not gold_verdict_follows(row, k)] == []
    for key, more in row.get("accept", {}).items():
        assert set(more) <= VERDICTS - {row["verdicts"][key]}
        assert not (row["verdicts"][key] == "wrong_year" and "match" in more)
    if row.get("damaged"):
        assert set(row["verdicts"].values()) == {"cannot_tell"}


def test_period_years_follow_from_covered():
    for row in PERIODS:
        years = set()
        for start, end in dates(row["covered"]):
            first = start.year + 543 + (start.month >= 10)
            last = first if end == dt.date.max else end.year + 543 + (end.month >= 10)
            years |= set(range(first, last + 1))
        assert sorted(years) == row["fiscal_years"], row["id"]


def test_period_texts_are_many_and_different():
    assert len({r["id"] for r in PERIODS}) == len({r["text"] for r in PERIODS}) == len(PERIODS) >= 220
    kinds = Counter(r["kind"] for r in PERIODS)
    assert min(kinds[k] for k in ("title", "page", "label", "filename")) >= 50
    own = Counter(y for r in PERIODS for y in r["fiscal_years"])
    assert min(own[y] for y in range(2564, 2570)) >= 30


@pytest.mark.parametrize("item", [f"O{n}" for n in range(1, 44)])
def test_each_item_has_three_texts_and_three_near_misses(item):
    names = [e["name"] for e in NAMES[item]]
    rows = [r for r in ELEMENTS if r["item"] == item]
    whole = [r for r in rows if all(r["elements"].values())]
    assert len(whole) >= 3
    assert len(rows) - len(whole) >= 3
    for row in rows:
        assert sorted(row["elements"]) == sorted(names), row["id"]
        assert 200 <= len(row["text"]) <= 1500, row["id"]
        assert row["kind"] in {"page", "pdf", "sheet"}


def test_element_texts_are_different():
    assert len({r["id"] for r in ELEMENTS}) == len({r["text"] for r in ELEMENTS}) == len(ELEMENTS)


def test_the_checker_sees_a_wrong_label():
    row = next(r for r in PERIODS if r["verdicts"]["current_fy@2566"] == "wrong_year")
    changed = dict(row, verdicts=dict(row["verdicts"], **{"current_fy@2566": "match"}))
    assert not gold_verdict_follows(changed, "current_fy@2566")
