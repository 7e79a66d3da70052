"""Take the pictures of README anew, after `make report`, in a real JupyterLab: `python -m tests.readme_pictures`."""

from __future__ import annotations

import contextlib
import io
import shutil
import tempfile
from pathlib import Path

from PIL import Image

from ita_audit.report import copy_papers
from tests import test_desk_browser as desk

PICTURES = desk.ROOT / "data" / "pictures"
JUDGED = (("O2", "หน้าแสดงผู้บริหารครบ พร้อมช่องทางติดต่อ", "Pass"), ("O7", "ข่าวล่าสุดเป็นของปีที่ตรวจ", "Pass"))
SHOWN = ("O11", "แผนที่เผยแพร่เป็นของปีก่อน")
FILTERS = (("งาน | Section", "นิติการ"), ("ผล | Result", "พบปัญหา"), ("เรียงตาม | Order", "คะแนน"))


def take() -> None:
    """Write the three pictures; what is judged for them is judged in a copy that goes away."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        made = Path(folder) / "demo"
        shutil.copytree(
            desk.ROOT / "data/cases/demo", made, ignore=shutil.ignore_patterns("report", "working")
        )
        copy_papers(made, names=(desk.PAPER, "05_coverage_by_unit.ipynb"))
        lab, browser = desk.lab.__wrapped__(made), desk.browser.__wrapped__()
        with contextlib.closing(lab), contextlib.closing(browser):
            started = next(browser)
            address = next(lab)
            _judge(started, address)
            _cover(started, address.replace(desk.PAPER, "05_coverage_by_unit.ipynb"))
            _report(started)


def _open(browser, address, stop):
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    page.set_default_timeout(desk.WAIT_MS)
    page.goto(address, wait_until="domcontentloaded")
    page.wait_for_selector(".jp-Notebook-ExecutionIndicator[data-status=idle]", state="attached")
    page.keyboard.press("Control+b")
    page.locator(".jp-Notebook .jp-Cell").first.click()
    page.keyboard.press("Escape")
    while not page.locator(stop).count():
        page.keyboard.press("Shift+Enter")
        page.wait_for_timeout(400)
    return page


def _judge(browser, address) -> None:
    page = _open(browser, address, ".jp-Notebook .ita-desk textarea")
    for code, reason, button in JUDGED:
        _choose(page, "ข้อ | Item", code)
        page.locator(".ita-desk textarea").fill(reason)
        page.locator(".ita-desk button", has_text=button).first.click()
        page.wait_for_timeout(1_500)
    _choose(page, "ข้อ | Item", SHOWN[0])
    page.locator(".ita-desk textarea").fill(SHOWN[1])
    page.locator(".ita-desk").evaluate("desk => desk.scrollIntoView(true)")
    page.wait_for_timeout(800)
    _keep(page, "wp04.png")
    page.close()


def _choose(page, label, words) -> None:
    page.get_by_label(label).fill(words)
    page.keyboard.press("Enter")
    page.wait_for_timeout(1_200)


def _cover(browser, address) -> None:
    page = _open(browser, address, ".jp-Notebook .ita-desk.coverage input")
    for label, words in FILTERS:
        _choose(page, label, words)
    page.locator(".ita-desk.coverage").evaluate("desk => desk.scrollIntoView(true)")
    page.wait_for_timeout(800)
    _keep(page, "wp05.png")
    page.close()


def _report(browser) -> None:
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    page.goto((desk.ROOT / "data/cases/demo/report/report.html").as_uri())
    _keep(page, "report.png")
    page.close()


def _keep(page, name) -> None:
    """A screen in few colours: sharp, and a third of the bytes."""
    drawn = Image.open(io.BytesIO(page.screenshot()))
    drawn.convert("RGB").quantize(64, dither=Image.Dither.NONE).save(PICTURES / name, optimize=True)


if __name__ == "__main__":
    take()
