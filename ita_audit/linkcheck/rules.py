"""One small rule per status; the first that speaks decides, and none of them defaults to ok."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import unquote

from ita_audit.linkcheck import phrases, reasons
from ita_audit.linkcheck.kinds import NAMES, promised
from ita_audit.linkcheck.sight import Sighting, see
from ita_audit.linkcheck.signin import sign_in_wall
from ita_audit.linkcheck.site import SiteContext
from ita_audit.linkcheck.soft404 import nil_statement
from ita_audit.linkcheck.soft404 import soft_404 as signs_of_soft_404
from ita_audit.model import LinkCheck, LinkStatus, Opens, Reading, Reads, Response

Said = tuple[LinkStatus, str] | None

_RUNG = {
    LinkStatus.OK: Opens.YES,
    LinkStatus.REDIRECTED: Opens.YES,
    LinkStatus.WRONG_TYPE: Opens.YES,
    LinkStatus.UNREADABLE: Opens.YES,
    LinkStatus.SCANNED: Opens.YES,
    LinkStatus.EMPTY: Opens.YES,
    LinkStatus.TLS_PROBLEM: Opens.CERTIFICATE,
    LinkStatus.BROKEN: Opens.BROKEN,
    LinkStatus.UNREACHABLE: Opens.UNREACHABLE,
    LinkStatus.TIMEOUT: Opens.UNREACHABLE,
    LinkStatus.SOFT_404: Opens.SOFT_404,
    LinkStatus.LOGIN_WALL: Opens.LOGIN_WALL,
    LinkStatus.UNSAFE: Opens.UNSAFE,
    LinkStatus.UNSUPPORTED: Opens.UNSUPPORTED,
}
_GOOD = (LinkStatus.OK, LinkStatus.REDIRECTED)
_FINAL = (
    LinkStatus.UNSAFE,
    LinkStatus.UNSUPPORTED,
    LinkStatus.ROBOTS,
    LinkStatus.UNCHECKED,
    LinkStatus.TOO_LARGE,
)
"""What a second look at the same address would not change, or must not ask for again."""
_SHORT = 1_500
_VIA = re.compile(r" via \S+:\d+\b")
"""Where a host is reached is kept in the register; what is said names only the site's own address."""
_READ = {
    Reads.SCANNED: LinkStatus.SCANNED,
    Reads.DAMAGED: LinkStatus.UNREADABLE,
    Reads.ENCRYPTED: LinkStatus.UNREADABLE,
    Reads.EMPTY: LinkStatus.EMPTY,
    Reads.WRONG_TYPE: LinkStatus.WRONG_TYPE,
}


def opens_rung(status: LinkStatus) -> Opens:
    """Take a status to the rung *opens*: what is neither clear nor a fault cannot be told."""
    return _RUNG.get(status, Opens.CANNOT_TELL)


def check_link(url: str, answers: Sequence[Response | Sighting], *, site: SiteContext) -> LinkCheck:
    """
    Check one link from all its answers of a look.

    A failure counts only when no answer of the look succeeded: a later success takes its place.

    Args:
        url: The address as asked.

        answers: Its answers, oldest first; none means unchecked.

        site: What the look taught about the hosts.
    """
    return judge(url, [see(answer) for answer in answers], site=site)[0]


def judge(url: str, sightings: Sequence[Sighting], *, site: SiteContext) -> tuple[LinkCheck, bool]:
    """
    Check one link, and tell whether it needs a second observation (`look_again`).

    Args:
        url: The address as asked.

        sightings: Its answers as seen, oldest first; none means unchecked.

        site: What the look taught about the hosts.
    """
    if not sightings:
        nothing = LinkCheck(
            url, url, LinkStatus.UNCHECKED, reasons.NOT_OPENED, None, (), "", 0, "", 0, 0, "", 0
        )
        return nothing, False
    said = [_status(sighting, site) for sighting in sightings]
    number = _best(said)
    seen, (status, reason) = sightings[number], said[number]
    found = LinkCheck(
        url=url,
        final_url=seen.final_url,
        status=status,
        reason=reason,
        http_status=seen.http_status,
        hops=seen.hops,
        content_type=seen.content_type,
        bytes=seen.bytes,
        sha256=seen.sha256,
        attempts=sum(sighting.attempts for sighting in sightings),
        elapsed_ms=max(sighting.elapsed_ms for sighting in sightings),
        observed_at=seen.observed_at,
        observations=len(sightings),
    )
    return found, _once_and_negative(sightings, said)


