"""Contracted services: on the page of their reservation, and as a list of their own."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from turismo.reservas.models import Contratacion
from turismo.reservas.ventas import contratar

from .reglas import ConReglas, SoloLectura


class ContratacionInline(SoloLectura, admin.TabularInline):  # type: ignore[type-arg]
    model = Contratacion
    fields = ["servicio", "cantidad", "precio_unitario", "usuario", "creada_en"]
    readonly_fields = ["precio_unitario", "usuario", "creada_en"]
    autocomplete_fields = ["servicio"]
    extra = 0

    def get_queryset(self, request: HttpRequest) -> QuerySet[Contratacion]:
        return super().get_queryset(request).select_related("servicio", "usuario")


@admin.register(Contratacion)
class ContratacionAdmin(SoloLectura, ConReglas):
    list_display = ["reserva", "servicio", "cantidad", "precio_unitario", "usuario", "creada_en"]
    list_filter = ["servicio", "creada_en"]
    list_select_related = ["reserva", "servicio", "usuario"]
    search_fields = ["reserva__localizador", "servicio__nombre"]
    date_hierarchy = "creada_en"
    autocomplete_fields = ["reserva", "servicio"]
    readonly_fields = ["precio_unitario", "usuario", "creada_en"]

    def save_model(self, request: HttpRequest, obj: Contratacion, form: Any, change: bool) -> None:
        obj.usuario = request.user  # type: ignore[assignment]
        contratar(obj)
