"""
Reading ITA pages: time beside the bare parse of the same bytes, and hostile pages in a child each.

Bars: a page of 1 MB with 2,000 links under 0.5 s; 100 MB, 1,000,000 nested tags or 200,000 links
under 20 s and 1 GiB, with what was not read said. Real pages are read where PAGES (a folder) is set.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from ita_audit.checklist import load_checklist
from ita_audit.pages import read_page

URL = "http://town.example/ita"
ROUNDS = 5
HOSTILE = {
    "100 MB": "b'<p>' + b'x' * 50 + b'</p>', 1_800_000",
    "1,000,000 nested tags": "b'<div>', 1_000_000",
    "1,000,000 nested list items": "b'<ul><li>', 500_000",
    "200,000 links": "b'<li>O1 <a href=\"a/b.pdf\">x</a></li>', 200_000",
    "200,000 labelled links": "b'<p>O12 plan <a href=\"a/b.pdf?x=1\">x</a></p>', 200_000",
    "2 MB of comment starts": "b'<!--', 500_000",
    "2 MB of open tags": "b'<a ', 700_000",
}
CHILD = """
import resource, sys, time
from ita_audit.checklist import load_checklist
from ita_audit.pages import read_page
piece, count = {page}
html = b"<html><body>" + piece * count
start = time.perf_counter()
page = read_page(html, url="http://town.example/ita", checklist=load_checklist(2566))
took = time.perf_counter() - start
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(f"{{took:.2f}} s · {{peak:.0f}} MB · {{len(html) / 1e6:.0f}} MB page · {{'; '.join(page.notes) or 'all read'}}")
"""


def page_of_a_megabyte() -> bytes:
    """An ITA table of 1 MB: 43 items, 2,000 links, a description at every link."""
    items = load_checklist(2566).items
    rows = []
    for item in items:
        links = "".join(
            f'<li><a href="load_data/?doc={item.number * 100 + n}">เอกสาร {n} ของ {item.title} ปี 2566</a></li>'
            for n in range(2000 // len(items) + 1)
        )
        rows.append(f"<tr><td>O{item.number}</td><td>{item.title}</td><td><ul>{links}</ul></td></tr>")
    html = f"<html><body><table>{''.join(rows)}</table>".encode()
    filler = "<p>ข่าวประชาสัมพันธ์ของเทศบาล ประจำเดือนมกราคม ลำดับที่ {}</p>"
    rest = "".join(filler.format(n) for n in range(max(0, 1_000_000 - len(html)) // len(filler.encode())))
    return html + rest.encode()


def median(work: object) -> float:
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def main() -> None:
    checklist = load_checklist(2566)
    html = page_of_a_megabyte()
    ours = median(lambda: read_page(html, url=URL, checklist=checklist))
    bare = median(lambda: len(LexborHTMLParser(html.decode()).css("a")))
    links = sum(len(entry.links) for entry in read_page(html, url=URL, checklist=checklist).items.values())
    print(
        f"{len(html) / 1e6:.1f} MB, {links} links: {ours:.2f} s · ratio to the bare parse {ours / bare:.0f} (bar 0.5 s)"
    )
    folder = os.environ.get("PAGES")
    if folder:
        pages = [path.read_bytes() for path in sorted(Path(folder).glob("*.html"))]
        took = median(lambda: [read_page(page, url=URL, checklist=checklist) for page in pages])
        print(f"{len(pages)} real pages together: {took:.2f} s (bar 1 s)")
    for name, page in HOSTILE.items():
        said = subprocess.run(
            [sys.executable, "-c", CHILD.format(page=page)], capture_output=True, text=True, check=True
        )
        print(f"{name}: {said.stdout.strip()}")


if __name__ == "__main__":
    main()
