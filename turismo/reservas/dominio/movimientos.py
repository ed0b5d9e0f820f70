"""All changes of the state of a reservation.

Each is one guarded UPDATE, so the database decides between concurrent changes, on SQLite and on PostgreSQL. The audit
row and the signal belong to the same transaction.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.dispatch import Signal
from django.utils import timezone

from turismo.catalogo.models import Salida
from turismo.reservas.models import Accion, Estado, Reembolso, Reserva, TransicionReserva
from turismo.reservas.reglas import PlazoVencido, TransicionInvalida
from turismo.reservas.senales import reserva_cancelada, reserva_completada, reserva_confirmada, reserva_expirada

from .orden import Orden, comprobar_motivo
from .plazas import liberar

Cambios = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Movimiento:
    accion: Accion
    de: tuple[Estado, ...]
    a: Estado
    senal: Signal
    libera_plazas: bool = False
    # Conditions on the row's own columns, or subqueries on them: see `SalidaQuerySet.a_la_venta`.
    si: Callable[[datetime], Q] = lambda ahora: Q()
    # Further columns that the UPDATE writes.
    cambios: Callable[[Reserva, Orden, datetime], Cambios] = lambda reserva, orden, ahora: {}


def reembolso_que_toca(reserva: Reserva, ahora: datetime) -> Reembolso:
    salida = reserva.salida
    return Reembolso.TOTAL if ahora < salida.inicio - salida.tour.corte_cancelacion else Reembolso.NINGUNO


CONFIRMAR = Movimiento(
    Accion.CONFIRMAR,
    de=(Estado.PENDIENTE,),
    a=Estado.CONFIRMADA,
    senal=reserva_confirmada,
    si=lambda ahora: Q(expira_en__gt=ahora),
    cambios=lambda reserva, orden, ahora: {"confirmada_en": ahora},
)
CANCELAR = Movimiento(
    Accion.CANCELAR,
    de=(Estado.PENDIENTE, Estado.CONFIRMADA),
    a=Estado.CANCELADA,
    senal=reserva_cancelada,
    libera_plazas=True,
    cambios=lambda reserva, orden, ahora: {
        "cancelada_en": ahora,
        "cancelada_por": orden.actor,
        "reembolso": reembolso_que_toca(reserva, ahora),
    },
)
EXPIRAR = Movimiento(
    Accion.EXPIRAR,
    de=(Estado.PENDIENTE,),
    a=Estado.EXPIRADA,
    senal=reserva_expirada,
    libera_plazas=True,
    si=lambda ahora: Q(expira_en__lte=ahora),
)
COMPLETAR = Movimiento(
    Accion.COMPLETAR,
    de=(Estado.CONFIRMADA,),
    a=Estado.COMPLETADA,
    senal=reserva_completada,
    si=lambda ahora: Q(salida__in=Salida.objects.filter(inicio__lte=ahora).values("pk")),
    cambios=lambda reserva, orden, ahora: {"asistio": True},
)


def cancelar(reserva: Reserva, orden: Orden, *, motivo: str = "", reembolso: Reembolso | None = None) -> Reserva:
    """The refund follows the tour's terms, unless `reembolso` overrides it."""
    comprobar_motivo(motivo)
    return mover(reserva, CANCELAR, orden, {"motivo": motivo} | ({"reembolso": reembolso} if reembolso else {}))


def completar(reserva: Reserva, orden: Orden, *, asistio: bool = True) -> Reserva:
    return mover(reserva, COMPLETAR, orden, {"asistio": asistio})


@transaction.atomic
def mover(reserva: Reserva, movimiento: Movimiento, orden: Orden, propios: Cambios | None = None) -> Reserva:
    """Return the reservation as it now is; raise TransicionInvalida or PlazoVencido if it was not changed."""
    if movimiento.libera_plazas:
        reserva.salida = Salida.objects.tomar(reserva.salida_id)
    ahora = timezone.now()
    cambios = {
        **{"estado": movimiento.a, "expira_en": None, "version": F("version") + 1, "actualizada_en": ahora},
        **movimiento.cambios(reserva, orden, ahora),
        **(propios or {}),
    }
    posibles = Reserva.objects.filter(movimiento.si(ahora), pk=reserva.pk)
    # One UPDATE for each possible state, in the order of a reservation's life: the audit records which state it was.
    de = next((estado for estado in movimiento.de if posibles.filter(estado=estado).update(**cambios)), None)
    reserva.refresh_from_db(fields=list(cambios))
    if de is None:
        vencida = movimiento is CONFIRMAR and reserva.estado == Estado.PENDIENTE
        raise PlazoVencido if vencida else TransicionInvalida
    if movimiento.libera_plazas:
        liberar(reserva.salida_id, reserva.plazas)
    anotar(reserva, movimiento.accion, de, movimiento.a, orden)
    movimiento.senal.send(sender=Reserva, reserva=reserva)
    return reserva


def anotar(reserva: Reserva, accion: Accion, de: str, a: Estado, orden: Orden) -> None:
    TransicionReserva.objects.create(
        reserva=reserva,
        accion=accion,
        de=de,
        a=a,
        actor=orden.actor,
        origen=orden.origen,
        motivo=reserva.motivo,
    )
