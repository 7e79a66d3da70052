"""
How often and how many at once: limits per address connected to, pauses per host that asked for one.

Limits belong to each address, never to all together; names that share an address share its limits.
Times are seconds of the monotonic clock, so a laptop's changed clock moves nothing.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ita_audit.fetch.gate import Target
from ita_audit.model.settings import LookSettings

if TYPE_CHECKING:
    from ita_audit.fetch.turnstile import Turnstile

SHARED_UP_TO = 50.0
"""Starts per second up to which all processes of the machine share one pace."""
MAX_HOLD_S = 60.0
"""A server may ask for a pause of at most so long; one that asks for more gets that once, then a slow pace."""
MAX_SLOWER = 8.0
_BACKOFF_S = 0.1
_MARGIN_S = 0.01
_CATCH_UP_S = 0.02
LIMITING = {429, 503}


class _Address:
    """One address connected to: exchanges that run, and when the next may start."""

    __slots__ = ("active", "next_start")

    def __init__(self) -> None:
        self.active, self.next_start = 0, 0.0


class Pace:
    """
    Says when a request may start.

    Args:
        per_host: Exchanges at once with one address.

        rate: Starts per second with one address.

        turnstile: Limits shared with the other processes of this machine; None keeps to this one.

        max_hold_s: The longest pause that a server's Retry-After is given.
    """

    def __init__(
        self,
        per_host: int,
        rate: float,
        *,
        turnstile: Turnstile | None = None,
        max_hold_s: float = MAX_HOLD_S,
    ) -> None:
        self.per_host, self.max_hold_s = per_host, max_hold_s
        self.interval = 1 / rate + (_MARGIN_S if rate <= 10 else 0.0)
        self.catch_up = _CATCH_UP_S if rate > 200 else 0.0
        self.turnstile = turnstile
        self.addresses: dict[str, _Address] = {}
        self.held: dict[str, float] = {}
        self.slower: dict[str, float] = {}
        self.greedy: set[str] = set()

    def claim(self, target: Target, now: float) -> float | None:
        """
        Ask for a start now.

        Returns:
            0.0 when it is given (`release` gives it back), else the seconds until it may be asked
            again; None when one of this process's exchanges with the address must end first.
        """
        host = target.name
        held = self.held.get(host, 0.0) - now
        if held > 0:
            return held
        place = self.addresses.get(target.connect_host)
        if place is None:
            place = self.addresses[target.connect_host] = _Address()
        if place.active >= self.per_host:
            return None
        if place.next_start > now:
            return place.next_start - now
        if self.turnstile:
            wait = self.turnstile.claim(_shared(target), self.per_host, self.interval, now)
            if wait:
                return wait
        place.active += 1
        place.next_start = max(place.next_start, now - self.catch_up) + self.interval
        if host in self.slower:
            self.held[host] = now + self._pause(self.slower[host])
        return 0.0

    def release(self, target: Target) -> None:
        """Note that an exchange ended."""
        self.addresses[target.connect_host].active -= 1
        if self.turnstile:
            self.turnstile.release(_shared(target))

    def _pause(self, slower: float) -> float:
        return self.interval + (slower - 1) * max(self.interval, _BACKOFF_S)

    def learn(self, host: str, now: float, *, status: int | None, retry_after: str, silent: bool) -> None:
        """
        Take a lesson from an answer: a host that limits, or stays silent, is asked less often.

        Args:
            host: Name and port.

            now: When the exchange ended.

            status: Its HTTP status, None without an answer.

            retry_after: The header as sent, '' when absent.

            silent: It did not answer in time.
        """
        if status in LIMITING:
            pause = retry_after_s(retry_after)
            if pause is not None and (pause <= self.max_hold_s or host not in self.greedy):
                if pause > self.max_hold_s:
                    self.greedy.add(host)
                self.held[host] = max(self.held.get(host, 0.0), now + min(pause, self.max_hold_s))
                return
        slower = self.slower.get(host, 1.0)
        if status in LIMITING or silent:
            slower = self.slower[host] = min(slower * 2, MAX_SLOWER)
            self.held[host] = max(self.held.get(host, 0.0), now + self._pause(slower))
        elif status is not None and host in self.slower:
            self.slower[host] = slower / 2
            if slower <= 2:
                del self.slower[host]

    def close(self) -> None:
        """Give back everything that other processes wait for."""
        if self.turnstile:
            self.turnstile.close()


def pace_of(settings: LookSettings) -> Pace:
    """The pace of a look, shared with the other runs of this machine unless it is a quick one."""
    turnstile = None
    if settings.rate <= SHARED_UP_TO:
        from ita_audit.fetch.turnstile import Turnstile, shared_folder

        folder = shared_folder()
        turnstile = Turnstile(folder) if folder else None
    hold = min(MAX_HOLD_S, 2 * settings.deadline_s)
    return Pace(settings.per_host, settings.rate, turnstile=turnstile, max_hold_s=hold)


def _shared(target: Target) -> str:
    """What processes share: the address; on loopback, where every server has it, its port as well."""
    address = target.connect_host
    return f"{address}:{target.connect_port}" if address.startswith("127.") or address == "::1" else address


def retry_after_s(value: str) -> float | None:
    """Seconds to wait, from seconds or an HTTP date; None when absent or garbage (RFC 9110 §10.2.3)."""
    value = value.strip()
    if re.fullmatch(r"[0-9]{1,12}", value):
        return float(value)
    if not re.match(r"[A-Za-z]{3,9},? ", value):
        return None
    from email.utils import parsedate_to_datetime

    try:
        when = parsedate_to_datetime(value)
        if when.tzinfo is None:
            when = when.replace(tzinfo=UTC)
        return max(0.0, (when - datetime.now(UTC)).total_seconds())
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
