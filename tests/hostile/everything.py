"""All cases together, the ports they need, and how a run's records are judged against them."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterable
from pathlib import Path

from tests.hostile import (
    endless_cases,
    http_cases,
    page_cases,
    redirect_cases,
    site_cases,
    tls_cases,
    unsafe_cases,
)
from tests.hostile.cases import OPENS, Book, Case
from tests.hostile.certs import Authority
from tests.hostile.wire import Canaries, Server

LEAST = 200


class Hostile:
    """The hostile server with everything it serves; a context manager."""

    def __init__(self, folder: Path) -> None:
        self.authority = Authority(folder)
        self.server = Server()
        self.book = Book(self.server)
        self.port = self.server.listen()
        beside = self.port + 90 if self.port < 65_000 else self.port - 90
        self.canaries = Canaries(
            [
                ("127.0.0.1", 0),
                ("127.0.0.1", beside),
                ("127.0.0.66", self.port),
                ("::1", self.port),
                ("127.1.1.1", self.port),
                ("127.0.0.1", 8080),
            ]
        )
        self._fill(tuple(port for host, port in self.canaries.addresses if host == "127.0.0.1"))

    def _fill(self, canary: tuple[int, ...]) -> None:
        book = self.book
        for add in (
            http_cases.healthy, http_cases.broken, endless_cases.endless_ones, redirect_cases.redirects, page_cases.documents,
            page_cases.letters, page_cases.addresses, page_cases.walls, page_cases.blocks, site_cases.programs,
            site_cases.paths, site_cases.alone, unsafe_cases.names, unsafe_cases.other_schemes,
        ):  # fmt: skip
            add(book)
        unsafe_cases.spellings(book, self.port, canary)
        unsafe_cases.permitted(book, self.port)
        unsafe_cases.ways_round(book, canary[0])
        tls_cases.servers(book, self.authority)
        self._unreachable()
        for host in (host for host in self.server.sites if not host.startswith("127.")):
            book.connect_to.setdefault(f"{host}:80", f"127.0.0.1:{self.port}")

    def _unreachable(self) -> None:
        book = self.book
        self.closed = socket.socket()
        self.closed.bind(("127.0.0.1", 0))
        book.connect_to["refused.example:80"] = f"127.0.0.1:{self.closed.getsockname()[1]}"
        book.add("refused", "http://refused.example/a", "unreachable")
        book.connect_to["resets.example:80"] = f"127.0.0.1:{self.server.listen(lambda wire: wire.reset())}"
        book.add("reset at once", "http://resets.example/a", "unreachable")
        book.connect_to["leaves.example:80"] = (
            f"127.0.0.1:{self.server.listen(lambda wire: wire.sock.recv(999))}"
        )
        book.add("hangs up without a byte", "http://leaves.example/a", "unreachable broken")

    def __enter__(self) -> Hostile:
        return self

    def __exit__(self, *_: object) -> None:
        self.server.close()
        self.canaries.close()
        self.closed.close()

    def settings(self) -> dict[str, object]:
        """What a run needs: permissions, mapped hosts, the authority, and a quick pace."""
        return {
            "connect_to": self.book.connect_to, "allow": [f"127.0.0.1:{self.port}"], "ca_file": self.authority.ca_file,
            "rate": 1000.0, "per_host": 24, "concurrency": 24, "deadline_s": 3.0, "max_bytes": 20_000_000,
        }  # fmt: skip


def wrong(cases: Iterable[Case], records: Iterable[dict]) -> list[tuple[str, str, str, str]]:
    """(case, right statuses, status found, reason) of every case whose record is not right."""
    found = {record["href"]: record for record in records}
    table = []
    for case in cases:
        record = found.get(case.url) or {"status": "MISSING", "reason": ""}
        if record["status"] not in case.right or case.reason not in record["reason"]:
            table.append((case.name, " ".join(sorted(case.right)), record["status"], record["reason"]))
    return table


def passed_as_good(cases: Iterable[Case], records: Iterable[dict]) -> list[str]:
    """The bad links that were called good."""
    found = {record["href"]: record["status"] for record in records}
    return [case.name for case in cases if not case.right & OPENS and found.get(case.url) in OPENS]


def read_records(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
