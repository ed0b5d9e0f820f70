"""The life of a reservation over REST: corrected, confirmed, extended, cancelled, completed, with its services."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from tests.turismo.avisos import avisos
from tests.turismo.conftest import Navegador
from tests.turismo.fabrica import DEL_SISTEMA, un_guia, un_servicio, un_tour, una_reserva, una_salida
from turismo.reservas.dominio.movimientos import CONFIRMAR, mover
from turismo.reservas.models import Reserva
from turismo.usuarios.models import Usuario

pytestmark = pytest.mark.django_db

JSON = "application/json"


def direccion(reserva: Reserva, accion: str = "") -> str:
    return f"/api/reservas/{reserva.localizador}" + (f"/{accion}" if accion else "")


def test_its_customer_corrects_the_contact_of_the_version_they_saw(ana: Usuario, como: Navegador) -> None:
    reserva = una_reserva(ana)
    navegador = como(ana)
    version = navegador.get(direccion(reserva))["ETag"]
    respuesta = navegador.patch(direccion(reserva), {"notas": "Sin gluten"}, JSON, headers={"If-Match": version})
    assert (respuesta.status_code, respuesta["ETag"], respuesta["Cache-Control"]) == (200, '"2"', "private, no-store")
    assert (respuesta.json()["notas"], respuesta.json()["contacto_nombre"]) == ("Sin gluten", "Ana")
    reserva.refresh_from_db()
    assert (reserva.notas, reserva.version) == ("Sin gluten", 2)


def test_who_has_not_seen_what_it_is_now_changes_nothing_and_is_shown(ana: Usuario, como: Navegador) -> None:
    reserva = una_reserva(ana)
    mover(reserva, CONFIRMAR, DEL_SISTEMA)
    respuesta = como(ana).patch(direccion(reserva), {"notas": "Tarde"}, JSON, headers={"If-Match": '"1"'})
    problema = respuesta.json()
    assert (respuesta.status_code, problema["codigo"]) == (412, "VERSION_DISTINTA")
    assert [problema["actual"][campo] for campo in ("estado", "version", "notas")] == ["confirmada", 2, ""]
    reserva.refresh_from_db()
    assert (reserva.notas, reserva.version) == ("", 2)


@pytest.mark.parametrize(
    ("headers", "estado", "codigo"),
    [
        ({}, 428, "FALTA_VERSION"),
        ({"If-Match": "1"}, 400, "DATOS_INVALIDOS"),
        ({"If-Match": 'W/"1"'}, 412, "VERSION_DISTINTA"),
        ({"If-Match": '"7", "1"'}, 200, None),
        ({"If-Match": "*"}, 200, None),
    ],
    ids=str,
)
def test_a_change_names_the_version_it_was_decided_on(
    headers: dict[str, str], estado: int, codigo: str | None, ana: Usuario, como: Navegador
) -> None:
    respuesta = como(ana).patch(direccion(una_reserva(ana)), {"notas": "Sin gluten"}, JSON, headers=headers)
    assert (respuesta.status_code, respuesta.json().get("codigo")) == (estado, codigo)


def test_a_change_touches_nothing_but_the_contact(ana: Usuario, como: Navegador) -> None:
    reserva = una_reserva(ana)
    cambio = {"estado": "confirmada", "total": "0.00", "plazas": 9, "contacto_telefono": "+51987654321"}
    respuesta = como(ana).patch(direccion(reserva), cambio, JSON, headers={"If-Match": '"1"'})
    assert [respuesta.json()[campo] for campo in cambio] == ["pendiente", "110.00", 2, "+51987654321"]


def test_a_contact_that_cannot_be_is_refused_at_its_field(ana: Usuario, como: Navegador) -> None:
    cambio = {"contacto_telefono": "987", "contacto_nombre": ""}
    respuesta = como(ana).patch(direccion(una_reserva(ana)), cambio, JSON, headers={"If-Match": '"1"'})
    assert (respuesta.status_code, sorted(respuesta.json()["errores"])) == (400, sorted(cambio))


def test_what_is_over_is_not_corrected(ana: Usuario, como: Navegador) -> None:
    reserva = una_reserva(ana)
    navegador = como(ana)
    navegador.post(direccion(reserva, "cancelar"), {}, JSON)
    respuesta = navegador.patch(direccion(reserva), {"notas": "Tarde"}, JSON, headers={"If-Match": '"2"'})
    assert (respuesta.status_code, respuesta.json()["codigo"]) == (409, "TRANSICION_INVALIDA")


def test_cancelling_keeps_the_reason_and_the_refund_of_the_terms(ana: Usuario, como: Navegador) -> None:
    reserva = una_reserva(ana)
    navegador = como(ana)
    una, otra = (navegador.post(direccion(reserva, "cancelar"), {"motivo": "Enfermedad"}, JSON) for _ in range(2))
    assert (una.status_code, otra.status_code, una.json()) == (200, 200, otra.json())
    assert [una.json()[campo] for campo in ("estado", "motivo", "reembolso")] == ["cancelada", "Enfermedad", "total"]
    assert len(avisos("reserva_cancelada")) == 1


def test_a_cancellation_needs_no_body(ana: Usuario, como: Navegador) -> None:
    reserva = una_reserva(ana)
    assert como(ana).generic("POST", direccion(reserva, "cancelar")).json()["estado"] == "cancelada"


def test_only_the_operation_decides_another_refund(ana: Usuario, bruno: Usuario, como: Navegador) -> None:
    reserva = una_reserva(ana)
    pedido = {"motivo": "Cortesía", "reembolso": "parcial"}
    assert como(ana).post(direccion(reserva, "cancelar"), pedido, JSON).status_code == 403
    assert como(bruno).post(direccion(reserva, "cancelar"), pedido, JSON).json()["reembolso"] == "parcial"


def test_a_hold_is_extended_once_however_often_it_is_asked(ana: Usuario, como: Navegador) -> None:
    reserva = una_reserva(ana)
    antes = reserva.expira_en
    assert antes
    navegador = como(ana)
    una, otra = (navegador.post(direccion(reserva, "extender")) for _vez in range(2))
    assert (una.status_code, otra.status_code, una.json()) == (200, 200, otra.json())
    reserva.refresh_from_db()
    assert (reserva.extendida, reserva.expira_en) == (True, antes + timedelta(minutes=30))


def test_a_confirmed_reservation_has_nothing_to_extend(ana: Usuario, como: Navegador) -> None:
    reserva = mover(una_reserva(ana), CONFIRMAR, DEL_SISTEMA)
    respuesta = como(ana).post(direccion(reserva, "extender"))
    assert (respuesta.status_code, respuesta.json()["codigo"]) == (409, "TRANSICION_INVALIDA")


@pytest.fixture
def empezada(ana: Usuario, carla: Usuario) -> Any:
    """A trip of Ana's that has begun; Carla is the guide."""
    with time_machine.travel(timezone.now() - timedelta(days=8)):
        salida = una_salida(inicio=timezone.now() + timedelta(days=7), guia=un_guia(usuario=carla))
        reserva = mover(una_reserva(ana, salida=salida), CONFIRMAR, DEL_SISTEMA)
    return reserva


