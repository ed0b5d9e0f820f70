"""The rules a request can run into; `codigo` is for programs, the sentence for people."""

from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class ReglaIncumplida(Exception):
    """What was asked for is well formed and may be asked for, but not now."""

    codigo: ClassVar[str]
    mensaje: ClassVar[str | Promise]

    def __str__(self) -> str:
        return str(self.mensaje)


class SinCupo(ReglaIncumplida):
    codigo = "SIN_CUPO"
    mensaje = _("No quedan tantas plazas libres en esta salida.")


class SalidaCerrada(ReglaIncumplida):
    codigo = "SALIDA_CERRADA"
    mensaje = _("Esta salida ya no está a la venta.")


class RetencionVencida(ReglaIncumplida):
    codigo = "RETENCION_VENCIDA"
    mensaje = _("La retención de las plazas venció: haga una reserva nueva.")


class TransicionInvalida(ReglaIncumplida):
    codigo = "TRANSICION_INVALIDA"
    mensaje = _("En su estado actual, la reserva no lo permite.")


class ReservaInactiva(ReglaIncumplida):
    codigo = "RESERVA_INACTIVA"
    mensaje = _("Solo se contratan servicios con una reserva pendiente o confirmada.")


class MonedaDistinta(ReglaIncumplida):
    codigo = "MONEDA_DISTINTA"
    mensaje = _("El servicio se cobra en otra moneda que la reserva.")


class ReservaRepetida(ReglaIncumplida):
    codigo = "RESERVA_REPETIDA"
    mensaje = _("Ya existe otra reserva con ese uuid: una reserva nueva lleva un uuid nuevo.")
