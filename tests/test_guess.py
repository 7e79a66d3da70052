"""Which checklist a page follows: guessed and said why; what is no OIT list gives no link."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from typer.testing import CliRunner

from ita_audit.checklist import known_checklists, load_checklist
from ita_audit.cli.app import app
from ita_audit.pages import read_any_page

LISTS = known_checklists()
URL = "http://www.town.example/ita"


def a_list(checklist, *, label="O{}", names=True, head=""):
    rows = "".join(
        f"<tr><td>{label.format(i.number)}</td><td>{i.title if names else 'ดูรายละเอียด'}</td>"
        f"<td><a href='f/{i.number}.pdf'>x</a></td></tr>"
        for i in checklist.items
    )
    return f"<html><body><h2>{head}</h2><table>{rows}</table></body></html>".encode()


def read(html, *, year=None, url=URL):
    chosen = [c for c in LISTS if year in (None, c.fiscal_year)]
    return read_any_page(html, url=url, checklists=chosen, year=year)


def hrefs(page):
    return {code: [link.href for link in entry.links] for code, entry in page.items.items()}


@pytest.mark.parametrize("checklist", LISTS, ids=lambda c: c.file)
def test_the_list_a_page_follows_is_found_with_its_year_named(checklist):
    page, found = read(a_list(checklist, head=f"OIT ปีงบประมาณ พ.ศ. {checklist.fiscal_year}"))

    assert (found.fiscal_year, found.scheme) == (checklist.fiscal_year, checklist.scheme)
    assert hrefs(page) == {i.code: [f"f/{i.number}.pdf"] for i in checklist.items}
    assert checklist.file in page.notes[-1]


def test_a_list_of_the_next_kind_is_told_by_its_titles_when_no_year_is_named():
    for year in (2566, 2567, 2568):
        _, found = read(a_list(load_checklist(year)))
        assert (found.fiscal_year, found.scheme) == (year, "oit")


def test_a_numbered_list_that_fits_no_checklist_is_read_by_its_own_numbers_and_says_so():
    rows = "".join(
        f"<li>O{n} หัวข้อเฉพาะของหน่วยงานลำดับ {n * 7} <a href='f/{n}.pdf'>x</a></li>" for n in range(1, 34)
    )
    page, found = read(f"<h2>ITA ของหน่วยงาน</h2><ul>{rows}</ul>".encode())

    assert found is None
    assert page.scheme == "unknown"
    assert hrefs(page) == {f"O{n}": [f"f/{n}.pdf"] for n in range(1, 34)}
    assert "fits no checklist" in page.notes[-1]


def test_numbered_goods_and_articles_of_law_are_no_list():
    goods = "".join(f"<li>O{n} ผ้าทอลายดอกแบบที่ {n} <a href='p/{n}'>x</a></li>" for n in range(1, 21))
    law = "".join(f"<p>ข้อ {n} ห้ามมิให้ผู้ใดกระทำการ {n} <a href='l/{n}'>x</a></p>" for n in range(1, 25))

    for year in (None, 2566):
        for html in (goods, law):
            page, _ = read(f"<ul>{html}</ul>".encode(), year=year, url="http://www.town.example/shop")
            assert page.items == {}


@pytest.mark.parametrize("label", ["MOIT {}", "EB {}", "LPA {}"])
def test_other_assessments_give_no_oit_link(label):
    page, _ = read(a_list(load_checklist(2566), label=label, names=False), year=2566)

    assert page.refused == "other_scheme"
    assert page.items == {}


def test_a_page_without_a_list_is_refused_in_thai():
    page, _ = read("<p>ข่าวประชาสัมพันธ์</p><a href='a'>อ่านต่อ</a>".encode(), year=2566)

    assert page.refused == "no_list"
    assert "ไม่พบรายการ OIT" in page.refused_th


# ------------------------------------------------------------ the command


def run(*arguments, stdin=None):
    result = CliRunner().invoke(app, ["links", *arguments], input=stdin)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_the_command_reads_a_file_standard_input_and_an_address_alike(tmp_path):
    html = a_list(load_checklist(2566), head="OIT 2566")
    file = tmp_path / "page.html"
    file.write_bytes(html)

    class Page(BaseHTTPRequestHandler):
        def do_GET(self):
            found = self.path == "/ita"
            self.send_response(200 if found else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(html if found else b"")

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Page)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    port = server.server_address[1]
    try:
        live = run(f"http://127.0.0.1:{port}/ita", "--year", "2566", "--json", "--url", URL,
                   "--allow", f"127.0.0.1:{port}")  # fmt: skip
    finally:
        server.shutdown()
        server.server_close()

    assert live == run(str(file), "--url", URL, "--year", "2566", "--json")
    assert live == run("-", "--url", URL, "--year", "2566", "--json", stdin=html)
    assert list(live) == ["url", "fiscal_year", "scheme", "items", "unplaced", "notes"]
    assert live["items"]["O12"] == [
        {"href": "f/12.pdf", "url": "http://www.town.example/f/12.pdf", "text": "x", "rule": "row"}
    ]


def test_a_year_without_a_checklist_is_an_answer_that_names_the_file_to_add():
    said = run("-", "--year", "2571", "--json", stdin=b"<p>nothing</p>")

    assert said["items"] == {}
    assert "oit-2571.csv" in said["refused"]["message_th"]


def test_every_item_of_the_checklist_is_a_key_even_when_the_page_is_refused():
    said = run("-", "--year", "2567", "--json", stdin=b"<p>nothing</p>")

    assert list(said["items"]) == [item.code for item in load_checklist(2567).items]
    assert set(map(len, said["items"].values())) == {0}
    assert said["refused"]["why"] == "no_list"
