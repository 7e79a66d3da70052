"""
Tell a page that says 200 and means "not found": two independent signs, never one.

Signs are of different kinds: what the page says, what it is like, where it sends its reader, what
was asked for. Each is a small function that gives its Thai words, or '' when it does not speak.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from ita_audit.linkcheck import phrases
from ita_audit.linkcheck.addresses import at_home, origin_of, split, template_of
from ita_audit.linkcheck.frames import Frame, nothing_beyond, own_text, same_page
from ita_audit.linkcheck.kinds import promised
from ita_audit.linkcheck.sight import Page, Sighting
from ita_audit.linkcheck.site import SiteContext, is_page

SHORT = 350
"""A page with less text of its own than this has room for a notice, and for little else."""
BARE = 80
"""A page with less than this beyond its home page's frame shows nothing but a heading."""
_WEAK = re.compile(r"^(?:ขออภัย\s*)?(?:ไม่พบ|ไม่มี)\s*(?:ข้อมูล|รายการ|รายละเอียด|ข่าว|เอกสาร|ประกาศ)\s*[.!]*$")


@dataclass(frozen=True)
class View:
    """One page beside what the look taught about its site."""

    seen: Sighting
    page: Page
    frame: Frame
    homes: tuple[Frame, ...]
    missing: tuple[Frame, ...]
    site: SiteContext

    @cached_property
    def own(self) -> int:
        """Characters beyond the home page; all of them where that is not known."""
        return own_text(self.frame, self.homes)

    @cached_property
    def deeper(self) -> bool:
        """Tell whether something behind the home page was asked for."""
        return not at_home(self.seen.asked)

    @cached_property
    def notice(self) -> str:
        """The words of the page that say it is not what was asked for; '' without any."""
        page = self.page
        found = _notice(page.title, *page.heads, page.alert)
        if found or not (len(page.text) <= SHORT or self.own <= SHORT or like_missing(self)):
            return found
        return _notice(page.text)


def view_of(seen: Sighting, site: SiteContext) -> View | None:
    """Lay one answer beside its site; None when it is no page given as a success."""
    if not is_page(seen) or seen.purpose in ("home", "page", "probe"):
        return None
    origin = origin_of(seen.final_url)
    homes = tuple(
        home for home in site.homes.get(origin, ()) if home.final_url != seen.final_url or seen.moved
    )
    template = template_of(seen.url)
    missing = site.missing.get(template if template in site.probed else origin_of(seen.url), ())
    return View(seen, seen.page, seen.frame, homes, missing, site)


def _notice(*texts: str) -> str:
    for text in filter(None, texts):
        for pattern in (phrases.MISSING, phrases.FAULT, phrases.CLOSED):
            match = pattern.search(text)
            if match:
                return match[0].strip(" \n|:–—-")[:80]
    return ""


def says_so(view: View) -> str:
    """A title, heading, alert or short text that speaks of a missing page, a fault or a closed site."""
    words = view.notice
    return f"มีข้อความ “{words}”" if words else ""


def calls_itself(view: View) -> str:
    """The page's own markup, or the address it was moved to, calls it an error page."""
    parts = split(view.seen.final_url)
    if view.seen.moved and phrases.ERROR_ADDRESS.search(f"{parts.path}?{parts.query}"):
        return f"ถูกส่งไปที่หน้าแจ้งข้อผิดพลาด {parts.path[:60]}"
    return "หน้าเว็บระบุตัวเองว่าเป็นหน้าแจ้งข้อผิดพลาด" if view.page.missing else ""


def nothing_else(view: View) -> str:
    """Beyond a notice, or a heading, the page has nothing that its home page has not."""
    limit = SHORT if view.notice else BARE
    alone = not view.homes and view.page.plain <= limit and not view.page.media
    if view.own <= limit or alone:
        return "ไม่มีเนื้อหาอื่นของตัวเอง"
    return ""


def like_missing(view: View) -> str:
    """Nothing in it that an address that should not exist does not get."""
    if not view.deeper:
        return ""
    moved_alike = any(view.seen.moved and other.final_url == view.seen.final_url for other in view.missing)
    if moved_alike or any(nothing_beyond(view.frame, other) for other in view.missing):
        return "เหมือนคำตอบของที่อยู่ที่ไม่มีจริงในเว็บเดียวกัน"
    return ""


def named_so(view: View) -> str:
    """Title and headline are nothing but such words: no article about them is headed like that."""
    title = re.split(r"\s+[|–—:»-]\s+", view.page.title)
    heads = view.page.heads[:1]
    pure = [any(_only_notice(text) for text in texts) for texts in (title, heads)]
    return "ทั้งชื่อหน้าและหัวเรื่องมีแต่ข้อความนั้น" if all(pure) else ""


