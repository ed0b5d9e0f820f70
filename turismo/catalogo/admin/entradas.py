"""Destinations, guides and services."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from turismo.catalogo.models import Destino, Guia, Servicio

from .entrada import EntradaAdmin, en_ingles


@admin.register(Destino)
class DestinoAdmin(EntradaAdmin):
    list_display = ["nombre", "pais", "region", "zona_horaria", "estado", "publicado_en"]
    list_filter = ["estado", "pais"]
    search_fields = ["nombre", "nombre_en", "slug", "region"]
    fieldsets = [
        (None, {"fields": ["nombre", "slug", "estado", "publicado_en", "descripcion"]}),
        (_("Lugar"), {"fields": ["pais", "region", "zona_horaria", ("latitud", "longitud")]}),
        en_ingles("nombre_en", "descripcion_en"),
    ]


@admin.register(Guia)
class GuiaAdmin(EntradaAdmin):
    list_display = ["nombre", "idiomas", "licencia", "usuario", "estado", "publicado_en"]
    list_select_related = ["usuario"]
    search_fields = ["nombre", "slug", "licencia"]
    autocomplete_fields = ["usuario"]
    fieldsets = [
        (None, {"fields": ["nombre", "slug", "estado", "publicado_en", "presentacion"]}),
        (_("Oficio"), {"fields": ["idiomas", "licencia", "usuario"]}),
        en_ingles("nombre_en"),
    ]

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Guia], search_term: str
    ) -> tuple[QuerySet[Guia], bool]:
        encontrados, con_repetidos = super().get_search_results(request, queryset, search_term)
        if request.path == reverse("admin:autocomplete"):
            # The field is on the form of a departure: offer only the guides that are published.
            encontrados = encontrados.publicados()  # type: ignore[attr-defined]
        return encontrados, con_repetidos


@admin.register(Servicio)
class ServicioAdmin(EntradaAdmin):
    list_display = ["nombre", "categoria", "precio", "moneda", "por", "estado", "publicado_en"]
    list_filter = ["estado", "categoria", "moneda"]
    autocomplete_fields = ["tours"]
    fieldsets = [
        (None, {"fields": ["nombre", "slug", "estado", "publicado_en", "categoria", "descripcion"]}),
        (_("Venta"), {"fields": [("precio", "moneda"), "por", "tours"]}),
        en_ingles("nombre_en", "descripcion_en"),
    ]
