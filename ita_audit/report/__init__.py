"""
Run the working papers and turn the last of them into one offline HTML file.

`papers` executes notebooks, `html` exports with our own template, `pdf` prints with an installed
browser. Everything is offline: papers derive from the case folder alone.
"""

from ita_audit.report.html import configure, export_html, render_papers, render_report, told_headline
from ita_audit.report.papers import copy_papers, run_papers
from ita_audit.report.pdf import save_pdf

__all__ = [
    "configure",
    "copy_papers",
    "export_html",
    "render_papers",
    "render_report",
    "run_papers",
    "save_pdf",
    "told_headline",
]
