"""Contradictions planted in an invented paper: each names its rules and the words at both places."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from tests.paper_maker import MONTHS, day_words, month_words, subject_words


@dataclass(frozen=True)
class Plant:
    """What was planted: a rule that must speak, words at the places it must cite, rules that may follow."""

    rules: tuple[str, ...]
    places: tuple[str, ...]
    follows: tuple[str, ...] = ()


def _step(model, kind):
    for m, measure in enumerate(model.reported):
        for s, step in enumerate(measure.steps):
            if step.kind == kind:
                return m, s, step
    return None


def _any_step(model, rng, kinds):
    found = [(m, s, step) for m, measure in enumerate(model.reported) for s, step in enumerate(measure.steps)
             if step.kind in kinds]  # fmt: skip
    return rng.choice(found) if found else None


def order_number(model, rng, look):
    _, _, step = _step(model, "appoint")
    own = f"{model.number}/{model.day.year + 543}"
    other = f"{model.number + rng.choice((-10, 1, 9, 100))}/{model.day.year + 543}"
    step.results = [text.replace(own, other) for text in step.results]
    return Plant(("order_number_differs",), (other, f"ที่ {own}"))


def order_date(model, rng, look):
    _, _, step = _step(model, "appoint")
    if "ลงวันที่" not in step.results[0]:
        return None
    other = model.day + timedelta(days=rng.choice((1, 3, 10)))
    step.results = [
        text.replace(f"ลงวันที่ {day_words(model.day)}", f"ลงวันที่ {day_words(other)}") for text in step.results
    ]
    return Plant(("order_date_differs",), (day_words(other), f"สั่ง ณ วันที่ {model.day.day} "))


def order_year(model, rng, look):
    if model.order_year != model.year:
        return None
    _, _, step = _step(model, "appoint")
    old = f"{model.number}/{model.day.year + 543}"
    model.order_year = model.year - 1
    step.results = [text.replace(old, f"{model.number}/{model.order_year}") for text in step.results]
    return Plant(
        ("order_year_differs",),
        (f"ที่ {model.number}/{model.order_year}", "สั่ง ณ วันที่"),
        ("fiscal_year_differs",),
    )


def person_name(model, rng, look):
    given, family = model.members[0][0].split(" ")
    changed = rng.choice((given[:-1] + rng.choice("ฟฬฮ"), f"{given}ฑ", f"{given}ิน"))
    model.signer = f"{changed} {family}"
    return Plant(("person_name_differs",), (model.members[0][0], model.signer))


def cover_year(model, rng, look):
    model.cover_year = model.year - 1
    return Plant(
        ("fiscal_year_differs",), (f"ประจำปีงบประมาณ พ.ศ. {model.cover_year}", f"พ.ศ. {model.lead_year} ดังนี้")
    )


def lead_year(model, rng, look):
    model.lead_year = model.year - 1
    return Plant(
        ("fiscal_year_differs",), (f"พ.ศ. {model.lead_year} ดังนี้", f"ประจำปีงบประมาณ พ.ศ. {model.cover_year}")
    )


def early_result(model, rng, look):
    found = _any_step(model, rng, ("web", "public", "train", "meet"))
    m, _, step = found
    before = date(model.year - 543 - 1, rng.choice((6, 7, 8)), rng.randint(1, 28))
    step.results[0] = (
        f"มีการ{'ประชุม' if step.kind == 'meet' else 'ดำเนินการปรับปรุงเว็บไซต์และประชาสัมพันธ์ อบรม'}เมื่อวันที่ {day_words(before)}"
    )
    return Plant(
        ("result_before_measure",), (day_words(before), month_words(model.reported[m].start, look.short_months)),
        ("result_before_order", "result_before_fiscal_year", "promised_report_not_cited", "result_does_not_prove_step"),
    )  # fmt: skip


def before_order(model, rng, look):
    if model.day.day < 6:
        return None
    _m, _, step = _step(model, "notify") or (None, None, None)
    if step is None:
        return None
    before = model.day - timedelta(days=rng.randint(2, 4))
    step.results[0] = f"จัดทำหนังสือแจ้งทุกส่วนราชการเมื่อวันที่ {day_words(before)}"
    return Plant(("result_before_order",), (day_words(before), "สั่ง ณ วันที่"), ("result_before_measure",))


def dropped_result(model, rng, look):
    found = _any_step(model, rng, ("notify", "officers", "public", "collect", "sum", "gift"))
    _m, _, step = found
    step.results = []
    return Plant(("step_without_result",), (step.text, step.text), ("promised_report_not_cited",))


def pending_result(model, rng, look):
    _m, _s, step = _any_step(model, rng, ("meet", "collect", "sum", "train"))
    step.results = [rng.choice(("อยู่ระหว่างดำเนินการ", "รอผลการประเมินอย่างเป็นทางการ", "ยังไม่ได้ดำเนินการ"))]
    return Plant(
        ("result_pending",),
        (step.results[0], step.text),
        ("promised_report_not_cited", "one_paper_two_items"),
    )


def wrong_proof(model, rng, look):
    found = _any_step(model, rng, ("notify", "public", "web", "train"))
    _m, _, step = found
    wrong = {"notify": "ตรวจสอบครุภัณฑ์ประจำปี", "public": "ซ่อมเครื่องปรับอากาศห้องทำงาน", "web": "จัดซื้อวัสดุสำนักงาน",
             "train": "ทำความสะอาดสำนักงานร่วมกัน"}[step.kind]  # fmt: skip
    step.results[0] = f"{wrong}แล้วเสร็จ"
    return Plant(("result_does_not_prove_step",), (step.text, wrong), ("promised_report_not_cited",))


def _keeps(syntax, layout):
    return "packed" if syntax == "keyed" or (layout == "rowspan" and syntax != "html") else layout


def _empty(model, rng, look, role):
    table = rng.choice(("plan", "results"))
    layout = _keeps(look.plan if table == "plan" else look.results, look.layout)
    measures = model.measures if table == "plan" else model.reported
    m = rng.randrange(len(measures))
    s = rng.randrange(len(measures[m].steps)) if layout == "each" else -1
    if layout == "each" and len(measures[m].steps) > 1 and sum(len(x.steps) - 1 for x in measures) < 3:
        return None
    model.blank.add((table, m, s, role))
    text = measures[m].steps[max(s, 0)].text
    return Plant(("owner_or_period_empty",), (text, measures[m].name))


def empty_owner(model, rng, look):
    return _empty(model, rng, look, "owner")


def empty_period(model, rng, look):
    return _empty(model, rng, look, "period")


def owner_differs(model, rng, look):
    m = rng.randrange(len(model.reported))
    others = [row[3] for row in model.rows if row[3] != model.reported[m].owner]
    model.reported[m].owner = rng.choice(others)
    return Plant(("owner_differs",), (model.measures[m].owner, model.reported[m].owner))


def period_differs(model, rng, look):
    m = rng.randrange(len(model.reported))
    measure = model.reported[m]
    if measure.end is None:
        measure.start = measure.start.replace(month=measure.start.month + 1)
    else:
        measure.end = (
            (measure.end.replace(day=1) - timedelta(days=1))
            if measure.end.month > measure.start.month + 1
            else measure.end + timedelta(days=28)
        )
    plan = model.measures[m]
    a = month_words(plan.end or plan.start, look.short_months)
    b = month_words(measure.end or measure.start, look.short_months)
    return Plant(
        ("period_differs",),
        (a, b),
        ("result_after_period", "result_before_measure", "promised_report_not_cited"),
    )


def step_dropped(model, rng, look):
    long = [i for i, measure in enumerate(model.reported) if len(measure.steps) > 1]
    if not long:
        return None
    m = rng.choice(long)
    kept = [i for i, step in enumerate(model.reported[m].steps) if step.kind not in ("appoint",)]
    gone = model.reported[m].steps.pop(rng.choice(kept))
    return Plant(
        ("step_not_reported",),
        (gone.text, model.reported[m].name),
        ("promised_report_not_cited", "body_named_differently"),
    )


def plan_step_dropped(model, rng, look):
    long = [i for i, measure in enumerate(model.measures) if len(measure.steps) > 1]
    if not long:
        return None
    m = rng.choice(long)
    gone = model.measures[m].steps.pop(rng.randrange(1, len(model.measures[m].steps)))
    return Plant(("step_not_planned",), (gone.text, model.measures[m].name))


def body_name(model, rng, look):
    other = "คณะกรรมการ" if model.body == "คณะทำงาน" else "คณะทำงาน"
    for measure in model.measures:
        for step in measure.steps:
            if step.kind == "appoint":
                step.text = step.text.replace(model.body, other)
    return Plant(("body_named_differently",), (f"ตั้ง{other}", f"เรื่อง แต่งตั้ง{model.body}"))


def unit_without_item(model, rng, look):
    units = list(dict.fromkeys(row[3] for row in model.rows if row[3] != "สำนักปลัด"))
    unit = rng.choice(units)
    for row in model.rows:
        if row[3] == unit:
            row[2], row[3] = "งานบริหารทั่วไป", "สำนักปลัด"
    return Plant(("group_unit_without_item",), (f"ผู้อำนวยการ{unit}", model.rows[0][1]))


def owner_outside(model, rng, look):
    unit = rng.choice(("กองสวัสดิการสังคม", "กองยุทธศาสตร์และงบประมาณ", "กองส่งเสริมการเกษตร"))
    row = rng.choice(model.rows)
    if sum(r[3] == row[3] for r in model.rows) < 2:
        return None
    row[2], row[3] = "งานธุรการ", unit
    return Plant(("owner_outside_group",), (unit, model.members[0][1]))


def item_missing(model, rng, look):
    i = rng.randrange(1, len(model.rows) - 1)
    if sum(r[3] == model.rows[i][3] for r in model.rows) < 2:
        return None
    model.rows.pop(i)
    return Plant(("item_without_owner",), (model.rows[i - 1][1], model.rows[i][1]))


def item_twice(model, rng, look):
    row = rng.choice(model.rows)
    other = next(r for r in model.rows if r[3] != row[3])
    model.rows.insert(model.rows.index(row) + 1, [row[0], row[1], other[2], other[3]])
    return Plant(
        ("item_given_twice",), (f"{row[2]} {row[3]}", f"{other[2]} {other[3]}"), ("group_unit_without_item",)
    )


def promise_broken(model, rng, look):
    found = [
        (m, s, text)
        for m, measure in enumerate(model.reported)
        for s in measure.steps
        for text in s.results[1:]
    ]
    if not found:
        return None
    m, step, text = rng.choice(found)
    meeting = "ประชุม" in text
    own = [t for s in model.reported[m].steps for t in s.results if t is not text]
    if any(("ประชุม" if meeting else "รายงาน") in t for t in own):
        return None
    step.results.remove(text)
    promise = next(f for f in model.measures[m].follow_ups if ("ประชุม" in f) == meeting)
    return Plant(("promised_report_not_cited",), (promise, step.results[0]))


def no_analysis(model, rng, look):
    model.analysis = []
    return Plant(("analysis_absent",), ("ได้วิเคราะห์ผลการประเมิน",), ("one_paper_two_items",))


def unsigned(model, rng, look):
    model.closing = []
    return Plant(("report_unsigned",), ("รายงานผลการดำเนินการตามมาตรการ",))


def bare_claim(model, rng, look):
    _, _, step = _step(model, "web") or (None, None, None)
    if step is None:
        return None
    step.results[0] = "ปรับปรุงเมนูบนเว็บไซต์ให้เป็นปัจจุบัน https://www.sathit.go.th/index/"
    return Plant(("website_claim_unproven",), ("ปรับปรุงเมนูบนเว็บไซต์", step.text))


def sections_only(model, rng, look):
    _, _, step = _step(model, "officers") or (None, None, None)
    if step is None:
        return None
    step.results[0] = "ตารางมอบหมายงานผู้รับผิดชอบหัวข้อ OIT (ตามเอกสารแนบท้าย)"
    return Plant(("officers_not_named",), ("ตารางมอบหมายงาน", step.text), ("promised_report_not_cited",))


def other_town(model, rng, look):
    model.order_town = "ต่างถิ่นจำลอง"
    return Plant(("agency_differs",), (model.agency, f"คำสั่ง{model.kind}ต่างถิ่นจำลอง"))


def no_order(model, rng, look):
    _, _, step = _step(model, "appoint")
    if "แนบ" not in step.results[0]:
        return None
    model.with_order = False
    return Plant(("attachment_missing",), (step.results[0][:30],))


def two_spellings(model, rng, look):
    model.title_word = "ดำเนินการ"
    return Plant(("name_written_two_ways",), ("ในการดำเนินการของหน่วยงานภาครัฐ", "ในการดำเนินงานของหน่วยงานภาครัฐ"))


PLANTS = (
    order_number, order_date, order_year, person_name, cover_year, lead_year, early_result, before_order,
    dropped_result, pending_result, wrong_proof, empty_owner, empty_period, owner_differs, period_differs,
    step_dropped, plan_step_dropped, body_name, unit_without_item, owner_outside, item_missing, item_twice,
    promise_broken, no_analysis, unsigned, bare_claim, sections_only, other_town, no_order, two_spellings,
)  # fmt: skip
__all__ = ["MONTHS", "PLANTS", "Plant", "subject_words"]
