"""The management commands of the platform."""

import os
import signal
import subprocess
import sys
from datetime import UTC, datetime, time, timedelta
from io import StringIO
from typing import Any

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.utils import timezone

from tests.servers import ROOT, Server
from tests.turismo.fabrica import DEL_SISTEMA, un_destino, un_guia, un_tour, una_reserva, una_salida
from tests.waiting import until
from turismo.catalogo.generacion import Plan, generar
from turismo.catalogo.models import Salida
from turismo.catalogo.reglas import FechasInvalidas, HoraInexistente
from turismo.reservas.dominio.conciliacion import derivas
from turismo.reservas.dominio.movimientos import CONFIRMAR, completar, mover
from turismo.reservas.models import Reserva


def decir(*palabras: str, **opciones: Any) -> str:
    escrito = StringIO()
    call_command(*palabras, stdout=escrito, stderr=escrito, **opciones)
    return escrito.getvalue()


@pytest.mark.django_db
def test_holds_that_are_over_expire_whatever_their_departure() -> None:
    reservas = [una_reserva(None), una_reserva(None)]
    mover(reservas[1], CONFIRMAR, DEL_SISTEMA)
    with time_machine.travel(timezone.now() + timedelta(minutes=31)):
        assert decir("expirar_reservas") == "1 reservas expiradas.\n"
        assert decir("expirar_reservas") == "0 reservas expiradas.\n"
    assert sorted(Reserva.objects.values_list("estado", flat=True)) == ["confirmada", "expirada"]


@pytest.mark.parametrize("cada", ["0", "-1", "mucho", "nan"])
def test_a_pause_that_is_none_is_refused(cada: str) -> None:
    with pytest.raises(CommandError, match="de 1 a 86400 segundos"):
        decir("expirar_reservas", "--cada", cada)


APARTAR_Y_DEJAR_VENCER = """
from datetime import timedelta
from django.utils import timezone
from tests.turismo.fabrica import una_reserva
from turismo.catalogo.models import Salida
from turismo.reservas.models import Reserva
reserva = una_reserva(None, salida=Salida.objects.first())
Reserva.objects.filter(pk=reserva.pk).update(expira_en=timezone.now() - timedelta(seconds=1))
"""
CONTAR_EXPIRADAS = """
from turismo.reservas.models import Reserva
print(Reserva.objects.filter(estado="expirada").count())
"""


