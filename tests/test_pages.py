"""Pages of many markups: the links of each item, no link for what is no item."""

from __future__ import annotations

import pytest

from ita_audit.checklist import load_checklist
from ita_audit.demo_site.markup import STYLES, Listed, block
from ita_audit.model import PageLinks
from ita_audit.pages import links_document, main_links, page_text, read_page
from ita_audit.thai import thai_digits

CHECKLIST = load_checklist(2566)
URL = "http://www.town.example/ita/index.php?page=ita"


def read(body, **changes) -> PageLinks:
    html = body if isinstance(body, bytes) else f"<html><body>{body}</body></html>".encode()
    return read_page(html, **({"url": URL, "checklist": CHECKLIST} | changes))


def hrefs(page):
    return {code: [link.href for link in entry.links] for code, entry in page.items.items()}


def entries(label=lambda n: f"O{n}", text="คลิกที่นี่"):
    return [Listed(label(i.number), i.title, [(f"doc/{i.number}.pdf", text)]) for i in CHECKLIST.items]


EXPECTED = {f"O{n}": [f"doc/{n}.pdf"] for n in range(1, 44)}
LABELS = {
    "O1": lambda n: f"O{n}",
    "Thai digits": lambda n: f"O{thai_digits(str(n))}",
    "zero for O": lambda n: f"0{n:02d}"[-3:] if n >= 10 else f"O{n}",
    "dash": lambda n: f"O-{n}",
    "colon": lambda n: f"O{n} :",
    "ข้อ": lambda n: f"ข้อ {n}",
    "OIT": lambda n: f"OIT {n}",
    "bare numbers": lambda n: f"{n}.",
    "none": lambda n: "",
}


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("label", LABELS.values(), ids=LABELS)
def test_every_label_in_every_markup_gives_each_item_its_own_link(style, label):
    assert hrefs(read(block(style, entries(label), "การเปิดเผยข้อมูล"))) == EXPECTED


@pytest.mark.parametrize(
    "encode",
    [
        lambda t: t.encode("cp874", "replace"),
        lambda t: b"\xef\xbb\xbf" + t.encode(),
        lambda t: t.replace("O", "O&#8203;").encode(),
        lambda t: t.replace("<td>", "<td><div><span>").encode(),
    ],
    ids=["windows-874", "bom", "zero width", "wrappers"],
)
def test_writing_the_page_otherwise_changes_no_placement(encode):
    html = f"<html><body>{block('table', entries(), 'x')}</body></html>"
    assert hrefs(read(encode(html))) == EXPECTED


def test_menus_and_other_links_belong_to_no_item():
    menu = "<nav><ul><li><a href='/structure'>โครงสร้าง</a><li><a href='/news'>ข่าวประชาสัมพันธ์</a></ul></nav>"
    page = read(menu + block("table", entries(), "x") + "<footer><a href='/map'>แผนที่</a></footer>")

    assert hrefs(page) == EXPECTED
    assert {link.href for link in page.unplaced} == {"/structure", "/news", "/map"}


def test_an_item_without_a_usable_link_is_listed_with_none():
    listed = entries()
    listed[3].links = [("#", "คลิก"), ("javascript:void(0)", "คลิก"), ("", "คลิก")]
    assert hrefs(read(block("accordion", listed, "x")))["O4"] == []


def test_a_statement_without_link_is_kept():
    listed = entries()
    listed[28].links, listed[28].statement = [], "ในรอบนี้ไม่มีเรื่องร้องเรียน"
    assert "ไม่มีเรื่องร้องเรียน" in read(block("table", listed, "x")).items["O29"].statement


def test_an_item_given_twice_is_a_doubt_with_both_links():
    again = block("headings", [Listed("O7", "ข่าวประชาสัมพันธ์", [("other.pdf", "อีกฉบับ")])], "เพิ่มเติม")
    entry = read(block("table", entries(), "x") + again).items["O7"]

    assert [link.href for link in entry.links] == ["doc/7.pdf", "other.pdf"]
    assert "listed_twice" in entry.doubts


def test_a_number_against_a_clear_title_gives_way_and_says_so():
    listed = entries()
    listed[11].label = "O13"
    page = read(block("table", listed, "x"))

    assert hrefs(page) == EXPECTED
    assert page.items["O12"].doubts == ("misprint:O13",)


