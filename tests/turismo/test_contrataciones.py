"""Services of a reservation: contracted, confirmed, called off, and the total with each change."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from tests.turismo.avisos import avisos
from tests.turismo.fabrica import DEL_SISTEMA, un_servicio, un_tour, una_reserva
from turismo.catalogo.models import Servicio
from turismo.reglas import ReglaIncumplida
from turismo.reservas.dominio.contrataciones import anular_servicio, confirmar_servicio, contratar
from turismo.reservas.dominio.movimientos import CANCELAR, mover
from turismo.reservas.models import Contratacion, Reserva
from turismo.reservas.reglas import (
    ContratacionInalterable,
    ImporteExcesivo,
    ReservaInactiva,
    ServicioDeOtroTour,
    ServicioPorReserva,
)
from turismo.usuarios.models import Usuario

pytestmark = pytest.mark.django_db

Paso = Callable[[Contratacion], Contratacion]


def contratado(reserva: Reserva, cantidad: int = 2, servicio: Servicio | None = None) -> Contratacion:
    return contratar(Contratacion(reserva=reserva, servicio=servicio or un_servicio(), cantidad=cantidad))


def total(reserva: Reserva) -> Decimal:
    return Reserva.objects.get(pk=reserva.pk).total


def test_what_is_called_off_is_taken_off_the_total_and_may_be_contracted_anew(ana: Usuario) -> None:
    reserva, servicio = una_reserva(ana), un_servicio(precio=Decimal("12.00"))
    contratacion = contratado(reserva, 2, servicio)
    assert (contratacion.estado, total(reserva)) == ("solicitado", Decimal("134.00"))
    confirmar_servicio(contratacion)
    anular_servicio(contratacion)
    assert (contratacion.estado, total(reserva)) == ("anulado", Decimal("110.00"))
    contratado(reserva, 1, servicio)
    assert total(reserva) == Decimal("122.00")


def test_the_staff_and_its_customer_hear_what_becomes_of_a_service(ana: Usuario) -> None:
    reserva = una_reserva(ana)
    contratacion = contratado(reserva)
    confirmar_servicio(contratacion)
    anular_servicio(contratacion)
    cual = f"2 × Bolsa de dormir (reserva {reserva.localizador})"
    assert avisos("servicio_confirmado", "servicio_anulado") == [
        ("servicio_confirmado", f"staff user:{ana.pk}", f"Servicio confirmado: {cual}"),
        ("servicio_anulado", f"staff user:{ana.pk}", f"Servicio anulado: {cual}"),
    ]


@pytest.mark.parametrize(
    ("antes", "paso"),
    [
        ([confirmar_servicio], confirmar_servicio),
        ([anular_servicio], anular_servicio),
        ([anular_servicio], confirmar_servicio),
    ],
)
def test_a_service_goes_through_its_states_once(antes: list[Paso], paso: Paso, ana: Usuario) -> None:
    reserva = una_reserva(ana)
    contratacion = contratado(reserva)
    for uno in antes:
        uno(contratacion)
    queda = total(reserva)
    with pytest.raises(ContratacionInalterable):
        paso(contratacion)
    assert total(reserva) == queda


@pytest.mark.parametrize("paso", [confirmar_servicio, anular_servicio])
def test_of_a_reservation_that_is_over_nothing_changes(paso: Paso, ana: Usuario) -> None:
    reserva = una_reserva(ana)
    contratacion = contratado(reserva)
    mover(reserva, CANCELAR, DEL_SISTEMA)
    with pytest.raises(ReservaInactiva):
        paso(contratacion)
    contratacion.refresh_from_db()
    assert (contratacion.estado, total(reserva)) == ("solicitado", Decimal("134.00"))


def de_otro_tour() -> Servicio:
    servicio = un_servicio()
    servicio.tours.add(un_tour())
    return servicio


@pytest.mark.parametrize(
    ("servicio", "regla"),
    [
        (de_otro_tour, ServicioDeOtroTour),
        (lambda: un_servicio(por="reserva"), ServicioPorReserva),
        (lambda: un_servicio(precio=Decimal("9999999999.00")), ImporteExcesivo),
    ],
    ids=["of another tour", "two of what is charged once", "more than a total holds"],
)
def test_a_service_that_does_not_fit_is_not_contracted(
    servicio: Callable[[], Servicio], regla: type[ReglaIncumplida], ana: Usuario
) -> None:
    reserva = una_reserva(ana)
    with pytest.raises(regla):
        contratado(reserva, 2, servicio())
    assert (total(reserva), Contratacion.objects.count()) == (Decimal("110.00"), 0)


def test_a_service_goes_with_its_tours_or_with_them_all(ana: Usuario) -> None:
    reserva = una_reserva(ana)
    tour = reserva.salida.tour
    suyo, de_todos, ajeno = un_servicio(), un_servicio(), de_otro_tour()
    suyo.tours.add(tour, un_tour())
    assert set(Servicio.objects.publicados().para(tour.pk)) == {suyo, de_todos}
    assert ajeno not in Servicio.objects.para(tour.pk)
