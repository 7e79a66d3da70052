"""A form as a cell shows it: live widgets, and beside them faces that are the same on every machine."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import ipywidgets as widgets


class FacedBox(widgets.VBox):
    """
    Widgets one above the other, with a text face for nbval and, where given, a still face for print.

    Args:
        children: The widgets.

        face: One line of text, at most 110 characters.

        still: Makes the HTML that stands where no widget can live (HTML export, PDF); None shows nothing.

        options: As for `ipywidgets.VBox`.
    """

    def __init__(
        self,
        children: Sequence[widgets.Widget],
        *,
        face: str,
        still: Callable[[], str] | None = None,
        **options: object,
    ) -> None:
        self._face, self._still = face, still
        super().__init__(list(children), **options)

    def __repr__(self) -> str:
        return self._face

    def _repr_mimebundle_(self, **options: object) -> Mapping[str, object] | None:
        bundle = super()._repr_mimebundle_(**options)
        if bundle is not None and self._still is not None:
            bundle["text/html"] = self._still()
        return bundle
