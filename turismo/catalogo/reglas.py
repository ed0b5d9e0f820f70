"""The rules a request can run into; `codigo` is for programs, the sentence for people."""

from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class ReglaIncumplida(Exception):
    """What was asked for is well formed and may be asked for, but not now. `datos` are the names in the sentence."""

    codigo: ClassVar[str]
    mensaje: ClassVar[str | Promise]

    def __init__(self, **datos: Any) -> None:
        super().__init__(datos)
        self.datos = datos

    def __str__(self) -> str:
        return str(self.mensaje) % self.datos if self.datos else str(self.mensaje)


class GuiaOcupado(ReglaIncumplida):
    codigo = "GUIA_OCUPADO"
    mensaje = _("El guía ya tiene otra salida a esas horas.")


class TarifaEnUso(ReglaIncumplida):
    codigo = "TARIFA_EN_USO"
    mensaje = _("Esta tarifa ya se ha vendido: en lugar de borrarla, deje de ofrecerla.")


class HoraInexistente(ReglaIncumplida):
    codigo = "HORA_INEXISTENTE"
    mensaje = _("El %(dia)s no existe la hora %(hora)s en %(zona)s: ese día se adelanta el reloj.")


class FechasInvalidas(ReglaIncumplida):
    codigo = "FECHAS_INVALIDAS"
    mensaje = _("Las fechas van de mañana en adelante, en orden y hasta un año; y hace falta algún día de la semana.")
