"""Pages shown in a browser: the right links with the extra, *cannot tell* without, nothing past our gate."""

from __future__ import annotations

import asyncio
import dataclasses
import json
import shutil
import socket
import subprocess
import sys
import time

import pytest

from ita_audit.engagement import LookSettings, open_engagement
from ita_audit.errors import EngagementError, MissingExtra
from ita_audit.evidence import load_looks, open_look, verify_looks
from ita_audit.evidence.records import block_of
from ita_audit.fetch import Fetcher
from ita_audit.look import look
from ita_audit.model import RENDER, RENDERED, Found, Reads
from ita_audit.observation import observe
from ita_audit.render import as_response, missing_extra, render
from ita_audit.render.supply import MAX_REQUESTS, Asked, Supply
from ita_audit.shown import as_shown, not_shown, to_render
from tests.scripted_town import CHECKLIST, FILL, LOAD, PDF, ROWS, SHELL, Canary, Town
from tests.test_evidence import answer

BROWSER = missing_extra()
browser = [
    pytest.mark.browser,
    pytest.mark.skipif(BROWSER is not None, reason=BROWSER.message if BROWSER else ""),
]
PAGE = "http://town.example/ita"
LINKS = {code: [f"http://town.example{file}"] for code, _, file in ROWS}


@pytest.fixture
def town():
    with Town() as site:
        yield site


@pytest.fixture
def settings(town):
    return LookSettings(
        connect_to={"town.example:80": town.target}, rate=500, per_host=8, spacing_s=0.01, deadline_s=5
    )


@pytest.fixture
def case(tmp_path, demo_case, settings):
    """A case of its own over the town, with the demo's assignment table."""
    folder = tmp_path / "town"
    shutil.copytree(demo_case.input, folder / "input")
    text = (demo_case.folder / "engagement.toml").read_text(encoding="utf-8")
    text = text.replace("http://www.buengsathit.example/index/index.php?page=ita2023", PAGE)
    text = text.replace("http://www.buengsathit.example/index/", "http://town.example/")
    (folder / "engagement.toml").write_text(text, encoding="utf-8")
    return dataclasses.replace(open_engagement(folder), look=settings)


def fetched(settings, url=PAGE):
    with Fetcher(settings) as fetcher:
        return fetcher.fetch(url, "page")


def shown(settings, url=PAGE, **changes):
    return render(fetched(settings, url), settings, **({"deadline_s": 12.0} | changes))


def without_extra(monkeypatch):
    monkeypatch.setattr(
        "ita_audit.look.missing_extra", lambda: MissingExtra("needs it", hint_th="ต้องใช้ส่วนเสริม")
    )


def found_of(audit):
    return {code: ladder.found for code, ladder in audit.ladders.items()}


# Without a browser


def test_without_the_extra_no_item_is_missing_and_the_reason_is_kept(case, monkeypatch):
    without_extra(monkeypatch)
    look(case)
    audit = observe(case)

    assert {step.answer for step in found_of(audit).values()} == {Found.CANNOT_TELL}
    assert all("หน้านี้แสดงรายการด้วยสคริปต์เท่านั้น" in step.reason_th for step in found_of(audit).values())
    assert "ต้องใช้ส่วนเสริม | needs it" in found_of(audit)["O1"].reason_th
    row = next(row for row in audit.register if row["purpose"] == RENDERED)
    assert (row["url"], row["error"]) == (PAGE, "unchecked")
    assert verify_looks(case.evidence) == []


def test_a_case_may_say_that_no_page_is_run(case):
    look(case, settings=dataclasses.replace(case.look, render=False))
    audit = observe(case)

    assert {step.answer for step in found_of(audit).values()} == {Found.CANNOT_TELL}
    assert not [row for row in audit.register if row["purpose"] in (RENDER, RENDERED)]


