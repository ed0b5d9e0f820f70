"""Sell seats: the only way in which a reservation is created."""

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
    """Save a new reservation and hold its seats: those of `lineas`, or general ones if there are none.

    `a_lo_sumo` is the price that the customer has seen, if any. Raise the rule that is broken; then nothing is saved.
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
    # A hold ends at the latest when the departure leaves.
    reserva.expira_en = min(timezone.now() + tour.retencion, reserva.salida.inicio)
    reserva.save(force_insert=True)
    for linea in lineas:
        linea.reserva = reserva
    LineaReserva.objects.bulk_create(lineas)
    anotar(reserva, Accion.APARTAR, "", Estado.PENDIENTE, orden)
    return reserva


def comprobar_lugar(salida_id: int, plazas: int) -> None:
    """Raise the same as `apartar` for want of seats; forms ask before the sale."""
    if not con_lugar(salida_id, plazas).exists():
        expirar_vencidas(salida_id)
        if not con_lugar(salida_id, plazas).exists():
            raise por_que_no(salida_id)
