"""Seats are sold once, and every reservation moves through its states by the rules."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests.turismo.fabrica import DEL_SISTEMA, un_servicio, un_tour, una_reserva, una_salida
from turismo.catalogo.models import Salida
from turismo.reglas import ReglaIncumplida
from turismo.reservas.dominio.contrataciones import contratar
from turismo.reservas.dominio.movimientos import (
    CANCELAR,
    COMPLETAR,
    CONFIRMAR,
    EXPIRAR,
    Movimiento,
    mover,
)
from turismo.reservas.dominio.una_vez import apartar_una_vez
from turismo.reservas.dominio.vencimientos import expirar_vencidas
from turismo.reservas.models import Contratacion, Reserva, TransicionReserva
from turismo.reservas.reglas import (
    MonedaDistinta,
    PlazoVencido,
    ReservaInactiva,
    ReservaRepetida,
    SalidaCerrada,
    SinCupo,
    TransicionInvalida,
)
from turismo.usuarios.models import Usuario

pytestmark = pytest.mark.django_db


def ocupadas(salida: Salida) -> int:
    return Salida.objects.get(pk=salida.pk).plazas_ocupadas


def diario(reserva: Reserva) -> list[tuple[str, str, str]]:
    return list(TransicionReserva.objects.filter(reserva=reserva).values_list("accion", "de", "a"))


def test_a_reservation_holds_its_seats_at_the_price_of_the_tour(ana: Usuario) -> None:
    salida = una_salida(tour=un_tour(precio=Decimal("55.50"), moneda="USD", retencion=timedelta(hours=1)))
    with time_machine.travel(timezone.now(), tick=False):
        reserva = una_reserva(ana, salida=salida, plazas=3)
        assert reserva.expira_en == timezone.now() + timedelta(hours=1)
    assert (reserva.estado, reserva.total, reserva.moneda) == ("pendiente", Decimal("166.50"), "USD")
    assert ocupadas(salida) == 3
    assert diario(reserva) == [("apartar", "", "pendiente")]


def test_more_seats_than_there_are_leave_no_trace(ana: Usuario) -> None:
    salida = una_salida(capacidad=4)
    una_reserva(ana, salida=salida, plazas=3)
    with pytest.raises(SinCupo):
        una_reserva(ana, salida=salida, plazas=2)
    assert ocupadas(salida) == 3
    assert Reserva.objects.count() == 1


@pytest.mark.parametrize(
    "salida_cerrada",
    [
        lambda: una_salida(estado="cerrada"),
        lambda: una_salida(inicio=timezone.now() - timedelta(minutes=1)),
        lambda: una_salida(tour=un_tour(estado="archivado")),
    ],
    ids=["closed", "gone", "of a withdrawn tour"],
)
def test_a_departure_that_is_not_on_sale_sells_nothing(salida_cerrada: Callable[[], Salida], ana: Usuario) -> None:
    salida = salida_cerrada()
    with pytest.raises(SalidaCerrada):
        una_reserva(ana, salida=salida)
    assert ocupadas(salida) == 0


def test_who_needs_the_seats_of_an_overdue_hold_gets_them(ana: Usuario, carla: Usuario) -> None:
    salida = una_salida(capacidad=2)
    vencida = una_reserva(ana, salida=salida, plazas=2)
    with time_machine.travel(timezone.now() + timedelta(minutes=31)):
        nueva = una_reserva(carla, salida=salida, plazas=2)
    vencida.refresh_from_db()
    assert (vencida.estado, nueva.estado, ocupadas(salida)) == ("expirada", "pendiente", 2)
    assert diario(vencida) == [("apartar", "", "pendiente"), ("expirar", "pendiente", "expirada")]


def test_overdue_seats_are_given_back_even_if_they_are_too_few(ana: Usuario, carla: Usuario) -> None:
    salida = una_salida(capacidad=2)
    una_reserva(ana, salida=salida, plazas=2)
    with time_machine.travel(timezone.now() + timedelta(minutes=31)), pytest.raises(SinCupo):
        una_reserva(carla, salida=salida, plazas=3)
    assert ocupadas(salida) == 0


def test_a_hold_that_is_not_over_cannot_expire(ana: Usuario) -> None:
    salida = una_salida()
    una_reserva(ana, salida=salida)
    assert expirar_vencidas(salida.pk) == 0
    assert ocupadas(salida) == 2


def pendiente(ana: Usuario) -> Reserva:
    return una_reserva(ana, salida=una_salida(capacidad=10), plazas=2)


def despues_de(*movimientos: Movimiento) -> Callable[[Usuario], Reserva]:
    def reservar(ana: Usuario) -> Reserva:
        reserva = pendiente(ana)
        for movimiento in movimientos:
            mover(reserva, movimiento, DEL_SISTEMA)
        return reserva

    return reservar


confirmada = despues_de(CONFIRMAR)
cancelada = despues_de(CANCELAR)


@pytest.mark.parametrize(
    ("reservar", "movimiento", "estado", "quedan_ocupadas"),
    [
        (pendiente, CONFIRMAR, "confirmada", 2),
        (pendiente, CANCELAR, "cancelada", 0),
        (confirmada, CANCELAR, "cancelada", 0),
    ],
)
def test_what_is_allowed_moves_the_reservation(
    reservar: Callable[[Usuario], Reserva], movimiento: Movimiento, estado: str, quedan_ocupadas: int, ana: Usuario
) -> None:
    reserva = reservar(ana)
    de, version = reserva.estado, reserva.version
    mover(reserva, movimiento, DEL_SISTEMA)
    reserva.refresh_from_db()
    assert (reserva.estado, reserva.expira_en, reserva.version) == (estado, None, version + 1)
    assert ocupadas(reserva.salida) == quedan_ocupadas
    assert diario(reserva)[-1] == (movimiento.accion, de, estado)


@pytest.mark.parametrize(
    ("reservar", "movimiento"),
    [
        (confirmada, CONFIRMAR),
        (cancelada, CONFIRMAR),
        (cancelada, CANCELAR),
        (pendiente, EXPIRAR),
        (confirmada, EXPIRAR),
        (pendiente, COMPLETAR),
        (confirmada, COMPLETAR),  # it has not departed yet
    ],
)
def test_what_is_not_allowed_moves_nothing(
    reservar: Callable[[Usuario], Reserva], movimiento: Movimiento, ana: Usuario
) -> None:
    reserva = reservar(ana)
    antes = (reserva.estado, reserva.version, ocupadas(reserva.salida), diario(reserva))
    with pytest.raises(TransicionInvalida):
        mover(reserva, movimiento, DEL_SISTEMA)
    reserva.refresh_from_db()
    assert (reserva.estado, reserva.version, ocupadas(reserva.salida), diario(reserva)) == antes


def test_a_journey_is_completed_once_it_has_begun(ana: Usuario) -> None:
    reserva = confirmada(ana)
    with time_machine.travel(reserva.salida.inicio + timedelta(minutes=1)):
        mover(reserva, COMPLETAR, DEL_SISTEMA)
    assert (reserva.estado, ocupadas(reserva.salida)) == ("completada", 2)


def test_an_overdue_hold_cannot_be_confirmed(ana: Usuario) -> None:
    reserva = pendiente(ana)
    with time_machine.travel(timezone.now() + timedelta(minutes=31)), pytest.raises(PlazoVencido):
        mover(reserva, CONFIRMAR, DEL_SISTEMA)


def test_the_same_request_twice_books_once(ana: Usuario) -> None:
    salida, uuid = una_salida(), uuid4()
    pedidos = [Reserva(uuid=uuid, usuario=ana, salida=salida, plazas=2, contacto_nombre="Ana") for _vez in range(2)]
    (una, es_nueva), (otra, es_nueva_otra) = (apartar_una_vez(pedido, DEL_SISTEMA) for pedido in pedidos)
    assert (una.pk, es_nueva, es_nueva_otra) == (otra.pk, True, False)
    assert ocupadas(salida) == 2


def test_a_uuid_stands_for_one_reservation_only(ana: Usuario, carla: Usuario) -> None:
    de_ana = una_reserva(ana)
    with pytest.raises(ReservaRepetida):
        apartar_una_vez(
            Reserva(uuid=de_ana.uuid, usuario=carla, salida=de_ana.salida, plazas=2, contacto_nombre="Carla"),
            DEL_SISTEMA,
        )


def test_a_service_adds_its_price_of_today_to_the_total(ana: Usuario) -> None:
    reserva = pendiente(ana)
    servicio = un_servicio(precio=Decimal("12.00"))
    contratacion = contratar(Contratacion(reserva=reserva, servicio=servicio, cantidad=2, usuario=ana))
    servicio.precio = Decimal("99.00")
    servicio.save()
    reserva.refresh_from_db()
    contratacion.refresh_from_db()
    assert (contratacion.importe, reserva.total) == (Decimal("24.00"), Decimal("134.00"))


@pytest.mark.parametrize(
    ("reservar", "moneda", "regla"),
    [(cancelada, "USD", ReservaInactiva), (pendiente, "PEN", MonedaDistinta)],
)
def test_a_service_goes_with_a_live_reservation_in_its_currency(
    reservar: Callable[[Usuario], Reserva], moneda: str, regla: type[ReglaIncumplida], ana: Usuario
) -> None:
    reserva = reservar(ana)
    with pytest.raises(regla):
        contratar(Contratacion(reserva=reserva, servicio=un_servicio(moneda=moneda), cantidad=1, usuario=ana))
    total = reserva.total
    reserva.refresh_from_db()
    assert (reserva.total, Contratacion.objects.count()) == (total, 0)


@pytest.mark.parametrize(
    "cambio",
    [
        {"estado": "confirmada"},  # still with a time to expire
        {"expira_en": None},  # still pending
        {"plazas": 0},
        {"total": Decimal(-1)},
        {"moneda": "pen"},
    ],
    ids=str,
)
def test_the_database_refuses_a_reservation_that_cannot_be(cambio: dict[str, object], ana: Usuario) -> None:
    reserva = pendiente(ana)
    with pytest.raises(IntegrityError), transaction.atomic():
        Reserva.objects.filter(pk=reserva.pk).update(**cambio)
