"""Prices and names change on open pages: a page shows the current price and name."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.axe import objeciones
from tests.browser.people import Person
from tests.browser.screen import Look, Screen
from tests.browser.viajes import Viaje, plantar
from tests.servers import Server

ANA = Person.ANA
TARIFAS = (
    "from turismo.catalogo.models import Tarifa\n"
    "for tipo, nombre, precio in (('nino', 'Niño', 30), ('estudiante', 'Estudiante', 45)):\n"
    "    Tarifa.objects.create(tour=tour, tipo=tipo, nombre=nombre, precio=precio, acompanada=tipo == 'nino')"
)


@pytest.fixture
def salar(server: Server) -> Viaje:
    """A tour at USD 55, for children USD 30, for students USD 45."""
    salar = plantar(server, (3, 9))
    salar.cambiar(TARIFAS)
    return salar


def tarifa(salar: Viaje, tipo: str, cambio: str) -> None:
    salar.cambiar(f"tarifa = tour.tarifas.get(tipo='{tipo}'); {cambio}")


def precios(page: Page) -> Locator:
    return page.locator("section", has=page.get_by_role("heading", name="Precios")).locator(".lineas li")


def al_precio(page: Page, nombre: str) -> Locator:
    """The form's line for that fare."""
    return page.locator(".cantidad").filter(has=page.locator("label", has_text=re.compile(f"^{nombre}")))


def cortar(screen: Screen) -> None:
    conexion(screen, "close")
    screen.expect_state("closed")


def conexion(screen: Screen, que: str) -> None:
    screen.page.evaluate(f"import('/static/notifications/notifications.js').then(({{ client }}) => client.{que}())")


def test_a_card_says_from_what_price_on(look: Look, salar: Viaje) -> None:
    catalogo = look(None, f"/tours/?texto={salar.nombre}")
    precio = catalogo.page.locator(".precio")
    expect(precio).to_have_text("desde USD 45", use_inner_text=True)
    tarifa(salar, "estudiante", "tarifa.precio = '39.90'; tarifa.save()")
    expect(precio).to_have_text("desde USD 39,90", use_inner_text=True)
    expect(catalogo.page.locator("#voz")).to_have_text(f"{salar.nombre}: USD 39,90.")
    tarifa(salar, "estudiante", "tarifa.activa = False; tarifa.save()")
    expect(precio).to_have_text("USD 55 por persona", use_inner_text=True)
    tarifa(salar, "nino", "tarifa.acompanada = False; tarifa.save()")

    expect(precio).to_have_text("desde USD 30", use_inner_text=True)
    assert catalogo.complaints == []


def test_the_fares_of_a_tour_change_where_they_stand(look: Look, salar: Viaje) -> None:
    anybody = look(None, salar.pagina)
    estudiante, nino = precios(anybody.page).nth(0), precios(anybody.page).nth(1)
    tarifa(salar, "estudiante", "tarifa.precio = '47.50'; tarifa.save()")
    expect(estudiante.locator(".importe")).to_have_text("USD 47,50")
    expect(anybody.page.locator("#voz")).to_have_text("Estudiante: USD 47,50.")
    tarifa(salar, "nino", "tarifa.delete()")
    expect(nino.locator(".importe")).to_have_attribute("data-retirado", "Ya no está a la venta")
    assert objeciones(anybody.page) == []
    salar.cambiar("tour.tarifas.create(tipo='senior', nombre='Mayor', precio=50)")

    expect(precios(anybody.page)).to_contain_text(["Mayor", "Estudiante"])
    expect(anybody.page.locator("[data-retirado]")).to_have_count(0)
    assert anybody.complaints == []


def al_reservar(look: Look, salar: Viaje) -> Screen:
    """Ana with an open booking form, before she enters the number of people."""
    ana = look(ANA, salar.reservar())
    ana.page.get_by_label("Nombre y apellido").fill("Ana Torres")
    return ana


def test_who_fills_in_a_booking_sees_that_a_price_changes_and_pays_what_they_saw(look: Look, salar: Viaje) -> None:
    ana = al_reservar(look, salar)
    ninos, boton = ana.page.get_by_label("Niño"), ana.page.get_by_role("button", name="Apartar las plazas")
    ninos.fill("2")
    total, aviso = ana.page.locator("#total output"), ana.page.locator("#precio-cambiado")
    expect(total).to_have_text("USD 115")
    antes = ninos.bounding_box(), boton.bounding_box()
    tarifa(salar, "nino", "tarifa.precio = 35; tarifa.save()")

    expect(al_precio(ana.page, "Niño").locator(".importe")).to_have_text("USD 35")
    expect(total).to_have_text("USD 125")
    expect(aviso).to_have_text("Los precios han cambiado: el total es ahora USD 125.")
    expect(ana.page.locator("#voz")).to_have_text("Niño: USD 35.")
    expect(ninos).to_be_focused()
    expect(ninos).to_have_value("2")
    assert (ninos.bounding_box(), boton.bounding_box()) == antes
    assert objeciones(ana.page) == []
    boton.click()
    expect(ana.page.locator(".relato .total")).to_contain_text("USD 125")
    assert ana.complaints == []


