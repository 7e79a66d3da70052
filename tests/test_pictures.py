"""First pages as pictures: drawn once, chained, shown with words, and never taken for what was received."""

from __future__ import annotations

import csv
import hashlib
import io
from types import SimpleNamespace

import pytest
from PIL import Image

from ita_audit import pictures
from ita_audit.demo_site import pdf
from ita_audit.evidence import verify_looks
from ita_audit.forms.evidence import evidence_html
from ita_audit.model import RemarkKind
from ita_audit.pictures import keep_pictures, picture_of, register_of, verify_pictures


def answer(data):
    return SimpleNamespace(body=data, content=data)


def sha(data):
    return hashlib.sha256(data).hexdigest()


PAGE, OTHER, TORN = pdf.text_pdf(["หน้าแรก"]), pdf.text_pdf(["อีกฉบับ"]), pdf.torn_pdf(["ขาด"] * 200)


@pytest.fixture
def kept(tmp_path):
    keep_pictures(tmp_path, [answer(PAGE), answer(b"<html>"), answer(TORN), answer(PAGE), answer(OTHER)])
    return tmp_path


def test_each_pdf_is_drawn_once_and_what_cannot_be_drawn_is_remembered(kept, monkeypatch):
    assert [line.document_sha256 for line in register_of(kept)] == [sha(PAGE), sha(TORN), sha(OTHER)]
    assert [bool(line.picture_sha256) for line in register_of(kept)] == [True, False, True]
    assert Image.open(io.BytesIO(picture_of(kept, sha(PAGE)))).width == 600
    assert picture_of(kept, sha(TORN)) == b""
    assert verify_pictures(kept) == []

    monkeypatch.setattr(pictures.BesideReader, "picture", lambda *_, **__: pytest.fail("drawn again"))
    assert keep_pictures(kept, [answer(PAGE), answer(TORN)]) == 0


def test_more_pictures_go_on_with_the_chain_and_the_same_bytes_come_again(kept, tmp_path_factory):
    before = (kept / "pictures" / "register.csv").read_bytes()
    keep_pictures(kept, [answer(pdf.text_pdf(["ใหม่"]))])
    again = tmp_path_factory.mktemp("again")
    keep_pictures(again, [answer(PAGE), answer(TORN), answer(OTHER)])

    assert (kept / "pictures" / "register.csv").read_bytes().startswith(before)
    assert (again / "pictures" / "register.csv").read_bytes() == before
    assert verify_pictures(kept) == verify_pictures(again) == []


def changed_picture(folder):
    path = folder / f"{sha(PAGE)}.png"
    path.write_bytes(path.read_bytes()[:-20] + b"\0" * 20)


def changed_line(folder):
    path = folder / "register.csv"
    path.write_text(path.read_text().replace(sha(PAGE), sha(b"another")))


def lost_picture(folder):
    (folder / f"{sha(PAGE)}.png").unlink()


@pytest.mark.parametrize("change", [changed_picture, changed_line, lost_picture])
def test_a_picture_that_is_not_as_drawn_is_named_and_not_shown(kept, change):
    change(kept / "pictures")
    assert verify_pictures(kept)
    assert picture_of(kept, sha(PAGE)) == b""


def test_a_picture_that_nobody_drew_is_named(kept):
    (kept / "pictures" / f"{'0' * 64}.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    assert verify_pictures(kept) == [f"pictures/{'0' * 64}.png: no line names it"]


def test_a_picture_too_large_is_not_kept(tmp_path, monkeypatch):
    monkeypatch.setattr(pictures, "MAX_PICTURE", 100)
    keep_pictures(tmp_path, [answer(PAGE)])
    assert [line.bytes for line in register_of(tmp_path)] == [0]
    assert picture_of(tmp_path, sha(PAGE)) == b""


def test_the_frozen_demo_has_a_picture_of_every_pdf_that_opens(demo):
    evidence = demo.case.evidence
    read = {
        s.check.sha256 for s in demo.observed if s.reading and s.reading.kind == "pdf" and s.reading.pages
    }
    drawn = {line.document_sha256 for line in register_of(evidence) if line.picture_sha256}

    assert read
    assert read <= drawn
    assert verify_pictures(evidence) == []
    assert verify_looks(evidence) == []
    assert sum(line.bytes for line in register_of(evidence)) < 500_000


def test_the_desk_shows_the_first_page_with_words_and_reads_nothing_again(demo, monkeypatch):
    monkeypatch.setattr("subprocess.Popen", lambda *_, **__: pytest.fail("a reader was started"))
    code = next(c for c, ladder in demo.ladders.items() if ladder.period.answer.value == "wrong_year")
    seen = demo.evidence_of(code)[0]
    shown = evidence_html(demo, code)

    assert f'<img alt="ภาพหน้า 1 จาก 1 หน้า ของหลักฐาน {seen.ref} ขึ้นต้นว่า “' in shown
    assert demo.item(code).title in shown.split('<img alt="')[1]
    assert 'src="data:image/png;base64,iVBOR' in shown


def test_a_first_page_with_personal_data_is_not_shown(demo):
    planted = next(
        c for c, ladder in demo.ladders.items() for r in ladder.remarks if r.kind is RemarkKind.NATIONAL_ID
    )
    private = [s for s in demo.evidence_of(planted) if s.reading and "เลขประจำตัวประชาชน" in s.reading.text]
    only = SimpleNamespace(
        case=demo.case,
        ladders=demo.ladders,
        evidence_of=lambda _: [s for s in private if s.reading.kind == "pdf"],
    )
    shown = evidence_html(only, planted)

    assert "มีข้อมูลส่วนบุคคล จึงไม่แสดงภาพ" in shown
    assert "<img" not in shown


def test_the_register_of_pictures_is_plain_csv(kept):
    with (kept / "pictures" / "register.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["drawn_with"].split(" ")[0] for row in rows} == {"pypdfium2"}
    assert all(len(row["chain"]) == 64 for row in rows)
