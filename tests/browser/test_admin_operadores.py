"""The actions of an operator in the admin, and their effect on open pages of other users."""

import re

from playwright.sync_api import Page, expect

from tests.browser.people import Person
from tests.browser.publisher import OtherSystem
from tests.browser.screen import Look
from tests.browser.viajes import plantar
from tests.servers import Server

LISTA = "/admin/catalogo/salida/"


def elegir(page: Page, accion: str) -> None:
    """Select all rows of the list and run an action."""
    page.locator("#action-toggle").check()
    page.locator("select[name=action]").select_option(label=accion)
    page.locator("button[name=index]").click()


def test_a_departure_is_called_off_and_each_hears_of_it_once(
    server: Server, look: Look, other_system: OtherSystem
) -> None:
    viaje = plantar(server, (3, 10))
    viaje.apartar(2, para=Person.ANA)
    viaje.apartar(1, para=Person.ANA)
    ana, staff, carla = (look(who) for who in (Person.ANA, Person.BRUNO, Person.CARLA))
    admin = look(Person.BRUNO, f"{LISTA}?q={viaje.nombre}")
    elegir(admin.page, "Cancelar…")
    expect(admin.page.locator(".resumen")).to_contain_text("Se avisará a 1 viajero.")
    admin.page.get_by_role("button", name="Cancelar y avisar").click()
    expect(admin.page.locator(".errornote")).to_be_visible()  # a reason is required
    admin.page.get_by_label("Motivo").fill("Paro de transporte")
    admin.page.get_by_role("button", name="Cancelar y avisar").click()
    expect(admin.page.locator(".messagelist .success")).to_contain_text(viaje.nombre)

    ana.expect_toast("Paro de transporte")
    staff.expect_toast("Paro de transporte")
    other_system.notify("Y esto lo oyen todos")  # the last event: all earlier ones have arrived with it
    for screen in (ana, staff, carla):
        screen.expect_toast("Y esto lo oyen todos")
    assert [tipo for tipo in ana.types() if tipo.endswith("_cancelado")] == ["viaje_cancelado"]
    assert [tipo for tipo in staff.types() if re.search("cancelad[oa]$", tipo)] == ["salida_cancelada"]
    assert [tipo for tipo in carla.types() if re.search("cancelad[oa]$", tipo)] == []
    for screen in (ana, staff):
        expect(screen.toast("Paro de transporte")).to_have_count(1)
    assert admin.complaints == []


def test_an_announcement_reaches_the_travellers_of_that_departure(
    server: Server, look: Look, other_system: OtherSystem
) -> None:
    viaje = plantar(server, (3, 10), (4, 10))
    viaje.apartar(2, para=Person.ANA, salida=0)
    viaje.apartar(2, para=Person.CARLA, salida=1)
    ana, carla = look(Person.ANA), look(Person.CARLA)
    admin = look(Person.BRUNO, f"{LISTA}{viaje.salidas[0]}/change/")
    admin.page.get_by_role("link", name="Anunciar a sus viajeros…").click()
    admin.page.get_by_label("Texto").fill("Lleven abrigo: hará frío.")
    admin.page.get_by_role("button", name="Ver antes").click()
    expect(admin.page.locator(".previa")).to_have_text("Lleven abrigo: hará frío.")
    admin.page.get_by_role("button", name="Enviar").click()
    expect(admin.page.locator(".messagelist .success")).to_have_text("Anunciado a 1 viajero.")

    ana.expect_toast("Lleven abrigo: hará frío.")
    other_system.notify("Y esto lo oyen todos")
    carla.expect_toast("Y esto lo oyen todos")
    assert "anuncio_de_salida" not in carla.types()
    assert admin.complaints == []


def test_a_guide_is_chosen_by_name_and_a_button_closes_the_sale(server: Server, look: Look) -> None:
    viaje = plantar(server, (80, 10))  # after all departures of the demonstration's guides
    admin = look(Person.BRUNO, f"{LISTA}{viaje.salidas[0]}/change/")
    admin.page.get_by_role("link", name="Asignar guía…").click()
    admin.page.locator("#content .select2-selection").click()
    admin.page.locator(".select2-results__option", has_text="Ramiro Mamani").click()
    admin.page.get_by_role("button", name="Asignar").click()
    expect(admin.page.locator(".field-guia .readonly")).to_have_text("Ramiro Mamani")
    admin.page.get_by_role("button", name="Cerrar la venta").click()
    expect(admin.page.locator(".field-estado .readonly")).to_have_text("cerrada")
    expect(admin.page.get_by_role("button", name="Abrir la venta")).to_be_visible()
    assert admin.complaints == []
