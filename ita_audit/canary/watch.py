"""Send the canaries through a look's own pipeline while the look runs, and keep what they saw."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from ita_audit.canary.cases import (
    AT_PACE,
    CASES,
    DEAD,
    DRIP,
    IN_CROWD,
    MAX_BYTES,
    QUICK,
    SECURE,
    replies,
)
from ita_audit.canary.judge import judge_canaries, judge_manners
from ita_audit.canary.server import CanarySite
from ita_audit.engagement import LookSettings
from ita_audit.model import Response

PURPOSE = "canary"
_PATIENCE_S = 180.0
_PER_HOST, _RATE = 2, 5.0


class CanaryWatch:
    """
    Canaries on the wing: started with a look, called in at its end.

    They pass through the same fetch, link check and readers as the site's addresses, under the
    look's settings but for their own hosts, pace and caps; the site's addresses never reach them.
    """

    def __init__(self, settings: LookSettings) -> None:
        self.settings = settings
        self.responses: list[Response] = []
        self.failures: tuple[str, ...] | None = None
        self.thread = threading.Thread(target=self._fly, daemon=True)
        self.thread.start()

    def _fly(self) -> None:
        try:
            with CanarySite(replies(), secure=SECURE, dead=(DEAD,)) as site:
                quick = replace(
                    self.settings, connect_to=dict(site.connect_to), allow=(), ca_file=site.ca_file,
                    concurrency=16, per_host=8, rate=1000.0, deadline_s=20.0, max_bytes=MAX_BYTES,
                    respect_robots=True, control_hosts=(),
                )  # fmt: skip
                flights = {
                    DRIP: replace(quick, deadline_s=1.0),
                    AT_PACE: replace(quick, rate=_RATE),
                    IN_CROWD: replace(quick, per_host=_PER_HOST),
                }
                self.responses += self._ask(QUICK, quick)
                with ThreadPoolExecutor(len(flights)) as pool:
                    for answers in pool.map(self._ask, flights, flights.values()):
                        self.responses += answers
                agent = self.settings.contact or "ita-audit"
                manners = judge_manners(site.log, per_host=_PER_HOST, rate=_RATE, agent=agent)
            self.failures = (*manners, *judge_canaries(self.responses))
        except Exception as error:  # whatever breaks a canary breaks the proof that the pipeline works
            self.failures = (f"the canaries could not fly: {type(error).__name__}: {error}",)

    def _ask(self, flight: str, settings: LookSettings) -> list[Response]:
        from ita_audit.fetch import Fetcher  # reading old evidence must not load the HTTP library

        wanted = [(case.url, case.purpose) for case in CASES if case.flight == flight]
        with Fetcher(settings) as fetcher:
            return list(fetcher.fetch_many(wanted))

    def call_in(self, keep: Callable[[Response], None]) -> tuple[str, ...]:
        """
        Wait for the canaries and keep what they saw.

        Args:
            keep: Takes each answer into the evidence, its purpose `canary`.

        Returns:
            One line per canary that failed; nothing when the pipeline works.
        """
        self.thread.join(_PATIENCE_S)
        if self.failures is None:
            return ("the canaries did not come back in time",)
        for response in self.responses:
            keep(replace(response, purpose=PURPOSE))
        return self.failures
