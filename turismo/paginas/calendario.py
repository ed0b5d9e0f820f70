"""A month of a tour's departures by day, in the time zone of its destination."""

from calendar import Calendar
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any, NamedTuple

from django.utils import timezone
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.formats import get_format

from turismo.catalogo.busqueda import ANOS, medianoche
from turismo.catalogo.calendario import resumir
from turismo.catalogo.disponibilidad import Disponibilidad
from turismo.catalogo.models import Salida, SalidaQuerySet, Tour


class Dia(NamedTuple):
    fecha: date
    estado: Disponibilidad
    libres: int
    salidas: list[Salida]


class Casilla(NamedTuple):
    """A cell of the grid; without a date it belongs to another month."""

    fecha: date | None
    dia: Dia | None


@dataclass(frozen=True)
class Mes:
    primero: date
    hoy: date
    dias: list[Dia]
    # The nearest months before and after it with departures.
    anterior: date | None
    siguiente: date | None

    def semanas(self) -> list[list[Casilla]]:
        dias = {dia.fecha: dia for dia in self.dias}
        fechas = semana_local().monthdatescalendar(self.primero.year, self.primero.month)
        return [[self.casilla(fecha, dias.get(fecha)) for fecha in semana] for semana in fechas]

    def casilla(self, fecha: date, dia: Dia | None) -> Casilla:
        return Casilla(fecha if fecha.month == self.primero.month else None, dia)

    def cabeceras(self) -> Iterator[tuple[Any, Any]]:
        """The names of the weekdays, abbreviated and full."""
        return ((WEEKDAYS_ABBR[n], WEEKDAYS[n]) for n in semana_local().iterweekdays())


def mes_de(tour: Tour, pedido: str) -> Mes:
    """The month `pedido` ("2027-01"); if it is absent or invalid, the next one that can be booked."""
    zona, ahora = tour.destino.zona, timezone.now()
    hoy = ahora.astimezone(zona).date()
    este = hoy.replace(day=1)
    ultimo = este.replace(year=este.year + ANOS)
    por_salir = tour.salidas.vivas().filter(inicio__gt=ahora, inicio__lt=medianoche(siguiente(ultimo), zona))
    meses = [mes.date() for mes in por_salir.datetimes("inicio", "month", tzinfo=zona)]
    mes = leer(pedido)
    if not mes or not este <= mes <= ultimo:
        mes = proximo(por_salir, tour) or next(iter(meses), este)
    suyas = por_salir.filter(inicio__gte=medianoche(mes, zona), inicio__lt=medianoche(siguiente(mes), zona))
    return Mes(
        primero=mes,
        hoy=hoy,
        dias=por_dias(tour, suyas.select_related("guia").order_by("inicio")),
        anterior=max((otro for otro in meses if otro < mes), default=None),
        siguiente=min((otro for otro in meses if otro > mes), default=None),
    )


def leer(pedido: str) -> date | None:
    try:
        return datetime.strptime(pedido, "%Y-%m").date()
    except ValueError:
        return None


def proximo(salidas: SalidaQuerySet, tour: Tour) -> date | None:
    """The month of the next departure that can be booked."""
    reservables = salidas.a_la_venta().con_lugar_para(1).order_by("inicio")
    inicio = reservables.values_list("inicio", flat=True).first()
    return inicio.astimezone(tour.destino.zona).date().replace(day=1) if inicio else None


def siguiente(mes: date) -> date:
    return (mes + timedelta(days=31)).replace(day=1)


def semana_local() -> Calendar:
    """A week begins as in the reader's language; Django counts from Sunday, Python from Monday."""
    return Calendar((int(get_format("FIRST_DAY_OF_WEEK")) - 1) % 7)


def por_dias(tour: Tour, salidas: Iterable[Salida]) -> list[Dia]:
    """By time. All departures belong to `tour`."""
    salidas = list(salidas)
    for salida in salidas:
        salida.tour = tour  # `inicio_local` reads its time zone, without a query
    por_fecha = groupby(salidas, lambda salida: salida.inicio_local.date())
    return [el_dia(tour, fecha, list(del_dia)) for fecha, del_dia in por_fecha]


def el_dia(tour: Tour, fecha: date, salidas: list[Salida]) -> Dia:
    """The day for a party of one."""
    resumen = resumir(tour, fecha, salidas, plazas=1)
    return Dia(fecha, resumen.estado, resumen.libres, salidas)
