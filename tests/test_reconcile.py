"""Three sources side by side: the checklist, what was submitted, what the page gives."""

from __future__ import annotations

import dataclasses

import pytest

from ita_audit.checklist import load_checklist
from ita_audit.model import Link, PageItem, PageLinks
from ita_audit.reconcile import reconcile, same_address_key
from ita_audit.tables import three_way_table

CHECKLIST = load_checklist(2566)


def link(item, url):
    return Link(url, url, "", "row", item=item)


def page(**items):
    entries = {c: PageItem(c, c, tuple(link(c, u) for u in urls)) for c, urls in items.items()}
    return PageLinks("http://a.example/", 2566, "oit", entries)


def test_every_item_is_compared_and_each_address_stands_once():
    submitted = [link("O1", "http://a.example/1"), link("O2", "http://a.example/2")]

    one, two, three = reconcile(
        CHECKLIST, submitted, page(O1=["https://www.a.example/1/"], O2=["http://a.example/new"])
    )[:3]

    assert one.agrees
    assert two.only_submitted == ("http://a.example/2",)
    assert two.only_found == ("http://a.example/new",)
    assert not three.agrees
    assert three.both == ()


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("http://a.example/?doc=๑๓", "http://a.example/?doc=13", True),
        ("http://a.example/%E0%B9%91", "http://a.example/1", True),
        ("http://www.a.example", "https://a.example/", True),
        ("http://a.example/x", "http://b.example/x", False),
        ("http://a.example/?doc=1", "http://a.example/?doc=2", False),
        ("http://a.example:8080/", "http://a.example/", False),
        ("http://[bad", "http://[bad", True),
    ],
)
def test_addresses_are_equal_as_people_mean_them(left, right, same):
    assert (same_address_key(left) == same_address_key(right)) is same


def test_without_a_page_everything_submitted_is_unfound():
    assert reconcile(CHECKLIST, [link("O1", "http://a.example/1")], None)[0].only_submitted


def test_the_table_puts_differences_first_and_says_when_nothing_was_submitted(demo):
    alone = three_way_table(demo)
    assert {row[4] for row in alone.rows} == {"ไม่มีรายการที่ยื่นให้เทียบ"}

    submitted = tuple(x for entry in demo.page.items.values() for x in entry.links if entry.item != "O7")
    rows = three_way_table(dataclasses.replace(demo, submitted=submitted)).rows

    assert len(rows) == 43
    assert next(row for row in rows if row[0] == "O7")[4].startswith("พบแต่ไม่ได้ยื่น")
    assert rows[-1][4] == "ยื่นตรงกับที่พบ"