def test_an_unknown_choice_of_rendering_is_refused(case):
    path = case.folder / "engagement.toml"
    path.write_text(path.read_text(encoding="utf-8") + '\nrender = "maybe"\n', encoding="utf-8")
    with pytest.raises(EngagementError, match="render: expected true, false"):
        open_engagement(case.folder)


def test_a_static_page_is_not_rendered(case, town):
    rows = "".join(f"<tr><td>{c}<td>{t}<td><a href='{f}'>เปิด</a></tr>" for c, t, f in ROWS)
    town.pages["/ita"] = (
        f"<html><body><h1>OIT</h1><table>{rows}</table><script src='/js/oit.js'></script></body></html>"
    )
    look(case)
    audit = observe(case)

    assert {code: [link.url for link in entry.links] for code, entry in audit.page.items.items()} == LINKS
    assert not [row for row in audit.register if row["purpose"] in (RENDER, RENDERED)]


def test_what_is_missing_is_said_in_both_languages(monkeypatch):
    monkeypatch.setattr("ita_audit.render.installed.find_spec", lambda name: None)
    missing = missing_extra()
    assert "extra `browser`" in missing.message
    assert "ส่วนเสริม browser" in missing.hint_th
    with pytest.raises(MissingExtra):
        render(answer(PAGE), LookSettings())


def dom(html=b"<!DOCTYPE html><html><a href='/x.pdf'>O1</a></html>", **changes):
    given = dict(
        hops=(), http_status=None, ip=None, purpose=RENDERED, detail="chromium 1", final_url=PAGE + "#top"
    )
    return answer(PAGE, html, **(given | changes))


def test_the_rendered_page_is_kept_as_a_record_that_refers_to_its_page(tmp_path):
    page = answer(PAGE, b"<html><div id=root></div></html>", purpose="page")
    script = answer("http://town.example/js/oit.js", b"fill()", purpose=RENDER)
    kept = [page, script, dom()]
    for _ in range(2):  # the second look keeps the page as a revisit
        writer = open_look(tmp_path, {}, tool="t")
        for response in kept:
            writer.add(response)
        writer.finish("finished")

    assert verify_looks(tmp_path) == []
    for capture in load_looks(tmp_path):
        assert capture.responses == kept
        records = [json.loads(row["records"]) for row in capture.rows if row["purpose"] in ("page", RENDERED)]
        (source, _), (conversion,) = records
        assert conversion["type"] == "conversion"
        member = capture.member(conversion)
        assert block_of(member) == dom().body
        with (tmp_path / "dom.warc.gz").open("wb") as file:
            file.write(member)
        headers = _headers(tmp_path / "dom.warc.gz")
        assert headers["WARC-Refers-To"] == source["id"] != ""
        assert (headers["WARC-Type"], headers["Content-Type"]) == ("conversion", "text/html; charset=utf-8")


def _headers(path):
    from warcio.archiveiterator import ArchiveIterator

    with path.open("rb") as file:
        return dict(next(iter(ArchiveIterator(file))).rec_headers.headers)


def test_a_dom_is_never_the_payload_that_another_answer_revisits(tmp_path):
    same = b"<html>the very same bytes</html>"
    writer = open_look(tmp_path, {}, tool="t")
    kept = [answer(PAGE, b"<html></html>", purpose="page"), dom(same), answer("http://town.example/b", same)]
    for response in kept:
        writer.add(response)
    writer.finish("finished")
    assert load_looks(tmp_path)[0].responses == kept


def test_a_rendered_page_is_read_by_its_dom_and_checked_by_its_bytes():
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
    page = answer(PAGE, b"<html><div id=root></div></html>", purpose="page")
    page = dataclasses.replace(page, hops=(dataclasses.replace(page.hops[0], head=head),))
    failed = dom(b"", error="timeout", detail="ไม่เสร็จ")
    script = answer("http://town.example/a.js", b"x", purpose=RENDER)

    (seen,) = as_shown([page, script, failed, dom()])
    assert (seen.content, seen.body, seen.final_url) == (dom().content, page.body, PAGE)
    assert as_shown([page, script, failed]) == [page]
    assert (not_shown([page, failed]), not_shown([page, failed, dom()])) == ({PAGE: "ไม่เสร็จ"}, {})


