"""Reservations as JSON, and what is asked for to make and to move them."""

from .pedido import ApartarSerializer
from .reserva import AsistenciaSerializer, ReservaSerializer, TransicionSerializer
from .servicio import ContratacionSerializer, ContratadoSerializer, ServicioPedidoSerializer

__all__ = [
    "ApartarSerializer",
    "AsistenciaSerializer",
    "ContratacionSerializer",
    "ContratadoSerializer",
    "ReservaSerializer",
    "ServicioPedidoSerializer",
    "TransicionSerializer",
]
