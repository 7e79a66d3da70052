"""Addresses in links: made absolute as a browser does, and told from what only looks like one."""

from __future__ import annotations

import re

import ada_url

_LOCAL = re.compile(r"\s*(?:[A-Za-z]:[\\/]|\\\\)")


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


def leads(href: str, url: str) -> bool:
    """Tell whether a link leads anywhere on the web: not nowhere, a script, a drive or a share."""
    return usable(href) and bool(url) and not _LOCAL.match(href)