def test_data_inside_a_page_that_was_not_rendered_is_said(case, town, monkeypatch):
    without_extra(monkeypatch)
    files = ",".join(f"'{file}'" for _, _, file in ROWS)
    town.pages["/ita"] = SHELL.format(f"<script>window.__ITA__ = [{files}]</script>")
    look(case)
    assert any("__ITA__: 43" in note for note in observe(case).page.notes)


def test_only_pages_of_the_site_that_scripts_fill_are_chosen():
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"

    def page(url, html, **changes):
        made = answer(url, html.encode(), **changes)
        return dataclasses.replace(made, hops=(dataclasses.replace(made.hops[0], head=head),))

    shell = SHELL.format("")
    pages = [
        page(PAGE, shell, purpose="page"),
        page("http://other.example/", shell),
        page("http://town.example/static", "<html><p>ข้อความ</p></html>"),
        page("http://town.example/gone", shell, purpose="probe"),
    ]
    assert [r.url for r in to_render(pages, site="http://www.town.example/")] == [PAGE]


def test_a_page_that_only_scripts_fill_reads_as_cannot_tell_not_as_empty():
    from ita_audit.documents.web import read_html

    assert (
        read_html(b"<div id='root'></div><script src='/static/js/main.1.js'></script>").state
        is Reads.CANNOT_TELL
    )
    assert read_html(b"<div></div>").state is Reads.EMPTY


def ask(supply, *asked):
    async def run():
        worker = asyncio.create_task(supply.work())
        try:
            return [await supply.answer(one) for one in asked]
        finally:
            worker.cancel()

    return asyncio.run(run())


def supply_of(settings, fetcher, seconds=5.0):
    page = answer(PAGE, b"<html></html>", purpose="page")
    return Supply(page, settings, fetcher, time.monotonic() + seconds)


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        (Asked("http://town.example/x", "POST", "fetch", True), "method"),
        (Asked("http://town.example/x", "OPTIONS", "fetch", True), "method"),
        (Asked("http://town.example/x.png", "GET", "image", True), "image"),
        (Asked("http://town.example/x.woff2", "GET", "font", True), "font"),
        (Asked("http://town.example/x.mp4", "GET", "media", True), "media"),
        (Asked("http://town.example/x", "GET", "eventsource", True), "eventsource"),
        (Asked("http://town.example/x", "GET", "ping", True), "ping"),
        (Asked("http://town.example/x", "GET", "script", False), "frame"),
        (Asked("ftp://town.example/x", "GET", "fetch", True), "scheme"),
        (Asked("http://other.example/", "GET", "document", True), "other_site"),
        (Asked("http://127.0.0.1:9/", "GET", "fetch", True), "unsafe"),
        (Asked("http://169.254.169.254/latest/", "GET", "xhr", True), "unsafe"),
        (Asked("http://[::ffff:10.0.0.1]/", "GET", "script", True), "unsafe"),
        (Asked("http://town.example:2222/", "GET", "fetch", True), "unsafe"),
    ],
)
def test_what_a_page_may_not_have_is_refused_by_name(town, settings, asked, reason):
    settings = dataclasses.replace(settings, respect_robots=False)
    with Fetcher(settings) as fetcher:
        fetcher.gate.resolver = lambda host: ["127.0.0.1"]
        supply = supply_of(settings, fetcher)
        assert ask(supply, asked) == [None]
    assert supply.refused == {reason: 1}
    assert town.asked == []


