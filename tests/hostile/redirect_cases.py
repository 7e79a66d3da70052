"""Ways to another address, good and bad, by header, by markup and by script."""

from __future__ import annotations

from tests.hostile.cases import BROKEN, MOVED, Book
from tests.hostile.http_cases import PAGE
from tests.hostile.wire import endless, head, raw, redirect, reply


def redirects(book: Book) -> None:
    """Ways to another address."""
    at = book.serve
    for status in (301, 302, 303, 307, 308):
        at(f"redirect {status}", redirect("/page", status), MOVED)
    for name, location in (
        ("query only", "?x=1"), ("relative", "page"), ("dots", "./a/../page"), ("no scheme", "//raw.example/page"),
        ("capitals", "HTTP://RAW.EXAMPLE/page"), ("with fragment", "/page#part"), ("a blank", "/a b"),
        ("Thai", "/หน้าแผน"), ("to a file", "/files/plan.pdf"), ("tab inside", "/pa\tge"), ("backslash", "\\page"),
    ):  # fmt: skip
        at(
            f"redirect {name}",
            redirect(location),
            MOVED,
            path=f"/go/{name.replace(' ', '-')}" if name == "query only" else "",
        )
    book.hidden("/go/query-only?x=1", reply(PAGE))
    book.hidden("/a%20b", reply(PAGE))
    book.hidden("/%E0%B8%AB%E0%B8%99%E0%B9%89%E0%B8%B2%E0%B9%81%E0%B8%9C%E0%B8%99", reply(PAGE))
    at(
        "redirect in TIS-620",
        raw(b"HTTP/1.1 302 Found\r\nLocation: /t?q=\xa1\xa2\r\nContent-Length: 0\r\n\r\n"),
        MOVED,
    )
    book.hidden("/t?q=%A1%A2", reply(PAGE))
    at("redirect without end of body", endless(head(302, "Location: /page"), b"x" * 65_536), MOVED)
    at(
        "redirect that declares 10 TB",
        raw(head(302, "Location: /page", "Content-Length: 10000000000000"), last=9),
        MOVED,
    )
    at("redirect that stalls", raw(head(302, "Location: /page", "Content-Length: 500"), last=60), MOVED)
    for number in range(1, 14):
        book.hidden(f"/hop/{number}", redirect(f"/hop/{number - 1}" if number > 1 else "/page"))
    book.add("ten hops", "http://raw.example/hop/10", MOVED)
    book.add("eleven hops", "http://raw.example/hop/11", BROKEN)
    book.add("thirteen hops", "http://raw.example/hop/13", BROKEN)
    at("loop of one", redirect("/loop-of-one"), BROKEN)
    at("loop of two", redirect("/loop-two-b"), BROKEN)
    book.hidden("/loop-two-b", redirect("/loop-of-two"))
    at("ever new", lambda wire, r: redirect(f"/ever-new?n={r.number}")(wire, r), BROKEN)
    at("redirect to 404", redirect("/no-such-thing-at-all"), BROKEN)
    at("redirect to nothing", redirect("http://"), "broken unsupported empty")
    for name, target in (
        ("file", "file:///etc/passwd"), ("mail", "mailto:a@b.example"), ("script", "javascript:alert(1)"),
        ("data", "data:text/html,hi"), ("ftp", "ftp://raw.example/a"), ("gopher", "gopher://raw.example:70/_x"),
        ("drive", "C:\\ITA\\a.pdf"), ("share", "\\\\server\\share\\a.pdf"),
    ):  # fmt: skip
        at(f"redirect to {name}", redirect(target), "unsupported unsafe broken")
    at("refresh in the head", reply('<meta http-equiv="refresh" content="0; url=/page">'), MOVED)
    at("refresh by header", reply("<p>รอสักครู่</p>", 200, "text/html", "Refresh: 0; url=/page"), MOVED)
    at("refresh to 404", reply('<meta http-equiv="refresh" content="0;URL=\'/nowhere\'">'), BROKEN)
    at("refresh to itself", reply('<meta http-equiv="refresh" content="0;url=/refresh-to-itself">'), BROKEN)
    at("script sends on", reply("<script>window.location.href = '/files/plan.pdf';</script>"), MOVED)
    at("script sends to 404", reply("<script>location.replace('/nowhere')</script>"), BROKEN)
    at("refresh to a file address", reply('<meta http-equiv="refresh" content="0;url=file:///etc/passwd">'), "empty broken unsupported soft_404 unchecked")  # fmt: skip
