"""The calendar of an open tour page: its days follow the sales, and its months load without a new page."""

import re
from collections.abc import Callable
from functools import partial

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, Route, expect

from tests.browser.axe import objeciones
from tests.browser.people import Person
from tests.browser.screen import Look
from tests.browser.viajes import Plantar, plantar
from tests.servers import Server

ANTERIOR, SIGUIENTE = ".meses [rel=prev]", ".meses [rel=next]"
OTRA_EL_MISMO_DIA = (
    "otra = salidas[0].inicio + timedelta(hours=3)\n"
    "Salida.objects.create(tour=tour, inicio=otra, fin=otra + timedelta(hours=1), capacidad={plazas})"
)


@pytest.fixture
def viaje(server: Server) -> Plantar:
    return partial(plantar, server)


def dia(page: Page, numero: int) -> Locator:
    return page.locator(f'.mes td[data-dia-de$="-{numero:02}"]')


def dichos(page: Page) -> list[str]:
    """The text of each day that has departures."""
    return page.locator(".mes a").all_inner_texts()


def test_a_day_follows_its_departures_and_says_what_a_new_page_would(look: Look, viaje: Plantar) -> None:
    salar = viaje((3, 2), (5, 4), (6, 9))
    salar.cambiar(OTRA_EL_MISMO_DIA.format(plazas=3))
    anybody = look(None, salar.pagina)
    expect(dia(anybody.page, 3)).to_contain_text("3 plazas libres")
    salar.apartar(3, salida=1)  # of that day's two departures, the one with more free seats
    expect(dia(anybody.page, 3)).to_contain_text("2 plazas libres")
    expect(dia(anybody.page, 3)).to_have_attribute("data-cambiado", "")
    salar.apartar(2)
    salar.apartar(3, salida=2)
    salar.cambiar("from turismo.reservas.dominio.salidas import cerrar; cerrar(salidas[3], DEL_SISTEMA)")

    for numero, disponibilidad in ((3, "agotada"), (5, "limitada"), (6, "cerrada")):
        expect(dia(anybody.page, numero).locator(".chip")).to_have_attribute("data-disponibilidad", disponibilidad)
    assert objeciones(anybody.page) == []
    antes = dichos(anybody.page)
    anybody.open(salar.pagina)
    assert dichos(anybody.page) == antes
    assert anybody.complaints == []


def test_a_day_gets_its_link_with_the_departure_that_was_waited_for(look: Look, viaje: Plantar) -> None:
    salar = viaje((3, 2))
    anybody = look(None, salar.pagina)
    salar.cambiar(
        "otra = salidas[0].inicio + timedelta(days=9)\n"
        "Salida.objects.create(tour=tour, inicio=otra, fin=otra + timedelta(hours=1), capacidad=7)"
    )
    barra = anybody.page.get_by_role("button", name="Hay 1 salida nueva: mostrar")
    expect(barra).to_be_visible()
    expect(dia(anybody.page, 12).get_by_role("link")).to_have_count(0)
    barra.click()
    dia(anybody.page, 12).get_by_role("link").click()

    expect(anybody.page.locator(".dia:target .hora")).to_have_text(["10:00"])
    expect(dia(anybody.page, 12)).to_contain_text("7 plazas libres")


def test_months_change_in_place_and_go_on_living(look: Look, viaje: Plantar) -> None:
    salar = viaje((3, 4), (45, 6))
    anybody = look(None, salar.pagina)
    page = anybody.page
    titulo = page.locator("#mes").inner_text()
    page.evaluate("window.laMisma = true")
    page.locator(SIGUIENTE).click()

    expect(page.locator("#mes")).not_to_have_text(titulo)
    otro = page.locator("#mes").inner_text()
    expect(page.locator(SIGUIENTE)).to_be_focused()
    expect(page.locator(SIGUIENTE)).to_have_attribute("aria-disabled", "true")
    expect(page.locator("#voz")).to_have_text(f"{otro}.")
    expect(page).to_have_url(re.compile(r"\?mes=\d{4}-\d\d$"))
    salar.apartar(4, salida=1)
    expect(page.locator(".mes a")).to_contain_text("Quedan 2 plazas")
    expect(page.locator(".salida .chip")).to_have_text(["Quedan 2 plazas"])
    page.go_back()
    expect(page.locator("#mes")).to_have_text(titulo)
    page.go_forward()
    expect(page.locator("#mes")).to_have_text(otro)
    assert page.evaluate("window.laMisma") is True
    assert anybody.complaints == []


