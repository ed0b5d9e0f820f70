"""The calendar of a tour: one entry for each day in the destination's time zone."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.test import Client

from tests.turismo.fabrica import DEL_SISTEMA, un_destino, un_tour, una_reserva, una_salida
from turismo.reservas.dominio.salidas import cancelar_salida, cerrar

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _noviembre() -> object:
    with time_machine.travel("2026-11-20T12:00:00Z", tick=False):
        yield


def dias(client: Client, busqueda: str) -> list[tuple[str, str, int, int]]:
    respuesta = client.get(f"/api/tours/salar/calendario?{busqueda}")
    assert respuesta.status_code == 200
    return [(dia["fecha"], dia["estado"], dia["libres"], dia["salidas"]) for dia in respuesta.json()]


def test_each_day_of_the_place_says_how_much_room_there_is(client: Client) -> None:
    salar = un_tour(slug="salar")
    # 22:00 of the first in La Paz, which is the second in UTC; and two on the second.
    una_salida(tour=salar, inicio=datetime(2026, 12, 2, 2, tzinfo=UTC), capacidad=4)
    casi_llena = una_salida(tour=salar, inicio=datetime(2026, 12, 2, 13, tzinfo=UTC), capacidad=4)
    una_reserva(None, salida=casi_llena, plazas=3)
    otra = una_salida(tour=salar, inicio=datetime(2026, 12, 2, 18, tzinfo=UTC), capacidad=6)
    una_reserva(None, salida=otra, plazas=4)
    cerrar(una_salida(tour=salar, inicio=datetime(2026, 12, 4, 13, tzinfo=UTC)), DEL_SISTEMA)
    cancelar_salida(una_salida(tour=salar, inicio=datetime(2026, 12, 5, 13, tzinfo=UTC)), "Paro", DEL_SISTEMA)
    una_salida(inicio=datetime(2026, 12, 3, 13, tzinfo=UTC))  # of another tour
    assert dias(client, "desde=2026-12-01&hasta=2026-12-05") == [
        ("2026-12-01", "disponible", 4, 1),
        ("2026-12-02", "limitada", 2, 2),
        ("2026-12-03", "cerrada", 0, 0),
        ("2026-12-04", "cerrada", 0, 1),
        ("2026-12-05", "cerrada", 0, 0),
    ]
    # A party of three takes one departure: two seats here and one there do not suffice.
    assert dias(client, "desde=2026-12-02&hasta=2026-12-02&plazas=3") == [("2026-12-02", "agotada", 2, 2)]


def test_it_begins_today_in_the_place_and_shows_a_month(client: Client) -> None:
    un_tour(slug="salar", destino=un_destino(zona_horaria="Pacific/Kiritimati"))  # UTC+14: it is already tomorrow
    fechas = [dia[0] for dia in dias(client, "")]
    assert (fechas[0], fechas[-1], len(fechas)) == ("2026-11-21", "2026-12-21", 31)


def test_a_day_of_a_changing_clock_is_one_day(client: Client) -> None:
    salar = un_tour(slug="salar", destino=un_destino(zona_horaria="America/Santiago"))
    for hora in (4, 26):  # the first and the last hour of a day of 23 hours
        inicio = datetime(2027, 9, 5 + hora // 24, hora % 24, 30, tzinfo=UTC)
        una_salida(tour=salar, inicio=inicio)
    assert [(fecha, salidas) for fecha, _e, _l, salidas in dias(client, "desde=2027-09-04&hasta=2027-09-06")] == [
        ("2027-09-04", 0),
        ("2027-09-05", 2),
        ("2027-09-06", 0),
    ]


@pytest.mark.parametrize(
    ("busqueda", "campos"),
    [
        ("desde=2026-12-01&hasta=2027-03-03", ["hasta"]),
        ("desde=2026-12-02&hasta=2026-12-01", ["hasta"]),
        ("desde=mañana", ["desde"]),
        ("desde=0001-01-01", ["desde"]),
        ("desde=9999-12-31", ["desde"]),
        ("plazas=0", ["plazas"]),
    ],
)
def test_what_is_no_calendar_is_refused_at_its_field(busqueda: str, campos: list[str], client: Client) -> None:
    un_tour(slug="salar")
    respuesta = client.get(f"/api/tours/salar/calendario?{busqueda}")
    assert (respuesta.status_code, list(respuesta.json()["errores"])) == (400, campos)


def test_ninety_two_days_are_not_too_many(client: Client) -> None:
    un_tour(slug="salar")
    assert len(dias(client, "desde=2026-12-01&hasta=2027-03-02")) == 92


def test_a_draft_has_no_calendar(client: Client) -> None:
    un_tour(slug="salar", estado="borrador")
    assert client.get("/api/tours/salar/calendario").status_code == 404
