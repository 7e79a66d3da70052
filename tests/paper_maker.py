"""
Invented papers of invented municipalities: consistent by construction, then spoilt on purpose.

A `Paper` is a model (town, year, measures, order, assignment) that `render` writes down in one of
several layouts, table syntaxes and digit styles. A plant changes the model and says which rule must
speak and which words stand at the places it must cite.
"""

from __future__ import annotations

import copy
import random
import re
from dataclasses import dataclass, field
from datetime import date, timedelta

from ita_audit.checklist import load_checklist
from ita_audit.thai import MONTHS, MONTHS_SHORT, thai_digits

CHECKLIST = load_checklist(2566)
TOWNS = (
    ("เทศบาลตำบล", "หนองสมมุติ"), ("เทศบาลตำบล", "บึงสาธิต"), ("เทศบาลเมือง", "ท่าตัวอย่าง"), ("เทศบาลตำบล", "โคกจำลอง"),
    ("องค์การบริหารส่วนตำบล", "ดอนทดลอง"), ("เทศบาลตำบล", "แม่ลองดู"), ("องค์การบริหารส่วนตำบล", "คลองสมมติ"),
)  # fmt: skip
GIVEN = ("สมชาติ", "วิชัยยุทธ", "ปรียาภัทร", "ธนากรณ์", "กัลยาณี", "อนุพงษ์", "จิราพัชร", "พงศ์เทพ", "มาลัยวรรณ", "สุรเชษฐ์")
FAMILY = ("ใจตัวอย่าง", "ทองสมมุติ", "สายสาธิต", "วงศ์จำลอง", "พรทดสอบ", "บุญลองดู", "แก้วสมมติ", "ศรีประกอบ")
UNITS = {
    "สำนักปลัด": ("งานบริหารทั่วไป", "งานนิติการ", "งานการเจ้าหน้าที่", "งานวิเคราะห์นโยบายและแผน"),
    "กองคลัง": ("งานพัสดุ", "งานการเงินและบัญชี"),
    "กองช่าง": ("งานวิศวกรรม", "งานแบบแผนและก่อสร้าง"),
    "กองการศึกษา": ("งานบริหารการศึกษา",),
    "กองสาธารณสุขและสิ่งแวดล้อม": ("งานบริการสาธารณสุข",),
}


@dataclass
class StepModel:
    text: str
    results: list[str]
    kind: str


@dataclass
class MeasureModel:
    name: str
    owner: str
    start: date
    end: date | None
    steps: list[StepModel]
    follow_ups: list[str]


@dataclass
class PaperModel:
    kind: str
    town: str
    year: int
    number: int
    day: date
    measures: list[MeasureModel]
    reported: list[MeasureModel]
    """The results table; a copy of the plan until something is planted"""
    members: list[list[str]]
    """[name, position, role]"""
    rows: list[list[str]]
    """[label number, title, section, division]"""
    body: str = "คณะทำงาน"
    cover_year: int = 0
    lead_year: int = 0
    order_town: str = ""
    signer: str = ""
    analysis: list[str] = field(default_factory=list)
    closing: list[str] = field(default_factory=list)
    with_order: bool = True
    blank: set[tuple[str, int, int, str]] = field(default_factory=set)
    """(table, measure index, step index or -1, role) whose cell stays empty"""
    title_word: str = "ดำเนินงาน"
    order_year: int = 0

    @property
    def agency(self):
        return f"{self.kind}{self.town}"

    @property
    def mayor(self):
        return "นายกเทศมนตรี" if self.kind.startswith("เทศบาล") else "นายกองค์การบริหารส่วนตำบล"


@dataclass(frozen=True)
class Look:
    """How a paper is written down."""

    digits: str
    plan: str
    results: str
    layout: str
    members: str
    assignment: str
    label: str
    mark: str
    broken: bool
    short_months: bool


def day_words(day):
    return f"{day.day} {MONTHS[day.month - 1]} {day.year + 543}"


def month_words(day, short):
    return f"{(MONTHS_SHORT if short else MONTHS)[day.month - 1]} {day.year + 543}"


def inside(rng, start, end):
    last = end or start + timedelta(days=100)
    return start + timedelta(days=rng.randint(1, max((last - start).days - 1, 1)))


