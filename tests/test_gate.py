"""The gate: no spelling of an address, no name and no answer of a resolver leads outside the public internet."""

from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_audit.engagement import LookSettings
from ita_audit.fetch.gate import PORTS, Gate, Refusal, Target, denied, parse, private_name
from tests.hostile.unsafe_cases import SPELLINGS

CIRCLED = str.maketrans("0123456789", "⓪①②③④⑤⑥⑦⑧⑨")
WIDE = str.maketrans("0123456789abcdefx", "０１２３４５６７８９ａｂｃｄｅｆｘ")


def no_names(host: str) -> list[str]:
    raise AssertionError(f"a number was taken for a name: {host}")


def number(value: int, form: str) -> str:
    return {
        "dec": str(value),
        "hex": hex(value),
        "HEX": hex(value).upper(),
        "oct": f"0{value:o}",
        "zeros": f"00{value:o}",
    }[form]


def opened(gate: Gate, url: str) -> Target | str:
    """Where a request would go, or why it would not."""
    try:
        return gate.target(parse(url))
    except Refusal as refusal:
        return refusal.error


@st.composite
def spelled(draw: st.DrawFn) -> tuple[int, str]:
    """An IPv4 address and one of its spellings."""
    value = draw(
        st.one_of(
            st.integers(0, 2**32 - 1),
            st.sampled_from([0x7F000001, 0x0A000001, 0xA9FEA9FE, 0xC0A80101, 0x08080808]),
        )
    )
    parts = draw(st.integers(1, 4))
    octets = list(value.to_bytes(4, "big"))
    groups = [*octets[: parts - 1], int.from_bytes(bytes(octets[parts - 1 :]), "big")]
    host = ".".join(
        number(group, draw(st.sampled_from(["dec", "hex", "HEX", "oct", "zeros"]))) for group in groups
    )
    dress = draw(st.sampled_from(["plain", "circled", "wide", "percent", "dot", "dots"]))
    if dress == "circled":
        host = host.translate(CIRCLED)
    elif dress == "wide":
        host = host.lower().translate(WIDE)
    elif dress == "percent":
        host = "".join(f"%{ord(ch):02X}" for ch in host)
    elif dress == "dot":
        host += "."
    elif dress == "dots":
        host = host.replace(".", draw(st.sampled_from(["。", "．", "｡"])))
    return value, host


@given(spelled())
def test_every_spelling_of_an_ipv4_address_is_refused_or_leads_to_that_public_address(case):
    value, host = case
    address = ipaddress.IPv4Address(value)
    target = opened(Gate(LookSettings(), resolver=no_names), f"http://{host}/")

    if isinstance(target, str):
        assert target == "unsafe"
        assert denied(str(address))
    else:
        assert target.connect_host == str(address)
        assert address.is_global
        assert not address.is_multicast


@given(
    st.integers(0, 2**32 - 1),
    st.sampled_from(
        ["::ffff:{0}", "64:ff9b::{0}", "2002:{1}:{2}::1", "::{0}", "2001:0:{1}:{2}::1", "64:ff9b:1::{0}"]
    ),
)
def test_an_address_inside_another_decides_for_it(value, form):
    text = form.format(ipaddress.IPv4Address(value), f"{value >> 16:x}", f"{value & 0xFFFF:x}")
    if denied(str(ipaddress.IPv4Address(value))):
        assert denied(text)


@given(st.integers(0, 2**128 - 1))
def test_ipv6_beyond_what_is_given_out_is_denied(value):
    address = ipaddress.IPv6Address(value)
    if not (
        address in ipaddress.ip_network("2000::/3")
        or address.ipv4_mapped
        or address in ipaddress.ip_network("64:ff9b::/96")
    ):
        assert denied(str(address))
    if address.is_private and not address.ipv4_mapped:
        assert denied(str(address))


