"""The catalogue over REST: permissions, filters, languages and conditional requests."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

from tests.turismo.conftest import Navegador
from tests.turismo.fabrica import un_destino, un_guia, un_servicio, un_tour, una_reserva, una_salida
from turismo.catalogo.models import Tarifa
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
        ("destinos", {"latitud": "91", "longitud": "0"}, "general"),
        ("servicios", {"precio": "-1"}, "precio"),
        ("servicios", {"moneda": "soles"}, "moneda"),
        ("tours", {"duracion": "00:00:00"}, "duracion"),
        ("tours", {"slug": "-/-"}, "slug"),
        ("tours", {"corte_reserva": "999999999 00:00:00"}, "corte_reserva"),
        ("salidas", {"fin": "2126-12-01T12:00:00Z"}, "general"),
        ("salidas", {"capacidad": 0}, "capacidad"),
        ("salidas", {"inicio": "0001-01-01T00:00:00+14:00"}, "inicio"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    recurso: str, cambio: dict[str, object], campo: str, bruno: Usuario, como: Navegador
) -> None:
    respuesta = como(bruno).post(f"/api/{recurso}", pedido(recurso) | cambio, JSON)
    assert (respuesta.status_code, list(respuesta.json()["errores"])) == (400, [campo])


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
    assert respuesta == {
        "id": salida.pk,
        "tour": salida.tour.slug,
        "inicio": "2126-12-01T17:00:00Z",
        "fin": "2126-12-02T01:00:00Z",
        "inicio_local": "2126-12-01T13:00:00-04:00",
        "zona_horaria": "America/La_Paz",
        "cierra_en": "2126-12-01T15:00:00Z",
        "capacidad": 10,
        "libres": 10,
        "disponibilidad": "disponible",
        "estado": "abierta",
        "guia": None,
        "punto_de_encuentro": "",
        "version": 1,
    }


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
    "busqueda",
    [
        "plazas=muchas",
        "plazas=99999999999999999999",
        "plazas=-1",
        "plazas=1.5",
        "plazas=NaN",
        "desde=ayer",
        "desde=0001-01-01T00:00:00%2B14:00",
        "hasta=9999-12-31T23:59:59-12:00",
        "estado=perdida",
    ],
)
def test_a_search_that_makes_no_sense_is_refused(busqueda: str, client: Client) -> None:
    respuesta = client.get(f"/api/salidas?{busqueda}")
    assert (respuesta.status_code, list(respuesta.json()["errores"])) == (400, [busqueda.split("=")[0]])


@pytest.mark.parametrize(
    ("busqueda", "encontrados"),
    [
        ("fecha=2026-12-01", ["salar"]),
        ("fecha=2026-12-02", ["valle"]),
        ("plazas=5", ["valle"]),
        ("idioma_guia=quz", ["salar"]),
        ("idioma_guia=qu", []),
        ("fecha=2026-12-02&idioma_guia=quz", []),
        ("fecha=2026-12-01&plazas=4", ["salar"]),
        ("texto=atardecer", ["salar"]),
        ("texto=SUNSET flats", ["salar"]),
        ("texto=atardecer valle", []),
    ],
)
@time_machine.travel("2026-11-20T12:00:00Z")
def test_tours_are_found_by_the_departure_that_somebody_needs(
    busqueda: str, encontrados: list[str], client: Client
) -> None:
    salar = un_tour(slug="salar", nombre="Salar al atardecer", nombre_en="Salt flats at sunset")
    # In La Paz it is still the evening of the first.
    una_salida(tour=salar, inicio=datetime(2026, 12, 2, 1, tzinfo=UTC), capacidad=4, guia=un_guia(idiomas="es quz en"))
    valle = un_tour(slug="valle", nombre="Valle Sagrado")
    una_salida(tour=valle, inicio=datetime(2026, 12, 2, 13, tzinfo=UTC), capacidad=6, guia=un_guia(idiomas="es"))
    un_tour(slug="sin-salidas", nombre="Otro")
    assert [tour["slug"] for tour in client.get(f"/api/tours?{busqueda}").json()["results"]] == encontrados


@pytest.mark.parametrize("busqueda", ["fecha=0001-01-01", "fecha=9999-12-31", "idioma_guia=%25", "precio_max=-1"])
def test_tours_are_not_looked_for_where_there_can_be_none(busqueda: str, client: Client) -> None:
    respuesta = client.get(f"/api/tours?{busqueda}")
    assert (respuesta.status_code, list(respuesta.json()["errores"])) == (400, [busqueda.split("=")[0]])


def test_guides_are_found_by_a_language_they_speak(client: Client) -> None:
    for slug, idiomas in (("ramiro", "es ay"), ("nina", "en es"), ("ines", "aym")):
        un_guia(slug=slug, nombre=slug, idiomas=idiomas)
    for idioma, quienes in (("es", ["nina", "ramiro"]), ("ay", ["ramiro"]), ("ym", [])):
        assert [g["slug"] for g in client.get(f"/api/guias?idioma={idioma}").json()["results"]] == quienes


def test_services_are_found_by_the_tour_they_go_with(client: Client) -> None:
    salar, valle = un_tour(slug="salar"), un_tour(slug="valle")
    de_todos, del_salar = un_servicio(slug="agua", nombre="Agua"), un_servicio(slug="botas", nombre="Botas")
    del_salar.tours.set([salar])
    un_servicio(moneda="PEN")
    for tour, servicios in ((salar, [de_todos, del_salar]), (valle, [de_todos])):
        encontrados = client.get(f"/api/servicios?tour={tour.slug}").json()["results"]
        assert [s["slug"] for s in encontrados] == [s.slug for s in servicios]


def test_a_tour_names_its_fares_beginning_with_the_general_one(client: Client) -> None:
    tour = un_tour(slug="salar")
    Tarifa.objects.create(tour=tour, tipo="nino", nombre="Niño", precio=20, edad_maxima=11, acompanada=True)
    Tarifa.objects.create(tour=tour, tipo="senior", nombre="Mayor", precio=40, activa=False)
    assert client.get("/api/tours/salar").json()["tarifas"] == [
        {"tipo": "general", "nombre": "General", "precio": "55.00", "ocupa_plazas": 1}
        | {"edad_minima": None, "edad_maxima": None, "acompanada": False},
        {"tipo": "nino", "nombre": "Niño", "precio": "20.00", "ocupa_plazas": 1}
        | {"edad_minima": None, "edad_maxima": 11, "acompanada": True},
    ]


@pytest.mark.parametrize(
    ("idioma", "textos"),
    [
        ("en", ["Salt flats at sunset", "Una tarde"]),
        ("es", ["Salar al atardecer", "Una tarde"]),
    ],
)
def test_a_text_is_in_the_readers_language_where_it_has_been_translated(
    idioma: str, textos: list[str], client: Client
) -> None:
    un_tour(slug="salar", nombre_en="Salt flats at sunset", resumen="Una tarde")
    with override(None):  # a request answered in this thread changes the thread's language
        respuesta = client.get("/api/tours/salar", headers={"Accept-Language": idioma})
    assert [respuesta.json()[campo] for campo in ("nombre", "resumen")] == textos
    assert respuesta["Content-Language"] == idioma
    assert "nombre_en" not in respuesta.json()


@pytest.mark.parametrize(
    "direccion",
    [
        "/api/destinos",
        "/api/guias",
        "/api/servicios",
        "/api/tours",
        "/api/salidas",
        "/api/tours/salar",
        "/api/tours/salar/tarifas",
        "/api/tours/salar/calendario",
        "/api/tours/salar/valoraciones",
    ],
)
def test_what_has_not_changed_need_not_be_read_again(direccion: str, client: Client) -> None:
    un_tour(slug="salar")
    una = client.get(direccion)
    assert una["Cache-Control"] == "no-cache, public"
    assert {"Accept-Language", "Cookie"} <= set(una["Vary"].split(", "))
    otra = client.get(direccion, headers={"If-None-Match": una["ETag"]})
    assert (otra.status_code, otra.content, otra["ETag"], otra["Vary"]) == (304, b"", una["ETag"], una["Vary"])


def test_what_has_changed_is_read_again(client: Client, bruno: Usuario, como: Navegador) -> None:
    salida = una_salida()
    antes = client.get("/api/salidas")["ETag"]
    una_reserva(None, salida=salida)
    ahora = client.get("/api/salidas", headers={"If-None-Match": antes})
    assert (ahora.status_code, ahora.json()["results"][0]["libres"]) == (200, 8)
    # The answer depends on the user and the language.
    assert como(bruno).get("/api/salidas")["Cache-Control"] == "no-cache, private"
    un_tour(nombre_en="Salt flats at sunset")
    with override(None):
        en_ingles = client.get("/api/tours", headers={"Accept-Language": "en"})
    assert client.get("/api/tours", headers={"If-None-Match": en_ingles["ETag"]}).status_code == 200