def best_answer(answers: Sequence[Response | Sighting], *, site: SiteContext) -> int:
    """
    Choose the answer that speaks for a link: the last good one, else the last that had content.

    Returns:
        Its index in `answers`.
    """
    return _best([_status(see(answer), site) for answer in answers])


def _best(said: Sequence[tuple[LinkStatus, str]]) -> int:
    ranks = [
        (status in _GOOD, opens_rung(status) in (Opens.YES, Opens.CERTIFICATE), number)
        for number, (status, _) in enumerate(said)
    ]
    return max(ranks)[2]


def look_again(answers: Sequence[Response | Sighting], *, site: SiteContext) -> bool:
    """
    Tell whether a link needs a second observation: what it showed once is negative and may pass.

    A chain of too many redirects is not walked twice: each of its answers agreed with the others.
    """
    sightings = [see(answer) for answer in answers[:1]]
    return len(answers) == 1 and _once_and_negative(sightings, [_status(sightings[0], site)])


def _once_and_negative(sightings: Sequence[Sighting], said: Sequence[tuple[LinkStatus, str]]) -> bool:
    seen = sightings[0]
    if len(sightings) != 1 or (seen.error == "redirects" and len(seen.hops) > 10):
        return False
    return said[0][0] not in (*_GOOD, *_FINAL, LinkStatus.SCANNED) and seen.error != "no_address"


def with_reading(found: LinkCheck, reading: Reading) -> LinkCheck:
    """Add what opening the document behind a link said: damaged, encrypted and scanned files are named."""
    if found.status not in _GOOD:
        return found
    if reading.state in _READ:
        return replace(found, status=_READ[reading.state], reason=reading.reason_th)
    if reading.state is Reads.YES:
        return found
    if reading.kind in ("unknown", "binary"):
        return replace(found, status=LinkStatus.UNCHECKED, reason=reading.reason_th)
    return replace(found, reason=f"{found.reason} · {reading.reason_th}")


def _status(seen: Sighting, site: SiteContext) -> tuple[LinkStatus, str]:
    for rule in RULES:
        said = rule(seen, site)
        if said:
            status, reason = said
            spoken = status is LinkStatus.TLS_PROBLEM or not seen.tls
            return status, reason if spoken else f"{reason} · {reasons.tls_words(seen.tls)}"
    return LinkStatus.UNCHECKED, reasons.NOT_CLASSED


def request_failed(seen: Sighting, _: SiteContext) -> Said:
    """No answer, or one that was cut off: the error names the status."""
    if not seen.error:
        return None
    status, words = reasons.BY_ERROR.get(seen.error, (LinkStatus.UNCHECKED, seen.error))
    if seen.error == "tls":
        return status, f"{words}: {reasons.tls_words(seen.tls or seen.detail)}"
    if seen.error == "decoding" and seen.truncated:
        status, words = reasons.BY_ERROR["cut_short"]
    if (seen.http_status or 0) >= 400 and status is LinkStatus.TIMEOUT:
        return LinkStatus.BROKEN, f"ตอบ {seen.http_status}"
    detail = _VIA.sub("", seen.detail)[:160]
    return status, f"{words} ({detail})" if detail else words


def needs_account(seen: Sighting, site: SiteContext) -> Said:
    """Not public: the answer is a demand to sign in."""
    words = sign_in_wall(seen, site)
    return (LinkStatus.LOGIN_WALL, f"ต้องเข้าสู่ระบบ ประชาชนทั่วไปดูไม่ได้: {words}") if words else None


def limited_or_blocked(seen: Sighting, _: SiteContext) -> Said:
    """429 limits, 403 and challenge pages block a program: neither says that the link is broken."""
    if seen.http_status == 429:
        return LinkStatus.RATE_LIMITED, reasons.LIMITED
    page = seen.page
    if page and not seen.error:
        said = page.title if len(page.text) > _SHORT else f"{page.title}\n{page.text}"
        if phrases.CHALLENGE.search(said):
            return LinkStatus.BLOCKED, f"ตอบ {seen.http_status} {reasons.CHALLENGED}"
    if seen.http_status == 403:
        return LinkStatus.BLOCKED, f"ตอบ 403 {reasons.BLOCKED}"
    return None