@pytest.mark.parametrize("asistio", [True, False])
def test_the_guide_of_a_departure_says_who_came_and_reads_no_more_of_them(
    asistio: bool, empezada: Reserva, carla: Usuario, como: Navegador
) -> None:
    navegador = como(carla)
    una, otra = (navegador.post(direccion(empezada, "completar"), {"asistio": asistio}, JSON) for _ in range(2))
    assert (una.status_code, otra.status_code, una.json()) == (200, 200, otra.json())
    assert una.json() == {
        "localizador": empezada.localizador,
        "estado": "completada",
        "asistio": asistio,
        "plazas": 2,
        "contacto_nombre": "Ana",
    }
    assert navegador.get(direccion(empezada)).status_code == 404
    assert len(avisos("reserva_completada")) == 1
    al_contrario = navegador.post(direccion(empezada, "completar"), {"asistio": not asistio}, JSON)
    assert (al_contrario.status_code, al_contrario.json()["codigo"]) == (409, "TRANSICION_INVALIDA")


def test_without_a_body_they_came(empezada: Reserva, carla: Usuario, como: Navegador) -> None:
    respuesta = como(carla).generic("POST", direccion(empezada, "completar"), b"", "application/x-www-form-urlencoded")
    assert respuesta.json()["asistio"] is True


def test_nobody_says_of_themselves_that_they_came(empezada: Reserva, ana: Usuario, como: Navegador) -> None:
    assert como(ana).post(direccion(empezada, "completar"), {}, JSON).status_code == 403


def test_a_guide_says_nothing_of_the_departures_of_others(ana: Usuario, carla: Usuario, como: Navegador) -> None:
    un_guia(usuario=carla)
    reserva = una_reserva(ana, salida=una_salida(guia=un_guia()))
    assert como(carla).post(direccion(reserva, "completar"), {}, JSON).status_code == 404


def test_who_has_not_left_has_not_come(ana: Usuario, bruno: Usuario, como: Navegador) -> None:
    reserva = mover(una_reserva(ana), CONFIRMAR, DEL_SISTEMA)
    respuesta = como(bruno).post(direccion(reserva, "completar"), {}, JSON)
    assert (respuesta.status_code, respuesta.json()["codigo"]) == (409, "TRANSICION_INVALIDA")


