"""The admin actions on departures. To add a button, add an `Accion` to the list."""

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from turismo.administracion.acciones import Accion, Pedido, una_a_una
from turismo.administracion.exportar_csv import exportar
from turismo.administracion.preguntas import Pregunta
from turismo.catalogo.models import SALIDAS_VIVAS, EstadoDeSalida, Salida
from turismo.reservas.dominio.encargos import asignar_guia
from turismo.reservas.dominio.movimientos import completar
from turismo.reservas.dominio.orden import Orden
from turismo.reservas.dominio.salidas import abrir, cancelar_salida, cerrar, realizar, reprogramar
from turismo.reservas.models import Estado

from .alcance import alcance_de_cancelar, alcance_de_reprogramar
from .anunciar import AnuncioASusViajerosForm, anunciar_a_sus_viajeros
from .columnas import DE_SALIDA
from .formularios import GuiaForm, MotivoForm, ReprogramarForm
from .ordenes import con_orden, orden_de


def viva(salida: Salida) -> bool:
    return salida.estado in SALIDAS_VIVAS


def dar_por_realizada(salida: Salida, orden: Orden) -> None:
    """Complete its confirmed reservations too; those already marked as absent stay so."""
    realizar(salida, orden)
    for reserva in salida.reservas.filter(estado=Estado.CONFIRMADA).order_by("pk"):
        completar(reserva, orden)


def mover_una(pedido: Pedido) -> None:
    [salida] = pedido.filas
    inicio, datos = pedido.form.inicio, pedido.datos
    reprogramar(salida, inicio, inicio + datos["duracion"], datos["version"], orden_de(pedido.request))
    pedido.anotar(salida, gettext("Reprogramar"))
    pedido.decir(_("Nueva hora: %(salida)s.") % {"salida": salida})


# In the order of the menu and of the buttons.
ACCIONES = [
    Accion(
        "cerrar",
        _("Cerrar la venta"),
        con_orden(cerrar),
        cuando=lambda salida: salida.estado == EstadoDeSalida.ABIERTA,
    ),
    Accion(
        "abrir",
        _("Abrir la venta"),
        con_orden(abrir),
        cuando=lambda salida: salida.estado == EstadoDeSalida.CERRADA,
    ),
    Accion(
        "asignar_guia",
        _("Asignar guía…"),
        una_a_una(
            lambda salida, pedido: asignar_guia(salida, pedido.datos["guia"], orden_de(pedido.request)),
            hecho=lambda datos: gettext("Guía: %(guia)s") % {"guia": datos["guia"] or "—"},
        ),
        cuando=viva,
        pregunta=Pregunta(GuiaForm, titulo=_("Asignar guía"), boton=_("Asignar")),
    ),
    Accion(
        "reprogramar",
        _("Reprogramar…"),
        mover_una,
        cuando=viva,
        pregunta=Pregunta(
            ReprogramarForm,
            titulo=lambda salidas: _("Reprogramar: %(salida)s") % {"salida": salidas[0]},
            boton=_("Mover y avisar"),
            plantilla="admin/catalogo/salida/reprogramar.html",
            contexto=alcance_de_reprogramar,
            solo_una=_("Se reprograma una salida cada vez."),
        ),
    ),
    Accion(
        "cancelar",
        _("Cancelar…"),
        una_a_una(
            lambda salida, pedido: cancelar_salida(salida, pedido.datos["motivo"], orden_de(pedido.request)),
            hecho=_("Cancelar"),
        ),
        cuando=viva,
        pregunta=Pregunta(
            MotivoForm,
            titulo=_("Cancelar salidas"),
            boton=_("Cancelar y avisar"),
            plantilla="admin/catalogo/salida/cancelar.html",
            contexto=alcance_de_cancelar,
        ),
    ),
    Accion(
        "realizar",
        _("Dar por realizada, con sus reservas"),
        con_orden(dar_por_realizada, hecho=_("Dar por realizada")),
        cuando=lambda salida: viva(salida) and salida.inicio <= timezone.now(),
    ),
    Accion(
        "anunciar",
        _("Anunciar a sus viajeros…"),
        anunciar_a_sus_viajeros,
        permisos=["notifications.add_notification", "catalogo.change_salida"],
        cuando=lambda salida: True,
        pregunta=Pregunta(
            AnuncioASusViajerosForm,
            titulo=_("Anunciar a los viajeros"),
            boton=_("Enviar"),
            plantilla="admin/catalogo/salida/anunciar.html",
            contexto=lambda form: {"viajeros": len(form.viajeros), "previa": form.previa},
        ),
    ),
    exportar(DE_SALIDA),
]
