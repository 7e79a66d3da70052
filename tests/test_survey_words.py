"""Words of links: which item, which year, which sub-indicator; and the further pages of a list."""

from __future__ import annotations

import pytest

from ita_audit.checklist import load_checklist
from ita_audit.model import Link
from ita_audit.survey.paging import next_pages, parts_of_list
from ita_audit.survey.seen import see
from ita_audit.survey.signs import (
    is_site_map,
    only_a_year,
    says_nothing,
    speaks_of_ita,
    year_fit,
    years_named,
)
from ita_audit.survey.titles import title_book
from ita_audit.thai import thai_digits
from tests.spread_sites import BASE, answer, build

CHECKLIST = load_checklist(2566)
BOOK = title_book(CHECKLIST)
DRESSES = (
    "{t}", "O{n} {t}", "{n}. {t}", "OIT{n} : {t}", "ITA 2566 O{n} {t}", "{t} ประจำปีงบประมาณ พ.ศ. 2566", "{t}.pdf",
    "{t} ของเทศบาลตำบลหนึ่ง", "O{n}{t}", "  {t}  ", "[ITA] {t}",
)  # fmt: skip


@pytest.mark.parametrize("dress", DRESSES)
def test_every_title_is_named_in_every_dress(dress):
    for item in CHECKLIST.items:
        for text in (
            dress.format(n=item.number, t=item.title),
            thai_digits(dress.format(n=item.number, t=item.title)),
        ):
            named = BOOK.names(text)
            assert named is not None, text
            assert named.code == item.code, text


@pytest.mark.parametrize(
    "words",
    [
        "โครงสร้างพื้นฐาน",
        "ข่าวประชาสัมพันธ์การจัดซื้อจัดจ้าง",
        "อำนาจหน้าที่ของสภาเทศบาล",
        "รายงานผลการดำเนินงานศูนย์พัฒนาเด็กเล็ก",
        "แผนปฏิบัติการด้านสิ่งแวดล้อม",
        "9.1 ข้อมูลพื้นฐาน",
        "การจัดซื้อจัดจ้างหรือการจัดหาพัสดุ",
        "O1-O9 ข้อมูลพื้นฐาน",
        "O11 รายงานกิจการสภา",
        "ITA 2566",
        "หน้า 2",
        "",
        "ก" * 5000,
    ],
)
def test_words_that_are_only_near_name_no_item(words):
    assert BOOK.names(words) is None


@pytest.mark.parametrize(
    ("words", "code", "rule"),
    [
        ("แนวปฏิบัติการจัดการเรื่องร้องเรียนการทุจริตและประพฤติมิชอป", "O27", "near_title"),
        ("กฏหมายที่เกี่ยวข้อง", "O6", "title"),
        ("ติดต่อเรา", "O5", "other_name"),
        ("ภาพกิจกรรม", "O7", "other_name"),
        ("O12", "O12", "number"),
    ],
)
def test_a_name_says_by_what_it_names(words, code, rule):
    named = BOOK.names(words)
    assert (named.code, named.rule) == (code, rule)


def test_a_half_year_report_is_not_the_yearly_one_with_another_number():
    title = CHECKLIST["O37"].title
    assert BOOK.names(title).code == "O37"
    other = BOOK.names(title.replace("6", "9"))
    assert other is None or other.rule != "near_title"


@pytest.mark.parametrize(
    ("words", "years"),
    [
        ("ITA 2023", {2566}),
        ("ปีงบประมาณ พ.ศ. ๒๕๖๕", {2565}),
        ("ITA ปี 66", {2566}),
        ("พ.ศ. 2566 - 2570", {2566, 2567, 2568, 2569, 2570}),
        ("(2561-65)", {2561, 2562, 2563, 2564, 2565}),
        ("3 เมษายน 2566", set()),
        ("12/05/2566", set()),
        ("โทร 0 2566 1234 5", {2566}),
        ("แผน 5 ปี", set()),
        ("เลขที่ 12566", set()),
    ],
)
def test_years_named(words, years):
    assert years_named(words) == years


def test_the_year_of_a_document_is_not_the_year_of_the_assessment():
    report, plan, page = CHECKLIST["O13"], CHECKLIST["O11"], CHECKLIST["O1"]
    assert year_fit(f"{report.title} 2565", report, 2566) == 0
    assert year_fit(f"{report.title} 2566", report, 2566) == 1
    assert year_fit(f"{report.title} 2564", report, 2566) == 2
    assert year_fit(f"ITA 2565 {report.title}", report, 2566) == 2
    assert year_fit(f"{plan.title} 2565", plan, 2566) == 2
    assert year_fit(f"{page.title} 2564", page, 2566) == 1
    assert year_fit("แผนพัฒนา (พ.ศ. 2561-2565)", CHECKLIST["O4"], 2566) == 2
    assert year_fit("แผนพัฒนา (พ.ศ. 2566-2570)", CHECKLIST["O4"], 2566) == 0