def test_a_service_is_contracted_once_and_called_off_once(ana: Usuario, como: Navegador) -> None:
    reserva = una_reserva(ana)
    navegador = como(ana)
    pedido = {"servicio": un_servicio(slug="bolsa").slug, "cantidad": 2}
    una, otra = (navegador.post(direccion(reserva, "servicios"), pedido, JSON) for _vez in range(2))
    assert (una.status_code, otra.status_code, una.json()) == (201, 200, otra.json())
    assert navegador.get(direccion(reserva)).json()["total"] == "134.00"
    mas = navegador.post(direccion(reserva, "servicios"), pedido | {"cantidad": 3}, JSON)
    assert (mas.status_code, mas.json()["codigo"]) == (409, "SERVICIO_REPETIDO")
    suya = direccion(reserva, f"servicios/{una.json()['id']}")
    assert [navegador.delete(suya).status_code for _vez in range(2)] == [204, 204]
    assert navegador.get(direccion(reserva)).json()["total"] == "110.00"
    assert len(avisos("servicio_anulado")) == 1


@pytest.mark.parametrize(
    ("servicio", "cantidad", "estado", "codigo"),
    [
        ({"moneda": "PEN"}, 1, 400, "MONEDA_DISTINTA"),
        ({"por": "reserva"}, 2, 400, "SERVICIO_POR_RESERVA"),
        ({"precio": "9999999999.99"}, 2, 400, "IMPORTE_EXCESIVO"),
        ({"estado": "borrador"}, 1, 400, "DATOS_INVALIDOS"),
    ],
)
def test_a_service_that_does_not_fit_says_why(
    servicio: dict[str, str], cantidad: int, estado: int, codigo: str, ana: Usuario, como: Navegador
) -> None:
    reserva = una_reserva(ana)
    pedido = {"servicio": un_servicio(**servicio).slug, "cantidad": cantidad}
    respuesta = como(ana).post(direccion(reserva, "servicios"), pedido, JSON)
    assert (respuesta.status_code, respuesta.json()["codigo"]) == (estado, codigo)


def test_a_service_of_another_tour_is_refused(ana: Usuario, como: Navegador) -> None:
    servicio = un_servicio()
    servicio.tours.set([un_tour()])
    respuesta = como(ana).post(direccion(una_reserva(ana), "servicios"), {"servicio": servicio.slug}, JSON)
    assert (respuesta.status_code, respuesta.json()["codigo"]) == (400, "SERVICIO_DE_OTRO_TOUR")


def test_the_life_of_a_reservation_names_who_only_to_the_operation(
    ana: Usuario, bruno: Usuario, como: Navegador
) -> None:
    reserva = una_reserva(ana)
    como(bruno).post(direccion(reserva, "confirmar"))
    como(ana).post(direccion(reserva, "cancelar"), {"motivo": "Enfermedad"}, JSON)
    pasos = como(ana).get(direccion(reserva, "transiciones")).json()
    assert [(p["accion"], p["de"], p["a"], p["origen"], p["motivo"]) for p in pasos] == [
        ("apartar", "", "pendiente", "sistema", ""),
        ("confirmar", "pendiente", "confirmada", "api", ""),
        ("cancelar", "confirmada", "cancelada", "api", "Enfermedad"),
    ]
    assert [set(paso) & {"actor"} for paso in pasos] == [set()] * 3
    actores = [paso["actor"] for paso in como(bruno).get(direccion(reserva, "transiciones")).json()]
    assert actores == [None, "bruno", "ana"]


@pytest.mark.parametrize(
    ("busqueda", "cuantas"),
    [
        ("", 2),
        ("estado=pendiente", 1),
        ("tour=valle", 1),
        ("salida=999999999", 0),
        ("desde=2126-12-02T00:00:00Z", 1),
        ("hasta=2126-12-02T00:00:00Z", 1),
    ],
)
def test_somebodys_reservations_are_found(busqueda: str, cuantas: int, ana: Usuario, como: Navegador) -> None:
    valle = una_salida(tour=un_tour(slug="valle"), inicio=datetime(2126, 12, 1, tzinfo=UTC))
    una_reserva(ana, salida=valle)
    otra = una_salida(inicio=datetime(2126, 12, 3, tzinfo=UTC))
    mover(una_reserva(ana, salida=otra), CONFIRMAR, DEL_SISTEMA)
    assert len(como(ana).get(f"/api/reservas?{busqueda}").json()["results"]) == cuantas


def test_pages_of_reservations_neither_repeat_nor_skip_one(bruno: Usuario, como: Navegador) -> None:
    salida = una_salida(capacidad=200)
    for _n in range(60):
        una_reserva(None, salida=salida, plazas=1)
    navegador = como(bruno)
    una = navegador.get("/api/reservas").json()
    una_reserva(None, salida=salida, plazas=1)  # added between the reading of two pages
    otra = navegador.get(una["next"]).json()
    vistas = [r["localizador"] for r in una["results"] + otra["results"]]
    assert (len(vistas), len(set(vistas)), otra["next"]) == (60, 60, None)