def test_each_address_is_asked_for_once_and_at_most_so_many(town, settings):
    with Fetcher(settings) as fetcher:
        supply = supply_of(settings, fetcher)
        first, second = ask(supply, *[Asked("http://town.example/js/oit.js", "GET", "script", True)] * 2)
        assert first.content == second.content == LOAD.encode()
        supply.requests = MAX_REQUESTS
        assert ask(supply, Asked("http://town.example/api/oit.json", "GET", "fetch", True)) == [None]
    assert town.asked.count("GET /js/oit.js") == 1
    assert "GET /api/oit.json" not in town.asked
    assert supply.refused == {"cap": 1}


def test_what_is_too_large_for_the_budget_is_cut_off(town, settings, monkeypatch):
    monkeypatch.setattr("ita_audit.render.supply.MAX_BYTES", 10_000)
    town.pages["/big.json"] = "x" * 1_000_000
    with Fetcher(settings) as fetcher:
        supply = supply_of(settings, fetcher)
        assert ask(supply, Asked("http://town.example/big.json", "GET", "fetch", True)) == [None]
        assert fetcher.settings == settings
    assert supply.refused == {"too_large": 1}


def test_robots_txt_holds_for_what_a_page_asks_for(town, settings):
    town.pages["/robots.txt"] = "User-agent: *\nDisallow: /api/"
    with Fetcher(settings) as fetcher:
        supply = supply_of(settings, fetcher)
        assert ask(supply, Asked("http://town.example/api/oit.json", "GET", "fetch", True)) == [None]
    assert supply.refused == {"robots": 1}
    assert "GET /api/oit.json" not in town.asked


# With a browser


