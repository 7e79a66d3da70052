"""Rules on proof: every step has a result, the result proves it, promised reports are cited."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from rapidfuzz import fuzz

from ita_audit.consistency.plan_rules import pair_measures, pair_steps
from ita_audit.consistency.records import Observation, at, observe, spot
from ita_audit.consistency.year_rules import events_of, period_of
from ita_audit.model import Concern
from ita_audit.sourcepaper.cites import claims_of, statements_of
from ita_audit.sourcepaper.records import Cell, Measure, Paper, Result, Step
from ita_audit.sourcepaper.written import days_in, persons_in
from ita_audit.thai import bare, fold_digits, tidy

_PENDING = re.compile(
    r"^\W*(?:(?:ขณะนี้)?\s*(?:รอผล|รอการ|รอดำเนิน|อยู่(?:ใน)?ระหว่าง|อยู่ในขั้นตอน|ยังไม่(?:ได้)?(?:ดำเนินการ|แล้วเสร็จ|มีผล)))"
)
# (what a step asks for, how steps say it, what proves it)
_PROOFS = (
    ("คำสั่งแต่งตั้ง", r"(?:แต่ง|จัด)ตั้งคณะ", r"คำสั่ง"),
    ("คำสั่งหรือตารางมอบหมาย", r"(?:แต่งตั้ง|มอบหมาย|กำหนด)(?:เจ้าหน้าที่|ผู้รับผิดชอบ|บุคลากร|หน้าที่)", r"คำสั่ง|ตาราง|มอบหมาย|บันทึก"),
    ("หนังสือแจ้งหรือบันทึก", r"แจ้ง(?:ให้|เวียน|แนวทาง|หน่วยงาน|ทุก|ส่วน)|เวียน",
     r"หนังสือ|บันทึก|เวียน|แจ้ง|ประกาศ|ชี้แจง|ว\s*[0-9]"),
    ("การประชาสัมพันธ์ต่อประชาชน", r"ประชาสัมพันธ์|เผยแพร่", r"ประชาสัมพันธ์|เผยแพร่|ประชาชน|facebook|เฟซบุ๊ก|ไลน์|เสียงตามสาย|ป้าย|แผ่นพับ|เว็บ"),
    ("การปรับปรุงเว็บไซต์", r"เว็บไซต์|เว็บไซด์|website", r"เว็บ|http|www|เมนู|website"),
    ("การอบรม", r"(?:ฝึก)?อบรม", r"อบรม|สัมมนา|ประชุมเชิงปฏิบัติการ|เรียน"),
    ("รายงานหรือบันทึกการประชุม", r"ประชุม", r"ประชุม"),
    ("รายงานที่ได้รับ", r"(?:รับ|จัดทำ|สรุป|เสนอ)[^ ]{0,6}รายงาน|รายงานผล|สรุป", r"รายงาน|สรุป|บันทึก|หนังสือ"),
)  # fmt: skip
_ECHO = 62
_WEB_STEP = re.compile(r"เว็บ|website", re.I)
_CLAIMED = ("menu", "personnel", "up_to_date")
_MINUTES = re.compile(r"(?:รายงาน|บันทึก|สรุป|มติ)(?:การ|ผลการ|ที่)?ประชุม|ประชุม[^\n]{0,60}?(?:ครั้งที่|ประจำเดือน)")
_TOLD_IN_MEETING = re.compile(r"รายงาน[^\n ]{0,24}(?:ใน|ต่อ)(?:ที่|การ)*ประชุม")
_REPORTED = re.compile(r"(?:จัดทำ)?รายงาน(?:ผล|สรุป|ใน)[^\n]{0,120}?(?:บันทึก(?:ข้อความ)?|หนังสือ)")
_PURPOSE = re.compile(r"เพื่อ(?=\S)")
_LISTED = re.compile(r"แนบ|ครั้งที่|ลงวันที่|ที่\s*[ก-ฮ. ]{0,10}[0-9]+\s*/")
_POSTS = re.compile(
    r"นิติกร|นักวิชาการ|นักวิเคราะห์|นักทรัพยากร|นักพัฒนา|นักจัดการ|เจ้าพนักงาน|หัวหน้า|ผู้อำนวยการ|ปลัดเทศบาล|พนักงานจ้าง|ผู้ช่วย|นายช่าง|วิศวกร(?!รม)"
)
_NUMBERED_PAPER = re.compile(r"ที่\s*[ก-ฮ.]{0,8}\s*[0-9]{1,6}(?:\.[0-9]+)?\s*/\s*(?:ว\s*)?[0-9]{1,5}")


def _measures(paper: Paper) -> Sequence[Measure]:
    return paper.results.measures if paper.results else ()


def is_pending(result: Result) -> bool:
    """Does a result say that there is none yet?"""
    return bool(_PENDING.match(result.text))


def _planned_places(paper: Paper, reported: Measure, step: Step) -> list:
    for planned, other in pair_measures(paper):
        if other is reported:
            return [spot(a.cell) for a, b in pair_steps(planned, other)[0] if b is step]
    return []


def result_pending(paper: Paper) -> Iterator[Observation]:
    """A result that waits is no result: the steps of its measure are not yet evidenced."""
    for measure in _measures(paper):
        for result in measure.results:
            if is_pending(result):
                steps = [s for s in measure.steps if result.step in (None, s.number)]
                planned = [p for s in steps for p in _planned_places(paper, measure, s)]
                yield observe(
                    "result_pending", Concern.MISSING,
                    [at(result.place, result.text), *(spot(s.cell) for s in steps), *planned],
                    f"มาตรการ {measure.number} มี {len(steps)} ขั้นตอน แต่ผลระบุว่ายังรอดำเนินการ จึงไม่มีหลักฐานของขั้นตอน",
                    f"The result of measure {measure.number} is still pending: {len(steps)} steps without evidence",
                )  # fmt: skip


def step_without_result(paper: Paper) -> Iterator[Observation]:
    """Every step has a result of its own, or shares one that speaks of it."""
    for measure in _measures(paper):
        if not measure.steps or any(is_pending(r) and r.step is None for r in measure.results):
            continue
        answered = {r.step for r in measure.results}
        for step in measure.steps:
            if step.number in answered or (None in answered and _shared(step, measure)):
                continue
            concern = Concern.QUERY if None in answered else Concern.MISSING
            where = [at(measure.results[0].place, measure.results[0].text)] if measure.results else []
            yield observe(
                "step_without_result", concern,
                [spot(step.cell), *where, *_planned_places(paper, measure, step)],
                f"ขั้นตอน {measure.number}.{step.number} ไม่มีผลการดำเนินการ",
                f"Step {measure.number}.{step.number} has no result",
            )  # fmt: skip


def _shared(step: Step, measure: Measure) -> bool:
    return any(r.step is None and (_proof_of(step) is None or _proves(step, r.text)) for r in measure.results)


def _proof_of(step: Step) -> tuple[str, str] | None:
    """What a step asks for: the kind whose words come first in it."""
    found = []
    for name, says, proves in _PROOFS:
        if match := re.search(says, step.cell.text):
            found.append((match.start(), name, proves))
    return min(found)[1:] if found else None


def _proves(step: Step, text: str) -> bool:
    wanted = _proof_of(step)
    if wanted is None:
        return True
    about = text if "รายงาน" in wanted[0] else _REPORTED.sub(" ", text)
    if re.search(wanted[1], fold_digits(about), re.I):
        return True
    one, two = bare(step.cell.text), bare(text)
    return len(one) >= 12 and len(two) >= len(one) and fuzz.partial_ratio(one, two) >= _ECHO


def result_does_not_prove_step(paper: Paper) -> Iterator[Observation]:
    """The result put against a step is of the kind that the step asks for."""
    for measure in _measures(paper):
        for step in measure.steps:
            own = [r for r in measure.results if r.step == step.number]
            if not own or any(is_pending(r) for r in own) or _proves(step, " ".join(r.text for r in own)):
                continue
            wanted = _proof_of(step)[0]
            elsewhere = [r for r in measure.results if r not in own and _proves(step, r.text)]
            hint = " (มีข้อความทำนองนี้ใต้ผลข้ออื่น)" if elsewhere else ""
            yield observe(
                "result_does_not_prove_step", Concern.WEAK,
                [spot(step.cell), at(own[0].place, own[0].text), *_planned_places(paper, measure, step),
                 *(at(r.place, r.text) for r in elsewhere)],
                f"ผลของขั้นตอน {measure.number}.{step.number} ไม่แสดง{wanted}{hint}",
                f"The result of step {measure.number}.{step.number} is not of the kind that proves it",
            )  # fmt: skip


def officers_not_named(paper: Paper) -> Iterator[Observation]:
    """Officers are appointed in writing: a table of sections without number, date or person does not show it."""
    rows = paper.assignment.rows if paper.assignment else ()
    for measure in _measures(paper):
        for step in measure.steps:
            if not re.search(_PROOFS[1][1], step.cell.text) or re.search(_PROOFS[0][1], step.cell.text):
                continue
            own = [r for r in measure.results if r.step == step.number and re.search("ตาราง|มอบหมาย", r.text)]
            if not own or any(_in_writing(r) for r in own):
                continue
            owners = " ".join(f"{row.section} {row.division}" for row in rows)
            if not rows or persons_in(owners) or _POSTS.search(owners):
                continue
            yield observe(
                "officers_not_named", Concern.WEAK,
                [spot(step.cell), at(own[0].place, own[0].text), *([spot(paper.assignment_heading)] if paper.assignment_heading else [])],
                f"ขั้นตอน {measure.number}.{step.number} แต่งตั้งเจ้าหน้าที่ แต่หลักฐานเป็นตารางที่ระบุเพียงชื่องาน ไม่มีชื่อหรือตำแหน่ง เลขที่ วันที่",
                "Officers are said to be appointed; the table names sections only, without number or date",
            )  # fmt: skip


def _in_writing(result: Result) -> bool:
    """Does the appointment itself carry an order, a number or a date, before other papers are named?"""
    text = fold_digits(result.text)
    start = re.search("ตาราง|มอบหมาย|แต่งตั้ง", text)
    about = re.split("รายงาน|สรุปผล|ประชุม", text[start.start() :])[0] if start else text
    about = text[: start.start()] + about if start else about
    return bool("คำสั่ง" in about or _NUMBERED_PAPER.search(about) or any(days_in(about)))


def website_claim_unproven(paper: Paper) -> Iterator[Observation]:
    """A claim of a better website needs a date, or the page that shows it; the home page alone shows nothing."""
    for measure in _measures(paper):
        for result in measure.results:
            step = next((s for s in measure.steps if s.number == result.step), None)
            about = bool(step and _WEB_STEP.search(step.cell.text)) or bool(_WEB_STEP.search(result.text))
            if not about or events_of(result):
                continue
            claims = [c for c in claims_of(result.fragments, about_website=True) if c.kind in _CLAIMED]
            bare_claims = [c for c in claims if all(_is_home(a.folded) for a in c.addresses)]
            if bare_claims:
                yield observe(
                    "website_claim_unproven", Concern.WEAK,
                    [*(at(c.place, c.text) for c in bare_claims), *([spot(step.cell)] if step else []),
                     *(at(c.place, c.raw) for c in result.cites if c.kind == "address")],
                    "กล่าวถึงการปรับปรุงเว็บไซต์โดยไม่มีวันที่ ไม่มีที่อยู่ของหน้าที่ปรับปรุง และไม่มีภาพก่อนหลัง ต้องสอบทานกับเว็บไซต์",
                    "Claims about the website have no date and no address of the page that shows them",
                )  # fmt: skip


def _is_home(address: str) -> bool:
    parts = urlsplit(address)
    return not parts.query and parts.path.strip("/").lower() in (
        "",
        "index",
        "home",
        "index.php",
        "index.html",
        "main",
    )


def promised_report_not_cited(paper: Paper) -> Iterator[Observation]:
    """A report or minutes that the plan promises as follow-up are cited among the results."""
    pairs = pair_measures(paper)
    if paper.plan and paper.plan is paper.results and paper.plan.has_results:
        pairs = [(m, m) for m in paper.plan.measures]
    for planned, reported in pairs:
        if not reported.results or any(is_pending(r) for r in reported.results):
            continue
        for promise in planned.follow_ups:
            if _kept(promise, planned, reported, paper):
                continue
            yield observe(
                "promised_report_not_cited", Concern.MISSING,
                [spot(promise), *(at(r.place, r.text) for r in reported.results)],
                f"แผนสัญญาว่าจะติดตามด้วย “{promise.text[:80]}” แต่ผลของมาตรการ {planned.number} ไม่อ้างรายงานหรือบันทึกนั้น",
                f"A report promised as follow-up of measure {planned.number} is not cited in its results",
            )  # fmt: skip


def _kept(promise: Cell, planned: Measure, reported: Measure, paper: Paper) -> bool:
    text = promise.text
    if "รายงาน" not in text and "ประชุม" not in text:
        return True
    said = [words for r in reported.results for part in r.fragments for words in statements_of(part)]
    listed = [tidy(cell.text) for cell in _listed(paper)]
    if "ประชุม" in text:
        return _met(reported, paper) or any(_MINUTES.search(words) for words in listed)
    said += listed
    said = [_MINUTES.sub(" ", _TOLD_IN_MEETING.sub(" ", words)) for words in said]
    papers = [words for words in said if re.search("รายงาน|สรุปผล", words)]
    reports = [p for p in planned.follow_ups if "รายงาน" in p.text and "ประชุม" not in p.text]
    if sum(len(re.findall("รายงาน(?!ให้|ต่อ)|สรุปผล", words)) for words in papers) >= len(reports):
        return True
    core = bare(_PURPOSE.split(text)[0]) or bare(text)
    return any(fuzz.partial_ratio(core, bare(words)) >= _ECHO for words in papers)


def _listed(paper: Paper) -> list[Cell]:
    """Papers that the report lists after its results: numbered, dated or said to be attached."""
    head = paper.results.heading
    after = [c for c in paper.prose if (c.place.page or 0, c.place.line) > (head.page or 0, head.line)]
    return [c for c in after if re.search("รายงาน|บันทึก", c.text) and _LISTED.search(fold_digits(c.text))]


def _met(reported: Measure, paper: Paper) -> bool:
    """Minutes are cited, or a meeting that was held after the measure began."""
    for result in reported.results:
        due = period_of(paper, reported, result)
        held = [e for e in events_of(result) if "ประชุม" in e.context and (not due or e.last >= due[0].start)]
        early = [e for e in events_of(result) if due and e.last < due[0].start]
        if held or (_MINUTES.search(result.text) and not early):
            return True
    return False


RULES: Sequence = (
    result_pending, step_without_result, result_does_not_prove_step, officers_not_named, website_claim_unproven,
    promised_report_not_cited,
)  # fmt: skip
