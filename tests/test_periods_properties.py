"""What must never change a verdict: digits, forms, spacing, wraps; what must never add one: laws, dates."""

from __future__ import annotations

import re
import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from ita_audit.model import Period, TextPart, YearRule
from ita_audit.periods import judge_period, read_period

RULES = (YearRule.CURRENT_FY, YearRule.PREVIOUS_FY, YearRule.FIRST_HALF, YearRule.IN_FORCE)
SHAPES = (
    "รายงานผลการดำเนินงาน ประจำปีงบประมาณ พ.ศ. {y}",
    "แผนการจัดซื้อจัดจ้าง ประจำปี {y}",
    "รายงานการกำกับติดตาม ปีงบประมาณ {y} รอบ 6 เดือน",
    "รายงานการกำกับติดตาม ปีงบประมาณ {y} รอบ 6 เดือนหลัง",
    "รายงานผล ไตรมาสที่ 2 ปีงบประมาณ {y}",
    "แผนพัฒนาท้องถิ่น (พ.ศ. {y} - {z})",
    "สรุปผลการจัดซื้อจัดจ้าง ประจำเดือนธันวาคม {y}",
    "สถิติการให้บริการ 1 ตุลาคม {x} ถึง 31 มีนาคม {y}",
    "สถิติการให้บริการ ต.ค. {x} - มี.ค. {y}",
    "สถิติเรื่องร้องเรียน ปีงบประมาณ {y} ข้อมูล ณ วันที่ 31 มีนาคม {y}",
    "แผนปฏิบัติการ ปีการศึกษา {y}",
    "ภาษีที่ดินและสิ่งปลูกสร้าง ประจำปี {y}",
    "คำสั่งเทศบาล ที่ 152/{y} เรื่อง แต่งตั้งคณะทำงาน",
    "คู่มือการปฏิบัติงาน",
)
TEXTS = st.builds(
    lambda shape, year: shape.format(y=year, x=year - 1, z=year + 4),
    st.sampled_from(SHAPES),
    st.integers(2560, 2572),
)
bounded = settings(max_examples=120, deadline=None, derandomize=True)


def verdicts(text, where="title"):
    reading = read_period((TextPart(where, text, 1),))
    return [judge_period(reading, rule, year)[0] for rule in RULES for year in range(2563, 2572)]


@bounded
@given(TEXTS, st.data())
def test_the_script_of_digits_changes_nothing(text, data):
    thai = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
    wide = str.maketrans("0123456789", "０１２３４５６７８９")
    mixed = "".join(
        ch.translate(data.draw(st.sampled_from([{}, thai, wide]))) if ch.isdigit() else ch for ch in text
    )
    assert verdicts(mixed) == verdicts(text)


@bounded
@given(TEXTS)
def test_the_normal_form_changes_nothing(text):
    for form in ("NFC", "NFD", "NFKD"):
        assert verdicts(unicodedata.normalize(form, text)) == verdicts(text)
    assert verdicts(text.replace("ำ", "\u0e4d\u0e32")) == verdicts(text)
    assert verdicts(text.replace("แ", "เเ")) == verdicts(text)


@bounded
@given(TEXTS, st.data())
def test_blanks_and_line_wraps_change_nothing(text, data):
    blanks = st.sampled_from([" ", "  ", "\n", " \n ", "\t", "\u00a0", "\r\n", "\u2003"])
    assert verdicts("".join(data.draw(blanks) if ch == " " else ch for ch in text)) == verdicts(text)


@bounded
@given(TEXTS, st.data())
def test_invisible_characters_change_nothing(text, data):
    invisible = st.sampled_from(["", "", "\u200b", "\u200c", "\u200d", "\ufeff", "\u2060", "\u00ad"])
    assert verdicts("".join(ch + data.draw(invisible) for ch in text)) == verdicts(text)


@bounded
@given(TEXTS, st.integers(2496, 2566))
def test_the_year_of_a_law_adds_nothing(text, year):
    for law in (
        f"ตามพระราชบัญญัติเทศบาล พ.ศ. {year} และที่แก้ไขเพิ่มเติม (ฉบับที่ 14) พ.ศ. 2562",
        f"ระเบียบกระทรวงมหาดไทยว่าด้วยวิธีการงบประมาณ พ.ศ. {year}",
    ):
        assert verdicts(f"{text}\n{law}", "page") == verdicts(text, "page")
        assert verdicts(f"{law}\n{text}", "page") == verdicts(text, "page")


@bounded
@given(TEXTS.filter(lambda text: "คำสั่ง" not in text), st.integers(2560, 2570), st.integers(1, 28))
def test_a_date_of_signing_or_posting_adds_nothing(text, year, day):
    for words in (
        "ลงวันที่ {} มกราคม {}",
        "ลงนามเมื่อวันที่ {} มกราคม {}",
        "เผยแพร่เมื่อ {} ม.ค. {}",
        "พิมพ์เมื่อ {} มกราคม {}",
    ):
        assert verdicts(f"{text}\n{words.format(day, year)}", "page") == verdicts(text, "page")


@bounded
@given(st.text(alphabet="0123456789๐๑๒๕๖ปีงบประมาณพ.ศ./- \n()มกราคมรอบเดือน\ufffd\u200b", max_size=120))
def test_no_text_breaks_the_reader(text):
    for where in ("title", "page", "filename", "label", "heading", "table"):
        assert read_period((TextPart(where, text, 1),)) is not None


@bounded
@given(TEXTS.filter(lambda text: "256" in text or "257" in text), st.sampled_from("OlSbB\ufffd□?"))
def test_a_year_with_a_digit_misread_is_not_judged(text, wrong):
    broken = re.sub(r"(25\d)\d", rf"\1{wrong}", text)
    assert set(verdicts(broken, "page")) == {Period.CANNOT_TELL}


@bounded
@given(TEXTS.filter(lambda text: "คำสั่ง" not in text), st.integers(2560, 2570))
def test_what_stands_around_a_page_adds_nothing(text, year):
    for words in (
        f"© {year} เทศบาลตำบลตัวอย่าง",
        f"จำนวนผู้เข้าชม {year} ครั้ง | วันนี้ 68",
        f"หน้าแรก | ข่าว | ITA {year} | ติดต่อเรา",
        f"ผลการประเมิน ITA ปี {year} ได้ 85.20 คะแนน",
        f"โทร. 0-5325-6566 ต่อ {year} สายด่วน {year}",
        f"สัญญาเลขที่ 12/{year} ลงวันที่ 3 ม.ค. {year}",
        f"https://www.example.go.th/files/{year}/03/doc.pdf",
    ):
        assert verdicts(f"{text}\n{words}", "page") == verdicts(text, "page")
