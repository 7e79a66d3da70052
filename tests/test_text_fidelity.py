"""Thai text out of PDFs, text by text: character error rate at most 0.01, digits exact."""

from __future__ import annotations

import io
import re
import shutil
import subprocess

import pikepdf
import pytest
from rapidfuzz.distance import Levenshtein

from ita_audit.demo_site import pdf
from ita_audit.documents import read_document
from ita_audit.thai import compose

TEXTS = (
    "รายงานผลการดำเนินการป้องกันการทุจริต ประจำปีงบประมาณ พ.ศ. 2566",
    "แผนการใช้จ่ายงบประมาณประจำปี พ.ศ. ๒๕๖๗",
    "รายงานการกำกับติดตามการใช้จ่ายงบประมาณ รอบ 6 เดือน ณ วันที่ 31 มีนาคม 2568",
    "สรุปผลการจัดซื้อจัดจ้างรายเดือน (สขร.1) เดือนตุลาคม 2565",
    "ผู้ปฏิบัติหน้าที่ต้องไม่เรียกรับสินบนหรือของขวัญ",
    "น้ำประปาที่บ้านน้ำใสไหลช้ำ ๆ ทั้งวันทั้งคืน",
    "คู่มือหรือแนวทางการให้บริการสำหรับผู้รับบริการหรือผู้มาติดต่อ",
    "สถิติเรื่องร้องเรียนการทุจริตและประพฤติมิชอบ ไม่มีเรื่องร้องเรียน 0 เรื่อง",
    "ประกาศเจตนารมณ์นโยบายไม่รับของขวัญ (No Gift Policy) จากการปฏิบัติหน้าที่",
    "การเปิดโอกาสให้เกิดการมีส่วนร่วม ครั้งที่ 1/2566 ผู้เข้าร่วม 128 คน",
    "โทรศัพท์ 0 5300 0000 ต่อ 12 โทรสาร 0 5300 0001",
    "งบประมาณ 1,234,567.89 บาท เบิกจ่ายแล้ว 98.76 %",
    "ตั้งแต่วันที่ ๑ ตุลาคม ๒๕๖๕ ถึงวันที่ ๓๐ กันยายน ๒๕๖๖",
    "พระราชบัญญัติข้อมูลข่าวสารของราชการ พ.ศ. 2540 มาตรา 7 และมาตรา 9",
    "ซื้อขึ้นชื่อ ชี้แจง สั่งซื้อ ตั้งใจ กี่ครั้ง ที่นี่ ปี่ ปู่ กู้ ก็ดี",
    "แผนพัฒนาท้องถิ่น (พ.ศ. 2566 - 2570) เพิ่มเติม ครั้งที่ 2",
    "ฐานะการคลัง กตัญญู หญิง ผู้ใหญ่บ้าน ฎีกา กฎหมาย ปรากฏ",
    "มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน",
    "ขั้นตอนที่ 1 ยื่นคำขอ 5 นาที ขั้นตอนที่ 2 ตรวจสอบ 10 นาที",
    "รายงานผลการบริหารและพัฒนาทรัพยากรบุคคลประจำปี",
    "ร่าง แก้ไข ร้อยละ 80.5 เทียบกับปี 2565 ซึ่งได้ 79.25",
    "ผลสำรวจความพึงพอใจ ระดับดีมาก ค่าเฉลี่ย 4.56 จากคะแนนเต็ม 5",
    "สิทธิ์ ศักดิ์ พันธุ์ เคราะห์ ทุกข์ อนุรักษ์ ธนาคารออมสิน",
    "จำนวนผู้ใช้บริการ e-Service เดือนธันวาคม ๒๕๖๖ จำนวน ๑,๐๒๔ ครั้ง",
)
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def error(data: bytes, text: str) -> float:
    """Character error rate, blanks and wraps aside; digits that differ are an error of 1."""
    parts = read_document(data, url="").parts
    got, want = (re.sub(r"\s", "", compose(t)) for t in ("".join(part.text for part in parts), text * 2))
    if re.findall(r"[\d๐-๙]", got) != re.findall(r"[\d๐-๙]", want):
        return 1.0
    return Levenshtein.distance(got, want) / len(want)


def test_twenty_four_texts_come_out_of_our_own_pdfs():
    assert len(TEXTS) >= 20
    wrong = {text: rate for text in TEXTS if (rate := error(pdf.text_pdf([text, text]), text)) > 0.01}
    assert not wrong


@pytest.fixture(scope="module")
def pages(tmp_path_factory) -> list[bytes]:
    """One PDF for each text, cut from what Chromium prints with the first font it finds."""
    if not CHROMIUM:
        pytest.skip("no Chromium here")
    folder = tmp_path_factory.mktemp("printed")
    body = "".join(
        f'<div style="break-after:page;font:16px Sarabun,Loma,Garuda,sans-serif">{t}<br>{t}</div>'
        for t in TEXTS
    )
    (folder / "a.html").write_text(f"<meta charset=utf-8>{body}", encoding="utf-8")
    order = [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    order += [f"--print-to-pdf={folder / 'a.pdf'}", f"--user-data-dir={folder / 'p'}", str(folder / "a.html")]
    subprocess.run(order, check=True, capture_output=True, timeout=60)
    made = []
    with pikepdf.open(folder / "a.pdf") as whole:
        for page in list(whole.pages)[: len(TEXTS)]:
            sink = io.BytesIO()
            single = pikepdf.new()
            single.pages.append(page)
            single.save(sink)
            made.append(sink.getvalue())
    return made


def test_twenty_four_texts_come_out_of_chromiums_pdfs(pages):
    rates = {text: error(data, text) for data, text in zip(pages, TEXTS, strict=True)}
    assert {text: rate for text, rate in rates.items() if rate > 0.01} == {}
