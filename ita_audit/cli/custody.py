"""Commands of custody: seal, verify."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from ita_audit.cli.output import print_json
from ita_audit.errors import EvidenceError, MissingExtra

File = Annotated[Path | None, typer.Option()]


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    for function in (seal, verify):
        app.command()(function)


def _say(*words: object) -> None:
    print(*words, file=sys.stderr)


def seal(
    case: Annotated[str, typer.Argument(help="แฟ้มงาน: โฟลเดอร์ หรือชื่อใต้ data/cases | a case")] = "demo",
    out: Annotated[Path | None, typer.Option(help="ไฟล์ผนึก (ไม่ระบุ = report/<ชื่อ>.wacz)")] = None,
    sign: Annotated[Path | None, typer.Option(help="กุญแจลับ Ed25519 (PEM) เพื่อลงนาม")] = None,
    timestamp: Annotated[str, typer.Option(help="ที่อยู่หน่วยออกตราเวลา RFC 3161")] = "",
    allow: Annotated[list[str] | None, typer.Option(help="อนุญาตปลายทางส่วนตัว HOST:PORT")] = None,
) -> None:
    """ผนึกแฟ้มงานเป็นไฟล์เดียว พร้อม SHA-256 | One sealed file (WACZ) with its SHA-256 beside it."""
    from ita_audit.engagement import open_engagement
    from ita_audit.report.derive import derive
    from ita_audit.sealing import seal_case, signing, stamp

    sealed = seal_case(open_engagement(case), out, derive=derive)
    if sign is not None:
        beside = sealed.path.with_name(sealed.path.name + signing.ENDING)
        beside.write_bytes(signing.sign(sealed.sha256, sign))
        _say(beside)
    print(f"{sealed.sha256}  {sealed.path}")
    if timestamp:
        beside = sealed.path.with_name(sealed.path.name + stamp.ENDING)
        beside.write_bytes(stamp.request_stamp(sealed.path, timestamp, allow=tuple(allow or ())))
        _say(beside)
    _say("เก็บค่า SHA-256 ไว้แยกจากไฟล์ เช่น พิมพ์แนบรายงานแล้วลงนาม\nkeep the SHA-256 apart from the file")


def verify(
    file: Annotated[
        Path, typer.Argument(help="ไฟล์ผนึก (.wacz) หรือโฟลเดอร์แฟ้มงาน | a sealed file or a case folder")
    ],
    sha256: Annotated[str | None, typer.Option(help="ค่า SHA-256 ที่พิมพ์ไว้ตอนผนึก")] = None,
    head: Annotated[str | None, typer.Option(help="ปลายสายโซ่ที่พิมพ์ในรายงาน (สำหรับโฟลเดอร์แฟ้มงาน)")] = None,
    key: Annotated[Path | None, typer.Option(help="กุญแจสาธารณะ (PEM) ที่ต้องเป็นผู้ลงนาม")] = None,
    tsa_ca: Annotated[Path | None, typer.Option(help="ใบรับรองของหน่วยออกตราเวลา (PEM)")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="JSON")] = False,
) -> None:
    """ตรวจไฟล์ผนึกหรือแฟ้มงานแบบออฟไลน์ ทุกไบต์ ทุกผล | Every byte accounted for, every verdict made again."""
    if not file.exists():
        raise EvidenceError(
            f"{file}: expected a sealed file or a case folder, found nothing", hint_th=f"ไม่พบ {file}"
        )
    problems, notes, digest = _case(file, head) if file.is_dir() else _sealed(file, sha256)
    if not file.is_dir():
        for problem, note in (_signature(file, digest, key), _stamp(file, tsa_ca)):
            problems += [problem] if problem else []
            notes += [note] if note else []
    if as_json:
        print_json(
            {"file": file.name, "sha256": digest, "ok": not problems, "problems": problems, "notes": notes}
        )
    else:
        _tell(file, digest, problems, notes)
    raise typer.Exit(1 if problems else 0)


def _sealed(file: Path, sha256: str | None) -> tuple[list[str], list[str], str]:
    from ita_audit.report.derive import derive
    from ita_audit.sealing import verify_sealed

    found = verify_sealed(file, sha256=sha256, derive=derive)
    return list(found.problems), list(found.notes), found.sha256


def _case(folder: Path, head: str | None) -> tuple[list[str], list[str], str]:
    from ita_audit.custody import custody_head, verify_case
    from ita_audit.engagement import open_engagement
    from ita_audit.evidence import unfinished

    case = open_engagement(folder)
    problems = verify_case(case, head)
    notes = [f"look {name} is not finished and counts for nothing" for name in unfinished(case.evidence)]
    return problems, notes, "" if problems else custody_head(case)


def _signature(file: Path, digest: str, key: Path | None) -> tuple[str, str]:
    from ita_audit.sealing import signing

    beside = file.with_name(file.name + signing.ENDING)
    if not beside.is_file():
        return (f"{beside.name}: a signature by {key.name} was expected, there is none" if key else "", "")
    signed = signing.check_signature(beside.read_bytes(), digest, trusted=key)
    if signed.problem:
        return f"{beside.name}: {signed.problem}", ""
    whose = "the given key" if key else "a key that nothing here vouches for"
    return "", f"signed by {whose}, SHA-256 of the key {signed.fingerprint}"


def _stamp(file: Path, authority: Path | None) -> tuple[str, str]:
    from ita_audit.sealing import stamp

    beside = file.with_name(file.name + stamp.ENDING)
    if not beside.is_file():
        return (f"{beside.name}: a time stamp was expected, there is none" if authority else "", "")
    try:
        stamped = stamp.check_stamp(beside.read_bytes(), file, authority=authority)
    except MissingExtra as missing:
        return "", str(missing).replace("\n", " | ")
    if stamped.problem:
        return f"{beside.name}: {stamped.problem}", ""
    trust = "" if stamped.trusted else ", not verified: give the authority's certificate (--tsa-ca)"
    return "", f"time stamp says {stamped.time}{trust}"


def _tell(file: Path, digest: str, problems: list[str], notes: list[str]) -> None:
    for note in notes:
        _say(f"หมายเหตุ | note: {note}")
    for problem in problems:
        _say(f"✗ {problem}")
    if problems:
        print(f"ไม่ตรงกับที่ผนึกหรือเก็บไว้ {len(problems)} จุด | {len(problems)} differences: {file.name}")
    else:
        print(f"ครบและตรงทุกไบต์ | every byte is as it was: {file.name}\n{digest}")
