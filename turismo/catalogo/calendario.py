"""The calendar of a tour: one row for each day, in the time zone of the tour's destination."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import groupby
from typing import NamedTuple

from .busqueda import medianoche
from .disponibilidad import Disponibilidad
from .models import Salida, Tour


class Dia(NamedTuple):
    fecha: date
    estado: Disponibilidad
    libres: int
    salidas: int


def calendario(tour: Tour, desde: date, hasta: date, plazas: int) -> list[Dia]:
    """All days from `desde` to `hasta`, both included, for a party of `plazas` people."""
    zona = tour.destino.zona
    salidas = tour.salidas.vivas().filter(
        inicio__gte=medianoche(desde, zona), inicio__lt=medianoche(hasta + timedelta(days=1), zona)
    )
    por_dia = {
        fecha: list(del_dia)
        for fecha, del_dia in groupby(salidas.order_by("inicio"), lambda s: s.inicio.astimezone(zona).date())
    }
    dias = (desde + timedelta(days=n) for n in range((hasta - desde).days + 1))
    return [resumir(tour, fecha, por_dia.get(fecha, []), plazas) for fecha in dias]


def resumir(tour: Tour, fecha: date, salidas: list[Salida], plazas: int) -> Dia:
    for salida in salidas:
        salida.tour = tour  # `se_vende` reads it, without a query
    en_venta = [salida for salida in salidas if salida.se_vende]
    # The maximum and not the sum: a party travels on one departure.
    libres = max((salida.libres for salida in en_venta), default=0)
    return Dia(fecha, estado_de(en_venta, plazas), libres, len(salidas))


def estado_de(en_venta: Iterable[Salida], plazas: int) -> Disponibilidad:
    estados = {salida.disponibilidad if salida.libres >= plazas else Disponibilidad.AGOTADA for salida in en_venta}
    orden = (Disponibilidad.DISPONIBLE, Disponibilidad.LIMITADA, Disponibilidad.AGOTADA)
    return next((estado for estado in orden if estado in estados), Disponibilidad.CERRADA)
