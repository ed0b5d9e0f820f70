"""Tests for the parts of the browser's client that need no server: imported into an empty page, one by one."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.clock import stop_clock


@pytest.fixture
def page(fresh: Callable[..., Page]) -> Page:
    """Of the same origin, with nothing on it, and a clock that only goes when it is told to."""
    page = fresh()
    stop_clock(page)
    page.goto("/static/notifications/ui/elements.js")
    return page


def run(page: Page, module: str, body: str, argument: Any = None) -> Any:
    """Runs `body` with the exports of a module in `m` and the argument in `arg`."""
    code = f"async ([path, arg]) => {{ const m = await import(path); {body} }}"
    return page.evaluate(code, [f"/static/notifications/{module}.js", argument])


POSITION = """
    const { TabStorage } = await import("/static/notifications/core/tab_storage.js");
    const position = new m.Cursor(new TabStorage("test"));
"""


def test_a_position_moves_on_and_knows_what_it_has_seen(page: Page) -> None:
    ids = ["9f3a-1", "9f3a-2", "9f3a-2", "9f3a-1", "9f3a-7", "9f3a-10"]
    moved = run(page, "core/cursor", f"{POSITION} return arg.map((id) => position.advance(id));", ids)

    assert moved == [True, True, False, False, True, True]


def test_a_log_that_starts_over_is_followed_backwards(page: Page) -> None:
    moved = run(page, "core/cursor", f"{POSITION} return arg.map((id) => position.advance(id));", ["aaaa-9", "bbbb-1"])

    assert moved == [True, True]


def test_a_position_survives_the_page(page: Page) -> None:
    run(page, "core/cursor", f"{POSITION} position.adopt('9f3a-5');")
    page.reload()

    assert run(page, "core/cursor", f"{POSITION} return position.id;") == "9f3a-5"


@pytest.mark.parametrize("kept", ["{", "null", "7", '"text"', "[]", '{"id": 7, "leftAt": "x"}'])
def test_a_spoilt_memory_is_no_memory(page: Page, kept: str) -> None:
    spoil = "sessionStorage.setItem('test', arg);"

    assert run(page, "core/cursor", f"{spoil} {POSITION} return [position.id, position.away];", kept) == ["", 0]


def test_a_position_does_without_storage(page: Page) -> None:
    forbid = "Object.defineProperty(window, 'sessionStorage', { get() { throw new DOMException('no') } });"

    assert run(page, "core/cursor", f"{forbid} {POSITION} position.adopt('9f3a-5'); return position.id;") == "9f3a-5"


def test_a_position_says_how_long_it_was_away(page: Page) -> None:
    run(page, "core/cursor", f"{POSITION} position.leave(Date.now()); window.position = position;")
    page.clock.run_for(90_000)

    assert 90_000 <= page.evaluate("window.position.away") < 91_000


def test_a_countdown_that_is_held_goes_on_with_what_was_left(page: Page) -> None:
    run(page, "toasts/countdown", "window.ended = 0; window.it = new m.Countdown(9_000, () => ended++); it.run();")
    page.clock.run_for(4_000)
    page.evaluate("it.pause()")
    page.clock.run_for(60_000)
    page.evaluate("it.run()")
    page.clock.run_for(4_900)
    before = page.evaluate("ended")
    page.clock.run_for(200)

    assert (before, page.evaluate("ended")) == (0, 1)


HEARTBEAT = """
    window.log = [];
    const on = Object.fromEntries(["ask", "late", "dead"].map((word) => [word, () => log.push(word)]));
    window.heart = new m.Heartbeat({ interval: 25_000, timeout: 10_000 }, on);
    heart.heard();
"""


def test_a_heart_that_hears_nothing_asks_worries_and_gives_up(page: Page) -> None:
    run(page, "core/heartbeat", HEARTBEAT)
    logs = []
    for milliseconds in (24_900, 200, 2_500, 7_500):
        page.clock.run_for(milliseconds)
        logs.append(page.evaluate("log.join(' ')"))

    assert logs == ["", "ask", "ask late", "ask late dead"]


def test_any_sign_of_life_will_do(page: Page) -> None:
    run(page, "core/heartbeat", HEARTBEAT)
    for _ in range(10):
        page.clock.run_for(20_000)
        page.evaluate("heart.heard()")

    assert page.evaluate("log") == []


DIGEST = "return m.digest(arg.missed.map(([level, message]) => ({ type: 't', level, message })), arg.away, 'es');"


def test_a_blink_is_no_absence(page: Page) -> None:
    missed = [["info", "uno"], ["warning", "dos"]]
    notices = run(page, "toasts/digest", DIGEST, {"missed": missed, "away": 800})

    assert [(notice["level"], notice["message"]) for notice in notices] == [("info", "uno"), ("warning", "dos")]


def test_what_an_absence_missed_is_one_notice_as_grave_as_the_gravest(page: Page) -> None:
    missed = [["info", "uno"], ["error", "dos"], ["info", "tres"], ["success", "cuatro"]]
    notices = run(page, "toasts/digest", DIGEST, {"missed": missed, "away": 60_000})

    assert notices == [
        {
            "message": "4 avisos mientras no había conexión",
            "level": "error",
            "lines": [{"message": message, "lang": "es"} for message in ("cuatro", "tres", "dos")],
        }
    ]


def test_many_events_in_a_blink_are_one_notice_too(page: Page) -> None:
    notices = run(page, "toasts/digest", DIGEST, {"missed": [["info", f"{n}"] for n in range(50)], "away": 800})

    assert [notice["message"] for notice in notices] == ["50 avisos mientras no había conexión"]


def test_an_absence_in_which_nothing_happened_is_not_worth_a_word(page: Page) -> None:
    assert run(page, "toasts/digest", DIGEST, {"missed": [], "away": 60_000}) == []
