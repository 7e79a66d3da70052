"""
The link checker alone: a thin door that loads nothing but what checking links needs.

A list of 200 links takes less time than the libraries of a report take to load. So the first
request leaves before the rest of the program is loaded.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence

from ita_audit.cli.check_options import read_options
from ita_audit.model.settings import LookSettings

_RARELY = 20_000
"""Records are many and have no cycles: looking for those more often than this is time lost."""


def run(arguments: Sequence[str]) -> int:
    """
    Check links as the command line asks.

    Returns:
        Exit status: 0 done, 1 stopped before the end; wrong usage ends with 2.

    Raises:
        AuditError: A list or page that cannot be read, or this machine's own network is down.
    """
    asked = read_options(arguments)
    settings = LookSettings(
        concurrency=asked.concurrency,
        per_host=asked.per_host,
        rate=asked.rate,
        deadline_s=asked.timeout,
        allow=tuple(asked.allow),
        ca_file=asked.ca_file,
        contact=asked.contact,
        respect_robots=not asked.ignore_robots,
    )
    if asked.ignore_robots:
        print("ไม่ถาม robots.txt ตามที่สั่ง | robots.txt is ignored as asked", file=sys.stderr)
    from ita_audit.fetch import Fetcher

    with Fetcher(settings) as fetcher:
        if asked.live:
            fetcher.submit(asked.page, "page")
            for _ in range(3):  # start, connect, ask
                fetcher.press_on()
        from ita_audit.cli.check_work import check_as_asked

        gc.freeze()
        gc.set_threshold(_RARELY)
        gc.enable()
        return check_as_asked(asked, settings, fetcher)
