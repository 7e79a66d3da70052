"""The report's tables as XLSX and CSV, safe from formulas, the same bytes every time."""

from __future__ import annotations

import csv
import re
from datetime import datetime
from pathlib import Path

import xlsxwriter

from ita_audit.observation import Audit
from ita_audit.tables.findings import findings_table, follow_up_table
from ita_audit.tables.papers import assignment_table, checklist_table, ladder_table
from ita_audit.tables.remarks import elements_table, remarks_table
from ita_audit.tables.report import evidence_table, item_table, unit_actions, unit_table
from ita_audit.tables.table import POINTS, AuditTable, plain
from ita_audit.thai import visible

_FORMULA = re.compile(r"^[=+\-@\t\r＝＋－＠]")
_MAX_CELL = 32_000
DEMO = "ข้อมูลสาธิต"


def _tables(audit: Audit) -> list[AuditTable]:
    makers = (
        item_table,
        ladder_table,
        remarks_table,
        elements_table,
        unit_table,
        unit_actions,
        findings_table,
        follow_up_table,
        evidence_table,
        assignment_table,
        checklist_table,
    )
    return [make(audit) for make in makers]


def _columns(table: AuditTable, audit: Audit) -> list[str]:
    """The headings; those of made-up data say so in their first cell, which never scrolls away."""
    first = f"{table.columns[0]} ({DEMO})" if audit.case.demo else table.columns[0]
    return [first, *table.columns[1:]]


def save_xlsx(audit: Audit, path: Path) -> Path:
    """Save the tables as one workbook, a sheet each; cells are text or numbers, never formulas."""
    path.parent.mkdir(parents=True, exist_ok=True)
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
    day = audit.case.as_of
    book.set_properties({"title": audit.case.agency, "created": datetime(day.year, day.month, day.day)})
    head = book.add_format(
        {"bold": True, "bg_color": "#E8EEF4", "border": 1, "text_wrap": True, "valign": "top"}
    )
    body = book.add_format({"text_wrap": True, "valign": "top"})
    points = book.add_format({"num_format": "0.00", "valign": "top"})
    for table in _tables(audit):
        sheet = book.add_worksheet(table.name)
        _printed(sheet, table, audit)
        for column, name in enumerate(_columns(table, audit)):
            sheet.write_string(0, column, name, head)
            longest = max((len(plain(row[column])) for row in table.rows), default=0)
            sheet.set_column(column, column, min(60, max(8, longest * 0.9, len(name))))
        for number, row in enumerate(table.rows, 1):
            for column, cell in enumerate(row):
                words = visible(plain(cell))[:_MAX_CELL]
                if isinstance(cell, (int, float)):
                    sheet.write_number(number, column, cell, body)
                elif POINTS.fullmatch(words):
                    sheet.write_number(number, column, float(words), points)
                else:
                    sheet.write_string(number, column, words, body)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
    book.close()
    return path


def _printed(sheet: object, table: AuditTable, audit: Audit) -> None:
    """Lay a sheet out for A4: agency and table above, made-up data named, pages counted."""
    title = f"{audit.case.agency} · {table.caption}".replace("&", "&&")[:200]
    sheet.set_header(f"&L{title}" + (f"&R{DEMO}" if audit.case.demo else ""))
    sheet.set_footer("&Cหน้า &P / &N")
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def save_csv(audit: Audit, folder: Path) -> list[Path]:
    """Save the tables as CSV for Excel (UTF-8 with BOM), cells that look like formulas disarmed."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for table in _tables(audit):
        path = folder / f"{table.name}.csv"
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file, lineterminator="\r\n")
            writer.writerow(_columns(table, audit))
            writer.writerows([disarm(visible(plain(cell))) for cell in row] for row in table.rows)
        paths.append(path)
    return paths


def disarm(text: str) -> str:
    """Keep a spreadsheet from running a cell: a quote before what would start a formula (OWASP)."""
    return f"'{text}" if _FORMULA.match(text) else text
