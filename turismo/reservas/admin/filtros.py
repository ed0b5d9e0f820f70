"""The filters of the list of departures: time, guide, occupancy."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.admin import SimpleListFilter
from django.db.models import F, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

Salidas = QuerySet[Any]


class Cuando(SimpleListFilter):
    """By default the list has the departures that have not ended yet."""

    title = _("cuándo")
    parameter_name = "cuando"
    plazos: dict[str | None, Callable[[Salidas], Salidas]] = {
        None: lambda salidas: salidas.filter(fin__gte=timezone.now()),
        "manana": lambda salidas: antes_de(salidas, timedelta(days=1)),
        "semana": lambda salidas: antes_de(salidas, timedelta(days=7)),
        "mes": lambda salidas: antes_de(salidas, timedelta(days=30)),
        "pasadas": lambda salidas: salidas.filter(fin__lt=timezone.now()),
        "todas": lambda salidas: salidas,
    }

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("manana", _("En las próximas 24 horas")),
            ("semana", _("En los próximos 7 días")),
            ("mes", _("En los próximos 30 días")),
            ("pasadas", _("Ya terminadas")),
            ("todas", _("Todas")),
        ]

    def choices(self, changelist: Any) -> Any:
        todas, *otras = super().choices(changelist)
        return [todas | {"display": _("Por terminar")}, *otras]

    def queryset(self, request: HttpRequest, queryset: Salidas) -> Salidas:
        return self.plazos.get(self.value(), self.plazos[None])(queryset)


def antes_de(salidas: Salidas, plazo: timedelta) -> Salidas:
    ahora = timezone.now()
    return salidas.filter(inicio__range=(ahora, ahora + plazo))


class Guiadas(SimpleListFilter):
    title = _("guía")
    parameter_name = "con_guia"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("no", _("Sin guía")), ("si", _("Con guía"))]

    def queryset(self, request: HttpRequest, queryset: Salidas) -> Salidas:
        return queryset.filter(guia__isnull=self.value() == "no") if self.value() else queryset


class Ocupacion(SimpleListFilter):
    title = _("ocupación")
    parameter_name = "ocupacion"
    # The levels of `disponibilidad.Cupo`, as conditions for the database.
    niveles = {
        "agotadas": Q(plazas_ocupadas__gte=F("capacidad")),
        "casi_llenas": Q(plazas_ocupadas__lt=F("capacidad"))
        & Q(plazas_ocupadas__gt=F("capacidad") * (100 - settings.CASI_LLENA) / 100.0),
        "vacias": Q(plazas_ocupadas=0),
    }

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("casi_llenas", _("Casi llenas")), ("agotadas", _("Agotadas")), ("vacias", _("Vacías"))]

    def queryset(self, request: HttpRequest, queryset: Salidas) -> Salidas:
        return queryset.filter(self.niveles.get(self.value() or "", Q()))
