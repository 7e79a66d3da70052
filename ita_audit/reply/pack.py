"""
Put a reply pack together: cover, frozen copies, their records, and the digest of every file.

The same case gives the same bytes. Copies are exact and may hold personal data; what is printed is masked.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path

from ita_audit.custody import custody_head
from ita_audit.errors import EvidenceError
from ita_audit.letters.page import anchor, document
from ita_audit.letters.rows import address, clean
from ita_audit.model.codes import FetchError, worded
from ita_audit.observation import Audit
from ita_audit.personal import hide
from ita_audit.reply.argue import argument, seen_when, way_to
from ita_audit.reply.copies import Exhibit, exhibits_of
from ita_audit.sealing.container import write_container
from ita_audit.thai import local_time, thai_date

COVER, MANIFEST, SUMS = "cover.html", "manifest.json", "SHA256SUMS"
FORMAT = "ita-audit-reply-1"
_STYLE = """
body { margin: 0; font: 17px/1.6 Sarabun, sans-serif; color: #111; background: #fff; }
main { max-width: 56rem; margin: 0 auto; padding: 1.5rem; } h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; break-after: avoid; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; } caption { text-align: left; font-weight: 700; padding: .2rem 0; }
th, td { border: 1px solid #444; padding: .25rem .4rem; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
tbody th { min-width: 8.5rem; } thead { display: table-header-group; } tr { break-inside: avoid; } a { color: #0b3d91; }
.demo { text-align: center; font-weight: 700; border: 1px dashed #5c4800; background: #fff6d6; color: #5c4800; }
@page { size: A4; margin: 18mm 18mm 18mm 25mm; } @media print { body { font-size: 13px; } main { padding: 0; } }
"""


def reply_files(audit: Audit, code: str) -> dict[str, bytes]:
    """
    Make the files of a reply pack.

    Args:
        audit: The audit.

        code: The disputed item, O1 …

    Returns:
        File names and contents, in order; SHA256SUMS lists all others.

    Raises:
        EvidenceError: The checklist has no such item, or the website was not looked at yet.
    """
    audit.require_look()
    if code not in audit.verdicts:
        raise EvidenceError(
            f"{code!r}: expected an item of {audit.checklist.file}",
            hint_th=f"แบบตรวจปี {audit.case.fiscal_year} ไม่มีข้อนี้ ระบุรหัสข้อ เช่น O10",
        )
    exhibits = exhibits_of(audit, code)
    files = {COVER: _cover(audit, code, exhibits).encode()}
    for exhibit in exhibits:
        if exhibit.payload_name:
            files[exhibit.payload_name] = exhibit.payload
        if exhibit.records_name:
            files[exhibit.records_name] = exhibit.records
    files[MANIFEST] = _manifest(audit, code, exhibits, files)
    sums = "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in files.items())
    return {**files, SUMS: sums.encode()}


def save_reply(audit: Audit, code: str, folder: Path, *, as_zip: bool = False) -> Path:
    """
    Save a reply pack.

    Args:
        audit: The audit.

        code: The disputed item.

        folder: Where to; made when absent.

        as_zip: One ZIP file instead of a folder.

    Returns:
        `reply-<item>` as a folder, or `reply-<item>.zip`; an earlier one is replaced.
    """
    files = reply_files(audit, code)
    folder.mkdir(parents=True, exist_ok=True)
    if as_zip:
        path = folder / f"reply-{code}.zip"
        with path.open("wb") as file:
            write_container(file, files)
        return path
    path = folder / f"reply-{code}"
    path.mkdir(exist_ok=True)
    for old in (*path.glob("copy-*"), *path.glob("exchange-*")):
        old.unlink()
    for name, data in files.items():
        (path / name).write_bytes(data)
    return path


def _manifest(audit: Audit, code: str, exhibits: Sequence[Exhibit], files: Mapping[str, bytes]) -> bytes:
    case = audit.case
    document_ = {
        "format": FORMAT,
        "agency": case.agency,
        "fiscal_year": case.fiscal_year,
        "item": code,
        "as_of": case.as_of.isoformat(),
        "window_closes": case.window_closes.isoformat() if case.window_closes else None,
        "checklist": {"file": audit.checklist.file, "sha256": audit.checklist.sha256},
        "custody_head": custody_head(case),
        "exhibits": [_exhibit(exhibit) for exhibit in exhibits],
        "files": {
            name: {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
            for name, data in files.items()
        },
    }
    return (json.dumps(document_, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "backslashreplace")


def _exhibit(exhibit: Exhibit) -> dict[str, object]:
    def plain(sighting: object) -> dict[str, object]:
        fields = {name: getattr(sighting, name) for name in sighting.__dataclass_fields__}
        return fields | {"final_url": hide(sighting.final_url)}

    return {
        "number": exhibit.number,
        "evidence": exhibit.seen.ref or None,
        "ita_page": exhibit.page,
        "url": hide(exhibit.seen.link.url),
        "submitted": exhibit.submitted,
        "behind": exhibit.seen.parent or None,
        "path": [[hide(url), hide(words)] for url, words in exhibit.seen.link.path],
        "in_time": exhibit.in_time,
        "packed": plain(exhibit.chosen) if exhibit.chosen else None,
        "copy": exhibit.payload_name or None,
        "records": exhibit.records_name or None,
        "sightings": [plain(sighting) for sighting in exhibit.sightings],
    }


def _cover(audit: Audit, code: str, exhibits: Sequence[Exhibit]) -> str:
    case = audit.case
    title = f"เอกสารประกอบการชี้แจงข้อ {code} {audit.item(code).title}"
    demo = '<p class="demo">ข้อมูลสาธิต · หน่วยงานสมมุติ</p>' if case.demo else ""
    said = "".join(f"<li>{escape(sentence)}</li>" for sentence in argument(audit, code, exhibits))
    closes = thai_date(case.window_closes) if case.window_closes else "ไม่ระบุ"
    body = (
        f"{demo}<h1>{escape(clean(title))}</h1>"
        f"<p>{escape(clean(case.agency))} · ปีงบประมาณ พ.ศ. {case.fiscal_year} · ณ วันที่ {thai_date(case.as_of)} "
        f"· วันปิดรับคำตอบ {closes}</p><h2>คำชี้แจงโดยย่อ</h2><ol>{said}</ol>"
        + "".join(_shown(exhibit) for exhibit in exhibits)
        + "<h2>ตรวจสอบซ้ำ</h2><p>ค่า SHA-256 ของทุกไฟล์อยู่ใน SHA256SUMS และ manifest.json ตรวจด้วยคำสั่ง "
        "<code>sha256sum -c SHA256SUMS</code> ไฟล์ exchange เป็น WARC ตามมาตรฐาน ISO 28500 ตัดจากหลักฐานของแฟ้มงานโดยไม่แก้ไบต์ใด "
        f"ปลายสายโซ่ของแฟ้มงาน: <code>{custody_head(case)}</code></p>"
        "<p>ค่าแฮชพิสูจน์ว่าสำเนาไม่ถูกแก้หลังเก็บ ไม่พิสูจน์ว่าเครื่องแม่ข่ายส่งเนื้อหาเดียวกันให้ผู้อื่น "
        "สำเนาเป็นเนื้อหาจริงครบทุกไบต์ อาจมีข้อมูลส่วนบุคคล ข้อความในหน้านี้ปิดไว้แล้ว</p>"
    )
    return document(clean(title), body, _STYLE)


def _shown(exhibit: Exhibit) -> str:
    kind = "ไฟล์ในหน้าของข้อ" if exhibit.seen.parent else "ลิงก์ของข้อ"
    rows = (
        ("หลักฐาน", "หน้า ITA ที่แสดงชื่อข้อโดยไม่มีลิงก์" if exhibit.page else escape(f"{exhibit.seen.ref} ({kind})")),
        ("ที่อยู่", anchor(exhibit.seen.link.url)),
        ("ข้อความลิงก์", escape(clean(exhibit.seen.link.text) or "ไม่มี")),
        ("ทางคลิก", escape(way_to(exhibit))),
        ("ที่เห็น", escape(seen_when(exhibit))),
        ("ไฟล์สำเนา", escape(exhibit.payload_name or "ไม่มีสำเนาของลิงก์นี้")),
        ("ระเบียนคำขอและคำตอบ", escape(exhibit.records_name or "ไม่มี")),
    )
    fields = "".join(f'<tr><th scope="row">{name}</th><td>{value}</td></tr>' for name, value in rows)
    heads = "".join(
        f'<th scope="col">{name}</th>' for name in ("รอบตรวจ", "เวลา", "คำตอบ", "SHA-256", "ที่อยู่สุดท้าย")
    )
    seen = "\n".join(
        f"<tr><td>{escape(s.look_id)}</td><td>{escape(local_time(s.observed_at))}</td>"
        f"<td>{s.http_status or escape(worded(FetchError, s.error))}</td><td>{s.sha256}</td>"
        f"<td>{escape(address(s.final_url))}</td></tr>"
        for s in exhibit.sightings
    )
    times = (
        f"<table><caption>ทุกครั้งที่เปิด{exhibit.name}</caption><thead><tr>{heads}</tr></thead>"
        f"<tbody>{seen}</tbody></table>"
        if seen
        else ""
    )
    return f"<h2>{exhibit.name}</h2><table><caption>ข้อมูลของ{exhibit.name}</caption><tbody>{fields}</tbody></table>{times}"
