"""One exchange at a time: what is read, what is left unread, what is noticed, and whom it talks to."""

from __future__ import annotations

import contextlib
import gzip
import socket
import time
import zlib

import pycurl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_audit.engagement import LookSettings
from ita_audit.errors import AuditError
from ita_audit.fetch import Fetcher, tls
from ita_audit.fetch.decode import RATIO_FROM, CutShort, Explodes, Undecodable, decode
from ita_audit.fetch.gate import Target
from ita_audit.fetch.transfer import MAX_ERROR_BODY, Transfer
from tests.hostile.certs import Authority
from tests.hostile.http_cases import CHUNKED, HTML, LENGTH, PAGE
from tests.hostile.payloads import bomb, chunked, raw_deflate
from tests.hostile.wire import Canaries, Server, endless, head, raw, redirect, reply, silent

HOST = "raw.example"


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    return Authority(tmp_path_factory.mktemp("certs"))


@pytest.fixture(scope="module")
def server(authority):
    server = Server()
    server.ports = {"http": server.listen()}
    for fault, context in authority.contexts("tls.example").items():
        server.ports[f"{fault}.tls.example"] = server.listen(context=context)
        server.site(f"{fault}.tls.example").answers["/"] = reply(PAGE)
    yield server
    server.close()


@pytest.fixture
def ask(server, authority):
    """Serve one answer and open it with the deadline that people have."""

    def open_one(answer=None, url=f"http://{HOST}/x", deadline_s=30.0, **settings):
        if answer is not None:
            server.site(HOST).answers["/x"] = answer
        mapped = {f"{HOST}:80": f"127.0.0.1:{server.ports['http']}"}
        mapped |= {
            f"{name}:443": f"127.0.0.1:{port}" for name, port in server.ports.items() if name != "http"
        }
        given = {"connect_to": mapped, "rate": 1000.0, "respect_robots": False, "ca_file": authority.ca_file}
        with Fetcher(LookSettings(**(given | {"deadline_s": deadline_s} | settings))) as fetcher:
            return fetcher.fetch(url)

    return open_one


@pytest.mark.parametrize(
    "start",
    [
        head(302, "Location: /ok"),
        head(302, "Location: /ok", "Content-Length: 10000000000000"),
        head(308, "Location: /ok", CHUNKED),
    ],
)
def test_the_body_of_a_redirect_is_not_read(ask, server, start):
    server.site(HOST).answers["/ok"] = reply(PAGE)
    sent = []

    def answer(wire, request):
        try:
            endless(start, b"400\r\n" + b"x" * 1024 + b"\r\n", 0.001)(wire, request)
        finally:
            sent.append(wire.sent)

    began = time.monotonic()
    response = ask(answer)

    assert (response.http_status, response.error, response.body) == (200, None, PAGE)
    assert time.monotonic() - began < 5
    deadline = time.monotonic() + 5
    while not sent and time.monotonic() < deadline:
        time.sleep(0.01)
    assert sent[0] < 1 << 20


@pytest.mark.parametrize(
    "answer",
    [
        endless(head(404, HTML, CHUNKED), b"2000\r\n" + b"x" * 8192 + b"\r\n"),
        endless(head(500, HTML, CHUNKED), b"1\r\nx\r\n", 0.2),
        raw(head(404, HTML, "Content-Length: 10000000000000") + b"gone", last=60),
        raw(head(404, HTML, LENGTH), last=60),
    ],
)
def test_an_error_page_is_read_a_little_and_for_a_short_while(ask, answer):
    began = time.monotonic()
    response = ask(answer)

    assert response.http_status in (404, 500)
    assert response.error is None
    assert response.truncated == "length"
    assert len(response.body) <= MAX_ERROR_BODY + (1 << 16)
    assert time.monotonic() - began < 5


def test_what_is_declared_too_large_is_not_begun(ask):
    began = time.monotonic()
    response = ask(raw(head(200, HTML, "Content-Length: 10000000000000"), last=60))

    assert (response.error, response.body, response.truncated) == ("too_large", b"", "length")
    assert time.monotonic() - began < 2


