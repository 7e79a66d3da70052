"""Structures made of figures: money, percentages, counts, time limits, dates, periods, fees, levels."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ita_audit.elements.contact import Place
from ita_audit.elements.words import across, around, pattern

_MONTHS = (
    r"(?:มกราคม|กุมภาพันธ์|มีนาคม|เมษายน|พฤษภาคม|มิถุนายน|กรกฎาคม|สิงหาคม|กันยายน|ตุลาคม|พฤศจิกายน|ธันวาคม"
    r"|ม\. ?ค\.?|ก\. ?พ\.?|มี\. ?ค\.?|เม\. ?ย\.?|พ\. ?ค\.?|มิ\. ?ย\.?|ก\. ?ค\.?|ส\. ?ค\.?|ก\. ?ย\.?|ต\. ?ค\.?|พ\. ?ย\.?|ธ\. ?ค\.?)"
)
_FIGURE = r"(?<![\d.,])\d[\d,]{0,15}(?:\.\d{1,2})?(?![\d])"
_MONEY = pattern(rf"{_FIGURE} ?(?:ล้าน|แสน)? ?(?:บาท|\.-|baht|thb)")
_SUM = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,2})?(?![\d,])")
_BUDGET = pattern(r"งบ(?:ประมาณ|ใช้|ที่|ตาม)|งบ ?\d|วงเงิน|บาท|เบิกจ่าย|ราคากลาง|จำนวนเงิน")
_PERCENT = pattern(
    r"ร้อยละ ?(?:ของ[^\d\n]{0,20}|[^\d\n]{0,24})\d|\d(?:\.\d{1,2})? ?%|ค่าเฉลี่ย[^\d\n]{0,24}\d|x ?= ?\d|คะแนน(?:เฉลี่ย)?[^\d\n]{0,20}\d|\d ?คะแนน"
)
_LIMIT = pattern(
    r"(?<![\d/])\d{1,3} ?(?:\([^)\n]{1,12}\) ?)?(?:วันทำการ|วัน(?!ที่)|นาที|ชั่วโมง|ชม\.|เดือนนับ|hours?|minutes?|days?)"
    r"|(?:ภายใน|ใช้เวลา|ไม่เกิน) ?(?:หนึ่ง|สอง|สาม|ห้า|เจ็ด|สิบห้า|สามสิบ|หกสิบ|เก้าสิบ) ?(?:วัน|ชั่วโมง|เดือน)|ภายในวันเดียว"
)
_DATE = pattern(
    rf"(?<!\d)\d{{1,2}} ?(?:-|ถึง|และ)? ?(?:\d{{1,2}})? ?{_MONTHS} ?(?:พ\.? ?ศ\.? ?)?\d{{2,4}}|(?<!\d)\d{{1,2}}/\d{{1,2}}/\d{{2,4}}"
)
_PERIOD = pattern(
    rf"ไตรมาส ?(?:ที่)? ?\d|{_MONTHS} ?(?:พ\.? ?ศ\.? ?)?(?:\d{{2,4}})? ?(?:-|ถึง|–) ?{_MONTHS}"
    rf"|(?:ระยะเวลา|กำหนดการ|ช่วงเวลา|ดำเนินการ(?:ใน)?เดือน|ห้วงเวลา)[^\n]{{0,60}}(?:\d|{_MONTHS}|ตลอดปี|ทั้งปี)|ตลอดปี(?:งบประมาณ)?"
    r"|(?:พ\.? ?ศ\.?)? ?25\d\d ?(?:-|ถึง) ?(?:พ\.? ?ศ\.? ?)?25\d\d|25\d\d ?\| ?(?:ปี ?)?25\d\d"
)
_MONTH_ROW = pattern(rf"(?:{_MONTHS}[ |,\d]{{0,6}}){{4}}")
_MANY_YEARS = pattern(
    r"25(\d\d) ?(?:-|ถึง|จนถึง) ?(?:ปี)? ?(?:พ\.? ?ศ\.? ?)?25(\d\d)|(?:ระยะ|แผน)[^\n]{0,20}[2-9] ?ปี|(?:สาม|สี่|ห้า|ยี่สิบ)ปี"
)
_PEOPLE = pattern(
    r"(?:ผู้เข้าร่วม|เข้าร่วม|ผู้เข้าอบรม|ประชาชน|ตัวแทน|ผู้เข้าประชุม|เข้าประชุม|เข้ารับ|กลุ่มเป้าหมาย|ผู้ตอบ)[^\n]{0,60}?(?<!\d)\d[\d,]{0,6} ?(?:คน|ราย|ท่าน|ครัวเรือน)"
)
_CASES = pattern(rf"(?:{_FIGURE}|ศูนย์|-) ?(?:เรื่อง|กรณี|เคส|ครั้ง|ราย)")
_SERVED = pattern(rf"{_FIGURE} ?(?:ราย|คน|ครั้ง|เรื่อง|ฉบับ|ครัวเรือน|คำขอ|หลัง|รายการ|ท่าน)")
_FEE = pattern(
    r"(?:ค่าธรรมเนียม|ค่าบริการ|ค่าใช้จ่าย)[^\n]{0,40}(?:\d|ไม่มี|ไม่เสีย|ฟรี|ไม่เก็บ|ยกเว้น)|ไม่(?:เสีย|คิด|มี|เก็บ)ค่า(?:ธรรมเนียม|ใช้จ่าย|บริการ)"
)
_LEVEL = pattern(
    r"(?:ระดับ|risk level|level|ความเสี่ยง|คะแนน|โอกาส|ผลกระทบ|ความรุนแรง)[^\n]{0,40}?(?:สูงมาก|สูง|ปานกลาง|ต่ำ|น้อย|high|low|medium|(?<!\d)\d{1,2}(?!\d))|\d ?[x×*] ?\d ?= ?\d|(?:สูงมาก|ปานกลาง)"
)
_USED = r"เบิกจ่าย|ใช้ไป|ที่ใช้|ใช้จริง|ใช้จ่าย|จ่ายจริง|จ่ายไป|ใช้งบ|ใช้เงิน|ก่อหนี้|สิ้นงบประมาณ"
_SPENT = pattern(
    rf"(?:{_USED})[^\n]{{0,50}}?{_FIGURE}(?:,\d{{3}})? ?(?:ล้าน|แสน)? ?(?:บาท|\.-)|(?:{_USED})[^\n]{{0,24}}?\d{{1,3}}(?:,\d{{3}}){{1,3}}|งบประมาณ ?:? ?{_FIGURE} ?บาท"
)
_USED_HEAD = pattern(rf"(?:{_USED})")
_MONTH = pattern(rf"{_MONTHS}|(?<![\d/])\d{{1,2}} ?/ ?25\d\d|ไตรมาส")
_PROCURED = pattern(
    rf"{_FIGURE} ?(?:รายการ|โครงการ|สัญญา|ครั้ง|เรื่อง|ฉบับ)|(?:เฉพาะเจาะจง|e-bidding|คัดเลือก|ประกาศเชิญชวน)[^\n]{{0,30}}\| ?\d"
)
_EXPLAINED = pattern(r"ตามแผน|ตั้งไว้|จัดสรร|ที่ได้รับ")
_ROW_OF_CASES = re.compile(r"\|? ?(?<![\d/.,])\d{1,4}(?![\d/.,])")
_CONTRACT = pattern(r"(?:สัญญา|ใบสั่งซื้อ|ใบสั่งจ้าง|ข้อตกลง|เลขคุม|ใบสั่ง)[^\n]{0,24}\d{1,5} ?/ ?\d{2,4}|\d{1,5}/25\d\d")


_CASE_HEAD = pattern(r"\|[^\n]{0,80}(?:เรื่อง|ร้องเรียน|ยุติ|คงค้าง|แล้วเสร็จ|ระหว่าง)|(?:เรื่อง|ร้องเรียน)[^\n]{0,80}\|")
_GIFTS = pattern(r"(?:รับ|ของขวัญ|ของกำนัล)[^\n]{0,50}?(?<![\d/.])\d{1,4} ?(?:ครั้ง|ชิ้น|รายการ|ราย|รายการ)")
_HEAD_LINE = pattern(r"ไตรมาส|ปีงบ|ประจำปี|พ\. ?ศ\.|รอบ ?\d|\d{1,2}[.:]\d{2} ?(?:น\.|-)")


def money(lines: Sequence[str]) -> list[Place]:
    """An amount of money: a figure with its unit, or figures with thousands near a budget heading."""
    found = _each(_MONEY, lines)
    budget = [number for number, line in enumerate(lines) if _BUDGET.search(line)]
    if not budget:
        return found
    rows = {near for number in budget for near in range(number, number + 13)}
    return found + [
        (number, hit.start())
        for number, line in enumerate(lines)
        if number in rows
        for hit in _SUM.finditer(line)
    ]


def budget_table(lines: Sequence[str]) -> list[Place]:
    """A heading of budget columns with at least two rows of figures below it."""
    found = []
    for number, line in enumerate(lines):
        if _BUDGET.search(line):
            rows = [below for below in lines[number + 1 : number + 13] if re.search(r"\d[\d,.]{2,}", below)]
            if len(rows) >= 2:
                found.append((number, 0))
    return found


def percentage(lines: Sequence[str]) -> list[Place]:
    """A share or a score: per cent, mean, points."""
    return _each(_PERCENT, lines)


def time_limit(lines: Sequence[str]) -> list[Place]:
    """A length of time within which something is done: 15 working days, 30 minutes."""
    return _each(_LIMIT, lines)


def day(lines: Sequence[str]) -> list[Place]:
    """A day of the calendar, with its year."""
    return across(_DATE, lines)


def time_span(lines: Sequence[str]) -> list[Place]:
    """When something is to be done: quarters, months, years, a row of months."""
    return _each(_PERIOD, lines) + _each(_MONTH_ROW, lines)


def several_years(lines: Sequence[str]) -> list[Place]:
    """A plan's reach over more than one year."""
    return [
        (number, hit.start())
        for number, line in enumerate(lines)
        for hit in _MANY_YEARS.finditer(line)
        if not hit[1] or 1 <= int(hit[2]) - int(hit[1]) <= 25
    ]


