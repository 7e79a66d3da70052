"""Put a paper together: source → lines → tables, orders, assignment → one record with its artefacts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ita_audit.documents import read_document
from ita_audit.model import Checklist
from ita_audit.sourcepaper.artefacts import (
    agency_of,
    furniture,
    table_artefacts,
    text_artefacts,
    value_artefacts,
)
from ita_audit.sourcepaper.assigned import read_assigned
from ita_audit.sourcepaper.cites import claims_of
from ita_audit.sourcepaper.markup import CUT_TH
from ita_audit.sourcepaper.measures import read_measures
from ita_audit.sourcepaper.orders import read_orders, signatures
from ita_audit.sourcepaper.records import Address, Artefact, Cell, Claim, MeasureTable, Order, Paper, Row
from ita_audit.sourcepaper.source import ReadDocument, read_source
from ita_audit.sourcepaper.tables import Table, find_tables
from ita_audit.sourcepaper.written import addresses_in

_COVER_LINES, _LONG = 24, 130
_TEXT_BEGINS = re.compile(
    r"^(?:ตามที่|ด้วย|เนื่องจาก|จาก|เพื่อ|ใน(?:ปี|การ)|[0-9๐-๙]{1,2}\s*[.)]|ส่วนที่|บทที่|หลักการ|ความเป็นมา|(?:ผล)?การวิเคราะห์|คำสั่ง)"
)
_WEB = ("เว็บ", "web", "ประชาสัมพันธ์", "เผยแพร่")


def read_paper(data: bytes, name: str, checklist: Checklist, *, read: ReadDocument = read_document) -> Paper:
    """
    Read a municipality's own report: measures, results, order, assignment, addresses, claims.

    Args:
        data: Bytes of a text, Markdown, HTML, DOCX, XLSX or PDF file.

        name: Name of the file, for what is said about it.

        checklist: The year's items, for the assignment table.

        read: Reads a PDF; give a bounded reader for files from outside.

    Returns:
        What is there; a part that the paper does not have is None or empty.

    Raises:
        SourcePaperError: The file cannot be read as a text.
    """
    source, notes, paged = read_source(data, name, read=read)
    dropped, artefacts = furniture(source)
    items = [item for index, item in enumerate(source) if index not in dropped and _holds(item)]
    tables = find_tables(items)
    artefacts += table_artefacts(items, tables)
    plan, results = _measure_tables(tables, artefacts)
    ends = sorted(t.header for t in tables if t.header >= 0 and t.kind != "other")
    orders = read_orders(items, ends)
    taken = _taken(items, tables, orders)
    assigned = read_assigned(items, tables, taken, checklist, name)
    rows = assigned.table.rows if assigned.table else ()
    used = taken | {i for t in tables for i in t.lines}
    prose = [(i, item) for i, item in enumerate(items) if isinstance(item, Cell) and i not in used]
    addresses = _addresses(items)
    claims = _claims(results)
    agency = agency_of(items)
    artefacts += text_artefacts(items, agency)
    artefacts += value_artefacts(addresses, claims, [(row.title, assigned.places[row.item]) for row in rows])
    return Paper(
        lines=tuple(items),
        prose=tuple(cell for _, cell in prose),
        cover=_cover(items),
        plan=plan,
        results=results,
        orders=orders,
        signed=tuple(person for person, _ in signatures(prose)),
        assignment=assigned.table,
        assignment_heading=assigned.heading,
        assignment_places=assigned.places,
        owners_clash=assigned.clashes,
        addresses=addresses,
        claims=claims,
        artefacts=tuple(_sorted(artefacts)),
        agency=agency,
        paged=paged,
        whole=not any(note.startswith(CUT_TH) for note in notes),
        notes_th=tuple(notes),
    )


def _holds(item: Cell | Row) -> bool:
    return bool(item.text) if isinstance(item, Cell) else any(cell.text for cell in item.cells)


def _sorted(artefacts: Sequence[Artefact]) -> list[Artefact]:
    return sorted(dict.fromkeys(artefacts), key=lambda a: (a.place.page or 0, a.place.line, a.kind))


def _measure_tables(
    tables: Sequence[Table], artefacts: list[Artefact]
) -> tuple[MeasureTable | None, MeasureTable | None]:
    both = [t for t in tables if t.kind == "both"]
    plans = [t for t in tables if t.kind == "plan"] or both
    results = [t for t in tables if t.kind == "results"] or both
    plan = read_measures(plans, artefacts)
    reported = plan if results is plans else read_measures(results, artefacts)
    return plan, _with_steps(reported, plan)


def _with_steps(results: MeasureTable | None, plan: MeasureTable | None) -> MeasureTable | None:
    """A results table without a column of steps reports on the steps of the plan."""
    if not results or not plan or results is plan or any(m.steps for m in results.measures):
        return results
    steps = {m.number: m.steps for m in plan.measures}
    return replace(
        results, measures=tuple(replace(m, steps=steps.get(m.number, ())) for m in results.measures)
    )


def _taken(items: Sequence[Cell | Row], tables: Sequence[Table], orders: Sequence[Order]) -> set[int]:
    """Indices of lines that belong to orders and to the plan and results tables."""
    taken = {i for t in tables if t.kind in ("plan", "results", "both") for i in t.lines}
    for order in orders:
        start = next(i for i, item in enumerate(items) if item is order.heading)
        taken |= set(range(start, order.last + 1))
    return taken


def _cover(items: Sequence[Cell | Row]) -> tuple[Cell, ...]:
    """The title lines at the top: short lines before the first paragraph or table."""
    cover = []
    for item in items[:_COVER_LINES]:
        if isinstance(item, Row) or len(item.text) > _LONG or (cover and _TEXT_BEGINS.match(item.text)):
            break
        cover.append(item)
    return tuple(cover)


def _addresses(items: Sequence[Cell | Row]) -> tuple[Address, ...]:
    found: dict[Address, None] = {}
    for item in items:
        for cell in item.cells if isinstance(item, Row) else (item,):
            for raw, folded in addresses_in(cell.raw):
                found.setdefault(Address(raw, folded, cell.place))
    return tuple(found)


def _claims(results: MeasureTable | None) -> tuple[Claim, ...]:
    claims: list[Claim] = []
    for measure in results.measures if results else ():
        for result in measure.results:
            step = next((s.cell.text for s in measure.steps if s.number == result.step), "")
            about = any(word in (step + result.text).lower() for word in _WEB)
            claims += claims_of(result.fragments, about_website=about)
    return tuple(claims)
