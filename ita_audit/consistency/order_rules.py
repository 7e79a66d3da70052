"""Rules on the attached order: cited as it is, dated as cited, signed by whom it names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz import fuzz

from ita_audit.consistency.records import Observation, Spot, at, observe, spot
from ita_audit.model import Concern
from ita_audit.sourcepaper.orders import office_of, subject_body
from ita_audit.sourcepaper.records import Cell, Cite, Order, Paper, Person, Result
from ita_audit.sourcepaper.written import TITLE, foreign_letters
from ita_audit.thai import BUDDHIST_ERA, bare, squash, thai_date

_ATTACHED = re.compile(r"เอกสาร(?:ที่)?แนบ|แนบท้าย|ดังแนบ|ตามที่แนบ")
_DATED = re.compile(r"(?:ลงวันที่|ลง\s*วันที่|สั่ง\s*ณ\s*วันที่)\s*$")
_ANOTHER = re.compile(r"คำสั่ง|หนังสือ|บันทึก|ประกาศ(?!\w)|[0-9๐-๙]\s*[.)]\s|ประชุม")
_UNIQUE = re.compile(r"^(?:นายก|ปลัด(?!อำเภอ)|ผู้อำนวยการ|ผอ|หัวหน้า)")
_PURPOSE = re.compile(r"ITA|คุณธรรม|ความโปร่งใส|กำกับ|ประเมิน|ขับเคลื่อน|ติดตาม", re.I)
_ALIKE = 60


def order_number_differs(paper: Paper) -> Iterator[Observation]:
    """The order that a result cites for the appointed body is not the one attached (O42/O43 evidence)."""
    if not any(order.number for order in paper.orders):
        return
    for _result, cite, order in _related(paper):
        if cite.read == order.number:
            continue
        yield observe(
            "order_number_differs",
            Concern.CONTRADICTION,
            [
                at(cite.place, f"คำสั่งที่ {cite.raw} {cite.subject}"),
                at(order.number_place, f"ที่ {order.raw_number}"),
            ],
            f"ผลการดำเนินการอ้างคำสั่งที่ {cite.read} แต่คำสั่งเรื่องเดียวกันที่แนบคือที่ {order.number} ให้ตรวจกับต้นฉบับคำสั่ง",
            f"The result cites order {cite.read}; the order attached on the same subject is {order.number}",
        )


def _related(paper: Paper) -> Iterator[tuple[Result, Cite, Order]]:
    """Citations of an order together with the attached order that they can only mean."""
    numbers = {order.number for order in paper.orders}
    for measure in paper.results.measures if paper.results else ():
        for result in measure.results:
            cites = [cite for cite in result.cites if cite.kind == "order"]
            step = next((s.cell.text for s in measure.steps if s.number == result.step), "")
            for cite in cites:
                same = next((o for o in paper.orders if o.number == cite.read), None)
                if same:
                    yield result, cite, same
                    continue
                if any(other.read in numbers for other in cites):
                    continue
                meant = next(
                    (o for o in paper.orders if o.number and _means(cite, o, step, result.text)), None
                )
                if meant:
                    yield result, cite, meant


def _means(cite: Cite, order: Order, step: str, text: str) -> bool:
    """A citation means the attached order when both appoint a body for one purpose."""
    subject = order.subject.text if order.subject else ""
    if cite.subject:
        if bool(subject_body(cite.subject)) != bool(subject_body(subject)):
            return False
        return fuzz.partial_ratio(bare(cite.subject)[:160], bare(subject)[:160]) >= _ALIKE
    if subject_body(text) or subject_body(step):
        return bool(subject_body(subject)) or not subject
    return False


def order_date_differs(paper: Paper) -> Iterator[Observation]:
    """The date under which a result cites the attached order is not the order's own date."""
    for result, cite, order in _related(paper):
        for date in result.cites:
            if date.kind != "date" or not date.day or not order.day or date.place != cite.place:
                continue
            if not _DATED.search(date.subject) or date.day == order.day or not _follows(result, cite, date):
                continue
            yield observe(
                "order_date_differs",
                Concern.CONTRADICTION,
                [at(date.place, f"{date.subject} {date.raw}"), at(order.day_place, order.raw_day)],
                f"ผลการดำเนินการอ้างคำสั่งลงวันที่ {thai_date(date.day)} แต่คำสั่งที่แนบสั่ง ณ วันที่ {thai_date(order.day)}",
                f"The result cites the order as dated {date.day}; the attached order is dated {order.day}",
            )


