"""Seal a case into one file, with its SHA-256 beside it."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ita_audit.custody import verify_case
from ita_audit.engagement import Engagement, open_engagement, project_root
from ita_audit.errors import EvidenceError
from ita_audit.evidence.folders import look_folders, read_look
from ita_audit.evidence.lock import CaseLock
from ita_audit.evidence.recover import settle
from ita_audit.sealing.container import pieces, write_container
from ita_audit.sealing.layout import case_members, unpacked
from ita_audit.sealing.package import Derived, derived_members, staged, whole_package

Derive = Callable[[Path, str], Derived]
"""Makes verdicts and report: a folder with `data/` and the case's name in, what came out."""
SHA_ENDING = ".sha256"


@dataclass(frozen=True, slots=True)
class Sealed:
    """The sealed file and its SHA-256 (hex)."""

    path: Path
    sha256: str


def seal_case(case: Engagement, out: Path | None = None, *, derive: Derive) -> Sealed:
    """
    Seal a case: the same case gives the same bytes.

    Verdicts and report are made from a copy of exactly what is sealed, so that they can be made
    from it again.

    Args:
        case: The case.

        out: The file; None is `<case>/report/<name>.wacz`.

        derive: Makes verdicts and report.

    Raises:
        EvidenceError: The case has no look, does not verify, or a look is running.
        LookError: A look is running.
    """
    _settled(case)
    problems = verify_case(case)
    if problems:
        raise EvidenceError(
            f"{case.name}: {len(problems)} problems, first: {problems[0]}",
            hint_th="หลักฐานหรือบันทึกผลไม่ตรงกับสายโซ่ ผนึกไม่ได้ ให้กู้สำเนาเดิมก่อน",
        )
    out = out or case.report / f"{case.name}.wacz"
    with tempfile.TemporaryDirectory(prefix="ita-seal-") as temporary:
        root = Path(temporary)
        members = staged(case_members(case, project_root() / "data" / "checklists"), root)
        inner = lay_out_project(members, root / "project", case.name)
        derived = derive(root / "project", case.name)
        whole = whole_package(inner, {**members, **derived_members(inner, derived)})
        out.parent.mkdir(parents=True, exist_ok=True)
        fresh = out.with_name(out.name + ".new")
        with fresh.open("wb") as file:
            write_container(file, whole)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(out)
    sha = file_sha256(out)
    out.with_name(out.name + SHA_ENDING).write_text(f"{sha}  {out.name}\n", encoding="utf-8", newline="\n")
    return Sealed(out, sha)


def _settled(case: Engagement) -> None:
    """A look that was killed is closed as interrupted; one that runs is waited for by the auditor."""
    looks = case.evidence / "looks"
    folders = look_folders(looks)
    if not folders:
        raise EvidenceError(
            f"{case.name}: expected at least one look, found none",
            hint_th="ยังไม่มีรอบตรวจในแฟ้มงานนี้ สั่ง ita-audit look ก่อนผนึก",
        )
    if any(read_look(folder)["state"] == "running" for folder in folders):
        lock = CaseLock(looks)
        try:
            for folder in folders:
                settle(folder, resumable=False)
        finally:
            lock.release()


def lay_out_project(members: dict[str, Path], project: Path, name: str) -> Engagement:
    """
    Lay members out as a project with one case, as the program expects it.

    Args:
        members: Member names and the files that hold them.

        project: The new folder.

        name: Name of the case.

    Returns:
        The case inside.
    """
    case = project / "data" / "cases" / name
    case.mkdir(parents=True)
    for member, path in members.items():
        inside = unpacked(member, Path("."))
        target = case.joinpath(*inside.parts[1:]) if inside.parts[0] == "case" else project / "data" / inside
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    return open_engagement(case)


def file_sha256(path: Path) -> str:
    """SHA-256 of a file, in hex."""
    sha = hashlib.sha256()
    for piece in pieces(path):
        sha.update(piece)
    return sha.hexdigest()
