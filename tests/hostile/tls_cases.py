"""Servers whose certificate or encryption is wrong in one way each; the content behind is well."""

from __future__ import annotations

from tests.hostile.cases import Book
from tests.hostile.certs import Authority
from tests.hostile.http_cases import PAGE
from tests.hostile.wire import Wire, redirect, reply

PROBLEM = "tls_problem"
REASONS = {
    "expired": "expired", "early": "not yet valid", "self": "self-signed", "stranger": "unknown authority", "other": "wrong host",
    "noname": "wrong host", "chain": "incomplete chain", "weak": "weak key", "old": "old protocol", "oldself": "old protocol", "oldstranger": "unknown authority", "both": "expired",
}  # fmt: skip


def servers(book: Book, authority: Authority) -> None:
    """A port per fault."""
    for fault, context in authority.contexts("tls.example").items():
        host = f"{fault}.tls.example"
        book.connect_to[f"{host}:443"] = f"127.0.0.1:{book.server.listen(context=context)}"
        book.server.site(host).answers |= {
            "/": reply(PAGE),
            "/plan": reply(PAGE),
            "/move": redirect("https://good.tls.example/plan"),
        }
        if fault == "good":
            book.add("tls good", f"https://{host}/plan", "ok")
            continue
        book.add(f"tls {fault}", f"https://{host}/plan", PROBLEM, REASONS[fault])
        book.add(f"tls {fault} missing", f"https://{host}/none", "broken tls_problem", REASONS[fault])
    book.add("tls problem on the way", "https://expired.tls.example/move", PROBLEM, "expired")
    book.serve("to good tls", redirect("https://good.tls.example/plan"), "ok")
    book.serve("to expired tls", redirect("https://expired.tls.example/plan"), PROBLEM, reason="expired")

    def plain(wire: Wire) -> None:
        wire.sock.recv(1000)
        wire.send(b"HTTP/1.1 400 Bad\r\nContent-Length: 0\r\n\r\n")

    def hangs(wire: Wire) -> None:
        wire.wait(60)

    def leaves(wire: Wire) -> None:
        wire.sock.recv(1000)

    def alert(wire: Wire) -> None:
        wire.sock.recv(1000)
        wire.send(b"\x15\x03\x03\x00\x02\x02\x28")

    for name, handler, right in (
        ("plain", plain, PROBLEM), ("hangs", hangs, "timeout"), ("leaves", leaves, "tls_problem unreachable"), ("alert", alert, PROBLEM),
    ):  # fmt: skip
        book.connect_to[f"{name}.tls.example:443"] = f"127.0.0.1:{book.server.listen(handler)}"
        book.add(f"tls {name}", f"https://{name}.tls.example/plan", right)
