"""Contracted services in the admin: on the page of their reservation, and in a list with their actions."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from turismo.administracion.acciones import Accion, AdminConAcciones, una_a_una
from turismo.administracion.permisos import SoloLectura
from turismo.reservas.dominio.contrataciones import anular_servicio, confirmar_servicio, contratar
from turismo.reservas.models import Contratacion

# The admin allows no changes to a contracted service, so these need the permission to change its reservation.
CAMBIAR_RESERVA = ["reservas.change_reserva"]
ACCIONES = [
    Accion(
        "confirmar",
        _("Confirmar"),
        una_a_una(lambda contratacion, pedido: confirmar_servicio(contratacion)),
        permisos=CAMBIAR_RESERVA,
    ),
    Accion(
        "anular",
        _("Anular"),
        una_a_una(lambda contratacion, pedido: anular_servicio(contratacion)),
        permisos=CAMBIAR_RESERVA,
    ),
]


class ContratacionInline(SoloLectura, admin.TabularInline):  # type: ignore[type-arg]
    model = Contratacion
    fields = ["servicio", "cantidad", "precio_unitario", "estado", "usuario", "creada_en"]
    readonly_fields = ["precio_unitario", "estado", "usuario", "creada_en"]
    autocomplete_fields = ["servicio"]
    extra = 0

    def get_queryset(self, request: HttpRequest) -> QuerySet[Contratacion]:
        return super().get_queryset(request).select_related("servicio", "usuario")


@admin.register(Contratacion)
class ContratacionAdmin(SoloLectura, AdminConAcciones):
    list_display = ["reserva", "servicio", "cantidad", "precio_unitario", "estado", "usuario", "creada_en"]
    list_filter = ["estado", "servicio", "creada_en"]
    list_select_related = ["reserva", "servicio", "usuario"]
    search_fields = ["reserva__localizador", "servicio__nombre"]
    autocomplete_fields = ["reserva", "servicio"]
    readonly_fields = ["precio_unitario", "estado", "usuario", "creada_en"]
    actions = ACCIONES

    def save_model(self, request: HttpRequest, obj: Contratacion, form: Any, change: bool) -> None:
        obj.usuario = request.user  # type: ignore[assignment]
        contratar(obj)
