"""Judge what the canaries' answers became, by the same functions that judge the site's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ita_audit.canary.cases import CASES, CROWD, PACE, Case
from ita_audit.canary.periods import TOGETHER
from ita_audit.canary.server import Asked
from ita_audit.linkcheck import SiteContext, check_link, site_context
from ita_audit.model import Reading, Response
from ita_audit.periods import judge_list, judge_period, read_period
from ita_audit.sandbox import read_safely

MAX_HOPS = 11
_LATE = 0.5
"""A busy machine may notice the first request late; half the time that the pace asks for is enough."""
_BY_URL = {case.url: case for case in CASES}


def judge_canaries(responses: Sequence[Response]) -> tuple[str, ...]:
    """
    Compare every canary with what must come out of it.

    Args:
        responses: All answers of the canaries, live or captured.

    Returns:
        One line per canary that failed, naming it; nothing when the pipeline works.
    """
    given = {r.url: replace(r, purpose=_BY_URL[r.url].purpose) for r in responses if r.url in _BY_URL}
    site = site_context(given.values())
    readings = _readings(given)
    failures = [
        f"{case.name}: {why}"
        for case in CASES
        for why in _wrong(case, given.get(case.url), site, readings.get(case.url))
    ]
    return (*failures, *_together(readings))


def _readings(given: dict[str, Response]) -> dict[str, Reading]:
    wanted = [case.url for case in CASES if case.url in given and (case.reads or case.asks)]
    wanted += [url for url in given if "/together/" in url]
    jobs = [(given[url].content, given[url].final_url, given[url].header("content-type")) for url in wanted]
    return dict(zip(wanted, read_safely(jobs), strict=True))


def _wrong(
    case: Case, response: Response | None, site: SiteContext, reading: Reading | None
) -> Iterator[str]:
    if response is None:
        yield "no answer"
        return
    check = check_link(case.url, [response], site=site)
    if check.status not in (case.status, case.also):
        yield f"expected {case.status}, got {check.status} ({check.reason})"
    if case.content is not None and response.content != case.content:
        yield f"expected {len(case.content)} bytes as sent, got {len(response.content)} that differ"
    if case.final is not None and response.final_url != case.final:
        yield f"expected to end at {case.final}, got {response.final_url}"
    if case.attempts is not None and response.attempts != case.attempts:
        yield f"expected {case.attempts} attempts, got {response.attempts}"
    if len(response.hops) > MAX_HOPS:
        yield f"expected at most {MAX_HOPS} requests, got {len(response.hops)}"
    if case.reads is not None and (reading is None or reading.state is not case.reads):
        yield f"expected to read {case.reads}, got {reading.state if reading else 'nothing'}"
    if case.asks is not None:
        period = read_period(reading.parts if reading else ())
        answer, reason = judge_period(period, case.asks.rule, case.asks.fiscal_year)
        if answer is not case.asks.answer:
            yield f"expected period {case.asks.answer}, got {answer} ({reason})"


def _together(readings: dict[str, Reading]) -> Iterator[str]:
    parts = [reading.parts for url, reading in readings.items() if "/together/" in url]
    answer, reason = judge_list([read_period(part) for part in parts], TOGETHER[1], 2566)
    if answer is not TOGETHER[2]:
        yield f"/together: expected period {TOGETHER[2]}, got {answer} ({reason})"


def judge_manners(log: Sequence[Asked], *, per_host: int, rate: float, agent: str) -> tuple[str, ...]:
    """
    Compare what the canary server saw with the manners that the settings ask for.

    Args:
        log: Every request, in order.

        per_host: At most so many at once with one host.

        rate: At most so many a second start with one host.

        agent: What every request must say of who asks.
    """
    failures = []
    crowd = [asked for asked in log if asked.host == CROWD and "/crowd/" in asked.path]
    most = max((sum(b.came <= a.came < b.done for b in crowd) for a in crowd), default=0)
    if most > per_host:
        failures.append(f"crowd: {most} at once with one host, {per_host} allowed")
    paced = [asked.came for asked in log if asked.host == PACE and "/pace/" in asked.path]
    span = max(paced, default=0.0) - min(paced, default=0.0)
    if span < _LATE * (len(paced) - 1) / rate:
        failures.append(f"pace: {len(paced)} requests within {span:.2f} s, {rate:g} a second allowed")
    later = [a.came for a in log if a.path == "/later"]
    if len(later) > 1 and later[1] - later[0] < 0.9:
        failures.append(f"/later: asked again after {later[1] - later[0]:.2f} s, told to wait 1 s")
    if any(agent not in a.head for a in log):
        failures.append("a request did not say who asks")
    if any("\nauthorization:" in a.head.lower() or "\ncookie:" in a.head.lower() for a in log):
        failures.append("a request carried credentials")
    return tuple(failures)