def test_it_goes_on_expiring_until_it_is_told_to_stop() -> None:
    with Server() as server:
        orden = [sys.executable, "manage.py", "expirar_reservas", "--cada", "0.1"]
        proceso = subprocess.Popen(
            orden, cwd=ROOT, env=server.environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        try:
            for vez in (1, 2):
                server.shell(APARTAR_Y_DEJAR_VENCER)
                until(lambda vez=vez: server.shell(CONTAR_EXPIRADAS) == f"{vez}\n", "the hold to expire")  # type: ignore[misc]
        finally:
            os.kill(proceso.pid, signal.SIGTERM)
            escrito, _ = proceso.communicate(timeout=30)
    assert (proceso.returncode, escrito.splitlines()) == (
        0,
        ["Cada 0.1 segundos.", "1 reservas expiradas.", "1 reservas expiradas."],
    )


@pytest.mark.django_db
def test_counters_that_are_right_are_left_alone() -> None:
    reserva = una_reserva(None, plazas=3)
    mover(reserva, CONFIRMAR, DEL_SISTEMA)
    with time_machine.travel(reserva.salida.inicio + timedelta(hours=1)):
        completar(reserva, DEL_SISTEMA)
    assert decir("conciliar_cupos") == "Todas las salidas cuadran.\n"


@pytest.mark.django_db
def test_a_counter_that_is_wrong_is_said_and_on_demand_corrected() -> None:
    salida = una_salida(capacidad=10)
    una_reserva(None, salida=salida, plazas=3)
    Salida.objects.update(plazas_ocupadas=5)
    with pytest.raises(CommandError, match=r"1 salidas no cuadran\.") as caught:
        decir("conciliar_cupos")
    assert caught.value.returncode == 1
    assert decir("conciliar_cupos", "--corregir") == f"{salida}: 5 → 3\nTodas las salidas cuadran.\n"
    assert list(derivas()) == []


@pytest.mark.django_db
def test_what_was_sold_twice_is_for_people_to_decide() -> None:
    salida = una_salida(capacidad=4)
    una_reserva(None, salida=salida, plazas=3)
    Salida.objects.update(plazas_ocupadas=0, capacidad=2)
    with pytest.raises(CommandError, match="no cuadran"):
        decir("conciliar_cupos", "--corregir")
    assert Salida.objects.get().plazas_ocupadas == 0


EN_CUSCO = {
    "desde": "2126-12-02",
    "hasta": "2126-12-08",
    "dias": "lu,vi",
    "hora": "08:00",
    "capacidad": "12",
}


def generar_salidas(tour: str, **cambios: str) -> str:
    opciones = EN_CUSCO | cambios
    return decir("generar_salidas", tour, *(f"--{nombre}={valor}" for nombre, valor in opciones.items()))


@pytest.fixture
def cerca() -> Any:
    with time_machine.travel(datetime(2126, 11, 1, tzinfo=UTC), tick=False) as reloj:
        yield reloj


@pytest.mark.django_db
@pytest.mark.usefixtures("cerca")
def test_departures_are_generated_at_the_hour_of_the_place_and_only_once() -> None:
    guia = un_guia(slug="nilda")
    tour = un_tour(nombre="Valle", slug="valle", destino=un_destino(zona_horaria="America/Lima"))
    # In that week Monday is the 2nd and Friday the 6th.
    assert generar_salidas("valle", guia="nilda") == (
        "Valle · 02/12/2126 08:00\nValle · 06/12/2126 08:00\n2 salidas nuevas.\n"
    )
    assert generar_salidas("valle", dias="lu,ma", guia="nilda") == "Valle · 03/12/2126 08:00\n1 salidas nuevas.\n"
    assert list(tour.salidas.values_list("inicio", "guia", "capacidad")) == [
        (datetime(2126, 12, dia, 13, tzinfo=UTC), guia.pk, 12) for dia in (2, 3, 6)
    ]


@pytest.mark.django_db
@pytest.mark.usefixtures("cerca")
def test_the_clock_of_the_place_may_change_between_two_departures() -> None:
    tour = un_tour(destino=un_destino(zona_horaria="America/New_York"))
    plan = Plan(tour, datetime(2127, 3, 8).date(), datetime(2127, 3, 10).date(), frozenset({5, 0}), time(8), 5)
    # On the 9th of March the clocks of New York go forward.
    assert [salida.inicio for salida in generar(plan)] == [
        datetime(2127, 3, 8, 13, tzinfo=UTC),
        datetime(2127, 3, 10, 12, tzinfo=UTC),
    ]


@pytest.mark.django_db
@pytest.mark.usefixtures("cerca")
def test_an_hour_that_the_clocks_skip_is_refused_with_its_day() -> None:
    tour = un_tour(destino=un_destino(zona_horaria="America/New_York"))
    plan = Plan(tour, datetime(2127, 3, 8).date(), datetime(2127, 3, 10).date(), frozenset(range(7)), time(2, 30), 5)
    with pytest.raises(HoraInexistente, match=r"El 09/03/2127 no existe la hora 02:30 en America/New_York"):
        generar(plan)
    assert Salida.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.usefixtures("cerca")
@pytest.mark.parametrize(
    ("cambio", "porque"),
    [
        ({"tour": "nada"}, "No hay ningún tour con la dirección 'nada'"),
        ({"guia": "nadie"}, "No hay ningún guía con la dirección 'nadie'"),
        ({"desde": "ayer"}, "una fecha se escribe 2027-01-31, no 'ayer'"),
        ({"desde": "2126-12-09"}, "Las fechas van de mañana en adelante"),
        ({"desde": "2126-10-01"}, "Las fechas van de mañana en adelante"),
        ({"hasta": "2200-01-01"}, "Las fechas van de mañana en adelante"),
        ({"dias": "lu,mm"}, "los días son lu,ma,mi,ju,vi,sa,do; no 'mm'"),
        ({"hora": "25:00"}, "una hora se escribe 08:00, no '25:00'"),
        ({"capacidad": "0"}, "un número de plazas de 1 a 32767, no '0'"),
        ({"guia": "nilda"}, "El guía ya tiene otra salida a esas horas. No se creó ninguna salida."),
    ],
    ids=str,
)
def test_what_cannot_be_generated_is_refused_with_the_reason(cambio: dict[str, str], porque: str) -> None:
    tour = un_tour(slug="valle", destino=un_destino(zona_horaria="America/Lima"))
    una_salida(guia=un_guia(slug="nilda"), inicio=datetime(2126, 12, 6, 14, tzinfo=UTC))
    with pytest.raises(CommandError) as caught:
        generar_salidas(**({"tour": "valle"} | cambio))
    assert porque in str(caught.value)
    assert tour.salidas.count() == 0


@pytest.mark.django_db
def test_a_plan_without_days_is_none() -> None:
    manana = timezone.now().date() + timedelta(days=2)
    with pytest.raises(FechasInvalidas):
        generar(Plan(un_tour(), manana, manana, frozenset(), time(8), 5))
