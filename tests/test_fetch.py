"""One gate for every request, one hop a request, one deadline a link."""

from __future__ import annotations

import gzip
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from ita_audit.engagement import LookSettings
from ita_audit.fetch import Fetcher, Gate, Refusal, network_is_down
from ita_audit.fetch.decode import Undecodable, decode
from ita_audit.fetch.gate import denied, parse
from ita_audit.model import Response


class Hostile(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    asked: list[str] = []  # noqa: RUF012 (shared on purpose)

    def log_message(self, *_):
        pass

    def send(self, status=200, body=b"hello", **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        if "Content_Length" not in headers:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        Hostile.asked.append(self.path)
        packed = gzip.compress(b"x" * 5000)
        answers = {
            "/robots.txt": lambda: self.send(body=b"User-agent: *\nDisallow: /private/"),
            "/404": lambda: self.send(404),
            "/gone": lambda: self.send(301, b"long body", Location="/ok"),
            "/loop": lambda: self.send(302, b"", Location="/loop"),
            "/inside": lambda: self.send(302, b"", Location="http://127.0.0.66/secret"),
            "/script": lambda: self.send(302, b"", Location="javascript:alert(1)"),
            "/gzip": lambda: self.send(body=packed, Content_Encoding="gzip"),
            "/cut": lambda: self.send(body=packed[:-20], Content_Encoding="gzip"),
            "/short": lambda: self.send(body=b"half", Content_Length="8"),
            "/slow": lambda: (time.sleep(3), self.send()),
            "/late": lambda: (time.sleep(0.03), self.send()),
            "/thai": lambda: self.send(302, b"", Location="/ok?q=\u0e01".encode().decode("latin-1")),
        }
        answers.get(self.path.split("?")[0], self.send)()
        if self.path == "/short":
            self.close_connection = True


class Server(ThreadingHTTPServer):
    request_queue_size = 128
    daemon_threads = True

    def handle_error(self, *_):
        pass


@pytest.fixture(scope="module")
def port():
    server = Server(("127.0.0.1", 0), Hostile)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


@pytest.fixture
def settings(port):
    return LookSettings(
        connect_to={"site.example:80": f"127.0.0.1:{port}"},
        rate=1000,
        per_host=10,
        concurrency=10,
        deadline_s=1.0,
    )


def ask(settings, path):
    with Fetcher(settings) as fetcher:
        return fetcher.fetch(
            path if "://" in path or not path.startswith("/") else f"http://site.example{path}"
        )


@pytest.mark.parametrize(
    ("path", "status", "error"),
    [
        ("/ok", 200, None),
        ("/404", 404, None),
        ("/gone", 200, None),
        ("/thai", 200, None),
        ("/gzip", 200, None),
        ("/loop", 302, "redirects"),
        ("/inside", 302, "unsafe"),
        ("/script", 302, "unsupported"),
        ("/cut", 200, "decoding"),
        ("/short", 200, "cut_short"),
        ("/slow", None, "timeout"),
        ("/private/a", None, "robots"),
        ("http://127.0.0.1:9/", None, "unsafe"),
        ("http://2130706433/", None, "unsafe"),
        ("http://0x7f.1/", None, "unsafe"),
        ("http://[::ffff:10.0.0.1]/", None, "unsafe"),
        ("http://192.168.1.10/x.pdf", None, "unsafe"),
        ("file:///C:/x.pdf", None, "unsupported"),
        ("C:\\ita\\x.pdf", None, "unsupported"),
        ("mailto:a@b.example", None, "unsupported"),
        ("", None, "no_address"),
    ],
)
def test_each_address_ends_in_one_named_answer(settings, path, status, error):
    response = ask(settings, path)

    assert (response.http_status, response.error) == (status, error)


def test_the_content_is_decoded_and_the_bytes_as_sent_are_kept(settings):
    response = ask(settings, "/gzip")

    assert response.content == b"x" * 5000
    assert gzip.decompress(response.body) == response.content


def test_every_hop_is_kept_with_its_raw_head_and_no_redirect_body(settings):
    response = ask(settings, "/gone")

    assert [hop.http_status for hop in response.hops] == [301, 200]
    assert response.hops[0].head.startswith(b"HTTP/1.1 301")
    assert b"long body" not in response.body
    assert response.hops[1].request.startswith(b"GET /ok HTTP/1.1")


def test_a_slow_answer_ends_at_the_deadline(settings):
    assert 900 <= ask(settings, "/slow").elapsed_ms <= 2000


def test_robots_is_asked_once_per_site_and_says_who_asks(settings):
    Hostile.asked.clear()
    with Fetcher(settings) as fetcher:
        answers = list(fetcher.fetch_many([(f"http://site.example/{n}", "link") for n in range(20)]))

    assert Hostile.asked.count("/robots.txt") == 1
    assert sum(r.purpose == "link" for r in answers) == 20
    assert b"User-Agent: ita-audit/" in answers[0].hops[0].request


def test_an_override_of_robots_is_explicit(settings, port):
    import dataclasses

    response = ask(dataclasses.replace(settings, respect_robots=False), "/private/a")
    assert response.http_status == 200


def test_pace_is_kept_per_host(settings):
    import dataclasses

    start = time.monotonic()
    with Fetcher(dataclasses.replace(settings, rate=20, respect_robots=False)) as fetcher:
        list(fetcher.fetch_many([(f"http://site.example/{n}", "link") for n in range(11)]))
    assert time.monotonic() - start >= 0.5


def test_waiting_for_our_own_pace_is_not_held_against_the_site(settings):
    """More links than fit into one deadline at this pace, redirects among them: every one is answered."""
    import dataclasses

    polite = dataclasses.replace(settings, rate=20, per_host=1, deadline_s=0.5, respect_robots=False)
    links = [(f"http://site.example/{'gone' if n % 3 == 0 else 'late'}?{n}", "link") for n in range(24)]
    with Fetcher(polite) as fetcher:
        answers = list(fetcher.fetch_many(links))

    assert [(r.url, r.error) for r in answers if r.error] == []
    assert max(r.elapsed_ms for r in answers) < 500


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
        "255.255.255.255", "::1", "fc00::1", "fe80::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2", "192.88.99.1", "198.18.0.1", "203.0.113.5", "3fff::1", "ff02::1",
    ],
)  # fmt: skip
def test_addresses_outside_the_public_internet_are_denied_in_every_wrapping(address):
    assert denied(address)


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "203.150.1.1", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_public_addresses_are_allowed(address):
    assert not denied(address)


