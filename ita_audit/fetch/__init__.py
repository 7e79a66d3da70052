"""
Open addresses safely and politely: one gate, one hop a request, one deadline a link.

`gate` decides where a request may go, `transfer` makes one exchange with curl, `engine` runs many
of them, `decode` undoes content codings under a cap. What an answer means is `linkcheck`'s. The
HTTP library is loaded only when something is fetched: reading evidence never needs it.
"""

from __future__ import annotations

from importlib import import_module

_WHERE = {"Fetcher": "engine", "Gate": "gate", "Refusal": "gate", "network_is_down": "network"}
__all__ = sorted(_WHERE)


def __getattr__(name: str) -> object:
    """Load a public name from its module."""
    if name not in _WHERE:
        raise AttributeError(f"module 'ita_audit.fetch' has no attribute {name!r}")
    return getattr(import_module(f"ita_audit.fetch.{_WHERE[name]}"), name)
