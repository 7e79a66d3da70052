"""Required elements: data for every item, structures, nil statements, agreement, and the bars of the score."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import replace

import pytest

from ita_audit.checklist import checklist_file, load_checklist, read_checklist
from ita_audit.checklist.elements import terms
from ita_audit.elements import STRUCTURES, check_elements, element_answers, find
from ita_audit.elements.nil import nil_statements
from ita_audit.elements.words import QUOTE, plain
from ita_audit.errors import ChecklistError
from ita_audit.model import Elements, PeriodReading, Reads, Seen
from ita_audit.thai import thai_digits
from tests.element_scores import KEYS, TEXTS, answers, counts, held_out, observed, score, table

CHECKLIST = load_checklist(2566)
ALL = [(item, element) for item in CHECKLIST.items for element in item.elements]


def answer_of(item: str, key: str, text: str, **reading):
    seen = [observed(text, item=item, **reading)]
    return next(a for a in element_answers(CHECKLIST[item], seen) if a.key == key)


# ------------------------------------------------------------------ data


def test_all_43_items_ask_for_elements_with_source_and_confidence():
    assert [item.code for item in CHECKLIST.items if not item.elements] == []
    for item, element in ALL:
        assert element.source, (item.code, element.key)
        assert element.confidence in {"sourced", "memory", "uncertain"}
        assert element.name_en, (item.code, element.key)
    keys = Counter((item.code, element.key) for item, element in ALL)
    assert max(keys.values()) == 1


def test_every_structure_named_in_the_table_exists_and_no_word_of_it_is_two_letters_or_less():
    """A word that loses its marks and keeps two letters stands in every text."""
    for item, element in ALL:
        words = [term for way in element.shown_by for group in way for term in group]
        for word in (*words, *element.near, *element.without, *element.nil):
            if word.startswith("@"):
                assert word in STRUCTURES or (word == "@title" and word in element.without), (item.code, word)
            elif word in words:
                assert len(plain(word)) >= 3, (item.code, element.key, word)


def test_a_year_without_elements_says_so(tmp_path):
    lines = checklist_file(2566).read_text(encoding="utf-8")
    (tmp_path / "oit-2599.csv").write_text(lines, encoding="utf-8")
    item = read_checklist(tmp_path / "oit-2599.csv", 2599, "oit")["O11"]

    answer, reason, answers = check_elements(item, [observed("โครงการ")], fiscal_year=2599)

    assert (answer, answers) == (Elements.NOT_ASKED, ())
    assert "ยังไม่มีรายการองค์ประกอบ" in reason


@pytest.mark.parametrize(
    ("change", "row"),
    [(("@phone", " "), 2), (("yes,", "maybe,"), 2), (("sourced", "surely"), 2)],
    ids=["nothing shows it", "required", "confidence"],
)
def test_a_broken_row_names_file_and_row(tmp_path, change, row):
    head = "scheme,fiscal_year,item,element,name_th,name_en,shown_by,minimum,near,without,nil,required,source,confidence,look_th"
    good = "oit,2566,O5,phone,โทรศัพท์,telephone,@phone,1,,,,yes,x,sourced,"
    (tmp_path / "oit-2566.csv").write_bytes(checklist_file(2566).read_bytes())
    (tmp_path / "elements.csv").write_text(f"{head}\n{good.replace(*change)}\n", encoding="utf-8")

    with pytest.raises(ChecklistError, match=rf"elements\.csv, row {row}"):
        read_checklist(tmp_path / "oit-2566.csv", 2566, "oit")


def test_the_small_language_of_the_cells():
    assert terms("a / @phone/ ") == ("a", "@phone")


# ------------------------------------------------------------------ structures


@pytest.mark.parametrize(
    ("name", "shows", "does_not"),
    [
        ("@phone", "โทร. 0-5372-1234", "โทร. ................"),
        ("@phone", "โทรศัพท์ ๐๕๓ ๗๒๑๒๓๔", "โทรสาร 0-5372-1235"),
        ("@phone", "+66 53 721 234", "เลขประจำตัวผู้เสียภาษี 0994000123456"),
        ("@e_mail", "saraban@town.go.th", "อีเมล example@example.com"),
        ("@postal_address", "เลขที่ 9 หมู่ 2 ตำบลดอนยาง อำเภอเมือง จังหวัดเหนือ 57000", "ตำบลดอนยางเป็นตำบลที่น่าอยู่"),
        ("@location_map", "https://maps.app.goo.gl/abc", "แผนที่ภาษีและทะเบียนทรัพย์สิน"),
        ("@location_map", "พิกัด 19.5512, 99.7431", "แผนผังเว็บไซต์"),
        ("@service_hours", "เปิด 08.30 - 16.30 น.", "เวลา 08.30 น."),
        ("@social_account", "LINE ID : @town", "ประกาศเตือนภัยออนไลน์: อย่ากดลิงก์"),
        ("@money", "งบประมาณ ๔๕๐,๐๐๐ บาท", "งบประมาณตามที่ได้รับ"),
        ("@spent", "เบิกจ่ายแล้ว 20,000 บาท", "งบประมาณตามแผน 20,000 บาท"),
        ("@spent", "โครงการ | งบใช้จริง\nอบรม | 19,600", "โครงการ | งบตามแผน\nอบรม | 19,600"),
        ("@budget_table", "โครงการ งบประมาณ\nถนน 450,000\nราง 120,000", "งบประมาณ\nไม่มีรายการ"),
        ("@percentage", "ร้อยละ 91.50", "ร้อยละของผู้รับบริการ"),
        ("@time_limit", "ภายใน 15 วันทำการ", "ภายในวันที่ 15"),
        ("@day", "16 ก.พ. 2566", "เดือนกุมภาพันธ์"),
        ("@time_span", "ไตรมาสที่ 2", "โครงการที่ 2"),
        ("@several_years", "แผนพัฒนา (พ.ศ. 2566 - 2570)", "ปีงบประมาณ พ.ศ. 2566"),
        ("@people", "ผู้เข้าร่วมประชุม 60 คน", "ผู้เข้าร่วมประชุมจำนวนมาก"),
        ("@case_count", "เรื่อง | ยุติ\n3 | 2", "มีเรื่องร้องเรียนหลายเรื่อง"),
        ("@fee", "ค่าธรรมเนียม 20 บาท", "อัตราตามที่กฎหมายกำหนด"),
        ("@risk_level", "ระดับความเสี่ยง: สูงมาก", "ความเสี่ยงในการปฏิบัติงาน"),
        ("@chart", "แผนผังโครงสร้างส่วนราชการ", "แผนผังเว็บไซต์"),
        ("@units", "กองคลัง กองช่าง", "กองคลัง"),
        ("@office_holder", "นายสมชาย ใจดี\nนายกเทศมนตรี", "นายกเทศมนตรี"),
        ("@photo", "รูปถ่ายนายกเทศมนตรี", "ไม่มีรูปภาพ"),
        ("@signature", "(นายสมชาย ใจดี)\nนายกเทศมนตรี", "(..................)\nนายกเทศมนตรี"),
        ("@steps", "ขั้นตอนการทำงาน\n1. รับเรื่อง\n2. ตรวจสอบ", "ขั้นตอนการทำงานเป็นไปตามระเบียบ"),
        ("@steps", "รับเรื่อง → คัดแยก → แจ้งผล", "หน้าแรก > ข้อมูล > โครงสร้าง"),
        ("@question_and_answer", "ถาม: จ่ายภาษีที่ไหน\nตอบ: ที่กองคลัง", "ถาม: จ่ายภาษีที่ไหน"),
        ("@form", "กรอกแบบฟอร์ม [ส่งคำขอ]", "แบบฟอร์มอยู่ที่สำนักงาน"),
        ("@law", "พระราชบัญญัติเทศบาล พ.ศ. 2496", "กฎหมายที่เกี่ยวข้อง"),
        ("@own_text", "เทศบาลมีหน้าที่ดูแลถนน", "\n".join(f"มาตรา {n} ให้ใช้บังคับ" for n in range(1, 8))),
        ("@results", "ผลการสำรวจ ร้อยละ 91", "แบบสอบถามความพึงพอใจ\n□ ร้อยละ\n□ มาก\n□ น้อย"),
        ("@before_during_after", "ทั้งก่อน ขณะ และหลังการปฏิบัติหน้าที่", "ในการปฏิบัติหน้าที่"),
    ],
)  # fmt: skip
def test_a_structure_is_told_from_its_look_alike(name, shows, does_not):
    assert find(name, shows)
    assert not find(name, does_not)


@pytest.mark.parametrize("name", sorted(STRUCTURES))
def test_digits_spaces_and_invisible_letters_change_no_structure(name):
    for row in TEXTS[::23]:
        text = row["text"]
        same = (thai_digits(text), text.replace(" ", "\u00a0"), text.replace("ก", "ก\u200b"))
        assert {bool(find(name, other)) for other in same} == {bool(find(name, text))}, row["id"]


# ------------------------------------------------------------------ nil statements


@pytest.mark.parametrize(
    ("text", "nil"),
    [
        ("ไม่มีเรื่องร้องเรียนการทุจริต", True),
        ("รอบ 6 เดือน ไม่พบการทุจริตของเจ้าหน้าที่", True),
        ("เรื่องร้องเรียนการทุจริต จำนวน 0 เรื่อง", True),
        ("เรื่องร้องเรียน : ไม่มี", True),
        ("ไม่มีเรื่องร้องเรียนที่ค้าง", False),
        ("ไม่มีเรื่องร้องเรียนเพิ่มเติมจากเดิม", False),
        ("หากไม่มีเรื่องร้องเรียนให้รายงานด้วย", False),
        ("มิใช่ว่าไม่มีเรื่องร้องเรียน", False),
        ("ไม่มีสถิติเรื่องร้องเรียน", False),
        ("ไม่มีข้อมูลเรื่องร้องเรียน", False),
        ("เรื่องร้องเรียน จำนวน 10 เรื่อง", False),
    ],
)
def test_a_nil_statement_is_told_from_what_looks_like_one(text, nil):
    assert bool(nil_statements([plain(text)], ("เรื่องร้องเรียน", "การทุจริต"))) is nil


def test_a_nil_statement_shows_the_numbers_of_complaints_and_is_marked():
    said = [answer_of("O29", key, "ไม่มีเรื่องร้องเรียนการทุจริต") for key in ("total", "closed", "in_progress")]

    assert all(answer.seen and answer.nil for answer in said)


def test_where_no_nil_is_allowed_none_counts():
    assert not answer_of("O11", "period", "ไม่มีระยะเวลาดำเนินการ").seen


# ------------------------------------------------------------------ answers


def test_seen_says_file_page_place_and_a_short_quotation():
    long = "ข้อความ " * 60 + "โทรศัพท์ 0-5372-1234 " + "ข้อความ " * 60
    answer = answer_of("O5", "phone", long)

    assert answer.answer is Seen.YES
    assert (answer.evidence, answer.page, answer.place) == ("t", 1, "page")
    assert "0-5372-1234" in answer.quote
    assert len(answer.quote) <= QUOTE


@pytest.mark.parametrize(
    "reading",
    [{"quality": 0.3}, {"state": Reads.SCANNED}, {"parts": (), "state": Reads.SCANNED}],
    ids=["poor", "scanned", "no text"],
)
def test_what_was_not_seen_cannot_be_told_where_the_text_is_poor(reading):
    assert answer_of("O5", "phone", "ที่อยู่", **reading).answer is Seen.CANNOT_TELL
    assert answer_of("O5", "phone", "ที่อยู่").answer is Seen.NO


@pytest.mark.parametrize("text", ["ที่ตั้ง", ""])
def test_pictures_and_signs_of_the_markup_count(text):
    assert answer_of("O5", "map", text, signs=("map",)).seen
    assert answer_of("O2", "photo", text or "ผู้บริหาร", images=3).seen
    assert not answer_of("O2", "photo", text or "ผู้บริหาร").seen


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ค้นหา", Elements.CANNOT_TELL),
        ("แจ้งเรื่องร้องเรียนการทุจริต ข้อมูลของผู้แจ้งถือเป็นความลับ", Elements.NOT_ASKED),
    ],
    ids=["nothing of what is asked for", "something of it"],
)
def test_channels_are_never_concluded_from_words(text, expected):
    """A person tries them; where nothing that is asked for shows, it may be none, and that is said."""
    answer, reason, answers = check_elements(CHECKLIST["O28"], [observed(text)], fiscal_year=2566)

    assert answer is expected
    assert "ต้องทดลองดูด้วยตา" in reason
    assert len(answers) == len(CHECKLIST["O28"].elements)


# ------------------------------------------------------------------ a report and its plan


def agreement(own: str, plan: str, years=((), ()), **reading):
    periods = [PeriodReading((), tuple(y)) for y in years]
    report = replace(observed(own, item="O12"), period=periods[0])
    planned = replace(observed(plan, item="O11", **reading), period=periods[1])
    _, _, answers = check_elements(
        CHECKLIST["O12"], [report], fiscal_year=2566, partner=CHECKLIST["O11"], partner_observed=[planned]
    )
    return answers[-1]


PLAN = "โครงการก่อสร้างถนนสายบ้านดอน งบประมาณ 400,000 บาท\nโครงการฝึกอบรมอาชีพแม่บ้าน"


def test_a_report_that_names_the_plans_projects_agrees_with_it():
    said = agreement("โครงการก่อสร้างถนนสายบ้านดอน แล้วเสร็จ", PLAN)

    assert said.answer is Seen.YES
    assert "ถนนสายบ้านดอน" in said.quote


def test_a_report_of_other_projects_or_another_year_does_not_agree():
    assert agreement("โครงการซ่อมรถบรรทุกขยะ แล้วเสร็จ", PLAN).answer is Seen.NO
    assert agreement("โครงการก่อสร้างถนนสายบ้านดอน", PLAN, ((2565,), (2566,))).answer is Seen.NO


def test_agreement_cannot_be_told_without_the_plan_and_then_asks_nothing():
    said = agreement("โครงการก่อสร้างถนนสายบ้านดอน", "", parts=(), state=Reads.SCANNED)

    assert said.answer is Seen.CANNOT_TELL
    assert not said.required


# ------------------------------------------------------------------ the score


@pytest.mark.parametrize("half", [True, False], ids=["held out", "read"])
def test_precision_and_recall_over_all_elements(half):
    precision, recall, missing = score(
        sum(counts([r for r in TEXTS if held_out(r) is half]).values(), Counter())
    )

    assert precision >= 0.9
    assert recall >= 0.9
    assert missing >= 0.75


def test_the_score_sees_a_wrong_label_and_the_table_has_a_line_per_item():
    row = TEXTS[0]
    turned = {**row, "elements": {name: not shown for name, shown in row["elements"].items()}}
    assert score(Counter(answers(turned).values()))[0] < score(Counter(answers(row).values()))[0]
    assert len(table(TEXTS).splitlines()) == 2 + len(KEYS)


def test_every_name_in_the_texts_is_asked_for():
    missing = [(item, name) for item, names in KEYS.items() for name, key in names.items() if key is None]
    assert missing == []


# ------------------------------------------------------------------ hostile text


@pytest.mark.parametrize(
    "piece",
    [
        "0",
        "งบประมาณ ",
        "ไม่มี",
        "ร้อยละ ",
        "(นาย",
        "ก่อน ขณะ ",
        "มาตรา 1\n",
        "โครงการ: ก",
        "1 | 2 | ",
        "a@a.",
        "ขั้นตอน > ",
    ],
)
def test_five_megabytes_of_hostile_text_are_done_in_bounded_time(piece):
    text = piece * (5_000_000 // len(piece.encode()) + 1)
    seen = [observed(text)]
    started = time.process_time()

    for code in ("O5", "O12", "O27", "O29", "O31", "O34"):
        element_answers(CHECKLIST[code], seen)

    agreement(text, text)
    assert time.process_time() - started < 30


def test_a_sign_that_is_no_structure_is_a_word():
    item = next(
        i
        for i in load_checklist(2567).items
        if any("@" in w for e in i.elements for g in e.shown_by for w in g)
    )
    seen = [observed("ติดต่อ saraban@town.go.th", item=item.code)]

    assert any(answer.seen and "@" in answer.quote for answer in element_answers(item, seen))
