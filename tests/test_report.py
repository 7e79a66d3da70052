"""The report: one offline file, escaped, the same bytes every time; its tables as XLSX and CSV."""

from __future__ import annotations

import csv
import dataclasses
import hashlib
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import openpyxl
import pytest

from ita_audit.custody import case_journal, signing_state
from ita_audit.engagement import CASE_VARIABLE, open_engagement, project_root
from ita_audit.errors import EngagementError, EvidenceError
from ita_audit.forms import JudgementForm
from ita_audit.model import Outcome, Role
from ita_audit.new_case import create_case
from ita_audit.observation import observe
from ita_audit.report import export_html, render_report, told_headline
from ita_audit.tables import (
    headline_sentence,
    item_table,
    judgement_table,
    links_table,
    save_csv,
    save_xlsx,
    sign_off,
)
from ita_audit.tables.export import disarm
from ita_audit.tables.table import AuditTable, cell_html, link, plain, safe
from tests.test_findings import judged

HOSTILE = "<script>alert(1)</script>\"'{{7*7}}\u202egpj.exe"


@pytest.fixture(scope="module")
def html():
    paper = nbformat.read(project_root() / "notebooks" / "09_report.ipynb", as_version=4)
    return export_html(paper)


def test_the_report_is_thai_offline_and_without_scripts(html):
    assert re.match(r"<!DOCTYPE html>\s*<html lang=\"th\">", html)
    assert "default-src 'none'" in html
    assert not re.search(r"<script|<iframe|<link|<object|\son\w+=|javascript:", html, re.I)
    loads = re.findall(r"(?:src|url\()\s*=?\s*[\"'(]?((?:https?:)?//[^\"')\s]+)", html)
    assert loads == []


def test_the_report_holds_every_part(html):
    for part in ("สรุปสำหรับผู้บริหาร", "ผังความครอบคลุม", "สิ่งที่แต่ละหน่วยงานต้องแก้", "ร่างข้อตรวจพบ", "ผลรายข้อ",
                 "ทะเบียนหลักฐาน", "วิธีการ", "ข้อจำกัด", "รุ่นและการตรวจซ้ำ", "ลงนาม", "ข้อมูลสาธิต"):  # fmt: skip
        assert part in html, part
    assert "widget-view" not in html


def test_every_reference_to_evidence_resolves(html, demo):
    known = {seen.ref for seen in demo.observed}
    assert set(re.findall(r"E-O\d+-\d+(?:\.\d+)?", html)) <= known


def test_the_exported_report_is_what_the_program_renders_twice(html, demo_case, tmp_path):
    one = render_report(demo_case.folder, tmp_path / "one.html").read_bytes()

    assert hashlib.sha256(one).hexdigest() == hashlib.sha256(html.encode()).hexdigest()


def test_a_reference_in_the_table_of_items_leads_to_its_line_in_the_register(html):
    targets = re.findall(r'href="#(E-[^"]+)"', html)
    assert targets
    assert set(targets) <= set(re.findall(r'id="(E-[^"]+)"', html))


def test_times_are_told_in_thai_and_no_port_of_this_machine_is_named(html, demo):
    assert not re.search(r"\d{4}-\d\d-\d\dT\d\d:\d\d", html)
    assert not any(re.search(r"127\.0\.0\.1:\d+", verdict.reason_th) for verdict in demo.verdicts.values())


def test_text_from_outside_stays_text(demo):
    shown = AuditTable(
        ("x",), [(HOSTILE,), (link(f"https://a.example/{HOSTILE}"),), (link("javascript:alert(1)"),)], "t"
    )
    face = shown._repr_html_()

    assert "<script" not in face
    assert "[U+202E]" in face
    assert 'href="javascript' not in face
    assert safe("<b>") == "&lt;b&gt;"


