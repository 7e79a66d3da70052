"""Charts as inline SVG with text alternatives: shape and words tell what colour repeats."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from html import escape

from ita_audit.model import Rung, Standing
from ita_audit.observation import Audit
from ita_audit.sourcepaper.written import spans_in
from ita_audit.tables import Block
from ita_audit.tables.table import sign, tone
from ita_audit.thai import MONTHS_SHORT, fiscal_span, thai_date

_FILL = {"good": "#d7ecd9", "bad": "#f4c7c3", "doubt": "#fdf0c8", "blank": "#f2f2f2"}
_INK = "#1d1d1d"
_BAND, _CELL, _LEFT = 22, 30, 84
"""Items beside each other in the matrix; width of a cell, and of the names of the rungs before it."""
_BAND_HEIGHT = 36 + _CELL * len(Rung)
_STANDING = ((Standing.READY, "good"), (Standing.PROBLEM, "bad"), (Standing.CANNOT_TELL, "doubt"))


def _svg(width: int, height: int, title: str, description: str, body: str) -> str:
    return (
        f'<svg role="img" viewBox="0 0 {width} {height}" width="{width}" class="chart" '
        f'xmlns="http://www.w3.org/2000/svg"><title>{escape(title)}</title><desc>{escape(description)}</desc>{body}</svg>'
    )


def coverage_matrix(audit: Audit) -> Block:
    """Every item by five rungs: a sign and a tone per cell, in bands that fit the width of a printed page."""
    codes = list(audit.ladders)
    bands = [codes[at : at + _BAND] for at in range(0, len(codes), _BAND)]
    body = "".join(_band(audit, band, number * _BAND_HEIGHT) for number, band in enumerate(bands))
    h = audit.headline
    said = f"พร้อมอ่าน {h.ready} พบปัญหา {h.problem} ยังวินิจฉัยไม่ได้ {h.cannot_tell} จาก {h.total} ข้อ"
    svg = _svg(_LEFT + _CELL * _BAND + 4, _BAND_HEIGHT * len(bands), "ผังความครอบคลุมทุกข้อห้าขั้น", said, body)
    legend = '<p class="legend">✓ ชัดเจน · ✗ พบปัญหา · ? ต้องวินิจฉัย · – ยังไม่ถึงขั้นหรือไม่กำหนด</p>'
    return Block(f'<figure class="matrix" tabindex="0">{svg}{legend}</figure>', f"ผังความครอบคลุม: {said}")


def _band(audit: Audit, codes: Sequence[str], top: int) -> str:
    """The cells of one band, its items above and its rungs at the left."""
    parts = [
        f'<text x="0" y="{top + 40 + row * _CELL}" font-size="13">{escape(rung.th)}</text>'
        for row, rung in enumerate(Rung)
    ]
    for column, code in enumerate(codes):
        x = _LEFT + column * _CELL
        parts.append(f'<text x="{x + 14}" y="{top + 16}" text-anchor="middle" font-size="11">{code}</text>')
        for row, rung in enumerate(Rung):
            answer, y = audit.ladders[code].step(rung).answer, top + 22 + row * _CELL
            hint = escape(f"{code} {rung.th}: {answer.th}")
            parts.append(
                f'<g><title>{hint}</title><rect x="{x}" y="{y}" width="28" height="28" rx="3" fill="{_FILL[tone(answer)]}" '
                f'stroke="#767676"/><text x="{x + 14}" y="{y + 20}" text-anchor="middle" font-size="15">{sign(answer)}</text></g>'
            )  # fmt: skip
    return "".join(parts)


def unit_chart(audit: Audit) -> Block:
    """Items of each unit by standing."""
    rows = [
        (
            unit.name,
            [(getattr(unit, standing.value), tone_) for standing, tone_ in _STANDING],
        )
        for unit in audit.units
    ]
    return _bars("ภาระและปัญหาตามหน่วยงาน (จำนวนข้อ)", rows, lambda value: f"{value:g}")


def points_chart(audit: Audit) -> Block:
    """Points at stake of each unit: what fails, and the rest of its points."""
    rows = [
        (
            unit.name,
            [(unit.points_problem, "bad"), (round(unit.points - unit.points_problem, 6), "blank")],
        )
        for unit in audit.units
    ]
    return _bars("คะแนนที่เสี่ยงตามหน่วยงาน (จาก 40 คะแนน)", rows, lambda value: f"{value:.2f}")


def _bars(title: str, rows: list, words: object) -> Block:
    left, scale_width, height = 250, 420, 26
    longest = max((sum(value for value, _ in parts) for _, parts in rows), default=1) or 1
    signs = {"good": "✓", "bad": "✗", "doubt": "?", "blank": ""}
    drawn, said = [], []
    for number, (name, parts) in enumerate(rows):
        y, x = 6 + number * height, left
        drawn.append(
            f'<text x="{left - 8}" y="{y + 15}" text-anchor="end" font-size="12">{escape(name)}</text>'
        )
        outside = []
        for value, tone_ in parts:
            wide, label = scale_width * value / longest, f"{signs[tone_]}{words(value)}"
            if value:
                drawn.append(
                    f'<rect x="{x:.1f}" y="{y}" width="{wide:.1f}" height="20" fill="{_FILL[tone_]}" stroke="{_INK}"/>'
                )
                if wide > 7 * len(label) + 4:
                    drawn.append(
                        f'<text x="{x + wide / 2:.1f}" y="{y + 15}" text-anchor="middle" font-size="11">{label}</text>'
                    )
                else:
                    outside.append(label)
            x += wide
        beside = " ".join(outside) if x > left else words(0)
        if beside:  # what does not fit inside its bar, and the zero of a unit without items
            drawn.append(f'<text x="{x + 6:.1f}" y="{y + 15}" font-size="11">{beside}</text>')
        said.append(f"{name} {' / '.join(words(value) for value, _ in parts)}")
    svg = _svg(left + scale_width + 80, 12 + height * len(rows), title, "; ".join(said), "".join(drawn))
    return Block(
        f'<figure tabindex="0">{svg}<figcaption>{escape(title)}</figcaption></figure>',
        f"{title}: {'; '.join(said)}",
    )


def measures_timeline(audit: Audit) -> Block:
    """The planned period of every step over the fiscal year, and the day the answers close."""
    steps = _planned(audit)
    if not steps:
        return Block("<p>ไม่มีมาตรการที่ระบุระยะเวลาให้วาดได้</p>", "ไม่มีมาตรการที่ระบุระยะเวลาให้วาดได้")
    first, last = fiscal_span(audit.case.fiscal_year)
    left, month, row = 150, 52, 22

    def x_of(day: date) -> float:
        return left + month * 12 * min(max((day - first).days / ((last - first).days + 1), 0.0), 1.0)

    height = 34 + row * len(steps)
    drawn = [
        f'<text x="{left + month * n + 4}" y="16" font-size="11">{MONTHS_SHORT[(9 + n) % 12]}</text>'
        f'<line x1="{left + month * n}" y1="22" x2="{left + month * n}" y2="{height}" stroke="#ccc"/>'
        for n in range(12)
    ]
    said = []
    for number, (name, start, end) in enumerate(steps):
        y, begin, stop = 28 + number * row, x_of(start), x_of(end + timedelta(days=1))
        drawn.append(
            f'<text x="{left - 8}" y="{y + 13}" text-anchor="end" font-size="12">{escape(name)}</text>'
        )
        drawn.append(
            f'<rect x="{begin:.1f}" y="{y}" width="{max(stop - begin, 3):.1f}" height="16" fill="{_FILL["good"]}" stroke="{_INK}"/>'
        )
        said.append(f"{name} {thai_date(start)} ถึง {thai_date(end)}")
    if closes := audit.case.window_closes:
        x = x_of(closes)
        drawn.append(
            f'<line x1="{x:.1f}" y1="22" x2="{x:.1f}" y2="{height}" stroke="{_INK}" stroke-width="2" stroke-dasharray="5 3"/>'
        )
        said.append(f"ปิดรับคำตอบ {thai_date(closes)}")
    title = f"ระยะเวลาของมาตรการในปีงบประมาณ {audit.case.fiscal_year}"
    svg = _svg(left + month * 12 + 10, height + 6, title, "; ".join(said), "".join(drawn))
    legend = "เส้นประ: วันปิดรับคำตอบ OIT" if audit.case.window_closes else ""
    return Block(
        f'<figure tabindex="0">{svg}<figcaption>{escape(title)} {legend}</figcaption></figure>',
        f"{title}: {'; '.join(said)}",
    )


def _planned(audit: Audit) -> list[tuple[str, date, date]]:
    """Each step with a period that can be drawn: its name, first and last day."""
    table = audit.own_paper.paper.plan or audit.own_paper.paper.results if audit.own_paper else None
    found = []
    for measure in table.measures if table else ():
        for step in measure.steps:
            spans = [s for s in spans_in(step.period.text) if s.end] if step.period else []
            if spans:
                found.append(
                    (
                        f"มาตรการ {measure.number}.{step.number}",
                        min(s.start for s in spans),
                        max(s.end for s in spans),
                    )
                )
    return found
