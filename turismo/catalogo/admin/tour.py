"""A tour's page: what is sold and for how much, its fares, and when it next leaves."""

from typing import Any

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.duration import duration_string
from django.utils.translation import gettext_lazy as _

from turismo.catalogo.models import Salida, Tarifa, Tour, cambios_publicos

from .entrada import EntradaAdmin, en_ingles
from .generar import ConGeneracion
from .ocupacion import ocupacion


class TarifaInline(admin.TabularInline):  # type: ignore[type-arg]
    model = Tarifa
    fields = [
        *("tipo", "nombre", "precio", "ocupa_plazas", "edad_minima", "edad_maxima"),
        *("acompanada", "activa", "nombre_en"),
    ]
    extra = 0


class SalidaInline(admin.TabularInline):  # type: ignore[type-arg]
    """The departures to come, to be seen: each is changed on a page of its own, where its travellers are told."""

    model = Salida
    readonly_fields = ["cuando", "ocupacion", "guia", "estado"]
    fields = [*readonly_fields]
    classes = ["collapse"]
    extra = 0
    show_change_link = True

    def get_queryset(self, request: HttpRequest) -> QuerySet[Salida]:
        return super().get_queryset(request).filter(fin__gte=timezone.now()).select_related("tour__destino", "guia")

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    @admin.display(description=_("hora del lugar"))
    def cuando(self, salida: Salida) -> str:
        return salida.cuando

    @admin.display(description=_("plazas"))
    def ocupacion(self, salida: Salida) -> str:
        return ocupacion(salida)


@admin.register(Tour)
class TourAdmin(ConGeneracion, EntradaAdmin):
    list_display = ["nombre", "destino", "dura", "precio", "moneda", "estado", "publicado_en"]
    list_filter = ["estado", "destino", "confirmacion_inmediata", "moneda"]
    list_select_related = ["destino"]
    search_fields = ["nombre", "nombre_en", "slug", "destino__nombre"]
    autocomplete_fields = ["destino"]
    fieldsets = [
        (None, {"fields": ["nombre", "slug", "estado", "publicado_en", "destino", "resumen", "duracion"]}),
        (_("Venta"), {"fields": [("precio", "moneda"), ("min_personas", "max_personas")]}),
        (
            _("Plazos"),
            {"fields": ["confirmacion_inmediata", "retencion", "corte_reserva", "corte_cancelacion"]},
        ),
        en_ingles("nombre_en", "resumen_en"),
    ]

    def get_inlines(self, request: HttpRequest, obj: Tour | None) -> list[Any]:
        return [TarifaInline] if obj is None else [TarifaInline, SalidaInline]

    def save_model(self, request: HttpRequest, obj: Tour, form: Any, change: bool) -> None:
        """One that is changed is saved below, together with its fares: pages hear once what both come to."""
        if not change:
            super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        tour = form.instance
        with cambios_publicos(Tour.objects.all(), tour.pk):
            if change:
                super().save_model(request, tour, form, change)
            super().save_related(request, form, formsets, change)

    @admin.display(description=_("duración"), ordering="duracion")
    def dura(self, tour: Tour) -> str:
        """As it is typed in the form; Python's own way counts the days in English."""
        return duration_string(tour.duracion)
