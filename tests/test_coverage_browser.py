"""The filters of WP-05 in a real JupyterLab, by keys alone."""

from __future__ import annotations

import pytest

from ita_audit.report import copy_papers
from tests.test_desk_browser import (
    PAPER,
    SCREENS,
    WAIT_MS,
    browser,  # noqa: F401  (fixtures of the other paper's test: one JupyterLab, one browser)
    folder,  # noqa: F401
    lab,  # noqa: F401
    pytestmark,  # noqa: F401
    tab_to,
)

COVERAGE = "05_coverage_by_unit.ipynb"


@pytest.fixture
def page(browser, lab, folder):  # noqa: F811
    """WP-05 run down to its filters, at the size of a small office screen."""
    copy_papers(folder, names=(COVERAGE,))
    shown = browser.new_page(viewport={"width": 1366, "height": 768})
    shown.set_default_timeout(WAIT_MS)
    shown.goto(lab.replace(PAPER, COVERAGE), wait_until="domcontentloaded")
    idle = ".jp-Notebook-ExecutionIndicator[data-status=idle]"
    shown.wait_for_selector(".jp-Notebook .jp-Cell")
    shown.wait_for_selector(idle, state="attached")
    shown.locator(".jp-Notebook .jp-Cell").first.click()
    shown.keyboard.press("Escape")
    for _ in range(40):
        if shown.locator(".jp-Notebook .ita-desk.coverage").count():
            break
        shown.keyboard.press("Shift+Enter")
        shown.wait_for_timeout(400)
        shown.wait_for_selector(idle, state="attached")
    shown.wait_for_selector(".ita-desk.coverage input")
    for _ in range(10):
        if shown.locator(".jp-mod-active .ita-desk.coverage").count():
            break
        shown.keyboard.press("ArrowUp")
        shown.wait_for_timeout(100)
    yield shown
    shown.close()


def test_the_table_is_narrowed_and_widened_by_keys_and_no_cell_of_the_paper_is_touched(page):
    cells = page.locator(".jp-Notebook .jp-Cell").count()
    desk = page.locator(".ita-desk.coverage")
    rows = desk.locator("tbody tr")
    assert rows.count() == 43

    tab_to(page, "งาน | Section")
    page.keyboard.type("พัสดุ abxdd")
    for _ in range(6):
        page.keyboard.press("Backspace")
    page.keyboard.press("Enter")
    desk.locator(".said", has_text="แสดง 4 จาก 43 ข้อ").wait_for()
    SCREENS.mkdir(exist_ok=True)
    page.screenshot(path=SCREENS / "wp05-narrowed.png")
    assert rows.count() == 4

    tab_to(page, "คะแนน ≥")
    page.keyboard.type("x")
    page.keyboard.press("Enter")
    desk.locator("[role=alert]").wait_for()
    assert rows.count() == 4

    tab_to(page, "ล้างตัวกรอง")
    page.keyboard.press("Enter")
    desk.locator(".said", has_text="แสดง 43 จาก 43 ข้อ").wait_for()
    assert page.locator(".jp-Notebook .jp-Cell").count() == cells


def test_the_live_form_stands_where_print_has_its_still_face_and_nothing_is_wider_than_its_column(page):
    desk = page.locator(".ita-desk.coverage")
    wide = page.evaluate(
        "() => [...document.querySelectorAll('.ita-desk.coverage, .ita-desk.coverage *')]"
        ".filter(e => e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflowX !== 'visible'"
        " && e.clientWidth > 0 && !['INPUT', 'TEXTAREA'].includes(e.tagName)).map(e => e.className)"
    )
    unnamed = page.evaluate(
        "() => [...document.querySelectorAll('.ita-desk.coverage button, .ita-desk.coverage input')]"
        ".filter(e => !(e.textContent.trim() || (e.labels && e.labels[0] && e.labels[0].textContent.trim())))"
        ".map(e => e.outerHTML)"
    )

    assert (desk.count(), wide, unnamed) == (1, [], [])
