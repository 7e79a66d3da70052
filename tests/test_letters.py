"""Letters to the units: every problem once, hostile text as text, the same bytes every time."""

from __future__ import annotations

import dataclasses
import hashlib
import io
import os
import re
import subprocess
import sys
import time
import zipfile
from datetime import date
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest
from docx import Document
from docx.oxml.ns import qn

from ita_audit.checklist import load_checklist
from ita_audit.coverage import NOBODY
from ita_audit.letters import letters_of, letters_table, write_letters
from ita_audit.letters.page import anchor, letter_page
from ita_audit.letters.rows import clickable
from ita_audit.letters.satisfy import would_satisfy
from ita_audit.letters.word import letter_word
from ita_audit.model import Outcome, Standing
from ita_audit.tables import (
    finding_cards,
    finding_sources_table,
    findings_table,
    follow_up_table,
    no_finding_table,
)
from tests.test_findings import judged

HOSTILE = "<script>alert(1)</script>\"'&{{7*7}}{x}%s=HYPERLINK(1)\u202egpj.exe\x00\x0b\ud800\ufffe"
LONG = "ก" * 32_768
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def letters(demo):
    return letters_of(demo)


def hostile(demo, text):
    """The demo with text from outside in every place that a letter prints."""
    seen = tuple(
        dataclasses.replace(
            s, link=dataclasses.replace(s.link, text=text, url=f"http://x.example/{text}"), item=s.item
        )
        for s in demo.observed
    )
    verdicts = {
        code: dataclasses.replace(v, reason_th=text, action_th=text) if v.rung else v
        for code, v in demo.verdicts.items()
    }
    rows = tuple(dataclasses.replace(row, section=text[:300], division="") for row in demo.assignment.rows)
    case = dataclasses.replace(demo.case, agency=text, audit_unit=text, prepared_by=text)
    table = dataclasses.replace(demo.assignment, rows=rows)
    return dataclasses.replace(demo, observed=seen, verdicts=verdicts, assignment=table, case=case)


def word_of(letter):
    return Document(io.BytesIO(letter_word(letter, date(2023, 4, 20))))


def words_in(word):
    return "\n".join(node.text or "" for node in word.element.body.iter(qn("w:t")))


