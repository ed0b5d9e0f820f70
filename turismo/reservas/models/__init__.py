"""The nouns of a sale, one a file."""

from .contratacion import Contratacion
from .reserva import Estado, Reserva
from .transicion import Accion, Origen, TransicionReserva

__all__ = ["Accion", "Contratacion", "Estado", "Origen", "Reserva", "TransicionReserva"]
