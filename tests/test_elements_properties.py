"""What must never change an answer about an element: digits, forms, spacing, wraps, invisible letters."""

from __future__ import annotations

import random
import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ita_audit.checklist import load_checklist
from ita_audit.elements import element_answers
from tests.element_scores import TEXTS, observed

CHECKLIST = load_checklist(2566)
ROWS = st.sampled_from(TEXTS)
bounded = settings(max_examples=150, deadline=None, derandomize=True)
INVISIBLE = ("", "", "", "\u200b", "\u200c", "\u200d", "\ufeff", "\u2060", "\u00ad")
_BLANK = re.compile("(?<=[ก-๎]) (?=[ก-๎])")


def _line(text, at):
    return text[text.rfind("\n", 0, at) + 1 :].split("\n", 1)[0]


def answers(row, text=None):
    seen = [observed(row["text"] if text is None else text, item=row["item"])]
    return {a.key: a.seen for a in element_answers(CHECKLIST[row["item"]], seen)}


@bounded
@given(ROWS, st.data())
def test_the_script_of_digits_changes_no_answer(row, data):
    thai, wide = (str.maketrans("0123456789", digits) for digits in ("๐๑๒๓๔๕๖๗๘๙", "０１２３４５６７８９"))
    script = st.sampled_from([{}, thai, wide])
    mixed = "".join(
        ch.translate(data.draw(script)) if ch.isascii() and ch.isdigit() else ch for ch in row["text"]
    )

    assert answers(row, mixed) == answers(row)


@bounded
@given(ROWS, st.sampled_from(["NFC", "NFD"]))
def test_the_normal_form_changes_no_answer(row, form):
    assert answers(row, unicodedata.normalize(form, row["text"])) == answers(row)


@bounded
@given(ROWS)
def test_a_vowel_in_two_pieces_changes_no_answer(row):
    apart = re.sub("([\u0e48-\u0e4b]?)ำ", "\u0e4d\\1\u0e32", row["text"])

    assert answers(row, apart) == answers(row)
    assert answers(row, row["text"].replace("แ", "เเ")) == answers(row)


@bounded
@given(ROWS, st.data())
def test_blanks_change_no_answer(row, data):
    blanks = st.sampled_from([" ", "  ", "\t", "\u00a0", "\u2003"])
    spaced = re.sub(" ", lambda _: data.draw(blanks), row["text"])

    assert answers(row, spaced) == answers(row)
    assert answers(row, row["text"].replace("\n", "\n\n")) == answers(row)
    assert answers(row, row["text"].replace("\n", " \r\n ")) == answers(row)


@bounded
@given(ROWS, st.data())
def test_invisible_letters_change_no_answer(row, data):
    invisible = st.sampled_from(INVISIBLE)
    marked = "".join(ch + data.draw(invisible) if ch > "\u0e00" else ch for ch in row["text"])

    assert answers(row, marked) == answers(row)


@bounded
@given(ROWS, st.data())
def test_a_line_wrapped_at_a_blank_loses_no_phrase_of_words(row, data):
    """A phrase of the table that stands whole in one line is found when the line ends inside it."""
    item = CHECKLIST[row["item"]]
    wanted = [
        (element.key, word)
        for element in item.elements
        if element.minimum == 1 and not element.near and not element.without
        for way in element.shown_by if len(way) == 1
        for word in way[0] if len(word) >= 12 and not word.startswith("@")
    ]  # fmt: skip
    if not wanted:
        return
    key, word = data.draw(st.sampled_from(wanted))
    at = data.draw(st.integers(3, len(word) - 3))
    at += unicodedata.category(word[at]) == "Mn"

    assert answers(row, f"เทศบาลตำบล {word} ตามเอกสาร")[key]
    assert answers(row, f"เทศบาลตำบล {word[:at]}\n{word[at:]} ตามเอกสาร")[key]


def test_a_line_wrapped_at_any_blank_of_prose_hardly_ever_changes_an_answer():
    """Half a percent of answers may change: a sentence cut off from its subject can become a heading."""
    chance, asked, changed = random.Random(5), 0, 0
    for row in TEXTS:
        text, before = row["text"], answers(row)
        ends = [m.start() for m in _BLANK.finditer(text) if "|" not in _line(text, m.start())]
        for at in chance.sample(ends, min(2, len(ends))):
            after = answers(row, f"{text[:at]}\n{text[at + 1 :]}")
            asked += len(before)
            changed += sum(after[key] != seen for key, seen in before.items())

    assert asked > 800
    assert changed <= 0.005 * asked


@pytest.mark.parametrize(
    ("item", "key", "text"),
    [
        ("O31", "before_during_after", "จะไม่รับของขวัญ ทั้งก่อน ขณะ และหลังปฏิบัติหน้าที่"),
        ("O7", "date", "ข่าว ลงพื้นที่เมื่อ 16 กุมภาพันธ์ พ.ศ. 2566 ในเขตเทศบาล"),
    ],
)
def test_a_structure_is_found_wherever_its_line_ends(item, key, text):
    row = {"item": item, "text": text}
    inside = range(text.index(" ") + 1, text.rindex(" "))
    wraps = [f"{text[:at]}\n{text[at + 1 :]}" for at in inside if text[at] == " "]

    assert answers(row)[key]
    assert all(answers(row, wrapped)[key] for wrapped in wraps)


@pytest.mark.parametrize("text", ["", "\n", "\u200b", "่้๊", "ก" * 5_000, "|" * 3_000])
def test_no_text_breaks_the_looking(text):
    for item in CHECKLIST.items:
        element_answers(item, [observed(text, item=item.code)])