def _follows(result: Result, cite: Cite, date: Cite) -> bool:
    text = result.text
    start = text.find(cite.raw)
    between = text[start : text.find(date.raw, start)] if start >= 0 else ""
    return 0 < len(between) < 260 and not _ANOTHER.search(between)


def order_year_differs(paper: Paper) -> Iterator[Observation]:
    """An order is numbered within the calendar year in which it is dated (office correspondence rules)."""
    for order in paper.orders:
        year = order.number.partition("/")[2]
        if order.day and year.isdigit() and int(year) != order.day.year + BUDDHIST_ERA:
            yield observe(
                "order_year_differs",
                Concern.CONTRADICTION,
                [at(order.number_place, f"ที่ {order.raw_number}"), at(order.day_place, order.raw_day)],
                f"เลขที่คำสั่งเป็นปี {year} แต่สั่ง ณ วันที่ {thai_date(order.day)}",
                f"The order is numbered in {year} but dated {order.day}",
            )


def order_incomplete(paper: Paper) -> Iterator[Observation]:
    """An attached order has a number and a date."""
    for order in paper.orders:
        lacking = [word for word, there in (("เลขที่", order.number), ("วันที่สั่ง", order.day)) if not there]
        if lacking:
            yield observe(
                "order_incomplete", Concern.MISSING, [spot(order.heading)],
                f"คำสั่งที่แนบไม่มี{'และ'.join(lacking)}ที่อ่านได้", "The attached order lacks a legible number or date",
            )  # fmt: skip


def attachment_missing(paper: Paper) -> Iterator[Observation]:
    """A result that says its order is attached needs the order in the paper."""
    if paper.orders:
        return
    for measure in paper.results.measures if paper.results else ():
        for result in measure.results:
            cite = next((c for c in result.cites if c.kind == "order"), None)
            if cite and _ATTACHED.search(result.text) and "ตาราง" not in result.text:
                yield observe(
                    "attachment_missing", Concern.MISSING, [at(cite.place, result.text)],
                    f"อ้างคำสั่งที่ {cite.read} ตามเอกสารแนบ แต่ในเอกสารไม่มีคำสั่งแนบ",
                    f"Order {cite.read} is said to be attached; the paper holds no order",
                )  # fmt: skip


def person_name_differs(paper: Paper) -> Iterator[Observation]:
    """One office, two spellings of the name or two names; letters of another script are shown, never mended."""
    in_orders = [(*order.members, *order.signed) for order in paper.orders]
    people = [p for named in in_orders for p in named] + list(paper.signed)
    people = [p for p in people if p.name and _UNIQUE.match(squash(office_of(p.position)))]
    said: set[tuple[str, str]] = set()
    for index, one in enumerate(people):
        for two in people[index + 1 :]:
            left, right = _bare_name(one.name), _bare_name(two.name)
            if left == right or not _same_office(one, two, paper.agency) or (left, right) in said:
                continue
            said.add((left, right))
            together = any(one in people and two in people for people in in_orders)
            yield _name_observation(one, two, together=together)
    told = {letter for pair in said for letter in foreign_letters(" ".join(pair))}
    for person in (p for order in paper.orders for p in order.members):
        letters = foreign_letters(person.name)
        if letters and not set(letters) <= told:
            yield observe(
                "foreign_letters_in_name", Concern.QUERY, [at(person.place, f"{person.name} {person.position}")],
                f"ชื่อมีอักษรที่ไม่ใช่อักษรไทย {_codes(letters)} ให้ตรวจกับต้นฉบับ ไม่แก้ให้เอง",
                f"A name holds letters of another script: {_codes(letters)}",
            )  # fmt: skip


def _codes(letters: str) -> str:
    return ", ".join(f"U+{ord(letter):04X}" for letter in letters)


def _bare_name(name: str) -> str:
    return re.sub(r"\s+", "", re.sub(rf"^{TITLE}\s*", "", name))


def _same_office(one: Person, two: Person, agency: str) -> bool:
    short, long = sorted((squash(office_of(one.position)), squash(office_of(two.position))), key=len)
    if not short or not long.startswith(short):
        return False
    rest = long[len(short) :]
    return not rest or squash(agency).endswith(rest) or (not agency and short.startswith(("นายก", "ปลัด")))


