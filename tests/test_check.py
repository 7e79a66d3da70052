"""`ita-audit check` as a program of its own: every link has a line, whatever is asked and however it ends."""

from __future__ import annotations

import gzip
import hashlib
import http.server
import io
import json
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from concurrent.futures import Future

import pytest

from ita_audit.check_links import reading
from ita_audit.check_links.addresses import Address
from ita_audit.check_links.reading import DocumentDesk
from ita_audit.cli import progress
from tests.hostile.certs import Authority, issue

COMMAND = [sys.executable, "-c", "from ita_audit.cli import main; main()", "check"]
QUICK = ["--concurrency", "8", "--per-host", "8", "--rate", "1000"]
PATIENCE_S = 60


class Town:
    """A small site: what each path answers, what was asked, and how many were asked at once."""

    def __init__(self) -> None:
        self.pages = {
            "/": "<h1>เทศบาล</h1><a href='/a'>ก</a> <a href='/gone'>ข</a> <a href='mailto:x@y.z'>ค</a>"
        }
        self.pages["/a"] = "<h1>หน้าหนึ่ง</h1><p>ข้อความของหน้าหนึ่ง</p><a href='/b'>ต่อไป</a>"
        self.pages["/b"] = "<h1>หน้าสอง</h1><p>อีกเรื่องหนึ่ง</p><a href='/'>กลับ</a><a href='/a#x'>ก</a>"
        self.delay_s = 0.0
        self.asked: list[tuple[float, str]] = []
        self.now = self.most = 0
        self.lock = threading.Lock()
        town = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                town.answer(self)

            def log_message(self, *_: object) -> None:
                pass

        class Server(http.server.ThreadingHTTPServer):
            request_queue_size = 128

        self.server = Server(("127.0.0.1", 0), Handler)
        self.port = self.server.server_address[1]
        self.url = f"http://127.0.0.1:{self.port}"

    def answer(self, handler) -> None:
        with self.lock:
            self.asked.append((time.monotonic(), handler.path))
            self.now += 1
            self.most = max(self.most, self.now)
        time.sleep(self.delay_s)
        page = self.pages.get(handler.path)
        body = (page or "<h1>404 ไม่พบหน้า</h1>").encode()
        with self.lock:
            self.now -= 1
        handler.send_response(200 if page else 404)
        handler.send_header("Content-Type", "text/html; charset=utf-8")
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    def paths(self) -> Counter:
        return Counter(path for _, path in self.asked)


@pytest.fixture
def town():
    site = Town()
    threading.Thread(target=site.server.serve_forever, args=(0.05,), daemon=True).start()
    yield site
    site.server.shutdown()
    site.server.server_close()


def check(town, *arguments, pace=QUICK, given=None):
    """Run the program; gives its exit status, its records, and what it said."""
    command = [*COMMAND, *arguments, *pace, "--allow", f"127.0.0.1:{town.port}"]
    done = subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", input=given, timeout=PATIENCE_S
    )
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()], done.stderr


def statuses(town, records):
    return {record["url"].removeprefix(town.url): record["status"] for record in records}


def many(town, count):
    """Give the town so many pages; returns their addresses."""
    for n in range(count):
        town.pages[f"/p/{n}"] = f"<h1>ประกาศที่ {n}</h1><p>{'เรื่องที่ ' + str(n * 7919)}</p>"
    return [f"{town.url}/p/{n}" for n in range(count)]


def test_every_link_of_a_page_has_a_line_as_written(town):
    status, records, said = check(town, "--page", f"{town.url}/")

    assert status == 0
    assert [r["href"] for r in records] == ["/a", "/gone", "mailto:x@y.z"]
    assert [r["status"] for r in records] == ["ok", "broken", "unsupported"]
    assert [r["text"] for r in records] == ["ก", "ข", "ค"]
    assert "3 (" in said


def test_a_broken_link_is_seen_twice_before_it_is_called_broken(town):
    check(town, f"{town.url}/gone")

    assert town.paths()["/gone"] == 2


def test_recursive_reads_every_page_of_the_site_once_and_no_other_site(town):
    town.pages["/b"] += "<a href='http://10.0.0.7/far'>ที่อื่น</a>"
    status, records, _ = check(town, f"{town.url}/", "--recursive")

    found = statuses(town, records)
    assert status == 0
    assert (found["/a"], found["/b"], found["/gone"]) == ("ok", "ok", "broken")
    assert found["http://10.0.0.7/far"] == "unsafe"
    assert len(records) == 1 + 3 + 1 + 3  # the start, then the links of /, of /a and of /b
    assert (town.paths()["/a"], town.paths()["/b"]) == (1, 1)


def test_without_recursive_no_page_is_read_on(town):
    _, records, _ = check(town, f"{town.url}/a")

    assert statuses(town, records) == {"/a": "ok"}
    assert "/b" not in town.paths()


