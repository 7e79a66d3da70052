"""
Make case folders: a new one for another municipality, and the ignored live copy of the demo.

Nothing here fetches or judges; an existing folder is never overwritten.
"""

from __future__ import annotations

import csv
import json
import shutil
from datetime import date
from pathlib import Path

from ita_audit.checklist import load_checklist
from ita_audit.engagement import open_engagement
from ita_audit.errors import EngagementError
from ita_audit.model import Checklist
from ita_audit.thai import BUDDHIST_ERA

TEMPLATE = """\
# แฟ้มงานตรวจสอบ | the engagement. ค่าที่ขึ้นต้นด้วย # เป็นค่าเลือกใช้
[engagement]
agency = {agency}
site = {site}
ita_page = {page}
fiscal_year = {year}
as_of = {as_of}            # ณ วันที่ | the date the audit speaks of
# window_closes = {close}  # วันปิดรับคำตอบ OIT ใน ITAS ให้ยืนยันกับปฏิทินของปีนั้น

[people]
prepared_by = {prepared_by}
reviewed_by = ""
reviewer_note = ""
# mask_names = true   # ปิดชื่อบุคคลในรายงานของหน่วยงานเมื่อแสดงผล | mask names of persons in what is shown
# addressee = "นายกเทศมนตรีตำบล…"   # ผู้รับรายงาน | whom the report is for

[look]
# ความเร็วที่ไม่รบกวนเครื่องแม่ข่ายของเทศบาล | spare the municipality's own server
per_host = 2
rate = 2.0
deadline_s = 30
contact = {contact}
# ใช้ตัดสินว่าเครือข่ายของเครื่องนี้ล่มเองหรือไม่ | to notice that this machine's own network is down
control_hosts = ["www.nacc.go.th", "www.google.com", "one.one.one.one"]
"""


def create_case(
    folder: Path,
    *,
    agency: str,
    site: str,
    year: int,
    page: str = "",
    assignment: Path | None = None,
    prepared_by: str = "",
    contact: str = "",
) -> Path:
    """
    Create a case folder that runs as it is.

    Args:
        folder: The new folder.

        agency: Name of the public body, as the report prints it.

        site: Home page, with http:// or https://.

        year: Fiscal year in the Buddhist Era; its checklist must exist.

        page: Address of the ITA page; '' means the home page.

        assignment: The assignment table, copied as it is; None lays out one without owners.

        prepared_by: Who does the audit, as every working paper prints it.

        contact: Address in the User-Agent, so that the site's keeper can reach the auditor.

    Raises:
        EngagementError: The folder exists, or a value cannot be used.
        ChecklistError: There is no checklist for the year; names the file to add.
    """
    checklist = load_checklist(year)
    if folder.exists():
        raise EngagementError(
            f"{folder}: expected a folder that does not exist yet",
            hint_th=f"มีโฟลเดอร์ {folder.name} อยู่แล้ว เลือกชื่ออื่น ของเดิมไม่ถูกแตะต้อง",
        )
    text = TEMPLATE.format(
        agency=_quoted(agency),
        site=_quoted(site),
        page=_quoted(page or site),
        year=year,
        prepared_by=_quoted(prepared_by),
        contact=_quoted(contact),
        as_of=date.today().isoformat(),
        close=date(year - BUDDHIST_ERA, 4, 30).isoformat(),
    )
    for part in ("input", "evidence", "working"):
        (folder / part).mkdir(parents=True)
    (folder / "engagement.toml").write_text(text, encoding="utf-8", newline="\n")
    try:
        open_engagement(folder)
    except EngagementError:
        shutil.rmtree(folder)
        raise
    if assignment is None:
        _lay_out_assignment(folder / "input" / "assignment.csv", checklist)
    else:
        shutil.copyfile(assignment, folder / "input" / f"assignment{assignment.suffix.lower()}")
    return folder


def _lay_out_assignment(path: Path, checklist: Checklist) -> None:
    """Every item of the year and nobody beside it, for an office program to fill in."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("ข้อ", "ข้อมูล", "ผู้รับผิดชอบ"))
        writer.writerows((item.code, item.title, "") for item in checklist.items)


def _quoted(value: str) -> str:
    """A TOML basic string; JSON strings are a subset of those."""
    return json.dumps(value, ensure_ascii=False)


def demo_live_case(demo: Path) -> Path:
    """Lay out a fresh live copy of the demo case beside it: what is given, nothing captured."""
    live = demo.parent / f"{demo.name}-live"
    if live.exists():
        shutil.rmtree(live)
    shutil.copytree(
        demo,
        live,
        ignore=lambda _, names: [name for name in names if name in ("evidence", "report", "notebooks")],
    )
    return live
