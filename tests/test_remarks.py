"""What is noticed beside the ladder: each kind found, its near misses left alone, and nothing ever made to pass."""

from __future__ import annotations

import itertools
import shutil
from dataclasses import replace

import pytest
from typer.testing import CliRunner

from ita_audit.checklist import load_checklist
from ita_audit.cli.app import app
from ita_audit.demo_site.beside import SECRETS
from ita_audit.errors import EngagementError, LinkTableError
from ita_audit.likeness import Document, same_as_last_year, same_under_two_items
from ita_audit.model import (
    ElementAnswer,
    Elements,
    Found,
    Ladder,
    Link,
    LinkCheck,
    LinkStatus,
    Observed,
    Opens,
    Outcome,
    Period,
    Reading,
    Reads,
    Remark,
    RemarkKind,
    RemarkPlace,
    Rung,
    Standing,
    Step,
    TextPart,
)
from ita_audit.periods import read_period
from ita_audit.remarks import (
    find_remarks,
    load_previous,
    mask_quotes,
    previous_rows,
    save_previous,
    without_personal,
)
from ita_audit.verdicts import is_clear, judge, with_remarks

OIT = load_checklist(2566)
PLAN = "\n".join(["แผนงานของหน่วยงาน ก่อสร้างถนนสายหลักและรางระบายน้ำในเขตชุมชน งบประมาณ 450,000 บาท"] * 5)
BLANK = "\n".join(["ผลการดำเนินงาน ................................................"] * 6)
NATIONAL_ID = "1234567890121"


def piece(item, text, *, ref="", sha="", kind="pdf", label="คลิกที่นี่", state=Reads.YES):
    ref = ref or f"E-{item}-01"
    url = f"http://www.town.example/{ref}"
    check = LinkCheck(
        url, url, LinkStatus.OK, "", 200, (), "", 1, sha or f"{abs(hash((ref, text))):064x}", 1, 1, ""
    )
    reading = Reading(kind, state, "", 1, (TextPart("page", text, 1),))
    link = Link(url, url, label, "row", item=item)
    return Observed(ref, item, link, check, reading, read_period(reading.parts))


def kinds(*observed, before=()):
    found = find_remarks(OIT, observed, before=before)
    return {(code, remark.kind) for code, remarks in found.items() for remark in remarks}


# ---------------------------------------------------------------- one document under two items


def test_a_file_under_two_items_is_told_at_the_item_whose_name_it_does_not_bear():
    text = f"{OIT['O11'].title} ปีงบประมาณ พ.ศ. 2566\n{PLAN}"
    found = find_remarks(OIT, [piece("O11", text, sha="a" * 64), piece("O27", text, sha="a" * 64)])

    assert {(code, r.kind) for code, rs in found.items() for r in rs if r.kind is RemarkKind.SAME_FILE} == {
        ("O27", RemarkKind.SAME_FILE)
    }
    assert set(found["O27"][0].evidence) == {"E-O27-01", "E-O11-01"}
    assert OIT["O11"].title in found["O27"][0].reason_th


def test_a_retyped_copy_is_the_same_document():
    text = f"เอกสารของหน่วยงาน\n{PLAN}"
    found = kinds(piece("O11", text), piece("O27", text.replace("\n", " \n ")))
    assert {("O11", RemarkKind.SAME_FILE), ("O27", RemarkKind.SAME_FILE)} <= found


@pytest.mark.parametrize(
    "pieces",
    [
        [piece("O42", "ก", sha="a" * 64), piece("O43", "ก", sha="a" * 64)],
        [piece("O11", PLAN, sha="a" * 64, kind="html"), piece("O27", PLAN, sha="a" * 64, kind="html")],
        [
            piece("O11", f"{OIT['O11'].title}\n{OIT['O19'].title}\n{PLAN}", sha="a" * 64),
            piece("O19", f"{OIT['O11'].title}\n{OIT['O19'].title}\n{PLAN}", sha="a" * 64),
        ],
        [
            piece("O11", f"{OIT['O11'].title}\n{PLAN}", sha="a" * 64),
            piece("O27", f"{OIT['O11'].title}\n{PLAN}", sha="a" * 64, ref="E-O27-02"),
            piece("O27", f"{OIT['O27'].title}\nขั้นตอน"),
        ],
        [piece("O11", PLAN, ref="E-O11-01"), piece("O11", PLAN, ref="E-O11-02")],
        [piece("O11", PLAN), piece("O27", PLAN.replace("450,000", "550,000"))],
    ],
    ids=["the pair may share", "one page", "bears both names", "an annex", "one item", "other figures"],
)
def test_what_may_be_shared_is_left_alone(pieces):
    assert RemarkKind.SAME_FILE not in {kind for _, kind in kinds(*pieces)}


