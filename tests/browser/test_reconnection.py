"""Tests for a server that goes away and comes back: nothing is lost, and nothing is shown twice."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page

from tests.browser.publisher import OtherSystem
from tests.browser.screen import Screen
from tests.servers import Server

RECORD = """
from notifications.audiences import Audience
from notifications.drafts import Draft
from notifications.outbox import record

for n in range(3):
    record(Draft("prueba", f"Mientras tanto {n}", b"{}", frozenset({Audience.EVERYONE})))
"""


@pytest.fixture
def mortal() -> Iterator[Server]:
    """A server of its own, which may be stopped."""
    with Server() as server:
        yield server


@pytest.fixture
def screen(mortal: Server, fresh: Callable[..., Page]) -> Screen:
    return Screen(fresh(base_url=mortal.url)).open("/")


def test_a_page_survives_its_server_and_gets_what_it_missed_once(mortal: Server, screen: Screen) -> None:
    system = OtherSystem(mortal)
    system.notify("Antes")
    screen.expect_toast("Antes")
    mortal.stop()
    screen.expect_state("reconnecting")
    mortal.shell(RECORD)
    mortal.start()
    screen.expect_state("connected")
    system.notify("Después")
    screen.expect_toast("Después")
    system.close()

    assert screen.messages() == ["Antes", *(f"Mientras tanto {n}" for n in range(3)), "Después"]


def test_a_page_that_is_loaded_again_goes_on_where_it_was(mortal: Server, screen: Screen) -> None:
    screen.page.goto("about:blank")
    mortal.shell(RECORD)
    screen.open("/")
    screen.expect_toast("Mientras tanto 2")

    assert screen.messages() == [f"Mientras tanto {n}" for n in range(3)]
