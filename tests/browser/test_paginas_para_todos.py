"""Accessibility of the travellers' pages: keyboard, phone, no scripts, the server's clock, and axe."""

import re
from collections.abc import Callable
from functools import partial

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.axe import objeciones
from tests.browser.people import PASSWORD, Cast, Person
from tests.browser.screen import Look
from tests.browser.viajes import Plantar, Viaje, plantar
from tests.servers import Server

ANA, BRUNO = Person.ANA, Person.BRUNO

PUBLICAS = [
    "/",
    "/tours/",
    "/tours/?texto=nada&precio_max=1",
    "/tours/valle-sagrado/",
    "/entrar/",
    "/registro/",
    "/clave/olvidada/",
    "/clave/nueva/MQ/set-password/",
]
# Pages of a booking, which each test makes for itself.
PROPIAS = ["/cuenta/", "/reservas/", "/reservas/{localizador}/", "/reservas/{localizador}/cancelar/", "{reservar}"]
DE_LA_OPERACION = ["/admin/", "/admin/catalogo/tour/", "/admin/catalogo/tour/add/"]


@pytest.fixture
def viaje(server: Server) -> Plantar:
    return partial(plantar, server)


def direccion(pagina: str, salar: Viaje) -> str:
    if "{localizador}" not in pagina:
        return pagina.format(reservar=salar.reservar())
    return pagina.format(localizador=salar.apartar(1, para=ANA))


def tabular_hasta(page: Page, selector: str) -> None:
    """Press Tab until the element has the focus."""
    for _vez in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"Tab never comes to {selector}")


def test_a_tour_is_booked_and_confirmed_without_a_mouse(look: Look, viaje: Plantar) -> None:
    page = look(ANA, viaje((3, 4)).pagina).page
    tabular_hasta(page, ".salto")
    page.keyboard.press("Enter")
    tabular_hasta(page, ".reservar")
    page.keyboard.press("Enter")
    page.wait_for_url("**/reservar/**")
    tabular_hasta(page, "[name=general]")
    page.keyboard.press("ArrowUp")
    tabular_hasta(page, "[name=contacto_nombre]")
    page.keyboard.type("Ana Torres")
    tabular_hasta(page, ".cierre button")
    expect(page.locator("#total output")).to_have_text("USD 110")
    page.keyboard.press("Enter")
    page.wait_for_url("**/reservas/**")
    tabular_hasta(page, "form[action$='/confirmar/'] button")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name="Todo listo")).to_be_visible()
    expect(page.get_by_text("Su reserva está confirmada. ¡Buen viaje!")).to_be_visible()


def test_a_tour_is_booked_without_scripts(
    cast: Cast, viaje: Plantar, server: Server, new_context: Callable[..., BrowserContext]
) -> None:
    salar = viaje((3, 4))
    page = new_context(base_url=server.url, locale="es-PE", java_script_enabled=False).new_page()
    page.goto(salar.pagina)
    page.get_by_role("link", name="Reservar").click()
    page.get_by_label("Nombre de usuario o correo").fill("carla@example.com")
    page.get_by_label("Contraseña").fill(PASSWORD)
    page.locator("main").get_by_role("button", name="Entrar").click()
    page.get_by_label("Nombre y apellido").fill("Carla Paz")
    page.get_by_role("button", name="Apartar las plazas").click()
    expect(page.get_by_role("timer")).to_have_text(re.compile("minutos"))
    page.get_by_role("button", name="Confirmar la reserva").click()

    expect(page.get_by_role("heading", name="Todo listo")).to_be_visible()


@pytest.mark.parametrize("pagina", [*PUBLICAS, *PROPIAS])
def test_nothing_sticks_out_on_a_small_phone(pagina: str, look: Look, viaje: Plantar) -> None:
    page = look(ANA).page
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(direccion(pagina, viaje((3, 4))))

    assert page.evaluate("document.documentElement.scrollWidth") == 360


@pytest.mark.parametrize("colores", ["light", "dark"])
@pytest.mark.parametrize("pagina", [*PUBLICAS, *PROPIAS])
def test_axe_has_nothing_grave_to_say_of_a_page(pagina: str, colores: str, look: Look, viaje: Plantar) -> None:
    page = look(None if pagina in PUBLICAS else ANA, color_scheme=colores).page
    page.goto(direccion(pagina, viaje((3, 1), (4, 4))))
    page.get_by_role("heading", level=1).wait_for()

    assert objeciones(page) == []


def test_axe_has_nothing_grave_to_say_of_what_others_were_quicker_to_book(look: Look, viaje: Plantar) -> None:
    salar = viaje((3, 1), (5, 4), (6, 40))
    salar.apartar(1)
    page = look(ANA).page
    page.goto(salar.reservar())
    expect(page.get_by_role("heading", level=1)).to_have_text("Esta salida ya no se puede reservar")

    assert objeciones(page) == []


@pytest.mark.parametrize("colores", ["light", "dark"])
@pytest.mark.parametrize("pagina", DE_LA_OPERACION)
def test_axe_has_nothing_grave_to_say_of_what_we_add_to_the_admin(pagina: str, colores: str, look: Look) -> None:
    page = look(BRUNO, pagina, color_scheme=colores).page

    assert objeciones(page, {"include": [["notification-status"], ["notification-toasts"]]}) == []


def test_the_time_that_is_left_is_the_servers(look: Look, viaje: Plantar) -> None:
    localizador = viaje((3, 4)).apartar(1, para=ANA)
    ana = look(ANA)
    ana.page.clock.install(time="2001-01-01T00:00:00Z")  # this device's clock is wrong
    ana.open(f"/reservas/{localizador}/")

    expect(ana.page.get_by_role("timer")).to_have_text(re.compile(r"^29:\d\d$"))


def test_the_time_that_is_left_is_said_when_it_matters(look: Look, viaje: Plantar) -> None:
    salar = viaje((3, 4))
    localizador = salar.apartar(1, para=ANA)
    ana = look(ANA)
    ana.page.clock.install()
    ana.open(f"/reservas/{localizador}/")
    voz = ana.page.locator("#voz")
    expect(ana.page.get_by_role("timer")).to_have_text(re.compile(r"^29:"))
    ana.page.clock.run_for(19 * 60_000)
    expect(voz).to_be_empty()
    for minutos, dicho in (
        (1, "Quedan 10 minutos para confirmar."),
        (5, "Quedan 5 minutos para confirmar."),
        (4, "Queda 1 minuto para confirmar."),
    ):
        ana.page.clock.run_for(minutos * 60_000 + 2_000)
        expect(voz).to_have_text(dicho)
    salar.cambiar("Reserva.objects.filter(salida__tour=tour).update(expira_en=timezone.now())")
    ana.page.clock.run_for(60_000)

    expect(ana.page.get_by_role("heading", name="El plazo para confirmar terminó")).to_be_visible()
    expect(voz).to_contain_text("El plazo para confirmar ha terminado")
