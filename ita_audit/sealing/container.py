"""
A ZIP file with one spelling: members stored as they are, fixed times, nothing between, before or after.

Because there is only one way to write it, a reader can write it again and compare: every byte of
every header is accounted for. Large files use ZIP64 where the format needs it.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

Source = Path | bytes
_PIECE = 1 << 20
_NAME_IN_UTF8, _STORED, _MIDNIGHT, _FIRST_DAY = 0x0800, 0, 0, 0x21
_FILE_MODE = 0o100644 << 16
_FULL, _MANY = 0xFFFFFFFF, 0xFFFF
_MAX_TAIL = 64_000_000


class NotAsSealed(ValueError):
    """The file is not a container as this program writes it; the message says where."""


@dataclass(frozen=True, slots=True)
class Member:
    """One member: its name, CRC-32, size in bytes, and where its bytes begin in the file."""

    name: str
    crc: int
    size: int
    start: int = 0


def pieces(source: Source) -> Iterator[bytes]:
    """Read a file, or bytes, piece by piece."""
    if isinstance(source, bytes):
        yield source
        return
    with source.open("rb") as file:
        while piece := file.read(_PIECE):
            yield piece


def write_container(file: BinaryIO, members: Mapping[str, Source]) -> None:
    """
    Write members in the order given.

    Args:
        file: Binary file at its beginning.

        members: Names, with / between folders, and what they hold.
    """
    written, place = [], 0
    for name, source in members.items():
        crc, size = 0, 0
        for piece in pieces(source):
            crc, size = zlib.crc32(piece, crc), size + len(piece)
        head = _local(Member(name, crc, size))
        member = Member(name, crc, size, place + len(head))
        file.write(head)
        for piece in pieces(source):
            file.write(piece)
        written.append(member)
        place = member.start + size
    file.write(_tail(written, place))


def _extra(*values: int) -> bytes:
    """The ZIP64 field for those values that do not fit in 32 bits."""
    large = [value for value in values if value >= _FULL]
    return struct.pack(f"<HH{len(large)}Q", 1, 8 * len(large), *large) if large else b""


def _local(member: Member) -> bytes:
    name, size = member.name.encode("utf-8"), min(member.size, _FULL)
    extra = _extra(member.size, member.size)
    fixed = struct.pack(
        "<4s5H3I2H", b"PK\x03\x04", 45 if extra else 20, _NAME_IN_UTF8, _STORED, _MIDNIGHT, _FIRST_DAY,
        member.crc, size, size, len(name), len(extra),
    )  # fmt: skip
    return fixed + name + extra


def _central(member: Member, offset: int) -> bytes:
    name, size = member.name.encode("utf-8"), min(member.size, _FULL)
    extra = _extra(member.size, member.size, offset)
    needed = 45 if extra else 20
    fixed = struct.pack(
        "<4s6H3I5H2I", b"PK\x01\x02", 3 << 8 | needed, needed, _NAME_IN_UTF8, _STORED, _MIDNIGHT, _FIRST_DAY,
        member.crc, size, size, len(name), len(extra), 0, 0, 0, _FILE_MODE, min(offset, _FULL),
    )  # fmt: skip
    return fixed + name + extra


def _tail(members: Iterable[Member], place: int) -> bytes:
    entries = [_central(member, member.start - len(_local(member))) for member in members]
    central, count = b"".join(entries), len(entries)
    end64 = b""
    if place >= _FULL or count >= _MANY or len(central) >= _FULL:
        end64 = struct.pack(
            "<4sQ2H2I4Q", b"PK\x06\x06", 44, 3 << 8 | 45, 45, 0, 0, count, count, len(central), place
        )
        end64 += struct.pack("<4sIQI", b"PK\x06\x07", 0, place + len(central), 1)
    end = struct.pack(
        "<4s4H2IH", b"PK\x05\x06", 0, 0, min(count, _MANY), min(count, _MANY), min(len(central), _FULL),
        min(place, _FULL), 0,
    )  # fmt: skip
    return central + end64 + end


def read_container(path: Path) -> list[Member]:
    """
    List the members of a container, every header byte compared with what it must be.

    The bytes of the members themselves are not compared here; `member_pieces` checks their CRC.

    Raises:
        NotAsSealed: Anything before, between or after the members, or a header that differs.
    """
    size = path.stat().st_size
    with path.open("rb") as file:
        start = _central_start(file, size)
        if not 0 <= start <= size or size - start > _MAX_TAIL:
            raise NotAsSealed("zip end record: points outside the file")
        file.seek(start)
        tail = file.read()
        members, place = [], 0
        for name, crc, length in _entries(tail):
            head = _local(Member(name, crc, length))
            file.seek(place)
            if file.read(len(head)) != head:
                raise NotAsSealed(f"zip header of {name} at byte {place}: not as sealed")
            members.append(Member(name, crc, length, place + len(head)))
            place += len(head) + length
    if place != start:
        raise NotAsSealed(f"zip: the members end at byte {place}, the directory begins at {start}")
    if _tail(members, place) != tail:
        raise NotAsSealed(f"zip directory at byte {start}: not as sealed, or bytes after it")
    return members


def _central_start(file: BinaryIO, size: int) -> int:
    file.seek(max(0, size - 22 - 20))
    end = file.read()
    if len(end) < 22 or end[-22:-18] != b"PK\x05\x06":
        raise NotAsSealed("no zip end record in the last 22 bytes: cut short, or bytes added at the end")
    start = struct.unpack("<I", end[-6:-2])[0]
    if len(end) == 42 and end[:4] == b"PK\x06\x07":
        file.seek(min(struct.unpack("<Q", end[8:16])[0], size))
        start = struct.unpack("<Q", file.read(56)[48:56].rjust(8, b"\0"))[0]
    return start


def _entries(tail: bytes) -> Iterator[tuple[str, int, int]]:
    place, names = 0, set()
    while tail[place : place + 4] == b"PK\x01\x02":
        fields = tail[place : place + 46]
        if len(fields) < 46:
            raise NotAsSealed("zip directory: cut short")
        crc, _, length, name_size, extra_size = struct.unpack("<3I2H", fields[16:32])
        raw = tail[place + 46 : place + 46 + name_size]
        extra = tail[place + 46 + name_size : place + 46 + name_size + extra_size]
        if length == _FULL and len(extra) >= 12:
            length = struct.unpack("<Q", extra[4:12])[0]
        try:
            name = raw.decode("utf-8")
        except UnicodeDecodeError:
            raise NotAsSealed(f"zip directory at {place}: a name that is no UTF-8") from None
        if name in names:
            raise NotAsSealed(f"zip directory: {name} is there twice")
        names.add(name)
        yield name, crc, length
        place += 46 + name_size + extra_size


def member_pieces(path: Path, member: Member) -> Iterator[bytes]:
    """
    Read one member's bytes.

    Raises:
        NotAsSealed: They do not fit the CRC.
    """
    crc, left = 0, member.size
    with path.open("rb") as file:
        file.seek(member.start)
        while left:
            piece = file.read(min(_PIECE, left))
            if not piece:
                break
            crc, left = zlib.crc32(piece, crc), left - len(piece)
            yield piece
    if left or crc != member.crc:
        raise NotAsSealed(f"{member.name}: its bytes do not fit their checksum")
