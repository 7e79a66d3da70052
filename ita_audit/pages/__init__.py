"""
Read a page of the world's markup: its links, its text, and the links it gives for each item.

`charset` decodes, `lines` lays the markup out as lines inside blocks, `anchors` finds the lines
that stand for items, `place` gives each item its region and links.
"""

from ita_audit.pages.lines import main_links, page_links, page_text, page_title
from ita_audit.pages.place import links_document, read_page

__all__ = ["links_document", "main_links", "page_links", "page_text", "page_title", "read_page"]
