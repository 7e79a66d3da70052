"""What would keep a naive client for ever, and what would fill its memory."""

from __future__ import annotations

import gzip

from tests.hostile import payloads
from tests.hostile.cases import Book
from tests.hostile.http_cases import CHUNKED, HTML, LENGTH, PAGE, PDF
from tests.hostile.payloads import chunked
from tests.hostile.wire import endless, head, raw, redirect, reply, silent


def endless_ones(book: Book) -> None:
    """What would keep a naive client for ever, and what would fill its memory."""
    late = book.serve
    late("silent", silent, "timeout")
    late("head by the byte", endless(b"HTTP/1.1 200 OK\r\nX-A: ", b"a", 0.1), "timeout")
    late("lines by the second", endless(b"HTTP/1.1 200 OK\r\n", b"X-A: b\r\n", 0.3), "timeout broken")
    late("body by the byte", endless(head(200, HTML, "Content-Length: 100000"), b"x", 0.1), "timeout")
    late("chunks by the byte", endless(head(200, HTML, CHUNKED), b"1\r\nx\r\n", 0.1), "timeout")
    late("stalls in the body", raw(head(200, HTML, LENGTH) + PAGE[:99], last=60), "timeout")
    late(
        "stalls before the last chunk", raw(head(200, HTML, CHUNKED) + chunked(PAGE)[:-5], last=60), "timeout"
    )
    late(
        "trailers by the second",
        endless(head(200, HTML, CHUNKED) + chunked(PAGE)[:-2], b"X-T: t\r\n", 0.3),
        "timeout broken",
    )
    late("continue by the second", endless(b"", head(100), 0.5), "timeout broken")
    late("redirect into silence", redirect("/silent"), "timeout")
    late("pdf by the byte", endless(head(200, f"Content-Type: {PDF}"), b"%PDF-1.4 ", 0.1), "timeout")
    large = "too_large"
    late(
        "declares 10 TB",
        raw(head(200, f"Content-Type: {PDF}", "Content-Length: 10000000000000") + b"%PDF", last=9),
        large,
    )
    late(
        "declares too many digits",
        endless(head(200, HTML, "Content-Length: " + "9" * 25), b"x" * 65_536),
        large,
    )
    late("body without end", endless(head(200, HTML), b"x" * 65_536), large)
    late(
        "chunks without number",
        endless(head(200, HTML, CHUNKED), b"10000\r\n" + b"x" * 65_536 + b"\r\n"),
        large,
    )
    for wrap in ("gzip", "deflate"):
        late(
            f"{wrap} bomb",
            reply(payloads.bomb(wrap), 200, "text/html", f"Content-Encoding: {wrap}"),
            "too_large unreadable",
        )
    late(
        "nested bomb",
        reply(payloads.bomb("nested"), 200, "text/html", "Content-Encoding: gzip, gzip"),
        "too_large unreadable",
    )
    for coding in ("br", "zstd", "gzip, br", "compress"):
        late(
            f"coding {coding}",
            reply(payloads.NOISE, 200, "text/html", f"Content-Encoding: {coding}"),
            "unreadable",
        )
    late(
        "coded four times",
        reply(gzip.compress(PAGE), 200, "text/html", "Content-Encoding: gzip,gzip,gzip,gzip"),
        "unreadable",
    )
    late("gzip in name only", reply(PAGE, 200, "text/html", "Content-Encoding: gzip"), "unreadable")
    late(
        "gzip of a wrong sum",
        reply(gzip.compress(PAGE)[:-8] + b"\0" * 8, 200, "text/html", "Content-Encoding: gzip"),
        "unreadable",
    )
    late(
        "gzip inside, unsaid",
        reply(gzip.compress(gzip.compress(PAGE)), 200, "text/html", "Content-Encoding: gzip"),
        "unreadable wrong_type",
    )
