"""Opinions in the admin: the staff may hide a rating, and cannot rewrite one."""

from django.contrib import admin, messages
from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from turismo.administracion.permisos import SoloLectura

from .models import Recomendacion, Sugerencia, Valoracion


@admin.register(Recomendacion)
class RecomendacionAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ["tour", "puntaje", "usuario", "creada_en"]
    list_filter = ["puntaje", "tour"]
    list_select_related = ["tour", "usuario"]
    search_fields = ["tour__nombre", "usuario__username", "comentario"]
    autocomplete_fields = ["usuario", "tour"]
    readonly_fields = ["creada_en"]
    date_hierarchy = "creada_en"


@admin.register(Valoracion)
class ValoracionAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ["tour", "puntuacion", "comentario", "viajero", "publicada", "creada_en"]
    list_filter = ["publicada", "puntuacion", "reserva__salida__tour"]
    list_select_related = ["reserva__salida__tour", "reserva__usuario"]
    search_fields = [
        "reserva__salida__tour__nombre",
        "reserva__localizador",
        "reserva__usuario__username",
        "comentario",
    ]
    fields = ["publicada", "reserva", "viajero", "puntuacion", "comentario", "creada_en"]
    readonly_fields = ["reserva", "viajero", "puntuacion", "comentario", "creada_en"]
    date_hierarchy = "creada_en"
    actions = ["publicar", "ocultar"]

    @admin.display(description=_("tour"), ordering="reserva__salida__tour__nombre")
    def tour(self, valoracion: Valoracion) -> str:
        return valoracion.reserva.salida.tour.nombre

    @admin.display(description=_("viajero"), ordering="reserva__usuario__username")
    def viajero(self, valoracion: Valoracion) -> str:
        return str(valoracion.reserva.usuario)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    @admin.action(description=_("Publicar"), permissions=["change"])
    def publicar(self, request: HttpRequest, valoraciones: QuerySet[Valoracion]) -> None:
        self.pasar_a(True, request, valoraciones)

    @admin.action(description=_("Ocultar"), permissions=["change"])
    def ocultar(self, request: HttpRequest, valoraciones: QuerySet[Valoracion]) -> None:
        self.pasar_a(False, request, valoraciones)

    @transaction.atomic
    def pasar_a(self, publicada: bool, request: HttpRequest, valoraciones: QuerySet[Valoracion]) -> None:
        cambiadas = 0
        for valoracion in valoraciones:
            contraria = Valoracion.objects.filter(pk=valoracion.pk, publicada=not publicada)
            if contraria.update(publicada=publicada):
                self.log_change(request, valoracion, "publicar" if publicada else "ocultar")
                cambiadas += 1
        self.message_user(
            request,
            ngettext("%(n)d valoración cambiada.", "%(n)d valoraciones cambiadas.", cambiadas) % {"n": cambiadas},
            messages.SUCCESS if cambiadas else messages.INFO,
        )


@admin.register(Sugerencia)
class SugerenciaAdmin(SoloLectura, admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ["usuario", "tour", "puntaje", "explicacion", "generada_en"]
    list_filter = ["motivo", "tour"]
    list_select_related = ["usuario", "tour"]
    search_fields = ["usuario__username", "tour__nombre"]
    fields = ["usuario", "tour", "puntaje", "explicacion", "generada_en"]
    date_hierarchy = "generada_en"

    @admin.display(description=_("motivo"), ordering="motivo")
    def explicacion(self, sugerencia: Sugerencia) -> str:
        return sugerencia.explicacion

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False