def test_one_deadline_stands_around_all_hops_together(ask, server):
    for number in range(8):
        server.site(HOST).answers[f"/late/{number}"] = lambda wire, request: (
            wire.wait(0.4),
            redirect(f"/late/{int(request.target[-1]) + 1}")(wire, request),
        )
    began = time.monotonic()
    response = ask(url=f"http://{HOST}/late/0", deadline_s=1.5)

    assert response.error == "timeout"
    assert 1.2 < time.monotonic() - began < 2.5


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (raw(head(200, HTML, LENGTH) + PAGE[:-1]), "cut_short"),
        (raw(head(200, HTML, CHUNKED) + chunked(PAGE)[:-5]), "cut_short"),
        (raw(head(200, HTML, CHUNKED) + b"5\r\nhello\r\nzz\r\n"), "cut_short"),
        (raw(head(200, HTML, "Content-Length: 9") + PAGE), "protocol"),
        (raw(head(302, "Location: /a", "Location: /b", "Content-Length: 0")), "protocol"),
        (reply(gzip.compress(PAGE)[:-9], 200, "text/html", "Content-Encoding: gzip"), "decoding"),
        (reply(bomb("gzip"), 200, "text/html", "Content-Encoding: gzip"), "too_large"),
    ],
)
def test_what_is_not_whole_or_not_one_answer_is_named(ask, answer, error):
    assert ask(answer).error == error


def test_a_line_end_behind_the_content_is_no_fault(ask):
    assert ask(raw(head(200, HTML, LENGTH) + PAGE + b"\r\n")).error is None


def test_what_comes_after_the_content_is_no_part_of_the_head_or_the_content(ask):
    response = ask(raw(head(200, HTML, CHUNKED) + chunked(PAGE, trailer=b"X-Late: 1\r\n\r\n")))

    assert response.body == PAGE
    assert response.hops[0].head == head(200, HTML, CHUNKED)


def test_cookies_go_from_hop_to_hop_of_one_link_and_to_no_other_link(ask, server):
    jar = []

    def look(wire, request):
        jar.append(request.headers.get("cookie", ""))
        return reply(PAGE)(wire, request)

    server.site(HOST).answers["/room"] = look
    ask(redirect("/room", 302, b"", "Set-Cookie: ห้อง=หนึ่ง; path=/"))
    ask(url=f"http://{HOST}/room")

    assert jar == ["ห้อง=หนึ่ง".encode().decode("latin-1"), ""]


@pytest.mark.parametrize("rate", [1000.0, 2000.0])
def test_what_one_exchange_leaves_behind_is_no_part_of_the_next(server, rate):
    seen = []

    def answer(wire, request):
        seen.append((request.target, request.headers.get("cookie", "")))
        number = int(request.target[2:])
        extra = ["Set-Cookie: room=1; path=/"] if number % 3 == 0 else []
        status = 404 if number % 3 == 1 else 200
        return reply(PAGE + b"<!-- %d -->" % number, status, "text/html", *extra)(wire, request)

    addresses = [f"http://{HOST}/n{number}" for number in range(9)]
    for number in range(9):
        server.site(HOST).answers[f"/n{number}"] = answer
    mapped = {f"{HOST}:80": f"127.0.0.1:{server.ports['http']}"}
    settings = LookSettings(connect_to=mapped, rate=rate, respect_robots=False, concurrency=1, per_host=1)
    with Fetcher(settings) as fetcher:
        answers = list(fetcher.fetch_many([(url, "link") for url in addresses]))

    assert [cookie for _, cookie in seen] == [""] * 9
    assert [one.http_status for one in answers] == [200, 404, 200] * 3
    assert [one.body for one in answers] == [PAGE + b"<!-- %d -->" % number for number in range(9)]
    assert [len(one.hops) for one in answers] == [1] * 9
    for number, one in enumerate(answers):
        assert one.hops[0].request.startswith(b"GET /n%d HTTP/1.1\r\n" % number)
        assert one.hops[0].head.count(b"HTTP/1.1") == 1
        assert one.hops[0].url == one.url == addresses[number]


