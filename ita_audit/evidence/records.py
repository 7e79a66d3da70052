"""
WARC 1.1 records (ISO 28500), one gzip member each, the bytes exactly as they were on the wire.

Serialised here: a library that parses the HTTP headers rewrites bytes outside ASCII, and the
archive would not be what the server sent. The tests read the files back with a library's checker.
"""

from __future__ import annotations

import base64
import hashlib
import os
import struct
import zlib
from collections.abc import Iterable, Sequence
from urllib.parse import quote

VERSION = "WARC/1.1"
REVISIT = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
MAX_BLOCK = 1 << 30
"""A record that unpacks to more bytes than this is refused: a sealed file may come from anyone."""
_PACKED = (b"%PDF", b"PK\x03\x04", b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf")
_MOST = 0xFFFF
_SHORT, _SMALL, _FULL = 4096, (16 + 12, 4), (16 + 15, 8)
"""Records of so many bytes are short; zlib's window (16 more for gzip's frame) and memory for them and others."""
_URI_SAFE = "".join(chr(n) for n in range(0x21, 0x7F) if chr(n) not in '<>"{}|\\^`')


Bytes = bytes | memoryview


def sha256_of(pieces: Iterable[Bytes]) -> bytes:
    """Give the raw SHA-256 of bytes that come in pieces."""
    whole = hashlib.sha256()
    for piece in pieces:
        whole.update(piece)
    return whole.digest()


def labelled(sha256: bytes) -> str:
    """Label a raw SHA-256 as the standard does."""
    return "sha256:" + base64.b32encode(sha256).decode("ascii")


def make_record(
    kind: str,
    *block: Bytes,
    date: str,
    url: str = "",
    payload: bytes | None = None,
    payload_sha: str = "",
    ip: str | None = None,
    content_type: str = "",
    concurrent: str = "",
    truncated: str = "",
    warcinfo: str = "",
    extra: tuple[tuple[str, str], ...] = (),
) -> tuple[list[Bytes], str]:
    """
    Make one record. Large payloads are not copied: what is returned refers to them.

    Args:
        kind: WARC-Type.

        block: The record block, as on the wire, in one piece or several.

        date: UTC, ISO 8601, seconds or finer.

        url: WARC-Target-URI; what a URI may not hold is percent-encoded.

        payload: What the payload digest is of; None leaves that digest out.

        payload_sha: Its SHA-256 in hex where it is known already.

        ip: Address of the server.

        content_type: Media type of the block.

        concurrent: Record id of the exchange's other half.

        truncated: length, time, disconnect or unspecified when the block is not all there was.

        warcinfo: Record id of the file's warcinfo record.

        extra: Further named fields.

    Returns:
        The gzip member as it goes into the file, in pieces, and the record's id.
    """
    record_id = _new_id()
    headers = [("WARC-Type", kind), ("WARC-Record-ID", record_id)]
    optional = (
        ("WARC-Target-URI", quote(url, safe=_URI_SAFE)),
        ("WARC-Date", date),
        ("WARC-IP-Address", ip or ""),
        ("WARC-Concurrent-To", concurrent),
        ("WARC-Warcinfo-ID", warcinfo),
        ("WARC-Truncated", truncated),
        ("WARC-Block-Digest", labelled(sha256_of(block))),
        ("WARC-Payload-Digest", _payload_digest(payload, payload_sha)),
        ("Content-Type", content_type),
    )
    headers += [(name, value) for name, value in (*optional, *extra) if value]
    headers.append(("Content-Length", str(sum(map(len, block)))))
    head = VERSION + "\r\n" + "".join(f"{name}: {_one_line(value)}\r\n" for name, value in headers)
    raw = (head.encode("utf-8") + b"\r\n", *block, b"\r\n\r\n")
    if payload is not None and payload.startswith(_PACKED):
        return _stored(raw), record_id
    return [_packed(b"".join(raw))], record_id


def _new_id() -> str:
    """Draw a random UUID (RFC 4122 §4.4) for a record."""
    drawn = bytearray(os.urandom(16))
    drawn[6], drawn[8] = drawn[6] & 0x0F | 0x40, drawn[8] & 0x3F | 0x80
    digits = drawn.hex()
    return f"<urn:uuid:{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}>"


def _packed(raw: bytes) -> bytes:
    """Make a gzip member; a short one with a window of its size, which takes a sixth of the time to set up."""
    machine = zlib.compressobj(6, zlib.DEFLATED, *(_SMALL if len(raw) <= _SHORT else _FULL))
    return machine.compress(raw) + machine.flush()


def _stored(raw: Sequence[Bytes]) -> list[Bytes]:
    """Make a gzip member that keeps bytes as they are (RFC 1951 §3.2.4): what is packed stays so."""
    pieces: list[Bytes] = [b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"]
    check, size = 0, 0
    for part in raw:
        check, size = zlib.crc32(part, check), size + len(part)
        view = memoryview(part)
        for start in range(0, len(part), _MOST):
            piece = view[start : start + _MOST]
            pieces += [struct.pack("<BHH", 0, len(piece), len(piece) ^ 0xFFFF), piece]
    pieces.append(struct.pack("<BHHII", 1, 0, 0xFFFF, check, size & 0xFFFFFFFF))
    return pieces


def _payload_digest(payload: bytes | None, known: str) -> str:
    if known:
        return labelled(bytes.fromhex(known))
    return "" if payload is None else labelled(sha256_of((payload,)))


def fields_block(fields: tuple[tuple[str, object], ...]) -> bytes:
    """Write named fields as a block of type application/warc-fields, one line each."""
    return "".join(f"{name}: {_one_line(str(value))}\r\n" for name, value in fields).encode("utf-8")


def _one_line(value: str) -> str:
    """Keep an address or an error from outside from adding header lines."""
    return value if value.isprintable() else "".join(ch for ch in value if ch >= " ")


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
        ValueError: The member is damaged, is more than one member, or unpacks to too much.
    """
    machine = zlib.decompressobj(31)
    try:
        raw = machine.decompress(member, MAX_BLOCK)
    except zlib.error as error:
        raise ValueError(f"damaged gzip member: {error}") from None
    if not machine.eof or machine.unused_data:
        raise ValueError("not exactly one whole gzip member")
    head, _, rest = raw.partition(b"\r\n\r\n")
    for line in head.split(b"\r\n"):
        if line.lower().startswith(b"content-length:"):
            return rest[: int(line.split(b":")[1])]
    raise ValueError("a record without Content-Length")
