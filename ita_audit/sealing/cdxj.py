"""The index that replay viewers look addresses up in (CDXJ), and the list of pages they show."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from urllib.parse import urlsplit

from ita_audit.evidence import Capture
from ita_audit.evidence.register import is_answer
from ita_audit.model import Response
from ita_audit.pages import page_title

INDEX = "index.cdx.gz"
_LINES = 3000
_SHOWN = ("home", "page", "link", "inner")


def surt(url: str) -> str:
    """Write an address as indexes sort it: host turned round, lower case, no `www.`, no last slash."""
    parts = urlsplit(re.sub(r"^(https?://)www\d*\.", r"\1", url.lower()))
    host = ",".join(reversed((parts.hostname or "").split(".")))
    port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    path = re.sub(r"/{2,}", "/", parts.path).rstrip("/") or "/"
    query = "?" + "&".join(sorted(parts.query.split("&"))) if parts.query else ""
    return f"{host}{port}){path}{query}".replace(" ", "%20")


def timestamp(date: str) -> str:
    """Write a WARC date as the 14 digits of an index."""
    return re.sub(r"\D", "", date)[:14]


def index_lines(capture: Capture, file: str) -> Iterator[str]:
    """
    Index the answers of one look; its canaries are no part of the site.

    Args:
        capture: The look.

        file: Name of its WARC inside the sealed file.
    """
    for row in capture.rows:
        if not is_answer(row):
            continue
        answers = [r for r in json.loads(row["records"]) if r["type"] in ("response", "revisit")]
        for record in answers:
            last = record is answers[-1]
            fields = {
                "url": record["url"],
                "mime": _mime(row, record, last),
                "status": str(record["http_status"] or ""),
                "digest": _digest(row["payload_sha256"] if last else ""),
                "length": str(record["length"]),
                "offset": str(record["offset"]),
                "filename": file,
            }
            line = json.dumps(fields, ensure_ascii=False)
            yield f"{surt(record['url'])} {timestamp(record['observed_at'])} {line}\n"


def _mime(row: Mapping[str, str], record: Mapping[str, object], last: bool) -> str:
    if record["type"] == "revisit":
        return "warc/revisit"
    return (row["content_type"] if last else "") or "unk"


def _digest(payload_sha: str) -> str:
    raw = bytes.fromhex(payload_sha) if payload_sha else hashlib.sha256(b"").digest()
    return "sha256:" + base64.b32encode(raw).decode("ascii")


def packed_index(lines: Iterable[str]) -> tuple[bytes, bytes]:
    """
    Pack index lines into blocks that a viewer can fetch one by one.

    Returns:
        The blocks (index.cdx.gz), and the table that says where each begins (index.idx).
    """
    ordered = sorted(lines)
    packed = bytearray()
    table = ["!meta 0 " + json.dumps({"format": "cdxj-gzip-1.0", "filename": INDEX}) + "\n"]
    for start in range(0, len(ordered), _LINES):
        block = ordered[start : start + _LINES]
        member = gzip.compress("".join(block).encode("utf-8"), mtime=0)
        where = {
            "offset": len(packed),
            "length": len(member),
            "digest": "sha256:" + hashlib.sha256(member).hexdigest(),
        }
        table.append(block[0].partition(" {")[0] + " " + json.dumps(where) + "\n")
        packed += member
    return bytes(packed), "".join(table).encode("utf-8")


def page_lines(captures: Sequence[Capture]) -> bytes:
    """List the web pages of all looks (pages.jsonl), the newest look first."""
    lines: list[object] = [{"format": "json-pages-1.0", "id": "pages", "title": "หน้าเว็บที่เก็บไว้"}]
    for capture in reversed(captures):
        lines += [_page(response) for response in capture.responses if _is_page(response)]
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines).encode("utf-8")


def _is_page(response: Response) -> bool:
    shown = response.purpose in _SHOWN and not response.error and response.http_status == 200
    return shown and "html" in response.content_type and bool(response.hops)


def _page(response: Response) -> dict[str, str]:
    last = response.hops[-1]
    title = page_title(response.content, content_type=response.header("content-type")).split("\n")[0]
    name = hashlib.sha256(f"{last.url} {last.observed_at}".encode()).hexdigest()[:16]
    return {"id": name, "url": last.url, "ts": last.observed_at, "title": title[:200] or last.url}
