"""
Show a page as a visitor's browser shows it, without letting the browser near the network.

`installed` finds a browser, `supply` answers what the browser asks for through our own gate,
`settings` closes every other way out, `drive` runs one page, `page` is the call. Needs the extra
`browser` (Playwright) and an installed Chromium, Chrome or Edge; both are loaded only when a page is
rendered.
"""

from __future__ import annotations

from importlib import import_module

_WHERE = {
    "Rendered": "supply",
    "as_response": "page",
    "find_browser": "installed",
    "missing_extra": "installed",
    "not_rendered": "page",
    "render": "page",
}
__all__ = sorted(_WHERE)


def __getattr__(name: str) -> object:
    """Load a public name from its module."""
    if name not in _WHERE:
        raise AttributeError(f"module 'ita_audit.render' has no attribute {name!r}")
    return getattr(import_module(f"ita_audit.render.{_WHERE[name]}"), name)
