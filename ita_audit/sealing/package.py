"""Put a case together as WACZ 1.1.1: what it is made of, what comes out of it, and the manifest."""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from ita_audit.custody import JOURNAL, case_journal, custody_head
from ita_audit.engagement import Engagement
from ita_audit.evidence import Capture, load_looks
from ita_audit.model import EntryKind, Judgement
from ita_audit.sealing import layout
from ita_audit.sealing.cdxj import index_lines, packed_index, page_lines
from ita_audit.sealing.container import Source, pieces

FORMAT = "ita-audit-case-1"
_CREATED = "1980-01-01T00:00:00Z"


@dataclass(frozen=True, slots=True)
class Derived:
    """What the program makes of a case: verdicts (JSON), report (HTML), and what it was made with."""

    verdicts: bytes
    report: bytes
    versions: Mapping[str, object]


def canonical(document: object) -> bytes:
    """Write JSON with one spelling."""
    return (json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode("utf-8")


def copy_database(source: Path, target: Path) -> None:
    """Copy a journal whole while others may be writing to it: the same content gives the same bytes."""
    uri = f"{source.resolve().as_uri()}?mode=ro"
    if not source.with_name(source.name + "-wal").exists():
        uri += "&immutable=1"
    with closing(sqlite3.connect(uri, uri=True)) as database:
        database.execute("VACUUM INTO ?", (str(target),))


def derived_members(case: Engagement, derived: Derived) -> dict[str, bytes]:
    """
    Make the members that come out of a case: texts, indexes, verdicts, report, versions.

    Args:
        case: The case.

        derived: Verdicts and report, made from exactly this case.
    """
    captures = load_looks(case.evidence, states=("finished", "void", "interrupted"))
    lines = [line for c in captures for line in index_lines(c, f"{c.folder.name}.warc.gz")]
    index, table = packed_index(lines)
    versions = {
        **derived.versions,
        "format": FORMAT,
        "case": case.name,
        "custody_head": custody_head(case),
        "looks": [
            {"look": c.info.look_id, "state": c.info.state, "chain_head": c.info.chain_head} for c in captures
        ],
    }
    return {
        layout.INDEX: index,
        layout.TABLE: table,
        layout.PAGES: page_lines([c for c in captures if c.info.state == "finished"]),
        layout.JOURNAL_TEXT: journal_text(case),
        layout.VERDICTS: derived.verdicts,
        layout.REPORT: derived.report,
        layout.VERSIONS: canonical(versions),
    }


def journal_text(case: Engagement) -> bytes:
    """The journal in plain text: a heading, then one entry a line, with its chain."""
    entries = case_journal(case).entries()
    head = {
        "format": "ita-audit-journal-1",
        "entries": len(entries),
        "head": entries[-1].digest if entries else "",
    }
    lines = [json.dumps(head, sort_keys=True)]
    lines += [
        json.dumps(
            {
                "seq": e.seq, "item": e.item, "outcome": e.outcome.value, "reason": e.reason, "by": e.by, "role": e.role,
                "at": e.at, "saw": dict(e.saw), "previous": e.previous, "digest": e.digest, **_later(e),
            },
            ensure_ascii=False,
            sort_keys=True,
        )
        for e in entries
    ]  # fmt: skip
    return "".join(line + "\n" for line in lines).encode("utf-8")


def _later(entry: Judgement) -> dict[str, str]:
    """What entries of older versions do not have, so that their text stays as it was."""
    if entry.kind is EntryKind.JUDGEMENT and not entry.until:
        return {}
    return {"kind": entry.kind.value, "until": entry.until}


def whole_package(case: Engagement, members: Mapping[str, Source]) -> dict[str, Source]:
    """
    Add the manifest and its digest to the members of a case.

    Args:
        case: The case.

        members: Everything else that goes in.

    Returns:
        All members in the order in which they stand in the file.
    """
    ordered = dict(sorted(members.items()))
    package = canonical(manifest(case, ordered))
    hashed = "sha256:" + hashlib.sha256(package).hexdigest()
    digest = canonical({"path": layout.PACKAGE, "hash": hashed})
    return {**ordered, layout.PACKAGE: package, layout.DIGEST: digest}


def manifest(case: Engagement, members: Mapping[str, Source]) -> dict[str, object]:
    """List every member with its size and digest (datapackage.json)."""
    captures = load_looks(case.evidence)
    created = _created(case, captures)
    return {
        "profile": "data-package",
        "wacz_version": "1.1.1",
        "title": f"{case.agency} ปีงบประมาณ {case.fiscal_year}",
        "description": "แฟ้มงานตรวจสอบการเปิดเผยข้อมูล OIT ที่ผนึกแล้ว (sealed audit case)",
        "created": created,
        "modified": created,
        "software": captures[-1].info.tool if captures else "ita-audit",
        "mainPageUrl": case.ita_page,
        "mainPageDate": _seen_page(case, captures) or created,
        "resources": [
            _resource(number, name, source) for number, (name, source) in enumerate(members.items())
        ],
    }


def _resource(number: int, path: str, source: Source) -> dict[str, object]:
    """One line of the manifest; its name holds only what Frictionless allows, its path is the file's own."""
    sha, size = hashlib.sha256(), 0
    for piece in pieces(source):
        sha.update(piece)
        size += len(piece)
    plain = re.sub(r"[^-a-z0-9._/]+", "-", path.lower())
    name = plain if plain == path.lower() else f"{number}-{plain}"
    digest = "sha256:" + sha.hexdigest()
    return {"name": name, "path": path, "type": "file", "hash": digest, "bytes": size}


def _created(case: Engagement, captures: Sequence[Capture]) -> str:
    """No clock: the last thing that happened in the case."""
    stamps = [capture.info.finished or capture.info.started for capture in captures]
    stamps += [entry.at for entry in case_journal(case).entries()]
    return max(stamps, default=_CREATED)


def _seen_page(case: Engagement, captures: Sequence[Capture]) -> str:
    rows = captures[-1].rows if captures else []
    return next((row["observed_at"] for row in reversed(rows) if row["url"] == case.ita_page), "")


def staged(members: Mapping[str, Path], root: Path) -> dict[str, Path]:
    """
    Copy what can change while it is read, the databases, aside.

    Returns:
        The members as they will be sealed.
    """
    found = dict(members)
    for name, path in members.items():
        if name == f"working/{JOURNAL}":
            found[name] = root / path.name
            copy_database(path, root / path.name)
    return found
