"""Rules on what such a paper must hold: the analysis, a date and a name; and on names of the assessment."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ita_audit.consistency.proof_rules import is_pending
from ita_audit.consistency.records import Observation, Spot, at, observe, spot
from ita_audit.consistency.year_rules import fiscal_year_differs
from ita_audit.model import AssignmentRow, Concern
from ita_audit.sourcepaper.records import Cell, Paper, Row
from ita_audit.sourcepaper.written import days_in
from ita_audit.thai import fold_digits, squash

_WEAKNESS = re.compile(
    r"จุด(?:อ่อน|บกพร่อง)|ข้อบกพร่อง|ประเด็นที่(?:ต้อง|ควร|จะต้อง)|(?:ต้อง|ควร)(?:ได้รับการ)?(?:แก้ไข|ปรับปรุง|พัฒนา)"
    r"|เร่งด่วน|คะแนน(?:ต่ำ|น้อย|ลดลง)|ต่ำกว่าเกณฑ์|ข้อจำกัดที่พบ"
)
_SCORE = re.compile(
    r"(?:คะแนน|ร้อยละ)[^\n]{0,40}?[0-9]{1,3}(?:\.[0-9]+)?|[0-9]{1,3}\.[0-9]{1,2}\s*(?:คะแนน|%)"
)
_INDICATOR = re.compile(r"ตัวชี้วัด|IIT|EIT|OIT")
_CLAIM = re.compile(r"วิเคราะห์")
_DONE_BY = re.compile(r"ผู้(?:รายงาน|จัดทำ|เสนอ)|จัดทำโดย|ลงชื่อ")
_APPROVED = re.compile(r"อนุมัติ|เห็นชอบ|ผู้บริหาร(?:ท้องถิ่น)?(?:ลงนาม|รับทราบ)|ลงนาม|รับทราบ|ผู้รับรอง")
_SHORT = 110
_NAMED = (
    re.compile(r"ความโปร่งใสในการ(ดำเนินการ|ดำเนินงาน)ของหน่วยงานภาครัฐ"),
    re.compile(r"มาตรการ(ประเมิน|ส่งเสริม|เสริมสร้าง)คุณธรรมและความโปร่งใส"),
)
_ANNOUNCES = re.compile(
    r"^\(?[0-9.\s]*[.)]?\s*ประกาศผล(?:คะแนน)?(?:การ)?ประเมิน|^\(?[0-9.\s]*[.)]?\s*ประกาศผลคะแนน"
)
_PLAN_ITEM = re.compile(r"^มาตรการ.{0,12}ส่งเสริมคุณธรรม|^มาตรการ.{0,30}ภายในหน่วยงาน")
_RESULT_ITEM = re.compile(r"^(?:การ|ผลการ|รายงานผลการ)ดำเนินการตามมาตรการ")


def _report(paper: Paper) -> list[Cell]:
    """Words of the report itself: outside the order and the four tables, other tables included."""
    used = {cell.place for cell in _table_cells(paper)}
    order = {p for o in paper.orders for p in _order_places(paper, o)}
    cells = [cell for cell in paper.prose if cell.place not in order]
    for item in paper.lines:
        if isinstance(item, Row) and item.place not in used and item.place not in order:
            cells += [cell for cell in item.cells if cell.text]
    return cells


def _table_cells(paper: Paper) -> Iterator[Cell]:
    for table in (paper.plan, paper.results):
        for measure in table.measures if table else ():
            yield measure.name
            for step in measure.steps:
                yield step.cell
            for result in measure.results:
                yield from result.fragments
        if table:
            yield Cell("", "", table.heading)
    for place in paper.assignment_places.values():
        yield Cell("", "", place)
    if paper.assignment_heading:
        yield paper.assignment_heading


def _order_places(paper: Paper, order: object) -> list:
    start = next(i for i, item in enumerate(paper.lines) if item is order.heading)
    return [item.place for item in paper.lines[start : order.last + 1]]


def analysis_absent(paper: Paper) -> Iterator[Observation]:
    """O42 asks for the analysis of last year's result: weaknesses, and what to mend or develop first."""
    if not paper.plan and not paper.results:
        return
    cells = _report(paper)
    text = fold_digits("\n".join(cell.text for cell in cells))
    if _WEAKNESS.search(text) or (_SCORE.search(text) and _INDICATOR.search(text)):
        return
    claims = [spot(cell) for cell in cells if _CLAIM.search(cell.text)][:4]
    table = paper.plan or paper.results
    words = " แม้กล่าวว่าได้วิเคราะห์แล้ว" if claims else ""
    yield observe(
        "analysis_absent", Concern.MISSING, [*claims, at(table.heading, table.heading_text)],
        f"ไม่แสดงผลการวิเคราะห์การประเมินปีก่อน (คะแนน ตัวชี้วัด จุดอ่อน ประเด็นเร่งด่วน){words} ซึ่งเป็นสาระที่มาตรการต้องมี",
        "No analysis of last year's result is shown: no score, weakness or urgent point",
    )  # fmt: skip


