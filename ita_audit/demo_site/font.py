"""Leave out of a TrueType font the outlines that a document does not use; glyph numbers stay as they are."""

from __future__ import annotations

import struct
from collections.abc import Collection
from itertools import pairwise

_PARTS_FOLLOW, _WORDS, _SCALE, _SCALES, _MATRIX = 0x20, 0x01, 0x08, 0x40, 0x80
"""Flags of a composite glyph (OpenType, table glyf)."""
_SPARE = frozenset((b"OS/2", b"cmap", b"gasp", b"name", b"post"))


def slim(font: bytes, glyphs: Collection[int]) -> bytes:
    """
    Keep the outlines of some glyphs.

    Args:
        font: A TrueType font with short offsets (`indexToLocFormat` 0).

        glyphs: Numbers of the glyphs that are drawn.

    Returns:
        The font with every other outline empty, without the tables that a PDF does not need.
    """
    tables = _tables(font)
    outlines, places = tables[b"glyf"], struct.unpack(f">{len(tables[b'loca']) // 2}H", tables[b"loca"])
    whole = [outlines[2 * start : 2 * end] for start, end in pairwise(places)]
    kept, todo = set(), [0, *glyphs]
    while todo:
        number = todo.pop()
        if number not in kept and number < len(whole):
            kept.add(number)
            todo += _components(whole[number])
    body, offsets = bytearray(), [0]
    for number, outline in enumerate(whole):
        body += outline if number in kept else b""
        body += b"\0" * (len(body) % 2)
        offsets.append(len(body) // 2)
    tables |= {b"glyf": bytes(body), b"loca": struct.pack(f">{len(offsets)}H", *offsets)}
    return _font(font[:4], tables)


def _tables(font: bytes) -> dict[bytes, bytes]:
    (count,) = struct.unpack_from(">H", font, 4)
    heads = (struct.unpack_from(">4s4xLL", font, 12 + 16 * n) for n in range(count))
    return {tag: font[at : at + size] for tag, at, size in heads if tag not in _SPARE}


def _components(outline: bytes) -> list[int]:
    """The glyphs that a composite glyph is made of; none for a simple one."""
    if len(outline) < 10 or struct.unpack_from(">h", outline)[0] >= 0:
        return []
    found, at, flags = [], 10, _PARTS_FOLLOW
    while flags & _PARTS_FOLLOW:
        flags, number = struct.unpack_from(">HH", outline, at)
        found.append(number)
        at += 4 + (4 if flags & _WORDS else 2)
        at += 2 if flags & _SCALE else 4 if flags & _SCALES else 8 if flags & _MATRIX else 0
    return found


def _font(version: bytes, tables: dict[bytes, bytes]) -> bytes:
    """Put tables together; checksums are left at zero, readers of PDFs do not ask for them."""
    head = version + struct.pack(">HHHH", len(tables), 64, 2, 16 * len(tables) - 64)
    place, body = len(head) + 16 * len(tables), b""
    for tag, table in tables.items():
        head += struct.pack(">4sLLL", tag, 0, place + len(body), len(table))
        body += table + b"\0" * (-len(table) % 4)
    return head + body
