"""WP-04 in a real JupyterLab, in a real browser, with the mouse and with the keyboard alone."""

from __future__ import annotations

import importlib.util
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from ita_audit.custody import case_journal
from ita_audit.engagement import CASE_VARIABLE, open_engagement
from ita_audit.journal import in_force
from ita_audit.model import EntryKind, Outcome
from ita_audit.report import copy_papers

ROOT = Path(__file__).resolve().parent.parent
SCREENS = ROOT / "screens"
PAPER = "04_judge_items.ipynb"
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
WAIT_MS = 30_000
MISSING = [name for name in ("playwright", "jupyterlab") if importlib.util.find_spec(name) is None]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        bool(MISSING), reason=f"not installed: {', '.join(MISSING)} (make lab; pip install playwright)"
    ),
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory, demo_case):
    made = tmp_path_factory.mktemp("desk") / "demo"
    shutil.copytree(demo_case.folder, made, ignore=shutil.ignore_patterns("report", "working"))
    return made


@pytest.fixture(scope="module")
def lab(folder):
    """A JupyterLab of its own, as `ita-audit lab` starts it; yields the address of the paper."""
    (paper,) = copy_papers(folder, names=(PAPER,))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    own = folder.parent
    environment = {
        **os.environ,
        CASE_VARIABLE: str(folder),
        "PYTHONPATH": str(ROOT),
        "JUPYTER_CONFIG_DIR": str(own / "config"),
        "JUPYTER_DATA_DIR": str(own / "data"),
        "JUPYTER_RUNTIME_DIR": str(own / "runtime"),
        "IPYTHONDIR": str(own / "ipython"),
        "HOME": str(own),
    }
    quiet = own / "config" / "labconfig" / "page_config.json"
    quiet.parent.mkdir(parents=True)
    quiet.write_text('{"disabledExtensions": {"@jupyterlab/apputils-extension:announcements": true}}')
    options = [
        "--no-browser", f"--ServerApp.port={port}", "--ServerApp.port_retries=0", "--IdentityProvider.token=desk",
        "--ServerApp.ip=127.0.0.1", f"--ServerApp.root_dir={paper.parent}", "--LabApp.news_url=", "--allow-root",
    ]  # fmt: skip
    with (own / "lab.log").open("wb") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "jupyterlab", *options],
            cwd=paper.parent,
            env=environment,
            stdout=log,
            stderr=log,
        )
    try:
        _until_up(f"http://127.0.0.1:{port}/api?token=desk", server)
        yield f"http://127.0.0.1:{port}/lab/tree/{PAPER}?token=desk&reset"
    finally:
        server.terminate()
        server.wait(30)


def _until_up(address, server):
    for _ in range(200):
        assert server.poll() is None, "JupyterLab ended"
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError("JupyterLab did not start")


@pytest.fixture(scope="module")
def browser():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def page(browser, lab):
    """The paper open, all cells run, by keys alone; at the size of a small office screen."""
    shown = browser.new_page(viewport={"width": 1366, "height": 768})
    shown.set_default_timeout(WAIT_MS)
    shown.goto(lab, wait_until="domcontentloaded")
    shown.wait_for_selector(".jp-Notebook .jp-Cell")
    shown.wait_for_selector(".jp-Notebook-ExecutionIndicator[data-status=idle]", state="attached")
    shown.locator(".jp-Notebook .jp-Cell").first.click()
    shown.keyboard.press("Escape")
    for _ in range(40):  # run cell by cell until the desk stands there, as a person would
        if shown.locator(".jp-Notebook .ita-desk").count():
            break
        shown.keyboard.press("Shift+Enter")
        shown.wait_for_timeout(300)
    shown.wait_for_selector(".jp-Notebook-ExecutionIndicator[data-status=idle]", state="attached")
    for _ in range(40):  # and back up to it
        if shown.locator(".jp-mod-active .ita-desk").count():
            break
        shown.keyboard.press("ArrowUp")
        shown.wait_for_timeout(100)
    keep(shown, "started")
    wrong = shown.locator("[data-mime-type='application/vnd.jupyter.stderr']")
    assert wrong.count() == 0, wrong.first.inner_text()
    shown.wait_for_selector(".ita-desk textarea")
    yield shown
    shown.close()


def focused(page):
    return page.evaluate(
        "() => { const e = document.activeElement;"
        " return (e.closest('.ita-desk') ? '' : 'outside: ')"
        " + (e.tagName === 'BUTTON' ? e.textContent : (e.labels && e.labels[0] ? e.labels[0].textContent : e.tagName)); }"
    )


def tab_to(page, name, key="Tab"):
    for _ in range(60):
        if name in focused(page) and "outside" not in focused(page):
            return
        page.keyboard.press(key)
    raise AssertionError(f"no way by {key} to {name!r}; at {focused(page)!r}")


def wait_said(page, words):
    page.locator(".ita-desk .said", has_text=words).first.wait_for()


def judged(folder):
    return in_force(case_journal(open_engagement(folder)).entries())


def keep(page, name):
    SCREENS.mkdir(exist_ok=True)
    page.screenshot(path=SCREENS / f"wp04-{name}.png")