def test_no_name_password_or_environment_is_sent(ask, server, monkeypatch, tmp_path):
    (tmp_path / ".netrc").write_text(f"machine {HOST} login clerk password secret\n", encoding="utf-8")
    canaries = Canaries([("127.0.0.1", 0)])
    proxy = f"http://127.0.0.1:{canaries.addresses[0][1]}"
    for name, value in (
        ("HOME", str(tmp_path)),
        ("http_proxy", proxy),
        ("HTTPS_PROXY", proxy),
        ("ALL_PROXY", proxy),
    ):
        monkeypatch.setenv(name, value)
    seen = []
    server.site(HOST).answers["/x"] = lambda wire, request: seen.append(request) or reply(PAGE)(wire, request)
    response = ask(url=f"http://clerk:secret@{HOST}/x")
    canaries.close()

    assert response.http_status == 200
    assert canaries.hits == []
    assert "authorization" not in seen[0].headers
    assert seen[0].target == "/x"


def test_a_socket_is_opened_to_the_checked_address_alone():
    target = Target("http", "muni.example", 80, "203.150.1.1", 80)
    for host, port in (("127.0.0.1", 80), ("203.150.1.1", 81), ("203.150.1.2", 80)):
        transfer = Transfer(target, "agent")
        assert transfer._open(0, (socket.AF_INET, socket.SOCK_STREAM, 6, (host, port))) == pycurl.SOCKET_BAD
        assert transfer.stop == "unsafe"
    opened = Transfer(target, "agent")._open(0, (socket.AF_INET, socket.SOCK_STREAM, 6, ("203.150.1.1", 80)))
    assert isinstance(opened, socket.socket)
    opened.close()


