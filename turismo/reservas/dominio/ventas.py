"""Sell: the only way in which a reservation comes to be."""

from collections.abc import Sequence
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from turismo.reservas.models import Accion, Estado, LineaReserva, Reserva
from turismo.reservas.reglas import SinCupo

from .lineas import comprobar_importe, generales, importe_de, plazas_de, valorar
from .movimientos import anotar
from .orden import Orden
from .plazas import con_lugar, ocupar, por_que_no
from .vencimientos import expirar_vencidas


def apartar(
    reserva: Reserva, orden: Orden, lineas: Sequence[LineaReserva] = (), *, a_lo_sumo: Decimal | None = None
) -> Reserva:
    """Saves a new reservation and holds its seats, which are those of `lineas`, or general ones if there are none.

    `a_lo_sumo` is what its customer was told that it costs, where they were.
    Raises the rule that stands in the way, and then leaves no trace.
    """
    lineas = lineas or generales(reserva)
    valorar(lineas, reserva.salida.tour)
    comprobar_importe(lineas, reserva.salida.tour, a_lo_sumo)
    reserva.plazas = plazas_de(lineas)
    try:
        return apartar_de_lo_libre(reserva, orden, lineas)
    except SinCupo:
        if not expirar_vencidas(reserva.salida_id):
            raise
    return apartar_de_lo_libre(reserva, orden, lineas)


@transaction.atomic
def apartar_de_lo_libre(reserva: Reserva, orden: Orden, lineas: Sequence[LineaReserva]) -> Reserva:
    ocupar(reserva.salida_id, reserva.plazas)
    tour = reserva.salida.tour
    reserva.total = importe_de(lineas)
    reserva.moneda = tour.moneda
    # Nobody holds a seat on what has already left.
    reserva.expira_en = min(timezone.now() + tour.retencion, reserva.salida.inicio)
    reserva.save(force_insert=True)
    for linea in lineas:
        linea.reserva = reserva
    LineaReserva.objects.bulk_create(lineas)
    anotar(reserva, Accion.APARTAR, "", Estado.PENDIENTE, orden)
    return reserva


def comprobar_lugar(salida_id: int, plazas: int) -> None:
    """Raises what `apartar` would raise at this moment for want of seats; for forms, which want to know before."""
    if not con_lugar(salida_id, plazas).exists():
        expirar_vencidas(salida_id)
        if not con_lugar(salida_id, plazas).exists():
            raise por_que_no(salida_id)
