"""One small rule per status; the first that speaks decides, and none of them defaults to ok."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from urllib.parse import unquote, urlsplit

from ita_audit.linkcheck.site import (
    SiteContext,
    host_of,
    looks_html,
    near,
    title_of,
    visible_text,
)
from ita_audit.model import LinkCheck, LinkStatus, Opens, Response

Said = tuple[LinkStatus, str] | None

_BY_ERROR = {
    "dns": (LinkStatus.UNREACHABLE, "ไม่พบชื่อเครื่องแม่ข่าย"),
    "refused": (LinkStatus.UNREACHABLE, "เครื่องแม่ข่ายปฏิเสธการเชื่อมต่อ"),
    "reset": (LinkStatus.UNREACHABLE, "เครื่องแม่ข่ายตัดการเชื่อมต่อ"),
    "timeout": (LinkStatus.TIMEOUT, "ไม่ตอบภายในเวลาที่กำหนด"),
    "tls": (LinkStatus.TLS_PROBLEM, "ต่อแบบเข้ารหัสไม่สำเร็จ"),
    "protocol": (LinkStatus.BROKEN, "คำตอบผิดข้อกำหนดของ HTTP"),
    "cut_short": (LinkStatus.BROKEN, "เนื้อหาขาดหายก่อนครบ"),
    "redirects": (LinkStatus.BROKEN, "เปลี่ยนทางวนหรือมากเกินไป"),
    "too_large": (LinkStatus.TOO_LARGE, "ใหญ่เกินที่กำหนด"),
    "decoding": (LinkStatus.UNREADABLE, "ถอดรหัสเนื้อหาไม่ได้"),
    "unsafe": (LinkStatus.UNSAFE, "ที่อยู่นอกอินเทอร์เน็ตสาธารณะ ไม่ได้เปิด"),
    "unsupported": (LinkStatus.UNSUPPORTED, "ไม่ใช่ลิงก์เว็บ"),
    "no_address": (LinkStatus.EMPTY, "ลิงก์ไม่มีที่อยู่"),
    "robots": (LinkStatus.ROBOTS, "robots.txt ไม่อนุญาต"),
    "unchecked": (LinkStatus.UNCHECKED, "ยังไม่ได้เปิด"),
}
_TLS = {
    "expired": "ใบรับรองหมดอายุ",
    "not_yet_valid": "ใบรับรองยังไม่เริ่มใช้",
    "self_signed": "ใบรับรองออกเอง",
    "untrusted": "ใบรับรองไม่มีผู้รับรองที่เชื่อถือ",
    "incomplete_chain": "สายใบรับรองไม่ครบ",
    "wrong_host": "ใบรับรองเป็นของชื่ออื่น",
    "old_protocol": "ใช้โปรโตคอลเก่าที่เลิกใช้แล้ว",
    "weak_key": "กุญแจใบรับรองอ่อน",
    "revoked": "ใบรับรองถูกเพิกถอน",
}
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
_DOCUMENT = {".pdf": b"%pdf", ".docx": b"pk", ".xlsx": b"pk", ".pptx": b"pk", ".zip": b"pk"}
_DOCUMENT |= {".doc": b"\xd0\xcf", ".xls": b"\xd0\xcf", ".jpg": b"\xff\xd8", ".png": b"\x89png"}
_DOCUMENT_TYPES = {"application/pdf": b"%pdf"}
_NOT_FOUND = re.compile(
    r"ไม่พบ\s*(?:หน้า|ข้อมูล|เอกสาร|ไฟล์|เนื้อหา|บทความ)|ไม่มีหน้า(?:นี้|ที่)|ไม่มีข้อมูลที่(?:ท่าน|คุณ)|ถูกลบ(?:ไป)?แล้ว"
    r"|(?:page|file|document|record)\s+(?:was\s+)?not\s+found|\b404\b"
    r"|no longer (?:exists|available)|does not exist",
    re.I,
)
_CHALLENGE = re.compile(
    rb"cf-challenge|challenge-platform|just a moment\.\.\.|captcha-delivery|_incapsula_", re.I
)
_LOGIN_PATH = re.compile(r"(?:^|[/_.?=&-])(?:log[_-]?in|signin|sign-in|wp-login|auth)(?:$|[/_.?=&-])", re.I)
_LOGIN_HOSTS = {"accounts.google.com", "login.microsoftonline.com", "access.line.me", "login.live.com"}
_LOGIN_TEXT = re.compile(r"เข้าสู่ระบบ|ลงชื่อเข้าใช้|รหัสผ่าน|sign in|log in|password", re.I)
_SHORT_TEXT = 400
# Where a host is reached is kept in the register; what is said names only the site's own address.
_VIA = re.compile(r" via \S+:\d+\b")


def opens_rung(status: LinkStatus) -> Opens:
    """Take a status to the rung *opens*: what is neither clear nor a fault cannot be told."""
    return _RUNG.get(status, Opens.CANNOT_TELL)


def check_link(url: str, responses: Sequence[Response], *, site: SiteContext) -> LinkCheck:
    """
    Check one link from all its answers of a look.

    A failure counts only when no answer of the look succeeded: a later success takes its place.

    Args:
        url: The address as asked.

        responses: Its answers, oldest first; none means unchecked.

        site: What the look taught about the hosts.
    """
    if not responses:
        return LinkCheck(
            url, url, LinkStatus.UNCHECKED, "ยังไม่ได้เปิดในรอบตรวจนี้", None, (), "", 0, "", 0, 0, "", 0
        )
    good = [r for r in responses if not r.error and (r.http_status or 0) < 400]
    response = (good or list(responses))[-1]
    status, reason = _status(response, site)
    return LinkCheck(
        url=url,
        final_url=response.final_url,
        status=status,
        reason=reason,
        http_status=response.http_status,
        hops=tuple((hop.url, hop.http_status) for hop in response.hops),
        content_type=response.content_type,
        bytes=len(response.body),
        sha256=hashlib.sha256(response.body).hexdigest() if response.body else "",
        attempts=response.attempts,
        elapsed_ms=response.elapsed_ms,
        observed_at=response.observed_at,
        observations=len(responses),
    )


def _status(response: Response, site: SiteContext) -> tuple[LinkStatus, str]:
    for rule in RULES:
        said = rule(response, site)
        if said:
            return said
    return LinkStatus.UNCHECKED, "ยังจำแนกไม่ได้"


def request_failed(response: Response, _: SiteContext) -> Said:
    """No answer, or one that was cut off: the error names the status."""
    if not response.error:
        return None
    status, words = _BY_ERROR.get(response.error, (LinkStatus.UNCHECKED, response.error))
    if response.error == "tls":
        return status, f"{words}: {_TLS.get(response.detail, response.detail)}"
    detail = _VIA.sub("", response.detail)[:120]
    return status, f"{words} ({detail})" if detail else words


def limited_or_blocked(response: Response, _: SiteContext) -> Said:
    """429 limits, 403 and challenge pages block a program: neither says that the link is broken."""
    if response.http_status == 429:
        return LinkStatus.RATE_LIMITED, "ตอบ 429 จำกัดความถี่"
    if response.http_status == 403 or (
        response.http_status == 503 and _CHALLENGE.search(response.content[:50_000])
    ):
        return LinkStatus.BLOCKED, f"ตอบ {response.http_status} ไม่ให้โปรแกรมเปิด ต้องเปิดดูด้วยเบราว์เซอร์"
    return None


def needs_account(response: Response, _: SiteContext) -> Said:
    """401, a known sign-in host, or a page that is mostly a password form: not public."""
    if response.http_status == 401:
        return LinkStatus.LOGIN_WALL, "ตอบ 401 ต้องเข้าสู่ระบบ"
    if response.http_status != 200 or not looks_html(response):
        return None
    if (urlsplit(response.final_url).hostname or "") in _LOGIN_HOSTS:
        return LinkStatus.LOGIN_WALL, "ถูกส่งไปหน้าเข้าสู่ระบบ"
    password = re.search(rb"<input[^>]*type\s*=\s*[\"']?password", response.content[:500_000], re.I)
    moved = response.final_url != response.url
    signs = [
        bool(
            _LOGIN_PATH.search(urlsplit(response.final_url).path + "?" + urlsplit(response.final_url).query)
        ),
        bool(_LOGIN_TEXT.search(title_of(response))),
        moved,
    ]
    if password and sum(signs) >= 2:
        return LinkStatus.LOGIN_WALL, "เปิดแล้วเป็นหน้าเข้าสู่ระบบ ประชาชนทั่วไปดูไม่ได้"
    return None


def http_error(response: Response, _: SiteContext) -> Said:
    """Any other 4xx or 5xx is a broken link."""
    if (response.http_status or 0) >= 400:
        hint = " ที่อยู่มีเลขไทย" if re.search("[๐-๙]", unquote(response.url)) else ""
        return LinkStatus.BROKEN, f"ตอบ {response.http_status}{hint}"
    if not response.http_status or not 200 <= response.http_status < 300:
        return LinkStatus.BROKEN, f"ตอบ {response.http_status} โดยไม่มีเนื้อหา"
    return None


def certificate(response: Response, _: SiteContext) -> Said:
    """Content was there, but only without trust: a problem of its own."""
    if response.tls:
        return LinkStatus.TLS_PROBLEM, _TLS.get(response.tls, response.tls)
    return None


def nothing_in_it(response: Response, _: SiteContext) -> Said:
    """An answer without a byte."""
    return None if response.content.strip() else (LinkStatus.EMPTY, "ตอบสำเร็จแต่ไม่มีเนื้อหา (0 ไบต์)")


def soft_404(response: Response, site: SiteContext) -> Said:
    """
    A page that says 200 and means "not found": two independent signs of four.

    The signs: an error phrase where a page states its subject, nearly the text that the host
    gives for an address that should not exist, the home page's text at another address, and a
    redirect to the home page.
    """
    if not looks_html(response) or response.purpose in ("home", "page"):
        return None
    text, host = visible_text(response), host_of(response.final_url)
    parts = urlsplit(response.final_url)
    moved = response.final_url.rstrip("/") != response.url.rstrip("/")
    asked_deeper = bool(urlsplit(response.url).path.strip("/") or urlsplit(response.url).query)
    phrase = _NOT_FOUND.search(title_of(response)) or (len(text) < _SHORT_TEXT and _NOT_FOUND.search(text))
    deep_phrase = _NOT_FOUND.search(text)
    like_missing = any(near(text, other) for other in site.missing.get(host, ()))
    like_home = near(text, site.home.get(host, "")) and asked_deeper
    to_home = (
        moved
        and asked_deeper
        and not parts.query
        and parts.path.strip("/") in ("", "index.php", "index.html")
    )
    signs = [
        words
        for sign, words in (
            (phrase or (deep_phrase and like_missing), "มีข้อความว่าไม่พบ"),
            (like_missing, "เนื้อหาเหมือนหน้าที่ไม่มีอยู่จริงของเว็บเดียวกัน"),
            (like_home, "เนื้อหาคือหน้าแรก"),
            (to_home or (moved and like_home), "ถูกส่งกลับหน้าแรก"),
        )
        if sign
    ]
    return (LinkStatus.SOFT_404, " และ".join(signs)) if len(signs) >= 2 else None


def wrong_type(response: Response, _: SiteContext) -> Said:
    """The name or the declared type promises a document, the bytes are something else."""
    path = unquote(urlsplit(response.final_url).path).lower()
    suffix = path[path.rfind(".") :] if "." in path.rsplit("/", 1)[-1] else ""
    start = response.content[:1024].lower()
    expected = _DOCUMENT.get(suffix) or _DOCUMENT_TYPES.get(response.content_type)
    if expected and expected not in start and looks_html_bytes(start):
        name = suffix or response.content_type
        return LinkStatus.WRONG_TYPE, f"ระบุว่าเป็น {name} แต่เนื้อไฟล์เป็นหน้าเว็บ"
    return None


def looks_html_bytes(start: bytes) -> bool:
    """Tell markup by its first bytes alone."""
    return start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<!doctype html", b"<html", b"<head", b"<body"))


def opens(response: Response, _: SiteContext) -> Said:
    """Content that nothing speaks against; a permanent move is said."""
    moved = any(status in (301, 308) for status in (hop.http_status for hop in response.hops[:-1]))
    if moved:
        return LinkStatus.REDIRECTED, f"ย้ายถาวรไปที่ {response.final_url[:200]}"
    return LinkStatus.OK, f"ตอบ {response.http_status}"


RULES = (
    request_failed,
    limited_or_blocked,
    needs_account,
    http_error,
    nothing_in_it,
    soft_404,
    wrong_type,
    certificate,
    opens,
)
