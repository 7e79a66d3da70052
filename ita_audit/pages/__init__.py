"""
Read a page of the world's markup: its links, its text, and the links it gives for each item.

`charset` decodes, `lines` lays the markup out as lines inside blocks, `labels` and `titles` say
what a line may stand for (`anchors`), `settle` chooses over the whole page, `regions` gives each
item its lines, `place` their links; `guess` finds out which checklist a page follows.
"""

from __future__ import annotations

from ita_audit.lazy import lazily

_NAMES = {
    "contents": "every_link main_links page_links page_text page_title",
    "guess": "Guess guess_checklist read_any_page",
    "labels": "read_label",
    "place": "links_document read_page refused_document",
    "titles": "title_match",
}
__all__, __getattr__ = lazily(__name__, _NAMES)
