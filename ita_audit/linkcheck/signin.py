"""Tell a sign-in wall from a page that merely has a box for members."""

from __future__ import annotations

import re

from ita_audit.linkcheck import phrases
from ita_audit.linkcheck.addresses import origin_of, split
from ita_audit.linkcheck.frames import own_text
from ita_audit.linkcheck.sight import Sighting
from ita_audit.linkcheck.site import SiteContext, is_page

HOSTS = {
    "accounts.google.com", "login.microsoftonline.com", "login.live.com", "access.line.me", "appleid.apple.com",
    "login.yahoo.com", "imauth.bora.dopa.go.th",
}  # fmt: skip
"""Hosts that do nothing but sign people in."""
_GOES_ON = re.compile(r"(?:^|&)(?:next|return|redirect|continue|service|back|url|target|goto)[a-z_]*=", re.I)
_MOSTLY_FORM = 900
"""A page with less text of its own than this beside a password field is a sign-in form."""


def sign_in_wall(seen: Sighting, site: SiteContext) -> str:
    """Say why an answer is a sign-in wall; '' when it is none."""
    if split(seen.final_url).hostname in HOSTS:
        return f"เป็นหน้าเข้าสู่ระบบของ {split(seen.final_url).hostname}"
    if seen.http_status in (401, 407):
        return f"ตอบ {seen.http_status} ต้องเข้าสู่ระบบ"
    page = seen.page
    if page is None or (seen.http_status != 403 and not is_page(seen)):
        return ""
    if page.alert and phrases.DEMAND.search(page.alert):
        return f"หน้าเว็บแจ้งว่า “{page.alert[:80]}”"
    if _has_content(seen, site) and not _sent(seen):
        return ""
    says = [words for words in (_address(seen), _subject(seen)) if words]
    does = _does(seen, site, headed=bool(says))
    needed = 2 if does else 3
    if len(says) + len(does) + 1 < needed:
        return ""
    says += [words for words in (_demand(seen),) if words]
    return " และ ".join([*says, *does][:3]) if says and len(says) + len(does) >= needed else ""


def _address(seen: Sighting) -> str:
    parts = split(seen.final_url)
    named = phrases.SIGN_IN_ADDRESS.search(f"{parts.path}?{parts.query}")
    return "ที่อยู่เป็นหน้าเข้าสู่ระบบ" if named else ""


def _subject(seen: Sighting) -> str:
    page = seen.page
    named = phrases.SIGN_IN.search("\n".join([page.title, *page.heads]))
    return "หัวเรื่องคือการเข้าสู่ระบบ" if named else ""


def _demand(seen: Sighting) -> str:
    match = phrases.DEMAND.search(seen.page.text)
    return f"มีข้อความ “{match[0][:60]}”" if match else ""


def _has_content(seen: Sighting, site: SiteContext) -> bool:
    """Tell whether the page has more text of its own than a sign-in form has around it."""
    homes = site.homes.get(origin_of(seen.final_url), ())
    own = min(own_text(seen.frame, homes), seen.frame.size) if homes else seen.frame.size
    return own > _MOSTLY_FORM


def _sent(seen: Sighting) -> bool:
    """Tell whether a sign-in address was led to, or says where to go on afterwards."""
    return bool(_address(seen)) and (seen.moved or bool(_GOES_ON.search(split(seen.final_url).query)))


def _does(seen: Sighting, site: SiteContext, *, headed: bool) -> list[str]:
    """
    What the page does besides saying so: it has a form that signs people in.

    Nothing where the form is a box that the site's home page has too, unless the page is headed as
    a sign-in page.
    """
    page, homes = seen.page, site.homes.get(origin_of(seen.final_url), ())
    leads = any(_signs_in(action) for action in page.actions)
    boxed = any(home.password for home in homes if home.final_url != seen.final_url)
    if not (page.password or leads) or (boxed and not headed):
        return []
    signs = (("มีแต่แบบฟอร์มเข้าสู่ระบบ", page.fields), ("แบบฟอร์มส่งไปหน้าเข้าสู่ระบบ", leads))
    return [words for words, spoken in signs if spoken]


def _signs_in(action: str) -> bool:
    return split(action).hostname in HOSTS or bool(phrases.SIGN_IN_ADDRESS.search(split(action).path))