@pytest.mark.parametrize(
    ("words", "sections"),
    [
        ("ตัวชี้วัดย่อยที่ 9.3", {"9.3"}),
        ("๙.๔ การบริหารและพัฒนาทรัพยากรบุคคล", {"9.4"}),
        ("การจัดซื้อจัดจ้าง", {"9.3"}),
        ("ตัวชี้วัดที่ 10 การป้องกันการทุจริต", {"10.1", "10.2"}),
        ("O1 – O9", {"9.1"}),
        ("ติดต่อเรา", set()),
        ("งาน", set()),
    ],
)
def test_sections_named(words, sections):
    assert BOOK.sections.named(words) == sections


def test_signs_of_single_links():
    assert speaks_of_ita("การประเมินคุณธรรมและความโปร่งใส")
    assert not speaks_of_ita("CAPITAL digital")
    assert not speaks_of_ita("การเปิดเผยข้อมูลส่วนบุคคล")
    assert says_nothing("คลิกที่นี่ »")
    assert says_nothing("")
    assert not says_nothing("โครงสร้าง")
    assert only_a_year("ปี 2566")
    assert not only_a_year("แผน 2566")
    assert is_site_map("แผนผังเว็บไซต์")
    assert not is_site_map("แผนผังโครงสร้าง")


def paged(url, *links):
    page = answer(build("menu", 0), f"{BASE}/")
    import dataclasses

    response = dataclasses.replace(page, url=url, final_url=url, content=b"")
    return [found for found, _ in next_pages(response, [Link(u, u, words, "link") for u, words in links])]


@pytest.mark.parametrize(
    ("url", "link", "words"),
    [
        ("/category/ita", "/category/ita/page/2/", "2"),
        ("/list?page=2", "/list?page=3", "ถัดไป »"),
        ("/list", "/list?start=20", "หน้า 2"),
        ("/list?cat=4", "/list?cat=4&paged=2", "๒"),
        ("/index.php?page=ita2023", "/index.php?page=ita2023&p=2", "Next"),
        ("/list/page/9/", "/list/page/10/", "»"),
    ],
)
def test_further_pages_of_a_list(url, link, words):
    assert paged(f"{BASE}{url}", (f"{BASE}{link}", words)) == [f"{BASE}{link}"]
    assert parts_of_list(f"{BASE}{url}", [f"{BASE}{link}", f"{BASE}/other"]) == [f"{BASE}{link}"]


@pytest.mark.parametrize(
    ("url", "link", "words"),
    [
        ("/list", "/other?page=2", "2"),
        ("/list?page=2", "/list?page=1", "1"),
        ("/index.php?page=5", "/index.php?page=12", "ประวัติ"),
        ("/list", "/list?year=2565", "2565"),
        ("/list?page=2", "/list?page=2", "2"),
        ("/list", "http://elsewhere.example/list?page=2", "2"),
    ],
)
def test_what_is_no_further_page(url, link, words):
    target = link if link.startswith("http") else f"{BASE}{link}"
    assert paged(f"{BASE}{url}", (target, words)) == []


def test_rel_next_in_the_head_is_a_further_page():
    import dataclasses

    page = answer(build("menu", 0), f"{BASE}/c")
    response = dataclasses.replace(page, content=b'<head><link href="/c/page/2" rel="next"></head>')
    assert next_pages(response, []) == [(f"{BASE}/c/page/2", "ถัดไป")]


@pytest.mark.parametrize(
    ("html", "labels"),
    [
        ("<ul><li><a href='#'>2566</a><ul><li><a href='/x'>โครงสร้าง</a></ul></ul>", ("2566",)),
        ("<div><button>2566</button><div><a href='/y'>ก</a><br><a href='/x'>ข</a></div></div>", ("2566",)),
        ("<h3>2565</h3><p><a href='/y'>ก</a></p><h3>2566</h3><p><a href='/x'>ข</a></p>", ("2566",)),
        (
            "<table><tr><td>O1</td><td>โครงสร้าง</td><td><a href='/x'>คลิก</a></td></tr></table>",
            ("O1 โครงสร้าง",),
        ),
        ("<dl><dt>O1 โครงสร้าง</dt><dd><a href='/x'>คลิก</a></dd></dl>", ("O1 โครงสร้าง",)),
        ("<ul><li>O1 โครงสร้าง <a href='/x'>คลิก</a></ul>", ("O1 โครงสร้าง",)),
        ("<div><h4>O1</h4></div><div><a href='/x'>ข</a></div>", ("O1",)),
        ("<div><h4>O1</h4><p>ก</p></div><div><a href='/x'>ข</a></div>", ()),
        ("<div><a href='/y'>โครงสร้าง</a><br><a href='/x'>ข</a></div>", ()),
    ],
)
def test_the_nearest_label_above_a_link(html, labels):
    import dataclasses

    page = answer(build("menu", 0), f"{BASE}/")
    response = dataclasses.replace(page, content=f"<html><body>{html}</body></html>".encode())
    seen = next(seen for seen in see(response).links if seen.link.href == "/x")
    assert seen.above[:1] == labels