def test_workbook_and_csv_hold_text_never_formulas(demo, tmp_path):
    seen = demo.observed[0]
    poisoned = dataclasses.replace(seen, link=dataclasses.replace(seen.link, text="=HYPERLINK(1)"))
    audit = dataclasses.replace(demo, observed=(poisoned, *demo.observed[1:]))
    book = openpyxl.load_workbook(save_xlsx(audit, tmp_path / "r.xlsx"))
    files = save_csv(audit, tmp_path / "csv")

    assert all(cell.data_type != "f" for sheet in book for row in sheet for cell in row)
    assert [row[0].value for row in book["items"].rows][1:] == [row[0] for row in item_table(audit).rows]
    for path in files:
        with path.open(encoding="utf-8-sig", newline="") as file:
            assert not any(re.match(r"[=+\-@\t\r]", cell) for row in csv.reader(file) for cell in row)
    assert disarm("=1+1") == "'=1+1"
    assert "=HYPERLINK(1)" in [row[3] for row in links_table(audit).rows]


def test_numbers_stay_numbers_and_made_up_data_says_so_on_every_sheet(demo, tmp_path):
    real = dataclasses.replace(demo, case=dataclasses.replace(demo.case, demo=False))
    for audit, marked in ((demo, True), (real, False)):
        book = openpyxl.load_workbook(save_xlsx(audit, tmp_path / f"{marked}.xlsx"))
        for sheet in book:
            assert ("ข้อมูลสาธิต" in sheet["A1"].value) is marked
            assert ("ข้อมูลสาธิต" in (sheet.oddHeader.right.text or "")) is marked
        for path in save_csv(audit, tmp_path / str(marked)):
            assert ("ข้อมูลสาธิต" in path.read_text(encoding="utf-8-sig").splitlines()[0]) is marked
    total = [cell.value for cell in list(book["units"].rows)[-1]]
    assert total[1:] == [
        43,
        40.0,
        demo.headline.ready,
        demo.headline.problem,
        demo.headline.cannot_tell,
        total[-1],
    ]
    assert total[-1] == pytest.approx(sum(load.points_problem for load in demo.units))


def test_the_workbook_is_the_same_bytes_twice(demo, tmp_path):
    one, two = save_xlsx(demo, tmp_path / "1.xlsx"), save_xlsx(demo, tmp_path / "2.xlsx")
    assert one.read_bytes() == two.read_bytes()


def copy_case(demo_case, tmp_path):
    folder = tmp_path / "case"
    shutil.copytree(demo_case.folder, folder, ignore=shutil.ignore_patterns("report", "notebooks"))
    return open_engagement(folder)


def test_the_form_saves_on_every_click_and_the_next_cell_reads_it(demo_case, tmp_path):
    case = copy_case(demo_case, tmp_path)
    form = JudgementForm(observe(case))
    form.item.value, form.reason.value = "O2", "อ่านแล้วครบถ้วน"
    form.outcomes[Outcome.PASSED].click()
    form.outcomes[Outcome.FAILED].click()  # no reason any more: refused, and said

    assert [row[0] for row in judgement_table(form.audit).rows] == [
        "O2"
    ]  # the paper's next cell, nothing re-run
    audit = observe(case)
    assert (audit.latest["O2"].outcome, audit.headline.concluded) == (Outcome.PASSED, 1)
    assert "ยังไม่ได้บันทึก" in form.said.value
    form.item.value = "O1"
    form.next.click()
    assert form.code == "O3"


