"""Reservations over REST: what is held, what is refused and why, and that everybody has only their own."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from tests.turismo.avisos import avisos
from tests.turismo.conftest import Navegador
from tests.turismo.fabrica import un_permiso, un_servicio, un_tour, una_reserva, una_salida
from turismo.reservas.models import Reserva, TransicionReserva
from turismo.usuarios.models import Usuario

pytestmark = pytest.mark.django_db

JSON = "application/json"


def test_a_reservation_is_answered_with_all_its_customer_needs(ana: Usuario, como: Navegador) -> None:
    salida = una_salida(tour=un_tour(slug="salar"))
    respuesta = como(ana).post("/api/reservas", {"salida": salida.pk, "plazas": 2, "notas": "Sin gluten"}, JSON)
    reserva = Reserva.objects.get()
    assert reserva.expira_en is not None
    assert (respuesta.status_code, respuesta.json()) == (
        201,
        {
            "localizador": reserva.localizador,
            "uuid": str(reserva.uuid),
            "estado": "pendiente",
            "tour": "salar",
            "salida": salida.pk,
            "inicio": f"{salida.inicio:%Y-%m-%dT%H:%M:%S.%fZ}",
            "plazas": 2,
            "total": "110.00",
            "moneda": "USD",
            "expira_en": f"{reserva.expira_en:%Y-%m-%dT%H:%M:%S.%fZ}",
            "creada_en": f"{reserva.creada_en:%Y-%m-%dT%H:%M:%S.%fZ}",
            "contrataciones": [],
            "contacto_nombre": "Ana",
            "contacto_email": "ana@example.com",
            "contacto_telefono": "",
            "notas": "Sin gluten",
        },
    )


def test_without_room_the_answer_is_a_conflict_with_a_code(ana: Usuario, como: Navegador) -> None:
    respuesta = como(ana).post("/api/reservas", {"salida": una_salida(capacidad=1).pk, "plazas": 2}, JSON)
    assert (respuesta.status_code, respuesta.json()) == (
        409,
        {
            "status": "error",
            "message": "No quedan tantas plazas libres en esta salida.",
            "errors": {},
            "codigo": "SIN_CUPO",
        },
    )


@pytest.mark.parametrize("plazas", [0, -1, 10**30, "dos", None])
def test_a_number_of_seats_that_cannot_be_is_refused(plazas: object, ana: Usuario, como: Navegador) -> None:
    respuesta = como(ana).post("/api/reservas", {"salida": una_salida().pk, "plazas": plazas}, JSON)
    assert (respuesta.status_code, list(respuesta.json()["errors"])) == (400, ["plazas"])


def test_a_repeated_request_is_answered_with_the_reservation_it_made(ana: Usuario, como: Navegador) -> None:
    pedido = {"salida": una_salida().pk, "plazas": 2, "uuid": str(uuid4())}
    navegador = como(ana)
    una, otra = (navegador.post("/api/reservas", pedido, JSON) for _vez in range(2))
    assert (una.status_code, otra.status_code) == (201, 200)
    assert una.json() == otra.json()
    assert len(avisos("reserva_creada")) == 1


def test_its_customer_confirms_a_reservation_and_hears_the_same_when_asking_again(
    ana: Usuario, como: Navegador
) -> None:
    reserva = una_reserva(ana)
    navegador = como(ana)
    una, otra = (navegador.post(f"/api/reservas/{reserva.localizador}/confirmar") for _vez in range(2))
    assert [(r.status_code, r.json()["estado"]) for r in (una, otra)] == [(200, "confirmada")] * 2
    assert len(avisos("reserva_confirmada")) == 1
    assert TransicionReserva.objects.filter(reserva=reserva, actor=ana, origen="api").count() == 1


def test_only_the_operation_confirms_what_is_not_confirmed_at_once(
    ana: Usuario, bruno: Usuario, como: Navegador
) -> None:
    reserva = una_reserva(ana, salida=una_salida(tour=un_tour(confirmacion_inmediata=False)))
    direccion = f"/api/reservas/{reserva.localizador}/confirmar"
    assert como(ana).post(direccion).status_code == 403
    assert como(bruno).post(direccion).status_code == 200


def test_a_cancelled_reservation_cannot_be_confirmed(ana: Usuario, como: Navegador) -> None:
    reserva = una_reserva(ana)
    navegador = como(ana)
    navegador.post(f"/api/reservas/{reserva.localizador}/cancelar")
    respuesta = navegador.post(f"/api/reservas/{reserva.localizador}/confirmar")
    assert (respuesta.status_code, respuesta.json()["codigo"]) == (409, "TRANSICION_INVALIDA")


def test_an_overdue_hold_says_so(ana: Usuario, como: Navegador) -> None:
    reserva = una_reserva(ana)
    navegador = como(ana)
    with time_machine.travel(timezone.now() + timedelta(minutes=31)):
        respuesta = navegador.post(f"/api/reservas/{reserva.localizador}/confirmar")
    assert (respuesta.status_code, respuesta.json()["codigo"]) == (409, "RETENCION_VENCIDA")


def test_to_others_a_reservation_does_not_exist(ana: Usuario, carla: Usuario, como: Navegador) -> None:
    reserva = una_reserva(ana)
    navegador = como(carla)
    servicio = {"reserva": reserva.localizador, "servicio": un_servicio().slug, "cantidad": 1}
    assert navegador.get("/api/reservas").json()["results"] == []
    assert navegador.get(f"/api/reservas/{reserva.localizador}").status_code == 404
    assert navegador.post(f"/api/reservas/{reserva.localizador}/confirmar").status_code == 404
    assert navegador.post(f"/api/reservas/{reserva.localizador}/cancelar").status_code == 404
    assert navegador.post("/api/contrataciones", servicio, JSON).json()["codigo"] == "DATOS_INVALIDOS"
    reserva.refresh_from_db()
    assert (reserva.estado, reserva.contrataciones.count()) == ("pendiente", 0)


def test_the_operation_sees_every_reservation(ana: Usuario, bruno: Usuario, como: Navegador) -> None:
    reserva = una_reserva(ana)
    assert [r["localizador"] for r in como(bruno).get("/api/reservas").json()["results"]] == [reserva.localizador]


def test_who_may_look_but_not_touch_moves_nothing(ana: Usuario, carla: Usuario, como: Navegador) -> None:
    reserva = una_reserva(ana)
    carla.user_permissions.set([un_permiso("view_reserva")])
    respuesta = como(carla).post(f"/api/reservas/{reserva.localizador}/cancelar")
    assert (respuesta.status_code, respuesta.json()["codigo"]) == (403, "SIN_PERMISO")


def test_a_service_is_contracted_at_its_price(ana: Usuario, como: Navegador) -> None:
    reserva = una_reserva(ana)
    pedido = {"reserva": reserva.localizador, "servicio": un_servicio(slug="bolsa").slug, "cantidad": 2}
    respuesta = como(ana).post("/api/contrataciones", pedido, JSON)
    contratacion = reserva.contrataciones.get()
    assert (respuesta.status_code, respuesta.json()) == (
        201,
        pedido | {"id": contratacion.pk, "precio_unitario": "12.00", "importe": "24.00", "moneda": "USD"},
    )
    assert contratacion.usuario == ana


@pytest.mark.parametrize(
    ("servicio", "estado", "codigo"),
    [({"moneda": "PEN"}, 400, "DATOS_INVALIDOS"), ({"estado": "borrador"}, 400, "DATOS_INVALIDOS")],
    ids=["another currency", "a draft"],
)
def test_a_service_that_does_not_fit_is_refused(
    servicio: dict[str, str], estado: int, codigo: str, ana: Usuario, como: Navegador
) -> None:
    pedido = {"reserva": una_reserva(ana).localizador, "servicio": un_servicio(**servicio).slug, "cantidad": 1}
    respuesta = como(ana).post("/api/contrataciones", pedido, JSON)
    assert (respuesta.status_code, list(respuesta.json()["errors"])) == (estado, ["servicio"])


@pytest.mark.parametrize(
    ("metodo", "direccion"),
    [
        ("get", "/api/reservas"),
        ("post", "/api/reservas"),
        ("get", "/api/contrataciones"),
        ("post", "/api/contrataciones"),
        ("get", "/api/recomendaciones"),
        ("post", "/api/recomendaciones"),
    ],
)
def test_what_belongs_to_people_needs_a_session(metodo: str, direccion: str, client: Client) -> None:
    respuesta = client.generic(metodo.upper(), direccion, "{}", JSON)
    assert (respuesta.status_code, respuesta.json()["codigo"]) == (401, "SIN_SESION")
