"""The browser tests: Debian's Chromium against a real server in another process, through the doors people use."""

import signal
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.beside import Beside
from tests.browser.chromium import LAUNCH
from tests.browser.people import Cast, Person
from tests.browser.publisher import OtherSystem
from tests.browser.screen import Look, Screen
from tests.servers import Server

expect.set_options(timeout=20_000)  # a shared machine may be slow


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Playwright keeps an event loop running in this thread until the session ends. Under it neither asyncio's tests
    nor the ORM can work, so the browser comes last.
    """
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    return LAUNCH


@pytest.fixture(scope="session")
def browser_context_args() -> dict[str, Any]:
    return {"viewport": {"width": 1280, "height": 720}}


class Attended(Server):
    """With somebody beside it, who is often asked to do something."""

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


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """The platform with the data of its demonstration."""
    with Attended(kind="uvicorn") as server:
        server.manage("demo")
        yield server


@pytest.fixture(scope="session")
def cast(server: Server) -> Cast:
    return Cast(server)


@pytest.fixture(scope="session")
def other_system(server: Server) -> Iterator[OtherSystem]:
    system = OtherSystem(server)
    yield system
    system.close()


@pytest.fixture
def fresh(server: Server, new_context: Callable[..., BrowserContext]) -> Callable[..., Page]:
    """An empty page in a browser of its own, which prefers Spanish."""

    def open_browser(**options: Any) -> Page:
        return new_context(**{"base_url": server.url, "locale": "es-PE", **options}).new_page()

    return open_browser


@pytest.fixture
def look(cast: Cast, fresh: Callable[..., Page]) -> Look:
    """Opens a page as somebody (None: anonymous) in a browser of their own, and waits until it is connected."""

    def open_page(who: Person | None = None, path: str = "/", **options: Any) -> Screen:
        return Screen(fresh(storage_state=cast.storage(who), **options)).open(path)

    return open_page


@pytest.fixture
def screen(look: Look) -> Screen:
    """The test page as anybody sees it."""
    return look()
