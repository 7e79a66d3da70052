"""The lists of every year and scheme at hand: complete, doubtful where they are, told apart by name."""

from __future__ import annotations

import csv
import time
from collections import Counter
from itertools import pairwise

import pytest

from ita_audit.checklist import (
    checklist_file,
    counterparts,
    crosswalk,
    known_checklists,
    load_checklist,
    other_schemes,
    points_at_stake,
)
from ita_audit.checklist.known import _once
from ita_audit.errors import ChecklistError
from ita_audit.model import YearRule
from ita_audit.thai import bare

COUNTS = {
    ("oit", 2564): 43, ("oit", 2565): 43, ("oit", 2566): 43, ("oit", 2567): 35, ("oit", 2568): 28, ("oit", 2569): 26,
    ("vec", 2568): 37, ("vec", 2569): 23,
}  # fmt: skip
LISTS = sorted(COUNTS)
YEARS = [year for scheme, year in LISTS if scheme == "oit"]


@pytest.fixture(params=LISTS, ids=lambda key: f"{key[0]}-{key[1]}")
def checklist(request):
    scheme, year = request.param
    return load_checklist(year, scheme)


def rows(checklist):
    with checklist_file(checklist.fiscal_year, checklist.scheme).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def names(item):
    return (item.title, *item.aliases)


def test_every_list_at_hand_is_known_with_its_count_oldest_first_and_oit_first():
    known = known_checklists()

    assert {(c.scheme, c.fiscal_year): len(c.items) for c in known} == COUNTS
    assert [(c.fiscal_year, c.scheme) for c in known][-4:] == [
        (2568, "oit"), (2568, "vec"), (2569, "oit"), (2569, "vec"),
    ]  # fmt: skip


def test_numbers_are_consecutive_and_points_add_up_to_forty(checklist):
    assert [item.code for item in checklist.items] == [f"O{n}" for n in range(1, len(checklist.items) + 1)]
    assert sum(points_at_stake(checklist).values()) == pytest.approx(40, abs=1e-9)


def test_sub_indicators_hold_neighbouring_items_and_one_title_each(checklist):
    order = [item.sub_indicator for item in checklist.items]

    assert len(list(dict.fromkeys(order))) == sum(a != b for a, b in pairwise(order)) + 1
    titles = {(i.sub_indicator, i.sub_indicator_title) for i in checklist.items}
    assert len(titles) == len(set(order))
    assert all(i.sub_indicator.startswith(f"{i.indicator}.") for i in checklist.items)


def test_every_row_says_where_it_comes_from_and_how_sure_it_is(checklist):
    for row in rows(checklist):
        sure = {row["confidence_requirement"], row["confidence_year"]}
        assert row["title_th"].strip() == row["title_th"] != ""
        assert row["source"].strip(), row["number"]
        assert sure <= {"sourced", "memory", "uncertain"}, row["number"]
        assert "uncertain" not in sure or row["note"].strip(), (
            f"O{row['number']} is uncertain and says not why"
        )


def test_a_requirement_that_is_no_more_than_memory_is_never_called_sourced(checklist):
    for row in rows(checklist):
        if row["source"].startswith("จำจากคู่มือ"):
            assert row["confidence_requirement"] != "sourced", row["number"]


def test_no_name_of_an_item_is_a_name_of_another_item_of_its_list(checklist):
    owner = {}
    for item in checklist.items:
        for name in names(item):
            assert bare(name), f"{item.code}: {name!r} has no letters"
            assert owner.setdefault(bare(name), item.code) == item.code, f"{name} names {item.code} too"


def test_no_other_name_repeats_a_name_of_its_item_or_a_section_heading(checklist):
    headings = {bare(i.sub_indicator_title) for i in checklist.items}
    headings |= {bare(i.indicator_title) for i in checklist.items}
    for item in checklist.items:
        assert max(Counter(map(bare, names(item))).values()) == 1, item.code
        assert not headings & set(map(bare, item.aliases)), item.code


def test_every_item_has_other_names(checklist):
    assert all(len(item.aliases) >= 3 for item in checklist.items)