def _name_observation(one: Person, two: Person, *, together: bool) -> Observation:
    left, right = _bare_name(one.name), _bare_name(two.name)
    letters = foreign_letters(left + right)
    unclear = bool(letters) and _could_be(left, right)
    near = together or one.name.split()[-1] == two.name.split()[-1] or fuzz.ratio(left, right) >= 50
    concern = Concern.CONTRADICTION if near and not unclear else Concern.QUERY
    odd = f" มีอักษรต่างระบบ {_codes(letters)}" if letters else ""
    return observe(
        "person_name_differs",
        concern,
        [at(one.place, f"{one.name} {one.position}"), at(two.place, f"{two.name} {two.position}")],
        f"ตำแหน่ง {office_of(one.position)} ระบุชื่อไม่ตรงกันสองแห่ง{odd} ให้ตรวจกับคำสั่งฉบับจริงและข้อมูลผู้บริหาร ไม่แก้ให้เอง",
        f"Two names for one office{'; letters of another script: ' + _codes(letters) if letters else ''}",
    )


def _could_be(left: str, right: str) -> bool:
    """Would the names agree if letters of another script were left open?"""
    pattern = "".join("." if foreign_letters(ch) else re.escape(ch) for ch in left)
    other = "".join("." if foreign_letters(ch) else re.escape(ch) for ch in right)
    return bool(re.fullmatch(pattern, right) or re.fullmatch(other, left))


def body_named_differently(paper: Paper) -> Iterator[Observation]:
    """The body that the plan appoints and the body that the order appoints carry one name."""
    wanted = {subject_body(o.subject.text): spot(o.subject) for o in paper.orders if o.subject}
    if not (wanted := {body: where for body, where in wanted.items() if body}):
        return
    steps = [s.cell for m in (paper.plan.measures if paper.plan else ()) for s in m.steps]
    reported = [s.cell for m in (paper.results.measures if paper.results else ()) for s in m.steps]
    odd: list[Spot] = []
    cites = [
        Cell(cite.subject, cite.subject, cite.place)
        for measure in (paper.results.measures if paper.results else ())
        for result in measure.results
        for cite in result.cites
        if cite.kind == "order" and _PURPOSE.search(cite.subject)
    ]
    for cells in (steps, list(paper.prose), reported, cites):
        named = {}
        for cell in cells:
            if (body := subject_body(cell.text)) and _PURPOSE.search(cell.text):
                named.setdefault(body, spot(cell))
        if named and not set(named) & set(wanted):
            odd += named.values()
    if odd:
        cited = [spot(cell) for cell in cites if subject_body(cell.text) in wanted]
        yield observe(
            "body_named_differently", Concern.CONTRADICTION, [*odd, *cited, *wanted.values()],
            f"แผนให้แต่งตั้งคณะหนึ่ง แต่คำสั่งแต่งตั้งเป็น{'/'.join(wanted)} ชื่อคณะไม่ตรงกัน",
            "The body that the plan appoints is named differently in the order",
        )  # fmt: skip


def agency_differs(paper: Paper) -> Iterator[Observation]:
    """The order is issued and signed for the municipality of the cover."""
    local = squash(
        re.sub(r"^(?:เทศบาล(?:ตำบล|เมือง|นคร)|องค์การบริหารส่วน(?:ตำบล|จังหวัด)|อบต\.|อบจ\.)", "", paper.agency)
    )
    cover = next((cell for cell in paper.cover if local and local in squash(cell.text)), None)
    if not cover:
        return
    for order in paper.orders:
        spots = [(order.heading.text, spot(order.heading))]
        spots += [(p.position, at(p.position_place, p.position)) for p in order.signed]
        for text, where in spots:
            named = re.search(r"(?:เทศบาล|เทศมนตรี|องค์การบริหารส่วน)(?:ตำบล|เมือง|นคร|จังหวัด)\s*[ก-๎]{2,}", text)
            if named and local not in squash(text):
                yield observe(
                    "agency_differs", Concern.CONTRADICTION, [spot(cover), where],
                    "หน่วยงานบนปกกับหน่วยงานในคำสั่งไม่ใช่หน่วยงานเดียวกัน",
                    "The order names another municipality than the cover",
                )  # fmt: skip
