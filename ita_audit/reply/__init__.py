"""
A reply pack for a disputed item: the frozen copy of exactly the submitted link, when and how it was seen.

`copies` takes copies out of the evidence, `argue` says in Thai what they show and what they do not, `pack`
puts cover, copies, records and digests together.
"""

from ita_audit.reply.copies import Exhibit, Sighting, exhibits_of
from ita_audit.reply.pack import reply_files, save_reply

__all__ = ["Exhibit", "Sighting", "exhibits_of", "reply_files", "save_reply"]
