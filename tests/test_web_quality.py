"""
Report, working papers, letters and reply sheet under axe-core (WCAG) and the W3C's HTML checker, in an installed Chromium.

`make web` brings the two from npm; without them, or without Chromium or Java, these tests say so.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from html import unescape
from pathlib import Path

import nbformat
import pytest

from ita_audit.engagement import project_root
from ita_audit.letters import write_letters
from ita_audit.render.installed import find_browser, is_root
from ita_audit.reply import reply_files
from ita_audit.report import export_html

TOOLS = Path(__file__).resolve().parent / "web" / "node_modules"
AXE = TOOLS / "axe-core" / "axe.min.js"
CHECKER = TOOLS / "vnu-jar" / "build" / "dist" / "vnu.jar"
PAPERS = sorted((project_root() / "notebooks").glob("*.ipynb"))
REPLY, DISPUTED = "cover.html", "O30"
LETTERS = ("index.html", *(f"letter-{number:02d}.html" for number in range(1, 6)), REPLY)
RUN_AXE = """
<script>
axe.run(document, {resultTypes: ["violations"]}).then(found => {
  const said = found.violations.map(v => [v.id, v.impact, v.nodes.length, v.nodes[0].html.slice(0, 200)]);
  document.documentElement.innerHTML = "<pre id='axe'></pre>";
  document.getElementById("axe").textContent = JSON.stringify({said, passes: found.passes.length});
});
</script>
"""


@pytest.fixture(scope="module")
def letters(tmp_path_factory, demo):
    """The page of each letter, the list of them, and the sheet of a reply pack."""
    folder = tmp_path_factory.mktemp("letters")
    write_letters(demo, folder)
    (sheet,) = (data for name, data in reply_files(demo, DISPUTED).items() if name.endswith(".html"))
    (folder / REPLY).write_bytes(sheet)
    return folder


@pytest.fixture(scope="module", params=[*PAPERS, *LETTERS], ids=lambda given: Path(given).stem)
def page(request, tmp_path_factory):
    if request.param in LETTERS:
        return request.getfixturevalue("letters") / request.param
    path = tmp_path_factory.mktemp("web") / "page.html"
    path.write_text(export_html(nbformat.read(request.param, as_version=4)), encoding="utf-8")
    return path


def test_every_letter_is_checked(letters):
    assert sorted(path.name for path in letters.glob("*.html")) == sorted(LETTERS)


@pytest.mark.skipif(
    not AXE.is_file() or find_browser() is None, reason="axe-core or Chromium missing: make web"
)
def test_axe_finds_no_violation(page):
    html = page.read_text(encoding="utf-8")
    html = re.sub(r'<meta[^>]*http-equiv="Content-Security-Policy"[^>]*>', "", html)
    tested = page.with_name("tested.html")
    script = f"<script>{AXE.read_text(encoding='utf-8')}</script>"
    tested.write_text(html.replace("</body>", f"{script}{RUN_AXE}</body>"), encoding="utf-8")
    command = [find_browser(), "--headless", "--disable-gpu", f"--user-data-dir={page.parent / 'profile'}",
               "--virtual-time-budget=60000", "--dump-dom", tested.as_uri()]  # fmt: skip
    if is_root():
        command.insert(1, "--no-sandbox")
    dom = subprocess.run(command, capture_output=True, text=True, timeout=180, check=False).stdout
    found = json.loads(unescape(re.search(r'<pre id="axe">(.*?)</pre>', dom, re.S)[1]))

    assert found["passes"] > 10
    assert found["said"] == []


@pytest.mark.skipif(
    not CHECKER.is_file() or shutil.which("java") is None, reason="HTML checker or Java missing: make web"
)
def test_the_html_checker_finds_no_error(page):
    command = ["java", "-jar", str(CHECKER), "--errors-only", "--format", "json", str(page)]
    said = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False).stderr
    assert [m["message"] for m in json.loads(said)["messages"] if m["type"] == "error"] == []
