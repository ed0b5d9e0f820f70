"""Reservations in the admin: seats are taken and given back by the guarded movements, and by nothing else."""

from .contratacion import ContratacionAdmin
from .reserva import ReservaAdmin
from .transicion import TransicionReservaAdmin

__all__ = ["ContratacionAdmin", "ReservaAdmin", "TransicionReservaAdmin"]