def test_a_list_of_addresses_and_json_lines_keeps_its_order_and_its_fields(town, tmp_path):
    listed = tmp_path / "list.txt"
    line = json.dumps({"url": f"{town.url}/a", "text": "แผน", "item": "O12", "href": "a"})
    listed.write_text(f"# list\n{town.url}/gone\n\n{line}\n{town.url}/b\n{town.url}/gone\n", encoding="utf-8")
    status, records, _ = check(town, "--from", str(listed))

    assert status == 0
    assert [r["status"] for r in records] == ["broken", "ok", "ok", "broken"]
    assert (records[1]["href"], records[1]["text"], records[1]["item"]) == ("a", "แผน", "O12")


def test_a_list_comes_from_standard_input_too(town):
    _, records, _ = check(town, "--from", "-", given=f"{town.url}/a\n{town.url}/b\n")

    assert statuses(town, records) == {"/a": "ok", "/b": "ok"}


def test_hundreds_of_links_have_one_line_each_in_order_in_the_named_file(town, tmp_path):
    urls = many(town, 300)
    out = tmp_path / "out.jsonl"
    listed = tmp_path / "list.txt"
    listed.write_text("\n".join(urls), encoding="utf-8")
    status, printed, _ = check(town, "--from", str(listed), "--jsonl", str(out))

    records = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert (status, printed) == (0, [])
    assert [r["url"] for r in records] == urls
    assert {r["status"] for r in records} == {"ok"}


def test_no_more_run_at_once_than_asked(town):
    town.delay_s = 0.03
    urls = many(town, 60)
    check(town, *urls, pace=["--concurrency", "3", "--per-host", "3", "--rate", "1000"])
    assert town.most == 3

    town.most = 0
    check(town, *urls, pace=["--concurrency", "8", "--per-host", "2", "--rate", "1000"])
    assert town.most == 2


def test_starts_keep_the_rate(town):
    check(town, *many(town, 6), pace=["--rate", "10"])

    times = [at for at, _ in town.asked]
    assert times[-1] - times[0] >= (len(times) - 1) / 10 - 0.05


def test_unsaid_the_pace_spares_a_small_server(town):
    town.delay_s = 0.2
    started = time.monotonic()
    check(town, *many(town, 5), pace=[])

    assert town.most <= 2
    assert time.monotonic() - started >= (len(town.asked) - 1) / 2


def test_a_private_address_is_opened_only_where_it_is_allowed_port_and_all(town):
    done = subprocess.run([*COMMAND, f"{town.url}/a"], capture_output=True, text=True, timeout=PATIENCE_S)
    assert json.loads(done.stdout)["status"] == "unsafe"
    assert town.asked == []

    _, records, _ = check(town, f"http://127.0.0.1:{town.port + 1}/a")
    assert records[0]["status"] == "unsafe"


def test_an_authority_of_ones_own_is_trusted_only_where_it_is_named(town, tmp_path):
    authority = Authority(tmp_path)
    context = authority.context([issue("town", authority.root, names=("127.0.0.1",))])
    town.server.socket = context.wrap_socket(town.server.socket, server_side=True)
    page = f"https://127.0.0.1:{town.port}/a"
    _, (unknown,), _ = check(town, page)
    _, (known,), _ = check(town, page, "--ca-file", authority.ca_file)
    assert (unknown["status"], known["status"]) == ("tls_problem", "ok")


def test_the_bar_is_redrawn_on_a_screen_and_speaks_now_and_then_elsewhere(monkeypatch):
    class Screen(io.StringIO):
        def isatty(self):
            return True

    now = [0.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: now[0])
    for stream in (Screen(), io.StringIO()):
        now[0] = 0.0
        bar = progress.Bar("ตรวจลิงก์ | check", stream)
        for done in range(1, 5):
            now[0] += 6
            bar.step("ok" if done > 1 else "broken", done, 8)
        bar.end()
        said = stream.getvalue()
        assert "[============            ] 4/8 · 0.2/s" in said
        assert said.endswith("ตรวจลิงก์ | check: 4 (ok 3, broken 1) 24.0 s\n")
        assert ("\r" in said) == stream.isatty()
        assert said.count("\n") == (1 if stream.isatty() else 3), "a log gets a line each ten seconds"


def test_every_answer_is_in_the_warc(town, tmp_path):
    path = tmp_path / "kept.warc.gz"
    status, _, _ = check(town, f"{town.url}/", "--recursive", "--warc", str(path))

    raw = gzip.decompress(path.read_bytes())
    assert status == 0
    assert raw.count(b"WARC-Type: request") == len(town.asked)
    for path in town.paths():
        assert f"WARC-Target-URI: {town.url}{path}\r\n".encode() in raw


