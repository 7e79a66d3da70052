"""Render one page: a plain call that works in a notebook too, ends in bounded time, and never raises for a page."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime

from ita_audit.engagement import LookSettings
from ita_audit.errors import MissingExtra
from ita_audit.fetch import Fetcher
from ita_audit.model import RENDERED, Response
from ita_audit.pages.scripted import needs_scripts
from ita_audit.render.installed import missing_extra
from ita_audit.render.supply import MAX_DOM, Rendered, Supply

DEADLINE_S = 30.0
_GRACE_S = 30.0


def has_list(dom: str) -> bool:
    """Tell whether a DOM waits for no list any more."""
    return not needs_scripts(dom)


def render(
    page: Response,
    settings: LookSettings,
    *,
    fetcher: Fetcher | None = None,
    kept: dict[str, Response] | None = None,
    ready: Callable[[str], bool] = has_list,
    deadline_s: float = DEADLINE_S,
) -> Rendered:
    """
    Show a page as a visitor's browser shows it.

    Args:
        page: The answer that the address gave; it is not asked for again.

        settings: Pace and permissions of every request.

        fetcher: The look's own, so that pace and robots.txt go on; None makes one for this page.

        kept: Scripts and styles that other pages of the look had, by address; it grows.

        ready: Tells from the DOM whether the list is there.

        deadline_s: Seconds until the DOM is taken as it is.

    Returns:
        The DOM and all that was fetched for it; a page that cannot be shown has `error`.

    Raises:
        MissingExtra: Playwright or a browser is not installed.
    """
    missing = missing_extra()
    if missing:
        raise missing
    if fetcher is None:
        with Fetcher(settings) as own:
            return render(page, settings, fetcher=own, kept=kept, ready=ready, deadline_s=deadline_s)
    began, now = time.monotonic(), datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    supply = Supply(page, settings, fetcher, began + deadline_s, {} if kept is None else kept)
    outcome: dict[str, object] = {}
    thread = threading.Thread(target=_run, args=(supply, ready, outcome), daemon=True)
    thread.start()
    thread.join(deadline_s + 2 * _GRACE_S)
    return _rendered(supply, outcome, now, int((time.monotonic() - began) * 1000))


def _rendered(supply: Supply, outcome: dict[str, object], now: str, elapsed_ms: int) -> Rendered:
    """Bound what the browser gave, and say what became of the page."""
    shown = outcome.get("shown")
    if shown and not shown.url.startswith(("http://", "https://")):  # an error page of the browser's own
        shown = None
    data = shown.dom.encode("utf-8", "replace") if shown else b""
    error, detail = (None, "") if data else _error(outcome.get("problem"))
    return Rendered(
        url=supply.page.url,
        final_url=shown.url if shown else supply.page.final_url,
        html=data[:MAX_DOM].decode("utf-8", "ignore").encode("utf-8"),
        responses=tuple(supply.responses),
        refused=dict(sorted(supply.refused.items())),
        requests=supply.requests,
        bytes=supply.bytes,
        observed_at=now,
        elapsed_ms=elapsed_ms,
        browser=shown.browser if shown else "",
        settled=bool(shown and shown.settled),
        truncated="length" if len(data) > MAX_DOM else None,
        error=error,
        detail=detail,
    )


def _run(supply: Supply, ready: Callable[[str], bool], outcome: dict[str, object]) -> None:
    """Run the browser's loop in this thread; a notebook's own loop is not disturbed."""
    from ita_audit.render.drive import show

    # Windows: child processes need this loop, and notebooks set another one for the process.
    factory = getattr(asyncio, "ProactorEventLoop", None)
    try:
        with asyncio.Runner(loop_factory=factory) as runner:
            work = asyncio.wait_for(
                show(supply, ready, supply.ends), supply.ends - time.monotonic() + _GRACE_S
            )
            outcome["shown"] = runner.run(_awaited(work))
    except Exception as problem:  # whatever a hostile page does to a browser is this page's result
        outcome["problem"] = problem


async def _awaited(work: object) -> object:
    return await work


def _error(problem: object) -> tuple[str, str]:
    if problem is None or isinstance(problem, TimeoutError):
        return "timeout", "เบราว์เซอร์แสดงหน้านี้ไม่เสร็จภายในเวลา"
    first = (str(problem).strip().splitlines() or [""])[0]
    return "failed", f"{type(problem).__name__}: {first[:200]}"


def as_response(rendered: Rendered) -> Response:
    """
    Lay what a browser showed out as evidence: purpose `rendered`, the DOM as body and content.

    `detail` says with what it was shown and what was refused on the way.
    """
    refused = ", ".join(f"{reason} {count}" for reason, count in rendered.refused.items())
    said = (
        f"{rendered.browser}; requests {rendered.requests}; bytes {rendered.bytes}; "
        f"refused {refused or 'none'}; {'settled' if rendered.settled else 'not settled'}"
    )
    return Response(
        url=rendered.url,
        final_url=rendered.final_url,
        http_status=None,
        hops=(),
        body=rendered.html,
        content=rendered.html,
        error=rendered.error,
        detail=rendered.detail if rendered.error else said,
        tls=None,
        ip=None,
        observed_at=rendered.observed_at,
        elapsed_ms=rendered.elapsed_ms,
        attempts=1,
        purpose=RENDERED,
        truncated=rendered.truncated,
    )


def not_rendered(page: Response, missing: MissingExtra) -> Response:
    """Lay out as evidence that a page should have been shown in a browser and was not, and why."""
    return Response(
        url=page.url,
        final_url=page.final_url,
        http_status=None,
        hops=(),
        body=b"",
        content=b"",
        error="unchecked",
        detail=f"{missing.hint_th} | {missing.message}",
        tls=None,
        ip=None,
        observed_at=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        elapsed_ms=0,
        attempts=0,
        purpose=RENDERED,
    )
