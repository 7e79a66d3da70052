"""pyproject.toml, environment.yml and the hashed pins say the same; nothing names a registry."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
HEADLINE = {"jupyterlab", "pandas", "ipywidgets", "nbconvert", "nbval"}


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def ranges() -> dict[str, str]:
    wanted = [
        *PYPROJECT["project"]["dependencies"],
        *PYPROJECT["project"]["optional-dependencies"]["lab"],
        *PYPROJECT["dependency-groups"]["dev"],
    ]
    return {
        canonical(re.match(r"[\w.-]+", line)[0]): line[re.match(r"[\w.-]+", line).end() :] for line in wanted
    }


def pins(name: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for package, version in re.findall(r"^([\w.-]+)==([^\s;]+)", (ROOT / name).read_text(), re.M):
        found.setdefault(canonical(package), []).append(version)
    return found


def satisfies(version: str, spec: str) -> bool:
    def number(text: str) -> tuple[int, ...]:
        parts = [int(part) for part in re.findall(r"\d+", text)][:4]
        return tuple(parts + [0] * (4 - len(parts)))

    compare = {
        ">=": lambda a, b: a >= b,
        "<=": lambda a, b: a <= b,
        "<": lambda a, b: a < b,
        ">": lambda a, b: a > b,
        "==": lambda a, b: a == b,
    }
    bounds = re.findall(r"(>=|<=|==|<|>)([\d.]+)", spec)
    return all(compare[sign](number(version), number(bound)) for sign, bound in bounds)


def test_every_dependency_is_pinned_within_its_range():
    base, lab = pins("requirements.txt"), pins("requirements-lab.txt")
    for name, spec in ranges().items():
        for version in (lab if name == "jupyterlab" else base)[name]:
            assert satisfies(version, spec), f"{name} {version} is outside {spec}"


def test_the_lab_pins_contain_the_base_pins():
    lab = pins("requirements-lab.txt")
    for name, versions in pins("requirements.txt").items():
        assert versions == lab[name], name


def test_every_pin_has_hashes_and_no_file_names_a_registry():
    for name in ("requirements.txt", "requirements-lab.txt"):
        text = (ROOT / name).read_text()
        blocks = re.split(r"^(?=[\w.-]+==)", text, flags=re.M)[1:]
        assert all("--hash=sha256:" in block for block in blocks)
        assert not re.search(r"https?://|--index|--find-links", text)


def test_environment_yml_has_the_ranges_of_pyproject():
    text = (ROOT / "environment.yml").read_text(encoding="utf-8")
    listed = dict(re.findall(r"^  - ([a-z]+)([<>=][^\s]+)$", text, re.M))
    assert set(listed) == HEADLINE | {"python"}
    for name in HEADLINE:
        assert listed[name] == ranges()[name]
    assert listed["python"].startswith(PYPROJECT["project"]["requires-python"])


def test_bare_make_lists_the_targets():
    shown = subprocess.run(
        ["make", "-s", "-C", str(ROOT)], capture_output=True, text=True, encoding="utf-8", check=True
    ).stdout
    for target in ("setup", "report", "test", "check", "workbook", "rerun", "lab", "bench"):
        assert re.search(rf"^{target}\s", shown, re.M), target


def test_ci_only_calls_the_script_and_the_script_calls_make_test():
    assert "make test" in (ROOT / ".ci/run").read_text()
    steps = re.findall(r"run: (.*)", (ROOT / ".github/workflows/ci.yml").read_text())
    assert steps == ["bash .ci/run"]
