"""Reservations over REST: holds, refusals with their reasons, and that all users see only their own."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from tests.turismo.avisos import avisos
from tests.turismo.conftest import Navegador
from tests.turismo.fabrica import un_permiso, un_servicio, un_tour, una_reserva, una_salida
from turismo.catalogo.models import Tarifa
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
            "version": 1,
            "tour": "salar",
            "tour_nombre": "Salar al atardecer",
            "salida": salida.pk,
            "inicio": f"{salida.inicio:%Y-%m-%dT%H:%M:%S.%fZ}",
            "inicio_local": salida.inicio_local.isoformat(),
            "zona_horaria": "America/La_Paz",
            "plazas": 2,
            "lineas": [
                {"tarifa": "general", "nombre": "General", "cantidad": 2, "precio_unitario": "55.00"}
                | {"importe": "110.00", "plazas": 1}
            ],
            "contrataciones": [],
            "total": "110.00",
            "moneda": "USD",
            "creada_en": f"{reserva.creada_en:%Y-%m-%dT%H:%M:%S.%fZ}",
            "expira_en": f"{reserva.expira_en:%Y-%m-%dT%H:%M:%S.%fZ}",
            "extendida": False,
            "confirmada_en": None,
            "cancelada_en": None,
            "motivo": "",
            "reembolso": None,
            "asistio": None,
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
            "type": "/api/problemas/SIN_CUPO",
            "title": "El estado actual no lo permite",
            "status": 409,
            "detail": "No quedan tantas plazas libres en esta salida.",
            "codigo": "SIN_CUPO",
            "instance": "/api/reservas",
        },
    )


@pytest.mark.parametrize("plazas", [0, -1, 1001, 10**30, "dos", None, 1.5, True, [2]])
def test_a_number_of_seats_that_cannot_be_is_refused(plazas: object, ana: Usuario, como: Navegador) -> None:
    respuesta = como(ana).post("/api/reservas", {"salida": una_salida().pk, "plazas": plazas}, JSON)
    assert (respuesta.status_code, list(respuesta.json()["errores"])) == (400, ["plazas"])


@pytest.mark.parametrize("como_se_dice", ["cabecera", "cabecera con comillas", "uuid", "las dos"])
def test_a_repeated_request_is_answered_with_the_reservation_it_made(
    como_se_dice: str, ana: Usuario, como: Navegador
) -> None:
    clave = str(uuid4())
    pedido: dict[str, object] = {"salida": una_salida().pk, "plazas": 2}
    headers = {}
    if como_se_dice in {"uuid", "las dos"}:
        pedido["uuid"] = clave
    if como_se_dice != "uuid":
        headers = {"Idempotency-Key": f'"{clave}"' if "comillas" in como_se_dice else clave}
    navegador = como(ana)
    una, otra = (navegador.post("/api/reservas", pedido, JSON, headers=headers) for _vez in range(2))
    assert (una.status_code, otra.status_code) == (201, 200)
    assert (una.json(), una.json()["uuid"], una["ETag"]) == (otra.json(), clave, '"1"')
    assert len(avisos("reserva_creada")) == 1


@pytest.mark.parametrize(
    ("cambio", "estado", "codigo"),
    [({"plazas": 3}, 422, "RESERVA_REPETIDA"), ({"notas": "Sin gluten"}, 200, None)],
    ids=["other seats", "other notes, which may have been corrected since"],
)
def test_a_key_stands_for_one_reservation(
    cambio: dict[str, object], estado: int, codigo: str | None, ana: Usuario, como: Navegador
) -> None:
    pedido = {"salida": una_salida().pk, "plazas": 2}
    headers = {"Idempotency-Key": str(uuid4())}
    navegador = como(ana)
    navegador.post("/api/reservas", pedido, JSON, headers=headers)
    respuesta = navegador.post("/api/reservas", pedido | cambio, JSON, headers=headers)
    assert (respuesta.status_code, respuesta.json().get("codigo")) == (estado, codigo)
    assert Reserva.objects.count() == 1


@pytest.mark.parametrize(("cabecera", "cuerpo"), [("no es uno", None), (str(UUID(int=1)), str(UUID(int=2)))])
def test_a_key_that_says_two_things_or_nothing_is_refused(
    cabecera: str, cuerpo: str | None, ana: Usuario, como: Navegador
) -> None:
    pedido = {"salida": una_salida().pk, "plazas": 2} | ({"uuid": cuerpo} if cuerpo else {})
    respuesta = como(ana).post("/api/reservas", pedido, JSON, headers={"Idempotency-Key": cabecera})
    assert (respuesta.status_code, list(respuesta.json()["errores"])) == (400, ["Idempotency-Key"])


def test_a_family_asks_for_its_fares(ana: Usuario, como: Navegador) -> None:
    tour = un_tour()
    Tarifa.objects.create(tour=tour, tipo="nino", nombre="Niño", precio=20, acompanada=True)
    lineas = [{"tarifa": "general", "cantidad": 2}, {"tarifa": "nino", "cantidad": 1}]
    respuesta = como(ana).post("/api/reservas", {"salida": una_salida(tour=tour).pk, "lineas": lineas}, JSON)
    reserva = respuesta.json()
    assert (respuesta.status_code, reserva["plazas"], reserva["total"]) == (201, 3, "130.00")
    assert [(linea["tarifa"], linea["cantidad"], linea["importe"]) for linea in reserva["lineas"]] == [
        ("general", 2, "110.00"),
        ("nino", 1, "20.00"),
    ]


@pytest.mark.parametrize(
    ("lineas", "codigo"),
    [
        ([{"tarifa": "senior", "cantidad": 1}], "TARIFA_DESCONOCIDA"),
        ([{"tarifa": "nino", "cantidad": 1}], "TARIFA_ACOMPANADA"),
        ([{"tarifa": "general", "cantidad": 1}] * 2, "TARIFA_REPETIDA"),
        ([{"tarifa": "general", "cantidad": 21}], "PERSONAS_FUERA_DE_RANGO"),
        ([], "DATOS_INVALIDOS"),
        ([{"tarifa": "general"}], "DATOS_INVALIDOS"),
        ("general", "DATOS_INVALIDOS"),
    ],
)
def test_fares_that_cannot_be_sold_together_are_refused(
    lineas: object, codigo: str, ana: Usuario, como: Navegador
) -> None:
    tour = un_tour()
    Tarifa.objects.create(tour=tour, tipo="nino", nombre="Niño", precio=20, acompanada=True)
    respuesta = como(ana).post("/api/reservas", {"salida": una_salida(tour=tour).pk, "lineas": lineas}, JSON)
    assert (respuesta.status_code, respuesta.json()["codigo"]) == (400, codigo)


@pytest.mark.parametrize("cuanto", [{}, {"plazas": 1, "lineas": [{"tarifa": "general", "cantidad": 1}]}])
def test_seats_are_asked_for_in_one_way(cuanto: dict[str, object], ana: Usuario, como: Navegador) -> None:
    respuesta = como(ana).post("/api/reservas", {"salida": una_salida().pk} | cuanto, JSON)
    assert (respuesta.status_code, list(respuesta.json()["errores"])) == (400, ["plazas"])


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
    navegador.post(f"/api/reservas/{reserva.localizador}/cancelar", {}, JSON)
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
    assert navegador.post(f"/api/reservas/{reserva.localizador}/cancelar", {}, JSON).status_code == 404
    assert navegador.post("/api/contrataciones", servicio, JSON).json()["codigo"] == "DATOS_INVALIDOS"
    reserva.refresh_from_db()
    assert (reserva.estado, reserva.contrataciones.count()) == ("pendiente", 0)


def test_the_operation_sees_every_reservation(ana: Usuario, bruno: Usuario, como: Navegador) -> None:
    reserva = una_reserva(ana)
    assert [r["localizador"] for r in como(bruno).get("/api/reservas").json()["results"]] == [reserva.localizador]


def test_who_may_look_but_not_touch_moves_nothing(ana: Usuario, carla: Usuario, como: Navegador) -> None:
    reserva = una_reserva(ana)
    carla.user_permissions.set([un_permiso("view_reserva")])
    navegador = como(carla)
    direccion = f"/api/reservas/{reserva.localizador}"
    for accion in ("confirmar", "cancelar", "extender", "completar", "servicios"):
        respuesta = navegador.post(f"{direccion}/{accion}", {}, JSON)
        assert (accion, respuesta.status_code, respuesta.json()["codigo"]) == (accion, 403, "SIN_PERMISO")
    assert navegador.patch(direccion, {}, JSON, headers={"If-Match": "*"}).status_code == 403
    servicio = {"reserva": reserva.localizador, "servicio": un_servicio().slug, "cantidad": 1}
    assert navegador.post("/api/contrataciones", servicio, JSON).status_code == 400
    assert (Reserva.objects.get().version, reserva.contrataciones.count()) == (1, 0)


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
    assert (respuesta.status_code, list(respuesta.json()["errores"])) == (estado, ["servicio"])


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
