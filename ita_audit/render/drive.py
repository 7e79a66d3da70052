"""
Drive one page in a browser that has no way out but the supply, until nothing more happens.

No click, no form, no input. The DOM is taken in a world of its own, where the page's scripts cannot
change what the words of the language mean.
"""

from __future__ import annotations

import asyncio
import contextlib
import re
import time
from collections.abc import Callable
from dataclasses import dataclass

from playwright.async_api import Browser, BrowserContext, CDPSession, Error, Page, Route, async_playwright

from ita_audit.render.installed import bounded, find_browser, is_root
from ita_audit.render.supply import MAX_DOM, Asked, Supply

QUIET_S, PATIENCE_S, TICK_S, LAUNCH_S, LAST_S, CLOSE_S = 0.8, 6.0, 0.1, 20.0, 3.0, 5.0
MAX_MEMORY_MB = 1500
_NO_WAY_OUT = (
    # A proxy and names that resolve to nothing: what is not answered by the supply ends here.
    "--proxy-server=http://proxy.invalid:1", "--proxy-bypass-list=<-loopback>", "--host-resolver-rules=MAP * ~NOTFOUND",
    "--disable-quic", "--dns-prefetch-disable", "--no-pings", "--disable-domain-reliability",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp", "--webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--deny-permission-prompts", "--disable-notifications", "--disable-gpu", "--js-flags=--max-old-space-size=512",
)  # fmt: skip
_WITHOUT = """
for (const name of ['RTCPeerConnection', 'webkitRTCPeerConnection', 'WebTransport', 'SharedWorker', 'WebSocketStream'])
  try { delete globalThis[name] } catch {}
"""
_COUNT = "document.getElementsByTagName('*').length"
_TAKE = (
    "((d) => ((d.doctype ? '<!DOCTYPE html>' : '') + d.documentElement.outerHTML).slice(0, {most}))(document)"
)


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page came to: the DOM's text, its address, the browser, whether all was quiet."""

    dom: str
    url: str
    browser: str
    settled: bool


async def show(supply: Supply, ready: Callable[[str], bool], ends: float) -> Shown:
    """
    Open the supply's page and wait for its list.

    Args:
        supply: Answers every request.

        ready: Tells from the DOM whether the list is there; asked whenever the page is quiet.

        ends: Monotonic time in seconds at which the DOM is taken as it is.

    Raises:
        playwright Error: The browser could not be started, or the page crashed.
    """
    with bounded(find_browser(), MAX_MEMORY_MB) as command:
        return await _started(command, supply, ready, ends)


async def _started(command: str, supply: Supply, ready: Callable[[str], bool], ends: float) -> Shown:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=command,
            args=list(_NO_WAY_OUT),
            chromium_sandbox=not is_root(),
            timeout=LAUNCH_S * 1000,
        )
        worker = asyncio.create_task(supply.work())
        try:
            return await _show(browser, supply, ready, ends)
        finally:
            worker.cancel()
            with contextlib.suppress(Error, TimeoutError):
                await asyncio.wait_for(browser.close(), CLOSE_S)


async def _show(browser: Browser, supply: Supply, ready: Callable[[str], bool], ends: float) -> Shown:
    context = await browser.new_context(
        accept_downloads=False,
        service_workers="block",
        permissions=[],
        locale="th-TH",
        timezone_id="Asia/Bangkok",
        viewport={"width": 1280, "height": 6000},
    )
    page = await _only_page(context, supply)
    left = max(0.1, ends - time.monotonic())
    with contextlib.suppress(Error):  # a page that reloads itself at once is still a page
        await page.goto(supply.page.final_url, wait_until="commit", timeout=left * 1000)
    view = _View(page, await context.new_cdp_session(page))
    dom, settled = await _settle(view, supply, ready, ends)
    return Shown(dom, page.url, f"{browser.browser_type.name} {browser.version}", settled)


async def _only_page(context: BrowserContext, supply: Supply) -> Page:
    """One page whose requests are answered by the supply; other windows, sockets and files are refused."""

    async def answer(route: Route) -> None:
        with contextlib.suppress(Error):
            asked = _asked(route, page)
            given = await supply.answer(asked)
            if given is None and asked.own_frame and asked.kind == "document":
                await route.fulfill(status=204)  # the page stays where it is
            elif given is None:
                await route.abort("blockedbyclient")
            else:
                await route.fulfill(status=given.status, headers=given.headers, body=given.content)

    async def close(other: Page) -> None:
        if other is not page:
            supply.refuse("window")
            with contextlib.suppress(Error):
                await other.close()

    def no_socket(_: object) -> None:
        supply.refuse("websocket")  # not connected: the page talks to nobody

    page = await context.new_page()
    await context.add_init_script(_WITHOUT)
    await context.route(re.compile(""), answer)
    await context.route_web_socket(re.compile(""), no_socket)
    context.on("page", close)
    page.on("download", lambda _: supply.refuse("download"))
    return page


def _asked(route: Route, page: Page) -> Asked:
    request = route.request
    own = False  # another window's first request has no frame yet
    with contextlib.suppress(Error):
        own = request.frame == page.main_frame
    return Asked(request.url, request.method, request.resource_type, own)


class _View:
    """Reads the page from a world apart from its scripts."""

    def __init__(self, page: Page, session: CDPSession) -> None:
        self.page, self.session = page, session
        self.world: int | None = None

    async def ask(self, expression: str, seconds: float) -> object:
        """Evaluate an expression of ours; None when the page is busy or changes right now."""
        try:
            return await asyncio.wait_for(self._ask(expression, seconds), seconds)
        except (Error, TimeoutError, KeyError):
            self.world = None
            return None

    async def _ask(self, expression: str, seconds: float) -> object:
        if self.world is None:
            tree = await self.session.send("Page.getFrameTree")
            frame = tree["frameTree"]["frame"]["id"]
            made = await self.session.send(
                "Page.createIsolatedWorld", {"frameId": frame, "worldName": "audit"}
            )
            self.world = made["executionContextId"]
        answer = await self.session.send(
            "Runtime.evaluate",
            {
                "expression": expression,
                "contextId": self.world,
                "returnByValue": True,
                "timeout": int(seconds * 1000),
            },
        )
        return answer["result"]["value"]

    async def dom(self, seconds: float) -> str:
        """The DOM's text under the cap, and one character more when it was cut."""
        return str(await self.ask(_TAKE.format(most=MAX_DOM + 1), seconds) or "")


async def _settle(view: _View, supply: Supply, ready: Callable[[str], bool], ends: float) -> tuple[str, bool]:
    """
    Wait until nothing is asked for and the DOM stands still, then until the list is there.

    A page that stays quiet without a list is given a while: lists come by timers too.
    """
    size, changed, dom, taken = -1, time.monotonic(), "", 0.0
    supply.last = changed
    while time.monotonic() < ends:
        await asyncio.sleep(TICK_S)
        now = time.monotonic()
        count = await view.ask(_COUNT, max(0.1, min(2.0, ends - now)))
        if count is None or count != size:
            size, changed = count, time.monotonic()
            continue
        since = max(changed, supply.last)
        if supply.pending or now - since < QUIET_S:
            continue
        if taken < since:
            dom, taken = await view.dom(max(0.1, ends - now)), now
            if dom and ready(dom):
                return dom, True
        if now - since > PATIENCE_S:
            return dom, True
    return (await view.dom(LAST_S)) or dom, False
