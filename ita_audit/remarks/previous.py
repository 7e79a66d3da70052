"""
What last year's audit held as evidence: `input/previous_year.csv`, one row per document or page.

The file is given like any other input, so that a case is judged from its own folder alone. It keeps
digests and the opening words of each text, personal data masked; not the documents themselves.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path

from ita_audit.errors import LinkTableError
from ita_audit.model import Observed, Reading, Reads
from ita_audit.personal import hide
from ita_audit.thai import compose, fold_digits

PREVIOUS_FILE = "previous_year.csv"
OPENING = 1_500
"""Letters of a text, blanks aside, that are kept and compared."""
MAX_ROWS, MAX_BYTES = 20_000, 60_000_000
_SHA = re.compile(r"(?:[0-9a-f]{64})?")


@dataclass(frozen=True, slots=True)
class Previous:
    """One piece of last year's evidence; `item` is its item of last year, `page` yes for a web page."""

    item: str
    address: str
    page: str
    sha256: str
    text_sha256: str
    opening: str


COLUMNS = tuple(field.name for field in fields(Previous))


def squeezed(reading: Reading) -> str:
    """A text as two years are compared: its body without blanks, digits folded, personal data masked."""
    body = "\n".join(part.text for part in reading.parts if part.where not in ("filename", "label", "meta"))
    return re.sub(r"\s", "", fold_digits(compose(hide(body))))


def previous_of(item: str, address: str, sha256: str, reading: Reading) -> Previous:
    """
    Keep of one piece of evidence what next year's is compared with.

    Args:
        item: Its item.

        address: Where it stood.

        sha256: SHA-256 of it as received.

        reading: What was read in it.
    """
    text = squeezed(reading)
    digest = hashlib.sha256(text.encode()).hexdigest() if text else ""
    page = "yes" if reading.kind == "html" else "no"
    return Previous(item, address, page, sha256, digest, text[:OPENING])


def previous_rows(observed: Iterable[Observed]) -> tuple[Previous, ...]:
    """Everything of an audit that was read, in its order, each address once per item."""
    rows = {
        (seen.item, seen.link.url): previous_of(seen.item, seen.link.url, seen.check.sha256, seen.reading)
        for seen in observed
        if seen.reading is not None and seen.check.sha256 and seen.reading.state is not Reads.EMPTY
    }
    return tuple(rows.values())


def save_previous(path: Path, rows: Sequence[Previous]) -> Path:
    """Write the rows; an existing file is given and is never overwritten."""
    if path.exists():
        raise LinkTableError(
            f"{path.name}: expected no such file, found one",
            hint_th=f"มีไฟล์ {path.name} ในโฟลเดอร์ input อยู่แล้ว ของเดิมไม่ถูกแตะต้อง ย้ายออกก่อนถ้าต้องการทำใหม่",
        )
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(astuple(row) for row in rows)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(buffer.getvalue().encode())
    return path


def load_previous(path: Path) -> tuple[Previous, ...]:
    """
    Read what last year's audit held; nothing when there is no such file.

    Raises:
        LinkTableError: It is too large, lacks a column, or a row holds no digest.
    """
    if not path.is_file():
        return ()
    if path.stat().st_size > MAX_BYTES:
        raise _unusable(path, 1, f"at most {MAX_BYTES} bytes", f"{path.stat().st_size}")
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        table = csv.DictReader(file)
        if set(COLUMNS) - set(table.fieldnames or ()):
            raise _unusable(path, 1, f"columns {', '.join(COLUMNS)}", f"{table.fieldnames}")
        rows = []
        for number, row in enumerate(table, 2):
            cells = [(row[name] or "").strip() for name in COLUMNS]
            made = Previous(*cells)
            if number > MAX_ROWS or not (_SHA.fullmatch(made.sha256) and _SHA.fullmatch(made.text_sha256)):
                raise _unusable(path, number, "a SHA-256 in hex", made.sha256[:20])
            rows.append(made)
        return tuple(rows)


def _unusable(path: Path, row: int, expected: str, got: str) -> LinkTableError:
    return LinkTableError(
        f"{path.name}, row {row}: expected {expected}, got {got}",
        hint_th=f"ไฟล์ {path.name} ใช้ไม่ได้ที่แถว {row} ทำใหม่ด้วยคำสั่ง ita-audit previous จากแฟ้มงานของปีก่อน",
    )
