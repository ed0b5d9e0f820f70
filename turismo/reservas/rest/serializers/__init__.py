"""Reservations as JSON, and the bodies of requests that create and change them."""

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
