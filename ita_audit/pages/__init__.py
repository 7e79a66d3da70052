"""
Read a page of the world's markup: its links, its text, and the links it gives for each item.

`charset` decodes, `lines` lays the markup out as lines inside blocks, `labels` and `titles` say
what a line may stand for (`anchors`), `settle` chooses over the whole page, `regions` gives each
item its lines, `place` their links; `guess` finds out which checklist a page follows.
"""

from __future__ import annotations

from importlib import import_module

_NAMES = {
    "contents": "every_link main_links page_links page_text page_title",
    "guess": "Guess guess_checklist read_any_page",
    "labels": "read_label",
    "place": "links_document read_page refused_document",
    "titles": "title_match",
}
_WHERE = {name: module for module, names in _NAMES.items() for name in names.split()}
__all__ = sorted(_WHERE)


def __getattr__(name: str) -> object:
    """Load a public name from its module when it is first asked for."""
    if name not in _WHERE:
        raise AttributeError(f"module 'ita_audit.pages' has no attribute {name!r}")
    found = getattr(import_module(f"ita_audit.pages.{_WHERE[name]}"), name)
    globals()[name] = found
    return found
