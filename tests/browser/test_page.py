"""Tests for the document's test page: connect, send test notifications, watch them arrive."""

import json
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.people import Cast, Person
from tests.browser.publisher import OtherSystem
from tests.browser.screen import Look, Screen
from tests.servers import Server
from tests.waiting import until


def test_what_the_staff_sends_arrives_at_everybody(look: Look) -> None:
    anybody, bruno = look(), look(Person.BRUNO)
    bruno.page.get_by_label("Mensaje").fill("Ya hay plazas para el Salar de Uyuni")
    bruno.page.get_by_label("Nivel").select_option("success")
    bruno.page.get_by_label("Datos (JSON)").fill('{"salida": 7}')
    bruno.page.get_by_role("button", name="Enviar", exact=True).click()

    expect(bruno.page.locator("output")).to_have_text("Notificación enviada a todos los clientes")
    for screen in (anybody, bruno):
        screen.expect_toast("Ya hay plazas para el Salar de Uyuni")
        assert screen.types() == ["aviso_de_prueba"]
        detail = json.loads(screen.page.locator("#eventos pre").text_content() or "")
        assert (detail["level"], detail["data"]) == ("success", {"salida": 7})


def test_a_burst_of_a_hundred_arrives_whole_and_in_order(look: Look) -> None:
    bruno = look(Person.BRUNO)
    bruno.page.get_by_label("Mensaje").fill("Ráfaga")
    bruno.page.get_by_role("button", name="Ráfaga de 100").click()
    expect(bruno.page.locator("#eventos li")).to_have_count(100)

    assert bruno.messages() == [f"Ráfaga ({n} de 100)" for n in range(1, 101)]
    expect(bruno.toasts).to_have_count(4)


def test_the_list_is_bounded(look: Look) -> None:
    bruno = look(Person.BRUNO)
    for message in ("Primera", "Segunda"):
        bruno.page.get_by_label("Mensaje").fill(message)
        bruno.page.get_by_role("button", name="Ráfaga de 100").click()
        expect(bruno.page.locator("#eventos .mensaje").first).to_have_text(f"{message} (100 de 100)")

    assert bruno.messages() == [f"Segunda ({n} de 100)" for n in range(1, 101)]


@pytest.mark.parametrize(
    ("field", "value"),
    [("type", "websocket.disconnect"), ("message", "   "), ("message", "a" * 501), ("data", "[1]"), ("data", "{")],
)
def test_an_objection_stands_at_its_field(look: Look, field: str, value: str) -> None:
    bruno = look(Person.BRUNO)
    bruno.page.locator(f"#{field}").fill(value)
    bruno.page.get_by_role("button", name="Enviar", exact=True).click()

    expect(bruno.page.locator(f"#{field}-error")).not_to_be_empty()
    expect(bruno.page.locator(f"#{field}")).to_be_focused()
    assert bruno.page.locator("[aria-invalid]").evaluate_all("found => found.map(({ id }) => id)") == [field]
    assert bruno.messages() == []


def test_an_objection_goes_when_it_is_met(look: Look) -> None:
    bruno = look(Person.BRUNO)
    bruno.page.locator("#type").fill("<b>")
    bruno.page.get_by_role("button", name="Ráfaga de 100").click()
    expect(bruno.page.locator("#type-error")).not_to_be_empty()
    bruno.page.locator("#type").fill("aviso_de_prueba")
    bruno.page.get_by_role("button", name="Enviar", exact=True).click()

    expect(bruno.page.locator("output")).to_have_attribute("data-resultado", "bien")
    expect(bruno.page.locator("[aria-invalid]")).to_have_count(0)
    expect(bruno.page.locator("#type-error")).to_be_empty()


def test_a_server_that_does_not_answer_is_said(look: Look) -> None:
    bruno = look(Person.BRUNO)
    bruno.page.route("**/notify", lambda route: route.abort())
    bruno.page.get_by_role("button", name="Enviar", exact=True).click()

    expect(bruno.page.locator("output")).to_have_text("El servidor no responde. Inténtelo de nuevo.")


@pytest.mark.parametrize("who", [None, Person.ANA])
def test_others_are_told_who_may_send(look: Look, who: Person | None) -> None:
    screen = look(who)

    expect(screen.page.locator("form#enviar")).to_have_count(0)
    expect(screen.page.get_by_role("link", name="Entrar como personal")).to_have_attribute(
        "href", "/admin/login/?next=/"
    )


