"""The models of a sale."""

from .contratacion import Contratacion, EstadoDeContratacion
from .linea import LineaReserva
from .reserva import MOTIVO, OCUPAN, RESERVAS_VIVAS, Estado, Reembolso, Reserva
from .transicion import Accion, AccionDeSalida, Origen, TransicionReserva, TransicionSalida

__all__ = [
    "MOTIVO",
    "OCUPAN",
    "RESERVAS_VIVAS",
    "Accion",
    "AccionDeSalida",
    "Contratacion",
    "Estado",
    "EstadoDeContratacion",
    "LineaReserva",
    "Origen",
    "Reembolso",
    "Reserva",
    "TransicionReserva",
    "TransicionSalida",
]