def report_unsigned(paper: Paper) -> Iterator[Observation]:
    """A report carries its date, who made it or who approved it."""
    cells = _report(paper)
    if not cells or not (paper.plan or paper.results):
        return
    text = "\n".join(cell.text for cell in cells)
    dated = any(len(cell.text) <= _SHORT and any(days_in(cell.text)) for cell in cells)
    named = bool(paper.signed) or bool(_DONE_BY.search(text)) or bool(_APPROVED.search(text))
    lacking = [words for words, there in (("วันที่รายงาน", dated), ("ผู้จัดทำหรือผู้เห็นชอบ", named)) if not there]
    if lacking:
        first = paper.cover[0] if paper.cover else cells[0]
        yield observe(
            "report_unsigned", Concern.FORMALITY, [spot(first), *(spot(c) for c in cells[-1:] if c is not first)],
            f"ตัวรายงานไม่มี{' และไม่มี'.join(lacking)}", "The report lacks a date, or an author and an approval",
        )  # fmt: skip


def one_paper_two_items(paper: Paper) -> Iterator[Observation]:
    """One document may serve both the measures and their results, if each item's elements are there."""
    if not paper.plan or not paper.results or paper.plan is paper.results:
        return
    pending = any(is_pending(r) for m in paper.results.measures for r in m.results)
    doubts = [
        words
        for words, there in (
            ("ผลวิเคราะห์ปีก่อน", any(True for _ in analysis_absent(paper))),
            ("ผลที่ดำเนินการแล้ว", pending),
        )
        if there
    ]
    if not doubts:
        return
    if any(True for _ in fiscal_year_differs(paper)):
        doubts.append("ปีงบประมาณเดียวกัน")
    rows = paper.assignment.rows if paper.assignment else ()
    items = [r for r in rows if _PLAN_ITEM.search(r.title) or _RESULT_ITEM.search(r.title)]
    yield observe(
        "one_paper_two_items", Concern.QUERY,
        [at(paper.plan.heading, paper.plan.heading_text), at(paper.results.heading, paper.results.heading_text),
         *(_row_spot(paper, row) for row in items)],
        f"เอกสารเดียวใช้กับสองข้อ ({', '.join(r.item for r in items) or 'มาตรการและผล'}) ทำได้ แต่องค์ประกอบของแต่ละข้อยังไม่ครบ: {', '.join(doubts)}",
        "One document serves two items; the elements of each are not all there",
    )  # fmt: skip


def _row_spot(paper: Paper, row: AssignmentRow) -> Spot:
    return at(paper.assignment_places[row.item], f"{row.raw_item} {row.title}")


def _all_cells(paper: Paper) -> Iterator[Cell]:
    for index, item in enumerate(paper.lines):
        if isinstance(item, Row):
            yield from item.cells
            continue
        yield item
        following = paper.lines[index + 1] if index + 1 < len(paper.lines) else None
        if isinstance(following, Cell) and len(item.text) < _SHORT:
            yield Cell(item.raw, f"{item.text}{following.text}", following.place)


def name_written_two_ways(paper: Paper) -> Iterator[Observation]:
    """The official name of the assessment, and that of the measures, are written one way throughout."""
    for pattern in _NAMED:
        forms: dict[str, dict[Spot, None]] = {}
        for cell in _all_cells(paper):
            for match in pattern.finditer(squash(cell.text)):
                forms.setdefault(match[1], {}).setdefault(at(cell.place, match[0]))
        if len(forms) > 1:
            rare = sorted(forms.values(), key=len)
            spots = [s for places in rare for s in list(places)[:6]]
            yield observe(
                "name_written_two_ways", Concern.FORMALITY, spots,
                f"ชื่อทางการเขียนต่างกัน: {' / '.join(forms)}", f"An official name is written in {len(forms)} ways",
            )  # fmt: skip


def announces_scores(paper: Paper) -> Iterator[Observation]:
    """Official scores are announced by the national anti-corruption office, not by the one assessed."""
    for order in paper.orders:
        for duty in order.duties:
            if _ANNOUNCES.match(fold_digits(duty.text)):
                yield observe(
                    "announces_scores", Concern.QUERY, [spot(duty)],
                    "ประกาศผลคะแนนอย่างเป็นทางการเป็นอำนาจของสำนักงาน ป.ป.ช. ควรสอบถามความหมายของหน้าที่ข้อนี้",
                    "Official scores are announced by the NACC; the duty's wording should be asked about",
                )  # fmt: skip


RULES: Sequence = (
    analysis_absent,
    report_unsigned,
    one_paper_two_items,
    name_written_two_ways,
    announces_scores,
)