def test_many_documents_are_compared_in_moments():
    """Only texts with the same numbers are laid beside each other; a form filled in often is compared a little."""
    many = [Document(f"O{n % 40}", f"E{n}", str(n), f"{PLAN} ฉบับที่ {n}") for n in range(2_000)]
    same = [Document(f"O{n % 40}", f"F{n}", str(5_000 + n), PLAN) for n in range(500)]
    assert same_under_two_items(many) == ()
    assert 0 < len(same_under_two_items(same)) <= 60 * 59 // 2


# ---------------------------------------------------------------- last year's


def test_last_years_file_under_a_new_name_is_told_with_both_places():
    old = previous_rows([piece("O11", PLAN, sha="b" * 64)])
    found = find_remarks(OIT, [piece("O11", PLAN, sha="b" * 64, ref="E-O11-07")], before=old)

    (remark,) = found["O11"]
    assert remark.kind is RemarkKind.LAST_YEAR
    assert remark.places == (
        RemarkPlace("E-O11-07", 1),
        RemarkPlace("", None, "ปีก่อน O11: http://www.town.example/E-O11-01"),
    )


def test_a_resaved_file_of_another_number_last_year_is_told():
    old = previous_rows([piece("O12", PLAN)])
    assert kinds(piece("O11", PLAN, ref="E-O11-02"), before=old) == {("O11", RemarkKind.LAST_YEAR)}


def page_set(item, words="ข้อมูลการให้บริการของหน่วยงาน"):
    return (
        piece(item, words, kind="html", sha=f"{1:064x}" if words[0] == "ข" else f"{3:064x}"),
        piece(item, "สถิติ ก", ref=f"E-{item}-01.1", sha="c" * 64),
        piece(item, "สถิติ ข", ref=f"E-{item}-01.2", sha="d" * 64),
    )


def test_an_unchanged_page_set_is_one_remark_though_the_pages_bytes_changed():
    old = previous_rows(page_set("O16"))
    now = page_set("O16")
    counter = piece("O16", "ข้อมูลการให้บริการ  ของหน่วยงาน", kind="html", sha="e" * 64)
    assert kinds(*now, before=old) == {("O16", RemarkKind.UNCHANGED)}
    assert kinds(counter, *now[1:], before=old) == {("O16", RemarkKind.UNCHANGED)}


@pytest.mark.parametrize(
    ("now", "old"),
    [
        ([piece("O4", PLAN, sha="b" * 64)], [piece("O4", PLAN, sha="b" * 64)]),
        ([piece("O14", PLAN, sha="b" * 64)], [piece("O14", PLAN, sha="b" * 64)]),
        ([piece("O7", PLAN, sha="b" * 64)], [piece("O7", PLAN, sha="b" * 64)]),
        (
            [piece("O11", PLAN, sha="b" * 64), piece("O11", "แผนของปีนี้", ref="E-O11-02")],
            [piece("O11", PLAN, sha="b" * 64)],
        ),
        ([piece("O11", PLAN.replace("450,000", "470,000"))], [piece("O11", PLAN)]),
        ([*page_set("O16", "หน้าที่ปรับปรุงแล้ว")], [*page_set("O16")]),
    ],
    ids=[
        "a plan in force",
        "a manual",
        "a running list",
        "one of two files",
        "new figures",
        "a changed page",
    ],
)
def test_what_may_stay_as_it_was_is_left_alone(now, old):
    found = {kind for _, kind in kinds(*now, before=previous_rows(old))}
    assert not found & {RemarkKind.UNCHANGED, RemarkKind.LAST_YEAR}


def test_each_document_of_this_year_is_told_once():
    old = [Document("O1", "x", "1", PLAN), Document("O2", "y", "1", PLAN)]
    assert len(same_as_last_year([Document("O3", "z", "1", PLAN)], old)) == 1


def test_what_last_year_held_is_given_once_and_read_back(tmp_path):
    rows = previous_rows([piece("O11", f"{PLAN} เลขประจำตัวประชาชน {NATIONAL_ID}")])
    path = save_previous(tmp_path / "previous_year.csv", rows)

    assert load_previous(path) == rows
    assert NATIONAL_ID not in path.read_text(encoding="utf-8")
    with pytest.raises(LinkTableError, match="found one"):
        save_previous(path, rows)
    assert load_previous(tmp_path / "none.csv") == ()


