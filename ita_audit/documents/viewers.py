"""
Name pages that show another's file inside a program of their own: shared drives, e-books, flip books.

Their markup holds the program and not the document, so that nothing read in it speaks of the document.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

DRIVE, EBOOK = "drive", "ebook"
FEW = 300
"""A page with fewer letters of its own than these and a viewer in it has its content in the viewer."""
MAX_NODES = 2_000
_DRIVES = (
    ("Google Drive", r"^(?:drive|docs)\.google\.com/(?:file|document|spreadsheets|presentation|drive|open|viewer|folderview)"),
    ("OneDrive", r"^(?:onedrive\.live\.com|1drv\.ms|[\w-]+\.sharepoint\.com)"),
    ("Dropbox", r"^(?:www\.)?dropbox\.com/"),
    ("MEGA", r"^mega\.nz/"),
    ("iCloud", r"^www\.icloud\.com/"),
)  # fmt: skip
_EBOOKS = re.compile(
    r"^(?:[\w-]+\.)*(?:anyflip\.com|fliphtml5\.com|pubhtml5\.com|flipbuilder\.com|flipsnack\.com|heyzine\.com|issuu\.com|"
    r"calameo\.com|yumpu\.com|publuu\.com|joomag\.com|scribd\.com|simplebooklet\.com)/"
)
_FLIP_SCRIPT = re.compile(
    r"(?:^|[/_.-])(?:turn(?:\.min)?\.js|dflip|dearflip|flipbook|flip-book|3d-flip-book|real3d|wow-?book|fliphtml5|"
    r"flowpaper|mobile/javascript/main\.js)",
    re.I,
)
_FLIP_BOX = ".flipbook, #flipbook, .flip-book, ._df_book, .real3dflipbook, .flowpaper_viewer, [data-flipbook]"
_REASON = "{name} แสดงไฟล์ในโปรแกรมของตน เนื้อหาไม่อยู่ในหน้าเว็บ ต้องเปิดดูด้วยตา หรือขอลิงก์ดาวน์โหลดไฟล์โดยตรง"
_IN_PAGE = "หน้านี้แสดงไฟล์ใน{name} เนื้อหาไม่อยู่ในหน้าเว็บ ต้องเปิดดูด้วยตา หรือขอลิงก์ดาวน์โหลดไฟล์โดยตรง"


def viewer_at(url: str) -> tuple[str, str]:
    """
    Name the viewer behind an address.

    Returns:
        (kind, reason in Thai): `drive` or `ebook`; ('', '') for any other address.
    """
    place = _place(url)
    for name, pattern in _DRIVES:
        if re.search(pattern, place):
            return DRIVE, _REASON.format(name=name)
    return (EBOOK, _REASON.format(name="บริการ e-book")) if _EBOOKS.search(place) else ("", "")


def viewer_in(tree: LexborHTMLParser, words: int) -> tuple[str, str]:
    """
    Name the viewer that a page consists of.

    Args:
        tree: The parsed page.

        words: Letters of its own text outside menus; a page with more than `FEW` speaks for itself.

    Returns:
        (kind, reason in Thai); ('', '') for a page of its own text.
    """
    if words > FEW:
        return "", ""
    for frame in tree.css("iframe[src], embed[src]")[:MAX_NODES]:
        kind, _ = viewer_at(frame.attributes.get("src") or "")
        if kind:
            return kind, _IN_PAGE.format(name="ตัวแสดงไฟล์ของบริการฝากไฟล์" if kind == DRIVE else "ตัวแสดง e-book")
    scripts = [node.attributes.get("src") or "" for node in tree.css("script[src]")[:MAX_NODES]]
    if any(map(_FLIP_SCRIPT.search, scripts)) and tree.css_first(_FLIP_BOX) is not None:
        return EBOOK, _IN_PAGE.format(name="ตัวแสดง e-book")
    return "", ""


def _place(url: str) -> str:
    try:
        parts = urlsplit(url.strip())
        return (parts.hostname or "") + parts.path
    except ValueError:
        return ""
