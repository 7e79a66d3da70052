"""Tell our own outage from the municipality's: control hosts named in the case are asked."""

from __future__ import annotations

import socket
from collections.abc import Iterable

from ita_audit.engagement import LookSettings
from ita_audit.fetch.gate import Refusal, denied, resolve
from ita_audit.model import Response

_NETWORK = {"dns", "refused", "reset", "timeout"}
_WAIT_S = 3.0


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