@pytest.mark.parametrize(
    ("year", "name", "code"),
    [
        (2564, "เจตจำนงสุจริตของผู้บริหาร", "O34"),
        (2565, "No Gift Policy", "O34"),
        (2566, "แผนพัฒนาท้องถิ่น", "O4"),
        (2566, "เว็บบอร์ด", "O8"),
        (2566, "สขร. ๑", "O21"),
        (2566, "งดรับของขวัญ", "O31"),
        (2567, "กระดานถามตอบ", "O6"),
        (2568, "ทำเนียบผู้บริหาร", "O2"),
        (2568, "แผนกลยุทธ์หรือแผนพัฒนาคุณภาพการศึกษาของสถานศึกษา", "O5"),
        (2568, "แนวทาง/โครงการ/กิจกรรมการป้องกันการทุจริต", "O25"),
        (2569, "บริการออนไลน์", "O10"),
        (2569, "แผนอัตรากำลัง 3 ปี", "O13"),
    ],
)
def test_names_that_local_governments_and_schools_use_are_known(year, name, code):
    owners = [i.code for i in load_checklist(year).items if bare(name) in map(bare, names(i))]

    assert owners == [code]


def test_the_year_rule_of_one_theme_moves_between_years():
    rule = {y: load_checklist(y)[c].year_rule for y, c in {2566: "O29", 2568: "O19", 2569: "O18"}.items()}

    assert rule == {
        2566: YearRule.FIRST_HALF,
        2568: YearRule.PREVIOUS_FY,
        2569: YearRule.PREVIOUS_FY,
    }


def test_the_structure_of_2564_reproduces_a_published_indicator_score():
    """Indicator 10 at 93.75 means one of the eight items of 10.1 failed (domain rule)."""
    points = points_at_stake(load_checklist(2564))

    assert points["O34"] == pytest.approx(20 * (100 - 93.75) / 100)


def test_a_year_without_a_list_is_still_a_clear_error_and_not_known():
    with pytest.raises(ChecklistError, match=r"fiscal year 2571.*oit-2571\.csv") as caught:
        load_checklist(2571)

    assert "2571" in caught.value.hint_th
    assert not [c for c in known_checklists() if c.fiscal_year == 2571]


def test_known_lists_are_read_once_and_again_when_a_file_changes(tmp_path):
    source = checklist_file(2569).read_text(encoding="utf-8")
    path = tmp_path / "oit-2569.csv"
    path.write_text(source, encoding="utf-8")
    (tmp_path / "crosswalk.csv").write_text("", encoding="utf-8")
    (first,) = known_checklists(tmp_path)

    assert known_checklists(tmp_path)[0] is first
    path.write_text(source.replace("ข่าวประชาสัมพันธ์", "ข่าวของหน่วยงาน", 1), encoding="utf-8")
    assert known_checklists(tmp_path)[0]["O4"].title == "ข่าวของหน่วยงาน"


def test_all_lists_load_in_fifty_milliseconds():
    taken = []
    for _ in range(5):
        _once.cache_clear()
        start = time.process_time()
        known_checklists()
        taken.append(time.process_time() - start)

    assert min(taken) < 0.05


def test_every_item_of_every_year_is_mapped_added_or_dropped_relative_to_2566():
    moves = crosswalk()
    codes = {year: {i.code for i in load_checklist(year).items} for year in YEARS}

    assert {move.to_year for move in moves} == {2566}
    for year in set(YEARS) - {2566}:
        here = [m for m in moves if m.fiscal_year == year]
        assert Counter(m.item for m in here if m.item) == Counter(codes[year]), year
        reached = Counter(code for m in here for code in m.to_items)
        assert set(reached) == codes[2566], year
        for move in here:
            shape = {
                "only_here": not move.to_items,
                "only_there": not move.item and len(move.to_items) == 1 and reached[move.to_items[0]] == 1,
                "merged": len(move.to_items) > 1,
                "split": len(move.to_items) == 1 and reached[move.to_items[0]] > 1,
                "renamed": len(move.to_items) == 1 and reached[move.to_items[0]] == 1,
                "same": len(move.to_items) == 1 and reached[move.to_items[0]] == 1,
            }
            assert shape[move.change], move


def test_same_means_the_same_title_and_renamed_another():
    for move in crosswalk():
        if move.change in ("same", "renamed"):
            here = load_checklist(move.fiscal_year)[move.item].title
            there = load_checklist(move.to_year)[move.to_items[0]].title
            assert (here == there) == (move.change == "same"), move


def test_doubtful_moves_say_why():
    assert all(m.note for m in crosswalk() if m.confidence == "uncertain")
    assert {m.confidence for m in crosswalk()} <= {"sourced", "memory", "uncertain"}


