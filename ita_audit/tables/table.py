"""The two faces of everything shown: a stable line of text, and escaped HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape

import pandas as pd

from ita_audit.model import Label
from ita_audit.personal import hide
from ita_audit.thai import local_time, visible

MAX_TEXT = 400
_SHORT = 20
_LONGEST_NUMBER = 60
"""How far behind the cut personal data that begins before it may reach."""
POINTS = re.compile(r"-?[0-9]+\.[0-9]{2}")
"""Points and shares of points as they are printed: a number, whatever type carries it."""
_CODE = re.compile(r"(?=[A-Z.-]*[0-9])[A-Z][A-Z0-9.-]{0,15}")
PAPER_STYLE = (
    "<style>table.audit th, table.audit td { text-align: left !important; vertical-align: top; } table.audit { width: 100%; table-layout: auto !important; }"
    " table.audit caption { text-align: left; font-weight: 700; } .num { display: block; text-align: right; }"
    " .code, .num { white-space: nowrap; } .sha, .url { word-break: break-all; } .demo, .demo-banner { text-align: center;"
    " font-weight: 700; border: 1px dashed #8a6d00; background: #fff6d6; color: #5c4800; }"
    " .mark.bad { font-weight: 700; } .mark.blank { color: #56636f; }</style>"
)
"""For a working paper on the screen, whose program aligns cells to the right; the report has its own sheet."""


class Block:
    """A piece of HTML with a stable text face; what it holds from outside is already escaped."""

    def __init__(self, html: str, text: str) -> None:
        self.html, self.text = html, text

    def __repr__(self) -> str:
        return self.text

    def _repr_html_(self) -> str:
        return self.html


class AuditTable:
    """
    A captioned table that prints the same on every machine.

    Args:
        columns: Thai headings.

        rows: Cells; text is escaped, a Label shows its Thai wording, a Cell its own HTML.

        caption: What the table shows.

        name: File name stem and sheet name for exports.
    """

    def __init__(
        self, columns: Sequence[str], rows: Iterable[Sequence[object]], caption: str, *, name: str = ""
    ) -> None:
        self.columns, self.caption, self.name = list(columns), caption, name
        self.rows = [list(row) for row in rows]

    @property
    def frame(self) -> pd.DataFrame:
        """The rows as plain text in a DataFrame, for filtering and export."""
        return pd.DataFrame([[plain(cell) for cell in row] for row in self.rows], columns=self.columns)

    def __repr__(self) -> str:
        return f"{self.caption}: {len(self.rows)} แถว"

    def _repr_html_(self) -> str:
        head = "".join(f'<th scope="col">{escape(name)}</th>' for name in self.columns)
        body = "\n".join(
            "<tr>" + "".join(f"<td>{cell_html(c)}</td>" for c in row) + "</tr>" for row in self.rows
        )
        body = body or f'<tr><td colspan="{len(self.columns)}">ไม่มีรายการ | none</td></tr>'
        return (
            f'<table class="audit"><caption>{escape(self.caption)}</caption>'
            f"<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody></table>"
        )


class Cell:
    """A cell with HTML of its own and the plain text it stands for."""

    def __init__(self, text: str, html: str) -> None:
        self.text, self.html = text, html


def plain(cell: object) -> str:
    """The text of a cell, for exports; personal data in it is masked."""
    if isinstance(cell, Cell):
        return hide(cell.text)
    if isinstance(cell, Label):
        return cell.th
    return "" if cell is None else hide(str(cell))


def cell_html(cell: object) -> str:
    """The HTML of a cell: everything from outside escaped, deceptive characters shown."""
    if isinstance(cell, Cell):
        return cell.html
    if isinstance(cell, Label):
        return escape(cell.th)
    words = plain(cell)
    if isinstance(cell, (int, float)) or POINTS.fullmatch(words):
        return f'<span class="num">{words}</span>'
    if _CODE.fullmatch(words):
        return f'<span class="code">{words}</span>'
    return safe(words)


def safe(text: str, limit: int = MAX_TEXT) -> str:
    """Escape text from outside, personal data in it masked; cut it where it would swamp the page, and say so."""
    shown = visible(hide(text[: limit + _LONGEST_NUMBER])[:limit]) + (" …" if len(text) > limit else "")
    return escape(shown).replace("\n", "<br>")


def link(url: str, text: str = "") -> Cell:
    """An address as text, personal data in it masked; clickable only when it is of the web, telling the site nothing."""
    words = safe(text or url, 160)
    if not url.startswith(("http://", "https://")):
        return Cell(url, f'<span class="url">{safe(url, 160)}</span>')
    return Cell(url, f'<a class="url" rel="noreferrer noopener" href="{escape(url, quote=True)}">{words}</a>')


def digest(value: str) -> Cell:
    """A digest: small, and broken where the column ends."""
    return Cell(value, f'<span class="sha">{safe(value)}</span>')


def when(stamp: str) -> Cell:
    """A UTC stamp as local date and time, neither broken over lines."""
    words = local_time(stamp)
    day, _, clock = words.rpartition(" ")[0].rpartition(" ")
    html = (
        f'<span class="code">{escape(day)}</span> <span class="code">{escape(clock)} น.</span>'
        if words
        else ""
    )
    return Cell(words, html)


def unit_cell(name: str) -> Cell:
    """A unit's name, section before division; a division of usual length is not broken over lines."""
    section, _, division = name.rpartition(" ")
    if not section or len(division) > _SHORT:
        return Cell(name, safe(name))
    return Cell(name, f'{safe(section)} <span class="code">{safe(division)}</span>')


def anchor(ref: str) -> Cell:
    """A reference to evidence where the evidence itself stands: the target of `refer`."""
    return Cell(ref, f'<span class="code" id="{escape(ref, quote=True)}">{safe(ref)}</span>')


def refer(refs: Iterable[str]) -> Cell:
    """References to evidence; a click leads to their lines in the register of the same page."""
    names = list(refs)
    html = " ".join(f'<a class="code" href="#{escape(ref, quote=True)}">{safe(ref)}</a>' for ref in names)
    return Cell(", ".join(names), html)


def mark(answer: Label) -> Cell:
    """An answer with a sign that survives black-and-white print."""
    return Cell(answer.th, f'<span class="mark {tone(answer)}">{sign(answer)} {escape(answer.th)}</span>')


_GOOD = {"yes", "seen", "match", "all", "ready", "passed", "ok", "redirected"}
_BLANK = {"not_reached", "not_asked", "untested", "inapplicable"}
_DOUBT = {"cannot_tell", "cant_tell", "ambiguous", "scanned", "mixed", "blocked", "rate_limited", "robots"}
_DOUBT |= {"too_large", "unchecked"}


def tone(answer: Label) -> str:
    """good, doubt, bad or blank: the four tones of every mark."""
    code = answer.value
    if code in _GOOD:
        return "good"
    if code in _BLANK:
        return "blank"
    return "doubt" if code in _DOUBT else "bad"


def sign(answer: Label) -> str:
    """The sign of a tone; shape tells it, not colour."""
    return {"good": "✓", "doubt": "?", "bad": "✗", "blank": "–"}[tone(answer)]
