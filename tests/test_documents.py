"""Thai text out of PDFs letter by letter, the picture of a page, and archives read one level deep."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile

import pytest
from PIL import Image
from rapidfuzz.distance import Levenshtein

from ita_audit.documents import page_picture, read_document
from ita_audit.model import Reads
from ita_audit.thai import compose

LINES = (
    "การใช้จ่ายงบประมาณประจำปี พ.ศ. ๒๕๖๖ ผู้อำนวยการสั่งที่น้ำตก ป้ายที่นี่ ปี 2567 กตัญญู ฐานะ",
    "รายงานผลตามแผนปฏิบัติการป้องกันการทุจริต รอบ 6 เดือน ณ วันที่ 31 มีนาคม 2568",
    "จำนวนเรื่องร้องเรียนของเจ้าหน้าที่ ไม่มีเรื่องร้องเรียน ซื้อขึ้นชื่อ",
)
FONTS = ("Sarabun", "Loma", "Garuda", "Norasi", "Kinnari", "Waree", "Umpush")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """One PDF by Chromium: a page for each font, every line twice so that true repeats must stay."""
    if not CHROMIUM:
        pytest.skip("no Chromium here")
    folder = tmp_path_factory.mktemp("printed")
    body = "".join(f"<p>{line}<br>{line}</p>" for line in LINES)
    pages = "".join(f"<div style=\"break-after:page;font:16px '{font}'\">{body}</div>" for font in FONTS)
    (folder / "a.html").write_text(f"<meta charset=utf-8>{pages}", encoding="utf-8")
    order = [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    order += [f"--print-to-pdf={folder / 'a.pdf'}", f"--user-data-dir={folder / 'p'}", str(folder / "a.html")]
    subprocess.run(order, check=True, capture_output=True, timeout=60)
    return (folder / "a.pdf").read_bytes()


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", compose(text))


def test_thai_letters_come_out_of_chromiums_pdf(printed):
    reading = read_document(printed, url="a.pdf")
    want = squeezed("".join(line * 2 for line in LINES))
    pages = [part for part in reading.parts if part.where == "page"]
    assert len(pages) == 5
    for part in pages:
        got = squeezed(part.text)
        assert Levenshtein.distance(got, want) / len(want) <= 0.01, part.page
        assert re.findall(r"[\d๐-๙]", got) == re.findall(r"[\d๐-๙]", want)


def test_the_picture_of_a_page_is_small_and_the_same_each_time(printed):
    picture = page_picture(printed)
    assert Image.open(io.BytesIO(picture)).width == 600
    assert len(picture) <= 60_000
    assert picture == page_picture(printed)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4 nothing", b"<html>"])
def test_what_cannot_be_drawn_gives_no_picture(data):
    assert page_picture(data) == b""


def zipped(members: dict[str, bytes]) -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return sink.getvalue()


def test_members_of_a_zip_are_read_one_level_deep():
    inner = zipped({"deep.txt": "ลึกเกินไป".encode()})
    reading = read_document(zipped({"รายงาน.txt": "ปี 2567".encode(), "in.zip": inner}), url="a.zip")
    assert reading.state is Reads.YES
    assert "ปี 2567" in reading.text
    assert "รายงาน.txt" in reading.text
    assert "ลึกเกินไป" not in reading.text


def test_a_member_that_climbs_out_is_only_a_name(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    reading = read_document(zipped({"../../evil.txt": b"hello"}), url="a.zip")
    assert reading.state is Reads.YES
    assert not list(tmp_path.iterdir())
