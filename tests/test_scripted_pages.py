"""Lists that only scripts show: detected, said, rendered behind our gate, kept as evidence."""

from __future__ import annotations

import time

import pytest

from ita_audit.pages.lines import lay_out
from ita_audit.pages.scripted import embedded_data, needs_scripts, script_signs, shows_part
from tests.scripted_samples import DECOYS, SCRIPTED, framed, rows


@pytest.mark.parametrize("html", SCRIPTED.values(), ids=SCRIPTED)
def test_a_list_that_only_scripts_show_is_detected_by_two_signs(html):
    place, reason = script_signs(html.encode())
    assert place.kind in {"body", "mount", "list", "box", "template", "loading", "cells", "written"}
    assert reason.kind in {"application", "noscript", "fills", "writes", "own_script"}


@pytest.mark.parametrize("html", DECOYS.values(), ids=DECOYS)
def test_a_page_with_scripts_that_hides_no_list_is_not_called_scripted(html):
    assert script_signs(html.encode()) == ()


def test_bytes_text_and_layout_of_a_page_are_judged_alike():
    for html in (*SCRIPTED.values(), *DECOYS.values()):
        layout = lay_out(html.encode(), url="http://town.example/ita")
        assert needs_scripts(html.encode()) == needs_scripts(html) == needs_scripts(layout)


def test_one_sign_is_not_enough():
    shell, bundle = "<div id='root'></div>", "<script src='/static/js/main.1.js'></script>"
    assert needs_scripts(f"<body>{shell}{bundle}")
    assert not needs_scripts(f"<body>{shell}")
    assert not needs_scripts(f"<body><p>{'ประกาศของเทศบาล ' * 40}</p>{bundle}")


def test_a_scripted_page_in_windows_874_is_told_too():
    html = framed("<h2>OIT</h2><p>กำลังโหลด</p><script src='/js/own-list.js'></script>").encode("cp874")
    assert needs_scripts(html, "text/html; charset=windows-874")


@pytest.mark.parametrize(
    ("body", "part"),
    [
        ("<div class='dataTables_info'>Showing 1 to 10 of 43 entries</div>", True),
        ("<div class='dataTables_info'>แสดง ๑ ถึง ๑๐ จาก ๔๓ แถว</div>", True),
        ("<span class='page-info'>หน้า 1 จาก 5</span>", True),
        ("<button>ดูเพิ่มเติม</button>", True),
        ("<ul class='pagination'><li><a href='#'>1</a><li><a href='#'>2</a></ul>", True),
        ("<div class='dataTables_info'>Showing 1 to 43 of 43 entries</div>", False),
        ("<span class='page-info'>หน้า 5 จาก 5</span>", False),
        ("<a href='/news'>ดูเพิ่มเติม</a>", False),
        ("<ul class='pagination'><li><a href='?p=1'>1</a><li><a href='?p=2'>2</a></ul>", False),
        ("<p class='info'>แผนพัฒนา พ.ศ. 2566-2570</p>", False),
    ],
)
def test_a_page_that_shows_a_part_of_its_list_by_script_is_told(body, part):
    assert shows_part(framed(f"<table>{rows(10)}</table>{body}")) is part


def test_data_inside_scripts_that_may_hold_the_list_is_named():
    files = ",".join(f"{{'u':'/files/o{n}.pdf'}}" for n in range(1, 44))
    assert embedded_data(framed(f"<script>window.__LIST__ = [{files}]</script>")) == ("__LIST__: 43",)
    assert embedded_data(framed("<script>var a = ['/x.pdf']</script>")) == ()


@pytest.mark.parametrize(
    "html",
    [
        b"<div id=a>" * 300_000,
        b"<td id=a></td>" * 300_000,
        b"<ul id=x></ul>" * 300_000,
        b"<p>x</p>" + "<p>กำลังโหลด</p>".encode() * 100_000,
        b"<p>OIT</p>" + b"<div id=list></div>" * 500 + b"<script>" + b"'list'`#" * 400_000 + b"</script>",
        b"<p>OIT</p>"
        + b"".join(b"<ul id=n%d></ul>" % n for n in range(500))
        + b"<script>for(;;)x.innerHTML;"
        + b"".join(b"xn%d" % n for n in range(500)) * 300
        + b"</script>",
        b"{{" * 2_000_000,
        b"\xff\xfe" * 1000,
    ],
)
def test_hostile_markup_is_judged_in_bounded_time(html):
    started = time.perf_counter()
    script_signs(html), shows_part(html), embedded_data(html)
    assert time.perf_counter() - started < 20
