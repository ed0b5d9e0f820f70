"""Move: the only ways in which a reservation changes its state.

Each is one guarded UPDATE, so of many at once the database itself lets the right ones through, on SQLite as on
PostgreSQL; the audit row and the signal belong to the same transaction.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.dispatch import Signal
from django.utils import timezone

from turismo.catalogo.models import Salida
from turismo.usuarios.models import Usuario

from .models import Accion, Estado, Origen, Reserva, TransicionReserva
from .plazas import liberar
from .reglas import RetencionVencida, TransicionInvalida
from .senales import reserva_cancelada, reserva_confirmada


@dataclass(frozen=True, slots=True)
class Orden:
    """Who asks for a movement, and through which door."""

    actor: Usuario | None
    origen: Origen


@dataclass(frozen=True, slots=True)
class Movimiento:
    accion: Accion
    de: tuple[Estado, ...]
    a: Estado
    libera_plazas: bool = False
    senal: Signal | None = None
    # Only the row's own columns, or subqueries on them: see `SalidaQuerySet.a_la_venta`.
    si: Callable[[datetime], Q] = lambda ahora: Q()


CONFIRMAR = Movimiento(
    Accion.CONFIRMAR,
    de=(Estado.PENDIENTE,),
    a=Estado.CONFIRMADA,
    senal=reserva_confirmada,
    si=lambda ahora: Q(expira_en__gt=ahora),
)
CANCELAR = Movimiento(
    Accion.CANCELAR,
    de=(Estado.PENDIENTE, Estado.CONFIRMADA),
    a=Estado.CANCELADA,
    libera_plazas=True,
    senal=reserva_cancelada,
)
EXPIRAR = Movimiento(
    Accion.EXPIRAR,
    de=(Estado.PENDIENTE,),
    a=Estado.EXPIRADA,
    libera_plazas=True,
    si=lambda ahora: Q(expira_en__lte=ahora),
)
COMPLETAR = Movimiento(
    Accion.COMPLETAR,
    de=(Estado.CONFIRMADA,),
    a=Estado.COMPLETADA,
    si=lambda ahora: Q(salida__in=Salida.objects.filter(inicio__lte=ahora).values("pk")),
)


@transaction.atomic
def mover(reserva: Reserva, movimiento: Movimiento, orden: Orden) -> Reserva:
    """The reservation as it now is; raises TransicionInvalida or RetencionVencida where nothing was moved."""
    posibles = Reserva.objects.filter(movimiento.si(timezone.now()), pk=reserva.pk)
    # One UPDATE for each state it may come from, in the order of its life, because the audit wants to know which.
    de = next((estado for estado in movimiento.de if pasar(posibles.filter(estado=estado), movimiento.a)), None)
    reserva.refresh_from_db(fields=["estado", "expira_en", "version"])
    if de is None:
        vencida = movimiento is CONFIRMAR and reserva.estado == Estado.PENDIENTE
        raise RetencionVencida if vencida else TransicionInvalida
    if movimiento.libera_plazas:
        liberar(reserva.salida_id, reserva.plazas)
    anotar(reserva, movimiento.accion, de, movimiento.a, orden)
    if movimiento.senal:
        movimiento.senal.send(sender=Reserva, reserva=reserva)
    return reserva


def pasar(reservas: QuerySet[Reserva], a: Estado) -> bool:
    return reservas.update(estado=a, expira_en=None, version=F("version") + 1) == 1


def expirar_vencidas(salida_id: int) -> int:
    """Gives back the seats of the holds that are over; nobody has to wait for a timer to buy them."""
    vencidas = Reserva.objects.filter(EXPIRAR.si(timezone.now()), salida=salida_id, estado=Estado.PENDIENTE)
    expiradas = 0
    for reserva in vencidas:
        try:
            mover(reserva, EXPIRAR, Orden(None, Origen.SISTEMA))
        except TransicionInvalida:
            continue  # somebody else was quicker, and has given them back
        expiradas += 1
    return expiradas


def anotar(reserva: Reserva, accion: Accion, de: str, a: Estado, orden: Orden) -> None:
    TransicionReserva.objects.create(reserva=reserva, accion=accion, de=de, a=a, actor=orden.actor, origen=orden.origen)
