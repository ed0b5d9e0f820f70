"""The audit: to be read, on the page of a reservation and as a list."""

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from turismo.reservas.models import TransicionReserva

from .reglas import SoloLectura


class TransicionInline(SoloLectura, admin.TabularInline):  # type: ignore[type-arg]
    model = TransicionReserva
    fields = ["en", "accion", "de", "a", "actor", "origen"]
    readonly_fields = ["en", "accion", "de", "a", "actor", "origen"]
    extra = 0

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[TransicionReserva]:
        return super().get_queryset(request).select_related("actor")


@admin.register(TransicionReserva)
class TransicionReservaAdmin(SoloLectura, admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ["reserva", "accion", "de", "a", "actor", "origen", "en"]
    list_filter = ["accion", "origen", "en"]
    list_select_related = ["reserva", "actor"]
    search_fields = ["reserva__localizador", "actor__username"]
    date_hierarchy = "en"

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False