@pytest.mark.parametrize(
    ("code", "start", "end", "expected"),
    [
        ("O11", 2564, 2566, ("O12",)),
        ("O18", 2564, 2566, ("O11",)),
        ("O11", 2566, 2564, ("O10", "O18")),
        ("O32", 2564, 2566, ()),
        ("O31", 2564, 2569, ("O18",)),
        ("O8", 2567, 2568, ("O6",)),
        ("O1", 2568, 2567, ("O1", "O3")),
        ("O29", 2567, 2567, ("O29",)),
        ("O1", 2566, 2571, ()),
    ],
)
def test_an_item_is_translated_between_years(code, start, end, expected):
    assert counterparts(code, start, end) == expected


def test_lists_that_are_not_oit_are_known_with_what_to_tell_the_auditor():
    schemes = {s.scheme: s for s in other_schemes()}

    assert {"moit", "eb", "lpa"} <= {name for name, s in schemes.items() if s.refuses}
    assert not schemes["iit"].refuses
    for scheme in schemes.values():
        assert "ไม่ใช่แบบตรวจ OIT" in scheme.message_th
        assert scheme.message_en
        assert scheme.source
        assert scheme.confidence in {"sourced", "memory", "uncertain"}


@pytest.mark.parametrize(
    ("scheme", "text", "numbers"),
    [
        ("moit", "MOIT 1 หน่วยงานมี…  MOIT๒๒ แนวปฏิบัติ  moit-3", {1, 3, 22}),
        ("moit", "MOIT 2566 · MOIT 99 · O1 โครงสร้าง · OIT 4", set()),
        ("eb", "EB 2566 · EB 0", set()),
        ("eb", "EB 10 / EEB 13 (พิมพ์ผิด) / EB1", {1, 10, 13}),
        ("eb", "web1 www.eb.example/12 ebook", set()),
        ("oic", "ข้อมูลข่าวสารตามมาตรา ๗ (๑) และมาตรา 9(8)", {1, 8}),
        ("oic", "มาตรา 79 และมาตรา 9 วรรคสอง", set()),
    ],
)
def test_labels_of_other_schemes_are_read_and_those_of_oit_are_not(scheme, text, numbers):
    found = next(s for s in other_schemes() if s.scheme == scheme)

    assert found.numbers_in(text) == numbers


def test_no_other_scheme_is_named_by_an_oit_item(checklist):
    for scheme in other_schemes():
        for item in checklist.items:
            assert not [name for name in names(item) if scheme.is_named_in(name)], (scheme.scheme, item.code)
            assert not [name for name in names(item) if scheme.numbers_in(name)], (scheme.scheme, item.code)


def test_a_page_of_another_scheme_is_known_by_its_name_alone():
    lpa = next(s for s in other_schemes() if s.scheme == "lpa")

    assert lpa.is_named_in("คู่มือ การประเมินประสิทธิภาพของ องค์กรปกครองส่วนท้องถิ่น ปี ๒๕๖๘")
    assert not lpa.is_named_in("การประเมินคุณธรรมและความโปร่งใส")


@pytest.mark.parametrize(
    ("file", "read", "old", "new", "said"),
    [
        ("crosswalk.csv", crosswalk, ",same,", ",moved,", r"crosswalk\.csv, row 2"),
        ("crosswalk.csv", crosswalk, "to_items,", "items,", r"crosswalk\.csv, row 1: expected columns"),
        ("other-schemes.csv", other_schemes, ",1,24,", ",one,24,", r"other-schemes\.csv, row 2"),
        ("other-schemes.csv", other_schemes, ",MOIT,", ",,", r"other-schemes\.csv, row 2"),
    ],
)
def test_a_broken_table_names_file_and_row(tmp_path, file, read, old, new, said):
    text = checklist_file(2566).with_name(file).read_text(encoding="utf-8")
    assert old in text
    (tmp_path / file).write_text(text.replace(old, new, 1), encoding="utf-8")

    with pytest.raises(ChecklistError, match=said):
        read(tmp_path)


@pytest.mark.parametrize("read", [crosswalk, other_schemes])
def test_a_missing_table_is_named(tmp_path, read):
    with pytest.raises(ChecklistError, match="is missing") as caught:
        read(tmp_path)

    assert "data/checklists" in caught.value.hint_th