class TestWithBrowser:
    pytestmark = browser

    def test_a_list_built_by_script_gives_the_right_links(self, case, town):
        look(case)
        audit = observe(case)

        assert {code: [link.url for link in entry.links] for code, entry in audit.page.items.items()} == LINKS
        assert {step.answer for step in found_of(audit).values()} == {Found.YES}
        assert set(town.asked) >= {"GET /js/oit.js", "GET /api/oit.json", "GET /files/o1.pdf"}
        assert town.asked.count("GET /ita") == 1
        rows = {row["purpose"]: row for row in audit.register}
        assert rows[RENDERED]["bytes"] != "0"
        assert len(rows[RENDERED]["payload_sha256"]) == 64
        assert [r.url for r in load_looks(case.evidence)[-1].responses if r.purpose == RENDER] == [
            "http://town.example/js/oit.js",
            "http://town.example/api/oit.json",
        ]
        assert verify_looks(case.evidence) == []

    def test_what_was_shown_is_read_again_offline_with_the_same_result(self, case, town):
        look(case)
        asked = len(town.asked)
        first, second = observe(case), observe(case)
        assert first.ladders == second.ladders
        assert len(town.asked) == asked

    def test_a_look_that_goes_on_does_not_render_again(self, case, town, monkeypatch):
        def stop(*_):
            raise KeyboardInterrupt

        monkeypatch.setattr("ita_audit.look.links_of", stop)
        with pytest.raises(KeyboardInterrupt):
            look(case)
        monkeypatch.undo()
        asked = town.asked.count("GET /api/oit.json")
        look(case)
        assert (asked, town.asked.count("GET /api/oit.json")) == (1, 1)
        assert {step.answer for step in found_of(observe(case)).values()} == {Found.YES}

    def test_a_list_of_which_only_a_part_is_shown_leaves_the_rest_open(self, case, town):
        town.pages["/ita"] = SHELL.format("<div class='dataTables_info' id='info'></div>")
        town.pages["/js/oit.js"] = FILL + (
            "fetch('/api/oit.json').then(r => r.json()).then(d => { fill(d.slice(0, 10));"
            "document.getElementById('info').textContent = `Showing 1 to 10 of ${d.length} entries`; });"
        )
        look(case)
        found = found_of(observe(case))
        assert found["O10"].answer is Found.YES
        assert {found[f"O{n}"].answer for n in range(11, 44)} == {Found.CANNOT_TELL}

    def test_a_page_behind_an_item_whose_files_come_by_script_is_rendered_too(self, case, town):
        rows = "".join(f"<tr><td>{c}<td>{t}<td><a href='{f}'>เปิด</a></tr>" for c, t, f in ROWS)
        rows = rows.replace("/files/o11.pdf", "/plans")
        town.pages["/ita"] = f"<html><body><h1>OIT</h1><table>{rows}</table></body></html>"
        town.pages["/plans"] = SHELL.format("").replace("OIT ปี 2566", "แผนดำเนินงาน 2566")
        town.pages["/js/oit.js"] = (
            FILL + "fill([['1', 'แผน', '/plan-2566.pdf'], ['2', 'ผล', '/plan-2567.pdf']])"
        )
        town.pages["/plan-2566.pdf"] = PDF
        look(case)
        audit = observe(case)

        assert [seen.link.url for seen in audit.evidence_of("O11")] == [
            "http://town.example/plans",
            "http://town.example/plan-2566.pdf",
            "http://town.example/plan-2567.pdf",
        ]
        assert [row["url"] for row in audit.register if row["purpose"] == RENDERED] == [
            "http://town.example/plans"
        ]

    def test_a_list_that_never_comes_leaves_every_item_open(self, case, town):
        del town.pages["/api/oit.json"]
        look(case)
        assert {step.answer for step in found_of(observe(case)).values()} == {Found.CANNOT_TELL}

    def test_it_works_inside_a_running_loop_as_in_a_notebook(self, settings):
        async def cell():
            return shown(settings)

        assert asyncio.run(cell()).html.count(b"/files/o") == 43

    @pytest.mark.parametrize(
        "script",
        [
            FILL + "setTimeout(() => fetch('/api/oit.json').then(r => r.json()).then(fill), 2500);",
            FILL + "const x = new XMLHttpRequest(); x.open('GET', 'api/oit.json', false); x.send(); fill(JSON.parse(x.responseText));",
            FILL + "setInterval(() => fetch('/api/oit.json?poll').catch(() => 0), 50); fetch('/api/oit.json').then(r => r.json()).then(fill);",
            FILL + "const w = new Worker(URL.createObjectURL(new Blob([`onmessage = async e => postMessage(await (await "
            "fetch(e.data)).json())`]))); w.onmessage = e => fill(e.data); w.postMessage(location.origin + '/api/oit.json');",
            FILL + "import('/js/more.js').then(m => fetch(m.where)).then(r => r.json()).then(fill);",
        ],
        ids=["late", "synchronous", "polling", "worker", "module"],
    )  # fmt: skip
    def test_lists_come_in_many_ways(self, town, settings, script):
        town.pages["/js/oit.js"] = script
        town.pages["/js/more.js"] = "export const where = '/api/oit.json'"
        page = shown(settings)
        assert (page.html.count(b"/files/o"), page.error) == (43, None)

    def test_data_of_another_public_host_comes_through_the_gate_too(self, town, settings):
        settings = dataclasses.replace(
            settings, connect_to={**settings.connect_to, "api.example:80": town.target}
        )
        town.pages["/js/oit.js"] = LOAD.replace("/api/", "http://api.example/api/")
        page = shown(settings)
        assert page.html.count(b"/files/o") == 43
        assert "http://api.example/api/oit.json" in [r.url for r in page.responses]

    def test_a_page_that_goes_on_to_another_page_of_the_site_is_followed(self, town, settings):
        town.pages["/ita"] = "<html><div id='app'></div><script src='/js/go.js'></script></html>"
        town.pages["/js/go.js"] = "location.href = '/moved'"
        town.pages["/moved"] = ("/ita/list.html",)
        town.pages["/ita/list.html"] = SHELL.format("")
        page = shown(settings)
        assert page.final_url == "http://town.example/ita/list.html"
        assert page.html.count(b"/files/o") == 43

    def test_a_page_never_reaches_what_is_not_ours_to_reach(self, town, settings):
        with Canary() as canary:
            escapes = ESCAPES.replace("CANARY", f"127.0.0.1:{canary.port}").replace(
                "UDP", str(canary.udp_port)
            )
            town.pages["/ita"] = SHELL.format(escapes)
            page = shown(settings)
            time.sleep(0.5)
            assert canary.touched == []
            socket.create_connection(("127.0.0.1", canary.port)).close()
            socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("127.0.0.1", canary.udp_port))
            time.sleep(0.5)
            assert sorted(touch[:3] for touch in canary.touched) == ["tcp", "udp"]
        assert page.html.count(b"/files/o") == 43
        assert {line.split()[0] for line in town.asked} == {"GET"}
        assert set(town.asked) <= {"GET /ita", "GET /robots.txt", "GET /js/oit.js", "GET /api/oit.json"}
        assert set(page.refused) >= {
            "method",
            "websocket",
            "window",
            "image",
            "frame",
            "unsafe",
            "other_site",
        }

    @pytest.mark.parametrize(
        ("script", "endless"),
        [
            ("while (true) {}", True),
            ("setInterval(() => location.reload(), 1)", False),
            ("for (;;) document.body.append(document.createElement('p'))", True),
            ("let s = 'x'; setInterval(() => { s += s; document.body.append(s) }, 1)", False),
            ("for (let i = 0; i < 5000; i++) fetch('/n' + i).catch(() => 0)", False),
            ("for (let i = 0; i < 300; i++) window.open('/n' + i)", False),
            ("alert(1); confirm(2); prompt(3); window.onbeforeunload = () => 1; print()", False),
        ],
        ids=["busy", "reloads", "grows", "doubles", "asks", "opens", "talks"],
    )  # fmt: skip
    def test_a_hostile_page_ends_within_its_time(self, town, settings, script, endless):
        town.pages["/js/oit.js"] = script
        started = time.monotonic()
        page = shown(settings, deadline_s=4.0)
        assert time.monotonic() - started < 40
        assert page.requests <= MAX_REQUESTS
        assert len(page.html) <= 10_000_000
        assert page.error in (None, "timeout", "failed")
        assert (page.html == b"") == (page.error is not None)
        assert not (endless and page.settled)
        assert as_response(page).purpose == RENDERED

    def test_links_renders_when_asked_and_says_what_it_did(self, town):
        port = town.target.rpartition(":")[2]
        command = [sys.executable, "-c", "from ita_audit.cli import main; main()", "links",
                   f"http://{town.target}/ita", "--year", "2566", "--scheme", "oit", "--json",
                   "--allow", f"127.0.0.1:{port}"]  # fmt: skip
        plain = subprocess.run(
            command, capture_output=True, text=True, encoding="utf-8", timeout=60, check=True
        )
        shown_too = subprocess.run(
            [*command, "--render"], capture_output=True, text=True, encoding="utf-8", timeout=60, check=True
        )
        assert not any(json.loads(plain.stdout)["items"].values())
        items = json.loads(shown_too.stdout)["items"]
        assert {code: [link["url"] for link in given] for code, given in items.items()} == {
            code: [url.replace("town.example", town.target) for url in urls] for code, urls in LINKS.items()
        }
        assert "chromium" in shown_too.stderr


