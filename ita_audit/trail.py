"""
Which addresses a look visits and why: from the ITA page to the links, and one level behind them.

Pure: responses in, addresses out. The look asks it what to open next; the desk asks it again,
years later, which captured answer belongs to which item, and gets the same trail.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from ita_audit.checklist import code_in
from ita_audit.errors import LinkTableError
from ita_audit.linkcheck import (
    TEMPLATES_PER_HOST,
    Sighting,
    home_of,
    in_doubt,
    look_again,
    origin_of,
    probe_for,
    see,
    site_context,
    template_of,
)
from ita_audit.model import RENDER, RENDERED, Checklist, Kind, Link, PageLinks, Response
from ita_audit.pages import main_links, read_page
from ita_audit.thai import decode_text

SUBMITTED = "submitted"
MENU_PAGES = 4
"""Other pages of the site that are compared to tell its menus."""
MAX_TABLE = 5_000_000
"""Bytes of input/links.csv."""


def same_site(left: str, right: str) -> bool:
    """Tell whether two addresses are of one site: equal hosts, `www.` or not, http or https."""
    return _site(left) == _site(right)


@lru_cache(maxsize=65536)
def _site(url: str) -> str:
    return (urlsplit(url).hostname or "").lower().removeprefix("www.")


def is_html(response: Response | None) -> bool:
    """Tell whether an answer is a web page: success, and markup by declaration or by its first bytes."""
    if response is None or response.error or (response.http_status or 0) >= 400:
        return False
    start = response.content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith((b"<!doctype html", b"<html")) or (
        "html" in response.content_type and not start.startswith(b"%pdf")
    )


def best_answers(responses: Iterable[Response]) -> dict[str, Response]:
    """Take per address the last answer that succeeded, else the last one."""
    best: dict[str, Response] = {}
    for response in responses:
        if _succeeded(response) or response.url not in best or not _succeeded(best[response.url]):
            best[response.url] = response
    return best


def _succeeded(response: Response) -> bool:
    return not response.error and (response.http_status or 0) < 400


def page_of(response: Response | None, checklist: Checklist) -> PageLinks | None:
    """Read the ITA page out of its captured answer; None when it was not an answer that can be read."""
    if not is_html(response):
        return None
    return read_page(
        response.content,
        url=response.final_url,
        checklist=checklist,
        content_type=response.header("content-type"),
    )


def links_of(page: PageLinks | None, submitted: Sequence[Link] = ()) -> dict[str, tuple[Link, ...]]:
    """
    Bring together, per item, the links found on the page and those submitted; one per address.

    Returns:
        Item code to links, the page's first, each address once.
    """
    found: dict[str, dict[str, Link]] = {}
    for code, entry in (page.items if page else {}).items():
        for link in entry.links:
            found.setdefault(code, {}).setdefault(link.url or link.href, link)
    for link in submitted:
        found.setdefault(link.item or "", {}).setdefault(link.url, link)
    return {code: tuple(links.values()) for code, links in found.items()}


def inner_links(
    response: Response | None,
    *,
    site: str,
    others: Sequence[Response],
    given: Mapping[str, Sequence[Link]],
    limit: int,
) -> tuple[Link, ...]:
    """
    List what an intermediate page of the same site offers in its main content, menus left out.

    Args:
        response: The answer behind a link of an item.

        site: The municipality's site.

        others: Other pages of the site; what they share with this one is menu.

        given: The links of each item; a file of one item may be offered for another, too.

        limit: At most so many links.
    """
    if not is_html(response) or not same_site(response.final_url, site):
        return ()
    menus = [
        other.content
        for other in others
        if is_html(other)
        and other.final_url != response.final_url
        and same_site(other.final_url, response.final_url)
    ]
    links = main_links(
        response.content,
        url=response.final_url,
        other_pages=menus[:MENU_PAGES],
        given={link.url for links in given.values() for link in links},
    )
    own = {response.url, response.final_url}
    return tuple(link for link in links if link.url not in own and same_site(link.url, site))[:limit]


def has_inner(kind: Kind) -> bool:
    """Tell whether files behind an intermediate page may be an item's evidence (a channel's are not)."""
    return kind is not Kind.CHANNEL


def load_submitted(path: Path, checklist: Checklist) -> tuple[Link, ...]:
    """
    Read input/links.csv, the links submitted in ITAS: columns item, url and optionally text.

    Returns:
        One Link per row with rule and source `submitted`; nothing when there is no such file.

    Raises:
        LinkTableError: A column is missing, or a row names an item that the checklist has not.
    """
    if not path.is_file():
        return ()
    table = csv.DictReader(io.StringIO(_text_of(path), newline=""))
    missing = {"item", "url"} - set(table.fieldnames or ())
    if missing:
        raise LinkTableError(
            f"{path.name}, row 1: expected columns item, url, got {table.fieldnames}",
            hint_th=f"เพิ่มคอลัมน์ {', '.join(sorted(missing))} ในไฟล์ {path.name}",
        )
    return tuple(_submitted(path, number, row, checklist) for number, row in enumerate(table, 2))


def _text_of(path: Path) -> str:
    """The text of a table that a person saved: UTF-8 or, as Thai Excel writes it, windows-874."""
    if path.stat().st_size > MAX_TABLE:
        raise LinkTableError(
            f"{path.name}: expected at most {MAX_TABLE:,} bytes, got {path.stat().st_size:,}",
            hint_th=f"ไฟล์ {path.name} ใหญ่ผิดปกติ ตรวจว่าเป็นตารางลิงก์ แล้วบันทึกใหม่",
        )
    return decode_text(path.read_bytes())[0]


def _submitted(path: Path, number: int, row: Mapping[str, str], checklist: Checklist) -> Link:
    said, url = (row["item"] or "").strip(), (row["url"] or "").strip()
    code = code_in(said, (item.code for item in checklist.items))
    if code is None:
        raise LinkTableError(
            f"{path.name}, row {number}: expected an item O1 … O{len(checklist.items)}, got {said!r}",
            hint_th=f"แก้รหัสข้อในแถวที่ {number} ของไฟล์ {path.name}",
        )
    return Link(url, url, (row.get("text") or "").strip(), SUBMITTED, item=code, source=SUBMITTED)


def negatives(answers: Iterable[Response | Sighting]) -> list[str]:
    """Name the addresses seen once whose answer was negative and may pass: they are looked at again."""
    sightings = [see(answer) for answer in answers]
    site, by_url = site_context(sightings), {}
    for sighting in sightings:
        if sighting.purpose not in ("probe", "robots", RENDER, RENDERED):
            by_url.setdefault(sighting.url, []).append(sighting)
    return [url for url, answers in by_url.items() if look_again(answers, site=site)]


def probes(answers: Iterable[Response | Sighting]) -> list[str]:
    """
    Choose addresses that teach how a host says "not found"; ask again when those are answered.

    First the home page of each host whose pages were seen. Then, for pages that may not be what
    they say, one address per template that should not exist: at most two requests a host and
    template, at most fifty templates a host.
    """
    sightings = [see(answer) for answer in answers]
    site = site_context(sightings)
    pages = [s for s in sightings if s.page is not None and s.http_status == 200 and not s.error]
    pages = sorted(
        (s for s in pages if s.purpose in ("index", "link", "inner", "again")), key=lambda s: s.url
    )
    seen = {s.url for s in sightings}
    homes = {origin_of(s.final_url): home_of(s.final_url) for s in reversed(pages)}
    chosen = [url for origin, url in homes.items() if origin not in site.homes and url not in seen]
    if chosen:
        return chosen
    asked: dict[str, dict[str, str]] = {}
    for sighting in pages:
        probe = probe_for(sighting.url)
        if probe and probe not in seen and in_doubt(sighting, site):
            templates = asked.setdefault(origin_of(sighting.url), {})
            if len(templates) < TEMPLATES_PER_HOST:
                templates.setdefault(template_of(sighting.url), probe)
    return [url for templates in asked.values() for url in templates.values()]
