"""
Read documents: bytes → kind, text, pages, and whether it can be read at all.

`sniff` names a kind by its bytes, `pdf`, `office`, `packed`, `flow` and `web` read one family each,
`glyphs` mends Thai in PDFs, `picture` draws a page. Run it through `sandbox`: parsers of hostile files
belong in a bounded child process.
"""

from ita_audit.documents.picture import page_picture
from ita_audit.documents.read import read_document

__all__ = ["page_picture", "read_document"]
