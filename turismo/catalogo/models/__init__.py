"""The nouns of the catalogue, one a file."""

from .destino import Destino
from .entrada import Entrada, Estado
from .guia import Guia
from .salida import Salida, SalidaQuerySet
from .servicio import Servicio
from .tour import Tour

__all__ = ["Destino", "Entrada", "Estado", "Guia", "Salida", "SalidaQuerySet", "Servicio", "Tour"]
