"""A paper and its observations as the JSON of the `paper` contract; names of persons can be masked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ita_audit.assignment import assignment_document
from ita_audit.consistency.records import Observation
from ita_audit.model import AssignmentTable
from ita_audit.sourcepaper.records import Cite, MeasureTable, Order, Paper, Place
from ita_audit.sourcepaper.written import TITLE

MASK = "[ปิดชื่อ]"
_NAME = re.compile(rf"({TITLE})\s*[^\s()|/,\d\"]{{2,40}}(?:\s+(?!ตำแหน่ง)[^\s()|/,\d\"]{{2,40}})?")


def paper_document(paper: Paper, observations: Sequence[Observation], *, masked: bool = False) -> dict:
    """
    Lay a paper out as the JSON of the `paper` contract.

    Args:
        paper: As read.

        observations: What the rules said.

        masked: Names of persons replaced wherever they stand.

    Returns:
        Places are lines of the text; pages too where the source has pages.
    """
    table = paper.assignment or AssignmentTable(0, ())
    document = {
        "assignment": assignment_document(table)["rows"],
        "problems": assignment_document(table)["problems"],
        "measures": list(_measures(paper.plan or paper.results)),
        "results": list(_results(paper.results)),
        "order": _order(_main(paper.orders)),
        "addresses": [{"raw": a.raw, "folded": a.folded, **_where(a.place)} for a in paper.addresses],
        "observations": [_observation(o) for o in observations],
        "claims": [
            {"kind": c.kind, "text": c.text, "addresses": [a.raw for a in c.addresses], **_where(c.place)}
            for c in paper.claims
        ],
        "artefacts": [
            {"kind": a.kind, "raw": a.raw, "read": a.read, "message_th": a.message_th, **_where(a.place)}
            for a in paper.artefacts
        ],
        "notes": list(paper.notes_th),
    }
    return mask_names(document, _names(paper)) if masked else document


def _where(place: Place) -> dict:
    return {"line": place.line} | ({"page": place.page} if place.page else {})


def _measures(table: MeasureTable | None) -> Iterable[dict]:
    for measure in table.measures if table else ():
        for step in measure.steps:
            yield {
                "measure": measure.number,
                "step": step.number,
                "name": measure.name.text.replace("\n", " "),
                "text": step.cell.text,
                "responsible": _flat(step.owner),
                "period": _flat(step.period),
                "follow_up": [promise.text for promise in measure.follow_ups],
                "raw": {
                    "text": step.cell.raw,
                    "responsible": step.owner.raw if step.owner else "",
                    "period": step.period.raw if step.period else "",
                },
                **_where(step.cell.place),
            }


def _flat(cell: object) -> str:
    return cell.text.replace("\n", " ") if cell else ""


def _results(table: MeasureTable | None) -> Iterable[dict]:
    for measure in table.measures if table else ():
        for result in measure.results:
            yield {
                "measure": measure.number,
                "step": result.step,
                "text": result.text,
                "cites": [
                    cite.raw if cite.kind == "address" else cite.read or cite.raw for cite in result.cites
                ],
                "cited": [_cite(cite) for cite in result.cites],
                "raw": "\n".join(part.raw for part in result.fragments),
                "lines": sorted({part.place.line for part in result.fragments}),
                **_where(result.place),
            }


def _cite(cite: Cite) -> dict:
    return {"kind": cite.kind, "raw": cite.raw, "read": cite.read, **_where(cite.place)}


def _main(orders: Sequence[Order]) -> Order | None:
    return max(orders, key=lambda order: len(order.members), default=None)


def _order(order: Order | None) -> dict | None:
    if order is None:
        return None
    return {
        "number": order.number,
        "date": order.day.isoformat() if order.day else None,
        "raw": {"number": order.raw_number, "date": order.raw_day},
        "subject": order.subject.text if order.subject else "",
        "members": [{"position": p.position, "role": p.role, **_where(p.place)} for p in order.members],
        "duties": [{"text": duty.text, **_where(duty.place)} for duty in order.duties],
        **_where(order.heading.place),
    }


def _observation(observation: Observation) -> dict:
    return {
        "rule": observation.rule,
        "severity": observation.concern.value,
        "places": [{**_where(s.place), "text": s.text} for s in observation.spots],
        "message_th": observation.message_th,
        "message_en": observation.message_en,
    }


def _names(paper: Paper) -> list[str]:
    people = [p for order in paper.orders for p in (*order.members, *order.signed)] + list(paper.signed)
    return sorted({p.name for p in people if p.name}, key=len, reverse=True)


def mask_names(value: object, names: Sequence[str] = ()) -> object:
    """Replace names of persons in every text of a value: the known ones, and what follows a title."""
    if isinstance(value, dict):
        return {key: mask_names(inner, names) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [mask_names(inner, names) for inner in value]
    if not isinstance(value, str):
        return value
    for name in names:
        value = value.replace(name, MASK)
    return _NAME.sub(MASK, value)
