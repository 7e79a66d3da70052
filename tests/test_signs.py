"""What markup shows beside words, and pages that are only a program that shows another's file."""

from __future__ import annotations

import pytest

from ita_audit.checklist import load_checklist
from ita_audit.documents import read_document
from ita_audit.elements import check_elements
from ita_audit.model import Link, LinkCheck, LinkStatus, Observed, Reads
from ita_audit.sandbox import read_safely

WORDS = "<p>ข้อมูลของเทศบาลตำบลตัวอย่าง</p>"


def page(body, url="https://www.town.example/contact"):
    html = f"<!DOCTYPE html><html><head><title>หน้า</title></head><body>{WORDS}{body}</body></html>"
    return read_document(html.encode(), url=url, content_type="text/html; charset=utf-8")


SIGNS = {
    "<form><textarea name=t></textarea></form>": ("form",),
    "<form><input name=name><input type=tel name=phone><select name=topic></select></form>": ("form",),
    "<iframe src='https://docs.google.com/forms/d/e/1/viewform?embedded=true'></iframe>": ("form",),
    "<iframe src='https://www.google.com/maps/embed?pb=1'></iframe>": ("map",),
    "<a href='https://maps.app.goo.gl/AbC'>แผนที่</a>": ("map",),
    "<a href='https://goo.gl/maps/AbC'>แผนที่</a>": ("map",),
    "<iframe src='https://www.openstreetmap.org/export/embed.html'></iframe>": ("map",),
    "<a href='https://www.facebook.com/town'>เพจ</a>": ("social",),
    "<a href='https://www.youtube.com/@town'>ช่อง</a>": ("social",),
    "<a href='https://line.me/R/ti/p/@town'>LINE</a>": ("social", "chat"),
    "<a href='https://m.me/town'>แชต</a>": ("chat",),
    "<script src='https://embed.tawk.to/1/default'></script>": ("chat",),
    "<div class='fb-customerchat'></div><script>FB.CustomerChat='fb-customerchat'</script>": ("chat",),
}
NO_SIGNS = (
    "<form role=search><input name=s><button>ค้นหา</button></form>",
    "<form><input name=q><input name=keyword></form>",
    "<form><input type=email name=newsletter></form>",
    "<form><input name=user><input type=password name=p></form>",
    "<form><input type=hidden name=a><input type=submit></form>",
    "<a href='https://www.facebook.com/sharer/sharer.php?u=x'>แชร์</a>",
    "<a href='https://twitter.com/intent/tweet?text=x'>ทวีต</a>",
    "<a href='https://social-plugins.line.me/lineit/share?url=x'>LINE</a>",
    "<a href='https://www.facebook.com/'>Facebook</a>",
    "<a href='https://www.google.com/search?q=maps'>ค้น</a>",
    "<a href='https://myfacebook.com.town.example/x'>เพจ</a>",
    "<a href='http://[bad'>เสีย</a>",
    "<p>แบบฟอร์ม แผนที่ Facebook แชต</p>",
)


@pytest.mark.parametrize("body", SIGNS)
def test_markup_shows_what_words_do_not(body):
    assert page(body).signs == SIGNS[body]


@pytest.mark.parametrize("body", NO_SIGNS)
def test_search_sign_in_share_buttons_and_words_are_no_signs(body):
    assert page(body).signs == ()


def test_a_page_of_a_social_network_is_an_account():
    assert page("", url="https://www.facebook.com/town.municipality").signs == ("social",)


def test_signs_come_through_the_sandbox_and_answer_elements():
    html = (
        f"<html><body>{WORDS}<iframe src='https://www.google.com/maps/embed'></iframe></body></html>".encode()
    )
    url = "https://www.town.example/contact"
    (reading,) = read_safely([(html, url, "text/html; charset=utf-8")])
    assert reading.signs == ("map",)

    link = Link(url, url, "", "row", item="O5")
    check = LinkCheck(url, url, LinkStatus.OK, "", 200, (), "", 1, "0" * 64, 1, 1, "")
    item = load_checklist(2566)["O5"]
    seen = {
        answer.key: answer.seen
        for answer in check_elements(
            item, [Observed("E-O5-01", "O5", link, check, reading)], fiscal_year=2566
        )[2]
    }
    assert seen["map"]
    assert not seen["phone"]


VIEWERS = {
    "https://drive.google.com/file/d/1AbC/view?usp=sharing": ("drive", "Google Drive"),
    "https://docs.google.com/document/d/1AbC/preview": ("drive", "Google Drive"),
    "https://1drv.ms/b/s!AbC": ("drive", "OneDrive"),
    "https://www.dropbox.com/s/abc/plan.html?dl=0": ("drive", "Dropbox"),
    "https://online.anyflip.com/abc/def/": ("ebook", "e-book"),
    "https://pubhtml5.com/abc/def/": ("ebook", "e-book"),
    "https://issuu.com/town/docs/plan": ("ebook", "e-book"),
}


@pytest.mark.parametrize("url", VIEWERS)
def test_a_viewer_is_named_for_what_it_is_and_nothing_is_told_of_its_file(url):
    kind, name = VIEWERS[url]
    reading = page("<p>แผนปี 2566</p>" * 60, url=url)
    assert (reading.kind, reading.state) == (kind, Reads.CANNOT_TELL)
    assert name in reading.reason_th
    assert "ต้องเปิดดูด้วยตา" in reading.reason_th


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("<iframe src='https://drive.google.com/file/d/1/preview'></iframe>", "drive"),
        ("<iframe src='https://online.fliphtml5.com/a/b/'></iframe>", "ebook"),
        ("<div class='flipbook'></div><script src='/js/turn.min.js'></script>", "ebook"),
        ("<div class='_df_book'></div><script src='/wp-content/plugins/dflip/assets/js/dflip.min.js'></script>", "ebook"),
    ],
    ids=["drive frame", "e-book frame", "turn.js", "dflip"],
)  # fmt: skip
def test_a_page_that_is_only_a_viewer_cannot_be_told(body, kind):
    reading = page(body)
    assert (reading.kind, reading.state) == (kind, Reads.CANNOT_TELL)


@pytest.mark.parametrize(
    "body",
    [
        "<p>แผนของเทศบาล</p>" * 40 + "<iframe src='https://drive.google.com/file/d/1/preview'></iframe>",
        "<script src='/js/turn.min.js'></script>",
        "<div class='flipbook'>ไม่มีสคริปต์</div>",
        "<a href='https://drive.google.com/file/d/1/view'>ไฟล์</a>",
        "<iframe src='https://www.youtube.com/embed/1'></iframe>",
    ],
    ids=["a page of its own", "a script nobody uses", "a box without a program", "a link", "a film"],
)
def test_a_page_with_words_of_its_own_speaks_for_itself(body):
    assert page(body).state is Reads.YES
