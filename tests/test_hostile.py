"""Hundreds of hostile and odd links in one run: each gets its right status, and nothing forbidden is asked."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from ita_audit.linkcheck import template_of
from tests.hostile.everything import LEAST, Hostile, passed_as_good, read_records, wrong

ROOT = Path(__file__).resolve().parent.parent
GIB = 1 << 20


class Run:
    """One run of everything, in a process of its own."""

    def __init__(self, folder: Path) -> None:
        with Hostile(folder) as hostile:
            self.cases = hostile.book.cases
            plan, out = folder / "plan.json", folder / "out.jsonl"
            urls = [case.url for case in self.cases]
            plan.write_text(json.dumps({"urls": urls, "settings": hostile.settings()}), encoding="utf-8")
            env = {
                **os.environ,
                "PYTHONPATH": str(ROOT),
                "http_proxy": f"http://127.0.0.1:{hostile.canaries.addresses[0][1]}",
            }
            done = subprocess.run(
                [sys.executable, "-m", "tests.hostile.run", plan, out],
                env=env, cwd=ROOT, capture_output=True, text=True, timeout=150, check=False,
            )  # fmt: skip
            self.problems = done.stderr
            self.used = json.loads(done.stdout.splitlines()[-1]) if done.stdout else {}
            self.records = read_records(out)
            self.hits = list(hostile.canaries.hits)
            self.asked = {host: dict(site.asked) for host, site in hostile.server.sites.items()}
            self.authorised = sum(site.authorised for site in hostile.server.sites.values())


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    return Run(tmp_path_factory.mktemp("hostile"))


def test_every_link_has_one_record_in_order_and_nothing_crashed(run):
    assert run.problems == ""
    assert len(run.cases) >= LEAST
    assert [record["href"] for record in run.records] == [case.url for case in run.cases]


def test_no_bad_link_is_called_good(run):
    assert passed_as_good(run.cases, run.records) == []


def test_every_link_has_its_right_status(run):
    table = wrong(run.cases, run.records)

    assert not table, f"{len(table)} wrong\n" + "\n".join(" | ".join(row) for row in table[:60])


def test_nothing_forbidden_was_asked_nor_opened_nor_started(run):
    assert run.hits == []
    assert run.used["watched"] == []
    assert run.authorised == 0


def test_redirects_end_and_a_template_is_asked_for_what_is_not_there_once(run):
    ever_new = [n for target, n in run.asked["raw.example"].items() if target.startswith("/ever-new")]
    assert sum(ever_new) <= 11
    given = {case.url for case in run.cases}
    probes = Counter(
        template_of(f"http://{host}{target}")
        for host, asked in run.asked.items()
        for target in asked
        if f"http://{host}{target}" not in given
        and ("ita-audit-no-such-page" in target or re.search(r"=99[0-9]+7(?:&|$)", target))
    )
    assert probes
    assert set(probes.values()) == {1}


def test_an_address_is_asked_at_most_twice_and_once_more_for_a_passing_fault(run):
    passed_by = {hop["url"] for record in run.records if len(record["hops"]) > 1 for hop in record["hops"]}
    asked = {f"http://{host}{target}": n for host, asked in run.asked.items() for target, n in asked.items()}
    counts = {record["url"]: asked.get(record["url"], 0) for record in run.records if record["hops"]}

    assert sum(n > 1 for n in counts.values()) > 50
    assert {url: n for url, n in counts.items() if n > 3 and url not in passed_by} == {}


def test_no_link_outlasts_its_deadline_and_no_process_fills_the_memory(run):
    assert max(record["elapsed_ms"] for record in run.records) <= 3_500
    assert run.used["seconds"] < 90
    assert run.used["own_kib"] < GIB / 2
    assert run.used["child_kib"] < GIB
