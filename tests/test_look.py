"""A look at a terminal: a progress bar, Ctrl-C at any time, and the same command goes on."""

from __future__ import annotations

import csv
import dataclasses
import re
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter

import pytest

from ita_audit.demo_site import DemoSite
from ita_audit.engagement import open_engagement
from ita_audit.errors import LookError
from ita_audit.evidence import load_looks, verify_looks
from ita_audit.fetch import network
from ita_audit.fetch.batch import Batch
from ita_audit.look import look
from ita_audit.model import Response
from ita_audit.observation import observe

COMMAND = [sys.executable, "-c", "from ita_audit.cli import main; main()", "look"]
PATIENCE_S = 60


@pytest.fixture
def slow_site():
    """The demo site without defects, every answer a little late."""
    site = DemoSite(11, defects=False)
    for answer in site.plan.answers.values():
        answer.delay_s = 0.3
    with site:
        yield site


@pytest.fixture
def case(tmp_path, demo_case, slow_site):
    """A case that is looked at over the loopback as a real one is, eight at a time."""
    folder = tmp_path / "case"
    shutil.copytree(
        demo_case.folder, folder, ignore=shutil.ignore_patterns("evidence", "report", "notebooks")
    )
    path = folder / "engagement.toml"
    text = path.read_text(encoding="utf-8").replace("demo = true", "demo = false")
    text = re.sub(r"(?m)^(concurrency|per_host) = .*", r"\1 = 8", text)
    hosts = ", ".join(f'"{name}" = "{target}"' for name, target in slow_site.connect_to.items())
    path.write_text(f"{text}connect_to = {{ {hosts} }}\n", encoding="utf-8")
    return folder


_ASIDE = ("warcinfo", "resumed", "end", "canary", "again")
"""Lines about the look itself, and what every run makes anew."""


def captured(case):
    """Addresses in the registers of a case, as often as they stand there; canaries and second observations aside."""
    found = Counter()
    for path in (case / "evidence" / "looks").glob("*/register.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            found += Counter(
                row["url"] for row in csv.DictReader(file) if row["chain"] and row["purpose"] not in _ASIDE
            )  # fmt: skip
    return found


def asked(site):
    """Addresses the site was asked for."""
    return Counter(f"http://{host}{path}" for host, path in site.requests)


@pytest.mark.skipif(sys.platform == "win32", reason="a console's Ctrl-C cannot be sent to one process there")
def test_ctrl_c_loses_nothing_and_the_same_command_goes_on(case, slow_site):
    first = subprocess.Popen([*COMMAND, str(case)], stderr=subprocess.PIPE, text=True, encoding="utf-8")
    until = time.monotonic() + PATIENCE_S
    while sum(captured(case).values()) < 12 and time.monotonic() < until:
        time.sleep(0.05)
    first.send_signal(signal.SIGINT)
    _, said = first.communicate(timeout=PATIENCE_S)
    before, requests = captured(case), asked(slow_site)

    assert (first.returncode, "Traceback" in said) == (1, False)
    assert "สั่งซ้ำเพื่อทำต่อ" in said
    assert load_looks(case / "evidence") == []
    assert verify_looks(case / "evidence") == []

    second = subprocess.run(
        [*COMMAND, str(case)], capture_output=True, text=True, encoding="utf-8", check=False
    )
    (look,) = load_looks(case / "evidence")

    assert (second.returncode, look.info.state) == (0, "finished")
    assert "%|" in second.stderr
    assert verify_looks(case / "evidence") == []
    assert 12 <= sum(before.values()) < len(captured(case))
    assert set(captured(case).values()) == {1}
    assert {url: asked(slow_site)[url] - requests[url] for url in before} == dict.fromkeys(before, 0)


def test_a_network_that_dies_on_the_way_interrupts_the_look_at_once(case, slow_site, monkeypatch):
    whole, told = Batch.fetch_many, []

    def dies(self, requests):
        for response in whole(self, requests):
            if response.purpose == "robots" or dict(self.settings.connect_to) != slow_site.connect_to:
                yield response
                continue
            told.append(response.url)
            dead = {
                "error": "dns",
                "http_status": None,
                "hops": (),
                "final_url": "http://town.example.go.th/",
            }
            yield dataclasses.replace(response, **dead) if len(told) > 12 else response

    with monkeypatch.context() as down:
        down.setattr(Batch, "fetch_many", dies)
        down.setattr(network, "has_way_out", lambda: False)
        with pytest.raises(LookError, match="own network down"):
            look(open_engagement(case))
    assert len(told) == 12 + 5
    assert load_looks(case / "evidence", states=("finished", "void")) == []
    assert sum(captured(case)[url] for url in told) == 12 + 4
    assert verify_looks(case / "evidence") == []

    assert look(open_engagement(case)).state == "finished"
    assert told[16] in captured(case)


def test_a_few_silent_hosts_are_no_outage(case, monkeypatch):
    asked_of = []
    monkeypatch.setattr(network, "has_way_out", lambda: asked_of.append(1) or True)
    watch = network.OutageWatch(open_engagement(case).look)
    answer = Response("http://a.go.th/", "http://a.go.th/", 200, (), b"", b"", None, "", None, None, "", 0, 1)
    silent = dataclasses.replace(answer, http_status=None, error="timeout")
    watch.note(answer)
    for _ in range(4):
        watch.note(silent)
    assert not watch.is_ours(silent)
    assert asked_of == []
    watch.note(silent)
    assert not watch.is_ours(silent)
    assert asked_of == [1]


def test_our_own_outage_voids_the_look_and_leaves_earlier_ones_as_they_were(tmp_path, demo_case, demo):
    """The case has two good looks; then this machine has no network."""
    folder = tmp_path / "case"
    shutil.copytree(demo_case.folder, folder, ignore=shutil.ignore_patterns("report", "notebooks"))
    path = folder / "engagement.toml"
    text = path.read_text(encoding="utf-8").replace("demo = true", "demo = false")
    text = text.replace("passes = 2", 'passes = 2\ncontrol_hosts = ["one.invalid", "two.invalid"]')
    path.write_text(text, encoding="utf-8")
    looks = folder / "evidence" / "looks"
    before = {file: file.read_bytes() for file in looks.rglob("*") if file.is_file()}
    done = subprocess.run(
        [*COMMAND[:-1], "run", str(folder)], capture_output=True, text=True, encoding="utf-8", check=False
    )
    void = load_looks(folder / "evidence", states=("void",))

    assert (done.returncode, "Traceback" in done.stderr, len(void)) == (1, False, 1)
    assert "เครือข่ายของเครื่องนี้ใช้งานไม่ได้" in done.stderr
    assert {file: file.read_bytes() for file in before} == before
    assert verify_looks(folder / "evidence") == []
    assert observe(folder).verdicts == demo.verdicts
