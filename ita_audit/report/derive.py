"""
Make verdicts and report of a case in a project of its own, with this machine's program.

Runs in a child process whose project folder is the one given, so that checklist and case come from
there; the working papers are this machine's own, nothing from the given project is run.
"""

from __future__ import annotations

import hashlib
import os
import platform
import shutil
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import nbformat

from ita_audit.engagement import ROOT_VARIABLE, open_engagement
from ita_audit.errors import EvidenceError
from ita_audit.model import Rung
from ita_audit.observation import Audit, observe
from ita_audit.report.html import REPORT_PAPER, render_report
from ita_audit.report.papers import notebooks_folder
from ita_audit.sealing import Derived, canonical

_PATIENCE_S = 900
_LIBRARIES = (
    "pandas", "nbconvert", "nbclient", "nbformat", "mistune", "jinja2", "selectolax", "resiliparse", "pypdfium2",
    "pikepdf", "python-calamine", "python-docx", "rapidfuzz", "ada-url", "ipykernel",
)  # fmt: skip


def derive(project: Path, name: str) -> Derived:
    """
    Make verdicts and report of a case.

    Args:
        project: A folder with `data/checklists` and `data/cases/<name>`.

        name: Name of the case.

    Returns:
        Verdicts, report (empty where this machine has no working papers), and what made them.

    Raises:
        EvidenceError: They could not be made.
    """
    papers, out = notebooks_folder(), project / "derived"
    out.mkdir()
    if papers.is_dir():
        shutil.copytree(papers, project / "notebooks", ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    command = [
        sys.executable,
        "-m",
        "ita_audit.report.derive",
        str(project / "data" / "cases" / name),
        str(out),
    ]
    environment = {**os.environ, ROOT_VARIABLE: str(project), "PYTHONUTF8": "1"}
    try:
        child = subprocess.run(
            command, env=environment, capture_output=True, timeout=_PATIENCE_S, check=False
        )
    except subprocess.TimeoutExpired:
        raise _not_made(f"not done within {_PATIENCE_S} s") from None
    if child.returncode:
        raise _not_made(child.stderr.decode("utf-8", "replace").strip()[-600:])
    report = out / "report.html"
    made = report.read_bytes() if report.is_file() else b""
    return Derived((out / "verdicts.json").read_bytes(), made, made_with())


def _not_made(why: str) -> EvidenceError:
    return EvidenceError(
        f"verdicts and report could not be made from the case: {why}",
        hint_th="ทำผลและรายงานซ้ำจากแฟ้มนี้ไม่สำเร็จ ดูข้อความภาษาอังกฤษบรรทัดถัดไป",
    )


def made_with() -> dict[str, object]:
    """Program, working papers and libraries of this machine, with the digests of those that are ours."""
    return {
        "program": f"ita-audit {version('ita-audit')}",
        "program_sha256": _program(),
        "papers_sha256": _paper(),
        "python": ".".join(platform.python_version_tuple()[:2]),
        "libraries": {name: version(name) for name in _LIBRARIES},
    }


def _program() -> str:
    package, sha = Path(__file__).resolve().parent.parent, hashlib.sha256()
    for path in sorted(package.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            sha.update(path.relative_to(package).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return sha.hexdigest()


def _paper() -> str:
    """The report's paper without its stored outputs, which any other case would change."""
    path = notebooks_folder() / REPORT_PAPER
    if not path.is_file():
        return ""
    cells = nbformat.read(path, as_version=4).cells
    return hashlib.sha256(canonical([[cell.cell_type, cell.source] for cell in cells])).hexdigest()


def verdicts_document(audit: Audit) -> dict[str, object]:
    """Every verdict with the ladder it rests on, the headline and the judgements, as JSON."""
    items = {
        code: {
            "outcome": verdict.outcome.value,
            "standing": verdict.standing.value,
            "rule": verdict.rule,
            "reason_th": verdict.reason_th,
            "ladder": {rung.value: audit.ladders[code].step(rung).answer.value for rung in Rung},
            "evidence": {
                seen.ref: [seen.check.status.value, seen.check.sha256] for seen in audit.evidence_of(code)
            },
            "judged": audit.latest[code].outcome.value if code in audit.latest else None,
        }
        for code, verdict in audit.verdicts.items()
    }
    head = audit.headline
    return {
        "fiscal_year": audit.case.fiscal_year,
        "checklist_sha256": audit.checklist.sha256,
        "headline": {
            "ready": head.ready, "problem": head.problem, "cannot_tell": head.cannot_tell,
            "concluded": head.concluded, "total": head.total,
        },
        "items": items,
    }  # fmt: skip


def main(folder: Path, out: Path) -> None:
    """Be the child: write verdicts.json, and report.html where there are working papers."""
    audit = observe(open_engagement(folder))
    (out / "verdicts.json").write_bytes(canonical(verdicts_document(audit)))
    if (notebooks_folder() / REPORT_PAPER).is_file():
        render_report(folder, out / "report.html")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
