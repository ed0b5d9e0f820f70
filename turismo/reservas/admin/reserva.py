"""A reservation in the admin: its columns, filters and form. Its buttons are in `acciones_de_reserva`."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from turismo.administracion.acciones import AdminConAcciones
from turismo.administracion.permisos import SinAltas, SinBorrar
from turismo.reservas.dominio.contrataciones import contratar
from turismo.reservas.dominio.ventas import apartar
from turismo.reservas.models import Estado, LineaReserva, Reserva

from .acciones_de_reserva import ACCIONES
from .contratacion import ContratacionInline
from .nueva_reserva import OTRAS, NuevaReservaForm
from .ordenes import orden_de
from .transicion import DeReservaInline

CONTACTO = (_("Contacto"), {"fields": ["contacto_nombre", "contacto_email", "contacto_telefono", "notas"]})


class LineaInline(SinAltas, admin.TabularInline):  # type: ignore[type-arg]
    model = LineaReserva
    readonly_fields = ["tarifa", "cantidad", "precio_unitario", "plazas"]
    fields = [*readonly_fields]
    extra = 0

    def get_queryset(self, request: HttpRequest) -> QuerySet[LineaReserva]:
        return super().get_queryset(request).select_related("tarifa")


@admin.register(Reserva)
class ReservaAdmin(SinBorrar, AdminConAcciones):
    list_display = ["localizador", "estado", "contacto_nombre", "tour", "cuando", "plazas", "importe", "vence"]
    # No date hierarchy: it reads every row to find the years.
    list_filter = ["estado", "creada_en", "reembolso", "salida__tour"]
    search_fields = ["localizador", "contacto_nombre", "contacto_email", "usuario__username", "salida__tour__nombre"]
    list_per_page = 50
    show_full_result_count = False
    autocomplete_fields = ["usuario", "salida"]
    readonly_fields = ["localizador", "estado", "importe", "expira_en", "creada_en", "desenlace", "cuando"]
    actions = ACCIONES

    @admin.display(description=_("tour"), ordering="salida__tour__nombre")
    def tour(self, reserva: Reserva) -> str:
        return reserva.salida.tour.nombre

    @admin.display(description=_("hora del lugar"), ordering="salida__inicio")
    def cuando(self, reserva: Reserva) -> str:
        return reserva.salida.cuando

    @admin.display(description=_("total"), ordering="total")
    def importe(self, reserva: Reserva) -> str:
        return f"{reserva.total} {reserva.moneda}"

    @admin.display(description=_("vence"), ordering="expira_en", empty_value="")
    def vence(self, reserva: Reserva) -> Any:
        return reserva.expira_en

    @admin.display(description=_("desenlace"))
    def desenlace(self, reserva: Reserva) -> str:
        """How it ended, in one line: the refund and the reason, or whether the travellers came."""
        if reserva.estado == Estado.CANCELADA:
            reembolso = _("reembolso: %(cual)s") % {"cual": reserva.get_reembolso_display()}
            return " · ".join(filter(None, [reembolso, reserva.motivo]))
        if reserva.asistio is not None:
            return str(_("asistió") if reserva.asistio else _("no asistió"))
        return "—"

    def get_fieldsets(self, request: HttpRequest, obj: Reserva | None = None) -> Any:
        if obj is None:
            return [
                (None, {"fields": ["salida", "plazas", "usuario"]}),
                (_("Otras tarifas"), {"fields": [tuple(OTRAS)], "classes": ["collapse"]}),
                CONTACTO,
            ]
        hechos = ["localizador", "estado", "desenlace", "expira_en", "creada_en"]
        return [(None, {"fields": [*hechos, "salida", "plazas", "importe", "usuario"]}), CONTACTO]

    def get_form(self, request: HttpRequest, obj: Reserva | None = None, change: bool = False, **kwargs: Any) -> Any:
        if obj is None:
            kwargs |= {"form": NuevaReservaForm, "fields": NuevaReservaForm.Meta.fields}
        return super().get_form(request, obj, change=change, **kwargs)

    def get_readonly_fields(self, request: HttpRequest, obj: Reserva | None = None) -> list[str]:
        return self.readonly_fields if obj is None else [*self.readonly_fields, "salida", "plazas", "usuario"]

    def get_inlines(self, request: HttpRequest, obj: Reserva | None) -> list[Any]:
        return [] if obj is None else [LineaInline, ContratacionInline, DeReservaInline]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Reserva]:
        return super().get_queryset(request).select_related("salida__tour__destino")

    def save_model(self, request: HttpRequest, obj: Reserva, form: Any, change: bool) -> None:
        if change:
            # Only the edited fields: the state may have changed since the form was shown.
            obj.save(update_fields=[*form.changed_data, "actualizada_en"])
        else:
            apartar(obj, orden_de(request), form.lineas)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        for contratacion in formset.save(commit=False):
            contratacion.usuario = request.user
            contratar(contratacion)
