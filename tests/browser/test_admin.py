"""The live toasts in Django's admin."""

from playwright.sync_api import expect

from tests.browser.people import Person
from tests.browser.publisher import OtherSystem
from tests.browser.screen import Look
from tests.servers import Server


def test_an_event_of_another_process_is_a_toast_in_the_admin(server: Server, look: Look) -> None:
    bruno = look(Person.BRUNO, "/admin/")
    server.manage("send_test_event", "--type", "tour_creado")

    bruno.expect_toast("Nuevo tour: ")
    assert bruno.complaints == []


def test_a_toast_goes_along_to_the_next_page(look: Look, other_system: OtherSystem) -> None:
    bruno = look(Person.BRUNO, "/admin/")
    other_system.notify("Quedan 2 plazas", level="warning", audience="staff")
    bruno.expect_toast("Quedan 2 plazas")
    bruno.open("/admin/catalogo/tour/")
    bruno.expect_toast("Quedan 2 plazas")
    bruno.page.get_by_role("button", name="Cerrar: Quedan 2 plazas").click()
    bruno.open("/admin/")

    expect(bruno.toasts).to_have_count(0)


def test_a_toast_does_not_go_along_to_somebody_else(look: Look, other_system: OtherSystem) -> None:
    bruno = look(Person.BRUNO, "/")
    other_system.notify("Solo para el personal", level="error", audience="staff")
    bruno.expect_toast("Solo para el personal")
    bruno.page.context.clear_cookies()
    bruno.open("/")

    expect(bruno.toasts).to_have_count(0)
    assert bruno.messages() == []


def test_a_form_in_a_window_of_its_own_opens_no_second_connection(look: Look) -> None:
    bruno = look(Person.BRUNO, "/admin/")
    bruno.page.goto("/admin/catalogo/destino/add/?_popup=1")

    expect(bruno.page.locator("notification-toasts, notification-status")).to_have_count(0)
