"""
Check links without any case: one record per link found, in the `check` contract.

`targets` says what is to be checked, `run` opens it and judges each link as soon as all is known
that may change its verdict, `spool` keeps on disk what a long list would fill the memory with. The
statuses come from `linkcheck`; nothing here decides one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ita_audit.check_links.targets import CheckTarget
from ita_audit.model.settings import LookSettings

__all__ = ["CheckTarget", "check_targets"]


def check_targets(targets: Iterable[CheckTarget], settings: LookSettings) -> Iterator[dict]:
    """
    Open every target once, look at failures again, probe each host, and yield one record each.

    Args:
        targets: What to check; read as the work goes on.

        settings: Pace, caps and permissions.

    Yields:
        Records of the `check` contract, in the order of the targets.
    """
    from ita_audit.check_links.run import CheckRun
    from ita_audit.fetch import Fetcher

    with Fetcher(settings) as fetcher, CheckRun(targets, fetcher) as run:
        yield from run.records()
