"""Make a repeated request succeed if the first one already did the work: same uuid, or same service."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from django.db import IntegrityError, transaction

from turismo.reglas import ReglaIncumplida
from turismo.reservas.models import Contratacion, EstadoDeContratacion, LineaReserva, Reserva
from turismo.reservas.reglas import ReservaRepetida, ServicioRepetido

from .contrataciones import contratar
from .lineas import generales
from .orden import Orden
from .ventas import apartar


def apartar_una_vez(
    reserva: Reserva, orden: Orden, lineas: Sequence[LineaReserva] = (), *, a_lo_sumo: Decimal | None = None
) -> tuple[Reserva, bool]:
    """Return the reservation and whether it is new; raise ReservaRepetida if the uuid belongs to another one."""
    lineas = lineas or generales(reserva)
    if anterior := ya_apartada(reserva, lineas):
        return anterior, False
    try:
        return apartar(reserva, orden, lineas, a_lo_sumo=a_lo_sumo), True
    except (IntegrityError, ReglaIncumplida):
        # A concurrent copy of this request may have taken the uuid, or the last seats.
        if anterior := ya_apartada(reserva, lineas):
            return anterior, False
        raise


def ya_apartada(reserva: Reserva, lineas: Sequence[LineaReserva]) -> Reserva | None:
    anterior = Reserva.objects.filter(uuid=reserva.uuid).select_related("salida__tour").first()
    if anterior and que_pide(anterior, anterior.lineas.all()) != que_pide(reserva, lineas):
        raise ReservaRepetida
    return anterior


def que_pide(reserva: Reserva, lineas: Iterable[LineaReserva]) -> tuple[object, ...]:
    return reserva.usuario_id, reserva.salida_id, {(linea.tarifa_id, linea.cantidad) for linea in lineas}


def contratar_una_vez(pedida: Contratacion) -> tuple[Contratacion, bool]:
    """Return the contract and whether it is new; raise ServicioRepetido if there is one with another quantity."""
    try:
        with transaction.atomic():
            return contratar(pedida), True
    except IntegrityError:
        # The unique constraint allows a service once in a reservation.
        vivas = pedida.reserva.contrataciones.exclude(estado=EstadoDeContratacion.ANULADO).filter(
            servicio=pedida.servicio
        )
        anterior = vivas.filter(cantidad=pedida.cantidad).first()
        if anterior is None:
            raise ServicioRepetido from None
        return anterior, False
