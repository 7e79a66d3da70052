"""The tables of the working papers, one function each: an audit in, a table out."""

from __future__ import annotations

from html import escape

from ita_audit.linkcheck import opens_rung
from ita_audit.model import Opens, Period, PeriodStatement, Rung, Severity
from ita_audit.model.codes import Confidence, Doubt, LinkRule, Place, TableNote, worded
from ita_audit.observation import Audit
from ita_audit.tables.table import PAPER_STYLE, AuditTable, Block, Cell, digest, link, mark, safe, when
from ita_audit.thai import local_time, thai_date

PAPERS_FOLDER = "papers"
"""Where the working papers lie as HTML, beside the report."""
PAPERS = (
    ("WP-00", "เริ่มที่นี่", "Start here", "ตรวจใคร ปีใด ณ วันใด และอ่านอย่างไร", "★"),
    ("WP-01", "แบบตรวจและผู้รับผิดชอบ", "Checklist and owners", "ต้องเปิดเผยอะไร และหน่วยงานใดรับผิดชอบ", ""),
    ("WP-02", "ลิงก์ของแต่ละข้อ", "Links per item", "หน้า ITA ให้ลิงก์อะไรในแต่ละข้อ เพราะอะไร", ""),
    ("WP-03", "การเปิดลิงก์", "Checking links", "ลิงก์เปิดได้หรือไม่ ณ เวลาที่ตรวจ", ""),
    ("WP-04", "บันไดห้าขั้นและการวินิจฉัย", "Ladder and judgement", "แต่ละข้อติดที่ขั้นใด ผู้ตรวจสอบสรุปว่าอย่างไร", "★"),
    ("WP-05", "ความครอบคลุมตามหน่วยงาน", "Coverage by unit", "หน่วยงานใดต้องแก้อะไร มีคะแนนเสี่ยงเท่าใด", ""),
    ("WP-06", "หลักฐาน", "Evidence", "หลักฐานอยู่ที่ใด ครบและไม่ถูกแก้หรือไม่", ""),
    ("WP-07", "ร่างข้อตรวจพบ", "Draft findings", "พบอะไร เทียบหลักเกณฑ์ใด ถามอะไรต่อ", "★"),
    ("WP-08", "การสุ่มสอบทาน", "Spot check", "ถ้าทำซ้ำด้วยมือ ได้ผลตรงกันหรือไม่", ""),
    ("WP-09", "รายงานผลการตรวจสอบ", "Audit report", "สรุปต่อผู้บริหารว่าอย่างไร", "★"),
)
_STATEMENTS = 4
"""Statements of one item that are shown; the desk shows all."""
_TICKS = "✓ ชัดเจน · ✗ พบปัญหา · ? ต้องวินิจฉัย · – ยังไม่ถึงหรือไม่กำหนด"


def paper_header(audit: Audit, code: str) -> Block:
    """The fields every working paper carries (internal audit practice for Thai public bodies)."""
    _, title, _, question, _ = next(paper for paper in PAPERS if paper[0] == code)
    case, look = audit.case, audit.looks[-1] if audit.looks else None
    source = f"รอบตรวจ {look.look_id} ({local_time(look.started)})" if look else "ยังไม่มีรอบตรวจ"
    rows = (
        ("หน่วยรับตรวจ", case.agency),
        ("เรื่องที่ตรวจ / ปีงบประมาณ", f"การเปิดเผยข้อมูล OIT / {case.fiscal_year}"),
        ("ดัชนีกระดาษทำการ", f"{code} {title}"),
        ("วัตถุประสงค์", question),
        ("เกณฑ์", f"แบบตรวจ {audit.checklist.file} (SHA-256 {audit.checklist.sha256[:16]}…)"),
        ("ขอบเขต", f"{len(audit.checklist.items)} ข้อ จากหน้า {case.ita_page} ณ วันที่ {thai_date(case.as_of)}"),
        ("แหล่งข้อมูล", source),
        ("เครื่องหมาย", _TICKS),
        ("ผู้จัดทำ / ผู้สอบทาน", f"{case.prepared_by or '........'} / {case.reviewed_by or case.reviewer_note or '........'}"),
    )  # fmt: skip
    body = "".join(f'<tr><th scope="row">{escape(k)}</th><td>{safe(v)}</td></tr>' for k, v in rows)
    banner = '<p class="demo">ข้อมูลสาธิต · หน่วยงานสมมุติ</p>' if case.demo else ""
    html = f'{PAPER_STYLE}{banner}<table class="audit paper"><caption>กระดาษทำการ {code}</caption><tbody>{body}</tbody></table>'
    return Block(html, f"กระดาษทำการ {code} {case.agency} {case.fiscal_year}")


