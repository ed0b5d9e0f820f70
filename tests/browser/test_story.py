"""The example of the README as a test: save a `Reserva`, see the toast."""

from playwright.sync_api import expect

from tests.browser.people import Cast, Person
from tests.browser.publisher import OtherSystem
from tests.browser.screen import Look
from tests.servers import Server

SAVE = """
from turismo.catalogo.models import Salida
from turismo.reservas.models import Reserva

Reserva(
    usuario_id={ana},
    contacto_nombre="Ana Torres",
    salida=Salida.objects.filter(tour__slug="valle-sagrado").a_la_venta().first(),
    plazas=2,
    total=580,
    moneda="PEN",
    estado="confirmada",
).save()
"""


def test_save_a_reserva_and_see_the_toast(server: Server, cast: Cast, look: Look, other_system: OtherSystem) -> None:
    """Another process saves it. Bruno of the staff and Ana, its customer, get a toast; other users do not."""
    bruno, ana = look(Person.BRUNO, "/admin/"), look(Person.ANA)
    carla, anybody = look(Person.CARLA), look()
    server.shell(SAVE.format(ana=cast.pk(Person.ANA)))

    for screen in (bruno, ana):
        expect(screen.toast("de Ana Torres: 2 × ")).to_be_visible()
    other_system.notify("Y esto lo oyen todos")
    for screen in (carla, anybody):
        screen.expect_toast("Y esto lo oyen todos")
        assert screen.messages() == ["Y esto lo oyen todos"]
