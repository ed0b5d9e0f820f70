"""A forgotten and a changed password: the pages, and the effect on the user's other windows."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.axe import objeciones
from tests.browser.screen import Screen
from tests.servers import Server
from tests.waiting import until

DARIO = """
from turismo.usuarios.models import Usuario
Usuario.objects.create_user("dario", "dario@example.com", "la-de-antes-4810")
"""
OLVIDADA, RECORDADA = "nevado-blanco-77", "laguna-verde-88"
UNA_INSPECCION = 45_000  # ms; sessions behind sockets are checked every 30 seconds


def enlaces(server: Server) -> list[str]:
    """The links in the e-mails, which are printed in development."""
    return re.findall(r"http://\S+/clave/nueva/\S+", server.log.read_text())


def elegir(page: Page, clave: str) -> None:
    page.get_by_label("Contraseña nueva", exact=True).fill(clave)
    page.locator("[name=new_password2]").fill(clave)
    page.get_by_role("button", name="Guardar la contraseña").click()


def entrar(page: Page, clave: str) -> None:
    page.goto("/entrar/")
    page.get_by_label("Nombre de usuario o correo").fill("dario@example.com")
    page.get_by_label("Contraseña").fill(clave)
    page.locator("main").get_by_role("button", name="Entrar").click()
    page.wait_for_url("**/tours/")


def test_a_forgotten_password_is_chosen_again_and_a_changed_one_ends_other_sessions(
    server: Server, fresh: Callable[..., Page]
) -> None:
    server.shell(DARIO)
    aqui, otro = Screen(fresh()), Screen(fresh())
    page = aqui.page
    page.goto("/entrar/")
    page.get_by_role("link", name="¿Olvidó su contraseña?").click()
    page.get_by_label("Correo electrónico").fill("dario@example.com")
    page.get_by_role("button", name="Enviar el enlace").click()
    expect(page.get_by_text("le llegará un enlace")).to_be_visible()

    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(until(lambda: enlaces(server), "the e-mail")[-1])
    expect(page.get_by_role("heading", level=1)).to_have_text("Elija otra contraseña")
    assert (page.evaluate("document.documentElement.scrollWidth"), objeciones(page)) == (360, [])
    elegir(page, OLVIDADA)
    expect(page.get_by_text("ya ha entrado con ella")).to_be_visible()

    entrar(otro.page, OLVIDADA)
    otro.expect_state("connected")
    page.get_by_role("link", name="Su cuenta").click()
    page.get_by_label("Contraseña antigua").fill(OLVIDADA)
    elegir(page, RECORDADA)
    expect(page.get_by_text("Su contraseña ha cambiado.")).to_be_visible()
    aqui.expect_state("connected")
    expect(otro.page.locator("notification-status")).to_have_attribute("data-state", "refused", timeout=UNA_INSPECCION)
    aqui.expect_state("connected")
    otro.page.goto("/cuenta/")
    expect(otro.page.get_by_role("heading", level=1)).to_have_text("Entrar")
