"""The departures of a guide that overlap with the ones about to be assigned, and the error that names them."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from turismo.catalogo.models import Guia, Salida

Tramo = tuple[datetime, datetime]
NOMBRADAS = 5


def coincidencias(guia: Guia, tramos: Sequence[Tramo], salvo: Iterable[int] = ()) -> list[Salida]:
    if not tramos:
        return []
    suyas = guia.salidas.vivas().filter(
        inicio__lt=max(fin for _inicio, fin in tramos), fin__gt=min(inicio for inicio, _fin in tramos)
    )
    return [
        suya
        for suya in suyas.exclude(pk__in=salvo).select_related("tour__destino")
        if any(suya.inicio < fin and inicio < suya.fin for inicio, fin in tramos)
    ]


def que_lo_impide(guia: Guia, salidas: Sequence[Salida]) -> str:
    cuales = "; ".join(map(str, salidas[:NOMBRADAS]))
    return _("%(guia)s ya guía a esas horas: %(cuales)s.") % {"guia": guia, "cuales": cuales}
