"""Tests for the connection that heals itself, against a peer that misbehaves as no healthy server would."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, WebSocketRoute, expect

from tests.browser.clock import stop_clock
from tests.browser.publisher import OtherSystem
from tests.waiting import until

SYNC = '{"control":"sync","recovered":true,"replayed":0,"cursor":"9f3a-7"}'

PONG = '{"control":"pong","cursor":"9f3a-7"}'
PING = '{"control":"ping"}'


class Peer:
    """The other end of the page's socket, in the hand of the test."""

    def __init__(self, page: Page, greeting: str | None = SYNC) -> None:
        self.sockets: list[WebSocketRoute] = []
        self.asked: list[str | bytes] = []
        self.greeting = greeting
        self.answers = True
        page.route_web_socket("**/ws*", self._accept)

    def _accept(self, socket: WebSocketRoute) -> None:
        self.sockets.append(socket)
        socket.on_message(lambda said: self._hear(socket, said))
        if self.greeting:
            socket.send(self.greeting)

    def _hear(self, socket: WebSocketRoute, said: str | bytes) -> None:
        self.asked.append(said)
        if self.answers:
            socket.send(PONG)

    def send(self, frame: str) -> None:
        self.sockets[-1].send(frame)

    def close(self, code: int) -> None:
        self.sockets[-1].close(code=code)


@pytest.fixture
def page(fresh: Callable[..., Page]) -> Page:
    """A page with a clock that only goes when it is told to."""
    page = fresh()
    stop_clock(page)
    return page


def connect(page: Page) -> Peer:
    peer = Peer(page)
    page.goto("/")
    expect_state(page, "connected")
    return peer


def by_chance(page: Page, number: float) -> None:
    """The value of `Math.random()` in the page, from 0 to 1."""
    page.add_init_script(f"Math.random = () => {number}")


def expect_state(page: Page, state: str) -> None:
    expect(page.locator("notification-status")).to_have_attribute("data-state", state)


def attempts_within(page: Page, peer: Peer, milliseconds: int) -> int:
    """How many sockets the page opens while its clock runs so far."""
    before = len(peer.sockets)
    page.clock.run_for(milliseconds)
    page.evaluate("0")  # by now Playwright has reported all sockets that the browser opened
    return len(peer.sockets) - before


def test_it_says_where_it_left_off(page: Page) -> None:
    peer = connect(page)
    peer.close(1012)
    expect_state(page, "reconnecting")
    page.clock.run_for(1_000)
    expect_state(page, "connected")

    assert [socket.url.partition("?")[2] for socket in peer.sockets] == ["cursor=", "cursor=9f3a-7"]


@pytest.mark.parametrize("code", [4401, 4403])
def test_a_refusal_is_final(page: Page, code: int) -> None:
    peer = connect(page)
    peer.close(code)
    expect_state(page, "refused")

    assert attempts_within(page, peer, 600_000) == 0


def test_a_session_that_is_over_is_said_at_once(page: Page) -> None:
    connect(page).close(4401)

    expect(page.locator("notification-connection-bar")).to_have_text(
        "Su sesión ha terminado. Vuelva a entrar para recibir avisos."
    )


def test_too_many_means_to_stay_away_for_a_while(page: Page) -> None:
    by_chance(page, 0)
    peer = connect(page)
    peer.close(4429)
    expect_state(page, "reconnecting")

    assert attempts_within(page, peer, 4_900) == 0
    assert attempts_within(page, peer, 200) == 1


def test_a_drain_says_when_to_come_back(page: Page) -> None:
    peer = connect(page)
    peer.send('{"control":"drain","retry_ms":20000}')
    peer.close(1012)
    expect_state(page, "reconnecting")

    assert attempts_within(page, peer, 19_900) == 0
    assert attempts_within(page, peer, 1_000) == 1


def test_silence_is_noticed_shown_and_ended(page: Page) -> None:
    by_chance(page, 0.999)
    peer = connect(page)
    expect(page.locator("[data-dato=latencia]")).to_contain_text("ms")
    peer.answers = False
    page.clock.run_for(25_000 + 2_600)
    expect_state(page, "degraded")
    page.clock.run_for(7_500)
    expect_state(page, "reconnecting")

    assert peer.asked == [PING, PING]
    assert attempts_within(page, peer, 1_000) == 1


