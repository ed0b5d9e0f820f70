"""The catalogue in the admin; publishing something here is what the public's browsers hear of."""

from django.contrib import admin, messages
from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.duration import duration_string
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from .models import Destino, Entrada, Estado, Guia, Salida, Servicio, Tour


class EntradaAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """What all entries of the catalogue have in common."""

    list_filter = ["estado"]
    search_fields = ["nombre", "slug"]
    prepopulated_fields = {"slug": ["nombre"]}
    readonly_fields = ["publicado_en"]
    actions = ["publicar", "archivar"]

    @admin.action(description=_("Publicar"), permissions=["change"])
    def publicar(self, request: HttpRequest, entradas: QuerySet[Entrada]) -> None:
        self.pasar_a(Estado.PUBLICADO, request, entradas)

    @admin.action(description=_("Archivar"), permissions=["change"])
    def archivar(self, request: HttpRequest, entradas: QuerySet[Entrada]) -> None:
        self.pasar_a(Estado.ARCHIVADO, request, entradas)

    def pasar_a(self, estado: Estado, request: HttpRequest, entradas: QuerySet[Entrada]) -> None:
        cambiadas = 0
        for entrada in entradas.exclude(estado=estado):
            entrada.estado = estado
            # One by one: a draft that is published has its save to say so.
            entrada.save(update_fields=["estado"])
            self.log_change(request, entrada, str(estado.label))
            cambiadas += 1
        self.message_user(
            request,
            ngettext("%(n)d cambio: %(estado)s.", "%(n)d cambios: %(estado)s.", cambiadas)
            % {"n": cambiadas, "estado": estado.label},
            messages.SUCCESS if cambiadas else messages.INFO,
        )


@admin.register(Destino)
class DestinoAdmin(EntradaAdmin):
    list_display = ["nombre", "pais", "region", "zona_horaria", "estado", "publicado_en"]
    list_filter = ["estado", "pais"]
    search_fields = ["nombre", "slug", "region"]


@admin.register(Guia)
class GuiaAdmin(EntradaAdmin):
    list_display = ["nombre", "idiomas", "licencia", "usuario", "estado", "publicado_en"]
    list_select_related = ["usuario"]
    search_fields = ["nombre", "slug", "licencia"]
    autocomplete_fields = ["usuario"]


@admin.register(Servicio)
class ServicioAdmin(EntradaAdmin):
    list_display = ["nombre", "categoria", "precio", "moneda", "estado", "publicado_en"]
    list_filter = ["estado", "categoria", "moneda"]


class SalidaInline(admin.TabularInline):  # type: ignore[type-arg]
    """The departures to come; those of the past have their own list."""

    model = Salida
    fields = ["inicio", "fin", "capacidad", "plazas_ocupadas", "guia", "estado"]
    readonly_fields = ["plazas_ocupadas"]
    autocomplete_fields = ["guia"]
    classes = ["collapse"]
    extra = 0
    show_change_link = True

    def get_queryset(self, request: HttpRequest) -> QuerySet[Salida]:
        return super().get_queryset(request).filter(inicio__gte=timezone.now()).select_related("tour__destino")


@admin.register(Tour)
class TourAdmin(EntradaAdmin):
    list_display = ["nombre", "destino", "dura", "precio", "moneda", "estado", "publicado_en"]
    list_filter = ["estado", "destino", "confirmacion_inmediata", "moneda"]
    list_select_related = ["destino"]
    search_fields = ["nombre", "slug", "destino__nombre"]
    autocomplete_fields = ["destino"]
    inlines = [SalidaInline]

    @admin.display(description=_("duración"), ordering="duracion")
    def dura(self, tour: Tour) -> str:
        """As it is typed in the form; Python's own way counts the days in English."""
        return duration_string(tour.duracion)


@admin.register(Salida)
class SalidaAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ["tour", "cuando", "plazas", "guia", "estado"]
    list_filter = ["estado", "inicio", "tour__destino"]
    search_fields = ["tour__nombre", "tour__destino__nombre", "guia__nombre"]
    autocomplete_fields = ["tour", "guia"]
    readonly_fields = ["plazas_ocupadas"]
    date_hierarchy = "inicio"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Salida]:
        # A departure's name tells the local hour, which its destination knows.
        return super().get_queryset(request).select_related("tour__destino", "guia")

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Salida], search_term: str
    ) -> tuple[QuerySet[Salida], bool]:
        encontradas, con_repetidas = super().get_search_results(request, queryset, search_term)
        if request.path == reverse("admin:autocomplete"):
            # Whoever fills in a reservation looks for a departure that can still be sold.
            encontradas = encontradas.filter(pk__in=Salida.objects.a_la_venta().values("pk"))
        return encontradas, con_repetidas

    @admin.display(description=_("hora del lugar"), ordering="inicio")
    def cuando(self, salida: Salida) -> str:
        return salida.cuando

    @admin.display(description=_("plazas"), ordering=F("capacidad") - F("plazas_ocupadas"))
    def plazas(self, salida: Salida) -> str:
        return _("%(ocupadas)d de %(capacidad)d") % {
            "ocupadas": salida.plazas_ocupadas,
            "capacidad": salida.capacidad,
        }
