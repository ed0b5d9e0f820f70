"""Create the departures of a tour over a span of days, at a local hour of its destination."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from .models import Guia, Salida, Tour
from .reglas import FechasInvalidas, HoraInexistente

UN_ANO = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Plan:
    """Which departures to create; in `dias` Monday is 0, as in `date.weekday()`."""

    tour: Tour
    desde: date
    hasta: date
    dias: frozenset[int]
    hora: time
    capacidad: int
    guia: Guia | None = None
    punto_de_encuentro: str = ""


@transaction.atomic
def generar(plan: Plan) -> list[Salida]:
    """Return the new departures; existing ones stay as they are.

    Raise FechasInvalidas, HoraInexistente or GuiaOcupado, and create none.
    """
    horas = list(horas_de(plan))
    existentes = set(plan.tour.salidas.filter(inicio__in=horas).values_list("inicio", flat=True))
    return [crear(plan, inicio) for inicio in horas if inicio not in existentes]


def crear(plan: Plan, inicio: datetime) -> Salida:
    return Salida.objects.create(
        tour=plan.tour,
        inicio=inicio,
        fin=inicio + plan.tour.duracion,
        capacidad=plan.capacidad,
        guia=plan.guia,
        punto_de_encuentro=plan.punto_de_encuentro,
    )


def horas_de(plan: Plan) -> Iterator[datetime]:
    zona = plan.tour.destino.zona
    manana = timezone.now().astimezone(zona).date() + timedelta(days=1)
    if not (manana <= plan.desde <= plan.hasta <= manana + UN_ANO and plan.dias):
        raise FechasInvalidas
    for n in range((plan.hasta - plan.desde).days + 1):
        dia = plan.desde + timedelta(days=n)
        if dia.weekday() in plan.dias:
            yield hora_del_lugar(dia, plan.hora, zona)


def hora_del_lugar(dia: date, hora: time, zona: ZoneInfo) -> datetime:
    """In UTC. Of an hour that the clocks show twice, the first; raise HoraInexistente for one that they skip."""
    local = datetime.combine(dia, hora, zona)
    exacta = local.astimezone(UTC)
    if exacta.astimezone(zona).replace(tzinfo=None) != local.replace(tzinfo=None):
        raise HoraInexistente(dia=f"{dia:%d/%m/%Y}", hora=f"{hora:%H:%M}", zona=zona.key)
    return exacta
