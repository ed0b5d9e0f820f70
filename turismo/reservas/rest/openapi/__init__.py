"""OpenAPI descriptions of sales and departures that their views cannot give."""

from .contrataciones import describir_contrataciones
from .reservas import describir_reservas
from .salidas import describir_salidas

__all__ = ["describir_contrataciones", "describir_reservas", "describir_salidas"]
