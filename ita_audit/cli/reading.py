"""Commands that read given files: assignment tables, periods."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from ita_audit.cli.output import print_json, read_bytes, write_lines
from ita_audit.errors import AuditError


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    for function in (assignment, period):
        app.command()(function)


def assignment(
    file: Annotated[Path, typer.Argument(help="ตารางมอบหมาย CSV TSV XLSX DOCX HTML Markdown TXT")],
    year: Annotated[int, typer.Option(help="ปีงบประมาณ พ.ศ.")] = 2566,
    as_json: Annotated[bool, typer.Option("--json", help="JSON ตามสัญญา | the JSON contract")] = False,
) -> None:
    """อ่านและตรวจตารางมอบหมาย | Read and validate an assignment table in any of its shapes."""
    from ita_audit.assignment import assignment_document, load_assignment
    from ita_audit.checklist import load_checklist

    table = load_assignment(file, load_checklist(year))
    document = assignment_document(table)
    if as_json:
        print_json(document)
    else:
        for row in document["rows"]:
            print(f"{row['item']}\t{row['title']}\t{row['section']}\t{row['division']}")
        for problem in document["problems"]:
            typer.echo(f"บรรทัด {problem['line']}: {problem['problem']}: {problem['remedy_th']}", err=True)
    raise typer.Exit(1 if table.refused else 0)


def period(
    file: Annotated[str, typer.Argument(help="เอกสาร หรือ - สำหรับข้อความจาก standard input")] = "-",
    item: Annotated[str, typer.Option(help="ข้อ เช่น O12")] = "",
    year: Annotated[int, typer.Option(help="ปีงบประมาณ พ.ศ.")] = 2566,
    questions: Annotated[str, typer.Option("--from", help="คำถามหลายข้อ JSON lines")] = "",
    base: Annotated[Path, typer.Option(help="โฟลเดอร์ของไฟล์ในคำถาม")] = Path("."),
    jsonl: Annotated[str, typer.Option(help="เขียนคำตอบ JSON lines ลงไฟล์ หรือ -")] = "-",
    as_json: Annotated[bool, typer.Option("--json", help="JSON ตามสัญญา | the JSON contract")] = False,
) -> None:
    """เอกสารหรือข้อความครอบคลุมช่วงเวลาใด ตรงกับที่ข้อนั้นขอหรือไม่ | Which period it covers."""
    if questions:
        if not base.is_dir():
            raise AuditError(f"--base {base}: no such folder", hint_th=f"ไม่พบโฟลเดอร์ {base} ที่ระบุใน --base")
        write_lines(jsonl, _answers(questions, base))
        return
    from ita_audit.checklist import item_named, load_checklist
    from ita_audit.model import TextPart, YearRule
    from ita_audit.periods import period_document, read_period
    from ita_audit.questions import read_file
    from ita_audit.sandbox import BesideReader

    rule = item_named(load_checklist(year), item).year_rule if item else YearRule.CURRENT_FY
    data = read_bytes(file)
    if file == "-" and b"\x00" not in data[:4096] and not data.startswith((b"%PDF", b"PK")):
        reading, problem = read_period((TextPart("page", data.decode("utf-8", "replace"), 1),)), ""
    else:
        with BesideReader() as reader:
            reading, problem = read_file(data, Path(file).name, named=True, reader=reader)
    if problem:
        typer.echo(problem, err=True)
    document = period_document(reading, rule=rule, fiscal_year=year)
    if as_json:
        print_json(document)
    else:
        print(f"{document['verdict']}: {', '.join(map(str, document['fiscal_years'])) or '-'}")


def _answers(questions: str, base: Path) -> Iterator[dict]:
    """One answer for each line that is not blank, with a progress bar on standard error."""
    from tqdm import tqdm

    from ita_audit.questions import answer_questions

    text = read_bytes(questions).decode("utf-8-sig", "replace")
    lines = [line for line in text.split("\n") if line.strip()]
    bar = tqdm(lines, desc="ช่วงเวลา | periods", file=sys.stderr, ascii=" -=", disable=None)
    return answer_questions(bar, base=base)
