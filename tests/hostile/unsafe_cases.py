"""Addresses that must never be asked, in every spelling and by every way round; schemes that are no web."""

from __future__ import annotations

from tests.hostile.cases import Book
from tests.hostile.wire import redirect, reply

_SPELLINGS = """
127.0.0.1 127.1 127.0.1 127.66 127.0.0.66 127.255.255.254 2130706433 2130706498 0x7f000001 0x7f.1 0x7f.0.0.0x42
017700000001 0177.1 0177.0.0.0102 0X7F.0x0.0X1 １２７.０.０.６６ ①②⑦.⓪.⓪.① 127。0。0。1 127｡0.0．1 %31%32%37.0.0.1 127.0.0.1. 2130706433.
[::1] [::] [0:0:0:0:0:0:0:1] [::ffff:127.0.0.1] [::ffff:7f00:1] [0::ffff:127.1] [::127.0.0.1] [64:ff9b::7f00:1]
[64:ff9b::127.0.0.1] [64:ff9b:1::7f00:1] [2002:7f00:1::] [2002:a00:1::1] [2002:c0a8:101::] [2001:0:4136:e378:8000:63bf:3fff:fdd2]
[fe80::1] [fe80::1%25eth0] [fec0::1] [fc00::1] [fd12:3456::1] [ff02::1] [2001:db8::1] [3fff::1] [100::1] [::ffff:0:7f00:1] [4000::1] [5f00::1]
0 0.0.0.0 0x0 00 10.0.0.1 10.255.255.255 012.0.0.1 167772161 172.16.0.1 172.31.255.255 192.168.1.1 192.168.1.10 3232235777 0xc0a80101
169.254.169.254 2852039166 0xa9fea9fe [::ffff:a9fe:a9fe] [64:ff9b::a9fe:a9fe] 169.254.1.1 100.64.0.1 192.0.0.1 192.0.2.1 192.88.99.1
198.18.0.1 198.51.100.1 203.0.113.1 224.0.0.1 239.255.255.255 240.0.0.1 255.255.255.255
localhost LOCALHOST localhost. ⓛocalhost loc\u00adalhost a.localhost printer.local router.home.arpa metadata.google.internal intranet fileserver
"""
SPELLINGS = _SPELLINGS.split()
PRIVATE_NAMES = (
    "private.example",
    "mixed.example",
    "mapped.example",
    "metadata.example",
    "six.example",
    "none.example",
)
UNSUPPORTED = (
    "mailto:clerk@muni.example", "tel:0-0000-0000", "javascript:void(0)", "JavaScript:alert(1)", "java\nscript:alert(1)",
    "data:text/html,<h1>x</h1>", "blob:http://raw.example/1", "ftp://raw.example/a.pdf", "file:///etc/passwd", "FILE:/etc/passwd",
    "file://server/share/a.pdf", "C:\\ITA\\แผน.pdf", "c:/ITA/plan.pdf", "\\\\server\\share\\a.pdf", "gopher://raw.example:70/1", "ws://raw.example/",
    "line://ti/p/@muni", "fb://page/1", "intent://x#Intent;end", "ms-word:ofe|u|http://raw.example/a.docx", "about:blank", "view-source:http://raw.example/",
    "sms:1111", "whatsapp://send?text=x", "ldap://raw.example/", "dict://raw.example:11/", "http://", "https://:80/", "http://[::1", "http://raw.example:99999/",
    "http://256.1.1.1/", "http://1.2.3.4.5/", "www.muni.example/plan.pdf", "plan.pdf", "/only/a/path", "http://a b.example/", "http://%00/",
    "http://raw.example/" + "a" * 70_000,
)  # fmt: skip
NO_ADDRESS = ("", " ", "\t\n", "#", "#top", " #ส่วนที่ 2")


