"""A tour in the admin, with its fares and its next departures."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.duration import duration_string
from django.utils.translation import gettext_lazy as _

from turismo.administracion.permisos import SinAltas
from turismo.catalogo.models import Salida, Tarifa, Tour, cambios_publicos

from .entrada import EntradaAdmin, en_ingles
from .generar import generar_salidas, puede_generar
from .ocupacion import ocupacion


class TarifaInline(admin.TabularInline):  # type: ignore[type-arg]
    model = Tarifa
    fields = [
        "tipo",
        "nombre",
        "precio",
        "ocupa_plazas",
        "edad_minima",
        "edad_maxima",
        "acompanada",
        "activa",
        "nombre_en",
    ]
    extra = 0


class SalidaInline(SinAltas, admin.TabularInline):  # type: ignore[type-arg]
    """The departures to come, read-only: they change on their own pages, whose buttons notify the travellers."""

    model = Salida
    readonly_fields = ["cuando", "ocupacion", "guia", "estado"]
    fields = [*readonly_fields]
    classes = ["collapse"]
    extra = 0
    show_change_link = True

    def get_queryset(self, request: HttpRequest) -> QuerySet[Salida]:
        return super().get_queryset(request).filter(fin__gte=timezone.now()).select_related("tour__destino", "guia")

    @admin.display(description=_("hora del lugar"))
    def cuando(self, salida: Salida) -> str:
        return salida.cuando

    @admin.display(description=_("plazas"))
    def ocupacion(self, salida: Salida) -> str:
        return ocupacion(salida)


@admin.register(Tour)
class TourAdmin(EntradaAdmin):
    change_form_template = "admin/catalogo/tour/change_form.html"
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

    def get_urls(self) -> list[URLPattern]:
        vista = self.admin_site.admin_view(self.generar_salidas)
        return [path("<int:pk>/salidas/", vista, name="catalogo_tour_salidas"), *super().get_urls()]

    def generar_salidas(self, request: HttpRequest, pk: int) -> HttpResponse:
        return generar_salidas(self, request, pk)

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        return super().render_change_form(request, context | {"genera": puede_generar(request)}, *args, **kwargs)

    def get_inlines(self, request: HttpRequest, obj: Tour | None) -> list[Any]:
        return [TarifaInline] if obj is None else [TarifaInline, SalidaInline]

    def save_model(self, request: HttpRequest, obj: Tour, form: Any, change: bool) -> None:
        """Save an existing tour in `save_related()`, together with its fares, so that open pages get one change."""
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
        """In the format of the form; `str(timedelta)` has the word "days" in English."""
        return duration_string(tour.duracion)
