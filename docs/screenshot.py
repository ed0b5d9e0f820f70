"""Take the README's picture, `docs/images/toast.png`: the page of a real server after some rows were saved."""

import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.browser.chromium import LAUNCH  # noqa: E402
from tests.browser.people import Cast, Person  # noqa: E402
from tests.browser.screen import Screen  # noqa: E402
from tests.servers import Server  # noqa: E402

PICTURE = ROOT / "docs" / "images" / "toast.png"
VIEW: dict[str, Any] = {
    "viewport": {"width": 1280, "height": 720},
    "device_scale_factor": 1.5,
    "locale": "es-PE",
}

SAVE = """
from datetime import timedelta
from turismo.catalogo.models import Destino, Guia, Salida, Tour
from turismo.reservas.models import Reserva
from turismo.usuarios.models import Usuario

Guia(nombre="Rosa Quispe", slug="rosa-quispe", estado="publicado").save()
Tour(
    nombre="Choquequirao a pie",
    slug="choquequirao-a-pie",
    destino=Destino.objects.get(slug="cusco"),
    duracion=timedelta(days=4),
    precio=1200,
    moneda="PEN",
    estado="publicado",
).save()
Reserva(
    usuario=Usuario.objects.get(username="turista"),
    contacto_nombre="Ana Torres",
    salida=Salida.objects.filter(tour__slug="valle-sagrado").a_la_venta().first(),
    plazas=2,
    total=580,
    moneda="PEN",
    estado="confirmada",
).save()
"""


def take_picture(server: Server, page: Page) -> None:
    screen = Screen(page).open("/")
    server.shell(SAVE)
    expect(screen.toasts).to_have_count(3)
    page.mouse.move(1100, 600)  # a toast under the pointer does not time out
    screen.toasts.last.evaluate("toast => Promise.all(toast.getAnimations().map(({ finished }) => finished))")
    PICTURE.parent.mkdir(exist_ok=True)
    page.screenshot(path=PICTURE)


if __name__ == "__main__":
    with Server() as server, sync_playwright() as playwright:
        server.manage("demo")
        browser = playwright.chromium.launch(**LAUNCH)
        bruno = Cast(server).storage(Person.BRUNO)
        take_picture(server, browser.new_page(base_url=server.url, storage_state=bruno, **VIEW))
        browser.close()
    print(f"{PICTURE.relative_to(ROOT)} is new.")
