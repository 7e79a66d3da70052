"""
Check a sealed file on any machine, offline: every byte accounted for, every verdict made again.

A sealed file may come from anyone: nothing in it is run, nothing is written outside a temporary folder.
"""

from __future__ import annotations

import hashlib
import json
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ita_audit.custody import verify_case
from ita_audit.engagement import Engagement
from ita_audit.errors import AuditError
from ita_audit.evidence import unfinished
from ita_audit.sealing import layout
from ita_audit.sealing.container import Member, NotAsSealed, Source, member_pieces, read_container
from ita_audit.sealing.package import FORMAT, Derived, derived_members, whole_package
from ita_audit.sealing.seal import SHA_ENDING, Derive, file_sha256, lay_out_project

_NAME = re.compile(r'[^\x00-\x1f/\\:*?"<>|.][^\x00-\x1f/\\:*?"<>|]{0,99}')
_MADE_WITH = ("program", "program_sha256", "papers_sha256", "python", "libraries")


@dataclass(frozen=True, slots=True)
class Verification:
    """
    What came of the check.

    `problems` names every difference, nothing when all is as sealed; `notes` what could not be
    checked here, or is not as it should be without being a difference.
    """

    sha256: str
    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def verify_sealed(path: Path, *, sha256: str | None = None, derive: Derive) -> Verification:
    """
    Check a sealed file.

    Args:
        path: The file.

        sha256: Its SHA-256 as printed; None takes the file `<path>.sha256` if there is one.

        derive: Makes verdicts and report from the unpacked project.

    Raises:
        OSError: The file cannot be read.
    """
    actual, notes = file_sha256(path), []
    expected = sha256 or _beside(path)
    if expected is None:
        notes.append(
            "no SHA-256 was given and none stands beside the file: it is only checked against itself"
        )
    elif expected.strip().lower() != actual:
        problem = f"{path.name}: SHA-256 is {actual}, sealed as {expected.strip()[:64]}"
        return Verification(actual, (problem, *_where(path)), tuple(notes))
    try:
        members = read_container(path)
        with tempfile.TemporaryDirectory(prefix="ita-verify-") as temporary:
            found = _Unpacked(path, members, Path(temporary), derive).check()
    except (NotAsSealed, AuditError, ValueError, KeyError, TypeError, AttributeError) as error:
        return Verification(actual, (f"{path.name}: {error}",), tuple(notes))
    return replace(found, sha256=actual, notes=(*notes, *found.notes))


def _beside(path: Path) -> str | None:
    beside = path.with_name(path.name + SHA_ENDING)
    if not beside.is_file():
        return None
    return beside.read_text(encoding="utf-8", errors="replace").split(" ")[0]


def _where(path: Path) -> Iterator[str]:
    """Name the part that differs, as far as the file itself can tell."""
    try:
        members = read_container(path)
        listed = _listed(_read(path, members, layout.PACKAGE))
        for member in members:
            if listed.get(member.name, (None,))[0] not in (None, _sha(path, member)):
                yield f"{member.name}: not as the manifest lists it"
    except (NotAsSealed, ValueError, KeyError, TypeError, AttributeError) as error:
        yield str(error)


def _sha(path: Path, member: Member) -> str:
    sha = hashlib.sha256()
    for piece in member_pieces(path, member):
        sha.update(piece)
    return sha.hexdigest()


def _read(path: Path, members: Sequence[Member], name: str) -> bytes:
    member = next((m for m in members if m.name == name), None)
    if member is None:
        raise NotAsSealed(f"{name} is missing")
    if member.size > 50_000_000:
        raise NotAsSealed(f"{name} has {member.size} bytes")
    return b"".join(member_pieces(path, member))


def _listed(package: bytes) -> dict[str, tuple[str, int]]:
    resources = json.loads(package)["resources"]
    return {r["path"]: (str(r["hash"]).removeprefix("sha256:"), int(r["bytes"])) for r in resources}