def test_what_is_sold_in_another_month_costs_this_page_nothing(look: Look, viaje: Plantar) -> None:
    salar = viaje((3, 4), (45, 6))
    anybody = look()
    page = anybody.page
    page.clock.install()
    anybody.open(salar.pagina)
    pedidos: list[str] = []
    page.on("request", lambda pedido: pedidos.append(pedido.url))
    salar.apartar(1, salida=1)
    salar.apartar(1)

    expect(dia(page, 3)).to_contain_text("3 plazas libres")
    page.clock.run_for(2000)  # longer than the random delay of a reload
    assert pedidos == []


def test_a_month_beyond_becomes_reachable_when_something_leaves_in_it(look: Look, viaje: Plantar) -> None:
    salar = viaje((3, 4))
    page = look(None, salar.pagina).page
    expect(page.locator(SIGUIENTE)).to_have_attribute("aria-disabled", "true")
    salar.cambiar(
        "otra = salidas[0].inicio + timedelta(days=60)\n"
        "Salida.objects.create(tour=tour, inicio=otra, fin=otra + timedelta(hours=1), capacidad=7)"
    )

    expect(page.locator(SIGUIENTE)).to_have_attribute("href", re.compile("mes="))
    expect(page.locator("#novedad")).to_be_hidden()
    page.locator(SIGUIENTE).click()
    expect(page.locator(".salida .chip")).to_have_text(["7 plazas libres"])


def test_an_answer_that_is_older_than_what_was_heard_meanwhile_does_not_undo_it(look: Look, viaje: Plantar) -> None:
    salar = viaje((3, 4), (45, 6))
    page = look(None, salar.pagina).page

    def vender(route: Route) -> None:
        """Sell seats while the response is on its way, so that the page gets the event first."""
        respuesta = route.fetch()
        salar.apartar(1)
        expect(dia(page, 3)).to_contain_text("3 plazas libres")
        route.fulfill(response=respuesta)

    page.route(f"**{salar.pagina}*", vender, times=1)
    salar.cambiar(OTRA_EL_MISMO_DIA.format(plazas=2))
    expect(page.get_by_role("button", name="Hay 1 salida nueva: mostrar")).to_be_visible()

    expect(page.locator(".salida .chip")).to_have_text(["3 plazas libres"])
    expect(dia(page, 3)).to_contain_text("3 plazas libres")


def test_a_day_is_found_and_booked_without_a_mouse(look: Look, viaje: Plantar) -> None:
    salar = viaje((3, 4), (45, 6), (46, 6))
    page = look(Person.ANA, salar.pagina).page
    page.locator(SIGUIENTE).focus()
    page.keyboard.press("Enter")
    expect(page.locator(SIGUIENTE)).to_have_attribute("aria-disabled", "true")
    for _vez in range(2):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".dia").nth(1)).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    page.wait_for_url(f"**{salar.reservar(2)}")


def test_without_scripts_months_are_pages(
    viaje: Plantar, server: Server, new_context: Callable[..., BrowserContext]
) -> None:
    salar = viaje((3, 4), (45, 6))
    page = new_context(base_url=server.url, locale="es-PE", java_script_enabled=False).new_page()
    page.goto(salar.pagina)
    page.locator(SIGUIENTE).click()
    page.locator(".mes").get_by_role("link").click()
    expect(page.locator(".dia:target .chip")).to_have_text("6 plazas libres")
    page.locator(ANTERIOR).click()

    expect(page.locator(".salida .chip")).to_have_text(["4 plazas libres"])


@pytest.mark.parametrize("colores", ["light", "dark"])
def test_axe_has_nothing_grave_to_say_of_a_calendar_on_a_small_phone(colores: str, look: Look, viaje: Plantar) -> None:
    salar = viaje((3, 2), (4, 9), (5, 120), (6, 4), (45, 6))
    salar.apartar(2)
    salar.apartar(5, salida=1)
    salar.cambiar("from turismo.reservas.dominio.salidas import cerrar; cerrar(salidas[3], DEL_SISTEMA)")
    page = look(None, salar.pagina, color_scheme=colores).page
    page.set_viewport_size({"width": 360, "height": 740})

    assert objeciones(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    desbordan = (
        "celdas => celdas.filter((celda) => celda.scrollWidth > celda.clientWidth).map((celda) => celda.innerText)"
    )
    assert page.locator(".mes a").evaluate_all(desbordan) == []
