"""A reservation's page: it is made, looked up and moved here; its contact is all that can be edited."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from turismo.reservas.models import Origen, Reserva
from turismo.reservas.movimientos import CANCELAR, COMPLETAR, CONFIRMAR, Movimiento, Orden, mover
from turismo.reservas.reglas import ReglaIncumplida
from turismo.reservas.ventas import apartar, comprobar_lugar, contratar

from .contratacion import ContratacionInline
from .reglas import ConReglas
from .transicion import TransicionInline


class ReservaForm(forms.ModelForm):  # type: ignore[type-arg]
    def clean(self) -> dict[str, Any]:
        datos = super().clean() or {}
        # Those of a reservation that exists are not in the form.
        if "salida" in datos and "plazas" in datos:
            try:
                comprobar_lugar(datos["salida"].pk, datos["plazas"])
            except ReglaIncumplida as regla:
                raise forms.ValidationError({"plazas": str(regla)}, code=regla.codigo) from regla
        return datos


@admin.register(Reserva)
class ReservaAdmin(ConReglas):
    form = ReservaForm
    list_display = ["localizador", "estado", "contacto_nombre", "tour", "cuando", "plazas", "importe"]
    list_filter = ["estado", "salida__tour"]
    search_fields = ["localizador", "contacto_nombre", "contacto_email", "usuario__username", "salida__tour__nombre"]
    date_hierarchy = "creada_en"
    autocomplete_fields = ["usuario", "salida"]
    fieldsets = [
        (None, {"fields": ["salida", "plazas", "usuario"]}),
        (_("Contacto"), {"fields": ["contacto_nombre", "contacto_email", "contacto_telefono", "notas"]}),
    ]
    readonly_fields = ["localizador", "estado", "total", "moneda", "expira_en", "creada_en"]
    actions = ["confirmar", "cancelar", "completar"]

    @admin.display(description=_("tour"), ordering="salida__tour__nombre")
    def tour(self, reserva: Reserva) -> str:
        return reserva.salida.tour.nombre

    @admin.display(description=_("hora del lugar"), ordering="salida__inicio")
    def cuando(self, reserva: Reserva) -> str:
        return reserva.salida.cuando

    @admin.display(description=_("total"), ordering="total")
    def importe(self, reserva: Reserva) -> str:
        return f"{reserva.total} {reserva.moneda}"

    def get_fieldsets(self, request: HttpRequest, obj: Reserva | None = None) -> Any:
        fieldsets = super().get_fieldsets(request, obj)
        return fieldsets if obj is None else [(None, {"fields": self.readonly_fields}), *fieldsets]

    def get_readonly_fields(self, request: HttpRequest, obj: Reserva | None = None) -> list[str]:
        return self.readonly_fields if obj is None else [*self.readonly_fields, "salida", "plazas", "usuario"]

    def get_inlines(self, request: HttpRequest, obj: Reserva | None) -> list[Any]:
        return [] if obj is None else [ContratacionInline, TransicionInline]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Reserva]:
        return super().get_queryset(request).select_related("salida__tour__destino")

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Reserva, form: Any, change: bool) -> None:
        if change:
            # Only what was edited: its state may have moved since the form was shown.
            obj.save(update_fields=form.changed_data)
        else:
            apartar(obj, self.orden(request))

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        for contratacion in formset.save(commit=False):
            contratacion.usuario = request.user
            contratar(contratacion)

    @admin.action(description=_("Confirmar"), permissions=["change"])
    def confirmar(self, request: HttpRequest, reservas: QuerySet[Reserva]) -> None:
        self.mover_cada_una(CONFIRMAR, request, reservas)

    @admin.action(description=_("Cancelar"), permissions=["change"])
    def cancelar(self, request: HttpRequest, reservas: QuerySet[Reserva]) -> None:
        self.mover_cada_una(CANCELAR, request, reservas)

    @admin.action(description=_("Completar: el viaje se hizo"), permissions=["change"])
    def completar(self, request: HttpRequest, reservas: QuerySet[Reserva]) -> None:
        self.mover_cada_una(COMPLETAR, request, reservas)

    def mover_cada_una(self, movimiento: Movimiento, request: HttpRequest, reservas: QuerySet[Reserva]) -> None:
        for reserva in reservas:
            try:
                mover(reserva, movimiento, self.orden(request))
            except ReglaIncumplida as regla:
                self.message_user(request, f"{reserva}: {regla}", messages.ERROR)
            else:
                self.log_change(request, reserva, str(movimiento.accion.label))
                self.message_user(request, f"{reserva}: {reserva.get_estado_display()}.", messages.SUCCESS)

    @staticmethod
    def orden(request: HttpRequest) -> Orden:
        return Orden(request.user, Origen.ADMIN)  # type: ignore[arg-type]
