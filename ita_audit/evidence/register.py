"""The register: one CSV line per answer, each chained to the one before by SHA-256."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Mapping

COLUMNS = (
    "seq", "purpose", "url", "final_url", "http_status", "error", "detail", "tls", "ip", "observed_at",
    "elapsed_ms", "attempts", "truncated", "content_type", "bytes", "payload_sha256", "records", "chain",
)  # fmt: skip
START, END = "warcinfo", "end"


def header_line() -> str:
    """The first line of a register."""
    return _csv_line(COLUMNS)


def origin(look: Mapping[str, object]) -> str:
    """The start of the chain: digest of the look's id, start, tool and settings."""
    kept = {key: look[key] for key in ("look_id", "started", "tool", "settings")}
    return hashlib.sha256(json.dumps(kept, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def chained(row: Mapping[str, object], previous: str) -> dict[str, str]:
    """Complete a row with its link: the digest of the link before and of everything in the row."""
    full = {name: "" if row.get(name) is None else str(row.get(name, "")) for name in COLUMNS}
    full["chain"] = link(full, previous)
    return full


def link(row: Mapping[str, str], previous: str) -> str:
    """Compute the link of a row."""
    body = json.dumps([row[name] for name in COLUMNS if name != "chain"], ensure_ascii=False)
    return hashlib.sha256(f"{previous}\n{body}".encode()).hexdigest()


def line_of(row: Mapping[str, str]) -> str:
    """Write a row as one CSV line."""
    return _csv_line([row[name] for name in COLUMNS])


def _csv_line(cells: object) -> str:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, lineterminator="\n").writerow(cells)
    return buffer.getvalue()


def read_rows(text: str) -> list[dict[str, str]]:
    """
    Read the complete rows of a register; a line torn by a crash is left out.

    Raises:
        ValueError: The heading is not a register's, or the lines are not CSV.
    """
    if not text.startswith(header_line()):
        raise ValueError("the heading is not a register's")
    if not text.endswith("\n"):
        text = text[: text.rfind("\n") + 1]
    try:
        rows = list(csv.DictReader(io.StringIO(text, newline="")))
    except csv.Error as error:
        raise ValueError(f"not CSV: {error}") from None
    return [row for row in rows if None not in row and None not in row.values()]
