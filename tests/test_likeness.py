"""One document in two places is found; another year's report on the same form is not."""

from __future__ import annotations

from ita_audit.likeness import Document, blank_forms, same_as_last_year, same_under_two_items

TEXT = "รายงานผลการดำเนินงานตามแผนปฏิบัติการของหน่วยงานประจำปี 2567 " * 6


def test_one_file_and_one_text_under_two_items_are_found():
    documents = [
        Document("O11", "a", "1", TEXT),
        Document("O12", "b", "1"),
        Document("O13", "c", "2", TEXT + "ก"),
    ]
    pairs = {(found.first, found.second) for found in same_under_two_items(documents)}
    assert pairs == {("a", "b"), ("a", "c")}


def test_a_renamed_file_of_last_year_is_found_and_a_new_year_is_not():
    before = [Document("O12", "old.pdf", "1", TEXT)]
    assert same_as_last_year([Document("O12", "new.pdf", "1", TEXT)], before)
    assert not same_as_last_year([Document("O12", "new.pdf", "2", TEXT.replace("2567", "2568"))], before)


def test_short_texts_are_not_compared():
    assert not same_under_two_items([Document("O1", "a", "1", "ไม่มี"), Document("O2", "b", "2", "ไม่มี")])


def test_a_form_of_dotted_lines_is_blank_and_a_table_of_contents_is_not():
    form = "ชื่อ................................ ตำแหน่ง................................"
    contents = "บทที่ 1 บทนำและความเป็นมาของแผนปฏิบัติการป้องกันการทุจริต ........ 1"
    found = blank_forms([Document("O12", "form", "1", form), Document("O11", "plan", "2", contents)])
    assert [like.first for like in found] == ["form"]