@pytest.mark.parametrize(
    ("text", "row"),
    [("a,b\n1,2\n", 1), ("item,address,page,sha256,text_sha256,opening\nO1,u,no,zz,,\n", 2)],
    ids=["columns", "no digest"],
)
def test_a_broken_table_of_last_year_is_refused_with_its_row(tmp_path, text, row):
    path = tmp_path / "previous_year.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(LinkTableError, match=f"row {row}") as refused:
        load_previous(path)
    assert "ita-audit previous" in refused.value.hint_th


def test_the_command_keeps_what_a_case_of_an_earlier_year_held_and_refuses_any_other(tmp_path, demo_case):
    """From case to case: the next year's audit of the unchanged demo site finds its own evidence again."""
    now = tmp_path / "now"
    shutil.copytree(
        demo_case.folder, now, ignore=shutil.ignore_patterns("report", "working", "previous_year.csv")
    )
    run = CliRunner().invoke(app, ["previous", str(now), "--from", "demo"])
    assert isinstance(run.exception, EngagementError)

    text = (now / "engagement.toml").read_text(encoding="utf-8")
    (now / "engagement.toml").write_text(text.replace("= 2566", "= 2567"), encoding="utf-8")
    run = CliRunner().invoke(app, ["previous", str(now), "--from", "demo"])
    assert run.exit_code == 0, run.output
    rows = load_previous(now / "input" / "previous_year.csv")
    assert len(rows) > 50
    assert not any(secret in row.opening for row in rows for secret in SECRETS)


# ---------------------------------------------------------------- blank forms and strange titles


def test_a_blank_form_where_a_result_is_asked_for_is_told():
    text = f"{OIT['O13'].title} ประจำปีงบประมาณ พ.ศ. 2565\n{BLANK}"
    assert kinds(piece("O13", text)) == {("O13", RemarkKind.BLANK_FORM)}


@pytest.mark.parametrize(
    "pieces",
    [
        [piece("O27", f"แบบคำร้อง\n{BLANK}")],
        [piece("O13", BLANK), piece("O13", f"{OIT['O13'].title}\n{PLAN}", ref="E-O13-02")],
        [piece("O13", f"สารบัญ ........ 1\n{PLAN}")],
        [piece("O13", BLANK, state=Reads.CANNOT_TELL)],
    ],
    ids=["a manual's form", "beside a filled-in report", "a table of contents", "not read"],
)
def test_a_form_beside_a_result_or_in_a_manual_is_left_alone(pieces):
    assert RemarkKind.BLANK_FORM not in {kind for _, kind in kinds(*pieces)}


def test_a_label_of_one_item_and_a_title_of_another_are_told_with_both():
    text = f"{OIT['O10'].title} ประจำปีงบประมาณ พ.ศ. 2566 (ตุลาคม 2565\n- มีนาคม 2566)\nเก็บรวบรวมข้อมูล"
    found = find_remarks(OIT, [piece("O31", text, label=OIT["O31"].title)])

    (remark,) = found["O31"]
    assert remark.kind is RemarkKind.OTHER_DOCUMENT
    assert [place.page for place in remark.places] == [None, 1]
    assert OIT["O31"].title in remark.places[0].words
    assert OIT["O10"].title in remark.places[1].words


@pytest.mark.parametrize("item", [item for item in OIT.items], ids=lambda item: item.code)
def test_a_document_under_any_name_of_its_own_item_is_never_strange(item):
    """Every official name and every other name of all items, as titles with and without years."""
    forms = ("{}", "{} ประจำปีงบประมาณ พ.ศ. 2566", "เทศบาลตำบลตัวอย่าง\n{}\nปี ๒๕๖๖", "รายงาน{} รอบ 6 เดือน")
    for name, form in itertools.product((item.title, *item.aliases), forms):
        assert ("x", RemarkKind.OTHER_DOCUMENT) not in {
            ("x", kind) for _, kind in kinds(piece(item.code, form.format(name)))
        }, form.format(name)


