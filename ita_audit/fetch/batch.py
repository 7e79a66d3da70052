"""Open a given list of addresses and be done: what a look asks for, wave by wave."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from ita_audit.fetch.spelling import same_address
from ita_audit.model import Response


class Batch:
    """What a Fetcher offers on top of its line: `submit`, `answers` and `drop` are its own."""

    def fetch(self, url: str, purpose: str = "link") -> Response:
        """Open one address."""
        return next(r for r in list(self.fetch_many([(url, purpose)])) if r.purpose == purpose)

    def fetch_many(self, requests: Iterable[tuple[str, str]]) -> Iterator[Response]:
        """
        Open addresses concurrently and yield each answer as it ends.

        Args:
            requests: (address, purpose) pairs; spellings of one address are opened once.

        Yields:
            One Response per address as spelled, and one per robots.txt that was read on the way.
        """
        spelled: dict[tuple[str, str], list[str]] = {}
        for url, purpose in dict.fromkeys(requests):
            spellings = spelled.setdefault((same_address(url), purpose), [])
            spellings.append(url)
            if len(spellings) == 1:
                self.submit(url, purpose)
        try:
            for response in self.answers():
                yield response
                others = spelled.get((same_address(response.url), response.purpose), ())
                for other in others[1:]:
                    yield replace(response, url=other)
        finally:
            self.drop()
