"""robots.txt per origin (RFC 9309): a refusal is a result of its own, an override is in the case."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from ita_audit.model import Response

if TYPE_CHECKING:
    from protego import Protego

MAX_BYTES = 512 * 1024


class Says(Enum):
    """What robots.txt of an origin says of an address; unknown until asked, pending until answered."""

    UNKNOWN, PENDING, YES, NO = range(4)


class Robots:
    """What each origin allows."""

    def __init__(self, user_agent: str, *, respect: bool) -> None:
        self.user_agent, self.respect = user_agent, respect
        self.rules: dict[str, Protego | Says] = {}

    def ask(self, origin: str) -> None:
        """Note that robots.txt of this origin is being asked."""
        self.rules[origin] = Says.PENDING

    def learn(self, origin: str, response: Response) -> None:
        """
        Read the answer: 5xx forbids all, 4xx allows all (RFC 9309 §2.3.1).

        Where the host could not be reached everything is allowed, so that the link's own request
        says what is wrong with the host.
        """
        status = response.http_status or 0
        if status >= 500:
            self.rules[origin] = Says.NO
        elif response.error not in (None, "too_large") or status >= 300 or not response.content:
            self.rules[origin] = Says.YES
        else:
            from protego import Protego

            text = response.content[:MAX_BYTES].decode("utf-8", "replace")
            self.rules[origin] = Protego.parse(text)

    def recall(self, response: Response) -> None:
        """Take an answer that was captured before, where it says what is allowed: nobody is asked twice."""
        origin, found, rest = response.url.rpartition("/robots.txt")
        read = response.error in (None, "too_large") and (response.http_status or 500) < 500
        if response.purpose == "robots" and found and not rest and read:
            self.learn(origin, response)

    def says(self, origin: str, url: str) -> Says:
        """Tell whether this address may be opened, or whether robots.txt must be asked or awaited first."""
        rule = self.rules.get(origin, Says.UNKNOWN) if self.respect else Says.YES
        if isinstance(rule, Says):
            return rule
        return Says.YES if rule.can_fetch(url, self.user_agent) else Says.NO
