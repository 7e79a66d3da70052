"""What would satisfy an item, in one Thai sentence made of the checklist's own columns."""

from __future__ import annotations

from datetime import date

from ita_audit.model import Item, Kind, YearRule
from ita_audit.thai import BUDDHIST_ERA, fiscal_span, thai_date

_THING = {
    Kind.PAGE: "หน้าเว็บ",
    Kind.DOC: "เอกสาร",
    Kind.DOCS: "ชุดเอกสาร",
    Kind.LIST: "รายการที่ปรับปรุงต่อเนื่อง",
    Kind.CHANNEL: "ช่องทางที่ใช้งานได้จริง",
}
_MONTH = "month"


def would_satisfy(item: Item, fiscal_year: int) -> str:
    """
    Say what would satisfy an item.

    Args:
        item: The checklist line.

        fiscal_year: The assessed year (B.E.).

    Returns:
        What sort of thing, for which period, with which parts, reachable from where.
    """
    said = [_THING[item.kind]]
    if period := _period(item.year_rule, fiscal_year):
        said.append(period)
    if item.minimum > 1:
        said.append(f"ครบอย่างน้อย {item.minimum} {'เดือน' if item.minimum_unit == _MONTH else 'ส่วน'}")
    if item.elements:
        said.append("มี " + "; ".join(element.name for element in item.elements))
    said.append("ประชาชนเปิดได้จากหน้า ITA โดยไม่ต้องเข้าสู่ระบบ")
    nil = " หากไม่มีกรณีเกิดขึ้น ให้เผยแพร่ข้อความว่าไม่มี" if item.nil_accepted else ""
    return " · ".join(said) + nil


def _period(rule: YearRule, fiscal_year: int) -> str:
    first, last = fiscal_span(fiscal_year)
    if rule is YearRule.IN_FORCE:
        return f"ใช้บังคับในช่วง {thai_date(first)} ถึง {thai_date(last)}"
    if rule is YearRule.CURRENT_FY:
        return f"ของปีงบประมาณ {fiscal_year} ({thai_date(first)} ถึง {thai_date(last)})"
    if rule is YearRule.FIRST_HALF:
        half = date(fiscal_year - BUDDHIST_ERA, 3, 31)
        return f"ของหกเดือนแรก ({thai_date(first)} ถึง {thai_date(half)})"
    if rule is YearRule.PREVIOUS_FY:
        first, last = fiscal_span(fiscal_year - 1)
        return f"ของปีงบประมาณ {fiscal_year - 1} ({thai_date(first)} ถึง {thai_date(last)})"
    return ""
