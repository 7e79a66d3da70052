"""Follow pages that only send their reader on, as a browser does: refresh in the head, or a bare script."""

from __future__ import annotations

from ita_audit.linkcheck import phrases
from ita_audit.linkcheck.kinds import kind_of
from ita_audit.linkcheck.sight import read_sight, refresh_of

MAX_BYTES = 64 * 1024
"""A page that only sends on is small."""
MAX_TEXT = 300
MAX_WAIT_S = 3


def onward(content: bytes, content_type: str, refresh: str = "") -> str | None:
    """
    Tell where a page sends its reader at once, without a click.

    A page that has something to say first (a notice, a text, a form) is read as it is.

    Args:
        content: The page, its content coding undone.

        content_type: The Content-Type header.

        refresh: The Refresh header, which browsers read like the one in a page's head.

    Returns:
        The address as written there; None when the page stays.
    """
    if len(content) > MAX_BYTES:
        return None
    low = content.lower()
    if not refresh and b"location" not in low and b"refresh" not in low:
        return None
    if kind_of(content, content_type) != "html":
        return None
    page = read_sight(content, content_type)
    speaks = len(page.text) > MAX_TEXT or page.alert or page.password
    goes, wait_s = refresh_of(refresh) if refresh else (page.goes, page.wait_s)
    if not goes or goes == "back" or wait_s > MAX_WAIT_S or speaks:
        return None
    said = f"{page.title}\n{page.text}"
    return None if phrases.MISSING.search(said) or phrases.DEMAND.search(said) else goes
