"""The filters of WP-05: every item with its unit, rungs and change, narrowed as a person types; nothing is written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import ipywidgets as widgets

from ita_audit.comparison import drift_of
from ita_audit.faced import FacedBox
from ita_audit.forms.choose import rungs, stop_of
from ita_audit.forms.layout import button, field, half, row, said_html
from ita_audit.forms.style import STYLE
from ita_audit.model import Rung, Standing
from ita_audit.observation import Audit
from ita_audit.tables.table import AuditTable, Cell, mark, safe, sign, tone, unit_cell
from ita_audit.thai import fold_digits

CHANGED = "เฉพาะที่เปลี่ยน | Changed only"
BY_ITEM, BY_POINTS, BY_UNIT = "ลำดับข้อ | Item", "คะแนนมากก่อน | Points", "หน่วยงาน | Unit"
_SHEET = (
    "<style>.ita-desk.coverage table { width: 100%; } .ita-desk.coverage td.words, .ita-desk.coverage caption"
    " { text-align: left; } .ita-desk .num { text-align: right; display: block; }</style>"
)


@dataclass(frozen=True, slots=True)
class Line:
    """One item as the filters see it; points as the structure of scores gives them."""

    code: str
    division: str
    section: str
    unit: str
    stop: str
    standing: Standing
    changes: tuple[str, ...]
    points: float


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What a person typed in each filter; an empty word asks for all."""

    division: str = ""
    section: str = ""
    stop: str = ""
    standing: str = ""
    changed: str = ""
    points: str = ""


def lines_of(audit: Audit) -> list[Line]:
    """Every item of the checklist, in its order."""
    changes: dict[str, list[str]] = {}
    for drift in drift_of(audit):
        changes.setdefault(drift.item, []).append(drift.change.th)
    owner = {code: unit for unit in audit.units for code in unit.items}
    return [
        Line(
            code,
            owner[code].division,
            owner[code].section,
            owner[code].name,
            stop_of(audit, code),
            verdict.standing,
            tuple(dict.fromkeys(changes.get(code, ()))),
            audit.points[code],
        )
        for code, verdict in audit.verdicts.items()
    ]


def fitting(lines: Sequence[Line], wanted: Narrowing) -> list[Line]:
    """
    Keep the items that fit every filter; a part of a word is enough.

    Raises:
        ValueError: The points are no number.
    """
    least = float(fold_digits(wanted.points.strip()) or 0)
    if least != least:
        raise ValueError("points: expected a number")
    return [
        line
        for line in lines
        if _says(line.division, wanted.division)
        and _says(line.section, wanted.section)
        and _says(line.stop, wanted.stop)
        and _says(_standing_words(line.standing), wanted.standing)
        and (line.changes or not wanted.changed.strip())
        and line.points >= least
    ]


def ordered(lines: Sequence[Line], order: str) -> list[Line]:
    """
    Put items in the order asked for: of the checklist, heaviest first, or by unit and then heaviest first.

    A part of the order's name is enough; without one, and for any other word, it is the checklist's.
    """
    if order.strip() and _says(BY_POINTS, order):
        return sorted(lines, key=lambda line: -line.points)
    if order.strip() and _says(BY_UNIT, order):
        return sorted(lines, key=lambda line: (line.unit, -line.points))
    return list(lines)


def _says(words: str, wanted: str) -> bool:
    return wanted.strip().casefold() in words.casefold()


def _standing_words(standing: Standing) -> str:
    return f"{standing.th} | {standing.value}"


def coverage_lines(audit: Audit, lines: Sequence[Line]) -> AuditTable:
    """The items as a table: unit, a sign for each rung, result, change and points."""
    rows = [
        (
            line.code,
            audit.item(line.code).title,
            unit_cell(line.unit),
            *(_rung(audit, line.code, rung) for rung in Rung),
            mark(line.standing),
            ", ".join(line.changes),
            f"{line.points:.2f}",
        )
        for line in lines
    ]
    columns = ("ข้อ", "ชื่อ", "หน่วยงาน", *(rung.th for rung in Rung), "ผล", "เปลี่ยนจากรอบก่อน", "คะแนน")
    return AuditTable(columns, rows, "ทุกข้อตามหน่วยงาน ห้าขั้น และการเปลี่ยนแปลง", name="coverage")


