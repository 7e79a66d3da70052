"""Period canaries: what a document says, which period is asked for, and the answer that is right."""

from __future__ import annotations

from dataclasses import dataclass

from ita_audit.model import Period, YearRule

_CURRENT, _FIRST, _PREVIOUS = YearRule.CURRENT_FY, YearRule.FIRST_HALF, YearRule.PREVIOUS_FY
_MATCH, _WRONG, _OPEN = Period.MATCH, Period.WRONG_YEAR, Period.CANNOT_TELL


@dataclass(frozen=True, slots=True)
class Question:
    """One document of lines, the rule asked for fiscal year 2566 unless said, the right answer."""

    lines: tuple[str, ...]
    rule: YearRule
    answer: Period
    fiscal_year: int = 2566


def _ask(answer: Period, rule: YearRule, *lines: str, year: int = 2566) -> Question:
    return Question(lines, rule, answer, year)


QUESTIONS = (
    _ask(_MATCH, _CURRENT, "รายงานผลการใช้จ่ายงบประมาณ ประจำปีงบประมาณ พ.ศ. 2566"),
    _ask(_WRONG, _CURRENT, "รายงานผลการใช้จ่ายงบประมาณ ประจำปีงบประมาณ พ.ศ. 2564"),
    _ask(_WRONG, _CURRENT, "รายงานผลการใช้จ่ายงบประมาณ ประจำปีงบประมาณ พ.ศ. 2567"),
    _ask(_MATCH, _CURRENT, "แผนการใช้จ่ายงบประมาณ ปีงบประมาณ พ.ศ. ๒๕๖๖"),
    _ask(_MATCH, _CURRENT, "แผนการดำเนินงาน ปีงบประมาณ 2023"),
    _ask(_MATCH, _CURRENT, "รายงานการกำกับติดตาม ปีงบประมาณ 66"),
    _ask(_OPEN, _CURRENT, "คู่มือการปฏิบัติงานของเจ้าหน้าที่"),
    _ask(Period.NOT_ASKED, YearRule.UNDATED, "รายงานผล ประจำปีงบประมาณ พ.ศ. 2564"),
    _ask(_MATCH, _FIRST, "รายงานผลการใช้จ่ายงบประมาณ ปีงบประมาณ 2566 รอบ 6 เดือน"),
    _ask(_WRONG, _FIRST, "รายงานผลการใช้จ่ายงบประมาณ ปีงบประมาณ 2565 รอบ 6 เดือน"),
    _ask(_WRONG, _FIRST, "รายงานผลการใช้จ่ายงบประมาณ ปีงบประมาณ 2566 รอบ 6 เดือนหลัง"),
    _ask(_MATCH, _FIRST, "รายงานผลการใช้จ่ายงบประมาณ ปีงบประมาณ 2566 รอบ 9 เดือน"),
    _ask(_OPEN, _FIRST, "รายงานผลการใช้จ่ายงบประมาณ ไตรมาสที่ 1 ปีงบประมาณ 2566"),
    _ask(_WRONG, _FIRST, "รายงานผลการใช้จ่ายงบประมาณ ไตรมาสที่ 3 ปีงบประมาณ 2566"),
    _ask(_MATCH, _FIRST, "รายงานผลการดำเนินงาน ระหว่างเดือนตุลาคม 2565 - มีนาคม 2566"),
    _ask(_MATCH, _FIRST, "รายงานผลการดำเนินงาน ต.ค. 65 - มี.ค. 66"),
    _ask(_MATCH, _FIRST, "รายงานผลการดำเนินงาน 1 ตุลาคม 2565 - 31 มีนาคม 2566"),
    _ask(_OPEN, _FIRST, "รายงานผลการดำเนินงาน 1 ตุลาคม 2565 - 28 กุมภาพันธ์ 2566"),
    _ask(_MATCH, _FIRST, "สรุปผลการจัดซื้อจัดจ้าง ปีงบประมาณ 2566 ข้อมูล ณ วันที่ 31 มีนาคม 2566"),
    _ask(_OPEN, _FIRST, "สรุปผลการจัดซื้อจัดจ้าง ปีงบประมาณ 2566 ข้อมูล ณ วันที่ 28 กุมภาพันธ์ 2566"),
    _ask(_OPEN, _FIRST, "สรุปผลการจัดซื้อจัดจ้าง ประจำเดือนพฤศจิกายน 2565"),
    _ask(_MATCH, _CURRENT, "สรุปผลการจัดซื้อจัดจ้าง ประจำเดือนตุลาคม 2565"),
    _ask(_WRONG, _CURRENT, "สรุปผลการจัดซื้อจัดจ้าง ประจำเดือนกันยายน 2565"),
    _ask(_MATCH, _CURRENT, "สรุปผลการจัดซื้อจัดจ้าง ประจำเดือนกันยายน 2566"),
    _ask(_WRONG, _CURRENT, "สรุปผลการจัดซื้อจัดจ้าง ประจำเดือนตุลาคม 2566"),
    _ask(_MATCH, _PREVIOUS, "รายงานผลการดำเนินงาน ประจำปีงบประมาณ พ.ศ. 2565"),
    _ask(_WRONG, _PREVIOUS, "รายงานผลการดำเนินงาน ประจำปีงบประมาณ พ.ศ. 2566"),
    _ask(_MATCH, YearRule.IN_FORCE, "แผนพัฒนาท้องถิ่น (พ.ศ. 2566-2570)"),
    _ask(_MATCH, YearRule.IN_FORCE, "แผนพัฒนาท้องถิ่น (พ.ศ. 2566-2570)", year=2569),
    _ask(_WRONG, YearRule.IN_FORCE, "แผนพัฒนาท้องถิ่น (พ.ศ. 2566-2570)", year=2565),
    _ask(_WRONG, YearRule.IN_FORCE, "แผนพัฒนาท้องถิ่น (พ.ศ. 2561-2565)"),
    _ask(_MATCH, YearRule.IN_FORCE, "หลักเกณฑ์ ใช้บังคับตั้งแต่วันที่ 1 ตุลาคม 2564 เป็นต้นไป"),
    _ask(_OPEN, _CURRENT, "ประกาศตามพระราชบัญญัติการจัดซื้อจัดจ้างและการบริหารพัสดุภาครัฐ พ.ศ. 2566"),
    _ask(_OPEN, _CURRENT, "คำสั่งเทศบาล ที่ 152/2566 เรื่อง แต่งตั้งคณะทำงาน"),
    _ask(_OPEN, _CURRENT, "วงเงินที่ได้รับจัดสรร 2,566,000 บาท"),
    _ask(_OPEN, _CURRENT, "ภาษีป้าย ประจำปี 2566"),
    _ask(
        Period.MIXED,
        _CURRENT,
        "รายงานผลการดำเนินงาน ประจำปีงบประมาณ พ.ศ. 2565",
        "หน่วยงานตัวอย่างของโปรแกรมตรวจ",
        "คำนำ",
        "เอกสารนี้จัดทำขึ้นเพื่อเผยแพร่ต่อประชาชน",
        "สารบัญ",
        "ผลการดำเนินงานในปีงบประมาณ พ.ศ. 2566 เป็นไปตามเป้าหมาย",
        "งบประมาณที่เบิกจ่ายในปีงบประมาณ พ.ศ. 2566 ครบถ้วน",
    ),
)

TOGETHER = (
    ("สรุปผลการจัดซื้อจัดจ้าง ไตรมาสที่ 1 ปีงบประมาณ 2566", "สรุปผลการจัดซื้อจัดจ้าง ไตรมาสที่ 2 ปีงบประมาณ 2566"),
    _FIRST,
    _MATCH,
)
"""Documents of one item that only together cover what is asked for."""
