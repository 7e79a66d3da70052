"""
Say in Thai what the copies of an item show, and what they do not.

Every sentence comes from a field; what does not help the municipality is said as plainly.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ita_audit.letters.rows import clean
from ita_audit.model import Outcome, Rung, Standing
from ita_audit.model.codes import FetchError, Place, worded
from ita_audit.observation import Audit
from ita_audit.reply.copies import MOST, Exhibit
from ita_audit.tables.search import clicks
from ita_audit.thai import local_time, thai_date
from ita_audit.verdicts import plain_reason

_QUOTES = 3


def argument(audit: Audit, code: str, exhibits: Sequence[Exhibit]) -> tuple[str, ...]:
    """
    Write the argument for an item.

    Returns:
        Sentences in order: what is asked, what was submitted, what was seen and when, what the
        document says, and what the evidence does not support.
    """
    return tuple(_sentences(audit, code, exhibits))


def _sentences(audit: Audit, code: str, exhibits: Sequence[Exhibit]) -> Iterator[str]:
    item = audit.item(code)
    yield f"ข้อ {code} {clean(item.title)} แบบตรวจปีงบประมาณ {audit.case.fiscal_year} ขอ{item.kind.th} ช่วงเวลา: {item.year_rule.th}"
    if not exhibits or exhibits[0].page:
        yield f"ไม่มีลิงก์ของข้อนี้ในหลักฐาน: {clean(plain_reason(audit.verdicts[code].reason_th))}"
    if not exhibits:
        return
    yield _titled(audit, code, exhibits[0]) if exhibits[0].page else _given(exhibits)
    for exhibit in exhibits:
        yield f"{exhibit.name}: {seen_when(exhibit)}"
    if any(exhibit.payload for exhibit in exhibits):
        yield _in_time(audit, [exhibit for exhibit in exhibits if exhibit.payload])
    yield from _said(audit, code, exhibits)
    yield _support(audit, code)


def _given(exhibits: Sequence[Exhibit]) -> str:
    submitted = [e for e in exhibits if e.submitted]
    if submitted:
        kept = ", ".join(str(e.number) for e in submitted if e.payload)
        lost = ", ".join(str(e.number) for e in submitted if not e.payload)
        told = [f"ตรงกับสำเนา {kept}"] if kept else []
        told += [f"แฟ้มงานไม่มีสำเนาของลิงก์ที่ยื่น (รายการ {lost})"] if lost else []
        return f"หน่วยงานยื่นลิงก์ของข้อนี้ใน ITAS {' '.join(told)}"
    many = f" (แสดง {MOST} รายการแรก)" if len(exhibits) == MOST else ""
    return f"แฟ้มงานไม่มีรายการลิงก์ที่ยื่นใน ITAS สำหรับข้อนี้ จึงใช้ลิงก์ที่พบในเว็บไซต์{many}"


def _titled(audit: Audit, code: str, exhibit: Exhibit) -> str:
    """The ITA page names the item and gives no link: what its copy shows."""
    label = clean(audit.page.items[code].label, 160) if audit.page else code
    return f"หน้า ITA แสดงข้อนี้ (“{label}”) โดยไม่มีลิงก์ที่ใช้ได้ ดู{exhibit.name} ของหน้านั้น"


def seen_when(exhibit: Exhibit) -> str:
    """When a copy was seen, with what answer, size and digest; or that it never was."""
    chosen = exhibit.chosen
    if chosen is None:
        return "ไม่เคยเปิดในรอบตรวจใด จึงไม่มีสำเนาของลิงก์นี้"
    times = f"เห็นเมื่อ {local_time(chosen.observed_at)} รอบตรวจ {chosen.look_id}"
    if chosen.error or (chosen.http_status or 0) >= 400:
        answer = worded(FetchError, chosen.error) if chosen.error else f"ตอบ {chosen.http_status}"
        return f"{times} ไม่ได้เนื้อหา: {answer} (เปิดรวม {len(exhibit.sightings)} ครั้ง)"
    return (
        f"{times} ตอบ {chosen.http_status} เนื้อหา {chosen.bytes} ไบต์ SHA-256 {chosen.sha256} "
        f"(เปิดรวม {len(exhibit.sightings)} ครั้ง)"
    )


def _in_time(audit: Audit, exhibits: Sequence[Exhibit]) -> str:
    closes = audit.case.window_closes
    if closes is None:
        return "แฟ้มงานไม่ระบุวันปิดรับคำตอบ จึงไม่ยืนยันว่าสำเนาเก็บก่อนวันปิดรับ"
    late = [e.number for e in exhibits if not e.in_time]
    if not late:
        return f"สำเนาทุกฉบับเก็บไม่เกินวันปิดรับ {thai_date(closes)}"
    names = ", ".join(map(str, late))
    return f"สำเนา {names} ไม่ได้เก็บก่อนวันปิดรับ {thai_date(closes)} จึงไม่พิสูจน์สภาพในวันนั้น"


def _said(audit: Audit, code: str, exhibits: Sequence[Exhibit]) -> Iterator[str]:
    """What the documents themselves say, where the packed copy is what was read."""
    for exhibit in exhibits:
        seen = exhibit.seen
        same = exhibit.chosen is not None and exhibit.chosen.sha256 == seen.check.sha256 != ""
        quotes = seen.period.statements[:_QUOTES] if seen.period and same else ()
        if quotes:
            words = " / ".join(f"“{clean(q.text, 160)}” ({worded(Place, q.where)})" for q in quotes)
            yield f"{exhibit.name} ระบุช่วงเวลาว่า {words}"
    ladder = audit.ladders[code]
    if ladder.period.reason_th:
        yield f"ช่วงเวลา: {ladder.period.answer.th} ({clean(ladder.period.reason_th)})"
    shown = [answer for answer in ladder.element_answers if answer.seen]
    if shown:
        words = "; ".join(f"{a.name}" + (f" “{clean(a.quote, 120)}”" if a.quote else "") for a in shown)
        yield f"องค์ประกอบที่พบ: {words}"


def _support(audit: Audit, code: str) -> str:
    verdict, judged = audit.verdicts[code], audit.in_force.get(code)
    if judged is not None and judged.outcome is not Outcome.UNTESTED:
        return f"ผู้ตรวจสอบสรุปว่า {judged.outcome.th}: {clean(judged.reason)} ({clean(judged.by)})"
    if verdict.standing is Standing.READY:
        return "โปรแกรมไม่พบข้อขัดข้องในห้าขั้น การสรุปว่าผ่านเป็นของผู้ตรวจสอบและผู้ประเมิน"
    rung = verdict.rung or Rung.FOUND
    return f"หลักฐานนี้ยังไม่สนับสนุนว่าครบ ติดที่ขั้น “{rung.th}”: {clean(plain_reason(verdict.reason_th))}"


def way_to(exhibit: Exhibit) -> str:
    """The way clicked to a link from the home page, or that none was seen."""
    link = exhibit.seen.link
    if exhibit.page:
        return "หน้า ITA ของหน่วยงาน"
    if link.path:
        return clean(clicks(link.path))
    return "ลิงก์ที่ยื่นใน ITAS ไม่พบทางคลิกจากหน้าแรก" if exhibit.submitted else "ไม่พบทางคลิกจากหน้าแรก"
