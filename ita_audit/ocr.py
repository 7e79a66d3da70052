"""
Words of a scanned page's title, by the Tesseract that is installed; nothing where none is.

Thai digits are misread every time, so digits are taken out. The words are never part of a document's
reading: they only help a person to find the right picture.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from functools import lru_cache

from ita_audit.render.installed import bounded
from ita_audit.thai import tidy

LANGUAGES = "tha+eng"
WALL_S, LIST_S, MEGABYTES = 20.0, 5.0, 800
MAX_PICTURE, MAX_ANSWER = 8_000_000, 200_000
"""Bytes of a picture that is tried, and of an answer that is looked at."""
TITLE_LINES = 12
_DIGITS = re.compile("[0-9๐-๙]+")
_WORD = re.compile("[ก-ฮ]{2}|[A-Za-z]{3}")
_KEPT = ("PATH", "TESSDATA_PREFIX", "SYSTEMROOT", "TEMP", "TMP", "LANG")


def find_tesseract() -> str | None:
    """The installed Tesseract when it can read Thai and English; None otherwise."""
    program = shutil.which("tesseract")
    return program if program and _reads_thai(program) else None


@lru_cache(maxsize=8)
def _reads_thai(program: str) -> bool:
    try:
        said = subprocess.run(
            [program, "--list-langs"], capture_output=True, timeout=LIST_S, check=False, env=_environment()
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    listed = (said.stdout + said.stderr)[:MAX_ANSWER].decode("utf-8", "replace").split()
    return all(language in listed for language in LANGUAGES.split("+"))


def title_words(picture: bytes, *, program: str | None = None, wall_s: float = WALL_S) -> tuple[str, ...]:
    """
    Read the words at the top of a picture.

    Args:
        picture: PNG bytes of a page.

        program: A Tesseract; the installed one where none is given.

        wall_s: Seconds it may take.

    Returns:
        At most TITLE_LINES lines, every run of digits shown as `#`; nothing when there is no
        Tesseract, or it fails, or takes too long.
    """
    program = program or find_tesseract()
    if program is None or not 0 < len(picture) <= MAX_PICTURE:
        return ()
    try:
        with bounded(program, MEGABYTES) as command:
            said = subprocess.run(
                [command, "stdin", "stdout", "-l", LANGUAGES, "--psm", "6"],
                input=picture,
                capture_output=True,
                timeout=wall_s,
                check=False,
                env=_environment(),
            )
    except (OSError, subprocess.TimeoutExpired):
        return ()
    text = said.stdout[:MAX_ANSWER].decode("utf-8", "replace") if said.returncode == 0 else ""
    lines = (_DIGITS.sub("#", tidy(line)) for line in text.splitlines())
    return tuple(line for line in lines if _WORD.search(line))[:TITLE_LINES]


def _environment() -> dict[str, str]:
    return {**{k: v for k, v in os.environ.items() if k in _KEPT}, "OMP_THREAD_LIMIT": "1"}
