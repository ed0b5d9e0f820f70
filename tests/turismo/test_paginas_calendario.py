"""The calendar on a tour's page: the month it shows, the months it links to, and the text of each day."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries

from tests.turismo.fabrica import un_destino, un_guia, un_tour, una_salida
from turismo.catalogo.models import Tour
from turismo.paginas.calendario import Mes

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def it_is_the_tenth_of_march() -> Iterator[None]:
    with time_machine.travel(datetime(2026, 3, 10, 12, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def tour(db: None) -> Tour:
    return un_tour(destino=un_destino(nombre="Cusco", zona_horaria="America/Lima"))


def salir(tour: Tour, *dias: str, **campos: Any) -> None:
    for dia in dias:
        una_salida(tour=tour, inicio=datetime.fromisoformat(f"{dia}T15:00Z"), **campos)


def mes(client: Client, tour: Tour, pedido: str | None = None) -> Mes:
    respuesta = client.get(f"/tours/{tour.slug}/", {} if pedido is None else {"mes": pedido})
    assert respuesta.status_code == 200
    calendario: Mes = respuesta.context["mes"]
    return calendario


def pagina(client: Client, tour: Tour, pedido: str = "") -> str:
    return client.get(f"/tours/{tour.slug}/", {"mes": pedido}).content.decode()


def casilla(client: Client, tour: Tour, dia: str) -> str:
    """The text of a day for screen readers, as one line."""
    [celda] = re.findall(rf'<td data-dia-de="{dia}".*?</td>', pagina(client, tour, dia[:7]))
    return re.sub("<[^>]+>", "", re.sub(r'<span [^>]*aria-hidden="true"[^>]*>.*?</span>', "", celda))


def test_it_begins_with_the_month_of_the_next_departure_that_can_be_booked(client: Client, tour: Tour) -> None:
    salir(tour, "2026-03-20", plazas_ocupadas=10)
    salir(tour, "2026-03-25", estado="cerrada")
    salir(tour, "2026-05-02", "2026-06-01")
    assert mes(client, tour).primero == date(2026, 5, 1)


def test_where_nothing_can_be_booked_it_begins_with_the_first_departure(client: Client, tour: Tour) -> None:
    salir(tour, "2026-04-20", "2026-05-20", plazas_ocupadas=10)
    assert mes(client, tour).primero == date(2026, 4, 1)


def test_where_nothing_leaves_it_is_this_month_and_empty(client: Client, tour: Tour) -> None:
    salir(tour, "2026-04-20", estado="cancelada")
    calendario = mes(client, tour)
    assert (calendario.primero, calendario.dias) == (date(2026, 3, 1), [])
    assert "Por ahora no hay salidas" in pagina(client, tour)


@pytest.mark.parametrize(
    "pedido",
    [
        "",
        "x",
        "2026-13",
        "2026-00",
        "2026-04-01",
        "-2026-04",
        "a\x00b",
        "' OR 1=1 --",
        "9" * 5000,
        "0000-01",
        "0001-01",
        "9999-12",
        "99999-01",
        "2026-02",
        "2028-04",
    ],
    ids=lambda pedido: pedido[:12],
)
def test_a_month_that_makes_no_sense_is_the_one_to_begin_with(pedido: str, client: Client, tour: Tour) -> None:
    salir(tour, "2026-05-02")
    assert mes(client, tour, pedido).primero == date(2026, 5, 1)


@pytest.mark.parametrize("pedido", ["2026-03", "2026-04", "2028-03"])
def test_a_month_that_is_asked_for_is_shown_even_if_nothing_leaves(pedido: str, client: Client, tour: Tour) -> None:
    salir(tour, "2026-05-02")
    assert f"{mes(client, tour, pedido).primero:%Y-%m}" == pedido
    assert "En este mes no hay salidas" in pagina(client, tour, pedido)


def test_what_leaves_later_than_a_calendar_reaches_does_not_draw_it_there(client: Client, tour: Tour) -> None:
    salir(tour, "2031-05-02")
    calendario = mes(client, tour)
    assert (calendario.primero, calendario.siguiente) == (date(2026, 3, 1), None)


def test_it_leads_to_the_nearest_months_in_which_something_leaves(client: Client, tour: Tour) -> None:
    salir(tour, "2026-03-01", "2026-04-02", "2026-06-01", "2026-06-30", "2026-09-09", "2026-12-01")
    rumbos = [(mes(client, tour, f"2026-{n:02}").anterior, mes(client, tour, f"2026-{n:02}").siguiente) for n in (4, 6)]
    assert rumbos == [(None, date(2026, 6, 1)), (date(2026, 4, 1), date(2026, 9, 1))]
    de_abril = pagina(client, tour, "2026-04")
    assert 'rel="next" href="?mes=2026-06#salidas"' in de_abril
    assert 'rel="prev" role="link" aria-disabled="true"' in de_abril


def test_days_and_months_are_those_of_the_place(client: Client, tour: Tour) -> None:
    una_salida(tour=tour, inicio=datetime(2026, 4, 1, 3, tzinfo=UTC))  # in Lima, the last of March at 22:00
    una_salida(tour=tour, inicio=datetime(2026, 5, 1, 5, tzinfo=UTC))  # in Lima, midnight
    horas = {
        f"{dia.fecha}": [f"{salida.inicio_local:%H:%M}" for salida in dia.salidas]
        for pedido in ("2026-03", "2026-04", "2026-05")
        for dia in mes(client, tour, pedido).dias
    }
    assert horas == {"2026-03-31": ["22:00"], "2026-05-01": ["00:00"]}
    assert "A la hora de Cusco (UTC−5)." in pagina(client, tour)


@pytest.mark.parametrize(
    ("salidas", "dicho"),
    [
        ([{}], "10 plazas libres"),
        ([{"plazas_ocupadas": 6}], "Quedan 4 plazas"),
        ([{"plazas_ocupadas": 9}], "Queda 1 plaza"),
        ([{"plazas_ocupadas": 10}], "Agotada"),
        ([{"estado": "cerrada"}], "Venta cerrada"),
        ([{"plazas_ocupadas": 10}, {"estado": "cerrada"}], "Agotada"),
        ([{"plazas_ocupadas": 10}, {"plazas_ocupadas": 7}, {"plazas_ocupadas": 8}], "Quedan 3 plazas"),
        ([{"capacidad": 20, "plazas_ocupadas": 11}, {"capacidad": 6}], "9 plazas libres"),
    ],
    ids=lambda valor: valor if isinstance(valor, str) else "",
)
def test_a_day_says_the_best_of_its_departures(
    salidas: list[dict[str, Any]], dicho: str, client: Client, tour: Tour
) -> None:
    for hora, campos in enumerate(salidas):
        una_salida(tour=tour, inicio=datetime(2026, 4, 4, 12 + hora, tzinfo=UTC), **campos)
    assert casilla(client, tour, "2026-04-04") == f"sábado 4 de abril: {dicho}"
    assert 'href="#dia-2026-04-04"' in pagina(client, tour)
    assert 'id="dia-2026-04-04"' in pagina(client, tour)


def test_a_day_without_departures_is_its_number_and_today_is_marked(client: Client, tour: Tour) -> None:
    assert casilla(client, tour, "2026-03-11") == "11"
    assert re.findall(r'data-dia-de="(\S+)" aria-current="date"', pagina(client, tour)) == ["2026-03-10"]


@pytest.mark.parametrize(
    ("idioma", "cabeceras", "primera"),
    [("es", ["lun", "lunes"], [None, None, 1, 2, 3, 4, 5]), ("en", ["Sun", "Sunday"], [None, None, None, 1, 2, 3, 4])],
)
def test_weeks_begin_as_the_readers_language_has_it(
    idioma: str, cabeceras: list[str], primera: list[int | None], client: Client, tour: Tour
) -> None:
    calendario = mes(client, tour, "2026-04")
    with override(idioma):
        assert [str(palabra) for palabra in next(calendario.cabeceras())] == cabeceras
        semanas = [[casilla.fecha and casilla.fecha.day for casilla in semana] for semana in calendario.semanas()]
    assert semanas[0] == primera
    assert [dia for semana in semanas for dia in semana if dia] == list(range(1, 31))


def test_a_fuller_month_costs_no_more_queries(
    client: Client, tour: Tour, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    salir(tour, "2026-04-01")
    mes(client, tour, "2026-04")
    # Log, tour, months, departures, fares, services, average, ratings.
    with django_assert_num_queries(8):
        mes(client, tour, "2026-04")
    for n in range(60):
        inicio = datetime(2026, 4, 1, 18, tzinfo=UTC) + timedelta(days=n)
        una_salida(tour=tour, inicio=inicio, guia=un_guia())
    with django_assert_num_queries(8):
        mes(client, tour, "2026-04")