def test_a_name_with_a_dead_address_is_reached_at_its_other_one(server, monkeypatch):
    port = server.ports["http"]
    server.site("dual.example").answers["/"] = reply(PAGE)
    settings = LookSettings(allow=(f"dual.example:{port}",), respect_robots=False, rate=1000.0)
    answers = [(0, 0, 0, "", (address, 0)) for address in ("::1", "127.0.0.66", "127.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: answers)
    with Fetcher(settings) as fetcher:
        response = fetcher.fetch(f"http://dual.example:{port}/")

    assert (response.error, response.body, response.ip) == (None, PAGE, "127.0.0.1")


@pytest.mark.parametrize(
    ("fault", "names"),
    [
        ("good", None),
        ("expired", "expired"),
        ("early", "not_yet_valid"),
        ("self", "self_signed"),
        ("stranger", "untrusted"),
        ("other", "wrong_host"),
        ("noname", "wrong_host"),
        ("chain", "incomplete_chain"),
        ("weak", "weak_key"),
        ("old", "old_protocol"),
        ("oldself", "old_protocol,self_signed"),
        ("oldstranger", "old_protocol,untrusted"),
        ("both", "self_signed,expired"),
    ],
)
def test_what_is_wrong_with_a_certificate_is_named_and_the_content_is_read(ask, fault, names):
    response = ask(url=f"https://{fault}.tls.example/")

    assert (response.tls, response.content, response.error) == (names, PAGE, None)


def test_the_roots_of_the_run_stand_beside_the_public_ones(authority, tmp_path):
    together = open(tls.trusted_roots(authority.ca_file), "rb").read()  # noqa: SIM115

    assert authority.root.pem in together
    assert together.count(b"BEGIN CERTIFICATE") > 100
    with pytest.raises(AuditError, match="PEM"):
        tls.trusted_roots(str(tmp_path))


@pytest.mark.parametrize(
    "value", ["²³", "-5", "1e3", "soon", "99999999999999999999", "Wed, 99 Foo 2015 07:28:00 GMT", "\x00"]
)
def test_no_retry_after_breaks_a_link(ask, value):
    response = ask(reply("", 429, "text/plain", f"Retry-After: {value}"), deadline_s=2.0)
    assert response.http_status == 429 or response.error == "protocol"


@pytest.mark.parametrize(
    "answer",
    [
        endless(head(200, HTML, "Content-Length: 100000"), b"x", 0.1),
        endless(head(200, HTML, CHUNKED), b"1\r\nx\r\n", 0.1),
        endless(head(200, HTML, CHUNKED) + chunked(PAGE)[:-2], b"X-T: t\r\n", 0.2),
        endless(b"HTTP/1.1 200 OK\r\nX-A: ", b"a", 0.1),
        endless(b"HTTP/1.1 200 OK\r\n", b"X-A: b\r\n", 0.2),
    ],
)
def test_an_answer_that_comes_drop_by_drop_is_not_waited_for_to_the_deadline(ask, monkeypatch, answer):
    monkeypatch.setattr("ita_audit.fetch.transfer.TRICKLE_S", 1.0)
    response = ask(answer)

    assert response.error == "timeout"
    assert 1_000 <= response.elapsed_ms < 3_500


@pytest.mark.parametrize(
    "answer",
    [
        raw(head(200, HTML, LENGTH), *[PAGE[i : i + 400] for i in range(0, len(PAGE), 400)], pause=0.3),
        lambda wire, request: wire.wait(2.0) or reply(PAGE)(wire, request),
        raw(head(103, "Link: </a>"), head(200, HTML, LENGTH) + PAGE, pause=2.0),
        raw(head(200, HTML, CHUNKED), chunked(PAGE), pause=2.0),
    ],
)
def test_a_slow_answer_that_comes_is_waited_for(ask, monkeypatch, answer):
    monkeypatch.setattr("ita_audit.fetch.transfer.TRICKLE_S", 1.0)
    response = ask(answer)

    assert (response.error, response.body) == (None, PAGE)
    assert response.elapsed_ms > 1_000


def test_silence_ends_at_the_deadline(ask):
    assert 900 <= ask(silent, deadline_s=1.0).elapsed_ms <= 1600


# ------------------------------------------------------------------ content codings

CODERS = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
    "raw": raw_deflate,
    "identity": bytes,
    "utf-8": bytes,
}
NAMES = st.sampled_from(sorted(CODERS))


def coded(data: bytes, names: list[str]) -> tuple[bytes, str]:
    for name in names:
        data = CODERS[name](data)
    return data, ", ".join("deflate" if name == "raw" else name for name in names)


@given(st.binary(max_size=3000), st.lists(NAMES, max_size=3))
def test_what_is_coded_comes_out_again(data, names):
    assert decode(*coded(data, names)) == data


@given(st.binary(min_size=1, max_size=3000), st.sampled_from(["gzip", "deflate", "raw"]), st.data())
def test_a_stream_cut_anywhere_is_noticed(data, name, draw):
    body, coding = coded(data, [name])
    cut = draw.draw(st.integers(1, len(body) - 1))
    with pytest.raises(CutShort):
        decode(body[:cut], coding)


@given(st.binary(max_size=3000), st.sampled_from(["gzip", "deflate"]), st.data())
def test_a_damaged_stream_never_gives_other_content(data, name, draw):
    body = bytearray(CODERS[name](data))
    at = draw.draw(st.integers(2, len(body) - 1))  # without its first bytes it is another coding
    body[at] ^= draw.draw(st.integers(1, 255))
    try:
        content = decode(bytes(body), name)
    except Undecodable:
        return
    assert content == data  # a gzip head has fields that do not matter


@given(st.binary(max_size=2000), st.text(max_size=40))
def test_no_bytes_and_no_coding_do_more_than_refuse(body, coding):
    with contextlib.suppress(Undecodable):
        decode(body, coding)


@pytest.mark.parametrize("coding", ["br", "zstd", "compress", "gzip, br"])
def test_codings_that_were_not_offered_are_not_undone(coding):
    with pytest.raises(Undecodable):
        decode(gzip.compress(b"x"), coding)


def test_what_is_coded_more_often_than_three_times_is_not_undone():
    data, coding = coded(b"x", ["gzip"] * 4)
    with pytest.raises(Undecodable):
        decode(data, coding)


@pytest.mark.parametrize(
    ("wrap", "coding"), [("gzip", "gzip"), ("deflate", "deflate"), ("nested", "gzip, gzip")]
)
def test_a_bomb_is_stopped_as_soon_as_it_begins_to_explode(wrap, coding):
    body, began = bomb(wrap), time.monotonic()
    with pytest.raises(Explodes):
        decode(body, coding)
    assert time.monotonic() - began < 1


def test_what_packs_well_and_is_small_is_no_bomb():
    assert len(decode(gzip.compress(bytes(RATIO_FROM)), "gzip")) == RATIO_FROM


def test_a_stream_of_many_streams_ends():
    body, began = gzip.compress(b"") * 200_000, time.monotonic()
    with pytest.raises(Undecodable):
        decode(body, "gzip")
    assert time.monotonic() - began < 2
