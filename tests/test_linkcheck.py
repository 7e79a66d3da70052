"""What an answer means: two signs for a soft 404, a demand for a wall, bytes for a type, and never ok by default."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_audit.linkcheck import (
    SiteContext,
    best_answer,
    check_link,
    look_again,
    phrases,
    probe_for,
    reasons,
    see,
    site_context,
    template_of,
    with_reading,
)
from ita_audit.linkcheck.addresses import at_home, origin_of
from ita_audit.linkcheck.kinds import kind_of, promised
from ita_audit.linkcheck.onward import onward
from ita_audit.linkcheck.sight import MAX_TEXT, folded, read_sight
from ita_audit.linkcheck.soft404 import ALONE, SUPPORT, signs_of, view_of
from ita_audit.model import Hop, LinkStatus, Reading, Reads, Response
from ita_audit.thai import fold_digits
from ita_audit.trail import negatives, probes
from tests.hostile.site_cases import BODY, HOME, frame, page_of

SITE = "http://muni.example"
NOTICE = frame("ข้อมูล", "<h3>ไม่พบข้อมูลที่ท่านต้องการ</h3>")
HTML = "text/html; charset=utf-8"


def answer(url, body="", *, via=(), status=200, kind=HTML, purpose="link", error=None, **more):
    """One answer of a look; `via` are the addresses it came by."""
    head = f"HTTP/1.1 {status} x\r\nContent-Type: {kind}\r\n{more.pop('head', '')}\r\n".encode()
    data = body.encode() if isinstance(body, str) else body
    hops = [Hop(one, 302, None, b"", b"HTTP/1.1 302 x\r\n\r\n", "", 1) for one in via]
    hops += [Hop(url, status, None, b"", head, "2026-11-24T00:00:00Z", 1)] if status else []
    response = Response(
        via[0] if via else url, url, status, tuple(hops), data, data, error, "", None, None, "2026-11-24T00:00:00Z", 5, 1, purpose
    )  # fmt: skip
    return replace(response, **more)


def status_of(response, *others):
    return check_link(response.url, [response], site=site_context([response, *others])).status


def home():
    return answer(f"{SITE}/", HOME, purpose="probe")


def missing(url, body=NOTICE, **how):
    return answer(probe_for(url), body, purpose="probe", **how)


# ------------------------------------------------------------------ soft 404


def test_a_notice_that_missing_addresses_get_too_is_a_soft_404():
    url = f"{SITE}/view.php?id=9"
    assert status_of(answer(url, NOTICE), home(), missing(url)) is LinkStatus.SOFT_404


def test_the_same_page_is_none_where_missing_addresses_get_something_else_and_the_words_are_not_its_subject():
    url = f"{SITE}/view.php?id=9"
    page = frame("ข่าว", f"{BODY}<p>หากไม่พบข้อมูลที่ท่านต้องการ โปรดโทรถาม</p>")
    assert status_of(answer(url, page), home(), missing(url)) is LinkStatus.OK


@pytest.mark.parametrize("sign", ALONE, ids=lambda sign: sign.__name__)
def test_no_sign_is_enough_alone(sign, monkeypatch):
    """Each sign is made to speak on a healthy page where no other does."""
    from ita_audit.linkcheck import soft404

    url = f"{SITE}/view.php?id=9"
    only = tuple((lambda view: "said") if one is sign else (lambda view: "") for one in ALONE)
    monkeypatch.setattr(soft404, "ALONE", only)
    monkeypatch.setattr(soft404, "SUPPORT", {support: () for support in SUPPORT})
    assert status_of(answer(url, page_of(9)), home()) is LinkStatus.OK
    monkeypatch.setattr(soft404, "ALONE", (*only, lambda view: "said again"))
    assert status_of(answer(url, page_of(9)), home()) is LinkStatus.SOFT_404


def test_a_sign_in_support_counts_only_beside_one_it_does_not_follow_from():
    url = f"{SITE}/other.php?id=9"
    same_as_home = view_of(see(answer(url, HOME)), site_context([home()]))

    assert signs_of(same_as_home) == (["เนื้อหาคือหน้าแรก"], [])


def test_a_page_sent_home_is_a_soft_404_and_the_home_page_itself_is_not():
    moved = answer(f"{SITE}/", HOME, via=[f"{SITE}/docs/plan-2566.html"])

    assert status_of(moved) is LinkStatus.SOFT_404
    assert status_of(answer(f"{SITE}/", HOME)) is LinkStatus.OK
    assert status_of(answer(f"{SITE}/", HOME, via=[f"{SITE}/index.html"])) is LinkStatus.OK


def test_a_blank_page_of_a_program_is_one_where_other_values_give_content():
    blank, url = frame("รายละเอียด", ""), f"{SITE}/view.php?id=9"
    others = [answer(f"{SITE}/view.php?id={n}", page_of(n)) for n in (1, 2)]

    assert status_of(answer(url, blank), *others, missing(url, blank)) is LinkStatus.SOFT_404
    assert status_of(others[0], answer(url, blank), missing(url, blank)) is LinkStatus.OK


def test_a_page_of_few_letters_is_not_like_every_other_page():
    url = f"{SITE}/short/1"
    assert status_of(answer(url, "<html><body>ok</body></html>"), home(), missing(url)) is LinkStatus.OK


def test_a_picture_of_its_own_is_content():
    url = f"{SITE}/pic.php?id=9"
    page = frame("ภาพ", '<img src="/up/structure.jpg">')
    assert status_of(answer(url, page), home(), missing(url, frame("ภาพ", ""))) is LinkStatus.OK


def test_only_the_words_that_there_is_nothing_are_empty_where_the_site_is_honest():
    url = f"{SITE}/o29/1"
    page = "<title>เรื่องร้องเรียน</title><p>ไม่มีข้อมูล</p>"

    assert status_of(answer(url, page), home(), missing(url, "x", status=404)) is LinkStatus.EMPTY
    assert status_of(answer(url, page), home(), missing(url, page)) is LinkStatus.SOFT_404


@pytest.mark.parametrize(
    "text",
    [
        "ไม่พบหน้าที่คุณต้องการ", "404", "404 - ไม่พบบทความ", "ไม่พบข้อมูล", "ขออภัย ไม่พบเอกสารหมายเลข 991237 ในระบบ", "Page not found",
        "The page you are looking for does not exist", "This content isn't available right now", "หน้านี้ไม่มีอยู่", "ขณะนี้เนื้อหานี้ไม่พร้อมใช้งาน",
        "ไฟล์นี้ถูกลบไปแล้ว", "Not Found", "The resource cannot be found.", "Oops! That page can’t be found.", "404 Not Found", "ไม่พบหน้า | เทศบาล",
    ],
)  # fmt: skip
def test_words_for_what_is_not_there_are_known(text):
    assert phrases.MISSING.search(text)


@pytest.mark.parametrize(
    "text",
    [
        "ไม่พบข้อมูลการร้องเรียนการทุจริต ปี 2566", "ไม่พบเรื่องร้องเรียน", "ไม่พบผู้กระทำผิด", "คำสั่งที่ 404/2566", "ไม่พบหน้าที่และอำนาจซ้ำซ้อน",
        "ประกาศผลการสอบ ห้อง 404", "ไม่มีข้อมูลเรื่องร้องเรียนในปีงบประมาณ 2566", "ไม่พบการทุจริต", "page 404 of the report", "หน้าที่ความรับผิดชอบ",
        "ไม่พบผู้ยื่นข้อเสนอ",
    ],
)  # fmt: skip
def test_statements_about_the_world_are_not(text):
    assert not phrases.MISSING.search(text)


# ------------------------------------------------------------------ probes and second looks


def test_a_probe_changes_what_chooses_a_page_and_nothing_else():
    assert probe_for(f"{SITE}/v.php?id=12&lang=th") == f"{SITE}/v.php?id=99127&lang=th"
    assert probe_for(f"{SITE}/v.php?page=ita2023") == f"{SITE}/v.php?page=ita-audit-no-such-page"
    assert probe_for(f"{SITE}/docs/a.pdf?lang=th") == f"{SITE}/docs/ita-audit-no-such-page.pdf"
    assert probe_for(f"{SITE}/?lang=th") is None
    assert probe_for("http://[broken") is None


def test_at_most_two_addresses_are_asked_per_template_and_one_home_per_host():
    seen = [answer(f"{SITE}/view.php?id={n}", NOTICE) for n in range(30)]
    seen += [answer(f"{SITE}/docs/{n}.html", NOTICE) for n in range(30)]
    first = probes(seen)
    assert first == [f"{SITE}/"]
    seen.append(answer(first[0], HOME, purpose="probe"))
    second = probes(seen)
    assert len(second) == len({template_of(url) for url in second}) == 2
    seen += [answer(url, NOTICE, purpose="probe") for url in second]
    assert probes(seen) == []


def test_a_page_with_content_of_its_own_is_not_probed():
    assert probes([home(), answer(f"{SITE}/docs/a.html", page_of(1))]) == []


@pytest.mark.parametrize(
    ("response", "again"),
    [
        (answer(f"{SITE}/a", "gone", status=404), True),
        (answer(f"{SITE}/a", status=None, error="timeout"), True),
        (answer(f"{SITE}/a", "x", status=403), True),
        (answer(f"{SITE}/a", "", status=200), True),
        (answer(f"{SITE}/a", "<title>404 Not Found</title><h1>Not Found</h1>"), True),
        (answer(f"{SITE}/a", page_of(1)), False),
        (answer("mailto:a@b.example", status=None, error="unsupported"), False),
        (answer("http://127.0.0.1/", status=None, error="unsafe"), False),
        (answer("", status=None, error="no_address"), False),
        (answer(f"{SITE}/a", status=None, error="robots"), False),
        (answer(f"{SITE}/a", status=302, error="redirects", via=[f"{SITE}/{n}" for n in range(11)]), False),
        (answer(f"{SITE}/a", status=302, error="redirects", via=[f"{SITE}/b"]), True),
    ],
)
def test_what_is_negative_and_may_pass_is_looked_at_again(response, again):
    assert look_again([response], site=SiteContext()) is again
    assert negatives([response]) == ([response.url] if again else [])
    assert not look_again([response, response], site=SiteContext())


def test_one_good_answer_outweighs_a_failure_before_or_after_it():
    bad, good = answer(f"{SITE}/a", "x", status=503), answer(f"{SITE}/a", page_of(1), purpose="again")
    empty = answer(f"{SITE}/a", "", purpose="again")
    assert check_link(f"{SITE}/a", [good, empty], site=SiteContext()).status is LinkStatus.OK
    for answers in ([bad, good], [good, bad]):
        found = check_link(f"{SITE}/a", answers, site=SiteContext())
        assert (found.status, found.observations, found.attempts) == (LinkStatus.OK, 2, 2)
        assert answers[best_answer(answers, site=SiteContext())] is good


# ------------------------------------------------------------------ walls, types, the rest


def test_a_members_box_is_no_wall_and_a_form_alone_is_one():
    form = '<form action="/login.php"><input name=u><input type=password name=p></form>'
    wall = f"<title>เข้าสู่ระบบ</title><h1>เข้าสู่ระบบ</h1>{form}"

    assert status_of(answer(f"{SITE}/a", wall)) is LinkStatus.LOGIN_WALL
    assert (
        status_of(
            answer(f"{SITE}/a", page_of(1).replace("<div id=content>", f"<div>{form}</div><div id=content>"))
        )
        is LinkStatus.OK
    )


def test_a_guide_to_signing_in_is_no_wall_though_the_site_has_a_members_box():
    form = '<form action="/login.php">กรุณาเข้าสู่ระบบ<input name=u><input type=password name=p></form>'
    guide = frame("คู่มือการเข้าสู่ระบบ", f"{form}<h1>คู่มือการเข้าสู่ระบบ e-Plan</h1>{BODY * 2}")
    notice = frame("ประกาศ", f"{form}<p>งดจ่ายน้ำหมู่ 4</p>")
    boxed_home = answer(f"{SITE}/", HOME.replace("<h1>", f"{form}<h1>"), purpose="probe")

    assert status_of(answer(f"{SITE}/manual/login-guide.html", guide)) is LinkStatus.OK
    assert status_of(answer(f"{SITE}/news/1.html", notice), boxed_home) is LinkStatus.OK
    assert status_of(answer(f"{SITE}/news/1.html", notice)) is LinkStatus.LOGIN_WALL


def test_a_form_that_says_nothing_of_signing_in_makes_no_wall():
    form = '<form action="/login.php"><input name=u><input type=password name=p></form>'
    notice = frame("ประกาศ", f"{form}<p>งดจ่ายน้ำหมู่ 4</p>")

    assert status_of(answer(f"{SITE}/news/1.html", notice)) is LinkStatus.OK


def test_a_redirect_to_a_host_that_only_signs_people_in_is_a_wall_even_when_it_does_not_answer():
    sent = answer(
        "https://accounts.google.com/ServiceLogin?x",
        status=None,
        error="dns",
        via=["https://drive.google.com/open?id=1"],
    )
    assert status_of(sent) is LinkStatus.LOGIN_WALL


@pytest.mark.parametrize(
    ("url", "kind", "data", "status"),
    [
        ("/a.pdf", "application/pdf", b"%PDF-1.4", LinkStatus.OK),
        ("/a", "text/html", b"%PDF-1.4", LinkStatus.OK),
        ("/a.pdf", "application/pdf", b"<html><p>x</p>", LinkStatus.WRONG_TYPE),
        ("/a.pdf", "application/pdf", b"\x89PNG\r\n\x1a\n", LinkStatus.WRONG_TYPE),
        ("/a.docx", "application/zip", b"PK\x03\x04", LinkStatus.OK),
        ("/a.docx", "", b"<html><p>x</p>", LinkStatus.WRONG_TYPE),
        ("/a.pdf", "application/pdf", bytes(range(256)) * 4, LinkStatus.UNREADABLE),
        ("/a", "text/html", bytes(range(256)) * 4, LinkStatus.UNREADABLE),
        ("/a", "application/octet-stream", bytes(range(256)) * 4, LinkStatus.UNCHECKED),
        ("/a.jpg", "image/png", b"\x89PNG\r\n\x1a\n", LinkStatus.OK),
    ],
)  # fmt: skip
def test_the_bytes_decide_what_a_file_is(url, kind, data, status):
    assert status_of(answer(f"{SITE}{url}", data, kind=kind)) is status


def test_the_name_a_browser_would_save_under_is_the_promise():
    assert (
        promised(f"{SITE}/get.php?f=1", "attachment; filename*=UTF-8''%E0%B8%81.PDF", "text/html")[0]
        == ".pdf"
    )
    assert promised(f"{SITE}/a.pdf", "", "text/html") == (".pdf", ("pdf",))
    assert promised(f"{SITE}/a.php", "", "text/html") == ("", ())


def test_a_reading_says_what_opening_the_file_found():
    found = check_link(
        f"{SITE}/a", [answer(f"{SITE}/a", b"%PDF-1.4", kind="application/pdf")], site=SiteContext()
    )
    for state, status in ((Reads.SCANNED, "scanned"), (Reads.DAMAGED, "unreadable"), (Reads.ENCRYPTED, "unreadable"), (Reads.EMPTY, "empty"), (Reads.YES, "ok")):  # fmt: skip
        assert with_reading(found, Reading("pdf", state, "เหตุผล")).status.value == status
    assert (
        with_reading(found, Reading("unknown", Reads.CANNOT_TELL, "เกินเวลา")).status is LinkStatus.UNCHECKED
    )
    broken = replace(found, status=LinkStatus.BROKEN)
    assert with_reading(broken, Reading("pdf", Reads.SCANNED)) is broken


def test_a_certificate_is_named_beside_every_other_status():
    bad = answer("https://muni.example/a", page_of(1), tls="self_signed,expired")
    found = check_link(bad.url, [bad], site=SiteContext())
    assert found.status is LinkStatus.TLS_PROBLEM
    assert found.reason == "ใบรับรองออกเอง (self-signed) และ ใบรับรองหมดอายุ (expired)"
    gone = check_link(
        bad.url,
        [replace(bad, hops=(replace(bad.hops[0], http_status=404),), http_status=404)],
        site=SiteContext(),
    )
    assert gone.status is LinkStatus.BROKEN
    assert "expired" in gone.reason


def test_every_error_and_every_fault_has_its_words():
    said = {
        code: check_link(SITE, [answer(SITE, status=None, error=code)], site=SiteContext())
        for code in reasons.BY_ERROR
    }

    assert {code: found.status for code, found in said.items()} == {
        code: status for code, (status, _) in reasons.BY_ERROR.items()
    }
    assert not any(found.status in (LinkStatus.OK, LinkStatus.REDIRECTED) for found in said.values())
    from ita_audit.fetch.tls import _SAID, _VERIFY

    assert {name for name, _ in _SAID} | set(_VERIFY.values()) | {"handshake"} <= set(reasons.TLS)


def test_an_unknown_error_is_never_ok():
    assert (
        check_link(SITE, [answer(SITE, page_of(1), error="something new")], site=SiteContext()).status
        is LinkStatus.UNCHECKED
    )


@given(
    st.binary(max_size=400),
    st.sampled_from(["text/html", "", "application/pdf", "text/html; charset=utf-16", "image/png", "\x00"]),
    st.sampled_from([None, 100, 200, 204, 206, 302, 404, 503, 999]),
    st.sampled_from([None, *reasons.BY_ERROR]),
    st.sampled_from([f"{SITE}/a?b=1", "http://[x", "", "#", "http://a/%ff%fe", "C:\\x"]),
)
def test_no_answer_breaks_the_rules_and_no_failure_is_ok(data, kind, status, error, url):
    response = answer(url, data, kind=kind, status=status, error=error)
    site = site_context([response, home(), replace(response, purpose="probe")])
    found = check_link(url, [response], site=site)

    assert found.reason
    if error or not status or not 200 <= status < 300:
        assert found.status not in (LinkStatus.OK, LinkStatus.REDIRECTED)
    probes([response])
    negatives([response])


@given(
    st.text(
        alphabet=st.sampled_from("<>/=\"' aำ้bประกาศ404divscriptlocation.hrefmetarefreshcontent0;url!-\x00"),
        max_size=500,
    )
)
def test_no_markup_breaks_a_sighting(markup):
    page = read_sight(markup.encode())
    assert len(page.text) <= 2 * MAX_TEXT + 500
    onward(markup.encode(), "text/html")


@pytest.mark.parametrize(
    "piece",
    [
        "<div>",
        "<nav>",
        "<b>",
        "<u>",
        "<!--",
        "<a ",
        "<p a=1 ",
        "<table>",
        "<font>",
        "<select>",
        "<svg>",
        "&amp;",
        "<h1>",
        "<a href=x>",
    ],
)
def test_hostile_markup_costs_a_bounded_time(piece):
    import time

    began = time.monotonic()
    see(answer(SITE, piece * (2_000_000 // len(piece))))
    assert time.monotonic() - began < 3


@pytest.mark.parametrize(
    ("page", "goes"),
    [
        ('<meta http-equiv=refresh content="0; url=/b">', "/b"),
        ("<script>window.location.href='/b'</script>", "/b"),
        ('<meta http-equiv=refresh content="30;url=/b">', None),
        (f'<meta http-equiv=refresh content="0;url=/b">{BODY}', None),
        ('<meta http-equiv=refresh content="0;url=/"><p>ไม่พบหน้าที่คุณต้องการ</p>', None),
        ("<script>alert('ไม่พบข้อมูล');location='/b'</script>", None),
        (f"<script>function go(){{location='/b'}}</script>{BODY}", None),
        ("<p>location</p>", None),
    ],
)
def test_a_page_that_only_sends_on_is_followed_and_one_that_says_something_is_read(page, goes):
    assert onward(page.encode(), HTML) == goes


def test_names_for_places():
    assert origin_of("https://www.muni.example:443/a") == origin_of("http://muni.example/") == "muni.example"
    assert origin_of("http://muni.example:8080/") == "muni.example:8080"
    assert at_home(f"{SITE}/index.php?lang=th")
    assert not at_home(f"{SITE}/index.php?id=1")
    assert kind_of(b" \n\t") == ""
    assert kind_of("สวัสดี".encode("utf-16"), "text/plain") == "text"


def test_a_text_that_needs_no_folding_is_told_by_every_letter_of_it():
    letters = [chr(number) for number in range(0x3100) if not 0xD800 <= number < 0xE000]
    whole = [fold_digits(letter).casefold() for letter in letters]
    whole = [re.sub("[0-9]+", "#", letter) for letter in whole]

    assert [folded(letter) for letter in letters] == whole
    assert folded("".join(letters)) == re.sub("[0-9]+", "#", fold_digits("".join(letters))).casefold()
    assert folded("แผน ปี 2567 - ๒๕๖๘") == "แผน ปี # - #"
