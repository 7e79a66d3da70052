"""
WARC 1.1 records (ISO 28500), one gzip member each, the bytes exactly as they were on the wire.

Serialised here: a library that parses the HTTP headers rewrites bytes outside ASCII, and the
archive would not be what the server sent. The tests read the files back with a library's checker.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import uuid
import zlib

from ita_audit.model import Response

VERSION = "WARC/1.1"
REVISIT = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"


def digest(data: bytes) -> str:
    """The labelled digest of the standard: algorithm and base32 value."""
    return "sha256:" + base64.b32encode(hashlib.sha256(data).digest()).decode("ascii")


def make_record(
    kind: str,
    block: bytes,
    *,
    url: str = "",
    date: str,
    payload: bytes | None = None,
    ip: str | None = None,
    content_type: str = "",
    concurrent: str = "",
    truncated: str = "",
    extra: tuple[tuple[str, str], ...] = (),
) -> tuple[bytes, str]:
    """
    Make one record.

    Returns:
        The gzip member as it goes into the file, and the record's id.
    """
    record_id = f"<urn:uuid:{uuid.uuid4()}>"
    headers = [("WARC-Type", kind), ("WARC-Record-ID", record_id)]
    optional = (
        ("WARC-Target-URI", url),
        ("WARC-Date", date),
        ("WARC-IP-Address", ip or ""),
        ("WARC-Concurrent-To", concurrent),
        ("WARC-Truncated", truncated),
        ("WARC-Block-Digest", digest(block)),
        ("WARC-Payload-Digest", digest(payload) if payload is not None else ""),
        ("Content-Type", content_type),
    )
    headers += [(name, value) for name, value in (*optional, *extra) if value]
    headers.append(("Content-Length", str(len(block))))
    head = VERSION + "\r\n" + "".join(f"{name}: {_one_line(value)}\r\n" for name, value in headers)
    raw = head.encode("utf-8") + b"\r\n" + block + b"\r\n\r\n"
    return gzip.compress(raw, compresslevel=6, mtime=0), record_id


def _one_line(value: str) -> str:
    """Keep an address from outside from adding header lines."""
    return "".join(ch for ch in value if ch >= " ")


def make_conversion(response: Response, source: bytes) -> bytes:
    """
    Make the record of a page as a browser showed it: a version of another record's content.

    Args:
        response: Purpose `rendered`; its body is the DOM in UTF-8.

        source: The gzip member that the version comes from; empty when there is none.

    Returns:
        The gzip member; `WARC-Refers-To` names the source (ISO 28500, conversion).
    """
    member, _ = make_record(
        "conversion",
        response.body,
        url=response.final_url,
        date=response.observed_at,
        payload=response.body,
        content_type="text/html; charset=utf-8",
        truncated=response.truncated or "",
        extra=(("WARC-Refers-To", id_of(source) if source else ""),),
    )
    return member


def id_of(member: bytes) -> str:
    """Read the id of one record's gzip member; '' when it has none."""
    head = zlib.decompressobj(31).decompress(member, 4096).partition(b"\r\n\r\n")[0]
    for line in head.split(b"\r\n"):
        if line.lower().startswith(b"warc-record-id:"):
            return line.partition(b":")[2].strip().decode("ascii", "replace")
    return ""


def block_of(member: bytes) -> bytes:
    """
    Take the block out of one record's gzip member.

    Raises:
        ValueError: The member is damaged.
    """
    try:
        raw = zlib.decompress(member, 31)
    except zlib.error as error:
        raise ValueError(f"damaged gzip member: {error}") from None
    head, _, rest = raw.partition(b"\r\n\r\n")
    for line in head.split(b"\r\n"):
        if line.lower().startswith(b"content-length:"):
            return rest[: int(line.split(b":")[1])]
    raise ValueError("a record without Content-Length")
