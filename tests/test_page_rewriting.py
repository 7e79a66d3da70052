"""The same page written otherwise gives the same links to the same items."""

from __future__ import annotations

import random

import pytest

from tests.page_corpus import Gold, corpus, placed, read, reading
from tests.page_transforms import TRANSFORMS, in_windows_874

PAGES = corpus()
NOT_FOR = {"shuffled_menus": lambda page: page.kind == "menu"}  # there the menus are the list
SHARE = 8  # each rewriting alone on every eighth page, other pages for each; all together on every third


def applies(name: str, page: Gold) -> bool:
    return not (name in NOT_FOR and NOT_FOR[name](page))


def rewritten(page: Gold, names: list[str]) -> bytes:
    html, rng = page.text, random.Random(page.slug)
    for name in names:
        html = TRANSFORMS[name](html, rng)
    return html.encode(page.encoding, "xmlcharrefreplace")


def differences(page: Gold, html: bytes) -> str:
    now, before = placed(read(page, html)), placed(reading(page.slug))
    return f"lost {sorted(before - now)[:5]} new {sorted(now - before)[:5]}" if now != before else ""


@pytest.mark.parametrize("name", TRANSFORMS)
def test_one_rewriting_changes_no_placement(name):
    turn = list(TRANSFORMS).index(name)
    chosen = [page for n, page in enumerate(PAGES) if n % SHARE == turn % SHARE and applies(name, page)]
    assert {p.slug: d for p in chosen if (d := differences(p, rewritten(p, [name])))} == {}


@pytest.mark.parametrize("page", PAGES[::3], ids=lambda page: page.slug)
def test_all_rewritings_together_change_no_placement(page: Gold):
    names = [name for name in TRANSFORMS if applies(name, page)]
    culprits = (
        [name for name in names if differences(page, rewritten(page, [name]))]
        if (difference := differences(page, rewritten(page, names)))
        else []
    )
    assert not difference, f"{difference}; alone: {culprits}"


def test_windows_874_and_utf_8_change_no_placement():
    found = {}
    for page in PAGES[1::5]:
        html = page.text.encode() if page.encoding == "cp874" else in_windows_874(page.text)
        if html is not None and (difference := differences(page, html)):
            found[page.slug] = difference
    assert found == {}
