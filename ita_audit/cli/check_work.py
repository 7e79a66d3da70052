"""The work of `ita-audit check`: what is checked, where its records go, and how it ends."""

from __future__ import annotations

import json
import re
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TextIO

from ita_audit.check_links.onwards import Onwards
from ita_audit.check_links.run import NETWORK_DOWN, CheckRun
from ita_audit.check_links.targets import CheckTarget, read_targets
from ita_audit.cli.output import lines_to
from ita_audit.cli.progress import Bar
from ita_audit.errors import LookError
from ita_audit.model.settings import LookSettings

if TYPE_CHECKING:
    from argparse import Namespace

    from ita_audit.check_links.onwards import Place
    from ita_audit.evidence.warc import WarcWriter
    from ita_audit.fetch import Fetcher
    from ita_audit.model import Response

_FLUSH_S = 0.1
_LABELS = 8
"""A page that prints so many different item labels is read as a list of items."""


def check_as_asked(asked: Namespace, settings: LookSettings, fetcher: Fetcher) -> int:
    """
    Check links and write their records.

    Args:
        asked: The command line; a live page is in the fetcher's line already.

        settings: Pace, caps and permissions.

        fetcher: What opens addresses.

    Returns:
        Exit status: 0 done, 1 stopped before the end.

    Raises:
        AuditError: A list or page that cannot be read, or this machine's own network is down.
    """
    with ExitStack() as stack:
        targets, onwards = _work(asked, stack)
        keep = stack.enter_context(_warc(asked.warc, settings)) if asked.warc else None
        out = stack.enter_context(lines_to(asked.jsonl))
        fetcher.tick = _flushes(out)
        run = CheckRun(targets, fetcher, onwards=onwards, keep=keep, ordered=not asked.recursive)
        stack.enter_context(run)
        stack.enter_context(_stops(run))
        _write(run, out)
    return _ended(run)


def _write(run: CheckRun, out: TextIO) -> None:
    bar, encode = Bar("ตรวจลิงก์ | check"), json.JSONEncoder(ensure_ascii=False).encode
    for record in run.records():
        out.write(encode(record) + "\n")
        bar.step(record["status"], run.done, run.found)
    out.flush()
    bar.end()


def _flushes(out: TextIO) -> Callable[[], None]:
    """Let lines out a few at a time, none later than a second after it was written."""
    last = time.monotonic()

    def flush() -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= _FLUSH_S:
            last = now
            out.flush()

    return flush


def _ended(run: CheckRun) -> int:
    if run.stopped == NETWORK_DOWN:
        raise LookError(
            "own network down: no route to the public internet, or no name is answered; the rest is unchecked",
            hint_th="เครือข่ายของเครื่องนี้ใช้งานไม่ได้ ตรวจสายหรือ Wi-Fi แล้วสั่งใหม่ ลิงก์ที่เหลือถือว่ายังไม่ได้ตรวจ",
        )
    if run.stopped:
        print("หยุดตามคำสั่ง ลิงก์ที่เหลือบันทึกว่ายังไม่ได้ตรวจ\nstopped; the rest is marked unchecked", file=sys.stderr)
    return 1 if run.stopped else 0


def _work(asked: Namespace, stack: ExitStack) -> tuple[Iterable[CheckTarget], Onwards]:
    """What is to be checked, and which pages give more."""
    first = [CheckTarget(url, url) for url in asked.urls]
    listed = _listed(asked.source, stack) if asked.source else iter(())
    if asked.page and not asked.live:
        first += _saved_page(asked.page, asked.year)
    sites = [*asked.urls, *([asked.page] if asked.live else [])] if asked.recursive else []

    def chain() -> Iterator[CheckTarget]:
        yield from first
        yield from listed

    return chain(), Onwards(
        [asked.page] if asked.live else [],
        sites=sites,
        place=_place(asked.year),
        say=lambda line: print(line, file=sys.stderr),
        max_pages=asked.max_pages,
    )


def _listed(source: str, stack: ExitStack) -> Iterator[CheckTarget]:
    """Read a list twice: first all of it for mistakes, then as the work goes on."""
    file: BinaryIO
    if source == "-":
        import shutil
        import tempfile

        file = stack.enter_context(tempfile.TemporaryFile())  # noqa: SIM115 (the stack closes it)
        shutil.copyfileobj(sys.stdin.buffer, file)
    else:
        file = stack.enter_context(Path(source).open("rb"))  # noqa: SIM115 (the stack closes it)
    file.seek(0)
    for _ in read_targets(file, source):
        pass
    file.seek(0)
    return read_targets(file, source)


def _saved_page(path: str, year: int | None) -> list[CheckTarget]:
    from ita_audit.cli.output import read_bytes
    from ita_audit.pages.all_links import all_links

    data, url = read_bytes(path), "http://page.invalid/"
    items = _items(data, url, "", year)
    notes: list[str] = []
    links = list(all_links(data, url=url, notes=notes))
    for note in notes:
        print(f"{path}: {note}", file=sys.stderr)
    return [CheckTarget(link.href, link.url, link.text, items.get(link.href)) for link in links]


def _place(year: int | None) -> Place:
    def place(response: Response) -> dict[str, str]:
        return _items(response.content, response.final_url, response.header("content-type"), year)

    return place


def _items(html: bytes, url: str, content_type: str, year: int | None) -> dict[str, str]:
    """Say which link belongs to which item, for a year that was named or a page that looks like a list."""
    if year is None and len(set(re.findall(rb"\bO\s?([0-9]{1,2})\b", html[:1_000_000]))) < _LABELS:
        return {}
    from ita_audit.checklist import known_checklists, load_checklist
    from ita_audit.pages import read_any_page

    if year is not None:
        load_checklist(year)
    checklists = [one for one in known_checklists() if year in (None, one.fiscal_year)]
    read, _ = read_any_page(html, url=url, checklists=checklists, year=year, content_type=content_type)
    return {link.href: code for code, entry in read.items.items() for link in entry.links}


@contextmanager
def _stops(run: CheckRun) -> Iterator[None]:
    """Let Ctrl-C and a polite kill end the run with a line for every link; the second one ends at once."""
    before = {}

    def stop(number: int, _: object) -> None:
        signal.signal(number, before[number] or signal.SIG_DFL)
        run.stop()

    for number in (signal.SIGINT, signal.SIGTERM):
        before[number] = signal.signal(number, stop)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def _warc(path: str, settings: LookSettings) -> Iterator[object]:
    from ita_audit.evidence.beside import BesideWriter

    Path(path).open("ab").close()  # where it cannot be written, that is said now
    began = time.gmtime()
    beside = BesideWriter(lambda: _new_warc(Path(path), settings, began))
    try:
        yield beside.add
    finally:
        beside.close()


def _new_warc(path: Path, settings: LookSettings, began: time.struct_time) -> WarcWriter:
    from dataclasses import asdict

    from ita_audit import __version__
    from ita_audit.evidence.warc import WarcWriter

    path.write_bytes(b"")
    writer = WarcWriter(path)
    date = time.strftime("%Y-%m-%dT%H:%M:%SZ", began)
    writer.open(tool=f"ita-audit {__version__}", date=date, settings=asdict(settings))
    return writer
