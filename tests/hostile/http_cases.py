"""Answers that are well and look odd, and answers that are broken."""

from __future__ import annotations

import gzip
import zlib

from tests.hostile import payloads
from tests.hostile.cases import BROKEN, OK, Book
from tests.hostile.payloads import chunked, document
from tests.hostile.wire import (
    Request,
    Wire,
    endless,
    first_time,
    head,
    raw,
    redirect,
    reply,
    reset,
    silent,
)

PDF = "application/pdf"
TEXT = "".join(f"<p>เนื้อหาข้อที่ {n} ของหน้านี้ว่าด้วยการดำเนินงานของเทศบาล</p>" for n in range(12))
PAGE = f"<!doctype html><html><head><title>แผนงาน</title></head><body><h1>แผนงาน</h1>{TEXT}</body></html>".encode()
LENGTH = f"Content-Length: {len(PAGE)}"
CHUNKED = "Transfer-Encoding: chunked"
HTML = "Content-Type: text/html; charset=utf-8"


def healthy(book: Book) -> None:
    """Odd, and still what a citizen's browser shows."""
    ok = book.serve
    ok("page", reply(PAGE), OK)
    for kind, type_ in (("pdf", PDF), ("docx", "application/msword"), ("xlsx", "application/octet-stream")):
        ok(f"{kind} file", reply(document(kind), 200, type_), OK, path=f"/files/plan.{kind}")
    ok("zip file", reply(document("zip"), 200, "application/zip"), OK, path="/files/all.zip")
    ok("png file", reply(payloads.PNG, 200, "image/png"), "ok scanned", path="/files/a.png")
    ok("csv file", reply("ลำดับ,รายการ\n1,จัดซื้อ\n", 200, "text/csv"), OK, path="/files/a.csv")
    ok("8 MB", reply(document("big.pdf"), 200, PDF), OK, path="/files/big.pdf")
    ok("pdf as html", reply(document("pdf"), 200, "text/html"), OK)
    ok("pdf as octets", reply(document("pdf"), 200, "application/octet-stream"), OK, path="/dl.php?id=7")
    ok("pdf without type", reply(document("pdf"), 200, ""), OK)
    ok("pdf with junk first", reply(b"\r\n\r\n" + document("pdf"), 200, PDF), OK)
    ok("docx as zip", reply(document("docx"), 200, "application/zip"), OK, path="/files/b.docx")
    ok("page without type", reply(PAGE, 200, ""), OK)
    ok("named by header", reply(document("pdf"), 200, "application/force-download",
       "Content-Disposition: attachment; filename*=UTF-8''%E0%B9%81%E0%B8%9C%E0%B8%99.pdf"), OK, path="/get.php?f=1")  # fmt: skip
    for status in (201, 202, 203):
        ok(f"status {status}", reply(PAGE, status), OK)
    ok(
        "range that is whole",
        reply(PAGE, 206, "text/html", f"Content-Range: bytes 0-{len(PAGE) - 1}/{len(PAGE)}"),
        OK,
    )
    ok("HTTP 1.0", raw(head(200, HTML, version="HTTP/1.0") + PAGE), OK)
    ok("ends by closing", raw(head(200, HTML, "Connection: close") + PAGE), OK)
    ok("bare line feeds", raw((head(200, HTML, LENGTH) + PAGE).replace(b"\r\n", b"\n")), OK)
    ok("no reason words", raw(b"HTTP/1.1 200\r\n" + head(200, HTML, LENGTH).partition(b"\r\n")[2] + PAGE), OK)
    ok("blank before colon", raw(head(200, HTML, "X-Powered : PHP", LENGTH) + PAGE), OK)
    ok("long header", raw(head(200, HTML, "X-Long: " + "a" * 20_000, LENGTH) + PAGE), OK)
    ok("length said twice", raw(head(200, HTML, LENGTH, LENGTH) + PAGE), OK)
    ok("length and chunks", raw(head(200, HTML, LENGTH, CHUNKED) + chunked(PAGE)), OK)
    ok("chunks", raw(head(200, HTML, CHUNKED) + chunked(PAGE[:100], PAGE[100:])), OK)
    ok(
        "chunk extensions",
        raw(head(200, HTML, CHUNKED) + b"%x;a=b\r\n%s\r\n0\r\n\r\n" % (len(PAGE), PAGE)),
        OK,
    )
    ok("trailers", raw(head(200, HTML, CHUNKED) + chunked(PAGE, trailer=b"X-A: b\r\nX-C: d\r\n\r\n")), OK)
    ok("line end after body", raw(head(200, HTML, LENGTH) + PAGE + b"\r\n"), OK)
    ok("early hints", raw(head(103, "Link: </a.css>; rel=preload") + head(200, HTML, LENGTH) + PAGE), OK)
    ok("continue first", raw(head(100) + head(200, HTML, LENGTH) + PAGE), OK)
    ok("Thai cookie", reply(PAGE, 200, "text/html", "Set-Cookie: ชื่อ=ค่า; path=/"), OK)
    ok("cookie of bad bytes", raw(head(200, HTML, LENGTH).replace(b"200 Answer\r\n", b"200 OK\r\nSet-Cookie: \xa1\xa2=\xff\r\n") + PAGE), OK)  # fmt: skip
    ok("slow head", _slow(1.6), OK)
    ok(
        "slow body",
        raw(head(200, HTML, LENGTH), *[PAGE[i : i + 400] for i in range(0, len(PAGE), 400)], pause=0.2),
        OK,
    )
    ok("needs its cookie", _wants_cookie, OK)
    ok("sets a cookie on the way", redirect("/cookie-room", 302, b"", "Set-Cookie: ห้อง=1; path=/"), OK)
    book.hidden("/cookie-room", _cookie_room)
    ok("HEAD refused", _no_head, OK)
    ok("503 once", first_time(reply("busy", 503), reply(PAGE)), OK)
    ok("502 once", first_time(reply("busy", 502), reply(PAGE)), OK)
    ok("404 once", first_time(reply("none", 404), reply(PAGE)), OK)
    ok("reset once", first_time(reset, reply(PAGE)), OK)
    ok("hung up once", first_time(raw(), reply(PAGE)), OK)
    ok("cut short once", first_time(raw(head(200, HTML, LENGTH) + PAGE[:50]), reply(PAGE)), OK)
    ok("slow once", first_time(silent, reply(PAGE)), OK)
    ok("limited once", first_time(reply("wait", 429, "text/plain", "Retry-After: 1"), reply(PAGE)), OK)
    for number in range(4):
        ok(f"stale connection {number}", _stale, OK)
    codings(book)