def test_a_peer_that_never_greets_is_given_up(page: Page) -> None:
    by_chance(page, 0.999)
    peer = Peer(page, greeting=None)
    page.goto("/")
    expect_state(page, "connecting")
    page.clock.run_for(10_100)
    expect_state(page, "reconnecting")

    assert attempts_within(page, peer, 1_000) == 1


def test_each_attempt_may_wait_twice_as_long_up_to_a_bound(page: Page) -> None:
    by_chance(page, 0.999)
    peer = connect(page)
    peer.close(1000)
    expect_state(page, "reconnecting")
    waits = []
    for _ in range(9):
        wait = 0
        while not attempts_within(page, peer, 500):
            wait += 500
        waits.append(wait)
        peer.close(1000)
        expect_state(page, "reconnecting")

    assert waits == [0, 500, 1_500, 3_500, 7_500, 15_500, 29_500, 29_500, 29_500]


def test_a_short_drop_is_not_worth_a_word_and_a_long_one_is(page: Page) -> None:
    peer = connect(page)
    bar = page.locator("notification-connection-bar")
    peer.greeting = None
    peer.close(1012)
    expect_state(page, "reconnecting")
    page.clock.run_for(4_900)
    expect(bar).to_be_empty()
    page.clock.run_for(200)
    expect(bar).to_have_text("Reconectando…")
    peer.send(SYNC)
    expect_state(page, "connected")

    expect(bar).to_be_empty()


def test_without_a_network_it_says_so_at_once(page: Page) -> None:
    peer = connect(page)
    peer.answers = False
    page.context.set_offline(True)

    expect(page.locator("notification-connection-bar")).to_have_text("Esperando red…")
    expect_state(page, "offline")


def test_a_frame_that_is_no_json_hurts_nobody(page: Page) -> None:
    peer = connect(page)
    peer.send("<html>")
    peer.send('{"id":"9f3a-8","type":"t","message":"Sigue aquí","data":{},"at":"2026-11-24T12:00:00Z","level":"info"}')

    expect(page.locator(".nt-message")).to_have_text("Sigue aquí")


def test_what_arrives_twice_is_shown_once(page: Page) -> None:
    peer = connect(page)
    for seq in (8, 9, 9, 8, 10):
        peer.send(
            f'{{"id":"9f3a-{seq}","type":"t","message":"Aviso {seq}","data":{{}},'
            '"at":"2026-11-24T12:00:00Z","level":"info"}'
        )
    expect(page.locator(".nt-message")).to_have_count(3)

    assert page.locator(".nt-message").all_text_contents() == ["Aviso 8", "Aviso 9", "Aviso 10"]


def test_what_is_no_longer_kept_is_admitted(page: Page) -> None:
    peer = Peer(page, greeting='{"control":"sync","recovered":false,"replayed":0,"cursor":"bbbb-3"}')
    page.goto("/")
    expect_state(page, "connected")

    assert len(peer.sockets) == 1
    expect(page.locator(".nt-message")).to_have_text(
        "Ha habido avisos mientras no había conexión. Actualice la página para verlos."
    )


CONNECT_IN_WORKER = """async () => {
    const { NotificationClient } = await import("/static/notifications/core/client.js");
    const client = new NotificationClient();
    self.heard = [];
    client.addEventListener("notification", ({ detail }) => heard.push(detail.message));
    const synced = new Promise((done) => client.addEventListener("sync", done));
    client.connect();
    await synced;
}"""


def test_the_client_works_in_a_worker(page: Page, other_system: OtherSystem) -> None:
    page.goto("/static/notifications/notifications.js")
    with page.expect_worker() as found:
        page.evaluate("""new Worker("/static/notifications/core/client.js", { type: "module" }), null""")
    found.value.evaluate(CONNECT_IN_WORKER)
    other_system.notify("Sin página")

    until(lambda: found.value.evaluate("heard.includes('Sin página')"), "the worker to receive the event")
