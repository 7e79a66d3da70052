"""Which answers give further links: the start page, and in a recursive run every page of its site."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING

from ita_audit.check_links.targets import CheckTarget
from ita_audit.errors import AuditError
from ita_audit.model import Response

if TYPE_CHECKING:
    from ita_audit.pages.all_links import FoundLink

MAX_PAGES = 10_000
"""So many pages that give links are read in a recursive run."""
Place = Callable[[Response], Mapping[str, str]]
"""Says of a page which of its links, as written, belongs to which item."""


class Onwards:
    """
    Says which links an answer gives.

    Args:
        start: Pages whose links are the list.

        sites: Addresses in whose sites every page is read.

        place: Gives the items of a start page's links.

        say: Told in one line what was not read.

        max_pages: Pages that give links, at most.
    """

    def __init__(
        self,
        start: Iterable[str] = (),
        *,
        sites: Iterable[str] = (),
        place: Place | None = None,
        say: Callable[[str], object] = lambda _: None,
        max_pages: int = MAX_PAGES,
    ) -> None:
        self.start = tuple(start)
        self.sites = {_site_of(url) for url in sites}
        self.inside: dict[str, bool] = {}
        self.place, self.say, self.max_pages = place, say, max_pages
        self.pages = 0

    def links(self, response: Response) -> Iterator[CheckTarget]:
        """
        Yield the links of an answer, those of a start page with their items.

        Raises:
            AuditError: A start page is not there.
        """
        if response.purpose == "page":
            if response.error or (response.http_status or 0) >= 400:
                raise AuditError(
                    f"{response.url}: expected a page, got {response.http_status or response.error}: {response.detail}",
                    hint_th="เปิดหน้านี้ไม่ได้ ตรวจที่อยู่ หรือบันทึกหน้าเป็นไฟล์แล้วสั่งใหม่",
                )
            items = self.place(response) if self.place else {}
            yield from self._targets(response, items)
        elif self.sites and self._is_followed(response):
            yield from self._targets(response, {})

    def _is_followed(self, response: Response) -> bool:
        if response.error or response.http_status != 200 or response.purpose not in ("link", "again"):
            return False
        url = response.final_url
        start = url[: url.find("/", 8)]
        inside = self.inside.get(start)
        if inside is None:
            inside = self.inside[start] = _site_of(url) in self.sites
        return inside and b"<" in response.content[:4096]

    def _targets(self, response: Response, items: Mapping[str, str]) -> Iterator[CheckTarget]:
        if self.pages >= self.max_pages:
            return
        notes: list[str] = []
        url, declared, link = response.final_url, response.header("content-type"), None
        for link in _reader()(response.content, url=url, content_type=declared, notes=notes):
            yield CheckTarget(link.href, link.url, link.text, items.get(link.href))
        for note in notes:
            self.say(f"{url}: {note}")
        if link is not None:
            self.pages += 1
            if self.pages == self.max_pages:
                self.say(f"อ่านลิงก์จากหน้าเว็บครบ {self.max_pages} หน้าแล้ว หน้าที่เหลือตรวจแต่ไม่อ่านลิงก์ต่อ")


@cache
def _reader() -> Callable[..., Iterator[FoundLink]]:
    """What finds links, loaded when a page is there to be read."""
    from ita_audit.pages.all_links import all_links

    return all_links


def _site_of(url: str) -> str:
    from ita_audit.linkcheck import origin_of

    return origin_of(url)
