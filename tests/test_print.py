"""The print rules of the report: a heading never stands at the foot of a page without the rows it heads."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

import ita_audit
from ita_audit.render.installed import find_browser
from ita_audit.report.pdf import save_pdf

STYLE = Path(ita_audit.__file__).parent / "templates" / "audit" / "audit.css"
ABOVE_MM = range(100, 245, 6)
"""How far down its page each table's heading begins: from the middle to the foot of an A4 page."""
ROW = "<tr><th scope='row'>ข้อ</th><td>row {n} of {of}<br>second line<br>third line</td></tr>"


def section(number):
    rows = "".join(ROW.format(n=n, of=number) for n in range(1, 18))
    return (
        f'<div style="break-before: page; height: {ABOVE_MM[number]}mm"></div>'
        f'<section class="words"><h2>Heading {number}.</h2><p>Question</p></section>'
        f'<div class="shown"><table class="audit"><caption>Caption</caption>'
        f"<thead><tr><th>Item</th><th>Said</th></tr></thead><tbody>{rows}</tbody></table></div>"
    )


@pytest.mark.skipif(
    find_browser() is None, reason="no Chromium, Chrome or Edge on this machine to print with"
)
def test_a_heading_stands_on_the_page_of_its_first_rows(tmp_path):
    html = tmp_path / "tables.html"
    body = "".join(map(section, range(len(ABOVE_MM))))
    html.write_text(
        f'<!doctype html><html lang="th"><meta charset="utf-8"><title>t</title><style>{STYLE.read_text("utf-8")}</style>'
        f"<main>{body}</main></html>",
        "utf-8",
    )
    document = pypdfium2.PdfDocument(save_pdf(html, tmp_path / "tables.pdf"))
    pages = [page.get_textpage().get_text_bounded() for page in document]
    document.close()

    parted = [
        number
        for number in range(len(ABOVE_MM))
        for page in pages
        if f"Heading {number}." in page and f"row 2 of {number}\r" not in page.replace("\n", "\r")
    ]
    assert sum("Heading" in page for page in pages) == len(ABOVE_MM)
    assert parted == []