class _Unpacked:
    """One sealed file on its way through the check."""

    def __init__(self, path: Path, members: Sequence[Member], root: Path, derive: Derive) -> None:
        self.path, self.members, self.root, self.derive = path, members, root, derive
        self.files: dict[str, Path] = {}
        self.problems: list[str] = []
        self.notes: list[str] = []

    def check(self) -> Verification:
        self._unpack()
        versions = json.loads(self.files[layout.VERSIONS].read_bytes())
        if versions.get("format") != FORMAT or not _NAME.fullmatch(str(versions.get("case"))):
            raise NotAsSealed("not a case sealed by this program")
        given = {name: path for name, path in self.files.items() if name not in layout.DERIVED}
        case = lay_out_project(given, self.root / "project", versions["case"])
        self._manifest(case)
        self.problems += [f"evidence: {problem}" for problem in verify_case(case)]
        self.notes += [
            f"look {name} was not finished and counts for nothing" for name in unfinished(case.evidence)
        ]
        if not self.problems:
            self._derived(case, versions)
        return Verification("", tuple(self.problems), tuple(self.notes))

    def _unpack(self) -> None:
        """Write every member out under a name of ours, its digest compared with the manifest."""
        listed = _listed(_read(self.path, self.members, layout.PACKAGE))
        names = [m.name for m in self.members if m.name not in (layout.PACKAGE, layout.DIGEST)]
        if len({name.casefold() for name in names}) != len(names):
            raise NotAsSealed("two members differ only by the case of their letters")
        for missing in sorted(listed.keys() - set(names)):
            self.problems.append(f"{missing}: listed in the manifest, not in the file")
        for number, member in enumerate(self.members):
            if member.name in (layout.PACKAGE, layout.DIGEST):
                continue
            layout.unpacked(member.name, Path("."))  # a name of no sealed case ends the check here
            target = self.root / f"member-{number}"
            sha = hashlib.sha256()
            with target.open("wb") as file:
                for piece in member_pieces(self.path, member):
                    sha.update(piece)
                    file.write(piece)
            self.files[member.name] = target
            if member.name not in listed:
                self.problems.append(f"{member.name}: in the file, not listed in the manifest")
            elif listed[member.name] != (sha.hexdigest(), member.size):
                self.problems.append(f"{member.name}: not as the manifest lists it")

    def _manifest(self, case: Engagement) -> None:
        """The manifest and its digest are written again and compared."""
        sources: dict[str, Source] = dict(self.files)
        whole = whole_package(case, sources)
        if list(whole) != [member.name for member in self.members]:
            self.problems.append("the members do not stand in the order of a sealed case")
        for name in (layout.PACKAGE, layout.DIGEST):
            if _read(self.path, self.members, name) != whole[name]:
                self.problems.append(f"{name}: not what the members and the case give")

    def _derived(self, case: Engagement, versions: Mapping[str, object]) -> None:
        """Everything that comes out of the case is made again and compared."""
        made = self.derive(self.root / "project", case.name)
        here = made.versions
        there = {key: versions[key] for key in _MADE_WITH if key in versions}
        others = [key for key in _MADE_WITH if here.get(key) != there.get(key)]
        self.notes += [f"made with another {key}: {_short(there.get(key), here.get(key))}" for key in others]
        again = derived_members(case, replace_versions(made, there))
        for name in layout.DERIVED:
            sealed = self.files[name].read_bytes()
            if name == layout.REPORT and not made.report:
                self.notes.append("the report could not be made again: no working papers on this machine")
            elif sealed != again[name]:
                self._differs(name, sealed, again[name], same_program=not others)

    def _differs(self, name: str, sealed: bytes, again: bytes, *, same_program: bool) -> None:
        if name == layout.VERDICTS:
            self.problems += list(_verdicts_that_differ(sealed, again))
        elif same_program or name in (layout.JOURNAL_TEXT, layout.VERSIONS):
            self.problems.append(f"{name}: not what the case gives")
        else:
            self.notes.append(
                f"{name}: another program version made it, made again here it differs "
                f"(SHA-256 {hashlib.sha256(sealed).hexdigest()[:16]}… / {hashlib.sha256(again).hexdigest()[:16]}…)"
            )


def replace_versions(made: Derived, versions: Mapping[str, object]) -> Derived:
    """Take what something was made with as the sealed file states it."""
    return Derived(made.verdicts, made.report, versions)


def _short(there: object, here: object) -> str:
    if isinstance(there, dict) and isinstance(here, dict):
        keys = sorted(key for key in {*there, *here} if there.get(key) != here.get(key))
        return ", ".join(f"{key} {there.get(key)} (here {here.get(key)})" for key in keys)
    return f"{str(there)[:24]} (here {str(here)[:24]})"


def _verdicts_that_differ(sealed: bytes, again: bytes) -> Iterator[str]:
    one, two = json.loads(sealed), json.loads(again)
    items = {*one.get("items", {}), *two.get("items", {})}
    named = False
    for code in sorted(items, key=lambda c: (len(c), c)):
        old, new = one.get("items", {}).get(code), two.get("items", {}).get(code)
        if old != new:
            named = True
            yield f"verdict on {code}: sealed {_said(old)}, made again {_said(new)}"
    if not named:
        yield f"{layout.VERDICTS}: not what the case gives"


def _said(entry: object) -> str:
    if not isinstance(entry, dict):
        return "nothing"
    rungs = entry.get("ladder") or {}
    return f"{entry.get('outcome')}/{entry.get('rule')} ({', '.join(f'{k} {v}' for k, v in rungs.items())})"
