"""The command that reads a municipality's own report and holds it against itself."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ita_audit.cli.output import print_json, read_bytes
from ita_audit.errors import ChecklistError

_USUAL_YEAR = 2566


def register(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command()(paper)


def paper(
    file: Annotated[Path, typer.Argument(help="รายงานของเทศบาล TXT MD HTML DOCX PDF XLSX")],
    year: Annotated[int | None, typer.Option(help="ปีงบประมาณ พ.ศ. (ไม่ระบุ: ตามที่เอกสารระบุ)")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="JSON ตามสัญญา | the JSON contract")] = False,
    masked: Annotated[bool, typer.Option("--mask-names", help="ปิดชื่อบุคคล | mask names of persons")] = False,
) -> None:
    """อ่านรายงานมาตรการของเทศบาลเอง และสิ่งที่ขัดแย้งกันในเอกสาร | Read a municipality's own report."""
    from ita_audit.consistency import paper_document

    found, observations, asked = _read(file, year)
    document = {"fiscal_year": asked} | paper_document(found, observations, masked=masked)
    if as_json:
        print_json(document)
    else:
        print("\n".join(_lines(document)))


def _read(file: Path, year: int | None) -> tuple:
    """Read with the checklist of the asked year, else of the year that the paper itself speaks of."""
    from ita_audit.checklist import load_checklist
    from ita_audit.consistency import check_paper
    from ita_audit.consistency.year_rules import paper_year
    from ita_audit.sandbox import read_safely
    from ita_audit.sourcepaper import read_paper

    def bounded(data: bytes, *, url: str) -> object:
        return read_safely([(data, url, "")])[0]

    data = read_bytes(str(file), limit=10_000_001)
    checklist = load_checklist(year or _USUAL_YEAR)
    found = read_paper(data, file.name, checklist, read=bounded)
    said = year or paper_year(found)
    if said and said != checklist.fiscal_year:
        try:
            checklist = load_checklist(said)
            found = read_paper(data, file.name, checklist, read=bounded)
        except ChecklistError:
            pass
    return found, check_paper(found, checklist), checklist.fiscal_year


def _lines(document: dict) -> list[str]:
    from ita_audit.model import Concern

    order = document["order"]
    lines = [f"ปีงบประมาณ {document['fiscal_year']}"]
    if order:
        lines.append(
            f"คำสั่งที่ {order['number'] or '-'} (พิมพ์ว่า {order['raw']['number'] or '-'}) "
            f"สั่ง ณ {order['date'] or '-'} (พิมพ์ว่า {order['raw']['date'] or '-'}) คณะทำงาน {len(order['members'])} ตำแหน่ง"
        )
    lines.append(f"ตารางมอบหมาย {len(document['assignment'])} ข้อ ที่อยู่เว็บ {len(document['addresses'])} แห่ง")
    lines += ["", "มาตรการและขั้นตอน | ผู้รับผิดชอบ | ระยะเวลา | ผลที่รายงาน"]
    for step in document["measures"]:
        told = [r for r in document["results"] if r["measure"] == step["measure"]]
        said = next((r["text"] for r in told if r["step"] in (step["step"], None)), "-")
        lines.append(
            f"{step['measure']}.{step['step']} {step['text'][:70]} | {step['responsible'] or '-'} | "
            f"{step['period'] or '-'} | {said[:80]}"
        )
    lines += ["", f"ข้อสังเกต {len(document['observations'])} เรื่อง (ข้อซักถามไม่ใช่ข้อผิดพลาด)"]
    for concern in Concern:
        for one in document["observations"]:
            if one["severity"] == concern.value:
                where = ", ".join(dict.fromkeys(_where(place) for place in one["places"]))
                lines.append(f"[{concern.th}] {one['message_th']} ({where})")
    lines += ["", f"ร่องรอยการพิมพ์และแปลงไฟล์ {len(document['artefacts'])} แห่ง (ไม่ใช่ข้อขัดแย้ง)"]
    for one in document["artefacts"]:
        lines.append(
            f"{_where(one)}: {one['message_th']}: {one['raw'][:60]}"
            + (f" → {one['read'][:60]}" if one["read"] else "")
        )
    return [*lines, *document["notes"]]


def _where(place: dict) -> str:
    page = f"หน้า {place['page']} " if "page" in place else ""
    return f"{page}บรรทัด {place['line']}"
