"""
Pictures of the first page of every PDF of a case, kept beside its looks: `evidence/pictures/`.

A look holds only what was received, so that a picture, which this program draws, is no part of one:
it is derived, drawn once per document and named by the document's SHA-256, and a chained register
of its own says of which document it is and what it was drawn with. Where Tesseract is installed, the
words of a scan's title stand in its line: they help a person to find the picture and are no reading,
so that no period, element or verdict can rest on them. Nothing here opens an address.
"""

from __future__ import annotations

import csv
import hashlib
import io
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path

from ita_audit.model import Reads, Response
from ita_audit.ocr import find_tesseract, title_words
from ita_audit.sandbox import BesideReader

FOLDER, REGISTER = "pictures", "register.csv"
COLUMNS = ("document_sha256", "page", "picture_sha256", "bytes", "words", "drawn_with", "chain")
MAX_PICTURE, MAX_PICTURES = 60_000, 2_000
"""Bytes of one picture, and pictures of a case; a page that needs more is not kept, and the line says 0."""
AT_A_TIME, PATIENCE_S = 10, 300.0
MAX_WORDS, _LARGER = 600, 3
"""Letters of a title, and how much larger its picture is drawn to be read."""
STAGE = "ภาพหน้าแรก | first pages"
Progress = Callable[[str, int, int], None]
_PNG = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True, slots=True)
class Picture:
    """
    One line of the register; `picture_sha256` is empty when the page could not be drawn.

    `words` are those of a scan's title, as far as they were made out; never a digit.
    """

    document_sha256: str
    page: int
    picture_sha256: str
    bytes: int
    words: str
    drawn_with: str
    chain: str


def keep_pictures(
    evidence: Path,
    responses: Iterable[Response],
    *,
    progress: Progress | None = None,
    patience_s: float = PATIENCE_S,
) -> int:
    """
    Draw the first page of every PDF that has no picture yet.

    Args:
        evidence: The case's evidence folder.

        responses: Captured answers.

        progress: Called with (stage, done, total) after each batch that is kept.

        patience_s: Seconds after which the rest is left for another time.

    Returns:
        How many were drawn or tried.
    """
    kept = list(register_of(evidence))
    known = {line.document_sha256 for line in kept}
    wanted: dict[str, bytes] = {}
    for response in responses:
        if b"%PDF-" in response.content[:1024] and response.body:
            wanted.setdefault(hashlib.sha256(response.body).hexdigest(), response.content)
    todo = [(sha, data) for sha, data in wanted.items() if sha not in known][: MAX_PICTURES - len(kept)]
    end, done, program = time.monotonic() + patience_s, 0, find_tesseract() if todo else None
    with BesideReader() as reader:
        while done < len(todo) and time.monotonic() < end:
            batch = todo[done : done + AT_A_TIME]
            drawn = [(sha, reader.picture(data), _title(reader, data, program)) for sha, data in batch]
            kept += _save(evidence / FOLDER, drawn, kept)
            done += len(batch)
            if progress:
                progress(STAGE, done, len(todo))
    return done


def _title(reader: BesideReader, data: bytes, program: str | None) -> str:
    """The words of a scan's title; empty for any other document, and without Tesseract."""
    if program is None or reader.read(data, "", "").state is not Reads.SCANNED:
        return ""
    return " / ".join(title_words(reader.picture(data, times=_LARGER), program=program))[:MAX_WORDS]


def _save(folder: Path, drawn: Sequence[tuple[str, bytes, str]], kept: list[Picture]) -> list[Picture]:
    """Pictures first, then the register that names them, replaced at once."""
    folder.mkdir(parents=True, exist_ok=True)
    fresh: list[Picture] = []
    chain = kept[-1].chain if kept else ""
    for sha, picture, words in drawn:
        picture = picture if len(picture) <= MAX_PICTURE else b""
        if picture:
            _write(folder / f"{sha}.png", picture)
        digest = hashlib.sha256(picture).hexdigest() if picture else ""
        line = Picture(sha, 1, digest, len(picture), words, _tool(words), "")
        chain = _link(line, chain)
        fresh.append(replace(line, chain=chain))
    _write(folder / REGISTER, _text([*kept, *fresh]).encode())
    return fresh


def _write(path: Path, data: bytes) -> None:
    unborn = path.with_name(path.name + ".new")
    unborn.write_bytes(data)
    unborn.replace(path)


def _tool(words: str) -> str:
    drawn = f"pypdfium2 {version('pypdfium2')}, Pillow {version('pillow')}"
    return f"{drawn}, Tesseract" if words else drawn


def _link(line: Picture, previous: str) -> str:
    told = [str(getattr(line, name)) for name in COLUMNS[:-1]]
    return hashlib.sha256("\n".join([previous, *told]).encode()).hexdigest()


def _text(lines: Iterable[Picture]) -> str:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([getattr(line, name) for name in COLUMNS] for line in lines)
    return buffer.getvalue()


def register_of(evidence: Path) -> tuple[Picture, ...]:
    """Read the register of pictures up to the first line that does not fit its chain; nothing without one."""
    path = evidence / FOLDER / REGISTER
    if not path.is_file():
        return ()
    lines: list[Picture] = []
    chain = ""
    for row in csv.DictReader(io.StringIO(path.read_text(encoding="utf-8", errors="replace"), newline="")):
        try:
            line = Picture(
                row["document_sha256"], int(row["page"]), row["picture_sha256"], int(row["bytes"]),
                row["words"], row["drawn_with"], row["chain"],
            )  # fmt: skip
        except (KeyError, TypeError, ValueError):
            break
        chain = _link(line, chain)
        if chain != line.chain:
            break
        lines.append(line)
    return tuple(lines)


def picture_of(evidence: Path, document_sha256: str) -> bytes:
    """
    The picture of a document's first page, as it was drawn.

    Args:
        evidence: The case's evidence folder.

        document_sha256: SHA-256 of the document as it was received.

    Returns:
        PNG; empty when there is none, or when its bytes are not those that the register names.
    """
    for line in register_of(evidence):
        if line.document_sha256 == document_sha256 and line.picture_sha256:
            return _read(evidence / FOLDER / f"{document_sha256}.png", line.picture_sha256)
    return b""


def words_of(evidence: Path, document_sha256: str) -> str:
    """The words of a scan's title as they were made out, without digits; empty when there are none."""
    return next((line.words for line in register_of(evidence) if line.document_sha256 == document_sha256), "")


def _read(path: Path, digest: str) -> bytes:
    try:
        data = path.read_bytes() if path.stat().st_size <= MAX_PICTURE else b""
    except OSError:
        return b""
    return data if data.startswith(_PNG) and hashlib.sha256(data).hexdigest() == digest else b""


def verify_pictures(evidence: Path) -> list[str]:
    """
    Check every picture against its chained register.

    Returns:
        One sentence per problem; nothing when all is as drawn, or there are no pictures.
    """
    folder, lines = evidence / FOLDER, register_of(evidence)
    if not folder.is_dir():
        return []
    path = folder / REGISTER
    written = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
    found = [] if written == _text(lines) else [f"{FOLDER}/{REGISTER}: a line does not fit its chain"]
    named = {f"{line.document_sha256}.png": line for line in lines if line.picture_sha256}
    for name, line in named.items():
        if not _read(folder / name, line.picture_sha256):
            found.append(f"{FOLDER}/{name}: not the picture that was drawn")
    strays = {path.name for path in folder.iterdir()} - set(named) - {REGISTER}
    return found + [f"{FOLDER}/{name}: no line names it" for name in sorted(strays)]