def codings(book: Book) -> None:
    """Content codings that are well."""
    for name, coding, data in (
        ("gzip", "gzip", gzip.compress(PAGE)),
        ("x-gzip", "x-gzip", gzip.compress(PAGE)),
        ("gzip in capitals", "GZIP", gzip.compress(PAGE)),
        ("deflate", "deflate", zlib.compress(PAGE)),
        ("raw deflate", "deflate", payloads.raw_deflate(PAGE)),
        ("two gzip members", "gzip", gzip.compress(PAGE[:50]) + gzip.compress(PAGE[50:])),
        ("gzip twice", "gzip, gzip", gzip.compress(gzip.compress(PAGE))),
        ("identity", "identity", PAGE),
        ("unknown coding", "utf-8", PAGE),
        ("empty coding", "", PAGE),
    ):
        book.serve(f"coding {name}", reply(data, 200, "text/html", f"Content-Encoding: {coding}"), OK)
    packed = gzip.compress(PAGE)
    book.serve(
        "coding in chunks",
        raw(head(200, HTML, CHUNKED, "Content-Encoding: gzip") + chunked(packed[:9], packed[9:])),
        OK,
    )


def _slow(seconds: float):
    def answer(wire: Wire, request: Request) -> bool:
        wire.wait(seconds)
        return reply(PAGE)(wire, request)

    return answer


def _no_head(wire: Wire, request: Request) -> bool:
    return reply("no", 405)(wire, request) if request.method == "HEAD" else reply(PAGE)(wire, request)


def _wants_cookie(wire: Wire, request: Request) -> bool:
    if "seen=1" in request.headers.get("cookie", ""):
        return reply(PAGE)(wire, request)
    return redirect(request.target, 302, b"", "Set-Cookie: seen=1; path=/")(wire, request)


def _cookie_room(wire: Wire, request: Request) -> bool:
    return (
        reply(PAGE)(wire, request)
        if "=1" in request.headers.get("cookie", "")
        else reply("no", 400)(wire, request)
    )


def _stale(wire: Wire, request: Request) -> None:
    """Promises to stay, and leaves without a word."""
    reply(PAGE, 200, "text/html", "Connection: keep-alive")(wire, request)