def spellings(book: Book, port: int, canary: tuple[int, ...]) -> None:
    """Every spelling at the default port, and where something would answer, at ports nobody may reach."""
    for spelling in SPELLINGS:
        unreadable = spelling == "[0::ffff:127.1]"  # no address to a browser either
        book.add(f"at {spelling}", f"http://{spelling}/a", "unsafe unsupported" if unreadable else "unsafe")
    for number in canary:
        for spelling in (
            "127.0.0.1",
            "localhost",
            "2130706433",
            "[::1]",
            "127.1",
            "[::ffff:127.0.0.1]",
            "①②⑦.0.0.1",
            "0",
        ):
            book.add(f"canary at {spelling}:{number}", f"http://{spelling}:{number}/a", "unsafe")
    for spelling in (
        "127.0.0.66",
        "[::1]",
        "127.1.1.1",
        "localhost",
        "0",
        "[::ffff:127.0.0.1]",
        "[64:ff9b::7f00:1]",
    ):
        book.add(f"permitted port at {spelling}", f"http://{spelling}:{port}/", "unsafe")
    for name, url in (
        ("user", f"http://raw.example@127.0.0.1:{canary[0]}/"), ("user and password", f"http://raw.example:80@127.0.0.1:{canary[0]}/"),
        ("backslash", f"http://127.0.0.1:{canary[0]}\\@raw.example/"), ("newline", f"http://127.0.0.1\n:{canary[0]}/"),
        ("tab", f"http://127.0.0.1:{str(canary[0])[:2]}\t{str(canary[0])[2:]}/"), ("fragment", f"http://127.0.0.1:{canary[0]}/#@raw.example/"),
        ("query", f"http://127.0.0.1:{canary[0]}?@raw.example/"), ("no slashes", f"http:127.0.0.1:{canary[0]}"), ("https", f"https://127.0.0.1:{canary[0]}/"),
        ("port with zeros", f"http://127.0.0.1:000{canary[0]}/"), ("three slashes", f"http:///127.0.0.1:{canary[0]}/"),
    ):  # fmt: skip
        book.add(f"trick {name}", url, "unsafe")


def permitted(book: Book, port: int) -> None:
    """What the run permits by address and port is opened: nothing else at that address is."""
    book.server.site("127.0.0.1").answers["/permitted"] = reply("<h1>แผน</h1><p>เนื้อหาที่อนุญาต</p>")
    book.add("permitted", f"http://127.0.0.1:{port}/permitted", "ok")
    book.add("permitted in another spelling", f"http://0x7f000001:{port}/permitted", "ok unsafe")


def names(book: Book) -> None:
    """Names whose addresses are private, and names that have none."""
    for name in PRIVATE_NAMES:
        right = "unreachable" if name == "none.example" else "unsafe"
        book.add(f"name {name}", f"http://{name}/a", right)
    book.add("name by https", "https://private.example/a", "unsafe")
    book.add("name at a strange port", "http://private.example:8081/a", "unsafe")
    book.add("name nobody knows", "http://no-such-name.example/", "unreachable")
    book.add("name of a closed zone", "http://muni.invalid/", "unreachable")
    book.add("name that takes too long", "http://slow.example/", "timeout unreachable")


def ways_round(book: Book, canary: int) -> None:
    """A server that is allowed leads to one that is not."""
    for number, target in enumerate((
        f"http://127.0.0.1:{canary}/", f"//127.0.0.1:{canary}/", f"http://[::1]:{canary}/", "http://169.254.169.254/latest/meta-data/",
        f"http://2130706433:{canary}/", f"http://raw.example@127.0.0.1:{canary}/", "http://private.example/", f"https://127.0.0.1:{canary}/",
        f"http://localhost:{canary}/", f"http:\\\\127.0.0.1:{canary}\\",
    )):  # fmt: skip
        book.serve(f"redirect inside {number}", redirect(target), "unsafe")
        book.serve(
            f"refresh inside {number}",
            reply(f'<meta http-equiv="refresh" content="0;url={target}">'),
            "unsafe",
        )
    book.serve("script inside", reply(f"<script>location='http://127.0.0.1:{canary}/'</script>"), "unsafe")
    book.serve("two hops inside", redirect("/redirect-inside-0"), "unsafe")
    book.server.site("inside.example").answers |= {
        "/robots.txt": redirect(f"http://127.0.0.1:{canary}/robots.txt"),
        "/a": reply("<h1>แผน</h1><p>เนื้อหา</p>"),
    }
    book.add("robots.txt leads inside", "http://inside.example/a", "ok robots")
    resources = (
        f'<base href="http://127.0.0.1:{canary}/"><img src="x.png"><iframe src="y"></iframe><link rel=stylesheet href=a.css>'
        f'<object data="http://127.0.0.1:{canary}/o"></object><script src="s.js"></script><p>เนื้อหาของหน้า</p>'
    )
    book.serve("page full of things to load", reply(resources), "ok")


def other_schemes(book: Book) -> None:
    """What is no web address is listed as such and never opened."""
    for number, url in enumerate(UNSUPPORTED):
        book.add(
            f"scheme {number} {url[:24]!r}",
            url,
            "unsupported empty" if url.startswith(("http://", "https://")) else "unsupported",
        )
    for number, url in enumerate(NO_ADDRESS):
        book.add(f"no address {number}", url, "empty")