def test_tampered_evidence_stops_every_paper(demo_case, tmp_path):
    case = copy_case(demo_case, tmp_path)
    warc = next(case.evidence.rglob("capture.warc.gz"))
    data = bytearray(warc.read_bytes())
    data[len(data) // 2] ^= 1
    warc.write_bytes(data)
    with pytest.raises(EvidenceError):
        observe(case)


def test_another_municipality_follows_its_own_data(demo_case, tmp_path):
    folder = create_case(
        tmp_path / "town", agency="เทศบาลตำบลอื่น", site="http://www.other.example/", year=2566
    )
    rows = "\n".join(f"O{n},ข้อ,งานทดสอบ {n % 2} กองทดสอบ" for n in range(1, 44))
    (folder / "input" / "assignment.csv").write_text(f"ข้อ,ข้อมูล,ผู้รับผิดชอบ\n{rows}", encoding="utf-8")
    audit = observe(folder)

    assert audit.headline.cannot_tell == 43
    assert {unit.division for unit in audit.units} == {"กองทดสอบ"}
    page = render_report(folder).read_text(encoding="utf-8")
    assert "เทศบาลตำบลอื่น" in page
    assert "บึงสาธิต" not in page
    assert "ข้อมูลสาธิต" not in page


def test_an_existing_folder_is_never_overwritten(demo_case):
    with pytest.raises(EngagementError, match="does not exist yet"):
        create_case(demo_case.folder, agency="x", site="http://x.example/", year=2566)


def test_loading_the_package_or_a_command_pays_only_for_what_it_needs():
    heavy = "import sys, ita_audit.cli; print([m for m in ('pandas','nbconvert','pycurl','ipywidgets') if m in sys.modules])"
    shown = subprocess.run([sys.executable, "-c", heavy], capture_output=True, text=True, check=True).stdout
    assert shown.strip() == "[]"


def test_a_real_case_without_network_voids_the_look_and_fails_nobody(tmp_path, monkeypatch):
    real = project_root() / "data" / "cases" / "sanmaket-2566"
    folder = tmp_path / "real"
    shutil.copytree(real, folder, ignore=shutil.ignore_patterns("evidence", "working", "report"))
    text = (folder / "engagement.toml").read_text(encoding="utf-8")
    text = re.sub(r"control_hosts = .*", 'control_hosts = ["nothing.invalid"]', text)
    text = re.sub(r"https://www\.sanmaket\.go\.th", "https://www.municipality.invalid", text)
    (folder / "engagement.toml").write_text(text, encoding="utf-8")
    command = [sys.executable, "-c", "from ita_audit.cli import main; main()", "run", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)

    assert done.returncode == 1
    assert "เครือข่ายของเครื่องนี้ใช้งานไม่ได้" in done.stderr
    monkeypatch.setenv(CASE_VARIABLE, str(folder))
    assert observe().headline.problem == 0
    assert Path(folder / "evidence" / "looks").is_dir()


def test_the_table_of_items_marks_what_is_stale_and_says_why(demo):
    rests = {code: demo.digests(code) for code in ("O1", "O2")}
    changed = {**rests["O2"], "page": "0" * 64}
    fresh = judged("O1", Outcome.PASSED)
    audit = dataclasses.replace(
        demo,
        judgements=(
            dataclasses.replace(fresh, saw=rests["O1"]),
            dataclasses.replace(fresh, seq=2, item="O2", saw=changed),
            dataclasses.replace(fresh, seq=3, item="O3", outcome=Outcome.INAPPLICABLE, until="2023-01-31"),
        ),
    )
    cells = {row[0]: row[5] for row in item_table(audit).rows}

    assert plain(cells["O1"]) == "ผ่าน"
    assert plain(cells["O2"]) == "ผ่าน (ล้าสมัย: สิ่งที่หน้า ITA แสดงในข้อนี้ เปลี่ยน)"
    assert "? ล้าสมัย" in cell_html(cells["O2"])
    assert "ข้อยกเว้นสิ้นสุดเมื่อ 31 มกราคม 2566" in plain(cells["O3"])
    assert plain(cells["O4"]) == "ยังไม่สรุป"


def test_the_sign_off_tells_who_signed_in_the_journal_and_whether_it_still_holds(demo_case, tmp_path):
    case = copy_case(demo_case, tmp_path)
    audit = observe(case)
    assert "ยังไม่ลงนาม" in sign_off(audit).text
    seen = signing_state(case, [], audit.checklist.sha256)
    case_journal(case).sign(
        Role.PREPARER, by="ก <b>ผู้ลงนาม</b>", evidence=seen["evidence"], checklist=seen["checklist"]
    )
    signed = sign_off(observe(case))

    assert "ก &lt;b&gt;ผู้ลงนาม&lt;/b&gt;" in signed.html
    assert "ครอบคลุมผลปัจจุบัน" in signed.text
    case_journal(case).record("O1", Outcome.PASSED, "อ่านแล้ว", by="ก")
    assert "ล้าสมัย: ผลที่บันทึกไว้ เปลี่ยน" in sign_off(observe(case)).text


def test_the_headline_at_the_terminal_is_the_one_in_the_report(demo, demo_case, tmp_path):
    case = copy_case(demo_case, tmp_path)
    assert told_headline(case.folder) == ""
    render_report(case.folder)

    assert told_headline(case.folder) == headline_sentence(demo).text
