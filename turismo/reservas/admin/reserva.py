"""A reservation's page: it is made, looked up and moved here; its contact is all that can be edited."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from turismo.administracion.botones import ConBotones
from turismo.administracion.permisos import ConReglas, SinAltas, SinBorrar
from turismo.reservas.dominio.contrataciones import contratar
from turismo.reservas.dominio.ventas import apartar
from turismo.reservas.models import RESERVAS_VIVAS, Estado, LineaReserva, Reserva

from .actos import orden_de
from .contratacion import ContratacionInline
from .nueva_reserva import OTRAS, NuevaReservaForm
from .tramites import ConTramites
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
class ReservaAdmin(SinBorrar, ConReglas, ConTramites, ConBotones):
    list_display = ["localizador", "estado", "contacto_nombre", "tour", "cuando", "plazas", "importe", "vence"]
    # No hierarchy of dates: to know which years there are, it would read every row.
    list_filter = ["estado", "creada_en", "reembolso", "salida__tour"]
    search_fields = ["localizador", "contacto_nombre", "contacto_email", "usuario__username", "salida__tour__nombre"]
    list_per_page = 50
    show_full_result_count = False
    autocomplete_fields = ["usuario", "salida"]
    readonly_fields = ["localizador", "estado", "importe", "expira_en", "creada_en", "desenlace", "cuando"]

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
        """How it ended, in one line: why and with which refund, or whether they came."""
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

    def posibles(self, reserva: Reserva) -> Iterator[str]:
        if reserva.estado == Estado.PENDIENTE:
            yield "confirmar"
            if not reserva.extendida:
                yield "extender"
        if reserva.estado == Estado.CONFIRMADA and reserva.salida.inicio <= timezone.now():
            yield from ("completar", "no_asistio")
        if reserva.estado in RESERVAS_VIVAS:
            yield "cancelar"

    def save_model(self, request: HttpRequest, obj: Reserva, form: Any, change: bool) -> None:
        if change:
            # Only what was edited: its state may have moved since the form was shown.
            obj.save(update_fields=[*form.changed_data, "actualizada_en"])
        else:
            apartar(obj, orden_de(request), form.lineas)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        for contratacion in formset.save(commit=False):
            contratacion.usuario = request.user
            contratar(contratacion)
