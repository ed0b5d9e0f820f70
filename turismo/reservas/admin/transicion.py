"""The audit, read-only: as a list, and on the page of each reservation and departure."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from turismo.administracion.permisos import SinAltas
from turismo.reservas.models import TransicionReserva, TransicionSalida


class TransicionInline(SinAltas, admin.TabularInline):  # type: ignore[type-arg]
    extra = 0
    verbose_name_plural = _("historia")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("actor")


class DeReservaInline(TransicionInline):
    model = TransicionReserva
    readonly_fields = ["en", "de", "a", "actor", "origen", "motivo"]
    fields = [*readonly_fields]


class DeSalidaInline(TransicionInline):
    model = TransicionSalida
    readonly_fields = ["en", "de", "a", "actor", "origen", "detalle"]
    fields = [*readonly_fields]


class TransicionAdmin(SinAltas, admin.ModelAdmin):  # type: ignore[type-arg]
    list_filter = ["accion", "origen", "en"]
    show_full_result_count = False  # counting the rows of a long audit costs more than the page


@admin.register(TransicionReserva)
class TransicionReservaAdmin(TransicionAdmin):
    list_display = ["reserva", "accion", "de", "a", "actor", "origen", "motivo", "en"]
    list_select_related = ["reserva", "actor"]
    search_fields = ["reserva__localizador", "actor__username", "motivo"]


@admin.register(TransicionSalida)
class TransicionSalidaAdmin(TransicionAdmin):
    list_display = ["salida", "accion", "de", "a", "actor", "origen", "detalle", "en"]
    list_select_related = ["salida__tour__destino", "actor"]
    search_fields = ["salida__tour__nombre", "actor__username", "detalle"]