def _library(rng, model_agency, unit, number, subject, order_day, day, host, year):
    """Steps as offices write them, each with a result that proves it: (kind, step, result)."""
    d = day_words(day)
    memo = rng.randint(11, 98)
    return {
        "appoint": (
            rng.choice((f"แต่งตั้ง{subject[0]}และกำกับติดตามผลการดำเนินงาน", f"แต่งตั้ง{subject[0]}ขับเคลื่อนการประเมิน ITA", f"จัดตั้ง{subject[0]}ขับเคลื่อนการประเมินคุณธรรมและความโปร่งใส")),
            rng.choice((
                f"คำสั่ง{model_agency} ที่ {number} ลงวันที่ {day_words(order_day)} เรื่อง {subject[1]} (ตามเอกสารแนบท้าย)",
                f"ออกคำสั่งที่ {number} เรื่อง {subject[1]} (เอกสารแนบ)",
                f"คำสั่งที่ {number} ลงวันที่ {day_words(order_day)}",
            )),
        ),
        "notify": (
            rng.choice(("แจ้งทุกส่วนราชการให้ทราบแนวทางการประเมิน ITA", "แจ้งให้ทุกกองทราบกรอบการประเมินและปฏิทิน", "แจ้งเวียนแนวทางการประเมินให้หน่วยงานในสังกัด")),
            rng.choice((f"มีหนังสือแจ้งเวียนทุกกอง ที่ นว 5320{memo}/ว {memo} ลงวันที่ {d}", f"บันทึกข้อความสำนักปลัด ที่ {memo}/{year} ลงวันที่ {d} แจ้งทุกส่วนราชการ", f"จัดทำหนังสือเวียนถึงทุกส่วนราชการเมื่อวันที่ {d}")),
        ),
        "officers": (
            rng.choice(("แต่งตั้งเจ้าหน้าที่ผู้รับผิดชอบในแต่ละส่วนราชการ", "มอบหมายเจ้าหน้าที่รับผิดชอบการเปิดเผยข้อมูลรายข้อ")),
            rng.choice((
                f"คำสั่ง{model_agency} ที่ {int(number.split('/')[0]) + 7}/{year} ลงวันที่ {d} เรื่อง มอบหมายเจ้าหน้าที่รับผิดชอบการเปิดเผยข้อมูลสาธารณะ (OIT)",
                f"ตารางมอบหมายผู้รับผิดชอบ OIT ตามบันทึกข้อความ ที่ {memo}/{year} ลงวันที่ {d}",
            )),
        ),
        "web": (
            rng.choice(("ดำเนินการปรับปรุงเว็บไซต์ให้ค้นหาข้อมูลได้ง่าย", "ปรับปรุงเว็บไซต์ของหน่วยงานให้เป็นปัจจุบัน")),
            rng.choice((
                f"ปรับปรุงเมนู ITA บนเว็บไซต์แล้วเสร็จเมื่อวันที่ {d} ที่ https://www.{host}.go.th/ita/{year}/index.php?page=ita{year}",
                f"เพิ่มเมนู ITA {year} บนหน้าเว็บไซต์ https://www.{host}.go.th/page.php?id={memo}{year} เมื่อวันที่ {d}",
            )),
        ),
        "public": (
            rng.choice(("ประชาสัมพันธ์ช่องทางแบบวัด EIT ให้ประชาชนทราบ", "มีการประชาสัมพันธ์การประเมินให้เจ้าหน้าที่และประชาชนทราบ")),
            rng.choice((f"ประชาสัมพันธ์ QR CODE แบบวัด EIT ผ่าน Facebook และเสียงตามสาย เมื่อวันที่ {d}", f"เผยแพร่ข่าวให้ประชาชนทราบทางเว็บไซต์ https://{host}.go.th/news/detail/{memo} วันที่ {d}")),
        ),
        "train": (
            "อบรมให้ความรู้ด้านคุณธรรมและจริยธรรมแก่บุคลากร",
            rng.choice((f"จัดอบรมบุคลากร จำนวน {memo} คน เมื่อวันที่ {d}", f"จัดโครงการอบรมคุณธรรมจริยธรรม วันที่ {d} ณ ห้องประชุม")),
        ),
        "meet": (
            rng.choice(("ประชุมติดตามผลการดำเนินการตามตัวชี้วัด", "จัดประชุมคณะทำงานเพื่อติดตามความก้าวหน้า")),
            rng.choice((f"ประชุมคณะทำงานเมื่อวันที่ {d} ตามรายงานการประชุมครั้งที่ 2/{year}", f"มีการประชุมติดตามผล ครั้งที่ 1/{year} วันที่ {d}")),
        ),
        "collect": (
            "รับรายงานผลจากแต่ละกองตามตัวชี้วัด",
            rng.choice((f"ทุกกองส่งรายงานครบถ้วน ตามบันทึกข้อความที่ {memo}/{year} ลงวันที่ {d}", f"ได้รับรายงานจากทุกกองเมื่อวันที่ {d}")),
        ),
        "sum": (
            rng.choice(("สรุปและรายงานผลการดำเนินการต่อผู้บริหาร", "จัดทำสรุปผลการดำเนินการเสนอผู้บริหาร")),
            rng.choice((f"จัดทำรายงานสรุปผลเสนอผู้บริหารแล้วเมื่อวันที่ {d}", f"สรุปผลเสนอผู้บริหารตามบันทึกข้อความที่ {memo}/{year} ลงวันที่ {d}")),
        ),
        "gift": (
            "ประกาศเจตนารมณ์ไม่รับของขวัญและของกำนัลทุกชนิด (No Gift Policy)",
            rng.choice((f"นายกลงนามในประกาศเจตนารมณ์เมื่อวันที่ {d}", f"ประกาศลงวันที่ {d} และถ่ายภาพร่วมกัน")),
        ),
    }  # fmt: skip


