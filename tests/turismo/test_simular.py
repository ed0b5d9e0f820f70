"""`manage.py simular`: simulated people use the platform through the same functions as real ones."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone
from pytest_django import Settings

from tests.servers import ROOT, Server
from tests.turismo.fabrica import un_destino, un_guia, una_reserva, una_salida
from tests.waiting import until
from turismo.catalogo.models import Tour
from turismo.demo.simulacion.escena import MARCA, RESERVAS_VIVAS, TOURS, VIAJEROS
from turismo.demo.simulacion.guion import Guion
from turismo.recomendaciones.models import Valoracion
from turismo.reservas.dominio.conciliacion import derivas
from turismo.reservas.models import Reserva, TransicionReserva, TransicionSalida
from turismo.usuarios.models import Usuario


def representar(actos: int, *, semilla: int = 7, minutos: float = 0) -> list[str]:
    """Run so many acts, so many minutes apart, and return the lines that they print."""
    guion = Guion(semilla)
    dichos = []
    with time_machine.travel(timezone.now(), tick=False) as reloj:
        for _ in range(actos):
            dichos.append(guion.actuar() or "")
            reloj.shift(timedelta(minutes=minutos))
    return [dicho for dicho in dichos if dicho]


@pytest.fixture
def una_temporada(db: None) -> None:
    un_destino()
    un_guia()
    for _ in range(3):
        una_salida(capacidad=12)


@pytest.fixture
def server() -> Iterator[Server]:
    """Only its database is used; it does not serve."""
    server = Server()
    server.prepare()
    yield server
    shutil.rmtree(server.folder)


@pytest.mark.usefixtures("una_temporada")
def test_in_the_end_everything_has_happened_and_the_books_are_right() -> None:
    representar(600, minutos=1)
    assert set(TransicionReserva.objects.values_list("accion", flat=True)) == {
        "apartar",
        "extender",
        "confirmar",
        "cancelar",
        "expirar",
        "completar",
    }
    assert set(TransicionSalida.objects.values_list("accion", flat=True)) == {
        "cerrar",
        "abrir",
        "realizar",
        "cancelar",
        "reprogramar",
        "asignar_guia",
    }
    assert Valoracion.objects.exists()
    assert list(derivas()) == []


@pytest.mark.usefixtures("una_temporada")
def test_however_long_it_plays_what_is_alive_stays_bounded() -> None:
    representar(600, minutos=1)
    assert Usuario.objects.filter(username__startswith=MARCA).count() <= VIAJEROS
    assert Tour.objects.publicados().filter(slug__startswith=MARCA).count() <= TOURS
    assert Tour.objects.filter(slug__startswith=MARCA, estado="archivado").exists()
    assert Reserva.objects.vivas().count() <= RESERVAS_VIVAS


@pytest.mark.usefixtures("una_temporada")
def test_the_same_seed_plays_the_same() -> None:
    def una_vez(semilla: int) -> Iterator[str]:
        with transaction.atomic():
            yield from representar(80, semilla=semilla)
            transaction.set_rollback(True)

    with time_machine.travel(timezone.now(), tick=False):
        primera, segunda, otra = (list(una_vez(semilla)) for semilla in (7, 7, 8))
    assert primera == segunda
    assert primera != otra


@pytest.mark.usefixtures("una_temporada")
def test_it_leaves_alone_what_others_have_made(ana: Usuario) -> None:
    reserva = una_reserva(ana, salida=una_salida(capacidad=2))
    ajenos = Tour.objects.exclude(slug__startswith=MARCA).order_by("pk").values("nombre", "precio", "estado")
    tours = list(ajenos)
    representar(200)
    reserva.refresh_from_db()
    assert (reserva.estado, list(reserva.transiciones.values_list("accion", flat=True))) == ("pendiente", ["apartar"])
    assert (
        list(Tour.objects.exclude(slug__startswith=MARCA).order_by("pk").values("nombre", "precio", "estado")) == tours
    )


@pytest.mark.django_db
def test_where_it_could_hurt_it_wants_to_be_asked_twice(settings: Settings) -> None:
    settings.DEBUG = False
    with pytest.raises(CommandError, match="--si-de-verdad"):
        call_command("simular")
    assert Usuario.objects.count() == 0


@pytest.mark.parametrize("senal", [signal.SIGTERM, signal.SIGINT])
def test_it_stops_when_it_is_asked_to(senal: signal.Signals, server: Server) -> None:
    comando = [sys.executable, "manage.py", "simular", "--ritmo", "600", "--semilla", "1"]
    with (
        server.log.open("wb") as log,
        subprocess.Popen(comando, cwd=ROOT, env=server.environment(), stdout=log, stderr=log) as proceso,
    ):
        until(lambda: "crea su cuenta" in server.log.read_text(), "the first act")
        os.kill(proceso.pid, senal)
        assert proceso.wait(30) == 0
    assert server.log.read_text().splitlines()[-1] == "Fin de la simulación."


def test_it_ends_by_itself_after_the_time_it_was_given(server: Server) -> None:
    dicho = server.manage("simular", "--durante", "0.2", "--ritmo", "6000").stdout
    assert dicho.splitlines()[-1] == "Fin de la simulación."


@pytest.mark.parametrize("ritmo", ["0", "-1", "rápido", "inf"])
def test_a_pace_that_cannot_be_is_refused(ritmo: str) -> None:
    with pytest.raises(CommandError, match="un número mayor que cero"):
        call_command("simular", f"--ritmo={ritmo}")
