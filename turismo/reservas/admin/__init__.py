"""Departures and reservations in the admin: every change of state goes through the movements of `dominio`."""

from .contratacion import ContratacionAdmin
from .reserva import ReservaAdmin
from .salida import SalidaAdmin
from .transicion import TransicionReservaAdmin, TransicionSalidaAdmin

__all__ = ["ContratacionAdmin", "ReservaAdmin", "SalidaAdmin", "TransicionReservaAdmin", "TransicionSalidaAdmin"]
