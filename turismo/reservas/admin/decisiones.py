"""Decide: what the operation does with departures, from the list or the page of one; who is concerned is told."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from turismo.administracion.exportar_csv import planilla
from turismo.administracion.preguntas import ConPreguntas, respuesta
from turismo.catalogo.models import Salida
from turismo.reglas import ReglaIncumplida
from turismo.reservas.dominio.encargos import asignar_guia
from turismo.reservas.dominio.movimientos import completar
from turismo.reservas.dominio.orden import Orden
from turismo.reservas.dominio.salidas import abrir, cancelar_salida, cerrar, realizar, reprogramar
from turismo.reservas.models import Estado

from .actos import ConActos, orden_de
from .alcance import alcance_de, total_a_devolver
from .anunciar import ConAnuncios
from .columnas import DE_SALIDA
from .formularios import GuiaForm, MotivoForm, ReprogramarForm

Pagina = HttpResponseBase | None
Salidas = QuerySet[Salida]


class ConDecisiones(ConAnuncios, ConPreguntas, ConActos):
    actions = ["cerrar", "abrir", "asignar_guia", "reprogramar", "cancelar", "realizar", "anunciar", "exportar"]
    directas = frozenset({"cerrar", "abrir", "realizar"})

    @admin.action(description=_("Cerrar la venta"), permissions=["change"])
    def cerrar(self, request: HttpRequest, salidas: Salidas) -> None:
        orden = orden_de(request)
        self.cada_uno(request, salidas, _("Cerrar la venta"), lambda salida: cerrar(salida, orden))

    @admin.action(description=_("Abrir la venta"), permissions=["change"])
    def abrir(self, request: HttpRequest, salidas: Salidas) -> None:
        orden = orden_de(request)
        self.cada_uno(request, salidas, _("Abrir la venta"), lambda salida: abrir(salida, orden))

    @admin.action(description=_("Dar por realizada, con sus reservas"), permissions=["change"])
    def realizar(self, request: HttpRequest, salidas: Salidas) -> None:
        orden = orden_de(request)
        self.cada_uno(request, salidas, _("Dar por realizada"), lambda salida: dar_por_realizada(salida, orden))

    @admin.action(description=_("Cancelar…"), permissions=["change"])
    def cancelar(self, request: HttpRequest, salidas: Salidas) -> Pagina:
        if self.son_demasiados(request, salidas):
            return None
        form = MotivoForm(respuesta(request))
        if form.is_valid():
            orden, motivo = orden_de(request), form.cleaned_data["motivo"]
            self.cada_uno(request, salidas, _("Cancelar"), lambda salida: cancelar_salida(salida, motivo, orden))
            return None
        alcances = alcance_de(salidas)
        return self.preguntar(
            request,
            salidas,
            form,
            titulo=_("Cancelar salidas"),
            boton=_("Cancelar y avisar"),
            plantilla="admin/catalogo/salida/cancelar.html",
            alcances=alcances,
            viajeros=sum(alcance.viajeros for alcance in alcances),
            sin_cuenta=sum(alcance.sin_cuenta for alcance in alcances),
            devolver=total_a_devolver(alcances),
        )

    @admin.action(description=_("Asignar guía…"), permissions=["change"])
    def asignar_guia(self, request: HttpRequest, salidas: Salidas) -> Pagina:
        if self.son_demasiados(request, salidas):
            return None
        form = GuiaForm(respuesta(request), salidas=list(salidas))
        if form.is_valid():
            orden, guia = orden_de(request), form.cleaned_data["guia"]
            hecho = _t("Guía: %(guia)s") % {"guia": guia or "—"}
            self.cada_uno(request, salidas, hecho, lambda salida: asignar_guia(salida, guia, orden))
            return None
        return self.preguntar(request, salidas, form, titulo=_("Asignar guía"), boton=_("Asignar"))

    @admin.action(description=_("Reprogramar…"), permissions=["change"])
    def reprogramar(self, request: HttpRequest, salidas: Salidas) -> Pagina:
        if len(salidas) != 1:
            self.message_user(request, _("Se reprograma una salida cada vez."), messages.ERROR)
            return None
        [salida] = salidas
        form = ReprogramarForm(respuesta(request), salida=salida)
        if form.is_valid() and self.movida(request, salida, form):
            return None
        return self.preguntar(
            request,
            salidas,
            form,
            titulo=_("Reprogramar: %(salida)s") % {"salida": salida},
            boton=_("Mover y avisar"),
            plantilla="admin/catalogo/salida/reprogramar.html",
            alcance=alcance_de([salida])[0],
            zona=salida.tour.destino.zona_horaria,
        )

    def movida(self, request: HttpRequest, salida: Salida, form: Any) -> bool:
        inicio, datos = form.inicio, form.cleaned_data
        try:
            reprogramar(salida, inicio, inicio + datos["duracion"], datos["version"], orden_de(request))
        except ReglaIncumplida as regla:
            form.add_error(None, str(regla))
            return False
        self.log_change(request, salida, _t("Reprogramar"))
        self.message_user(request, _("Nueva hora: %(salida)s.") % {"salida": salida}, messages.SUCCESS)
        return True

    @admin.action(description=_("Exportar a CSV"), permissions=["view"])
    def exportar(self, request: HttpRequest, salidas: Salidas) -> HttpResponseBase:
        return planilla(request, salidas, DE_SALIDA)


def dar_por_realizada(salida: Salida, orden: Orden) -> None:
    """Who was marked as missing beforehand stays so."""
    realizar(salida, orden)
    for reserva in salida.reservas.filter(estado=Estado.CONFIRMADA).order_by("pk"):
        completar(reserva, orden)
