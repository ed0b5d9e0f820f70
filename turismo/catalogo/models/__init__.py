"""The models of the catalogue."""

from .destino import Destino
from .entrada import Entrada, Estado
from .guia import Guia
from .salida import SALIDAS_VIVAS, EstadoDeSalida, Salida, SalidaQuerySet
from .servicio import Por, Servicio
from .tour import GENERAL, Tarifa, TipoDeTarifa, Tour, cambios_publicos

__all__ = [
    "GENERAL",
    "SALIDAS_VIVAS",
    "Destino",
    "Entrada",
    "Estado",
    "EstadoDeSalida",
    "Guia",
    "Por",
    "Salida",
    "SalidaQuerySet",
    "Servicio",
    "Tarifa",
    "TipoDeTarifa",
    "Tour",
    "cambios_publicos",
]