class Face(HTMLParser):
    """Tags, attributes and text of a page, as a browser would see them."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.attributes, self.text = [], [], ""
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        self.attributes += [(tag, *pair) for pair in attributes]

    def handle_data(self, data):
        self.text += data


def test_the_letters_together_name_every_problem_once(demo, letters):
    named = [row.item for letter in letters for row in (*letter.fix, *letter.confirm)]
    assert sorted(named) == sorted(code for f in demo.findings for code in f.items)
    fix = {row.item for letter in letters for row in letter.fix}
    assert fix == {c for c, v in demo.verdicts.items() if v.standing is Standing.PROBLEM}


def test_each_unit_is_told_only_of_its_own_items(demo, letters):
    for letter in letters:
        for row in (*letter.fix, *letter.confirm):
            owner = demo.assignment.owner(row.item)
            assert letter.unit == " ".join(part for part in (owner.section, owner.division) if part)
    assert len({letter.unit for letter in letters}) == len(letters) == len(letters_table(demo).rows)


def test_every_finding_code_and_reference_in_a_letter_resolves(demo, letters):
    codes, refs = {f.code for f in demo.all_findings}, {s.ref for s in demo.observed}
    for letter in letters:
        page = letter_page(letter)
        assert set(re.findall(r"F-\d+", page)) <= codes
        assert set(re.findall(r"E-O\d+-\d+(?:\.\d+)?", page)) <= refs
        named = {code for row in letter.personal for code in row.code.split(", ")}
        named |= {row.code for row in (*letter.fix, *letter.confirm) if row.asks}
        assert {q.code for q in letter.questions} == named


def test_what_nobody_owns_is_in_a_letter_to_the_one_who_assigns(demo):
    lost = demo.findings[0].items[0]
    rows = tuple(row for row in demo.assignment.rows if row.item != lost)
    audit = dataclasses.replace(demo, assignment=dataclasses.replace(demo.assignment, rows=rows))
    last = letters_of(audit)[-1]

    assert (last.unit, [row.item for row in (*last.fix, *last.confirm)]) == (NOBODY, [lost])
    assert "มอบหมาย" in last.to


def test_what_the_auditor_passed_is_no_longer_asked_for(demo):
    code = demo.findings[0].items[0]
    audit = dataclasses.replace(demo, judgements=(judged(code, Outcome.PASSED),))
    named = [row.item for letter in letters_of(audit) for row in (*letter.fix, *letter.confirm)]

    assert code not in named
    ready = next(c for c, v in demo.verdicts.items() if v.standing is Standing.READY)
    failed = dataclasses.replace(demo, judgements=(judged(ready, Outcome.FAILED),))
    assert ready in [row.item for letter in letters_of(failed) for row in letter.fix]


def test_the_deadline_is_the_cases_and_blank_when_it_names_none(demo, letters):
    assert all(letter.due == "๓๐ เมษายน ๒๕๖๖" for letter in letters)
    assert all("๓๐ เมษายน ๒๕๖๖" in letter.paragraphs[2] for letter in letters)
    without = dataclasses.replace(demo, case=dataclasses.replace(demo.case, window_closes=None))
    for letter in letters_of(without):
        assert letter.due == ""
        assert "ภายในวันที่ ...." in letter.paragraphs[2]


def test_the_memo_has_the_parts_of_a_thai_memo(letters):
    for letter in letters:
        for face in (Face(letter_page(letter)).text, words_in(word_of(letter))):
            places = [face.index(part) for part in ("บันทึกข้อความ", "ส่วนราชการ", "วันที่", "เรื่อง", "เรียน", "๑. เรื่องเดิม",
                                                    "๒. ข้อเท็จจริง", "๓. ข้อพิจารณา", "จึงเรียนมาเพื่อ", "(ลงชื่อ)", "เอกสารแนบ ๑ ตาราง", "เอกสารแนบ ๒ แบบตอบข้อตรวจพบของ")]  # fmt: skip
            assert places == sorted(places)


def test_an_example_says_the_period_and_the_parts_of_the_checklist():
    checklist = load_checklist(2566)
    assert "1 ตุลาคม 2565 ถึง 31 มีนาคม 2566" in would_satisfy(checklist["O33"], 2566)
    assert "ปีงบประมาณ 2565" in would_satisfy(checklist["O26"], 2566)
    assert "6 เดือน" in would_satisfy(checklist["O21"], 2566)
    for item in checklist.items:
        said = would_satisfy(item, 2566)
        assert all(element.name in said for element in item.elements)
        assert ("ว่าไม่มี" in said) is item.nil_accepted


@pytest.mark.parametrize("text", [HOSTILE, LONG], ids=["hostile", "long"])
def test_text_from_outside_is_text_in_page_and_word_file(demo, text, tmp_path):
    audit = hostile(demo, text)
    for path in write_letters(audit, tmp_path / "letters"):
        assert re.fullmatch(r"index\.html|letter-\d\d\.(docx|html)", path.name)
        if path.suffix == ".html":
            face = Face(path.read_text(encoding="utf-8"))
            assert not {"script", "iframe", "object", "img", "form"} & set(face.tags)
            assert not any(name.startswith("on") for _, name, _ in face.attributes)
            links = [v for tag, name, v in face.attributes if tag == "a" and name == "href"]
            assert all(v.startswith(("http://x.example/", "letter-")) for v in links)
            assert "\u202e" not in face.text
            assert len(face.text) < 400_000
        else:
            with zipfile.ZipFile(path) as file:
                parts = {name: file.read(name) for name in file.namelist()}
            for name, data in parts.items():
                if name.endswith((".xml", ".rels")):
                    ElementTree.fromstring(data)
            body = words_in(Document(path))
            assert "\u202e" not in body
            assert text is LONG or "<script>alert(1)</script>" in body
            assert text is LONG or "{{7*7}}{x}%s=HYPERLINK(1)[U+202E]gpj.exe" in body
            assert len(body) < 200_000


def test_a_word_file_runs_and_fetches_nothing(demo, letters):
    for letter in letters:
        data = letter_word(letter, date(2023, 4, 20))
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            names, rels = file.namelist(), file.read("word/_rels/document.xml.rels").decode()
            body = file.read("word/document.xml").decode()
        assert not [n for n in names if "vba" in n.lower() or "embed" in n.lower()]
        outside = re.findall(r'<Relationship [^>]*TargetMode="External"[^>]*>', rels)
        assert all("/hyperlink" in one for one in outside)
        assert "fldSimple" not in body
        assert "instrText" not in body


def test_thai_stands_in_the_thai_font_and_table_heads_are_repeated(letters):
    word = word_of(letters[0])
    for run in word.element.body.iter(f"{W}r"):
        fonts = run.find(f"{W}rPr/{W}rFonts")
        assert fonts.get(f"{W}cs") == fonts.get(f"{W}ascii") == "TH Sarabun New"
        assert run.find(f"{W}rPr/{W}szCs") is not None
    for table in word.tables:
        assert table.rows[0]._tr.find(f"{W}trPr/{W}tblHeader") is not None
        assert all(row._tr.find(f"{W}trPr/{W}cantSplit") is not None for row in table.rows)


def test_a_page_is_thai_offline_and_made_for_screen_readers(letters):
    for letter in letters:
        page = letter_page(letter)
        face = Face(page)
        assert page.startswith('<!DOCTYPE html>\n<html lang="th">')
        assert face.tags.count("h1") == face.tags.count("main") == face.tags.count("title") == 1
        assert face.tags.count("table") == face.tags.count("caption")
        assert all(("th", "scope", v) in face.attributes for v in ("col", "row"))
        heads = sum(1 for tag, name, _ in face.attributes if (tag, name) == ("th", "scope"))
        assert heads == face.tags.count("th")
        loads = [v for _, name, v in face.attributes if name in ("src", "data", "action", "srcset")]
        assert loads == []
        assert not re.search(r"url\((?!data:)", page)


def tree_of(folder):
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


def test_the_same_case_gives_the_same_bytes_anywhere(demo, tmp_path):
    write_letters(demo, tmp_path / "here")
    time.sleep(2.1)  # the clock of a ZIP file counts in two seconds
    code = (
        "import sys; from ita_audit.letters import write_letters; from ita_audit.observation import observe; "
        "from pathlib import Path; write_letters(observe('demo'), Path(sys.argv[1]))"
    )
    other = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "7", "HOME": str(tmp_path)}
    subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "there")], env={**os.environ, **other}, check=True
    )

    assert tree_of(tmp_path / "here") == tree_of(tmp_path / "there")
    assert len(tree_of(tmp_path / "here")) == 1 + 2 * len(letters_of(demo))


def test_letters_of_units_that_have_nothing_left_are_taken_away(demo, tmp_path):
    write_letters(demo, tmp_path)
    (tmp_path / "mine.docx").write_bytes(b"x")
    passed = tuple(judged(code, Outcome.PASSED) for code in demo.verdicts)
    covered = {code: dataclasses.replace(ladder, remarks=()) for code, ladder in demo.ladders.items()}
    paths = write_letters(dataclasses.replace(demo, judgements=passed, ladders=covered), tmp_path)

    assert [path.name for path in paths] == ["index.html"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["index.html", "mine.docx"]


def test_a_letter_prints_no_personal_data(demo):
    audit = hostile(demo, "นายก 1101700230708 โทร 081-234-5678 somchai@town.example")
    for letter in letters_of(audit):
        table = "".join(f"{r.found}{r.action}{r.title}" for r in (*letter.fix, *letter.confirm))
        for face in (table, letter.unit, letter.office, letter.signer):
            assert not re.search(r"1101700230708|081-234-5678|somchai", face)


@pytest.mark.parametrize(
    ("url", "may"),
    [
        ("http://town.example/เอกสาร?id=1", True),
        ("https://town.example/" + "a" * 1900, True),
        ("https://town.example/" + "a" * 2000, False),
        ("javascript:alert(1)", False),
        ("file:///C:/a.pdf", False),
        ("http://town.example/\u202efdp.exe", False),
        ("http://town.example/a\nb", False),
        ("http://town.example/\ud800", False),
    ],
    ids=["web", "long", "too long", "script", "file", "override", "line break", "no character"],
)
def test_only_a_plain_web_address_may_be_clicked(url, may):
    assert clickable(url) is may
    assert ("<a " in anchor(url)) is may


@pytest.mark.parametrize("text", [HOSTILE, LONG], ids=["hostile", "long"])
def test_text_from_outside_is_text_in_the_tables_of_findings(demo, text):
    audit = hostile(demo, text)
    for make in (
        findings_table,
        finding_cards,
        finding_sources_table,
        follow_up_table,
        no_finding_table,
        letters_table,
    ):
        page = make(audit)._repr_html_()
        face = Face(page)
        assert not {"script", "iframe", "object", "img", "form"} & set(face.tags)
        assert "\u202e" not in face.text
        assert len(face.text) < 2_000_000
