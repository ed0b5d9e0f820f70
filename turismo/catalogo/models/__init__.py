"""The nouns of the catalogue, one a file."""

from .destino import Destino
from .en_venta import EstadoDeSalida, SalidaQuerySet
from .entrada import Entrada, Estado
from .guia import Guia
from .salida import Salida
from .servicio import Por, Servicio
from .tarifa import Tarifa, TipoDeTarifa
from .tour import Tour
from .vista import vigilar

__all__ = [
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
    "vigilar",
]
