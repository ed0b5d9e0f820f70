"""Ask twice, book once: a client that heard no answer repeats its request with the same uuid."""

from django.db import IntegrityError

from .models import Reserva
from .movimientos import Orden
from .reglas import ReglaIncumplida, ReservaRepetida
from .ventas import apartar


def apartar_una_vez(reserva: Reserva, orden: Orden) -> tuple[Reserva, bool]:
    """The reservation and whether it is new; raises ReservaRepetida if the uuid stands for another one."""
    if anterior := ya_apartada(reserva):
        return anterior, False
    try:
        return apartar(reserva, orden), True
    except (IntegrityError, ReglaIncumplida):
        # Perhaps the same request came at the same time, and took the uuid, or the last seats, just before us.
        if anterior := ya_apartada(reserva):
            return anterior, False
        raise


def ya_apartada(reserva: Reserva) -> Reserva | None:
    anterior = Reserva.objects.filter(uuid=reserva.uuid).select_related("salida__tour").first()
    if anterior and que_pide(anterior) != que_pide(reserva):
        raise ReservaRepetida
    return anterior


def que_pide(reserva: Reserva) -> tuple[int | None, int, int]:
    return reserva.usuario_id, reserva.salida_id, reserva.plazas
