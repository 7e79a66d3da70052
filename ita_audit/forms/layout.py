"""Where the parts of the desk stand, and how its fields and buttons are made."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

import ipywidgets as widgets

from ita_audit.faced import FacedBox
from ita_audit.forms.style import STYLE

Layout = widgets.Layout
_EVIDENCE_HEIGHT = "430px"


class Desk(Protocol):
    """What `arrange` needs of a desk: widgets by name."""

    def __getattr__(self, name: str) -> widgets.Widget: ...


def field(
    label: str, placeholder: str, *, value: str = "", options: Sequence[str] | None = None
) -> widgets.Text:
    """
    A labelled text; with `options` it suggests.

    A list box would do, but JupyterLab takes its arrow keys for the cells of the notebook.
    """
    common = {
        "description": label, "placeholder": placeholder, "value": value, "continuous_update": False,
        "layout": Layout(width="98%"), "style": {"description_width": "112px"},
    }  # fmt: skip
    return widgets.Text(**common) if options is None else widgets.Combobox(options=list(options), **common)


def button(label: str, tooltip: str, does: Callable[[], None], *classes: str) -> widgets.Button:
    """A button with a name that is read aloud and a hint."""
    made = widgets.Button(description=label, tooltip=tooltip, layout=Layout(width="auto", flex="1 1 auto"))
    made.on_click(lambda _: does())
    for name in classes:
        made.add_class(name)
    return made


def said_html(words: str, tone: str = "") -> str:
    """What the desk answers; a refusal is an alert, everything else a status."""
    return f'<p class="said {tone}" role="{"alert" if tone == "no" else "status"}">{words}</p>'


def row(*parts: widgets.Widget, name: str = "") -> widgets.HBox:
    """Parts beside each other, wrapped where they do not fit."""
    made = widgets.HBox(list(parts), layout=Layout(flex_flow="row wrap", width="100%"))
    if name:
        made.add_class(name)
    return made


def half(*parts: widgets.Widget, share: str) -> widgets.VBox:
    """One column of the desk."""
    return widgets.VBox(list(parts), layout=Layout(width=share, min_width="0"))


def arrange(desk: Desk) -> widgets.VBox:
    """Put the parts of a desk together: progress, filters, evidence beside the question, signatures."""
    papers = widgets.Box(
        [desk.evidence], layout=Layout(height=_EVIDENCE_HEIGHT, overflow="auto", width="100%")
    )
    papers.add_class("papers")
    filters = row(
        half(desk.unit, desk.show_only, share="50%"),
        half(desk.rung, desk.item, share="50%"),
    )
    left = half(desk.question, papers, share="57%")
    right = half(
        desk.said,
        desk.reason,
        row(*desk.outcomes.values(), name="outcome"),
        desk.by,
        desk.until,
        row(desk.undo, desk.next),
        row(desk.back, desk.forward, desk.clear),
        desk.history,
        share="42%",
    )
    columns = widgets.HBox([left, right], layout=Layout(width="100%", justify_content="space-between"))
    box = FacedBox(
        [widgets.HTML(STYLE), desk.head, filters, columns, desk.signing.box],
        face="โต๊ะวินิจฉัย | The auditor's desk",
        layout=Layout(width="100%"),
    )
    box.add_class("ita-desk")
    return box
