"""Attend: what the operation does with reservations, from the list or the page of one."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from turismo.administracion.exportar_csv import planilla
from turismo.administracion.preguntas import ConPreguntas, respuesta
from turismo.reservas.dominio.movimientos import CONFIRMAR, cancelar, completar, mover, reembolso_que_toca
from turismo.reservas.dominio.vencimientos import extender
from turismo.reservas.models import Reembolso, Reserva

from .actos import ConActos, orden_de
from .columnas import DE_RESERVA
from .formularios import CancelarReservasForm

Reservas = QuerySet[Reserva]


class ConTramites(ConPreguntas, ConActos):
    actions = ["confirmar", "extender", "completar", "no_asistio", "cancelar", "exportar"]
    directas = frozenset({"confirmar", "extender", "completar", "no_asistio"})

    @admin.action(description=_("Confirmar"), permissions=["change"])
    def confirmar(self, request: HttpRequest, reservas: Reservas) -> None:
        orden = orden_de(request)
        self.cada_uno(request, reservas, _("Confirmar"), lambda reserva: mover(reserva, CONFIRMAR, orden))

    @admin.action(description=_("Extender la retención"), permissions=["change"])
    def extender(self, request: HttpRequest, reservas: Reservas) -> None:
        orden = orden_de(request)
        self.cada_uno(request, reservas, _("Extender la retención"), lambda reserva: extender(reserva, orden))

    @admin.action(description=_("Completar: el viaje se hizo"), permissions=["change"])
    def completar(self, request: HttpRequest, reservas: Reservas) -> None:
        orden = orden_de(request)
        self.cada_uno(request, reservas, _("Completar"), lambda reserva: completar(reserva, orden))

    @admin.action(description=_("No asistió"), permissions=["change"])
    def no_asistio(self, request: HttpRequest, reservas: Reservas) -> None:
        orden = orden_de(request)
        self.cada_uno(request, reservas, _("No asistió"), lambda reserva: completar(reserva, orden, asistio=False))

    @admin.action(description=_("Cancelar…"), permissions=["change"])
    def cancelar(self, request: HttpRequest, reservas: Reservas) -> HttpResponseBase | None:
        if self.son_demasiados(request, reservas):
            return None
        form = CancelarReservasForm(respuesta(request))
        if form.is_valid():
            orden, motivo, decidido = orden_de(request), form.cleaned_data["motivo"], form.cleaned_data["reembolso"]
            reembolso = Reembolso(decidido) if decidido else None
            self.cada_uno(
                request,
                reservas,
                _("Cancelar"),
                lambda reserva: cancelar(reserva, orden, motivo=motivo, reembolso=reembolso),
            )
            return None
        ahora = timezone.now()
        return self.preguntar(
            request,
            reservas,
            form,
            titulo=_("Cancelar reservas"),
            boton=_("Cancelar y avisar"),
            plantilla="admin/reservas/reserva/cancelar.html",
            condiciones=[(reserva, reembolso_que_toca(reserva, ahora).label) for reserva in reservas],
        )

    @admin.action(description=_("Exportar a CSV"), permissions=["view"])
    def exportar(self, request: HttpRequest, reservas: Reservas) -> HttpResponseBase:
        return planilla(request, reservas, DE_RESERVA)
