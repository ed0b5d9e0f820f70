"""Many concurrent buyers at a real server, as in production: no seat is sold twice, and no request fails
with an error.
"""

import json
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import httpx
import pytest
from django.db import connection
from django.test import Client

from tests.servers import Server
from tests.turismo.conftest import Navegador
from tests.turismo.fabrica import un_tour
from turismo.catalogo.models import Salida
from turismo.usuarios.models import Usuario

VUELTAS = 20
COMPRADORES = 32
PLAZAS = 20
CSRF = "c" * 32


@pytest.fixture(
    params=[
        ("uvicorn", "sqlite"),
        ("daphne", "sqlite"),
        pytest.param(("uvicorn", "postgresql"), marks=pytest.mark.postgresql),
    ],
    ids=" on ".join,
)
def server(request: pytest.FixtureRequest) -> Iterator[Server]:
    kind, motor = request.param
    env = {"DATABASE_URL": request.getfixturevalue("database_url")} if motor == "postgresql" else {}
    with Server(kind=kind, env=env) as server:
        yield server


def test_of_many_buyers_at_once_as_many_get_a_seat_as_there_are(server: Server) -> None:
    codigo = f"from tests.turismo.compras import preparar; preparar({VUELTAS}, {PLAZAS}, 'ana')"
    preparado = json.loads(server.shell(codigo))
    cookies = {"sessionid": preparado["ana"], "csrftoken": CSRF}
    with (
        httpx.Client(base_url=server.url, cookies=cookies, headers={"X-CSRFToken": CSRF}, timeout=60) as ana,
        ThreadPoolExecutor(COMPRADORES) as hilos,
    ):

        def comprar(salida: int) -> tuple[int, str | None]:
            respuesta = ana.post("/api/reservas", json={"salida": salida, "plazas": 1, "uuid": str(uuid4())})
            return respuesta.status_code, respuesta.json().get("codigo")

        for salida in preparado["salidas"]:
            assert Counter(hilos.map(comprar, [salida] * COMPRADORES)) == {
                (201, None): PLAZAS,
                (409, "SIN_CUPO"): COMPRADORES - PLAZAS,
            }
    cuentas = json.loads(server.shell("from tests.turismo.compras import contar; contar()"))
    assert cuentas == [[PLAZAS, PLAZAS, PLAZAS]] * VUELTAS


@pytest.mark.django_db(transaction=True)
def test_of_those_who_add_the_same_at_once_one_does_and_the_others_are_told(bruno: Usuario, como: Navegador) -> None:
    pedido = {"tour": un_tour().slug, "inicio": "2126-12-01T13:00:00Z", "fin": "2126-12-01T21:00:00Z", "capacidad": 8}
    navegadores = [como(bruno) for _n in range(8)]
    barrera = Barrier(len(navegadores))

    def crear(navegador: Client) -> int:
        barrera.wait()
        try:
            return navegador.post("/api/salidas", pedido, "application/json").status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(navegadores)) as hilos:
        estados = Counter(hilos.map(crear, navegadores))
    # 400 if the check found the row, 409 if the row was inserted after the check.
    assert (estados[201], estados[400] + estados[409], Salida.objects.count()) == (1, 7, 1)
