"""How full a departure is, and the changes of it that are announced."""

from dataclasses import dataclass

from django.conf import settings
from django.db import models
from django.dispatch import Signal
from django.utils.translation import gettext_lazy as _

from .senales import plazas_liberadas, salida_agotada, salida_casi_llena


class Disponibilidad(models.TextChoices):
    DISPONIBLE = "disponible", _("disponible")
    LIMITADA = "limitada", _("pocas plazas")  # less than half is free
    AGOTADA = "agotada", _("agotada")
    CERRADA = "cerrada", _("cerrada")  # not on sale


@dataclass(frozen=True, slots=True)
class Cupo:
    """The seats of a departure at one moment."""

    capacidad: int
    ocupadas: int

    @property
    def libres(self) -> int:
        return self.capacidad - self.ocupadas

    @property
    def agotado(self) -> bool:
        return self.libres <= 0

    @property
    def casi_lleno(self) -> bool:
        return self.libres * 100 < self.capacidad * settings.CASI_LLENA

    @property
    def disponibilidad(self) -> Disponibilidad:
        if self.agotado:
            return Disponibilidad.AGOTADA
        return Disponibilidad.LIMITADA if self.libres * 2 < self.capacidad else Disponibilidad.DISPONIBLE


def noticia(antes: Cupo, ahora: Cupo) -> Signal | None:
    """The signal for the threshold between two moments, or None. The caller has locked the row, so changes happen one
    after another, and each crossing is seen by exactly one of them."""
    if ahora.agotado != antes.agotado:
        return salida_agotada if ahora.agotado else plazas_liberadas
    return salida_casi_llena if ahora.casi_lleno and not antes.casi_lleno else None