def engagement_table(audit: Audit) -> AuditTable:
    """Who is audited, which year, how politely, and which private targets are permitted."""
    case = audit.case
    rows = [
        ("หน่วยรับตรวจ", case.agency),
        ("เว็บไซต์", link(case.site)),
        ("หน้า ITA", link(case.ita_page)),
        ("ปีงบประมาณที่ตรวจ", str(case.fiscal_year)),
        ("ณ วันที่", thai_date(case.as_of)),
        ("วัตถุประสงค์", case.objective),
        ("จังหวะการเปิด", f"พร้อมกันต่อเครื่อง {case.look.per_host} ครั้งต่อวินาที {case.look.rate:g}"),
        ("เวลาสูงสุดต่อลิงก์", f"{case.look.deadline_s:g} วินาที"),
    ]
    return AuditTable(("รายการ", "ค่า"), rows, "ขอบเขตการตรวจสอบ", name="engagement")


def papers_table() -> AuditTable:
    """The working papers and the reading path."""
    return AuditTable(("กระดาษทำการ", "เรื่อง", "คำถาม", "ทางลัด"), [(c, f"{t} | {e}", q, s) for c, t, e, q, s in PAPERS],
                      "กระดาษทำการทั้งหมด (★ สำหรับผู้มีเวลาสิบนาที)", name="papers")  # fmt: skip


def paper_file(code: str) -> str:
    """The file name of a working paper as HTML."""
    return f"{code.lower()}.html"


def papers_beside(audit: Audit) -> AuditTable:
    """The working papers behind the report, each with its own place for who prepared and reviewed it."""
    rows = [
        (Cell(code, f'<a class="code" href="{PAPERS_FOLDER}/{paper_file(code)}">{code}</a>'), title, question)
        for code, title, _, question, _ in PAPERS[:-1]
    ]
    caption = f"กระดาษทำการของรายงานนี้ (โฟลเดอร์ {PAPERS_FOLDER} ข้างรายงาน) {audit.case.agency}"
    return AuditTable(("กระดาษทำการ", "เรื่อง", "คำถาม"), rows, caption, name="papers_beside")


def looks_table(audit: Audit) -> AuditTable:
    """Every look that counts: when, with what, and the end of its chain."""
    rows = [
        (info.look_id, when(info.started), when(info.finished or ""), info.tool, digest(info.chain_head))
        for info in audit.looks
    ]
    return AuditTable(
        ("รอบตรวจ", "เริ่ม", "เสร็จ", "เครื่องมือ", "ปลายสายโซ่ (SHA-256)"), rows, "รอบตรวจ", name="looks"
    )


def checklist_table(audit: Audit) -> AuditTable:
    """The year's items with rule, kind, points and confidence."""
    rows = [
        (
            i.code,
            i.title,
            i.sub_indicator,
            i.kind,
            i.year_rule,
            f"{audit.points[i.code]:.2f}",
            _sure(i.confidence),
        )
        for i in audit.checklist.items
    ]
    columns = ("ข้อ", "ชื่อ", "ตัวชี้วัดย่อย", "ชนิดหลักฐาน", "ปีที่ขอ", "คะแนน", "ความเชื่อมั่น (ข้อ/ปี)")
    return AuditTable(columns, rows, f"แบบตรวจ OIT ปีงบประมาณ {audit.checklist.fiscal_year}", name="checklist")


def _sure(confidence: str) -> str:
    return " / ".join(worded(Confidence, part) for part in confidence.split("/"))


def assignment_table(audit: Audit) -> AuditTable:
    """The assignment as read, raw labels kept beside."""
    rows = [
        (r.item, r.raw_item, r.title, r.section, r.division, r.source_line) for r in audit.assignment.rows
    ]
    columns = ("ข้อ", "รหัสตามต้นฉบับ", "ชื่อ", "งาน", "สำนัก/กอง", "บรรทัด")
    return AuditTable(columns, rows, "ตารางมอบหมายผู้รับผิดชอบ", name="assignment")


def assignment_problems(audit: Audit) -> AuditTable:
    """What was normalised or is wrong in the assignment, one row per kind, with an example."""
    kinds: dict[tuple[str, Severity], list] = {}
    for problem in audit.assignment.problems:
        kinds.setdefault((problem.problem, problem.severity), []).append(problem)
    rows = [
        (worded(TableNote, slug), sev, len(found), found[0].remedy_th) for (slug, sev), found in kinds.items()
    ]
    return AuditTable(
        ("เรื่อง", "ระดับ", "จำนวน", "ตัวอย่าง"), rows, "ข้อสังเกตจากการอ่านตารางมอบหมาย", name="assignment_notes"
    )