def test_what_happens_while_it_is_cut_arrives_when_it_is_restored(screen: Screen, other_system: OtherSystem) -> None:
    screen.page.get_by_role("button", name="Cortar").click()
    screen.expect_state("closed")
    expect(screen.page.get_by_role("button", name="Restablecer")).to_be_focused()
    for n in range(4):
        other_system.notify(f"Perdido {n}")
    screen.page.get_by_role("button", name="Restablecer").click()
    screen.expect_state("connected")

    screen.expect_toast("4 avisos mientras no había conexión")
    expect(screen.toasts).to_have_count(1)
    assert screen.messages() == ["Perdido 0", "Perdido 1", "Perdido 2", "Perdido 3"]


def test_the_card_tells_latency_position_and_last_event(screen: Screen, other_system: OtherSystem) -> None:
    position = other_system.notify("Hola")

    expect(screen.page.locator("[data-dato=latencia]")).to_contain_text("ms")
    expect(screen.page.locator("[data-dato=cursor]")).to_have_text(position)
    expect(screen.page.locator("[data-dato=ultimo]")).to_contain_text(":")


def test_markup_shows_as_text_and_runs_nothing(screen: Screen, other_system: OtherSystem) -> None:
    message = "<script>window.run = 1</script><img src=/nothing onerror='window.run = 1'>"
    other_system.notify(message, data={"<b>": message})
    screen.expect_toast(message)

    assert screen.messages() == [message]
    assert screen.page.locator("#eventos :is(script, img, b), .nt-toast :is(script, img, b)").count() == 0
    assert screen.page.evaluate("window.run") is None
    assert screen.complaints == []


def test_the_documents_own_snippet_works(server: Server, screen: Screen, other_system: OtherSystem) -> None:
    screen.page.evaluate(
        """(address) => new Promise((opened) => {
            window.heard = [];
            const ws = new WebSocket(address);
            ws.onopen = opened;
            ws.onmessage = (event) => {
                const data = JSON.parse(event.data);
                heard.push([data.type, data.message, data.data]);
            };
        })""",
        server.ws,
    )
    other_system.notify("Nuevo usuario: Juan", type="aviso_documento", data={"userId": "123"})
    until(lambda: screen.page.evaluate("heard.length"), "the event")

    assert screen.page.evaluate("heard") == [["aviso_documento", "Nuevo usuario: Juan", {"userId": "123"}]]


def test_it_speaks_english_where_that_is_wanted(look: Look) -> None:
    screen = look(locale="en-GB")

    expect(screen.page.locator("html")).to_have_attribute("lang", "en")
    expect(screen.page.locator("notification-status")).to_have_text("Connected")


def test_the_language_can_be_changed_on_the_page(screen: Screen) -> None:
    screen.page.get_by_role("button", name="EN").click()

    expect(screen.page.locator("html")).to_have_attribute("lang", "en")


def test_messages_in_another_language_than_the_page_say_so(look: Look, other_system: OtherSystem) -> None:
    screen = look(locale="en-GB")
    other_system.notify("Nuevo tour: Salar de Uyuni")

    expect(screen.page.locator(".nt-message[lang=es]")).to_have_text("Nuevo tour: Salar de Uyuni")


@pytest.mark.parametrize("path", ["/", "/admin/"])
def test_a_page_has_one_connection_whatever_is_on_it(cast: Cast, fresh: Callable[..., Page], path: str) -> None:
    page = fresh(storage_state=cast.storage(Person.BRUNO))
    sockets: list[str] = []
    page.on("websocket", lambda socket: sockets.append(socket.url))
    Screen(page).open(path)

    assert [urlsplit(socket).path for socket in sockets] == ["/ws"]


@pytest.mark.parametrize("path", ["/", "/admin/", "/api/docs"])
@pytest.mark.parametrize("who", [None, Person.BRUNO])
def test_the_policy_is_strict_and_no_page_breaks_it(server: Server, look: Look, path: str, who: Person | None) -> None:
    screen = look(who)
    answer = screen.page.goto(path)
    screen.page.wait_for_load_state("networkidle")

    assert answer is not None
    assert "default-src 'self'" in answer.headers["content-security-policy"]
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert screen.complaints == []
