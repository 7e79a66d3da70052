"""Imports only go down, modules stay small, and heavy libraries live on their own floor."""

from __future__ import annotations

import ast
import gc
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "ita_audit"
FLOORS = {
    0: {"lazy", "model", "errors", "thai", "personal", "likeness"},
    1: {"engagement", "checklist", "assignment", "pages", "documents", "periods", "sourcepaper"},
    2: {
        "linkcheck",
        "trail",
        "survey",
        "shown",
        "elements",
        "remarks",
        "verdicts",
        "coverage",
        "findings",
        "follow_up",
        "spot",
        "reconcile",
        "drift",
        "consistency",
    },
    3: {
        "fetch",
        "evidence",
        "journal",
        "finding_log",
        "following",
        "sandbox",
        "reader_child",
        "pipes",
        "ocr",
        "questions",
        "render",
        "look",
        "live_cell",
        "desk",
        "observation",
        "own_paper",
        "pictures",
        "check_links",
        "new_case",
        "canary",
        "case_state",
        "certificates",
        "comparison",
        "custody",
        "sealing",
    },
    4: {
        "cli",
        "report",
        "tables",
        "charts",
        "forms",
        "letters",
        "reply",
        "faced",
        "finding_desk",
        "coverage_desk",
        "spot_desk",
        "cell_order",
        "demo_site",
    },
}
FLOOR_OF = {name: floor for floor, names in FLOORS.items() for name in names}
ONLY_ON = {
    "pandas": 4,
    "ipywidgets": 4,
    "nbconvert": 4,
    "nbclient": 4,
    "typer": 4,
    "pycurl": 3,
    "sqlite3": 3,
    "warcio": 3,
    "subprocess": 3,
    "socket": 3,
    "playwright": 3,
}
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")


def tree(path: Path) -> ast.Module:
    """Parse without garbage collection: in CPython 3.11 a collection inside ast.parse may end in SystemError."""
    gc.disable()
    try:
        return ast.parse(path.read_text(encoding="utf-8"))
    finally:
        gc.enable()


def owner(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_a_module_imports_its_own_floor_or_lower(path):
    floor = FLOOR_OF[owner(path)]
    for name in imports(path):
        if name.startswith("ita_audit.") and name.split(".")[1] in FLOOR_OF:
            assert FLOOR_OF[name.split(".")[1]] <= floor, f"{path.name} reaches up to {name}"
        root = name.split(".")[0]
        assert ONLY_ON.get(root, 0) <= floor, f"{path.name} uses {root} below its floor"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_no_module_is_longer_than_300_lines(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_no_function_is_longer_than_40_lines(path):
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            doc = node.body[0] if ast.get_docstring(node) else None
            length = node.end_lineno - node.lineno + 1
            length -= (doc.end_lineno - doc.lineno + 1) if doc else 0
            assert length <= 40, f"{node.name} has {length} lines"


def test_the_package_knows_no_municipality():
    """What belongs to one municipality is data of its case (issue: no San Makhet constant)."""
    for path in MODULES:
        text = path.read_text(encoding="utf-8").lower()
        assert "สันมะเค็ด" not in text, path
        assert "sanmaket" not in text, path


def test_every_module_stands_on_a_floor():
    assert {owner(path) for path in MODULES} == set(FLOOR_OF)
