"""Print the report with an installed Chromium or Edge; none installed is a clear message."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

from ita_audit.errors import MissingExtra
from ita_audit.render.installed import find_browser, is_root

_TIMEOUT_S = 120


def save_pdf(html: Path, out: Path) -> Path:
    """
    Print an HTML report to PDF, offline.

    Raises:
        MissingExtra: No browser is installed, or it could not print.
    """
    browser = find_browser()
    if browser is None:
        raise MissingExtra(
            "no Chromium, Chrome or Edge found to print the PDF",
            hint_th="ไม่พบ Chromium, Chrome หรือ Edge ในเครื่อง เปิด report.html แล้วสั่งพิมพ์เป็น PDF แทนได้",
        )
    with tempfile.TemporaryDirectory() as profile:
        command = [
            browser, "--headless", "--disable-gpu", "--no-first-run", "--disable-background-networking",
            "--disable-sync", "--disable-component-update", f"--user-data-dir={profile}",
            "--no-pdf-header-footer", "--generate-pdf-document-outline", f"--print-to-pdf={out}", html.resolve().as_uri(),
        ]  # fmt: skip
        if is_root():
            command.insert(1, "--no-sandbox")
        result = subprocess.run(command, capture_output=True, timeout=_TIMEOUT_S, check=False)
    if not out.is_file():
        raise MissingExtra(
            f"{browser} could not print: {result.stderr[-200:].decode('utf-8', 'replace')}",
            hint_th="เบราว์เซอร์พิมพ์ PDF ไม่สำเร็จ เปิด report.html แล้วสั่งพิมพ์เป็น PDF แทนได้",
        )
    return out
