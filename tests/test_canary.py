"""Known addresses pass through the same pipeline in every look; when one comes out wrong the look is void."""

from __future__ import annotations

import json

import pytest

from benchmarks.kills import _Site, make_case
from benchmarks.mutants import MUTANTS, PACKAGE, fates
from ita_audit.canary import CanaryWatch, judge, judge_canaries
from ita_audit.canary.cases import CASES
from ita_audit.engagement import LookSettings, open_engagement
from ita_audit.errors import LookError
from ita_audit.evidence import load_looks, verify_looks
from ita_audit.look import look
from ita_audit.model import LinkStatus

SAMPLE = (
    "a stream cut short passes",
    "redirects without end",
    "robots.txt is ignored",
    "no rule certificate",
    "no rule nothing_in_it",
    "any part fills",
    "no rule parts.parts",
)


@pytest.fixture
def case(tmp_path, demo_case):
    site = _Site()
    yield open_engagement(make_case(tmp_path / "case", demo_case.folder, site.server_port))
    site.shutdown()
    site.server_close()


def test_all_canaries_come_home_when_the_pipeline_works():
    kept = []

    assert CanaryWatch(LookSettings(contact="audit@b.example")).call_in(kept.append) == ()
    assert {case.url for case in CASES} <= {response.url for response in kept}
    assert {response.purpose for response in kept} == {"canary"}


def test_the_canaries_know_good_and_bad_of_every_kind():
    expected = {case.status for case in CASES}

    assert len(CASES) > 100
    assert expected == set(LinkStatus) - {LinkStatus.SCANNED, LinkStatus.UNCHECKED}  # the readers say these
    assert {str(case.reads) for case in CASES if case.reads} == {"yes", "scanned", "damaged"}
    assert {str(case.asks.answer) for case in CASES if case.asks} == {
        "match", "wrong_year", "mixed", "cannot_tell", "not_asked",
    }  # fmt: skip


@pytest.mark.parametrize("mutants", [SAMPLE], ids=["seven"])
def test_broken_checkers_are_stopped(mutants):
    """A sample of the mutants; `python -m benchmarks.mutants` lets the canaries fly over all of them."""
    chosen = [mutant for mutant in MUTANTS if mutant.breaks in mutants]

    found = {fate.mutant.breaks: (fate.applied, bool(fate.stopped_by)) for fate in fates(chosen)}

    assert found == dict.fromkeys(mutants, (True, True))


def test_enough_mutants_still_fit_the_sources():
    """An edit whose words are gone tests nothing: then the list is to be brought up to date."""
    fits = [
        m for m in MUTANTS if (PACKAGE / m.file).is_file() and m.old in (PACKAGE / m.file).read_text("utf-8")
    ]

    assert len(fits) >= 40


def test_a_look_keeps_what_its_canaries_saw_apart_from_the_site(case):
    info = look(case)

    capture = load_looks(case.evidence)[0]
    assert info.state == "finished"
    assert judge_canaries(capture.canaries) == ()  # anyone can judge them again from the evidence
    assert not any("canary" in response.url for response in capture.responses)
    assert len(capture.responses) > 200
    assert verify_looks(case.evidence) == []


def test_a_failed_canary_voids_the_look_and_says_which(case, monkeypatch):
    right = judge.check_link

    def everything_opens(url, answers, *, site):
        found = right(url, answers, site=site)
        return type(found)(**{**{n: getattr(found, n) for n in found.__slots__}, "status": LinkStatus.OK})

    look(case)
    monkeypatch.setattr(judge, "check_link", everything_opens)
    with pytest.raises(LookError, match="canaries failed, first: ") as void:
        look(case)

    assert "โมฆะ" in void.value.hint_th
    assert len(load_looks(case.evidence)) == 1  # the earlier look still counts
    capture = load_looks(case.evidence, states=("void",))[0]
    assert "/404: expected broken, got ok" in capture.rows[-1]["error"]
    assert json.loads(capture.rows[-1]["records"])[0]["type"] == "file"
    assert verify_looks(case.evidence) == []
