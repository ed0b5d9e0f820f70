"""Concurrent operations: late ones are refused and the counter stays right, on SQLite as on PostgreSQL."""

import json
import shutil
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import httpx
import pytest

from tests.servers import Server
from tests.turismo.avisos import avisos
from tests.turismo.carreras import CARRERAS, todos_a_la_vez
from tests.turismo.fabrica import DEL_SISTEMA, una_reserva, una_salida
from turismo.catalogo.models import Salida
from turismo.reservas.dominio.movimientos import CANCELAR, CONFIRMAR, mover
from turismo.reservas.dominio.una_vez import apartar_una_vez
from turismo.reservas.models import Reserva


@pytest.mark.django_db(transaction=True)
def test_twenty_buyers_get_exactly_the_seats_there_are() -> None:
    salida = una_salida(capacidad=21)
    resultados = todos_a_la_vez(*[lambda: una_reserva(None, salida=salida, plazas=2)] * 20)
    assert resultados == {"ok": 10, "SIN_CUPO": 10}
    salida.refresh_from_db()
    assert salida.plazas_ocupadas == 20
    assert Reserva.objects.count() == len(avisos("reserva_creada")) == 10


@pytest.mark.django_db(transaction=True)
def test_of_those_who_confirm_and_cancel_at_once_one_wins_each_step() -> None:
    salida = una_salida(capacidad=40)
    reservas = [una_reserva(None, salida=salida, plazas=2) for _ in range(5)]
    todos_a_la_vez(
        *(
            lambda pk=reserva.pk, movimiento=movimiento: mover(Reserva.objects.get(pk=pk), movimiento, DEL_SISTEMA)
            for reserva in reservas
            for movimiento in (CONFIRMAR, CONFIRMAR, CANCELAR, CANCELAR)
        )
    )
    # Confirmed or not before, each was cancelled once and released its seats once.
    assert Counter(Reserva.objects.values_list("estado", flat=True)) == {"cancelada": 5}
    assert Salida.objects.get(pk=salida.pk).plazas_ocupadas == 0
    assert len(avisos("reserva_cancelada")) == 5


@pytest.mark.django_db(transaction=True)
def test_a_request_that_is_repeated_at_once_books_once_though_it_takes_the_last_seats() -> None:
    salida, uuid = una_salida(capacidad=2), uuid4()

    def reservar() -> object:
        return apartar_una_vez(Reserva(uuid=uuid, salida=salida, plazas=2, contacto_nombre="Ana"), DEL_SISTEMA)

    assert todos_a_la_vez(*[reservar] * 10) == {"ok": 10}
    assert Reserva.objects.count() == len(avisos("reserva_creada")) == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("carrera", "resultado"), CARRERAS.items(), ids=lambda uno: getattr(uno, "__name__", ""))
def test_of_many_at_once_the_right_ones_get_through(carrera: Callable[[], object], resultado: object) -> None:
    assert carrera() == resultado


@pytest.mark.postgresql
@pytest.mark.parametrize(("carrera", "resultado"), CARRERAS.items(), ids=lambda uno: getattr(uno, "__name__", ""))
def test_on_postgresql_it_is_the_same(carrera: Callable[[], object], resultado: object, database_url: str) -> None:
    en_postgresql = Server(env={"DATABASE_URL": database_url})
    correr = f"import json; from tests.turismo.carreras import {carrera.__name__} as c; print(json.dumps(c()))"
    try:
        assert json.loads(en_postgresql.shell(correr)) == resultado
    finally:
        shutil.rmtree(en_postgresql.folder)


# It prints its answer, because it runs in another process, on the server's database.
ABRIR_UNA_SALIDA = """
import json
from django.test import Client
from tests.turismo.fabrica import un_usuario, una_salida

compradora = Client()
compradora.force_login(un_usuario("compradora"))
print(json.dumps([una_salida(capacidad=21).pk, compradora.cookies["sessionid"].value]))
"""
CONTAR_LAS_PLAZAS = """
from turismo.catalogo.models import Salida
print(Salida.objects.latest("pk").plazas_ocupadas)
"""
CSRF = "c" * 32


@pytest.mark.postgresql
def test_twenty_requests_to_a_server_on_postgresql_get_exactly_the_seats_there_are(database_url: str) -> None:
    with Server(kind="uvicorn", env={"DATABASE_URL": database_url}) as server:
        salida, sesion = json.loads(server.shell(ABRIR_UNA_SALIDA))

        def comprar(_vez: int) -> int:
            return httpx.post(
                f"{server.url}/api/reservas",
                json={"salida": salida, "plazas": 2},
                headers={"Cookie": f"sessionid={sesion}; csrftoken={CSRF}", "X-CSRFToken": CSRF},
                timeout=30,
            ).status_code

        with ThreadPoolExecutor(20) as hilos:
            assert Counter(hilos.map(comprar, range(20))) == {201: 10, 409: 10}
        assert server.shell(CONTAR_LAS_PLAZAS) == "20\n"
