"""
The link checker alone: a thin door that loads nothing but what checking links needs.

A list of 200 links takes less time than the libraries of a report take to load.
"""

from __future__ import annotations

import argparse
import json
import re
import signal
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from ita_audit.check_links.targets import CheckTarget, read_targets
from ita_audit.cli.output import lines_to
from ita_audit.cli.progress import Bar
from ita_audit.engagement import LookSettings
from ita_audit.errors import LookError

if TYPE_CHECKING:
    from ita_audit.check_links.onwards import Onwards, Place
    from ita_audit.check_links.run import CheckRun
    from ita_audit.model import Response

_LABELS = 8
"""A page that prints so many different item labels is read as a list of items."""


def run(arguments: Sequence[str]) -> int:
    """
    Check links as the command line asks.

    Returns:
        Exit status: 0 done, 1 stopped before the end; wrong usage ends with 2.

    Raises:
        AuditError: A list or page that cannot be read, or this machine's own network is down.
    """
    asked = _parser().parse_args(arguments)
    settings = LookSettings(
        concurrency=asked.concurrency,
        per_host=asked.per_host,
        rate=asked.rate,
        deadline_s=asked.timeout,
        allow=tuple(asked.allow),
        ca_file=asked.ca_file,
        contact=asked.contact,
        respect_robots=not asked.ignore_robots,
    )
    if asked.ignore_robots:
        print("ไม่ถาม robots.txt ตามที่สั่ง | robots.txt is ignored as asked", file=sys.stderr)
    with ExitStack() as stack:
        return _check(asked, settings, stack)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="ita-audit check",
        description="ตรวจลิงก์อย่างเดียว ไม่ต้องมีแฟ้มงาน | The link checker alone, without any case.",
    )
    add = parser.add_argument
    add("urls", nargs="*", metavar="URL", help="ที่อยู่ที่จะตรวจ | addresses to check")
    add(
        "--from",
        dest="source",
        default="",
        metavar="FILE",
        help="ที่อยู่ละบรรทัด หรือ JSON lines ที่มี url; - คือ stdin",
    )
    add("--page", default="", metavar="URL", help="ตรวจทุกลิงก์ของหน้านี้ (ที่อยู่ หรือไฟล์) | every link of this page")
    add("--year", type=int, help="ปีงบประมาณ พ.ศ. ของ --page | fiscal year, places links by item")
    add("--recursive", action="store_true", help="อ่านทุกหน้าในเว็บเดียวกัน | every page of the same site")
    add(
        "--max-pages",
        type=_number(int, 1),
        default=10_000,
        metavar="N",
        help="อ่านลิงก์จากหน้าเว็บไม่เกิน | pages read",
    )
    add("--jsonl", default="-", metavar="OUT", help="เขียนผล JSON lines ลงไฟล์ หรือ - | results")
    add("--warc", default="", metavar="FILE", help="เก็บคำถามและคำตอบทุกไบต์ (WARC 1.1) | keep every byte")
    add(
        "--allow",
        action="append",
        type=_permission,
        default=[],
        metavar="HOST:PORT[-PORT]",
        help="อนุญาตปลายทางส่วนตัวนี้เท่านั้น | exactly this target",
    )
    add("--ca-file", default="", metavar="F", help="ใบรับรองรากเพิ่มเติม | further roots of trust")
    add(
        "--concurrency",
        type=_number(int, 1),
        default=8,
        metavar="N",
        help="เปิดพร้อมกันทั้งหมด (8) | at once in all",
    )
    add(
        "--per-host",
        type=_number(int, 1),
        default=2,
        metavar="N",
        help="เปิดพร้อมกันต่อเครื่องแม่ข่าย (2) | at once per server",
    )
    add(
        "--rate",
        type=_number(float, 0.001),
        default=2.0,
        metavar="R",
        help="ครั้งต่อวินาทีต่อเครื่องแม่ข่าย (2) | starts a second per server",
    )
    add(
        "--timeout",
        type=_number(float, 0.1),
        default=30.0,
        metavar="S",
        help="วินาทีต่อครั้ง (30) | seconds an attempt may take",
    )
    add("--contact", default="", metavar="WHO", help="ผู้ติดต่อ บอกแก่เครื่องแม่ข่าย | told to servers in User-Agent")
    add("--ignore-robots", action="store_true", help="ไม่ถาม robots.txt | do not ask for robots.txt")
    return parser  # fmt: skip