@given(st.lists(st.ip_addresses().map(str), max_size=4), st.sampled_from([80, 443, 81, 8080]))
def test_a_name_is_opened_only_where_every_address_it_has_is_public(addresses, port):
    asked = []
    gate = Gate(LookSettings(), resolver=lambda host: asked.append(host) or addresses)
    target = opened(gate, f"http://www.muni.example:{port}/")

    if isinstance(target, str):
        assert not addresses or any(map(denied, addresses)) or port not in PORTS
        assert target == "unsafe" or (target == "dns" and not addresses)
    else:
        assert target.connect_host == addresses[0]
        assert not any(map(denied, addresses))
    assert asked == ["www.muni.example"]


@given(
    st.text(max_size=60),
    st.sampled_from(["", "http://", "https://", "http:\\", "//", "http://a@", "http://raw.example/"]),
)
def test_no_text_makes_the_gate_fail_otherwise_than_by_refusing(text, start):
    gate = Gate(LookSettings(), resolver=lambda _: ["127.0.0.1"])
    with pytest.raises(Refusal):
        gate.target(parse(start + text).replace("raw.example", "inside.example"))


@pytest.mark.parametrize("spelling", SPELLINGS)
@pytest.mark.parametrize("port", ["", ":8080", ":3128"])
def test_no_spelling_of_a_private_address_passes(spelling, port):
    gate = Gate(LookSettings(), resolver=lambda _: ["203.150.1.1"])
    with pytest.raises(Refusal) as caught:
        gate.target(parse(f"http://{spelling}{port}/a"))
    assert caught.value.error in ("unsafe", "unsupported")


def test_a_name_that_turns_private_between_two_requests_never_leads_there():
    answers = [["203.150.1.1"], ["127.0.0.1"]]
    gate = Gate(LookSettings(), resolver=lambda _: answers.pop(0))

    assert opened(gate, "http://rebind.example/").connect_host == "203.150.1.1"
    second = opened(gate, "http://rebind.example/b")
    assert second == "unsafe" or second.connect_host == "203.150.1.1"


@given(
    st.sampled_from(["127.0.0.1", "127.0.0.66", "[::1]", "localhost", "muni.example", "0x7f.1"]),
    st.one_of(st.sampled_from([80, 8000, 8001, 8002, 8003]), st.integers(1, 65_535)),
)
def test_a_permission_holds_for_one_host_and_its_ports_alone(host, port):
    gate = Gate(LookSettings(allow=("127.0.0.1:8001-8002",)), resolver=lambda _: ["127.0.0.1"])
    permitted = host in ("127.0.0.1", "0x7f.1") and port in (8001, 8002)
    target = opened(gate, f"http://{host}:{port}/")

    assert isinstance(target, Target) == permitted
    assert target == "unsafe" or (target.connect_host, target.connect_port) == ("127.0.0.1", port)


@pytest.mark.parametrize("port", [22, 81, 3306, 6379, 65_535])
def test_a_public_host_is_opened_only_where_web_sites_are_served(port):
    assert opened(Gate(LookSettings(), resolver=no_names), f"http://8.8.8.8:{port}/") == "unsafe"


def test_a_permitted_name_may_be_private():
    gate = Gate(LookSettings(allow=("intranet:8001",)), resolver=lambda _: ["10.0.0.5"])

    assert gate.target("http://intranet:8001/").connect_host == "10.0.0.5"
    with pytest.raises(Refusal):
        gate.target("http://intranet:8002/")


def test_neither_fragment_nor_name_nor_password_is_kept():
    assert parse("http://user:secret@muni.example/a?b#c") == "http://muni.example/a?b"
    assert parse("#part", "http://muni.example/a") == "http://muni.example/a"


@pytest.mark.parametrize(
    "name", ["intranet", "a.localhost", "x.local", "metadata.google.internal", "LOCALHOST."]
)
def test_names_of_no_public_zone_are_private_whatever_a_resolver_says(name):
    assert private_name(name)


@pytest.mark.parametrize("name", ["muni.go.th", "local.go.th", "internal.example", "corp.co.th"])
def test_names_of_public_zones_are_not(name):
    assert not private_name(name)


def test_an_address_no_browser_would_open_is_refused_before_it_reaches_the_library():
    with pytest.raises(Refusal, match="ยาว"):
        parse("http://muni.example/" + "a" * 9_000_000)
