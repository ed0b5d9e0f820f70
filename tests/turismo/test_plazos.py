"""The terms of a reservation: the time of a hold, the deadline of free cancellation, and attendance."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from notifications.models import Notification
from tests.turismo.avisos import avisos, datos
from tests.turismo.fabrica import DEL_SISTEMA, un_tour, una_reserva, una_salida
from turismo.reglas import ReglaIncumplida
from turismo.reservas.dominio.movimientos import CANCELAR, CONFIRMAR, cancelar, completar, mover
from turismo.reservas.dominio.orden import Orden
from turismo.reservas.dominio.vencimientos import expirar_vencidas, extender
from turismo.reservas.models import Origen, Reembolso, Reserva
from turismo.reservas.reglas import MotivoInvalido, PlazoVencido, SinMargen, TransicionInvalida, YaExtendida
from turismo.usuarios.models import Usuario

pytestmark = pytest.mark.django_db


def niveles(tipo: str) -> list[tuple[str, str]]:
    return list(Notification.objects.filter(type=tipo).values_list("audience", "level"))


def test_a_hold_is_extended_once_by_as_long_as_it_lasted(ana: Usuario) -> None:
    with time_machine.travel(timezone.now(), tick=False):
        reserva = una_reserva(ana, salida=una_salida(tour=un_tour(retencion=timedelta(minutes=30))))
        extender(reserva, DEL_SISTEMA)
        assert reserva.expira_en == timezone.now() + timedelta(minutes=60)
    assert (reserva.estado, reserva.extendida, reserva.version) == ("pendiente", True, 2)
    assert list(reserva.transiciones.values_list("accion", "de", "a")) == [
        ("apartar", "", "pendiente"),
        ("extender", "pendiente", "pendiente"),
    ]
    assert niveles("reserva_extendida") == [(f"user:{ana.pk}", "silent")]
    with pytest.raises(YaExtendida):
        extender(reserva, DEL_SISTEMA)


def test_a_hold_is_not_extended_past_the_end_of_sale(ana: Usuario) -> None:
    salida = una_salida(
        tour=un_tour(corte_reserva=timedelta(hours=2)), inicio=timezone.now() + timedelta(hours=2, minutes=45)
    )
    reserva = una_reserva(ana, salida=salida)
    extender(reserva, DEL_SISTEMA)
    assert reserva.expira_en == salida.cierra_en


def test_a_hold_does_not_outlast_the_beginning_of_the_journey(ana: Usuario) -> None:
    tour = un_tour(retencion=timedelta(hours=24), confirmacion_inmediata=False)
    reserva = una_reserva(ana, salida=una_salida(tour=tour, inicio=timezone.now() + timedelta(hours=5)))
    assert reserva.expira_en == reserva.salida.inicio


@pytest.mark.parametrize(
    ("despues", "minutos", "regla"),
    [
        (timedelta(minutes=31), 240, PlazoVencido),
        (timedelta(0), 140, SinMargen),  # sales end in twenty minutes, and the hold still has thirty
    ],
)
def test_a_hold_without_time_left_is_not_extended(
    despues: timedelta, minutos: int, regla: type[ReglaIncumplida], ana: Usuario
) -> None:
    reserva = una_reserva(ana, salida=una_salida(inicio=timezone.now() + timedelta(minutes=minutos)))
    with time_machine.travel(timezone.now() + despues), pytest.raises(regla):
        extender(reserva, DEL_SISTEMA)
    assert not Reserva.objects.get(pk=reserva.pk).extendida


def test_what_is_confirmed_waits_for_nothing(ana: Usuario) -> None:
    reserva = una_reserva(ana)
    mover(reserva, CONFIRMAR, DEL_SISTEMA)
    assert reserva.confirmada_en is not None
    with pytest.raises(TransicionInvalida):
        extender(reserva, DEL_SISTEMA)


@pytest.mark.parametrize(("horas", "reembolso"), [(25, "total"), (23, "ninguno")])
def test_the_refund_is_that_of_the_tours_terms(horas: int, reembolso: str, ana: Usuario) -> None:
    reserva = una_reserva(ana, salida=una_salida(inicio=timezone.now() + timedelta(hours=horas)))
    cancelar(reserva, Orden(ana, Origen.WEB), motivo="Me enfermé")
    reserva.refresh_from_db()
    assert (reserva.estado, reserva.reembolso, reserva.motivo) == ("cancelada", reembolso, "Me enfermé")
    assert (reserva.cancelada_por, reserva.transiciones.latest("id").motivo) == (ana, "Me enfermé")


def test_the_operation_may_decide_another_refund(ana: Usuario, bruno: Usuario) -> None:
    reserva = una_reserva(ana, salida=una_salida(inicio=timezone.now() + timedelta(hours=23)))
    cancelar(reserva, Orden(bruno, Origen.ADMIN), reembolso=Reembolso.PARCIAL)
    assert reserva.reembolso == "parcial"


def test_a_reason_that_is_too_long_is_refused_before_anything_moves(ana: Usuario) -> None:
    reserva = una_reserva(ana)
    with pytest.raises(MotivoInvalido):
        cancelar(reserva, DEL_SISTEMA, motivo="x" * 301)
    assert Reserva.objects.get().estado == "pendiente"


def test_its_customer_is_warned_that_a_hold_is_over_and_the_staffs_lists_change(ana: Usuario) -> None:
    reserva = una_reserva(ana)
    with time_machine.travel(timezone.now() + timedelta(minutes=31)):
        assert expirar_vencidas() == 1
    texto = (
        f"Su reserva {reserva.localizador} venció sin confirmarse: Salar al atardecer. "
        "Si aún quiere ir, haga una nueva."
    )
    assert avisos("reserva_expirada") == [("reserva_expirada", f"user:{ana.pk}", texto)]
    assert niveles("reserva_expirada") == [(f"user:{ana.pk}", "warning")]
    assert niveles("retencion_vencida") == [("staff", "silent")]


def test_a_telephone_sale_that_is_over_concerns_only_the_staff() -> None:
    una_reserva(None)
    with time_machine.travel(timezone.now() + timedelta(minutes=31)):
        expirar_vencidas()
    assert (avisos("reserva_expirada"), niveles("retencion_vencida")) == ([], [("staff", "silent")])


@pytest.mark.parametrize("asistio", [True, False])
def test_whoever_completes_a_journey_says_whether_they_came(asistio: bool, ana: Usuario) -> None:
    reserva = una_reserva(ana)
    mover(reserva, CONFIRMAR, DEL_SISTEMA)
    with time_machine.travel(reserva.salida.inicio + timedelta(hours=1)):
        completar(reserva, DEL_SISTEMA, asistio=asistio)
    assert (reserva.estado, reserva.asistio) == ("completada", asistio)
    assert datos("reserva_completada")["localizador"] == reserva.localizador
    assert niveles("reserva_completada") == [(f"staff user:{ana.pk}", "info")]


@pytest.mark.parametrize(
    "cambio",
    [
        {"cancelada_en": None},
        {"reembolso": None},
        {"estado": "confirmada"},  # still with a time of cancellation
    ],
    ids=str,
)
def test_the_database_refuses_a_cancellation_that_is_half_done(cambio: dict[str, Any], ana: Usuario) -> None:
    reserva = una_reserva(ana)
    mover(reserva, CANCELAR, DEL_SISTEMA)
    with pytest.raises(IntegrityError), transaction.atomic():
        Reserva.objects.update(**cambio)
