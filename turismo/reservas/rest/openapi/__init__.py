"""What OpenAPI says of sales and departures beyond what can be read off their views."""

from .contrataciones import describir_contrataciones
from .reservas import describir_reservas
from .salidas import describir_salidas

__all__ = ["describir_contrataciones", "describir_reservas", "describir_salidas"]