def _rung(audit: Audit, code: str, rung: Rung) -> Cell:
    """One rung as a sign; the words are there for the pointer and the screen reader."""
    answer = audit.ladders[code].step(rung).answer
    words = safe(f"{rung.th}: {answer.th}")
    return Cell(
        answer.th,
        f'<span class="mark {tone(answer)}" role="img" aria-label="{words}" title="{words}">{sign(answer)}</span>',
    )


def summary_th(lines: Sequence[Line], all_: Sequence[Line]) -> str:
    """Count in one sentence what is shown."""
    count = {standing: sum(line.standing is standing for line in lines) for standing in Standing}
    at_stake = sum(line.points for line in lines if line.standing is Standing.PROBLEM)
    told = " ".join(f"{standing.th} {count[standing]}" for standing in Standing)
    return f"แสดง {len(lines)} จาก {len(all_)} ข้อ: {told} · คะแนนที่เสี่ยง {at_stake:.2f}"


class CoverageForm:
    """All items of a case under filters; each change of a filter shows the table anew."""

    def __init__(self, audit: Audit) -> None:
        self.audit, self.lines = audit, lines_of(audit)
        self._fields()
        self.said, self.table = widgets.HTML(), widgets.HTML()
        self.clear = button("ล้างตัวกรอง | Clear", "แสดงทุกข้อตามลำดับข้อ", self.widen)
        for filter_ in (*self.filters.values(), self.order):
            filter_.observe(lambda _: self.show(), names="value")
        named = self.filters
        self.box = FacedBox(
            [
                widgets.HTML(STYLE + _SHEET),
                row(
                    half(named["division"], named["section"], share="34%"),
                    half(named["stop"], named["standing"], share="33%"),
                    half(named["changed"], named["points"], share="33%"),
                ),
                row(half(self.order, share="67%"), half(self.clear, share="33%")),
                self.said,
                self.table,
            ],
            face=f"ตารางกรองตามหน่วยงาน | Coverage with filters: {len(self.lines)} ข้อ",
            still=lambda: coverage_lines(self.audit, self.lines)._repr_html_(),
            layout=widgets.Layout(width="100%"),
        )
        for name in ("ita-desk", "coverage"):
            self.box.add_class(name)
        self.show()

    def _fields(self) -> None:
        units = self.audit.units
        self.filters = {
            "division": field(
                "สำนัก/กอง | Unit", "ทุกสำนัก/กอง | all", options=_each(u.division for u in units)
            ),
            "section": field("งาน | Section", "ทุกงาน | all", options=_each(u.section for u in units)),
            "stop": field("ติดที่ขั้น | Stops at", "ทุกขั้น | all", options=rungs()),
            "standing": field(
                "ผล | Result", "ทุกผล | all", options=[_standing_words(standing) for standing in Standing]
            ),
            "changed": field("เปลี่ยน | Changed", "ทั้งหมด | all", options=[CHANGED]),
            "points": field("คะแนน ≥ | Points", "เช่น 1.5"),
        }
        self.order = field("เรียงตาม | Order", BY_ITEM, options=[BY_ITEM, BY_POINTS, BY_UNIT])

    def shown(self) -> list[Line]:
        """
        List the items that the filters leave, in the order asked for.

        Raises:
            ValueError: The points are no number.
        """
        wanted = Narrowing(**{name: filter_.value for name, filter_ in self.filters.items()})
        return ordered(fitting(self.lines, wanted), self.order.value)

    def show(self) -> None:
        """Show what the filters leave; points that are no number are said, and the table stays."""
        try:
            lines = self.shown()
        except ValueError:
            self.said.value = said_html("คะแนนให้พิมพ์เป็นตัวเลข เช่น 1.5 | points: a number", "no")
            return
        none = "" if lines else " ไม่มีข้อตามตัวกรองนี้ กด “ล้างตัวกรอง” | no item fits"
        self.said.value = said_html(safe(summary_th(lines, self.lines)) + none, "hint")
        self.table.value = coverage_lines(self.audit, lines)._repr_html_() if lines else ""

    def widen(self) -> None:
        """Show all items again, in the order of the checklist."""
        for filter_ in (*self.filters.values(), self.order):
            filter_.value = ""
        self.filters["division"].focus()


def _each(names: Iterable[str]) -> list[str]:
    return [name for name in dict.fromkeys(names) if name]


def coverage_form(audit: Audit) -> widgets.VBox:
    """The filters of WP-05."""
    return CoverageForm(audit).box
