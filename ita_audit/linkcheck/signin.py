"""Tell a sign-in wall from a page that merely has a box for members."""

from __future__ import annotations

from ita_audit.linkcheck import phrases
from ita_audit.linkcheck.sight import Sighting
from ita_audit.linkcheck.site import SiteContext, frame_of, is_page, origin_of, own_text, split

_HOSTS = {
    "accounts.google.com", "login.microsoftonline.com", "login.live.com", "access.line.me", "appleid.apple.com",
    "login.yahoo.com", "imauth.bora.dopa.go.th",
}  # fmt: skip
"""Hosts that do nothing but sign people in."""
_MOSTLY_FORM = 900
"""A page with less text of its own than this beside a password field is a sign-in form."""


def sign_in_wall(seen: Sighting, site: SiteContext) -> str:
    """Say why an answer is a sign-in wall; '' when it is none."""
    if split(seen.final_url).hostname in _HOSTS:
        return f"เป็นหน้าเข้าสู่ระบบของ {split(seen.final_url).hostname}"
    if seen.http_status in (401, 407):
        return f"ตอบ {seen.http_status} ต้องเข้าสู่ระบบ"
    page = seen.page
    if page is None or (seen.http_status != 403 and not is_page(seen)):
        return ""
    if page.alert and phrases.DEMAND.search(page.alert):
        return f"หน้าเว็บแจ้งว่า “{page.alert[:80]}”"
    leads = _leads_to_sign_in(seen)
    says = [words for words in (_address(seen), _subject(seen)) if words]
    does = [words for words in (_form(seen, site), leads) if words]
    needed = 2 if page.password or leads else 3
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


def _form(seen: Sighting, site: SiteContext) -> str:
    """The page is little more than a form that its home page does not have."""
    page, homes = seen.page, site.homes.get(origin_of(seen.final_url), ())
    if not page.fields:
        return ""
    boxed = any(home.password for home in homes if home.final_url != seen.final_url)
    frame = frame_of(seen)
    text = min(own_text(frame, homes) if homes else 10**6, sum(len(line) for line in frame.lines))
    return "มีแต่แบบฟอร์มเข้าสู่ระบบ" if not boxed and text <= _MOSTLY_FORM else ""


def _leads_to_sign_in(seen: Sighting) -> str:
    """A form of the page goes to a sign-in address."""
    for action in seen.page.actions:
        if split(action).hostname in _HOSTS or phrases.SIGN_IN_ADDRESS.search(split(action).path):
            return "แบบฟอร์มส่งไปหน้าเข้าสู่ระบบ"
    return ""
