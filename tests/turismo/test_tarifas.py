"""Fares: a reservation's lines determine its price and seats, and the tour's rules apply to all lines together."""

from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from tests.turismo.fabrica import DEL_SISTEMA, un_servicio, un_tour, una_reserva, una_salida
from turismo.catalogo.models import Salida, Servicio, Tarifa, Tour
from turismo.reglas import ReglaIncumplida
from turismo.reservas.dominio.una_vez import apartar_una_vez
from turismo.reservas.dominio.ventas import apartar
from turismo.reservas.models import LineaReserva, Reserva
from turismo.reservas.reglas import (
    ImporteExcesivo,
    PersonasFueraDeRango,
    PrecioCambiado,
    ReservaRepetida,
    TarifaAcompanada,
    TarifaDesconocida,
    TarifaRepetida,
)
from turismo.usuarios.models import Usuario

pytestmark = pytest.mark.django_db


def una_tarifa(tour: Tour, tipo: str = "nino", **campos: Any) -> Tarifa:
    return Tarifa.objects.create(tour=tour, **{"tipo": tipo, "nombre": tipo, "precio": Decimal("25.00"), **campos})


def pedir(salida: Salida, *pedido: tuple[Tarifa | None, int]) -> Reserva:
    lineas = [LineaReserva(tarifa=tarifa, cantidad=cantidad) for tarifa, cantidad in pedido]
    return apartar(Reserva(salida=salida, contacto_nombre="Ana"), DEL_SISTEMA, lineas)


def test_who_asks_for_seats_and_says_no_more_pays_the_general_fare(ana: Usuario) -> None:
    reserva = una_reserva(ana, plazas=2)
    assert [(linea.tarifa, linea.cantidad, linea.importe) for linea in reserva.lineas.all()] == [
        (None, 2, Decimal("110.00"))
    ]


def test_each_fare_has_its_price_and_its_seats() -> None:
    tour = un_tour(precio=Decimal("55.00"))
    familia = una_tarifa(tour, "familia", precio=Decimal("150.00"), ocupa_plazas=4)
    bebe = una_tarifa(tour, "bebe", precio=Decimal(0), ocupa_plazas=0, acompanada=True)
    salida = una_salida(tour=tour, capacidad=10)
    reserva = pedir(salida, (None, 2), (familia, 1), (bebe, 3))
    salida.refresh_from_db()
    assert (reserva.plazas, reserva.total, salida.plazas_ocupadas) == (6, Decimal("260.00"), 6)


def test_what_was_sold_keeps_its_price(ana: Usuario) -> None:
    tour = un_tour()
    nino = una_tarifa(tour)
    reserva = pedir(una_salida(tour=tour), (None, 1), (nino, 1))
    Tarifa.objects.update(precio=Decimal(99), ocupa_plazas=3)
    assert [(linea.precio_unitario, linea.plazas) for linea in reserva.lineas.all()] == [
        (Decimal("55.00"), 1),
        (Decimal("25.00"), 1),
    ]


def pedido_imposible(tour: Tour, cual: str) -> list[tuple[Tarifa | None, int]]:
    nino = una_tarifa(tour, acompanada=True)
    retirada = una_tarifa(tour, "senior", activa=False)
    pedidos: dict[str, list[tuple[Tarifa | None, int]]] = {
        "a child alone": [(nino, 2)],
        "only babies": [(una_tarifa(tour, "bebe", ocupa_plazas=0), 2)],
        "nobody": [(None, 0), (nino, 2)],
        "too few": [(None, 1)],
        "too many": [(None, 2), (nino, 3)],
        "a withdrawn fare": [(None, 2), (retirada, 1)],
        "another tour's fare": [(None, 2), (una_tarifa(un_tour()), 1)],
        "the same fare twice": [(None, 1), (None, 1)],
        "more than a total holds": [(None, 2), (una_tarifa(tour, "otro", precio=Decimal("9999999999")), 2)],
    }
    return pedidos[cual]


