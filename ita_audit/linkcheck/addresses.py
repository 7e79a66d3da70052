"""What an address says about its page: whose it is, which program makes it, and what would not be there."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit, urlunsplit

NAME = "ita-audit-no-such-page"
"""The part of a probe's address that nobody gives to a page."""
_HOME_NAME = re.compile(
    r"/?(?:(?:index|default|home|main|welcome|start|site|web|portal|th|en)(?:\.[a-z]{2,5})?/?)?", re.I
)
_PRESENTATION = {
    "lang", "language", "locale", "l", "hl", "fbclid", "gclid", "sid", "sessionid", "phpsessid", "jsessionid", "ref",
    "v", "ver", "t", "theme", "print", "mode", "view", "device",
}  # fmt: skip
_PAGING = {"page", "p", "pg", "pageno", "paged", "start", "offset", "limit", "limitstart"}
_KEPT = 4_096


@lru_cache(maxsize=_KEPT)
def split(url: str) -> SplitResult:
    """Split an address; an unusable one splits into nothing."""
    try:
        parts = urlsplit(url)
        _ = parts.port
        return parts
    except ValueError:
        return SplitResult("", "", "", "", "")


def site_of(url: str) -> tuple[str, str]:
    """Cut an address into scheme with authority, and the rest; ('', '') when it has no such parts."""
    end = url.find("/", 8)
    return (url[:end], url[end:]) if end > 0 and url.startswith("http") else ("", "")


def origin_of(url: str) -> str:
    """The host and port of an address: `www.` or not, http or https."""
    end = url.find("/", 8)
    return _origin_of(url[: end + 1] if end > 0 and url.startswith("http") else url)


@lru_cache(maxsize=_KEPT)
def _origin_of(url: str) -> str:
    parts = split(url)
    host = (parts.hostname or "").removeprefix("www.")
    return host if parts.port in (None, 80, 443) else f"{host}:{parts.port}"


def template_of(url: str) -> str:
    """What pages made by one program share: path and parameter names, else the folder."""
    end = url.rfind("/")
    if end < len("https://") or "?" in url or "#" in url or ";" in url:
        return _template_of(url)
    return _template_of(url[: end + 1])  # known from the other pages of its folder


@lru_cache(maxsize=_KEPT)
def _template_of(url: str) -> str:
    parts = split(url)
    names = sorted({key for key, _ in parse_qsl(parts.query, keep_blank_values=True, errors="replace")})
    path = parts.path if names else parts.path.rpartition("/")[0]
    return f"{origin_of(url)}{path}?{'&'.join(names)}"


@lru_cache(maxsize=_KEPT)
def at_home(url: str) -> bool:
    """Tell whether an address is one by which sites call their home page."""
    parts = split(url)
    keys = {key.lower() for key, _ in parse_qsl(parts.query, keep_blank_values=True, errors="replace")}
    shown = all(key in _PRESENTATION or key.startswith("utm_") for key in keys)
    return bool(_HOME_NAME.fullmatch(parts.path)) and shown


def home_of(url: str) -> str:
    """The home page of an address's origin."""
    site, _ = site_of(url)
    if site and "\\" not in site and "?" not in site and "#" not in site:
        return f"{site}/"
    parts = split(url)
    return urlunsplit((parts.scheme, parts.netloc, "/", "", ""))


def probe_for(url: str) -> str | None:
    """
    Make an address of the same template that should not exist.

    The last numeric value of a query becomes one far away, else its last value, else the path's
    last part, a name nobody uses. What only presents a page (language, page number) is left alone.
    None when nothing in the address chooses a page.
    """
    parts = split(url)
    pairs = parse_qsl(parts.query, keep_blank_values=True, errors="replace")
    choosing = [index for index, (key, value) in enumerate(pairs) if _chooses(key.lower(), value)]
    numeric = [index for index in choosing if re.fullmatch(r"[0-9]+", pairs[index][1])]
    if choosing:
        index = (numeric or choosing)[-1]
        key, value = pairs[index]
        pairs[index] = (key, f"99{value}7" if numeric else NAME)
        return urlunsplit(parts._replace(query=urlencode(pairs), fragment=""))
    if not parts.path.strip("/"):
        return None
    folder, _, name = parts.path.rstrip("/").rpartition("/")
    suffix = name[name.rfind(".") :] if "." in name else ""
    return urlunsplit(parts._replace(path=f"{folder}/{NAME}{suffix}", query="", fragment=""))


def _chooses(key: str, value: str) -> bool:
    """Tell whether a parameter chooses a page, not only how or which part of it is shown."""
    if key in _PRESENTATION or key.startswith("utm_"):
        return False
    return not (key in _PAGING and re.fullmatch(r"[0-9]{1,4}", value))