NAMES = {
    "appoint": "การเสริมสร้างแนวคิดในการปฏิบัติงาน", "web": "การปรับปรุงประสิทธิภาพการเปิดเผยข้อมูล",
    "meet": "การติดตามและประเมินผลการปฏิบัติตามแนวทาง", "train": "การพัฒนาบุคลากรด้านคุณธรรม",
}  # fmt: skip
GROUPS = (("appoint", "notify"), ("web", "officers", "public"), ("meet", "collect", "sum"), ("train", "gift"))


def _measures(rng, model, unit_names, subject):
    measures = []
    base = date(model.year - 543, 1, 1)
    windows = [(base.replace(month=2), base.replace(month=5)), (base.replace(month=2), base.replace(month=5)),
               (base.replace(month=6), base.replace(month=9)), (base.replace(month=3), base.replace(month=8))]  # fmt: skip
    host = f"{'abcdefg'[rng.randrange(7)]}sathit{rng.randint(1, 9)}"
    groups = list(GROUPS[: rng.choice((3, 3, 4))])
    for index, kinds in enumerate(groups):
        start, stop = windows[index]
        end = (stop.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
        if index == 0 and rng.random() < 0.5:
            start, end = model.day.replace(day=1), None
        lead, *rest = kinds
        rest = rest if len(rest) < 2 or rng.random() < 0.7 else rest[:1]
        steps = []
        for kind in (lead, *rest):
            day = inside(rng, max(start, model.day), end)
            number = f"{model.number}/{model.day.year + 543}"
            text, result = _library(rng, model.agency, "", number, subject, model.day, day, host, model.year)[
                kind
            ]
            steps.append(StepModel(text, [result], kind))
        follow = []
        minutes = f"รายงานในการประชุมประจำเดือน{MONTHS[(start.month) % 12]} {model.year} ตามรายงานการประชุมครั้งที่ {rng.randint(2, 9)}/{model.year}"
        if rng.random() < 0.6:
            follow.append(
                rng.choice(("รายงานผลความก้าวหน้าในการประชุมประจำเดือน", "รายงานในที่ประชุมหัวหน้าส่วนราชการประจำเดือน"))
            )
            steps[-1].results.append(minutes)
        if not follow or rng.random() < 0.4:
            promise = rng.choice(("รายงานสรุปผลการดำเนินการเสนอนายก", "รายงานผลการดำเนินการต่อผู้บริหาร"))
            follow.append(promise)
            steps[-1].results.append(
                f"จัด{promise.replace('รายงาน', 'ทำรายงาน', 1)} ตามบันทึกข้อความที่ {rng.randint(100, 300)}/{model.year}"
            )
        measures.append(
            MeasureModel(
                NAMES[lead], unit_names[0] if index < 3 else rng.choice(unit_names), start, end, steps, follow
            )
        )
    return measures


def make_paper(rng):
    """An invented paper that agrees with itself, in substance and in form."""
    kind, town = rng.choice(TOWNS)
    year = rng.choice((2564, 2565, 2566, 2566, 2567))
    day = date(year - 543, 1, rng.randint(4, 30))
    names = [
        f"{rng.choice(('นาย', 'นางสาว', 'นาง', 'จ่าเอก'))}{given} {rng.choice(FAMILY)}"
        for given in rng.sample(GIVEN, 9)
    ]
    units = ["สำนักปลัด", *rng.sample(list(UNITS)[1:], rng.choice((2, 3, 4)))]
    model = PaperModel(kind, town, year, rng.randint(11, 389), day, [], [], [], [])
    model.body = rng.choice(("คณะทำงาน", "คณะทำงาน", "คณะกรรมการ"))
    member = model.body.replace("คณะกรรมการ", "กรรมการ")
    short = "เทศบาล" if kind.startswith("เทศบาล") else "องค์การบริหารส่วนตำบล"
    model.members = [
        [names[0], model.mayor, f"ประธาน{member}"],
        [names[1], f"ปลัด{short}", f"รองประธาน{member}"],
    ]
    heads = {"สำนักปลัด": "หัวหน้าสำนักปลัด"}
    for place, unit in enumerate(units):
        model.members.append([names[2 + place], heads.get(unit, f"ผู้อำนวยการ{unit}"), member])
    model.members.append(
        [
            names[8],
            rng.choice(("นิติกรปฏิบัติการ", "นักวิเคราะห์นโยบายและแผน", "นักทรัพยากรบุคคล")),
            f"{member}และเลขานุการ",
        ]
    )
    model.signer = names[0]
    model.cover_year = model.lead_year = year
    model.order_town = town
    model.order_year = year
    owners = units + rng.choices(units, k=len(CHECKLIST.items) - len(units))
    rng.shuffle(owners)
    model.rows = [
        [str(i.number), i.title, rng.choice(UNITS[u]), u]
        for i, u in zip(CHECKLIST.items, owners, strict=True)
    ]
    subject = (model.body, subject_words(model))
    model.measures = _measures(rng, model, units, subject)
    model.reported = copy.deepcopy(model.measures)
    model.analysis = _analysis(rng, model)
    model.closing = rng.choice((
        [f"รายงาน ณ วันที่ {day_words(date(year - 543, 9, 29))}", f"({names[1]})", f"ปลัด{short}", "ผู้รายงาน", "เห็นชอบ"],
        [f"วันที่ {day_words(date(year - 543, 9, 28))}", "ลงชื่อ.....................ผู้จัดทำรายงาน", f"({names[8]})", "อนุมัติ"],
    ))  # fmt: skip
    return model


def subject_words(model):
    return f"แต่งตั้ง{model.body}ขับเคลื่อนการประเมินคุณธรรมและความโปร่งใสในการ{'ดำเนินงาน'}ของหน่วยงานภาครัฐ (ITA) ประจำปีงบประมาณ พ.ศ. {model.order_year or model.year}"


def _analysis(rng, model):
    last = model.year - 1
    return rng.choice((
        [f"จากผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. {last} {model.agency}ได้คะแนน {rng.randint(70, 94)}.{rng.randint(10, 99)} คะแนน",
         f"จุดอ่อนที่ต้องแก้ไขโดยเร่งด่วน คือ ตัวชี้วัดที่ {rng.randint(6, 10)} การเปิดเผยข้อมูล ประเด็นที่ต้องพัฒนา คือ การสื่อสารกับประชาชน"],
        [f"ผลการวิเคราะห์การประเมินปี พ.ศ. {last} พบว่าตัวชี้วัดที่ {rng.randint(1, 8)} ได้คะแนนร้อยละ {rng.randint(60, 84)} จึงเป็นประเด็นที่ต้องปรับปรุง"],
        [f"ผลคะแนนปีงบประมาณ {last} มีข้อบกพร่องด้านการป้องกันการทุจริต และควรพัฒนาการสื่อสาร"],
    ))  # fmt: skip


SYNTAXES = ("tab", "markdown", "html", "spaces", "keyed")


def make_look(rng):
    return Look(
        digits=rng.choice(("thai", "arabic", "mixed")),
        plan=rng.choice(SYNTAXES),
        results=rng.choice(SYNTAXES),
        layout=rng.choice(("packed", "once", "each", "rowspan")),
        members=rng.choice(("tab", "markdown", "html", "plain", "numbered")),
        assignment=rng.choice(("tab", "markdown", "html", "spaces", "plain")),
        label=rng.choice(("O", "O", "zero", "dash")),
        mark=rng.choice(("{}. ", "{}) ", "{}. ")),
        broken=rng.random() < 0.4,
        short_months=rng.random() < 0.6,
    )


def render(model, look):
    """Write a paper down; digits last, addresses keep theirs."""
    lines = [
        "รายงานผลการดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใส",
        f"ประจำปีงบประมาณ พ.ศ. {model.cover_year}",
        "", model.agency, "อำเภอสมมุติ จังหวัดจำลอง", "",
        f"ตามที่{model.agency}ได้รับการประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ ได้วิเคราะห์ผลการประเมินเพื่อกำหนดมาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน ดังนี้",
        *model.analysis, "",
    ]  # fmt: skip
    if model.title_word != "ดำเนินงาน":
        lines.insert(1, f"ในการประเมินคุณธรรมและความโปร่งใสในการ{model.title_word}ของหน่วยงานภาครัฐ")
    lines += ["มาตรการส่งเสริมคุณธรรมและความโปร่งใส", *_measure_table(model, look, "plan"), ""]
    lines += ["การดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน",
              f"{model.agency}ได้ดำเนินการขับเคลื่อนมาตรการ ประจำปีงบประมาณ พ.ศ. {model.lead_year} ดังนี้", ""]  # fmt: skip
    lines += [*_measure_table(model, look, "results"), "", *model.closing, ""]
    if model.with_order:
        lines += _order(model, look)
    lines += ["การมอบหมายผู้รับผิดชอบการเปิดเผยข้อมูลสาธารณะ (OIT)", "", *_assignment(model, look)]
    rng = random.Random(model.number)
    return "\n".join(_digits(line, look.digits, rng) for line in lines) + "\n"


def _digits(line, style, rng):
    if style == "arabic" or (style == "mixed" and rng.random() < 0.5):
        return line
    parts = re.split(r"((?:https?://|www\.)\S+|<[^<>]+>)", line)
    return "".join(part if i % 2 else thai_digits(part) for i, part in enumerate(parts))


def _period(measure, look):
    start = month_words(measure.start, look.short_months)
    if measure.end is None:
        return f"{start} เป็นต้นไป"
    return f"{start} - {month_words(measure.end, look.short_months)}"


def _measure_table(model, look, which):
    measures = model.measures if which == "plan" else model.reported
    head = ["มาตรการ/แนวทาง", "วิธีการดำเนินการ", "ผู้รับผิดชอบ", "ระยะเวลา", "การติดตามผล"]
    if which == "results":
        head = ["มาตรการ", "ขั้นตอน/วิธีการ", "ผู้รับผิดชอบ", "ระยะเวลาดำเนินการ", "ผลการดำเนินการ"]
    syntax = look.plan if which == "plan" else look.results
    layout = "packed" if syntax == "keyed" or (look.layout == "rowspan" and syntax != "html") else look.layout
    rows = []
    for index, measure in enumerate(measures):
        rows += _rows(model, measure, index, which, layout, look, syntax)
    if syntax == "keyed":
        return [line for row in rows for line in _keyed(head, row)]
    lines = _write(head, rows, syntax)
    if look.broken and len(lines) > 4 and syntax in ("tab", "markdown"):
        at = len(lines) - 1
        lines[at:at] = ["", f"- {3 + (which == 'results')} -", ""] if syntax == "tab" else [""]
    return lines


def _rows(model, measure, index, which, layout, look, syntax):
    mark = lambda n, text: look.mark.format(n) + text  # noqa: E731
    name = mark(index + 1, measure.name)
    joint = "<br>" if syntax == "html" else "\n" if syntax == "keyed" else " "

    def cell(role, step, value):
        return (
            ""
            if (which, index, step, role) in model.blank or (which, index, -1, role) in model.blank
            else value
        )

    follow = (
        [mark(n, text) for n, text in enumerate(measure.follow_ups, 1)]
        if len(measure.follow_ups) > 1
        else measure.follow_ups
    )
    own, period = measure.owner, _period(measure, look)
    if look.layout == "once" and which == "plan":
        own = f"{own} {model.agency}"
    if layout == "packed":
        steps = joint.join(mark(n, s.text) for n, s in enumerate(measure.steps, 1))
        results = joint.join(
            mark(n, " ".join(s.results)) for n, s in enumerate(measure.steps, 1) if s.results
        )
        if len(measure.steps) == 1:
            steps, results = measure.steps[0].text, " ".join(measure.steps[0].results)
        last = joint.join(follow) if which == "plan" else results
        return [[name, steps, cell("owner", -1, own), cell("period", -1, period), last]]
    rows = []
    for n, step in enumerate(measure.steps):
        first = n == 0
        last = " ".join(step.results) if which == "results" else (joint.join(follow) if first else "")
        shown = [name if first else "", mark(n + 1, step.text)]
        every = layout == "each" or first
        shown += [cell("owner", n, own) if every else "", cell("period", n, period) if every else "", last]
        rows.append(shown)
    return [rows] if layout == "rowspan" else rows


def _keyed(head, row):
    lines = []
    for key, value in zip(head, row, strict=True):
        number = re.match(r"(\d+)[.)] (.*)", value) if key.startswith("มาตรการ") else None
        if number:
            lines.append(f"มาตรการที่ {number[1]} : {number[2]}")
        elif "\n" in value:
            lines += [f"{key} :", *value.split("\n")]
        else:
            lines.append(f"{key} : {value}".rstrip())
    return lines


def _write(head, rows, syntax):
    if syntax == "tab":
        return ["\t".join(row) for row in (head, *rows)]
    if syntax == "markdown":
        return ["| " + " | ".join(row) + " |" for row in (head, ["---"] * len(head), *rows)]
    if syntax == "spaces":
        widths = [max(len(row[i]) for row in (head, *rows)) + 3 for i in range(len(head))]
        return [
            "".join(c.ljust(w) for c, w in zip(row, widths, strict=True)).rstrip() for row in (head, *rows)
        ]
    lines = ["<table>", "<tr>" + "".join(f"<th>{cell}</th>" for cell in head) + "</tr>"]
    for row in rows:
        lines += (
            _spanned(row)
            if isinstance(row[0], list)
            else ["<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>"]
        )
    return [*lines, "</table>"]


def _spanned(rows):
    """The rows of one measure with its name, owner and period written once over all of them."""
    lines = []
    for n, row in enumerate(rows):
        cells = []
        for i, value in enumerate(row):
            if i in (0, 2, 3) and n == 0:
                cells.append(f'<td rowspan="{len(rows)}">{value}</td>')
            elif i not in (0, 2, 3):
                cells.append(f"<td>{value}</td>")
        lines.append("<tr>" + "".join(cells) + "</tr>")
    return lines


def _order(model, look):
    number = f"{model.number}/{model.order_year if model.order_year != model.year else model.day.year + 543}"
    lines = [f"คำสั่ง{model.kind}{model.order_town}", f"ที่ {number}", f"เรื่อง {subject_words(model)}", "",
             f"เพื่อให้การประเมินเป็นไปด้วยความเรียบร้อย จึงแต่งตั้ง{model.body} ประกอบด้วย"]  # fmt: skip
    rows = [[f"{n})", name, position, role] for n, (name, position, role) in enumerate(model.members, 1)]
    if look.members == "plain":
        lines += [f"{row[0]} {row[1]} ตำแหน่ง {row[2]} {row[3]}" for row in rows]
    elif look.members == "numbered":
        lines += [
            f"{n}. {row[2]} {row[3]}" if n > 1 else f"{n}. {row[1]} {row[2]} {row[3]}"
            for n, row in enumerate(rows, 1)
        ]
    else:
        lines += _write(["ลำดับ", "ชื่อ - สกุล", "ตำแหน่ง", "ตำแหน่งในคณะ"], rows, look.members)
    lines += ["", f"ให้{model.body}มีอำนาจหน้าที่ ดังนี้", "1) กำกับดูแลการประเมินให้เป็นไปตามปฏิทิน",
              "2) ติดตามการเปิดเผยข้อมูลของทุกกอง", "ทั้งนี้ ตั้งแต่บัดนี้เป็นต้นไป", "",
              f"สั่ง ณ วันที่ {day_words(model.day).replace(str(model.day.year + 543), 'พ.ศ. ' + str(model.day.year + 543))}", "",
              f"({model.signer})", f"{model.mayor}{'' if 'องค์การ' in model.mayor else model.kind.removeprefix('เทศบาล')}{model.order_town}", ""]  # fmt: skip
    return lines


def _assignment(model, look):
    labels = {"O": "O{}", "zero": "0{:0>2}", "dash": "O-{}"}
    rows = [
        [labels[look.label].format(n), title, f"{section} {division}".strip()]
        for n, title, section, division in model.rows
    ]
    if look.assignment == "plain":
        return [" ".join(row) for row in rows]
    return _write(["ข้อ", "ข้อมูล", "ผู้รับผิดชอบ"], rows, look.assignment)