ESCAPES = """
<link rel=preconnect href='http://CANARY'><link rel=prefetch href='http://CANARY/prefetch'>
<link rel=dns-prefetch href='http://CANARY'><link rel=stylesheet href='http://CANARY/s.css'>
<link rel=preload as=font href='http://CANARY/f.woff' crossorigin><link rel=manifest href='http://CANARY/m.json'>
<img src='http://CANARY/i.png'><video src='http://CANARY/v.mp4' autoplay></video>
<iframe src='http://CANARY/frame'></iframe><iframe src='/own-frame'></iframe>
<iframe srcdoc="<script>fetch('http://CANARY/srcdoc')</script><img src='http://CANARY/s.png'>"></iframe>
<object data='http://CANARY/o'></object><embed src='http://CANARY/e'>
<form id=f method=post action='/post'><input name=a></form>
<form id=g method=get action='http://CANARY/get'><input name=a></form>
<a id=d href='http://CANARY/file' download>x</a><a id=p href='#x' ping='http://CANARY/ping'>x</a>
<style>@import 'http://CANARY/i.css'; body { background: url(http://CANARY/b.png) }</style>
<script type=speculationrules>{"prefetch": [{"urls": ["http://CANARY/spec"]}], "prerender": [{"urls": ["/spec"]}]}</script>
<script src='http://CANARY/x.js'></script><script type=module>import 'http://CANARY/m.js'</script>
<script>
const quiet = (work) => { try { const r = work(); r && r.catch && r.catch(() => 0) } catch (e) {} };
for (const host of ['CANARY', '169.254.169.254', 'localhost:UDP', '[::1]:UDP', '2130706433', '10.0.0.1']) {
  quiet(() => fetch('http://' + host + '/fetch'));
  quiet(() => fetch('http://' + host + '/opaque', {mode: 'no-cors'}));
  quiet(() => fetch('http://' + host + '/post', {method: 'POST', body: 'x', keepalive: true}));
  quiet(() => fetch('http://' + host + '/preflight', {headers: {'x-own': '1'}}));
  quiet(() => new WebSocket('ws://' + host + '/socket'));
  quiet(() => new EventSource('http://' + host + '/events'));
  quiet(() => navigator.sendBeacon('http://' + host + '/beacon', 'x'));
  quiet(() => window.open('http://' + host + '/window'));
}
quiet(() => fetch('/post', {method: 'POST', body: 'x'}));
quiet(() => fetch('/put', {method: 'PUT', body: 'x'}));
quiet(() => navigator.sendBeacon('/beacon', 'x'));
quiet(() => window.open('/window'));
quiet(() => new WebSocket('ws://' + location.host + '/socket'));
quiet(() => navigator.serviceWorker.register('/worker.js'));
quiet(() => new Worker(URL.createObjectURL(new Blob(["fetch('http://CANARY/worker');importScripts('http://CANARY/w.js');new WebSocket('ws://CANARY/ws')"]))));
quiet(() => new SharedWorker(URL.createObjectURL(new Blob(["onconnect = () => fetch('http://CANARY/shared')"]))));
quiet(() => { const c = new RTCPeerConnection({iceServers: [{urls: ['stun:127.0.0.1:UDP', 'turn:CANARY?transport=tcp'], username: 'a', credential: 'b'}]});
  c.createDataChannel('x'); return c.createOffer().then(o => c.setLocalDescription(o)) });
quiet(() => { const f = document.createElement('iframe'); document.body.append(f);
  const c = new f.contentWindow.RTCPeerConnection({iceServers: [{urls: 'stun:127.0.0.1:UDP'}]});
  c.createDataChannel('x'); return c.createOffer().then(o => c.setLocalDescription(o)) });
quiet(() => new WebTransport('https://127.0.0.1:UDP/').ready);
quiet(() => navigator.geolocation.getCurrentPosition(() => 0));
quiet(() => navigator.mediaDevices.getUserMedia({audio: true}));
quiet(() => { const x = new XMLHttpRequest(); x.open('GET', 'http://CANARY/sync', false); x.send() });
quiet(() => fetch('file:///etc/hostname'));
setTimeout(() => quiet(() => document.getElementById('d').click()), 50);
setTimeout(() => quiet(() => document.getElementById('p').click()), 60);
setTimeout(() => quiet(() => document.getElementById('f').submit()), 100);
setTimeout(() => quiet(() => document.getElementById('g').submit()), 150);
setTimeout(() => quiet(() => { location.href = 'http://CANARY/location' }), 200);
</script>
"""


def test_the_checklist_of_these_pages_has_all_its_items():
    assert len(CHECKLIST.items) == len(ROWS) == 43