def month(lines: Sequence[str]) -> list[Place]:
    """When, to the month: a month by name, month/year, a quarter."""
    return _each(_MONTH, lines)


def procured(lines: Sequence[str]) -> list[Place]:
    """What was bought: numbers of orders or projects, by method or in all."""
    return _each(_PROCURED, lines)


def people(lines: Sequence[str]) -> list[Place]:
    """How many took part."""
    return _each(_PEOPLE, lines)


def spent(lines: Sequence[str]) -> list[Place]:
    """Money that was used, not planned: in words, or in a column of its own."""
    found = [
        (n, at) for n, at in _each(_SPENT, lines) if not _EXPLAINED.search(lines[n][max(0, at - 4) : at + 24])
    ]
    for number, line in enumerate(lines):
        if "|" in line and _USED_HEAD.search(line):
            found += [(n, 0) for n in _rows(lines, number) if _SUM.search(lines[n])]
    return found


def _rows(lines: Sequence[str], head: int) -> range:
    """The rows of a table below its heading: lines that have columns."""
    end = head + 1
    while end < len(lines) and end <= head + 20 and "|" in lines[end]:
        end += 1
    return range(head + 1, end)


def case_count(lines: Sequence[str]) -> list[Place]:
    """A number of cases: 3 เรื่อง, 0 เรื่อง, or a row of numbers under a heading of cases."""
    found = _each(_CASES, lines)
    for number, line in enumerate(lines):
        if _CASE_HEAD.search(line):
            rows = [n for n in _rows(lines, number) if _ROW_OF_CASES.search(lines[n])]
            found += [(n, 0) for n in rows] + ([(number, 0)] if rows else [])
    return found


