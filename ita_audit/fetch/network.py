"""
Tell our own outage from the municipality's.

A case names control hosts, and they are asked. A list of links without a case has none: there this
machine's routes and its resolver are asked, and only when nothing else answered.
"""

from __future__ import annotations

import socket
import time
from collections.abc import Iterable
from typing import TYPE_CHECKING

from ita_audit.fetch.gate import Refusal, denied, resolve
from ita_audit.model import Response
from ita_audit.model.settings import LookSettings

if TYPE_CHECKING:
    from ita_audit.linkcheck import Sighting

_NETWORK = {"dns", "refused", "reset", "timeout"}
_WAIT_S = 3.0
_RESERVED = ("invalid", "test", "example", "localhost", "local")
"""Names that no resolver answers (RFC 6761, 6762): their silence says nothing of the network."""
_ROOTS = ((socket.AF_INET, "198.41.0.4"), (socket.AF_INET6, "2001:503:ba3e::2:30"))
"""Addresses of a root name server: whether there is a way there is asked of this machine alone."""
_CONTROLS = ("www.google.com", "one.one.one.one")
_IN_A_ROW = 5
_ASK_EVERY_S = 10.0


def network_is_down(settings: LookSettings, responses: Iterable[Response]) -> bool:
    """
    Tell whether this machine's own network is down.

    True only when the case names control hosts, none of them resolves and connects, and no host of
    the case answered anything.
    """
    asked = [r for r in responses if r.error not in ("unsupported", "no_address", "unsafe", "robots")]
    if not settings.control_hosts or not asked:
        return False
    if any(response.error not in _NETWORK for response in asked):
        return False
    return not any(_answers(host) for host in settings.control_hosts)


def _answers(host: str) -> bool:
    try:
        addresses = [address for address in resolve(host) if not denied(address)]
    except Refusal:
        return False
    for address in addresses[:2]:
        try:
            with socket.create_connection((address, 443), timeout=_WAIT_S):
                return True
        except OSError:
            continue
    return False


class OutageWatch:
    """
    Notes what answers and what does not, and tells when the silence is this machine's own.

    Args:
        settings: Permitted and mapped hosts say nothing of the public network.
    """

    def __init__(self, settings: LookSettings) -> None:
        self.own = {entry.rpartition(":")[0].strip("[]").lower() for entry in settings.allow}
        self.own |= {name.rpartition(":")[0].lower() for name in settings.connect_to}
        self.controls = settings.control_hosts
        self.answered = False
        self.silent: list[str] = []
        self.asked_at = float("-inf")

    def note(self, response: Response) -> None:
        """Take in one answer."""
        if response.http_status is not None:
            self.answered, self.silent = True, []
        elif self._tells(response.error, response.final_url):
            host = _host_of(response.final_url)
            self.silent = [*self.silent[-_IN_A_ROW:], host]

    def is_ours(self, seen: Sighting) -> bool:
        """Tell whether a failure stands for an outage of this machine's own network."""
        if not self._tells(seen.error, seen.final_url) or not self.silent:
            return False
        if self.answered and len(self.silent) < _IN_A_ROW:
            return False
        if time.monotonic() - self.asked_at < _ASK_EVERY_S:
            return False
        self.asked_at = time.monotonic()
        if not has_way_out() or (self.controls and not any(_answers(host) for host in self.controls)):
            return True
        return not self.answered and resolver_is_silent(self.silent)

    def _tells(self, error: str | None, url: str) -> bool:
        host = _host_of(url)
        public = host not in self.own and host.rpartition(".")[2] not in _RESERVED
        return error in _NETWORK and public


def _host_of(url: str) -> str:
    host = url.partition("://")[2].partition("/")[0].rpartition("@")[2]
    return host.partition("]")[0].strip("[") if host.startswith("[") else host.partition(":")[0].lower()


def has_way_out() -> bool:
    """Tell whether this machine has a route to the public internet; nothing is sent."""
    for family, address in _ROOTS:
        try:
            with socket.socket(family, socket.SOCK_DGRAM) as probe:
                probe.connect((address, 53))
                return True
        except OSError:
            continue
    return False


def resolver_is_silent(hosts: Iterable[str]) -> bool:
    """Tell whether the resolver answers for no name at all, neither these nor well-known ones."""
    for host in dict.fromkeys((*hosts, *_CONTROLS)):
        try:
            socket.getaddrinfo(host, None)
        except socket.gaierror as error:
            if error.errno == socket.EAI_AGAIN:
                continue
        except (OSError, UnicodeError):
            pass
        return False
    return True