def broken(book: Book) -> None:
    """Answers that no browser takes for content, and answers that end too early."""
    bad = book.serve
    for status in (400, 404, 405, 410, 414, 451, 500, 501, 502, 503, 504, 505):
        bad(f"status {status}", reply(f"<h1>{status}</h1>", status), BROKEN)
    bad("404 without end", endless(head(404, HTML, CHUNKED), b"400\r\n" + b"x" * 1024 + b"\r\n"), BROKEN)
    bad(
        "404 that declares 10 TB",
        raw(head(404, HTML, "Content-Length: 10000000000000") + b"x" * 9000, last=9),
        BROKEN,
    )
    for status in (300, 304, 305):
        bad(f"status {status}", reply("", status), BROKEN)
    bad("nowhere to go", reply("<p>moved</p>", 302), BROKEN)
    bad("empty Location", redirect("", 302), BROKEN)
    bad("two Locations", redirect("/page", 302, b"", "Location: /pdf-as-html"), BROKEN)
    bad(
        "part of a range",
        reply(PAGE[:40], 206, "text/html", f"Content-Range: bytes 0-39/{len(PAGE)}"),
        BROKEN,
    )
    bad("range without range", reply(PAGE, 206), BROKEN)
    bad("short of its length", raw(head(200, HTML, LENGTH) + PAGE[:-5]), BROKEN)
    bad(
        "pdf short of its length",
        raw(head(200, f"Content-Type: {PDF}", "Content-Length: 9000") + document("pdf")[:5000]),
        BROKEN,
    )
    bad("longer than its length", raw(head(200, HTML, "Content-Length: 300") + PAGE), BROKEN)
    bad(
        "half a pdf by its length",
        raw(head(200, f"Content-Type: {PDF}", "Content-Length: 3000") + document("pdf")),
        "broken unreadable",
    )
    bad("reset in the middle", _reset_middle, BROKEN)
    bad("chunk without size", raw(head(200, HTML, CHUNKED) + b"5\r\nhello\r\nzz\r\n\r\n"), BROKEN)
    bad("chunk cut", raw(head(200, HTML, CHUNKED) + b"%x\r\n" % len(PAGE) + PAGE[:90]), BROKEN)
    bad("chunks without end", raw(head(200, HTML, CHUNKED) + chunked(PAGE)[:-5]), BROKEN)
    bad("chunk of 2^64", raw(head(200, HTML, CHUNKED) + b"ffffffffffffffff\r\n" + PAGE), "broken timeout")
    bad("trailers without end", endless(head(200, HTML, CHUNKED) + chunked(PAGE)[:-2], b"X-T: t\r\n"), BROKEN)
    bad("continue for ever", endless(b"", head(100)), BROKEN)
    bad("hints for ever", endless(b"", head(103, "Link: </a>")), BROKEN)
    bad(
        "ten thousand headers", raw(head(200, *[f"X-{n}: {n}" for n in range(10_000)], LENGTH) + PAGE), BROKEN
    )
    bad("header of a megabyte", raw(head(200, "X-Big: " + "a" * 1_000_000, LENGTH) + PAGE), BROKEN)
    bad("header without end", endless(b"HTTP/1.1 200 OK\r\nX-Big: ", b"a" * 4096), BROKEN)
    bad("header without colon", raw(b"HTTP/1.1 200 OK\r\nthis is no header\r\n\r\n" + PAGE), BROKEN)
    bad("two lengths", raw(head(200, HTML, "Content-Length: 5", LENGTH) + PAGE), BROKEN)
    bad("negative length", raw(head(200, HTML, "Content-Length: -5") + PAGE), BROKEN)
    bad("ICY", raw(b"ICY 200 OK\r\n\r\n" + PAGE), BROKEN)
    bad("HTTP 0.9", raw(PAGE), BROKEN)
    bad("status 099", raw(b"HTTP/1.1 099 No\r\n\r\n" + PAGE), BROKEN)
    bad("not HTTP", raw(b"SSH-2.0-OpenSSH_9.2\r\n"), BROKEN)
    bad(
        "transfer coding nobody asked for",
        raw(head(200, HTML, "Transfer-Encoding: gzip") + gzip.compress(PAGE)),
        BROKEN,
    )
    bad(
        "switches protocols",
        raw(head(101, "Upgrade: websocket", "Connection: upgrade"), last=0.2),
        "broken unreachable",
    )
    bad(
        "gzip cut",
        reply(gzip.compress(PAGE)[:-20], 200, "text/html", "Content-Encoding: gzip"),
        "broken unreadable",
    )
    bad(
        "deflate cut",
        reply(zlib.compress(PAGE)[:-9], 200, "text/html", "Content-Encoding: deflate"),
        "broken unreadable",
    )
    smuggled(book)


def smuggled(book: Book) -> None:
    """A second answer hidden behind the first: it must not be taken for the next link's."""
    extra = head(200, f"Content-Type: {PDF}", f"Content-Length: {len(document('pdf'))}") + document("pdf")
    whole = head(200, HTML, LENGTH) + PAGE

    def later(wire: Wire, _: Request) -> bool:
        wire.send(whole)
        wire.wait(0.1)
        wire.send(extra)
        return True

    for number in range(5):
        book.serve(
            f"smuggles {number}",
            lambda wire, _: wire.send(whole + extra) or True,
            "broken ok",
            host="smuggler.example",
        )
        book.serve(f"smuggles later {number}", later, "broken ok", host="smuggler.example")
        book.serve(f"behind the smuggler {number}", reply("none", 404), BROKEN, host="smuggler.example")


def _reset_middle(wire: Wire, _: Request) -> None:
    wire.send(head(200, HTML, LENGTH) + PAGE[:100])
    wire.wait(0.05)
    wire.reset()
