"""
Tell at a glance, from its source, that nothing can be wrong with a page: most pages of most sites.

Only certainty counts. A page with a script, a form, markup that is not whole, words by which pages
say that they are not there, or little beyond its home page is left to `sight` and all the rules. A
test holds that what passes here passes them.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from functools import lru_cache

from ita_audit.linkcheck import phrases
from ita_audit.linkcheck.addresses import origin_of, site_of, split, template_of
from ita_audit.linkcheck.frames import Frame
from ita_audit.linkcheck.kinds import kind_of, promised
from ita_audit.linkcheck.sight import INLINE, folded
from ita_audit.linkcheck.signin import HOSTS
from ita_audit.linkcheck.site import SiteContext
from ita_audit.linkcheck.soft404 import BARE, SHORT
from ita_audit.model import LinkCheck, LinkStatus, Response

MAX_BYTES = 100_000
_SLACK = 1.25
"""Lines are told by the source here and by the tree there; what is near a limit is left to the tree."""
_CHALLENGED = 1_500
_NOT_PLAIN = re.compile(
    r"<(?:script|form|input|select|textarea|noscript|template|svg|math|style|i?frame|object|embed|xmp|plaintext|listing"
    r"|noembed|noframes|base|!--|\?|!\[)"
)
_INLINE = re.compile(INLINE.pattern)
"""The same for a source in lower case: found four times as fast."""
_CALLED = re.compile(r"(?:class|id)\s*=[^>]*(?:404|not-?found|missing)")
_TAG = re.compile(r"<[a-z/!][^<>\"']*(?:\"[^\"]*\"[^<>\"']*|'[^']*'[^<>\"']*)*>")
_SUBJECT = re.compile(r"<(title|h1|h2)\b[^>]*>(.*?)</\1\s*>", re.S)
_HEAD = re.compile(r"<head\b.*?</head\s*>|<title\b.*?</title\s*>", re.S)
_AROUND = re.compile(r"<(a|nav|header|footer|menu|h1)\b.*?</\1\s*>", re.S)
_SIGNS = ("http-equiv", "javascript:", "foot", "menu", "navbar", "copyright")


def fine_at_a_glance(response: Response, site: SiteContext) -> bool:
    """
    Tell whether every rule would call an answer good and no further question would change that.

    Args:
        response: One answer.

        site: What is known of its host; its home page among it, or known to teach nothing.
    """
    plain = not response.error and not response.tls and response.http_status == 200
    if not plain or len(response.hops) != 1 or len(response.content) > MAX_BYTES:
        return False
    template = template_of(response.url)
    if template in site.missing or not _leads_to_a_page(response, asked=template in site.probed):
        return False
    try:
        source = response.content.lower().decode(
            "utf-8"
        )  # ASCII is lower now; words are folded when compared
    except UnicodeDecodeError:
        return False
    if not _is_plain(source):
        return False
    body = _HEAD.sub("", source)
    homes = site.homes.get(origin_of(response.final_url), ())
    lines = _lines(body)
    own = _own(body, lines, homes, response.final_url)
    if own <= BARE * _SLACK:
        return False
    return _says_nothing_against(source, body, lines, own, honest=template in site.honest)


def _is_plain(source: str) -> bool:
    """The page is text and links in whole markup: nothing acts, nothing is hidden, nothing is a form."""
    if _NOT_PLAIN.search(source) or source.count("<title") != source.count("</title"):
        return False
    for sign in _SIGNS:
        if sign in source:
            return False
    named = "404" in source or "not" in source or "missing" in source
    return not (named and _CALLED.search(source))


def _leads_to_a_page(response: Response, *, asked: bool) -> bool:
    """The address is that of an ordinary page, and a page came; `asked` tells that its kind was probed."""
    url = response.final_url
    if "?" in url and not asked:
        return False
    start, path = site_of(url)
    declared = response.header("content-type")
    if not start or _is_sign_in(start) or phrases.SIGN_IN_ADDRESS.search(path if "?" in path else f"{path}?"):
        return False
    if b"content-disposition" in response.hops[-1].head.lower():
        return False
    if "." in path or not declared.lower().startswith("text/html"):
        _, kinds = promised(url, "", declared)
        if kinds and "html" not in kinds:
            return False
    return kind_of(response.content, declared) == "html"


@lru_cache(maxsize=256)
def _is_sign_in(start: str) -> bool:
    return split(f"{start}/").hostname in HOSTS


def _own(body: str, lines: Sequence[str] | None, homes: Sequence[Frame], url: str) -> int:
    """How many characters a page has beyond its home page, or outside links and menus; 0 in any doubt."""
    if not homes:
        rest = _TAG.sub(" ", _AROUND.sub(" ", body))
        return 0 if "<" in rest or ">" in rest else len("".join(rest.split()))
    if lines is None:
        return 0
    for home in homes:
        if home.final_url == url:
            return 0
        known = home.known
        lines = [line for line in lines if line not in known]
    return sum(map(len, lines))


def _lines(body: str) -> list[str] | None:
    """The visible text as pages are compared by; None where the markup is not whole."""
    text = _TAG.sub("\n", _INLINE.sub("", body))
    if "<" in text or ">" in text:
        return None
    text = html.unescape(text) if "&" in text else text
    return [folded(line) for piece in text.split("\n") if (line := " ".join(piece.split()))]


def _says_nothing_against(
    source: str, body: str, lines: Sequence[str] | None, own: int, *, honest: bool
) -> bool:
    """What the page says it is, and all it says where that is little, is no word that doubts it."""
    said = "\n".join([_TAG.sub(" ", heading) for _, heading in _SUBJECT.findall(source)])
    said = (html.unescape(said) if "&" in said else said).casefold()
    if _doubts(said) or _says(said, phrases.CHALLENGE):
        return False
    little = own <= SHORT * _SLACK or honest
    if not little and (own > _CHALLENGED * _SLACK or not ("&" in body or phrases.CHALLENGE.named_in(body))):
        return True
    if lines is None:
        return False
    text = "\n".join(lines)
    if len(text) <= _CHALLENGED * _SLACK and _says(text, phrases.CHALLENGE):
        return False
    return not ((little or len(text) <= SHORT * _SLACK) and _doubts(text))


def _doubts(text: str) -> bool:
    return _says(text, phrases.MISSING) or _says(text, phrases.FAULT) or _says(text, phrases.CLOSED)


def _says(text: str, meant: phrases.Phrases) -> bool:
    """Tell whether a text without capital letters says what is meant."""
    return meant.named_in(text) and meant.pattern.search(text) is not None


def check_of(response: Response) -> LinkCheck:
    """The check of an answer that is fine at a glance."""
    return LinkCheck(
        url=response.url,
        final_url=response.final_url,
        status=LinkStatus.OK,
        reason=f"ตอบ {response.http_status}",
        http_status=response.http_status,
        hops=tuple((hop.url, hop.http_status) for hop in response.hops),
        content_type=response.content_type,
        bytes=len(response.body),
        sha256=response.sha256,
        attempts=response.attempts,
        elapsed_ms=response.elapsed_ms,
        observed_at=response.observed_at,
    )
