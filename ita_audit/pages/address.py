"""Addresses in links: made absolute as a browser does, and told from what only looks like one."""

from __future__ import annotations

import ada_url


def resolve(href: str, base: str) -> str:
    """Resolve a link as a browser does; '' when it is no address."""
    try:
        return ada_url.URL(href.strip(), base=base).href
    except ValueError:
        return ""


def usable(href: str) -> bool:
    """Tell whether a link is one a person could follow: not empty, `#` or javascript."""
    href = href.strip()
    return bool(href) and not href.startswith("#") and not href.lower().startswith(("javascript:", "data:"))
