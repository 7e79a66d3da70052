"""README tells the truth: its table of working papers, its commands, its make targets."""

from __future__ import annotations

import re
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from ita_audit.tables.papers import PAPERS

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_table_of_working_papers_is_the_programs_own():
    expected = [
        f"| {code} | {th} \\| {en} | {question} | {star} |" for code, th, en, question, star in PAPERS
    ]
    rows = [line for line in README.splitlines() if line.startswith("| WP-")]

    assert rows == expected, "paste this:\n" + "\n".join(expected)


def test_every_command_in_readme_exists():
    named = set(re.findall(r"ita-audit ([a-z]+)", README))
    shown = subprocess.run(
        [sys.executable, "-c", "from ita_audit.cli import main; main()", "--help"],
        capture_output=True, text=True, encoding="utf-8", check=True,
    ).stdout  # fmt: skip
    for command in named:
        assert re.search(rf"\b{command}\b", shown), command


@pytest.mark.parametrize("target", sorted(set(re.findall(r"`make ([a-z]+)`", README))))
def test_every_make_target_in_readme_exists(target):
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(), re.M)


def test_the_links_of_readme_lead_somewhere():
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        if not target.startswith("http"):
            assert (ROOT / target).exists(), target


def test_the_pictures_of_readme_are_small_screens_with_words_for_who_cannot_see_them():
    shown = re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", README)
    kept = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "data" / "pictures").iterdir())

    assert sorted(path for _, path in shown) == kept
    assert all(re.search("[ก-๙]", words) for words, _ in shown)
    assert sum((ROOT / path).stat().st_size for path in kept) < 400_000
    for path in kept:
        head = (ROOT / path).read_bytes()[:24]
        assert head[:8] == b"\x89PNG\r\n\x1a\n"
        assert struct.unpack(">II", head[16:]) == (1366, 768), path
