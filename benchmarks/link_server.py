"""
A loopback site for link checkers, in a process of its own: `link_server LATENCY_MS [N-K]`.

Prints its port and serves until its standard input closes. It listens on every loopback address, so
`127.0.1.1` and `127.0.1.2` are two hosts. `/list/A-B` links to the pages A … B-1, `/docs/A-B` to
documents, `/site/N-K` (the home page, where N-K is told) to N/K lists of K pages each; an answer leaves LATENCY_MS after its request.
"""

from __future__ import annotations

import asyncio
import functools
import gc
import random
import re
import sys

DOCUMENT_BYTES = 697_000
_WORDS = [
    "แผน",
    "งบประมาณ",
    "รายงาน",
    "ผลการดำเนินงาน",
    "ประกาศ",
    "จัดซื้อ",
    "จัดจ้าง",
    "โครงการ",
    "กองคลัง",
    "สำนักปลัด",
    "ประจำปี",
]
_RANGE = re.compile(r"/(list|docs|site)/(\d+)-(\d+)")


def page(number: int) -> bytes:
    """A page of the town, no two of them alike."""
    chance = random.Random(number)
    text = " ".join(chance.choices(_WORDS, k=60))
    return (
        f"<!doctype html><html lang=th><head><meta charset=utf-8><title>ประกาศที่ {number}</title></head>"
        f"<body><h1>ประกาศที่ {number}</h1><p>{text}</p></body></html>"
    ).encode()


@functools.cache
def _padding() -> bytes:
    return random.Random(1).randbytes(DOCUMENT_BYTES)


def document(number: int) -> bytes:
    """A PDF of one short page, and as many bytes as a scan of many pages has."""
    words = f"BT /F1 12 Tf 72 720 Td (Annual plan number {number} of the town) Tj ET".encode()
    pad = _padding()[number:] + _padding()[:number]
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(words), words),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(pad), pad),
    ]
    out, starts = bytearray(b"%PDF-1.4\n"), []
    for n, body in enumerate(objects, 1):
        starts.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (n, body)
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    end = b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
    return bytes(out) + end % (len(starts) + 1, table, len(starts) + 1, len(out))


@functools.lru_cache(maxsize=12_000)
def answer(path: str) -> bytes:
    """The whole answer for a path."""
    asked = _RANGE.fullmatch(path)
    kind, body, status = "text/html; charset=utf-8", b"<h1>404 Not Found</h1>", "404 Not Found"
    if asked:
        what, first, last = asked[1], int(asked[2]), int(asked[3])
        body, status = _links(what, first, last), "200 OK"
    elif path == "/":
        body, status = page(0).replace(b"</body>", "<p>หน้าแรกของเทศบาล</p></body>".encode()), "200 OK"
    elif re.fullmatch(r"/p/\d+", path):
        body, status = page(int(path[3:])), "200 OK"
    elif re.fullmatch(r"/d/\d+\.pdf", path):
        body, status, kind = document(int(path[3:-4])), "200 OK", "application/pdf"
    return b"HTTP/1.1 %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s" % (
        status.encode(), kind.encode(), len(body), body,
    )  # fmt: skip


def _links(what: str, first: int, last: int) -> bytes:
    if what == "site":
        links = [f"/list/{at}-{at + last}" for at in range(0, first, last)]
    else:
        form = "/p/{}" if what == "list" else "/d/{}.pdf"
        links = [form.format(number) for number in range(first, last)]
    rows = "".join(f'<li><a href="{link}">{link}</a></li>\n' for link in links)
    return (
        f"<!doctype html><html><head><meta charset=utf-8><title>{what}</title></head><ul>{rows}</ul>".encode()
    )


class Exchange(asyncio.Protocol):
    """One connection, kept open."""

    latency_s, home = 0.0, "/"

    def connection_made(self, transport: asyncio.Transport) -> None:
        """Take the connection."""
        self.transport, self.rest = transport, b""

    def data_received(self, data: bytes) -> None:
        """Answer every whole request, each after its latency."""
        self.rest += data
        while (end := self.rest.find(b"\r\n\r\n")) >= 0:
            head, self.rest = self.rest[:end], self.rest[end + 4 :]
            verb, path = head.split(b" ", 2)[:2]
            whole = answer(self.home if path == b"/" else path.decode("ascii", "replace"))
            if verb == b"HEAD":
                whole = whole[: whole.index(b"\r\n\r\n") + 4]
            if self.latency_s:
                asyncio.get_running_loop().call_later(self.latency_s, self.transport.write, whole)
            else:
                self.transport.write(whole)


async def serve(latency_ms: float, home: str) -> None:
    """Serve until standard input closes; `home` is the path whose page the home page is."""
    loop = asyncio.get_running_loop()
    Exchange.latency_s = latency_ms / 1000
    server = await loop.create_server(Exchange, "0.0.0.0", 0, backlog=4096)
    Exchange.home = home
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
    for n in range(198):
        answer(f"/d/{n}.pdf")
    gc.freeze()
    asyncio.run(serve(float(sys.argv[1]), f"/site/{sys.argv[2]}" if sys.argv[2:] else "/"))
