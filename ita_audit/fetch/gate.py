"""
Decide whether a request may leave, and to which address: nothing outside the public internet.

The table is our own: Python's `ipaddress` calls NAT64, 6to4 and multicast forms of private
addresses global. An address is checked after unwrapping every form that carries another one.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import ada_url

from ita_audit.model.settings import LookSettings

PORTS = {80, 443, 8080, 8443}
"""Ports where public Thai agencies serve web sites; any other needs a permission in the case."""

MAX_URL = 65_536
"""Longer addresses are refused: no browser opens them, and the HTTP library has a limit of its own."""

_DENIED = [
    ipaddress.ip_network(net)
    for net in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
        "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15",
        "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        "2001::/23", "2001:db8::/32", "3fff::/20",
    )
]  # fmt: skip
_GLOBAL_6 = ipaddress.ip_network("2000::/3")
"""The only part of IPv6 that is given out for the public internet (RFC 4291 §2.4, IANA)."""
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_PRIVATE_NAMES = ("localhost", "local", "internal", "intranet", "private", "corp", "home", "lan", "home.arpa")
"""Names that no public resolver answers (RFC 6761, 6762, 8375, ICANN's SSAC); a bare word is one too."""
_MOST = 6
"""So many addresses of one name are tried."""
_SHORT_URL = 2_000
_BLANK = "".join(map(chr, range(33)))


_SIMPLE = re.compile(r"(https?://[a-z0-9.:-]{1,300})(?:(?:/[A-Za-z0-9_~-][A-Za-z0-9_.~-]*)+/?|/)")
"""Addresses whose path holds nothing to resolve or to encode; only their first part needs a parser."""


class Refusal(Exception):
    """A request that must not be made: `error` is unsafe, unsupported, no_address or dns."""

    def __init__(self, error: str, detail: str) -> None:
        super().__init__(detail)
        self.error, self.detail = error, detail


@dataclass(frozen=True)
class Target:
    """
    Where the requests of one site go: its origin, and the checked address to connect to.

    `others` are further checked addresses of the same name, tried as browsers do when the first is
    not reached.
    """

    scheme: str
    host: str
    port: int
    connect_host: str
    connect_port: int
    others: tuple[str, ...] = ()

    @cached_property
    def origin(self) -> str:
        """Scheme, host and port: what robots.txt belongs to."""
        return f"{self.scheme}://{self.host}:{self.port}"

    @cached_property
    def name(self) -> str:
        """Host and port: what a pause that a server asks for belongs to."""
        return f"{self.host}:{self.port}"


def parse(url: str, base: str | None = None) -> str:
    """
    Resolve an address as a browser does.

    The fragment and any user name or password in it are left out: neither is sent to a server.

    Raises:
        Refusal: No address, not http or https, or not an address at all.
    """
    text = url.strip(_BLANK)
    simple = _SIMPLE.fullmatch(text) if len(text) < _SHORT_URL else None
    if simple and _is_settled(simple[1]):
        return text
    if not text or (text.startswith("#") and not base):
        raise Refusal("no_address", "ไม่มีที่อยู่ในลิงก์")
    if len(text) > MAX_URL:
        raise Refusal("unsupported", f"ที่อยู่ยาว {len(text)} ตัวอักษร เกินที่เปิดได้")
    if re.match(r"[A-Za-z]:[\\/]|\\\\", text):
        raise Refusal("unsupported", f"ที่อยู่ในเครื่องหรือเครือข่ายภายใน: {text[:80]}")
    try:
        whole = ada_url.URL(text, base=base) if base else ada_url.URL(text)
    except ValueError:
        if re.match(r"(?i)https?:[\\/]*[^\\/]*\[[^\]]*%", text):
            raise Refusal("unsafe", f"ที่อยู่ของเครื่องในวงเดียวกัน (zone): {text[:80]}") from None
        raise Refusal("unsupported", f"รูปแบบที่อยู่ไม่ถูกต้อง: {text[:80]}") from None
    href = whole.href
    if not href.startswith(("http://", "https://")):
        raise Refusal("unsupported", f"ไม่ใช่ http หรือ https: {whole.protocol}")
    if not whole.hostname:
        raise Refusal("unsupported", "ไม่มีชื่อเครื่องแม่ข่าย")
    if "#" in href or "@" in href:
        whole.hash = whole.username = whole.password = ""
        href = whole.href
    return href


@lru_cache(maxsize=1024)
def _is_settled(site: str) -> bool:
    """Tell whether a parser leaves scheme and host of an address as they are written."""
    try:
        return ada_url.URL(f"{site}/").href == f"{site}/"
    except ValueError:
        return False


def denied(address: str) -> bool:
    """Tell whether an IP address is outside the public internet, in any of its wrappings."""
    try:
        ip = ipaddress.ip_address(address.split("%")[0])
    except ValueError:
        return True
    return any(_in_table(form) for form in _forms(ip))


def _in_table(ip: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    if ip.version == 6 and ip not in _GLOBAL_6:
        return True
    return any(ip.version == net.version and ip in net for net in _DENIED)


def _forms(ip: ipaddress.IPv4Address | ipaddress.IPv6Address) -> list:
    """The addresses that decide: those an address carries inside, else itself."""
    if ip.version == 4:
        return [ip]
    if ip.ipv4_mapped:
        return [ip.ipv4_mapped]
    if ip in _NAT64:
        return [ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)]
    if ip.sixtofour:
        return [ip.sixtofour]
    return [ip]  # Teredo is in the table as a whole: both ends of its tunnel are somebody's choice


def private_name(host: str) -> bool:
    """Tell whether a name belongs to no public zone, whatever a resolver here may say of it."""
    name = host.rstrip(".").lower()
    return "." not in name or any(name == zone or name.endswith(f".{zone}") for zone in _PRIVATE_NAMES)


def resolve(host: str) -> list[str]:
    """Ask the resolver once for all addresses of a host."""
    try:
        answers = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Refusal("dns", f"ไม่พบชื่อ {host}: {error}") from None
    return list(dict.fromkeys(answer[4][0] for answer in answers))


class Gate:
    """
    The one door: permissions of the case, then the public internet, then nothing.

    A permission holds for the host exactly as the case writes it and for those ports: no other
    spelling of the machine, no name that happens to lead there, no port beside it.
    """

    def __init__(self, settings: LookSettings, *, resolver: Callable[[str], Sequence[str]] = resolve) -> None:
        self.mapped = dict(settings.connect_to)
        self.permitted = [_permission(entry) for entry in settings.allow]
        self.resolver = resolver
        self.checked: dict[str, Target] = {}

    def target(self, url: str) -> Target:
        """
        Check one parsed address and choose where to connect.

        A host that passed once in a look passes for all its pages: an authority ends at the first
        slash whatever follows it, and its name is resolved once.

        Raises:
            Refusal: The address, or any address its name resolves to, is not allowed.
        """
        end = url.find("/", 8)
        site = url[:end] if end > 0 else url
        known = self.checked.get(site)
        if known is None:
            known = self.checked[site] = self._check(url)
        return known

    def _check(self, url: str) -> Target:
        whole = ada_url.URL(url)
        scheme = whole.protocol[:-1]
        host = whole.hostname.strip("[]")
        port = int(whole.port or {"http": 80, "https": 443}[scheme])
        key = f"{host}:{port}"
        if key in self.mapped:
            to_host, _, to_port = self.mapped[key].rpartition(":")
            return Target(scheme, host, port, to_host.strip("[]"), int(to_port))
        permitted = any(name == host and low <= port <= high for name, low, high in self.permitted)
        if not permitted and not _is_ip(host) and private_name(host):
            raise Refusal("unsafe", f"{host} เป็นชื่อในเครือข่ายภายใน ไม่ใช่ชื่อบนอินเทอร์เน็ตสาธารณะ")
        addresses = [host] if _is_ip(host) else list(self.resolver(host))
        if not permitted:
            _public(host, addresses, port)
        if not addresses:
            raise Refusal("dns", f"ไม่พบชื่อ {host}: ไม่มีที่อยู่")
        return Target(scheme, host, port, addresses[0], port, tuple(addresses[1:_MOST]))


def _public(host: str, addresses: list[str], port: int) -> None:
    bad = [address for address in addresses if denied(address)]
    if bad:
        raise Refusal("unsafe", f"{host} ชี้ไปที่อยู่นอกอินเทอร์เน็ตสาธารณะ: {', '.join(bad)}")
    if port not in PORTS:
        raise Refusal("unsafe", f"พอร์ต {port} ไม่อยู่ในรายการที่อนุญาต")


def _is_ip(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _permission(entry: str) -> tuple[str, int, int]:
    host, _, ports = entry.rpartition(":")
    low, _, high = ports.partition("-")
    return host.strip("[]").lower(), int(low), int(high or low)