def http_error(seen: Sighting, _: SiteContext) -> Said:
    """Any other 4xx or 5xx is a broken link, and so is a success that is none."""
    status = seen.http_status or 0
    if status >= 400:
        hint = " ที่อยู่มีเลขไทย" if re.search("[๐-๙]", unquote(seen.url)) else ""
        return LinkStatus.BROKEN, f"ตอบ {status}{hint}"
    if not 200 <= status < 300:
        return LinkStatus.BROKEN, f"ตอบ {status} โดยไม่บอกที่อยู่ใหม่ที่ใช้ได้ เบราว์เซอร์บางตัวอาจยังแสดงเนื้อหา"
    if status == 206 and not _whole(seen.content_range):
        return LinkStatus.BROKEN, reasons.PART_ONLY
    return None


def _whole(content_range: str) -> bool:
    match = re.fullmatch(r"\s*bytes\s+0-([0-9]{1,15})/([0-9]{1,15})\s*", content_range, re.I)
    return bool(match) and int(match[1]) + 1 == int(match[2])


def nothing_in_it(seen: Sighting, site: SiteContext) -> Said:
    """An answer without a byte, or a page without a word, a picture or a script."""
    if not seen.kind:
        return LinkStatus.EMPTY, f"{reasons.NOTHING} ({seen.bytes} ไบต์)"
    page = seen.page
    if page and not page.text and not page.media and not page.alert and not page.goes:
        status = LinkStatus.UNCHECKED if page.scripts else LinkStatus.EMPTY
        return status, reasons.NEEDS_SCRIPTS if page.scripts else reasons.BLANK_PAGE
    if nil_statement(seen, site):
        return LinkStatus.EMPTY, reasons.ONLY_NIL
    return None


def soft_404(seen: Sighting, site: SiteContext) -> Said:
    """A page that says 200 and means "not found": two independent signs."""
    words = signs_of_soft_404(seen, site)
    return (LinkStatus.SOFT_404, words) if words else None


def needs_scripts(seen: Sighting, _: SiteContext) -> Said:
    """A page that shows this program nothing but the wish for a browser."""
    page = seen.page
    if page and page.scripts and len(page.text) <= 200 and phrases.NO_SCRIPTS.search(page.text):
        return LinkStatus.UNCHECKED, reasons.NEEDS_SCRIPTS
    return None


def wrong_type(seen: Sighting, _: SiteContext) -> Said:
    """The name or the declared type promises a document, the bytes are something else."""
    name, kinds = promised(seen.final_url, seen.disposition, seen.content_type)
    if kinds and seen.kind not in kinds:
        if seen.kind == "binary":
            return LinkStatus.UNREADABLE, f"ระบุว่าเป็น {name} แต่เนื้อไฟล์อ่านไม่ได้"
        return LinkStatus.WRONG_TYPE, f"ระบุว่าเป็น {name} แต่เนื้อไฟล์เป็น{NAMES.get(seen.kind, seen.kind)}"
    if seen.kind in ("binary", "gzip") and not kinds:
        if seen.content_type.startswith("text/"):
            return LinkStatus.UNREADABLE, f"ระบุว่าเป็น {seen.content_type} แต่เนื้อไฟล์อ่านไม่ได้"
        if seen.content_type in ("", "application/octet-stream", "application/force-download"):
            return LinkStatus.UNCHECKED, reasons.UNKNOWN_BYTES
    return None


def certificate(seen: Sighting, _: SiteContext) -> Said:
    """Content was there, but only without trust: a problem of its own."""
    return (LinkStatus.TLS_PROBLEM, reasons.tls_words(seen.tls)) if seen.tls else None


def opens(seen: Sighting, _: SiteContext) -> Said:
    """Content that nothing speaks against; a permanent move is said."""
    moved = any(status in (301, 308) for _, status in seen.hops[:-1])
    if moved:
        return LinkStatus.REDIRECTED, f"ย้ายถาวรไปที่ {seen.final_url[:200]}"
    return LinkStatus.OK, f"ตอบ {seen.http_status}"


RULES = (
    needs_account,
    request_failed,
    limited_or_blocked,
    http_error,
    nothing_in_it,
    soft_404,
    needs_scripts,
    wrong_type,
    certificate,
    opens,
)
