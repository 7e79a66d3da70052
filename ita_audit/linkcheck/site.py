"""What one look teaches about each host: its home page, and how it answers for what is not there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import SplitResult, parse_qsl, unquote, urlencode, urlsplit, urlunsplit

from ita_audit.linkcheck.sight import Sighting, folded

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
SAME_TEXT = 12
"""So many characters may differ between two pages that say the same, a clock or a greeting aside."""


@dataclass(frozen=True, slots=True)
class Frame:
    """
    A page as another is compared with: its lines with numbers and its own address folded away;
    `words` are the lines without their order.
    """

    lines: tuple[str, ...]
    things: frozenset[str]
    final_url: str
    password: bool
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class SiteContext:
    """
    What a look taught, by origin: home pages and answers to addresses that should not exist;
    `probed` names templates that were asked for such an address, `honest` those that answered it
    with 404, `varied` those whose pages differ from the answer.
    """

    homes: Mapping[str, tuple[Frame, ...]] = field(default_factory=dict)
    missing: Mapping[str, tuple[Frame, ...]] = field(default_factory=dict)
    probed: frozenset[str] = frozenset()
    honest: frozenset[str] = frozenset()
    varied: frozenset[str] = frozenset()


@lru_cache(maxsize=512)
def split(url: str) -> SplitResult:
    """Split an address; an unusable one splits into nothing."""
    try:
        parts = urlsplit(url)
        _ = parts.port
        return parts
    except ValueError:
        return SplitResult("", "", "", "", "")


@lru_cache(maxsize=512)
def origin_of(url: str) -> str:
    """The host and port of an address: `www.` or not, http or https."""
    parts = split(url)
    host = (parts.hostname or "").removeprefix("www.")
    return host if parts.port in (None, 80, 443) else f"{host}:{parts.port}"


@lru_cache(maxsize=512)
def template_of(url: str) -> str:
    """What pages made by one program share: path and parameter names, else the folder."""
    parts = split(url)
    pairs = parse_qsl(parts.query, keep_blank_values=True, errors="replace") if parts.query else []
    names = sorted({key for key, _ in pairs})
    path = parts.path if names else parts.path.rpartition("/")[0]
    return f"{origin_of(url)}{path}?{'&'.join(names)}"


@lru_cache(maxsize=512)
def at_home(url: str) -> bool:
    """Tell whether an address is one by which sites call their home page."""
    parts = split(url)
    pairs = parse_qsl(parts.query, keep_blank_values=True, errors="replace") if parts.query else []
    keys = {key.lower() for key, _ in pairs}
    shown = all(key in _PRESENTATION or key.startswith("utm_") for key in keys)
    return bool(_HOME_NAME.fullmatch(parts.path)) and shown


def home_of(url: str) -> str:
    """The home page of an address's origin."""
    parts = split(url)
    return urlunsplit((parts.scheme, parts.netloc, "/", "", ""))


def frame_of(sighting: Sighting) -> Frame:
    """Fold a page for comparison."""
    page = sighting.page
    echoes = _echoes(sighting)
    marks = [folded(echo) for echo in echoes]
    lines = tuple(_echoless(folded(line), marks) for line in page.lines)
    things = page.things
    if things:
        things = frozenset(one for one in things if not any(echo in unquote(one) for echo in echoes))
    return Frame(lines, things, sighting.final_url, page.password, frozenset(lines))


def _echoes(sighting: Sighting) -> list[str]:
    """What a page may repeat of the address it was asked by: path parts and values."""
    parts = split(sighting.asked)
    values = [value for _, value in parse_qsl(parts.query, errors="replace")] if parts.query else []
    path = unquote(parts.path)
    pieces = [path, *path.split("/"), *values]
    telling = {piece for piece in pieces if len(piece) > 2 and folded(piece) != "#"}
    return sorted(telling, key=len, reverse=True)


def _echoless(line: str, marks: list[str]) -> str:
    for mark in marks:
        if mark in line:
            line = line.replace(mark, "§")
    return line


def own_text(frame: Frame, others: Iterable[Frame]) -> int:
    """How many characters a page has that none of the others has; many for what they do not link to."""
    others = list(others)
    text = sum(len(line) for line in frame.lines if not any(line in other.words for other in others))
    if not frame.things:
        return text
    return text + 1_000 * len(frame.things.difference(*(other.things for other in others)))


def same_page(one: Frame, two: Frame) -> bool:
    """Tell whether two pages are one page."""
    return own_text(one, [two]) <= SAME_TEXT and own_text(two, [one]) <= SAME_TEXT


def nothing_beyond(frame: Frame, other: Frame) -> bool:
    """Tell whether a page has nothing that the other has not, or was sent to the same address."""
    return bool(frame.lines) and (own_text(frame, [other]) <= SAME_TEXT)


def is_page(sighting: Sighting) -> bool:
    """Tell whether an answer is a web page that was given as a success."""
    return sighting.page is not None and not sighting.error and sighting.http_status == 200


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
