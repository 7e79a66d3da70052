"""
Open addresses safely and politely: one gate, one hop a request, one deadline a link.

`gate` decides where a request may go, `transfer` makes one exchange with curl, `engine` runs many
of them, `decode` undoes content codings under a cap. What an answer means is `linkcheck`'s.
"""

from ita_audit.fetch.engine import Fetcher
from ita_audit.fetch.gate import Gate, Refusal
from ita_audit.fetch.network import network_is_down

__all__ = ["Fetcher", "Gate", "Refusal", "network_is_down"]