def test_a_day_at_the_desk_with_the_mouse(page, folder):
    desk = page.locator(".ita-desk")
    desk.scroll_into_view_if_needed()
    keep(page, "open")
    wide = page.evaluate(
        "() => [...document.querySelectorAll('.ita-desk, .ita-desk *')]"
        ".filter(e => e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflowX !== 'visible'"
        " && e.clientWidth > 0 && !['INPUT', 'TEXTAREA'].includes(e.tagName)).map(e => e.className)"
    )
    desk.get_by_label("ข้อ | Item").fill("O4")
    page.keyboard.press("Enter")
    desk.get_by_role("heading", name="O4").wait_for()
    desk.get_by_label("เหตุผล | Reason").fill("แผนสิ้นสุดปี 2565 ไม่ครอบคลุมปีที่ตรวจ")
    desk.get_by_role("button", name="พบปัญหา").click()
    wait_said(page, "บันทึกข้อ O4")
    keep(page, "saved")

    assert wide == []
    assert judged(folder)["O4"].outcome is Outcome.FAILED
    assert "สรุปแล้ว 1 จาก 43" in desk.locator(".bar").inner_text()


def test_the_same_with_the_keyboard_alone(page, folder):
    cells = page.locator(".jp-Notebook .jp-Cell").count()
    tab_to(page, "ข้อ | Item")
    page.keyboard.type("o12")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="O12").wait_for()
    tab_to(page, "เหตุผล | Reason")
    page.keyboard.type("อ่านแล้วครบถ้วน abxd dd 1 2 3")  # letters that are commands of JupyterLab elsewhere
    tab_to(page, "ผ่าน | Pass")
    page.keyboard.press("Enter")
    wait_said(page, "บันทึกข้อ O12")
    assert "เหตุผล" in focused(page)
    assert judged(folder)["O12"].reason == "อ่านแล้วครบถ้วน abxd dd 1 2 3"

    tab_to(page, "เลิกทำ | Undo")
    page.keyboard.press("Space")
    wait_said(page, "ถอนผลของข้อ O12")
    assert "O12" not in judged(folder)
    assert "เหตุผล" in focused(page)

    tab_to(page, "ผ่าน | Pass")
    page.keyboard.press("Enter")
    wait_said(page, "บันทึกข้อ O12")
    tab_to(page, "Next to do")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="O13").wait_for()
    tab_to(page, "ติดที่ขั้น", key="Shift+Tab")
    page.keyboard.type("ตรงปี | period")
    page.keyboard.press("Enter")
    wait_said(page, "ตามตัวกรอง")
    keep(page, "keyboard")
    assert page.locator(".jp-Notebook .jp-Cell").count() == cells


def test_a_refused_click_says_why_and_the_text_stays(page, folder):
    desk = page.locator(".ita-desk")
    reason = desk.get_by_label("เหตุผล | Reason")
    reason.fill("ข้อความที่พิมพ์ไว้")
    desk.get_by_label("ผู้บันทึก | By").fill("")
    desk.get_by_role("button", name="ผ่าน | Pass").click()
    wait_said(page, "ยังไม่ได้บันทึก")
    keep(page, "refused")

    assert reason.input_value() == "ข้อความที่พิมพ์ไว้"
    assert desk.locator("[role=alert]").count() == 1


def test_signing_and_reopening_leave_their_trace(page, folder):
    desk = page.locator(".ita-desk")

    def sign(name, note, button, words):
        desk.get_by_label("ผู้ลงนาม | Signer").fill(name)
        desk.get_by_label("หมายเหตุ | Note").fill(note)
        desk.get_by_role("button", name=button).press("Enter")
        wait_said(page, words)
        page.wait_for_function("() => document.activeElement.placeholder === 'ชื่อผู้ลงนาม'")

    sign("ก", "ลงนามระหว่างทาง", "Sign as preparer", "ผู้จัดทำลงนามแล้ว")
    sign("ข", "สอบทานเท่าที่สรุป", "Sign as reviewer", "ผู้สอบทานลงนามแล้ว")
    desk.get_by_role("button", name="Sign as preparer").scroll_into_view_if_needed()
    keep(page, "signed")
    sign("ก", "หน่วยงานส่งหลักฐานเพิ่ม", "Reopen", "เปิดใหม่แล้ว")

    entries = case_journal(open_engagement(folder)).entries()
    kinds = [entry.kind for entry in entries if entry.kind is not EntryKind.JUDGEMENT]
    assert kinds[-3:] == [EntryKind.SIGN_OFF, EntryKind.SIGN_OFF, EntryKind.REOPENING]
    assert case_journal(open_engagement(folder)).verify() == []


def test_every_control_has_a_name_for_a_screen_reader_and_no_item_takes_long(page):
    names = page.evaluate(
        "() => [...document.querySelectorAll('.ita-desk button, .ita-desk input, .ita-desk textarea')]"
        ".filter(e => !(e.textContent.trim() || (e.labels && e.labels[0] && e.labels[0].textContent.trim())))"
        ".map(e => e.outerHTML)"
    )
    desk = page.locator(".ita-desk")
    took = []
    for code in ("O1", "O9", "O20", "O43"):
        desk.get_by_label("ข้อ | Item").fill(code)
        began = time.monotonic()
        page.keyboard.press("Enter")
        desk.get_by_role("heading", name=f"{code} ").wait_for()
        took.append(time.monotonic() - began)

    assert names == []
    assert sorted(took)[1] < 0.2, took
