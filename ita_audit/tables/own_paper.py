"""The municipality's own report: plan beside result, what contradicts what, and what the look saw of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ita_audit.consistency.plan_rules import pair_measures, pair_steps
from ita_audit.consistency.records import Spot
from ita_audit.model import Concern, LinkStatus
from ita_audit.observation import Audit
from ita_audit.own_paper import OwnPaper
from ita_audit.sourcepaper.records import Cell, Measure, Place, Result, Step
from ita_audit.tables.table import AuditTable, mark, safe
from ita_audit.tables.table import Cell as Shown

_ADDRESS = re.compile(r"https?://[^\s<;]+")
NONE = "แฟ้มงานนี้ไม่มีรายงานมาตรการของหน่วยงาน (input/paper.*)"
_PLAN = ("มาตรการ", "ขั้นตอน", "ผู้รับผิดชอบ", "ระยะเวลา", "ผลที่รายงาน", "หลักฐานที่อ้าง", "สถานะตามหลักฐาน", "ที่ในเอกสาร")
_KINDS = {"order": "คำสั่ง", "date": "วันที่", "address": "ที่อยู่เว็บ"}
_CLAIMS = {"qr_eit": "QR code แบบวัด EIT", "ita_page": "หน้า ITA", "menu": "เมนู", "personnel": "ข้อมูลบุคลากร",
           "up_to_date": "ข้อมูลเป็นปัจจุบัน", "social": "สื่อสังคม", "home_page": "หน้าแรก"}  # fmt: skip


def measures_table(audit: Audit) -> AuditTable:
    """Plan beside result, step by step; the status rests on what the paper itself cites."""
    own = audit.own_paper
    rows = list(_steps(audit, own)) if own else []
    caption = f"มาตรการ: แผนเทียบผล ({own.file})" if own else NONE
    return AuditTable(_PLAN, rows, caption, name="measures")


def _steps(audit: Audit, own: OwnPaper) -> Iterator[tuple]:
    paper = own.paper
    table = paper.plan or paper.results
    told = dict((id(planned), reported) for planned, reported in pair_measures(paper))
    for measure in table.measures if table else ():
        reported = told.get(id(measure), measure if measure.results else None)
        for step, results in _told(measure, reported):
            cited = [cite for result in results for cite in result.cites]
            told_at = [part.place for result in results for part in result.fragments]
            yield (
                f"{measure.number}. {_flat(measure.name)}",
                f"{step.number}. {_flat(step.cell)}",
                _flat(step.owner) or "ไม่ระบุ",
                _flat(step.period) or "ไม่ระบุ",
                _breakable(_shown(audit, own, " ".join(result.text for result in results))) or "ไม่มีผลรายงาน",
                _breakable("; ".join(f"{_KINDS.get(c.kind, c.kind)} {c.raw}" for c in cited))
                or "ไม่อ้างหลักฐาน",
                _status(own, told_at, cited=bool(cited)),
                _where([step.cell.place, *told_at]),
            )


def _told(measure: Measure, reported: Measure | None) -> Iterator[tuple[Step, list[Result]]]:
    """Each planned step with the results that are put against it."""
    numbers = {id(step): step.number for step in measure.steps}
    if reported is not None and reported is not measure:
        numbers = {id(a): b.number for a, b in pair_steps(measure, reported)[0]}
    for step in measure.steps:
        results = reported.results if reported else ()
        yield step, [r for r in results if r.step is not None and r.step == numbers.get(id(step))]


def _status(own: OwnPaper, places: list[Place], *, cited: bool) -> str:
    at = {(place.page, place.line) for place in places}
    touching = [
        o.concern
        for o in own.observations
        if any((spot.place.page, spot.place.line) in at for spot in o.spots)
    ]
    worst = next(
        (concern for concern in Concern if concern in touching and concern is not Concern.FORMALITY), None
    )
    if not places:
        return "ยังไม่มีผล"
    if worst is not None:
        return f"มีผล แต่ {worst.th}"
    return "มีผลและอ้างหลักฐาน" if cited else "มีผล ไม่อ้างหลักฐาน"


def paper_observations_table(audit: Audit) -> AuditTable:
    """What contradicts what in the paper, both places beside; a query is not an error."""
    own = audit.own_paper
    rows = []
    found = sorted(own.observations, key=lambda o: list(Concern).index(o.concern)) if own else []
    for number, one in enumerate(found, 1):
        rows.append(
            (
                f"P-{number:02d}",
                one.concern,
                _shown(audit, own, one.message_th),
                _spots(audit, own, one.spots),
            )
        )
    caption = f"ข้อสังเกตจากรายงานของหน่วยงาน ({own.file})" if own else NONE
    return AuditTable(("รหัส", "ระดับ", "ข้อสังเกต", "ข้อความในเอกสาร"), rows, caption, name="paper")


def _spots(audit: Audit, own: OwnPaper, spots: tuple[Spot, ...]) -> Shown:
    lines = [f"{_place(spot.place)}: {_shown(audit, own, spot.text)}" for spot in spots[:8]]
    lines += [f"อีก {len(spots) - 8} แห่ง"] if len(spots) > 8 else []
    return Shown("; ".join(lines), "<br>".join(safe(line) for line in lines))


def paper_addresses_table(audit: Audit) -> AuditTable:
    """Each address of the paper as printed and with its digits folded, and what the look saw of both."""
    own = audit.own_paper
    rows = []
    for seen in own.addresses if own else ():
        folded = "เหมือนที่พิมพ์" if seen.address.folded == seen.address.raw else seen.address.folded
        rows.append(
            (
                seen.address.raw,
                mark(seen.as_printed.status),
                folded,
                mark(seen.as_folded.status),
                _place(seen.address.place),
            )
        )
    columns = ("ที่อยู่ตามที่พิมพ์", "ผลเมื่อเปิด", "อ่านเลขไทยเป็นอารบิก", "ผลเมื่อเปิด", "ที่ในเอกสาร")
    return AuditTable(columns, rows, "ที่อยู่เว็บในรายงานของหน่วยงาน ทดลองเปิดทั้งสองแบบ", name="paper_addresses")


def paper_claims_table(audit: Audit) -> AuditTable:
    """What the paper says of the website, beside what the look shows."""
    own = audit.own_paper
    said = {True: "พบถ้อยคำในหน้าแรกหรือหน้า ITA", False: "ไม่พบถ้อยคำในหน้าแรกและหน้า ITA", None: "ต้องดูด้วยตา"}
    opened = {}
    for seen in own.addresses if own else ():
        opened[seen.address.raw] = LinkStatus.OK in (seen.as_printed.status, seen.as_folded.status)
    rows = []
    for seen in own.claims if own else ():
        links = [f"{a.raw} ({'เปิดได้' if opened.get(a.raw) else 'เปิดไม่ได้'})" for a in seen.claim.addresses]
        rows.append((_CLAIMS.get(seen.claim.kind, seen.claim.kind), _shown(audit, own, seen.claim.text[:200]),
                     "; ".join(links) or "ไม่ระบุที่อยู่", said[seen.shown], _place(seen.claim.place)))  # fmt: skip
    columns = ("เรื่อง", "ข้อความในรายงาน", "ที่อยู่ที่อ้าง", "ผลจากรอบตรวจ", "ที่ในเอกสาร")
    return AuditTable(columns, rows, "คำกล่าวอ้างเกี่ยวกับเว็บไซต์ เทียบรอบตรวจ", name="paper_claims")


def _shown(audit: Audit, own: OwnPaper, text: str) -> str:
    """Words of the paper; names of persons are masked where the case says so."""
    return own.masked(text) if audit.case.mask_names else text


def _breakable(text: str) -> Shown | str:
    """Words whose web addresses may be broken anywhere, so that no column grows past the page."""
    if not _ADDRESS.search(text):
        return text
    return Shown(text, _ADDRESS.sub(lambda m: f'<span class="url">{m[0]}</span>', safe(text)))


def _flat(cell: Cell | None) -> str:
    return " ".join(cell.text.split()) if cell else ""


def _where(places: list[Place]) -> str:
    return ", ".join(dict.fromkeys(_place(place) for place in places))


def _place(place: Place) -> str:
    return f"หน้า {place.page} บรรทัด {place.line}" if place.page else f"บรรทัด {place.line}"
