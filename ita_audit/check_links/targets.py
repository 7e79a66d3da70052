"""What is to be checked: single addresses, lists in files, the links of a page."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ita_audit.errors import LinkTableError


@dataclass(frozen=True, slots=True)
class CheckTarget:
    """One link to check: as written, absolute, its text, and its item where known."""

    href: str
    url: str
    text: str = ""
    item: str | None = None


def read_targets(lines: Iterable[bytes], name: str) -> Iterator[CheckTarget]:
    """
    Read a list: an address a line, or JSON lines with `url` and where known href, text and item.

    Blank lines and lines that start with `#` are left out.

    Args:
        lines: The file's lines.

        name: Its name, for what is said of a bad line.

    Raises:
        LinkTableError: A line is neither.
    """
    for number, raw in enumerate(lines, 1):
        line = raw.decode("utf-8-sig" if number == 1 else "utf-8", "replace").strip()
        if line.startswith("{"):
            yield _from_json(line, f"{name}, line {number}", number)
        elif line and not line.startswith("#"):
            yield CheckTarget(line, line)


def _from_json(line: str, where: str, number: int) -> CheckTarget:
    try:
        record = json.loads(line)
        url = record["url"]
        if not isinstance(url, str):
            raise ValueError(f"url is {type(url).__name__}")
    except (ValueError, KeyError, RecursionError) as error:
        raise LinkTableError(
            f"{where}: expected an address or a JSON object with url, got: {error!r:.200}",
            hint_th=f"แก้บรรทัดที่ {number} ให้เป็นที่อยู่ หรือ JSON ที่มี url",
        ) from None
    given = {key: record[key] for key in ("href", "text", "item") if isinstance(record.get(key), str)}
    return CheckTarget(given.get("href", url), url, given.get("text", ""), given.get("item") or None)