@pytest.mark.parametrize(
    ("cual", "regla"),
    [
        ("a child alone", TarifaAcompanada),
        ("only babies", TarifaAcompanada),
        ("nobody", PersonasFueraDeRango),
        ("too few", PersonasFueraDeRango),
        ("too many", PersonasFueraDeRango),
        ("a withdrawn fare", TarifaDesconocida),
        ("another tour's fare", TarifaDesconocida),
        ("the same fare twice", TarifaRepetida),
        ("more than a total holds", ImporteExcesivo),
    ],
)
def test_lines_that_break_a_rule_leave_no_trace(cual: str, regla: type[ReglaIncumplida]) -> None:
    tour = un_tour(min_personas=2, max_personas=4)
    salida = una_salida(tour=tour)
    with pytest.raises(regla):
        pedir(salida, *pedido_imposible(tour, cual))
    salida.refresh_from_db()
    assert (salida.plazas_ocupadas, Reserva.objects.count()) == (0, 0)


def test_the_rule_says_how_many_may_come() -> None:
    with pytest.raises(PersonasFueraDeRango, match="una reserva es de 2 a 4 personas"):
        pedir(una_salida(tour=un_tour(min_personas=2, max_personas=4)), (None, 5))


def test_nobody_pays_more_than_they_were_told_and_then_nothing_was_held() -> None:
    salida = una_salida(tour=un_tour(precio=Decimal("55.50")))
    with pytest.raises(PrecioCambiado, match=r"cuesta ahora USD.111 en lugar de USD.110,99"):
        apartar(Reserva(salida=salida, contacto_nombre="Ana", plazas=2), DEL_SISTEMA, a_lo_sumo=Decimal("110.99"))
    salida.refresh_from_db()
    assert (salida.plazas_ocupadas, Reserva.objects.count()) == (0, 0)
    pedido = Reserva(salida=salida, contacto_nombre="Ana", plazas=2)
    assert apartar(pedido, DEL_SISTEMA, a_lo_sumo=Decimal(111)).total == Decimal(111)


def test_the_same_request_with_other_fares_is_another_one() -> None:
    tour = un_tour()
    nino, uuid = una_tarifa(tour), uuid4()
    salida = una_salida(tour=tour)

    def repetir(*lineas: LineaReserva) -> bool:
        pedido = Reserva(uuid=uuid, salida=salida, contacto_nombre="Ana")
        return apartar_una_vez(pedido, DEL_SISTEMA, lineas)[1]

    general = {"tarifa": None, "cantidad": 1}
    assert repetir(LineaReserva(**general), LineaReserva(tarifa=nino, cantidad=1))
    assert not repetir(LineaReserva(tarifa=nino, cantidad=1), LineaReserva(**general))
    with pytest.raises(ReservaRepetida):
        repetir(LineaReserva(**general), LineaReserva(tarifa=nino, cantidad=2))


@pytest.mark.parametrize(
    "cambio",
    [{"precio": Decimal(-1)}, {"edad_minima": 12, "edad_maxima": 3}],
    ids=str,
)
def test_the_database_refuses_a_fare_that_cannot_be(cambio: dict[str, object]) -> None:
    una_tarifa(un_tour())
    with pytest.raises(IntegrityError), transaction.atomic():
        Tarifa.objects.update(**cambio)


def test_a_reservation_has_one_line_for_each_fare(ana: Usuario) -> None:
    tour = un_tour()
    nino = una_tarifa(tour)
    reserva = pedir(una_salida(tour=tour), (None, 1), (nino, 1))
    for tarifa in (None, nino):
        with pytest.raises(IntegrityError), transaction.atomic():
            LineaReserva.objects.create(reserva=reserva, tarifa=tarifa, cantidad=1, precio_unitario=0, plazas=1)


def con_precio(precio: str, moneda: str) -> list[Tour | Servicio | Tarifa]:
    tour = un_tour(moneda=moneda, precio=Decimal(precio))
    return [tour, un_servicio(moneda=moneda, precio=tour.precio), una_tarifa(tour, precio=tour.precio)]


@pytest.mark.parametrize(("precio", "moneda"), [("100.50", "USD"), ("100.00", "CLP")])
def test_a_price_has_the_cents_of_its_currency(precio: str, moneda: str) -> None:
    for uno in con_precio(precio, moneda):
        uno.clean()


def test_a_currency_without_cents_has_whole_prices() -> None:
    for uno in con_precio("100.50", "CLP"):
        with pytest.raises(ValidationError) as caught:
            uno.clean()
        assert caught.value.message_dict == {"precio": ["CLP no tiene decimales."]}