def _only_notice(text: str) -> bool:
    match = phrases.MISSING.search(text)
    return bool(match) and 2 * len(match[0]) >= len(text)


def others_differ(view: View) -> str:
    """Other addresses of the same program show content of their own: this one's value chooses nothing."""
    varied = template_of(view.seen.url) in view.site.varied
    return "ที่อยู่อื่นแบบเดียวกันมีเนื้อหาของตัวเอง" if varied and like_missing(view) else ""


def like_home(view: View) -> str:
    """The home page's own text at another address."""
    strange = origin_of(view.seen.asked) != origin_of(view.seen.final_url)
    if view.deeper and not strange and any(same_page(view.frame, home) for home in view.homes):
        return "เนื้อหาคือหน้าแรก"
    return ""


def sent_home(view: View) -> str:
    """Asked for something deeper, sent to a home page by a redirect, a refresh or a script."""
    finals = {home.final_url for home in view.homes}
    if view.deeper and view.seen.moved and (at_home(view.seen.final_url) or view.seen.final_url in finals):
        return "ถูกส่งกลับหน้าแรก"
    goes = view.page.goes
    if goes == "back" or (goes and at_home(goes if "//" in goes else "http://x/" + goes.lstrip("./"))):
        return "หน้าเว็บส่งผู้อ่านกลับเอง" if view.deeper else ""
    return ""


def asked_for_file(view: View) -> str:
    """A file was asked for by its name, a page came."""
    name, kinds = promised(view.seen.asked, "", "")
    return f"ขอไฟล์ {name} แต่ได้หน้าเว็บ" if kinds and name.startswith(".") else ""


ALONE = (says_so, calls_itself, like_missing, like_home, sent_home)
"""Signs of kinds of their own; two of them are enough."""
SUPPORT = {
    nothing_else: (says_so, calls_itself, like_missing),
    named_so: (says_so,),
    others_differ: (like_missing,),
    asked_for_file: ALONE,
}
"""Signs that healthy pages show too, each with the signs it may support: those it does not follow from."""


def signs_of(view: View) -> tuple[list[str], list[str]]:
    """The signs that speak: (of their own, in support of one of those)."""
    alone = {sign: words for sign in ALONE if (words := sign(view))}
    support = [
        words for sign, whom in SUPPORT.items() if any(one in alone for one in whom) and (words := sign(view))
    ]
    return list(alone.values()), support


@dataclass(frozen=True)
class _Examined:
    """One page beside one site, and the signs that speak."""

    seen: Sighting | None
    site: SiteContext | None
    view: View | None
    alone: list[str]
    support: list[str]


_last = _Examined(None, None, None, [], [])


def _examine(seen: Sighting, site: SiteContext) -> _Examined:
    """Collect the signs of a page; the last one is remembered, since several rules ask in turn."""
    global _last
    if _last.seen is not seen or _last.site is not site:
        view = view_of(seen, site)
        _last = _Examined(seen, site, view, *(signs_of(view) if view else ([], [])))
    return _last


def soft_404(seen: Sighting, site: SiteContext) -> str:
    """Say why a page is a soft 404; '' when it is none."""
    found = _examine(seen, site)
    if not found.alone or len(found.alone) + len(found.support) < 2 or nil_statement(seen, site):
        return ""
    return " และ ".join([*found.alone, *found.support][:3])


def nil_statement(seen: Sighting, site: SiteContext) -> bool:
    """
    Tell a page whose only content is "ไม่มีข้อมูล" where its site answers missing pages honestly.

    It is no missing page, and nothing to read either.
    """
    view = _examine(seen, site).view if template_of(seen.url) in site.honest else None
    if view is None or like_missing(view):
        return False
    told = [line for line in view.page.lines if phrases.MISSING.search(line)]
    heads = "\n".join([view.page.title, *view.page.heads])
    return bool(told) and all(_WEAK.match(line) for line in told) and not phrases.MISSING.search(heads)


def in_doubt(seen: Sighting, site: SiteContext) -> bool:
    """
    Tell whether knowing how the site answers for a missing page could change what this page is.

    It could for every page chosen by a value in a query: such programs often know no 404.
    """
    if template_of(seen.url) in site.probed:
        return False
    found = _examine(seen, site)
    if found.view is None:
        return False
    return "?" in seen.url or bool(found.alone) or bool(nothing_else(found.view))


def waits_for_others(seen: Sighting, site: SiteContext) -> bool:
    """Tell whether other pages of its kind may still make a page a soft 404: it is like a missing one."""
    found = _examine(seen, site)
    return len(found.alone) == 1 and not found.support and bool(like_missing(found.view))
