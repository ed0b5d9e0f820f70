"""The admin actions on reservations. To add a button, add an `Accion` to the list."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from turismo.administracion.acciones import Accion, Pedido, una_a_una
from turismo.administracion.exportar_csv import exportar
from turismo.administracion.preguntas import Pregunta
from turismo.reservas.dominio.movimientos import CONFIRMAR, cancelar, completar, mover, reembolso_que_toca
from turismo.reservas.dominio.vencimientos import extender
from turismo.reservas.models import RESERVAS_VIVAS, Estado, Reembolso, Reserva

from .columnas import DE_RESERVA
from .formularios import CancelarReservasForm
from .ordenes import con_orden, orden_de


def ya_salio(reserva: Reserva) -> bool:
    return reserva.estado == Estado.CONFIRMADA and reserva.salida.inicio <= timezone.now()


def cancelar_una(reserva: Reserva, pedido: Pedido) -> None:
    decidido = pedido.datos["reembolso"]
    cancelar(
        reserva,
        orden_de(pedido.request),
        motivo=pedido.datos["motivo"],
        reembolso=Reembolso(decidido) if decidido else None,
    )


def reembolsos(form: CancelarReservasForm) -> Mapping[str, Any]:
    """For the question page: the refund of each reservation under the terms of its tour."""
    ahora = timezone.now()
    return {"condiciones": [(reserva, reembolso_que_toca(reserva, ahora).label) for reserva in form.elegidos]}


# In the order of the menu and of the buttons.
ACCIONES = [
    Accion(
        "confirmar",
        _("Confirmar"),
        con_orden(lambda reserva, orden: mover(reserva, CONFIRMAR, orden)),
        cuando=lambda reserva: reserva.estado == Estado.PENDIENTE,
    ),
    Accion(
        "extender",
        _("Extender la retención"),
        con_orden(extender),
        cuando=lambda reserva: reserva.estado == Estado.PENDIENTE and not reserva.extendida,
    ),
    Accion(
        "completar",
        _("Completar: el viaje se hizo"),
        con_orden(completar, hecho=_("Completar")),
        cuando=ya_salio,
    ),
    Accion(
        "no_asistio",
        _("No asistió"),
        con_orden(lambda reserva, orden: completar(reserva, orden, asistio=False)),
        cuando=ya_salio,
    ),
    Accion(
        "cancelar",
        _("Cancelar…"),
        una_a_una(cancelar_una, hecho=_("Cancelar")),
        cuando=lambda reserva: reserva.estado in RESERVAS_VIVAS,
        pregunta=Pregunta(
            CancelarReservasForm,
            titulo=_("Cancelar reservas"),
            boton=_("Cancelar y avisar"),
            plantilla="admin/reservas/reserva/cancelar.html",
            contexto=reembolsos,
        ),
    ),
    exportar(DE_RESERVA),
]
