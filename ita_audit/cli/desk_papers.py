"""Commands of what the auditor hands over and gets back: letters, reply, note."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from ita_audit.errors import JournalError
from ita_audit.model import FindingNote, Note
from ita_audit.thai import read_day

CaseArgument = Annotated[str, typer.Argument(help="แฟ้มงาน: โฟลเดอร์ หรือชื่อใต้ data/cases | a case")]


def _day(text: str) -> date:
    try:
        return read_day(text)
    except ValueError:
        raise typer.BadParameter(
            f"วันที่ให้เขียน วัน/เดือน/ปี พ.ศ. | {text[:40]!r}: expected a day such as 30/4/2566 or 2023-04-30"
        ) from None


Day = Annotated[
    date | None,
    typer.Option(parser=_day, metavar="DAY", help="วัน/เดือน/ปี พ.ศ. เช่น 30/4/2566 หรือ 2023-04-30"),
]
WRITTEN = [note.value for note in Note if note is not Note.SEEN]


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    for function in (letters, reply, note):
        app.command()(function)


def letters(
    case: CaseArgument = "demo",
    out: Annotated[Path | None, typer.Option(help="โฟลเดอร์ปลายทาง (ไม่ระบุ = report/letters)")] = None,
) -> None:
    """บันทึกข้อความถึงแต่ละหน่วยงาน (Word และหน้าเว็บ) | A letter per responsible unit, DOCX and HTML."""
    from ita_audit.letters import write_letters
    from ita_audit.observation import observe

    audit = observe(case)
    for path in write_letters(audit, out or audit.case.report / "letters"):
        print(path)


def reply(
    case: CaseArgument,
    items: Annotated[list[str], typer.Argument(help="รหัสข้อที่โต้แย้ง เช่น O10 O21 | disputed items")],
    out: Annotated[Path | None, typer.Option(help="โฟลเดอร์ปลายทาง (ไม่ระบุ = report/reply)")] = None,
    as_zip: Annotated[bool, typer.Option("--zip", help="รวมเป็นไฟล์ ZIP เดียวต่อข้อ")] = False,
) -> None:
    """เอกสารประกอบการชี้แจงรายข้อ: สำเนาที่เก็บไว้ เวลา ทางคลิก ค่าแฮช | A reply pack per disputed item."""
    from ita_audit.observation import observe
    from ita_audit.reply import save_reply

    audit = observe(case)
    for code in items:
        print(save_reply(audit, code.strip().upper(), out or audit.case.report / "reply", as_zip=as_zip))


def note(
    case: CaseArgument,
    code: Annotated[str, typer.Argument(help="รหัสข้อตรวจพบ เช่น F-0401 | a finding's code")],
    kind: Annotated[str, typer.Argument(help=" · ".join(WRITTEN))],
    text: Annotated[str, typer.Argument(help="ข้อความ | the words")],
    by: Annotated[str, typer.Option(help="ผู้บันทึก | who", prompt="ผู้บันทึก | who")],
    unit: Annotated[str, typer.Option(help="หน่วยงานที่ตอบหรือดำเนินการ")] = "",
    due: Day = None,
    until: Day = None,
    agrees: Annotated[bool | None, typer.Option("--agree/--disagree", help="หน่วยงานเห็นด้วยหรือไม่")] = None,
) -> None:
    """บันทึกคำชี้แจง สาเหตุ การแก้ไข หรือการยอมรับความเสี่ยงของข้อตรวจพบ | Write about a finding."""
    from ita_audit.following import write_note
    from ita_audit.observation import observe

    if kind not in WRITTEN:
        raise typer.BadParameter(f"ชนิดบันทึกต้องเป็นคำใดคำหนึ่ง | {kind!r}: expected one of {', '.join(WRITTEN)}")
    audit = observe(case)
    finding = next((f for f in audit.all_findings if f.code == code.strip().upper()), None)
    if finding is None:
        raise JournalError(
            f"{code}: expected a finding of the last look: {', '.join(f.code for f in audit.all_findings)}",
            hint_th=f"รอบตรวจล่าสุดไม่มีข้อตรวจพบ {code} ดูรหัสใน WP-07",
        )
    written = write_note(
        audit, finding, Note(kind), text, by=by, unit=unit, due=due, until=until, agrees=agrees
    )
    _told(written)


def _told(written: FindingNote) -> None:
    print(f"{written.code} {written.kind.th}: บันทึกแล้ว ลำดับที่ {written.seq}")
    print(f"entry {written.seq} kept, {written.digest[:16]}…", file=sys.stderr)