def test_large_answers_have_their_verdict_their_digest_and_their_place_in_the_warc(town, tmp_path):
    for n in range(40):
        town.pages[f"/large/{n}"] = f"<h1>เอกสารที่ {n}</h1><p>" + f"เรื่องที่ {n * 7919} " * (3_000 + 200 * n)
    listed, kept = tmp_path / "list.txt", tmp_path / "kept.warc.gz"
    listed.write_text("\n".join(f"{town.url}/large/{n}" for n in range(40)), encoding="utf-8")
    kept.write_bytes(b"what an earlier run left")
    status, records, _ = check(town, "--from", str(listed), "--warc", str(kept))

    bodies = [town.pages[f"/large/{n}"].encode() for n in range(40)]
    assert (status, {record["status"] for record in records}) == (0, {"ok"})
    assert [record["sha256"] for record in records] == [hashlib.sha256(body).hexdigest() for body in bodies]
    raw = gzip.decompress(kept.read_bytes())
    assert raw.startswith(b"WARC/1.1\r\nWARC-Type: warcinfo\r\n")
    assert all(body in raw for body in bodies)


def test_a_warc_that_cannot_be_written_is_said_without_a_traceback(town, tmp_path):
    status, _, said = check(town, f"{town.url}/", "--warc", str(tmp_path / "none" / "kept.warc.gz"))

    assert (status, "Traceback" in said) == (1, False)


@pytest.mark.skipif(sys.platform == "win32", reason="a console's Ctrl-C cannot be sent to one process there")
def test_ctrl_c_writes_a_line_for_every_link_the_rest_unchecked_with_a_reason(town, tmp_path):
    town.delay_s = 0.05
    urls = many(town, 400)
    listed, out, kept = tmp_path / "list.txt", tmp_path / "out.jsonl", tmp_path / "kept.warc.gz"
    listed.write_text("\n".join(urls), encoding="utf-8")
    command = [*COMMAND, "--from", str(listed), "--jsonl", str(out), "--warc", str(kept), *QUICK]
    process = subprocess.Popen(
        [*command, "--allow", f"127.0.0.1:{town.port}"], stderr=subprocess.PIPE, text=True
    )
    until = time.monotonic() + PATIENCE_S
    while len(town.asked) < 60 and time.monotonic() < until:
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=PATIENCE_S)

    records = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    counts = Counter(record["status"] for record in records)
    assert (process.returncode, "Traceback" in said) == (1, False)
    assert [record["url"] for record in records] == urls
    assert set(counts) == {"ok", "unchecked"}
    assert counts["ok"] >= 30
    assert all(record["reason"] for record in records)
    assert gzip.decompress(kept.read_bytes()).count(b"WARC-Type: response") >= counts["ok"]


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--concurrency", "0", "http://a.example/"],
        ["--allow", "nonsense", "http://a.example/"],
        ["--recursive"],
    ],
)
def test_wrong_usage_ends_with_two(arguments):
    done = subprocess.run([*COMMAND, *arguments], capture_output=True, text=True, timeout=PATIENCE_S)

    assert (done.returncode, done.stdout) == (2, "")


def test_what_cannot_be_done_ends_with_one_and_two_lines(town, tmp_path):
    status, records, said = check(town, "--from", str(tmp_path / "none.txt"))
    assert (status, records, "Traceback" in said) == (1, [], False)

    status, records, said = check(town, "--page", f"{town.url}/gone")
    assert (status, records, "404" in said) == (1, [], True)


def test_documents_that_were_read_make_room_before_they_are_taken_up(monkeypatch):
    class Reader:
        def submit(self, *_: object) -> Future:
            return future

    future = Future()
    monkeypatch.setattr(reading, "PILE", 10)
    desk = DocumentDesk(lambda: lambda: None)
    desk.reader = Reader()
    address = Address("k", "http://a.example/x.pdf", b"k")
    address.document = (b"%PDF" * 5, address.url, "application/pdf")
    desk.read(address, None)

    assert desk.is_full()
    future.set_result(None)
    assert not desk.is_full()
    assert desk.waits()


def test_the_check_path_loads_no_library_of_the_report(town):
    code = "import sys; from ita_audit.cli import main\ntry: main()\nexcept SystemExit: print(*sys.modules)"
    command = [sys.executable, "-c", code, "check", f"{town.url}/a", *QUICK, "--jsonl", "-"]
    done = subprocess.run([*command, "--allow", f"127.0.0.1:{town.port}"], capture_output=True, text=True)

    loaded = set(done.stdout.splitlines()[-1].split())
    assert "ita_audit.check_links.run" in loaded
    assert not loaded & {
        "pandas",
        "numpy",
        "nbconvert",
        "jupyterlab",
        "typer",
        "rich",
        "pydantic",
        "IPython",
        "dask",
    }
