"""
What a look captured, as a visitor's browser shows it: pages that were rendered carry their DOM.

Pure: responses in, responses out. Whoever reads pages, links or documents of a look reads this and
needs to know nothing of browsers; the bytes as sent stay beside (`body`), the DOM is the `content`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from urllib.parse import urldefrag

from ita_audit.model import RENDER, RENDERED, PageLinks, Response
from ita_audit.pages.scripted import NEEDS_SCRIPTS_TH, embedded_data, needs_scripts, shows_part
from ita_audit.trail import is_html, same_site

MAX_RENDERED = 60
"""At most so many pages of one look are rendered; the rest stay *cannot tell*."""


def as_shown(responses: Iterable[Response]) -> list[Response]:
    """
    Give the answers of a look as a visitor sees them.

    Args:
        responses: All that was captured, in order.

    Returns:
        The answers without what the browser itself asked for; a web page whose address was
        rendered has the DOM as `content`, and the address to which its scripts went as `final_url`.
    """
    responses = list(responses)
    doms = {url: r for url, r in _renderings(responses).items() if not r.error}
    return [
        replace(r, content=doms[r.url].content, final_url=urldefrag(doms[r.url].final_url).url)
        if r.url in doms and is_html(r)
        else r
        for r in responses
        if r.purpose not in (RENDER, RENDERED)
    ]


def shown_pages(responses: Iterable[Response]) -> frozenset[str]:
    """The addresses that were rendered."""
    return frozenset(url for url, r in _renderings(responses).items() if not r.error)


def not_shown(responses: Iterable[Response]) -> Mapping[str, str]:
    """Name the addresses that should have been rendered and were not, each with the reason."""
    return {url: r.detail for url, r in _renderings(responses).items() if r.error}


def _renderings(responses: Iterable[Response]) -> dict[str, Response]:
    """The last rendering of each address, one that gave a DOM before one that did not."""
    found: dict[str, Response] = {}
    for response in responses:
        if response.purpose == RENDERED and (not response.error or response.url not in found):
            found[response.url] = response
    return found


def to_render(responses: Iterable[Response], *, site: str) -> list[Response]:
    """
    Choose what must be rendered: pages of the site whose content only scripts show.

    Returns:
        The last answer of each such address, in the order of the look; not capped.
    """
    chosen: dict[str, Response] = {}
    for response in responses:
        if response.purpose in (RENDER, RENDERED, "probe", "robots") or response.url in chosen:
            continue
        content_type = response.header("content-type")
        of_site = is_html(response) and same_site(response.final_url, site)
        if of_site and needs_scripts(response.content, content_type):
            chosen[response.url] = response
    return list(chosen.values())


def told(
    page: PageLinks | None, response: Response | None, *, rendered: bool = False, why: str = ""
) -> PageLinks | None:
    """
    Say of a page that was read whether its list shows only with scripts, or only in part.

    Args:
        page: What was read of it.

        response: Its answer as shown.

        rendered: It was rendered: then what it says of further parts counts too.

        why: The reason for which it was not.

    Returns:
        The page; `needs_scripts` means that what it does not give may still be on the site.
    """
    if page is None or response is None:
        return page
    content_type = response.header("content-type")
    scripted = needs_scripts(response.content, content_type)
    part = rendered and shows_part(response.content, content_type)
    if page.refused in ("no_list", "needs_scripts"):
        if not scripted:
            return page
        reason = f"{NEEDS_SCRIPTS_TH} ({why})" if why else NEEDS_SCRIPTS_TH
        data = embedded_data(response.content, content_type)
        notes = (f"ข้อมูลในสคริปต์ของหน้านี้อาจมีรายการอยู่ (ที่อยู่กี่รายการ): {', '.join(data)}",) if data else ()
        return replace(
            page,
            refused="needs_scripts",
            refused_th=reason,
            needs_scripts=True,
            notes=(*page.notes, *notes),
        )
    return replace(page, needs_scripts=True) if not page.refused and (scripted or part) else page
