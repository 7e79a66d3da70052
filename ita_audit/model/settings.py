"""How a look behaves on the network: pace, caps and permissions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class LookSettings:
    """
    How a look behaves; defaults spare a municipality's own small server.

    `rate` is requests per second and host, times are seconds, sizes are bytes. `connect_to`
    maps `host:port` to a private `address:port` (as curl's connect-to does) and is the
    permission for exactly that target; it is recorded in every look and printed.
    `passes` is how many looks `run` makes, `spacing_s` the pause before a negative is seen again.
    `max_pages` is how many further pages (menus, sub-indicators, next pages, site map) are opened in
    search of items that the ITA page itself does not list.
    `render` lets pages that only scripts fill be shown in a browser: "auto" or true where the extra
    `browser` is installed, false never.
    """

    concurrency: int = 8
    per_host: int = 2
    rate: float = 2.0
    deadline_s: float = 30.0
    spacing_s: float = 5.0
    passes: int = 1
    max_links: int = 5000
    max_bytes: int = 50_000_000
    inner_links: int = 40
    max_pages: int = 60
    contact: str = ""
    respect_robots: bool = True
    control_hosts: tuple[str, ...] = ()
    connect_to: Mapping[str, str] = field(default_factory=dict)
    allow: tuple[str, ...] = ()
    ca_file: str = ""
    render: bool | str = "auto"
