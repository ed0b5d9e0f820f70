"""Opinions in the admin: the staff may hide a rating, and cannot rewrite one."""

from django.contrib import admin, messages
from django.db import transaction
from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from turismo.administracion.acciones import Accion, AdminConAcciones, Hacer, Pedido
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


def pasar_a(publicada: bool) -> Hacer:
    @transaction.atomic
    def pasar(pedido: Pedido) -> None:
        cambiadas = 0
        for valoracion in pedido.filas:
            contraria = Valoracion.objects.filter(pk=valoracion.pk, publicada=not publicada)
            if contraria.update(publicada=publicada):
                pedido.anotar(valoracion, pedido.accion.nombre)
                cambiadas += 1
        pedido.decir(
            ngettext("%(n)d valoración cambiada.", "%(n)d valoraciones cambiadas.", cambiadas) % {"n": cambiadas},
            messages.SUCCESS if cambiadas else messages.INFO,
        )

    return pasar


@admin.register(Valoracion)
class ValoracionAdmin(AdminConAcciones):
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
    actions = [
        Accion("publicar", _("Publicar"), pasar_a(True)),
        Accion("ocultar", _("Ocultar"), pasar_a(False)),
    ]

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
