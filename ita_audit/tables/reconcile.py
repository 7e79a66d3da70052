"""Three sources side by side: what the checklist asks, what was submitted, what the page gives."""

from __future__ import annotations

from collections.abc import Sequence

from ita_audit.observation import Audit
from ita_audit.reconcile import ThreeWay, reconcile
from ita_audit.tables.table import AuditTable, Cell, link, safe

_SHOWN = 5


def three_way_table(audit: Audit) -> AuditTable:
    """Per item: the links submitted in ITAS beside those found on the page; differences first."""
    rows = []
    for item, three in zip(
        audit.checklist.items, reconcile(audit.checklist, audit.submitted, audit.page), strict=True
    ):
        state = _state(three) if audit.submitted else "ไม่มีรายการที่ยื่นให้เทียบ"
        rows.append(
            (item.code, item.title, _urls((*three.only_submitted, *three.both)),
             _urls((*three.only_found, *three.both)), state)
        )  # fmt: skip
    if audit.submitted:
        rows.sort(key=lambda row: (row[4] == _AGREED, int(row[0][1:])))
    columns = ("ข้อ", "แบบตรวจขอ", "ที่ยื่นใน ITAS", "ที่พบในหน้า ITA", "ผลเทียบ")
    return AuditTable(columns, rows, "เทียบสามทาง: แบบตรวจ ที่ยื่น และที่พบ", name="three_way")


_AGREED = "ยื่นตรงกับที่พบ"


def _state(three: ThreeWay) -> str:
    if three.agrees:
        return _AGREED
    if not (three.both or three.only_found or three.only_submitted):
        return "ไม่ได้ยื่นและไม่พบในหน้า"
    said = []
    if three.only_submitted:
        said.append(f"ยื่นแต่ไม่พบในหน้า {len(three.only_submitted)}")
    if three.only_found:
        said.append(f"พบแต่ไม่ได้ยื่น {len(three.only_found)}")
    return " · ".join(said)


def _urls(urls: Sequence[str]) -> Cell:
    cells = [link(url) for url in urls[:_SHOWN]]
    more = f" … อีก {len(urls) - _SHOWN}" if len(urls) > _SHOWN else ""
    return Cell(" ".join(c.text for c in cells) + more, "<br>".join(c.html for c in cells) + safe(more))
