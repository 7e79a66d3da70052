"""Pages of many markups read whole: what a careful reader takes from each, and nothing else."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from html import unescape

import pytest

from ita_audit.checklist import load_checklist
from tests.page_corpus import FOLDER, Gold, Score, address, corpus, placed, reading, score, table, totals
from tests.page_makers.press import make, slugs

PAGES = corpus()
NEGATIVES = [page for page in PAGES if page.negative]


@cache
def scores() -> list[Score]:
    return [score(page, placed(reading(page.slug))) for page in PAGES]


def test_pages_give_their_links_to_the_right_items():
    micro, macro, items = totals(scores())
    shown = f"pairs micro {micro:.3f} macro {macro:.3f}, items {items:.3f}\n{table(scores())}"
    assert micro >= 0.95, shown
    assert macro >= 0.95, shown
    assert items >= 0.97, shown


@pytest.mark.parametrize("page", NEGATIVES, ids=lambda page: page.slug)
def test_a_page_that_is_no_list_gives_no_link(page: Gold):
    assert score(page, placed(reading(page.slug))).wrong == frozenset()


def test_every_rule_serves_at_least_two_markups():
    """A rule that is right on one page only is made for that page."""
    served: dict[str, set[str]] = defaultdict(set)
    for page in PAGES:
        for code, item in reading(page.slug).items.items():
            for link in item.links:
                served[link.rule]
                if (code, address(link.href)) in page.pairs:
                    served[link.rule].add(page.slug)
    assert served
    assert {rule: sorted(found) for rule, found in served.items() if len(found) < 2} == {}


def test_committed_pages_are_what_their_makers_write():
    assert slugs() == [page.slug for page in PAGES]
    for slug in slugs():
        assert make(slug) == (
            (FOLDER / f"{slug}.html").read_bytes(),
            (FOLDER / f"{slug}.json").read_bytes(),
        ), slug


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.slug)
def test_gold_labels_name_items_of_the_checklist_and_addresses_of_the_page(page: Gold):
    known = {f"O{item.number}" for item in load_checklist(page.year, page.scheme).items}
    written = address(unescape(page.text))
    assert page.listed <= known
    assert {code for code, _ in page.optional} <= known
    assert [pair for pair in page.pairs | page.optional if pair[1] not in written] == []
