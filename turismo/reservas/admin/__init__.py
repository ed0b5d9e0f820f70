"""Departures and reservations in the admin: what moves them are the guarded movements, and nothing else."""

from .contratacion import ContratacionAdmin
from .reserva import ReservaAdmin
from .salida import SalidaAdmin
from .transicion import TransicionReservaAdmin, TransicionSalidaAdmin

__all__ = ["ContratacionAdmin", "ReservaAdmin", "SalidaAdmin", "TransicionReservaAdmin", "TransicionSalidaAdmin"]
