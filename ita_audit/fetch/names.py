"""Look names up once per look, beside the transfers: a slow resolver holds nothing else up."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Sequence

from ita_audit.fetch.gate import Refusal

_AT_ONCE = 16


class NotYet(Exception):
    """A name that is being looked up."""

    def __init__(self, host: str) -> None:
        super().__init__(host)
        self.host = host


class Names:
    """
    The addresses of each name, asked once; called by the gate with a name.

    Args:
        resolver: Takes a name and gives its addresses, or raises Refusal.

        deadline_s: Seconds after which a name counts as not found.

        rope: Gives what to call from another thread when an answer is there.
    """

    def __init__(
        self,
        resolver: Callable[[str], Sequence[str]],
        deadline_s: float,
        rope: Callable[[], Callable[[], None]],
    ) -> None:
        self.resolver, self.deadline_s, self.rope = resolver, deadline_s, rope
        self.known: dict[str, Sequence[str] | Refusal] = {}
        self.waiting: deque[str] = deque()
        self.asked: dict[str, float] = {}
        self.found: deque[tuple[str, Sequence[str] | Refusal]] = deque()

    def __call__(self, host: str) -> Sequence[str]:
        """
        Give the addresses of a name.

        Raises:
            Refusal: It has none.

            NotYet: Nobody knows yet; it is being asked.
        """
        found = self.known.get(host)
        if found is None:
            if host not in self.asked and host not in self.waiting:
                self.waiting.append(host)
                self._ask()
            raise NotYet(host)
        if isinstance(found, Refusal):
            raise Refusal(found.error, found.detail)
        return found

    def answered(self) -> list[str]:
        """Name those that were asked and are known now; a resolver that stays silent is an answer."""
        if not self.asked:
            return []
        while self.found:
            host, answer = self.found.popleft()
            self.known.setdefault(host, answer)
        now = time.monotonic()
        for host, since in self.asked.items():
            if host not in self.known and now - since > self.deadline_s:
                self.known[host] = Refusal("timeout", f"หาชื่อ {host} ไม่เสร็จภายในเวลา")
        known = [host for host in self.asked if host in self.known]
        for host in known:
            del self.asked[host]
        self._ask()
        return known

    def _ask(self) -> None:
        import threading

        while self.waiting and len(self.asked) < _AT_ONCE:
            host = self.waiting.popleft()
            self.asked[host] = time.monotonic()
            # A daemon: a resolver that never answers must not keep the program from ending.
            threading.Thread(target=self._look_up, args=(host, self.rope()), daemon=True).start()

    def _look_up(self, host: str, ring: Callable[[], None]) -> None:
        try:
            answer: Sequence[str] | Refusal = list(self.resolver(host))
        except Refusal as refusal:
            answer = refusal
        except Exception as error:  # whatever a resolver raises, the name was not found
            answer = Refusal("dns", f"ไม่พบชื่อ {host}: {error}")
        self.found.append((host, answer))
        ring()
