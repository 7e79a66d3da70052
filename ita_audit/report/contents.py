"""The headings of a paper as a table of contents: template filters, text in, text out."""

from __future__ import annotations

import hashlib
import re

import nbformat

REPORT_TITLE = "รายงานผลการตรวจสอบ OIT"
_HEADING = re.compile(r"<h2(?: id=\"[^\"]*\")?>(.*?)</h2>", re.S)
_TAG = re.compile(r"<[^>]+>")


def contents(notebook: nbformat.NotebookNode) -> list[dict[str, str]]:
    """The parts of a paper in order: `id` to lead to, `title` as the heading says."""
    titles = [
        line[3:].strip()
        for cell in notebook.cells
        if cell.cell_type == "markdown"
        for line in cell.source.splitlines()
        if line.startswith("## ")
    ]
    return [{"id": anchor_of(title), "title": title} for title in titles]


def anchored(html: str) -> str:
    """Give each second-level heading the id that the table of contents leads to."""
    return _HEADING.sub(lambda m: f'<h2 id="{anchor_of(_TAG.sub("", m[1]))}">{m[1]}</h2>', html)


def anchor_of(title: str) -> str:
    """The id of a heading: its number, else a digest of its words."""
    number = re.match(r"(\d+)\.(\d+)\b", title.strip())
    if number:
        return f"part-{number[1]}-{number[2]}"
    return f"part-{hashlib.sha256(title.strip().encode()).hexdigest()[:8]}"


def paper_title(notebook: nbformat.NotebookNode) -> str:
    """What the browser's tab says: the paper's own title; the report's title cell is hidden."""
    first = notebook.cells[0].source if notebook.cells else ""
    return first.splitlines()[0][2:].strip() if first.startswith("# ") else REPORT_TITLE


def is_made_up(notebook: nbformat.NotebookNode) -> bool:
    """Tell whether a paper shows made-up data: its banner is then repeated on every printed page."""
    shown = (
        str(out.get("data", {}).get("text/html", ""))
        for cell in notebook.cells
        for out in cell.get("outputs", ())
    )
    return any('class="demo' in html for html in shown)
