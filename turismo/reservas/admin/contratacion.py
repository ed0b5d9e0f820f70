"""Contracted services: on the page of their reservation, and as a list of their own, where they are prepared."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from turismo.administracion.permisos import ConReglas, SoloLectura
from turismo.reservas.dominio.contrataciones import anular_servicio, confirmar_servicio, contratar
from turismo.reservas.models import Contratacion

from .actos import ConActos


class ContratacionInline(SoloLectura, admin.TabularInline):  # type: ignore[type-arg]
    model = Contratacion
    fields = ["servicio", "cantidad", "precio_unitario", "estado", "usuario", "creada_en"]
    readonly_fields = ["precio_unitario", "estado", "usuario", "creada_en"]
    autocomplete_fields = ["servicio"]
    extra = 0

    def get_queryset(self, request: HttpRequest) -> QuerySet[Contratacion]:
        return super().get_queryset(request).select_related("servicio", "usuario")


@admin.register(Contratacion)
class ContratacionAdmin(SoloLectura, ConReglas, ConActos):
    list_display = ["reserva", "servicio", "cantidad", "precio_unitario", "estado", "usuario", "creada_en"]
    list_filter = ["estado", "servicio", "creada_en"]
    list_select_related = ["reserva", "servicio", "usuario"]
    search_fields = ["reserva__localizador", "servicio__nombre"]
    autocomplete_fields = ["reserva", "servicio"]
    readonly_fields = ["precio_unitario", "estado", "usuario", "creada_en"]
    actions = ["confirmar", "anular"]

    def has_operar_permission(self, request: HttpRequest) -> bool:
        """A row is not edited, so nobody may change one; who answers for the reservation answers for its services."""
        return request.user.has_perm("reservas.change_reserva")

    @admin.action(description=_("Confirmar"), permissions=["operar"])
    def confirmar(self, request: HttpRequest, contrataciones: QuerySet[Contratacion]) -> None:
        self.cada_uno(request, contrataciones, _("Confirmar"), confirmar_servicio)

    @admin.action(description=_("Anular"), permissions=["operar"])
    def anular(self, request: HttpRequest, contrataciones: QuerySet[Contratacion]) -> None:
        self.cada_uno(request, contrataciones, _("Anular"), anular_servicio)

    def save_model(self, request: HttpRequest, obj: Contratacion, form: Any, change: bool) -> None:
        obj.usuario = request.user  # type: ignore[assignment]
        contratar(obj)