@pytest.mark.parametrize(
    "pieces",
    [
        [piece("O43", f"{OIT['O42'].title} ปี 2566")],
        [piece("O31", "หนังสือราชการ เรื่อง ขอความร่วมมือ")],
        [piece("O31", f"{OIT['O10'].title}\n{OIT['O31'].title}")],
        [piece("O31", OIT["O10"].title), piece("O31", OIT["O31"].title, ref="E-O31-02")],
        [piece("O31", f"{OIT['O10'].title}\n{OIT['O31'].title.replace('เจตนารมณ์', 'เจตนารม')[:-8]}")],
        [piece("O31", OIT["O10"].title, state=Reads.SCANNED)],
        [piece("O6", OIT["O10"].title)],
    ],
    ids=[
        "its partner's",
        "nobody's",
        "both names",
        "beside its own",
        "its own misspelt",
        "scanned",
        "an item of pages",
    ],
)
def test_a_title_in_doubt_is_left_alone(pieces):
    assert RemarkKind.OTHER_DOCUMENT not in {kind for _, kind in kinds(*pieces)}


# ---------------------------------------------------------------- personal data


def test_personal_data_is_told_by_kind_place_and_evidence_and_never_printed():
    text = f"ผู้ชนะ นาย ก เลขประจำตัวประชาชน {NATIONAL_ID}\nมือถือ 081-234-5678\nอยู่บ้านเลขที่ 12/3 หมู่ที่ 4"
    found = find_remarks(OIT, [piece("O20", text), piece("O20", "ไม่มี", ref="E-O20-02")])["O20"]

    assert [remark.kind for remark in found] == [RemarkKind.NATIONAL_ID, RemarkKind.MOBILE, RemarkKind.HOME]
    assert all(remark.evidence == ("E-O20-01",) and remark.places[0].page == 1 for remark in found)
    assert not any(secret in str(found) for secret in (NATIONAL_ID, "081-234", "12/3"))


def test_a_name_of_a_link_is_searched_too_and_a_payload_once():
    link = piece("O20", "ประกาศ", label=f"นาย ก {NATIONAL_ID}")
    assert kinds(link) == {("O20", RemarkKind.NATIONAL_ID)}


def test_a_telephone_that_the_checklist_asks_for_is_no_personal_data():
    text = "นาย ก โทร 081-234-5678"
    assert kinds(piece("O2", text, kind="html"), piece("O5", text, kind="html")) == set()
    assert kinds(piece("O20", text)) == {("O20", RemarkKind.MOBILE)}


def test_quotations_are_masked_even_where_the_cut_parts_a_number():
    seen = piece("O20", f"ประจำปีงบประมาณ พ.ศ. 2566 ผู้ชนะ {NATIONAL_ID} ราคา")
    period = seen.period.statements[0]
    cut = f"ผู้ชนะ {NATIONAL_ID[:8]}"
    parted = quoting(seen, period, cut)

    assert NATIONAL_ID[:8] not in without_personal(parted).period.statements[0].text
    ladder = ladder_of(Elements.ALL, Period.MATCH, quote=cut)
    masked = mask_quotes(ladder, {seen.ref: seen})
    assert masked.element_answers[0].quote == "ผู้ชนะ " + "×" * 8


def quoting(seen, said, text):
    return replace(seen, period=replace(seen.period, statements=(replace(said, text=text),)))


# ---------------------------------------------------------------- what a remark may do to a result


def ladder_of(elements, period, *, quote=""):
    answers = (ElementAnswer("ก", True, quote, "E-O20-01"),) if quote else ()
    return Ladder(
        "O11",
        Step(Found.YES),
        Step(Opens.YES),
        Step(Reads.YES),
        Step(period),
        Step(elements),
        answers,
    )


@pytest.mark.parametrize("kind", list(RemarkKind), ids=lambda kind: kind.value)
@pytest.mark.parametrize(
    ("elements", "period"), list(itertools.product(Elements, Period)), ids=lambda label: label.value
)
def test_a_remark_may_doubt_and_never_clears(kind, elements, period):
    """For every answer of both rungs: what was not clear stays, what was clear may only become doubtful."""
    before = ladder_of(elements, period)
    after = with_remarks(before, [Remark("O11", kind, "เหตุผล", (RemarkPlace("E-O11-01"),))])

    for rung in Rung:
        was, now = before.step(rung).answer, after.step(rung).answer
        assert was == now or (is_clear(was) and now.value == "cannot_tell" and rung is kind.rung)
    verdict, plain = judge(after, OIT["O11"]), judge(before, OIT["O11"])
    assert verdict.outcome is not Outcome.PASSED
    if kind.rung is None:
        assert verdict == plain
    elif plain.standing is Standing.READY:
        assert (verdict.standing, verdict.rule, verdict.answer) == (Standing.CANNOT_TELL, "remarked", kind)
        assert verdict.evidence == ("E-O11-01",)
    else:
        assert verdict.standing is plain.standing or plain.standing is Standing.CANNOT_TELL
