"""Departures over REST: creating and changing them."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from tests.turismo.avisos import avisos
from tests.turismo.conftest import Navegador
from tests.turismo.fabrica import un_guia, un_permiso, un_tour, una_reserva, una_salida
from turismo.catalogo.models import Salida
from turismo.reservas.models import TransicionSalida
from turismo.usuarios.models import Usuario

pytestmark = pytest.mark.django_db

JSON = "application/json"
NUEVA = {"inicio": "2126-12-01T13:00:00Z", "fin": "2126-12-01T21:00:00Z", "capacidad": 8}


def test_a_departure_is_added_and_closes_as_its_tour_says(bruno: Usuario, como: Navegador) -> None:
    un_tour(slug="salar")
    respuesta = como(bruno).post("/api/salidas", NUEVA | {"tour": "salar", "punto_de_encuentro": "Plaza"}, JSON)
    assert respuesta.status_code == 201
    assert [respuesta.json()[campo] for campo in ("cierra_en", "libres", "estado", "version")] == [
        "2126-12-01T11:00:00Z",
        8,
        "abierta",
        1,
    ]


def test_a_guide_who_is_elsewhere_leads_no_new_departure(bruno: Usuario, como: Navegador) -> None:
    guia = un_guia(slug="ramiro")
    una_salida(guia=guia, inicio=datetime(2126, 12, 1, 12, tzinfo=UTC))
    pedido = NUEVA | {"tour": un_tour().slug, "guia": "ramiro"}
    respuesta = como(bruno).post("/api/salidas", pedido, JSON)
    assert (respuesta.status_code, respuesta.json()["codigo"]) == (409, "GUIA_OCUPADO")


def test_two_departures_of_a_tour_at_one_hour_are_one_too_many(bruno: Usuario, como: Navegador) -> None:
    pedido = NUEVA | {"tour": un_tour().slug}
    navegador = como(bruno)
    una, otra = (navegador.post("/api/salidas", pedido, JSON) for _vez in range(2))
    assert (una.status_code, otra.status_code) == (201, 400)
    assert otra.json()["errores"] == {"general": ["Este tour ya tiene una salida a esa hora."]}


def test_the_operation_changes_the_version_it_saw(bruno: Usuario, como: Navegador) -> None:
    salida = una_salida()
    navegador = como(bruno)
    direccion = f"/api/salidas/{salida.pk}"
    version = navegador.get(direccion)["ETag"]
    una = navegador.patch(direccion, {"capacidad": 12}, JSON, headers={"If-Match": version})
    assert (una.status_code, una["ETag"], una.json()["capacidad"]) == (200, '"2"', 12)
    otra = navegador.patch(direccion, {"capacidad": 14}, JSON, headers={"If-Match": version})
    assert (otra.status_code, otra.json()["codigo"]) == (412, "VERSION_DISTINTA")
    assert (otra.json()["actual"]["capacidad"], otra.json()["actual"]["version"]) == (12, 2)
    assert navegador.patch(direccion, {"capacidad": 14}, JSON).status_code == 428


def test_seats_that_are_sold_cannot_be_taken_away(bruno: Usuario, como: Navegador) -> None:
    salida = una_salida()
    una_reserva(None, salida=salida, plazas=5)
    respuesta = como(bruno).patch(f"/api/salidas/{salida.pk}", {"capacidad": 4}, JSON, headers={"If-Match": '"1"'})
    assert (respuesta.status_code, respuesta.json()["errores"]) == (
        400,
        {"capacidad": ["Ya hay 5 plazas ocupadas."]},
    )


def test_a_sale_does_not_close_after_the_departure(bruno: Usuario, como: Navegador) -> None:
    salida = una_salida()
    cambio = {"cierra_en": (salida.inicio + timedelta(hours=1)).isoformat()}
    respuesta = como(bruno).patch(f"/api/salidas/{salida.pk}", cambio, JSON, headers={"If-Match": '"1"'})
    assert (respuesta.status_code, list(respuesta.json()["errores"])) == (400, ["general"])


@pytest.mark.parametrize(("accion", "estado"), [("cerrar", "cerrada"), ("abrir", "abierta"), ("cancelar", "cancelada")])
def test_each_movement_is_done_once_however_often_it_is_asked(
    accion: str, estado: str, bruno: Usuario, como: Navegador
) -> None:
    salida = una_salida()
    navegador = como(bruno)
    if accion == "abrir":
        navegador.post(f"/api/salidas/{salida.pk}/cerrar")
    pedido = {"motivo": "Paro de transportes"} if accion == "cancelar" else {}
    una, otra = (navegador.post(f"/api/salidas/{salida.pk}/{accion}", pedido, JSON) for _vez in range(2))
    assert [(r.status_code, r.json()["estado"]) for r in (una, otra)] == [(200, estado)] * 2
    assert TransicionSalida.objects.filter(accion=accion, actor=bruno, origen="api").count() == 1


def test_it_has_taken_place_when_it_has_begun(bruno: Usuario, como: Navegador) -> None:
    salida = una_salida()
    navegador = como(bruno)
    respuesta = navegador.post(f"/api/salidas/{salida.pk}/realizar")
    assert (respuesta.status_code, respuesta.json()["codigo"]) == (409, "SALIDA_INALTERABLE")
    with time_machine.travel(timezone.now() + timedelta(days=8)):
        assert navegador.post(f"/api/salidas/{salida.pk}/realizar").json()["estado"] == "realizada"


def test_a_departure_is_not_called_off_without_a_reason(bruno: Usuario, como: Navegador) -> None:
    salida = una_salida()
    for pedido in ({}, {"motivo": "  "}, {"motivo": "x" * 301}):
        respuesta = como(bruno).post(f"/api/salidas/{salida.pk}/cancelar", pedido, JSON)
        assert (respuesta.status_code, list(respuesta.json()["errores"])) == (400, ["motivo"])


def test_with_a_departure_its_reservations_are_called_off(ana: Usuario, bruno: Usuario, como: Navegador) -> None:
    reserva = una_reserva(ana)
    como(bruno).post(f"/api/salidas/{reserva.salida_id}/cancelar", {"motivo": "Paro"}, JSON)
    respuesta = como(ana).get(f"/api/reservas/{reserva.localizador}").json()
    assert [respuesta[campo] for campo in ("estado", "motivo", "reembolso")] == ["cancelada", "Paro", "total"]
    assert len(avisos("viaje_cancelado")) == 1


def test_a_departure_is_moved_from_the_version_that_was_seen(bruno: Usuario, como: Navegador) -> None:
    salida = una_salida()
    navegador = como(bruno)
    direccion, pedido = f"/api/salidas/{salida.pk}/reprogramar", {"inicio": "2126-12-01T13:00:00Z"}
    assert navegador.post(direccion, pedido, JSON).status_code == 428
    una = navegador.post(direccion, pedido, JSON, headers={"If-Match": '"1"'})
    assert (una.status_code, una["ETag"]) == (200, '"2"')
    assert [una.json()[campo] for campo in ("inicio", "fin", "cierra_en")] == [
        "2126-12-01T13:00:00Z",
        "2126-12-01T21:00:00Z",
        "2126-12-01T11:00:00Z",
    ]
    otra = navegador.post(direccion, pedido, JSON, headers={"If-Match": '"1"'})
    assert (otra.status_code, otra.json()["actual"]["version"]) == (412, 2)


@pytest.mark.parametrize(
    "horario", [{"inicio": "2001-01-01T00:00:00Z"}, {"inicio": "2126-12-02T00:00:00Z", "fin": "2126-12-01T00:00:00Z"}]
)
def test_a_departure_is_not_moved_to_where_it_cannot_be(
    horario: dict[str, str], bruno: Usuario, como: Navegador
) -> None:
    respuesta = como(bruno).post(
        f"/api/salidas/{una_salida().pk}/reprogramar", horario, JSON, headers={"If-Match": '"1"'}
    )
    assert (respuesta.status_code, respuesta.json()["codigo"]) == (400, "HORARIO_INVALIDO")


def test_a_departure_is_given_to_a_guide_who_is_free_and_taken_back(bruno: Usuario, como: Navegador) -> None:
    inicio = timezone.now() + timedelta(days=7)
    guia = un_guia(slug="ramiro")
    una, otra = una_salida(inicio=inicio), una_salida(inicio=inicio)
    navegador = como(bruno)
    for _vez in range(2):
        respuesta = navegador.post(f"/api/salidas/{una.pk}/asignar-guia", {"guia": "ramiro"}, JSON)
        assert (respuesta.status_code, respuesta.json()["guia"], respuesta.json()["version"]) == (200, "ramiro", 2)
    ocupado = navegador.post(f"/api/salidas/{otra.pk}/asignar-guia", {"guia": "ramiro"}, JSON)
    assert (ocupado.status_code, ocupado.json()["codigo"]) == (409, "GUIA_OCUPADO")
    assert navegador.post(f"/api/salidas/{una.pk}/asignar-guia", {"guia": None}, JSON).json()["guia"] is None
    assert Salida.objects.filter(guia=guia).count() == 0


ACCIONES = ["cancelar", "reprogramar", "asignar-guia", "cerrar", "abrir", "realizar"]


@pytest.mark.parametrize("accion", ACCIONES)
def test_who_may_only_add_departures_moves_none(
    accion: str, ana: Usuario, carla: Usuario, client: Client, como: Navegador
) -> None:
    salida = una_salida()
    carla.user_permissions.set([un_permiso("add_salida"), un_permiso("view_salida")])
    pedido = {"motivo": "Paro", "inicio": "2126-12-01T13:00:00Z", "guia": None}
    estados = [
        quien.post(f"/api/salidas/{salida.pk}/{accion}", pedido, JSON, headers={"If-Match": '"1"'}).status_code
        for quien in (client, como(ana), como(carla))
    ]
    assert estados == [401, 403, 403]
    carla.user_permissions.add(un_permiso("change_salida"))
    respuesta = como(carla).post(f"/api/salidas/{salida.pk}/{accion}", pedido, JSON, headers={"If-Match": '"1"'})
    assert respuesta.status_code == (409 if accion == "realizar" else 200)
