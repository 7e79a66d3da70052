"""Find the installed browser, and say what is missing when there is none."""

from __future__ import annotations

import contextlib
import os
import shlex
import shutil
import sys
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from ita_audit.errors import MissingExtra

_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge", "microsoft-edge")
_WINDOWS = (
    r"Microsoft\Edge\Application\msedge.exe",
    r"Google\Chrome\Application\chrome.exe",
)
_MAC = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)


def find_browser() -> str | None:
    """The first installed Chromium, Chrome or Edge."""
    for name in _NAMES:
        if found := shutil.which(name):
            return found
    for base in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
        for tail in _WINDOWS:
            path = Path(os.environ.get(base, "")) / tail
            if os.environ.get(base) and path.is_file():
                return str(path)
    return next((path for path in _MAC if Path(path).is_file()), None)


def is_root() -> bool:
    """Tell whether this process is the superuser, for whom Chromium refuses its own sandbox."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


@contextlib.contextmanager
def bounded(browser: str, megabytes: int) -> Iterator[str]:
    """
    Give a command that starts a browser whose processes may each hold so much private memory.

    Where the system has `ulimit` (Linux); elsewhere the browser's own bounds hold.
    """
    if not sys.platform.startswith("linux"):
        yield browser
        return
    with tempfile.TemporaryDirectory() as folder:
        command = Path(folder) / "browser"
        command.write_text(f'#!/bin/sh\nulimit -d {megabytes * 1024}\nexec {shlex.quote(browser)} "$@"\n')
        command.chmod(0o700)
        yield str(command) if os.access(command, os.X_OK) else browser  # /tmp may refuse to run files


def missing_extra() -> MissingExtra | None:
    """What keeps pages from being rendered here, in one Thai and one English line; None when nothing does."""
    if find_spec("playwright") is None:
        return MissingExtra(
            "a page that shows its list by script needs the extra `browser`: pip install 'ita-audit[browser]'",
            hint_th="หน้าที่แสดงรายการด้วยสคริปต์ต้องใช้ส่วนเสริม browser: pip install 'ita-audit[browser]'",
        )
    if find_browser() is None:
        return MissingExtra(
            "the extra `browser` found no Chromium, Chrome or Edge on this machine",
            hint_th="ส่วนเสริม browser ไม่พบ Chromium, Chrome หรือ Edge ในเครื่องนี้ ติดตั้งอย่างใดอย่างหนึ่งก่อน",
        )
    return None