def counted_gifts(lines: Sequence[str]) -> list[Place]:
    """How often gifts were received: a figure with its unit, or rows of figures in the columns."""
    found = [(n, at) for n, at in _each(_GIFTS, lines)]
    for number, line in enumerate(lines):
        if "|" in line and "รับ" in line:
            found += [(n, 0) for n in _rows(lines, number) if re.search(r"\| ?\d{1,4} ?(?:\||$)", lines[n])]
    return found


def service_count(lines: Sequence[str]) -> list[Place]:
    """How many were served: a figure with a unit, or rows of figures below a heading of numbers."""
    found = [(n, at) for n, at in _each(_SERVED, lines) if not _HEAD_LINE.search(lines[n])]
    for number, line in enumerate(lines):
        figures = re.findall(r"(?<![\d/.,])\d[\d,]{0,8}(?![\d/])", line)
        headed = len(figures) >= 2 and not _HEAD_LINE.search(line)
        if headed and re.search("จานวน|สถิติ|ราย|ครัง", around(lines, number, 8, 0)):
            found.append((number, 0))
    return found


def fee(lines: Sequence[str]) -> list[Place]:
    """A fee, or the statement that there is none; in words or in a column of its own."""
    found = _each(_FEE, lines)
    for number, line in enumerate(lines):
        if "|" in line and "คาธรรมเนียม" in line:
            found += [(n, 0) for n in _rows(lines, number) if re.search("บาท|ไมมี|ไมเสีย|ฟรี", lines[n])]
    return found


def risk_level(lines: Sequence[str]) -> list[Place]:
    """The level of a risk, in words or points."""
    return _each(_LEVEL, lines)


def contract(lines: Sequence[str]) -> list[Place]:
    """The number of a contract or order."""
    return _each(_CONTRACT, lines)


def _each(wanted: re.Pattern[str], lines: Sequence[str]) -> list[Place]:
    return [(number, hit.start()) for number, line in enumerate(lines) for hit in wanted.finditer(line)]
