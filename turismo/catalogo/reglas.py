"""The rules of the catalogue that a request can break."""

from django.utils.translation import gettext_lazy as _

from turismo.reglas import ReglaIncumplida


class GuiaOcupado(ReglaIncumplida):
    codigo = "GUIA_OCUPADO"
    mensaje = _("El guía ya tiene otra salida a esas horas.")


class TarifaEnUso(ReglaIncumplida):
    codigo = "TARIFA_EN_USO"
    mensaje = _("Esta tarifa ya se ha vendido: en lugar de borrarla, deje de ofrecerla.")


class HoraInexistente(ReglaIncumplida):
    codigo = "HORA_INEXISTENTE"
    mensaje = _("El %(dia)s no existe la hora %(hora)s en %(zona)s: ese día se adelanta el reloj.")
    status_code = 400


class FechasInvalidas(ReglaIncumplida):
    codigo = "FECHAS_INVALIDAS"
    mensaje = _("Las fechas van de mañana en adelante, en orden y hasta un año; y hace falta algún día de la semana.")
    status_code = 400
