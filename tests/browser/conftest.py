"""The browser tests: Debian's Chromium against a real server in another process."""

import signal
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect, sync_playwright

from tests.beside import Beside
from tests.browser.chromium import LAUNCH
from tests.browser.people import Cast, Person
from tests.browser.publisher import OtherSystem
from tests.browser.screen import Look, Screen
from tests.servers import Server

expect.set_options(timeout=20_000)  # a shared machine may be slow


@pytest.fixture(scope="package")
def playwright() -> Iterator[Playwright]:
    """Replaces the plugin's, which ends with the session: its event loop runs in this thread, and until it ends
    neither asyncio's tests nor the ORM work here.
    """
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="package")
def browser(playwright: Playwright) -> Iterator[Browser]:
    browser = playwright.chromium.launch(**LAUNCH)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def browser_context_args() -> dict[str, Any]:
    return {"viewport": {"width": 1280, "height": 720}}


class Attended(Server):
    """With one process beside it for all its questions, because starting one takes seconds."""

    @cached_property
    def _beside(self) -> Beside:
        return Beside(self.environment())

    def shell(self, code: str) -> str:
        return self._beside.run(code)

    def stop(self, how: signal.Signals | None = None) -> int:
        if "_beside" in vars(self):
            self._beside.close()
            del self._beside
        return super().stop(how)


@pytest.fixture(scope="package")
def server() -> Iterator[Server]:
    """The platform with the data of its demonstration."""
    with Attended(kind="uvicorn") as server:
        server.manage("demo")
        yield server


@pytest.fixture(scope="package")
def cast(server: Server) -> Cast:
    return Cast(server)


@pytest.fixture(scope="package")
def other_system(server: Server) -> Iterator[OtherSystem]:
    system = OtherSystem(server)
    yield system
    system.close()


@pytest.fixture
def fresh(server: Server, new_context: Callable[..., BrowserContext]) -> Callable[..., Page]:
    """An empty page in a context of its own, which prefers Spanish."""

    def open_browser(**options: Any) -> Page:
        return new_context(**{"base_url": server.url, "locale": "es-PE", **options}).new_page()

    return open_browser


@pytest.fixture
def look(cast: Cast, fresh: Callable[..., Page]) -> Look:
    """Opens a page as a person (None: anonymous) in a context of its own, and waits until it is connected."""

    def open_page(who: Person | None = None, path: str = "/", **options: Any) -> Screen:
        return Screen(fresh(storage_state=cast.storage(who), **options)).open(path)

    return open_page


@pytest.fixture
def screen(look: Look) -> Screen:
    """The test page without a session."""
    return look()
