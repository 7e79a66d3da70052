"""Export an executed working paper as one offline HTML file with our own template."""

from __future__ import annotations

import base64
from functools import cache
from importlib.resources import files
from pathlib import Path

import nbformat
from traitlets.config import Config

from ita_audit.engagement import case_folder
from ita_audit.report.contents import anchored, contents, is_made_up, paper_title
from ita_audit.report.papers import copy_papers, execute
from ita_audit.tables.papers import PAPERS_FOLDER, paper_file

TEMPLATE = "audit"
REPORT_PAPER = "09_report.ipynb"
_HEADLINE = "headline_cards(audit)"


@cache
def font_css() -> str:
    """Sarabun (OFL) as @font-face rules with the fonts inside."""
    rules = []
    folder = files("ita_audit") / "templates" / TEMPLATE / "fonts"
    ranges = {
        "thai": "U+02D7,U+0303,U+0331,U+0E01-0E5B,U+200C-200D,U+25CC",
        "latin": "U+0000-00FF,U+2000-206F,U+2122",
    }
    for script, covered in ranges.items():
        for weight in (400, 700):
            data = base64.b64encode(
                (folder / f"sarabun-{script}-{weight}-normal.woff2").read_bytes()
            ).decode()
            rules.append(
                f"@font-face{{font-family:Sarabun;font-weight:{weight};font-style:normal;unicode-range:{covered};"
                f"src:url(data:font/woff2;base64,{data}) format('woff2')}}"
            )
    return "\n".join(rules)


def configure(config: Config) -> Config:
    """Set nbconvert up for our template; `jupyter nbconvert --to html` finds it through the root config."""
    exporter = config.HTMLExporter
    exporter.template_name = TEMPLATE
    exporter.extra_template_basedirs = [str(files("ita_audit") / "templates")]
    exporter.language_code = "th"
    exporter.exclude_input = True
    exporter.exclude_input_prompt = True
    exporter.exclude_output_prompt = True
    exporter.exclude_anchor_links = True
    exporter.filters = {
        "sarabun": _font_filter,
        "anchored": anchored,
        "contents": contents,
        "is_made_up": is_made_up,
        "paper_title": paper_title,
    }
    config.TagRemovePreprocessor.remove_cell_tags = ["report-hidden"]
    config.TagRemovePreprocessor.enabled = True
    exporter.preprocessors = ["nbconvert.preprocessors.TagRemovePreprocessor"]
    return config


def _font_filter(_: object) -> str:
    return font_css()


def export_html(notebook: nbformat.NotebookNode) -> str:
    """Turn an executed notebook into one HTML page."""
    from nbconvert import HTMLExporter

    body, _ = HTMLExporter(config=configure(Config())).from_notebook_node(notebook)
    return body


def render_papers(case: str | Path, out: Path | None = None) -> list[Path]:
    """
    Turn the executed working papers of a case into HTML beside the report, which leads to them.

    Args:
        case: Folder or name; `run_papers` executed its working papers.

        out: The folder; None is `<case>/report/papers`.

    Returns:
        The HTML files in reading order; papers that were never executed are left out.
    """
    folder = case_folder(case)
    out = out or folder / "report" / PAPERS_FOLDER
    out.mkdir(parents=True, exist_ok=True)
    made = []
    for paper in sorted((folder / "working" / "notebooks").glob("[0-9]*.ipynb")):
        notebook = nbformat.read(paper, as_version=4)
        if paper.name == REPORT_PAPER or not any(cell.get("outputs") for cell in notebook.cells):
            continue
        path = out / paper_file(f"WP-{paper.name[:2]}")
        path.write_text(export_html(notebook), encoding="utf-8", newline="\n")
        made.append(path)
    return made


def render_report(case: str | Path, out: Path | None = None) -> Path:
    """
    Make the audit report of a case, offline from its folder.

    Args:
        case: Folder or name.

        out: Where to; None is `<case>/report/report.html`.

    Returns:
        The HTML file.
    """
    folder = case_folder(case)
    (paper,) = copy_papers(folder, names=(REPORT_PAPER,))
    execute(paper, folder)
    out = out or folder / "report" / "report.html"
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(export_html(nbformat.read(paper, as_version=4)), encoding="utf-8", newline="\n")
    return out


def told_headline(case: str | Path) -> str:
    """The headline as the report that was made last tells it; empty when its paper has no such cell."""
    paper = case_folder(case) / "working" / "notebooks" / REPORT_PAPER
    cells = nbformat.read(paper, as_version=4).cells if paper.is_file() else []
    told = [
        out.data["text/plain"] for cell in cells if cell.source.endswith(_HEADLINE) for out in cell.outputs
    ]
    return told[0] if told else ""
