"""The report's tables as XLSX and CSV, safe from formulas, the same bytes every time."""

from __future__ import annotations

import csv
import re
from datetime import datetime
from pathlib import Path

import xlsxwriter

from ita_audit.observation import Audit
from ita_audit.tables.papers import assignment_table, checklist_table, ladder_table
from ita_audit.tables.report import evidence_table, item_table, unit_actions, unit_table
from ita_audit.tables.table import AuditTable, plain
from ita_audit.thai import visible

_FORMULA = re.compile(r"^[=+\-@\t\r＝＋－＠]")
_MAX_CELL = 32_000


def _tables(audit: Audit) -> list[AuditTable]:
    makers = (
        item_table,
        ladder_table,
        unit_table,
        unit_actions,
        evidence_table,
        assignment_table,
        checklist_table,
    )
    return [make(audit) for make in makers]


def save_xlsx(audit: Audit, path: Path) -> Path:
    """Save the tables as one workbook, a sheet each; every cell is text, never a formula."""
    path.parent.mkdir(parents=True, exist_ok=True)
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
    day = audit.case.as_of
    book.set_properties({"title": audit.case.agency, "created": datetime(day.year, day.month, day.day)})
    head = book.add_format(
        {"bold": True, "bg_color": "#E8EEF4", "border": 1, "text_wrap": True, "valign": "top"}
    )
    body = book.add_format({"text_wrap": True, "valign": "top"})
    for table in _tables(audit):
        sheet = book.add_worksheet(table.name)
        for column, name in enumerate(table.columns):
            sheet.write_string(0, column, name, head)
            longest = max((len(plain(row[column])) for row in table.rows), default=0)
            sheet.set_column(column, column, min(60, max(8, longest * 0.9, len(name))))
        for number, row in enumerate(table.rows, 1):
            for column, cell in enumerate(row):
                sheet.write_string(number, column, visible(plain(cell))[:_MAX_CELL], body)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
    book.close()
    return path


def save_csv(audit: Audit, folder: Path) -> list[Path]:
    """Save the tables as CSV for Excel (UTF-8 with BOM), cells that look like formulas disarmed."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for table in _tables(audit):
        path = folder / f"{table.name}.csv"
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file, lineterminator="\r\n")
            writer.writerow(table.columns)
            writer.writerows([disarm(visible(plain(cell))) for cell in row] for row in table.rows)
        paths.append(path)
    return paths


def disarm(text: str) -> str:
    """Keep a spreadsheet from running a cell: a quote before what would start a formula (OWASP)."""
    return f"'{text}" if _FORMULA.match(text) else text
