"""
The register: one CSV line per answer, each chained to the one before by SHA-256.

The chain of a look begins with a digest of the look itself, which names the end of the look before
it; so the end of the last chain stands for every line of every look.
"""

from __future__ import annotations

import contextlib
import csv
import hashlib
import io
import json
from collections.abc import Iterable, Iterator, Mapping

COLUMNS = (
    "seq", "purpose", "url", "final_url", "http_status", "error", "detail", "tls", "ip", "observed_at",
    "elapsed_ms", "attempts", "truncated", "content_type", "bytes", "payload_sha256", "records", "chain",
)  # fmt: skip
START, RESUMED, END = "warcinfo", "resumed", "end"
CANARY = "canary"
NOTES = frozenset({START, RESUMED, END})
"""Purposes of lines about the look itself; every other line is an answer."""
FORMAT = 2
"""Format 1 chained only id, start, tool and settings of a look, and no look to another."""
_LATER = frozenset({"finished", "state", "chain_head"})


def header_line() -> str:
    """The first line of a register."""
    return _csv_line(COLUMNS)


def look_text(look: Mapping[str, object]) -> str:
    """Write look.json: one spelling only, so that every byte of it counts."""
    return json.dumps(look, ensure_ascii=False, indent=1) + "\n"


def origin(look: Mapping[str, object]) -> str:
    """The start of the chain: digest of everything that is known when the look begins."""
    if look.get("format", 1) == 1:
        kept = {key: look[key] for key in ("look_id", "started", "tool", "settings")}
    else:
        kept = {key: value for key, value in look.items() if key not in _LATER}
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
    try:
        return list(_rows(text))
    except csv.Error as error:
        raise ValueError(f"not CSV: {error}") from None


def _rows(text: str) -> Iterator[dict[str, str]]:
    if not text.startswith(header_line()):
        raise ValueError("the heading is not a register's")
    whole = text[: text.rfind("\n") + 1]
    for row in csv.DictReader(io.StringIO(whole, newline="")):
        if None not in row and None not in row.values():
            yield row


def sound_rows(text: str, look: Mapping[str, object]) -> list[dict[str, str]]:
    """Read the rows up to the first that does not fit the chain: what a crash left whole."""
    rows, chain, place = [], origin(look), len(header_line())
    with contextlib.suppress(csv.Error):
        for row in _rows(text):
            line = line_of(row)
            if link(row, chain) != row["chain"] or not text.startswith(line, place):
                break
            chain, place = row["chain"], place + len(line)
            rows.append(row)
    return rows


def whole_rows_after(text: str, rows: Iterable[Mapping[str, str]]) -> int:
    """
    Count whole lines behind the sound ones.

    A crash leaves at most one torn line; a whole line that does not fit the chain was changed.
    """
    rest = text[len(text_of(rows)) :]
    with contextlib.suppress(csv.Error):
        return sum(1 for _ in _rows(header_line() + rest))
    return 0


def records_of(rows: Iterable[Mapping[str, str]]) -> list[dict]:
    """The WARC records that rows name, in order."""
    return [record for row in rows for record in json.loads(row["records"]) if record["type"] != "file"]


def records_json(records: Iterable[Mapping[str, object]]) -> str:
    """Write the records of one row as its cell."""
    return json.dumps(list(records), ensure_ascii=False)


def warc_end(rows: Iterable[Mapping[str, str]]) -> int:
    """The offset after the last WARC record that rows name."""
    return max((record["offset"] + record["length"] for record in records_of(rows)), default=0)


def text_of(rows: Iterable[Mapping[str, str]]) -> str:
    """Write a whole register."""
    buffer = io.StringIO(newline="")
    csv.writer(buffer, lineterminator="\n").writerows([row[name] for name in COLUMNS] for row in rows)
    return header_line() + buffer.getvalue()


def is_answer(row: Mapping[str, str]) -> bool:
    """Tell an answer of the site from lines about the look and from canaries."""
    return row["purpose"] not in NOTES and row["purpose"] != CANARY
