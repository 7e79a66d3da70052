"""
Which file of a case stands where inside a sealed file, and back again.

Folders are one level deep, as standard validators of the format expect; what a name may be is
checked on the way out, so that a sealed file from anyone writes nothing outside its folder.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from ita_audit.engagement import Engagement
from ita_audit.errors import EvidenceError
from ita_audit.evidence.folders import LOOK, REGISTER, WARC, look_folders

REPORT, VERDICTS, VERSIONS = "report/report.html", "report/verdicts.json", "versions/versions.json"
JOURNAL_TEXT = "journal/journal.jsonl"
INDEX, TABLE, PAGES = "indexes/index.cdx.gz", "indexes/index.idx", "pages/pages.jsonl"
PACKAGE, DIGEST = "datapackage.json", "datapackage-digest.json"
DERIVED = (REPORT, VERDICTS, VERSIONS, JOURNAL_TEXT, INDEX, TABLE, PAGES)
"""Members that come out of the others; everything else is given, captured or judged."""
_LOOK = re.compile(r"looks/(\d{8}T\d{6}Z)\.(register\.csv|look\.json)")
_ARCHIVE = re.compile(r"archive/(\d{8}T\d{6}Z)\.warc\.gz")
_PART = re.compile(r'[^\x00-\x1f/\\:*?"<>|]{1,200}')
_KEPT_APART = {"notebooks"}
_DATABASE = {".sqlite-wal", ".sqlite-shm", ".sqlite-journal"}


def case_members(case: Engagement, checklists: Path) -> dict[str, Path]:
    """
    List everything of a case that is given, captured or judged.

    Args:
        case: The case; none of its looks may be running.

        checklists: Folder of the checklists that are in force.

    Returns:
        Member names and the files they hold, in order of the name; databases are named as they are.
    """
    found = {"case/engagement.toml": case.folder / "engagement.toml"}
    found |= {f"checklists/{path.name}": path for path in sorted(checklists.glob("*.csv"))}
    for folder in look_folders(case.evidence / "looks"):
        found[f"archive/{folder.name}.warc.gz"] = folder / WARC
        found[f"looks/{folder.name}.register.csv"] = folder / REGISTER
        found[f"looks/{folder.name}.look.json"] = folder / LOOK
    for part in ("input", "working"):
        found |= {f"{part}/{name}": path for name, path in _files(case.folder / part)}
    for name in found:
        unpacked(name, Path("."))  # what could not be unpacked again is refused now
    return dict(sorted(found.items()))


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        if path.is_file() and name.parts[0] not in _KEPT_APART and path.suffix not in _DATABASE:
            yield name.as_posix(), path


def unpacked(name: str, root: Path) -> Path:
    """
    Say where a member goes in an unpacked project.

    Args:
        name: Member name, from anyone.

        root: Folder that holds `case` and `checklists`.

    Raises:
        EvidenceError: The name is not one that a sealed file has.
    """
    if match := _ARCHIVE.fullmatch(name):
        return root / "case" / "evidence" / "looks" / match[1] / WARC
    if match := _LOOK.fullmatch(name):
        return root / "case" / "evidence" / "looks" / match[1] / match[2]
    parts = PurePosixPath(name).parts
    plain = all(_PART.fullmatch(part) and not part.endswith((".", " ")) for part in parts)
    if plain and name == "/".join(parts) and len(parts) >= 2:
        if name == "case/engagement.toml" or name in DERIVED:
            return root / Path(*parts)
        if parts[0] in ("input", "working"):
            return root / "case" / Path(*parts)
        if parts[0] == "checklists" and len(parts) == 2:
            return root / Path(*parts)
    raise EvidenceError(
        f"{name!r}: expected the name of a part of a sealed case",
        hint_th="ชื่อไฟล์ในแฟ้มผนึกไม่ถูกต้อง แฟ้มนี้ไม่ได้ผนึกด้วยโปรแกรมนี้หรือถูกแก้",
    )
