"""Fares over REST, under their tour: public users read the active ones, the staff writes them."""

import pytest
from django.test import Client

from tests.turismo.conftest import Navegador
from tests.turismo.fabrica import DEL_SISTEMA, un_tour, una_salida
from turismo.catalogo.models import Tarifa
from turismo.reservas.dominio.ventas import apartar
from turismo.reservas.models import LineaReserva, Reserva
from turismo.usuarios.models import Usuario

pytestmark = pytest.mark.django_db

JSON = "application/json"
NINO = {"tipo": "nino", "nombre": "Niño", "precio": "20.00", "edad_maxima": 11, "acompanada": True}


def test_the_staff_adds_changes_and_deletes_a_fare(bruno: Usuario, como: Navegador) -> None:
    un_tour(slug="salar")
    navegador = como(bruno)
    creada = navegador.post("/api/tours/salar/tarifas", NINO, JSON)
    assert (creada.status_code, creada.json()) == (
        201,
        {"tipo": "nino", "nombre": "Niño", "precio": "20.00", "ocupa_plazas": 1}
        | {"edad_minima": None, "edad_maxima": 11, "acompanada": True, "activa": True},
    )
    cambiada = navegador.patch("/api/tours/salar/tarifas/nino", {"precio": "25.00"}, JSON)
    assert (cambiada.status_code, cambiada.json()) == (200, creada.json() | {"precio": "25.00"})
    assert navegador.delete("/api/tours/salar/tarifas/nino").status_code == 204
    assert Tarifa.objects.count() == 0


@pytest.mark.parametrize(
    ("cambio", "campo"),
    [
        ({"precio": "-1"}, "precio"),
        ({"edad_minima": 12}, "general"),
        ({"tipo": "general"}, "tipo"),
        ({"precio": "20.50"}, "precio"),
    ],
)
def test_a_fare_that_cannot_be_is_refused_at_its_field(
    cambio: dict[str, object], campo: str, bruno: Usuario, como: Navegador
) -> None:
    un_tour(slug="salar", moneda="CLP", precio=40000)
    respuesta = como(bruno).post("/api/tours/salar/tarifas", NINO | cambio, JSON)
    assert (respuesta.status_code, list(respuesta.json()["errores"])) == (400, [campo])


def test_a_tour_has_one_fare_of_a_kind(bruno: Usuario, como: Navegador) -> None:
    un_tour(slug="salar")
    navegador = como(bruno)
    una, otra = (navegador.post("/api/tours/salar/tarifas", NINO, JSON) for _vez in range(2))
    assert (una.status_code, otra.status_code) == (201, 400)
    assert otra.json()["errores"] == {"general": ["Este tour ya tiene una tarifa de ese tipo."]}


def test_a_fare_that_was_sold_is_withdrawn_instead_of_deleted(bruno: Usuario, client: Client, como: Navegador) -> None:
    tour = un_tour(slug="salar")
    tarifa = Tarifa.objects.create(tour=tour, tipo="senior", nombre="Mayor", precio=40)
    apartar(
        Reserva(salida=una_salida(tour=tour), contacto_nombre="Por teléfono"),
        DEL_SISTEMA,
        [LineaReserva(tarifa=tarifa, cantidad=1)],
    )
    navegador = como(bruno)
    respuesta = navegador.delete("/api/tours/salar/tarifas/senior")
    assert (respuesta.status_code, respuesta.json()["codigo"]) == (409, "TARIFA_EN_USO")
    assert navegador.patch("/api/tours/salar/tarifas/senior", {"activa": False}, JSON).status_code == 200
    assert client.get("/api/tours/salar/tarifas").json() == []
    assert [t["tipo"] for t in navegador.get("/api/tours/salar/tarifas").json()] == ["senior"]


def test_travellers_write_no_fares(ana: Usuario, client: Client, como: Navegador) -> None:
    Tarifa.objects.create(tour=un_tour(slug="salar"), tipo="nino", nombre="Niño", precio=20)
    for metodo, direccion in (("POST", "tarifas"), ("PATCH", "tarifas/nino"), ("DELETE", "tarifas/nino")):
        estados = [
            quien.generic(metodo, f"/api/tours/salar/{direccion}", "{}", JSON).status_code
            for quien in (client, como(ana))
        ]
        assert estados == [401, 403]


def test_the_fares_of_a_draft_are_nobodys_business(client: Client) -> None:
    un_tour(slug="en-borrador", estado="borrador")
    assert client.get("/api/tours/en-borrador/tarifas").status_code == 404
