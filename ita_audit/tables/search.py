"""How the site was searched: pages visited, candidates refused, and the way clicked to each channel."""

from __future__ import annotations

from collections.abc import Iterable

from ita_audit.model import Found, Kind, Observed, Way
from ita_audit.model.codes import LinkRule, worded
from ita_audit.observation import Audit
from ita_audit.tables.table import AuditTable, link, mark

_NO_PATH = "ไม่พบทางคลิกจากหน้าแรก"


def trace_table(audit: Audit) -> AuditTable:
    """Every page that the search opened or wanted to open: the evidence behind *not found*."""
    rows = [
        (
            number,
            link(visit.url),
            clicks(visit.path),
            visit.way,
            visit.state,
            visit.http_status or "",
            visit.links,
            ", ".join(visit.items),
        )
        for number, visit in enumerate(audit.search.visits, 1)
    ]
    columns = ("ลำดับ", "หน้า", "ทางคลิก", "เปิดเพราะ", "ผล", "HTTP", "ลิงก์", "พบข้อ")
    gaps = "; ".join(audit.search.gaps)
    caption = f"หน้าที่ค้น {audit.search.pages_read} หน้า ({f'ค้นไม่ครบ: {gaps}' if gaps else 'ค้นครบ'})"
    return AuditTable(columns, rows, caption, name="search_trace")


def candidates_table(audit: Audit) -> AuditTable:
    """For every item that is not clearly found: the names tried, what came near, and why it is not the link."""
    rows = []
    for code, ladder in audit.ladders.items():
        if ladder.found.answer is Found.YES:
            continue
        item = audit.item(code)
        tried = " / ".join(audit.search.words.get(code, (code, item.title, *item.aliases)))
        near = audit.search.candidates.get(code, ())
        rows += [
            (code, mark(ladder.found.answer), tried, c.link.text, link(c.link.url), f"{c.score:.0f}",
             clicks(c.link.path), c.why)
            for c in near
        ]  # fmt: skip
        if not near:
            rows.append(
                (code, mark(ladder.found.answer), tried, "ไม่มีชื่อใกล้เคียง", "", "", "", ladder.found.reason_th)
            )
    columns = ("ข้อ", "พบหรือไม่", "คำที่ค้น", "ชื่อใกล้เคียง", "ที่อยู่", "คะแนน", "ทางคลิก", "เหตุที่ไม่ถือเป็นลิงก์ของข้อ")
    return AuditTable(columns, rows, "ข้อที่ไม่พบหรือยังไม่ชัด: สิ่งที่ใกล้เคียงที่สุด", name="candidates")


def paths_table(audit: Audit) -> AuditTable:
    """
    The way clicked from the home page: for channels, which must be reachable from the main site, and
    for every link found elsewhere than on the ITA page.
    """
    rows = [
        (
            seen.item,
            audit.item(seen.item).title,
            seen.ref,
            link(seen.link.url),
            worded(LinkRule, seen.link.rule),
            _way(audit, seen),
        )
        for seen in audit.observed
        if not seen.parent and (audit.item(seen.item).kind is Kind.CHANNEL or seen.link.source == "search")
    ]
    columns = ("ข้อ", "ชื่อ", "หลักฐาน", "ที่อยู่", "กฎ", "ทางคลิกจากหน้าแรก")
    return AuditTable(columns, rows, "ทางเข้าถึงจากเว็บไซต์หลัก", name="click_paths")


def _way(audit: Audit, seen: Observed) -> str:
    path = seen.link.path
    if not path:
        return "ลิงก์ที่ยื่นใน ITAS" if seen.link.source == "submitted" else _NO_PATH
    return clicks(path) if path[0][0] == audit.case.site else f"{_NO_PATH} · {clicks(path)}"


def clicks(path: Iterable[tuple[str, str]]) -> str:
    """A click path in words: the home page, then what is clicked."""
    return " › ".join(
        words or (Way.HOME.th if place == 0 else url) for place, (url, words) in enumerate(path)
    )
