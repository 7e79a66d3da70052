"""
Read a page of the world's markup: its links, its text, and the links it gives for each item.

`charset` decodes, `lines` lays the markup out as lines inside blocks, `labels` and `titles` say
what a line may stand for (`anchors`), `settle` chooses over the whole page, `regions` gives each
item its lines, `place` their links; `guess` finds out which checklist a page follows.
"""

from ita_audit.pages.contents import every_link, main_links, page_links, page_text, page_title
from ita_audit.pages.guess import Guess, guess_checklist, read_any_page
from ita_audit.pages.labels import read_label
from ita_audit.pages.place import links_document, read_page, refused_document
from ita_audit.pages.titles import title_match

__all__ = [
    "Guess",
    "every_link",
    "guess_checklist",
    "links_document",
    "main_links",
    "page_links",
    "page_text",
    "page_title",
    "read_any_page",
    "read_label",
    "read_page",
    "refused_document",
    "title_match",
]
