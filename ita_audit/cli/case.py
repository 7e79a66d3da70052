"""Commands that work on a case: run, look, report, lab, new, previous."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated

import typer
from tqdm import tqdm

from ita_audit.engagement import (
    CASE_VARIABLE,
    Engagement,
    LookSettings,
    case_folder,
    open_engagement,
    project_root,
)
from ita_audit.errors import AuditError, EngagementError, MissingExtra
from ita_audit.model import AssignmentTable
from ita_audit.new_case import create_case, demo_live_case

CaseArgument = Annotated[str, typer.Argument(help="แฟ้มงาน: โฟลเดอร์ หรือชื่อใต้ data/cases | a case")]


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    for function in (run, look, report, lab, new, previous):
        app.command()(function)


def say(*words: object, sep: str = " ") -> None:
    """Say something to the person at the terminal."""
    print(*words, sep=sep, file=sys.stderr)


@contextlib.contextmanager
def bars() -> Iterator[Callable[[str, int, int], None]]:
    """Draw one progress bar per stage on standard error."""
    state: dict[str, tqdm] = {}

    def show(stage: str, done: int, total: int) -> None:
        if total and stage not in state:
            state[stage] = tqdm(total=total, desc=stage, file=sys.stderr, ascii=" -=", leave=True)
        if stage in state:
            state[stage].update(done - state[stage].n)

    try:
        yield show
    finally:
        for bar in state.values():
            bar.close()


def _look(case: Engagement, settings: LookSettings | None = None) -> None:
    from ita_audit.evidence import load_looks
    from ita_audit.look import look as make_look
    from ita_audit.model import RENDERED

    with bars() as progress:
        info = make_look(case, settings=settings, progress=progress)
    say(f"รอบตรวจ {info.look_id}: {info.state}")
    rows = load_looks(case.evidence)[-1].rows
    for why in dict.fromkeys(row["detail"] for row in rows if row["purpose"] == RENDERED and row["error"]):
        say(*why.split(" | "), sep="\n")


def _demo_looks(folder: Path) -> Engagement:
    import dataclasses

    from ita_audit.demo_site import DemoSite

    case = open_engagement(folder)
    with DemoSite() as site:
        settings = dataclasses.replace(case.look, **site.permissions)
        for _ in range(settings.passes):
            _look(case, settings)
    return case


def run(case: CaseArgument = "demo", keep: Annotated[bool, typer.Option(hidden=True)] = False) -> None:
    """ทำงานหลักทั้งหมด: ตรวจเว็บไซต์ กระดาษทำการ รายงาน | Look, every working paper, then the report."""
    opened = open_engagement(case)
    _check_given(opened)
    if opened.demo:
        opened = _demo_looks(opened.folder if keep else demo_live_case(opened.folder))
    else:
        for _ in range(opened.look.passes):
            _look(opened)
    if not keep:
        _remember(opened)
    _papers(opened)
    _report(opened)


def _remember(case: Engagement) -> None:
    """Record which findings stand at the last look, so that a later one tells what became of them."""
    from ita_audit.following import note_look
    from ita_audit.observation import observe

    try:
        note_look(observe(case))
    except AuditError as error:
        say(f"ยังไม่ได้บันทึกข้อตรวจพบของรอบนี้: {error}")


def _check_given(case: Engagement) -> None:
    """Say what is wrong with the given files before the site is opened."""
    from ita_audit.checklist import load_checklist
    from ita_audit.observation import given_assignment

    given_assignment(case, load_checklist(case.fiscal_year, case.scheme))


def _papers(case: Engagement) -> None:
    from ita_audit.report import render_papers, run_papers

    with bars() as progress:
        run_papers(case.folder, progress=lambda done, total: progress("กระดาษทำการ | papers", done, total))
    render_papers(case.folder)


def _report(case: Engagement, *, xlsx: bool = False, pdf: bool = False, docx: bool = False) -> None:
    from ita_audit.report import render_report, save_pdf, told_headline

    path = render_report(case.folder)
    headline = told_headline(case.folder)
    if xlsx or docx or not headline:  # the paper observed the case already; once more only for what needs it
        headline = _tables(case, xlsx=xlsx, docx=docx)
    if pdf:
        say(save_pdf(path, case.report / "report.pdf"))
    print(headline)
    print(path)


def _tables(case: Engagement, *, xlsx: bool, docx: bool) -> str:
    """Save what stands beside the report; return the headline."""
    from ita_audit.observation import observe
    from ita_audit.tables import headline_sentence, save_csv, save_xlsx

    audit = observe(case)
    if xlsx:
        save_xlsx(audit, case.report / "report.xlsx")
        save_csv(audit, case.report / "csv")
        say(case.report / "report.xlsx")
    if docx:
        from ita_audit.letters import write_letters

        say(*write_letters(audit, case.report / "letters"), sep="\n")
    return headline_sentence(audit).text


def look(case: CaseArgument = "demo") -> None:
    """ตรวจเว็บไซต์หนึ่งรอบ เก็บหลักฐาน หยุดแล้วทำต่อได้ | One dated pass over the site, resumable."""
    opened = open_engagement(case)
    if opened.demo:
        opened = _demo_looks(demo_live_case(opened.folder))
    else:
        _look(opened)
    _remember(opened)


def report(
    case: CaseArgument = "demo",
    xlsx: Annotated[bool, typer.Option("--xlsx", help="บันทึก XLSX และ CSV ด้วย")] = False,
    pdf: Annotated[bool, typer.Option("--pdf", help="บันทึก PDF ด้วย (ต้องมี Chromium หรือ Edge)")] = False,
    docx: Annotated[bool, typer.Option("--docx", help="บันทึกข้อความถึงหน่วยงานเป็น Word ด้วย")] = False,
) -> None:
    """ออกรายงานจากหลักฐานที่เก็บไว้ ไม่ต่ออินเทอร์เน็ต | The report, offline from evidence."""
    _report(open_engagement(case), xlsx=xlsx, pdf=pdf, docx=docx)


def lab(case: CaseArgument = "demo") -> None:
    """เปิดกระดาษทำการใน JupyterLab ที่ WP-00 | JupyterLab on the working papers, at WP-00."""
    from ita_audit.case_state import case_steps
    from ita_audit.report import copy_papers

    folder = case_folder(case)
    for step in case_steps(folder):
        say("✓" if step.done else "→", f"{step.name_th}: {step.state_th}", step.next_th)
    papers = copy_papers(folder)[0].parent
    try:
        import jupyterlab  # noqa: F401  (only to say early and clearly that it is missing)
    except ImportError:
        raise MissingExtra(
            "jupyterlab is not installed: pip install 'ita-audit[lab]', or make lab",
            hint_th="ยังไม่ได้ติดตั้ง JupyterLab สั่ง make lab หรือ pip install -r requirements-lab.txt",
        ) from None
    command = [sys.executable, "-m", "jupyterlab", "00_start_here.ipynb"]
    raise SystemExit(subprocess.call(command, cwd=papers, env={**os.environ, CASE_VARIABLE: str(folder)}))


def _usable(table: Path, year: int) -> AssignmentTable:
    from ita_audit.assignment import require_assignment
    from ita_audit.checklist import load_checklist

    if not table.is_file():
        raise EngagementError(
            f"{table}: expected an assignment table, found no file",
            hint_th=f"ไม่พบไฟล์ {table} ตรวจชื่อและที่เก็บไฟล์ตารางมอบหมาย",
        )
    return require_assignment(table, load_checklist(year))


def new(
    case: Annotated[str, typer.Argument(help="ชื่อแฟ้มงานใหม่ (อักษรอังกฤษ) หรือโฟลเดอร์")],
    agency: Annotated[str, typer.Option(help="ชื่อหน่วยงาน", prompt="ชื่อหน่วยงาน | agency")],
    site: Annotated[str, typer.Option(help="หน้าแรกของเว็บไซต์", prompt="หน้าแรก | site")],
    year: Annotated[int, typer.Option(help="ปีงบประมาณ พ.ศ.", prompt="ปีงบประมาณ | fiscal year")],
    page: Annotated[str | None, typer.Option(help="ที่อยู่หน้า ITA (ไม่ระบุ = หน้าแรก)")] = None,
    assignment: Annotated[Path | None, typer.Option(help="ตารางมอบหมาย CSV/XLSX/DOCX/TXT")] = None,
    prepared_by: Annotated[str, typer.Option(help="ผู้จัดทำ | who does the audit")] = "",
    contact: Annotated[str, typer.Option(help="อีเมลให้ผู้ดูแลเว็บไซต์ติดต่อกลับ | for the User-Agent")] = "",
) -> None:
    """สร้างแฟ้มงานใหม่ของหน่วยงานอื่น | A new case folder for another municipality."""
    folder = Path(case) if any(sep in case for sep in "/\\") else project_root() / "data" / "cases" / case
    page = _asked("ที่อยู่หน้า ITA (เว้นว่าง = หน้าแรก) | ITA page", page)
    given = _asked("ไฟล์ตารางมอบหมาย (เว้นว่าง = กรอกภายหลัง) | assignment table", assignment)
    table = _usable(Path(given), year) if given else None
    created = create_case(
        folder, agency=agency, site=site, page=page, year=year,
        assignment=Path(given) if given else None, prepared_by=prepared_by, contact=contact,
    )  # fmt: skip
    if table is not None:
        say(f"ตารางมอบหมาย {len(table.rows)} ข้อ มีข้อสังเกต {len(table.problems)} เรื่อง ดูใน WP-01")
    else:
        say("ถัดไป: กรอกผู้รับผิดชอบใน input/assignment.csv หรือวางไฟล์ .xlsx .docx .txt แทน")
    say(f"ตรวจค่าใน {created / 'engagement.toml'} แล้วสั่ง: ita-audit run {case}")
    print(created)


def previous(
    case: CaseArgument,
    old: Annotated[str, typer.Option("--from", help="แฟ้มงานของปีก่อน | last year's case")],
) -> None:
    """บันทึกว่าปีก่อนใช้อะไรเป็นหลักฐาน เพื่อเทียบกับปีนี้ | Keep what last year's audit held, to compare with."""
    from ita_audit.observation import observe
    from ita_audit.remarks import PREVIOUS_FILE, previous_rows, save_previous

    now, before = open_engagement(case), open_engagement(old)
    if before.fiscal_year >= now.fiscal_year:
        raise EngagementError(
            f"{old}: expected a case of a year before {now.fiscal_year}, got {before.fiscal_year}",
            hint_th=f"แฟ้มงาน {before.name} ไม่ใช่ของปีก่อนหน้า {now.fiscal_year}",
        )
    rows = previous_rows(observe(before).observed)
    path = save_previous(now.input / PREVIOUS_FILE, rows)
    say(f"บันทึก {len(rows)} รายการของปีงบประมาณ {before.fiscal_year}")
    print(path)


def _asked(question: str, given: object) -> str:
    """What was given; else what a person at the terminal answers; else nothing."""
    if given is not None:
        return str(given)
    return typer.prompt(question, default="", show_default=False) if sys.stdin.isatty() else ""