def test_who_could_not_hear_of_a_higher_price_is_asked_before_paying_it(look: Look, salar: Viaje) -> None:
    ana = al_reservar(look, salar)
    cortar(ana)
    salar.cambiar("tour.precio = 60; tour.save()")
    ana.page.get_by_role("button", name="Apartar las plazas").click()
    expect(ana.page.locator(".nota-breve")).to_contain_text(
        "El precio ha cambiado: lo que pide cuesta ahora USD 60 en lugar de USD 55. No se ha reservado nada"
    )
    expect(ana.page.locator("#total output")).to_have_text("USD 60")
    ana.page.get_by_role("button", name="Apartar las plazas").click()

    expect(ana.page.locator(".relato .total")).to_contain_text("USD 60")


def test_a_booking_form_catches_up_with_the_prices_that_it_missed(look: Look, salar: Viaje) -> None:
    ana = al_reservar(look, salar)
    cortar(ana)
    ana.page.get_by_role("spinbutton", name="General", exact=True).fill("2")
    salar.cambiar("tour.precio = 60; tour.save()")
    conexion(ana, "connect")

    expect(al_precio(ana.page, "General").locator(".importe")).to_have_text("USD 60")
    expect(ana.page.locator("#total output")).to_have_text("USD 120")
    expect(ana.page.get_by_role("spinbutton", name="General", exact=True)).to_have_value("2")


def test_a_fare_that_is_withdrawn_is_marked_in_the_form_and_no_longer_counts(look: Look, salar: Viaje) -> None:
    ana = al_reservar(look, salar)
    ana.page.get_by_label("Niño").fill("1")
    tarifa(salar, "nino", "tarifa.activa = False; tarifa.save()")

    expect(al_precio(ana.page, "Niño").locator(".importe")).to_have_attribute("data-retirado", "Ya no está a la venta")
    expect(ana.page.locator("#total output")).to_have_text("USD 55")
    ana.page.get_by_role("button", name="Apartar las plazas").click()
    expect(ana.page.locator(".nota-breve")).to_contain_text("Una de las tarifas que pidió ya no se vende")


def test_a_tour_is_called_by_its_new_name_wherever_it_stands(look: Look, salar: Viaje) -> None:
    localizador = salar.apartar(1, para=ANA)
    catalogo, tour = look(None, f"/tours/?texto={salar.nombre}"), look(None, salar.pagina)
    reserva, reservas = look(ANA, f"/reservas/{localizador}/"), look(ANA, "/reservas/")
    salar.cambiar("tour.nombre = 'Salar de noche'; tour.save()")

    for titulo in (
        catalogo.page.locator(".tarjeta-tour h2"),
        tour.page.get_by_role("heading", level=1),
        reserva.page.locator(".resumen-salida h2"),
        reservas.page.locator(f'[data-vivo="reserva:{localizador}"] h3'),
    ):
        expect(titulo).to_have_text("Salar de noche")
    expect(tour.page).to_have_title("Salar de noche · Turismo")
    expect(tour.page.locator("#voz")).to_have_text(f"{salar.nombre} se llama ahora Salar de noche.")
    salar.cambiar("tour.precio = 70; tour.save()")
    expect(tour.page.locator("#voz")).to_have_text("Salar de noche: USD 70.")
    assert [*catalogo.complaints, *tour.complaints, *reserva.complaints, *reservas.complaints] == []


def test_who_reads_english_reads_the_new_english_name(look: Look, salar: Viaje) -> None:
    anybody = look(None, salar.pagina, locale="en-GB")
    salar.cambiar("tour.nombre_en = 'Salt flat by night'; tour.save()")

    expect(anybody.page.get_by_role("heading", level=1)).to_have_text("Salt flat by night")


def test_a_name_that_was_missed_is_there_after_a_reconnection(look: Look, salar: Viaje) -> None:
    anybody = look(None, salar.pagina)
    cortar(anybody)
    salar.cambiar("tour.nombre = 'Salar al alba'; tour.save()")
    conexion(anybody, "connect")

    expect(anybody.page.get_by_role("heading", level=1)).to_have_text("Salar al alba")


def test_a_place_is_called_by_its_new_name(look: Look, salar: Viaje) -> None:
    catalogo, tour = look(None, f"/tours/?texto={salar.nombre}"), look(None, salar.pagina)
    viejo = salar.cambiar("print(tour.destino.nombre); tour.destino.nombre = 'Uyuni'; tour.destino.save()")
    for page in (catalogo.page, tour.page):
        expect(page.locator(".lugar").first).to_have_text("Uyuni · Bolivia")
    salar.cambiar(f"tour.destino.nombre = '{viejo}'; tour.destino.save()")

    expect(tour.page.locator(".lugar").first).to_have_text(f"{viejo} · Bolivia")
