"""Which period a text covers: every way of saying it, and what only looks like saying it."""

from __future__ import annotations

from datetime import date

import pytest

from ita_audit.model import Period, TextPart, YearRule
from ita_audit.periods import judge_period, read_period

FOREVER = date(9999, 12, 31)


def reading(text, where="title"):
    return read_period((TextPart(where, text, 1),))


def fy(year):
    return (date(year - 544, 10, 1), date(year - 543, 9, 30))


def months(year, first, last, *, to=None):
    to = to or year
    after = date(to - 543 + last // 12, last % 12 + 1, 1)
    return (date(year - 543, first, 1), date.fromordinal(after.toordinal() - 1))


def one(year, month, day):
    return (date(year - 543, month, day),) * 2


def calendar(year):
    return months(year, 1, 12)


FULL = [fy]
FIRST = [lambda y: months(y - 1, 10, 3, to=y)]
SECOND = [lambda y: months(y, 4, 9)]
Q2 = [lambda y: months(y, 1, 3)]
OCT = [lambda y: months(y - 1, 10, 10)]
PLAN = [lambda y: (fy(y)[0], fy(y + 4)[1])]
AS_OF = [lambda y: (fy(y)[0], date(y - 543, 3, 31))]
NONE = []
TITLES = [
    # fiscal years
    ("แผนการใช้จ่ายงบประมาณ ประจำปีงบประมาณ พ.ศ.{y}", FULL),
    ("รายงานผล ปีงบฯ {y}", FULL),
    ("รายงานผล ปีงบ {yy}", FULL),
    ("รายงานผล งบประมาณปี {y}", FULL),
    ("HR plan FY{ce}", FULL),
    ("Annual Report {ce}", FULL),
    ("แผนปฏิบัติการ ปีงบประมาณ ค.ศ. {ce}", FULL),
    ("แผนปฏิบัติการ ปี งบ ประมาณ {y}", FULL),
    ("งบประมาณรายจ่ายประจำปีงบประมาณ{y}", FULL),
    ("เทศบัญญัติงบประมาณรายจ่าย ประจำปี พ.ศ. {y}", FULL),
    ("ข้อบัญญัติงบประมาณรายจ่าย ประจำปีงบประมาณ {y}", FULL),
    ("แผนการจัดซื้อจัดจ้าง ประจำปี {y}", FULL),
    ("ประกาศเจตนารมณ์ No Gift Policy ปี {y}", FULL),
    ("แผนพัฒนาบุคลากร {y}", FULL),
    ("รายงานผลการติดตามและประเมินผลแผนพัฒนาท้องถิ่น (พ.ศ. {y} - {z}) ประจำปีงบประมาณ พ.ศ. {y}", FULL),
    ("แผนปฏิบัติการป้องกันการทุจริต (พ.ศ. {y}-{z}) ประจำปีงบประมาณ {y}", FULL),
    ("รายงานการประเมิน ITA {w} : O13 รายงานผลการดำเนินงาน ประจำปีงบประมาณ {y}", FULL),
    ("รายงานผลการดำเนินงาน รอบ 12 เดือน ปีงบประมาณ {y}", FULL),
    ("รายงานผลการดำเนินงาน ตุลาคม {x} - กันยายน {y}", FULL),
    ("รายงานการจัดซื้อจัดจ้าง ตั้งแต่วันที่ 1 ตุลาคม {x} ถึงวันที่ 30 กันยายน {y}", FULL),
    # halves, rounds, quarters
    ("รายงานการกำกับติดตาม รอบ 6 เดือนแรก ปีงบประมาณ {y}", FIRST),
    ("รายงานการกำกับติดตาม ปีงบประมาณ {y}\nรอบ 6 เดือน", FIRST),
    ("รายงานการกำกับติดตาม ประจำปีงบประมาณ พ.ศ. {y} (รอบ ๖ เดือน)", FIRST),
    ("รายงานการกำกับติดตาม ครึ่งปีแรก ปีงบประมาณ {y}", FIRST),
    ("รายงานการกำกับติดตาม ปีงบประมาณ {y} ไตรมาสที่ 1 และไตรมาสที่ 2", FIRST),
    ("รายงานการกำกับติดตาม ปีงบประมาณ {y} ไตรมาสที่ 1-2", FIRST),
    ("ผลการประเมินการปฏิบัติงาน รอบการประเมินที่ 1/{y}", FIRST),
    ("ผลการประเมิน ครั้งที่ 1 (1 ตุลาคม {x} - 31 มีนาคม {y})", FIRST),
    ("รายงาน 1/10/{x} - 31/03/{y}", FIRST),
    ("รายงาน ๑ ต.ค. {xx} – ๓๑ มี.ค. {yy}", FIRST),
    ("สถิติการให้บริการ (ต.ค.{xx}-มี.ค.{yy})", FIRST),
    ("สถิติการให้บริการ ตุลาคม – มีนาคม {y}", FIRST),
    ("สถิติการให้บริการ ปีงบประมาณ {y} (ตุลาคม - มีนาคม)", FIRST),
    ("Statistics October {cx} - March {ce}", FIRST),
    ("รายงาน รอบ 6 เดือนหลัง ปีงบประมาณ {y}", SECOND),
    ("รายงาน ปีงบประมาณ {y}\nรอบ 6 เดือนหลัง", SECOND),
    ("รายงาน รอบ 6 เดือน (เม.ย. - ก.ย. {yy})", SECOND),
    ("รายงาน ปีงบประมาณ {y} รอบ 6 เดือน (เมษายน - กันยายน)", SECOND),
    ("รายงาน ครึ่งปีหลัง ปีงบประมาณ {y}", SECOND),
    ("งบทดลอง ไตรมาส 2/{y}", Q2),
    ("งบทดลอง ไตรมาสที่ 2 ประจำปี {y}", Q2),
    ("งบทดลอง ปีงบประมาณ {y}\n(ไตรมาสที่ 2)", Q2),
    ("งบทดลอง Q2 FY{ce}", Q2),
    # months
    ("สขร.1 ประจำเดือน ต.ค.{xx}", OCT),
    ("สขร.1 เดือนตค{xx}", OCT),
    ("สขร.1 ตุลาคม{x}", OCT),
    ("สขร.1 ประจำเดือนตุลาคม ปีงบประมาณ พ.ศ. {y}", OCT),
    ("สขร.1 ประจำเดือน ตุลาคม พ.ศ.{x}", OCT),
    ("สขร.1 เดือน 10/{x}", OCT),
    ("สขร.1 ปีงบประมาณ {y} ประจำเดือนตุลาคม {x}", OCT),
    ("สรุปผล เดือนมกราคม กุมภาพันธ์ และมีนาคม {y}", [
        lambda y: months(y, 1, 1), lambda y: months(y, 2, 2), lambda y: months(y, 3, 3)]),
    # plans
    ("แผนพัฒนาท้องถิ่น พ.ศ. {y} ถึง พ.ศ. {z}", PLAN),
    ("แผนพัฒนาท้องถิ่น ({y}-{zz})", PLAN),
    ("แผนพัฒนาท้องถิ่น ปีงบประมาณ {y} - {z}", PLAN),
    ("แผนพัฒนาท้องถิ่น (พ.ศ.{y}-{z}) เปลี่ยนแปลง ครั้งที่ 3/{y}", PLAN),
    ("แผนพัฒนาท้องถิ่น (พ.ศ. {y} - {z}) แก้ไข ครั้งที่ 1 พ.ศ. {y}", PLAN),
    # as of
    ("สถิติเรื่องร้องเรียน ประจำปีงบประมาณ {y} ข้อมูล ณ วันที่ 31 มีนาคม {y}", AS_OF),
    ("สถิติเรื่องร้องเรียน ประจำปีงบประมาณ {y}\nข้อมูล ณ วันที่ 31 มี.ค. {yy}", AS_OF),
    ("รายงานผล ปีงบประมาณ {y}\nข้อมูล ณ วันที่ 15 ตุลาคม {y}", FULL),
    # calendar
    ("สถิติ ประจำปีปฏิทิน {y}", [calendar]),
    ("ภาษีที่ดินและสิ่งปลูกสร้าง ประจำปี พ.ศ. {y}", [calendar]),
    ("ประชุมสภา สมัยสามัญ สมัยที่ 2 ประจำปี {y}", [calendar]),
    # onwards
    ("หลักเกณฑ์ ตั้งแต่วันที่ 1 ตุลาคม {x} เป็นต้นไป", [lambda y: (fy(y)[0], FOREVER)]),
    # dated acts and events
    ("คำสั่งเทศบาล ที่ 152/{y} เรื่อง แต่งตั้งคณะทำงาน\nสั่ง ณ วันที่ 30 มกราคม พ.ศ. {y}", [lambda y: one(y, 1, 30)]),
    ("ประกาศเทศบาล เรื่อง มาตรการประหยัดพลังงาน ประกาศ ณ วันที่ 3 มีนาคม {y}", [lambda y: one(y, 3, 3)]),
    ("วันที่ 14 มกราคม {y} เทศบาลจัดกิจกรรมวันเด็กแห่งชาติ ณ ลานหน้าสำนักงาน", [lambda y: one(y, 1, 14)]),
    ("ประกาศเทศบาล เรื่อง เผยแพร่แผนการจัดซื้อจัดจ้าง ประจำปีงบประมาณ พ.ศ. {y}\nประกาศ ณ วันที่ 12 ตุลาคม พ.ศ. {x}", FULL),
    ("เผยแพร่แผนการจัดซื้อจัดจ้าง ประจำปี {y}", FULL),
    ("รายงานผลการดำเนินงาน ประจำปี {y}\nเสนอสภา\nตามเทศบัญญัติงบประมาณรายจ่ายประจำปีงบประมาณ พ.ศ. {w}", FULL),
    ("รายงานผลการดำเนินงานประจำปี {y}\nเผยแพร่ในปีงบประมาณ พ.ศ. {w}", FULL),
    # not covered
    ("รายงานผลการดำเนินงาน\nเผยแพร่เมื่อ 5 มกราคม {y}", NONE),
    ("รายงานผลการดำเนินงาน\nปรับปรุงล่าสุด 5 ม.ค. {yy}", NONE),
    ("แผนพัฒนา\nพิมพ์เมื่อ 05/01/{y}", NONE),
    ("คู่มือการปฏิบัติงาน ฉบับปรับปรุง พ.ศ. {y}", NONE),
    ("คู่มือ ตาม พ.ร.บ. ข้อมูลข่าวสารของราชการ พ.ศ. 2540", NONE),
    ("ระเบียบกระทรวงมหาดไทยว่าด้วยการบริหารงานบุคคล (ฉบับที่ 2) พ.ศ. {y}", NONE),
    ("เทศบัญญัติ เรื่อง การจัดการขยะ พ.ศ. {y}", NONE),
    ("ประมวลจริยธรรมพนักงาน พ.ศ. {y}", NONE),
    ("© {ce} เทศบาล สงวนลิขสิทธิ์", NONE),
    ("ผู้เข้าชม {y} คน", NONE),
    ("โทร 0-{y}-{x}", NONE),
    ("หนังสือที่ มท 0808.2/ว {y}", NONE),
    ("คำสั่งที่ 152/{y}", NONE),
    ("วงเงิน {y} บาท", NONE),
    ("แสดงผลการดำเนินงาน ประจำปีงบประมาณ พ.ศ. {y} อย่างน้อยประกอบด้วย", NONE),
    ("• เป็นข้อมูลการให้บริการในปี พ.ศ. {y}", NONE),
    ("แผนที่มีการบังคับใช้ครอบคลุมปี พ.ศ. {y}", NONE),
]  # fmt: skip
NAMES = [
    ("รายงานผล_{y}.pdf", FULL),
    ("O12-{y}.pdf", FULL),
    ("plan{y}.pdf", FULL),
    ("report_fy{ce}.pdf", FULL),
    ("แผน{yy}.pdf", FULL),
    ("ITA{w}-O13-{yy}.pdf", FULL),
    ("สขร1-ต.ค.{xx}.pdf", OCT),
    ("สขร.1 เดือนตุลาคม {x}.pdf", OCT),
    ("รายงาน-6-เดือน-{y}.pdf", FIRST),
    ("report_Q2_{y}.pdf", Q2),
    ("แผนพัฒนา_{y}-{z}.pdf", PLAN),
    ("{ce}-01-04_report.pdf", NONE),
    ("{ce}0104_report.pdf", NONE),
    ("{ce}-10_7400730b81248a6.pdf", NONE),
    ("document.pdf", NONE),
]


def written(text, year):
    return text.format(
        y=year, x=year - 1, z=year + 4, w=year + 1, yy=year % 100, xx=(year - 1) % 100, zz=(year + 4) % 100,
        ce=year - 543, cx=year - 544,
    )  # fmt: skip


@pytest.mark.parametrize("year", [2564, 2566, 2569])
@pytest.mark.parametrize(("text", "spans"), TITLES)
def test_what_a_title_covers(text, spans, year):
    assert reading(written(text, year)).covered == tuple(span(year) for span in spans)


@pytest.mark.parametrize("year", [2565, 2568])
@pytest.mark.parametrize(("name", "spans"), NAMES)
def test_what_a_file_name_covers(name, spans, year):
    assert reading(written(name, year), "filename").covered == tuple(span(year) for span in spans)


@pytest.mark.parametrize(
    "text",
    [
        "รายงาน ประจำปีงบประมาณ 2566 (ตุลาคม 2563 - มีนาคม 2564)",
        "สขร.1 เดือนตุลาคม 2566 ปีงบประมาณ พ.ศ. 2566",
    ],
)
def test_a_title_that_contradicts_itself_is_mixed(text):
    assert judge_period(reading(text), YearRule.CURRENT_FY, 2566)[0] is Period.MIXED


@pytest.mark.parametrize(
    "text",
    [
        "รายงาน ประจำปีงบประมาณ พ.ศ. 25\ufffd6",
        "รายงาน ประจำปีงบประมาณ พ.ศ. 2S66",
        "รายงาน ประจำปีงบประมาณ พ.ศ. 256O",
        "รายงาน ประจำปีงบประมาณ พ.ศ. 25266",
        "รายงานผลการดาเนนงานประจาปงบประมาณ พ.ศ. 2566 ของเทศบาลตาบล",
        "รายงาน \ue123\ue124\ue125 ประจำปีงบประมาณ พ.ศ. 2566 \ue123\ue200",
        "à¸›à¸µà¸‡à¸šà¸›à¸£à¸°à¸¡à¸²à¸“ 2566",
    ],
)
def test_a_damaged_text_is_not_judged(text):
    for rule in (YearRule.CURRENT_FY, YearRule.PREVIOUS_FY, YearRule.FIRST_HALF, YearRule.IN_FORCE):
        assert judge_period(reading(text, "page"), rule, 2566)[0] is Period.CANNOT_TELL


def test_a_year_read_from_a_picture_never_decides():
    assert reading("ประจำปีงบประมาณ พ.ศ. 2566", "ocr").covered == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("ตารางสรุปงบประมาณรายจ่าย ปีงบประมาณ 2564", [fy(2564)]),
        ("งบการเงิน สำหรับปีสิ้นสุดวันที่ 30 กันยายน 2567", [fy(2567)]),
        ("งบการเงิน สำหรับปีสิ้นสุด ณ วันที่ 31 ธันวาคม 2565", [calendar(2565)]),
        ("แผนการตรวจสอบภายใน ปีงบประมาณ '68", [fy(2568)]),
        ("แผนการตรวจสอบภายใน ประจำปีงบประมาณ พ.ศ. ....2568....", [fy(2568)]),
        ("HR plan FY25", [fy(2568)]),
        ("แผนอัตรากำลัง 3 ปี (68-70)", [(fy(2568)[0], fy(2570)[1])]),
        ("แผนอัตรากำลัง 3 ปี (68-77)", []),
        ("รายงานผล 6 เดือนแรก/2564", [months(2563, 10, 3, to=2564)]),
        ("ประกาศ เรื่อง แนวทาง\nให้ใช้บังคับตั้งแต่วันที่ 4 มกราคม 2566 เป็นต้นไป", [(one(2566, 1, 4)[0], FOREVER)]),
        ("แผนการตรวจสอบภายใน ปีงบประมาณ 25__", []),
        ("แผนการตรวจสอบภายใน ปีงบประมาณ 25", []),
        ("แผนการตรวจสอบภายใน ปีงบประมาณ ๒๕бв", []),
        ("รายงานผลการสำรวจ ปีงบประมาณ 2565\nพิมพ์ครั้งที่ 2 พฤศจิกายน 2565", [fy(2565)]),
        ("สถิติ\nธันวาคม 2566 25\nมกราคม 2567 77", [months(2566, 12, 12), months(2567, 1, 1)]),
    ],
)
def test_years_at_the_edge_of_what_can_be_read(text, said):
    assert list(reading(text, "page").covered) == said


@pytest.mark.parametrize("name", ["แผนการจัดหาพัสดุ", "รายงานการบริหารความเสี่ยง"])
def test_the_same_name_with_another_year_below_is_a_contradiction(name):
    text = f"{name} ประจำปีงบประมาณ พ.ศ. 2567\nเทศบาลจัดทำ{name}ประจำปีงบประมาณ พ.ศ. 2566 ตามระเบียบ"
    other = f"{name} ประจำปีงบประมาณ พ.ศ. 2567\nตามข้อบัญญัติงบประมาณรายจ่ายประจำปีงบประมาณ พ.ศ. 2566"

    assert len(reading(text, "page").readings) == 2
    assert not reading(other, "page").readings
