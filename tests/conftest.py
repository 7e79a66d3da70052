"""Fixtures shared by all tests: the demo case, and a guard that lets only loopback through."""

from __future__ import annotations

import csv
import ipaddress
import socket

import hypothesis
import pytest

from ita_audit.engagement import Engagement, open_engagement

# A busy machine is no failure, and nothing is kept between runs.
hypothesis.settings.register_profile("audit", deadline=None, database=None)
hypothesis.settings.load_profile("audit")


@pytest.fixture(autouse=True)
def _loopback_only(monkeypatch):
    """No test reaches beyond this machine."""
    real = socket.socket.connect

    def connect(self, address):
        if self.family in (socket.AF_INET, socket.AF_INET6):
            host = address[0]
            if host != "localhost" and not ipaddress.ip_address(host).is_loopback:
                raise AssertionError(f"a test tried to reach {host}")
        return real(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect)


@pytest.fixture(scope="session")
def demo_case() -> Engagement:
    """The frozen demo case."""
    return open_engagement("demo")


@pytest.fixture(scope="session")
def demo(demo_case):
    """The audit derived from the frozen demo evidence; made once, never changed."""
    from ita_audit.observation import observe

    return observe(demo_case)


@pytest.fixture(scope="session")
def planted(demo_case) -> dict[str, str]:
    """The item of the frozen demo that carries each kind of defect."""
    with (demo_case.input / "defects.csv").open(encoding="utf-8", newline="") as file:
        return {row["kind"]: row["item"] for row in csv.DictReader(file)}
