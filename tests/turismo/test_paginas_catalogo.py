"""The travellers' catalogue: search results, cards, a tour's page, and the number of database queries."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries

from tests.turismo.conftest import Navegador
from tests.turismo.fabrica import (
    un_destino,
    un_servicio,
    un_tour,
    un_viaje,
    una_reserva,
    una_salida,
)
from turismo.catalogo.models import Tarifa, Tour
from turismo.recomendaciones.valoraciones import valorar
from turismo.usuarios.models import Usuario

pytestmark = pytest.mark.django_db


def ver(client: Client, direccion: str = "/tours/", **filtros: Any) -> str:
    respuesta = client.get(direccion, filtros)
    assert respuesta.status_code == 200
    return respuesta.content.decode()


def encontrados(client: Client, **filtros: Any) -> list[str]:
    return [tarjeta.tour.nombre for tarjeta in client.get("/tours/", filtros).context["tarjetas"]]


def con_salida(nombre: str, *, dentro_de: int = 7, capacidad: int = 10, **campos: Any) -> Tour:
    tour = un_tour(nombre=nombre, **campos)
    una_salida(tour=tour, capacidad=capacidad, inicio=timezone.now() + timedelta(days=dentro_de))
    return tour


def test_what_leaves_soonest_comes_first_and_what_does_not_leave_comes_last(client: Client) -> None:
    con_salida("Tarde", dentro_de=20)
    un_tour(nombre="Nunca")
    con_salida("Pronto", dentro_de=2)
    assert encontrados(client) == ["Pronto", "Tarde", "Nunca"]


def test_drafts_and_what_was_withdrawn_are_not_shown(client: Client) -> None:
    borrador, archivado = un_tour(estado="borrador"), un_tour(estado="archivado")
    assert encontrados(client) == []
    assert [client.get(f"/tours/{tour.slug}/").status_code for tour in (borrador, archivado)] == [404, 404]


def test_a_card_tells_place_length_price_and_the_next_departure_with_room(client: Client) -> None:
    destino = un_destino(nombre="San Pedro de Atacama", pais="CL", zona_horaria="America/Santiago")
    tour = un_tour(nombre="Géiseres", destino=destino, duracion=timedelta(hours=7), precio=Decimal("1248.50"))
    with time_machine.travel(datetime(2026, 3, 1, tzinfo=UTC), tick=False):
        llena = una_salida(tour=tour, capacidad=2, inicio=datetime(2026, 3, 5, 7, 30, tzinfo=UTC))
        una_reserva(None, salida=llena)
        una_salida(tour=tour, capacidad=14, inicio=datetime(2026, 3, 6, 7, 30, tzinfo=UTC))
        pagina = ver(client)
    for dicho in (
        "San Pedro de Atacama</span> · Chile",
        "7\N{NO-BREAK SPACE}h",
        "USD\N{NO-BREAK SPACE}1\N{NO-BREAK SPACE}248,50",
        "vie 6 mar, 04:30",  # in Chile, in summer time
        "14 plazas libres",
    ):
        assert dicho in pagina


def test_a_card_shows_the_lowest_fare_that_somebody_alone_can_pay(client: Client) -> None:
    tour = con_salida("Con tarifas", precio=Decimal(60))
    for tipo, precio, campos in (
        ("nino", 20, {"acompanada": True}),
        ("bebe", 0, {"ocupa_plazas": 0}),
        ("estudiante", 45, {}),
        ("senior", 40, {"activa": False}),
    ):
        Tarifa.objects.create(tour=tour, tipo=tipo, nombre=tipo, precio=precio, **campos)
    assert "<small data-desde>desde</small> <b data-precio>USD\N{NO-BREAK SPACE}45</b>" in ver(client)


@pytest.mark.parametrize(
    ("filtros", "hallados"),
    [
        ({"texto": "sal"}, ["Salar"]),
        ({"texto": "uyuni bolivia"}, []),
        ({"texto": "UYUNI sal"}, ["Salar"]),
        ({"destino": "cusco"}, ["Valle"]),
        ({"pais": "PE"}, ["Valle"]),
        ({"precio_max": "100"}, ["Salar"]),
        ({"precio_max": "100", "moneda": "PEN"}, []),
        ({"moneda": "PEN"}, ["Valle"]),
        ({"plazas": "8"}, ["Valle"]),
        ({"destino": "cusco", "plazas": "11"}, []),
        ({"texto": ""}, ["Salar", "Valle"]),
    ],
    ids=str,
)
def test_filters_find_what_was_asked_for(filtros: dict[str, str], hallados: list[str], client: Client) -> None:
    con_salida("Salar", dentro_de=3, capacidad=6, destino=un_destino(nombre="Uyuni"))
    cusco = un_destino(slug="cusco", pais="PE", nombre="Cusco")
    con_salida("Valle", dentro_de=5, precio=Decimal(180), moneda="PEN", destino=cusco)
    assert encontrados(client, **filtros) == hallados


def test_a_date_is_the_one_on_the_calendar_of_the_place(client: Client) -> None:
    tour = un_tour(nombre="Nocturno", destino=un_destino(zona_horaria="America/Lima"))
    with time_machine.travel(datetime(2026, 3, 1, tzinfo=UTC), tick=False):
        una_salida(tour=tour, inicio=datetime(2026, 3, 7, 2, tzinfo=UTC))  # in Lima, the 6th at 21:00
        assert [encontrados(client, fecha=date(2026, 3, dia)) for dia in (5, 6, 7)] == [[], ["Nocturno"], []]


@pytest.mark.parametrize(
    ("filtros", "campo"),
    [
        ({"fecha": "9999-12-31"}, "fecha"),
        ({"fecha": "0001-01-01"}, "fecha"),
        ({"fecha": "mañana"}, "fecha"),
        ({"plazas": "0"}, "plazas"),
        ({"plazas": "1e9"}, "plazas"),
        ({"precio_max": "-1"}, "precio_max"),
        ({"precio_max": "NaN"}, "precio_max"),
        ({"destino": "' OR 1=1 --"}, "destino"),
        ({"texto": "a\x00b"}, "texto"),
        ({"texto": "a" * 81}, "texto"),
    ],
    ids=str,
)
def test_a_filter_that_makes_no_sense_is_said_and_left_out_of_account(
    filtros: dict[str, str], campo: str, client: Client
) -> None:
    con_salida("Salar")
    respuesta = client.get("/tours/", filtros)
    assert (respuesta.status_code, list(respuesta.context["form"].errors)) == (200, [campo])
    assert encontrados(client, **filtros) == ["Salar"]


@pytest.mark.parametrize("pagina", ["0", "999", "x", "-1"])
def test_a_page_that_does_not_exist_is_the_nearest_one_that_does(pagina: str, client: Client) -> None:
    con_salida("Salar")
    assert encontrados(client, page=pagina) == ["Salar"]


def test_a_search_that_finds_nothing_says_what_to_try(client: Client) -> None:
    assert "Ningún tour cumple todo lo que pide" in ver(client, texto="Marte")


def test_what_is_typed_comes_back_as_text(client: Client) -> None:
    assert "<script>alert(1)" not in ver(client, texto="<script>alert(1)</script>")


def test_pages_keep_the_filters(client: Client) -> None:
    for numero in range(13):
        con_salida(f"Salar {numero}", dentro_de=numero + 1)
    con_salida("Otro", dentro_de=1, destino=un_destino(nombre="Cusco"), resumen="Valle")
    assert encontrados(client, texto="salar", page=2) == ["Salar 12"]
    assert 'href="?texto=salar&amp;page=2"' in ver(client, texto="salar")


def test_an_open_page_asks_for_the_tours_it_shows_and_those_it_has_heard_of(client: Client) -> None:
    tours = [con_salida(f"Salar {numero}", dentro_de=numero + 1) for numero in range(20)]
    con_salida("Otro")
    pedidos = [*(tour.slug for tour in tours[3:18]), "a\x00b"]
    assert encontrados(client, texto="salar", solo=pedidos) == [f"Salar {numero}" for numero in range(3, 18)]


def test_more_tours_cost_no_more_queries(
    client: Client, ana: Usuario, como: Navegador, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = como(ana)
    con_salida("El primero")
    ver(client)
    # Log, destinations, currencies, session, user, count, tours, departures, fares, ratings, suggestions.
    with django_assert_num_queries(11):
        ver(client)
    for numero in range(8):
        viajado = un_viaje(ana, tour=con_salida(f"Otro {numero}"))
        valorar(viajado, ana, 4)
    with django_assert_num_queries(11):
        ver(client)


@pytest.mark.parametrize(
    ("campos", "ocupadas", "dicho"),
    [
        ({}, 0, "10 plazas libres"),
        ({}, 6, "Quedan 4 plazas"),
        ({}, 9, "Queda 1 plaza"),
        ({}, 10, "Agotada"),
        ({"estado": "cerrada"}, 0, "Venta cerrada"),
        ({"inicio": timedelta(hours=1)}, 0, "Venta cerrada"),
    ],
)
def test_a_departure_says_how_many_seats_it_has(
    campos: dict[str, Any], ocupadas: int, dicho: str, client: Client
) -> None:
    if "inicio" in campos:
        campos = {"inicio": timezone.now() + campos["inicio"]}
    salida = una_salida(plazas_ocupadas=ocupadas, **campos)
    assert f">{dicho}</span>" in ver(client, f"/tours/{salida.tour.slug}/")


def test_a_tours_page_tells_fares_services_and_what_others_thought(client: Client, ana: Usuario) -> None:
    tour = un_tour()
    Tarifa.objects.create(tour=tour, tipo="nino", nombre="Niño", precio=30, edad_minima=4, edad_maxima=11)
    un_servicio(nombre="Bolsa de dormir")
    un_servicio(nombre="En soles", moneda="PEN")
    valorar(un_viaje(ana, tour=tour), ana, 4, "<b>Sal</b> por todas partes")
    pagina = ver(client, f"/tours/{tour.slug}/")
    for dicho in ("Niño", "de 4 a 11 años", "Bolsa de dormir", "4 de 5", "&lt;b&gt;Sal&lt;/b&gt; por todas", "Ana"):
        assert dicho in pagina
    assert "En soles" not in pagina
    assert "ana@example.com" not in pagina


def test_more_departures_cost_no_more_queries(
    client: Client, ana: Usuario, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    tour = con_salida("El tour")
    ver(client, f"/tours/{tour.slug}/")
    # Log, tour, months, first month, departures, fares, services, average, ratings.
    with django_assert_num_queries(9):
        ver(client, f"/tours/{tour.slug}/")
    for numero in range(8):
        una_salida(tour=tour, inicio=timezone.now() + timedelta(days=numero + 10))
        valorar(un_viaje(ana, tour=tour), ana, 4)
    with django_assert_num_queries(9):
        ver(client, f"/tours/{tour.slug}/")


def test_it_speaks_english_where_that_is_wanted(client: Client) -> None:
    con_salida("Salar", nombre_en="The salt flats", precio=Decimal("1248.50"))
    with override("es"):  # resets the language that a request leaves behind in its thread
        pagina = client.get("/tours/", headers={"Accept-Language": "en"}).content.decode()
    assert "The salt flats" in pagina
    assert "USD\N{NO-BREAK SPACE}1,248.50" in pagina