def test_a_link_named_after_another_item_stays_with_its_own():
    listed = entries(lambda n: "" if n == 42 else f"O{n}")
    listed[42].links = [("doc/43.pdf", CHECKLIST["O42"].title)]
    assert hrefs(read(block("definitions", listed, "x"))) == EXPECTED


def test_section_headings_with_ranges_are_no_items():
    sections = "<h3>9.3 การจัดซื้อจัดจ้าง (O19-O22)</h3><p><a href='/all'>ทั้งหมด</a></p>"
    assert hrefs(read(block("headings", entries(), "x") + sections)) == EXPECTED


def test_only_the_asked_year_of_several_counts():
    old = "<h2>ITA ปี 2565</h2>" + block(
        "table", [Listed(e.label, e.title, [("old" + e.links[0][0], "x")]) for e in entries()], "x"
    )
    new = "<h2>ITA ปี 2566</h2>" + block("table", entries(), "x")
    assert hrefs(read(new + old)) == EXPECTED
    assert hrefs(read(old + new)) == EXPECTED


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (
            "".join(f"<p>MOIT {n} หน่วยงานมีการวางระบบ <a href='{n}.pdf'>ดู</a></p>" for n in range(1, 23)),
            "other_scheme",
        ),
        ("<p>ยินดีต้อนรับ</p><a href='/x'>ข่าว</a>", "no_list"),
        ("<div id='root'></div><script src='app.js'></script>", "needs_scripts"),
        ("", "no_list"),
    ],
)
def test_what_is_no_oit_list_is_refused_with_a_reason(body, why):
    page = read(body)
    document = links_document(page, CHECKLIST)

    assert (page.refused, document["refused"]["why"]) == (why, why)
    assert set(document["items"]) == set(EXPECTED)
    assert not any(document["items"].values())


def test_a_list_without_checklist_is_read_by_its_own_numbers():
    page = read(block("table", entries()[:10], "x"), checklist=None)
    assert (page.scheme, hrefs(page)) == ("unknown", {f"O{n}": [f"doc/{n}.pdf"] for n in range(1, 11)})


def test_a_file_that_the_list_of_items_gives_too_is_content_unless_the_list_is_repeated():
    page = b'<div id=c><a href="/oct.pdf">1</a> <a href="/mar.pdf">2</a> <a href="/menu.pdf">3</a></div>'
    listed, home = b'<a href="/mar.pdf">O16</a><a href="/menu.pdf">m</a>', b'<a href="/menu.pdf">m</a>'
    given = {link.url for link in main_links(page, url=URL)}

    def hrefs(html, given):
        return [link.href for link in main_links(html, url=URL, other_pages=[listed, home], given=given)]

    assert hrefs(page, given) == ["/oct.pdf", "/mar.pdf"]
    assert hrefs(page, ()) == ["/oct.pdf"]
    many = b"".join(b'<a href="/%d.pdf">x</a>' % n for n in range(5))
    given = {link.url for link in main_links(many, url=URL)}
    assert main_links(many, url=URL, other_pages=[many, home], given=given) == []


def test_main_links_leave_out_what_other_pages_have_too():
    menu = "<ul><li><a href='/home'>หน้าแรก</a></ul>"
    page = f"<html><body>{menu}<p><a href='/a.pdf'>ก</a><a href='/a.pdf'>ซ้ำ</a></p></body></html>".encode()
    assert [link.href for link in main_links(page, url=URL, other_pages=[menu.encode()])] == ["/a.pdf"]


def test_scripts_and_comments_give_no_text_and_no_link():
    page = b"<body><!-- <a href='/x'>x</a> --><script>var a='<a href=/y>y</a>'</script><p>words</p></body>"
    assert page_text(page) == "words"
    assert main_links(page, url=URL) == []


@pytest.mark.parametrize(
    "html", [b"<div>" * 200_000, b"<a " * 100_000, b"<!--" * 100_000, b"\xff\xfe\x00", b"\x00" * 50]
)
def test_hostile_markup_ends(html):
    assert read(html).items == {}


def test_what_was_cut_off_is_said():
    assert any("ซ้อนลึก" in note for note in read(b"<div>" * 50_000).notes)
    assert any("ไบต์แรก" in note for note in read(b"<p>x</p>" * 1_300_000).notes)
