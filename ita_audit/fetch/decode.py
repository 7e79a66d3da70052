"""Undo content codings under a cap, noticing streams that are cut short or explode."""

from __future__ import annotations

import zlib

MAX_DECODED = 200_000_000
MAX_RATIO = 200
RATIO_FROM = 1_000_000


class Undecodable(ValueError):
    """The payload's coding is unknown, damaged, cut short, or expands beyond the cap."""


def decode(body: bytes, coding: str) -> bytes:
    """
    Undo one content coding.

    Args:
        body: Payload as sent.

        coding: Value of Content-Encoding; '' and identity pass, unknown names pass as browsers do.

    Raises:
        Undecodable: Damaged, cut short, or larger than the caps allow.
    """
    names = [name.strip().lower() for name in coding.split(",") if name.strip()]
    names = [name for name in names if name != "identity"]
    if not names or not body:
        return body
    if len(names) > 1:
        raise Undecodable(f"chained codings: {coding[:60]}")
    if names[0] in ("gzip", "x-gzip"):
        return _inflate(body, 31)
    if names[0] == "deflate":
        try:
            return _inflate(body, 15)
        except Undecodable:
            return _inflate(body, -15)
    if names[0] in ("br", "zstd", "compress"):
        raise Undecodable(f"a coding that was not offered: {names[0]}")
    return body


def _inflate(body: bytes, window: int) -> bytes:
    machine = zlib.decompressobj(window)
    cap = min(MAX_DECODED, max(RATIO_FROM, len(body) * MAX_RATIO))
    try:
        content = machine.decompress(body, cap + 1)
    except zlib.error as error:
        raise Undecodable(f"damaged stream: {error}") from None
    if len(content) > cap:
        raise Undecodable(f"expands beyond {cap} bytes")
    if not machine.eof:
        raise Undecodable("stream cut short")
    return content
