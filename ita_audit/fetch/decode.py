"""
Undo content codings under a cap, noticing streams that are cut short, damaged, or explode.

Only gzip is offered to servers. What was not offered is not undone: a browser might show it, this
program says that it could not read it.
"""

from __future__ import annotations

import io
import zlib

MAX_DECODED = 200_000_000
MAX_RATIO = 200
RATIO_FROM = 1_000_000
MAX_CODINGS = 3
_STEP, _PIECE, _MAX_STREAMS = 1 << 20, 1 << 16, 1000
_GZIP, _ZLIB, _BARE = 31, 15, -15
_NOT_OFFERED = {"br", "zstd", "compress", "x-compress", "dcb", "dcz"}


class Undecodable(ValueError):
    """The payload's coding is not one that is undone here, or the stream is damaged."""


class CutShort(Undecodable):
    """The stream ends before its own end mark."""


class Explodes(Undecodable):
    """The stream expands beyond the caps."""


def decode(body: bytes, coding: str) -> bytes:
    """
    Undo the content codings of a payload.

    Args:
        body: Payload as sent.

        coding: Value of Content-Encoding; '' and identity pass, unknown names pass as browsers do.

    Raises:
        CutShort: A stream ends too early.
        Explodes: More than 200 MB come out, or 200 times what went in.
        Undecodable: Damaged, not offered, or coded more often than three times.
    """
    names = [name.strip().lower() for name in coding.split(",")]
    names = [name for name in names if name in _NOT_OFFERED or name in _WINDOWS]
    if len(names) > MAX_CODINGS:
        raise Undecodable(f"coded {len(names)} times: {coding[:60]}")
    cap = min(MAX_DECODED, max(RATIO_FROM, len(body) * MAX_RATIO))
    for name in reversed(names):
        if name in _NOT_OFFERED:
            raise Undecodable(f"a coding that was not offered: {name}")
        body = _undo(body, name, cap) if body else body
    return body


_WINDOWS = {"gzip": (_GZIP,), "x-gzip": (_GZIP,), "deflate": (_ZLIB, _BARE)}
"""zlib's window numbers: gzip; deflate with the zlib frame the standard asks for, else without."""


def _undo(body: bytes, name: str, cap: int) -> bytes:
    *first, last = _WINDOWS[name]
    for window in first:
        try:
            return _inflate(body, window, cap)
        except (CutShort, Explodes):
            raise
        except Undecodable:
            continue
    return _inflate(body, last, cap)


def _inflate(body: bytes, window: int, cap: int) -> bytes:
    """Inflate piece by piece, so that a bomb is noticed when it begins to explode, not when it is over."""
    machine = zlib.decompressobj(window)
    content, at, streams = io.BytesIO(), 0, 1
    while at < len(body) and streams <= _MAX_STREAMS:
        piece = body[at : at + _PIECE]
        try:
            content.write(machine.decompress(piece, _STEP))
        except zlib.error as error:
            raise Undecodable(f"damaged stream: {error}") from None
        at += len(piece) - len(machine.unused_data if machine.eof else machine.unconsumed_tail)
        if content.tell() > cap or content.tell() > max(RATIO_FROM, at * MAX_RATIO):
            raise Explodes(f"expands beyond {content.tell()} bytes from {at}")
        if machine.eof:
            if window == _BARE and at < len(body):
                raise Undecodable("bytes after the end of a stream without frame")
            if window != _GZIP or body[at : at + 2] != b"\x1f\x8b":
                return content.getvalue()  # what follows the end is not content; browsers leave it out too
            machine, streams = zlib.decompressobj(window), streams + 1
    content.write(machine.flush())
    if not machine.eof:
        raise CutShort("stream cut short")
    return content.getvalue()
