"""The tutorial is run as written: each command in a box, and what stands under it is in its output."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ita_audit.engagement import ROOT_VARIABLE

ROOT = Path(__file__).resolve().parent.parent
TEXT = (ROOT / "TUTORIAL.md").read_text(encoding="utf-8")


def steps():
    """(command, what its output must hold) in the order of the tutorial."""
    found = []
    for box in re.findall(r"```console\n(.*?)```", TEXT, re.S):
        for line in box.splitlines():
            if line.startswith("$ "):
                found.append((line[2:], []))
            else:
                found[-1][1].append(line)
    return found


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """The project as a new user has it, in a folder of its own."""
    folder = tmp_path_factory.mktemp("project")
    for name in ("data", "notebooks"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("report", "*-live"))
    door = folder / "bin" / "ita-audit"
    door.parent.mkdir()
    door.write_text(f'#!/bin/sh\nexec "{sys.executable}" -c "from ita_audit.cli import main; main()" "$@"\n')
    door.chmod(0o755)
    return folder


@pytest.mark.skipif(os.name == "nt", reason="the boxes are typed in a POSIX shell")
def test_every_command_of_the_tutorial_does_what_stands_under_it(project):
    env = os.environ | {
        ROOT_VARIABLE: str(project),
        "PATH": f"{project / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "PYTHONUTF8": "1",
    }
    assert len(steps()) >= 6
    for command, expected in steps():
        done = subprocess.run(
            command, shell=True, cwd=project, env=env, capture_output=True, text=True, encoding="utf-8",
            timeout=300, check=False,
        )  # fmt: skip
        assert done.returncode == 0, f"{command}\n{done.stderr}"
        for line in expected:
            assert line in done.stdout, f"{command}\n{done.stdout}"


def test_every_command_that_the_tutorial_names_exists():
    from ita_audit.cli.app import app

    known = {command.callback.__name__ for command in app.registered_commands}
    assert set(re.findall(r"ita-audit ([a-z]+)", TEXT)) <= known | {"check"}
