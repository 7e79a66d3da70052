"""Pages of many markups read whole: what a careful reader takes from each, and nothing else."""

from __future__ import annotations

from functools import cache

import pytest

from tests.page_corpus import Gold, Score, corpus, placed, read, score, table, totals

PAGES = corpus()
NEGATIVES = [page for page in PAGES if page.negative]


@cache
def scores() -> list[Score]:
    return [score(page, placed(read(page))) for page in PAGES]


def test_pages_give_their_links_to_the_right_items():
    micro, macro, items = totals(scores())
    shown = f"pairs micro {micro:.3f} macro {macro:.3f}, items {items:.3f}\n{table(scores())}"
    assert macro >= 0.95, shown
    assert micro >= 0.95, shown
    assert items >= 0.97, shown


@pytest.mark.parametrize("page", NEGATIVES, ids=lambda page: page.slug)
def test_a_page_that_is_no_list_gives_no_link(page: Gold):
    assert score(page, placed(read(page))).wrong == frozenset()