def test_a_name_with_one_private_answer_is_refused():
    gate = Gate(LookSettings(), resolver=lambda _: ["8.8.8.8", "10.0.0.1"])
    with pytest.raises(Refusal) as caught:
        gate.target("http://mixed.example/")
    assert caught.value.error == "unsafe"


def test_a_permission_is_exact():
    gate = Gate(LookSettings(allow=("127.0.0.1:8001-8002",)), resolver=lambda host: [host])

    assert gate.target("http://127.0.0.1:8001/").connect_port == 8001
    for other in ("http://127.0.0.1:8003/", "http://127.0.0.66:8001/", "http://[::1]:8001/"):
        with pytest.raises(Refusal):
            gate.target(other)


def test_addresses_are_read_as_a_browser_reads_them():
    assert parse("http:\\\\EXAMPLE.com/a b/../ค") == "http://example.com/%E0%B8%84"
    assert parse("../x#part", "http://a.example/b/c/d") == "http://a.example/b/x"


def test_a_bomb_is_not_unpacked():
    with pytest.raises(Undecodable, match="expands beyond"):
        decode(gzip.compress(b"\x00" * 300_000_000), "gzip")


def failed(error, status=None):
    return Response("http://a/", "http://a/", status, (), b"", b"", error, "", None, None, "", 0, 1)


def test_our_own_outage_needs_control_hosts_and_every_host_silent():
    down = LookSettings(control_hosts=("nothing.invalid",))

    assert network_is_down(down, [failed("dns"), failed("timeout")])
    assert not network_is_down(down, [failed("dns"), failed(None, 404)])
    assert not network_is_down(LookSettings(), [failed("dns")])