def page_table(audit: Audit) -> AuditTable:
    """Per item: how the site labels it, how many links, why, and doubts first."""
    rows = []
    nowhere = f"ไม่พบในหน้า ITA และหน้าที่ค้น (อ่าน {audit.search.pages_read} หน้า)"
    for item in audit.checklist.items:
        entry = audit.page.items.get(item.code) if audit.page else None
        rules = ", ".join(dict.fromkeys(worded(LinkRule, x.rule) for x in entry.links)) if entry else ""
        doubts = ", ".join(worded(Doubt, doubt) for doubt in entry.doubts) if entry else nowhere
        rows.append(
            (item.code, entry.label if entry else "", len(entry.links) if entry else 0, rules, doubts)
        )
    rows.sort(key=lambda row: (not row[4], int(row[0][1:])))
    return AuditTable(
        ("ข้อ", "ข้อความในหน้า", "ลิงก์", "วางโดยกฎ", "ข้อสงสัย"), rows, "สิ่งที่เว็บไซต์ให้ในแต่ละข้อ", name="page"
    )


def links_table(audit: Audit) -> AuditTable:
    """Every link given for an item, and files behind pages, with the reason it is there."""
    rows = [
        (s.ref, s.item, link(s.link.url or s.link.href), s.link.text, _whole(worded(LinkRule, s.link.rule)))
        for s in audit.observed
    ]
    return AuditTable(("หลักฐาน", "ข้อ", "ที่อยู่", "ข้อความลิงก์", "กฎ"), rows, "ลิงก์ของแต่ละข้อ", name="links")


def _whole(words: str) -> Cell:
    """Words of ours that stay on one line, so that a long address beside them takes the turns."""
    return Cell(words, f'<span class="code">{escape(words)}</span>')


def unplaced_table(audit: Audit) -> AuditTable:
    """Links of the page that belong to no item."""
    rows = [
        (link(given.url or given.href), given.text) for given in (audit.page.unplaced if audit.page else ())
    ]
    return AuditTable(("ที่อยู่", "ข้อความ"), rows, "ลิงก์ในหน้า ITA ที่ไม่อยู่ในข้อใด", name="unplaced")


def check_table(audit: Audit) -> AuditTable:
    """How many links stand at each status."""
    count: dict = {}
    for seen in audit.observed:
        count.setdefault(seen.check.status, []).append(seen)
    rows = [
        (mark(status), len(found), found[0].ref, found[0].check.reason) for status, found in count.items()
    ]
    return AuditTable(("ผลการเปิด", "จำนวน", "เช่น", "เหตุผล"), rows, "ผลการเปิดลิงก์", name="statuses")


def problem_links_table(audit: Audit) -> AuditTable:
    """Links that did not simply open, with code, reason, time and number of observations."""
    rows = [
        (s.ref, link(s.check.url or s.link.href), mark(s.check.status), s.check.reason,
         s.check.observations, when(s.check.observed_at))
        for s in audit.observed
        if opens_rung(s.check.status) is not Opens.YES or s.check.status.value not in ("ok", "redirected")
    ]  # fmt: skip
    columns = ("หลักฐาน", "ที่อยู่", "ผล", "เหตุผล", "ครั้งที่สังเกต", "เวลาที่เห็น")
    return AuditTable(columns, rows, "ลิงก์ที่เปิดแล้วมีข้อสังเกต", name="problem_links")


def ladder_table(audit: Audit) -> AuditTable:
    """The five answers for every item, and what the rules conclude."""
    rows = [
        (
            code,
            audit.item(code).title,
            *(mark(ladder.step(rung).answer) for rung in Rung),
            mark(audit.verdicts[code].standing),
        )
        for code, ladder in audit.ladders.items()
    ]
    columns = ("ข้อ", "ชื่อ", *(rung.th for rung in Rung), "สรุปโดยกฎ")
    return AuditTable(columns, rows, "บันไดห้าขั้นของทุกข้อ", name="ladder")


def period_table(audit: Audit) -> AuditTable:
    """What documents say they cover and where it stands, where an item's year is not clear."""
    rows = []
    for code, ladder in audit.ladders.items():
        step = ladder.period
        if step.answer in (Period.WRONG_YEAR, Period.MIXED, Period.CANNOT_TELL):
            said = [(o.ref, s) for o in audit.evidence_of(code) if o.period for s in o.period.statements]
            rows += [(code, mark(step.answer), step.reason_th, *_stated(*one)) for one in said[:_STATEMENTS]]
            rows += [] if said else [(code, mark(step.answer), step.reason_th, "ไม่มีข้อความบอกช่วงเวลา", "", "")]
    columns = ("ข้อ", "ตรงปี", "เหตุผล", "ข้อความ", "ครอบคลุม", "ที่")
    return AuditTable(columns, rows, "ช่วงเวลาที่ต้องพิจารณา", name="periods")


def _stated(ref: str, said: PeriodStatement) -> tuple[str, str, str]:
    """One statement: its words, the days it covers, and where it stands."""
    page = f" หน้า {said.page}" if said.page else ""
    days = f"{thai_date(said.start)} – {thai_date(said.end)}"
    return f"“{said.text}”", days, f"{ref}{page} ({worded(Place, said.where)})"
