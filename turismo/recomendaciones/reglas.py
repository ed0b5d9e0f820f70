"""The rules of ratings that a request can break."""

from django.utils.translation import gettext_lazy as _

from turismo.reglas import ReglaIncumplida


class ViajeNoRealizado(ReglaIncumplida):
    codigo = "VIAJE_NO_REALIZADO"
    mensaje = _("Un viaje se valora cuando se ha realizado.")


class YaValorada(ReglaIncumplida):
    codigo = "YA_VALORADA"
    mensaje = _("Usted ya valoró este viaje.")
