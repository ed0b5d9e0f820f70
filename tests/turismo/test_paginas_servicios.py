"""Services that a traveller adds to an existing booking."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.turismo.conftest import Navegador
from tests.turismo.fabrica import DEL_SISTEMA, un_servicio, un_tour, un_viaje, una_reserva, una_salida
from turismo.catalogo.models import Por, Servicio
from turismo.reservas.dominio.contrataciones import anular_servicio, confirmar_servicio
from turismo.reservas.dominio.movimientos import CONFIRMAR, cancelar, mover
from turismo.reservas.models import Contratacion, Reserva
from turismo.usuarios.models import Usuario

pytestmark = pytest.mark.django_db

ANADIR = "Añadir a su reserva"


def pedir(navegador: Client, reserva: Reserva, *servicios: tuple[Servicio, Any]) -> list[str]:
    """Post the form and return the message of the page that follows."""
    datos = {f"servicio_{servicio.pk}": cantidad for servicio, cantidad in servicios}
    respuesta = navegador.post(f"/reservas/{reserva.localizador}/servicios/", datos, follow=True)
    return [str(mensaje) for mensaje in respuesta.context["messages"]]


def pagina(navegador: Client, reserva: Reserva) -> str:
    return navegador.get(f"/reservas/{reserva.localizador}/").content.decode()


def ofrecidos(navegador: Client, reserva: Reserva) -> list[str]:
    servicios = navegador.get(f"/reservas/{reserva.localizador}/").context["servicios"]
    return [renglon.cosa.nombre for renglon in servicios.por_elegir()] if servicios else []


def incluidos(reserva: Reserva) -> tuple[list[str], Decimal]:
    contrataciones = Contratacion.objects.filter(reserva=reserva).order_by("pk")
    return [f"{una} {una.estado}" for una in contrataciones], Reserva.objects.get(pk=reserva.pk).total


def test_what_is_offered_goes_with_the_tour_and_is_paid_in_the_bookings_currency(ana: Usuario, como: Navegador) -> None:
    reserva = una_reserva(ana)
    un_servicio(nombre="Bolsa de dormir")
    un_servicio(nombre="En soles", moneda="PEN")
    un_servicio(nombre="Borrador", estado="borrador")
    un_servicio(nombre="De otro tour").tours.add(un_tour())
    assert ofrecidos(como(ana), reserva) == ["Bolsa de dormir"]


def test_several_services_are_added_at_once_and_the_total_follows(ana: Usuario, como: Navegador) -> None:
    reserva, navegador = una_reserva(ana), como(ana)
    bolsa, traslado = un_servicio(), un_servicio(nombre="Traslado", precio=Decimal(40), por=Por.RESERVA)
    sobra = un_servicio(nombre="Almuerzo")
    dichos = pedir(navegador, reserva, (bolsa, 2), (traslado, 1), (sobra, 0))
    assert dichos == ["Su reserva incluye: 2 × Bolsa de dormir, 1 × Traslado."]
    assert incluidos(reserva) == (["2 × Bolsa de dormir solicitado", "1 × Traslado solicitado"], Decimal(174))
    assert list(Contratacion.objects.values_list("usuario", flat=True)) == [ana.pk, ana.pk]
    assert ofrecidos(navegador, reserva) == ["Almuerzo"]
    assert "<small>solicitado</small>" in pagina(navegador, reserva)


def test_a_service_shows_what_has_become_of_it_and_may_be_added_again_once_it_is_called_off(
    ana: Usuario, como: Navegador
) -> None:
    reserva, bolsa, navegador = una_reserva(ana), un_servicio(), como(ana)
    pedir(navegador, reserva, (bolsa, 2))
    confirmar_servicio(Contratacion.objects.get())
    assert "<small>confirmado</small>" in pagina(navegador, reserva)
    anular_servicio(Contratacion.objects.get())
    assert "<small>anulado</small>" in pagina(navegador, reserva)
    assert ofrecidos(navegador, reserva) == ["Bolsa de dormir"]


def test_sent_twice_adds_it_once(ana: Usuario, como: Navegador) -> None:
    reserva, bolsa, navegador = una_reserva(ana), un_servicio(), como(ana)
    dichos = [pedir(navegador, reserva, (bolsa, 2)) for _vez in range(2)]
    assert dichos == [["Su reserva incluye: 2 × Bolsa de dormir."]] * 2
    assert incluidos(reserva) == (["2 × Bolsa de dormir solicitado"], Decimal(134))


def test_another_quantity_of_what_is_included_is_not_added(ana: Usuario, como: Navegador) -> None:
    reserva, bolsa, navegador = una_reserva(ana), un_servicio(), como(ana)
    pedir(navegador, reserva, (bolsa, 2))
    [dicho] = pedir(navegador, reserva, (bolsa, 3))
    assert dicho.startswith("No se añadió «Bolsa de dormir»: ")
    assert incluidos(reserva) == (["2 × Bolsa de dormir solicitado"], Decimal(134))


@pytest.mark.parametrize("cantidad", ["0", "", "-1", "21", "x", "1.5"])
def test_a_number_that_makes_no_sense_is_said_at_its_place(cantidad: str, ana: Usuario, como: Navegador) -> None:
    reserva, bolsa = una_reserva(ana), un_servicio()
    respuesta = como(ana).post(f"/reservas/{reserva.localizador}/servicios/", {f"servicio_{bolsa.pk}": cantidad})
    assert respuesta.status_code == 200
    assert list(respuesta.context["servicios"].errors) in (["__all__"], [f"servicio_{bolsa.pk}"])
    assert 'role="alert"' in respuesta.content.decode()
    assert incluidos(reserva) == ([], Decimal(110))


def test_what_is_charged_once_for_a_booking_is_asked_for_once(ana: Usuario, como: Navegador) -> None:
    reserva, traslado = una_reserva(ana), un_servicio(por=Por.RESERVA)
    respuesta = como(ana).post(f"/reservas/{reserva.localizador}/servicios/", {f"servicio_{traslado.pk}": 2})
    assert list(respuesta.context["servicios"].errors) == [f"servicio_{traslado.pk}"]


def test_what_is_not_offered_is_not_added(ana: Usuario, como: Navegador) -> None:
    reserva = una_reserva(ana)
    ajeno = un_servicio()
    ajeno.tours.add(un_tour())
    pedir(como(ana), reserva, (ajeno, 1), (un_servicio(moneda="PEN"), 1))
    assert incluidos(reserva) == ([], Decimal(110))


def test_a_booking_that_is_over_takes_nothing_more(ana: Usuario, como: Navegador) -> None:
    bolsa, navegador = un_servicio(), como(ana)
    for reserva in (cancelar(una_reserva(ana), DEL_SISTEMA), un_viaje(ana)):
        assert ANADIR not in pagina(navegador, reserva)
        [dicho] = pedir(navegador, reserva, (bolsa, 1))
        assert dicho == "Solo se contratan servicios con una reserva pendiente o confirmada."
    assert Contratacion.objects.count() == 0


def test_nothing_is_added_to_a_hold_that_is_over_or_a_trip_that_has_begun(ana: Usuario, como: Navegador) -> None:
    bolsa, vencida, salida = un_servicio(), una_reserva(ana), una_salida()
    en_camino = mover(una_reserva(ana, salida=salida), CONFIRMAR, DEL_SISTEMA)
    with time_machine.travel(salida.inicio + timedelta(minutes=1)):
        for reserva in (vencida, en_camino):
            assert ANADIR not in pagina(como(ana), reserva)
            assert pedir(como(ana), reserva, (bolsa, 1)) != []
    assert Contratacion.objects.count() == 0


def test_nobody_adds_to_the_booking_of_somebody_else(ana: Usuario, carla: Usuario, como: Navegador) -> None:
    reserva, bolsa = una_reserva(ana), un_servicio()
    donde = f"/reservas/{reserva.localizador}/servicios/"
    datos = {f"servicio_{bolsa.pk}": 1}
    assert como(carla).post(donde, datos).status_code == 404
    assert Client().post(donde, datos)["Location"] == f"/entrar/?next={donde}"
    assert incluidos(reserva) == ([], Decimal(110))


def test_more_services_cost_no_more_queries(
    ana: Usuario, como: Navegador, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    reserva, navegador = una_reserva(ana), como(ana)
    pedir(navegador, reserva, (un_servicio(), 1))
    un_servicio()
    # Log, session, user, booking, its contracts, their services, offered services, lines.
    with django_assert_num_queries(8):
        pagina(navegador, reserva)
    pedir(navegador, reserva, *((un_servicio(), 1) for _vez in range(4)))
    for _vez in range(4):
        un_servicio()
    with django_assert_num_queries(8):
        pagina(navegador, reserva)