def _number(kind: type, least: float) -> object:
    def read(text: str) -> object:
        value = kind(text)
        if not least <= value < float("inf"):
            raise argparse.ArgumentTypeError(f"expected a number from {least}, got {text}")
        return value

    read.__name__ = kind.__name__
    return read


def _permission(text: str) -> str:
    if not re.fullmatch(r"(?:\[[0-9A-Fa-f:.]+\]|[^\s:/]+):[0-9]{1,5}(?:-[0-9]{1,5})?", text):
        raise argparse.ArgumentTypeError(f"expected HOST:PORT or HOST:PORT-PORT, got {text}")
    return text


def _check(asked: argparse.Namespace, settings: LookSettings, stack: ExitStack) -> int:
    from ita_audit.check_links.run import NETWORK_DOWN, CheckRun

    targets, onwards = _work(asked, stack)
    keep = stack.enter_context(_warc(asked.warc, settings)) if asked.warc else None
    out = stack.enter_context(lines_to(asked.jsonl))
    run = stack.enter_context(
        CheckRun(targets, settings, onwards=onwards, keep=keep, ordered=not asked.recursive)
    )
    stack.enter_context(_stops(run))
    bar, encode = Bar("ตรวจลิงก์ | check"), json.JSONEncoder(ensure_ascii=False).encode
    for record in run.records():
        out.write(encode(record) + "\n")
        out.flush()
        bar.step(record["status"], run.done, run.found)
    bar.end()
    if run.stopped == NETWORK_DOWN:
        raise LookError(
            "own network down: no route to the public internet, or no name is answered; the rest is unchecked",
            hint_th="เครือข่ายของเครื่องนี้ใช้งานไม่ได้ ตรวจสายหรือ Wi-Fi แล้วสั่งใหม่ ลิงก์ที่เหลือถือว่ายังไม่ได้ตรวจ",
        )
    if run.stopped:
        print("หยุดตามคำสั่ง ลิงก์ที่เหลือบันทึกว่ายังไม่ได้ตรวจ\nstopped; the rest is marked unchecked", file=sys.stderr)
    return 1 if run.stopped else 0


def _work(asked: argparse.Namespace, stack: ExitStack) -> tuple[Iterable[CheckTarget], Onwards]:
    """What is to be checked, and which pages give more."""
    from ita_audit.check_links.onwards import Onwards

    if not (asked.urls or asked.source or asked.page):
        _parser().error("no address: give URL…, --from FILE or --page URL")
    first = [CheckTarget(url, url) for url in asked.urls]
    listed = _listed(asked.source, stack) if asked.source else iter(())
    live = asked.page.startswith(("http://", "https://"))
    if asked.page and not live:
        first += _saved_page(asked.page, asked.year)
    sites = [*asked.urls, *([asked.page] if live else [])] if asked.recursive else []
    if asked.recursive and asked.source and not sites:
        _parser().error("--recursive needs URL… or --page URL, so that the site is named")

    def chain() -> Iterator[CheckTarget]:
        yield from first
        yield from listed

    return chain(), Onwards(
        [asked.page] if live else [],
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
        file = stack.enter_context(Path(source).open("rb"))
    file.seek(0)
    for _ in read_targets(file, source):
        pass
    file.seek(0)
    return read_targets(file, source)


def _saved_page(path: str, year: int | None) -> list[CheckTarget]:
    from ita_audit.cli.output import read_bytes
    from ita_audit.pages.every_link import every_link

    data, url = read_bytes(path), "http://page.invalid/"
    items = _items(data, url, "", year)
    page = every_link(data, url=url)
    for note in page.notes:
        print(f"{path}: {note}", file=sys.stderr)
    return [CheckTarget(link.href, link.url, link.text, items.get(link.href)) for link in page.links]


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
    from dataclasses import asdict
    from datetime import UTC, datetime
    from pathlib import Path

    from ita_audit import __version__
    from ita_audit.evidence.warc import WarcWriter

    Path(path).write_bytes(b"")
    writer = WarcWriter(Path(path))
    writer.open(
        tool=f"ita-audit {__version__}",
        date=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        settings=asdict(settings),
    )
    try:
        yield writer.add
    finally:
        writer.close()
