"""Search conditions on the rows of tours, departures and guides."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

ANOS = 2  # from today, for the date of a trip

TEXTO = (
    "nombre",
    "nombre_en",
    "resumen",
    "resumen_en",
    "destino__nombre",
    "destino__nombre_en",
    "destino__region",
)


def contiene(palabra: str) -> Q:
    """Tours with `palabra` in their name, summary, destination or region."""
    alguno = Q()
    for columna in TEXTO:
        alguno |= Q(**{f"{columna}__icontains": palabra})
    return alguno


def fecha_de_viaje(fecha: date) -> None:
    """Raise ValidationError outside the years in which departures are planned."""
    # In the traveller's time zone it may still be yesterday.
    if not -1 <= (fecha - timezone.localdate()).days <= ANOS * 366:
        raise ValidationError(_("Elija una fecha de los próximos %(anos)d años.") % {"anos": ANOS})


def medianoche(dia: date, zona: ZoneInfo) -> datetime:
    return datetime.combine(dia, time(), zona)


def ese_dia(dia: date, zonas: Iterable[str]) -> Q:
    """Departures on that day, from midnight to midnight in the zone of each place."""
    alguno = Q(pk__in=[])
    for zona in zonas:
        de, a = (medianoche(dia + timedelta(days=n), ZoneInfo(zona)) for n in (0, 1))
        alguno |= Q(tour__destino__zona_horaria=zona, inicio__gte=de, inicio__lt=a)
    return alguno


def habla(idioma: str, guia: str = "") -> Q:
    """Guides that speak `idioma`, compared with whole words of their list."""
    columna = f"{guia}idiomas"
    return (
        Q(**{columna: idioma})
        | Q(**{f"{columna}__startswith": f"{idioma} "})
        | Q(**{f"{columna}__endswith": f" {idioma}"})
        | Q(**{f"{columna}__contains": f" {idioma} "})
    )
