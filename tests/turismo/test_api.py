"""The API as a whole: who may do what, one form of error, a schema without warnings, lists that stay cheap."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.turismo.conftest import Navegador
from tests.turismo.fabrica import (
    un_destino,
    un_guia,
    un_servicio,
    un_tour,
    un_usuario,
    una_reserva,
    una_salida,
)
from turismo.recomendaciones.models import Recomendacion
from turismo.reservas.models import Contratacion
from turismo.reservas.ventas import contratar
from turismo.usuarios.models import Usuario

pytestmark = pytest.mark.django_db

JSON = "application/json"
CATALOGO: dict[str, dict[str, object]] = {
    "destinos": {"nombre": "Yungas", "pais": "BO", "zona_horaria": "America/La_Paz", "estado": "publicado"},
    "guias": {"nombre": "Ramiro Mamani", "idiomas": "es ay"},
    "servicios": {"nombre": "Almuerzo", "categoria": "comida", "precio": "14.00", "moneda": "USD"},
    "tours": {"nombre": "Yungas en bici", "duracion": "08:00:00", "precio": "80.00", "moneda": "USD"},
    "salidas": {"inicio": "2126-12-01T13:00:00Z", "fin": "2126-12-01T21:00:00Z", "capacidad": 8},
}


def pedido(recurso: str) -> dict[str, object]:
    match recurso:
        case "tours":
            return CATALOGO[recurso] | {"destino": un_destino().slug}
        case "salidas":
            return CATALOGO[recurso] | {"tour": un_tour().slug}
    return dict(CATALOGO[recurso])


@pytest.mark.parametrize("recurso", CATALOGO)
def test_everybody_reads_the_catalogue_and_the_staff_adds_to_it(
    recurso: str, client: Client, ana: Usuario, bruno: Usuario, como: Navegador
) -> None:
    nuevo = pedido(recurso)
    anonimo, cliente, personal = client, como(ana), como(bruno)
    assert [quien.get(f"/api/{recurso}").status_code for quien in (anonimo, cliente, personal)] == [200, 200, 200]
    assert [quien.post(f"/api/{recurso}", nuevo, JSON).status_code for quien in (anonimo, cliente, personal)] == [
        401,
        403,
        201,
    ]


def test_an_entry_without_an_address_gets_one_made_of_its_name(bruno: Usuario, como: Navegador) -> None:
    respuesta = como(bruno).post("/api/destinos", pedido("destinos") | {"nombre": "Región de los Ñandúes"}, JSON)
    assert respuesta.json()["slug"] == "region-de-los-nandues"


@pytest.mark.parametrize(
    ("recurso", "cambio", "campo"),
    [
        ("destinos", {"zona_horaria": "America/Macondo"}, "zona_horaria"),
        ("destinos", {"pais": "Bolivia"}, "pais"),
        ("destinos", {"latitud": "91", "longitud": "0"}, "non_field_errors"),
        ("servicios", {"precio": "-1"}, "precio"),
        ("servicios", {"moneda": "soles"}, "moneda"),
        ("tours", {"duracion": "00:00:00"}, "duracion"),
        ("tours", {"slug": "-/-"}, "slug"),
        ("salidas", {"fin": "2126-12-01T12:00:00Z"}, "non_field_errors"),
        ("salidas", {"capacidad": 0}, "capacidad"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    recurso: str, cambio: dict[str, object], campo: str, bruno: Usuario, como: Navegador
) -> None:
    respuesta = como(bruno).post(f"/api/{recurso}", pedido(recurso) | cambio, JSON)
    assert (respuesta.status_code, list(respuesta.json()["errors"])) == (400, [campo])


def test_the_public_sees_what_is_published_and_still_to_come(client: Client, bruno: Usuario, como: Navegador) -> None:
    visible = una_salida(tour=un_tour(slug="a-la-vista"))
    una_salida(tour=un_tour(slug="en-borrador", estado="borrador"))
    una_salida(tour=visible.tour, inicio=timezone.now() - timedelta(days=1))
    assert [tour["slug"] for tour in client.get("/api/tours").json()["results"]] == ["a-la-vista"]
    assert [salida["id"] for salida in client.get("/api/salidas").json()["results"]] == [visible.pk]
    assert client.get("/api/tours/en-borrador").status_code == 404
    assert como(bruno).get("/api/tours/en-borrador").status_code == 200
    assert como(bruno).get("/api/salidas").json()["count"] == 3


def test_a_departure_tells_the_hour_of_the_world_and_of_the_place(client: Client) -> None:
    salida = una_salida(inicio=datetime(2126, 12, 1, 17, tzinfo=UTC))
    respuesta = client.get(f"/api/salidas/{salida.pk}").json()
    assert [respuesta[campo] for campo in ("inicio", "inicio_local", "zona_horaria", "libres")] == [
        "2126-12-01T17:00:00Z",
        "2126-12-01T13:00:00-04:00",
        "America/La_Paz",
        10,
    ]


@pytest.mark.parametrize(
    ("busqueda", "encontradas"),
    [
        ("", 2),
        ("tour=valle", 1),
        ("destino=cusco", 1),
        ("plazas=5", 1),
        ("desde=2126-12-02T00:00:00Z", 1),
        ("hasta=2126-12-02T00:00:00Z", 1),
        ("estado=cerrada", 0),
    ],
)
def test_departures_are_found_by_what_a_traveller_looks_for(busqueda: str, encontradas: int, client: Client) -> None:
    valle = un_tour(slug="valle", destino=un_destino(slug="cusco", pais="PE"))
    una_salida(tour=valle, inicio=datetime(2126, 12, 1, tzinfo=UTC), capacidad=4)
    una_salida(inicio=datetime(2126, 12, 3, tzinfo=UTC), capacidad=6)
    assert client.get(f"/api/salidas?{busqueda}").json()["count"] == encontradas


@pytest.mark.parametrize(
    ("busqueda", "encontrados"),
    [("", 2), ("pais=PE", 1), ("moneda=PEN", 1), ("precio_max=100", 1), ("nombre=SALAR", 1), ("destino=cusco", 1)],
)
def test_tours_are_found_by_place_price_and_name(busqueda: str, encontrados: int, client: Client) -> None:
    cusco = un_destino(slug="cusco", pais="PE")
    un_tour(nombre="Valle Sagrado", precio=180, moneda="PEN", destino=cusco)
    un_tour(nombre="Salar al atardecer", precio=55)
    assert client.get(f"/api/tours?{busqueda}").json()["count"] == encontrados


@pytest.mark.parametrize(
    "busqueda", ["plazas=muchas", "plazas=99999999999999999999", "plazas=-1", "desde=ayer", "estado=perdida"]
)
def test_a_search_that_makes_no_sense_is_refused(busqueda: str, client: Client) -> None:
    assert client.get(f"/api/salidas?{busqueda}").status_code == 400


@pytest.mark.parametrize(
    ("metodo", "direccion", "cuerpo", "tipo", "estado", "codigo"),
    [
        ("GET", "/api/tours/no-existe", "", JSON, 404, "NO_ENCONTRADO"),
        ("GET", "/api/salidas/99999999999999999999", "", JSON, 404, "NO_ENCONTRADO"),
        ("DELETE", "/api/tours", "", JSON, 405, "METODO_NO_ADMITIDO"),
        ("POST", "/api/destinos", "{", JSON, 400, "DATOS_INVALIDOS"),
        ("POST", "/api/destinos", "[]", JSON, 400, "DATOS_INVALIDOS"),
        ("POST", "/api/destinos", "<x/>", "text/xml", 415, "FORMATO_NO_ADMITIDO"),
    ],
)
def test_every_refusal_has_the_same_form(
    metodo: str, direccion: str, cuerpo: str, tipo: str, estado: int, codigo: str, bruno: Usuario, como: Navegador
) -> None:
    respuesta = como(bruno).generic(metodo, direccion, cuerpo, tipo)
    assert (respuesta.status_code, sorted(respuesta.json())) == (estado, ["codigo", "errors", "message", "status"])
    assert (respuesta.json()["status"], respuesta.json()["codigo"]) == ("error", codigo)


def una_de_cada() -> None:
    """A row for every list, none of them sharing anything with another."""
    viajero = un_usuario(f"viajero{Usuario.objects.count()}")
    reserva = una_reserva(viajero, salida=una_salida(guia=un_guia()))
    contratar(Contratacion(reserva=reserva, servicio=un_servicio(), cantidad=1, usuario=viajero))
    Recomendacion.objects.create(usuario=viajero, tour=reserva.salida.tour, puntaje=5)


@pytest.mark.parametrize(
    "lista",
    [
        *(f"/api/{recurso}" for recurso in (*CATALOGO, "reservas", "contrataciones", "recomendaciones")),
        *(f"/admin/catalogo/{modelo}/" for modelo in ("destino", "guia", "servicio", "tour", "salida")),
        *(f"/admin/reservas/{modelo}/" for modelo in ("reserva", "contratacion", "transicionreserva")),
        "/admin/recomendaciones/recomendacion/",
        "/admin/usuarios/usuario/",
        "/admin/autocomplete/?app_label=reservas&model_name=reserva&field_name=salida",
    ],
)
def test_a_longer_list_asks_no_more_of_the_database(lista: str, bruno: Usuario, como: Navegador) -> None:
    navegador = como(bruno)

    def consultas() -> int:
        with CaptureQueriesContext(
            connection,
        ) as contexto:
            assert navegador.get(lista).status_code == 200
        return len(contexto)

    una_de_cada()
    consultas()  # what is looked up once per process
    con_una = consultas()
    una_de_cada()
    una_de_cada()
    assert consultas() == con_una


def test_the_schema_is_complete(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("spectacular", "--validate", "--fail-on-warn", "--file", "/dev/null")
    assert capsys.readouterr().err == ""


def test_the_documentation_is_of_this_site_and_has_nothing_inline(client: Client) -> None:
    pagina = client.get("/api/docs").content.decode()
    assert re.findall(r"<style|style=|<script(?![^>]* src=)| on\w+=", pagina) == []
    assert [url for url in re.findall(r'(?:src|href)="([^"]+)"', pagina) if not url.startswith("/")] == []
    guion = client.get("/api/docs?script=")
    assert guion["Content-Type"].startswith("application/javascript")
