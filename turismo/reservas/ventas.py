"""Sell: the only ways in which a reservation, or a service that goes with it, comes to be."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from .models import Accion, Contratacion, Estado, Reserva
from .movimientos import Orden, anotar, expirar_vencidas
from .plazas import con_lugar, ocupar, por_que_no
from .reglas import MonedaDistinta, ReservaInactiva, SinCupo


def apartar(reserva: Reserva, orden: Orden) -> Reserva:
    """Saves a new reservation and holds its seats; raises SinCupo or SalidaCerrada and then leaves no trace."""
    try:
        return apartar_de_lo_libre(reserva, orden)
    except SinCupo:
        if not expirar_vencidas(reserva.salida_id):
            raise
    return apartar_de_lo_libre(reserva, orden)


@transaction.atomic
def apartar_de_lo_libre(reserva: Reserva, orden: Orden) -> Reserva:
    ocupar(reserva.salida_id, reserva.plazas)
    tour = reserva.salida.tour
    reserva.total = tour.precio * reserva.plazas
    reserva.moneda = tour.moneda
    reserva.expira_en = timezone.now() + tour.retencion
    reserva.save(force_insert=True)
    anotar(reserva, Accion.APARTAR, "", Estado.PENDIENTE, orden)
    return reserva


def comprobar_lugar(salida_id: int, plazas: int) -> None:
    """Raises what `apartar` would raise at this moment; for forms, which want to know before they save."""
    if not con_lugar(salida_id, plazas).exists():
        expirar_vencidas(salida_id)
        if not con_lugar(salida_id, plazas).exists():
            raise por_que_no(salida_id)


@transaction.atomic
def contratar(contratacion: Contratacion) -> Contratacion:
    """Saves a new service of a reservation and adds it to the total; raises ReservaInactiva or MonedaDistinta."""
    if contratacion.servicio.moneda != contratacion.reserva.moneda:
        raise MonedaDistinta
    contratacion.precio_unitario = contratacion.servicio.precio
    vivas = Reserva.objects.filter(pk=contratacion.reserva_id, estado__in=(Estado.PENDIENTE, Estado.CONFIRMADA))
    if not vivas.update(total=F("total") + contratacion.importe, version=F("version") + 1):
        raise ReservaInactiva
    contratacion.save(force_insert=True)
    return contratacion
